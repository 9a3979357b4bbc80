"""Find the networks that could take a practice in, and say for each what speaks for it.

A practice that is left out goes to the network with the most sensible geography, or to a smaller
one, that has room for it (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.money.flows import Between, added
from pcn_rules.evaluate.result import Assessment, Verdict
from pcn_rules.membership.departure import memberships
from pcn_rules.membership.moves import Part, put_in
from pcn_rules.membership.sides import Judge, Transition, transitions, worsened
from pcn_rules.membership.totals import ends
from pcn_rules.networks.model import MEMBERS, Network

LIST = "list size"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A network that could take a practice in, on a day, and what speaks for or against it.

    `same_area` is None where nobody said where one of them lies; `outward` is where the practice
    lies. `worse` are the network's duties that come out worse with it than without; `unknown`
    counts those that are unknown with it, and `members` those it has on the day. `since` is the day
    from which it has the practice anyway.
    """

    id: str
    name: str
    outward: str
    area: tuple[str, ...]
    patients: Between
    with_it: Between
    smallest: bool
    worse: tuple[Transition, ...]
    unknown: int
    members: int
    since: date | None

    @property
    def same_area(self) -> bool | None:
        """Whether the practice lies in the area of the network."""
        return self.outward in self.area if self.outward and self.area else None

    @property
    def room(self) -> bool | None:
        """Whether the network has room to take it; None where too much is unknown to tell."""
        if any(_fails(each) for each in self.worse):
            return False
        return None if self.unknown or self.worse else True


def _fails(transition: Transition) -> bool:
    after = transition.after
    return after is not None and after.verdict in {Verdict.AT_RISK, Verdict.IMPOSSIBLE}


def candidates(
    part: Part, networks: Sequence[Network], day: date, judge: Judge
) -> tuple[Candidate, ...]:
    """Every network that could take a practice from a day on, the likeliest first.

    One that has no members on that day, and never has this practice, is none of them. First by
    area, then by room, then by size, the smallest first.
    """
    every = [_candidate(part, network, day, judge) for network in networks]
    found = [each for each in every if each.members or each.since is not None]
    sizes = [each.patients.low for each in found if each.members]
    least = min((size for size in sizes if size is not None), default=None)
    marked = [replace(each, smallest=_is(each, least)) for each in found]
    return tuple(sorted(marked, key=_order))


def _is(candidate: Candidate, least: Fraction | None) -> bool:
    return bool(candidate.members) and least is not None and candidate.patients.low == least


def _order(candidate: Candidate) -> tuple[int, int, int, object, str]:
    worth = {True: 0, None: 1, False: 2}
    size = candidate.patients.low or 0
    here = 0 if candidate.since is not None else 1
    return here, worth[candidate.same_area], worth[candidate.room], size, candidate.id


def _candidate(part: Part, network: Network, day: date, judge: Judge) -> Candidate:
    rows = memberships(network, part.practice, judge.known_by)
    since = min((r.stands.first for r in rows if _later(r.stands.last, day)), default=None)
    apart = network if since is None else _without(network, part.practice)
    before = judge.verdicts(apart, day)
    after = judge.verdicts(put_in(apart, part, day), day)
    found = tuple(transitions(before, before, after))
    patients = _patients(apart, day, judge)
    here = _patients(part.network, day, judge)
    return Candidate(
        id=network.id,
        name=network.name,
        outward=next((t.outward for t in part.network.things if t.entity == MEMBERS), ""),
        area=network.area,
        patients=patients,
        with_it=patients + here,
        smallest=False,
        worse=worsened(found),
        unknown=_unknown(after),
        members=len(Facts(apart, judge.known_by).standing(MEMBERS, day)),
        since=since,
    )


def _later(last: date | None, day: date) -> bool:
    return last is None or last >= day


def _without(network: Network, practice: str) -> Network:
    """A network as if it had never had a practice: that is how it is asked whether it has room."""
    things = (t for t in network.things if (t.entity, t.id) != (MEMBERS, practice))
    return replace(network, things=tuple(things))


def _patients(network: Network, day: date, judge: Judge) -> Between:
    facts = Facts(network, judge.known_by)
    return added(
        ends(facts.on((MEMBERS, thing.id, LIST), day).value)
        for thing in facts.standing(MEMBERS, day)
    )


def _unknown(assessment: Assessment) -> int:
    """How many binding duties of a network's own are unknown."""
    return sum(
        1
        for clause in assessment.clauses
        if clause.own
        and clause.modality.startswith("must")
        and clause.outcome is not None
        and clause.outcome.verdict is Verdict.UNKNOWN
    )
