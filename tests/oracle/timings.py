"""Timings drawn at random around one day, so that they have to do with one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from oracle.dates import DAY, due, periods
from oracle.formulas import written_day
from oracle.vocabulary import EVENTS
from pcn_rules.language.model import React, Recur

START, END = date(2020, 4, 1), date(2021, 3, 31)
INTERVALS = (
    (1, "day"), (2, "day"), (3, "day"), (1, "week"), (1, "week"), (1, "week"), (2, "week"),
    (1, "month"), (1, "quarter"), (1, "year"),
)  # fmt: skip
LENGTH = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
DELAYS = (
    (7, "working day"), (2, "working day"), (1, "working day"), (5, "calendar day"),
    (1, "calendar day"), (1, "week"), (1, "month"),
)  # fmt: skip


@dataclass
class Timed:
    """A timing in words, with the days it turns on; `events` where it waits for them."""

    words: str
    kind: str
    days: list[date]
    events: tuple[str, ...] = ()


@dataclass
class Clock:
    """Draws timings around a day."""

    random: Random
    anchor: date

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def near(self, *steps: int) -> date:
        return min(max(self.anchor + self.random.choice(steps) * DAY, START), END)

    def timing(self) -> Timed:
        match self.random.choice(
            ("achieve",) * 4 + ("maintain",) * 2 + ("limit",) + ("recur",) * 4 + ("react",) * 3
        ):
            case "achieve":
                day = self.near(-1, 0, 0, 0, 1, 10)
                if self._chance(0.25) and day > START:
                    return Timed(f"before {written_day(day)}", "achieve", [day - DAY])
                return Timed(f"by {written_day(day)}", "achieve", [day])
            case "recur":
                return self._recurring()
            case "react":
                return self._reacting()
            case kind:
                if self._chance(0.3):
                    return Timed("", kind, [START])
                start, end = self.near(-20, -1, 0, 0, 1), self.near(1, 2, 20, 400)
                words, days = self._from(start, end)
                return Timed(words, kind, days)

    def _from(self, start: date, end: date) -> tuple[str, list[date]]:
        if end < END or self._chance(0.3):
            return f"from {written_day(start)} to {written_day(end)}", [start, end]
        return f"from {written_day(start)}", [start]

    def _recurring(self) -> Timed:
        count, unit = self.random.choice(INTERVALS)
        length = count * LENGTH[unit]
        calendar = count == 1 and unit != "day" and self._chance(0.3)
        past = self.random.choice((0, 1, 1, 2, 2, 3))
        start = self.near(*(n - past * length for n in (-1, 0, 0, 1)))
        end = max(self.near(0, 1, length, 2 * length, 400, 400), start)
        words, days = self._from(start, end)
        plural = f"{count} {unit}s" if count > 1 else unit
        every = f"every {'calendar ' if calendar else ''}{plural}"
        found = periods(Recur(count, unit, calendar), start, end)
        near = [day for ends in found for day in ends if abs(day - self.anchor) < timedelta(40)]
        return Timed(f"{words} {every}", "recur", [*days, *near])

    def _reacting(self) -> Timed:
        count, unit = self.random.choice(DELAYS)
        start = self.near(-20, -10, -5, -1, 0)
        end = self.near(0, 1, 5, 400, 400, 400)
        words, days = self._from(start, max(end, start))
        events = self.random.choice((EVENTS[:1], EVENTS[:1], EVENTS))
        plural = f"{count} {unit}{'s' if count > 1 else ''}"
        happened = [d for d in (start, self.anchor - 2 * DAY, self.anchor) if d >= start]
        timing = React(count, unit, events)
        days += [day for d in happened for day in (d, due(d, timing))]
        return Timed(
            f"{words} within {plural} of each {' or '.join(events)}", "react", days, events
        )
