"""Find the comments of a text, which say nothing to whoever judges by it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcn_rules.source import Source, Span

_COMMENT = re.compile(r"\"[^\"\n]*\"|“[^”\"\n]*”|(#[^\n]*)")


def comments_of(source: Source) -> Iterator[Span]:
    """Every comment, from its `#` to the end of its line, in order; none inside quotations."""
    for found in _COMMENT.finditer(source.text):
        if found.group(1) is not None:
            yield source.span(*found.span())
