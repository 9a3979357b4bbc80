"""Faults as values of one type, and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
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


CODES: Mapping[str, str] = {
    "E401": "the folder cannot be read",
    "E402": "there is no network.toml",
    "E403": "a file cannot be read",
    "E404": "a file is too large",
    "E405": "a file is not UTF-8 text",
    "E406": "a file belongs to nothing",
    "E407": "network.toml cannot be read",
    "E408": "a key that nobody knows",
    "E409": "a key is missing",
    "E410": "a value of network.toml does not fit",
    "E411": "no such thing in the vocabulary",
    "E412": "no such fact in the vocabulary",
    "E413": "a double quote that is never closed",
    "E414": "a column that nobody knows",
    "E415": "a column is there twice",
    "E416": "a column is missing",
    "E417": "a cell under no heading",
    "E418": "too much of it",
    "E420": "a day that does not exist",
    "E421": "words that are not a day",
    "E422": "days the wrong way round",
    "E430": "a value of another kind",
    "E431": "a value that nobody can read",
    "E432": "another unit",
    "E433": "less than nothing",
    "E434": "a range the wrong way round",
    "E435": "a part of what is counted whole",
    "E436": "a star that stands for nothing",
    "E437": "a figure that is not rounded",
    "E438": "a name like a formula",
    "E440": "a row without an id",
    "E441": "listed twice",
    "E442": "nobody has this id",
    "E443": "a list neither complete nor open",
    "E445": "a source that is not declared",
    "E446": "a row without a source",
    "E447": "an event without its day",
    "E448": "known before it was so",
    "E449": "neither of two words",
    "E450": "two values for one fact and day",
    "E451": "a practice in two networks",
}
"""The title of every fault by its code; its page is in docs/faults."""
