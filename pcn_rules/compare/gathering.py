"""What follows for longer periods from what is required in shorter ones, and the other way."""

from __future__ import annotations

from fractions import Fraction

from pcn_rules.language.meaning import (
    And,
    Arithmetic,
    Compare,
    Constant,
    Every,
    Expression,
    Not,
    Or,
    PeriodTotal,
    Some,
)
from pcn_rules.language.walk import totals_a_period
from pcn_rules.values.units import NUMBER


def over(requirement: Expression, times: int) -> Expression | None:
    """What holds of a period that holds so many of those in each of which a requirement holds.

    Totals of at least an amount add up to so many times it; whatever else is asked is asked still.
    None where nothing can be said: where a total may be small, or another may stand in for it.
    """
    match requirement:
        case And(operands=operands):
            parts = [over(operand, times) for operand in operands]
            found = [part for part in parts if part is not None]
            return And(tuple(found)) if len(found) == len(parts) else None
        case Or(operands=operands):
            return _either(operands, times)
        case Every(group=group, body=body):
            inner = over(body, times)
            return None if inner is None else Every(group, inner)
        case Compare(operator=">=" | ">" as operator, left=PeriodTotal() as total, right=right) if (
            not totals_a_period(right)
        ):
            many = Arithmetic("×", Constant(Fraction(times), NUMBER), right, NUMBER)
            return Compare(operator, total, many)
        case _:
            return None if totals_a_period(requirement) else requirement


def _either(operands: tuple[Expression, ...], times: int) -> Expression | None:
    """One of several; which of two totals it is may differ from one short period to another."""
    if sum(1 for part in operands if totals_a_period(part)) > 1:
        return None
    parts = [over(part, times) for part in operands]
    found = [part for part in parts if part is not None]
    return Or(tuple(found)) if len(found) == len(parts) else None


def passes_down(requirement: Expression) -> bool:
    """Whether what holds of a period holds of every shorter one inside it.

    A total that is small enough is; what must be done in the period may be done in another part.
    """
    match requirement:
        case And(operands=operands) | Or(operands=operands):
            return all(passes_down(operand) for operand in operands)
        case Every(body=body) | Some(body=body):
            return passes_down(body)
        case Compare(operator="<=" | "<", left=PeriodTotal(), right=right):
            return not totals_a_period(right)
        case Not():
            return True
        case _:
            return False
