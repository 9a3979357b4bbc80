"""Tell formulas that differ only in the names of their variables: many homes are alike."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from pcn_rules.evaluate.worlds import (
    Always,
    Amount,
    AmountOf,
    Applied,
    AtLeastZero,
    Calculated,
    Exactly,
    Folded,
    Formula,
    Is,
    RoundedTo,
    Variable,
    Where,
)

Marks = tuple[tuple[Variable, int], ...]
"""Variables that stand for themselves, each with its number; what they are called counts."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A number that equal shapes share, and the place of each variable in the shape."""

    number: int
    places: dict[Variable, int]


class Shapes:
    """Gives formulas of the same make the same number.

    The operands of a fold may stand in any order, so that it is the same for one home as for
    another when everything but that home is alike.
    """

    def __init__(self) -> None:
        """With no shape known yet."""
        self._shapes: dict[Formula | Amount, Shape] = {}
        self._marked: dict[tuple[Formula | Amount, Marks], Shape] = {}
        self._numbers: dict[Hashable, int] = {}

    def of(self, formula: Formula | Amount, marks: Marks = ()) -> Shape:
        """The shape of a formula or an amount with some variables told apart, worked out once."""
        if marks:
            marks = tuple([mark for mark in marks if mark[0] in formula.variables])
        if not marks:  # as in most parts of a formula: told by identity alone
            known = self._shapes.get(formula)
            if known is None:
                known = self._shapes[formula] = self._work_out(formula, ())
            return known
        known = self._marked.get((formula, marks))
        if known is None:
            known = self._marked[formula, marks] = self._work_out(formula, marks)
        return known

    def _work_out(  # noqa: PLR0911 -- one case for each kind of node
        self, formula: Formula | Amount, marks: Marks
    ) -> Shape:
        match formula:
            case Always(value=value):
                return self._shape(("always", value), ())
            case Exactly(amount=amount):
                return self._shape(("exactly", amount), ())
            case Is(variable=variable) | AmountOf(variable=variable):
                number = marks[0][1] if marks else None
                make = ("variable", type(formula), variable.sort, variable.domain, number)
                return Shape(self._number(make), {variable: 0})
            case AtLeastZero(amount=amount, relation=relation):
                return self._shape(("at least zero", relation), self._each((amount,), marks))
            case Calculated(operator=operator, left=left, right=right):
                return self._shape(("calculated", operator), self._each((left, right), marks))
            case RoundedTo(operand=operand, mode=mode, step=step):
                return self._shape(("rounded", mode, step), self._each((operand,), marks))
            case Where(condition=condition, operand=operand):
                return self._shape(("where",), self._each((condition, operand), marks))
            case Applied(function=function, operands=operands):
                return self._shape(("applied", function), self._each(operands, marks))
            case Folded(function=function, neutral=neutral, operands=operands):
                shapes = sorted(self._each(operands, marks), key=lambda shape: shape.number)
                return self._shape(("folded", function, neutral), shapes)

    def _each(self, parts: tuple[Formula | Amount, ...], marks: Marks) -> list[Shape]:
        return [self.of(part, marks) for part in parts]

    def _shape(self, make: tuple[Hashable, ...], parts: Sequence[Shape]) -> Shape:
        places: dict[Variable, int] = {}
        inside = []
        for shape in parts:
            where = tuple([places.setdefault(v, len(places)) for v in shape.places])
            inside.append((shape.number, where))
        return Shape(self._number((*make, tuple(inside))), places)

    def _number(self, make: Hashable) -> int:
        return self._numbers.setdefault(make, len(self._numbers))
