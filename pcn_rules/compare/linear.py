"""Comparisons as linear inequalities over what can vary, and whether two of them can both hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.language.meaning import (
    Arithmetic,
    Compare,
    Constant,
    DateKind,
    DayConstant,
    Expression,
    FactDefinition,
    FactValue,
    NumberOf,
    PeriodTotal,
    Rounded,
    SumOf,
)

Monomial = tuple[Expression, ...]
"""A product of amounts that can vary; the empty one stands for 1."""

ONE: Monomial = ()


@dataclass(frozen=True, slots=True)
class Inequality:
    """A sum of multiples of monomials that is at least zero, or more than zero where `strict`."""

    terms: tuple[tuple[Monomial, Fraction], ...]
    strict: bool


def inequalities(compared: Compare) -> tuple[Inequality, ...]:
    """What a comparison says, as one inequality, or two for `=`; none where it is not linear."""
    left, right = terms_of(compared.left), terms_of(compared.right)
    above, below = _sum(left, right, Fraction(-1)), _sum(right, left, Fraction(-1))
    match compared.operator:
        case ">=":
            return (_inequality(above, strict=False),)
        case ">":
            return (_inequality(above, strict=True),)
        case "<=":
            return (_inequality(below, strict=False),)
        case "<":
            return (_inequality(below, strict=True),)
        case "=":
            return (_inequality(above, strict=False), _inequality(below, strict=False))


def exclude(one: Inequality, other: Inequality) -> bool:
    """Whether no amounts satisfy both: some sum of their multiples is certainly below zero.

    Sound, not complete: False says only that it was not shown.
    """
    return any(
        _never(_sum(dict(one.terms), dict(other.terms), times), one.strict or other.strict)
        for times in _multiples(one, other)
    )


def impossible(one: Inequality) -> bool:
    """Whether an inequality alone holds for no amounts."""
    return _never(dict(one.terms), one.strict)


def _multiples(one: Inequality, other: Inequality) -> Iterator[Fraction]:
    """The multiples of the other that make some monomial vanish; and the other as it is."""
    yield Fraction(1)
    against = dict(other.terms)
    for monomial, factor in one.terms:
        found = against.get(monomial, Fraction(0))
        if found and -factor / found > 0:
            yield -factor / found


def _never(terms: dict[Monomial, Fraction], strict: bool) -> bool:
    """Whether a sum is certainly below zero, or not above it where it would have to be."""
    constant = terms.get(ONE, Fraction(0))
    if constant > 0 or (constant == 0 and not strict):
        return False
    return all(
        factor == 0 or (factor < 0 and _never_negative(monomial))
        for monomial, factor in terms.items()
        if monomial != ONE
    )


# --- amounts as sums --------------------------------------------------------------------------


def terms_of(amount: Expression) -> dict[Monomial, Fraction]:
    """An amount as a sum of multiples of monomials; what is no sum is a monomial of its own."""
    match amount:
        case Constant(amount=value):
            return {ONE: value}
        case DayConstant(day=day):
            return {ONE: Fraction(day.toordinal())}
        case Arithmetic(operator="+", left=left, right=right):
            return _sum(terms_of(left), terms_of(right), Fraction(1))
        case Arithmetic(operator="-", left=left, right=right):
            return _sum(terms_of(left), terms_of(right), Fraction(-1))
        case Arithmetic(operator="×", left=left, right=right):
            return _product(terms_of(left), terms_of(right))
        case Arithmetic(operator="/", left=left, right=right):
            below = terms_of(right)
            if set(below) == {ONE} and below[ONE]:
                return _product(terms_of(left), {ONE: 1 / below[ONE]})
            return {(amount,): Fraction(1)}
        case _:
            return {(amount,): Fraction(1)}


def _inequality(terms: dict[Monomial, Fraction], *, strict: bool) -> Inequality:
    kept = sorted(((m, f) for m, f in terms.items() if f), key=lambda term: repr(term[0]))
    return Inequality(tuple(kept), strict)


def _sum(
    left: dict[Monomial, Fraction], right: dict[Monomial, Fraction], times: Fraction
) -> dict[Monomial, Fraction]:
    total = dict(left)
    for monomial, factor in right.items():
        total[monomial] = total.get(monomial, Fraction(0)) + factor * times
    return total


def _product(
    left: dict[Monomial, Fraction], right: dict[Monomial, Fraction]
) -> dict[Monomial, Fraction]:
    total: dict[Monomial, Fraction] = {}
    for one, factor in left.items():
        for other, times in right.items():
            monomial = tuple(sorted((*one, *other), key=repr))
            total[monomial] = total.get(monomial, Fraction(0)) + factor * times
    return total


def _never_negative(monomial: Monomial) -> bool:
    """Whether amounts are never below zero: facts are not, nor what is added up of them."""
    return all(_is_amount(factor) for factor in monomial)


def _is_amount(factor: Expression) -> bool:
    match factor:
        case FactValue(fact=FactDefinition(kind=DateKind())):
            return False
        case FactValue():
            return True
        case PeriodTotal() | NumberOf():
            return True
        case SumOf(operand=operand) | Rounded(operand=operand):
            terms = terms_of(operand)
            return all(times >= 0 and _never_negative(m) for m, times in terms.items())
        case _:
            return False
