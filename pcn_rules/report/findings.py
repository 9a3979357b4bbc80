"""Turn faults into findings: what the formats of pipelines (SARIF, annotations) can mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal as OneOf

from pcn_rules.diagnostics import CODES, Diagnostic, Related
from pcn_rules.report.clean import plain
from pcn_rules.source import Span

Level = OneOf["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is marked at a place: by which rule, what is wrong, and what to do about it.

    `title` says in a few words what the rule looks for; it is the same for each of its findings.
    """

    rule: str
    title: str
    level: Level
    message: str
    help: str | None
    place: Span
    related: tuple[Related, ...] = ()

    @property
    def words(self) -> str:
        """The message with its remedy, on one line and without control characters."""
        return plain(self.message if self.help is None else f"{self.message} ({self.help})")


def of_faults(faults: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Faults as findings, each under its code."""
    return tuple(
        Finding(
            fault.code,
            CODES.get(fault.code, fault.code),
            fault.severity,
            fault.message,
            fault.help,
            fault.span,
            fault.related,
        )
        for fault in faults
    )


def path_from_here(path: str) -> str:
    """A path from the working folder where it lies inside it, with plain slashes."""
    whole = Path(path)
    try:
        return whole.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return whole.as_posix()


def end_of(place: Span) -> tuple[int, int]:
    """The line and the column just after the last character of a span, at least one further on."""
    source, end = place.source, max(place.end, place.start + 1)
    return source.line_of(end - 1), source.column_of(end - 1) + 1
