"""Mistakes that people make, told by what stands where reading stopped."""

from __future__ import annotations

import re
from collections.abc import Callable

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.parsing.dates import day_written_otherwise
from pcn_rules.language.parsing.expected import EXAMPLES
from pcn_rules.language.parsing.place import Place
from pcn_rules.language.parsing.tree import cut, spaced
from pcn_rules.source import Span

Mistake = Callable[[Place], Diagnostic | None]


def _open_quotation(place: Place) -> Diagnostic | None:
    """E104: a quotation mark that its line does not close."""
    if place.ended or place.word.text not in ('"', "“", "”"):
        return None
    return Diagnostic(
        "E104",
        place.rest,
        f"the quotation mark before `{cut(place.rest.text[1:])}` is never closed",
        "close it on the same line",
    )


_OTHER_WORDS = re.compile(
    r"\b(?:(?:must|should|may)\w+|(?:will|shall|can)(?:\s+not)?|cannot|(?:should|may)\s+not"
    r"|ought\s+to|(?:has|have|needs?|is|are)\s+to)(?![\w'’&-])",
    re.IGNORECASE,
)


def _other_modality(place: Place) -> Diagnostic | None:
    """E124: an actor without `must`, `must not`, `should` or `may`."""
    if place.ended or not place.accepts & {"PARTY", "MODALITY"}:
        return None
    found = _OTHER_WORDS.search(place.rest.text)
    if found is None and "PARTY" not in place.accepts:
        return None
    if found is None:
        span = place.source.span(place.before.start, place.rest.end)
        message = f"`{cut(span.text)}` does not say `must`, `must not`, `should` or `may`"
        return Diagnostic("E124", span, message, "it reads like this: `the PCN must ...`")
    start = place.at + found.start()
    span = place.source.span(start, place.at + found.end())
    word = spaced(found.group())
    return Diagnostic(
        "E124",
        span,
        f"`{word}` is not one of `must`, `must not`, `should` and `may`",
        _meant(word.casefold()),
    )


def _meant(word: str) -> str:
    for modality in ("must", "should", "may"):
        if word.startswith(modality) and " " not in word:
            return f"write a space after `{modality}`"
    forbids = word.endswith("not")
    return f"write `{'must not' if forbids else 'must'}`, if that is what it means"


_ACTOR = re.compile(
    r"(?:the|each|an?)\s+[^\W\d_][\w'’&-]*(?:[ \t\xa0]+[\w'’&-]+)*?"
    r"\s+(?:must|should|may|pays|earns)(?![\w'’&-])",
    re.IGNORECASE,
)


def _second_duty(place: Place) -> Diagnostic | None:
    """E113: a further line of a clause that says again who must do what."""
    found = _ACTOR.match(place.rest.text)
    if found is None or "CARRIED_ON" not in place.accepts:
        return None
    span = place.source.span(place.at, place.at + found.end())
    return Diagnostic(
        "E113",
        span,
        f"`{cut(span.text)}` begins a second duty in one clause",
        "give it a clause of its own",
    )


def _no_quotation_marks(place: Place) -> Diagnostic | None:
    """E131: a title, a name of an edition or a plural without its quotation marks."""
    if place.ended or place.accepts != {"TITLE"} or not place.rest.text[0].isalnum():
        return None
    words = place.rest.text.split(",")[0].rstrip().rstrip('"”')
    span = place.source.span(place.at, place.at + max(len(words), 1))
    return Diagnostic(
        "E131",
        span,
        f"`{cut(span.text)}` has no quotation marks around it",
        f'write `"{cut(span.text)}"`',
    )


def _no_standing(place: Place) -> Diagnostic | None:
    """E123: a citation that does not say how far it is to be relied on."""
    if place.opener != "cites" or not place.accepts & {"STANDING", "_COMMA"}:
        return None
    if place.ended or place.begins_line:
        span = _line_before(place)
        message = f"`{cut(span.text)}` does not say how far it may be relied on"
    else:
        span = place.rest
        message = f"`{cut(span.text)}` is no standing of a citation"
    return Diagnostic(
        "E123", span, message, "end it with `, verified`, `, secondary source` or `, unverified`"
    )


def _line_before(place: Place) -> Span:
    """The words of the line that ends at this place."""
    last = place.before
    start = place.source.text.rfind("\n", 0, last.start) + 1
    while place.source.text[start].isspace():
        start += 1
    return place.source.span(start, last.end)


def _counted_from_nothing(place: Place) -> Diagnostic | None:
    """E132: `within 7 working days`, and not of what."""
    if "_OF_EACH" not in place.accepts:
        return None
    text = place.source.text
    *_, begun = re.finditer(r"\bwithin\b", text[: place.before.end], re.IGNORECASE)
    span = place.source.span(begun.start(), place.before.end)
    words = spaced(span.text)
    return Diagnostic(
        "E132",
        span,
        f"`{cut(words)}` does not say from when",
        f"write `{words} of each admission`, or whichever event it is",
    )


def _other_interval(place: Place) -> Diagnostic | None:
    """E133: an interval or a delay that is none of those the language knows."""
    if place.ended or not place.accepts & {"INTERVAL", "DELAY", "NOTICE_UNIT"}:
        return None
    if "INTERVAL" in place.accepts:
        known = "count in days, weeks, months, quarters or years: `every 2 weeks`"
    elif "DELAY" in place.accepts:
        known = "count in working days, calendar days, weeks or months"
    else:
        known = "count in months, working days or calendar days"
    return Diagnostic(
        "E133", place.word, f"`{cut(place.word.text)}` is not a time to count in", known
    )


def _other_count(place: Place) -> Diagnostic | None:
    """E109: something else where a count belongs."""
    if place.ended or place.accepts != {"COUNT"}:
        return None
    help = "write a whole number, from 1 on"
    return Diagnostic("E109", place.word, f"`{cut(place.word.text)}` is not a whole number", help)


_FIGURES = re.compile(r"[-£]?\s*[0-9.,][\w.,]*%?")


def _number_written_otherwise(place: Place) -> Diagnostic | None:
    """E127: `1,00`, `30.` or `10k`."""
    found = _FIGURES.match(place.rest.text)
    if place.ended or found is None or not place.accepts & {"NUMBER", "POUNDS"}:
        return None
    if not re.search(r"[0-9]", found.group()):
        return None
    span = place.source.span(place.at, place.at + len(found.group().rstrip(",")))
    return Diagnostic(
        "E127",
        span,
        f"`{cut(span.text)}` is not how a number is written",
        "write it like `7.5`, `30,000`, `£7.50` or `50%`, a space before its unit",
    )


_IN_WORDS = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif"
    r"|six|seven|eigh|nine)ty|hundred|thousand|half)(?![\w'’&-])",
    re.IGNORECASE,
)
_NO_FIGURES = re.compile(r"£\s*([^\W\d_][\w-]*)", re.IGNORECASE)
_BELOW_NOTHING = re.compile(r"(?:£\s*[-–−]|[-–−]\s*£)\s*[0-9][0-9.,]*", re.IGNORECASE)


def _sum_written_otherwise(place: Place) -> Diagnostic | None:
    """E127: `£seven`, `£-7.50` or `seven pounds` where a sum is paid; `£72` where it is not."""
    text = place.rest.text
    if place.ended or not place.accepts & {"NUMBER", "POUNDS"}:
        return None
    below, no_figures = _BELOW_NOTHING.match(text), _NO_FIGURES.match(text)
    if below is not None:
        paid = "pays" in place.on_this_line.text.casefold().split()
        help = f"write it without the sign{': who pays it stands before `pays`' if paid else ''}"
        return _no_sum(place, below.group(), "is less than nothing, and no sum is", help)
    if no_figures is not None:
        help = "write it in figures, as in `£7.50`"
        return _no_sum(place, no_figures.group(), "is not written in figures", help)
    if "NAME" not in place.accepts and _IN_WORDS.match(text):
        like = "£7.50" if "POUNDS" in place.accepts else "72 points"
        help = f"write it in figures, as in `{like}`"
        return _no_sum(place, place.word.text, "is not written in figures", help)
    if "POUNDS" not in place.accepts and (found := re.match(r"£\s*([0-9.,]*[0-9])", text)):
        help = f"write `{found[1]}` and what is earned; what that is worth, another clause pays"
        return _no_sum(place, found.group(), "is money, where a plain number belongs", help)
    return None


def _no_sum(place: Place, words: str, what: str, help: str) -> Diagnostic:
    span = place.source.span(place.at, place.at + len(words.rstrip(",")))
    return Diagnostic("E127", span, f"`{cut(span.text)}` {what}", help)


def _no_most(place: Place) -> Diagnostic | None:
    """E116: `earns 72 points`, which is a most: what is earned is between nothing and that."""
    if place.ended or "UP_TO" not in place.accepts or place.before.text.casefold() != "earns":
        return None
    if not place.rest.text[0].isdigit():
        return None
    help = f"write `up to {place.word.text} ...`: less is earned short of the last level"
    return Diagnostic("E116", place.before, "there should be `up to` after `earns`", help)


def _brackets(place: Place) -> Diagnostic | None:
    """E117: a bracket that nothing opens, or that nothing closes."""
    help = "give each bracket its other half"
    if not place.ended and place.word.text.startswith(")"):
        span = place.source.span(place.at, place.at + 1)
        return Diagnostic("E117", span, "this bracket closes nothing", help)
    if "_CLOSE" not in place.accepts or not (place.ended or place.begins_line):
        return None
    opened: list[int] = []
    for found in re.finditer(r'"[^"\n]*"|#[^\n]*|[()]', place.source.text[: place.at]):
        if found.start() >= place.block.opening.start:
            if found.group() == "(":
                opened.append(found.start())
            elif found.group() == ")" and opened:
                opened.pop()
    span = place.source.span(opened[-1], opened[-1] + 1)
    return Diagnostic("E117", span, "this bracket is never closed", help)


_SIGNS = re.compile(r"[<>=≥≤!≠]+|within\b", re.IGNORECASE)


def _comparison(place: Place) -> Diagnostic | None:
    """E125: `1 <= x <= 3`; E100: a sign that is written another way, such as `=>`."""
    found = _SIGNS.match(place.rest.text)
    if place.ended or found is None or place.opener == "another reading":
        return None
    text = place.source.text
    start = place.at
    while start > place.block.opening.start and text[start - 1] in "<>=≥≤!≠":
        start -= 1
    span = place.source.span(start, place.at + found.end())
    if start == place.at and place.accepts & {"_AND", "_OR"}:
        return Diagnostic(
            "E125",
            span,
            f"`{cut(span.text)}` compares a second time what was compared before",
            "join two comparisons by `and`, or write `beds within 10 to 20`",
        )
    help = "the signs are `>=`, `<=`, `>`, `<` and `=`"
    return Diagnostic("E100", span, f"`{cut(span.text)}` is no comparison", help)


def _line_of_its_own(place: Place) -> Diagnostic | None:
    """E100: a keyword that opens a line, inside one."""
    if place.ended or place.begins_line or "_LINE" not in place.accepts:
        return None
    opening = next(
        (
            words
            for words in sorted(EXAMPLES, key=len, reverse=True)
            if re.match(rf"{words}\s", place.rest.text, re.IGNORECASE)
        ),
        None,
    )
    if opening is None:
        return None
    span = place.source.span(place.at, place.at + len(opening))
    return Diagnostic(
        "E100", span, f"`{cut(span.text)}` opens a line of its own", "begin a new line with it"
    )


MISTAKES: tuple[Mistake, ...] = (
    _open_quotation,
    day_written_otherwise,
    _counted_from_nothing,
    _other_modality,
    _second_duty,
    _no_standing,
    _no_quotation_marks,
    _other_count,
    _other_interval,
    _sum_written_otherwise,
    _no_most,
    _number_written_otherwise,
    _brackets,
    _comparison,
    _line_of_its_own,
)
"""Every mistake that is known by its looks, the surest first."""
