"""See of a condition that it can hold, from values read straight off what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from pcn_rules.language import meaning
from pcn_rules.language.cells import is_variable
from pcn_rules.language.meaning import Expression
from pcn_rules.language.reckon import NoValueError, Scalar, holds

_BESIDE = {">=": 0, "<=": 0, "=": 0, ">": 1, "<": -1}
"""How far from a whole number a whole number lies that stands to it as a comparison says."""

_CONTRARY = {">=": "<", "<=": ">", ">": "<=", "<": ">="}


def plain_example(condition: Expression) -> Mapping[Expression, Scalar] | None:
    """The first values that come to mind, if a condition holds for them; None says nothing."""
    values: dict[Expression, Scalar] = {}
    if not _choose(condition, values, wanted=True):
        return None
    try:
        return values if holds(condition, values) else None
    except NoValueError:
        return None


def _choose(condition: Expression, values: dict[Expression, Scalar], *, wanted: bool) -> bool:
    """Choose values that make a condition hold (or not); False where none come to mind."""
    match condition:
        case meaning.Not(operand=operand):
            return _choose(operand, values, wanted=not wanted)
        case meaning.And(operands=operands) | meaning.Or(operands=operands):
            return all(_choose(operand, values, wanted=wanted) for operand in operands)
        case meaning.Compare(operator=operator, left=left, right=meaning.Constant(amount=limit)):
            relation = operator if wanted else _CONTRARY.get(operator)
            if relation is None or limit.denominator != 1 or not is_variable(left):
                return False
            return _take(left, limit + _BESIDE[relation], values)
        case _:
            return is_variable(condition) and _take(condition, wanted, values)


def _take(variable: Expression, value: Fraction | bool, values: dict[Expression, Scalar]) -> bool:
    """Give a variable a value, unless it has another or amounts to less than nothing."""
    return value >= 0 and values.setdefault(variable, value) == value
