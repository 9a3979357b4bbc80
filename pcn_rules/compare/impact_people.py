"""Judge one clause of the new edition as if only its own change had been made to the old one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pcn_rules.compare.impact_model import Clash, Whose
from pcn_rules.compare.model import Pair
from pcn_rules.evaluate.capacity.cuts import NotConfirmedError
from pcn_rules.evaluate.capacity.demand import Demand
from pcn_rules.evaluate.capacity.feasibility import MOST_LISTED
from pcn_rules.evaluate.capacity.people import People
from pcn_rules.evaluate.duties import DutyGrounding
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.grounding import Grounding
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Verdict
from pcn_rules.evaluate.verdicts import verdict_of
from pcn_rules.language.meaning import ResolvedDuty, Specification
from pcn_rules.networks.model import Network

Verdicts = tuple[Verdict, ...]
"""A verdict, and those possible where it is unknown."""


@dataclass(frozen=True)
class Side:
    """One edition judging one network: its text of the day, the facts in its words, its people."""

    specification: Specification
    network: Network
    as_at: date
    known_by: date | None

    @cached_property
    def facts(self) -> Facts:
        """What is known of the network."""
        return Facts(self.network, self.known_by)

    @cached_property
    def people(self) -> People:
        """All work that the edition asks for, and who is there."""
        return self.people_of(self.specification)

    def people_of(self, specification: Specification) -> People:
        """The same for other clauses, of the same words and assumptions."""
        names = {(thing.entity, thing.id): thing.name for thing in self.network.things}
        return People(specification, self.facts, names, self.as_at)


class Alone:
    """The old edition with one pair of clauses changed, and nothing else.

    Clauses bear on each other's verdicts through people only: besides its own words, a verdict
    hangs on the work that the others ask for. So the work of the old edition is taken, without that
    of the clauses that go and with that of those that come, each as its own edition has it.
    """

    def __init__(self, old: Side, new: Side) -> None:
        """Between two editions that judge one network."""
        self._old = old
        self._new = new
        self._people: dict[int, tuple[Pair, People]] = {}

    def verdict(self, pair: Pair, clause: str, duty: ResolvedDuty) -> Verdicts:
        """The verdict on a new clause of a pair, where that pair alone has changed."""
        return self._judged(clause, duty, self.people(pair))

    def verdict_with_staff(self, pair: Pair, clause: str, duty: ResolvedDuty) -> Verdicts | None:
        """The same where also what is assumed of posts has changed; None where that has not."""
        old, new = (
            replace(side.specification.workforce, totals=()) for side in (self._old, self._new)
        )
        if old == new:
            return None
        demands = self.people(pair).demands
        return self._judged(clause, duty, self._new.people.with_work(demands))

    def _judged(self, clause: str, duty: ResolvedDuty, people: People) -> Verdicts:
        new = self._new
        grounding = Grounding(new.specification.vocabulary, new.facts, Notes({}))
        found = verdict_of(DutyGrounding(duty, clause, grounding, new.as_at, people))
        possible = found.possible or (found.outcome,)
        return found.outcome.verdict, *(each.verdict for each in possible)

    def people(self, pair: Pair) -> People:
        """The work that is asked for, and who is there, where a pair alone has changed."""
        if id(pair) not in self._people:
            # What comes stands last: where it has the number of another clause, it is meant.
            demands = (*self._kept(pair), *self._come(pair))
            self._people[id(pair)] = (pair, self._old.people.with_work(demands))
        return self._people[id(pair)][1]

    def _kept(self, pair: Pair) -> tuple[Demand, ...]:
        """The work of the old edition without that of some clauses."""
        gone = {clause.id for clause in pair.old}
        every = self._old.people.demands
        if any(demand.total and not gone.isdisjoint(demand.clauses) for demand in every):
            what = self._old.specification
            left = tuple(clause for clause in what.clauses if clause.id not in gone)
            return self._old.people_of(replace(what, clauses=left)).demands
        return tuple(demand for demand in every if gone.isdisjoint(demand.clauses))

    def _come(self, pair: Pair) -> tuple[Demand, ...]:
        """The work of the new clauses of a pair, taken by themselves."""
        what = self._new.specification
        return self._new.people_of(replace(what, clauses=pair.new)).demands


def clashes(
    sources: Sequence[tuple[Whose, People, str | None]],
) -> tuple[Clash, ...]:
    """The smallest conflicts that a clause is in, by the first of some texts in which it is in any.

    Each comes with its people and the clause's id there. Raises NotConfirmedError where they
    cannot be told for certain.
    """
    for whose, people, clause in sources:
        found = tuple(_clashes(whose, people, clause))
        if found:
            return found
    return ()


def _clashes(whose: Whose, people: People, clause: str | None) -> Iterator[Clash]:
    if clause is None or people.of(clause) is None:
        return
    for conflict in people.listed_conflicts[0]:
        ids = tuple(id for demand in conflict.members for id in demand.clauses)
        if clause in ids:
            sentence = people.in_words(conflict.members, conflict.cut, conflict.feasibility)
            yield Clash(sentence, ids, whose, people.is_missing)


def beside(people: Sequence[People], clause: str, found: Sequence[Clash]) -> str:
    """What must be said beside the conflicts that were found: why there are none, or not all.

    `people` are those that were looked at; the last judged the clause of that id.
    """
    if any(one.listed_conflicts[1] for one in people):
        return f"there are more than {MOST_LISTED} conflicts, so that the list is cut"
    if found:
        return ""
    totals = [d for d in people[-1].demands if d.total and clause in d.clauses]
    if totals:
        named = "; ".join(demand.title for demand in totals)
        return f"its work is part of a total that nobody splits: {named}"
    unknown = dict.fromkeys(each for one in people for each in one.staff.unknown)
    if unknown:
        return f"of people it is not known: {'; '.join(unknown)}"
    return "no smallest conflict has it as a member"


def undecided(reason: NotConfirmedError) -> str:
    """That conflicts were not worked out, in words."""
    return f"which conflict was not worked out: {reason}"
