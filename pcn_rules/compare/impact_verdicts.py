"""Two assessments of one network into transitions, each with what brings it about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from pcn_rules.compare.impact_model import Asks, By, Clash, Course, Row, Stand
from pcn_rules.compare.impact_people import (
    Alone,
    Side,
    Verdicts,
    beside,
    clashes,
    undecided,
)
from pcn_rules.compare.model import Pair
from pcn_rules.evaluate.capacity.cuts import NotConfirmedError
from pcn_rules.evaluate.result import Assessment, ClauseResult, Verdict
from pcn_rules.language.meaning import ResolvedClause, ResolvedDuty

_RANK = {
    Verdict.MET: 0,
    Verdict.NOT_APPLICABLE: 0,
    Verdict.AT_RISK: 1,
    Verdict.IMPOSSIBLE: 2,
}
"""How bad a verdict is; what is not asked is as good as met."""


@dataclass(frozen=True, slots=True)
class _Link:
    """An old clause and the new one that it became; None where there is none."""

    pair: Pair
    old: str | None
    new: str | None


class Transitions:
    """The rows of one network; each change is judged by itself only where a verdict changed."""

    def __init__(self, old: tuple[Side, Assessment], new: tuple[Side, Assessment]) -> None:
        """From what each edition judged, and what came out."""
        self._old, before = old
        self._new, after = new
        self._before = _by_id(before)
        self._after = _by_id(after)
        self._alone = Alone(self._old, self._new)

    def rows(self, pairs: Sequence[Pair]) -> Iterator[Row]:
        """A row for every clause that has a verdict by either edition, in the order of pairs.

        Where one that bound the network binds another party now, that is a row for each.
        """
        for pair in pairs:
            for link in _links(pair):
                before = self._before[link.old] if link.old else None
                after = self._after[link.new] if link.new else None
                for asks in get_args(Asks):
                    old, new = _stand(before, asks), _stand(after, asks)
                    if old is not None or new is not None:
                        yield self._row(link, asks, old, new)

    def _row(self, link: _Link, asks: Asks, old: Stand | None, new: Stand | None) -> Row:
        course = course_of(old, new)
        clause = (*link.pair.new, *link.pair.old)[0]
        place = (clause.service, clause.service_title)
        if course == "stays":
            return Row(asks, *place, old, new, course, None)
        by = "own clause" if new is None else self._by(link, new)
        if new is None or by != "people":
            return Row(asks, *place, old, new, course, by)
        found, note = self._conflicts(link, new)
        return Row(asks, *place, old, new, course, by, found, note)

    def _conflicts(self, link: _Link, new: Stand) -> tuple[tuple[Clash, ...], str]:
        """The conflicts that a transition by people is about, and what must be said beside them."""
        alone = self._alone.people(link.pair)
        people = (self._old.people, alone, self._new.people)
        try:
            found = clashes(
                (
                    ("new", self._new.people, link.new),
                    ("old", self._old.people, link.old),
                    ("alone", alone, link.new),
                )
            )
            return found, beside(people, new.clause, found)
        except NotConfirmedError as reason:
            return (), undecided(reason)

    def _by(self, link: _Link, new: Stand) -> By:
        """What brings a transition about: the change of the clause alone, if that does."""
        clause = next(each for each in link.pair.new if each.id == new.clause)
        duty = _duty(clause)
        wanted = set(_verdicts(new))
        if set(self._alone.verdict(link.pair, clause.id, duty)) == wanted:
            return "own clause"
        staffed = self._alone.verdict_with_staff(link.pair, clause.id, duty)
        return "people" if staffed is None or set(staffed) != wanted else "assumptions"


def _links(pair: Pair) -> Iterator[_Link]:
    """Every clause of a pair with each that it became; each clause is in one link at least."""
    linked = {id for link in pair.links for id in link}
    for old, new in pair.links:
        yield _Link(pair, old, new)
    yield from (_Link(pair, c.id, None) for c in pair.old if c.id not in linked)
    yield from (_Link(pair, None, c.id) for c in pair.new if c.id not in linked)


def _by_id(assessment: Assessment) -> Mapping[str, ClauseResult]:
    return {result.id: result for result in assessment.clauses}


def _stand(result: ClauseResult | None, asks: Asks) -> Stand | None:
    """How a clause stands, if it asks that of these; None where it does not."""
    if result is None or result.outcome is None or asks_of(result) != asks:
        return None
    possible = result.possible or (result.outcome,)
    return Stand(result.id, result.title, result.outcome, possible)


def asks_of(result: ClauseResult) -> Asks:
    """Of whom a duty asks, and whether it binds."""
    if not result.own:
        return "others"
    return "network" if result.modality.startswith("must") else "recommended"


def _verdicts(stand: Stand) -> Verdicts:
    return stand.outcome.verdict, *(each.verdict for each in stand.possible)


def course_of(old: Stand | None, new: Stand | None) -> Course:
    """How a verdict fared: worse or better only where that holds however it turns out."""
    if old is not None and new is not None and set(_verdicts(old)) == set(_verdicts(new)):
        return "stays"
    before, after = _ranks(old), _ranks(new)
    if min(after) > max(before):
        return "worse"
    return "better" if max(after) < min(before) else "other"


def _ranks(stand: Stand | None) -> list[int]:
    return [0] if stand is None else [_RANK[each.verdict] for each in stand.possible]


def _duty(clause: ResolvedClause) -> ResolvedDuty:
    match clause.statement:
        case ResolvedDuty() as duty:
            return duty
        case other:
            raise TypeError(other)
