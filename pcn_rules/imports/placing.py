"""Tell places in published files: of a table's lines, and of rows that are no text of their own."""

from __future__ import annotations

from collections.abc import Sequence

from pcn_rules.source import Source, Span


def nowhere(path: str) -> Span:
    """A file as a whole."""
    return Source(path, "").span(0, 0)


def as_lines(path: str, rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Source:
    """Rows that are no text as lines that show their cells, each on the line of its number."""
    lines = [""] * max(numbers)
    for number, row in zip(numbers, rows, strict=True):
        lines[number - 1] = _line(row)
    return Source(path, "\n".join(lines))


def in_line(source: Source, number: int, cells: Sequence[str], column: int | None) -> Span:
    """A cell of such a line, or the whole of it."""
    start = source.line_starts[number - 1]
    if column is None or column >= len(cells):
        return source.span(start, start + len(_line(cells)))
    start += sum(len(_shown(cell)) + len(_BETWEEN) for cell in cells[:column])
    return source.span(start, start + len(_shown(cells[column])))


def in_row(path: str, number: int, cells: Sequence[str], column: int | None) -> Span:
    """A cell of one row that is no text, or the whole row."""
    return in_line(as_lines(path, [cells], [number]), number, cells, column)


_BETWEEN = " | "


def _line(cells: Sequence[str]) -> str:
    return _BETWEEN.join(map(_shown, cells))


def _shown(cell: str) -> str:
    """A cell on one line."""
    return " ".join(cell.split())
