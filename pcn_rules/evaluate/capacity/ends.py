"""An amount that is not known for sure, by the four ends that matter to whether hours suffice."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

ZERO = Fraction(0)

SIDES = ("best kind", "best hard", "worst kind", "worst hard")
"""With what is missing at its best or its worst, estimates and plans kind or hard."""

BEST_KIND, BEST_HARD, WORST_KIND, WORST_HARD = range(4)


@dataclass(frozen=True, slots=True)
class Ends:
    """An amount with what is missing at its best and at its worst, and in each of these with
    estimates and plans kind and hard; None where it has no end.

    Whether hours suffice turns one way only with each amount, so that no other values matter.
    """

    best_kind: Fraction | None
    best_hard: Fraction | None
    worst_kind: Fraction | None
    worst_hard: Fraction | None

    @property
    def each(self) -> tuple[Fraction | None, ...]:
        """The four ends, in the order of `SIDES`."""
        return self.best_kind, self.best_hard, self.worst_kind, self.worst_hard


def known(amount: Fraction) -> Ends:
    """An amount that is known."""
    return Ends(amount, amount, amount, amount)


def ranging(kind: Fraction, hard: Fraction) -> Ends:
    """An estimate or a plan: nobody can settle it today."""
    return Ends(kind, hard, kind, hard)


def missing(best: Fraction | None, worst: Fraction | None) -> Ends:
    """An amount that somebody could find out."""
    return Ends(best, best, worst, worst)


def plus(one: Ends, other: Ends) -> Ends:
    """The sum, end by end; what has no end stays so."""
    return Ends(
        *(
            None if a is None or b is None else a + b
            for a, b in zip(one.each, other.each, strict=True)
        )
    )


def times(one: Ends, other: Ends) -> Ends:
    """The product of amounts that are not negative, end by end; nothing times no end is nothing."""
    return Ends(*(_product(a, b) for a, b in zip(one.each, other.each, strict=True)))


def _product(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    if one == 0 or other == 0:
        return ZERO
    return None if one is None or other is None else one * other


def less(one: Ends, other: Ends) -> Ends:
    """What is left of an amount after another is taken off, end by end; never less than nothing.

    Where both have no end, nothing is sure to be left.
    """
    return Ends(*(_left(a, b) for a, b in zip(one.each, other.each, strict=True)))


def _left(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    if other is None:
        return ZERO
    return None if one is None else max(one - other, ZERO)
