"""Read the rows of what is known of the contract, and say plainly what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audit.figures import Figure, figures_in
from audit.lines import Line, read_lines

FOLDER = "docs/fidelity"
COLUMNS = ("row", "section", "statement", "figures", "source", "confidence", "clauses", "reason")
TABLES = ("edition", "table", "title", "rows")
STANDINGS = ("row", "clause", "standing", "why")
CROSSWALK = ("final", "draft", "relation", "confidence")

SOURCES = ("edition", "row", "id", "publication")

OTHERS = {
    "tables.csv": TABLES,
    "sources.csv": SOURCES,
    "standings.csv": STANDINGS,
    "crosswalk.csv": CROSSWALK,
}
"""Files beside the rows, and their columns."""


@dataclass(frozen=True, slots=True, order=True)
class ClauseName:
    """A clause by the edition it belongs to and its id there."""

    edition: str
    id: str

    def __str__(self) -> str:
        return f"{self.edition} {self.id}"


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of the contract in our words, with the clauses that encode it or why none does."""

    id: str
    file: str
    section: str
    statement: str
    figures: tuple[Figure, ...]
    written: str
    source: str
    confidence: str
    clauses: tuple[ClauseName, ...]
    reason: str

    @property
    def establishes(self) -> bool:
        """Whether its figures are those of its clauses.

        A row that names clauses of several editions compares them, and one without a grade (a
        doubt, what happened somewhere) says nothing of the contract.
        """
        return bool(self.confidence) and len({name.edition for name in self.clauses}) < 2

    @property
    def place(self) -> str:
        """Where the row stands, for a message."""
        return f"{self.file}, row {self.id}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of facts about one edition, and the rows that it must have, in order."""

    edition: str
    id: str
    title: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excepted:
    """A clause whose standing is not that of a row which names it, and why."""

    row: str
    clause: str
    standing: str
    why: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication that rows rest on, and the ids by which clauses cite it, if any does.

    `row` is the number it has in the table of sources.
    """

    edition: str
    row: str
    cited: tuple[str, ...]
    publication: str


@dataclass(frozen=True, slots=True)
class Link:
    """A clause of the final edition that replaces one of the draft (or none, where empty)."""

    final: str
    draft: str
    relation: str
    confidence: str


@dataclass(slots=True)
class Facts:
    """Everything the files say, and every complaint about them."""

    rows: dict[str, Row] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)
    excepted: list[Excepted] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def edition_of(self, row: str) -> str:
        """The edition of the table that a row stands in; nothing where it stands in none."""
        return next((table.edition for table in self.tables if row in table.rows), "")


def read_facts(root: Path) -> Facts:
    """Read every file of the folder of facts; each complaint names the file and the row."""
    facts = Facts()
    paths = {path.name: path for path in sorted((root / FOLDER).glob("*.csv"))}
    if "tables.csv" not in paths:
        facts.complaints.append(f"{FOLDER}/tables.csv is not there: no row can be missed")
    for line in read_lines(paths.get("tables.csv"), TABLES, root, facts.complaints):
        facts.tables.append(_table(line.cells, line.place, facts))
    for line in read_lines(paths.get("sources.csv"), SOURCES, root, facts.complaints):
        cells = line.cells
        cited = tuple(cells["id"].split())
        facts.publications.append(
            Publication(cells["edition"], cells["row"], cited, cells["publication"])
        )
    for line in read_lines(paths.get("standings.csv"), STANDINGS, root, facts.complaints):
        facts.excepted.append(Excepted(**line.cells))
    for line in read_lines(paths.get("crosswalk.csv"), CROSSWALK, root, facts.complaints):
        facts.links.append(Link(**line.cells))
    for name, path in paths.items():
        if name not in OTHERS:
            for line in read_lines(path, COLUMNS, root, facts.complaints):
                _keep(line, facts)
    facts.complaints.extend(_incomplete(facts))
    return facts


# --- rows and tables --------------------------------------------------------------------------

_NEEDED = ("section", "statement", "source")


def _keep(line: Line, facts: Facts) -> None:
    id = line.cells["row"]
    if not id:
        facts.complaints.append(f"{line.place}: the row has no id")
        return
    row = _row(line, facts.edition_of(id))
    facts.complaints.extend(_wrong(row, line.cells))
    if id in facts.rows:
        facts.complaints.append(f"{row.place}: stands twice, also in {facts.rows[id].file}")
        return
    facts.rows[id] = row


def _row(line: Line, edition: str) -> Row:
    cells = line.cells
    return Row(
        id=cells["row"],
        file=line.file,
        section=cells["section"],
        statement=cells["statement"],
        figures=tuple(dict.fromkeys(figures_in(cells["figures"]))),
        written=cells["figures"],
        source=cells["source"],
        confidence=cells["confidence"],
        clauses=tuple(_named(name, edition) for name in cells["clauses"].split()),
        reason=cells["reason"],
    )


def _named(name: str, edition: str) -> ClauseName:
    """A clause as a row names it: `7.3.1(a)` of the row's own edition, `draft:EHCH-03` of one."""
    own, colon, id = name.rpartition(":")
    return ClauseName(own if colon else edition, id)


def _wrong(row: Row, cells: dict[str, str]) -> Iterator[str]:
    for name in _NEEDED:
        if not cells[name]:
            yield f"{row.place}: no {name}"
    if row.clauses and row.reason:
        yield f"{row.place}: both clauses and a reason for having none; leave one of them empty"
    if not row.clauses and not row.reason:
        yield f"{row.place}: neither a clause nor the reason why there is none"
    for name in sorted({name for name in row.clauses if row.clauses.count(name) > 1}):
        yield f"{row.place}: names clause {name} twice"
    for part in filter(None, map(str.strip, cells["figures"].split(";"))):
        if not figures_in(part):
            yield f"{row.place}: `{part}` is no figure that the language writes"


_RANGE = re.compile(r"(?P<stem>.*?)(?P<first>\d+|[a-z])\.\.(?P<last>\d+|[a-z])")


def _table(cells: dict[str, str], place: str, facts: Facts) -> Table:
    rows: list[str] = []
    for part in cells["rows"].split():
        found = _RANGE.fullmatch(part)
        rows.extend(_range(found) if found else [part])
        if found and not _range(found):
            facts.complaints.append(f"{place}: `{part}` is an empty range of rows")
    for row in sorted({row for row in rows if rows.count(row) > 1 or facts.edition_of(row)}):
        facts.complaints.append(f"{place}: row {row} is listed twice")
    return Table(cells["edition"], cells["table"], cells["title"], tuple(rows))


def _range(found: re.Match[str]) -> list[str]:
    """`F-4-01..12` is twelve ids, and `SMR-02a..h` eight."""
    stem, first, last = found["stem"], found["first"], found["last"]
    if first.isdigit() and last.isdigit():
        width = len(first)
        return [f"{stem}{number:0{width}}" for number in range(int(first), int(last) + 1)]
    if first.isdigit() or last.isdigit():
        return []
    return [f"{stem}{chr(letter)}" for letter in range(ord(first), ord(last) + 1)]


def _incomplete(facts: Facts) -> Iterator[str]:
    listed = {row: table for table in facts.tables for row in table.rows}
    for row, table in listed.items():
        if row not in facts.rows:
            yield f"{FOLDER}: row {row} of table {table.id} ({table.title}) is missing"
    for row in facts.rows.values():
        if row.id not in listed:
            yield f"{row.place}: stands in no table of {FOLDER}/tables.csv"
