"""Turn what two editions do to networks into JSON, and say in shapes what that holds."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, TypedDict

from pcn_rules.compare.impact_model import (
    Amount,
    Asks,
    By,
    Clash,
    Course,
    HoursOfRoles,
    HoursRow,
    Impact,
    Judged,
    MoneyRow,
    NetworkImpact,
    Row,
    Stand,
    Whose,
)
from pcn_rules.evaluate.money.flows import Between
from pcn_rules.evaluate.result import Outcome
from pcn_rules.report.budget_data import Signed
from pcn_rules.report.shape import Day, OutcomeData


class ImpactStandData(TypedDict):
    """A clause of one edition, and how it came out."""

    clause: str
    title: str
    outcome: OutcomeData
    possible: Annotated[list[OutcomeData], "several where the verdict is unknown"]


class ImpactConflictData(TypedDict):
    """A smallest conflict about people."""

    sentence: str
    clauses: list[str]
    whose: Annotated[Whose, "alone: of the old edition with this one clause changed only"]
    at_worst: Annotated[bool, "whether it is one only if what nobody said is at its worst"]


class ImpactRowData(TypedDict):
    """How a clause, and the one that takes its place, came out."""

    asks: Annotated[Asks, "of whom it asks, and whether it is only recommended"]
    old: Annotated[ImpactStandData | None, "null: not asked"]
    new: Annotated[ImpactStandData | None, "null: not asked"]
    course: Annotated[Course, "worse and better hold however what is unknown turns out"]
    by: Annotated[By | None, "what brings the transition about; null: there is none"]
    conflicts: list[ImpactConflictData]
    note: Annotated[str, "why conflicts are not named, or not all, where people bring it about"]


class ImpactRangeData(TypedDict):
    """An amount between two ends; null: it has no end on that side."""

    low: Signed | None
    high: Signed | None


class ImpactAmountData(TypedDict):
    """An amount by both editions, and what it changes by."""

    before: ImpactRangeData
    after: ImpactRangeData
    change: ImpactRangeData


class ImpactHoursData(TypedDict):
    """Hours that any of some roles can do."""

    roles: list[str]
    hours: ImpactAmountData
    unlisted: Annotated[bool, "whether more is asked for what nobody listed"]


class ImpactHoursRowData(TypedDict):
    """The hours of clauses that take each other's place."""

    old: list[str]
    new: list[str]
    by_roles: list[ImpactHoursData]


class ImpactMoneyRowData(TypedDict):
    """What clauses that take each other's place pay, in pounds."""

    old: list[str]
    new: list[str]
    network: ImpactAmountData
    practices: Annotated[ImpactAmountData, "paid to practices themselves"]


class ImpactJudgedData(TypedDict):
    """The text that one edition judged by, the days of its money, and what is not counted."""

    variations: Annotated[list[str], "those that had begun"]
    money_from: Day
    money_to: Day
    not_estimated: Annotated[list[str], "duties whose hours nobody estimated"]


class ImpactNetworkData(TypedDict):
    """What the change does to one network; hours are those up to the last day of both editions."""

    network: str
    name: str
    as_at: Day
    known_by: Annotated[Day | None, "null: everything known"]
    hours_to: Day
    old: ImpactJudgedData
    new: ImpactJudgedData
    verdicts: list[ImpactRowData]
    hours: Annotated[list[ImpactHoursRowData], "by clause"]
    hours_by_roles: Annotated[list[ImpactHoursData], "of all clauses"]
    money: list[ImpactMoneyRowData]
    money_of_network: ImpactAmountData
    money_of_practices: ImpactAmountData


def impact(found: Impact) -> list[ImpactNetworkData]:
    """What the change does to each network."""
    return [_network(each) for each in found.networks]


def _network(each: NetworkImpact) -> ImpactNetworkData:
    return {
        "network": each.network,
        "name": each.name,
        "as_at": each.as_at.isoformat(),
        "known_by": None if each.known_by is None else each.known_by.isoformat(),
        "hours_to": each.until.isoformat(),
        "old": _judged(each.old),
        "new": _judged(each.new),
        "verdicts": [_row(row) for row in each.rows],
        "hours": [_hours(row) for row in each.hours],
        "hours_by_roles": [_of_roles(one) for one in each.hours_by_roles],
        "money": [_money(row) for row in each.money],
        "money_of_network": _amount(each.money_of_network),
        "money_of_practices": _amount(each.money_of_practices),
    }


def _judged(judged: Judged) -> ImpactJudgedData:
    return {
        "variations": list(judged.variations),
        "money_from": judged.money_from.isoformat(),
        "money_to": judged.money_to.isoformat(),
        "not_estimated": list(judged.not_estimated),
    }


def _row(row: Row) -> ImpactRowData:
    return {
        "asks": row.asks,
        "old": _stand(row.old),
        "new": _stand(row.new),
        "course": row.course,
        "by": row.by,
        "conflicts": [_clash(clash) for clash in row.clashes],
        "note": row.note,
    }


def _stand(stand: Stand | None) -> ImpactStandData | None:
    if stand is None:
        return None
    return {
        "clause": stand.clause,
        "title": stand.title,
        "outcome": _outcome(stand.outcome),
        "possible": [_outcome(each) for each in stand.possible],
    }


def _outcome(outcome: Outcome) -> OutcomeData:
    return {
        "verdict": outcome.verdict.value,
        "cause": outcome.cause.value if outcome.cause else None,
    }


def _clash(clash: Clash) -> ImpactConflictData:
    return {
        "sentence": clash.sentence,
        "clauses": list(clash.clauses),
        "whose": clash.whose,
        "at_worst": clash.at_worst,
    }


def _hours(row: HoursRow) -> ImpactHoursRowData:
    return {
        "old": list(row.old),
        "new": list(row.new),
        "by_roles": [_of_roles(one) for one in row.by_roles],
    }


def _of_roles(one: HoursOfRoles) -> ImpactHoursData:
    return {"roles": list(one.roles), "hours": _amount(one.hours), "unlisted": one.unlisted}


def _money(row: MoneyRow) -> ImpactMoneyRowData:
    return {
        "old": list(row.old),
        "new": list(row.new),
        "network": _amount(row.network),
        "practices": _amount(row.practices),
    }


def _amount(amount: Amount) -> ImpactAmountData:
    return {
        "before": _range(amount.before),
        "after": _range(amount.after),
        "change": _range(amount.change),
    }


def _range(between: Between) -> ImpactRangeData:
    return {"low": _exact(between.low), "high": _exact(between.high)}


def _exact(amount: Fraction | None) -> str | None:
    return None if amount is None else str(amount)
