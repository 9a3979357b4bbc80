"""Turn CSV text into rows of cells, each with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pcn_rules.language.faults import Faults, did_you_mean, key, nearest
from pcn_rules.source import Source, Span

MOST_ROWS = 50_000
MOST_COLUMNS = 300
LONGEST_CELL = 500

_AT_FAULT = ""
_FIELD = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ \t]*|([^,\r\n]*)')
_ROW_END = re.compile(r"\r\n|\n|\r|\Z")
_BLANK_LINES = re.compile(r"[\r\n]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell on one line, without quotes or space around it, and its place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row under its headings. Only cells that hold something are in it."""

    cells: Mapping[str, Cell]
    span: Span

    def text(self, column: str) -> str:
        """The text of a cell, empty where it is blank."""
        cell = self.cells.get(column)
        return "" if cell is None else cell.text

    def place(self, column: str) -> Span:
        """The place of a cell, or of the whole row where the cell is blank."""
        cell = self.cells.get(column)
        return self.span if cell is None else cell.span


def read_rows(
    source: Source, known: Mapping[str, str], required: tuple[str, ...], faults: Faults
) -> tuple[Row, ...]:
    """The rows of a table with one line of headings; rows without any value are passed over.

    `known` gives the name of each column by its key (case and spaces do not matter). Columns may
    stand in any order. Reports E413 to E418; a column that is at fault is left out.
    """
    before = len(faults.found)
    lines = _lines(source, faults)
    header = next(lines, None)
    if header is None:
        if len(faults.found) == before:
            remedy = f"begin with a line of headings, such as `{','.join(required)}`"
            faults.add("E416", source.span(0, 0), "this table has no headings", remedy)
        return ()
    columns = _columns(header, known, required, faults)
    if columns is None:
        return ()
    rows: list[Row] = []
    for line in lines:
        if len(rows) == MOST_ROWS:
            message = f"this table has more than {MOST_ROWS:,} rows"
            faults.add("E418", line[0].span, message, "give each network a folder of its own")
            break
        cells = _under_headings(line, columns, faults)
        if cells:
            rows.append(Row(cells, source.span(line[0].span.start, line[-1].span.end)))
    return tuple(rows)


def _lines(source: Source, faults: Faults) -> Iterator[tuple[Cell, ...]]:
    position, cells = 0, list[Cell]()
    while position <= len(source.text):
        if not cells:
            position = _after(_BLANK_LINES, source, position)
        cell, position = _cell(source, position)
        if cell is None or not _fits(cell, faults):
            opening = source.text.find('"', position)
            if cell is None:
                faults.add(
                    "E413",
                    source.span(opening, opening + 1),
                    "this double quote is never closed, or more follows the one that closes it",
                    "write a double quote inside a cell twice",
                )
            return
        cells.append(cell)
        if len(cells) > MOST_COLUMNS:
            message = f"this row has more than {MOST_COLUMNS} cells"
            faults.add("E418", cells[0].span, message, "give each thing a row of its own")
            return
        if source.text.startswith(",", position):
            position += 1
            continue
        if any(other.text for other in cells):
            yield tuple(cells)
        cells = []
        after = _after(_ROW_END, source, position)
        position = after if after > position else len(source.text) + 1


def _after(pattern: re.Pattern[str], source: Source, position: int) -> int:
    """The offset after what a pattern matches at an offset; every pattern here matches there."""
    match = pattern.match(source.text, position)
    return position if match is None else match.end()


def _cell(source: Source, position: int) -> tuple[Cell | None, int]:
    """The cell that starts at an offset and the offset after it; None where its quotes are off."""
    match = _FIELD.match(source.text, position)
    assert match is not None, "the second alternative matches anything"
    group = 1 if match[1] is not None else 2
    raw, start = match[group], match.start(group)
    follows = source.text[match.end() : match.end() + 1]
    if follows not in {"", ",", "\r", "\n"} or (group == 2 and raw.lstrip().startswith('"')):
        return None, position
    left = len(raw) - len(raw.lstrip())
    span = source.span(start + left, start + max(left, len(raw.rstrip())))
    text = raw.replace('""', '"') if group == 1 else raw
    return Cell(" ".join(text.split()), span), match.end()


def _fits(cell: Cell, faults: Faults) -> bool:
    if cell.span.end - cell.span.start <= LONGEST_CELL:
        return True
    place = Span(cell.span.source, cell.span.start, cell.span.start + 40)
    message = f"this cell holds more than {LONGEST_CELL:,} characters"
    faults.add("E418", place, message, "a double quote may be missing where the cell should end")
    return False


def _columns(
    header: tuple[Cell, ...], known: Mapping[str, str], required: tuple[str, ...], faults: Faults
) -> tuple[str | None, ...] | None:
    """The column under each heading: None without a heading, _AT_FAULT where it is at fault.

    None for the whole where one is missing that every row needs.
    """
    columns: list[str | None] = []
    meant: set[str] = set()
    for cell in header:
        name = known.get(key(cell.text))
        if not cell.text:
            columns.append(None)
        elif name is None:
            faults.add("E414", cell.span, *_unknown_column(cell.text, known))
            meant |= {other for other, _ in nearest(cell.text, _offers(known))}
            columns.append(_AT_FAULT)
        elif name in columns:
            message = f"the column `{name}` is there twice"
            faults.add("E415", cell.span, message, "leave one of them out")
            columns.append(_AT_FAULT)
        else:
            columns.append(name)
    missing = [name for name in required if name not in columns]
    place = Span(header[0].span.source, header[0].span.start, header[-1].span.end)
    for name in missing:
        # A heading that is nearly it has been offered as its remedy already.
        if name not in meant:
            faults.add("E416", place, f"there is no column `{name}`", "add it to the headings")
    return None if missing else tuple(columns)


def _offers(known: Mapping[str, str]) -> Iterator[tuple[str, None]]:
    return ((name, None) for name in known.values())


def _unknown_column(text: str, known: Mapping[str, str]) -> tuple[str, str]:
    if ";" in text or "\t" in text:
        return "these headings are not separated by commas", "save it with commas between cells"
    offer = did_you_mean(text, _offers(known))
    some = ", ".join(f"`{name}`" for name in list(known.values())[:8])
    return f"no column is called `{text}`", offer or f"the columns are {some} and the facts"


def _under_headings(
    line: tuple[Cell, ...], columns: tuple[str | None, ...], faults: Faults
) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    # Spreadsheets leave out commas at the end of a row, so a short row only lacks blank cells.
    for number, cell in enumerate(line):
        column = columns[number] if number < len(columns) else None
        if not cell.text or column == _AT_FAULT:
            continue
        if column is None:
            faults.add(
                "E417",
                cell.span,
                f"`{cell.text}` stands under no heading",
                "put a cell that holds a comma in double quotes, or name the column",
            )
        else:
            cells[column] = cell
    return cells
