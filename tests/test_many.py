"""Thousands of homes, facts and questions: nothing nests too deep, nothing is compared with all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from report_samples import MET, SAMPLE, SPEC, clause

from pcn_rules.evaluate import mentions as looking
from pcn_rules.evaluate.bounds import added, bounds, counted_where, terms
from pcn_rules.evaluate.mentions import mentions
from pcn_rules.evaluate.representatives import answers_of, representatives
from pcn_rules.evaluate.result import Reason
from pcn_rules.evaluate.worlds import (
    YES_NO,
    AmountOf,
    AtLeastZero,
    Calculated,
    Exactly,
    Is,
    Spread,
    Variable,
    every,
    some,
)
from pcn_rules.report.clean import cleaned
from pcn_rules.report.render import render

THOUSANDS = 5_000


def beds(number: int) -> AmountOf:
    return AmountOf(Variable(("beds", number), "missing", Spread(Fraction(0), Fraction(9), True)))


def aligned(number: int) -> Is:
    return Is(Variable(("aligned", number), "missing", YES_NO))


def depth(amount: object) -> int:
    match amount:
        case Calculated(left=left, right=right):
            return 1 + max(depth(left), depth(right))
        case _:
            return 1


def test_a_sum_of_thousands_does_not_nest_deep() -> None:
    total = added(counted_where(aligned(n), beds(n)) for n in range(THOUSANDS))
    assert depth(total) < 20
    assert bounds(total) == (0, 9 * THOUSANDS)
    found = terms(total)
    assert found is not None
    assert (found[0], len(found[1])) == (0, THOUSANDS)


def test_a_sum_is_that_of_its_parts_in_their_order() -> None:
    assert added(()).amount == 0  # type: ignore[union-attr]
    assert added(Exactly(Fraction(n)) for n in range(8)).amount == 28  # type: ignore[union-attr]
    parts = [beds(n) for n in range(7)]
    found = terms(added(parts))
    assert found is not None
    assert [term.amount for term in found[1]] == parts


def test_a_formula_is_looked_through_once_for_all_its_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []
    anew = looking._look
    monkeypatch.setattr(looking, "_look", lambda *given: looked.append(1) or anew(*given))
    parts = [every([some([aligned(n), AtLeastZero(beds(n), ">")])]) for n in range(300)]
    root = every(parts)
    for variable in root.variables:
        assert len(answers_of(variable, root)) == len(representatives(variable, root) or ())
    assert len(looked) <= 4 * len(parts)


def test_inequalities_are_found_inside_the_conditions_of_others() -> None:
    inner = AtLeastZero(beds(1), ">")
    outer = AtLeastZero(counted_where(inner, beds(2)), ">=")
    found = mentions(every([outer, aligned(3)])).inequalities
    assert found[beds(1).variable] == [outer, inner]
    assert found[beds(2).variable] == [outer]
    assert aligned(3).variable not in found


def consulted(number: int) -> Reason:
    return Reason(
        kind="fact",
        text=f"Home {number}: beds: {number}",
        fact="beds",
        entity="care home",
        subject=f"H{number}",
        subject_name=f"Home {number}",
    )


@pytest.mark.parametrize("format", ["text", "html", "markdown", "json"])
def test_facts_of_thousands_of_homes_are_not_compared_with_each_other(
    monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    reasons = tuple(consulted(n) for n in range(2_000))
    many = replace(SAMPLE, clauses=(clause("1.1", "Homes", MET, reasons=reasons),))
    compared = 0
    equal = Reason.__eq__

    def counting(self: Reason, other: object) -> bool:
        nonlocal compared
        compared += 1
        return equal(self, other)

    monkeypatch.setattr(Reason, "__eq__", counting)
    assert "Homes" in render([many], format)  # type: ignore[arg-type]
    assert compared < 10 * len(reasons)


def test_what_is_clean_stays_the_very_same() -> None:
    assert cleaned(SAMPLE) is SAMPLE
    shared = replace(SPEC, title="A\x1b[31m title")
    one, other = clause("1", "One", MET), clause("2", "Two\n", MET)
    citations = tuple(replace(each, source=shared) for each in one.citations * 2)
    dirty = replace(SAMPLE, clauses=(replace(one, citations=citations), other))
    found = cleaned(dirty)
    assert found.clauses[1].title == "Two "
    first, second = found.clauses[0].citations
    assert first.source.title == "A[31m title"
    assert first.source is second.source
    assert found.sources is SAMPLE.sources
