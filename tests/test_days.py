"""Days are counted as the contract counts them, and as the law counts notice."""

from __future__ import annotations

import doctest
from datetime import date, timedelta
from itertools import pairwise

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcn_rules.values import days
from pcn_rules.values.days import (
    CalendarRangeError,
    PeriodUnit,
    add_calendar_days,
    add_months,
    add_working_days,
    bank_holiday,
    count_working_days,
    explain_working_days,
    is_working_day,
    last_day_within,
    last_of_month,
    month_number,
    notice_end,
    periods,
    written,
)

in_the_table = st.dates(date(2019, 1, 1), date(2027, 9, 1))
any_day = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def test_the_examples_of_the_documentation_hold() -> None:
    assert doctest.testmod(days).failed == 0


def test_every_day_of_2019_to_2027_agrees_with_a_second_opinion() -> None:
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=range(2019, 2028))
    day, differ = date(2019, 1, 1), []
    while day <= date(2027, 12, 31):
        if is_working_day(day) != (day.weekday() < 5 and day not in theirs):
            differ.append(day)
        day += timedelta(days=1)
    assert differ == []


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 5, 8), "Early May bank holiday (moved from Monday 4 May for VE Day)"),
        (date(2020, 5, 4), None),
        (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
        (date(2022, 9, 19), "Bank holiday for the State Funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
    ],
)
def test_holidays_that_no_rule_foresees(day: date, name: str | None) -> None:
    assert bank_holiday(day) == name


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2028, 1, 1)])
def test_a_year_outside_the_table_is_no_working_day_but_an_error(day: date) -> None:
    with pytest.raises(CalendarRangeError, match=f"from 2019 to 2027, not for {written(day)}"):
        is_working_day(day)


def test_a_count_that_runs_past_the_table_is_an_error() -> None:
    with pytest.raises(CalendarRangeError):
        add_working_days(date(2027, 12, 30), 2)


def test_seven_working_days_after_friday_1_may_2020_are_due_on_wednesday_13_may() -> None:
    count = explain_working_days(date(2020, 5, 1), 7)
    assert (count.event, count.count, count.due) == (date(2020, 5, 1), 7, date(2020, 5, 13))
    assert [skip.text for skip in count.skipped] == [
        "Saturday 2 May is in a weekend",
        "Sunday 3 May is in a weekend",
        "Friday 8 May is a bank holiday",
        "Saturday 9 May is in a weekend",
        "Sunday 10 May is in a weekend",
    ]
    assert [skip.day for skip in count.holidays] == [date(2020, 5, 8)]


def test_no_working_day_leaves_the_day_of_the_event() -> None:
    assert add_working_days(date(2020, 5, 2), 0) == date(2020, 5, 2)


def test_nobody_counts_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2020, 5, 1), -1)
    with pytest.raises(ValueError, match="forward"):
        last_day_within(date(2020, 5, 1), -1, "week")


def test_working_days_of_a_stretch_count_both_ends() -> None:
    assert count_working_days(date(2020, 5, 1), date(2020, 5, 13)) == 8
    assert count_working_days(date(2020, 5, 8), date(2020, 5, 10)) == 0
    assert count_working_days(date(2020, 5, 2), date(2020, 5, 1)) == 0


@pytest.mark.parametrize(
    ("given_on", "effective"),
    [
        (date(2020, 5, 31), date(2020, 6, 30)),
        (date(2020, 4, 30), date(2020, 5, 30)),
        (date(2021, 1, 31), date(2021, 2, 28)),
        (date(2020, 1, 31), date(2020, 2, 29)),
        (date(2020, 12, 31), date(2021, 1, 31)),
        (date(2000, 1, 31), date(2000, 2, 29)),
    ],
)
def test_one_month_of_notice_ends_on_the_corresponding_date(
    given_on: date, effective: date
) -> None:
    assert notice_end(given_on, 1, "month") == effective


def test_notice_in_days_and_weeks() -> None:
    assert notice_end(date(2020, 5, 1), 28, "calendar day") == date(2020, 5, 29)
    assert notice_end(date(2020, 5, 1), 4, "week") == date(2020, 5, 29)
    assert notice_end(date(2020, 5, 1), 5, "working day") == date(2020, 5, 11)


def test_the_calendar_ends_with_an_error_of_our_own() -> None:
    with pytest.raises(CalendarRangeError, match="3 days from 31 December 9999"):
        add_calendar_days(date.max, 3)
    with pytest.raises(CalendarRangeError, match="1 months from 31 December 9999"):
        add_months(date.max, 1)
    with pytest.raises(CalendarRangeError):
        add_months(date.min, -1)


def test_weeks_run_from_the_start() -> None:
    weeks = list(periods(date(2020, 10, 1), date(2020, 10, 25), 1, "week", calendar=False))
    assert weeks == [
        (date(2020, 10, 1), date(2020, 10, 7)),
        (date(2020, 10, 8), date(2020, 10, 14)),
        (date(2020, 10, 15), date(2020, 10, 21)),
        (date(2020, 10, 22), date(2020, 10, 25)),
    ]


def test_months_keep_the_corresponding_date_of_the_start() -> None:
    months = list(periods(date(2020, 1, 31), date(2020, 5, 15), 1, "month", calendar=False))
    assert months == [
        (date(2020, 1, 31), date(2020, 2, 28)),
        (date(2020, 2, 29), date(2020, 3, 30)),
        (date(2020, 3, 31), date(2020, 4, 29)),
        (date(2020, 4, 30), date(2020, 5, 15)),
    ]


@pytest.mark.parametrize(
    ("unit", "first_two"),
    [
        ("day", [(1, 1), (2, 2)]),
        ("week", [(1, 4), (5, 11)]),
        ("month", [(1, 31)]),
        ("quarter", [(1, 31)]),
        ("year", [(1, 31)]),
    ],
)
def test_calendar_periods_are_cut_at_the_start(
    unit: PeriodUnit, first_two: list[tuple[int, int]]
) -> None:
    found = list(periods(date(2020, 10, 1), date(2020, 10, 31), 1, unit, calendar=True))
    assert [(first.day, last.day) for first, last in found[:2]] == first_two


def test_calendar_quarters_and_years_are_those_of_the_calendar() -> None:
    quarters = list(periods(date(2020, 5, 10), date(2020, 12, 31), 1, "quarter", calendar=True))
    assert quarters == [
        (date(2020, 5, 10), date(2020, 6, 30)),
        (date(2020, 7, 1), date(2020, 9, 30)),
        (date(2020, 10, 1), date(2020, 12, 31)),
    ]
    years = list(periods(date(2020, 4, 1), date(2021, 3, 31), 1, "year", calendar=True))
    assert years == [
        (date(2020, 4, 1), date(2020, 12, 31)),
        (date(2021, 1, 1), date(2021, 3, 31)),
    ]


def test_two_weeks_at_a_time() -> None:
    pairs = list(periods(date(2020, 10, 1), date(2020, 10, 20), 2, "week", calendar=False))
    assert pairs == [
        (date(2020, 10, 1), date(2020, 10, 14)),
        (date(2020, 10, 15), date(2020, 10, 20)),
    ]


def test_quarters_and_years_from_a_start() -> None:
    end = date(2021, 3, 31)
    assert len(list(periods(date(2020, 4, 1), end, 1, "quarter", calendar=False))) == 4
    assert list(periods(date(2020, 4, 1), end, 1, "year", calendar=False)) == [
        (date(2020, 4, 1), end)
    ]


def test_a_start_after_the_end_has_no_period() -> None:
    assert list(periods(date(2020, 10, 2), date(2020, 10, 1), 1, "week", calendar=False)) == []


def test_periods_reach_the_last_day_of_the_calendar() -> None:
    found = list(periods(date(9999, 12, 1), date.max, 1, "month", calendar=True))
    assert found == [(date(9999, 12, 1), date.max)]


def test_a_period_of_no_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        list(periods(date(2020, 1, 1), date(2020, 2, 1), 0, "week", calendar=False))


def test_days_and_months_in_words() -> None:
    assert written(date(2020, 7, 31)) == "31 July 2020"
    assert written(date(2020, 5, 8)) == "8 May 2020"
    assert month_number("july") == 7
    assert month_number("Juli") is None
    assert last_of_month(2020, 2) == date(2020, 2, 29)


@given(in_the_table, st.integers(0, 60))
def test_as_many_working_days_lie_after_the_event_as_were_asked_for(
    event: date, count: int
) -> None:
    due = add_working_days(event, count)
    assert count_working_days(event + timedelta(days=1), due) == count
    assert count == 0 or is_working_day(due)


@given(in_the_table, st.integers(0, 30), st.integers(0, 30))
def test_working_days_add_up(event: date, one: int, other: int) -> None:
    assert add_working_days(add_working_days(event, one), other) == add_working_days(
        event, one + other
    )


@given(any_day, st.integers(0, 120))
def test_a_month_on_is_the_corresponding_date_or_the_end_of_a_shorter_month(
    day: date, count: int
) -> None:
    later = add_months(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(
    any_day,
    st.integers(0, 900),
    st.integers(1, 3),
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
    st.booleans(),
)
def test_periods_cover_every_day_once(
    start: date, length: int, count: int, unit: PeriodUnit, calendar: bool
) -> None:
    end = start + timedelta(days=length)
    found = list(periods(start, end, count, unit, calendar=calendar))
    assert (found[0][0], found[-1][1]) == (start, end)
    assert all(first <= last for first, last in found)
    assert all(later == last + timedelta(days=1) for (_, last), (later, _) in pairwise(found))
