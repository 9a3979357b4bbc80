"""Find the things that one network lists twice, and what only one of several can have."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.networks.claims import check_claims
from pcn_rules.networks.contracts import check_shared_posts
from pcn_rules.networks.disagreements import NOWHERE
from pcn_rules.networks.model import Days, Network, Thing
from pcn_rules.values.days import written


def check_things(things: Iterable[Thing], events: frozenset[str]) -> Iterator[Diagnostic]:
    """Report E441: an id that stands twice on one day; of an event, an id that is there twice.

    A membership may be learnt in steps: of rows with one id and one first day, the one known last
    goes before the others from the day it became known.
    """
    seen: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in things:
        seen[thing.entity, thing.id].append(thing)
    for same in seen.values():
        event = same[0].entity in events
        for one, other in _repeated(same) if event else _overlapping(same):
            remedy = "leave one of them out, or end one before the other begins"
            if not event and one.stands.first == other.stands.first:
                remedy = "leave one of them out, or say in `known` when the other became known"
            yield Diagnostic(
                "E441",
                other.place or NOWHERE,
                f"`{other.id}` is listed twice{_when(one.stands, other.stands)}",
                remedy,
                (Related(one.place or NOWHERE, "the first is here"),),
            )


def latest(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """The things as they are known in the end: of each id and first day, what became known last."""
    found: dict[tuple[str, str, date], Thing] = {}
    for thing in sorted(things, key=lambda thing: thing.known):
        found[thing.entity, thing.id, thing.stands.first] = thing
    return tuple(found.values())


def check_together(
    networks: Sequence[Network], members: str = "practice"
) -> tuple[Diagnostic, ...]:
    """Report E451 and E452: a practice, or a care home aligned, in two networks on one day.

    And E462: a person whose posts in several networks come to more than one.

    `members` is the entity whose membership is of one network at a time. What is only planned is
    left out, since it need not come, and so is what is known better since.
    """
    seen: dict[str, list[Thing]] = defaultdict(list)
    home: dict[int, Network] = {}
    for network in networks:
        for thing in latest(network.things):
            if thing.entity == members and not thing.planned:
                seen[thing.id].append(thing)
                home[id(thing)] = network
    memberships = (
        Diagnostic(
            "E451",
            other.place or NOWHERE,
            f"`{other.id}` is in `{home[id(one)].name}` and in `{home[id(other)].name}`"
            f"{_when(one.stands, other.stands)}",
            f"a {members} is in one network at a time: end one membership before the other begins",
            (Related(one.place or NOWHERE, "the other membership is here"),),
        )
        for same in seen.values()
        for one, other in combinations(same, 2)
        if home[id(one)] is not home[id(other)] and _shared(one.stands, other.stands)
    )
    return (*memberships, *check_claims(networks), *check_shared_posts(networks))


def _repeated(things: list[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Each thing but the first, after the first."""
    return ((things[0], other) for other in things[1:])


def _overlapping(things: list[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Each thing that shares a day with another, by what is known on some day, after that other."""
    standing: list[Thing] = []  # in the order of days, none of which two share
    for thing in sorted(things, key=lambda thing: (thing.known, thing.stands.first)):
        here = bisect_left(standing, thing.stands.first, key=lambda other: other.stands.first)
        same = standing[here : here + 1]
        step = bool(same) and same[0].stands.first == thing.stands.first
        later = step and same[0].known < thing.known
        around = standing[max(here - 1, 0) : here] + standing[here + later : here + later + 1]
        shared = [other for other in around if _shared(other.stands, thing.stands)]
        if shared:
            yield shared[0], thing
        if later or not shared:
            standing[here : here + later] = [thing]


def _shared(one: Days, other: Days) -> date | None:
    """The first day that two stretches share, if any."""
    first = max(one.first, other.first)
    return first if first in one and first in other else None


def _when(one: Days, other: Days) -> str:
    first = _shared(one, other)
    return "" if first is None or first == date.min else f" from {written(first)}"
