"""Find characters that nobody can see and that may make a text read otherwise than it looks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.source import Source

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufff9-\ufffb]|\r(?!\n)|(?<!\\A)\ufeff"
)


def unseen(source: Source) -> Iterator[Diagnostic]:
    """E122: each run of characters that nobody can see, one fault a line."""
    line = 0
    for found in _UNSEEN.finditer(source.text):
        if source.line_of(found.start()) == line:
            continue
        line = source.line_of(found.start())
        name = unicodedata.name(found.group(), f"character {ord(found.group()):04X}").casefold()
        yield Diagnostic(
            "E122",
            source.span(*found.span()),
            f"a character stands here that nobody can see ({name})",
            "delete it",
        )
