"""Turn verdicts and causes into the words a report prints, as `semantics` fixes them.

What is deliverable is never shown as plain "met": it can be met, and is not yet done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from pcn_rules.evaluate.result import Cause, ClauseResult, Outcome, State, Verdict
from pcn_rules.report.model import Badge
from pcn_rules.report.words import days_left, either
from pcn_rules.values.days import written

MET = Badge("met", "met", "+")
CAN_BE_MET = Badge("can-be-met", "can be met", "o")
AT_RISK = Badge("at-risk", "at risk", "!")
IMPOSSIBLE = Badge("impossible", "impossible", "x")
UNKNOWN = Badge("unknown", "unknown", "?")
NOT_APPLICABLE = Badge("not-applicable", "not applicable", "-")
NO_VERDICT = Badge("no-verdict", "no verdict", ".")

VERDICTS = (MET, CAN_BE_MET, AT_RISK, IMPOSSIBLE, UNKNOWN, NOT_APPLICABLE)
"""The order in which a summary counts them, and in which alternatives are named."""


_MEANS = {
    Cause.THIN: "it fails unless a plan comes true or an estimate proves kind",
    Cause.COMPETING: "it can be done alone but not together with other duties",
    Cause.NO_CAPACITY: "there is nobody to do it in time",
    Cause.PRECONDITION: "what it needs of others is known not to be had",
}


def badge(outcome: Outcome | None) -> Badge:
    """The badge of one outcome; None is what gets no verdict."""
    if outcome is None:
        return NO_VERDICT
    match outcome.verdict:
        case Verdict.MET:
            return CAN_BE_MET if outcome.cause is Cause.DELIVERABLE else MET
        case Verdict.AT_RISK:
            return AT_RISK
        case Verdict.IMPOSSIBLE:
            return IMPOSSIBLE
        case Verdict.UNKNOWN:
            return UNKNOWN
        case Verdict.NOT_APPLICABLE:
            return NOT_APPLICABLE
        case _:
            assert_never(outcome.verdict)


def badge_of(possible: Sequence[Outcome]) -> Badge:
    """The badge of what is still possible: that of the one verdict left, else unknown."""
    found = _badges(possible)
    if len({outcome.verdict for outcome in possible}) != 1:
        return UNKNOWN
    return CAN_BE_MET if CAN_BE_MET in found else found[0]


def possible(outcomes: Sequence[Outcome]) -> str:
    """What is still possible: `met or at risk, never impossible`."""
    found = _badges(outcomes)
    words = either([each.word for each in found])
    if len(found) > 1 and IMPOSSIBLE not in found:
        return f"{words}, never impossible"
    if len(found) > 1 and MET not in found and CAN_BE_MET not in found:
        return f"{words}, never met"
    return words


def _badges(outcomes: Sequence[Outcome]) -> list[Badge]:
    present = {badge(outcome).code for outcome in outcomes}
    return [each for each in VERDICTS if each.code in present]


def verdict(result: ClauseResult, as_at: date) -> str:
    """The whole verdict in a line: `can be met: not yet done, 60 days left`."""
    outcome = result.outcome
    if outcome is None:
        return f"no verdict: {_without_verdict(result)}"
    word = badge(outcome).word
    if outcome.verdict is Verdict.UNKNOWN:
        return f"{word}: {possible(result.possible)}" if result.possible else word
    if outcome.cause is None:
        return f"{word}: there is nothing that it binds"
    return f"{word}: {_because(outcome.cause, result, as_at)}"


def _without_verdict(result: ClauseResult) -> str:
    match result.kind:
        case "payment" | "definition":
            return f"it is a {result.kind}"
        case "incentive":
            return "it is an incentive"
        case _:
            return "it is a permission"


def _because(cause: Cause, result: ClauseResult, as_at: date) -> str:
    match cause:
        case Cause.DELIVERABLE:
            return _still_to_do(result, as_at)
        case Cause.HOLDING:
            return _holding(result, as_at)
        case Cause.FULFILLED:
            return f"done, {result.counted}" if result.counted else "done"
        case Cause.BREACHED:
            return _breached(result, as_at)
        case Cause.BEHIND:
            so_far = f"behind, {result.counted}" if result.counted else "behind"
            return f"{so_far}; what is still to come can be done"
        case Cause.THIN | Cause.COMPETING | Cause.NO_CAPACITY | Cause.PRECONDITION:
            return f"{cause.value}, {_MEANS[cause]}"
        case _:
            assert_never(cause)


def _still_to_do(result: ClauseResult, as_at: date) -> str:
    if result.kind == "achieve" and result.due is not None:
        done = "done already or still to do" if result.may_be_done else "not yet done"
        return f"{done}, {days_left(result.due, as_at)}"
    if result.counted:
        return f"{result.counted} so far, and what is still to come can be done"
    if result.due is None or result.due < as_at:
        return "nothing has fallen due yet"
    when = "it begins" if begins(result) else "first due"
    return f"nothing has fallen due yet; {when} {written(result.due)}"


def begins(result: ClauseResult) -> bool:
    """Whether the day of a clause is that on which it begins, and not one by which it is owed."""
    match result.kind:
        case "maintain" | "limit":
            return True
        case "react":
            return result.state is State.NOT_YET_IN_FORCE
        case _:
            return False


def _holding(result: ClauseResult, as_at: date) -> str:
    if result.state is State.NOT_YET_IN_FORCE:
        return "as far as is known it will hold when it comes into force"
    return f"it holds on {written(as_at)}"


def _breached(result: ClauseResult, as_at: date) -> str:
    if result.counted:
        return f"breached, {result.counted}"
    if result.kind == "achieve" and result.due is not None and result.due < as_at:
        return f"breached, it was not done by {written(result.due)}"
    return "breached, what it asks does not hold"


def answer(words: str, outcomes: Sequence[Outcome]) -> str:
    """What an answer does: `if no: impossible`, `if yes: still can be met or impossible`."""
    settled = len({outcome.verdict for outcome in outcomes}) == 1
    return f"if {words}: {'' if settled else 'still '}{possible(outcomes)}"
