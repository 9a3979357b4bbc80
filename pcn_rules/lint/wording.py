"""Find words in what somebody wrote, over line ends and past comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcn_rules.language.comments import comments_of
from pcn_rules.source import Source, Span

NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)"
"""A number as people write it; `one` is left out, since it is an article as often."""


def phrase(words: str) -> str:
    """A pattern for words with white space of any kind between them."""
    return r"\s+".join(words.split(" "))


def matches(pattern: re.Pattern[str], place: Span | None) -> Iterator[Span]:
    """Where a pattern matches inside a place, comments left out."""
    if place is None:
        return
    text = _blanked(place) if "#" in place.text else place.text
    for found in pattern.finditer(text):
        yield place.source.span(place.start + found.start(), place.start + found.end())


def _blanked(place: Span) -> str:
    """The words of a place with spaces for its comments."""
    text = place.text
    for comment in comments_of(Source("", text)):
        text = text[: comment.start] + " " * len(comment.text) + text[comment.end :]
    return text


def spoken(place: Span) -> str:
    """Words as written, on one line."""
    return " ".join(place.text.split())
