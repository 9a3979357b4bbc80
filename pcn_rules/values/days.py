"""Count days as the contract does: working days, notice by the month, and periods that recur.

Working days leave out Saturdays, Sundays and the bank holidays of England and Wales, which stand
in a dated table beside this file. A working day can be told only for the years of that table.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal as OneOf
from typing import assert_never

CountedIn = OneOf["working day", "calendar day", "week", "month"]
PeriodUnit = OneOf["day", "week", "month", "quarter", "year"]

_ONE_DAY = timedelta(days=1)
_TABLE = Path(__file__).with_name("bank-holidays.csv")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class CalendarRangeError(Exception):
    """A count needs a day that no calendar here holds; the message says which, for a reader.

    It is no mistake of the contract or of the data: whoever counts turns it into a reason.
    """


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that a count of working days passes over; `holiday` is the name of a bank holiday."""

    day: date
    holiday: str | None = None

    @property
    def text(self) -> str:
        """The day and why it does not count: `Friday 8 May is a bank holiday`."""
        why = "in a weekend" if self.holiday is None else "a bank holiday"
        return f"{weekday(self.day)} {self.day.day} {_MONTHS[self.day.month - 1]} is {why}"


@dataclass(frozen=True, slots=True)
class WorkingDayCount:
    """How a deadline of working days was counted; the day of the event itself does not count."""

    event: date
    count: int
    due: date
    skipped: tuple[SkippedDay, ...]

    @property
    def holidays(self) -> tuple[SkippedDay, ...]:
        """The bank holidays among the days passed over: what a reader may not expect."""
        return tuple(skip for skip in self.skipped if skip.holiday)


# --- working days -------------------------------------------------------------------------------


def bank_holiday(day: date) -> str | None:
    """The name of the bank holiday of England and Wales on a weekday, None where there is none.

    Raises CalendarRangeError for a year outside the table.
    """
    table = _bank_holidays()
    first, last = min(table).year, max(table).year
    if not first <= day.year <= last:
        raise CalendarRangeError(
            f"bank holidays are known from {first} to {last}, not for {written(day)}"
        )
    return table.get(day)


def is_working_day(day: date) -> bool:
    """Whether a day is neither a Saturday, a Sunday nor a bank holiday of England and Wales.

    Raises CalendarRangeError for a year outside the table.

    >>> is_working_day(date(2020, 5, 8)), is_working_day(date(2020, 5, 4))
    (False, True)
    """
    return bank_holiday(day) is None and day.weekday() < 5


def add_working_days(day: date, count: int) -> date:
    """The last day `within count working days of` an event on `day`, which itself is not counted.

    No working day leaves the day as it is. Raises CalendarRangeError past the table.

    >>> add_working_days(date(2020, 5, 1), 7)
    datetime.date(2020, 5, 13)
    """
    return explain_working_days(day, count).due


def explain_working_days(day: date, count: int) -> WorkingDayCount:
    """Count working days after an event, and keep every day passed over with the reason.

    >>> [skip.text for skip in explain_working_days(date(2020, 5, 1), 7).holidays]
    ['Friday 8 May is a bank holiday']
    """
    _check_count(count)
    due, left, skipped = day, count, list[SkippedDay]()
    while left:
        due = add_calendar_days(due, 1)
        skip = _skip(due)
        if skip is None:
            left -= 1
        else:
            skipped.append(skip)
    return WorkingDayCount(event=day, count=count, due=due, skipped=tuple(skipped))


def count_working_days(first: date, last: date) -> int:
    """How many working days there are from `first` to `last`, both included.

    Raises CalendarRangeError for a year outside the table.
    """
    days = (last - first).days + 1
    return sum(is_working_day(first + timedelta(days=ahead)) for ahead in range(days))


# --- calendar days and months -------------------------------------------------------------------


def add_calendar_days(day: date, count: int) -> date:
    """The day `count` calendar days after another. Raises CalendarRangeError past the year 9999."""
    try:
        return day + timedelta(days=count)
    except OverflowError as error:
        raise _too_far(day, count, "days") from error


def add_months(day: date, count: int) -> date:
    """The corresponding date `count` months on, or the last day of a shorter month.

    English law counts months so for notice: Dodds v Walker (1981).

    >>> add_months(date(2020, 5, 31), 1), add_months(date(2020, 4, 30), 1)
    (datetime.date(2020, 6, 30), datetime.date(2020, 5, 30))
    """
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= years <= date.max.year:
        raise _too_far(day, count, "months")
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def last_day_within(event: date, count: int, unit: CountedIn) -> date:
    """The last day that is within so many days, weeks or months of an event, its day not counted.

    Raises CalendarRangeError where the calendar ends first.
    """
    _check_count(count)
    match unit:
        case "working day":
            return add_working_days(event, count)
        case "calendar day":
            return add_calendar_days(event, count)
        case "week":
            return add_calendar_days(event, 7 * count)
        case "month":
            return add_months(event, count)
        case _:
            assert_never(unit)


def notice_end(given: date, count: int, unit: CountedIn) -> date:
    """The day on which notice takes effect; the day on which it is given is not counted.

    Raises CalendarRangeError where the calendar ends first.

    >>> notice_end(date(2021, 1, 31), 1, "month")
    datetime.date(2021, 2, 28)
    """
    return last_day_within(given, count, unit)


# --- periods ------------------------------------------------------------------------------------


def periods(
    start: date, end: date, count: int, unit: PeriodUnit, *, calendar: bool
) -> Iterator[tuple[date, date]]:
    """The periods of a duty that recurs: first and last day of each, from its start to its end.

    They run from the start: weeks of seven days, months by the corresponding date of the start
    itself, so that a start on 31 January gives 28 February and then 31 March. `calendar` ones are
    weeks from Monday to Sunday and whole months, quarters and years; of several at a time, the
    first holds the start. The first period is cut at the start, the last at the end.
    """
    if count < 1:
        raise ValueError("a period lasts at least one unit")
    origin = _start_of_calendar_unit(start, unit) if calendar else start
    first, number = start, 0
    while first <= end:
        number += count
        last = min(_last_before(origin, number, unit), end)
        yield first, last
        if last == date.max:
            return
        first = last + _ONE_DAY


def _nth_start(origin: date, number: int, unit: PeriodUnit) -> date:
    match unit:
        case "day":
            return add_calendar_days(origin, number)
        case "week":
            return add_calendar_days(origin, 7 * number)
        case "month":
            return add_months(origin, number)
        case "quarter":
            return add_months(origin, 3 * number)
        case "year":
            return add_months(origin, 12 * number)
        case _:
            assert_never(unit)


def _last_before(origin: date, number: int, unit: PeriodUnit) -> date:
    try:
        return _nth_start(origin, number, unit) - _ONE_DAY
    except CalendarRangeError:
        # The calendar has no later day to cut at, and every end lies before it.
        return date.max


def _start_of_calendar_unit(day: date, unit: PeriodUnit) -> date:
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        case "year":
            return date(day.year, 1, 1)
        case _:
            assert_never(unit)


# --- days in words ------------------------------------------------------------------------------


def weekday(day: date) -> str:
    """The name of the day of the week, the same on every system."""
    return _WEEKDAYS[day.weekday()]


def written(day: date) -> str:
    """A day as the contract writes it, the same on every system.

    >>> written(date(2020, 7, 31))
    '31 July 2020'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_number(name: str) -> int | None:
    """The number of a month by its English name in any case, None for another word."""
    names = [month.casefold() for month in _MONTHS]
    folded = name.casefold()
    return names.index(folded) + 1 if folded in names else None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


@cache
def _bank_holidays() -> dict[date, str]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split(",", 1) for line in lines if line[:1].isdigit())
    return {date.fromisoformat(day): name for day, name in rows}


def _skip(day: date) -> SkippedDay | None:
    holiday = bank_holiday(day)
    return SkippedDay(day, holiday) if holiday or day.weekday() >= 5 else None


def _check_count(count: int) -> None:
    if count < 0:
        raise ValueError("days are counted forward only")


def _too_far(day: date, count: int, unit: str) -> CalendarRangeError:
    return CalendarRangeError(f"{count} {unit} from {written(day)} lie outside the calendar")
