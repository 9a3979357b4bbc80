"""Turn the words of a line into lines of text that fit, broken where a reader would break them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pcn_rules.language.printing.pieces import ANYWHERE, Line, Piece

WIDTH = 100
_DEEPER = 2

_OPENERS = frozenset(
    {"for", "if", "where", "unless", "except", "subject", "notwithstanding", "suspended", "on"}
    | {"counted", "adjusted"}
    | {
        "cites",
        "replaces",
        "another",
        "takes",
        "of",
        "needs",
        "costs",
        "plus",
        "reimbursed",
        "effort",
        "fact",
        "means",
    }
    | {"the", "each", "a", "an", "attested"}
)
"""Words that no further line of a thing begins with, for they would open a line of their own."""


def filled(line: Line) -> list[str]:
    """The text of a line: one where it fits, else several, the further ones indented deeper."""
    if line.whole:
        return [" " * line.indent + text_of(line.pieces)]
    return list(_filled(line.pieces, line.indent, further(line)))


def further(line: Line) -> int:
    """How far the further lines of a line are indented: deeper than any line of its block."""
    return max(line.indent, _DEEPER) + _DEEPER


def text_of(pieces: Iterable[Piece]) -> str:
    """Words with a space between them."""
    return " ".join(piece.text for piece in pieces)


def _filled(pieces: Sequence[Piece], indent: int, further: int) -> Iterator[str]:
    whole = " " * indent + text_of(pieces)
    breaks = [at for at, piece in enumerate(pieces) if at and _may_begin(piece)]
    if len(whole) <= WIDTH or not breaks:
        yield whole
        return
    weight = min(pieces[at].weight for at in breaks)
    if weight == ANYWHERE:
        yield from _greedy(pieces, indent, further, set(breaks))
        return
    cuts = [0, *(at for at in breaks if pieces[at].weight == weight), len(pieces)]
    for start, end in pairwise(cuts):
        yield from _filled(
            pieces[start:end], further if start else indent, further + (_DEEPER if start else 0)
        )


def _greedy(pieces: Sequence[Piece], indent: int, further: int, breaks: set[int]) -> Iterator[str]:
    """As many words on each line as fit; one that may not begin a line stays with that before."""
    units: list[str] = []
    for at, piece in enumerate(pieces):
        if at in breaks or not units:
            units.append(piece.text)
        else:
            units[-1] += f" {piece.text}"
    text = " " * indent + units[0]
    for unit in units[1:]:
        if len(text) + 1 + len(unit) <= WIDTH:
            text += f" {unit}"
        else:
            yield text
            text = " " * further + unit
    yield text


def _may_begin(piece: Piece) -> bool:
    return piece.text.split(" ")[0].rstrip(":,)").casefold() not in _OPENERS
