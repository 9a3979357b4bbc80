"""A few values of a variable that stand for all the values it can have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor, prod

from pcn_rules.evaluate.bounds import assigned, bounds, spread_of, terms
from pcn_rules.evaluate.mentions import mentions
from pcn_rules.evaluate.worlds import (
    Amount,
    AmountOf,
    Assignment,
    AtLeastZero,
    Calculated,
    Choices,
    Exactly,
    Formula,
    RoundedTo,
    Spread,
    Value,
    Variable,
    Where,
)

LISTED = 65
"""Whole numbers are listed one by one up to this many."""

COMBINED = 256
"""How many combinations of other variables are tried for the points where a truth turns."""


def representatives(variable: Variable, root: Formula) -> tuple[Value, ...] | None:
    """Values that lead to every truth of every inequality the variable occurs in.

    None where it stands in an inequality whose other variables cannot be listed.
    """
    match variable.domain:
        case Choices(values=values):
            return _told_apart(variable, values, root)
        case Spread() as spread:
            pass
    if spread.whole and spread.high is not None and spread.high - spread.low < LISTED:
        return tuple(Fraction(n) for n in range(ceil(spread.low), floor(spread.high) + 1))
    points: set[Fraction] = set()
    for inequality in mentions(root).inequalities.get(variable, ()):
        turns = _turning_points(variable, inequality, root)
        if turns is None:
            return None
        points.update(turns)
    return between_and_at(points, spread)


def _told_apart(variable: Variable, values: tuple[Value, ...], root: Formula) -> tuple[Value, ...]:
    """Choices that some part of a formula tells apart: of all others the last stands for them.

    Of twenty roles, only those that are asked for make a difference.
    """
    asked = mentions(root).compared.get(variable, frozenset[Value]())
    if None in asked:
        return values
    return tuple(value for value in values[:-1] if value in asked) + values[-1:]


def answers_of(variable: Variable, root: Formula) -> tuple[Value, ...]:
    """Values of a variable between which its answers can differ, for people to choose from.

    Where its representatives are not known, the points at which an inequality could turn with the
    other variables at their ends, and the ends of its spread.
    """
    values = representatives(variable, root)
    if values is not None:
        return values
    spread = spread_of(variable)
    points: set[Fraction] = set()
    for inequality in mentions(root).inequalities.get(variable, ()):
        points.update(_outermost(variable, inequality.amount))
    return between_and_at(points, spread)


def _outermost(variable: Variable, amount: Amount) -> Iterator[Fraction]:
    """Where an amount passes zero with every other variable at an end of its spread."""
    found = terms(amount)
    for part in found[1] if found else ():
        match part.amount:
            case AmountOf(variable=other) if other == variable:
                rest = bounds(assigned(amount, {variable: Fraction(0)}))
                yield from (-end / part.factor for end in rest if end is not None)
            case _:
                continue


def between_and_at(points: set[Fraction], spread: Spread) -> tuple[Fraction, ...]:
    """The points themselves, one value between each two, and the ends of the spread."""
    low, high = spread.low, spread.high
    inside = sorted(p for p in points if p >= low and (high is None or p <= high))
    top = high if high is not None else (inside[-1] + 1 if inside else low + 1)
    if spread.whole:
        around = {n for p in inside for n in (floor(p) - 1, floor(p), ceil(p), ceil(p) + 1)}
        ends = {ceil(low), floor(top), ceil(top)}
        return tuple(
            Fraction(n) for n in sorted(around | ends) if n >= low and (high is None or n <= high)
        )
    stops = sorted({low, top, *inside})
    middles = {(a + b) / 2 for a, b in pairwise(stops)}
    return tuple(sorted({*stops, *middles}))


def _turning_points(
    variable: Variable, inequality: AtLeastZero, root: Formula
) -> set[Fraction] | None:
    """Where the truth of an inequality turns, for each combination of its other variables."""
    others = sorted(inequality.variables - {variable}, key=lambda v: repr(v.key))
    listed: list[tuple[Value, ...]] = []
    for other in others:
        match other.domain:
            case Choices(values=values):
                listed.append(values)
            case Spread(low=low, high=high, whole=whole):
                if not whole or high is None or high - low >= LISTED or other.sort == "world":
                    return None
                listed.append(tuple(Fraction(n) for n in range(ceil(low), floor(high) + 1)))
    if prod(len(values) for values in listed) > COMBINED:
        return None
    points: set[Fraction] = set()
    for combination in product(*listed):
        world: Assignment = dict(zip(others, combination, strict=True))
        turns = turns_of(variable, assigned(inequality.amount, world))
        if turns is None:
            return None
        points.update(turns)
    return points


def turns_of(variable: Variable, amount: Amount) -> set[Fraction] | None:
    """The values of the only free variable at which an amount passes zero; None if not known."""
    found = terms(amount)
    if found is not None:
        constant, parts = found
        return {-constant / part.factor for part in parts}
    return set(_where_it_is(amount, Fraction(0))) if _occurs_once(variable, amount) else None


def _where_it_is(amount: Amount, target: Fraction) -> Iterator[Fraction]:
    """The values of the only variable of an amount, occurring once, at which it reaches a target.

    Around a rounding these are the points at which it jumps near the target.
    """
    match amount:
        case AmountOf():
            yield target
        case RoundedTo(operand=operand, step=step):
            nearest = target // step
            for steps in range(-1, 3):
                for point in (Fraction(0), Fraction(1, 2)):
                    yield from _where_it_is(operand, (nearest + steps + point) * step)
        case Calculated(operator=operator, left=left, right=Exactly(amount=known)):
            yield from _undone(operator, left, known, target)
        case Calculated(operator=operator, left=Exactly(amount=known), right=right):
            yield from _undone_right(operator, right, known, target)
        case _:
            return


def _undone(operator: str, left: Amount, known: Fraction, target: Fraction) -> Iterator[Fraction]:
    match operator:
        case "+":
            yield from _where_it_is(left, target - known)
        case "-":
            yield from _where_it_is(left, target + known)
        case "×" if known:
            yield from _where_it_is(left, target / known)
        case "/":
            yield from _where_it_is(left, target * known)
        case _:
            return


def _undone_right(
    operator: str, right: Amount, known: Fraction, target: Fraction
) -> Iterator[Fraction]:
    match operator:
        case "-":
            yield from _where_it_is(right, known - target)
        case "/":
            yield Fraction(0)
            if target:
                yield from _where_it_is(right, known / target)
        case _:
            yield from _undone(operator, right, known, target)


def _occurs_once(variable: Variable, amount: Amount) -> bool:
    return _occurrences(variable, amount) == 1


def _occurrences(variable: Variable, amount: Amount) -> int:
    match amount:
        case Exactly():
            return 0
        case AmountOf(variable=other):
            return int(other == variable)
        case Calculated(left=left, right=right):
            return _occurrences(variable, left) + _occurrences(variable, right)
        case RoundedTo(operand=operand):
            return _occurrences(variable, operand)
        case Where():
            return 2
