"""Turn what changed between two editions into JSON, and say in shapes what that holds."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

from pcn_rules.compare.impact_model import Impact
from pcn_rules.compare.model import (
    Change,
    Compared,
    Comparison,
    Direction,
    Header,
    How,
    Kind,
    Pair,
    Side,
    Way,
    Witness,
)
from pcn_rules.report import data, impact_data
from pcn_rules.report.shape import Day, ProgramData

SCHEMA_VERSION = "1.1"


class EditionData(TypedDict):
    """An edition, and when it holds."""

    name: str
    edition: str
    published: Day
    proposed: Annotated[bool, "whether it never came into force"]
    in_force_from: Day
    in_force_to: Day


class PairedClauseData(TypedDict):
    """A clause of one side."""

    id: str
    title: str
    service: str
    service_title: str
    text: str


class PairData(TypedDict):
    """Clauses of the old edition and those of the new one that took their place."""

    old: list[PairedClauseData]
    new: list[PairedClauseData]
    how: How
    why: str
    score: Annotated[str | None, "how alike they are, from 0 to 1, as an exact fraction"]


class ChangeData(TypedDict):
    """One change of one kind, in one sentence."""

    kind: Kind
    old: Annotated[str | None, "the id of the old clause; null: none"]
    new: Annotated[str | None, "the id of the new clause; null: none"]
    sentence: str


class WitnessData(TypedDict):
    """A small network that keeps one side and not the other, as is seen as at a day."""

    keeps: Side
    breaks: Annotated[str, "the clause of the other side that it breaks"]
    as_at: Day
    facts: Annotated[list[str], "all that it holds, a sentence for each"]


class DirectionData(TypedDict):
    """Which way a pair goes for one party."""

    bearer: str
    own: Annotated[bool, "whether that is the network itself"]
    way: Way
    proved: Annotated[list[str], "what was shown of all networks"]


class ComparedData(TypedDict):
    """A pair in which something changed; `type` holds the kinds of its changes."""

    pair: PairData
    type: list[Kind]
    changes: list[ChangeData]
    direction: Annotated[
        list[DirectionData], "the network first; empty: neither side binds anybody"
    ]
    witness: list[WitnessData]


class DiffData(TypedDict):
    """What `diff` says of two editions, compared on the days on which both live."""

    schema_version: Annotated[str, "of this schema", "version"]
    program: ProgramData
    old: EditionData
    new: EditionData
    compared_from: Day
    compared_to: Day
    changes: list[ComparedData]
    unchanged: Annotated[list[str], "the ids of clauses that are the same in both"]
    impact: Annotated[
        list[impact_data.ImpactNetworkData] | None, "on each network; null: none was named"
    ]


def diff(comparison: Comparison, impact: Impact | None = None) -> str:
    """What changed between two editions, as JSON."""
    whole: DiffData = {
        "schema_version": SCHEMA_VERSION,
        "program": data.program(),
        "old": _edition(comparison.old),
        "new": _edition(comparison.new),
        "compared_from": comparison.first.isoformat(),
        "compared_to": comparison.last.isoformat(),
        "changes": [_compared(each) for each in comparison.changed],
        "unchanged": list(comparison.unchanged),
        "impact": None if impact is None else impact_data.impact(impact),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _edition(header: Header) -> EditionData:
    return {
        "name": header.name,
        "edition": header.edition,
        "published": header.published.isoformat(),
        "proposed": header.proposed,
        "in_force_from": header.start.isoformat(),
        "in_force_to": header.end.isoformat(),
    }


def _compared(compared: Compared) -> ComparedData:
    return {
        "pair": _pair(compared.pair),
        "type": list(dict.fromkeys(change.kind for change in compared.changes)),
        "changes": [_change(change) for change in compared.changes],
        "direction": [_direction(direction) for direction in compared.directions],
        "witness": [_witness(w) for direction in compared.directions for w in direction.witnesses],
    }


def _pair(pair: Pair) -> PairData:
    old, new = (
        [
            PairedClauseData(
                id=clause.id,
                title=clause.title,
                service=clause.service,
                service_title=clause.service_title,
                text=clause.text,
            )
            for clause in side
        ]
        for side in (pair.old, pair.new)
    )
    score = None if pair.score is None else str(pair.score)
    return {"old": old, "new": new, "how": pair.how, "why": pair.why, "score": score}


def _change(change: Change) -> ChangeData:
    return {
        "kind": change.kind,
        "old": change.old,
        "new": change.new,
        "sentence": change.sentence,
    }


def _direction(direction: Direction) -> DirectionData:
    return {
        "bearer": direction.bearer,
        "own": direction.own,
        "way": direction.way,
        "proved": list(direction.proved),
    }


def _witness(witness: Witness) -> WitnessData:
    return {
        "keeps": witness.keeps,
        "breaks": witness.clause,
        "as_at": witness.day.isoformat(),
        "facts": list(witness.facts),
    }
