"""Formulas over what is not known: variables, exact arithmetic on them, and truth of them.

A duty becomes a formula once every known fact is put in. What is left are variables: missing
facts, which somebody could find out, and world variables (estimates and plans), which nobody can
settle today. Formulas are trees; nodes compare by identity, since a tree is built once and read
many times.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal as OneOf

Value = Hashable
"""What a node is in a world: True or False, or a status of a duty."""

Assignment = dict["Variable", Value]


@dataclass(frozen=True, slots=True)
class Choices:
    """One of a few values."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """An amount from low to high (None: no upper bound), in whole numbers only where `whole`."""

    low: Fraction
    high: Fraction | None
    whole: bool


@dataclass(frozen=True, eq=False, slots=True)
class Variable:
    """Something not known. `key` says what; equal keys are one variable.

    Sort `missing`: a completion fixes it. Sort `world`: it differs between worlds.
    """

    key: tuple[Hashable, ...]
    sort: OneOf["missing", "world"]
    domain: Choices | Spread
    hashed: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hashed", hash(self.key))

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Variable) and self.key == other.key)

    def __hash__(self) -> int:
        return self.hashed


YES_NO = Choices((True, False))


def _union(parts: Iterable[frozenset[Variable]]) -> frozenset[Variable]:
    return frozenset().union(*parts)


# --- amounts ----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Exactly:
    """A known amount."""

    amount: Fraction
    variables: frozenset[Variable] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class AmountOf:
    """The amount of a variable with a spread."""

    variable: Variable
    variables: frozenset[Variable] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", frozenset((self.variable,)))


@dataclass(frozen=True, eq=False, slots=True)
class Calculated:
    """Two amounts added, subtracted, multiplied or divided."""

    operator: OneOf["+", "-", "×", "/"]
    left: Amount
    right: Amount
    variables: frozenset[Variable] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", self.left.variables | self.right.variables)


@dataclass(frozen=True, eq=False, slots=True)
class RoundedTo:
    """An amount rounded to a multiple of a step; a half goes up."""

    operand: Amount
    mode: OneOf["nearest", "up", "down"]
    step: Fraction
    variables: frozenset[Variable] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", self.operand.variables)


@dataclass(frozen=True, eq=False, slots=True)
class Where:
    """An amount that counts only where a condition holds; elsewhere it is zero."""

    condition: Formula
    operand: Amount
    variables: frozenset[Variable] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", self.condition.variables | self.operand.variables)


Amount = Exactly | AmountOf | Calculated | RoundedTo | Where

# --- formulas ---------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Always:
    """The same in every world."""

    value: Value
    variables: frozenset[Variable] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class Is:
    """The value of a variable with choices."""

    variable: Variable
    variables: frozenset[Variable] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", frozenset((self.variable,)))


@dataclass(frozen=True, eq=False, slots=True)
class AtLeastZero:
    """Whether an amount is >= 0, > 0 or = 0."""

    amount: Amount
    relation: OneOf[">=", ">", "="]
    variables: frozenset[Variable] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", self.amount.variables)


@dataclass(frozen=True, eq=False, slots=True)
class Applied:
    """A function of the values of other formulas, such as not, or if-then-else."""

    function: Callable[..., Value]
    operands: tuple[Formula, ...]
    variables: frozenset[Variable] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", _union(o.variables for o in self.operands))


@dataclass(frozen=True, eq=False, slots=True)
class Folded:
    """Many formulas through one associative, commutative and idempotent function.

    `neutral` is the value of no operand at all.
    """

    function: Callable[[Value, Value], Value]
    neutral: Value
    operands: tuple[Formula, ...]
    variables: frozenset[Variable] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", _union(o.variables for o in self.operands))


Formula = Always | Is | AtLeastZero | Applied | Folded

TRUE = Always(True)
FALSE = Always(False)


def negated(operand: Formula) -> Formula:
    """What holds where the operand does not."""
    match operand:
        case Always(value=value):
            return Always(not value)
        case _:
            return Applied(_not, (operand,))


def _not(value: Value) -> Value:
    return not value


def _and(left: Value, right: Value) -> Value:
    return left and right


def _or(left: Value, right: Value) -> Value:
    return left or right


def _if(test: Value, then: Value, otherwise: Value) -> Value:
    return then if test else otherwise


def is_same(value: Value, other: Value) -> Value:
    """Whether two formulas come to the same value."""
    return value == other


def every(operands: Iterable[Formula]) -> Formula:
    """What holds where all operands hold."""
    return _simplified(tuple(operands), _and, neutral=True)


def some(operands: Iterable[Formula]) -> Formula:
    """What holds where one of the operands holds."""
    return _simplified(tuple(operands), _or, neutral=False)


def _simplified(
    operands: tuple[Formula, ...],
    function: Callable[[Value, Value], Value],
    *,
    neutral: bool,
) -> Formula:
    kept = []
    for operand in operands:
        match operand:
            case Always(value=value) if value is neutral:
                continue
            case Always():
                return operand
            case _:
                kept.append(operand)
    if len(kept) == 1:
        return kept[0]
    return Folded(function, neutral, tuple(kept)) if kept else Always(neutral)


def if_then_else(test: Formula, then: Formula, otherwise: Formula) -> Formula:
    """What `then` is where the test holds, and what `otherwise` is elsewhere."""
    match test:
        case Always(value=True):
            return then
        case Always():
            return otherwise
        case _:
            return Applied(_if, (test, then, otherwise))
