"""Tell of each row who says what it holds, and since when that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

from pcn_rules.language.faults import did_you_mean
from pcn_rules.networks.dates import Unreadable, read_day
from pcn_rules.networks.model import SourceOfFacts
from pcn_rules.networks.names import Names
from pcn_rules.networks.settings import DeclaredSource
from pcn_rules.networks.shared_faults import FolderFaults
from pcn_rules.networks.table import Cell, Row

NO_SOURCE = "network.toml declares no source of what the rows hold"
_BARE = re.compile(r"[A-Za-z0-9_-]+")
MOST_FAULTS = 500
"""Faults of one file after which the rest of it is not read."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who says what a row holds, the day it became known, and how it stands.

    `source` and `known` are None where they cannot be told: then a fault has been reported.
    """

    source: SourceOfFacts | None
    known: date | None
    standing: OneOf["published", "stated"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What every file of a folder is read against. `sources` is None where nobody could tell."""

    names: Names
    sources: Mapping[str, DeclaredSource | None] | None
    faults: FolderFaults

    def day(self, row: Row, column: str) -> date | None:
        """The day in a cell, None where it is blank or at fault."""
        cell = row.cells.get(column)
        if cell is None:
            return None
        day = read_day(cell.text)
        match day:
            case Unreadable():
                self.unreadable(cell, day)
                return None
            case date():
                return day

    def unreadable(self, cell: Cell, what: Unreadable) -> None:
        """Report words that do not say what they should."""
        self.faults.add(what.code, cell.span, what.message, what.help)

    def one_of(self, row: Row, column: str, *words: str) -> str | None:
        """Which of some words a cell holds, None where it is blank or at fault. Reports E449."""
        cell = row.cells.get(column)
        if cell is None:
            return None
        word = " ".join(cell.text.casefold().split())
        if word in words:
            return word
        *others, last = (f"`{each}`" for each in words)
        if len(words) > 2:
            message = f"`{cell.text}` is none of {', '.join(others)} and {last}"
        else:
            message = f"`{cell.text}` is neither {others[0]} nor {last}"
        self.faults.add("E449", cell.span, message, f"write {', '.join(others)} or {last}")
        return None

    def origin(self, row: Row) -> Origin:
        """Who says what a row holds. Reports E420, E421, E445, E446 and E449.

        A blank source is the only one there is; a blank `known` is the day of its source.
        """
        declared = self._source(row)
        known = self.day(row, "known")
        standing = self.one_of(row, "standing", "published", "stated")
        if declared is None:
            return Origin(None, known, "stated")
        if "known" not in row.cells:
            known = declared.known
        match standing:
            case "published" | "stated":
                return Origin(declared.source, known, standing)
            case _:
                return Origin(declared.source, known, declared.standing)

    def _source(self, row: Row) -> DeclaredSource | None:
        if self.sources is None:
            return None
        cell = row.cells.get("source")
        if not self.sources:
            name = "own" if cell is None else cell.text
            place = row.place("source")
            self.faults.add_shared("E445", place, NO_SOURCE, lambda: declare(name))
            return None
        if cell is not None:
            word, known = cell.text, list(self.sources)
            if word not in known:
                message = f"no source `{word}` is declared in network.toml"
                self.faults.add_shared("E445", cell.span, message, lambda: _meant(word, known))
            return self.sources.get(word)
        if len(self.sources) == 1:
            return next(iter(self.sources.values()))
        message = "this row does not name its source"
        self.faults.add("E446", row.span, message, "name one in the column `source`")
        return None


def _meant(word: str, known: list[str]) -> str:
    return did_you_mean(word, ((name, None) for name in known)) or declare(word)


def declare(name: str) -> str:
    """The remedy for a source that is not declared."""
    heading = name if _BARE.fullmatch(name) else f'"{name}"'
    return f"declare it there, below a heading `[sources.{heading}]`, with title, publisher and day"


def enough(faults: FolderFaults, before: int, row: Row) -> bool:
    """Whether one file has shown so many faults that the rest of it is not read. Reports E418."""
    if faults.count - before < MOST_FAULTS:
        return False
    message = f"{MOST_FAULTS} faults stand above, and the rest of this file was not read"
    faults.add("E418", row.span, message, "mend those first")
    return True
