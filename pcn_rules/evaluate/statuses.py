"""What a duty is in one world, and what that makes its verdict over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal as OneOf

from pcn_rules.evaluate.result import Cause, Outcome, Verdict
from pcn_rules.evaluate.worlds import Value

_STRENGTH = {cause: place for place, cause in enumerate(Cause)}


@dataclass(frozen=True, eq=False, slots=True)
class Status:
    """A duty in one world: does not bind, done, behind or failed, with the cause of it.

    There are only the constants below, which compare by identity.
    """

    kind: OneOf["not binding", "done", "behind", "failed"]
    cause: Cause | None = None


NOT_BINDING = Status("not binding")
FULFILLED = Status("done", Cause.FULFILLED)
HOLDING = Status("done", Cause.HOLDING)
DELIVERABLE = Status("done", Cause.DELIVERABLE)
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


def each(left: Value, right: Value) -> Value:
    """Two subjects, or two past instances: done where both are, failed where one is."""
    assert isinstance(left, Status)
    assert isinstance(right, Status)
    if left.kind == "not binding":
        return right
    if right.kind == "not binding":
        return left
    if left.kind == right.kind:
        return _weaker(left, right)
    return left if left.kind == "failed" else right


def as_past(status: Value) -> Value:
    """A status of what is past, beside nothing that is still to come."""
    return (status, NOT_BINDING)


def as_future(status: Value) -> Value:
    """A status of what is still to come, beside nothing past."""
    return (NOT_BINDING, status)


def each_side(left: Value, right: Value) -> Value:
    """Two pairs of past and future into one."""
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    return (each(left[0], right[0]), each(left[1], right[1]))


def past_and_future(both: Value) -> Value:
    """A duty with instances (semantics, section 3): behind while one still to come can be done."""
    assert isinstance(both, tuple)
    past, future = both
    if past.kind == "failed":
        return BEHIND if future.kind == "done" else past
    return each(past, future)


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
    return Outcome(Verdict.AT_RISK, Cause.BEHIND if "behind" in kinds else Cause.THIN)


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
