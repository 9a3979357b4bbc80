"""Say what changed from one duty to another: who, how far, when, what, for whom, on which terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pcn_rules.compare.bodies import of_bodies
from pcn_rules.compare.model import Kind
from pcn_rules.compare.words import (
    action_words,
    apart,
    frequency_words,
    group_words,
    party,
    reaction_words,
    timing_words,
    told,
)
from pcn_rules.evaluate.expression_words import in_words
from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur
from pcn_rules.language.meaning import ExceptionOfText, Expression, ResolvedDuty
from pcn_rules.values.days import written

Found = tuple[Kind, str]
"""The kind of a change, and the sentence that tells it."""


def of_duties(old: ResolvedDuty, new: ResolvedDuty) -> Iterator[Found]:
    """Everything that changed from one duty to another; something wherever they differ."""
    if old.actor != new.actor:
        yield "actor", f"{party(new.actor)} owes it, and no longer {party(old.actor)}"
    if old.modality != new.modality:
        yield "modality", f"{party(new.actor)} {new.modality}, where it was {old.modality}"
    if old.aim != new.aim:
        yield "modality", f"what is owed is the {new.aim}, and no longer the {old.aim}"
    yield from _of_timings(old, new)
    yield from _of_contents(old, new)
    if old.condition != new.condition:
        yield "condition", _of_conditions(old.condition, new.condition)
    if old.suspended != new.suspended:
        yield "condition", "it is suspended on other days"
    if old.exceptions != new.exceptions:
        yield "exception", _of_exceptions(old.exceptions, new.exceptions)
    if old.notice != new.notice:
        yield "condition", "it asks for other notice"
    if old.effort != new.effort:
        yield from _of_efforts(old, new)


def _of_efforts(old: ResolvedDuty, new: ResolvedDuty) -> Iterator[Found]:
    """What the work takes: of the same thing to be done, otherwise it follows from that."""
    if old.action == new.action:
        yield "effort", "how much work it is, or what it needs of others, is assumed otherwise"


# --- when -------------------------------------------------------------------------------------


def _of_timings(old: ResolvedDuty, new: ResolvedDuty) -> Iterator[Found]:
    match old.timing, new.timing:
        case Achieve() as before, Achieve() as after:
            yield from _of_deadlines(before, after)
        case ((Maintain() | Limit()), (Maintain() | Limit())):
            yield from _of_lives(old, new)
        case Recur() as was, Recur() as now:
            if frequency_words(was) != frequency_words(now):
                words = f"it is owed {frequency_words(now)}, and no longer {frequency_words(was)}"
                yield "frequency", words
            yield from _of_lives(old, new)
        case React() as was, React() as now:
            if reaction_words(was) != reaction_words(now):
                words = f"it is owed {reaction_words(now)}, and no longer {reaction_words(was)}"
                yield "deadline", words
            yield from _of_lives(old, new)
        case _:
            then, since = timing_words(old.timing, old.start), timing_words(new.timing, new.start)
            yield _kind_of_timing(new), f"it is owed {since}, where it was owed {then}"


def _kind_of_timing(new: ResolvedDuty) -> Kind:
    match new.timing:
        case Achieve() | React():
            return "deadline"
        case Recur():
            return "frequency"
        case Maintain() | Limit():
            return "start"


def _of_deadlines(old: Achieve, new: Achieve) -> Iterator[Found]:
    if old == new:
        return
    if old.day == new.day:
        counted = "still counts" if new.included else "no longer counts"
        yield "deadline", f"the day of the deadline, {written(new.day)}, {counted}"
        return
    far = apart(old.day, new.day)
    yield "deadline", f"the deadline is {written(new.day)} and no longer {written(old.day)}: {far}"


def _of_lives(old: ResolvedDuty, new: ResolvedDuty) -> Iterator[Found]:
    if old.start != new.start:
        far = apart(old.start, new.start)
        yield (
            "start",
            f"it starts on {written(new.start)} and no longer on {written(old.start)}: {far}",
        )
    before, after = _own_end(old), _own_end(new)
    if before != after:
        yield "end", f"it ends {_end_words(after)}, where it ended {_end_words(before)}"


def _own_end(duty: ResolvedDuty) -> date | None:
    """The last day that a duty names itself."""
    match duty.timing:
        case Achieve():
            return None
        case Maintain(end=end) | Limit(end=end) | Recur(end=end) | React(end=end):
            return end


def _end_words(end: date | None) -> str:
    return "with the edition" if end is None else f"on {written(end)}"


# --- what, and for whom -----------------------------------------------------------------------


def _of_contents(old: ResolvedDuty, new: ResolvedDuty) -> Iterator[Found]:
    shown = old.effort_shown != new.effort_shown and old.aim == new.aim
    if old.body != new.body or shown:
        found = None if shown else of_bodies(old.body, new.body)
        yield ("content", _of_actions(old, new)) if found is None else found
    elif old.action != new.action and replace(old, action=new.action) == new:
        yield "wording only", f"it says the same in other words: {told(new.action)}"
    if old.subjects != new.subjects and old.actor.entity == new.actor.entity:
        words = f"it is owed {group_words(new.subjects)}, and no longer {group_words(old.subjects)}"
        yield "subjects", words


def _of_actions(old: ResolvedDuty, new: ResolvedDuty) -> str:
    before, after = action_words(old), action_words(new)
    if before == after:
        return "the same words rest on other facts"
    return f"{told(before)} is no longer asked, {told(after)} is"


# --- on which terms ---------------------------------------------------------------------------


def _of_conditions(old: Expression | None, new: Expression | None) -> str:
    if new is None:
        assert old is not None
        return f"it is owed without condition, and no longer only if {in_words(old)}"
    if old is None:
        return f"it is owed only if {in_words(new)}, and no longer without condition"
    return f"it is owed only if {in_words(new)}, and no longer if {in_words(old)}"


def _of_exceptions(old: tuple[ExceptionOfText, ...], new: tuple[ExceptionOfText, ...]) -> str:
    before, after = [e.words for e in old], [e.words for e in new]
    added = [told(words) for words in after if words not in before]
    gone = [told(words) for words in before if words not in after]
    if added and gone:
        return f"the exception {', '.join(added)} stands in the place of {', '.join(gone)}"
    if added:
        return f"there is now an exception: {', '.join(added)}"
    if gone:
        return f"there is no exception any more: {', '.join(gone)}"
    return "its exceptions have the same words, and rest on other facts or come in another order"
