"""Tell questions apart by what is near them: in a large fold most operands have no part in one.

Many homes over many weeks make one fold of hundreds of operands. Two questions about it that look
alike in everything they hang together with have the same answer, since the rest is the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from pcn_rules.evaluate.parting import grouped, shared_by
from pcn_rules.evaluate.shapes import Shapes
from pcn_rules.evaluate.worlds import Applied, Folded, Formula, Variable

LARGE = 24
"""Operands of a fold above which it pays to look at what is near only."""

HUBS = 4
"""How many variables that hold operands together are set apart at most."""


@dataclass(frozen=True, eq=False, slots=True)
class _Parts:
    """A fold without its hubs: which part each variable is in, and the operands of each part."""

    hubs: tuple[Variable, ...]
    places: dict[Variable, int]
    groups: tuple[tuple[Formula, ...], ...]


class Nearness:
    """Names what is near some variables of a large formula, so that alike questions have one name.

    Apart from `hubs`, which stand for themselves, the operands near a variable share nothing with
    the others. So where two variables have surroundings of one shape, exchanging these turns one
    question into the other and leaves the formula as it is.
    """

    def __init__(self, shapes: Shapes) -> None:
        """`shapes` are those that all formulas below one root are told apart by."""
        self._shapes = shapes
        self._parts: dict[Folded, _Parts] = {}
        self._near: dict[tuple[Folded, frozenset[int]], Folded] = {}

    def name(self, formula: Formula, variables: tuple[Variable, ...]) -> Hashable | None:
        """A name of the question what a formula is with some variables given, in this order.

        None where the formula is small, or the variables hang together with most of it.
        """
        fold = _inside(formula)
        if fold is None or len(fold.operands) < LARGE:
            return None
        parts = self._parts_of(fold)
        asked = [v for v in variables if v not in parts.hubs]
        here = frozenset(parts.places[v] for v in asked)
        if sum(len(parts.groups[place]) for place in here) * 2 > len(fold.operands):
            return None
        near = self._folded(fold, here, parts)
        given = {v: number for number, v in enumerate((*asked, *parts.hubs))}
        places = tuple(given[v] for v in variables)
        return formula, self._shapes.of(near, tuple(given.items())).number, places

    def _parts_of(self, fold: Folded) -> _Parts:
        if fold not in self._parts:
            self._parts[fold] = _parted(fold.operands)
        return self._parts[fold]

    def _folded(self, fold: Folded, here: frozenset[int], parts: _Parts) -> Folded:
        if (fold, here) not in self._near:
            operands = _joined(parts.groups[place] for place in sorted(here))
            self._near[fold, here] = Folded(fold.function, fold.neutral, operands)
        return self._near[fold, here]


def _joined(groups: Iterable[tuple[Formula, ...]]) -> tuple[Formula, ...]:
    return tuple(operand for group in groups for operand in group)


def _inside(formula: Formula) -> Folded | None:
    """The fold that a formula is, or that it is a function of."""
    match formula:
        case Folded():
            return formula
        case Applied(operands=(operand,)):
            return _inside(operand)
        case _:
            return None


def _parted(operands: tuple[Formula, ...]) -> _Parts:
    """Operands apart, after a few variables that hold many of them together were set apart."""
    hubs: tuple[Variable, ...] = ()
    groups = grouped(operands, frozenset())
    while len(hubs) < HUBS:
        largest = max(groups, key=len)
        if len(largest) * 4 <= len(operands):
            break
        shared = shared_by(largest, dict.fromkeys(hubs))
        if not shared:
            break
        hubs = (*hubs, shared[0])
        groups = grouped(operands, frozenset(hubs))
    places = {
        variable: place
        for place, group in enumerate(groups)
        for operand in group
        for variable in operand.variables.difference(hubs)
    }
    return _Parts(hubs, places, tuple(groups))
