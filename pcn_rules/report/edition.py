"""Say which text of an edition was judged by, and whether it was ever in force."""

from __future__ import annotations

from pcn_rules.evaluate.result import Assessment, ClauseResult
from pcn_rules.values.days import written

_NEVER = "proposed, never in force"


def edition(assessment: Assessment) -> str:
    """The specification and its edition; of one that never came into force, that it did not."""
    never = f" ({_NEVER})" if assessment.proposed else ""
    return f"{assessment.specification}, {assessment.edition} edition{never}"


def in_force(assessment: Assessment) -> str:
    """The days on which the edition is in force."""
    days = f"{written(assessment.in_force_from)} to {written(assessment.in_force_to)}"
    return f"{_NEVER}; judged as if from {days}" if assessment.proposed else days


def text_used(assessment: Assessment) -> str:
    """The text in force on the day asked about: as published, or by what it is amended."""
    if not assessment.variations:
        return f"as published on {written(assessment.published)}"
    amended = "; ".join(
        f"{each.name}, from {written(each.start)}" for each in assessment.variations
    )
    return f"as amended by {amended}"


def amended(result: ClauseResult) -> str:
    """Since when a clause has its text, where it is not as published; else nothing."""
    by = result.amended_by
    return "" if by is None else f"since {written(by.start)}: {by.name}"
