"""Conditions in one plain form: what must hold, without negations of anything but a yes or no.

Names are opened, negations are driven inwards, and a range becomes its two ends, so that two
conditions that mean the same mostly look the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from pcn_rules.language.meaning import (
    And,
    Arithmetic,
    Compare,
    Constant,
    Every,
    Expression,
    FactValue,
    Group,
    Named,
    Not,
    NumberOf,
    Or,
    PeriodTotal,
    Rounded,
    Some,
    SumOf,
    Within,
)

TRUE = And(())
FALSE = Or(())

_CONTRARY = {">=": "<", "<=": ">", ">": "<=", "<": ">="}


def plain(expression: Expression, *, wanted: bool = True) -> Expression:  # noqa: PLR0911 - one case each
    """A condition in plain form; its contrary where it is not `wanted`."""
    match expression:
        case Not(operand=operand):
            return plain(operand, wanted=not wanted)
        case And(operands=operands) | Or(operands=operands):
            parts = [plain(operand, wanted=wanted) for operand in operands]
            return every(parts) if isinstance(expression, And) is wanted else some(parts)
        case Every(group=group, body=body) | Some(group=group, body=body):
            return _of_group(expression, group, body, wanted=wanted)
        case Compare():
            return _compared(expression, wanted=wanted)
        case Within(operand=operand, range=ends, scale=scale):
            low, high = (Constant(end, ends.unit) for end in (ends.low, ends.high))
            between = (
                Compare(">=", operand, _scaled(low, scale)),
                Compare("<=", operand, _scaled(high, scale)),
            )
            return plain(And(between), wanted=wanted)
        case Named(meaning=inner):
            return plain(inner, wanted=wanted)
        case _:
            return expression if wanted else Not(expression)


def every(parts: Iterable[Expression]) -> Expression:
    """What holds where all parts do, flat, and without parts that always do."""
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.operands if isinstance(part, And) else (part,))
    if FALSE in flat:
        return FALSE
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else And(kept)


def some(parts: Iterable[Expression]) -> Expression:
    """What holds where one of the parts does, flat, and without parts that never do."""
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.operands if isinstance(part, Or) else (part,))
    if TRUE in flat:
        return TRUE
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else Or(kept)


def contrary(expression: Expression) -> Expression:
    """What holds where a condition does not, in plain form."""
    return plain(expression, wanted=False)


def _of_group(
    expression: Every | Some, group: Group, body: Expression, *, wanted: bool
) -> Expression:
    where = TRUE if group.where is None else plain(group.where)
    kept = Group(group.entity, where)
    if isinstance(expression, Every) is wanted:
        return Every(kept, plain(body, wanted=wanted))
    return Some(kept, plain(body, wanted=wanted))


def _compared(expression: Compare, *, wanted: bool) -> Expression:
    left, right = opened(expression.left), opened(expression.right)
    match expression.operator, wanted:
        case "=", True:
            return And((Compare(">=", left, right), Compare("<=", left, right)))
        case "=", False:
            return Or((Compare(">", left, right), Compare("<", left, right)))
        case operator, True:
            return Compare(operator, left, right)
        case operator, False:
            return Compare(_CONTRARY[operator], left, right)  # type: ignore[arg-type]
        case _:
            raise TypeError(expression)


def _scaled(end: Constant, scale: Expression | None) -> Expression:
    return end if scale is None else Arithmetic("×", end, scale, end.unit)


def opened(amount: Expression) -> Expression:
    """An amount without names: each is replaced by what it means."""
    match amount:
        case Named(meaning=inner):
            return opened(inner)
        case Arithmetic(operator=operator, left=left, right=right, unit=unit):
            return Arithmetic(operator, opened(left), opened(right), unit)
        case Rounded(operand=operand, mode=mode, step=step, unit=unit):
            return Rounded(opened(operand), mode, step, unit)
        case SumOf(operand=operand, group=group, unit=unit):
            return SumOf(opened(operand), _opened_group(group), unit)
        case NumberOf(group=group, unit=unit):
            return NumberOf(_opened_group(group), unit)
        case FactValue() | PeriodTotal():
            return amount
        case _:
            return amount


def _opened_group(group: Group) -> Group:
    return Group(group.entity, None if group.where is None else plain(group.where))
