"""What is expected of a clause, what was found, and what moved between the two, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

from pcn_rules.expectations.standing import Standing
from pcn_rules.source import Source, Span


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That a worsening is known: why it may be, who says so, and until which day."""

    reason: str
    by: str
    until: date
    place: Span
    until_place: Span


@dataclass(frozen=True, slots=True)
class Expected:
    """One row of a file of expectations: how a clause is expected to stand on a day, and why.

    `was` is how it stood before it worsened; None where there is nothing to acknowledge.
    """

    as_at: date
    clause: str
    title: str
    standing: Standing
    because: str
    was: Standing | None
    acknowledged: Acknowledged | None
    place: Span


@dataclass(frozen=True, slots=True)
class Expectations:
    """What one file expects of a network by an edition; `source` is None where there is none."""

    path: str
    source: Source | None
    rows: tuple[Expected, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are expected of, in order."""
        return tuple(sorted({row.as_at for row in self.rows}))


@dataclass(frozen=True, slots=True)
class Found:
    """How a clause stands, and why; `place` is where it is written."""

    clause: str
    title: str
    standing: Standing
    because: str
    place: Span


Kind = OneOf[
    "worse", "better", "changed", "reason", "renamed", "new", "gone", "unacknowledged", "missing"
]
"""How it moved. `unacknowledged` was written as a worsening and waits to be acknowledged;
`missing` is a network of which nothing is expected on a day."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A clause that does not stand as expected; `place` is the clause, or the row of what is gone.

    `id_before` and `title_before` differ from `clause` and `title` where it was renamed.
    """

    kind: Kind
    clause: str
    title: str
    id_before: str
    title_before: str
    was: Standing | None
    now: Standing | None
    because: str
    place: Span


@dataclass(frozen=True, slots=True)
class Known:
    """A worsening that is acknowledged."""

    clause: str
    title: str
    was: Standing
    now: Standing
    acknowledged: Acknowledged


@dataclass(frozen=True, slots=True)
class Tested:
    """A network held against what is expected of it by an edition on a day.

    `held` are the clauses, by id and title, that stand as expected.
    """

    edition: str
    edition_folder: str
    network: str
    as_at: date
    expectations: str
    held: tuple[tuple[str, str], ...]
    known: tuple[Known, ...]
    moved: tuple[Moved, ...]
