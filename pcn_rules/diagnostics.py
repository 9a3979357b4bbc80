"""Faults as values of one type, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

from pcn_rules.source import Span


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a fault has to do with, and what it is."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault of the input: what, where, and what to do about it.

    `message` is one lower-case sentence in a reader's words, the reader's own text in backticks,
    without a full stop or a line break; `help` is a remedy of the same make, where one is known.
    """

    code: str
    span: Span
    message: str
    help: str | None = None
    related: tuple[Related, ...] = ()
    severity: OneOf["error", "warning"] = "error"
