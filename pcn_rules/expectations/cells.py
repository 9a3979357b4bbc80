"""Texts as cells of a table that people open in spreadsheets."""

from __future__ import annotations

import re

LONGEST = 300
"""How many characters a title or a reason has in a file; what is longer is cut."""

# A spreadsheet would run a cell that begins so.
_LIKE_A_FORMULA = ("=", "+", "-", "@")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def as_cell(text: str) -> str:
    """A text as a cell holds it: one line, cut where it is long, and never run by a spreadsheet.

    A double quote becomes a single one: doubled, as tables write it, it could outgrow a cell.
    """
    line = " ".join(_UNPRINTABLE.sub(" ", text).replace('"', "'").split())
    line = f"'{line}" if line.startswith(_LIKE_A_FORMULA) else line
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
