"""Directions against every small network there is: what is proved holds in all of them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from compared_duties import Family, families

from pcn_rules.compare.directions import Sides, direction, follows
from pcn_rules.compare.kept import keeps
from pcn_rules.compare.model import Direction
from pcn_rules.compare.witness import Binding, tells

FAMILIES = {family.name: family for family in families()}
LEAST_PAIRS = 1_000


def sides(old: Binding, new: Binding) -> Sides:
    return Sides(old.duty.actor, (old,), (new,), follows((new,), (old,)), follows((old,), (new,)))


def kept_by(family: Family) -> dict[Binding, tuple[bool | None, ...]]:
    """Which network of the family keeps which duty, as the evaluator says."""
    return {
        binding: tuple(keeps(binding.duty, n, binding.vocabulary).kept for n in family.networks)
        for binding in family.bindings
    }


def test_there_are_enough_pairs() -> None:
    pairs = sum(len(f.bindings) * (len(f.bindings) - 1) // 2 for f in FAMILIES.values())
    assert pairs >= LEAST_PAIRS


@pytest.mark.parametrize("name", FAMILIES)
def test_directions_agree_with_every_small_network(name: str) -> None:
    family = FAMILIES[name]
    kept = kept_by(family)
    ways: Counter[str] = Counter()
    for old, new in combinations(family.bindings, 2):
        found = direction(sides(old, new), 800)
        ways[found.way] += 1
        both = list(zip(kept[old], kept[new], strict=True))
        old_only, new_only = (True, False) in both, (False, True) in both
        agrees(found, old, new, old_only=old_only, new_only=new_only)
    assert ways["not established"] * 20 <= ways.total(), ways
    assert {"tighter", "easier", "different"} <= set(ways), ways


def agrees(found: Direction, old: Binding, new: Binding, *, old_only: bool, new_only: bool) -> None:
    pair = (old.clause, new.clause, found.way)
    match found.way:
        case "same":
            assert not old_only, pair
            assert not new_only, pair
        case "tighter":
            assert not new_only, pair
        case "easier":
            assert not old_only, pair
        case "different" | "not established":
            pass
    for witness in found.witnesses:
        first, second = ((old,), (new,)) if witness.keeps == "old" else ((new,), (old,))
        assert tells(first, second, witness.network) is not None, pair
    if old_only and new_only:
        assert found.way in ("different", "not established"), pair
