"""Say what changed between the clauses of a pair: each change typed, and in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never, get_args

from pcn_rules.compare.changed_duties import Found, of_duties
from pcn_rules.compare.model import Change, Kind, Pair
from pcn_rules.compare.words import action_words, listed, party, timing_words, told
from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur
from pcn_rules.language.meaning import (
    Deferral,
    ResolvedClause,
    ResolvedDefinition,
    ResolvedDuty,
    ResolvedIncentive,
    ResolvedPayment,
    ResolvedPower,
)
from pcn_rules.values.days import written

_ORDER: tuple[Kind, ...] = get_args(Kind)


def changes_of(pair: Pair) -> tuple[Change, ...]:
    """Everything that changed in a pair; nothing where both sides are the same."""
    found = [*_alone(pair), *_of_numbers(pair)]
    olds, news = {c.id: c for c in pair.old}, {c.id: c for c in pair.new}
    for one, other in pair.links:
        found += [Change(kind, one, other, words) for kind, words in _of(olds[one], news[other])]
    if not found and pair.old != pair.new:
        ids = (pair.old[0].id, pair.new[0].id)
        found.append(Change("citation", *ids, "what it says it takes the place of is another"))
    # What many clauses have in common (a start, a source) is said once.
    said = {(change.kind, change.sentence): change for change in reversed(found)}
    once = [change for change in found if said[change.kind, change.sentence] is change]
    return tuple(sorted(once, key=lambda change: _ORDER.index(change.kind)))


def _alone(pair: Pair) -> Iterator[Change]:
    for clause in () if pair.old else pair.new:
        yield Change("added", None, clause.id, f"it is new that {clause.text}")
    for clause in () if pair.new else pair.old:
        if pair.deferral is None:
            yield Change("removed", clause.id, None, f"it is no longer said that {clause.text}")
        else:
            wait = f"it is put off{_until(pair.deferral)} that {clause.text}"
            yield Change("deferred", clause.id, None, wait)


def _until(deferral: Deferral) -> str:
    return "" if deferral.until is None else f" until {written(deferral.until)}"


def _of_numbers(pair: Pair) -> Iterator[Change]:
    olds, news = [c.id for c in pair.old], [c.id for c in pair.new]
    if not olds or not news or olds == news:
        return
    became = "is now" if len(olds) == 1 else "are now"
    yield Change("renumbered", olds[0], news[0], f"{listed(olds)} {became} {listed(news)}")


# --- one clause that became another -----------------------------------------------------------


def _of(old: ResolvedClause, new: ResolvedClause) -> Iterator[Found]:
    if _is_elsewhere(old.service_title, new.service_title):
        sentence = f"it moved from “{old.service_title}” to “{new.service_title}”"
        yield "moved", sentence
    found = list(_of_statements(old, new))
    yield from found
    if old.readings != new.readings:
        yield "reading", _of_readings(old, new)
    if old.citations != new.citations:
        yield "citation", "it rests on other sources, or on the same in another way"
    if not found:
        yield from _of_words(old, new)


def _is_elsewhere(one: str, other: str) -> bool:
    """Whether two services are different ones, and not one under a title of other words."""
    words, others = (set(re.findall(r"\w+", title.casefold())) for title in (one, other))
    return 2 * len(words & others) < min(len(words), len(others))


def _of_words(old: ResolvedClause, new: ResolvedClause) -> Iterator[Found]:
    """Words that mean the same."""
    if old.text != new.text:
        yield "wording only", f"it says the same in other words: {told(new.text)}"
    elif old.title != new.title:
        yield "wording only", f"its title is now “{new.title}”"
    elif old.id == new.id and old.service_title != new.service_title:
        service = f"{new.service}, “{new.service_title}”"
        yield "wording only", f"the service that it stands in is now {service}"
    elif old.id == new.id and old.service != new.service:
        yield "wording only", f"the service that it stands in is now numbered {new.service}"


def _of_readings(old: ResolvedClause, new: ResolvedClause) -> str:
    if not new.readings:
        return "it has no other reading any more"
    words = listed([told(reading.words) for reading in new.readings])
    return f"another reading of it is {words}" if not old.readings else f"it is also read {words}"


def _of_statements(old: ResolvedClause, new: ResolvedClause) -> Iterator[Found]:
    before, after = old.statement, new.statement
    if before == after:
        return
    match before, after:
        case ResolvedDuty(), ResolvedDuty():
            yield from of_duties(before, after)
        case ResolvedPower(), ResolvedPower():
            yield from _of_powers(before, after)
        case ResolvedPayment(), ResolvedPayment():
            yield "payment", f"what is paid is now {told(new.text)}, and was {told(old.text)}"
        case ResolvedIncentive(), ResolvedIncentive():
            yield "payment", f"what is earned is now {told(new.text)}, and was {told(old.text)}"
        case ResolvedDefinition(), ResolvedDefinition():
            yield "definition", f"now {told(new.text)}, where it was {told(old.text)}"
        case ResolvedDuty(), ResolvedPower():
            what = f"{party(after.actor)} may {after.action}"
            yield "modality", f"what was owed is only allowed: {what}"
        case ResolvedPower(), ResolvedDuty():
            what = f"{party(after.actor)} {after.modality} {action_words(after)}"
            yield "modality", f"what was only allowed is owed: {what}"
        case _:
            yield (
                "content",
                f"it is of another kind: {told(new.text)}, where it was {told(old.text)}",
            )


def _of_powers(old: ResolvedPower, new: ResolvedPower) -> Iterator[Found]:
    if old.actor != new.actor:
        yield "actor", f"{party(new.actor)} may do it, and no longer {party(old.actor)}"
    if old.timing != new.timing:
        yield "start", f"it is allowed {_when(new)}, where it was allowed {_when(old)}"
    if old.action != new.action:
        yield "content", f"allowed is {told(new.action)}, where it was {told(old.action)}"
    if (old.subjects, old.notice, old.fact) != (new.subjects, new.notice, new.fact):
        yield "condition", "it is allowed on other terms"


def _when(power: ResolvedPower) -> str:
    """The days on which something is allowed."""
    match power.timing:
        case Achieve(day=day):
            return timing_words(power.timing, day)
        case Maintain(start=start) | Limit(start=start) | React(start=start) | Recur(start=start):
            return "from the start" if start is None else timing_words(power.timing, start)
        case _:
            assert_never(power.timing)
