"""What formulas can be, against plain enumeration of every completion and world."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from pcn_rules.evaluate import possible as possible_module
from pcn_rules.evaluate.bounds import calculated, counted_where, rounded
from pcn_rules.evaluate.one_world import value_in
from pcn_rules.evaluate.possible import Possibilities
from pcn_rules.evaluate.worlds import (
    YES_NO,
    Amount,
    AmountOf,
    AtLeastZero,
    Choices,
    Exactly,
    Formula,
    Is,
    Spread,
    Variable,
    every,
    if_then_else,
    negated,
    some,
)


def variable(random: Random, number: int, *, amounts: bool) -> Variable:
    sort = "world" if random.random() < 0.3 else "missing"
    if not amounts:
        return Variable(("truth", number), sort, YES_NO)
    low = random.randrange(3)
    if sort == "world" and random.random() < 0.5:
        # Any amount in a range: enumeration below tries quarters, enough for the halves used here.
        return Variable(("estimate", number), sort, Spread(Fraction(low), Fraction(low + 2), False))
    return Variable(
        ("amount", number), sort, Spread(Fraction(low), Fraction(low + random.randrange(4)), True)
    )


def amount(random: Random, pool: list[Variable], truths: list[Variable], depth: int) -> Amount:
    if depth == 0 or not pool or random.random() < 0.3:
        if pool and random.random() < 0.7:
            return AmountOf(pool.pop())
        return Exactly(Fraction(random.randrange(-4, 9), random.choice((1, 2))))
    left = amount(random, pool, truths, depth - 1)
    choice = random.random()
    if choice < 0.6:
        return calculated(random.choice("+-"), left, amount(random, pool, truths, depth - 1))
    if choice < 0.75:
        return calculated("×", Exactly(Fraction(random.choice((-2, 2, 3)))), left)
    if choice < 0.85:
        return rounded(left, random.choice(("nearest", "up", "down")), Fraction(2))
    if truths:
        return counted_where(Is(truths.pop()), left)
    return left


def formula(random: Random, pool: list[Variable], truths: list[Variable], depth: int) -> Formula:
    if depth == 0 or random.random() < 0.25:
        if truths and random.random() < 0.6:
            return Is(random.choice(truths))
        return AtLeastZero(amount(random, pool, list(truths), 2), random.choice((">=", ">", "=")))
    parts = [formula(random, pool, truths, depth - 1) for _ in range(random.randrange(1, 4))]
    choice = random.random()
    if choice < 0.35:
        return every(parts)
    if choice < 0.7:
        return some(parts)
    if choice < 0.85:
        return negated(parts[0])
    return if_then_else(parts[0], parts[-1], formula(random, pool, truths, depth - 1))


def values(one: Variable) -> list[object]:
    match one.domain:
        case Choices(values=listed):
            return list(listed)
        case Spread(low=low, high=high, whole=whole):
            assert high is not None
            step = Fraction(1) if whole else Fraction(1, 4)
            return [low + n * step for n in range(int((high - low) / step) + 1)]


def assignments(variables: list[Variable]) -> list[dict[Variable, object]]:
    ranges = [values(one) for one in variables]
    return [dict(zip(variables, chosen, strict=True)) for chosen in product(*ranges)]


def enumerated(root: Formula, slices: tuple[dict[Variable, object], ...]) -> set[object]:
    free = sorted(root.variables - set(slices[0]), key=repr)
    missing = assignments([v for v in free if v.sort == "missing"])
    worlds = assignments([v for v in free if v.sort == "world"])
    return {
        tuple(
            frozenset(value_in(root, {**one, **completion, **world}) for world in worlds)
            for one in slices
        )
        for completion in missing
    }


def size(root: Formula) -> int:
    total = 1
    for one in root.variables:
        total *= len(values(one))
    return total


def grown(seed: int) -> Formula:
    random = Random(seed)
    pool = [variable(random, n, amounts=True) for n in range(random.randrange(4))]
    truths = [variable(random, n, amounts=False) for n in range(random.randrange(1, 5))]
    return formula(random, pool, truths, 3)


@pytest.mark.parametrize("small", [0, possible_module.SMALL])
def test_every_behaviour_is_found_and_no_other(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible_module, "SMALL", small)
    inexact = compared = 0
    for seed in range(1500):
        root = grown(seed)
        if size(root) > 3000:
            continue
        possibilities = Possibilities(root)
        expected = enumerated(root, ({},))
        found = possibilities.of(root)
        compared += 1
        if possibilities.exact:
            assert expected == found, seed
        else:
            inexact += 1
            assert expected <= found, seed
    assert compared > 1000
    assert inexact < compared / 10


def test_answers_are_looked_at_side_by_side() -> None:
    compared = 0
    for seed in range(600):
        root = grown(seed)
        if size(root) > 1500:
            continue
        for one in root.variables:
            if one.sort != "missing":
                continue
            slices = tuple({one: value} for value in values(one))
            possibilities = Possibilities(root)
            found = possibilities.of(root, slices)
            expected = enumerated(root, slices)
            compared += 1
            if possibilities.exact:
                assert expected == found, (seed, one)
            else:
                assert expected <= found, (seed, one)
    assert compared > 500


def test_over_budget_never_leaves_a_behaviour_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible_module, "SMALL", 0)
    monkeypatch.setattr(possible_module, "BUDGET", 1)
    relaxed = 0
    for seed in range(800):
        root = grown(seed)
        if size(root) > 1500:
            continue
        possibilities = Possibilities(root)
        found = possibilities.of(root)
        relaxed += not possibilities.exact
        # Taken apart, worlds may come to more values than they do, never to fewer.
        for (values_there,) in enumerated(root, ({},)):
            assert any(values_there <= values_found for (values_found,) in found), seed
    assert relaxed > 50


def test_hundreds_of_missing_facts_are_worked_out_apart() -> None:
    homes = [
        if_then_else(
            Is(Variable(("aligned", n), "missing", YES_NO)),
            Is(Variable(("lead", n), "missing", YES_NO)),
            every(()),
        )
        for n in range(300)
    ]
    root = every(homes)
    possibilities = Possibilities(root)
    assert {(frozenset((True,)),), (frozenset((False,)),)} == possibilities.of(root)
    assert possibilities.exact
