"""Tell formulas that differ only in the names of their variables: many homes are alike."""

from __future__ import annotations

from collections.abc import Hashable
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


@dataclass(frozen=True, slots=True)
class Shape:
    """A number that equal shapes share, and the place of each variable in the shape."""

    number: int
    places: dict[Variable, int]


class Shapes:
    """Gives formulas of the same make the same number."""

    def __init__(self) -> None:
        """With no shape known yet."""
        self._shapes: dict[Formula | Amount, Shape] = {}
        self._numbers: dict[Hashable, int] = {}

    def of(self, formula: Formula | Amount) -> Shape:
        """The shape of a formula or an amount, worked out once."""
        if formula not in self._shapes:
            self._shapes[formula] = self._work_out(formula)
        return self._shapes[formula]

    def _work_out(  # noqa: PLR0911 -- one case for each kind of node
        self, formula: Formula | Amount
    ) -> Shape:
        match formula:
            case Always(value=value):
                return self._shape(("always", value), ())
            case Exactly(amount=amount):
                return self._shape(("exactly", amount), ())
            case Is(variable=variable) | AmountOf(variable=variable):
                make = ("variable", type(formula), variable.sort, variable.domain)
                return Shape(self._number(make), {variable: 0})
            case AtLeastZero(amount=amount, relation=relation):
                return self._shape(("at least zero", relation), (amount,))
            case Calculated(operator=operator, left=left, right=right):
                return self._shape(("calculated", operator), (left, right))
            case RoundedTo(operand=operand, mode=mode, step=step):
                return self._shape(("rounded", mode, step), (operand,))
            case Where(condition=condition, operand=operand):
                return self._shape(("where",), (condition, operand))
            case Applied(function=function, operands=operands):
                return self._shape(("applied", function), operands)
            case Folded(function=function, neutral=neutral, operands=operands):
                return self._shape(("folded", function, neutral), operands)

    def _shape(self, make: tuple[Hashable, ...], parts: tuple[Formula | Amount, ...]) -> Shape:
        places: dict[Variable, int] = {}
        inside = []
        for part in parts:
            shape = self.of(part)
            where = tuple(places.setdefault(v, len(places)) for v in shape.places)
            inside.append((shape.number, where))
        return Shape(self._number((*make, tuple(inside))), places)

    def _number(self, make: Hashable) -> int:
        return self._numbers.setdefault(make, len(self._numbers))
