"""Lay out words for a terminal: 80 columns, plain characters, colour only when asked for."""

from __future__ import annotations

import textwrap

from pcn_rules.report.model import Badge

WIDTH = 80

_COLOURS = {
    "met": "32",
    "can-be-met": "32",
    "at-risk": "33",
    "impossible": "31",
    "unknown": "36",
    "not-applicable": "2",
    "no-verdict": "2",
    "heading": "1",
}


def fill(text: str, indent: int = 0, hang: int = 0) -> str:
    """The text in lines of at most 80 columns, later lines indented by `hang` more."""
    words = " ".join(text.split())
    if words and indent + len(words) <= WIDTH:  # as most lines
        return " " * indent + words
    return textwrap.fill(
        words,
        width=WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
    )


def pad(text: str, width: int) -> str:
    """The text at exactly this width, cut where it is longer."""
    return f"{text:<{width}}" if len(text) <= width else f"{text[: width - 3]}..."


def field(value: str, name: str, width: int) -> str:
    """A name and its value, the value's lines one below another."""
    return fill(f"{'x' * width} {value}", 0, width + 1).replace("x" * width, pad(name, width), 1)


def underlined(text: str, colour: bool) -> str:
    """A heading with a line below it."""
    lines = fill(text).split("\n")
    rule = "-" * max(len(line) for line in lines)
    return "\n".join([*(painted(line, "heading", colour) for line in lines), rule])


def painted(text: str, code: str, colour: bool) -> str:
    """The text in a colour, where colour is asked for."""
    return f"\x1b[{_COLOURS[code]}m{text}\x1b[0m" if colour else text


def verdict(text: str, badge: Badge, indent: int, colour: bool) -> str:
    """A verdict in words, filled, its first word or words in capitals and colour."""
    word = badge.word.upper()
    filled = fill(word + text.removeprefix(badge.word), indent, 2)
    return filled.replace(word, painted(word, badge.code, colour), 1)
