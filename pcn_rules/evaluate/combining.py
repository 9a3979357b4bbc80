"""Put together what independent parts of a formula can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from pcn_rules.evaluate.worlds import Folded, Formula, Value

Values = frozenset[Value]
Behaviour = tuple[Values, ...]
"""The values over the worlds of one completion, once for each slice."""


@dataclass(frozen=True, slots=True)
class Combine:
    """A function of the values of independent parts, applied to all their behaviours.

    Where parts may be put together in any groups, `fold` makes one formula of such a group.
    """

    over: Callable[[list[frozenset[Behaviour]], int], frozenset[Behaviour]]
    fold: Callable[[tuple[Formula, ...]], Formula] | None = None


def applying(function: Callable[..., Value]) -> Combine:
    """A function of one value of each part, such as if-then-else."""

    def over(parts: list[frozenset[Behaviour]], count: int) -> frozenset[Behaviour]:
        return frozenset(
            tuple(
                frozenset(function(*values) for values in product(*(b[i] for b in behaviours)))
                for i in range(count)
            )
            for behaviours in product(*parts)
        )

    return Combine(over)


@cache
def folding(function: Callable[[Value, Value], Value], neutral: Value) -> Combine:
    """Kept for each function, of which there are a handful, with the pairs it has met."""

    @lru_cache(maxsize=65_536)
    def pair_of_values(left: Values, right: Values) -> Values:
        return frozenset(function(x, y) for x in left for y in right)

    def pair(left: frozenset[Behaviour], right: frozenset[Behaviour]) -> frozenset[Behaviour]:
        return frozenset(tuple(map(pair_of_values, one, other)) for one in left for other in right)

    def over(parts: list[frozenset[Behaviour]], count: int) -> frozenset[Behaviour]:
        result: frozenset[Behaviour] = frozenset(((frozenset((neutral,)),) * count,))
        for part, times in _counted(parts):
            for _ in range(times):
                more = pair(result, part)
                if more == result:
                    break
                result = more
        return result

    return Combine(over, lambda group: Folded(function, neutral, group))


def _counted(parts: list[frozenset[Behaviour]]) -> Iterable[tuple[frozenset[Behaviour], int]]:
    """Equal parts once, with how many there are: many homes are alike."""
    return Counter(parts).items()
