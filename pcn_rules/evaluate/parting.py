"""Part formulas into groups that share no variable, so that each can be worked out apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pcn_rules.evaluate.worlds import Assignment, Formula, Variable


@dataclass(frozen=True, eq=False, slots=True)
class Parted:
    """Operands in groups that share no variable but `common` ones, which are given.

    `places` says which group every other variable is in.
    """

    groups: tuple[Formula, ...]
    places: dict[Variable, int]
    common: frozenset[Variable]


WIDE = 64
"""Variables of one operand above which nobody counts which stand beside which."""


def shared_by(operands: tuple[Formula, ...], given: Assignment) -> tuple[Variable, ...]:
    """Variables of more than one operand without a value, those first that hold most together.

    What stands beside many others comes first, since most falls apart once it is known: the people
    of a network are beside every home, a fact of one home only beside what concerns that home.
    """
    counts = Counter(variable for operand in operands for variable in operand.variables)
    twice = {v for v, count in counts.items() if count > 1 and v not in given}
    if len(twice) < 2:
        return tuple(twice)
    beside: dict[Variable, set[Variable]] = {v: set() for v in twice}
    for operand in operands:
        here = operand.variables & twice
        if 1 < len(here) <= WIDE:
            for variable in here:
                beside[variable] |= here
    return tuple(sorted(twice, key=lambda v: (-len(beside[v]), -counts[v], repr(v.key))))


def grouped(operands: tuple[Formula, ...], given: frozenset[Variable]) -> list[tuple[Formula, ...]]:
    """Operands in groups that share no variable with one another."""
    groups: dict[int, list[Formula]] = {}
    names: dict[int, set[Variable]] = {}
    group_of: dict[Variable, int] = {}
    for number, operand in enumerate(operands):
        groups[number], names[number] = [operand], set(operand.variables.difference(given))
        joined = {group_of[name] for name in names[number] if name in group_of} | {number}
        # The largest takes the others in, so that each variable moves a few times at most.
        largest = max(joined, key=lambda group: (len(names[group]), -group))
        for other in sorted(joined - {largest}):
            groups[largest].extend(groups.pop(other))
            names[largest] |= names[other]
            group_of.update(dict.fromkeys(names.pop(other), largest))
        if largest == number:
            group_of.update(dict.fromkeys(names[number], number))
    return [tuple(members) for members in groups.values()]
