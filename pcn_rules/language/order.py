"""Turn the ids of clauses into keys that sort them as a document does."""

from __future__ import annotations

import re

SortKey = tuple[tuple[int, int, str], ...]


def natural(id: str) -> SortKey:
    """A sort key for the id of a clause: numbers by size, letters by the alphabet.

    >>> sorted(("7.10", "7.3.4(a)", "7.3.1(b)", "7.3.1(a)"), key=natural)
    ['7.3.1(a)', '7.3.1(b)', '7.3.4(a)', '7.10']
    """
    parts = re.findall(r"\d+|[A-Za-z]+", id)
    ordered = tuple((0, int(p), "") if p.isdigit() else (1, 0, p.casefold()) for p in parts)
    # The spelling itself comes last, so that two ids that differ only in punctuation keep an order.
    return (*ordered, (-1, 0, id))
