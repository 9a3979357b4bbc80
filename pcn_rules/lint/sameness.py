"""Tell whether statements of a text concern the same days."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from pcn_rules.language import meaning, model

Days = tuple[date, date]


def share_days(one: Days, other: Days) -> bool:
    """Whether two stretches of days, both ends included, have one in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def days_of(
    statement: meaning.ResolvedDuty
    | meaning.ResolvedPower
    | meaning.ResolvedPayment
    | meaning.ResolvedIncentive,
    text: meaning.Text,
) -> Days:
    """From which day to which a statement holds; what gives none begins with its text."""
    match statement:
        case meaning.ResolvedPower(timing=timing):
            return _of_timing(timing, text.start)
        case (
            meaning.ResolvedDuty(start=start, end=end)
            | meaning.ResolvedPayment(start=start, end=end)
            | meaning.ResolvedIncentive(start=start, end=end)
        ):
            return start, end
        case _:
            assert_never(statement)


def _of_timing(timing: model.Timing, begins: date) -> Days:
    match timing:
        case model.Achieve(day=day):
            return min(begins, day), day
        case (
            model.Maintain(start=start, end=end)
            | model.Recur(start=start, end=end)
            | model.React(start=start, end=end)
            | model.Limit(start=start, end=end)
        ):
            return start or begins, end or date.max
        case _:
            assert_never(timing)
