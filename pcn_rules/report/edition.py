"""Say which text of an edition was judged by, and whether it was ever in force."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from pcn_rules.evaluate.result import Assessment, ClauseResult
from pcn_rules.values.days import written

_NEVER = "proposed, never in force"


def edition(assessment: Assessment) -> str:
    """The specification and its edition; of one that never came into force, that it did not."""
    never = f" ({_NEVER})" if assessment.proposed else ""
    return f"{assessment.specification}, {assessment.edition} edition{never}"


class Dated(Protocol):
    """What was judged as at a day, by an edition with a life of its own."""

    @property
    def as_at(self) -> date:
        """The day asked about."""

    @property
    def proposed(self) -> bool:
        """Whether the edition never came into force."""

    @property
    def in_force_from(self) -> date:
        """The first day of the edition."""

    @property
    def in_force_to(self) -> date:
        """Its last day."""


def is_in_force(judged: Dated) -> bool:
    """Whether the edition is in force on the day asked about; one may be named that is not."""
    return not judged.proposed and judged.in_force_from <= judged.as_at <= judged.in_force_to


def in_force(judged: Dated) -> str:
    """The days on which the edition is in force; and if it is not on the day asked about, that."""
    days = f"{written(judged.in_force_from)} to {written(judged.in_force_to)}"
    if judged.proposed:
        days = f"{_NEVER}; judged as if from {days}"
    if judged.in_force_from <= judged.as_at <= judged.in_force_to:
        return days
    return f"{days}, and so not on {written(judged.as_at)}: judged by it because it was named"


def text_used(assessment: Assessment) -> str:
    """The text in force on the day asked about: as published, or by what it is amended."""
    if not assessment.variations:
        return f"as published on {written(assessment.published)}"
    amended = "; ".join(
        f"{each.name}, from {written(each.start)}" for each in assessment.variations
    )
    return f"as amended by {amended}"


def amended(result: ClauseResult) -> str:
    """Since when a clause stands, or has its text, where it is not as published; else nothing."""
    by = result.amended_by
    if by is None:
        return ""
    what = "new" if result.added else "this text"
    return f"{what} since {written(by.start)}: {by.name}"
