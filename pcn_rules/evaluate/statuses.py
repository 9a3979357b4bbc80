"""What a duty is in one world, and what that makes its verdict over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Literal as OneOf

from pcn_rules.evaluate.result import Cause, Outcome, Verdict
from pcn_rules.evaluate.worlds import Value

_STRENGTH = {cause: place for place, cause in enumerate(Cause)}


@dataclass(frozen=True, eq=False, slots=True)
class Status:
    """A duty in one world: does not bind, done, contested, behind or failed, with the cause of it.

    There are only the constants below, which compare by identity.
    """

    kind: OneOf["not binding", "done", "contested", "behind", "failed"]
    cause: Cause | None = None


NOT_BINDING = Status("not binding")
FULFILLED = Status("done", Cause.FULFILLED)
HOLDING = Status("done", Cause.HOLDING)
DELIVERABLE = Status("done", Cause.DELIVERABLE)
CONTESTED = Status("contested", Cause.COMPETING)
BEHIND = Status("behind", Cause.BEHIND)
BREACHED = Status("failed", Cause.BREACHED)
PRECONDITION = Status("failed", Cause.PRECONDITION)
NO_CAPACITY = Status("failed", Cause.NO_CAPACITY)


def weakest(causes: Iterable[Cause]) -> Cause:
    """The weakest of causes of one verdict, in the order of `Cause` (semantics, section 2)."""
    return min(causes, key=lambda cause: _STRENGTH[cause])


def _weaker(left: Status, right: Status) -> Status:
    assert left.cause is not None
    assert right.cause is not None
    return left if _STRENGTH[left.cause] <= _STRENGTH[right.cause] else right


def each(left: Value, right: Value) -> Status:
    """Two subjects, or two past instances: done where both are, failed where one is.

    Where neither has failed, one that is contested makes both so.
    """
    assert isinstance(left, Status)
    assert isinstance(right, Status)
    if left.kind == "not binding":
        return right
    if right.kind == "not binding":
        return left
    if left.kind == right.kind:
        return _weaker(left, right)
    for kind in ("failed", "contested"):
        if kind in (left.kind, right.kind):
            return left if left.kind == kind else right
    return right


@dataclass(frozen=True, slots=True)
class Life:
    """A duty over its life in one world: what is past, and what is still to come.

    `past` is the status of all past instances together. Instances to come stay apart, since one of
    them that can be performed counts although another cannot: the one that runs (`current`), all
    `later` ones, and of the single occasions those that are `done` and those that have `failed`.
    """

    past: Status = NOT_BINDING
    current: Status = NOT_BINDING
    later: Status = NOT_BINDING
    done: Status = NOT_BINDING
    failed: Status = NOT_BINDING


NOTHING = Life()


def as_past(status: Value) -> Value:
    """The life of a duty with one status, of the past."""
    assert isinstance(status, Status)
    return Life(past=status)


def as_current(status: Value) -> Value:
    """The life of a duty with one status, of the instance that runs."""
    assert isinstance(status, Status)
    return Life(current=status)


def as_later(status: Value) -> Value:
    """The life of a duty with one status, of what has not begun."""
    assert isinstance(status, Status)
    return Life(later=status)


def as_occasion(status: Value) -> Value:
    """The life of a duty with one status, of an occasion whose deadline is still to come."""
    assert isinstance(status, Status)
    return Life(failed=status) if status.kind == "failed" else Life(done=status)


def each_part(left: Value, right: Value) -> Value:
    """Two parts of the life of one duty into one."""
    assert isinstance(left, Life)
    assert isinstance(right, Life)
    return Life(
        each(left.past, right.past),
        each(left.current, right.current),
        each(left.later, right.later),
        each(left.done, right.done),
        each(left.failed, right.failed),
    )


def over_life(life: Value) -> Value:
    """A duty with instances (semantics, section 3).

    If one has failed or is certain to, it is behind while another still to come can be performed.
    """
    assert isinstance(life, Life)
    future = (life.current, life.later, life.done, life.failed)
    if any(status.kind == "failed" for status in (life.past, *future)):
        if any(status.kind in ("done", "contested") for status in future):
            return BEHIND
        if life.past.kind == "failed":
            return life.past
    return reduce(each, (life.past, *future))


def outcome_over(worlds: Iterable[Value]) -> Outcome:
    """The outcome over the worlds of one completion (semantics, section 2)."""
    binding = [w for w in worlds if isinstance(w, Status) and w.kind != "not binding"]
    kinds = {status.kind for status in binding}
    causes = [status.cause for status in binding if status.cause is not None]
    if not kinds:
        return Outcome(Verdict.NOT_APPLICABLE)
    if kinds == {"done"}:
        return Outcome(Verdict.MET, weakest(causes))
    if kinds == {"failed"}:
        return Outcome(Verdict.IMPOSSIBLE, weakest(causes))
    return Outcome(Verdict.AT_RISK, _risk(kinds))


def _risk(kinds: Iterable[str]) -> Cause:
    """The weakest cause of a risk: behind, else failing in some world, else in none."""
    if "behind" in kinds:
        return Cause.BEHIND
    return Cause.THIN if "failed" in kinds else Cause.COMPETING


_VERDICT_ORDER = (Verdict.MET, Verdict.AT_RISK, Verdict.IMPOSSIBLE, Verdict.NOT_APPLICABLE)


def overall(outcomes: Iterable[Outcome]) -> tuple[Outcome, tuple[Outcome, ...]]:
    """One outcome over all completions, and the outcomes still possible, one for each verdict.

    Where completions agree on the verdict only, the cause is the weakest present.
    """
    causes: dict[Verdict, list[Cause]] = {}
    for outcome in outcomes:
        causes.setdefault(outcome.verdict, [])
        if outcome.cause is not None:
            causes[outcome.verdict].append(outcome.cause)
    possible = tuple(
        Outcome(verdict, weakest(causes[verdict]) if causes[verdict] else None)
        for verdict in _VERDICT_ORDER
        if verdict in causes
    )
    if len(possible) == 1:
        return possible[0], possible
    return Outcome(Verdict.UNKNOWN), possible
