"""What a comparison of two editions says, as values that a report can print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.compare.profile import Profile
from pcn_rules.language.meaning import Deferral, ResolvedClause, Variation
from pcn_rules.networks.model import Network

How = OneOf["pinned", "declared", "same words", "same id", "likeness", "alone"]
"""Why clauses stand in one pair."""

Kind = OneOf[
    "added",
    "removed",
    "deferred",
    "renumbered",
    "moved",
    "actor",
    "modality",
    "deadline",
    "start",
    "end",
    "frequency",
    "threshold",
    "content",
    "subjects",
    "roles",
    "condition",
    "exception",
    "payment",
    "definition",
    "reading",
    "effort",
    "citation",
    "wording only",
]
"""What kind of change it is, in the order in which changes of one pair are told."""

Side = OneOf["old", "new"]

Way = OneOf["tighter", "easier", "different", "same", "not established"]
"""What a change does to those who fulfil a duty (semantics, section 9)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Clauses of the old edition and those of the new one that took their place.

    One side is empty where a clause was added or removed. `links` are the ids of each old clause
    and the new one that it became. `score` is how alike they are, where that is why they are a
    pair, and `why` says it in words. `deferral` is what one edition says of a clause of the other
    that stands alone: that it is put off. `untreated` is whether a pair that stands alone is of a
    subject (a service) of which the other edition treats nothing.
    """

    old: tuple[ResolvedClause, ...]
    new: tuple[ResolvedClause, ...]
    links: tuple[tuple[str, str], ...]
    how: How
    why: str
    score: Fraction | None = None
    deferral: Deferral | None = None
    untreated: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in one sentence; `old` and `new` are the ids of the clauses it is of."""

    kind: Kind
    old: str | None
    new: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Witness:
    """A small network that keeps one side of a pair and breaks the other.

    `keeps` is the side that it keeps on every day; `clause` the one of the other side that it is
    seen to break as at `day`. Nothing can be left out of it. `facts` tells all that it holds.
    """

    keeps: Side
    network: Network
    clause: str
    day: date
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """What a pair of clauses does to one party: `bearer`, in the words of the contract.

    `own` is whether that is the network itself. `proved` says in words what was shown of all
    networks; `witnesses` tell of each side of which a network keeps the other only.
    """

    bearer: str
    own: bool
    way: Way
    proved: tuple[str, ...]
    witnesses: tuple[Witness, ...]


Told = Way | OneOf["new subject", "subject gone"]
"""A direction as it is counted: what only one edition treats at all stands apart."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair with everything that changed between its sides.

    `directions` has one for every party that either side binds, the network first; none where
    neither side binds anybody (a payment, a power, a definition, a recommendation).
    """

    pair: Pair
    changes: tuple[Change, ...]
    directions: tuple[Direction, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """A text of a clause that was in force before the day of which the texts are compared.

    From `start` to `end` the clause said `text`; then one of `by` replaced or omitted it.
    """

    id: str
    title: str
    service: str
    text: str
    start: date
    end: date
    by: tuple[Variation, ...]
    omitted: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What names an edition, when it holds, and which of its texts is compared.

    `variations` had amended it by `as_at`; where that is None, the text is the one published.
    `before` is what no text of that day says any more.
    """

    name: str
    edition: str
    published: date
    proposed: bool
    start: date
    end: date
    as_at: date | None = None
    variations: tuple[Variation, ...] = ()
    before: tuple[Before, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions: every pair in which anything changed, and the clauses that stayed as they are.

    `first` to `last` are the days on which both editions live: on those they are compared.
    `profiles` are those of the old and of the new edition over these days.
    """

    old: Header
    new: Header
    first: date
    last: date
    changed: tuple[Compared, ...]
    unchanged: tuple[ResolvedClause, ...]
    profiles: tuple[Profile, Profile]


def way_told(compared: Compared, direction: Direction) -> Told:
    """A direction as it is counted and named to a reader.

    That a clause of a subject of which the other edition treats nothing is tighter, or easier, is
    true of the two texts and says nothing of what was owed besides them.
    """
    if not compared.pair.untreated or direction.way not in ("tighter", "easier"):
        return direction.way
    return "new subject" if compared.pair.new else "subject gone"
