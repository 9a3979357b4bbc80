"""Days, working days, months and periods (semantics, section 4)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

import holidays

from pcn_rules.language.model import React, Recur

DAY = timedelta(days=1)
BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG", years=range(2019, 2024))
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def working_days_after(day: date, count: int) -> date:
    while count:
        day += DAY
        count -= is_working_day(day)
    return day


def months_after(day: date, count: int) -> date:
    """The corresponding day, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due(event: date, timing: React) -> date:
    """The last day in time; the day of the event does not count."""
    match timing.unit:
        case "working day":
            return working_days_after(event, timing.count)
        case "calendar day":
            return event + timing.count * DAY
        case "week":
            return event + 7 * timing.count * DAY
        case "month":
            return months_after(event, timing.count)


def periods(timing: Recur, start: date, end: date) -> Iterator[tuple[date, date]]:
    """First and last day of each period from the start; the last one is cut at the end."""
    first, number = start, 0
    while first <= end:
        number += 1
        following = _next(timing, start, first, number)
        yield first, min(following - DAY, end)
        first = following


def _next(timing: Recur, start: date, first: date, number: int) -> date:
    """The first day of the period after this one, the `number`th from the start."""
    if timing.unit in MONTHS:
        length = MONTHS[timing.unit]
        if not timing.calendar:
            return months_after(start, number * length * timing.count)
        month = (first.month - 1) // length * length + 1
        return months_after(date(first.year, month, 1), length * timing.count)
    length = {"day": 1, "week": 7}[timing.unit] * timing.count
    back = first.weekday() if timing.calendar and timing.unit == "week" else 0
    return first + (length - back) * DAY
