"""Find out whether conditions can hold at once, and for what values, by trying values.

Every yes or no is tried both ways, every amount and date at the constants it is compared with,
between them and beyond them. That a condition can hold is said only with values that make it so;
that it cannot, only where no other value could make a difference.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product
from typing import assert_never

from pcn_rules.language import meaning
from pcn_rules.language.meaning import Expression
from pcn_rules.language.reckon import NoValueError, Scalar, holds
from pcn_rules.language.walk import children, every_part, facts_in

_MOST_CASES = 20_000
"""How many combinations are tried; with more, nothing is said."""


@dataclass(frozen=True, slots=True)
class Case:
    """Values that make some conditions hold, in the order the conditions name them."""

    values: tuple[tuple[Expression, Scalar], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether conditions can hold at once: `case` where they can, `never` where they cannot.

    Neither is said where it is not certain.
    """

    case: Case | None
    never: bool


def together(*conditions: Expression | None) -> Answer:
    """Whether some conditions, judged of one subject, can hold at once (None: always holds)."""
    condition = meaning.And(tuple(c for c in conditions if c is not None))
    variables = tuple(_variables(condition))
    constants = _constants(condition)
    tried = {variable: tuple(_values(variable, constants)) for variable in variables}
    if math.prod(len(values) for values in tried.values()) > _MOST_CASES:
        return Answer(None, never=False)
    sure = True
    for values in product(*tried.values()):
        case = dict(zip(variables, values, strict=True))
        try:
            if holds(condition, case):
                found = Case(tuple(case.items()))
                return Answer(found if _apart(variables) else None, never=False)
        except NoValueError:
            sure = False
    return Answer(None, never=sure and _only_constants(condition))


# --- variables --------------------------------------------------------------------------------


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


def _variables(condition: Expression) -> Iterator[Expression]:
    """The parts of a condition that are tried at values, each once, in the order they are named."""
    seen: set[Expression] = set()
    for part in _down_to_variables(condition):
        if part not in seen:
            seen.add(part)
            yield part


def _down_to_variables(expression: Expression) -> Iterator[Expression]:
    if is_variable(expression):
        yield expression
        return
    match expression:
        case meaning.SumOf():
            yield expression
        case _:
            for child in children(expression):
                yield from _down_to_variables(child)


def _apart(variables: tuple[Expression, ...]) -> bool:
    """Whether variables can take any values side by side: none speaks of what another speaks of."""
    groups = [variable for variable in variables if not _is_plain(variable)]
    for group in groups:
        for other in variables:
            if other != group and not _side_by_side(group, other):
                return False
    return all(_reaches_any(group) for group in groups)


def _side_by_side(one: Expression, other: Expression) -> bool:
    """Whether two variables speak of different entities, or add up different facts of the same."""
    if _entities(one).isdisjoint(_entities(other)):
        return True
    match _unnamed(one), _unnamed(other):
        case (
            meaning.SumOf(operand=left, group=first),
            meaning.SumOf(operand=right, group=second),
        ):
            return left != right and first == second
        case _:
            return False


def _unnamed(expression: Expression) -> Expression:
    match expression:
        case meaning.Named(meaning=inner):
            return _unnamed(inner)
        case _:
            return expression


def _is_plain(variable: Expression) -> bool:
    match variable:
        case meaning.FactValue() | meaning.PeriodTotal():
            return True
        case _:
            return False


def _reaches_any(variable: Expression) -> bool:
    """Whether something of a group can come out either way, or at any amount."""
    match variable:
        case meaning.Named(meaning=inner):
            return _reaches_any(inner)
        case meaning.Every(group=group, body=body):
            breach = together(group.where, meaning.Not(body))
            return breach.case is not None
        case meaning.Some(group=group, body=body):
            return together(group.where, body).case is not None
        case meaning.SumOf(group=group) | meaning.NumberOf(group=group):
            return together(group.where).case is not None
        case _:
            return True


def _entities(expression: Expression) -> frozenset[str | None]:
    named: set[str | None] = {fact.entity for fact in facts_in(expression)}
    for part in every_part(expression):
        match part:
            case (
                meaning.Every(group=group)
                | meaning.Some(group=group)
                | meaning.SumOf(group=group)
                | meaning.NumberOf(group=group)
            ):
                named.add(group.entity)
            case _:
                pass
    return frozenset(named)


# --- values -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Constants:
    amounts: tuple[Fraction, ...]
    days: tuple[date, ...]


def _constants(condition: Expression) -> _Constants:
    amounts: set[Fraction] = set()
    days: set[date] = set()
    for part in every_part(condition):
        match part:
            case meaning.Constant(amount=amount):
                amounts.add(amount)
            case meaning.RangeConstant(low=low, high=high):
                amounts.update((low, high))
            case meaning.DayConstant(day=day):
                days.add(day)
            case _:
                pass
    return _Constants(tuple(sorted(amounts)), tuple(sorted(days)))


def _values(variable: Expression, constants: _Constants) -> Iterator[Scalar]:
    match _kind(variable):
        case meaning.YesNoKind():
            yield from (True, False)
        case meaning.DateKind():
            days = constants.days or (date(2020, 4, 1),)
            yield from sorted({day + timedelta(step) for day in days for step in (-1, 0, 1)})
        case meaning.NumberKind(whole=whole) | meaning.SeriesKind(whole=whole):
            yield from _amounts(constants.amounts, whole=whole)


def _amounts(constants: tuple[Fraction, ...], *, whole: bool) -> Iterator[Fraction]:
    """Each constant, what lies between two of them, below the least and above the greatest."""
    found: set[Fraction] = {Fraction(0)}
    for constant in constants:
        if whole:
            low, high = Fraction(math.floor(constant)), Fraction(math.ceil(constant))
            found.update((low - 1, low, high, high + 1))
        else:
            found.update((constant, constant + 1))
    if not whole:
        ordered = sorted({Fraction(0), *constants})
        found.update((low + high) / 2 for low, high in pairwise(ordered))
    yield from sorted(
        (amount for amount in found if amount >= 0),
        key=lambda amount: (min((abs(amount - c) for c in constants), default=amount), amount),
    )


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
        case meaning.YesNoKind() | meaning.DateKind():
            return False
        case _:
            assert_never(kind)


def _only_constants(expression: Expression) -> bool:
    """Whether amounts and dates are compared with constants only, so that no value was left out."""
    match expression:
        case meaning.Compare(left=left, right=right):
            return (
                _is_side(left)
                and _is_side(right)
                and not (is_variable(left) and is_variable(right))
            )
        case meaning.Within(operand=operand, scale=scale):
            return _is_side(operand) and scale is None
        case meaning.Not() | meaning.And() | meaning.Or():
            return all(_only_constants(child) for child in children(expression))
        case _:
            return is_variable(expression)


def _is_side(expression: Expression) -> bool:
    match expression:
        case meaning.Constant() | meaning.DayConstant():
            return True
        case _:
            return is_variable(expression)
