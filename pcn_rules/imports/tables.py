"""Turn the sheets and CSV files of publishers into rows under the columns that are wanted.

Columns are found by their headings: in any order, in any case, with line breaks for spaces, and
under any of the names that they have been published under. Others are passed over.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pcn_rules.imports.placing import as_lines, in_line, in_row, nowhere
from pcn_rules.imports.workbook import CellValue, Sheet
from pcn_rules.language.faults import Faults, did_you_mean
from pcn_rules.networks.reading import decode
from pcn_rules.source import Source, Span

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

MOST_TOLD = 20
"""How many faults of one file are told: a file with more was changed by something."""

Columns = Mapping[str, tuple[str, ...]]
"""Columns that are wanted, each with the headings it has been published under."""


@dataclass(slots=True)
class Table:
    """The rows of a published table under the columns that are wanted, and how to place them."""

    path: str
    rows: list[tuple[str, ...]]
    numbers: Sequence[int]
    """The line of each row."""
    faults: Faults
    said: frozenset[str]
    """The columns that are there."""
    told: int = field(default=0)
    _source: Source | None = field(default=None)

    def fault(self, row: int, column: int | None, code: str, message: str, remedy: str) -> None:
        """Note a fault of a cell or of a row, counted from 0; only the first are told."""
        self.told += 1
        if self.told <= MOST_TOLD:
            self.faults.add(code, self._place(row, column), message, remedy)

    def _place(self, row: int, column: int | None) -> Span:
        if self._source is None:
            self._source = as_lines(self.path, self.rows, self.numbers)
        return in_line(self._source, self.numbers[row], self.rows[row], column)


def content_of(path: Path, faults: Faults) -> bytes | None:
    """The bytes of a published file. Reports E403 and E482."""
    shown = path.as_posix()
    try:
        if not path.is_file():
            what = "is no plain file" if path.exists() else "is not there"
            faults.add(
                "E403", nowhere(shown), f"`{path.name}` {what}", "look whether its path is right"
            )
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "its name is none").lower()
        faults.add("E403", nowhere(shown), f"`{path.name[:80]}` cannot be read: {reason}")
        return None
    if len(data) > LARGEST:
        message = f"`{path.name}` is larger than {LARGEST // 1024 // 1024} megabytes"
        faults.add("E482", nowhere(shown), message, "give the file as it was published")
        return None
    return data


# --- CSV ----------------------------------------------------------------------------------------


def read_csv(
    path: str, data: bytes, wanted: Columns, optional: Columns, faults: Faults
) -> Table | None:
    """The rows of a CSV file. Reports E405, E413, E475, E479 and E483."""
    text = _text(path, data, faults)
    if text is None:
        return None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    numbered = ((lines.line_num, line) for line in lines)
    try:
        return _rows_of(path, text, numbered, {**wanted, **optional}, frozenset(wanted), faults)
    except csv.Error:
        message = "this double quote is never closed, or more follows the one that closes it"
        source = Source(path, text)
        place = _line(source, min(max(lines.line_num, 1), len(source.line_starts)))
        faults.add("E413", place, message, "write a double quote inside a cell twice")
        return None


def _rows_of(
    path: str,
    text: str,
    lines: Iterator[tuple[int, list[str]]],
    columns: Columns,
    needed: frozenset[str],
    faults: Faults,
) -> Table | None:
    number, header = next(((number, line) for number, line in lines if any(line)), (0, None))
    if header is None:
        faults.add("E483", nowhere(path), "this file has nothing in it", "give it as published")
        return None
    chosen = _positions(path, number, header, columns, needed, faults)
    if chosen is None:
        return None
    width = len(header)
    numbers: list[int] = []
    rows: list[tuple[str, ...]] = []
    for number, line in lines:
        if len(line) == width:
            rows.append(tuple([line[at].strip() if at >= 0 else "" for at in chosen]))
            numbers.append(number)
        elif any(line):
            message = f"this row has {len(line)} cells under {width} headings"
            remedy = "put a cell that holds a comma in double quotes, or fetch the file again"
            faults.add("E479", _line(Source(path, text), number), message, remedy)
            return None
    if not rows:
        remedy = "give the file as it was published"
        faults.add("E483", nowhere(path), "no row follows the headings", remedy)
        return None
    said = frozenset(name for name, at in zip(columns, chosen, strict=True) if at >= 0)
    return Table(path, rows, numbers, faults, said)


def _text(path: str, data: bytes, faults: Faults) -> str | None:
    """The text of a file in UTF-8. Reports E405, which says how another alphabet would read."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            _another_alphabet(path, data, wrong, faults)
            return None
    source = decode(data, path, faults)
    return None if source is None else source.text


def _another_alphabet(path: str, data: bytes, wrong: UnicodeDecodeError, faults: Faults) -> None:
    source = Source(path, data.decode("utf-8", errors="replace"))
    start = len(data[: wrong.start].decode("utf-8"))
    message = "this character is not written in UTF-8, and no other alphabet is guessed"
    try:
        read = data[wrong.start : wrong.start + 1].decode("windows-1252")
        message += f"; in Windows-1252 it would be `{read}`"
    except UnicodeDecodeError:
        pass
    remedy = "save it as `CSV UTF-8 (comma delimited)`, and look whether names read right"
    faults.add("E405", source.span(start, start + 1), message, remedy)


def _line(source: Source, number: int) -> Span:
    start = source.line_starts[number - 1]
    return source.span(start, start + max(1, len(source.line_text(number))))


# --- sheets -------------------------------------------------------------------------------------


def read_sheet(sheet: Sheet, columns: Columns, faults: Faults) -> Table | None:
    """The rows of a sheet; no wanted cell may be a formula. Reports E475, E476 and E483."""
    if not sheet.rows or not any(_shown(cell) for cell in sheet.rows[0]):
        faults.add("E483", nowhere(sheet.path), "this sheet has no headings", _AS_PUBLISHED)
        return None
    header = [_shown(cell) for cell in sheet.rows[0]]
    chosen = _positions(sheet.path, 1, header, columns, frozenset(columns), faults)
    if chosen is None:
        return None
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for number, cells in enumerate(sheet.rows[1:], start=2):
        row = tuple([_shown(cells[at]) for at in chosen])
        if any(row):
            rows.append(row)
            numbers.append(number)
    table = Table(sheet.path, rows, numbers, faults, frozenset(columns))
    if not rows:
        faults.add("E483", nowhere(sheet.path), "no row follows the headings", _AS_PUBLISHED)
        return None
    _formulas(table, sheet, chosen)
    return table


_AS_PUBLISHED = "give the workbook as it was published"


def _formulas(table: Table, sheet: Sheet, chosen: Sequence[int]) -> None:
    """Report E476: a wanted cell that is reckoned, whose value may be of an earlier day or none."""
    if not sheet.formulas:
        return
    for at, number in enumerate(table.numbers):
        for column, position in enumerate(chosen):
            if (number, position) in sheet.formulas:
                message = "this cell is a formula, and what it last came to need not hold"
                table.fault(at, column, "E476", message, "give the workbook as it was published")


def _shown(cell: CellValue) -> str:
    """A cell as text: a whole number without its point, a day as its digits."""
    match cell:
        case str():
            return cell.strip()
        case datetime() | date():
            return cell.strftime("%Y%m%d")
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


# --- headings -----------------------------------------------------------------------------------


def _positions(
    path: str,
    number: int,
    header: Sequence[str],
    columns: Columns,
    needed: frozenset[str],
    faults: Faults,
) -> tuple[int, ...] | None:
    """Where each column stands, -1 for one that is not there and need not be. Reports E475."""
    header = [" ".join(heading.split()) for heading in header]
    there = [_key(heading) for heading in header]
    before, found, missing = len(faults.found), [], []
    for name, headings in columns.items():
        at = [i for i, heading in enumerate(there) if heading in {_key(each) for each in headings}]
        if len(at) > 1:
            place = in_row(path, number, header, at[1])
            message = f"the column `{header[at[1]]}` is there twice"
            faults.add("E475", place, message, "leave one of them out")
        if not at and name in needed:
            missing.append(headings[0])
        found.append(at[0] if at else -1)
    if missing:
        place = in_row(path, number, header, None)
        faults.add("E475", place, _not_there(missing), _where_it_may_be(missing, header))
    return tuple(found) if len(faults.found) == before else None


def _not_there(missing: Sequence[str]) -> str:
    quoted = [f"`{each}`" for each in missing]
    if len(quoted) == 1:
        return f"there is no column {quoted[0]}"
    return f"there are no columns {', '.join(quoted[:-1])} and {quoted[-1]}"


def _where_it_may_be(missing: Sequence[str], header: Sequence[str]) -> str:
    if len(header) == 1 and any(each in header[0] for each in ";\t|"):
        return "save it with commas between cells"
    known = ((each, None) for each in header if each)
    near = did_you_mean(missing[0], known) if len(missing) == 1 else None
    return near or "look whether it is the file meant here, and give it as it was published"


def _key(heading: str) -> str:
    """What two spellings of a heading have in common: its letters and digits."""
    cut = heading.partition("(")[0] or heading
    return re.sub(r"[^a-z0-9]", "", cut.casefold())
