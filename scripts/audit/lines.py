"""Read the lines of a table of facts, and say plainly what is wrong with the table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, its cells by the names of their columns."""

    file: str
    number: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        """Where it stands, for a message."""
        return f"{self.file}, line {self.number}"


def read_lines(
    path: Path | None, columns: Sequence[str], root: Path, complaints: list[str]
) -> Iterator[Line]:
    """The lines of a table with just these columns; what cannot be read is complained of."""
    if path is None:
        return
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        complaints.append(f"{file} is not text in UTF-8")
        return
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        header = next(reader, [])
        wrong = list(_wrong_columns(file, header, columns))
        complaints.extend(wrong)
        for cells in reader if not wrong else ():
            if len(cells) != len(header):
                complaints.append(
                    f"{file}, line {reader.line_num}: {len(cells)} cells, where there are "
                    f"{len(header)} columns (put a cell that holds a comma in quotation marks)"
                )
                continue
            named = {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)}
            yield Line(file, reader.line_num, named)
    except csv.Error as wrong_quotes:
        complaints.append(f"{file}, line {reader.line_num}: {wrong_quotes}")


def _wrong_columns(file: str, header: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    for name in header:
        if name not in columns:
            yield f"{file}: unknown column `{name}`; the columns are {', '.join(columns)}"
    for name in columns:
        if header.count(name) != 1:
            count = "no" if name not in header else "more than one"
            yield f"{file}: {count} column `{name}`"
