"""What is known of a network, as values: entities that stand on days, and records of facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.files import InputFile as InputFile  # noqa: PLC0414 - it is part of a network
from pcn_rules.source import Span

MEMBERS = "practice"
"""The entity whose membership makes a network, of one network at a time."""

OWN = "network"
"""What stands for the network itself, where it is said whose something is."""

Scalar = bool | Fraction | date | str
"""A value of a fact: yes or no, an exact amount in base units, a day, or the name of a role."""


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included; `last` is None where it goes on."""

    first: date
    last: date | None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Known:
    """One value. `done` is the day a yes was done, where that was said.

    `weekly` marks an amount per week of a series: it accrues evenly over calendar days.
    """

    value: Scalar
    done: date | None = None
    weekly: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Nobody said, but somebody could find out: any value of its kind within the bounds.

    `likely` is a guess to show beside the question; it never counts. `why` says what is
    published instead (suppressed, rounded), in words.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    likely: Scalar | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Any value from low to high; nobody can settle it today."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Planned:
    """Comes true from `start`, or does not: then a yes stays no and an amount adds nothing."""

    value: bool | Fraction
    start: date


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The fact has no sense for this entity: it takes no part."""


Value = Known | Missing | Estimate | Planned | NotApplicable


@dataclass(frozen=True, slots=True)
class SourceOfFacts:
    """Where facts come from. A lower `rank` goes before a higher one; None is not ranked.

    `suppressed` gives the bounds of a `*`; `rounded_to` the step to which counts were rounded.
    """

    id: str
    title: str
    publisher: str
    day: str
    licence: str = ""
    rank: int | None = None
    suppressed: tuple[Fraction, Fraction] | None = None
    rounded_to: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One statement of a fact: of whom, its value, the days it describes, when it became known.

    `entity` and `subject` are None for a fact of the network itself.
    """

    entity: str | None
    subject: str | None
    fact: str
    value: Value
    describes: Days
    known: date
    source: str
    standing: OneOf["published", "stated"]
    note: str = ""
    place: Span | None = field(default=None, compare=False, repr=False)


PLANNED_STAGES = ("vacancy", "advertised", "offered")
"""How far a planned post may have come: none of them is sure to be filled."""

IN_POST = "in post"
"""What is said of a post that somebody holds."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One entity of the network: a practice, a home, a post, an admission.

    It stands on the days of `stands` (its membership); an event stands on the one day it happens.
    `planned` marks one that may never come (a post offered): it is there in some worlds only.
    `stage` is how far it has come, where that was said of a post: one of `PLANNED_STAGES`, for one
    that is planned, or `IN_POST`.
    `person` is whoever holds a post, by a name of the network's choosing. `practice` is whose it is
    ("network": its own; blank: nobody said), `outward` the first half of its postcode.
    """

    entity: str
    id: str
    name: str
    stands: Days
    known: date
    source: str
    standing: OneOf["published", "stated"] = "published"
    planned: bool = False
    stage: str = ""
    person: str = ""
    practice: str = ""
    outward: str = ""
    place: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StandsFor:
    """A statement of the network file that a value stands for other days than those it describes.

    It holds for a fact (of every subject, or of one), for records of one source or of any.
    """

    entity: str | None
    subject: str | None
    fact: str
    source: str | None
    days: Days
    reason: str


@dataclass(frozen=True, slots=True)
class CompleteSeries:
    """A statement that everything that happened of a series on these days is on record."""

    entity: str | None
    fact: str
    days: Days


@dataclass(frozen=True, slots=True)
class Network:
    """A network's data as given: nothing left out yet by what was known when.

    `complete` names the entities whose lists are complete; every other list is open. `area` holds
    the outward codes of the postcodes in its area; nobody said, where there is none.
    """

    id: str
    name: str
    as_at: date
    things: tuple[Thing, ...]
    records: tuple[Record, ...]
    complete: frozenset[str]
    stands_for: tuple[StandsFor, ...]
    complete_series: tuple[CompleteSeries, ...]
    sources: tuple[SourceOfFacts, ...]
    files: tuple[InputFile, ...] = ()
    notes: tuple[str, ...] = ()
    posts: tuple[tuple[str, str], ...] = ()
    """Entities that hold roles, each with its fact that says how much of a post it is."""
    area: tuple[str, ...] = ()
