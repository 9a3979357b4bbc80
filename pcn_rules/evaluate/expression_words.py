"""Put expressions and exact amounts into words, for the arithmetic of a reason."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from pcn_rules.evaluate.bounds import Bounds
from pcn_rules.language.meaning import (
    And,
    Arithmetic,
    Compare,
    Constant,
    DayConstant,
    Every,
    Expression,
    FactValue,
    HasRole,
    Named,
    Not,
    NumberOf,
    Or,
    PeriodTotal,
    RangeConstant,
    Rounded,
    Some,
    SumOf,
    Within,
)
from pcn_rules.values import written
from pcn_rules.values.days import written as written_day
from pcn_rules.values.units import DATE, NUMBER, Unit

_RELATIONS = {
    ">=": "at least",
    "<=": "at most",
    ">": "more than",
    "<": "less than",
    "=": "exactly",
}


def relation_words(operator: str) -> str:
    """A comparison as people say it."""
    return _RELATIONS[operator]


def in_words(  # noqa: C901, PLR0911, PLR0912 -- one case for each kind of expression
    expression: Expression,
) -> str:
    """An expression of the vocabulary, short enough to stand in a sentence."""
    match expression:
        case Constant(amount=amount, unit=unit, written=text):
            return text or with_unit((amount, amount), unit)
        case RangeConstant(low=low, high=high, unit=unit, written=text):
            return text or with_unit((low, high), unit)
        case DayConstant(day=day):
            return written_day(day)
        case FactValue(fact=fact):
            return fact.name
        case PeriodTotal(fact=fact):
            return f"{fact.name} in the period"
        case Named(name=name):
            return name
        case Arithmetic(operator=operator, left=left, right=right):
            return f"({in_words(left)} {operator} {in_words(right)})"
        case Rounded(operand=operand, mode=mode, written=text):
            way = {"nearest": "to the nearest", "up": "up to the next", "down": "down to the last"}
            return f"{in_words(operand)} rounded {way[mode]} {text}".rstrip()
        case NumberOf(group=group):
            return f"number of {group.text}"
        case SumOf(operand=operand, group=group):
            return f"sum of {in_words(operand)} over {group.text}"
        case Compare(operator=operator, left=left, right=right):
            return f"{in_words(left)} {relation_words(operator)} {in_words(right)}"
        case Within(operand=operand, range=limits):
            return f"{in_words(operand)} within {in_words(limits)}"
        case HasRole(fact=fact, role=role):
            return f"{fact.name} is {role}"
        case Not() | And() | Or() | Every() | Some():
            return truth_in_words(expression)
        case _:
            assert_never(expression)


def truth_in_words(expression: Not | And | Or | Every | Some) -> str:
    """A truth made of others, in words."""
    match expression:
        case Not(operand=operand):
            return f"not {in_words(operand)}"
        case And(operands=operands):
            return " and ".join(in_words(operand) for operand in operands)
        case Or(operands=operands):
            return " or ".join(in_words(operand) for operand in operands)
        case Every(group=group, body=body):
            return f"every {group.text} has {in_words(body)}"
        case Some(group=group, body=body):
            return f"some {group.text} has {in_words(body)}"
        case _:
            assert_never(expression)


def with_unit(amount: Bounds, unit: Unit) -> str:
    """An amount between two ends with its unit; a day where the unit is a date."""
    low, high = amount
    if unit == DATE:
        return _days(low, high)
    words = written.spread(low, high)
    return words if unit == NUMBER else f"{words} {unit}"


def _days(low: Fraction | None, high: Fraction | None) -> str:
    if low is not None and low == high:
        return written_day(date.fromordinal(int(low)))
    return "a day not known"
