"""Sums that are sure to come out on one side are told as one, and nothing else is lost by it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pcn_rules.evaluate.bounds import Term
from pcn_rules.evaluate.inequalities import MOST_OPTIONS, Offset, Offsets, _options
from pcn_rules.evaluate.worlds import AmountOf, Spread, Variable

amounts = st.fractions(-4, 4, max_denominator=4)
offsets = st.builds(lambda one, other: Offset(min(one, other), max(one, other)), amounts, amounts)


def steps(count: int) -> st.SearchStrategy[list[set[Offsets]]]:
    ways = st.sets(st.tuples(*[offsets] * count), min_size=1, max_size=3)
    return st.lists(ways, max_size=4)


def sides(found: frozenset[Offsets] | set[Offsets], sums: list[Fraction]) -> set[object]:
    """On which side of nothing the ends of each slice come out, for every sum that is missing."""

    def side(amount: Fraction) -> int:
        return (amount > 0) - (amount < 0)

    return {
        tuple((side(s + each.least), side(s + each.most)) for each in one)
        for one in found
        for s in sums
    }


@given(st.data(), st.integers(1, 2), st.integers(0, 2), st.sampled_from((1, -1)))
def test_the_sides_are_those_of_every_sum(
    data: st.DataObject, count: int, most: int, factor: int
) -> None:
    known = data.draw(st.lists(amounts, min_size=count, max_size=count))
    ways = data.draw(steps(count))
    spread = Spread(Fraction(0), Fraction(most), whole=True)
    term = Term(Fraction(factor), AmountOf(Variable(("fact", "x"), "missing", spread)))
    sums = [Fraction(factor * n) for n in range(most + 1)]
    every = {
        tuple(
            Offset(k + sum(w[i].least for w in chosen), k + sum(w[i].most for w in chosen))
            for i, k in enumerate(known)
        )
        for chosen in product(*ways)
    }
    found = _options(known, (term,), ways)
    assert found is not None
    assert sides(found, sums) == sides(every, sums)


def test_many_posts_over_a_small_limit_make_few_sums() -> None:
    """Each of 30 posts is there or not, each of another size: a thousand million sums."""
    posts = [Fraction(31 + n, 100) for n in range(30)]
    nothing = Offset(Fraction(0), Fraction(0))
    ways: list[set[Offsets]] = [{(nothing,), (Offset(-wte, Fraction(0)),)} for wte in posts]
    found = _options([Fraction(1)], (), ways)
    assert found is not None
    assert len(found) <= MOST_OPTIONS
    reached = {((side, 1),) for side in (-1, 0, 1)}
    assert sides(found, [Fraction(0)]) == reached
