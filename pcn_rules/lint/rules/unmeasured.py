"""L106: a figure that nothing is measured against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from pcn_rules.language import model
from pcn_rules.language.faults import key, words_within
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.lint.wording import NUMBER, matches, spoken

_FIGURE = re.compile(
    rf"(?<![\w.,/-])(?:\d{{1,2}}\s+(?:January|February|March|April|May|June|July|August|September|"
    rf"October|November|December)(?:\s+\d{{4}})?|(?:19|20)\d\d(?:/\d\d)?|{NUMBER})(?![\w/-])",
    re.IGNORECASE,
)
_OF_THE_CALENDAR = re.compile(r"\d{1,2}\s+[A-Z]\w+.*|(?:19|20)\d\d(?:/\d\d)?", re.DOTALL)


def look(contract: Contract) -> Iterator[Remark]:
    """Figures and blanks of attested phrases, and blanks that a meaning makes nothing of.

    Dates and years are no thresholds.
    """
    for item in contract.words:
        match item:
            case model.PhraseDeclaration(meaning=None, words=words):
                for word in words:
                    yield from _blank(word, item, "is only attested")
                yield from _figures(item)
            case model.PhraseDeclaration(meaning=meaning, words=words):
                used = {key(name) for name in _names(meaning)}
                for word in words:
                    match word:
                        case model.Blank(name=name) if key(name) not in used:
                            yield from _blank(word, item, "does not come up in what it means")
                        case _:
                            pass
            case _:
                pass


def _blank(word: str | model.Blank, item: model.PhraseDeclaration, why: str) -> Iterator[Remark]:
    match word:
        case model.Blank(name=name):
            place = word.span or words_within(item, name)
            yield Remark(
                RULE.code,
                place,
                f"nothing is measured against `{name}`: the phrase {why}"
                if "attested" in why
                else f"nothing is measured against `{name}`: it {why}",
                "compare a fact with it, as in `means rounds held >= minimum`",
            )
        case str():
            pass


def _figures(item: model.PhraseDeclaration) -> Iterator[Remark]:
    opening = re.compile(r'(?<=["“])[^"”\n]*(?=["”])')
    for quoted in list(matches(opening, item.span))[:1]:
        for place in matches(_FIGURE, quoted):
            if not _OF_THE_CALENDAR.fullmatch(place.text):
                yield Remark(
                    RULE.code,
                    place,
                    f"nothing is measured against `{spoken(place)}`: the phrase is only attested",
                    "put a blank in its place, and compare a fact with it",
                )


def _names(node: Any) -> Iterator[str]:
    """Every name inside an expression."""
    match node:
        case model.Name(text=text):
            yield text
        case model.Group(text=text, where=where):
            yield text
            yield from _names(where)
        case tuple():
            for each in node:
                yield from _names(each)
        case model.Node():
            for each in vars(node).values():
                if not isinstance(each, str | int | Fraction):
                    yield from _names(each)
        case _:
            pass


RULE = Rule("L106", "unmeasured", "a threshold that nobody measures", look)
