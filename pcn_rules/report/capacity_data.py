"""Turn an outlook on work and people into JSON, and say in shapes what that holds.

Amounts are exact: a decimal where it ends, else a fraction (`155/7`).
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Annotated, TypedDict
from typing import Literal as OneOf

from pcn_rules.evaluate.capacity.outlook import (
    ConflictLine,
    DemandLine,
    HoursLine,
    Outlook,
)
from pcn_rules.evaluate.capacity.remedies import Fewer, Later, More
from pcn_rules.evaluate.capacity.supply import A_WEEK, PostLine
from pcn_rules.report import data
from pcn_rules.report.capacity import in_its_place
from pcn_rules.report.edition import is_in_force
from pcn_rules.report.shape import Day, ProgramData

SCHEMA_VERSION = "2.0"

Amount = Annotated[str, "exact, as a decimal, or as a fraction where that does not end"]
AnswerWord = OneOf["in every world", "in some worlds", "in no world", "not known"]


class HoursData(TypedDict):
    """Hours a week that only some roles can do, against those they have, between their ends."""

    roles: list[str]
    first: Day
    last: Day
    needed_least: Amount
    needed_most: Annotated[Amount | None, "null where it has no known end"]
    unlisted: Annotated[bool, "whether those that nobody listed need more on top"]
    there_least: Amount
    there_most: Annotated[Amount | None, "null where it has no known end"]


class ConflictData(TypedDict):
    """A smallest set of clauses that cannot be done together."""

    sentence: str
    clauses: list[str]
    roles: list[str]
    first: Day
    last: Day
    once: Annotated[bool, "whether hours are in all, and not a week"]
    needed: Amount
    there: Amount
    always: Annotated[bool, "whether they conflict however estimates and plans turn out"]


class AloneData(TypedDict):
    """Hours a week of one role that do for one clause by themselves, were there nobody else: the
    least, with what is missing and estimated at its best; and enough, however that turns out."""

    role: str
    hours_a_week_least: Amount
    hours_a_week_enough: Amount


class DemandData(TypedDict):
    """What one clause takes, or several that were estimated together."""

    clauses: list[str]
    title: str
    takes: str
    people: Annotated[
        list[OneOf["enough", "enough for this alone", "enough for the least", "too few"]],
        "how it stands with people; several where something is missing",
    ]
    one_of: Annotated[list[AloneData], "alternatives: any one of them does for it alone"]
    unlisted: Annotated[bool, "whether those that nobody listed take more on top"]


class PostData(TypedDict):
    """One post over some days."""

    role: str
    stage: Annotated[str, "how far it has come, where that was said; else empty"]
    name: str
    words: str
    first: Day
    last: Day


class RoleMoreData(TypedDict):
    """How much more of one role; where several roles are needed, others may stand in its place."""

    role: str
    or_one_of: Annotated[list[str], "roles that may do all that this one may, in its place"]
    hours_a_week: Amount
    wte: Amount | None
    whole_tenths: Amount | None


class MoreData(TypedDict):
    """More staff that would do, with what came of judging again."""

    roles: list[RoleMoreData]
    proof: AnswerWord
    proof_of_tenths: AnswerWord | None


class LaterData(TypedDict):
    """A clause put off by the fewest days that would do."""

    clauses: list[str]
    day: Day
    begins: Annotated[bool, "whether it begins then; else it is due then"]
    proof: AnswerWord


class FewerData(TypedDict):
    """Clauses whose dropping costs the least work."""

    clauses: list[str]
    hours: Amount
    proof: AnswerWord


class WaysData(TypedDict):
    """What it would take."""

    more: list[MoreData]
    later: list[LaterData]
    fewer: FewerData | None


class ClauseNameData(TypedDict):
    """A clause by its id and title."""

    id: str
    title: str


class CapacityData(TypedDict):
    """What `capacity` says of one network under one specification."""

    schema_version: Annotated[str, "of this schema", "second version"]
    program: ProgramData
    specification: str
    edition: str
    in_force: Annotated[bool, "whether the edition is in force on the day; else it was named"]
    assumptions: list[str]
    network: str
    network_name: str
    as_at: Day
    known_by: Annotated[Day | None, "what was known later is left out; null: nothing is"]
    answer: Annotated[AnswerWord, "whether all that takes work can be done together"]
    undecided: Annotated[str | None, "why it was not worked out, where it was not"]
    hours: list[HoursData]
    conflicts: list[ConflictData]
    conflicts_cut: Annotated[bool, "whether there may be more conflicts than are listed"]
    demands: list[DemandData]
    posts: list[PostData]
    assumed_posts: bool
    unknown: Annotated[list[str], "what of people nobody said"]
    not_counted: Annotated[list[ClauseNameData], "duties whose effort nobody estimated"]
    one_of: Annotated[
        list[MoreData],
        "alternatives: any one of them is enough for all however what is open turns out, were "
        "there nobody",
    ]
    one_of_is_least: Annotated[bool, "whether less than these would not do; else less may"]
    ways: WaysData


def capacity(outlook: Outlook) -> str:
    """An outlook as JSON."""
    ways = outlook.remedies
    whole: CapacityData = {
        "schema_version": SCHEMA_VERSION,
        "program": data.program(),
        "specification": outlook.specification,
        "edition": outlook.edition,
        "in_force": is_in_force(outlook),
        "assumptions": list(outlook.assumptions),
        "network": outlook.network,
        "network_name": outlook.network_name,
        "as_at": outlook.as_at.isoformat(),
        "known_by": outlook.known_by.isoformat() if outlook.known_by else None,
        "answer": outlook.answer,
        "undecided": outlook.undecided,
        "hours": [_hours(line) for line in outlook.hours],
        "conflicts": [_conflict(line) for line in outlook.conflicts],
        "conflicts_cut": outlook.conflicts_cut,
        "demands": [_demand(line) for line in outlook.demands],
        "posts": [_post(line) for line in outlook.posts],
        "assumed_posts": outlook.assumed_posts,
        "unknown": list(outlook.unknown),
        "not_counted": [{"id": id, "title": title} for id, title in outlook.not_counted],
        "one_of": [_more(more, outlook) for more in outlook.enough],
        "one_of_is_least": outlook.enough_is_least,
        "ways": {
            "more": [_more(more, outlook) for more in ways.more],
            "later": [_later(later) for later in ways.later],
            "fewer": None if ways.fewer is None else _fewer(ways.fewer),
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _amount(amount: Fraction) -> str:
    rest = amount.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(amount)
    places = 0
    while (amount * 10**places).denominator != 1:
        places += 1
    digits = str(int(amount * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _maybe(amount: Fraction | None) -> str | None:
    return None if amount is None else _amount(amount)


def _hours(line: HoursLine) -> HoursData:
    return {
        "roles": list(line.roles),
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "needed_least": _amount(line.needed[0]),
        "needed_most": _maybe(line.needed[1]),
        "unlisted": line.unlisted,
        "there_least": _amount(line.there[0]),
        "there_most": _maybe(line.there[1]),
    }


def _conflict(line: ConflictLine) -> ConflictData:
    return {
        "sentence": line.sentence,
        "clauses": list(line.clauses),
        "roles": list(line.roles),
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "once": line.once,
        "needed": _amount(line.needed),
        "there": _amount(line.there),
        "always": line.always,
    }


def _demand(line: DemandLine) -> DemandData:
    return {
        "clauses": list(line.clauses),
        "title": line.title,
        "takes": line.text,
        "people": list(line.labels),
        "one_of": [
            {
                "role": each.role,
                "hours_a_week_least": _amount(each.least),
                "hours_a_week_enough": _amount(each.enough),
            }
            for each in line.alone
        ],
        "unlisted": line.unlisted,
    }


def _post(line: PostLine) -> PostData:
    return {
        "role": line.role,
        "stage": line.stage,
        "name": line.name,
        "words": line.words,
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
    }


def _more(more: More, outlook: Outlook) -> MoreData:
    return {
        "roles": [
            {
                "role": role,
                "or_one_of": list(in_its_place(role, outlook) if len(more.minutes) > 1 else ()),
                "hours_a_week": _amount(minutes * A_WEEK),
                "wte": None if more.wte is None else _amount(more.wte[place]),
                "whole_tenths": None if more.tenths is None else _amount(more.tenths[place]),
            }
            for place, (role, minutes) in enumerate(more.minutes)
        ],
        "proof": more.proof,
        "proof_of_tenths": more.proof_of_tenths,
    }


def _later(later: Later) -> LaterData:
    return {
        "clauses": list(later.demand.clauses),
        "day": later.day.isoformat(),
        "begins": later.begins,
        "proof": later.proof,
    }


def _fewer(fewer: Fewer) -> FewerData:
    return {
        "clauses": [id for demand in fewer.demands for id in demand.clauses],
        "hours": _amount(fewer.minutes / 60),
        "proof": fewer.proof,
    }
