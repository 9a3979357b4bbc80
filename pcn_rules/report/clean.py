"""Turn any result into the same result without characters that command a terminal or a page.

Names come from files of other people. Control characters, marks that reverse the direction of
writing and halves of characters are taken out once, here, before any format sees them.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, TypeVar
from typing import Literal as OneOf

_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)

T = TypeVar("T")


def plain(text: str) -> str:
    """The text on one line, without control characters."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", _BREAKS.sub(" ", text))


def cleaned(value: T) -> T:
    """The same value with every text inside it made plain; the very same where all of it is."""
    kept: T = _cleaned(value, {})
    return kept


def _cleaned(value: Any, done: dict[int, Any]) -> Any:
    """What is shared, such as a source that many clauses cite, is looked through once (`done`)."""
    of: Any = type(value)
    match _how(of):
        case "text":
            return plain(value)
        case "each":
            items = tuple([_cleaned(item, done) for item in value])
            return value if all(map(is_, items, value)) else items
        case "parts":
            if id(value) not in done:
                done[id(value)] = _cleaned_parts(value, done)
            return done[id(value)]
        case _:
            return value


@cache
def _how(cls: Any) -> OneOf["text", "each", "parts", "as it is"]:
    """How values of a class are looked through."""
    if issubclass(cls, str):
        return "text"
    if issubclass(cls, tuple):
        return "each"
    return "parts" if is_dataclass(cls) else "as it is"


def _cleaned_parts(value: Any, done: dict[int, Any]) -> Any:
    changed = {}
    of: Any = type(value)
    for name in _names(of):
        part = getattr(value, name)
        clean = _cleaned(part, done)
        if clean is not part:
            changed[name] = clean
    return replace(value, **changed) if changed else value


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cls))
