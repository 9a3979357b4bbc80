"""Whether conditions can hold at once, against every combination of values on a grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_contract import duty

from pcn_rules.language import meaning
from pcn_rules.language.cases import case_in_words, name_of
from pcn_rules.language.overlap import never, together
from pcn_rules.language.reckon import NoValueError, amount, holds

YES_NO = ("rural", "merger agreed")
AMOUNTS = {
    "registered patients": [Fraction(n) for n in range(7)],
    "money spent": [Fraction(n, 2) for n in range(13)],
}
COMPARISONS = (">=", "<=", ">", "<", "=")

_facts = st.sampled_from(YES_NO)
_compared = st.builds(
    "{} {} {}".format,
    st.sampled_from(["registered patients"]),
    st.sampled_from(COMPARISONS),
    st.integers(0, 4),
) | st.builds(
    "{} {} £{}".format,
    st.sampled_from(["money spent"]),
    st.sampled_from(COMPARISONS),
    st.sampled_from(["0", "1", "2.5", "4"]),
)
CONDITIONS = st.recursive(
    _facts | _compared,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=5,
)


def condition(text: str) -> meaning.Expression:
    found = duty(f"the PCN must write a plan\nif not not ({text}) or rural").condition
    assert found is not None
    match found:
        case meaning.Or(operands=(meaning.Not(operand=meaning.Not(operand=inner)), _)):
            return inner
        case other:
            raise AssertionError(other)


def is_so(text: str, values: Mapping[str, object]) -> bool:
    """Whether a condition, read as Python, holds for some values."""
    written = text.replace("£", "").replace(" = ", " == ").replace("2.5", "5/2")
    for name in (*YES_NO, *AMOUNTS):
        written = written.replace(name, name.replace(" ", "_"))
    return bool(eval(written, {}, {n.replace(" ", "_"): value for n, value in values.items()}))


def grid() -> Iterator[dict[str, object]]:
    names = (*YES_NO, *AMOUNTS)
    for case in product((True, False), (True, False), *AMOUNTS.values()):
        yield dict(zip(names, case, strict=True))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(text=CONDITIONS)
def test_what_is_said_is_so(text: str) -> None:
    answer = together(condition(text))
    assert answer.never == (not any(is_so(text, case) for case in grid()))
    if answer.case is None:
        assert answer.never
    else:
        named = {name_of(variable): value for variable, value in answer.case.values}
        assert is_so(text, next(grid()) | named)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=CONDITIONS)
def test_the_quick_look_says_the_same(text: str) -> None:
    assert never(condition(text)) == together(condition(text)).never


def test_conditions_hold_together_in_the_scope_of_a_home() -> None:
    found = duty(
        "by 31 July 2020 the PCN must agree a lead GP for each aligned care home\n"
        "if registered on > 1 May 2020 and registered on <= 2 May 2020"
    )
    assert found.subjects is not None
    answer = together(found.subjects.where, found.condition)
    assert answer.case is not None
    assert case_in_words(answer.case, "care home") == (
        "in a network with `care home` where `aligned` is yes and `registered on` is 2 May 2020"
    )
    assert together(found.condition, meaning.Not(meaning.And(()))).never


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("opening time within 1 to 2 hours", "`opening time` is 1 hours"),
        ("opening time > 90 minutes", "`opening time` is 91 minutes"),
        ("posts × 3 = 2 WTE", "`posts` is 2/3 WTE"),
        ("some practice has leaving", "`some practice has leaving` is yes"),
        ("some care home has beds >= 3", "`some care home has beds >= 3` is yes"),
        ("not every care home has not aligned", "`every care home has not aligned` is no"),
        ("sum of beds over care homes >= 3 beds", "`sum of beds over care homes` is 3"),
        ("registered patients >= 1,000 and weighted patients >= 1,000", "`weighted patients` is"),
        ("opening time rounded up to the next hour >= 2 hours", "`opening time` is"),
        ("opening time rounded to the nearest hour >= 2 hours", "`opening time` is"),
        ("opening time rounded down to the last hour >= 2 hours", "`opening time` is"),
        ("opening time + 1 hours - 1 hours >= 2 hours", "`opening time` is"),
        ("opening time / 2 >= 2 hours", "`opening time` is"),
        ("registered patients within 4 to 8 per 10 weighted patients × weighted patients", "is"),
        ("number of care homes > 3 and sum of beds over care homes > 1", None),
        ("opening time / posts >= 2 hours per WTE", "`opening time` is"),
    ],
)
def test_a_network_is_named_only_where_it_is_certain(text: str, words: str | None) -> None:
    answer = together(condition(text))
    assert not answer.never
    if words is None:
        assert answer.case is None
    else:
        assert answer.case is not None
        assert words in case_in_words(answer.case, None)


def test_a_condition_that_always_holds_does_so_in_every_network() -> None:
    answer = together(None)
    assert answer.case is not None
    assert case_in_words(answer.case, None) == "in every network"
    assert case_in_words(answer.case, "care home") == "in a network with `care home`"


def test_too_many_combinations_are_not_tried() -> None:
    many = " or ".join(f"registered patients = {n} or money spent = £{n}" for n in range(500))
    answer = together(condition(many), condition("rural and not rural"))
    assert (answer.case, answer.never) == (None, False)


def test_nothing_is_worked_out_of_what_has_no_value() -> None:
    rural = meaning.FactValue(meaning.FactDefinition(None, "rural", meaning.YesNoKind()))
    day = meaning.DayConstant(date(2020, 5, 1))
    with pytest.raises(NoValueError):
        amount(rural, {})
    with pytest.raises(NoValueError):
        holds(rural, {})
    with pytest.raises(NoValueError):
        holds(meaning.Compare("=", day, rural), {rural: True})
