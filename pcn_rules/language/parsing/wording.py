"""Put what the parser could not read into a reader's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.parsing.expected import CHOICES, is_keyword, keyword, spoken
from pcn_rules.language.parsing.grammar import RULES, Kind
from pcn_rules.language.parsing.mistakes import MISTAKES
from pcn_rules.language.parsing.place import Place, place_of
from pcn_rules.language.parsing.remedies import line_meant, remedy
from pcn_rules.language.parsing.tree import cut, words_at
from pcn_rules.source import Source, Span

if TYPE_CHECKING:
    from pcn_rules.language.parsing.blocks import Block
    from pcn_rules.language.parsing.machine import Stuck

_LONGEST_WORD = 40
_ALIKE = 0.75


def unread(block: Block, kind: Kind, stuck: Stuck) -> Diagnostic:
    """The fault of a block that could not be read, at the words where reading stopped."""
    place = place_of(block, stuck)
    for mistake in MISTAKES:
        found = mistake(place)
        if found is not None:
            return found
    if place.ended or place.begins_line:
        return _missing(place, kind)
    return _does_not_fit(place)


def _missing(place: Place, kind: Kind) -> Diagnostic:
    """E116 (E115 for what is asked) where more was needed, E114 where a line has no place."""
    needed = spoken(place.accepts)
    if not place.ended and place.accepts & {"$END", "_LINE"}:
        return unknown_line(place.source, place.at, kind, place.accepts)
    meant = None if place.ended else _nearest_keyword(place.rest.text, place.accepts)
    if meant is not None:
        return _does_not_fit(place)
    before = cut(place.before.text)
    message = f"something is missing after `{cut(before)}`"
    if needed is not None:
        message = f"there should be {needed} after `{cut(before)}`"
    code = "E115" if "WORDS" in place.accepts else "E116"
    return Diagnostic(code, place.before, message, place.example)


def _does_not_fit(place: Place) -> Diagnostic:
    """E100: a word in the wrong place, and what belongs there where that can be said."""
    meant = _nearest_keyword(place.rest.text, place.accepts)
    needed = spoken(place.accepts)
    word = cut(place.word.text)
    message = f"`{word}` does not fit after `{cut(place.before.text)}`"
    if needed is not None:
        message = f"`{word}` stands where there should be {needed}"
    return Diagnostic("E100", place.word, message, remedy(place) or meant or place.example)


def unknown_line(
    source: Source, at: int, kind: Kind, accepts: frozenset[str] = frozenset()
) -> Diagnostic:
    """E114: a line that neither carries on the one above nor opens with words that are known."""
    span = words_at(source, at)
    if span.text.casefold() in RULES[kind]:
        return indented_block(span)
    rest = source.text[at : at + 200].split("\n")[0]
    return Diagnostic(
        "E114",
        span,
        f"no line begins with `{cut(span.text)}` here",
        (line_meant(rest) if kind in ("specification", "variation") else None)
        or _nearest_keyword(rest, accepts | _LINE_KEYWORDS[kind])
        or "indent the line more deeply if it carries on the line above",
    )


def nested(span: Span) -> Diagnostic:
    """E118: an expression that nests deeper than anyone can read."""
    return Diagnostic(
        "E118",
        span,
        "too much stands inside one another to be read",
        "give its parts names as measures or phrases of a vocabulary",
    )


def indented_block(span: Span) -> Diagnostic:
    """E134: a block that does not begin in the first column."""
    return Diagnostic(
        "E134",
        span,
        f"`{cut(span.text)}` opens a block, and is indented",
        "begin the line with it, without a space before",
    )


_OF_A_CLAUSE = frozenset(
    {"_FOR_EACH", "IF", "WHERE", "_UNLESS", "_EXCEPT_WHERE", "_SUBJECT_TO", "_NOTWITHSTANDING"}
    | {"_SUSPENDED", "_COUNTED_ON", "_ADJUSTED_BY", "_CITES", "_REPLACES", "_ANOTHER_READING"}
)
_LINE_KEYWORDS: Mapping[Kind, frozenset[str]] = {
    "specification": _OF_A_CLAUSE,
    "variation": _OF_A_CLAUSE,
    "vocabulary": frozenset({"_FACT", "_MEANS", "ATTESTED", "_EFFORT_SHOWN_BY"}),
    "assumptions": frozenset({"_TAKES", "_NEEDS", "_COSTS", "_PLUS", "_REIMBURSED_AT", "_CITES"}),
}
"""What opens a line inside a block, by the kind of file."""


def _nearest_keyword(text: str, names: frozenset[str]) -> str | None:
    """A remedy for a keyword that is misspelt, if one of some names is meant."""
    known = [
        words
        for name in sorted(names)
        for words in CHOICES.get(name, (keyword(name),) if is_keyword(name) else ())
    ]
    written = re.findall(r"[\w'’-]+", text[: 4 * _LONGEST_WORD].casefold())
    for size in (3, 2, 1):
        typed = " ".join(written[:size])
        alike = [words for words in known if len(words.split()) == size and words != typed]
        found = get_close_matches(typed, alike, n=1, cutoff=_ALIKE)
        if found:
            return f"did you mean `{found[0]}`?"
    return None
