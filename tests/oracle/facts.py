"""What a fact is worth at a moment, in one world (semantics, sections 1 and 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from math import inf
from typing import Any

from oracle.amounts import enough_amounts
from oracle.choices import Key, Variable, World
from oracle.dates import DAY
from pcn_rules.language.meaning import (
    ANOTHER_ROLE,
    DateKind,
    FactDefinition,
    Kind,
    NumberKind,
    RoleKind,
    SeriesKind,
    YesNoKind,
)
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Missing,
    Network,
    NotApplicable,
    Planned,
    Record,
    Thing,
)


class Special(Enum):
    """What is no value."""

    NO_PART = "not applicable: takes no part"
    UNDEFINED = "divided by zero"


NO_PART, UNDEFINED = Special.NO_PART, Special.UNDEFINED


@dataclass(frozen=True)
class Moment:
    """When a formula is read.

    `day` is the day whose facts count; where evidence of an achievement counts, its last day, and
    `opens` the first (None: any day before). Plans that start by `plans_by` count as come true.
    """

    day: date
    opens: date | None = None
    plans_by: date | None = None


class Facts:
    """A network in one world, by what was known on a day."""

    def __init__(self, network: Network, known_by: date | None, landmarks: frozenset[Any]) -> None:
        seen = date.max if known_by is None else known_by
        self.network = network
        self.world = World({})
        self.landmarks = landmarks
        self.things = [t for t in network.things if t.known <= seen]
        self._records = defaultdict[Any, list[Record]](list)
        for record in network.records:
            if record.known <= seen:
                self._records[record.entity, record.subject, record.fact].append(record)
        self._ranks = {s.id: inf if s.rank is None else s.rank for s in network.sources}

    def in_world(self, world: World) -> Facts:
        """The same network in another world."""
        same = copy(self)
        same.world = world
        return same

    def standing(self, entities: tuple[str, ...], day: date) -> list[Thing]:
        """The things of a kind that are there on a day; planned ones in some worlds only."""
        there = [t for t in self.things if t.entity in entities and day in t.stands]
        return [t for t in there if self.exists(t)]

    def exists(self, thing: Thing) -> bool:
        plan = Variable(("plan of", thing.entity, thing.id), (False, True), missing=False)
        return not thing.planned or self.world.read(plan)

    def all_listed(self, entity: str) -> bool:
        """Whether the list of an entity holds all of them: for an open list, who knows."""
        question = Variable(("list", entity), (True, False), key=("list", entity, None, None))
        # A list of which something became known only later was not known to be complete.
        hidden = any(t.entity == entity for t in self.network.things if t not in self.things)
        return (entity in self.network.complete and not hidden) or self.world.read(question)

    # --- a value on a day ---

    def value(self, fact: FactDefinition, thing: Thing | None, moment: Moment) -> Any:
        """The value on the moment's day, as recorded or as it is in this world."""
        record = self._record_on(fact, thing, moment.day)
        if record is None:
            return self._missing(self._unsaid(fact, thing, moment), fact, thing, None)
        return self._value_of(record, fact, thing, moment)

    def _unsaid(self, fact: FactDefinition, thing: Thing | None, moment: Moment) -> tuple[Any, ...]:
        """The unknown that stands for what nobody said: one, whichever way it is asked for.

        A record that says only that the value is missing is one unknown on all of its days.
        """
        record = self._record_on(fact, thing, moment.day)
        if record is not None and isinstance(record.value, Missing):
            return self._recorded(record, fact, thing)
        return (*self._about(fact, thing), moment.opens, moment.day)

    def _recorded(
        self, record: Record, fact: FactDefinition, thing: Thing | None
    ) -> tuple[Any, ...]:
        return (*self._about(fact, thing), "record", self._of(fact, thing).index(record))

    def _about(self, fact: FactDefinition, thing: Thing | None) -> tuple[str | None, ...]:
        return (thing and thing.entity, thing and thing.id, fact.name)

    def _of(self, fact: FactDefinition, thing: Thing | None) -> list[Record]:
        return self._records[self._about(fact, thing)]

    def _spans(self, record: Record) -> Iterator[Days]:
        """The days a record describes, and those it is said to stand for."""
        yield record.describes
        for said in self.network.stands_for:
            same = (said.entity, said.fact) == (record.entity, record.fact)
            if (
                same
                and said.subject in (None, record.subject)
                and said.source in (None, record.source)
            ):
                yield said.days

    def _record_on(self, fact: FactDefinition, thing: Thing | None, day: date) -> Record | None:
        """Of several, one that says something goes before one that does not; then by rank."""
        found = [r for r in self._of(fact, thing) if any(day in days for days in self._spans(r))]
        return min(
            found, key=lambda r: (_says_nothing(r), self._ranks.get(r.source, inf)), default=None
        )

    def _value_of(
        self, record: Record, fact: FactDefinition, thing: Thing | None, moment: Moment
    ) -> Any:
        name = self._recorded(record, fact, thing)
        match record.value:
            case Known(value):
                return value
            case NotApplicable():
                return NO_PART
            case Planned(value, start):
                by = moment.plans_by or moment.day
                nothing = False if isinstance(value, bool) else Fraction(0)
                happens = self.world.read(Variable(name, (False, True), missing=False))
                return value if happens and start <= by else nothing
            case Estimate(low, high):
                domain = self._amounts(fact.kind, low, high)
                return self.world.read(Variable(name, domain, missing=False))
            case Missing() as bounds:
                return self._missing(name, fact, thing, bounds)

    def _missing(
        self,
        name: tuple[Any, ...],
        fact: FactDefinition,
        thing: Thing | None,
        bounds: Missing | None,
    ) -> Any:
        key = self._key("fact", fact, thing)
        low, high = (bounds.low, bounds.high) if bounds else (None, None)
        return self.world.read(Variable(name, self._domain(fact.kind, low, high), key=key))

    def _key(self, kind: str, fact: FactDefinition, thing: Thing | None) -> Key:
        return (kind, thing and thing.entity, thing and thing.id, fact.name)

    def _domain(self, kind: Kind, low: Fraction | None, high: Fraction | None) -> tuple[Any, ...]:
        match kind:
            case YesNoKind():
                return (False, True)
            case RoleKind(roles):
                return (*roles, ANOTHER_ROLE)
            case DateKind():
                days = {d for d in self.landmarks if isinstance(d, date)}
                every = (r for rows in self._records.values() for r in rows)
                days |= {r.value.value for r in every if _is_known_day(r)}
                return tuple(sorted({d + n * DAY for d in days for n in (-1, 0, 1)}))
            case NumberKind() | SeriesKind():
                return self._amounts(kind, low or Fraction(0), high)

    def _amounts(self, kind: Kind, low: Fraction, high: Fraction | None) -> tuple[Fraction, ...]:
        assert isinstance(kind, NumberKind | SeriesKind)
        return enough_amounts(kind, low, high, self.landmarks)

    # --- evidence of an achievement ---

    def achieved(self, fact: FactDefinition, thing: Thing | None, moment: Moment) -> Any:
        """Whether a yes was done in time (section 3, past and future)."""
        window = Days(moment.opens or date.min, moment.day)
        record = self._record_on(fact, thing, moment.day)
        if record and isinstance(record.value, NotApplicable):
            return NO_PART
        known = [r for r in self._of(fact, thing) if isinstance(r.value, Known)]
        yes = [days for r in known if r.value.value is True for days in self._days_of_yes(r)]
        if any(_meet(days, window) for days in yes):
            return True
        if record and isinstance(record.value, Planned):
            return self._value_of(record, fact, thing, moment)
        no = [days for r in known if r.value.value is False for days in self._spans(r)]
        if moment.opens is None:
            late = any(r.value.done for r in known)
            refuted = late or any(days.last is None or days.last >= moment.day for days in no)
            return False if refuted else self._unknown_by(fact, thing, moment, known)
        refuted = any(moment.day in days for days in no)
        return False if refuted else self._unknown_by(fact, thing, moment, [])

    def _unknown_by(
        self, fact: FactDefinition, thing: Thing | None, moment: Moment, known: list[Record]
    ) -> Any:
        """A yes or no that nobody gave; where a plain yes was given later, its day is missing."""
        kind = "day" if any(r.value.value is True for r in known) else "fact"
        name = self._unsaid(fact, thing, moment)
        return self.world.read(Variable(name, (False, True), key=self._key(kind, fact, thing)))

    def _days_of_yes(self, record: Record) -> list[Days]:
        """The day on which a yes was done; of a plain yes, the days that it describes."""
        assert isinstance(record.value, Known)
        done = record.value.done
        return [Days(done, done)] if done else list(self._spans(record))

    # --- a series over a period ---

    def total(self, fact: FactDefinition, thing: Thing | None, moment: Moment) -> Any:
        """What happened from the first day of the period to its last, or to today."""
        assert moment.opens is not None
        window = Days(moment.opens, moment.day)
        touching = [r for r in self._of(fact, thing) if _overlap(r.describes, window)]
        if any(isinstance(r.value, NotApplicable) for r in touching):
            return NO_PART
        total, known = Fraction(0), Fraction(0)
        on_record, in_doubt = set[date](), set[date]()
        for said in self.network.complete_series:
            if (said.entity, said.fact) == (thing and thing.entity, fact.name):
                on_record |= _overlap(said.days, window)
        for record in touching:
            days = _overlap(record.describes, window)
            if isinstance(record.value, Known) and record.value.weekly:
                total += record.value.value * Fraction(len(days), 7)
                known += record.value.value * Fraction(len(days), 7)
                on_record |= days
            elif _lies_inside(record.describes, window):
                amount = self._value_of(record, fact, thing, moment)
                total += amount
                known += amount if isinstance(record.value, Known) else 0
                on_record |= days
            else:
                in_doubt |= days
        complete = on_record - in_doubt == _overlap(window, window)
        if complete:
            return total
        # There may have been more; of the amounts it may have been, those that reach a landmark.
        name, key = (*self._about(fact, thing), "more", window), self._key("fact", fact, thing)
        return total + self.world.read(Variable(name, self._more(fact.kind, known), key=key))

    def _more(self, kind: Kind, known: Fraction) -> tuple[Fraction, ...]:
        reached = self._amounts(kind, known, None)
        return tuple(sorted({amount - known for amount in reached}))


def _says_nothing(record: Record) -> bool:
    return isinstance(record.value, Missing) and record.value.low is record.value.high is None


def _is_known_day(record: Record) -> bool:
    return isinstance(record.value, Known) and isinstance(record.value.value, date)


def _meet(one: Days, other: Days) -> bool:
    return one.first in other or other.first in one


def _overlap(days: Days, window: Days) -> set[date]:
    assert window.last is not None
    first = max(days.first, window.first)
    last = min(days.last or date.max, window.last)
    return {first + n * DAY for n in range((last - first).days + 1)}


def _lies_inside(days: Days, window: Days) -> bool:
    assert window.last is not None
    return window.first <= days.first and days.last is not None and days.last <= window.last
