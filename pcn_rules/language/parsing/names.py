"""Check the names a vocabulary declares: they must be readable in a calculation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pcn_rules.language.parsing.tree import Reading, cut, spaced

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Word

RESERVED = re.compile(
    r"\b(?:and|or|not|has|have|where|over|within|rounded|every|some|to|means"
    r"|number\s+of|sum\s+of|in\s+each\s+period)(?![\w'’&-])",
    re.IGNORECASE,
)
"""The words that end a name in a calculation."""

_IN_UNITS = re.compile(r"\b(?:each|for|per(?!\s+cent(?![\w'’&-])))(?![\w'’&-])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’&-]*")


def read_name(reading: Reading, written: Word, *, unit: bool = False) -> str:
    """A declared name; reserved words in it are faults (E112), and so are odd ones (E128)."""
    start = written.start
    reserved = RESERVED.search(written) or (_IN_UNITS.search(written) if unit else None)
    if reserved:
        word = reserved.group()
        reading.fault(
            "E112",
            reading.source.span(start + reserved.start(), start + reserved.end()),
            f"the name `{cut(written)}` holds `{cut(word)}`, at which a calculation ends it",
            "choose a name without that word",
        )
        return spaced(written)
    for found in re.finditer(r"\S+", written):
        if not _WORD.fullmatch(found.group()):
            reading.fault(
                "E128",
                reading.source.span(start + found.start(), start + found.end()),
                f"the name `{cut(written)}` holds `{cut(found.group())}`, "
                "which cannot be read in a calculation",
                "use words of letters: figures may stand inside a word, not at its beginning",
            )
            break
    return spaced(written)
