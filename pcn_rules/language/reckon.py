"""Work out a condition from given values of its variables, exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
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
    difference = _difference(scalar(left, values), scalar(right, values))
    match operator:
        case ">=":
            return difference >= 0
        case "<=":
            return difference <= 0
        case ">":
            return difference > 0
        case "<":
            return difference < 0
        case "=":
            return difference == 0


def _difference(left: Scalar, right: Scalar) -> Fraction:
    match left, right:
        case date() as one, date() as other:
            return Fraction((one - other).days)
        case Fraction() as one, Fraction() as other:
            return one - other
        case _:
            raise NoValueError


def scalar(expression: Expression, values: Values) -> Scalar:
    """The value of an amount or a date."""
    match expression:
        case meaning.DayConstant(day=day):
            return day
        case _:
            found = values.get(expression)
            return amount(expression, values) if found is None else found


def amount(expression: Expression, values: Values) -> Fraction:
    """The exact amount that an expression comes to."""
    match values.get(expression):
        case Fraction() as value:
            return value
        case _:
            pass
    match expression:
        case meaning.Constant(amount=value):
            return value
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
