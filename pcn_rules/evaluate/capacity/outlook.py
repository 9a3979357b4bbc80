"""Who is needed when, what conflicts and what it would take: all that a report of people shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.capacity.cuts import NotConfirmedError
from pcn_rules.evaluate.capacity.demand import Demand, own_duty
from pcn_rules.evaluate.capacity.ends import SIDES, WORST_HARD, WORST_KIND, Ends, known, plus
from pcn_rules.evaluate.capacity.people import Answer, People, whole
from pcn_rules.evaluate.capacity.problem import Problem, Stretch
from pcn_rules.evaluate.capacity.remedies import More, Remedies, more_staff, remedies_of
from pcn_rules.evaluate.capacity.supply import PostLine, Staff
from pcn_rules.evaluate.capacity.words import days_of, is_once, span_of
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.standing import Label
from pcn_rules.language.meaning import NotStated, Specification
from pcn_rules.networks.model import Network

A_WEEK = Fraction(7, 60)
NOTHING: tuple[Fraction, Fraction | None] = (Fraction(0), Fraction(0))
NONE = Remedies((), (), None)


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Hours a week that only some roles can do, against those that they have, in a stretch.

    Each is the least and the most that estimates, plans and missing facts allow; None has no end.
    """

    roles: tuple[str, ...]
    first: date
    last: date
    needed: tuple[Fraction, Fraction | None]
    there: tuple[Fraction, Fraction | None]
    unlisted: bool
    """Whether what is needed for those that nobody listed comes on top of it."""


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A smallest conflict in a sentence, and in figures: hours a week, or in all where `once`."""

    sentence: str
    clauses: tuple[str, ...]
    roles: tuple[str, ...]
    first: date
    last: date
    once: bool
    needed: Fraction
    there: Fraction
    always: bool


@dataclass(frozen=True, slots=True)
class Alone:
    """Hours a week of one role that do for a clause by themselves, were there nobody else.

    `least` is what it takes with what is missing and what is estimated at its best; `enough` is
    what does however all of that turns out. Where both are the same, nothing is left open.
    """

    role: str
    least: Fraction
    enough: Fraction


@dataclass(frozen=True, slots=True)
class DemandLine:
    """What one clause takes, or several together, and how it stands with people for it.

    `alone` holds alternatives: any one of them does. `unlisted` is whether those that nobody
    listed take more on top.
    """

    clauses: tuple[str, ...]
    title: str
    text: str
    labels: tuple[Label, ...]
    alone: tuple[Alone, ...]
    unlisted: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether everything that takes work can be done with the people there are.

    `undecided` says why that was not worked out, where it was not. `not_counted` are duties whose
    effort nobody estimated. `enough` are alternatives: any one of them is the least staff that does
    for everything however what is open turns out, were there nobody; where `enough_is_least`,
    nothing is open, and less would not do.
    """

    specification: str
    edition: str
    proposed: bool
    in_force_from: date
    in_force_to: date
    assumptions: tuple[str, ...]
    network: str
    network_name: str
    as_at: date
    known_by: date | None
    answer: Answer
    undecided: str | None
    demands: tuple[DemandLine, ...]
    hours: tuple[HoursLine, ...]
    conflicts: tuple[ConflictLine, ...]
    conflicts_cut: bool
    posts: tuple[PostLine, ...]
    assumed_posts: bool
    unknown: tuple[str, ...]
    not_counted: tuple[tuple[str, str], ...]
    enough: tuple[More, ...]
    enough_is_least: bool
    remedies: Remedies
    full_time: Fraction | None
    """Hours a week of one WTE, where that is assumed."""


def outlook_of(
    specification: Specification, network: Network, *, as_at: date, known_by: date | None = None
) -> Outlook:
    """The outlook for a network under a specification on a day, by what was known by another."""
    facts = Facts(network, known_by)
    names = {(thing.entity, thing.id): thing.name for thing in network.things}
    people = People(specification, facts, names, as_at)
    answer: Answer = "not known"
    undecided, cut, remedies = None, False, NONE
    conflicts: tuple[ConflictLine, ...] = ()
    enough: tuple[More, ...] = ()
    nobody = _without_staff(people)
    try:
        answer = whole(people)
        if not people.is_missing:
            conflicts, cut = _conflicts(people)
            remedies = remedies_of(people)
        enough = tuple(more_staff(nobody)) if nobody.demands else ()
    except NotConfirmedError as reason:
        undecided = str(reason)
    full = specification.workforce.full_time
    not_counted = tuple(_not_counted(people))
    if not_counted and answer in ("in every world", "in some worlds"):
        answer = "not known"
    return Outlook(
        specification=specification.name,
        edition=specification.edition,
        proposed=specification.proposed,
        in_force_from=specification.start,
        in_force_to=specification.end,
        assumptions=specification.assumptions,
        network=network.id,
        network_name=network.name,
        as_at=as_at,
        known_by=known_by,
        answer=answer,
        undecided=undecided,
        demands=tuple(_demand(demand, people) for demand in people.demands),
        hours=tuple(_hours(people)),
        conflicts=conflicts,
        conflicts_cut=cut,
        posts=tuple(people.staff.lines),
        assumed_posts=people.staff.assumed,
        unknown=tuple(dict.fromkeys(people.staff.unknown)),
        not_counted=not_counted,
        enough=enough,
        enough_is_least=_settled(nobody),
        remedies=remedies,
        full_time=None if full is None else full.low * A_WEEK,
    )


def _not_counted(people: People) -> Iterator[tuple[str, str]]:
    counted = {id for demand in people.demands for id in demand.clauses}
    for clause in people.clauses:
        duty = own_duty(clause)
        if duty is None or clause.id in counted or duty.end < people.as_at:
            continue
        match duty.effort.amount:
            case NotStated():
                yield clause.id, clause.title
            case _:
                pass


def _without_staff(people: People) -> People:
    """The same work, for those that are listed, and nobody to do it: what is lacking is needed."""
    demands = tuple(_listed(demand) for demand in people.demands)
    ended = tuple(d for d in demands if all(w.minutes.worst_hard is not None for w in d.work))
    return people.changed(demands=ended, staff=Staff())


def _listed(demand: Demand) -> Demand:
    work = (replace(each, minutes=each.listed, if_asked=each.listed) for each in demand.work)
    return replace(demand, work=tuple(work))


def _settled(people: People) -> bool:
    """Whether nothing is open of how much work there is."""
    return all(
        work.minutes.best_kind == work.minutes.worst_hard
        for demand in people.demands
        for work in demand.work
    )


def _demand(demand: Demand, people: People) -> DemandLine:
    standing = people.of(demand.clauses[0])
    assert standing is not None
    unlisted = any(work.minutes != work.listed for work in demand.work)
    try:
        alone = tuple(_alone(demand, people))
    except NotConfirmedError:
        alone = ()
    return DemandLine(demand.clauses, demand.title, demand.text, standing.labels, alone, unlisted)


def _alone(demand: Demand, people: People) -> Iterator[Alone]:
    """What each role would need by itself, from the kindest case to the hardest."""
    kindest = _hours_alone(_kindest(demand), people)
    for role, hours in _hours_alone(demand, people).items():
        yield Alone(role, kindest.get(role, Fraction(0)), hours)


def _hours_alone(demand: Demand, people: People) -> dict[str, Fraction]:
    """Hours a week of each role that does by itself, however what is open turns out."""
    nobody = _without_staff(people.changed(demands=(demand,)))
    found = more_staff(nobody) if nobody.demands else ()
    single = [more.minutes[0] for more in found if len(more.minutes) == 1]
    return {role: minutes * A_WEEK for role, minutes in single}


def _kindest(demand: Demand) -> Demand:
    """The same work with all that is open of it at its best."""
    work = []
    for each in demand.work:
        best = each.listed.best_kind
        ends = Ends(best, best, best, best)
        work.append(replace(each, minutes=ends, listed=ends, if_asked=ends))
    return replace(demand, work=tuple(work))


# --- conflicts --------------------------------------------------------------------------------


def _conflicts(people: People) -> tuple[tuple[ConflictLine, ...], bool]:
    found, cut = people.listed_conflicts
    lines = []
    for conflict in found:
        problem = conflict.feasibility.problem
        works = [work for demand in conflict.members for work in demand.work]
        once = is_once(problem, conflict.cut, works)
        first, last = span_of(problem, conflict.cut)
        per = Fraction(60) if once else Fraction(60 * days_of(problem, conflict.cut), 7)
        lines.append(
            ConflictLine(
                sentence=people.in_words(conflict.members, conflict.cut, conflict.feasibility),
                clauses=tuple(id for demand in conflict.members for id in demand.clauses),
                roles=tuple(sorted({role for role, _ in conflict.cut.nodes})),
                first=first,
                last=last,
                once=once,
                needed=problem.minutes(conflict.cut.need) / per,
                there=problem.minutes(conflict.cut.there) / per,
                always=conflict.always,
            )
        )
    return tuple(lines), cut


# --- hours by role and stretch ----------------------------------------------------------------


def _hours(people: People) -> Iterator[HoursLine]:
    """For every set of roles that work asks for, what must come from it, stretch by stretch."""
    sets = sorted({w.roles for d in people.demands for w in d.work}, key=sorted)
    for roles in sets:
        yield from _merged(_line(people, roles, stretch) for stretch in _stretches(people))


def _stretches(people: People) -> tuple[Stretch, ...]:
    """The stretches on the sides where all posts and plans are looked at."""
    problems: list[Problem] = [people.side(side).problem for side in (WORST_KIND, WORST_HARD)]
    return max((problem.stretches for problem in problems), key=len)


def _line(people: People, roles: frozenset[str], stretch: Stretch) -> HoursLine:
    needed, there = known(Fraction(0)), known(Fraction(0))
    more = False
    for demand in people.demands:
        for work in demand.work:
            if work.roles <= roles and work.first <= stretch.first and stretch.last <= work.last:
                needed = plus(needed, _a_day(work.listed, work.once, work.first, work.last))
                more = more or work.minutes != work.listed
    for hours in people.staff.hours:
        if hours.role in roles and hours.first <= stretch.first and stretch.last <= hours.last:
            there = plus(there, hours.minutes)
    endless = None in people.staff.unlimited or not people.staff.unlimited.isdisjoint(roles)
    low, high = _ends(there)
    return HoursLine(
        tuple(sorted(roles)),
        stretch.first,
        stretch.last,
        _ends(needed),
        (low, None if endless else high),
        more,
    )


def _a_day(minutes: Ends, once: bool, first: date, last: date) -> Ends:
    """Work that is done once, spread evenly over its days."""
    if not once:
        return minutes
    days = (last - first).days + 1
    return Ends(*(None if each is None else each / days for each in minutes.each))


def _ends(minutes: Ends) -> tuple[Fraction, Fraction | None]:
    sure = [each * A_WEEK for each in minutes.each if each is not None]
    return min(sure, default=Fraction(0)), None if len(sure) < len(SIDES) else max(sure)


def _merged(lines: Iterator[HoursLine]) -> Iterator[HoursLine]:
    """Neighbouring stretches with the same hours as one; those that ask nothing are left out."""
    before: HoursLine | None = None
    for line in lines:
        same = before is not None and (line.needed, line.there) == (before.needed, before.there)
        if before is not None and same:
            before = replace(before, last=line.last)
            continue
        if before is not None and before.needed != NOTHING:
            yield before
        before = line
    if before is not None and before.needed != NOTHING:
        yield before
