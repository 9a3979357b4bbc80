"""Choose the values that are enough to try for each part of a condition that can vary."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import assert_never

from pcn_rules.language import meaning
from pcn_rules.language.meaning import Expression
from pcn_rules.language.reckon import Scalar
from pcn_rules.language.walk import every_part


def is_variable(expression: Expression) -> bool:
    """Whether an expression is tried at values of its own, whatever it is made of."""
    match expression:
        case (
            meaning.FactValue()
            | meaning.PeriodTotal()
            | meaning.NumberOf()
            | meaning.Every()
            | meaning.Some()
        ):
            return True
        case meaning.SumOf(operand=meaning.FactValue() | meaning.PeriodTotal()):
            return True
        case meaning.Named(meaning=inner):
            return is_variable(inner)
        case _:
            return False


_FEW = 6
"""With how many constants their products and quotients are tried as well."""


@dataclass(frozen=True, slots=True)
class Constants:
    """What a condition compares with, in order."""

    amounts: tuple[Fraction, ...]
    days: tuple[date, ...]


def constants_in(condition: Expression) -> Constants:
    """Every amount and day that a condition is written with."""
    amounts: set[Fraction] = set()
    days: set[date] = set()
    calculated = False
    for part in every_part(condition):
        match part:
            case meaning.Constant(amount=amount):
                amounts.add(amount)
            case meaning.RangeConstant(low=low, high=high):
                amounts.update((low, high))
            case meaning.DayConstant(day=day):
                days.add(day)
            case meaning.Arithmetic():
                calculated = True
            case _:
                pass
    if calculated and len(amounts) <= _FEW:
        amounts |= {one * other for one in amounts for other in amounts}
        amounts |= {one / other for one in amounts for other in amounts if other}
    return Constants(tuple(sorted(amounts)), tuple(sorted(days)))


def values_of(variable: Expression, constants: Constants) -> Iterator[Scalar]:
    """The values that are enough to try for a variable, those at the constants first."""
    match _kind(variable):
        case meaning.YesNoKind():
            yield from (True, False)
        case meaning.DateKind():
            days = constants.days or (date(2020, 4, 1),)
            yield from sorted({day + timedelta(step) for day in days for step in (-1, 0, 1)})
        case meaning.RoleKind(roles=roles):
            yield from (*roles, meaning.ANOTHER_ROLE)
        case meaning.NumberKind(whole=whole) | meaning.SeriesKind(whole=whole):
            yield from _amounts(constants.amounts, whole=whole)


@lru_cache(maxsize=256)
def _amounts(constants: tuple[Fraction, ...], *, whole: bool) -> tuple[Fraction, ...]:
    """Each constant, what lies between two of them, below the least and above the greatest."""
    # As multiples of one small step they are whole numbers, which are compared at once.
    one = 2 * math.lcm(*(constant.denominator for constant in constants))
    steps = [constant.numerator * (one // constant.denominator) for constant in constants]
    found = {0}
    for step in steps:
        if whole:
            low, high = step // one * one, -(-step // one) * one
            found.update((low - one, low, high, high + one))
        else:
            found.update((step, step + one))
    if not whole:
        found.update((low + high) // 2 for low, high in pairwise(sorted({0, *steps})))
    # Values near a constant come first: they make the plainest examples.
    reachable = (step for step in found if step >= 0)
    ordered = sorted(reachable, key=lambda step: (_distance(step, steps), step))
    return tuple(Fraction(step, one) for step in ordered)


def _distance(step: int, constants: Sequence[int]) -> int:
    """How far a value is from the nearest of some constants, which are in order."""
    at = bisect_left(constants, step)
    return min((abs(step - near) for near in constants[max(at - 1, 0) : at + 1]), default=step)


def _kind(variable: Expression) -> meaning.Kind:
    match variable:
        case meaning.FactValue(fact=fact) | meaning.PeriodTotal(fact=fact):
            return fact.kind
        case meaning.Named(meaning=inner):
            return _kind(inner)
        case meaning.SumOf(operand=operand, unit=unit):
            whole = is_variable(operand) and _is_whole(_kind(operand))
            return meaning.NumberKind(unit, whole, str(unit))
        case meaning.NumberOf(unit=unit):
            return meaning.NumberKind(unit, whole=True, written=str(unit))
        case _:
            return meaning.YesNoKind()


def _is_whole(kind: meaning.Kind) -> bool:
    match kind:
        case meaning.NumberKind(whole=whole) | meaning.SeriesKind(whole=whole):
            return whole
        case meaning.YesNoKind() | meaning.DateKind() | meaning.RoleKind():
            return False
        case _:
            assert_never(kind)
