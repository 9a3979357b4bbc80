"""The words of a printed line, each with where it ended in the text it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pcn_rules.language.model import Node
from pcn_rules.language.parsing.values import MONTHS

ANYWHERE = 99
"""The weight of a break between two words of one name or action: the last resort."""


class Piece(NamedTuple):
    """Words that stay on one line, set off by a space from what is before them."""

    text: str
    end: int | None = None
    """The offset at which they ended in the text they were read from, where that is known."""
    weight: int = ANYWHERE
    """How deep in its expression a line break before it would fall: lower goes first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a block says, on one line where it fits."""

    indent: int
    pieces: tuple[Piece, ...]
    start: int | None = None
    """The offset at which it started in the text it was read from, where that is known."""
    stop: int | None = None
    """Which piece stands below those of its neighbours, where any does."""
    whole: bool = False
    """Whether it stays on one line however long it is."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines of one block, and the word that opens it."""

    kind: str
    lines: tuple[Line, ...]


def line(indent: int, pieces: Iterable[Piece], node: Node) -> Line:
    """A line that says all that a node says, so that it ends where the node ended."""
    found = tuple(pieces)
    if node.span is None:
        return Line(indent, found)
    last = Piece(found[-1].text, node.span.end, found[-1].weight)
    return Line(indent, (*found[:-1], last), node.span.start)


def said(text: str, node: Node | None = None, weight: int = ANYWHERE) -> list[Piece]:
    """The words of a text one by one; they end where they stand in the node's own words."""
    words = text.split()
    found = [Piece(*each) for each in zip(words, _ends(words, node), strict=True)]
    if found and weight != ANYWHERE:
        found[0] = Piece(found[0].text, found[0].end, weight)
    return found


def _ends(words: list[str], node: Node | None) -> list[int | None]:
    if node is not None and node.span is not None:
        written = [m for m in _WORD.finditer(node.span.text) if m[0][0] != "#"]
        if [m[0] for m in written] == words:
            return [node.span.start + m.end() for m in written]
    return [None] * len(words)


_WORD = re.compile(r"#[^\n]*|[^\s#]+")


def ended(pieces: Iterable[Piece], node: Node) -> list[Piece]:
    """Some pieces, the last of which ends where a node ended."""
    found = list(pieces)
    if node.span is not None and found:
        found[-1] = Piece(found[-1].text, node.span.end, found[-1].weight)
    return found


def before(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Some pieces with a mark set right before the first."""
    first, *rest = pieces
    yield Piece(text + first.text, first.end, first.weight)
    yield from rest


def after(pieces: Iterable[Piece], text: str) -> Iterator[Piece]:
    """Some pieces with a mark set right after the last."""
    *rest, last = pieces
    yield from rest
    yield Piece(last.text + text, last.end, last.weight)


def quoted(text: str) -> Piece:
    """A text between quotation marks."""
    return Piece(f'"{text}"')


def day(on: date) -> Piece:
    """A date as it is written, `31 July 2020`."""
    return Piece(f"{on.day} {MONTHS[on.month - 1]} {on.year:04}")


def number(amount: Fraction) -> str:
    """An exact number in figures, with a comma at each thousand."""
    if amount.denominator == 1:
        return f"{abs(amount.numerator):,}"
    digits = 0
    while (amount * 10**digits).denominator != 1 and digits < _MOST_DIGITS:
        digits += 1
    whole, rest = divmod(abs(amount.numerator) * 10**digits // amount.denominator, 10**digits)
    return f"{whole:,}" + (f".{rest:0{digits}}" if digits else "")


_MOST_DIGITS = 15
