"""Go through the parts of a resolved expression."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from pcn_rules.language import meaning
from pcn_rules.language.meaning import Expression, FactDefinition


def children(  # noqa: C901, PLR0911, PLR0912 -- one case for each kind of expression
    expression: Expression,
) -> tuple[Expression, ...]:
    """The expressions that an expression is made of, in the order they are written."""
    match expression:
        case (
            meaning.Constant()
            | meaning.RangeConstant()
            | meaning.DayConstant()
            | meaning.FactValue()
            | meaning.PeriodTotal()
        ):
            return ()
        case meaning.HasRole(fact=fact):
            return (meaning.FactValue(fact),)
        case meaning.Named(meaning=inner):
            return (inner,)
        case meaning.Arithmetic(left=left, right=right) | meaning.Compare(left=left, right=right):
            return (left, right)
        case meaning.Rounded(operand=operand) | meaning.Not(operand=operand):
            return (operand,)
        case meaning.NumberOf(group=group):
            return _filter(group)
        case meaning.SumOf(operand=operand, group=group):
            return (*_filter(group), operand)
        case meaning.Within(operand=operand, range=written, scale=scale):
            return (operand, written) if scale is None else (operand, written, scale)
        case meaning.And(operands=operands) | meaning.Or(operands=operands):
            return operands
        case meaning.Every(group=group, body=body) | meaning.Some(group=group, body=body):
            return (*_filter(group), body)
        case _:
            assert_never(expression)


def _filter(group: meaning.Group) -> tuple[Expression, ...]:
    return () if group.where is None else (group.where,)


def every_part(expression: Expression) -> Iterator[Expression]:
    """An expression and every part of it, however deep."""
    yield expression
    for child in children(expression):
        yield from every_part(child)


def facts_in(expression: Expression) -> frozenset[FactDefinition]:
    """The facts that an expression names, however deep."""
    return frozenset(_facts(expression))


def _facts(expression: Expression) -> Iterator[FactDefinition]:
    for part in every_part(expression):
        match part:
            case meaning.FactValue(fact=fact) | meaning.PeriodTotal(fact=fact):
                yield fact
            case _:
                pass


def totals_a_period(expression: Expression) -> bool:
    """Whether an expression adds a series up over a period, and so needs one to be judged."""
    for part in every_part(expression):
        match part:
            case meaning.PeriodTotal():
                return True
            case _:
                pass
    return False


_MOST_PARTS = 10_000
"""How many parts what a name means may have: names inside names can multiply without end."""


def too_large(expression: Expression) -> bool:
    """Whether an expression has more parts than anyone could follow."""
    return any(count >= _MOST_PARTS for count, _ in enumerate(every_part(expression)))
