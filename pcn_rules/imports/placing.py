"""Tell places in published files: of a table's lines, and of rows that are no text of their own."""

from __future__ import annotations

from collections.abc import Sequence

from pcn_rules.source import Source, Span


def nowhere(path: str) -> Span:
    """A file as a whole."""
    return Source(path, "").span(0, 0)


def in_row(path: str, number: int, cells: Sequence[str], column: int | None) -> Span:
    """A cell of a row that is no text, or the whole row, as a line that shows its cells."""
    before = "\n" * (number - 1)
    source = Source(path, before + " | ".join(cells))
    if column is None or column >= len(cells):
        return source.span(len(before), len(source.text))
    start = len(before) + sum(len(cell) + 3 for cell in cells[:column])
    return source.span(start, start + len(cells[column]))
