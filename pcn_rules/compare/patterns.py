"""Ways in which things done can lie over time: those at which a duty that recurs could turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from typing import assert_never

from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur
from pcn_rules.language.meaning import ResolvedDuty
from pcn_rules.networks.model import Days, Known
from pcn_rules.values.days import CalendarRangeError, last_day_within, periods

ONE_DAY = timedelta(days=1)
FIRST = date(2018, 1, 1)
"""From this day on something is on record; no edition begins earlier."""

ALWAYS = Days(FIRST, None)

Said = tuple[tuple[Days, Known], ...]
"""What is on record of one fact of one entity."""

Stretch = tuple[date, date]


def constant(value: bool | Fraction | date | str) -> Said:
    """One value that never changes."""
    return ((ALWAYS, Known(value)),)


def changing(before: bool | Fraction, after: bool | Fraction, day: date) -> Said:
    """A value that changes once, on a day; a yes says that it was done then."""
    done = day if after is True else None
    return (
        (Days(FIRST, day - ONE_DAY), Known(before)),
        (Days(day, None), Known(after, done=done)),
    )


def done_on(days: Sequence[date]) -> Said:
    """A yes on some days, and a no on all others."""
    said: list[tuple[Days, Known]] = []
    free = FIRST
    for day in days:
        if free < day:
            said.append((Days(free, day - ONE_DAY), Known(False)))
        said.append((Days(day, day), Known(True, done=day)))
        free = day + ONE_DAY
    return (*said, (Days(free, None), Known(False)))


def amounts_on(days: Sequence[date], amount: Fraction) -> Said:
    """So much on each of some days."""
    return tuple((Days(day, day), Known(amount)) for day in days)


def at_a_rate(amount: Fraction, first: date, last: date) -> Said:
    """So much a week, evenly."""
    return ((Days(first, last), Known(amount, weekly=True)),) if first <= last else ()


def patterns(duties: Sequence[ResolvedDuty]) -> Iterator[tuple[date, ...]]:
    """Days on which something is done, so that one duty that recurs is kept, or all but kept."""
    every = [_stretches(duty) for duty in duties]
    for own in every:
        yield tuple(first for first, _ in own)
        yield tuple(last for _, last in own)
    for own in every:
        yield tuple(first for first, _ in own[:-1])
        yield tuple(first for first, _ in own[1:])
        yield tuple(first for first, _ in own[:1])
        yield tuple(last for _, last in own[-1:])
    for own in every:
        for others in every:
            if others != own:
                yield from _around(own, others)


def _around(own: Sequence[Stretch], others: Sequence[Stretch]) -> Iterator[tuple[date, ...]]:
    """Once in every period of one's own, and never in some period of another."""
    for place in sorted({0, 1, len(others) // 2, len(others) - 1}):
        if place < len(others):
            days = tuple(_outside(stretch, others[place]) for stretch in own)
            found = tuple(day for day in days if day is not None)
            if len(found) == len(days):
                yield found


def _outside(stretch: Stretch, other: Stretch) -> date | None:
    """The first day of a stretch that lies outside another, None where none does."""
    if not other[0] <= stretch[0] <= other[1]:
        return stretch[0]
    return other[1] + ONE_DAY if other[1] < stretch[1] else None


def _stretches(duty: ResolvedDuty) -> tuple[Stretch, ...]:
    timing = duty.timing
    match timing:
        case Recur(count=count, unit=unit, calendar=calendar):
            return tuple(periods(duty.start, duty.end, count, unit, calendar=calendar))
        case Achieve() | Maintain() | Limit() | React():
            return ()
        case _:
            assert_never(timing)


def days_apart(duties: Sequence[ResolvedDuty]) -> Iterator[date]:
    """The first day after whose events one duty is due sooner than another, for any two."""
    for one, other in permutations(duties, 2):
        day = max(one.start, other.start)
        last = min(one.end, other.end)
        while day <= last:
            due, later = _due(day, one), _due(day, other)
            if due is None or later is None:
                break
            if due < later:
                yield day
                break
            day += ONE_DAY


def due_days(event: date, duties: Sequence[ResolvedDuty]) -> tuple[date, ...]:
    """The days by which duties want something done after an event, and the days after those."""
    due = {day for duty in duties if (day := _due(event, duty)) is not None}
    return tuple(sorted(due | {day + ONE_DAY for day in due}))


def _due(event: date, duty: ResolvedDuty) -> date | None:
    """The last day in time after an event; None where the duty is no reaction, or no calendar."""
    match duty.timing:
        case React(count=count, unit=unit):
            try:
                return last_day_within(event, count, unit)
            except CalendarRangeError:
                return None
        case _:
            return None
