"""Turn the profiles of editions into JSON, and say in shapes what that holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, TypedDict

from pcn_rules.compare.profile import Profile, Quarter
from pcn_rules.report import data
from pcn_rules.report.shape import Day, ProgramData

SCHEMA_VERSION = "1.0"


class QuarterData(TypedDict):
    """What is due in a quarter; null: the edition does not live on any day of it."""

    first: Day
    last: Day
    deadlines: Annotated[int | None, "duties whose last day lies in it"]
    beginning: Annotated[int | None, "duties that begin in it and go on"]
    going_on: Annotated[int | None, "duties that began before it and still stand"]


class FixedData(TypedDict):
    """How many duties fix each of four things, and how many none of them."""

    who: int
    how: int
    how_often: int
    when: int
    none: int


class ProfileData(TypedDict):
    """Counts of the clauses of an edition, and of its duties that bind the network."""

    name: str
    edition: str
    clauses: int
    unverified: Annotated[int, "clauses with an unverified citation"]
    wholly_unverified: Annotated[int, "clauses with no citation but unverified ones"]
    duties: int
    fixed: FixedData
    process: Annotated[int, "duties that something be done, or tried"]
    outcome: Annotated[int, "duties that something be so, however it came about"]
    unpaid: Annotated[int, "duties without money attached"]
    quarters: list[QuarterData]


class ProfileReport(TypedDict):
    """What `profile` says of some editions."""

    schema_version: Annotated[str, "of this schema", "version"]
    program: ProgramData
    editions: list[ProfileData]


def profiles(found: Sequence[Profile]) -> str:
    """The profiles of some editions, as JSON."""
    whole: ProfileReport = {
        "schema_version": SCHEMA_VERSION,
        "program": data.program(),
        "editions": [profile(each) for each in found],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def profile(found: Profile) -> ProfileData:
    """The profile of one edition."""
    return {
        "name": found.name,
        "edition": found.edition,
        "clauses": found.clauses,
        "unverified": found.unverified,
        "wholly_unverified": found.wholly,
        "duties": found.duties,
        "fixed": {
            "who": found.who,
            "how": found.how,
            "how_often": found.how_often,
            "when": found.when,
            "none": found.none,
        },
        "process": found.process,
        "outcome": found.outcome,
        "unpaid": found.unpaid,
        "quarters": [_quarter(each) for each in found.quarters],
    }


def _quarter(quarter: Quarter) -> QuarterData:
    return {
        "first": quarter.first.isoformat(),
        "last": quarter.last.isoformat(),
        "deadlines": quarter.deadlines,
        "beginning": quarter.beginning,
        "going_on": quarter.going_on,
    }
