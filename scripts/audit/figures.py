"""Find the figures of a text: dates, counts, rates and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.values.days import last_of_month, month_number, written
from pcn_rules.values.written import number

Place = OneOf["", "start", "end", "meaning"]

MONTH, YEAR, ALONE = "month of the calendar", "financial year", "year of the calendar"
"""Units of figures that are no amounts: `September 2020`, `2020/21`, `2021`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A date, or an exact amount with what it counts where that is money, a share or time.

    `unit` is `£`, `%`, a unit of time in the singular, `every` or `per` and one, or nothing.
    """

    value: date | Fraction
    unit: str = ""

    def __str__(self) -> str:
        match self.value:
            case date() as day:
                return written(day).split(" ", 1)[1] if self.unit == MONTH else written(day)
            case amount:
                return _amount_written(amount, self.unit)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a clause, and whether it is the first or the last day of a period there.

    `meaning` marks what no word of the clause says, but the vocabulary that its words rest on.
    """

    figure: Figure
    place: Place = ""


def _amount_written(amount: Fraction, unit: str) -> str:
    figure = number(amount)
    if unit == ALONE:
        return str(amount)
    if unit == YEAR:
        return f"{amount}/{(int(amount) + 1) % 100:02}"
    if unit == "£":
        return f"£{figure}0" if len(figure.partition(".")[2]) == 1 else f"£{figure}"
    if unit in ("", "%"):
        return f"{figure}{unit}"
    word, _, rest = unit.partition(" ")
    plural = "" if amount == 1 else "s"
    if word in ("every", "per"):
        return f"{word} {rest}" if amount == 1 else f"{word} {figure} {rest}{plural}"
    return f"{figure} {unit}{plural}"


def covers(established: Figure, found: Found) -> bool:
    """Whether what a row establishes is a figure of a clause.

    A month or a financial year in a row covers its first day where a period begins in the clause,
    and its last day elsewhere.
    """
    begins = found.place == "start"
    match established.value, established.unit:
        case date() as first, "month of the calendar":
            day = first if begins else last_of_month(first.year, first.month)
        case Fraction() as year, "financial year":
            day = date(int(year), 4, 1) if begins else date(int(year) + 1, 3, 31)
        case _:
            return found.figure == established
    return found.figure in (established, Figure(day))


# --- in a text --------------------------------------------------------------------------------

_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
TIME = r"(?:(?:working|calendar)\s+)?(?:minute|hour|day|week|month|quarter|year)"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?(?:m|bn|million|billion)(?!\w))?"
_ALONE = r"(?<![\w.,/-])"
_OVER = r"(?![\w/]|[.,]\d)"
_OFTEN = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (1, "quarter"),
    "yearly": (1, "year"),
}
_FIGURE = re.compile(
    rf"""
      {_ALONE}(?P<day>\d{{1,2}})\s+(?P<month>{_MONTHS})\s+(?P<year>\d{{4}})(?!\w)
    | (?<!\w)(?P<whole>{_MONTHS})\s+(?P<of>\d{{4}})(?!\w)
    | {_ALONE}(?P<from>20\d\d)(?:/(?P<to>\d\d))?(?![\w,.]*\d|\w|/)
    | (?<!\w)(?:every|each)\s+(?:(?P<count>\d+|{"|".join(_WORDS)})\s+)?(?P<every>{TIME})s?(?!\w)
    | (?<!\w)(?P<often>{"|".join(_OFTEN)})(?!\w)
    | (?<!\w)per\s+(?:(?P<pers>\d+)\s+)?(?P<per>{TIME})s?(?!\w)
    | (?P<pounds>£\s*)?{_ALONE}(?P<low>{_NUMBER})(?P<share>\s*%|\s+per\ cent)?
      (?:\s+to\s+£?(?P<high>{_NUMBER}))?
      (?:(?P<percent>\s*%|\s+per\ cent)|(?:\s+|-)(?P<unit>{TIME})s?(?!\w)|{_OVER})
    | (?<![\w-])(?P<word>{"|".join(_WORDS)})(?:(?:\s+|-)(?P<counted>{TIME})s?)?(?![\w-])
    """,
    re.VERBOSE | re.IGNORECASE,
)


def figures_in(text: str) -> tuple[Figure, ...]:
    """Every figure of a text. `one` is no figure unless it counts time: `one month`.

    >>> [str(figure) for figure in figures_in("4 to 8 per 1,000 by 31 July 2020, NG27")]
    ['4', '8', '1,000', '31 July 2020']
    >>> [str(figure) for figure in figures_in("£7.50 per bed per month; seven working days")]
    ['£7.50', 'per month', '7 working days']
    >>> [str(figure) for figure in figures_in("every 2 weeks; weekly; 70% to 77%; 2020/21")]
    ['every 2 weeks', 'every week', '70%', '77%', '2020/21']
    """
    return tuple(figure for match in _FIGURE.finditer(text) for figure in _figures(match))


def _figures(match: re.Match[str]) -> Iterator[Figure]:
    if match["day"]:
        yield from _day(match)
    elif match["whole"]:
        yield Figure(date(int(match["of"]), month_number(match["whole"]) or 1, 1), MONTH)
    elif match["from"]:
        yield Figure(Fraction(match["from"]), YEAR if match["to"] else ALONE)
    elif match["every"]:
        yield Figure(_count(match["count"]), f"every {unit_of(match['every'])}")
    elif match["often"]:
        count, unit = _OFTEN[match["often"].casefold()]
        yield Figure(Fraction(count), f"every {unit}")
    elif match["per"]:
        yield Figure(_count(match["pers"]), f"per {unit_of(match['per'])}")
    elif match["low"]:
        yield from _amounts(match)
    elif match["counted"] or match["word"].casefold() != "one":
        yield Figure(_count(match["word"]), unit_of(match["counted"] or ""))


def _day(match: re.Match[str]) -> Iterator[Figure]:
    year, month = int(match["year"]), month_number(match["month"]) or 1
    if 1 <= int(match["day"]) <= last_of_month(year, month).day:
        yield Figure(date(year, month, int(match["day"])))


def _amounts(match: re.Match[str]) -> Iterator[Figure]:
    share = "%" if match["share"] or match["percent"] else ""
    unit = "£" if match["pounds"] else share or unit_of(match["unit"] or "")
    for each in (match["low"], match["high"]):
        if each:
            yield Figure(_value(each), unit)


_LARGE = {"m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}


def _value(digits: str) -> Fraction:
    bare = digits.replace(",", "")
    plain = bare.rstrip("abcdefghijklmnopqrstuvwxyz ")
    return Fraction(plain) * _LARGE.get(bare[len(plain) :].strip(), 1)


def _count(word: str | None) -> Fraction:
    if not word:
        return Fraction(1)
    known = word.casefold()
    return Fraction(_WORDS.index(known) + 1 if known in _WORDS else int(known))


def unit_of(word: str) -> str:
    """A unit of time in the singular; days that are not called working days are calendar days."""
    words = " ".join(word.casefold().split())
    return "calendar day" if words == "day" else words


def found_in(text: str) -> Iterator[Found]:
    """The figures of some words of a clause; what stands after `from` begins there."""
    for match in _FIGURE.finditer(text):
        begins = re.search(r"\bfrom\s+$", text[: match.start()], re.IGNORECASE) is not None
        for figure in _figures(match):
            yield Found(figure, "start" if begins else "")
