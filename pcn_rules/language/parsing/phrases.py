"""Split the words of a phrase at its typed blanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pcn_rules.language import model
from pcn_rules.language.parsing.tree import Reading, cut, spaced

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Word

_BLANK = re.compile(r"\(\s*([^\W\d_][^():]*?)\s*(?::\s*([^():]+?)\s*)?\)")
_BRACKET = re.compile(r"[()]")


def read_phrase_words(reading: Reading, written: Word) -> tuple[str | model.Blank, ...]:
    """The words of a phrase and its blanks, `(minimum: patients)`, in order.

    Nothing at all is a fault (E130), and so is a blank that is not closed, that repeats another's
    name, that follows another at once, or a phrase of blanks only (E129).
    """
    parts: list[str | model.Blank] = []
    start = written.start + 1
    inside = written[1:-1]
    done = 0
    for found in _BLANK.finditer(inside):
        _add_words(reading, parts, inside[done : found.start()], start + done)
        name, unit = spaced(found.group(1)), spaced(found.group(2) or found.group(1))
        span = reading.source.span(start + found.start(), start + found.end())
        _check_blank(reading, parts, model.Blank(name, unit, span=span))
        parts.append(model.Blank(name, unit, span=span))
        done = found.end()
    _add_words(reading, parts, inside[done:], start + done)
    _check_words(reading, parts, written)
    return tuple(parts)


def _add_words(reading: Reading, parts: list[str | model.Blank], words: str, start: int) -> None:
    bracket = _BRACKET.search(words)
    if bracket:
        at = start + bracket.start()
        reading.fault(
            "E129",
            reading.source.span(at, at + 1),
            f"`{cut(bracket.group())}` belongs to no blank",
            "write a blank as `(minimum: patients)` or `(patients)`",
        )
    if spaced(words):
        parts.append(spaced(words))


def _check_blank(reading: Reading, parts: list[str | model.Blank], blank: model.Blank) -> None:
    assert blank.span is not None
    for part in parts:
        match part:
            case model.Blank(name=name) if name.casefold() == blank.name.casefold():
                reading.fault(
                    "E129",
                    blank.span,
                    f"the phrase has another blank named `{cut(blank.name)}`",
                    "give each blank its own name: `(minimum: patients)`",
                )
                return
            case _:
                pass
    match parts:
        case [*_, model.Blank(name=before)]:
            reading.fault(
                "E129",
                blank.span,
                f"no word stands between the blanks `{cut(before)}` and `{cut(blank.name)}`",
                "write a word between them, so that both can be told apart",
            )
        case _:
            pass


def _check_words(reading: Reading, parts: list[str | model.Blank], written: Word) -> None:
    span = reading.span(written)
    if not parts:
        reading.fault(
            "E130",
            span,
            "there is nothing between the quotation marks",
            "write the words that belong there",
        )
    elif not any(type(part) is str for part in parts):
        reading.fault(
            "E129", span, "the phrase has no words of its own", "write words beside the blank"
        )
