"""Amounts taken apart: the least and most they can be, and the terms they are sums of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.evaluate.one_world import calculate, round_to, value_in
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
    Spread,
    Variable,
    Where,
)

Bounds = tuple[Fraction | None, Fraction | None]
"""The least and the most an amount can be; None where it has no bound on that side."""

ZERO = Fraction(0)
NO_ENDS: Bounds = (None, None)


def assigned(amount: Amount, world: Assignment) -> Amount:
    """An amount with the values of some variables put in; the same object where none occurs."""
    if amount.variables.isdisjoint(world):
        return amount
    match amount:
        case Exactly():
            return amount
        case AmountOf(variable=variable):
            value = world[variable]
            assert isinstance(value, Fraction)
            return Exactly(value)
        case Calculated(operator=operator, left=left, right=right):
            return calculated(operator, assigned(left, world), assigned(right, world))
        case RoundedTo(operand=operand, mode=mode, step=step):
            return rounded(operand=assigned(operand, world), mode=mode, step=step)
        case Where(condition=condition, operand=operand):
            return counted_where(assigned_formula(condition, world), assigned(operand, world))


def assigned_formula(formula: Formula, world: Assignment) -> Formula:
    """A formula with the values of some variables put in."""
    if formula.variables.isdisjoint(world):
        return formula
    if formula.variables <= world.keys():
        return Always(value_in(formula, world))
    match formula:
        case Always() | Is():
            return formula
        case AtLeastZero(amount=amount, relation=relation):
            return AtLeastZero(assigned(amount, world), relation)
        case Applied(function=function, operands=operands):
            return Applied(function, tuple(assigned_formula(o, world) for o in operands))
        case Folded(function=function, neutral=neutral, operands=operands):
            parts = tuple(assigned_formula(o, world) for o in operands)
            return Folded(function, neutral, parts)


def calculated(operator: str, left: Amount, right: Amount) -> Amount:
    """A step of arithmetic, done at once where both sides are known."""
    match operator:
        case "+" | "-" | "×" | "/":
            pass
        case _:
            raise ValueError(operator)
    match left, right:
        case Exactly(amount=one), Exactly(amount=other):
            return Exactly(calculate(operator, one, other))
        case _:
            return Calculated(operator, left, right)


def added(parts: Iterable[Amount]) -> Amount:
    """The sum of some amounts, two by two: in a row, thousands would nest too deep to be read."""
    level = list(parts) or [Exactly(ZERO)]
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [*(calculated("+", left, right) for left, right in pairs), *odd]
    return level[0]


def rounded(operand: Amount, mode: str, step: Fraction) -> Amount:
    """A rounding, done at once where the amount is known."""
    match mode:
        case "nearest" | "up" | "down":
            pass
        case _:
            raise ValueError(mode)
    match operand:
        case Exactly(amount=amount):
            return Exactly(round_to(amount, mode, step))
        case _:
            return RoundedTo(operand, mode, step)


def counted_where(condition: Formula, operand: Amount) -> Amount:
    """An amount under a condition, without the condition where that is known."""
    match condition:
        case Always(value=value):
            return operand if value else Exactly(ZERO)
        case _:
            return Where(condition, operand)


def bounds(amount: Amount) -> Bounds:
    """The least and most an amount can be; they are reached where no variable occurs twice."""
    match amount:
        case Exactly(amount=exact):
            return exact, exact
        case AmountOf(variable=variable):
            spread = spread_of(variable)
            return spread.low, spread.high
        case RoundedTo(operand=operand, mode=mode, step=step):
            low, high = bounds(operand)
            return (
                None if low is None else round_to(low, mode, step),
                None if high is None else round_to(high, mode, step),
            )
        case Where(operand=operand):
            low, high = bounds(operand)
            return (
                None if low is None else min(low, ZERO),
                None if high is None else max(high, ZERO),
            )
        case Calculated(operator=operator, left=left, right=right):
            return _calculated_bounds(operator, bounds(left), bounds(right))


def _calculated_bounds(operator: str, left: Bounds, right: Bounds) -> Bounds:
    match operator:
        case "+":
            return _plus(left[0], right[0]), _plus(left[1], right[1])
        case "-":
            return _plus(left[0], _minus(right[1])), _plus(left[1], _minus(right[0]))
        case "×":
            return _product_bounds(left, right)
        case _:
            return _product_bounds(left, _inverse(*right))


def _inverse(low: Fraction | None, high: Fraction | None) -> Bounds:
    """Bounds of one divided by an amount, wherever that is not zero."""
    if low is None or low < 0 or high == 0:
        return (1 / high, 1 / low) if low is not None and high is not None and high < 0 else NO_ENDS
    return ZERO if high is None else 1 / high, None if low == 0 else 1 / low


def _plus(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left + right


def _minus(amount: Fraction | None) -> Fraction | None:
    return None if amount is None else -amount


def _product_bounds(left: Bounds, right: Bounds) -> Bounds:
    """Bounds of a product; an open end times zero is zero, else open on the side of its sign."""
    least: Fraction | None = None
    most: Fraction | None = None
    open_below = open_above = False
    for one, one_sign in ((left[0], -1), (left[1], 1)):
        for other, other_sign in ((right[0], -1), (right[1], 1)):
            if one is None or other is None:
                sign = _sign(one, one_sign) * _sign(other, other_sign)
                open_below = open_below or sign < 0
                open_above = open_above or sign > 0
                corner = ZERO if sign == 0 else None
            else:
                corner = one * other
            if corner is not None:
                least = corner if least is None else min(least, corner)
                most = corner if most is None else max(most, corner)
    return (None if open_below else least), (None if open_above else most)


def _sign(amount: Fraction | None, if_open: int) -> int:
    return if_open if amount is None else (amount > 0) - (amount < 0)


def spread_of(variable: Variable) -> Spread:
    """The spread of a variable that stands for an amount."""
    match variable.domain:
        case Spread() as spread:
            return spread
        case _:
            raise TypeError(variable)


@dataclass(frozen=True, slots=True)
class Term:
    """A multiple of an amount that is no sum: a variable, or an amount under a condition."""

    factor: Fraction
    amount: AmountOf | Where


def terms(amount: Amount) -> tuple[Fraction, tuple[Term, ...]] | None:
    """An amount as a constant and terms that share no variable; None where it is no such sum."""
    found = _linear(amount)
    if found is None:
        return None
    constant, parts = found
    merged: dict[object, Term] = {}
    for part in parts:
        match part.amount:
            case AmountOf(variable=variable):
                key: object = variable
            case Where():
                key = part.amount
        before = merged.get(key)
        factor = part.factor + (before.factor if before else 0)
        merged[key] = Term(factor, part.amount)
    kept = tuple(term for term in merged.values() if term.factor)
    return (constant, kept) if _disjoint(term.amount.variables for term in kept) else None


def _disjoint(groups: Iterable[frozenset[Variable]]) -> bool:
    seen: set[Variable] = set()
    for group in groups:
        if not seen.isdisjoint(group):
            return False
        seen.update(group)
    return True


def _linear(amount: Amount) -> tuple[Fraction, tuple[Term, ...]] | None:
    match amount:
        case Exactly(amount=exact):
            return exact, ()
        case AmountOf() | Where():
            return ZERO, (Term(Fraction(1), amount),)
        case RoundedTo():
            return None
        case Calculated(operator="+" | "-" as operator, left=left, right=right):
            one, other = _linear(left), _linear(right)
            if one is None or other is None:
                return None
            sign = 1 if operator == "+" else -1
            return one[0] + sign * other[0], one[1] + _times(other[1], Fraction(sign))
        case Calculated(operator="×", left=left, right=right):
            return _scaled(_linear(left), _linear(right))
        case Calculated(left=left, right=right):
            divisor = _linear(right)
            if divisor is None or divisor[1] or not divisor[0]:
                return None
            return _scaled(_linear(left), (1 / divisor[0], ()))


_Linear = tuple[Fraction, tuple[Term, ...]]


def _scaled(one: _Linear | None, other: _Linear | None) -> _Linear | None:
    if one is None or other is None or (one[1] and other[1]):
        return None
    if one[1]:
        one, other = other, one
    return one[0] * other[0], _times(other[1], one[0])


def _times(parts: tuple[Term, ...], factor: Fraction) -> tuple[Term, ...]:
    return tuple(Term(part.factor * factor, part.amount) for part in parts)
