"""Whether tasks can be done together, and which of them cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from pcn_rules.evaluate.capacity.cuts import (
    Cut,
    NotConfirmedError,
    blocks,
    closed_form,
    has_closed_form,
)
from pcn_rules.evaluate.capacity.problem import Item, Problem
from pcn_rules.evaluate.capacity.programme import programme

Tasks = frozenset[int]
Programme = Callable[[Problem, list[Item]], Cut | None]

MOST_LISTED = 100
"""Conflicts that are listed; then the list says that it is cut (semantics, section 5)."""

MOST_LOOKED_AT = 20_000
"""Sets of tasks that are looked at for conflicts; then the list may lack some, and says so."""


class Feasibility:
    """Answers for any tasks of one problem, each worked out once."""

    def __init__(self, problem: Problem, programme: Programme = programme) -> None:
        """`programme` answers what has no closed form."""
        self.problem = problem
        self._programme = programme
        self._known: dict[Tasks, Cut | None] = {}
        self._everyone = frozenset(range(len(problem.tasks)))

    @property
    def everyone(self) -> Tasks:
        """All tasks."""
        return self._everyone

    def cut(self, tasks: Tasks) -> Cut | None:
        """What shows that some tasks cannot be done together, where most is lacking; else None.

        Raises NotConfirmedError where it cannot be told for certain.
        """
        if tasks not in self._known:
            self._known[tasks] = self._cut_of(self.problem.items_of(tasks))
        return self._known[tasks]

    def can(self, tasks: Iterable[int]) -> bool:
        """Whether some tasks can be done together."""
        return self.cut(frozenset(tasks)) is None

    def _cut_of(self, items: list[Item]) -> Cut | None:
        worst: Cut | None = None
        undecided: NotConfirmedError | None = None
        for places, group in blocks(items):
            try:
                found = (
                    closed_form(self.problem, places[0], group)
                    if has_closed_form(places, group)
                    else self._programme(self.problem, group)
                )
            except NotConfirmedError as reason:
                undecided = reason
                continue
            if found is not None and (worst is None or found.short > worst.short):
                worst = found
        if worst is None and undecided is not None:
            raise undecided
        return worst

    def may_be_contested(self, task: int, tasks: Tasks) -> bool:
        """Whether work of a task lies in some set of work, of these tasks, that lacks hours.

        Where it does not, no conflict of these tasks has it as a member, nor would one with less
        work or more hours.
        """
        items = self.problem.items_of(tasks | {task})
        more = 1 + sum(self.problem.there.values()) + sum(item.amount for item in items)
        for place, item in enumerate(items):
            if item.task != task:
                continue
            # With so much more to do, the set that lacks most has this item in it.
            larger = replace(item, amount=item.amount + more)
            found = self._cut_of([*items[:place], larger, *items[place + 1 :]])
            if found is not None and found.short > more:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Smallest sets of tasks that cannot be done together, each with what it lacks.

    `cut` is whether there may be more than are listed.
    """

    listed: tuple[tuple[Tasks, Cut], ...]
    cut: bool


def conflicts(feasibility: Feasibility, tasks: Tasks) -> Conflicts:
    """Every smallest conflict among tasks each of which can be done alone.

    Whoever looks for another conflict leaves out one member of one that is known, in every way:
    no conflict is overlooked, as one that is not yet known lacks some member of each that is.
    """
    found: dict[Tasks, Cut] = {}
    seen: set[Tasks] = set()
    waiting = [tasks]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        if len(seen) >= MOST_LOOKED_AT or len(found) > MOST_LISTED:
            return Conflicts(_sorted(found)[:MOST_LISTED], cut=True)
        seen.add(here)
        known = next((each for each in found if each <= here), None)
        if known is None:
            cut = feasibility.cut(here)
            if cut is None:
                continue
            known = _smallest(feasibility, cut)
            shown = feasibility.cut(known)
            assert shown is not None
            found[known] = shown
        waiting += [here - {member} for member in sorted(known)]
    return Conflicts(_sorted(found)[:MOST_LISTED], cut=len(found) > MOST_LISTED)


def _smallest(feasibility: Feasibility, cut: Cut) -> Tasks:
    """The tasks of a cut without any that can be left out."""
    here = cut.tasks
    for member in sorted(cut.tasks):
        if not feasibility.can(here - {member}):
            here -= {member}
    return here


def _sorted(found: dict[Tasks, Cut]) -> tuple[tuple[Tasks, Cut], ...]:
    return tuple(sorted(found.items(), key=lambda one: (len(one[0]), sorted(one[0]))))


def alone(feasibility: Feasibility) -> Iterator[bool]:
    """Whether each task can be done alone, in order."""
    for task in range(len(feasibility.problem.tasks)):
        yield feasibility.can((task,))
