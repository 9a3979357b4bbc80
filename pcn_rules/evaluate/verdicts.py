"""A duty's formula into its verdict: outcome, deciding facts, subjects, instances and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from pcn_rules.evaluate.deciding import deciding
from pcn_rules.evaluate.duties import DutyGrounding
from pcn_rules.evaluate.instances import Instance, Judged, over_time
from pcn_rules.evaluate.life import state_of
from pcn_rules.evaluate.possible import Possibilities
from pcn_rules.evaluate.result import (
    Cause,
    Deciding,
    InstanceResult,
    Outcome,
    Reason,
    State,
    SubjectResult,
    Verdict,
)
from pcn_rules.evaluate.size import TooLargeError
from pcn_rules.evaluate.statuses import outcome_over, overall
from pcn_rules.evaluate.timings import judged as judge
from pcn_rules.evaluate.worlds import Formula
from pcn_rules.evaluate.worlds_words import say_worlds
from pcn_rules.language.carried import React, Recur
from pcn_rules.networks.model import Thing
from pcn_rules.values.days import CalendarRangeError

FULFILLED = Outcome(Verdict.MET, Cause.FULFILLED)


@dataclass(frozen=True, slots=True)
class DutyVerdict:
    """What comes out for one duty; fields as in `result.ClauseResult`."""

    due: date | None
    state: State
    outcome: Outcome
    possible: tuple[Outcome, ...]
    deciding: tuple[Deciding, ...]
    minimal: bool
    subjects: tuple[SubjectResult, ...]
    instances: tuple[InstanceResult, ...]
    counted: str
    may_be_done: bool


def verdict_of(duty: DutyGrounding) -> DutyVerdict:
    """Judge one duty over all completions and worlds (semantics, section 2).

    Where that is more than can be worked out, or days are asked for that no calendar here holds,
    nothing is known of it.
    """
    try:
        judged = judge(duty)
    except (TooLargeError, CalendarRangeError) as reason:
        return _not_worked_out(duty, str(reason))
    root = judged.status
    possibilities = Possibilities(root)
    outcomes = {outcome_over(worlds[0]) for worlds in possibilities.of(root)}
    outcome, possible = overall(outcomes)
    notes = duty.grounding.notes
    unknown = outcome.verdict is Verdict.UNKNOWN
    found = deciding(root, notes.questions, possibilities) if unknown else ()
    minimal = possibilities.exact
    say_worlds(notes, root, outcome)
    can_be = partial(_can_be, possibilities)
    subjects = _subjects(duty, judged, can_be)
    return DutyVerdict(
        due=judged.due,
        state=state_of(duty, judged, outcome),
        outcome=outcome,
        possible=possible if unknown else (),
        deciding=found,
        minimal=minimal,
        subjects=subjects,
        instances=_instances(judged, can_be),
        counted=_counted(duty, judged, subjects, can_be),
        may_be_done=FULFILLED in outcomes and outcome.cause is Cause.DELIVERABLE,
    )


def _not_worked_out(duty: DutyGrounding, why: str) -> DutyVerdict:
    duty.grounding.notes.say(Reason(kind="note", text=f"it was not worked out: {why}"))
    return DutyVerdict(
        due=None,
        state=State.IN_EFFECT if duty.as_at >= duty.duty.start else State.NOT_YET_IN_FORCE,
        outcome=Outcome(Verdict.UNKNOWN),
        possible=(Outcome(Verdict.MET), Outcome(Verdict.AT_RISK), Outcome(Verdict.IMPOSSIBLE)),
        deciding=(),
        minimal=False,
        subjects=(),
        instances=(),
        counted="",
        may_be_done=False,
    )


CanBe = Callable[[Formula], tuple[Outcome, ...]]
"""The outcomes that a part of a duty can have."""


def _can_be(possibilities: Possibilities, formula: Formula) -> tuple[Outcome, ...]:
    """The outcomes of a part of a duty, one for each verdict."""
    return overall(outcome_over(worlds[0]) for worlds in possibilities.of(formula))[1]


def _has_instances(duty: DutyGrounding) -> bool:
    match duty.duty.timing:
        case Recur() | React():
            return True
        case _:
            return False


# --- subjects ---------------------------------------------------------------------------------


def _subjects(duty: DutyGrounding, judged: Judged, can_be: CanBe) -> tuple[SubjectResult, ...]:
    """How each subject stands over all instances; none where the network itself is the subject."""
    statuses: dict[Thing, list[tuple[Instance, Formula]]] = {}
    for instance in judged.instances:
        for subject in instance.subjects:
            if subject.thing is not None:
                statuses.setdefault(subject.thing, []).append((instance, subject.status))
    repeats = _has_instances(duty)
    return tuple(
        _subject(thing, found, can_be, repeats=repeats) for thing, found in statuses.items()
    )


def _subject(
    thing: Thing, found: list[tuple[Instance, Formula]], can_be: CanBe, *, repeats: bool
) -> SubjectResult:
    past = [status for instance, status in found if instance.past]
    possible = can_be(over_time((instance.when, status) for instance, status in found))
    if not repeats:
        return SubjectResult(thing.id, thing.name, possible)
    done, counted = _tally(past, can_be)
    return SubjectResult(thing.id, thing.name, possible, done=done, judged=counted)


# --- instances and counts ---------------------------------------------------------------------


def _instances(judged: Judged, can_be: CanBe) -> tuple[InstanceResult, ...]:
    return tuple(
        InstanceResult(
            label=instance.label,
            first=instance.first,
            due=instance.due,
            past=instance.past,
            possible=can_be(instance.status),
            missed=tuple(
                subject.thing.name
                for subject in instance.subjects
                if subject.thing is not None and _is(subject.status, Verdict.IMPOSSIBLE, can_be)
            ),
        )
        for instance in judged.instances
    )


def _is(status: Formula, verdict: Verdict, can_be: CanBe) -> bool:
    return {outcome.verdict for outcome in can_be(status)} == {verdict}


def _tally(past: Iterable[Formula], can_be: CanBe) -> tuple[int, int]:
    """How many were certainly done, of how many that count; what is excused leaves the count."""
    possible = [{outcome.verdict for outcome in can_be(status)} for status in past]
    counted = [verdicts for verdicts in possible if verdicts != {Verdict.NOT_APPLICABLE}]
    return sum(verdicts == {Verdict.MET} for verdicts in counted), len(counted)


def _counted(
    duty: DutyGrounding, judged: Judged, subjects: tuple[SubjectResult, ...], can_be: CanBe
) -> str:
    """Past instances in words, such as `23 of 24 weeks`, with the subjects that fell short."""
    if not _has_instances(duty):
        return ""
    past = [instance for instance in judged.instances if instance.past]
    done, counted = _tally((instance.status for instance in past), can_be)
    if not counted:
        return ""
    words = f"{done} of {counted} {_occasions(duty, counted)}"
    unsure = sum(
        len({outcome.verdict for outcome in can_be(instance.status)}) > 1 for instance in past
    )
    if unsure:
        words += f", {unsure} not known"
    return "; ".join((words, *_short(subjects)))


NAMED = 5
"""How many subjects that fell short are named beside a count."""


def _short(subjects: tuple[SubjectResult, ...]) -> Iterator[str]:
    short = [s for s in subjects if s.judged and s.done is not None and s.done < s.judged]
    if len(subjects) > 1:
        yield from (f"{s.name} {s.done} of {s.judged}" for s in short[:NAMED])
        if len(short) > NAMED:
            yield f"and {len(short) - NAMED} more"


def _occasions(duty: DutyGrounding, count: int) -> str:
    match duty.duty.timing:
        case Recur(count=1, unit=unit):
            return unit if count == 1 else f"{unit}s"
        case React(events=(event,)):
            return event if count == 1 else f"{event}s"
        case React():
            return "occasion" if count == 1 else "occasions"
        case _:
            return "period" if count == 1 else "periods"
