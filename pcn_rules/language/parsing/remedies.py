"""What people write in place of the words of the language, and the words that are meant."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pcn_rules.language.parsing.place import Place

_LINES: Mapping[str, str] = {
    "for every": "for each",
    "for all": "for each",
    "except if": "except where",
    "except when": "except where",
    "except": "except where",
    "when": "if",
    "whenever": "if",
    "provided that": "if",
    "provided": "if",
    "subject to": "subject to clause",
    "notwithstanding": "notwithstanding clause",
    "despite": "notwithstanding clause",
    "see": "cites",
    "source": "cites",
}
"""Words that people open a line of a clause with, and those that open it here."""

_SIGNS: Mapping[str, str] = {
    "no more than": "<=",
    "not more than": "<=",
    "at most": "<=",
    "up to": "<=",
    "no less than": ">=",
    "not less than": ">=",
    "at least": ">=",
    "more than": ">",
    "greater than": ">",
    "over": ">",
    "less than": "<",
    "fewer than": "<",
    "under": "<",
    "equals": "=",
    "equal to": "=",
    "is": "=",
    "are": "=",
}
"""Words that people compare with, and the signs that compare here."""


def line_meant(text: str) -> str | None:
    """The words that a line should open with, where people often write others."""
    written = " ".join(text.casefold().split())
    for words, meant in _LINES.items():
        if re.match(rf"{words}(?![\w-])", written):
            return f"did you mean `{meant}`?"
    return None


def remedy(place: Place) -> str | None:
    """What to write instead, for what people often write."""
    rest = place.rest.text
    if rest[0] in '“”"' and place.accepts & {"CARRIED_ON", "WORDS", "TEXT"}:
        return "leave the quotation marks out"
    if re.match(r"[-–—]\s*[0-9£]", rest) and place.on_this_line.text.rstrip()[-1:].isdigit():
        return "write a range with `to`: `15 to 60 minutes`"
    if place.opener == "takes" and re.match(r"(?:no|nothing|little|none)\b", rest, re.IGNORECASE):
        return "write `negligible effort`, if that is what is assumed"
    if re.match(r"ha(?:s|ve)\b", rest, re.IGNORECASE):
        return "write `every care home has ...` or `some care home has ...`"
    if rest[0] in ",;&" and "_OR" in place.accepts:
        return f"write {'`and` or ' if '_AND' in place.accepts else ''}`or` in its place"
    return _sign(place)


def _sign(place: Place) -> str | None:
    """The sign for a comparison in words, as in `beds at least 3`."""
    before = " ".join(place.on_this_line.text.casefold().split())
    for words, sign in _SIGNS.items():
        if before.endswith(f" {words}") and re.match(r"[0-9£]", place.rest.text):
            return f"write `{sign}` for `{words}`"
    return None
