"""What a fact is worth at a moment, in one world (semantics, sections 1 and 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from math import inf
from typing import Any

from oracle.choices import Key, Variable, World
from oracle.dates import DAY
from pcn_rules.language.meaning import (
    DateKind,
    FactDefinition,
    Kind,
    NumberKind,
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
from pcn_rules.values.units import MINUTES


class Special(Enum):
    """What is no value."""

    NO_PART = "not applicable: takes no part"
    NOT_YET = "nobody said, but it is still to come: not fulfilled so far"
    UNDEFINED = "divided by zero"


NO_PART, NOT_YET, UNDEFINED = Special.NO_PART, Special.NOT_YET, Special.UNDEFINED


@dataclass(frozen=True)
class Moment:
    """When a formula is read.

    `day` is the day whose facts count. Where evidence of an achievement counts, `deadline` is its
    last day and `opens` the first (None: any day before). `to_come` where the deadline is not
    past: no evidence is missing then. Plans that start by `plans_by` have come true, if ever.
    """

    day: date
    deadline: date | None = None
    opens: date | None = None
    to_come: bool = False
    plans_by: date | None = None


class Facts:
    """A network in one world, by what was known on a day."""

    def __init__(
        self, network: Network, known_by: date | None, world: World, landmarks: frozenset[Any]
    ) -> None:
        seen = date.max if known_by is None else known_by
        self.network = network
        self.world = world
        self.landmarks = landmarks
        self.things = [t for t in network.things if t.known <= seen]
        self._records = [r for r in network.records if r.known <= seen]
        self._ranks = {s.id: inf if s.rank is None else s.rank for s in network.sources}

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
        return entity in self.network.complete or self.world.read(question)

    # --- a value on a day ---

    def value(self, fact: FactDefinition, thing: Thing | None, moment: Moment) -> Any:
        """The value on the moment's day, as recorded or as it is in this world."""
        record = self._record_on(fact, thing, moment.day)
        if record is None or _says_nothing(record):
            name = (*self._about(fact, thing), moment.day)
            return self._missing(name, fact, thing, moment, None)
        return self._value_of(record, fact, thing, moment)

    def _about(self, fact: FactDefinition, thing: Thing | None) -> tuple[str | None, ...]:
        return (thing and thing.entity, thing and thing.id, fact.name)

    def _of(self, fact: FactDefinition, thing: Thing | None) -> list[Record]:
        about = self._about(fact, thing)
        return [r for r in self._records if (r.entity, r.subject, r.fact) == about]

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
        name = (*self._about(fact, thing), "record", self._records.index(record))
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
                return self._missing(name, fact, thing, moment, bounds)

    def _missing(
        self,
        name: tuple[Any, ...],
        fact: FactDefinition,
        thing: Thing | None,
        moment: Moment,
        bounds: Missing | None,
    ) -> Any:
        if moment.to_come:
            return NOT_YET  # section 3: for what is still to come there is no evidence to miss
        kind = "day" if self._done_some_day(fact, thing, moment) else "fact"
        key = self._key(kind, fact, thing)
        low, high = (bounds.low, bounds.high) if bounds else (None, None)
        return self.world.read(Variable(name, self._domain(fact.kind, low, high), key=key))

    def _key(self, kind: str, fact: FactDefinition, thing: Thing | None) -> Key:
        return (kind, thing and thing.entity, thing and thing.id, fact.name)

    def _domain(self, kind: Kind, low: Fraction | None, high: Fraction | None) -> tuple[Any, ...]:
        match kind:
            case YesNoKind():
                return (False, True)
            case DateKind():
                days = {d for d in self.landmarks if isinstance(d, date)}
                days |= {r.value.value for r in self._records if _is_known_day(r)}
                return tuple(sorted({d + n * DAY for d in days for n in (-1, 0, 1)}))
            case NumberKind() | SeriesKind():
                return self._amounts(kind, low or Fraction(0), high)

    def _amounts(self, kind: Kind, low: Fraction, high: Fraction | None) -> tuple[Fraction, ...]:
        """Enough amounts: a grid with every figure of the clause, and one beyond all of them."""
        assert isinstance(kind, NumberKind | SeriesKind)
        step = Fraction(15) if kind.unit == MINUTES else Fraction(1)
        step = step if kind.whole else step / 2
        top = low + 10 * step if high is None else high
        step *= max(1, int((top - low) / (12 * step)))
        amounts = {low + n * step for n in range(int((top - low) / step) + 1)} | {top}
        if not kind.whole:
            amounts |= {f for f in self.landmarks if isinstance(f, Fraction) and low <= f <= top}
        if high is None:
            amounts.add(low + 100_000)
        return tuple(sorted(amounts))

    # --- evidence of an achievement ---

    def achieved(self, fact: FactDefinition, thing: Thing | None, moment: Moment) -> Any:
        """Whether a yes was done in time (section 3, past and future)."""
        deadline, opens = moment.deadline, moment.opens or date.min
        assert deadline is not None
        known = [r for r in self._of(fact, thing) if isinstance(r.value, Known)]
        yes = [self._day_of(r) for r in known if r.value.value is True]
        if any(opens <= day <= moment.day for day in yes):
            return True
        record = self._record_on(fact, thing, moment.day)
        if record and isinstance(record.value, NotApplicable | Planned):
            return self._value_of(record, fact, thing, moment)
        if moment.to_come:
            return NOT_YET
        no = [days for r in known if r.value.value is False for days in self._spans(r)]
        if moment.opens is not None:
            refuted = any(deadline in days for days in no)
        else:
            late = any(r.value.done and r.value.done > deadline for r in known)
            refuted = late or any(days.last is None or days.last >= deadline for days in no)
        return False if refuted else self.value_unknown(fact, thing, moment)

    def value_unknown(self, fact: FactDefinition, thing: Thing | None, moment: Moment) -> Any:
        """A yes or no that nobody gave; one unknown, whichever way it is asked for."""
        return self._missing((*self._about(fact, thing), moment.day), fact, thing, moment, None)

    def _day_of(self, record: Record) -> date:
        """The day from which a yes counts: the day it was done, else the first it describes."""
        assert isinstance(record.value, Known)
        return record.value.done or min(days.first for days in self._spans(record))

    def _done_some_day(self, fact: FactDefinition, thing: Thing | None, moment: Moment) -> bool:
        """A plain yes that was stated after the deadline: then the day is what is missing."""
        if moment.deadline is None or moment.opens is not None:
            return False
        return any(
            isinstance(r.value, Known)
            and r.value.value is True
            and not r.value.done
            and self._day_of(r) > moment.deadline
            for r in self._of(fact, thing)
        )

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
                if amount is NOT_YET:
                    return NOT_YET
                total += amount
                known += amount if isinstance(record.value, Known) else 0
                on_record |= days
            else:
                in_doubt |= days
        complete = on_record - in_doubt == _overlap(window, window)
        if complete or moment.to_come:
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


def _overlap(days: Days, window: Days) -> set[date]:
    assert window.last is not None
    first = max(days.first, window.first)
    last = min(days.last or date.max, window.last)
    return {first + n * DAY for n in range((last - first).days + 1)}


def _lies_inside(days: Days, window: Days) -> bool:
    assert window.last is not None
    return window.first <= days.first and days.last is not None and days.last <= window.last
