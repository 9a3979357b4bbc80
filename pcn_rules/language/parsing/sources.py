"""Turn sources, and the lines that cite them, into nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pcn_rules.language import model
from pcn_rules.language.parsing.tree import Reading, cut, spaced, token, tokens
from pcn_rules.language.parsing.values import read_date, read_quoted

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Branch, Word


def read_source(reading: Reading, branch: Branch) -> model.SourceDeclaration:
    """`source HEMPSONS "title", publisher, 2020`; its day, where it has one, exists (E105)."""
    id, title, *publishers, when = tokens(branch, "SOURCE_ID", "TITLE", "PUBLISHER", "WHEN")
    if len(when.split()) == 3:
        read_date(reading, when)
    return model.SourceDeclaration(
        id=str(id),
        title=read_quoted(reading, title),
        publisher=", ".join(spaced(each) for each in publishers),
        when=spaced(when),
        span=reading.span(branch),
    )


def read_cites(reading: Reading, branch: Branch) -> model.Cites:
    """`cites SPEC 7.3.1(a) as reported by HEMPSONS, secondary source`."""
    source, *reported_by = tokens(branch, "SOURCE_ID")
    place = token(branch, "PLACE")
    (standing,) = tokens(branch, "STANDING")
    _check_place(reading, place)
    return model.Cites(
        source=str(source),
        place=spaced(place) if place else "",
        reported_by=str(reported_by[0]) if reported_by else None,
        standing=_standing(standing),
        span=reading.span(branch),
    )


def _check_place(reading: Reading, place: Word | None) -> None:
    """E100: a report of the source, written as if it were a place in it."""
    found = re.search(r"\b(?:reported\s+by|reported\s+in|according\s+to|via)\s", place or "", re.I)
    if place is not None and found:
        start = place.start
        reading.fault(
            "E100",
            reading.source.span(start + found.start(), start + found.end() - 1),
            f"`{cut(found.group())}` is read as a place in the source",
            "write `as reported by` and the name of a source",
        )


def _standing(written: Word) -> model.Standing:
    match written.casefold().split()[0]:
        case "verified":
            return "verified"
        case "secondary":
            return "secondary source"
        case _:
            return "unverified"
