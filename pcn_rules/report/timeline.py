"""Turn deadlines into a timeline: where each day and its words stand in a drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from pcn_rules.report.drawing import Mark, Row, Tick, Timeline
from pcn_rules.report.model import Deadline
from pcn_rules.report.outcomes import NO_VERDICT, VERDICTS
from pcn_rules.report.words import counted
from pcn_rules.values.days import written

WIDTH = 760
_LEFT, _RIGHT = 140, 160
_TOP, _ROW = 56, 30
_SHAPE, _GAP, _LETTER = 18, 14, 7.5
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def timeline(days: Sequence[Deadline], as_at: date, until: date) -> Timeline | None:
    """The timeline of the days given, from the earliest or the day asked about to the last.

    It goes on to `until`, the end of the specification, where that is later. None of no days.
    """
    if not days:
        return None
    first, last = min(as_at, days[0].on), max(as_at, until, days[-1].on)
    rows = tuple(
        Row(_TOP + _ROW * (number + 0.5), x, each.day, tuple(_marks(each, x)))
        for number, each in enumerate(days)
        for x in (_place(each.on, first, last),)
    )
    today = _place(as_at, first, last)
    return Timeline(
        width=WIDTH,
        height=_TOP + _ROW * len(days) + 10,
        left=_LEFT,
        right=WIDTH,
        today=today,
        today_label=f"as at {written(as_at)}",
        today_anchor="start" if today < WIDTH / 2 else "end",
        ticks=tuple(_ticks(first, last)),
        rows=rows,
        title=f"What is due when, as at {written(as_at)}",
        description=_description(days),
    )


def _place(day: date, first: date, last: date) -> float:
    span = max((last - first).days, 1)
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day - first).days / span, 1)


def _ticks(first: date, last: date) -> Iterator[Tick]:
    """First days of months, at most 13 of them."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = months // 13 + 1
    for number in range(step, months + 1, step):
        year, month = divmod(first.month - 1 + number, 12)
        day = date(first.year + year, month + 1, 1)
        yield Tick(_place(day, first, last), _MONTHS[month])


def _marks(deadline: Deadline, x: float) -> Iterator[Mark]:
    """Verdicts counted, one beside another, moved to the left where they would not fit."""
    tallies = Counter(standing.badge for standing in deadline.clauses)
    found = [(each, tallies[each]) for each in (*VERDICTS, NO_VERDICT) if tallies[each]]
    words = [f"{number} {each.word}" for each, number in found]
    widths = [_SHAPE + 5 + _LETTER * len(each) + _GAP for each in words]
    at = x - _SHAPE / 2
    if at + sum(widths) > WIDTH:
        at = max(x - sum(widths), _LEFT + 4)
    for (each, _), said, width in zip(found, words, widths, strict=True):
        yield Mark(round(at, 1), each.code, said)
        at += width


def _description(days: Sequence[Deadline]) -> str:
    every = "; ".join(f"{each.day} ({each.left}): {_said(each)}" for each in days)
    return f"{counted(len(days), 'day')} on which something is due or begins. {every}."


def _said(deadline: Deadline) -> str:
    tallies = Counter(standing.badge.word for standing in deadline.clauses)
    return ", ".join(f"{number} {word}" for word, number in tallies.items())
