"""How a duty stands in one world (semantics, sections 2, 3 and 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal as OneOf
from typing import assert_never

from oracle.choices import Variable
from oracle.dates import DAY, due, periods
from oracle.facts import NO_PART, Facts, Moment
from oracle.interpreter import Reader
from pcn_rules.evaluate.result import Cause
from pcn_rules.language.meaning import (
    Expression,
    Negligible,
    NotStated,
    ResolvedDuty,
    Stated,
)
from pcn_rules.language.model import Achieve, Limit, Maintain, React, Recur
from pcn_rules.networks.model import Thing

Scope = Mapping[str, Thing | None]


@dataclass(frozen=True)
class Standing:
    """Where a duty, or a part of it, stands: it does not bind, is done, failed, or is behind."""

    word: OneOf["free", "done", "failed", "behind"]
    cause: Cause | None = None


FREE, BEHIND = Standing("free"), Standing("behind", Cause.BEHIND)
DELIVERABLE = Standing("done", Cause.DELIVERABLE)
FULFILLED, BREACHED = Standing("done", Cause.FULFILLED), Standing("failed", Cause.BREACHED)
HOLDING = Standing("done", Cause.HOLDING)
NO_CAPACITY = Standing("failed", Cause.NO_CAPACITY)
PRECONDITION = Standing("failed", Cause.PRECONDITION)


def weakest(parts: list[Standing]) -> Standing:
    """Causes stand in the order of their enumeration, the weakest first."""
    order = list(Cause)
    return min(parts, key=lambda part: order.index(part.cause) if part.cause else -1)


def together(parts: list[Standing]) -> Standing:
    """Subjects are one duty: done only if done for each."""
    failed = [part for part in parts if part.word == "failed"]
    done = [part for part in parts if part.word == "done"]
    return weakest(failed or done or [FREE])


@dataclass(frozen=True)
class Instance:
    """One time that a duty is owed: once, for one period, or after one event.

    `judged` is the day for subjects and conditions, `moment` when the body is read (None: it has
    not begun), `deadline` the last day to perform it, `performable` whether that is still to come.
    `evidence` is whether evidence counts, rather than how things are on the day.
    """

    name: str
    judged: date
    moment: Moment | None
    deadline: date
    performable: bool
    good: Standing = FULFILLED
    evidence: bool = False


@dataclass(frozen=True)
class Judge:
    """Judges one duty in one world."""

    clause: str
    duty: ResolvedDuty
    facts: Facts
    today: date

    def standing(self) -> Standing:
        """The whole duty."""
        duty, timing = self.duty, self.duty.timing
        match timing:
            case Achieve(day, included):
                deadline = day if included else day - DAY
                if self._suspended(deadline, deadline):
                    return FREE
                return self._subjects(self._achievement(deadline), {})
            case Maintain() | Limit():
                begun = duty.state or self.today >= duty.start
                day = min(max(self.today, duty.start), duty.end)
                if self._suspended(day, day):
                    return FREE
                judged, moment = (day, Moment(day)) if begun else (self.today, None)
                once = Instance("once", judged, moment, duty.start, not begun, HOLDING)
                return self._subjects(once, {})
            case Recur():
                return self._instances(self._recurrences(timing))
            case React():
                return self._instances(self._reactions(timing))
            case _:
                assert_never(timing)

    def _suspended(self, first: date, last: date) -> bool:
        return any(start <= last and first <= end for start, end in self.duty.suspended)

    # --- instances ---

    def _achievement(self, deadline: date) -> Instance:
        judged = min(deadline, self.today)
        if self.duty.state:  # section 3: a state is judged on the day
            return Instance("once", judged, Moment(deadline), deadline, False, HOLDING)
        past = self.today > deadline
        return Instance("once", judged, Moment(judged), deadline, not past, evidence=True)

    def _instances(self, found: Iterator[tuple[Instance, Standing]]) -> Standing:
        """Section 3: failed ones are made good by none, but another may still be performed."""
        judged = [(instance, part) for instance, part in found if part.word != "free"]
        failed = [part for _, part in judged if part.word == "failed"]
        if not failed:
            return weakest([part for _, part in judged] or [FREE])
        if any(part.word == "done" and instance.performable for instance, part in judged):
            return BEHIND
        return BREACHED if BREACHED in failed else weakest(failed)

    def _recurrences(self, timing: Recur) -> Iterator[tuple[Instance, Standing]]:
        past = list[Instance]()
        for first, last in periods(timing, self.duty.start, self.duty.end):
            if self._suspended(first, last):
                continue
            if last < self.today:
                past.append(
                    Instance(f"{first}", last, Moment(last, first), last, False, evidence=True)
                )
            elif first <= self.today:
                moment = Moment(self.today, first)
                yield self._judged(Instance("now", self.today, moment, last, True, evidence=True))
            else:
                yield self._judged(Instance("later", self.today, None, self.duty.end, True))
                break
        for number, instance in enumerate(past):  # those not listed: one such period stands for all
            yield self._judged(instance, lists=number == 0)

    def _judged(self, instance: Instance, *, lists: bool = True) -> tuple[Instance, Standing]:
        return instance, self._subjects(instance, {}, lists=lists)

    def _reactions(self, timing: React) -> Iterator[tuple[Instance, Standing]]:
        start, end, today = self.duty.start, self.duty.end, self.today
        none: Scope = dict.fromkeys(timing.events)
        events = [t for t in self.facts.things if t.entity in timing.events]
        events = [t for t in events if start <= t.stands.first <= min(end, today)]
        seen = [t for t in events if self.facts.exists(t)]
        for event in seen:
            day = event.stands.first
            deadline = due(day, timing)
            if not self._suspended(day, deadline):
                past, judged = today > deadline, min(deadline, today)
                instance = Instance(
                    event.id, judged, Moment(judged), deadline, not past, evidence=True
                )
                yield instance, self._subject(instance, dict.fromkeys(timing.events, event))
        days = (today + n * DAY for n in range(1, (end - today).days + 1))
        if any(not self._suspended(day, due(day, timing)) for day in days):
            later = Instance("later", today, None, end, True)
            yield later, self._subject(later, none)
        for entity in timing.events:
            if today > start and not self.facts.all_listed(entity):
                unlisted = Instance("unlisted", today, None, today, False)
                yield unlisted, self._unlisted(entity, entity)

    # --- subjects ---

    def _subjects(self, instance: Instance, scope: Scope, *, lists: bool = True) -> Standing:
        """Everyone for whom the duty is owed, as one."""
        group = self.duty.subjects
        if group is None:
            return self._subject(instance, scope)
        parts = list[Standing]()
        for thing in self.facts.standing((group.entity,), instance.judged):
            inner = {**scope, group.entity: thing}
            picks = Reader(self.facts, Moment(instance.judged), inner)
            if group.where is None or picks.holds(group.where) is True:
                parts.append(self._subject(instance, inner))
        if lists and not self.facts.all_listed(group.entity):
            parts.append(self._unlisted(group.entity, instance.name))
        return together(parts)

    def _unlisted(self, entity: str, use: str) -> Standing:
        """Something nobody listed: it may be free, done or failed, by the strongest of causes."""
        words = ("free", "done", "failed")
        name = ("unlisted subject", use)
        word = self.facts.world.read(Variable(name, words, key=("list", entity, None, None)))
        return {"free": FREE, "done": FULFILLED, "failed": BREACHED}[word]

    def _subject(self, instance: Instance, scope: Scope) -> Standing:
        duty = self.duty
        then = Reader(self.facts, Moment(instance.judged), scope)
        if duty.condition is not None and then.holds(duty.condition) is False:
            return FREE
        body = duty.body
        for exception in duty.exceptions:  # section 8
            if then.holds(exception.condition) is True:
                if exception.instead is None:
                    return FREE
                body = exception.instead
                break
        if instance.moment is not None:
            holds = self._fulfilled(Reader(self.facts, instance.moment, scope), instance, body)
            if holds is NO_PART:
                return FREE
            if holds:
                return instance.good
            if not instance.performable:
                return BREACHED
        return self._performed(instance, scope)

    def _fulfilled(self, reader: Reader, instance: Instance, body: Expression) -> object:
        """Whether the body holds; for an aim of effort, evidence of the effort does as well."""
        reader = replace(reader, evidence=instance.evidence)
        found = [reader.holds(body)]
        if self.duty.aim == "effort" and self.duty.effort_shown is not None:
            found.append(reader.holds(self.duty.effort_shown))
        taking_part = [each for each in found if each is not NO_PART]
        return any(taking_part) if taking_part else NO_PART

    def _performed(self, instance: Instance, scope: Scope) -> Standing:
        """Whether what is still to come can be done: what it needs of others, and its effort."""
        if self.duty.modality == "must not":
            return DELIVERABLE
        effort = self.duty.effort
        if effort.needs is not None:
            moment = Moment(self.today, plans_by=instance.deadline)
            if Reader(self.facts, moment, scope).holds(effort.needs) is False:
                return PRECONDITION
        match effort.amount:
            case Negligible():
                enough = True
            case NotStated():
                key = ("assumption", None, None, None)
                enough = self.facts.world.read(Variable("effort", (True, False), key=key))
            case Stated(low, high):
                enough = self._people(low < high)
            case _:
                assert_never(effort.amount)
        return DELIVERABLE if enough else NO_CAPACITY

    def _people(self, ranges: bool) -> bool:
        """Nobody said who is there: enough, too few, or enough if the work is at its least."""
        key = ("people", None, None, None)
        answers = ("enough", "too few", "enough for the least")[: 3 if ranges else 2]
        people = self.facts.world.read(Variable("people", answers, key=key))
        if people == "enough for the least":
            least = Variable("least effort", (True, False), missing=False)
            return bool(self.facts.world.read(least))
        return bool(people == "enough")
