"""The timeline: where days and words stand, and what is said to those who do not see it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from report_samples import SAMPLE

from pcn_rules.report.drawing import Timeline
from pcn_rules.report.model import Badge, Deadline, Link, Standing
from pcn_rules.report.outcomes import AT_RISK, MET, UNKNOWN
from pcn_rules.report.timeline import timeline
from pcn_rules.report.view import report
from pcn_rules.values.days import written

AS_AT = date(2020, 5, 31)
END = date(2021, 3, 31)


def due(day: date, *badges: Badge) -> Deadline:
    link = Link("1", "A clause", "clause-1")
    return Deadline(day, written(day), "", tuple(Standing(link, each, False) for each in badges))


def drawn(*days: Deadline, until: date = END) -> Timeline:
    found = timeline(days, AS_AT, until)
    assert found is not None
    return found


def test_there_is_no_timeline_of_nothing() -> None:
    assert timeline((), AS_AT, END) is None


def test_later_days_stand_further_right_and_lower() -> None:
    found = drawn(*(due(AS_AT + timedelta(days=number), MET) for number in (0, 1, 60, 300)))
    places = [(row.x, row.y) for row in found.rows]
    assert places == sorted(places)
    assert found.rows[0].x == found.today
    assert [row.day for row in found.rows][-1] == "27 March 2021"


def test_clauses_of_a_day_are_counted_by_verdict_in_words_and_shapes() -> None:
    [row] = drawn(due(END, UNKNOWN, AT_RISK, UNKNOWN)).rows
    assert [(mark.shape, mark.words) for mark in row.marks] == [
        ("at-risk", "1 at risk"),
        ("unknown", "2 unknown"),
    ]


@pytest.mark.parametrize("number", [0, 150, 304])
def test_marks_stand_within_the_drawing(number: int) -> None:
    found = drawn(due(AS_AT + timedelta(days=number), MET, AT_RISK, UNKNOWN))
    for mark in found.rows[0].marks:
        assert found.left - 20 <= mark.x
        assert mark.x + 23 + 7.5 * len(mark.words) <= found.width


@pytest.mark.parametrize("years", [0, 1, 3, 40])
def test_a_long_time_has_no_more_names_of_months_than_fit(years: int) -> None:
    found = drawn(due(AS_AT, MET), until=date(AS_AT.year + years, AS_AT.month, AS_AT.day))
    assert len(found.ticks) <= 13
    assert [tick.x for tick in found.ticks] == sorted({tick.x for tick in found.ticks})


def test_whoever_does_not_see_it_is_told_the_same() -> None:
    shown = report(SAMPLE).timeline
    assert shown is not None
    assert shown.title == "What is due when, as at 31 May 2020"
    assert "31 July 2020 (61 days left): 1 can be met, 1 unknown, 2 at risk, 2 impossible" in (
        shown.description
    )
