"""Read a parse tree: its words by name, its branches by rule, and the places they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.parsing.grammar import Kind
from pcn_rules.source import Source, Span

if TYPE_CHECKING:
    from lark import Token, Tree

    Branch = Tree[Token]
    Part = Branch | Token


@dataclass(slots=True)
class Reading:
    """The text being read, and the faults of value met in it so far."""

    source: Source
    kind: Kind
    faults: list[Diagnostic] = field(default_factory=list)

    def span(self, part: Part) -> Span:
        """The exact words of a part of the tree."""
        start, end = bounds(part)
        return self.source.span(start, end)

    def fault(self, code: str, span: Span, message: str, help: str | None = None) -> None:
        """Keep a fault; reading goes on, and the block is left out in the end."""
        self.faults.append(Diagnostic(code, span, message, help))


def bounds(part: Part) -> tuple[int, int]:
    """The offsets at which a part starts and ends."""
    where: Any = getattr(part, "meta", part)
    return where.start_pos, where.end_pos


def token(branch: Branch, kind: str) -> Token | None:
    """The first word of a kind directly below a branch, if there is one."""
    return next(iter(tokens(branch, kind)), None)


def tokens(branch: Branch, *kinds: str) -> list[Token]:
    """The words of some kinds directly below a branch, in order."""
    return [each for each in branch.children if getattr(each, "type", None) in kinds]  # type: ignore[misc]


def branches(branch: Branch, *rules: str) -> list[Branch]:
    """The branches of some rules directly below a branch, in order; all where none is named."""
    below = [each for each in branch.children if hasattr(each, "data")]
    return [each for each in below if not rules or each.data in rules]  # type: ignore[misc]


def branch_of(branch: Branch, *rules: str) -> Branch | None:
    """The first branch of some rules directly below a branch, if there is one."""
    return next(iter(branches(branch, *rules)), None)


def spaced(text: str) -> str:
    """Words with single spaces between them."""
    return " ".join(text.split())


def joined(parts: list[Token]) -> str:
    """The words of several runs as one."""
    return " ".join(spaced(part) for part in parts)


_DEEPEST = 100


def too_deep(tree: Branch) -> Branch | None:
    """The branch at which a tree nests deeper than anyone can read, if it does."""
    level = [tree]
    for _ in range(_DEEPEST):
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
