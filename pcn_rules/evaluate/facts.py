"""Look up what is known of a fact: on a day, by a deadline, or added up over a stretch of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pcn_rules.networks.model import (
    CompleteSeries,
    Days,
    Known,
    Missing,
    Network,
    Record,
    StandsFor,
    Thing,
    Value,
)

FactKey = tuple[str | None, str | None, str]
"""Entity, subject and fact; entity and subject are None for the network itself."""

NOBODY_SAID = Missing()


@dataclass(frozen=True, slots=True)
class Found:
    """What counts for a fact, the record it comes from, and what made it count on that day.

    `lost` are records of other values that a better source goes before.
    """

    value: Value
    record: Record | None = None
    stands_for: StandsFor | None = None
    lost: tuple[Record, ...] = ()


class Facts:
    """A network as it was known by a day."""

    def __init__(self, network: Network, known_by: date | None) -> None:
        """Leave out what became known after `known_by` (None: nothing is left out)."""
        self.network = network
        self._ranks = {
            source.id: source.rank if source.rank is not None else len(network.sources) + 1
            for source in network.sources
        }
        self._records: dict[FactKey, list[Record]] = {}
        for record in network.records:
            if known_by is None or record.known <= known_by:
                key = (record.entity, record.subject, record.fact)
                self._records.setdefault(key, []).append(record)
        self._in_order: dict[FactKey, tuple[Record, ...]] = {}
        self._things: dict[str, dict[tuple[str, date], Thing]] = {}
        self._hidden: set[str] = set()
        for thing in sorted(network.things, key=lambda t: t.known):
            if known_by is None or thing.known <= known_by:
                # What became known later of the same membership goes before what was known first.
                self._things.setdefault(thing.entity, {})[thing.id, thing.stands.first] = thing
            elif (thing.id, thing.stands.first) not in self._things.get(thing.entity, {}):
                self._hidden.add(thing.entity)

    def things(self, entity: str) -> tuple[Thing, ...]:
        """Every entity of a kind, on whatever days it stands, in the order of ids."""
        found = self._things.get(entity, {})
        return tuple(found[key] for key in sorted(found))

    @property
    def longest_list(self) -> int:
        """How many entities there are of the kind of which there are most."""
        return max(map(len, self._things.values()), default=0)

    def standing(self, entity: str, day: date) -> tuple[Thing, ...]:
        """The entities of a kind that stand on a day."""
        return tuple(thing for thing in self.things(entity) if day in thing.stands)

    def between(self, entity: str, first: date, last: date) -> tuple[Thing, ...]:
        """The events of a kind that happened from one day to another, both included."""
        return tuple(t for t in self.things(entity) if first <= t.stands.first <= last)

    def is_complete(self, entity: str) -> bool:
        """Whether a list is declared complete, and nothing of it became known only later."""
        return entity in self.network.complete and entity not in self._hidden

    def records(self, key: FactKey) -> tuple[Record, ...]:
        """Every record of a fact, in an order of its own that no file decides."""
        if key not in self._in_order:
            self._in_order[key] = tuple(
                sorted(
                    self._records.get(key, ()),
                    key=lambda r: (r.describes.first, r.known, r.source, repr(r.value)),
                )
            )
        return self._in_order[key]

    def on(self, key: FactKey, day: date) -> Found:
        """The value of a fact on a day (semantics, section 1).

        A value that describes another day counts only where the network file says it stands for it.
        """
        counting = list(self._counting(key, day))
        said = [one for one in counting if not _is_open(one[0].value)] or counting
        if not said:
            return Found(NOBODY_SAID)
        said.sort(key=lambda one: (self._rank(one[0]), one[1] is not None))
        record, stands = said[0]
        lost = tuple(other for other, _ in said[1:] if other.value != record.value)
        return Found(record.value, record, stands, lost)

    def _counting(self, key: FactKey, day: date) -> Iterator[tuple[Record, StandsFor | None]]:
        for record in self.records(key):
            if day in record.describes:
                yield record, None
                continue
            for stands in self.network.stands_for:
                if day in stands.days and _stands(stands, record):
                    yield record, stands
                    break

    def extended(self, record: Record) -> tuple[Days, ...]:
        """The days a record describes, and those it is said to stand for."""
        more = [s.days for s in self.network.stands_for if _stands(s, record)]
        return (record.describes, *more)

    def _rank(self, record: Record) -> int:
        return self._ranks.get(record.source, len(self._ranks) + 1)

    # --- series ---

    def total(self, key: FactKey, first: date, last: date) -> Total:
        """A series added up over the days from `first` to `last`, both included.

        Amounts per week accrue evenly over calendar days (semantics, section 4).
        """
        exact = Fraction(0)
        on_record: set[int] = set()
        in_doubt: set[int] = set()
        unsure: list[tuple[Record, Fraction]] = []
        used: list[Record] = []
        for record in self.records(key):
            days = _days_within(record.describes, first, last)
            if not days:
                continue
            used.append(record)
            share = _share(record, days, first, last)
            if share is None:
                in_doubt |= days
                continue
            on_record |= days
            match record.value:
                case Known(value=Fraction() as amount):
                    exact += amount * share
                case _:
                    unsure.append((record, share))
        for series in self.network.complete_series:
            if _covers(series, key):
                on_record |= _days_within(series.days, first, last)
        covered = len(on_record - in_doubt) == (last - first).days + 1
        return Total(exact, covered, tuple(unsure), tuple(used))


@dataclass(frozen=True, slots=True)
class Total:
    """A series over a stretch of days: what is known of it, and what it leaves open.

    `covered` is whether something is on record for every day; `unsure` are records whose amount is
    no known one, with the share of it that falls into the stretch.
    """

    known: Fraction
    covered: bool
    unsure: tuple[tuple[Record, Fraction], ...]
    records: tuple[Record, ...]


def _is_open(value: Value) -> bool:
    """Whether a record says no more than that a value is missing; then any other goes before it."""
    match value:
        case Missing(low=None, high=None):
            return True
        case _:
            return False


def _stands(stands: StandsFor, record: Record) -> bool:
    return (
        stands.fact == record.fact
        and stands.entity == record.entity
        and stands.subject in (None, record.subject)
        and stands.source in (None, record.source)
    )


def _covers(series: CompleteSeries, key: FactKey) -> bool:
    return series.entity == key[0] and series.fact == key[2]


def _days_within(days: Days, first: date, last: date) -> set[int]:
    """The days of a stretch that lie between two others, both included."""
    begins = max(first, days.first)
    ends = last if days.last is None else min(last, days.last)
    return set(range(begins.toordinal(), ends.toordinal() + 1))


def _share(record: Record, days: set[int], first: date, last: date) -> Fraction | None:
    """How much of a record's amount falls into a stretch; None where that cannot be told."""
    begins, ends = record.describes.first, record.describes.last
    match record.value:
        case Known(weekly=True):
            return Fraction(len(days), 7)
        case _:
            inside = ends is not None and first <= begins and ends <= last
            return Fraction(1) if inside else None
