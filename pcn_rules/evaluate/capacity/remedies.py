"""What it would take: more staff, later days, or fewer clauses; each proven by judging again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from pcn_rules.evaluate.capacity.demand import Asked, Demand
from pcn_rules.evaluate.capacity.ends import WORST_HARD, ZERO, known
from pcn_rules.evaluate.capacity.feasibility import Tasks
from pcn_rules.evaluate.capacity.people import Answer, People, whole
from pcn_rules.evaluate.capacity.supply import RoleHours

_MOST_STEPS = 200
_LONGEST = 366
"""Days by which something is put off at most."""

_MOST_ENUMERATED = 12
"""Clauses of which every selection is tried; beyond them the cheapest are dropped one by one."""


@dataclass(frozen=True, slots=True)
class More:
    """Minutes a day more of some roles, each the least that will do beside the others.

    `wte` is the same in posts, and `tenths` in whole tenths, where a full-time post is known.
    `proof` is whether all can be done then; `proof_of_tenths` the same for whole tenths.
    """

    minutes: tuple[tuple[str, Fraction], ...]
    wte: tuple[Fraction, ...] | None
    tenths: tuple[Fraction, ...] | None
    proof: Answer
    proof_of_tenths: Answer | None


@dataclass(frozen=True, slots=True)
class Later:
    """A demand put off by the fewest days that will do: due, or begun, on another day."""

    demand: Demand
    day: date
    begins: bool
    proof: Answer


@dataclass(frozen=True, slots=True)
class Fewer:
    """Demands whose dropping costs the least minutes of work."""

    demands: tuple[Demand, ...]
    minutes: Fraction
    proof: Answer


@dataclass(frozen=True, slots=True)
class Remedies:
    """Every way found, none where everything can be done or something is missing."""

    more: tuple[More, ...]
    later: tuple[Later, ...]
    fewer: Fewer | None


def remedies_of(people: People) -> Remedies:
    """What would let everything be done in every world.

    Raises NotConfirmedError where that cannot be told for certain.
    """
    hard = people.side(WORST_HARD)
    if people.is_missing or hard.can(hard.everyone):
        return Remedies((), (), None)
    return Remedies(tuple(more_staff(people)), tuple(_later(people)), _fewer(people))


# --- more staff -------------------------------------------------------------------------------


def more_staff(people: People) -> Iterator[More]:
    """The least more of each role that will do by itself, else of several together."""
    roles = sorted({role for demand in people.demands for role in demand.roles})
    single = [(role, least) for role in roles if (least := _least(people, role, {})) is not None]
    for role, least in single:
        if least:
            yield _as_more(people, {role: least})
    if not single:
        together = _together(people, roles)
        if together is not None:
            yield _as_more(people, together)


def _together(people: People, roles: Sequence[str]) -> dict[str, Fraction] | None:
    """Enough of several roles: what lacks most first, then each as little as the others allow."""
    extra: dict[str, Fraction] = {}
    for _ in range(_MOST_STEPS):
        cut = _with(people, extra).side(WORST_HARD).cut(people.side(WORST_HARD).everyone)
        if cut is None:
            break
        problem = _with(people, extra).side(WORST_HARD).problem
        role = sorted({role for role, _ in cut.nodes})[0]
        days = sum(problem.stretches[place].days for r, place in cut.nodes if r == role)
        extra[role] = extra.get(role, ZERO) + problem.minutes(cut.short) / days
    else:
        return None
    for role in roles:
        if role in extra:
            others = {other: minutes for other, minutes in extra.items() if other != role}
            least = _least(people, role, others)
            extra = {**others, role: extra[role] if least is None else least}
    return {role: minutes for role, minutes in extra.items() if minutes}


def _least(people: People, role: str, others: dict[str, Fraction]) -> Fraction | None:
    """The least minutes a day more of a role with which all can be done; None where none will do.

    Each step adds what the set that lacks most still lacks, and there are finitely many sets.
    """
    extra = ZERO
    for _ in range(_MOST_STEPS):
        side = _with(people, {**others, role: extra}).side(WORST_HARD)
        cut = side.cut(side.everyone)
        if cut is None:
            return extra
        days = sum(side.problem.stretches[place].days for r, place in cut.nodes if r == role)
        if not days:
            return None
        extra += side.problem.minutes(cut.short) / days
    return None


def _with(people: People, extra: dict[str, Fraction]) -> People:
    last = max(work.last for demand in people.demands for work in demand.work)
    hours = (RoleHours(r, people.as_at, last, known(m)) for r, m in extra.items() if m)
    return people.changed(more=tuple(hours))


def _as_more(people: People, extra: dict[str, Fraction]) -> More:
    proof = whole(_with(people, extra))
    full = people.specification.workforce.full_time
    if full is None or not full.low:
        return More(tuple(extra.items()), None, None, proof, None)
    wte = tuple(minutes / full.low for minutes in extra.values())
    tenths = tuple(Fraction(-(-(each * 10) // 1), 10) for each in wte)
    rounded = {role: each * full.low for role, each in zip(extra, tenths, strict=True)}
    return More(tuple(extra.items()), wte, tenths, proof, whole(_with(people, rounded)))


# --- later days -------------------------------------------------------------------------------


def _later(people: People) -> Iterator[Later]:
    """Every demand that, put off by itself, would let all be done."""
    for place, demand in enumerate(people.demands):
        if demand.total:
            continue
        once = all(work.once for work in demand.work)
        days = _fewest(lambda n, p=place: _put_off(people, p, n))  # type: ignore[misc]
        if days is None:
            continue
        later = _moved(demand, days)
        day = max(w.last for w in later.work) if once else min(w.first for w in later.work)
        yield Later(demand, day, begins=not once, proof=whole(_replaced(people, place, later)))


def _put_off(people: People, place: int, days: int) -> bool:
    moved = _replaced(people, place, _moved(people.demands[place], days))
    side = moved.side(WORST_HARD)
    return side.can(side.everyone)


def _replaced(people: People, place: int, demand: Demand) -> People:
    demands = (*people.demands[:place], demand, *people.demands[place + 1 :])
    return people.changed(demands=demands)


def _moved(demand: Demand, days: int) -> Demand:
    return replace(demand, work=tuple(_moved_work(work, days) for work in demand.work))


def _moved_work(work: Asked, days: int) -> Asked:
    """Work done once is due later; a rate begins later, and asks nothing once its time is over."""
    more = timedelta(days=days)
    if work.once:
        return replace(work, last=work.last + more)
    if work.first + more > work.last:
        return replace(
            work, first=work.last, minutes=known(ZERO), if_asked=known(ZERO), listed=known(ZERO)
        )
    return replace(work, first=work.first + more)


def _fewest(will_do: Callable[[int], bool]) -> int | None:
    """The fewest days that will do, where more days never harm."""
    if not will_do(_LONGEST):
        return None
    low, high = 0, _LONGEST
    while high - low > 1:
        middle = (low + high) // 2
        if will_do(middle):
            high = middle
        else:
            low = middle
    return high


# --- fewer clauses ----------------------------------------------------------------------------


def _fewer(people: People) -> Fewer | None:
    """The demands whose dropping costs the least work and lets all others be done."""
    side = people.side(WORST_HARD)
    costs = [_cost(demand) for demand in people.demands]
    failing = frozenset(p for p in side.everyone if not side.can((p,)))
    found, _ = people.listed_conflicts
    places = {id(demand): place for place, demand in enumerate(people.demands)}
    members = sorted({places[id(d)] for c in found for d in c.members} - failing)
    dropped = _cheapest(members, costs, lambda out: side.can(side.everyone - failing - out))
    if dropped is None:
        return None
    out = failing | dropped
    rest = tuple(d for place, d in enumerate(people.demands) if place not in out)
    gone = tuple(people.demands[place] for place in sorted(out))
    return Fewer(gone, sum((costs[p] for p in out), ZERO), whole(people.changed(demands=rest)))


def _cheapest(
    members: Sequence[int], costs: Sequence[Fraction], will_do: Callable[[Tasks], bool]
) -> Tasks | None:
    if len(members) <= _MOST_ENUMERATED:
        chosen = (
            frozenset(each) for n in range(len(members) + 1) for each in combinations(members, n)
        )
        by_cost = sorted(chosen, key=lambda each: (sum(costs[m] for m in each), sorted(each)))
        return next((each for each in by_cost if will_do(each)), None)
    out: Tasks = frozenset()
    for member in sorted(members, key=lambda m: costs[m]):
        if will_do(out):
            break
        out |= {member}
    return out if will_do(out) else None


def _cost(demand: Demand) -> Fraction:
    """Minutes that a demand takes in all, at the hard end of estimates."""
    return sum((_minutes(work) for work in demand.work), ZERO)


def _minutes(work: Asked) -> Fraction:
    minutes = work.minutes.worst_hard or ZERO
    return minutes if work.once else minutes * ((work.last - work.first).days + 1)
