"""What a block is read into: its words by kind, its branches by rule, and the places they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.parsing.grammar import Kind
from pcn_rules.source import Source, Span


class Word(str):
    """A word of the text that says something, of a kind of the grammar (`DATE`), at its offsets."""

    __slots__ = ("end", "kind", "start")

    kind: str
    start: int
    end: int


class Branch:
    """What a rule of the grammar read (`duty`), with the words and branches directly below it."""

    __slots__ = ("children", "end", "kind", "start")

    def __init__(self, kind: str, children: list[Part], start: int, end: int) -> None:
        """Of a rule, from the offset of its first word, left out or not, to the end of its last."""
        self.kind = kind
        self.children = children
        self.start = start
        self.end = end


Part = Branch | Word


@dataclass(slots=True)
class Reading:
    """The text being read, and the faults of value met in it so far."""

    source: Source
    kind: Kind
    faults: list[Diagnostic] = field(default_factory=list)

    def span(self, part: Part) -> Span:
        """The exact words of a part of the tree."""
        return Span(self.source, part.start, part.end)

    def fault(self, code: str, span: Span, message: str, help: str | None = None) -> None:
        """Keep a fault; reading goes on, and the block is left out in the end."""
        self.faults.append(Diagnostic(code, span, message, help))


def token(branch: Branch, kind: str) -> Word | None:
    """The first word of a kind directly below a branch, if there is one."""
    for each in branch.children:
        if each.kind == kind:
            return each  # type: ignore[return-value] # kinds in capitals are those of words
    return None


def tokens(branch: Branch, *kinds: str) -> list[Word]:
    """The words of some kinds directly below a branch, in order."""
    return [each for each in branch.children if each.kind in kinds]  # type: ignore[misc]


def branches(branch: Branch, *rules: str) -> list[Branch]:
    """The branches of some rules directly below a branch, in order; all where none is named."""
    if rules:
        return [each for each in branch.children if each.kind in rules]  # type: ignore[misc]
    return [each for each in branch.children if isinstance(each, Branch)]


def branch_of(branch: Branch, *rules: str) -> Branch | None:
    """The first branch of some rules directly below a branch, if there is one."""
    for each in branch.children:
        if each.kind in rules:
            return each  # type: ignore[return-value] # kinds in small letters are those of rules
    return None


def with_all_below(branch: Branch) -> Iterator[Branch]:
    """A branch and every branch below it."""
    yield branch
    for each in branches(branch):
        yield from with_all_below(each)


def spaced(text: str) -> str:
    """Words with single spaces between them."""
    return " ".join(text.split())


def joined(parts: list[Word]) -> str:
    """The words of several runs as one."""
    return " ".join([spaced(part) for part in parts])


DEEPEST = 100
"""How many branches may stand inside one another: more than anyone can read."""


def too_deep(tree: Branch) -> Branch | None:
    """The branch at which a tree nests deeper than anyone can read, if it does."""
    level = [tree]
    for _ in range(DEEPEST):
        level = [below for each in level for below in branches(each)]
        if not level:
            return None
    return level[0]


def words_at(source: Source, start: int) -> Span:
    """The word, number or mark that stands at an offset."""
    found = _WORD.match(source.text, start)
    return source.span(start, found.end() if found else start)


_WORD = re.compile(r"\"[^\"\n]*\"|\w[\w.&'’%-]*(?:\(\w+\))*|[<>=]+|\S")


def cut(text: str) -> str:
    """Words on one line, cut where they are too long to repeat, fit to stand between backticks."""
    words = spaced(text[: 4 * _LONGEST]).replace("`", "'")
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


_LONGEST = 60
