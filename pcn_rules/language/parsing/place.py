"""The place at which the parser could not go on: what stands there, before it and around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pcn_rules.language.parsing.expected import EXAMPLES, is_keyword, keyword
from pcn_rules.language.parsing.tree import words_at
from pcn_rules.source import Source, Span

if TYPE_CHECKING:
    from pcn_rules.language.parsing.blocks import Block
    from pcn_rules.language.parsing.machine import Stuck

_PIECE = re.compile(
    r"#[^\n]*|\"[^\"\n]*\"|“[^”\"\n]*”|[0-9]{1,2}\s+[A-Za-z]+\s+[0-9]{4}\b"
    r"|\w[\w.,&'’%-]*(?<!,)(?:\(\w+\))*|[<>=]+|\S"
)
_LOOKED_AT = 1000
"""How much of a line is looked at: the rest of a longer one says no more of what is wrong."""
_OPENERS = re.compile(
    "(?:" + "|".join(r"\s+".join(words.split()) for words in EXAMPLES) + r")(?![\w'’&-])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """Where reading stopped in a block, and what could have stood there."""

    block: Block
    at: int
    """The offset of the words that do not fit; the end of the last words at the end of a block."""
    ended: bool
    """Whether the block ends here."""
    accepts: frozenset[str]
    """What could stand here, by the names the grammar has for it."""

    @property
    def source(self) -> Source:
        """The file."""
        return self.block.source

    @cached_property
    def word(self) -> Span:
        """The word that does not fit."""
        return words_at(self.source, self.at)

    @cached_property
    def rest(self) -> Span:
        """The words that do not fit and what follows them on their line, comments left out."""
        line = self.source.text.find("\n", self.at)
        end = min(self.block.end if line < 0 else line, self.at + _LOOKED_AT)
        last = self.at
        for found in _PIECE.finditer(self.source.text, self.at, end):
            if not found.group().startswith("#"):
                last = found.end()
        return self.source.span(self.at, last)

    @cached_property
    def before(self) -> Span:
        """The words just before, in the same block."""
        last = self.block.opening
        for found in self._pieces():
            last = self.source.span(*found.span())
        return last

    @cached_property
    def on_this_line(self) -> Span:
        """The words of the line up to here, comments left out."""
        start = self.source.text.rfind("\n", 0, self.at) + 1
        begun = [found.start() for found in self._pieces() if found.start() >= start]
        return self.source.span(begun[0] if begun else self.at, self.at)

    @cached_property
    def begins_line(self) -> bool:
        """Whether the words that do not fit come first on their line."""
        return not self.on_this_line.text

    @cached_property
    def opener(self) -> str:
        """The keyword that opened the part of the block in which this place is."""
        opener = self.block.word
        for line in self.source.text[self.block.opening.start : self.at].split("\n"):
            found = _OPENERS.match(line.lstrip())
            if found:
                opener = " ".join(found.group().casefold().split())
        return opener

    @property
    def example(self) -> str | None:
        """How the line of this place reads, or the one that is missing, as a remedy."""
        needed = self.accepts - {"_COMMA"} or self.accepts
        only = next(iter(needed)) if len(needed) == 1 else ""
        new_line = self.begins_line or self.ended
        words = (
            keyword(only)
            if new_line and only not in ("_TO", "_FROM") and is_keyword(only)
            else self.opener
        )
        example = EXAMPLES.get(words, EXAMPLES.get(self.opener))
        return f"it reads like this: `{example}`" if example else None

    def _pieces(self) -> Iterator[re.Match[str]]:
        for found in _PIECE.finditer(self.source.text, self.block.opening.start, self.at):
            if not found.group().startswith("#"):
                yield found


def place_of(block: Block, stuck: Stuck) -> Place:
    """Where and why a block could not be read."""
    at, text = stuck.at, block.source.text
    while not stuck.ended and at < block.end - 1 and text[at].isspace():
        at += 1
    return Place(block, at, stuck.ended, stuck.accepts)
