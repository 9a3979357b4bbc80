"""Put what the parser could not read into a reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.parsing.tree import words_at
from pcn_rules.source import Source

if TYPE_CHECKING:
    from lark import UnexpectedInput

    from pcn_rules.language.parsing.blocks import Block


def unread(block: Block, error: UnexpectedInput) -> Diagnostic:
    """The fault of a block that could not be read."""
    at = error.pos_in_stream
    span = words_at(block.source, block.opening.start if at is None else at)
    return Diagnostic("E100", span, f"`{span.text}` does not fit here")


def unknown_line(source: Source, at: int) -> Diagnostic:
    """E114: a line that neither carries on the one above nor opens with a word that is known."""
    span = words_at(source, at)
    return Diagnostic(
        "E114",
        span,
        f"`{span.text}` opens no line of a clause",
        "indent the line more deeply where it carries on the line above",
    )
