"""The kinds of value that network.toml holds, each with the remedy for what does not fit it.

The core of pydantic calls the functions here and collects what they find at fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic_core import PydanticCustomError, SchemaValidator
from pydantic_core.core_schema import (
    TypedDictField,
    no_info_plain_validator_function,
    tuple_variable_schema,
    typed_dict_field,
    typed_dict_schema,
)

from pcn_rules.networks.dates import Unreadable, latest_day, read_day
from pcn_rules.values.days import written

FAULT = "fault"
"""The type of the errors raised here; their context holds code, message and help."""

LONGEST_TEXT = 1_000
_RANGE = re.compile(r"([0-9]{1,9}) to ([0-9]{1,9})")
POSTCODE_HELP = "write it as `PE25 2RN`, or the first half alone"
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?: ?[0-9][A-Z]{2})?")
_FORMULA = re.compile(r"[=+@-]")


def fault(message: str, remedy: str, code: str = "E410") -> PydanticCustomError:
    """An error for pydantic to collect, in a reader's words."""
    context = {"code": code, "message": message, "help": remedy}
    return PydanticCustomError(FAULT, "{message}", context)


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would take a name for a formula, and run it."""
    return _FORMULA.match(text) is not None


def text(value: object) -> str:
    """A few words on one line."""
    match value:
        case str() if 0 < len(value.strip()) <= LONGEST_TEXT:
            return " ".join(value.split())
        case str():
            raise fault("this text is blank or far too long", "write a few words")
        case _:
            raise fault("this is not a text", "put it in double quotes")


def name(value: object) -> str:
    """A text that no spreadsheet takes for a formula."""
    words = text(value)
    if looks_like_a_formula(words):
        raise fault(f"`{words}` begins like a formula", "begin with a letter or a figure", "E438")
    return words


def outward(value: object) -> str:
    """The outward code of a postcode, alone or of a whole one: `PE25`."""
    code = outward_code(text(value))
    if code is None:
        raise fault(f"`{value}` is no postcode", POSTCODE_HELP, "E469")
    return code


def outward_code(words: str) -> str | None:
    """The first half of a postcode, of which the second may be left out; None of anything else.

    >>> outward_code("pe25 2rn"), outward_code("LN12"), outward_code("Skegness")
    ('PE25', 'LN12', None)
    """
    found = _POSTCODE.fullmatch(words.strip().upper())
    return found[1] if found else None


def day(value: object) -> date:
    """A day, as a date or in words."""
    found = read_day(_day_text(value))
    match found:
        case Unreadable():
            raise fault(found.message, found.help, found.code)
        case date():
            return found


def when(value: object) -> tuple[str, date]:
    """When a source was published, in words, and the last day that this can mean."""
    words = " ".join(_day_text(value).split())
    latest = latest_day(words)
    if latest is None:
        remedy = 'write 2020-05-31, "31 May 2020", "May 2020" or "2020"'
        raise fault(f"`{words}` does not say when", remedy, "E421")
    return (written(latest) if words == latest.isoformat() else words), latest


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


def rank(value: object) -> int:
    """Which source is to be believed first: 1, then 2."""
    match value:
        case bool():
            pass
        case int() if 1 <= value <= 1_000:
            return value
        case _:
            pass
    raise fault("this is not a rank", "write 1 for the source to be believed first, then 2")


def step(value: object) -> Fraction:
    """What amounts were rounded to a multiple of."""
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


def bounds(value: object) -> tuple[Fraction, Fraction]:
    """The least and the most that a `*` stands for."""
    match value:
        case str() if match := _RANGE.fullmatch(value.strip()):
            low, high = Fraction(match[1]), Fraction(match[2])
            if low <= high:
                return low, high
            raise fault(f"{low} is more than {high}", "put the smaller number first", "E434")
        case _:
            raise fault("this does not say what a `*` stands for", 'write "1 to 4"')


def standing(value: object) -> str:
    """One of the two words for how far a source may be relied on."""
    match value:
        case "published" | "stated":
            return value
        case _:
            raise fault("this is neither `published` nor `stated`", "write one of the two")


# --- tables -----------------------------------------------------------------------------------

Shape = Mapping[str, TypedDictField]
"""The fields of a table, by the names that they have here."""

_Read = Callable[[object], Any]


def required(read: _Read, key: str | None = None) -> TypedDictField:
    """A field that must be given, under a key of another name where one is said."""
    schema = no_info_plain_validator_function(read)
    return typed_dict_field(schema, required=True, validation_alias=key)


def optional(read: _Read, key: str | None = None) -> TypedDictField:
    """A field that may be left out."""
    schema = no_info_plain_validator_function(read)
    return typed_dict_field(schema, required=False, validation_alias=key)


def several(read: _Read) -> TypedDictField:
    """A list that may be left out."""
    items = tuple_variable_schema(no_info_plain_validator_function(read))
    return typed_dict_field(items, required=False)


def keys(shape: Shape) -> list[str]:
    """The keys of a table, as they are written."""
    return [str(field.get("validation_alias") or name) for name, field in shape.items()]


def validator(shape: Shape) -> SchemaValidator:
    """What checks a table, and refuses every other key."""
    return SchemaValidator(typed_dict_schema(dict(shape), extra_behavior="forbid"))
