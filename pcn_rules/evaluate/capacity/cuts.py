"""Where hours fall short: roles and stretches in which more is asked than is there.

Where each piece of work lies in one stretch, whether hours suffice has a closed form: for every
union of role sets, what can only be done inside it against what is there (Hall's condition). What
may be done in several stretches couples them, and is asked of a linear programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pcn_rules.evaluate.capacity.problem import Item, Problem

MOST_SETS = 12
"""How many different role sets are put together in every way; beyond them a programme is asked."""


class NotConfirmedError(Exception):
    """Whether hours suffice could not be told for certain; the message says why, to a reader."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Work that needs more than the hours it can be done in: the proof that it cannot all be done.

    `need` and `there` are units of the problem; `nodes` the roles and stretches it can be done in.
    """

    items: tuple[Item, ...]
    nodes: frozenset[tuple[str, int]]
    need: int
    there: int

    @property
    def short(self) -> int:
        """How much is lacking."""
        return self.need - self.there

    @property
    def tasks(self) -> frozenset[int]:
        """The tasks whose work it is."""
        return frozenset(item.task for item in self.items)


def cut_of(problem: Problem, items: Iterable[Item]) -> Cut | None:
    """A proven cut by some items and the hours that all they can be done in have; else None."""
    kept = tuple(items)
    nodes = frozenset((role, place) for i in kept for role in i.roles for place in i.stretches)
    need = sum(item.amount for item in kept)
    there = sum(problem.there.get(node, 0) for node in nodes)
    return Cut(kept, nodes, need, there) if need > there else None


def blocks(items: Sequence[Item]) -> Iterator[tuple[tuple[int, ...], list[Item]]]:
    """Items in groups whose stretches have nothing to do with each other."""
    leader: dict[int, int] = {}

    def root(place: int) -> int:
        while leader.setdefault(place, place) != place:
            place = leader[place]
        return place

    for item in items:
        for place in item.stretches[1:]:
            leader[root(place)] = root(item.stretches[0])
    found: dict[int, list[Item]] = {}
    for item in items:
        found.setdefault(root(item.stretches[0]), []).append(item)
    for group in found.values():
        yield tuple(sorted({place for item in group for place in item.stretches})), group


def has_closed_form(places: Sequence[int], items: Sequence[Item]) -> bool:
    """Whether a group of items can be answered by looking at all unions of its role sets."""
    return len(places) == 1 and len({item.roles for item in items}) <= MOST_SETS


def closed_form(problem: Problem, place: int, items: Sequence[Item]) -> Cut | None:
    """The cut of one stretch that lacks most; None where hours suffice."""
    wanted: dict[frozenset[str], int] = {}
    for item in items:
        wanted[item.roles] = wanted.get(item.roles, 0) + item.amount
    best, worst = 0, frozenset[str]()
    there = problem.there
    for union in _unions(tuple(wanted)):
        need = sum(amount for roles, amount in wanted.items() if roles <= union)
        short = need - sum(there.get((role, place), 0) for role in union)
        if short > best:
            best, worst = short, union
    return None if not best else cut_of(problem, (i for i in items if i.roles <= worst))


def _unions(sets: tuple[frozenset[str], ...]) -> set[frozenset[str]]:
    """Every union of one or more of some sets."""
    found: set[frozenset[str]] = set()
    for one in sets:
        found |= {one | other for other in found}
        found.add(one)
    return found
