"""Turn any result into the same result without characters that command a terminal or a page.

Names come from files of other people. Control characters, marks that reverse the direction of
writing and halves of characters are taken out once, here, before any format sees them.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)

T = TypeVar("T")


def plain(text: str) -> str:
    """The text on one line, without control characters."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", _BREAKS.sub(" ", text))


def cleaned(value: T) -> T:
    """The same value with every text inside it made plain."""
    kept: T = _cleaned(value)
    return kept


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return plain(value)
        case tuple():
            return tuple(_cleaned(item) for item in value)
        case _ if is_dataclass(type(value)):
            parts = {part.name: _cleaned(getattr(value, part.name)) for part in fields(value)}
            return replace(value, **parts)
        case _:
            return value
