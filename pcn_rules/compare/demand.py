"""What a duty demands over its whole life: of whom, what must hold, and on which days.

Demands are compared on networks in which all stands still but what is done: lists, sizes and
conditions are the same on every day, and what was once done stays done. The end of an edition is
no end of what it asks: a duty without a last day of its own is taken to go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from pcn_rules.compare.literals import TRUE, contrary, every, plain, some
from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur, Timing
from pcn_rules.language.meaning import Every, Expression, Group, ResolvedDuty
from pcn_rules.values.days import last_day_within, periods

ONE_DAY = timedelta(days=1)
FOR_GOOD = date(2100, 1, 1)
"""The last day of a duty that names none."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What must hold (of the network, or of each event), when, and whether it is looked up on the
    day (`state`) or counts once it was done."""

    timing: Timing
    start: date
    end: date
    suspended: tuple[tuple[date, date], ...]
    requirement: Expression
    state: bool


def demand_of(duty: ResolvedDuty) -> Demand | None:
    """The demand of a duty that binds; None for what is only recommended."""
    match duty.modality:
        case "must" | "must not":
            pass
        case _:
            return None
    requirement = _required(duty)
    if duty.subjects is not None:
        where = TRUE if duty.subjects.where is None else plain(duty.subjects.where)
        requirement = Every(Group(duty.subjects.entity, where), requirement)
    start, end = _life(duty)
    return Demand(duty.timing, start, end, duty.suspended, requirement, duty.state)


def _required(duty: ResolvedDuty) -> Expression:
    """What must hold of a subject: what is asked of it, where it is asked and nothing excepts it."""
    asked = _fulfilled(duty.body, duty)
    for exception in reversed(duty.exceptions):
        instead = TRUE if exception.instead is None else _fulfilled(exception.instead, duty)
        applies = plain(exception.condition)
        asked = every(
            (some((contrary(exception.condition), instead)), some((applies, asked)))
        )
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
        case Maintain(end=end) | Limit(end=end) | Recur(end=end) | React(end=end):
            return duty.start, FOR_GOOD if end is None else duty.end
        case _:
            assert_never(timing)


# --- whether one is never asked more than the other -------------------------------------------


def covers(one: Demand, other: Demand) -> bool:  # noqa: PLR0911 - one case for each pair of kinds
    """Whether whoever keeps what is required at all times of `one` keeps it at those of `other`.

    Sound, not complete. It looks at the times alone: the requirements are compared apart.
    """
    if one.suspended and one.suspended != other.suspended:
        return False
    match one.timing, other.timing:
        case Achieve(), Achieve():
            earlier = one.end <= other.end
            return one.end == other.end or (earlier and not (one.state or other.state))
        case (Maintain() | Limit()), (Maintain() | Limit()):
            return one.start <= other.start and other.end <= one.end
        case (Maintain() | Limit()), Achieve():
            return one.start <= other.end <= one.end
        case Recur(), Recur():
            return _periods_cover(one, other)
        case React() as first, React() as second:
            return _reactions_cover(one, first, other, second)
        case _:
            return False


def _periods_cover(one: Demand, other: Demand) -> bool:
    """Whether every period of the other is one of the one's: what is totalled in each is the same."""
    match one.timing, other.timing:
        case Recur() as first, Recur() as second:
            until = min(max(one.end, other.end), max(one.start, other.start).replace(year=2031))
            own = set(periods(one.start, min(one.end, until), first.count, first.unit, calendar=first.calendar))
            return other.end <= one.end and own >= set(
                periods(other.start, min(other.end, until), second.count, second.unit, calendar=second.calendar)
            )
        case _:
            return False


def _reactions_cover(one: Demand, first: React, other: Demand, second: React) -> bool:
    if not set(second.events) <= set(first.events):
        return False
    if one.start > other.start or other.end > one.end:
        return False
    if first.unit == second.unit:
        return first.count <= second.count
    days = (other.start + ahead * ONE_DAY for ahead in range(2 * 366))
    return all(
        last_day_within(day, first.count, first.unit)
        <= last_day_within(day, second.count, second.unit)
        for day in days
    )
