"""Turn the file of what is expected of a network by an edition into rows, or into every fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pcn_rules.expectations.model import Acknowledged, Expectations, Expected
from pcn_rules.expectations.standing import Standing, read_standing
from pcn_rules.language.faults import Faults
from pcn_rules.networks.dates import Unreadable, read_day
from pcn_rules.networks.reading import LARGEST_TABLE, read_text
from pcn_rules.networks.table import Row, read_rows
from pcn_rules.source import Source

FOLDER = "expected"
"""The folder beside a network's tables that holds a file for each edition."""

COLUMNS = (
    *("as at", "clause", "title", "expected", "because"),
    *("was", "acknowledged", "by", "until"),
)
_REQUIRED = ("as at", "clause", "expected")
_OF_AN_ACKNOWLEDGEMENT = ("acknowledged", "by", "until")
_HOW = "write `PCN must: met`, `PCN must: unknown, met or impossible`, `PCN may` or `payment`"


def file_for(network: Path, edition: str) -> Path:
    """The file of what is expected of a network by the edition in a folder of that name."""
    return network / FOLDER / f"{edition}.csv"


def read_expectations(path: Path, faults: Faults) -> Expectations:
    """What a file expects; nothing where there is no such file.

    Reports E403 to E405, E413 to E418, E420, E421 (as in any table of a network) and E601 to E604.
    """
    shown = path.as_posix()
    if not path.exists() and not path.is_symlink():
        return Expectations(shown, None, ())
    text = read_text(path, shown, LARGEST_TABLE, faults)
    if text is None:
        return Expectations(shown, Source(shown, ""), ())
    known = {name: name for name in COLUMNS}
    rows = read_rows(text.source, known, _REQUIRED, faults)
    return Expectations(shown, text.source, tuple(_rows(rows, faults)))


def _rows(rows: tuple[Row, ...], faults: Faults) -> Iterator[Expected]:
    seen: set[tuple[date, str]] = set()
    for row in rows:
        found = _row(row, faults)
        if found is None:
            continue
        if (found.as_at, found.clause) in seen:
            message = f"`{found.clause}` is expected twice on this day"
            faults.add("E602", row.place("clause"), message, "leave one of the rows out")
            continue
        seen.add((found.as_at, found.clause))
        yield found


def _row(row: Row, faults: Faults) -> Expected | None:
    """One row; None where it is at fault."""
    blank = [name for name in _REQUIRED if name not in row.cells]
    if blank:
        message = f"this row lacks its {' and its '.join(f'`{name}`' for name in blank)}"
        remedy = "give each row its day, its clause and what is expected, or leave it out"
        faults.add("E601", row.span, message, remedy)
        return None
    as_at = _day(row, "as at", faults)
    standing = _standing(row, "expected", faults)
    was = _standing(row, "was", faults) if "was" in row.cells else None
    acknowledged = _acknowledged(row, faults)
    if as_at is None or standing is None:
        return None
    return Expected(
        as_at=as_at,
        clause=row.text("clause"),
        title=row.text("title"),
        standing=standing,
        because=row.text("because"),
        was=was,
        acknowledged=acknowledged,
        place=row.span,
    )


def _day(row: Row, column: str, faults: Faults) -> date | None:
    match read_day(row.text(column)):
        case Unreadable() as wrong:
            faults.add(wrong.code, row.place(column), wrong.message, wrong.help)
            return None
        case day:
            return day


def _standing(row: Row, column: str, faults: Faults) -> Standing | None:
    found = read_standing(row.text(column))
    if found is None:
        message = f"`{row.text(column)}` says no verdict"
        faults.add("E603", row.place(column), message, _HOW)
    return found


def _acknowledged(row: Row, faults: Faults) -> Acknowledged | None:
    """The acknowledgement of a row; None where it has none, or half a one (E604)."""
    there = [name for name in _OF_AN_ACKNOWLEDGEMENT if name in row.cells]
    if not there:
        return None
    lacking = [name for name in _OF_AN_ACKNOWLEDGEMENT if name not in there]
    if lacking:
        listed = " and ".join(f"`{name}`" for name in lacking)
        message = f"this acknowledgement lacks {listed}"
        remedy = "say why it may be (`acknowledged`), who says so (`by`) and up to which day"
        faults.add("E604", row.place(there[0]), message, remedy)
    until = _day(row, "until", faults) if "until" in there else None
    if lacking or until is None:
        return None
    return Acknowledged(
        reason=row.text("acknowledged"),
        by=row.text("by"),
        until=until,
        place=row.place("acknowledged"),
        until_place=row.place("until"),
    )
