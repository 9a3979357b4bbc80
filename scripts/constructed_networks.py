"""What a plan of a constructed network says, and the network it makes of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import cycle
from typing import Literal as OneOf
from typing import assert_never

from pcn_rules.language.meaning import (
    DateKind,
    FactDefinition,
    NumberKind,
    RoleKind,
    SeriesKind,
    YesNoKind,
)
from pcn_rules.networks.model import (
    CompleteSeries,
    Days,
    Estimate,
    Known,
    Network,
    Planned,
    Record,
    SourceOfFacts,
    Thing,
    Value,
)

Leaning = OneOf["well", "badly", "planned", "idle"]
Said = bool | Fraction | date | str | tuple[Fraction, Fraction]
"""A yes or no, an amount, a day, a role, PLANNED, or the two ends of an estimate."""

PLANNED = "planned"
"""A yes that is to come true on the day asked about, or does not."""

FIRST = date(2019, 4, 1)
SOURCE_DAY = date(2020, 3, 1)
SOURCE = SourceOfFacts(
    "made-up", "Made up, to show what the contract asks", "nobody", SOURCE_DAY.isoformat()
)
EVENT_DAY = date(2020, 11, 2)
LISTS = (
    "practice",
    "care home",
    "post",
    "outside practice",
    "sub-contract",
    "admission",
    "readmission",
    "cancelled session",
)
EVENTS = ("admission", "readmission", "cancelled session")


@dataclass(frozen=True)
class Plan:
    """One constructed network.

    `things` says how many there are of each entity. `usual` gives the value of a fact wherever it
    is asked about; `known` is on record whether asked about or not, of every subject of its entity.
    `untold` facts stay missing; None as a leaning leaves every question open.
    """

    folder: str
    title: str
    shows: str
    as_at: date
    leaning: Leaning | None
    things: Mapping[str, int] = field(default_factory=dict)
    known: Mapping[tuple[str | None, str], Said] = field(default_factory=dict)
    usual: Mapping[str, Said] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    """Of the posts, in turn."""

    def network(self, facts: Mapping[tuple[str | None, str], FactDefinition]) -> Network:
        """The network before any question is answered."""
        things = tuple(self._things())
        series = [key for key, fact in facts.items() if isinstance(fact.kind, SeriesKind)]
        told = Days(FIRST, self.as_at)
        return Network(
            id=f"constructed-{self.folder}",
            name=f"Constructed network: {self.title}",
            as_at=self.as_at,
            things=things,
            records=tuple(self._records(things, facts)),
            complete=frozenset() if self.leaning is None else frozenset(LISTS),
            stands_for=(),
            complete_series=tuple(CompleteSeries(entity, name, told) for entity, name in series)
            if self.leaning == "badly"
            else (),
            sources=(SOURCE,),
            notes=("This network does not exist: all that is said of it was made up.",),
        )

    def _things(self) -> Iterable[Thing]:
        for entity, number in self.things.items():
            on_a_day = entity in EVENTS
            stands = Days(EVENT_DAY, EVENT_DAY) if on_a_day else Days(FIRST, None)
            known = EVENT_DAY if on_a_day else SOURCE_DAY
            for each in range(1, number + 1):
                id = f"{self.folder}-{entity.replace(' ', '-')}-{each}"
                name = f"{entity.capitalize()} {each}"
                yield Thing(entity, id, name, stands, known, SOURCE.id, "stated")

    def _records(
        self, things: Iterable[Thing], facts: Mapping[tuple[str | None, str], FactDefinition]
    ) -> Iterable[Record]:
        days = Days(FIRST, None)
        posts = (thing.id for thing in things if thing.entity == "post")
        for post, role in zip(posts, cycle(self.roles), strict=False):
            source = (days, SOURCE_DAY, SOURCE.id)
            yield Record("post", post, "role", Known(role), *source, "stated")
        for (entity, name), said in self.known.items():
            value = value_of(said, facts[entity, name], self.as_at)
            subjects = [t.id for t in things if t.entity == entity] if entity else [None]
            for subject in subjects:
                yield Record(entity, subject, name, value, days, SOURCE_DAY, SOURCE.id, "stated")


def value_of(said: Said, fact: FactDefinition, day: date) -> Value:
    """What a plan says of a fact, in the units of the fact; plans start on a day."""
    if said == PLANNED:
        return Planned(value=True, start=day)
    match fact.kind:
        case NumberKind(factor=factor) | SeriesKind(factor=factor):
            if isinstance(said, tuple):
                return Estimate(said[0] * factor, said[1] * factor)
            assert isinstance(said, Fraction)
            return Known(said * factor)
        case YesNoKind() | DateKind() | RoleKind():
            assert not isinstance(said, tuple)
            return Known(said)
        case _:
            assert_never(fact.kind)


def page(plan: Plan) -> str:
    """What the folder of a constructed network says of itself."""
    return f"""# {plan.title[0].upper()}{plan.title[1:]}: a constructed network

{plan.shows}

It does not exist, and nothing said of it is true of any network. It was built by
`scripts/build_constructed.py` from its plan in
`scripts/constructed_plans.py`; do not edit it here.
"""


def n(amount: int | str) -> Fraction:
    """An amount, exactly."""
    return Fraction(amount)
