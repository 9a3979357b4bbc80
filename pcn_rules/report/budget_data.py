"""Turn budgets into JSON, and say in shapes what that holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, TypedDict
from typing import Literal as OneOf

from pcn_rules.evaluate.money.flows import Between, Budget, Flow, Limit, Month, PracticePart
from pcn_rules.report import data
from pcn_rules.report.clean import cleaned
from pcn_rules.report.edition import is_in_force
from pcn_rules.report.money_data import missing_data
from pcn_rules.report.shape import Day, MissingData, ProgramData

SCHEMA_VERSION = "1.1"

Signed = Annotated[str, "an exact amount, which may be below zero", "signed"]


class BetweenData(TypedDict):
    """A sum in pounds between two ends, exact; null where it has no end on that side."""

    low: Signed | None
    high: Signed | None


class FlowPartData(BetweenData):
    """What of a sum falls to some days of a month."""

    first: Day
    last: Day


class FlowShareData(BetweenData):
    """What of a sum goes by one practice, home or post."""

    entity: str
    id: str
    name: str


class FlowData(BetweenData):
    """Money by one clause, or for the posts of one role."""

    clause: Annotated[str, "its id; empty for what posts cost"]
    title: str
    direction: OneOf["to the network", "to practices", "paid back", "cost"]
    within: Annotated[list[str], "the clauses whose sums it is within"]
    instalments: list[FlowPartData]
    shares: list[FlowShareData]
    missing: list[MissingData]
    steps: Annotated[list[str], "how it was reckoned"]


class LimitData(TypedDict):
    """A clause that pays up to a sum, and what all that is within it comes to."""

    clause: str
    title: str
    most: BetweenData
    asked: BetweenData
    paid: BetweenData
    excess: Annotated[BetweenData, "what is not paid because the sum is used up"]


class MonthData(TypedDict):
    """One month, before any sum for the year is used up."""

    first: Day
    last: Day
    network: BetweenData
    practices: BetweenData
    costs: BetweenData


class PracticeData(TypedDict):
    """What goes by one practice: it gains it by signing, and goes without it by staying out."""

    id: str
    name: str
    itself: BetweenData
    network: Annotated[BetweenData, "paid to the network, and counted over this practice"]


class BudgetData(TypedDict):
    """One network by one edition, over the days for which it is in force."""

    specification: str
    edition: str
    in_force: Annotated[bool, "whether the edition is in force on the day; else it was named"]
    network: str
    network_name: str
    as_at: Day
    known_by: Day | None
    start: Day
    end: Day
    assumptions: list[str]
    income: Annotated[BetweenData, "what the network is paid, what is paid back among it"]
    paid_back: BetweenData
    practices: BetweenData
    costs: BetweenData
    difference: Annotated[BetweenData, "what is left over for the network, or falls short"]
    flows: list[FlowData]
    limits: list[LimitData]
    months: list[MonthData]
    by_practice: list[PracticeData]


class MoneyReport(TypedDict):
    """What `money` says of one network, by one edition or by several."""

    schema_version: Annotated[str, "of this schema", "version"]
    program: ProgramData
    budgets: list[BudgetData]


def budgets(found: Sequence[Budget]) -> str:
    """Budgets as JSON."""
    whole: MoneyReport = {
        "schema_version": SCHEMA_VERSION,
        "program": data.program(),
        "budgets": [_budget(cleaned(each)) for each in found],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _budget(budget: Budget) -> BudgetData:
    return {
        "specification": budget.specification,
        "edition": budget.edition,
        "in_force": is_in_force(budget),
        "network": budget.network,
        "network_name": budget.network_name,
        "as_at": budget.as_at.isoformat(),
        "known_by": budget.known_by.isoformat() if budget.known_by else None,
        "start": budget.start.isoformat(),
        "end": budget.end.isoformat(),
        "assumptions": list(budget.assumptions),
        "income": _between(budget.income),
        "paid_back": _between(budget.paid_back),
        "practices": _between(budget.practices),
        "costs": _between(budget.costs),
        "difference": _between(budget.difference),
        "flows": [_flow(flow) for flow in budget.flows],
        "limits": [_limit(limit) for limit in budget.limits],
        "months": [_month(month) for month in budget.months],
        "by_practice": [_practice(each) for each in budget.by_practice],
    }


def _between(amount: Between) -> BetweenData:
    return {"low": _exact(amount.low), "high": _exact(amount.high)}


def _exact(amount: Fraction | None) -> str | None:
    return None if amount is None else str(amount)


def _flow(flow: Flow) -> FlowData:
    return {
        **_between(flow.amount),
        "clause": flow.clause,
        "title": flow.title,
        "direction": flow.direction,
        "within": list(flow.within),
        "instalments": [
            {
                **_between(Between(each.low, each.high)),
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
            }
            for each in flow.instalments
        ],
        "shares": [
            {
                **_between(Between(each.low, each.high)),
                "entity": each.entity,
                "id": each.id,
                "name": each.name,
            }
            for each in flow.shares
        ],
        "missing": [missing_data(each) for each in flow.missing],
        "steps": [reason.text for reason in flow.steps],
    }


def _limit(limit: Limit) -> LimitData:
    return {
        "clause": limit.clause,
        "title": limit.title,
        "most": _between(limit.most),
        "asked": _between(limit.asked),
        "paid": _between(limit.paid),
        "excess": _between(limit.excess),
    }


def _month(month: Month) -> MonthData:
    return {
        "first": month.first.isoformat(),
        "last": month.last.isoformat(),
        "network": _between(month.network),
        "practices": _between(month.practices),
        "costs": _between(month.costs),
    }


def _practice(part: PracticePart) -> PracticeData:
    return {
        "id": part.id,
        "name": part.name,
        "itself": _between(part.itself),
        "network": _between(part.network),
    }
