"""Check that lines are indented where they carry on what stands above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcn_rules.language.parsing.tree import Reading
from pcn_rules.language.parsing.wording import unknown_line

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Word

_TAB = 8


def indentation(text: str, offset: int) -> int:
    """How far the line that holds an offset is indented; a tab reaches to the next of 8 columns."""
    start = text.rfind("\n", 0, offset) + 1
    width = 0
    for character in text[start:offset]:
        if character == "\t":
            width += _TAB - width % _TAB
        elif character in " \xa0":
            width += 1
        elif character != "\ufeff":
            break
    return width


def check_carried_on(reading: Reading, opening: int, words: list[Word]) -> None:
    """E114: a line carries on the one above without being indented deeper than where it opened."""
    text = reading.source.text
    base = indentation(text, opening)
    for line in words[1:]:
        at = line.start
        if text[text.rfind("\n", 0, at) + 1 : at].strip():
            continue
        if indentation(text, at) <= base:
            reading.faults.append(unknown_line(reading.source, at, reading.kind))
            return
