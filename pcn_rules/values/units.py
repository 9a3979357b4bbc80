"""Turn the names of units into dimensions that can be multiplied and compared."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of base units, such as minutes × patients⁻¹.

    `powers` is sorted by name and holds no zero power; the empty product is a plain number.
    """

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Unit) -> Unit:
        return self._combined(other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return self._combined(other, -1)

    def _combined(self, other: Unit, sign: int) -> Unit:
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + sign * power
        return Unit(tuple(sorted((n, p) for n, p in powers.items() if p)))

    def __str__(self) -> str:
        above = [n if p == 1 else f"{n}^{p}" for n, p in self.powers if p > 0]
        below = [n if p == -1 else f"{n}^{-p}" for n, p in self.powers if p < 0]
        if not above and not below:
            return "number"
        return " per ".join([" ".join(above) or "1", *below])


NUMBER = Unit()
MINUTES = Unit((("minutes", 1),))
POUNDS = Unit((("£", 1),))
WTE = Unit((("WTE", 1),))
DAYS = Unit((("days", 1),))
MONTHS = Unit((("months", 1),))
DATE = Unit((("date", 1),))


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name a reader may write, what it counts in, and how much of it.

    `whole` units come only in whole numbers (patients, beds); others in any amount (WTE, minutes).
    """

    name: str
    unit: Unit
    factor: Fraction = Fraction(1)
    whole: bool = False


BUILT_IN: tuple[UnitName, ...] = (
    UnitName("number", NUMBER, whole=True),
    UnitName("minutes", MINUTES),
    UnitName("minute", MINUTES),
    UnitName("hours", MINUTES, Fraction(60)),
    UnitName("hour", MINUTES, Fraction(60)),
    UnitName("quarter of an hour", MINUTES, Fraction(15)),
    UnitName("quarters of an hour", MINUTES, Fraction(15)),
    UnitName("£", POUNDS),
    UnitName("WTE", WTE),
    UnitName("%", NUMBER, Fraction(1, 100)),
    UnitName("per cent", NUMBER, Fraction(1, 100)),
    UnitName("days", DAYS),
    UnitName("day", DAYS),
    UnitName("weeks", DAYS, Fraction(7)),
    UnitName("week", DAYS, Fraction(7)),
    UnitName("months", MONTHS),
    UnitName("month", MONTHS),
    UnitName("years", MONTHS, Fraction(12)),
    UnitName("year", MONTHS, Fraction(12)),
)
"""Units that mean the same in every contract; every other unit is declared in a vocabulary."""
