"""Two editions into what changed between them: the pairs, the changes, and which way each goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pcn_rules.compare.changes import changes_of
from pcn_rules.compare.directions import direction, sides_of
from pcn_rules.compare.model import Compared, Comparison, Header, Pair
from pcn_rules.compare.pairing import NO_PINS, Pins, pairs
from pcn_rules.compare.profile import profile_of
from pcn_rules.compare.scope import Common, is_named
from pcn_rules.compare.texts import said_before
from pcn_rules.compare.witness import MOST_TRIED
from pcn_rules.language.meaning import ResolvedClause, Specification


def compare(
    old: Specification,
    new: Specification,
    common: Common,
    *,
    pins: Pins = NO_PINS,
    most: int = MOST_TRIED,
    services: frozenset[str] | None = None,
    as_at: date | None = None,
) -> Comparison:
    """Everything that changed from one edition to another: as published, or as on a day.

    `most` is how many networks are tried for each witness; with 0 nothing is looked for. With
    `services`, only pairs are told that have a clause in one of them, by its number in its edition
    (or that have a clause of one of these ids).
    """
    headers = header_of(old, as_at), header_of(new, as_at)
    old, new = as_it_stood(old, as_at), as_it_stood(new, as_at)
    found, unchanged = [], []
    for pair in pairs(old, new, pins):
        if services is not None and not is_in(pair, services):
            continue
        if pair.old == pair.new:
            unchanged.append(pair.new[0])
        else:
            found.append(compare_pair(pair, common, most))
    profiles = (
        profile_of(old, common.first, common.last, services),
        profile_of(new, common.first, common.last, services),
    )
    return Comparison(*headers, common.first, common.last, tuple(found), tuple(unchanged), profiles)


def is_in(pair: Pair, services: frozenset[str]) -> bool:
    """Whether a pair has a clause in one of some services, or one that is named itself."""
    return any(is_named(clause, services) for clause in (*pair.old, *pair.new))


def compare_pair(pair: Pair, common: Common, most: int = MOST_TRIED) -> Compared:
    """What changed in one pair, and which way it goes."""
    directions = tuple(direction(sides, most) for sides in sides_of(pair, common))
    return Compared(pair, changes_of(pair), directions)


def header_of(specification: Specification, as_at: date | None = None) -> Header:
    """What names an edition, when it holds, and which of its texts is looked at."""
    return Header(
        specification.name,
        specification.edition,
        specification.published,
        specification.proposed,
        specification.start,
        specification.end,
        as_at,
        () if as_at is None else specification.text_on(as_at).variations,
        () if as_at is None else said_before(specification, as_at),
    )


def as_it_stood(specification: Specification, day: date | None) -> Specification:
    """An edition with the text in force on a day, as if that had been published."""
    if day is None:
        return specification
    return replace(specification, clauses=specification.text_on(day).clauses, amended=())


def applied(
    comparison: Comparison, clauses: Iterable[ResolvedClause]
) -> tuple[ResolvedClause, ...]:
    """The clauses of the new edition, made of those of the old one and of what changed."""
    gone = {clause.id for each in comparison.changed for clause in each.pair.old}
    come = [clause for each in comparison.changed for clause in each.pair.new]
    return (*(clause for clause in clauses if clause.id not in gone), *come)
