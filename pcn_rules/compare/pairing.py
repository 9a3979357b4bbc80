"""Pair the clauses of two editions: as declared, by id, or by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.compare.likeness import likeness
from pcn_rules.language.meaning import ResolvedClause, Specification
from pcn_rules.language.order import natural

How = OneOf["pinned", "declared", "same id", "likeness", "alone"]

ALIKE = Fraction(3, 5)
"""How alike two clauses must be to be paired for that alone."""


@dataclass(frozen=True, slots=True)
class Pins:
    """What a reader says of pairs: those to make, and those not to, each as old and new id."""

    pairs: frozenset[tuple[str, str]] = frozenset()
    never: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Clauses of the old edition and those of the new one that took their place.

    One side is empty where a clause was added or removed. `score` is how alike they are, where
    that is why they are a pair, and `why` says it in words.
    """

    old: tuple[ResolvedClause, ...]
    new: tuple[ResolvedClause, ...]
    how: How
    why: str
    score: Fraction | None = None


def pairs(old: Specification, new: Specification, pins: Pins = Pins()) -> tuple[Pair, ...]:
    """Every clause of both editions in exactly one pair, in the order of the new document.

    Clauses that replace the same clause stand in one pair, as do those that one clause replaces.
    """
    links = _Links(old.clauses, new.clauses, pins)
    for one, other in sorted(pins.pairs):
        links.join(one, other, "pinned")
    for clause in new.clauses:
        for replaced in clause.replaces:
            if replaced.edition in (old.edition, old.name):
                links.join(replaced.clause, clause.id, "declared")
    for clause in new.clauses:
        links.join_alone(clause.id, clause.id, "same id")
    found = [*links.pairs(), *_alike(links, pins)]
    paired = {clause.id for pair in found for clause in pair.old}
    matched = {clause.id for pair in found for clause in pair.new}
    found += [Pair((c,), (), "alone", "no clause of the new edition takes its place") for c in old.clauses if c.id not in paired]
    found += [Pair((), (c,), "alone", "it takes the place of no clause of the old edition") for c in new.clauses if c.id not in matched]
    return tuple(sorted(found, key=_place))


def _place(pair: Pair) -> tuple[int, tuple[object, ...]]:
    """The new document's order; what was removed comes last, in the order of the old one."""
    if pair.new:
        return 0, natural(pair.new[0].id)
    return 1, natural(pair.old[0].id)


# --- links ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Links:
    """Which old clause is linked with which new one, and how the first link came about."""

    old: Sequence[ResolvedClause]
    new: Sequence[ResolvedClause]
    pins: Pins
    made: dict[tuple[str, str], How] = field(default_factory=dict)

    def join(self, one: str, other: str, how: How) -> None:
        """Link two clauses that both stand, unless a reader said not to."""
        known = any(c.id == one for c in self.old) and any(c.id == other for c in self.new)
        if known and (one, other) not in self.pins.never:
            self.made.setdefault((one, other), how)

    def join_alone(self, one: str, other: str, how: How) -> None:
        """Link two clauses of which neither is linked yet."""
        if not any(one == a or other == b for a, b in self.made):
            self.join(one, other, how)

    def left(self) -> tuple[tuple[ResolvedClause, ...], tuple[ResolvedClause, ...]]:
        """The clauses of either edition that are linked with none."""
        olds, news = {one for one, _ in self.made}, {other for _, other in self.made}
        return (
            tuple(c for c in self.old if c.id not in olds),
            tuple(c for c in self.new if c.id not in news),
        )

    def pairs(self) -> Iterator[Pair]:
        """The links as pairs: all that hang together by links stand in one."""
        for links in _components(self.made):
            olds = {one for one, _ in links}
            news = {other for _, other in links}
            how = _first(self.made[link] for link in links)
            yield Pair(
                tuple(c for c in self.old if c.id in olds),
                tuple(c for c in self.new if c.id in news),
                how,
                _WHY[how],
            )


_WHY: Mapping[How, str] = {
    "pinned": "you said that they belong together",
    "declared": "the new clause says that it replaces the old one",
    "same id": "they have the same number",
}


def _first(hows: Iterable[How]) -> How:
    order: tuple[How, ...] = ("pinned", "declared", "same id")
    return min(hows, key=order.index)


def _components(links: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Links that share a clause, directly or through others, together."""
    groups: list[list[tuple[str, str]]] = []
    for link in links:
        touching = [g for g in groups if any(link[0] == a or link[1] == b for a, b in g)]
        groups = [g for g in groups if g not in touching]
        groups.append([*(each for g in touching for each in g), link])
    return groups


def _alike(links: _Links, pins: Pins) -> Iterator[Pair]:
    """Pairs of what is left, the most alike first; no clause stands in two."""
    olds, news = links.left()
    scored = sorted(
        ((likeness(one, other), one, other) for one in olds for other in news),
        key=lambda s: (-s[0].score, natural(s[2].id), natural(s[1].id)),
    )
    taken: set[tuple[str, str]] = set()
    for found, one, other in scored:
        free = ("old", one.id) not in taken and ("new", other.id) not in taken
        if found.score >= ALIKE and free and (one.id, other.id) not in pins.never:
            taken |= {("old", one.id), ("new", other.id)}
            yield Pair((one,), (other,), "likeness", found.why, found.score)
