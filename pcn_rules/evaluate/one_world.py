"""What formulas and amounts come to in one world, where every variable has a value."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.evaluate.worlds import (
    Always,
    Amount,
    AmountOf,
    Applied,
    Assignment,
    AtLeastZero,
    Calculated,
    Exactly,
    Folded,
    Formula,
    Is,
    RoundedTo,
    Value,
    Where,
)


def value_in(formula: Formula, world: Assignment) -> Value:
    """What a formula is once every one of its variables has a value."""
    match formula:
        case Always(value=value):
            return value
        case Is(variable=variable):
            return world[variable]
        case AtLeastZero(amount=amount, relation=relation):
            return holds(amount_in(amount, world), relation)
        case Applied(function=function, operands=operands):
            return function(*[value_in(operand, world) for operand in operands])
        case Folded(function=function, neutral=result, operands=operands):
            for operand in operands:
                result = function(result, value_in(operand, world))
            return result


def holds(amount: Fraction, relation: OneOf[">=", ">", "="]) -> bool:
    """Whether an exact amount stands in a relation to zero."""
    match relation:
        case ">=":
            return amount >= 0
        case ">":
            return amount > 0
        case "=":
            return amount == 0


def amount_in(amount: Amount, world: Assignment) -> Fraction:
    """What an amount is once every one of its variables has a value; exact."""
    match amount:
        case Exactly(amount=exact):
            return exact
        case AmountOf(variable=variable):
            value = world[variable]
            assert isinstance(value, Fraction)
            return value
        case Calculated(operator=operator, left=left, right=right):
            return calculate(operator, amount_in(left, world), amount_in(right, world))
        case RoundedTo(operand=operand, mode=mode, step=step):
            return round_to(amount_in(operand, world), mode, step)
        case Where(condition=condition, operand=operand):
            return amount_in(operand, world) if value_in(condition, world) else Fraction(0)


def calculate(operator: OneOf["+", "-", "×", "/"], left: Fraction, right: Fraction) -> Fraction:
    """One step of exact arithmetic.

    Nothing can be divided by zero: where a divisor is zero its comparison is unknown, and what
    stands here is not looked at.
    """
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "×":
            return left * right
        case "/":
            return left / right if right else Fraction(0)


def round_to(amount: Fraction, mode: OneOf["nearest", "up", "down"], step: Fraction) -> Fraction:
    """The multiple of `step` nearest to an amount (a half up), or next above or below it.

    >>> round_to(Fraction("2405.64"), "nearest", Fraction(15))
    Fraction(2400, 1)
    """
    steps = amount / step
    match mode:
        case "nearest":
            return ((steps + Fraction(1, 2)) // 1) * step
        case "down":
            return (steps // 1) * step
        case "up":
            return -((-steps) // 1) * step
