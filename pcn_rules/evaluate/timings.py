"""A duty over time: which instances it has, which of them are past, and when the next is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Literal as OneOf
from typing import assert_never

from pcn_rules.evaluate.duties import ONE_DAY, DutyGrounding
from pcn_rules.evaluate.instances import UNBOUND, Instance, Judged, Subject, together
from pcn_rules.evaluate.moments import Moment, Scopes
from pcn_rules.evaluate.result import Reason
from pcn_rules.evaluate.size import MOST_WORKED_OUT, check_size
from pcn_rules.evaluate.statuses import BREACHED, DELIVERABLE, FULFILLED, HOLDING, PRECONDITION
from pcn_rules.evaluate.worlds import Formula, if_then_else
from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur
from pcn_rules.networks.model import Thing
from pcn_rules.values.days import (
    explain_working_days,
    last_day_within,
    periods,
    weekday,
    written,
)


def judged(duty: DutyGrounding) -> Judged:
    """The instances of a duty, judged on the day asked about."""
    timing = duty.duty.timing
    match timing:
        case Achieve(day=day, included=included):
            return _achieve(duty, day if included else day - ONE_DAY)
        case Maintain() | Limit():
            return _maintain(duty)
        case Recur():
            return _recur(duty, timing)
        case React():
            return _react(duty, timing)
        case _:
            assert_never(timing)


def _suspended(duty: DutyGrounding, first: date, last: date) -> bool:
    return any(start <= last and first <= end for start, end in duty.duty.suspended)


def _say_dates(duty: DutyGrounding, text: str) -> None:
    duty.grounding.notes.say(Reason(kind="dates", text=text))


When = OneOf["past", "current", "later", "occasion"]


def _one(
    label: str,
    days: tuple[date, date],
    when: When,
    found: tuple[tuple[Subject, ...], Formula],
) -> Instance:
    return Instance(label, days[0], days[1], when, found[0], found[1])


def _excused(label: str, days: tuple[date, date], when: When) -> Instance:
    return Instance(label, days[0], days[1], when, ())


# --- by a day ---------------------------------------------------------------------------------


def _achieve(duty: DutyGrounding, deadline: date) -> Judged:
    over = duty.as_at > deadline
    day = min(deadline, duty.as_at)
    _say_dates(duty, _achieve_words(duty.as_at, deadline))
    when: When = "past" if over else "current"
    label = f"by {written(deadline)}"
    if _suspended(duty, deadline, deadline):
        _say_dates(duty, f"suspended on {written(deadline)}")
        return Judged((_excused(label, (deadline, deadline), when),), deadline, day)
    if duty.duty.state:
        found = duty.subjects(
            deadline if over else day,
            lambda scopes: duty.judged_state(scopes, deadline, day),
            good=HOLDING,
            bad=BREACHED,
        )
        return Judged((_one(label, (deadline, deadline), when, found),), deadline, day)
    moment = Moment(day, achieved=True)
    found = duty.subjects(
        day,
        lambda scopes: duty.judged(scopes, moment, None if over else deadline),
        good=FULFILLED if over else DELIVERABLE,
        bad=BREACHED if over else PRECONDITION,
    )
    return Judged((_one(label, (deadline, deadline), when, found),), deadline, day)


def _achieve_words(as_at: date, deadline: date) -> str:
    left = (deadline - as_at).days
    if left > 0:
        return f"due {written(deadline)}, that day included: {left} days after {written(as_at)}"
    if left == 0:
        return f"due {written(deadline)}: the day itself is in time"
    return f"due {written(deadline)}, which is past on {written(as_at)}"


# --- from a day -------------------------------------------------------------------------------


def _maintain(duty: DutyGrounding) -> Judged:
    start, end = duty.duty.start, duty.duty.end
    day = min(max(duty.as_at, start), end)
    label = f"from {written(start)}"
    due = start if duty.as_at < start else None
    _say_dates(duty, f"judged on {written(day)}; owed from {written(start)} to {written(end)}")
    if _suspended(duty, day, day):
        _say_dates(duty, f"suspended on {written(day)}")
        return Judged((_excused(label, (start, day), "past"),), due, day)
    if duty.duty.state or duty.as_at >= start:
        found = duty.subjects(
            day, lambda scopes: duty.judged_state(scopes, day, day), good=HOLDING, bad=BREACHED
        )
        return Judged((_one(label, (start, day), "past", found),), due, day)
    found = duty.subjects(
        duty.as_at,
        lambda scopes: _not_begun(duty, scopes, start),
        good=DELIVERABLE,
        bad=PRECONDITION,
    )
    return Judged((_one(label, (start, start), "later", found),), due, duty.as_at)


def _not_begun(duty: DutyGrounding, scopes: Scopes, due: date) -> Formula:
    """Before its start nothing is owed yet: whether it can be performed by the day it is due."""
    return duty.binding(scopes, duty.as_at, lambda _: duty.performable(scopes, due))


# --- every period -----------------------------------------------------------------------------


def _recur(duty: DutyGrounding, timing: Recur) -> Judged:
    start, end = duty.duty.start, duty.duty.end
    every = periods(start, end, timing.count, timing.unit, calendar=timing.calendar)
    stretches = list(islice(every, MOST_WORKED_OUT + 1))
    check_size(duty, len(stretches))
    past = [days for days in stretches if days[1] < duty.as_at]
    instances = [_period(duty, timing, days) for days in past]
    coming = stretches[len(past) :]
    if coming and coming[0][0] <= duty.as_at:
        instances.append(_current(duty, timing, coming[0]))
        coming = coming[1:]
    later = [days for days in coming if not _suspended(duty, *days)]
    if later:
        instances.append(_later(duty, _period_label(timing, later[0]), later[0]))
    upcoming = [i for i in instances if not i.past]
    due = upcoming[0].due if upcoming else None
    _say_dates(duty, _periods_words(timing, start, end, len(past)))
    return Judged(tuple(instances), due, min(max(duty.as_at, start), end))


def _period_label(timing: Recur, days: tuple[date, date]) -> str:
    if timing.unit == "day" and timing.count == 1:
        return written(days[0])
    if timing.unit == "week" and timing.count == 1:
        return f"week of {written(days[0])}"
    return f"{written(days[0])} to {written(days[1])}"


def _periods_words(timing: Recur, start: date, end: date, past: int) -> str:
    each = timing.unit if timing.count == 1 else f"{timing.count} {timing.unit}s"
    by = "calendar " if timing.calendar else ""
    return f"every {by}{each} from {written(start)} to {written(end)}; {past} past"


def _period(duty: DutyGrounding, timing: Recur, days: tuple[date, date]) -> Instance:
    label = _period_label(timing, days)
    if _suspended(duty, *days):
        return _excused(label, days, "past")
    moment = Moment(days[1], achieved=True, first=days[0])
    found = duty.subjects(
        days[1],
        lambda scopes: duty.judged(scopes, moment, None),
        good=FULFILLED,
        bad=BREACHED,
    )
    return _one(label, days, "past", found)


def _current(duty: DutyGrounding, timing: Recur, days: tuple[date, date]) -> Instance:
    label = _period_label(timing, days)
    if _suspended(duty, *days):
        return _excused(label, days, "current")
    moment = Moment(duty.as_at, achieved=True, first=days[0])
    found = duty.subjects(
        duty.as_at,
        lambda scopes: duty.judged(scopes, moment, days[1]),
        good=DELIVERABLE,
        bad=PRECONDITION,
    )
    return _one(label, days, "current", found)


def _later(duty: DutyGrounding, label: str, days: tuple[date, date]) -> Instance:
    """One instance for all that are still to come: none has evidence, all take the same."""
    found = duty.subjects(
        duty.as_at,
        lambda scopes: _not_begun(duty, scopes, duty.duty.end),
        good=DELIVERABLE,
        bad=PRECONDITION,
    )
    return _one(f"{label} and later", days, "later", found)


# --- within days of an event ------------------------------------------------------------------


def _react(duty: DutyGrounding, timing: React) -> Judged:
    start, end = duty.duty.start, duty.duty.end
    instances = [
        instance
        for event in _events(duty, timing, start, min(end, duty.as_at))
        if (instance := _event(duty, timing, event)) is not None
    ]
    pending = sorted(i.due for i in instances if not i.past and i.due is not None)
    if duty.as_at >= start:
        for entity in timing.events:
            duty.grounding.say_events(entity, start, min(end, duty.as_at))
    if _may_still_come(duty, timing):
        instances.append(_later_event(duty, timing))
    unlisted = _unlisted_events(duty, timing) if duty.as_at > start else UNBOUND
    due = pending[0] if pending else (start if duty.as_at < start else None)
    return Judged(tuple(instances), due, min(max(duty.as_at, start), end), unlisted)


def _events(duty: DutyGrounding, timing: React, first: date, last: date) -> Iterator[Thing]:
    for entity in timing.events:
        yield from duty.grounding.facts.between(entity, first, last)


def _event(duty: DutyGrounding, timing: React, event: Thing) -> Instance | None:
    day = event.stands.first
    due = last_day_within(day, timing.count, timing.unit)
    past = duty.as_at > due
    when: When = "past" if past else "occasion"
    label = f"{event.entity} {event.name} on {written(day)}"
    _say_dates(duty, _due_words(timing, event, due))
    if _suspended(duty, day, due):
        return _excused(label, (day, due), when)
    moment = Moment(min(due, duty.as_at), achieved=True)
    judged = duty.judged((event,), moment, None if past else due)
    status = if_then_else(duty.grounding.stands(event), judged, UNBOUND)
    subject = Subject(event, status)
    return Instance(label, day, due, when, (subject,))


def _due_words(timing: React, event: Thing, due: date) -> str:
    day = event.stands.first
    unit = timing.unit if timing.count == 1 else f"{timing.unit}s"
    words = f"{event.entity} {event.name}: {written(day)} and {timing.count} {unit}, "
    words += f"the day itself not counted: due {weekday(due)} {written(due)}"
    if timing.unit == "working day":
        skipped = [skip.text for skip in explain_working_days(day, timing.count).holidays]
        if skipped:
            words += f" ({'; '.join(skipped)})"
    return words


def _later_event(duty: DutyGrounding, timing: React) -> Instance:
    """Events still to come: one may always come that binds, so facts of it take no part."""
    label = f"any later {' or '.join(timing.events)}"
    subject = Subject(None, _not_begun(duty, (), duty.duty.end))
    first = max(duty.as_at, duty.duty.start)
    return Instance(label, first, None, "later", (subject,))


def _may_still_come(duty: DutyGrounding, timing: React) -> bool:
    """Whether a day is left on which an event can happen that the duty asks something for."""
    left = (duty.duty.end - duty.as_at).days
    days = (duty.as_at + ahead * ONE_DAY for ahead in range(1, left + 1))
    return any(
        not duty.duty.suspended
        or not _suspended(duty, day, last_day_within(day, timing.count, timing.unit))
        for day in days
    )


def _unlisted_events(duty: DutyGrounding, timing: React) -> Formula:
    return together(duty.unlisted(entity, good=FULFILLED, bad=BREACHED) for entity in timing.events)
