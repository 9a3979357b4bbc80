"""Tell whether two requirements differ in their figures only, or in the roles they name only."""

from __future__ import annotations

from pcn_rules.compare.model import Kind
from pcn_rules.evaluate.expression_words import in_words
from pcn_rules.language.meaning import (
    Arithmetic,
    Compare,
    Constant,
    DayConstant,
    Every,
    Expression,
    HasRole,
    Named,
    NumberOf,
    RangeConstant,
    Rounded,
    Some,
    SumOf,
)
from pcn_rules.language.walk import children


def of_bodies(old: Expression, new: Expression) -> tuple[Kind, str] | None:
    """Figures or roles that changed, where nothing else did."""
    figures: list[tuple[str, str]] = []
    roles: list[tuple[str, str]] = []
    if not _alike(old, new, figures, roles) or not (figures or roles):
        return None
    told = [f"{after} and no longer {before}" for before, after in dict.fromkeys(figures + roles)]
    return ("threshold" if figures else "roles"), f"it asks for {', '.join(told)}"


def _alike(
    old: Expression,
    new: Expression,
    figures: list[tuple[str, str]],
    roles: list[tuple[str, str]],
) -> bool:
    """Whether two expressions have one form; what differs in it is kept."""
    if old == new:
        return True
    match old, new:
        case (Constant(), Constant()) | (DayConstant(), DayConstant()):
            figures.append((in_words(old), in_words(new)))
            return True
        case RangeConstant(), RangeConstant():
            figures.append((in_words(old), in_words(new)))
            return True
        case HasRole(fact=one), HasRole(fact=other):
            roles.append((in_words(old), in_words(new)))
            return one == other
        case _:
            return _of_parts(old, new, figures, roles)


def _of_parts(
    old: Expression,
    new: Expression,
    figures: list[tuple[str, str]],
    roles: list[tuple[str, str]],
) -> bool:
    parts, others = children(old), children(new)
    if type(old) is not type(new) or len(parts) != len(others) or not parts:
        return False
    if _shell(old) != _shell(new):
        return False
    return all(_alike(one, other, figures, roles) for one, other in zip(parts, others, strict=True))


def _shell(expression: Expression) -> tuple[object, ...]:
    """What an expression says once its parts are set aside."""
    match expression:
        case Compare(operator=operator) | Arithmetic(operator=operator):
            return (operator,)
        case Rounded(mode=mode, step=step):
            return (mode, step)
        case Every(group=group) | Some(group=group) | NumberOf(group=group) | SumOf(group=group):
            return (group.entity,)
        case Named(name=name):
            return (name,)
        case _:
            return ()
