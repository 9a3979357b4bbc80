"""L103: a deadline on a day on which nobody works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pcn_rules.language import model
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.lint.wording import spoken
from pcn_rules.values.days import CalendarRangeError, bank_holiday, weekday, written

_ONE = timedelta(days=1)


def look(contract: Contract) -> Iterator[Remark]:
    """Last days that are in a weekend or a bank holiday of England and Wales.

    Of a year whose bank holidays are not known only weekends are told.
    """
    for clause in contract.clauses:
        for timing in _deadlines(clause):
            last = timing.day if timing.included else timing.day - _ONE
            why = _off(last)
            if why is None or timing.span is None:
                continue
            it = "falls on" if timing.included else "leaves as the last day"
            yield Remark(
                RULE.code,
                timing.span,
                f"`{spoken(timing.span)}` {it} {why}",
                f"the working days around it are {_around(last)}",
            )


def _deadlines(clause: model.Clause) -> Iterator[model.Achieve]:
    match clause.statement:
        case model.Duty(timing=model.Achieve() as timing):
            yield timing
        case _:
            pass
    for line in clause.lines:
        match line:
            case model.AnotherReading(timing=model.Achieve() as timing):
                yield timing
            case _:
                pass


def _off(day: date) -> str | None:
    """What keeps people from working on a day: `a Sunday`, `the Summer bank holiday`."""
    if day.weekday() >= 5:
        return f"a {weekday(day)}"
    try:
        holiday = bank_holiday(day)
    except CalendarRangeError:
        return None
    return f"a bank holiday, {holiday}" if holiday else None


def _around(day: date) -> str:
    before, after = day - _ONE, day + _ONE
    while _off(before):
        before -= _ONE
    while _off(after):
        after += _ONE
    return f"{weekday(before)} {written(before)} and {weekday(after)} {written(after)}"


RULE = Rule("L103", "day_off", "a deadline on a day off", look)
