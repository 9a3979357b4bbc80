"""Turn cells of published tables into codes, days and counts, or into a fault at their place."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pcn_rules.imports.tables import Table
from pcn_rules.language.faults import Faults
from pcn_rules.values.days import month_number

_CODE = re.compile(r"[A-Z0-9]{3,10}")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY = re.compile(r"(\d{1,2})[- ]?([A-Za-z]{3,9})[- ]?(\d{2}|\d{4})")
_COUNT = re.compile(r"\d{1,9}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HELD_BACK = "*"
_LIKE_A_FORMULA = ("=", "+", "-", "@")


def day(table: Table, row: int, column: int) -> date | None:
    """A day written `20200531`; None where the cell is blank, and where it is none (E477)."""
    text = table.rows[row][column]
    if not text:
        return None
    read = _read(text)
    if read is None:
        table.fault(row, column, "E477", f"`{told(text)}` is no day", "write it as `20200531`")
    return read


@cache
def _read(text: str) -> date | None:
    found = _DIGITS.fullmatch(text)
    return None if found is None else _date(int(found[1]), int(found[2]), int(found[3]))


def needed_day(table: Table, row: int, column: int) -> date | None:
    """A day that has to be there (E477)."""
    if table.rows[row][column]:
        return day(table, row, column)
    table.fault(row, None, "E477", "this row has no day", "write it as `20200531`")
    return None


def extract_day(table: Table, column: int, faults: Faults) -> date | None:
    """The one day that every row of a table gives, as `01JAN2021` or `01-Sep-20`. Reports E477."""
    texts = {row[column] for row in table.rows}
    days = {text: _extract(text) for text in texts}
    distinct = set(days.values())
    if len(distinct) == 1 and (only := next(iter(distinct))) is not None:
        return only
    first = table.rows[0][column]
    wrong = next(
        i for i, row in enumerate(table.rows) if days[row[column]] is None or row[column] != first
    )
    what = f"`{told(table.rows[wrong][column])}` is no day"
    if days[table.rows[wrong][column]] is not None:
        what = "this row is of another day than the first"
    table.fault(wrong, column, "E477", what, "give a file of one day, written as `01JAN2021`")
    return None


def _extract(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    month = found[2].capitalize()
    number = _MONTHS.index(month) + 1 if month in _MONTHS else month_number(month)
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    return None if number is None else _date(year, number, int(found[1]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1900 <= year < 2200 else None


def code(table: Table, row: int, column: int) -> str | None:
    """A code of the ODS: capital letters and digits (E477)."""
    text = table.rows[row][column]
    if _CODE.fullmatch(text):
        return text
    message = f"`{told(text)}` is no code of the ODS" if text else "this row has no code"
    remedy = "a code is of capital letters and digits, such as `C83019`"
    table.fault(row, column if text else None, "E477", message, remedy)
    return None


def name(table: Table, row: int, column: int) -> str:
    """A name; one that a spreadsheet would take for a formula is a fault (E476)."""
    text = " ".join(table.rows[row][column].split())
    if text.startswith(_LIKE_A_FORMULA):
        message = f"`{told(text)}` begins like a formula, and no name does"
        table.fault(row, column, "E476", message, "give the file as it was published")
    return text


def count(table: Table, row: int, column: int) -> int | None:
    """A count; None where its publisher holds it back (`*`), and where it is none (E477)."""
    text = table.rows[row][column]
    if _COUNT.fullmatch(text):
        return int(text)
    if text != _HELD_BACK:
        message = f"`{told(text)}` is no count" if text else "this row has no count"
        remedy = "a count is a whole number, or `*` where it is held back"
        table.fault(row, column if text else None, "E477", message, remedy)
    return None


def told(text: str) -> str:
    """The beginning of a cell, on one line."""
    return " ".join(text.split())[:40]
