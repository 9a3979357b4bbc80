"""Work and those who can do it, as exact numbers: one world of a network, with nothing left open.

All amounts are minutes. Work is done on the days of its window by any of its roles; a rate is
owed evenly on every day of it, and work that is done once at any time before its last day ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import lcm

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Work:
    """Minutes of work that any of some roles can do, from one day to another, both included.

    `minutes` are those of each day where it is a rate (not `once`), else all there are to do.
    """

    roles: frozenset[str]
    first: date
    last: date
    minutes: Fraction
    once: bool


@dataclass(frozen=True, slots=True)
class Task:
    """What one clause takes, or several that were estimated as one: done as a whole or not."""

    clauses: tuple[str, ...]
    work: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Hands:
    """Minutes a day that a role has from one day to another, both included."""

    role: str
    first: date
    last: date
    minutes: Fraction


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which nothing changes, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Item:
    """Work of a task in the stretches it can be done in, in whole units of the problem."""

    task: int
    roles: frozenset[str]
    stretches: tuple[int, ...]
    amount: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Tasks and hands, cut at every day on which anything changes, in whole numbers.

    `scale` is how many units one minute is. `there` gives the units of a role in a stretch.
    """

    tasks: tuple[Task, ...]
    stretches: tuple[Stretch, ...]
    items: tuple[Item, ...]
    there: dict[tuple[str, int], int]
    scale: int

    def minutes(self, units: int) -> Fraction:
        """Units of the problem as minutes."""
        return Fraction(units, self.scale)

    def items_of(self, tasks: frozenset[int]) -> list[Item]:
        """The items of some tasks."""
        return [item for item in self.items if item.task in tasks]


def problem_of(tasks: Sequence[Task], hands: Iterable[Hands]) -> Problem:
    """The problem that tasks and hands pose, over the days of the tasks."""
    found = [each for each in hands if each.minutes]
    work = [(place, each) for place, task in enumerate(tasks) for each in task.work if each.minutes]
    stretches = tuple(_stretches([each for _, each in work], found))
    per_stretch = _per_stretch(found, stretches)
    amounts = [_amounts(each, stretches) for _, each in work]
    scale = lcm(
        *(amount.denominator for each in amounts for amount, _ in each),
        *(amount.denominator for amount in per_stretch.values()),
    )
    items = tuple(
        Item(place, each.roles, places, int(amount * scale))
        for (place, each), split in zip(work, amounts, strict=True)
        for amount, places in split
    )
    there = {where: int(amount * scale) for where, amount in per_stretch.items()}
    return Problem(tuple(tasks), stretches, items, there, scale)


def _stretches(work: Sequence[Work], hands: Sequence[Hands]) -> Iterator[Stretch]:
    """The days of some work, cut wherever work or hands begin or end."""
    if not work:
        return
    begin, end = min(each.first for each in work), max(each.last for each in work)
    turns = {begin, end + ONE_DAY}
    spans = [(each.first, each.last) for each in work] + [(h.first, h.last) for h in hands]
    for first, last in spans:
        turns |= {first, last + ONE_DAY} if last < date.max else {first}
    days = sorted(turn for turn in turns if begin <= turn <= end + ONE_DAY)
    for first, following in pairwise(days):
        yield Stretch(first, following - ONE_DAY)


def _per_stretch(
    hands: Sequence[Hands], stretches: Sequence[Stretch]
) -> dict[tuple[str, int], Fraction]:
    there: dict[tuple[str, int], Fraction] = {}
    for each in hands:
        for place, stretch in enumerate(stretches):
            if each.first <= stretch.first and stretch.last <= each.last:
                before = there.get((each.role, place), Fraction(0))
                there[each.role, place] = before + each.minutes * stretch.days
    return there


def _amounts(work: Work, stretches: Sequence[Stretch]) -> list[tuple[Fraction, tuple[int, ...]]]:
    """The minutes of work and where they can be done: a rate apart in each stretch."""
    inside = [
        place
        for place, stretch in enumerate(stretches)
        if work.first <= stretch.first and stretch.last <= work.last
    ]
    if work.once:
        return [(work.minutes, tuple(inside))]
    return [(work.minutes * stretches[place].days, (place,)) for place in inside]
