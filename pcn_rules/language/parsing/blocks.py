"""Split the text of a file into blocks, each of which opens in the first column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pcn_rules.source import Source, Span

_OPENING = re.compile(r"(?:^|(?<=\A\ufeff))(?![\s#\ufeff])\S+", re.MULTILINE)
_CONTENT = re.compile(r"(?:^|(?<=\A\ufeff))[^\S\n]*(?![\s#\ufeff])(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a file, from a line that opens in the first column to the next such line."""

    source: Source
    opening: Span
    end: int

    @property
    def word(self) -> str:
        """The word that says what kind of block it is."""
        return self.opening.text.casefold()

    @property
    def indented(self) -> bool:
        """Whether white space stands before it."""
        start = self.opening.start
        return start > 0 and self.source.text[start - 1] not in "\n\ufeff"


def split(source: Source) -> tuple[Block, ...]:
    """The blocks of a file, in order; comments and blank lines before the first belong to none.

    Whatever comes first opens a block, however far it is indented.
    """
    found = [source.span(*each.span()) for each in _OPENING.finditer(source.text)]
    first = _CONTENT.search(source.text)
    if first and not (found and found[0].start == first.start(1)):
        found.insert(0, source.span(*first.span(1)))
    if not found:
        return ()
    ends = [span.start for span in found[1:]] + [len(source.text)]
    return tuple(Block(source, *each) for each in zip(found, ends, strict=True))
