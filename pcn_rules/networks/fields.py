"""The kinds of value that network.toml holds, each with the remedy for what does not fit it.

These are types for pydantic: it calls the functions here and collects what they find at fault.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from pcn_rules.networks.dates import Unreadable, latest_day, read_day
from pcn_rules.values.days import written

FAULT = "fault"
"""The type of the errors raised here; their context holds code, message and help."""

LONGEST_TEXT = 1_000
_RANGE = re.compile(r"([0-9]{1,9}) to ([0-9]{1,9})")
_FORMULA = re.compile(r"[=+@-]")


def fault(message: str, remedy: str, code: str = "E410") -> PydanticCustomError:
    """An error for pydantic to collect, in a reader's words."""
    context = {"code": code, "message": message, "help": remedy}
    return PydanticCustomError(FAULT, "{message}", context)


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would take a name for a formula, and run it."""
    return _FORMULA.match(text) is not None


def _text(value: object) -> str:
    match value:
        case str() if 0 < len(value.strip()) <= LONGEST_TEXT:
            return " ".join(value.split())
        case str():
            raise fault("this text is blank or far too long", "write a few words")
        case _:
            raise fault("this is not a text", "put it in double quotes")


def _name(value: object) -> str:
    text = _text(value)
    if looks_like_a_formula(text):
        raise fault(f"`{text}` begins like a formula", "begin with a letter or a figure", "E438")
    return text


def _day(value: object) -> date:
    day = read_day(_day_text(value))
    match day:
        case Unreadable():
            raise fault(day.message, day.help, day.code)
        case date():
            return day


def _when(value: object) -> tuple[str, date]:
    """When a source was published, in words, and the last day that this can mean."""
    text = " ".join(_day_text(value).split())
    day = latest_day(text)
    if day is None:
        remedy = 'write 2020-05-31, "31 May 2020", "May 2020" or "2020"'
        raise fault(f"`{text}` does not say when", remedy, "E421")
    return (written(day) if text == day.isoformat() else text), day


def _day_text(value: object) -> str:
    match value:
        case datetime():
            raise fault("this is a time of day", "write the day alone, as in 2020-05-31")
        case date():
            return value.isoformat()
        case str():
            return value.strip()
        case _:
            raise fault("this is not a day", "write it as 2020-05-31")


def _rank(value: object) -> int:
    match value:
        case bool():
            pass
        case int() if 1 <= value <= 1_000:
            return value
        case _:
            pass
    raise fault("this is not a rank", "write 1 for the source to be believed first, then 2")


def _step(value: object) -> Fraction:
    match value:
        case bool():
            pass
        case int() if 1 <= value <= 1_000_000:
            return Fraction(value)
        # The exponent is looked at first: a hostile one would make an endless fraction.
        case Decimal() if value.is_finite() and -6 <= value.adjusted() <= 6 and value > 0:
            return Fraction(value)
        case _:
            pass
    raise fault("this is not a step of rounding", "write a number, such as 5")


def _bounds(value: object) -> tuple[Fraction, Fraction]:
    match value:
        case str() if match := _RANGE.fullmatch(value.strip()):
            low, high = Fraction(match[1]), Fraction(match[2])
            if low <= high:
                return low, high
            raise fault(f"{low} is more than {high}", "put the smaller number first", "E434")
        case _:
            raise fault("this does not say what a `*` stands for", 'write "1 to 4"')


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
Day = Annotated[date, BeforeValidator(_day)]
When = Annotated[tuple[str, date], BeforeValidator(_when)]
Rank = Annotated[int, BeforeValidator(_rank)]
Step = Annotated[Fraction, BeforeValidator(_step)]
Bounds = Annotated[tuple[Fraction, Fraction], BeforeValidator(_bounds)]
