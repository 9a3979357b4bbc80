"""What a duty demands over its whole life: of whom, what must hold, and on which days.

Demands are compared on networks in which all stands still but what is done (docs/comparing.md):
lists, sizes and conditions are the same on every day, and what was once done stays done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from pcn_rules.compare.literals import TRUE, contrary, every, plain, some
from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur, Timing
from pcn_rules.language.meaning import Every, Expression, Group, ResolvedDuty
from pcn_rules.values.days import CalendarRangeError, last_day_within, periods

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Demand:
    """What must hold (of the network, or of each event), and when, both ends included.

    Of a duty with a deadline, `start` and `end` are both the last day in time.
    """

    timing: Timing
    start: date
    end: date
    suspended: tuple[tuple[date, date], ...]
    requirement: Expression


def within(duty: ResolvedDuty, last: date) -> ResolvedDuty:
    """The duty as it is up to a day, where it names no last day of its own.

    The end of an edition is no end of what it asks, so two editions are compared up to the day on
    which the first of them ends.
    """
    timing = duty.timing
    match timing:
        case Achieve():
            return duty
        case Maintain(end=end) | Limit(end=end) | React(end=end):
            return duty if end is not None else replace(duty, end=min(duty.end, last))
        case Recur(end=end):
            return duty if end is not None else replace(duty, end=_whole_end(duty, timing, last))
        case _:
            assert_never(timing)


def _whole_end(duty: ResolvedDuty, timing: Recur, last: date) -> date:
    """The end of the last period that is whole by a day: a week cut in two would ask too much."""
    if duty.end <= last:
        return duty.end
    every = periods(duty.start, last, timing.count, timing.unit, calendar=timing.calendar)
    whole = periods(duty.start, duty.end, timing.count, timing.unit, calendar=timing.calendar)
    ends = [mine[1] for mine, own in zip(every, whole, strict=False) if mine == own]
    return ends[-1] if ends else last


def demand_of(duty: ResolvedDuty) -> Demand:
    """The demand of a duty that binds."""
    requirement = _required(duty)
    if duty.subjects is not None:
        where = TRUE if duty.subjects.where is None else plain(duty.subjects.where)
        requirement = Every(Group(duty.subjects.entity, where), requirement)
    start, end = _life(duty)
    return Demand(duty.timing, start, end, duty.suspended, requirement)


def _required(duty: ResolvedDuty) -> Expression:
    """What must hold of a subject: what is asked, where it is asked and nothing excepts it."""
    asked = _fulfilled(duty.body, duty)
    for exception in reversed(duty.exceptions):
        instead = TRUE if exception.instead is None else _fulfilled(exception.instead, duty)
        unless = some((contrary(exception.condition), instead))
        asked = every((unless, some((plain(exception.condition), asked))))
    if duty.condition is None:
        return asked
    return some((contrary(duty.condition), asked))


def _fulfilled(body: Expression, duty: ResolvedDuty) -> Expression:
    shown = duty.effort_shown
    return plain(body) if shown is None else some((plain(body), plain(shown)))


def _life(duty: ResolvedDuty) -> tuple[date, date]:
    timing = duty.timing
    match timing:
        case Achieve(day=day, included=included):
            deadline = day if included else day - ONE_DAY
            return deadline, deadline
        case Maintain() | Limit() | Recur() | React():
            return duty.start, duty.end
        case _:
            assert_never(timing)


# --- whether one is never asked more than the other -------------------------------------------


def covers(one: Demand, other: Demand) -> bool:
    """Whether whoever keeps what is required at all times of `one` keeps it at those of `other`.

    Sound, not complete. It looks at the times alone: the requirements are compared apart.
    """
    if one.suspended and one.suspended != other.suspended:
        return False
    match one.timing, other.timing:
        case Achieve() | Maintain() | Limit(), Achieve() | Maintain() | Limit():
            # What was done stays done, so it is enough that it must hold on some day before.
            return one.start <= other.start and one.start <= one.end
        case Recur(), Recur():
            return set(_stretches(one)) >= set(_stretches(other))
        case React() as first, React() as second:
            lived = one.start <= other.start and other.end <= one.end
            return lived and _reactions_cover(first, other, second)
        case _:
            return False


def _reactions_cover(first: React, other: Demand, second: React) -> bool:
    if not set(second.events) <= set(first.events):
        return False
    if first.unit == second.unit:
        return first.count <= second.count
    days = ((other.end - other.start).days + 1) if other.start <= other.end else 0
    try:
        return all(
            last_day_within(day, first.count, first.unit)
            <= last_day_within(day, second.count, second.unit)
            for day in (other.start + ahead * ONE_DAY for ahead in range(days))
        )
    except CalendarRangeError:
        return False


def gathered(one: Demand, other: Demand) -> int:
    """How many whole periods of the one every period of the other holds, at least.

    0 where one of them does not recur, or some period of the other holds none.
    """
    if one.suspended:
        return 0
    mine, least = _stretches(one), 0
    for first, last in _stretches(other):
        count = sum(1 for a, b in mine if first <= a and b <= last)
        least = count if not least else min(least, count)
        if not count:
            return 0
    return least


def lies_within(one: Demand, other: Demand) -> bool:
    """Whether every period of the other lies within some period of the one."""
    if one.suspended:
        return False
    mine = _stretches(one)
    return bool(mine) and all(
        any(a <= first and last <= b for a, b in mine) for first, last in _stretches(other)
    )


def _stretches(demand: Demand) -> tuple[tuple[date, date], ...]:
    match demand.timing:
        case Recur(count=count, unit=unit, calendar=calendar):
            return tuple(periods(demand.start, demand.end, count, unit, calendar=calendar))
        case _:
            return ()
