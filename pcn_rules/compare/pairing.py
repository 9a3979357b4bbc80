"""Pair the clauses of two editions: as declared, by id, or by likeness."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from pcn_rules.compare.likeness import Likeness, likeness, marks_of, nearest
from pcn_rules.compare.model import How, Pair, Side
from pcn_rules.language.meaning import Deferral, ResolvedClause, Specification
from pcn_rules.language.order import SortKey, natural

ALIKE = Fraction(3, 5)
"""How alike two clauses must be to be paired for that alone."""

Link = tuple[str, str]
"""The id of a clause of the old edition, and of one of the new."""


@dataclass(frozen=True, slots=True)
class Pins:
    """What a reader says of pairs: those to make, and those not to, each as old and new id."""

    pairs: frozenset[Link] = frozenset()
    never: frozenset[Link] = frozenset()


NO_PINS = Pins()


def pairs(old: Specification, new: Specification, pins: Pins = NO_PINS) -> tuple[Pair, ...]:
    """Every clause of both editions in exactly one pair, in the order of the new document.

    Clauses that replace the same clause stand in one pair, as do those that one clause replaces.
    What was removed comes last, in the order of the old document. Of what stands alone it is told
    whether the other edition treats nothing of its subject.
    """
    links = _Links(old.clauses, new.clauses, pins, *deferrals(old, new))
    for one, other in sorted(pins.pairs):
        links.join(one, other, "pinned")
    for one, other in sorted(_declared(old, new)):
        links.join(one, other, "declared")
    for one, other in _same_words(links):
        links.join_free(one, other, "same words")
    for clause in new.clauses:
        links.join_free(clause.id, clause.id, "same id")
    found = [*links.pairs(), *_alike(links)]
    paired = {clause.id for pair in found for clause in pair.old}
    matched = {clause.id for pair in found for clause in pair.new}
    found += [_alone(c, links.deferred, "old") for c in old.clauses if c.id not in paired]
    found += [_alone(c, links.withheld, "new") for c in new.clauses if c.id not in matched]
    treated = _treated(found)
    return tuple(sorted((_of_subject(pair, treated) for pair in found), key=_place))


def _treated(found: Iterable[Pair]) -> frozenset[tuple[Side, str]]:
    """The services of either edition of which the other treats something.

    It does where it has a clause in the place of one of them, or puts one of them off.
    """
    both = [pair for pair in found if (pair.old and pair.new) or pair.deferral is not None]
    olds: frozenset[tuple[Side, str]] = frozenset(("old", c.service) for p in both for c in p.old)
    return olds | frozenset(("new", c.service) for p in both for c in p.new)


def _of_subject(pair: Pair, treated: frozenset[tuple[Side, str]]) -> Pair:
    """A pair with whether it is of a subject of which the other edition treats nothing."""
    if pair.old and pair.new:
        return pair
    side: Side = "old" if pair.old else "new"
    (clause,) = pair.old or pair.new
    if (side, clause.service) in treated:
        return pair
    other = "new" if side == "old" else "old"
    why = f"the {other} edition treats nothing of its subject, {clause.service_title}"
    return replace(pair, untreated=True, why=why)


def deferrals(
    old: Specification, new: Specification
) -> tuple[Mapping[str, Deferral], Mapping[str, Deferral]]:
    """What the new edition says is put off of the old one, by id, and what the old one of the new.

    The second is there where the editions are compared the other way round.
    """
    return _put_off(new, old), _put_off(old, new)


def _put_off(by: Specification, of: Specification) -> Mapping[str, Deferral]:
    names = (of.edition, of.name)
    return {id: each for each in by.deferred if each.edition in names for id in each.clauses}


def _alone(clause: ResolvedClause, deferred: Mapping[str, Deferral], side: Side) -> Pair:
    deferral = deferred.get(clause.id)
    if side == "old":
        why = _REMOVED if deferral is None else _DEFERRED
        return Pair((clause,), (), (), "alone", why, deferral=deferral)
    why = _ADDED if deferral is None else _WITHHELD
    return Pair((), (clause,), (), "alone", why, deferral=deferral)


_DEFERRED = "the new edition puts it off"
_WITHHELD = "the old edition put it off"
_REMOVED = "no clause of the new edition takes its place"
_ADDED = "it takes the place of no clause of the old edition"


def _place(pair: Pair) -> tuple[int, Hashable]:
    """The new document's order; what was removed comes last, in the order of the old one."""
    return (0, natural(pair.new[0].id)) if pair.new else (1, natural(pair.old[0].id))


def _declared(old: Specification, new: Specification) -> Iterator[Link]:
    """What clauses say they replace, whichever of the two editions is asked about first."""
    for clause in new.clauses:
        for replaced in clause.replaces:
            if replaced.edition in (old.edition, old.name):
                yield replaced.clause, clause.id
    for clause in old.clauses:
        for replaced in clause.replaces:
            if replaced.edition in (new.edition, new.name):
                yield clause.id, replaced.clause


# --- links ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Links:
    """Which old clause is linked with which new one, and how the first link came about."""

    old: Sequence[ResolvedClause]
    new: Sequence[ResolvedClause]
    pins: Pins
    deferred: Mapping[str, Deferral]
    withheld: Mapping[str, Deferral]
    made: dict[Link, How] = field(default_factory=dict)
    olds: dict[str, ResolvedClause] = field(init=False)
    news: dict[str, ResolvedClause] = field(init=False)
    linked_olds: set[str] = field(default_factory=set)
    linked_news: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.olds = {clause.id: clause for clause in self.old}
        self.news = {clause.id: clause for clause in self.new}

    def join(self, one: str, other: str, how: How) -> None:
        """Link two clauses that both stand, unless a reader said not to."""
        if one not in self.olds or other not in self.news or (one, other) in self.pins.never:
            return
        self.made.setdefault((one, other), how)
        self.linked_olds.add(one)
        self.linked_news.add(other)

    def join_free(self, one: str, other: str, how: How) -> None:
        """Link two clauses of which neither is linked yet, nor said to be put off."""
        apart = one in self.deferred or other in self.withheld
        if not apart and one not in self.linked_olds and other not in self.linked_news:
            self.join(one, other, how)

    def left(self) -> tuple[tuple[ResolvedClause, ...], tuple[ResolvedClause, ...]]:
        """The clauses of either edition that are linked with none, and are not put off."""
        olds, news = self.linked_olds | set(self.deferred), self.linked_news | set(self.withheld)
        return (
            tuple(c for c in self.old if c.id not in olds),
            tuple(c for c in self.new if c.id not in news),
        )

    def pairs(self) -> Iterator[Pair]:
        """The links as pairs: all that hang together by links stand in one."""
        for links in _components(self.made):
            how = min((self.made[link] for link in links), key=_ORDER.index)
            yield Pair(
                _in_order(self.olds[one] for one, _ in links),
                _in_order(self.news[other] for _, other in links),
                tuple(sorted(links, key=lambda link: (natural(link[1]), natural(link[0])))),
                how,
                _WHY[how],
            )


_WHY: Mapping[How, str] = {
    "pinned": "you said that they belong together",
    "declared": "one says that it replaces the other",
    "same words": "they say the same under another number",
    "same id": "they have the same number",
}
_ORDER: tuple[How, ...] = ("pinned", "declared", "same words", "same id")


def _in_order(clauses: Iterable[ResolvedClause]) -> tuple[ResolvedClause, ...]:
    found = {clause.id: clause for clause in clauses}
    return tuple(found[id] for id in sorted(found, key=natural))


def _components(links: Iterable[Link]) -> Iterator[list[Link]]:
    """Links that share a clause, directly or through others, together."""
    touching: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        touching.setdefault(("old", link[0]), []).append(link)
        touching.setdefault(("new", link[1]), []).append(link)
    seen: set[Link] = set()
    for link in [link for found in touching.values() for link in found]:
        if link not in seen:
            yield sorted(_reached(link, touching, seen))


def _reached(
    first: Link, touching: Mapping[tuple[str, str], Sequence[Link]], seen: set[Link]
) -> list[Link]:
    waiting, found = [first], []
    while waiting:
        link = waiting.pop()
        if link not in seen:
            seen.add(link)
            found.append(link)
            waiting += [*touching["old", link[0]], *touching["new", link[1]]]
    return found


# --- words ------------------------------------------------------------------------------------


def _same_words(links: _Links) -> Iterator[Link]:
    """Clauses that say the same under another number, where no other clause says it too.

    A clause that says the same under the same number needs no other.
    """
    olds, news = links.left()
    stay = {c.id for c in olds if c.id in links.news and _said(c) == _said(links.news[c.id])}
    olds_by, news_by = _by(olds, _said), _by(news, _said)
    for said, (one, *more) in olds_by.items():
        others = news_by.get(said, [])
        if not more and len(others) == 1 and one.id not in stay and others[0].id != one.id:
            yield one.id, others[0].id


def _said(clause: ResolvedClause) -> Hashable:
    return clause.title, clause.text


def _by(
    clauses: Iterable[ResolvedClause], key: Callable[[ResolvedClause], Hashable]
) -> dict[Hashable, list[ResolvedClause]]:
    found: dict[Hashable, list[ResolvedClause]] = {}
    for clause in clauses:
        found.setdefault(key(clause), []).append(clause)
    return found


def _alike(links: _Links) -> Iterator[Pair]:
    """Pairs of what is left, the most alike first; no clause stands in two."""
    olds, news = links.left()
    old_marks, new_marks = [marks_of(c) for c in olds], [marks_of(c) for c in news]
    scored = [
        (likeness(old_marks[one], new_marks[other]), olds[one], news[other])
        for one, other in sorted(set(nearest(old_marks, new_marks)))
    ]
    taken: set[tuple[str, str]] = set()
    for found, one, other in sorted(scored, key=_most_alike_first):
        sides = {("old", one.id), ("new", other.id)}
        allowed = (one.id, other.id) not in links.pins.never
        if found.score >= ALIKE and allowed and not sides & taken:
            taken |= sides
            yield Pair((one,), (other,), ((one.id, other.id),), "likeness", found.why, found.score)


def _most_alike_first(
    scored: tuple[Likeness, ResolvedClause, ResolvedClause],
) -> tuple[Fraction, list[SortKey]]:
    """The same whichever edition is called the old one."""
    found, one, other = scored
    return -found.score, sorted((natural(one.id), natural(other.id)))
