"""Find out whether conditions can hold at once, and for what values, by trying values.

Every yes or no is tried both ways, every amount and date at the constants it is compared with,
between them and beyond them. That a condition can hold is said only with values that make it so;
that it cannot, only where no other value could make a difference.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from pcn_rules.language import meaning
from pcn_rules.language.cells import constants_in, is_variable, values_of
from pcn_rules.language.meaning import Expression
from pcn_rules.language.plainly import plain_example
from pcn_rules.language.reckon import NoValueError, Scalar, holds
from pcn_rules.language.walk import children, every_part, facts_in

_MOST_STEPS = 2_000_000
"""How many parts are worked out, over all combinations tried; after them, nothing is said."""


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
    found, sure = _search(condition)
    if found is None:
        return Answer(None, never=sure and _only_constants(condition))
    certain = _apart(tuple(found))
    return Answer(Case(tuple(found.items())) if certain else None, never=False)


def never(*conditions: Expression | None) -> bool:
    """Whether some conditions, judged of one subject, certainly hold at once nowhere.

    Says what `together` says; most conditions are seen to hold without trying values in turn.
    """
    condition = meaning.And(tuple(c for c in conditions if c is not None))
    return plain_example(condition) is None and together(*conditions).never


def example(condition: Expression) -> Mapping[Expression, Scalar]:
    """Values that make a condition hold, whether a network has them or not; else no values."""
    plain = plain_example(condition)
    return (_search(condition)[0] or {}) if plain is None else plain


def agrees(condition: Expression, values: Mapping[Expression, Scalar]) -> bool:
    """Whether a condition is known to hold for some values."""
    try:
        return holds(condition, values)
    except NoValueError:
        return False


def _search(condition: Expression) -> tuple[dict[Expression, Scalar] | None, bool]:
    """The first values that make a condition hold, and whether all others were tried."""
    variables = tuple(_variables(condition))
    constants = constants_in(condition)
    tried = {variable: tuple(values_of(variable, constants)) for variable in variables}
    most = _MOST_STEPS // sum(1 for _ in every_part(condition))
    sure = math.prod(len(values) for values in tried.values()) <= most
    for values in islice(product(*tried.values()), most):
        case = dict(zip(variables, values, strict=True))
        try:
            if holds(condition, case):
                return case, True
        except NoValueError:
            sure = False
    return None, sure


# --- variables --------------------------------------------------------------------------------


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
        case meaning.HasRole():
            return True
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
