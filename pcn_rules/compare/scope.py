"""What two editions have in common: the days on which both live, and their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pcn_rules.language.meaning import Specification, Vocabulary


@dataclass(frozen=True, slots=True)
class Common:
    """The days on which two editions are compared, and the vocabulary of each."""

    first: date
    last: date
    old: Vocabulary
    new: Vocabulary


def common_to(old: Specification, new: Specification) -> Common | None:
    """What two editions have in common; None where there is no day on which both live."""
    first, last = max(old.start, new.start), min(old.end, new.end)
    if first > last:
        return None
    return Common(first, last, old.vocabulary, new.vocabulary)
