"""Read a day as people type it on a command line."""

from __future__ import annotations

import re
from datetime import date

from pcn_rules.values.days import last_of_month, month_number, written

_NUMBERS = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})")


def read_day(typed: str) -> date | str:
    """The day, or a sentence that says why it is none.

    >>> read_day("31 May 2020"), read_day("2020-05-31")
    (datetime.date(2020, 5, 31), datetime.date(2020, 5, 31))
    >>> read_day("31 June 2020")
    '`31 June 2020` does not exist: the month ends on 30 June 2020'
    """
    parts = _parts(typed.strip())
    if parts is None:
        return f"`{typed}` is not a day"
    year, month, day = parts
    if year < 1:
        return f"`{typed}` is not a day"
    last = last_of_month(year, month)
    if 1 <= day <= last.day:
        return date(year, month, day)
    return f"`{typed}` does not exist: the month ends on {written(last)}"


def _parts(typed: str) -> tuple[int, int, int] | None:
    if numbers := _NUMBERS.fullmatch(typed):
        year, month, day = map(int, numbers.groups())
        return (year, month, day) if 1 <= month <= 12 else None
    if words := _WORDS.fullmatch(typed):
        named = month_number(words[2])
        return (int(words[3]), named, int(words[1])) if named else None
    return None
