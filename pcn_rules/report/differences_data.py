"""Turn what changed between two editions into JSON, and say in shapes what that holds."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict
from typing import Literal as OneOf

from pcn_rules.compare.impact_model import Impact
from pcn_rules.compare.model import (
    Before,
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
from pcn_rules.language.meaning import Variation
from pcn_rules.report import data, impact_data, profile_data
from pcn_rules.report.shape import Day, ProgramData, VariationData

SCHEMA_VERSION = "1.1"

Subject = OneOf["both", "old", "new"]
"""Which editions treat anything of a subject."""


class BeforeData(TypedDict):
    """A text of a clause that was in force before the day of which the texts are compared."""

    id: str
    title: str
    service: str
    text: str
    first: Day
    last: Day
    omitted: Annotated[bool, "whether the clause was omitted then, and not replaced"]
    by: Annotated[list[VariationData], "one of these did it"]


class EditionData(TypedDict):
    """An edition, when it holds, and which of its texts is compared."""

    name: str
    edition: str
    published: Day
    proposed: Annotated[bool, "whether it never came into force"]
    in_force_from: Day
    in_force_to: Day
    as_at: Annotated[Day | None, "the text in force on this day is compared; null: as published"]
    variations: Annotated[list[VariationData], "what had amended it by then"]
    before: Annotated[list[BeforeData], "what it said before that day and says no more"]


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
    way: Annotated[Way, "of the two texts, whatever else was owed besides them"]
    proved: Annotated[list[str], "what was shown of all networks"]


class ComparedData(TypedDict):
    """A pair in which something changed; `type` holds the kinds of its changes."""

    pair: PairData
    subject: Annotated[
        Subject, "which editions treat anything of its subject, where it stands alone"
    ]
    type: list[Kind]
    changes: list[ChangeData]
    direction: Annotated[
        list[DirectionData], "the network first; empty: neither side binds anybody"
    ]
    witness: list[WitnessData]


class BothProfilesData(TypedDict):
    """The profile of each edition, over the days on which both live."""

    old: profile_data.ProfileData
    new: profile_data.ProfileData


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
    profile: BothProfilesData


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
        "unchanged": [clause.id for clause in comparison.unchanged],
        "impact": None if impact is None else impact_data.impact(impact),
        "profile": {
            "old": profile_data.profile(comparison.profiles[0]),
            "new": profile_data.profile(comparison.profiles[1]),
        },
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
        "as_at": None if header.as_at is None else header.as_at.isoformat(),
        "variations": [_variation(each) for each in header.variations],
        "before": [_before(each) for each in header.before],
    }


def _variation(variation: Variation) -> VariationData:
    return {"name": variation.name, "in_force_from": variation.start.isoformat()}


def _before(before: Before) -> BeforeData:
    return {
        "id": before.id,
        "title": before.title,
        "service": before.service,
        "text": before.text,
        "first": before.start.isoformat(),
        "last": before.end.isoformat(),
        "omitted": before.omitted,
        "by": [_variation(each) for each in before.by],
    }


def _compared(compared: Compared) -> ComparedData:
    return {
        "pair": _pair(compared.pair),
        "subject": _subject(compared.pair),
        "type": list(dict.fromkeys(change.kind for change in compared.changes)),
        "changes": [_change(change) for change in compared.changes],
        "direction": [_direction(direction) for direction in compared.directions],
        "witness": [_witness(w) for direction in compared.directions for w in direction.witnesses],
    }


def _subject(pair: Pair) -> Subject:
    if not pair.untreated:
        return "both"
    return "new" if pair.new else "old"


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
