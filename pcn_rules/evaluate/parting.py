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


def shared_by(operands: tuple[Formula, ...], given: Assignment) -> tuple[Variable, ...]:
    """Variables of more than one operand that have no value yet, those of most operands first."""
    counts = Counter(variable for operand in operands for variable in operand.variables)
    twice = [v for v, count in counts.items() if count > 1 and v not in given]
    return tuple(sorted(twice, key=lambda v: (-counts[v], repr(v.key))))


def grouped(operands: tuple[Formula, ...], given: frozenset[Variable]) -> list[tuple[Formula, ...]]:
    """Operands in groups that share no variable with one another."""
    groups: list[tuple[set[Variable], list[Formula]]] = []
    for operand in operands:
        names = set(operand.variables.difference(given))
        members = [operand]
        for group in [g for g in groups if not g[0].isdisjoint(names)]:
            groups.remove(group)
            names |= group[0]
            members = group[1] + members
        groups.append((names, members))
    return [tuple(members) for _, members in groups]
