"""Read single values: dates, amounts, counts and quoted words, each fault at its words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from pcn_rules.language.parsing.tree import Reading, cut, spaced

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Word

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

NUMBER_WORDS: Mapping[str, int] = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}

_MOST_DIGITS = 15
_LARGEST_COUNT = 9999


def read_date(reading: Reading, written: Word) -> date:
    """The day of `31 July 2020`; one that does not exist is a fault (E105).

    In its place stands the last day of that month, so that whatever else is wrong is found too.
    """
    day, month, year = spaced(written).split()
    number = [name.casefold() for name in MONTHS].index(month.casefold()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        last = None if int(year) == 0 else _last_day(int(year), number)
        named = f"{last.day} {MONTHS[number - 1]} {year}" if last else ""
        help = f"the last day of that month is `{named}`" if named else None
        reading.fault("E105", reading.span(written), f"there is no `{cut(written)}`", help)
        return last or date.min


def _last_day(year: int, month: int) -> date:
    """The day a month ends on."""
    after = date(year, month, 28).toordinal() + 4
    return date.fromordinal(after - date.fromordinal(after).day)


def read_period(reading: Reading, start: Word, end: Word | None) -> tuple[date, date | None]:
    """The days from one date to another; an end before the start is a fault (E111)."""
    first = read_date(reading, start)
    if end is None:
        return first, None
    last = read_date(reading, end)
    if date.min < last < first:
        reading.fault(
            "E111",
            reading.span(end),
            f"`{cut(end)}` comes before `{cut(start)}`, on which it starts",
            "write the earlier day first",
        )
    return first, last


def read_number(reading: Reading, written: Word | str, at: Word) -> Fraction:
    """The exact number of `1,234.5`, with `£` or `%` or without (E127 where it is too long)."""
    digits = written.strip("£% \t\r\n\xa0").replace(",", "")
    if len(digits) > _MOST_DIGITS:
        reading.fault(
            "E127",
            reading.span(at),
            f"a number may have up to {_MOST_DIGITS} digits",
            "write it in a larger unit",
        )
        return Fraction(0)
    return Fraction(digits)


def read_count(reading: Reading, written: Word) -> int:
    """A whole number above zero, in figures or as `one` to `twelve` (E109 for any other)."""
    word = written.casefold()
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    if word.isdecimal() and len(word) <= len(str(_LARGEST_COUNT)) and int(word) > 0:
        return int(word)
    reading.fault(
        "E109",
        reading.span(written),
        f"`{cut(written)}` is not a whole number from 1 to {_LARGEST_COUNT:,}",
        "count in whole numbers, from 1 on",
    )
    return 1


def read_quoted(reading: Reading, written: Word) -> str:
    """The words between quotation marks; none at all is a fault (E130)."""
    inside = spaced(written[1:-1])
    if not inside:
        reading.fault(
            "E130",
            reading.span(written),
            "there is nothing between the quotation marks",
            "write the words that belong there",
        )
    return inside
