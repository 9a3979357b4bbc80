"""A duty into the formula of its status: its instances, their subjects, and what each takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol, assert_never

from pcn_rules.evaluate.grounding import Grounding
from pcn_rules.evaluate.instances import UNBOUND, Subject
from pcn_rules.evaluate.moments import Moment, Scopes
from pcn_rules.evaluate.notes import Question
from pcn_rules.evaluate.result import Reason
from pcn_rules.evaluate.standing import Label, Standing
from pcn_rules.evaluate.statuses import (
    BREACHED,
    CONTESTED,
    DELIVERABLE,
    FULFILLED,
    HOLDING,
    NO_CAPACITY,
    NOT_BINDING,
    PRECONDITION,
    Status,
)
from pcn_rules.evaluate.worlds import (
    TRUE,
    Always,
    Applied,
    Choices,
    Formula,
    Is,
    Value,
    Variable,
    if_then_else,
    some,
)
from pcn_rules.language.meaning import (
    Expression,
    Negligible,
    NotStated,
    ResolvedDuty,
    Stated,
)

ONE_DAY = timedelta(days=1)


class PeopleOf(Protocol):
    """Who is there for the work of a clause."""

    def of(self, clause: str) -> Standing | None:
        """How it stands with people for a clause; None where it asks for nobody."""


StatusOf = Callable[[Expression], Formula | None]
"""The status of a body where it binds; None where it takes no part."""


class DutyGrounding:
    """Turns one duty into formulas, for a network on the day asked about."""

    def __init__(
        self,
        duty: ResolvedDuty,
        clause: str,
        grounding: Grounding,
        as_at: date,
        people: PeopleOf | None = None,
    ) -> None:
        """`clause` is the id that its assumption, and who is there for it, are looked up under."""
        self.duty = duty
        self.clause = clause
        self.grounding = grounding
        self.as_at = as_at
        self.people = people

    def unnoted(self) -> Grounding:
        """A grounding that leaves no trace in the reasons, to look back with."""
        return self.grounding.unnoted()

    # --- subjects ---

    def subjects(
        self, day: date, status: Callable[[Scopes], Formula], *, bad: Status, good: Status
    ) -> tuple[tuple[Subject, ...], Formula]:
        """The status of every subject that stands on a day, and of those that nobody listed.

        Over an open list `each` is at best unknown (semantics, section 1): one not listed may be
        `good`, `bad`, or none of ours.
        """
        group = self.duty.subjects
        if group is None:
            return (Subject(None, status(())),), UNBOUND
        found = []
        for member in self.grounding.members(group, (), day):
            formula = if_then_else(member.belongs, status((member.thing,)), UNBOUND)
            found.append(Subject(member.thing, formula))
        return tuple(found), self.unlisted(group.entity, bad=bad, good=good)

    def unlisted(self, entity: str, *, bad: Status, good: Status) -> Formula:
        """What entities of a kind that nobody listed bring to a duty owed for each."""
        if self.grounding.facts.is_complete(entity):
            return UNBOUND
        key = ("further", "subject", self.grounding.next_use())
        free = Is(Variable(key, "missing", Choices((good, bad, NOT_BINDING))))
        return if_then_else(self.grounding.all_listed(entity), UNBOUND, free)

    # --- one subject ---

    def binding(self, scopes: Scopes, day: date, status_of: StatusOf) -> Formula:
        """A status where the duty binds, with exceptions in the place of what they except."""
        base = _or_unbound(status_of(self.duty.body))
        for exception in reversed(self.duty.exceptions):
            applies = self.grounding.truth(exception.condition, scopes, Moment(day))
            if applies is None:
                continue
            instead = exception.instead
            other = UNBOUND if instead is None else _or_unbound(status_of(instead))
            base = if_then_else(applies, other, base)
            self._say_exception(exception.words, exception.clause)
        if self.duty.condition is None:
            return base
        condition = self.grounding.truth(self.duty.condition, scopes, Moment(day))
        return base if condition is None else if_then_else(condition, base, UNBOUND)

    def _say_exception(self, words: str, clause: str) -> None:
        brought = f" (clause {clause})" if clause != self.clause else ""
        self.grounding.notes.say(Reason(kind="exception", text=f"{words}{brought}"))

    def fulfilled(self, body: Expression, scopes: Scopes, moment: Moment) -> Formula | None:
        """Whether what is asked is done; for an aim of effort, evidence of the effort does."""
        ways = [body] if self.duty.effort_shown is None else [body, self.duty.effort_shown]
        found = [self.grounding.truth(way, scopes, moment) for way in ways]
        parts = [part for part in found if part is not None]
        return some(parts) if parts else None

    def judged(self, scopes: Scopes, moment: Moment, due: date | None) -> Formula:
        """The status of something to be done (semantics, section 3).

        Done, it is fulfilled. Not done, it is breached where it was due (None); where it is still
        `due`, what counts is whether it can be performed.
        """

        def status_of(body: Expression) -> Formula | None:
            done = self.fulfilled(body, scopes, moment)
            if done is None:
                return None
            not_done = Always(BREACHED) if due is None else self.performable(scopes, due)
            return if_then_else(done, Always(FULFILLED), not_done)

        return self.binding(scopes, moment.day, status_of)

    def judged_state(self, scopes: Scopes, day: date, asked: date) -> Formula:
        """The status of a state on a day: holding or breached (semantics, section 3).

        `asked` is the day on which its conditions are judged.
        """

        def status_of(body: Expression) -> Formula | None:
            holds = self.fulfilled(body, scopes, Moment(day))
            if holds is None:
                return None
            return if_then_else(holds, Always(HOLDING), Always(BREACHED))

        return self.binding(scopes, asked, status_of)

    # --- what performing takes ---

    def performable(self, scopes: Scopes, due: date) -> Formula:
        """Whether the duty can be performed by a day: its effort, its needs and its people."""
        if self.duty.modality == "must not":
            return Always(DELIVERABLE)
        needs = self.needs(scopes, due)
        return if_then_else(needs, self.effort(), Always(PRECONDITION))

    def needs(self, scopes: Scopes, due: date) -> Formula:
        """Whether what the duty needs of others is to be had, now or by a plan before it is due."""
        if self.duty.effort.needs is None:
            return TRUE
        moment = Moment(self.as_at, plans_until=max(due, self.as_at))
        needed = self.grounding.truth(self.duty.effort.needs, scopes, moment)
        return TRUE if needed is None else needed

    def effort(self) -> Formula:
        """Whether the work can be done, as far as anyone said how much it is."""
        amount = self.duty.effort.amount
        standing = None if self.people is None else self.people.of(self.clause)
        match amount:
            case Negligible():
                self._assume("takes negligible effort")
                return Always(DELIVERABLE)
            case NotStated():
                if standing is not None:  # it is part of a total
                    return self._people((), standing)
                return if_then_else(
                    self._effort_question(), Always(DELIVERABLE), Always(NO_CAPACITY)
                )
            case Stated():
                self._assume(amount.written)
                return self._people(amount.roles, standing or _nobody_counted(amount))
            case _:
                assert_never(amount)

    def _assume(self, what: str) -> None:
        effort = self.duty.effort
        cited = "; ".join(
            f"{c.source.title}, {c.standing}" + (f", {c.place}" if c.place else "")
            for c in effort.citations
        )
        source = f" ({effort.set}; {cited})" if cited else f" ({effort.set})"
        text = f"to {self.duty.action} {what}{source}"
        self.grounding.notes.say(Reason(kind="assumption", text=text))

    def _effort_question(self) -> Formula:
        variable = Variable(("assumption", self.clause), "missing", Choices((True, False)))
        text = f"how much work is it to {self.duty.action}?"
        question = Question(
            text=text,
            kind="assumption",
            group="effort that nobody estimated",
            answers=("it can be done in time", "it cannot be done in time"),
        )
        nobody = f"nobody said how much work it is to {self.duty.action}"
        self.grounding.notes.say(Reason(kind="assumption", text=nobody))
        return Is(self.grounding.notes.ask(variable, question))

    def _people(self, roles: tuple[str, ...], standing: Standing) -> Formula:
        """How the work fares with the people there are: a question where that is not known."""
        for reason in standing.reasons:
            self.grounding.notes.say(reason)
        if standing.undecided is not None:
            text = f"whether there are people enough was not worked out: {standing.undecided}"
            self.grounding.notes.say(Reason(kind="note", text=text))
        if len(standing.labels) == 1:
            return self._with(Always(standing.labels[0]))
        variable = Variable(("people", self.clause), "missing", Choices(standing.labels))
        named = ", ".join(roles)
        of_roles = f" ({named})" if named else ""
        question = Question(
            text=f"who is there to {self.duty.action}{of_roles}, for how many hours?",
            kind="people",
            group=f"people{of_roles}",
        )
        return self._with(Is(self.grounding.notes.ask(variable, question)))

    def _with(self, people: Formula) -> Formula:
        """The status that a standing leads to, in kind worlds and in others."""
        kind = Is(Variable(("kind effort", self.clause), "world", Choices((True, False))))
        match people:
            case Always(value="enough for the least"):
                return Applied(_status_with, (people, kind))
            case Always(value=value):
                return Always(_status_with(value, True))
            case _:
                return Applied(_status_with, (people, kind))


def _nobody_counted(effort: Stated) -> Standing:
    """How it stands where nobody counted people: until then it is missing."""
    ranges = effort.low < effort.high
    few: tuple[Label, ...] = ("enough for the least", "too few") if ranges else ("too few",)
    return Standing(("enough", *few), ())


def _status_with(people: Value, kind: Value) -> Value:
    match people:
        case "enough":
            return DELIVERABLE
        case "enough for this alone":
            return CONTESTED
        case "enough for the least" if kind:
            return DELIVERABLE
        case _:
            return NO_CAPACITY


def _or_unbound(formula: Formula | None) -> Formula:
    return UNBOUND if formula is None else formula
