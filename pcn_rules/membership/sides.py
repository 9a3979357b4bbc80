"""Judge each side of a move as it was, as it is after it, and as it would be without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal as OneOf

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.money.budget import budget
from pcn_rules.evaluate.money.flows import Budget
from pcn_rules.evaluate.result import Assessment, Cause, ClauseResult, Outcome, Verdict
from pcn_rules.files import InputFile
from pcn_rules.language.meaning import Specification
from pcn_rules.networks.model import MEMBERS, Days, Network, Thing

Role = OneOf["remains", "leaves", "takes", "gives", "new"]
"""What a side is: what remains of a network, who leaves it, who takes somebody in, who gives
somebody up, or a new network."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What networks are judged by: a specification, what was known by when, and its files."""

    specification: Specification
    known_by: date | None
    files: tuple[InputFile, ...] = ()

    def verdicts(self, network: Network, day: date) -> Assessment:
        """Every clause judged as at a day."""
        return assess(
            self.specification, network, as_at=day, known_by=self.known_by, files=self.files
        )

    def money(self, network: Network, day: date) -> Budget:
        """What comes in and what it costs in the financial year of a day."""
        return budget(self.specification, network, as_at=day, known_by=self.known_by)


@dataclass(frozen=True, slots=True)
class Transition:
    """A clause that comes out otherwise after a move. None: it is not in the text of that day.

    `stayed` is how it would come out on the day after it had nobody moved; where that is the same
    as `after`, `moved` is False: the day brings it about, and not the move.
    """

    clause: ClauseResult
    before: Outcome | None
    stayed: Outcome | None
    after: Outcome | None
    moved: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a move: its network after it, and how it is judged.

    `before` is the network that it was or came from, on the last day before; `stayed` the same on
    the day asked about, had nobody moved; `after` is this side on the day asked about.
    """

    role: Role
    network: Network
    before: Assessment
    stayed: Assessment
    after: Assessment
    transitions: tuple[Transition, ...]
    money: Budget


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a side comes from: the network as it was, and as it would be had nobody moved."""

    before: Assessment
    stayed: Assessment


def origin(network: Network, would_be: Network, days: tuple[date, date], judge: Judge) -> Origin:
    """A network judged on the last day before a move; had nobody moved, on the day asked about."""
    last, day = days
    return Origin(judge.verdicts(network, last), judge.verdicts(would_be, day))


def side(role: Role, network: Network, origin: Origin, day: date, judge: Judge) -> Side:
    """One side of a move, judged on the day asked about."""
    after = judge.verdicts(network, day)
    found = tuple(transitions(origin.before, origin.stayed, after))
    return Side(
        role, network, origin.before, origin.stayed, after, found, judge.money(network, day)
    )


def staying(network: Network, practices: frozenset[str], last: date) -> Network:
    """The network as it would be had some practices stayed that left after a day."""

    def stays(thing: Thing) -> Thing:
        left = thing.entity == MEMBERS and thing.id in practices and thing.stands.last == last
        return replace(thing, stands=Days(thing.stands.first, None)) if left else thing

    return replace(network, things=tuple(map(stays, network.things)))


def transitions(before: Assessment, stayed: Assessment, after: Assessment) -> Iterator[Transition]:
    """The clauses whose verdict is another one afterwards, in the order of the text."""
    was = {clause.id: clause for clause in before.clauses}
    would = {clause.id: clause for clause in stayed.clauses}
    now = {clause.id: clause for clause in after.clauses}
    for id in dict.fromkeys((*now, *was)):
        clauses = [each.get(id) for each in (was, would, now)]
        one, two, three = (None if each is None else each.outcome for each in clauses)
        shown = clauses[2] or clauses[0]
        if shown is not None and _word(one) != _word(three):
            yield Transition(shown, one, two, three, _word(two) != _word(three))


def _word(outcome: Outcome | None) -> tuple[Verdict, bool] | None:
    """A verdict; what can still be met is told from what is met."""
    if outcome is None:
        return None
    return outcome.verdict, outcome.cause is Cause.DELIVERABLE


WORSE = {
    Verdict.MET: 0,
    Verdict.NOT_APPLICABLE: 0,
    Verdict.UNKNOWN: 1,
    Verdict.AT_RISK: 2,
    Verdict.IMPOSSIBLE: 3,
}
"""How bad a verdict is for whoever has to fulfil a duty; not to know is worse than to be able."""


def worsened(found: tuple[Transition, ...]) -> tuple[Transition, ...]:
    """The network's own duties that come out worse because of the move; a `should` among them."""
    return tuple(
        each
        for each in found
        if each.moved
        and each.clause.own
        and each.clause.modality.startswith(("must", "should"))
        and each.after is not None
        and each.stayed is not None
        and WORSE[each.after.verdict] > WORSE[each.stayed.verdict]
    )
