"""Turn a span into an excerpt of its text, with the exact words underlined."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from pcn_rules.source import Span

_WIDEST = 160
_BEFORE = 40
_TAB = "    "


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a text as shown, and the marks that go below it, from a column on.

    Columns are those of a screen: wide characters take two, combining ones none.
    """

    line: int
    text: str
    indent: int
    width: int
    """How many columns are underlined; at least one, so that an empty span is seen."""
    goes_on: bool
    """Whether the span goes on over further lines."""

    def marks(self, mark: str) -> str:
        """The underlining, as far in as it belongs."""
        return " " * self.indent + mark * self.width


def excerpt(span: Span) -> Excerpt:
    """The line on which a span starts, and where its words stand in it."""
    text = span.source.line_text(span.line)
    start = span.column - 1
    end = min(start + span.end - span.start, len(text))
    first = max(0, start - _BEFORE) if len(text) > _WIDEST else 0
    last = min(len(text), max(first + _WIDEST, min(end, start + _WIDEST)))
    before = "…" if first else ""
    after = "…" if last < len(text) else ""
    end = min(end, last)
    return Excerpt(
        line=span.line,
        text=before + shown(text[first:last]) + after,
        indent=len(before) + columns(shown(text[first:start])),
        width=max(1, columns(shown(text[start:end]))),
        goes_on="\n" in span.text.rstrip(),
    )


def shown(text: str) -> str:
    """A text safe to show: tabs as spaces, what steers a screen as a replacement mark."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return _TAB
    match unicodedata.category(character):
        case "Cc" | "Cs" | "Zl" | "Zp":
            return "\ufffd"
        case "Cf" if character in "\u200c\u200d":
            return character
        case "Cf":
            return ""
        case _:
            return character


def columns(text: str) -> int:
    """How many columns of a screen a text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
