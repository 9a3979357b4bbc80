"""Turn a practice that left or joined, or a network that was divided, into JSON."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Annotated, TypedDict
from typing import Literal as OneOf

from pcn_rules.evaluate.money.flows import Between
from pcn_rules.evaluate.result import Outcome
from pcn_rules.membership.area import Area, Covered
from pcn_rules.membership.candidates import Candidate
from pcn_rules.membership.departure import Departure
from pcn_rules.membership.result import Moved
from pcn_rules.membership.sides import Side, Transition
from pcn_rules.membership.totals import Total
from pcn_rules.report import data
from pcn_rules.report.clean import cleaned
from pcn_rules.report.shape import CountsData, Day, OutcomeData, ProgramData
from pcn_rules.report.view import binding

SCHEMA_VERSION = "1.0"

Signed = Annotated[str, "an exact amount", "signed"]


class RangeData(TypedDict):
    """An exact amount between two ends; null where it has no end on that side."""

    low: Signed | None
    high: Signed | None


class DepartureData(TypedDict):
    """The last day of a membership, and what it follows from."""

    practice: str
    name: str
    last: Day
    notice: Annotated[Day | None, "the day notice was given; null: a last day was given"]
    effective: Annotated[Day | None, "the day on which that notice takes effect"]
    clause: Annotated[str | None, "the clause on notice"]
    late: Annotated[bool, "whether notice was given after the last day for it"]
    settled_by: Annotated[str | None, "the source of a membership that ends on that day anyway"]


class TransitionData(TypedDict):
    """A clause that comes out otherwise; null: it has no verdict on that day."""

    clause: str
    title: str
    own: Annotated[bool, "whether it is a duty of the network or its practices"]
    modality: str
    before: OutcomeData | None
    stayed: Annotated[OutcomeData | None, "on the day asked about, had nobody moved"]
    after: OutcomeData | None
    moved: Annotated[bool, "whether the move brings it about, and not the day"]


class SideData(TypedDict):
    """One side of a move, and how its own duties come out."""

    role: OneOf["remains", "leaves", "takes", "gives", "new"]
    network: str
    name: str
    before: CountsData
    stayed: CountsData
    after: CountsData
    transitions: list[TransitionData]


class TotalData(TypedDict):
    """One count: `before` added up is `after`, `doubt` and `gone` added up."""

    what: str
    before: list[RangeData]
    after: list[RangeData]
    doubt: Annotated[RangeData, "of which nobody said whose it is"]
    gone: Annotated[RangeData, "in none of these networks any more"]


class PaidData(TypedDict):
    """What is paid in the financial year, with the move and without."""

    what: str
    stayed: RangeData
    after: list[RangeData]
    ended: RangeData
    together: RangeData


class CoveredData(TypedDict):
    """One practice, and the network that has it."""

    id: str
    name: str
    patients: RangeData
    network: str | None
    since: Annotated[Day | None, "the later day from which a network has it"]
    later: str | None


class AreaData(TypedDict):
    """Whose patients are covered by whom."""

    day: Day
    covered: RangeData
    uncovered: RangeData
    practices: list[CoveredData]


class UnsaidData(TypedDict):
    """Things of which nobody said whose they are."""

    entity: str
    names: list[str]


class CandidateData(TypedDict):
    """A network that could take a practice in, and what speaks for it."""

    id: str
    name: str
    same_area: Annotated[bool | None, "null: nobody said where one of them lies"]
    patients: RangeData
    with_it: RangeData
    smallest: bool
    room: Annotated[bool | None, "null: too much is unknown to tell"]
    worse: list[TransitionData]
    unknown: Annotated[int, "its binding duties that are unknown with the practice"]
    members: int
    since: Annotated[Day | None, "the day from which it has the practice anyway"]


class MovedData(TypedDict):
    """What `without`, `with` and `split` say; `last` is the day before, `first` the one after."""

    schema_version: Annotated[str, "of this schema", "version"]
    program: ProgramData
    title: str
    specification: str
    edition: str
    last: Day
    first: Day
    as_at: Day
    known_by: Day | None
    departures: list[DepartureData]
    before: Annotated[list[str], "the networks that the counts before are of"]
    sides: list[SideData]
    totals: list[TotalData]
    money: list[PaidData]
    area: AreaData
    unsaid: list[UnsaidData]
    candidates: Annotated[list[CandidateData] | None, "null: nobody asked"]


def moved(found: Moved) -> str:
    """A move as JSON."""
    move = cleaned(found)
    judged = move.sides[0].after
    whole: MovedData = {
        "schema_version": SCHEMA_VERSION,
        "program": data.program(),
        "title": move.title,
        "specification": judged.specification,
        "edition": judged.edition,
        "last": move.last.isoformat(),
        "first": move.first.isoformat(),
        "as_at": move.day.isoformat(),
        "known_by": _day(judged.known_by),
        "departures": [_departure(each) for each in move.departures],
        "before": list(move.before),
        "sides": [_side(each) for each in move.sides],
        "totals": [_total(each) for each in move.totals],
        "money": [
            {
                "what": what,
                "stayed": _range(sums.stayed),
                "after": [_range(each) for each in sums.after],
                "ended": _range(sums.ended),
                "together": _range(sums.together),
            }
            for what, sums in move.money
        ],
        "area": _area(move.area),
        "unsaid": [{"entity": each.entity, "names": list(each.names)} for each in move.unsaid],
        "candidates": None if move.candidates is None else [_candidate(c) for c in move.candidates],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _range(amount: Between) -> RangeData:
    return {"low": _exact(amount.low), "high": _exact(amount.high)}


def _exact(amount: Fraction | None) -> str | None:
    return None if amount is None else str(amount)


def _departure(going: Departure) -> DepartureData:
    notice = going.notice
    return {
        "practice": going.practice,
        "name": going.name,
        "last": going.last.isoformat(),
        "notice": None if notice is None else notice.given.isoformat(),
        "effective": None if notice is None else notice.effective.isoformat(),
        "clause": None if notice is None else notice.clause,
        "late": notice is not None and notice.late,
        "settled_by": None if going.by is None else going.by.source,
    }


def _side(side: Side) -> SideData:
    return {
        "role": side.role,
        "network": side.network.id,
        "name": side.network.name,
        "before": data.counts(filter(binding, side.before.clauses)),
        "stayed": data.counts(filter(binding, side.stayed.clauses)),
        "after": data.counts(filter(binding, side.after.clauses)),
        "transitions": [_transition(each) for each in side.transitions],
    }


def _transition(found: Transition) -> TransitionData:
    return {
        "clause": found.clause.id,
        "title": found.clause.title,
        "own": found.clause.own,
        "modality": found.clause.modality,
        "before": _outcome(found.before),
        "stayed": _outcome(found.stayed),
        "after": _outcome(found.after),
        "moved": found.moved,
    }


def _outcome(outcome: Outcome | None) -> OutcomeData | None:
    if outcome is None:
        return None
    return {
        "verdict": outcome.verdict.value,
        "cause": None if outcome.cause is None else outcome.cause.value,
    }


def _total(total: Total) -> TotalData:
    return {
        "what": total.words,
        "before": [_range(each) for each in total.before],
        "after": [_range(each) for each in total.after],
        "doubt": _range(total.doubt),
        "gone": _range(total.gone),
    }


def _area(area: Area) -> AreaData:
    return {
        "day": area.day.isoformat(),
        "covered": _range(area.covered),
        "uncovered": _range(area.uncovered),
        "practices": [_covered(each) for each in area.practices],
    }


def _covered(practice: Covered) -> CoveredData:
    return {
        "id": practice.id,
        "name": practice.name,
        "patients": _range(practice.patients),
        "network": practice.network,
        "since": _day(practice.since),
        "later": practice.later,
    }


def _candidate(candidate: Candidate) -> CandidateData:
    return {
        "id": candidate.id,
        "name": candidate.name,
        "same_area": candidate.same_area,
        "patients": _range(candidate.patients),
        "with_it": _range(candidate.with_it),
        "smallest": candidate.smallest,
        "room": candidate.room,
        "worse": [_transition(each) for each in candidate.worse],
        "unknown": candidate.unknown,
        "members": candidate.members,
        "since": _day(candidate.since),
    }
