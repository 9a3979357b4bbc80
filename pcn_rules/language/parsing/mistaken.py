"""Tell an actor or a time that was written another way from the words of what is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pcn_rules.language.parsing.tree import Reading, branch_of, cut, token

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Branch

_LOOKED_AT = 300
"""How far into an action its actor is looked for."""

_ACTOR = r"(?:the|each|an?)\s+[^\W\d_][\w'’&-]*(?:[ \t\xa0]+[\w'’&-]+)*?"
_MUST = r"\s+(?:must|should|may|pays|earns)(?![\w'’&-])"
_NOT_A_MODALITY = re.compile(r"(?:should|may)\s+not(?![\w'’&-])", re.IGNORECASE)
_BARE_ACTOR = re.compile(rf"(?!to\s)[^\W\d_][\w-]*{_MUST}", re.IGNORECASE)
_TIME_BEFORE_ACTOR = re.compile(
    r"((?:(?:until|till|after|on|during|between|since|starting|throughout|in|no|not|at|upon|once"
    r"|daily|weekly|monthly|quarterly|yearly|annually)\b|[-–—,;:])[^\n]*?)"
    rf"\s+{_ACTOR}{_MUST}",
    re.IGNORECASE,
)
_TIME_AS_ACTOR = re.compile(
    r"((?:the|each|an?)\s+(?:[\w-]+\s+)?(?:day|week|month|quarter|year))\s+(?:the|each|an?)\s",
    re.IGNORECASE,
)
_TIMES = "write `by`, `before`, `from ... to`, `every 2 weeks` or `within ... of each ...`"


def check_who_and_when(reading: Reading, duty: Branch, action: Branch) -> None:
    """Find what only looks like a part of what is asked.

    E124: `should not` and `may not` after an actor, or an actor without `the` or `each`; E100: a
    time that the language does not have, such as `until 31 July 2020` or `each week`.
    """
    start = action.start
    text = reading.source.text[start : min(action.end, start + _LOOKED_AT)]
    party = branch_of(duty, "party")
    if party is not None:
        _time(reading, party.start, _TIME_AS_ACTOR.match(reading.span(party).text))
        if token(duty, "MODALITY") is None:
            _modality(reading, start, _NOT_A_MODALITY.match(text))
    elif token(duty, "MODALITY") is None:
        _bare_actor(reading, start, _BARE_ACTOR.match(text))
        _time(reading, start, _TIME_BEFORE_ACTOR.match(text))


def _modality(reading: Reading, start: int, found: re.Match[str] | None) -> None:
    if found is not None:
        reading.fault(
            "E124",
            reading.source.span(start, start + found.end()),
            f"`{cut(found.group())}` is not one of `must`, `must not`, `should` and `may`",
            "write `must not`, if that is what it means",
        )


def _bare_actor(reading: Reading, start: int, found: re.Match[str] | None) -> None:
    if found is not None:
        words = cut(found.group())
        reading.fault(
            "E124",
            reading.source.span(start, start + found.end()),
            f"`{words}` does not say whether it is `the` or `each`",
            f"write `the {words}` or `each {words}`",
        )


def _time(reading: Reading, start: int, found: re.Match[str] | None) -> None:
    if found is not None:
        reading.fault(
            "E100",
            reading.source.span(start, start + found.end(1)),
            f"`{cut(found.group(1))}` is not how a time is written",
            _TIMES,
        )
