"""How a standing is written and read back, and which of two is worse."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcn_rules.expectations.standing import (
    NOTHING,
    ORDER,
    Standing,
    change,
    is_better,
    is_worse,
    read_standing,
)

ASKS = ("PCN must", "PCN must not", "PCN should", "core network practice must")
ALTERNATIVES = st.sets(st.sampled_from(ORDER)).map(
    lambda words: tuple(word for word in ORDER if word in words)
)
JUDGED = st.one_of(
    st.builds(Standing, st.sampled_from(ASKS), st.sampled_from(ORDER)),
    st.builds(Standing, st.sampled_from(ASKS), st.just("unknown"), ALTERNATIVES),
)
STANDINGS = st.one_of(
    JUDGED,
    st.sampled_from([Standing("PCN may"), Standing("payment"), Standing("definition"), NOTHING]),
)


def standing(text: str) -> Standing:
    found = read_standing(text)
    assert found is not None, text
    return found


@given(STANDINGS)
def test_what_is_written_is_read_back(each: Standing) -> None:
    assert read_standing(str(each)) == each


@pytest.mark.parametrize(
    "text",
    [
        *("", "met", "must: met", "PCN must", "PCN must met", "PCN must: ", "PCN must: Met"),
        *("PCN must: met, impossible", "PCN must: unknown, met and impossible", "a payment"),
        *("PCN must: unknown, ", "PCN must: unknown, met,", "PCN: met", "=1+1", "may"),
    ],
)
def test_what_says_no_standing_is_none(text: str) -> None:
    assert read_standing(text) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("PCN must: met", "PCN must: can be met"),
        ("PCN must: can be met", "PCN must: at risk"),
        ("PCN must: at risk", "PCN must: impossible"),
        ("PCN must: met", "PCN must: unknown, met or impossible"),
        ("PCN must: met", "PCN must: unknown"),
        ("PCN must: unknown, met or at risk", "PCN must: unknown, met or impossible"),
        ("PCN must: unknown, met or impossible", "PCN must: impossible"),
        ("PCN must: unknown, met or impossible", "PCN must: at risk"),
        ("PCN must: not applicable", "PCN must: impossible"),
        ("PCN may", "PCN must: unknown, met or impossible"),
        ("nothing", "PCN must: impossible"),
        ("PCN should: impossible", "PCN must: impossible"),
        ("PCN should: unknown, met or impossible", "PCN must: unknown, met or impossible"),
        ("commissioner must: impossible", "PCN must: impossible"),
        ("PCN must: at risk", "PCN must not: at risk"),
    ],
)
def test_it_is_worse(before: str, after: str) -> None:
    assert is_worse(standing(before), standing(after))
    assert not is_better(standing(before), standing(after))


@pytest.mark.parametrize(
    ("before", "after", "better"),
    [
        ("PCN must: impossible", "PCN must: met", True),
        ("PCN must: unknown, met or impossible", "PCN must: met", True),
        ("PCN must: met", "PCN must: not applicable", False),
        ("PCN should: met", "PCN must: met", False),
        ("commissioner must: met", "PCN must: met", False),
        ("PCN must: impossible", "PCN should: impossible", False),
        ("PCN must: impossible", "PCN may", True),
        ("PCN may", "PCN must: met", False),
        ("payment", "definition", False),
    ],
)
def test_it_is_not_worse(before: str, after: str, better: bool) -> None:
    assert not is_worse(standing(before), standing(after))
    assert is_better(standing(before), standing(after)) is better


@given(STANDINGS)
def test_nothing_is_worse_than_itself(each: Standing) -> None:
    assert not is_worse(each, each)
    assert not is_better(each, each)


@given(JUDGED, JUDGED, JUDGED)
def test_small_steps_do_not_add_up_to_something_worse(
    first: Standing, second: Standing, third: Standing
) -> None:
    """Of the same party in the same words; what is asked of others is looked at each time."""
    asks = "PCN must"
    one, two, three = (Standing(asks, s.verdict, s.possible) for s in (first, second, third))
    if not is_worse(one, two) and not is_worse(two, three):
        assert not is_worse(one, three)


def test_the_worst_of_all_is_never_reached_unseen() -> None:
    """Enumerated: from anything else, plain impossibility of a duty is worse."""
    every = [
        Standing("PCN must", "unknown", tuple(p)) for n in (1, 2) for p in permutations(ORDER, n)
    ]
    every += [Standing("PCN must", word) for word in ORDER]
    hopeless = [each for each in every if each.best == each.worst == 3]
    for before, after in product(every, hopeless):
        assert is_worse(before, after) is (before not in hopeless)


def test_a_change_says_what_is_asked_only_where_that_changed() -> None:
    met, not_met = standing("PCN must: met"), standing("PCN must: unknown, met or impossible")
    assert change(met, not_met) == "met → unknown, met or impossible"
    assert change(standing("PCN may"), met) == "PCN may → PCN must: met"
