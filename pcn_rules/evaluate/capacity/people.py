"""Whether there are enough people for each clause, alone and together with all the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Literal as OneOf

from pcn_rules.evaluate.capacity.cuts import Cut, NotConfirmedError
from pcn_rules.evaluate.capacity.demand import Demand, demands_of
from pcn_rules.evaluate.capacity.ends import BEST_HARD, BEST_KIND, WORST_HARD, WORST_KIND
from pcn_rules.evaluate.capacity.feasibility import Feasibility, Tasks, conflicts
from pcn_rules.evaluate.capacity.problem import Task, Work, problem_of
from pcn_rules.evaluate.capacity.supply import RoleHours, Staff, staff_of
from pcn_rules.evaluate.capacity.words import asked_words, conflict_words
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.grounding import Grounding
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Reason
from pcn_rules.evaluate.standing import LABELS, Label, Standing
from pcn_rules.language.meaning import Specification

_LOOKED_AHEAD = timedelta(days=366)
"""How long after the last work posts are looked at, since it may be put off."""

_SHOWN = 3
"""Conflicts that are told beside one clause."""

NO_END = Fraction(10**7)
"""Minutes that stand for work without a known end: more than any network has in a day."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Demands that can each be met, but not together, from the best to the worst of estimates.

    `always` is whether they conflict however estimates and plans turn out.
    """

    members: tuple[Demand, ...]
    cut: Cut
    feasibility: Feasibility
    always: bool


class People:
    """The work of a specification and the staff of a network, on a day; worked out when asked."""

    def __init__(
        self,
        specification: Specification,
        facts: Facts,
        names: dict[tuple[str, str], str],
        as_at: date,
    ) -> None:
        """For a network as known by a day."""
        self.specification = specification
        self.clauses = specification.text_on(as_at).clauses
        self.as_at = as_at
        self._facts = facts
        self._names = names
        self._sides: dict[tuple[int, bool], Feasibility] = {}
        self._known: dict[int, Standing] = {}

    # --- what there is to do, and who is there ---

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """Everything that takes work and is still to be done."""
        return demands_of(
            self.clauses, self.specification.workforce, self._ground, self._names, self.as_at
        )

    def _ground(self, notes: Notes) -> Grounding:
        return Grounding(self.specification.vocabulary, self._facts, notes)

    @cached_property
    def staff(self) -> Staff:
        """Who is there, until the last work ends."""
        last = max((w.last for d in self.demands for w in d.work), default=self.as_at)
        last += _LOOKED_AHEAD
        days = (self.as_at, last)
        return staff_of(self.specification.workforce, self._facts, self._names, days)

    def changed(
        self,
        *,
        demands: tuple[Demand, ...] | None = None,
        staff: Staff | None = None,
        more: tuple[RoleHours, ...] = (),
    ) -> People:
        """The same with other work, other staff, or more hours: to see what that changes."""
        other = People(self.specification, self._facts, self._names, self.as_at)
        found = self.staff if staff is None else staff
        other.__dict__["demands"] = self.demands if demands is None else demands
        other.__dict__["staff"] = replace(found, hours=[*found.hours, *more])
        return other

    def with_work(self, demands: tuple[Demand, ...]) -> People:
        """The same staff, asked for other work, and counted until that ends."""
        other = People(self.specification, self._facts, self._names, self.as_at)
        other.__dict__["demands"] = demands
        return other

    def side(self, side: int) -> Feasibility:
        """What is asked and there on one side of all that is not known."""
        return self._feasibility(side, alone=False)

    def alone(self, side: int) -> Feasibility:
        """The same with the work of each demand as it is where anything is asked of it at all."""
        return self._feasibility(side, alone=True)

    def _feasibility(self, side: int, *, alone: bool) -> Feasibility:
        if (side, alone) not in self._sides:
            tasks = tuple(self._tasks(side, alone=alone))
            hands = tuple(self.staff.hands(side))
            same = next(
                (
                    known
                    for (other, _), known in self._sides.items()
                    if known.problem.tasks == tasks and tuple(self.staff.hands(other)) == hands
                ),
                None,
            )
            self._sides[side, alone] = same or Feasibility(problem_of(tasks, hands))
        return self._sides[side, alone]

    def _tasks(self, side: int, *, alone: bool) -> Iterator[Task]:
        unlimited = self.staff.unlimited if side in (BEST_KIND, BEST_HARD) else set()
        for demand in self.demands:
            work = []
            for asked in demand.work:
                if None in unlimited or not unlimited.isdisjoint(asked.roles):
                    continue  # there may be any number more who can do it
                minutes = (asked.if_asked if alone else asked.minutes).each[side]
                amount = NO_END if minutes is None else minutes
                work.append(Work(asked.roles, asked.first, asked.last, amount, asked.once))
            yield Task(demand.clauses, tuple(work))

    @property
    def is_missing(self) -> bool:
        """Whether anything that somebody could find out could make a difference."""
        return self.side(BEST_KIND) is not self.side(WORST_KIND) or self.side(
            BEST_HARD
        ) is not self.side(WORST_HARD)

    # --- clauses ---

    def of(self, clause: str) -> Standing | None:
        """How it stands with people for a clause; None where it asks for nobody."""
        place = self._place.get(clause)
        if place is None:
            return None
        if place not in self._known:
            self._known[place] = self._standing(place)
        return self._known[place]

    @cached_property
    def _place(self) -> dict[str, int]:
        return {id: place for place, demand in enumerate(self.demands) for id in demand.clauses}

    def _standing(self, place: int) -> Standing:
        demand = self.demands[place]
        reasons = (*demand.reasons, *self.staff.reasons_about(demand.roles), *self._hours(demand))
        try:
            best = self._label(place, BEST_KIND, BEST_HARD)
            worst = self._label(place, WORST_KIND, WORST_HARD)
            reasons = (*reasons, *self._lacks(place))
        except NotConfirmedError as reason:
            return Standing(self._between(place, 0, len(LABELS) - 1), reasons, str(reason))
        ends = sorted((LABELS.index(best), LABELS.index(worst)))
        return Standing(self._between(place, *ends), reasons)

    def _lacks(self, place: int) -> Iterator[Reason]:
        """What is short: for a clause alone, and beside the others."""
        if self.is_missing:
            if self.staff.unknown:
                said = "; ".join(dict.fromkeys(self.staff.unknown))
                yield Reason(kind="note", text=f"of people it is not known: {said}")
            return
        hard = self.side(WORST_HARD)
        cut = hard.cut(frozenset((place,)))
        if cut is not None:
            yield Reason(kind="worlds", text=self.in_words((self.demands[place],), cut, hard))
        found = self.listed_conflicts[0]
        with_it = [c for c in found if self.demands[place] in c.members]
        for conflict in with_it[:_SHOWN]:
            text = self.in_words(conflict.members, conflict.cut, conflict.feasibility)
            yield Reason(kind="worlds", text=text)
        if len(with_it) > _SHOWN:
            more = len(with_it) - _SHOWN
            yield Reason(kind="worlds", text=f"it is in {more} more conflicts about people")

    def in_words(self, members: tuple[Demand, ...], cut: Cut, feasibility: Feasibility) -> str:
        """A lack of hours in a plain sentence."""
        full = self.specification.workforce.full_time
        exact = None if full is None or full.low != full.high else full.low
        return conflict_words(feasibility.problem, cut, members, exact)

    def _between(self, place: int, best: int, worst: int) -> tuple[Label, ...]:
        """The labels from one to another that this clause can have at all."""
        inside = LABELS[best : worst + 1]
        return tuple(
            label
            for label in inside
            if label in (LABELS[best], LABELS[worst])
            or (label == "enough for the least" and self._ranges(place))
            or (label == "enough for this alone" and self._shares(place))
        )

    def _ranges(self, place: int) -> bool:
        """Whether the work of a clause, or those who can do it, is an estimate or a plan."""
        demand = self.demands[place]
        hours = [h.minutes for h in self.staff.hours if h.role in demand.roles]
        every = [*(work.minutes for work in demand.work), *hours]
        return demand.is_range or any(
            m.best_kind != m.best_hard or m.worst_kind != m.worst_hard for m in every
        )

    def _shares(self, place: int) -> bool:
        """Whether anybody who can do the work of a clause is asked for other work too."""
        roles = self.demands[place].roles
        others = (d for other, d in enumerate(self.demands) if other != place)
        return any(not roles.isdisjoint(other.roles) for other in others)

    def _label(self, place: int, kind: int, hard: int) -> Label:
        """How it stands over all worlds, with what is missing on one side."""
        if not self.alone(kind).can((place,)):
            return "too few"
        if not self.alone(hard).can((place,)):
            return "enough for the least"
        return "enough for this alone" if self._contested(place, hard) else "enough"

    def _contested(self, place: int, hard: int) -> bool:
        """Whether a clause may be in a conflict in some world.

        With everything known, the conflicts tell. Else a clause is safe where its work lies in no
        set that lacks hours at the hard end; of all others it is said that they compete.
        """
        possible = self._can_at_best
        if self.side(BEST_KIND) is self.side(WORST_HARD):
            known = self._known_conflicts
            if known is not None:
                return place in known
        feasibility = self.side(hard)
        if feasibility.can(possible):
            return False
        return feasibility.may_be_contested(place, possible)

    @cached_property
    def _can_at_best(self) -> Tasks:
        """The demands that can be met alone in some world of some completion."""
        best = self.alone(BEST_KIND)
        return frozenset(place for place in best.everyone if best.can((place,)))

    @cached_property
    def _known_conflicts(self) -> Tasks | None:
        """The members of all conflicts where everything is known; None where they are too many."""
        found = conflicts(self.side(WORST_HARD), self._can_at_best)
        return None if found.cut else frozenset(m for members, _ in found.listed for m in members)

    # --- the whole ---

    @cached_property
    def listed_conflicts(self) -> tuple[tuple[Conflict, ...], bool]:
        """Every smallest conflict with what is missing at its worst, and whether there are more.

        Conflicts at the hard end of estimates and plans, and those that there are even at the kind
        end. Raises NotConfirmedError.
        """
        found: dict[Tasks, Conflict] = {}
        cut = False
        for side in (WORST_HARD, WORST_KIND):
            feasibility = self.side(side)
            alone = frozenset(p for p in feasibility.everyone if feasibility.can((p,)))
            listed = conflicts(feasibility, alone)
            cut = cut or listed.cut
            for members, lacking in listed.listed:
                always = not self.side(WORST_KIND).can(members)
                demands = tuple(self.demands[place] for place in sorted(members))
                found.setdefault(members, Conflict(demands, lacking, feasibility, always))
        return tuple(found.values()), cut

    def _hours(self, demand: Demand) -> Iterator[Reason]:
        """The hours that a demand takes, as a step of the explanation."""
        for work in demand.work:
            yield Reason(kind="arithmetic", text=asked_words(work))


Answer = OneOf["in every world", "in some worlds", "in no world", "not known"]


def whole(people: People) -> Answer:
    """Whether everything that takes work can be done together (semantics, section 5).

    Where something is missing, what holds for its best and its worst; raises NotConfirmedError.
    """
    best = _over_worlds(people, BEST_KIND, BEST_HARD)
    worst = _over_worlds(people, WORST_KIND, WORST_HARD)
    return best if best == worst else "not known"


def _over_worlds(people: People, kind: int, hard: int) -> Answer:
    if not people.side(kind).can(people.side(kind).everyone):
        return "in no world"
    if people.side(hard).can(people.side(hard).everyone):
        return "in every world"
    return "in some worlds"
