"""Conditions in one plain form: what must hold, without negations of anything but a yes or no.

Names are opened, negations are driven inwards, and a range becomes its two ends, so that two
conditions that mean the same mostly look the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal as OneOf

from pcn_rules.language.meaning import (
    And,
    Arithmetic,
    Compare,
    Constant,
    Every,
    Expression,
    Group,
    Named,
    Not,
    NumberOf,
    Or,
    Rounded,
    Some,
    SumOf,
    Within,
)

TRUE = And(())
FALSE = Or(())

Operator = OneOf[">=", "<=", ">", "<", "="]
_CONTRARY: dict[Operator, Operator] = {">=": "<", "<=": ">", ">": "<=", "<": ">="}


def plain(expression: Expression, *, wanted: bool = True) -> Expression:  # noqa: PLR0911 - one case each
    """A condition in plain form; its contrary where it is not `wanted`."""
    match expression:
        case Not(operand=operand):
            return plain(operand, wanted=not wanted)
        case And(operands=operands):
            parts = [plain(operand, wanted=wanted) for operand in operands]
            return every(parts) if wanted else some(parts)
        case Or(operands=operands):
            parts = [plain(operand, wanted=wanted) for operand in operands]
            return some(parts) if wanted else every(parts)
        case Every(group=group, body=body):
            inner = plain(body, wanted=wanted)
            return Every(_plain_group(group), inner) if wanted else Some(_plain_group(group), inner)
        case Some(group=group, body=body):
            inner = plain(body, wanted=wanted)
            return Some(_plain_group(group), inner) if wanted else Every(_plain_group(group), inner)
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
    flat = tuple(dict.fromkeys(each for part in parts for each in conjuncts(part)))
    if FALSE in flat:
        return FALSE
    return flat[0] if len(flat) == 1 else And(flat)


def some(parts: Iterable[Expression]) -> Expression:
    """What holds where one of the parts does, flat, and without parts that never do."""
    flat = tuple(dict.fromkeys(each for part in parts for each in _alternatives(part)))
    if TRUE in flat:
        return TRUE
    return flat[0] if len(flat) == 1 else Or(flat)


def conjuncts(condition: Expression) -> tuple[Expression, ...]:
    """The parts that hold together where a condition is a list of them; else the condition."""
    match condition:
        case And(operands=operands):
            return operands
        case _:
            return (condition,)


def _alternatives(condition: Expression) -> tuple[Expression, ...]:
    match condition:
        case Or(operands=operands):
            return operands
        case _:
            return (condition,)


def contrary(expression: Expression) -> Expression:
    """What holds where a condition does not, in plain form."""
    return plain(expression, wanted=False)


def _plain_group(group: Group) -> Group:
    return Group(group.entity, TRUE if group.where is None else plain(group.where))


def _compared(expression: Compare, *, wanted: bool) -> Expression:
    left, right = opened(expression.left), opened(expression.right)
    operator = expression.operator
    match operator, wanted:
        case "=", True:
            return And((Compare(">=", left, right), Compare("<=", left, right)))
        case "=", False:
            return Or((Compare(">", left, right), Compare("<", left, right)))
        case _:
            return Compare(operator if wanted else _CONTRARY[operator], left, right)


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
        case _:
            return amount


def _opened_group(group: Group) -> Group:
    return Group(group.entity, None if group.where is None else plain(group.where))
