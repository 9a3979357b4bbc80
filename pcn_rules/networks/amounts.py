"""Turn written amounts and ranges into exact amounts in base units, or into a fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from pcn_rules.language.faults import did_you_mean, key
from pcn_rules.language.meaning import NumberKind, SeriesKind
from pcn_rules.networks.dates import Unreadable
from pcn_rules.values.units import WTE, UnitName

LIKE_AN_AMOUNT = re.compile(
    r"(?P<pounds>£ ?)?(?P<sign>-)?(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})"
    r"(?P<part>\.[0-9]{1,12})? ?(?P<unit>%|[A-Za-z].*)?"
)

_MOST_DIGITS = 15
_TOO_LARGE = re.compile(rf"(£ ?)?-?([0-9]{{{_MOST_DIGITS + 1}}}|[0-9]{{1,3}}(,[0-9]{{3}}){{5}})")
_EXPONENT = re.compile(r"(£ ?)?-?[0-9][0-9.,]* ?[eE][+-]?[0-9]+( .*)?")
LIKE_A_NUMBER = re.compile(rf"{_TOO_LARGE.pattern}|{_EXPONENT.pattern}")
"""Numbers for which there is a sentence of their own."""

MOST_WTE = 50
"""A network of 2020 had about 3 to 10 additional staff: more than this is a slip of the point."""

Bounds = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Scale:
    """What a fact counts: how its amounts are written and what they are in base units."""

    fact: str
    kind: NumberKind | SeriesKind
    units: Mapping[str, UnitName]

    def amount(self, text: str) -> Fraction | Unreadable:
        """An amount such as `26`, `1,234.5`, `2 hours`, `50%` or `£7.50`, in base units.

        Without a unit it is in the unit of the fact. Gives E431 to E433, E435 and E439.
        """
        match = LIKE_AN_AMOUNT.fullmatch(text)
        if _EXPONENT.fullmatch(text):
            message = f"`{text}` is written with an exponent"
            return Unreadable("E431", message, "write the number in full, such as `1000000`")
        if _TOO_LARGE.match(text):
            message = f"this number is too large: it has more than {_MOST_DIGITS} digits"
            return Unreadable("E431", message, "a figure may have been typed or pasted twice")
        if match is None:
            message = f"`{text}` is not an amount of {self.kind.written}"
            return Unreadable("E431", message, "write a number, such as `26` or `1234.5`")
        factor = self._factor(text, match["pounds"], match["unit"])
        match factor:
            case Fraction():
                number = Fraction(match["digits"].replace(",", "") + (match["part"] or ""))
                return self._possible(text, number * factor, negative=bool(match["sign"]))
            case _:
                return factor

    def range(self, low: str, high: str) -> Bounds | Unreadable:
        """Two amounts, the lower first; a unit after the second is meant for both.

        Gives E431 to E435 and E439.
        """
        unit = LIKE_AN_AMOUNT.fullmatch(high)
        bare = LIKE_AN_AMOUNT.fullmatch(low)
        if unit is not None and unit["unit"] and bare is not None and not bare["unit"]:
            low = f"{low} {unit['unit']}"
        start, end = self.amount(low), self.amount(high)
        match start, end:
            case Unreadable(), _:
                return start
            case _, Unreadable():
                return end
            case Fraction(), Fraction():
                if start <= end:
                    return start, end
                message = f"`{low}` is more than `{high}`"
                return Unreadable("E434", message, "put the smaller amount first")

    def rounded(self, amount: Fraction, step: Fraction) -> Bounds | Unreadable:
        """All that a published figure may have been before it was rounded to a step.

        Both ends are included, as nobody says how halves were rounded. Gives E437 for a figure
        that is no multiple of the step.
        """
        step *= self.kind.factor
        if amount % step:
            message = f"this figure is not rounded to {_plain(step / self.kind.factor)}"
            remedy = "its source says that it rounds: name another source, or correct the figure"
            return Unreadable("E437", message, remedy)
        low, high = max(amount - step / 2, Fraction(0)), amount + step / 2
        if self.kind.whole:
            return Fraction(ceil(low)), Fraction(floor(high))
        return low, high

    def _factor(self, text: str, pounds: str | None, unit: str | None) -> Fraction | Unreadable:
        written = " ".join(part for part in ("£" if pounds else None, unit) if part)
        if not written:
            return self.kind.factor
        named = self.units.get(key(written)) or self.units.get(key(f"{written}s"))
        if named is not None and named.unit == self.kind.unit:
            return named.factor
        if named is not None:
            message = f"`{text}` is in {named.name}, and `{self.fact}` in {self.kind.written}"
            remedy = f"give it in {self.kind.written}, or name another fact"
            return Unreadable("E432", message, remedy)
        message = f"`{text}` is not an amount of {self.kind.written}"
        meant = did_you_mean(written, ((self.kind.written, None),))
        remedy = meant or f"give it in {self.kind.written}, or the number alone"
        return Unreadable("E432", message, remedy)

    def _possible(self, text: str, amount: Fraction, *, negative: bool) -> Fraction | Unreadable:
        if negative and amount:
            message = f"`{text}` is less than nothing"
            return Unreadable("E433", message, "leave the cell blank where nobody knows")
        if self.kind.whole and amount.denominator != 1:
            message = f"`{text}` is not whole, and {self.kind.written} are counted whole"
            return Unreadable("E435", message, "write a whole number")
        if self.kind.unit == WTE and amount > MOST_WTE:
            message = f"`{text}` is more WTE than any network employs"
            remedy = "write posts as parts of full time: `0.64` for three days a week and a bit"
            return Unreadable("E439", message, remedy)
        return amount


def _plain(number: Fraction) -> str:
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
