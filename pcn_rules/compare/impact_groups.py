"""Pairs of clauses that one figure is given of together: a published total, one sum for several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pcn_rules.compare.model import Pair
from pcn_rules.language.meaning import ResolvedClause


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs that are told in one row."""

    pairs: tuple[Pair, ...]

    @property
    def old(self) -> tuple[ResolvedClause, ...]:
        """The clauses of the old edition."""
        return tuple(clause for pair in self.pairs for clause in pair.old)

    @property
    def new(self) -> tuple[ResolvedClause, ...]:
        """The clauses of the new edition."""
        return tuple(clause for pair in self.pairs for clause in pair.new)

    @property
    def same(self) -> bool:
        """Whether both sides say the same, whatever they are called and rest on."""
        return all(
            [clause.statement for clause in pair.old] == [clause.statement for clause in pair.new]
            for pair in self.pairs
        )

    @property
    def title(self) -> str:
        """The title of its first clause; of several that nobody links, that there are others."""
        others = " and others" if len(self.pairs) > 1 else ""
        return f"{(*self.new, *self.old)[0].title}{others}"


def groups(
    pairs: Sequence[Pair], old: Iterable[Iterable[str]], new: Iterable[Iterable[str]]
) -> tuple[Group, ...]:
    """Every pair in exactly one group, in the order of the pairs.

    `old` and `new` are ids of clauses of either edition that have one figure together.
    """
    leader = list(range(len(pairs)))

    def root(place: int) -> int:
        while leader[place] != place:
            place = leader[place]
        return place

    def join(sets: Iterable[Iterable[str]], places: dict[str, int]) -> None:
        for ids in sets:
            found = sorted({root(places[id]) for id in ids if id in places})
            for other in found[1:]:
                leader[root(other)] = root(found[0])

    join(old, {clause.id: place for place, pair in enumerate(pairs) for clause in pair.old})
    join(new, {clause.id: place for place, pair in enumerate(pairs) for clause in pair.new})
    found: dict[int, list[Pair]] = {}
    for place, pair in enumerate(pairs):
        found.setdefault(root(place), []).append(pair)
    return tuple(Group(tuple(each)) for each in found.values())
