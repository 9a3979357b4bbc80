"""Where a duty stands in its life: apart from its verdict (semantics, section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pcn_rules.evaluate.duties import ONE_DAY, DutyGrounding
from pcn_rules.evaluate.instances import Judged
from pcn_rules.evaluate.moments import Moment, Scopes
from pcn_rules.evaluate.result import Cause, Outcome, State, Verdict
from pcn_rules.evaluate.worlds import Always
from pcn_rules.language.carried import Achieve, React


def state_of(duty: DutyGrounding, judged: Judged, outcome: Outcome) -> State:
    """The state of a duty on the day asked about, from its dates, its subjects and its outcome."""
    as_at, what = duty.as_at, duty.duty
    if any(start <= as_at <= end for start, end in what.suspended):
        return State.SUSPENDED
    if as_at < what.start:
        return State.NOT_YET_IN_FORCE
    if outcome.verdict is Verdict.NOT_APPLICABLE:
        return _never_or_no_longer(duty, judged)
    if outcome.cause is Cause.BREACHED:
        return State.BREACHED
    if outcome.cause is Cause.FULFILLED and (_is_once(duty) or as_at > what.end):
        return State.FULFILLED
    if _waits_for_events(duty, judged):
        return State.PENDING
    return State.IN_EFFECT


def _is_once(duty: DutyGrounding) -> bool:
    match duty.duty.timing:
        case Achieve():
            return True
        case _:
            return False


def _waits_for_events(duty: DutyGrounding, judged: Judged) -> bool:
    match duty.duty.timing:
        case React():
            return all(s.thing is None for i in judged.instances for s in i.subjects)
        case _:
            return False


def _never_or_no_longer(duty: DutyGrounding, judged: Judged) -> State:
    """Discharged where its condition lapsed, terminated where its subjects left, else pending."""
    group = duty.duty.subjects
    if group is not None:
        stood = duty.grounding.facts.things(group.entity)
        left = [t for t in stood if t.stands.last is not None and t.stands.last < judged.day]
        if left and not duty.grounding.facts.standing(group.entity, judged.day):
            since = [t for t in left if t.stands.last and t.stands.last >= duty.duty.start]
            return State.TERMINATED if since else State.PENDING
    return State.DISCHARGED if _held_before(duty, judged.day) else State.PENDING


def _held_before(duty: DutyGrounding, day: date) -> bool:
    """Whether the condition was known to hold on an earlier day since the start."""
    condition = duty.duty.condition
    if condition is None:
        return False
    return any(
        _is_true(duty, scopes, earlier)
        for scopes in _scopes(duty)
        for earlier in _days_before(duty, day)
    )


def _scopes(duty: DutyGrounding) -> Iterator[Scopes]:
    group = duty.duty.subjects
    if group is None:
        yield ()
        return
    for thing in duty.grounding.facts.things(group.entity):
        yield (thing,)


def _days_before(duty: DutyGrounding, day: date) -> Iterator[date]:
    """The days on which something on record begins or ends, within the life of the duty."""
    network = duty.grounding.facts.network
    turns = {duty.duty.start}
    stretches = [record.describes for record in network.records]
    stretches += [stands.days for stands in network.stands_for]
    stretches += [thing.stands for thing in network.things]
    for stretch in stretches:
        turns.add(stretch.first)
        if stretch.last is not None:
            turns.add(stretch.last)
    yield from sorted(turn for turn in turns if duty.duty.start <= turn <= day - ONE_DAY)


def _is_true(duty: DutyGrounding, scopes: Scopes, day: date) -> bool:
    condition = duty.duty.condition
    assert condition is not None
    match duty.unnoted().truth(condition, scopes, Moment(day)):
        case Always(value=True):
            return True
        case _:
            return False
