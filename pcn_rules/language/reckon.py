"""Work out a condition from given values of its variables, exactly."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import Any
from typing import Literal as OneOf

from pcn_rules.language import meaning
from pcn_rules.language.meaning import Expression

Scalar = bool | Fraction | date | str
Values = Mapping[Expression, Scalar]


class NoValueError(Exception):
    """Nothing can be worked out: a division by zero, or a part with no value of its own."""


def holds(condition: Expression, values: Values) -> bool:
    """Whether a condition holds for some values of its variables."""
    match condition:
        case meaning.Not(operand=operand):
            return not holds(operand, values)
        case meaning.And(operands=operands):
            return all(holds(operand, values) for operand in operands)
        case meaning.Or(operands=operands):
            return any(holds(operand, values) for operand in operands)
        case meaning.Compare(operator=operator, left=left, right=right):
            return _compared(operator, left, right, values)
        case meaning.HasRole(fact=fact, role=role):
            return values.get(meaning.FactValue(fact)) == role
        case meaning.Within(operand=operand, range=written, scale=scale):
            times = Fraction(1) if scale is None else amount(scale, values)
            return written.low * times <= amount(operand, values) <= written.high * times
        case _:
            match values.get(condition):
                case bool() as value:
                    return value
                case _:
                    raise NoValueError


def _compared(
    operator: OneOf[">=", "<=", ">", "<", "="],
    left: Expression,
    right: Expression,
    values: Values,
) -> bool:
    match scalar(left, values), scalar(right, values):
        case (Fraction() as one, Fraction() as other) | (date() as one, date() as other):
            return _COMPARE[operator](one, other)
        case _:
            raise NoValueError


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": ge,
    "<=": le,
    ">": gt,
    "<": lt,
    "=": eq,
}


def scalar(expression: Expression, values: Values) -> Scalar:
    """The value of an amount or a date."""
    match expression:
        case meaning.DayConstant(day=day):
            return day
        case meaning.Constant(amount=value):
            return value
        case _:
            found = values.get(expression)
            return _worked_out(expression, values) if found is None else found


def amount(expression: Expression, values: Values) -> Fraction:
    """The exact amount that an expression comes to."""
    match scalar(expression, values):
        case Fraction() as value:
            return value
        case _:
            raise NoValueError


def _worked_out(expression: Expression, values: Values) -> Fraction:
    match expression:
        case meaning.Named(meaning=inner):
            return amount(inner, values)
        case meaning.Arithmetic(operator=operator, left=left, right=right):
            return _calculated(operator, amount(left, values), amount(right, values))
        case meaning.Rounded(operand=operand, mode=mode, step=step):
            return _rounded(amount(operand, values), mode, step)
        case _:
            raise NoValueError


def _calculated(operator: OneOf["+", "-", "×", "/"], left: Fraction, right: Fraction) -> Fraction:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "×":
            return left * right
        case "/":
            if right == 0:
                raise NoValueError
            return left / right


def _rounded(value: Fraction, mode: OneOf["nearest", "up", "down"], step: Fraction) -> Fraction:
    steps = value / step
    match mode:
        case "nearest":
            return math.floor(steps + Fraction(1, 2)) * step
        case "up":
            return math.ceil(steps) * step
        case "down":
            return math.floor(steps) * step
