"""Find out once where each variable of a formula stands: to ask for each in turn takes too long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

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
    Value,
    Variable,
    Where,
    is_same,
)


@dataclass(frozen=True, eq=False, slots=True)
class Mentions:
    """The inequalities below a formula that each variable occurs in, the outermost first.

    `compared` has the values that each is compared with; None where it is used itself.
    """

    inequalities: dict[Variable, list[AtLeastZero]] = field(default_factory=dict)
    compared: dict[Variable, set[Value]] = field(default_factory=dict)


@lru_cache(maxsize=16)
def mentions(root: Formula) -> Mentions:
    """Where the variables of a formula stand; remembered, since all of them are asked for."""
    found = Mentions()
    _look(root, found)
    return found


def _look(formula: Formula, found: Mentions) -> None:
    match formula:
        case Always():
            return
        case Is(variable=variable):
            found.compared.setdefault(variable, set()).add(None)
        case Applied(function=function, operands=(Is(variable=variable), Always(value=value))) if (
            function is is_same
        ):
            found.compared.setdefault(variable, set()).add(value)
        case AtLeastZero(amount=amount):
            for variable in amount.variables:
                found.inequalities.setdefault(variable, []).append(formula)
            for condition in _conditions(amount):
                _look(condition, found)
        case Applied(operands=operands) | Folded(operands=operands):
            for operand in operands:
                _look(operand, found)


def _conditions(amount: Amount) -> Iterator[Formula]:
    match amount:
        case Exactly() | AmountOf():
            return
        case Calculated(left=left, right=right):
            yield from _conditions(left)
            yield from _conditions(right)
        case RoundedTo(operand=operand):
            yield from _conditions(operand)
        case Where(condition=condition, operand=operand):
            yield condition
            yield from _conditions(operand)
