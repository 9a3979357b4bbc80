"""Turn days and stretches of days as people write them into dates, or into a fault."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pcn_rules.networks.model import Days
from pcn_rules.values.days import last_of_month, month_number, written

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_IN_WORDS = re.compile(r"(?:([0-9]{1,2}) )?([A-Za-z]+) ([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_STRETCH = re.compile(r"(\S+)(?: to (\S+)| (onwards))?", re.IGNORECASE)
LIKE_A_DAY = re.compile(rf"{_ISO.pattern}|{_SLASHED.pattern}|[0-9]{{1,2}} [A-Za-z]+ [0-9]{{4}}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Words that do not say what they should: the code, the sentence and the remedy."""

    code: str
    message: str
    help: str


def read_day(text: str) -> date | Unreadable:
    """A day written `2020-07-31`, from 1900 to 2199.

    Gives E420 for a day that does not exist and E421 for words that are no day.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        return Unreadable("E421", f"`{text}` is not a day", _remedy(text))
    year, month, day = (int(part) for part in match.groups())
    found = _date(year, month, day)
    return found if found is not None else _no_such_day(text, year, month)


def read_days(text: str) -> Days | Unreadable:
    """Days written `2020-07-02`, `2020-07-01 to 2020-07-31` or `2020-07-01 onwards`.

    Gives E420, E421 and, where the last day comes before the first, E422.
    """
    match = _STRETCH.fullmatch(text)
    if match is None:
        return Unreadable(
            "E421",
            f"`{text}` says no days",
            "write `2020-07-01`, `2020-07-01 to 2020-07-31` or `2020-07-01 onwards`",
        )
    first = read_day(match[1])
    last = None if match[3] else read_day(match[2]) if match[2] else first
    match first, last:
        case Unreadable(), _:
            return first
        case _, Unreadable():
            return last
        case _:
            return stretch(first, last)


def stretch(first: date, last: date | None) -> Days | Unreadable:
    """The days from the first to the last, both included. Gives E422 the wrong way round."""
    if last is None or first <= last:
        return Days(first, last)
    message = f"{written(last)} comes before {written(first)}"
    return Unreadable("E422", message, "put the earlier day first")


def latest_day(text: str) -> date | None:
    """The last day that `2020`, `June 2020`, `1 June 2020` or `2020-06-01` can mean, if any."""
    if _YEAR.fullmatch(text):
        return _date(int(text), 12, 31)
    if iso := _ISO.fullmatch(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    words = _IN_WORDS.fullmatch(text)
    month = month_number(words[2]) if words else None
    if words is None or month is None:
        return None
    if words[1] is not None:
        return _date(int(words[3]), month, int(words[1]))
    first = _date(int(words[3]), month, 1)
    return None if first is None else last_of_month(first.year, month)


def _date(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= last_of_month(year, month).day else None


def _no_such_day(text: str, year: int, month: int) -> Unreadable:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        remedy = f"write a day from {_FIRST_YEAR} to {_LAST_YEAR}"
    elif not 1 <= month <= 12:
        remedy = "write year, month and day, as in `2020-07-31`"
    else:
        remedy = f"the last day of that month is `{last_of_month(year, month).isoformat()}`"
    return Unreadable("E420", f"there is no day `{text}`", remedy)


def _remedy(text: str) -> str:
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        # Spreadsheets turn days into the order of the country they are set to: here, day first.
        meant = _date(int(slashed[3]), int(slashed[2]), int(slashed[1]))
    else:
        meant = latest_day(text) if re.match(r"[0-9]{1,2} ", text) else None
    if meant is None:
        return "write year, month and day, as in `2020-07-31`"
    return f"write `{meant.isoformat()}`, if {written(meant)} is meant"
