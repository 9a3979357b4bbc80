"""Large folds: questions that look alike nearby are answered once, and hubs are known first."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from test_possible import enumerated

from pcn_rules.evaluate import nearness, possible
from pcn_rules.evaluate.bounds import calculated, counted_where
from pcn_rules.evaluate.nearness import Nearness
from pcn_rules.evaluate.parting import shared_by
from pcn_rules.evaluate.possible import Possibilities
from pcn_rules.evaluate.shapes import Shapes
from pcn_rules.evaluate.worlds import (
    YES_NO,
    Amount,
    AmountOf,
    AtLeastZero,
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


def truth(*key: object, sort: str = "missing") -> Is:
    return Is(Variable(key, sort, YES_NO))  # type: ignore[arg-type]


def home(random: Random, number: int, hubs: list[Is]) -> list[Formula]:
    """Operands about one home; there are few kinds of homes, so many are alike."""
    fact, other = truth("fact", number), truth("other", number)
    hub = random.choice(hubs)
    return random.choice(
        (
            [if_then_else(fact, hub, other)],
            [some([fact, hub])],
            [some([fact, other]), some([negated(fact), hub])],
            [some([fact, hub]), some([other, random.choice(hubs)])],
            [some([negated(fact), other])],
        )
    )


def contract(seed: int) -> Formula:
    random = Random(seed)
    hubs = [truth("hub", 0), truth("hub", 1, sort=random.choice(("missing", "world")))]
    operands = [o for n in range(random.randrange(2, 5)) for o in home(random, n, hubs)]
    return random.choice((every, some))(operands)


def questions(root: Formula) -> list[Variable]:
    return sorted((v for v in root.variables if v.sort == "missing"), key=lambda v: repr(v.key))


@pytest.mark.parametrize("small", [0, possible.SMALL])
def test_alike_questions_have_one_answer_and_it_is_right(
    small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearness, "LARGE", 1)
    monkeypatch.setattr(possible, "SMALL", small)
    compared = 0
    for seed in range(250):
        root = contract(seed)
        possibilities = Possibilities(root)
        for one in questions(root):
            slices = ({one: True}, {one: False})
            assert possibilities.of(root, slices) == enumerated(root, slices), (seed, one)
            compared += 1
        for one, other in list(permutations(questions(root)[:3], 2)):
            slices = tuple({one: a, other: b} for a in (True, False) for b in (True, False))
            assert possibilities.of(root, slices) == enumerated(root, slices), (seed, one, other)
    assert compared > 1000


def test_alike_questions_have_one_name_and_others_have_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearness, "LARGE", 1)
    hub = truth("hub")
    alike = [some([truth("lead", n), hub]) for n in range(8)]
    odd = [some([truth("lead", 8), negated(hub)]), some([truth("lead", 9), truth("more", 9)])]
    root = every([*alike, *odd])
    near = Nearness(Shapes())
    names = [near.name(root, (truth("lead", n).variable,)) for n in range(10)]
    assert None not in names
    assert len(set(names[:8])) == 1
    assert len(set(names)) == 3
    assert near.name(root, (hub.variable,)) not in names


def weeks_of_homes(homes: int, weeks: int) -> Formula:
    """A duty of every week in every home; in the last week people are short everywhere alike."""
    people, work = truth("people"), truth("work", sort="world")
    past = [
        if_then_else(truth("aligned", h), truth("held", h, w), every(()))
        for h in range(homes)
        for w in range(weeks)
    ]
    last = [
        if_then_else(truth("aligned", h), some([truth("held", h), people, work]), every(()))
        for h in range(homes)
    ]
    return every([*past, *last])


def test_what_holds_most_together_is_known_first() -> None:
    operands = weeks_of_homes(6, 12).operands  # type: ignore[union-attr]
    order = [v.key[0] for v in shared_by(operands, {})]
    assert set(order[:2]) == {"people", "work"}
    assert set(order[2:]) == {"aligned"}


def test_work_grows_no_faster_than_homes_and_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Conditioning on each home in turn would double with every home."""
    counted = 0
    anew = Possibilities._work_out

    def work_out(*given: object) -> object:
        nonlocal counted
        counted += 1
        return anew(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(Possibilities, "_work_out", work_out)
    for homes, weeks in ((20, 26), (40, 26), (20, 52)):
        counted = 0
        root = weeks_of_homes(homes, weeks)
        possibilities = Possibilities(root)
        for one in questions(root):
            possibilities.of(root, ({one: True}, {one: False}))
        assert possibilities.exact
        assert counted < 400, (homes, weeks)


def two_sums_of(posts: int) -> Formula:
    """Two limits on different sums of the same posts, so that nothing falls apart."""
    claimed: Amount = Exactly(Fraction(-1))
    trained: Amount = Exactly(Fraction(-2))
    for n in range(posts):
        work = AmountOf(Variable(("work", n), "missing", Spread(Fraction(0), None, whole=False)))
        claimed = calculated("+", claimed, counted_where(truth("claimed", n), work))
        both = every([truth("claimed", n), truth("trained", n)])
        trained = calculated("+", trained, counted_where(both, work))
    return if_then_else(
        AtLeastZero(claimed, ">"), truth("approved"), negated(AtLeastZero(trained, ">="))
    )


def test_what_cannot_be_taken_apart_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """All questions about one duty together try no more than so many completions one by one."""
    tried = 0
    anew = Possibilities._conditioned

    def conditioned(*given: object) -> object:
        nonlocal tried
        tried += 1
        return anew(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(Possibilities, "_conditioned", conditioned)
    root = two_sums_of(12)
    possibilities = Possibilities(root)
    both = {(frozenset((True,)),), (frozenset((False,)),)}
    assert possibilities.of(root) == both
    for one in questions(root):
        if one.domain == YES_NO:
            assert possibilities.of(root, ({one: True}, {one: False}))
    assert not possibilities.exact
    assert tried <= possible.IN_ALL + possible.CONDITIONED
