"""How much work a duty is, of whom, and what it needs of others."""

from __future__ import annotations

from fractions import Fraction

import pytest
from small_contract import clause, duty, faults, told

from pcn_rules.language import meaning
from pcn_rules.values.units import DAYS, MINUTES, Unit


def fact(entity: str | None, name: str, *, attested: bool = False) -> meaning.FactValue:
    return meaning.FactValue(
        meaning.FactDefinition(entity, name, meaning.YesNoKind(), attested=attested)
    )


ROUND = "from 1 October 2020 every week hold a home round in each aligned care home"


def test_an_assumption_says_how_much_work_a_phrase_is_and_of_whom() -> None:
    found = duty(
        ROUND,
        assumptions="""to hold a home round in each aligned care home
  takes 15 to 60 minutes per aligned care home each time
  of a GP or a nurse
  needs nothing
  cites OWN, unverified""",
    )
    match found.effort.amount:
        case meaning.Stated(low=low, high=high, unit=unit, each_time=each_time, roles=roles):
            assert (low, high, each_time, roles) == (15, 60, True, ("GP", "nurse"))
            assert unit == MINUTES / Unit((("care homes", 1),))
        case other:
            raise AssertionError(other)
    assert (found.effort.set, found.effort.needs) == ("Example", None)


def test_a_need_is_judged_on_each_subject() -> None:
    found = duty(
        "by 31 July 2020 the PCN must agree a lead GP for each aligned care home",
        assumptions="""to agree a lead GP for each aligned care home
  takes negligible effort
  needs a willing GP for each aligned care home
  needs write a summary""",
    )
    willing, summary = fact("care home", "willing GP"), fact(None, "write a summary", attested=True)
    assert found.effort.amount == meaning.Negligible()
    assert found.effort.needs == meaning.And((willing, summary))


def test_an_assumption_may_be_about_one_filling_of_a_phrase() -> None:
    words = """to serve at least (minimum: patients) registered patients
  takes negligible effort
to serve at least 30,000 registered patients
  takes 2 hours"""
    some = duty("the PCN must serve at least 20,000 registered patients", assumptions=words)
    other = duty("the PCN must serve at least 30,000 registered patients", assumptions=words)
    assert some.effort.amount == meaning.Negligible()
    assert isinstance(other.effort.amount, meaning.Stated)


def test_what_nobody_assumed_is_missing() -> None:
    assert duty(ROUND).effort == meaning.Effort(meaning.NotStated(), None, (), (), "")


def effort(lines: str, body: str = ROUND) -> meaning.Effort:
    words = f"to hold a home round in each aligned care home\n{lines}"
    return duty(body, assumptions=words).effort


def test_an_assumption_without_a_takes_line_says_nothing_of_the_work() -> None:
    found = effort("  needs rural")
    assert found.amount == meaning.NotStated()
    assert found.needs == fact(None, "rural")
    assert found.needs_words == ("rural",)


def test_an_effort_may_be_one_amount_a_week() -> None:
    match effort("  takes 2 hours per week\n  cites OWN, unverified"):
        case meaning.Effort(amount=meaning.Stated(low=low, high=high, unit=unit), citations=cited):
            assert (low, high, unit) == (Fraction(120, 7), Fraction(120, 7), MINUTES / DAYS)
            assert [citation.source.id for citation in cited] == ["OWN"]
        case other:
            raise AssertionError(other)


def test_an_effort_may_be_per_what_a_measure_counts() -> None:
    match effort("  takes 30 minutes per 1,000 registered patients").amount:
        case meaning.Stated(unit=unit):
            assert unit == MINUTES / Unit((("patients", 1),))
        case other:
            raise AssertionError(other)


def test_a_need_of_only_some_of_the_subjects_is_had_by_the_others() -> None:
    words = 'phrase "willing in nursing homes"\n  means every nursing care home has willing GP'
    found = duty(
        ROUND,
        words,
        "to hold a home round in each aligned care home\n  needs willing in nursing homes",
    )
    nursing, willing = fact("care home", "nursing"), fact("care home", "willing GP")
    assert found.effort.needs == meaning.Or((meaning.Not(nursing), willing))


def test_a_need_may_be_a_phrase_with_numbers() -> None:
    found = effort("  needs serve at least 3 registered patients")
    match found.needs:
        case meaning.Compare(operator=">=", left=meaning.Named(name="registered patients")):
            pass
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize(
    ("lines", "told_of"),
    [
        ("  takes £3", [("E210", "£3")]),
        ("  takes 3 minutes per sheep", [("E152", "sheep")]),
        ("  takes 3 WTE", [("E214", "3 WTE")]),
        ("  takes 2 hours\n  of a vet or a nurse or a cook", [("E155", "vet"), ("E155", "cook")]),
        ("  needs a vet", [("E103", "a vet")]),
        ("  needs leaving", [("E150", "leaving")]),
        ("  needs beds", [("E205", "beds")]),
        ("  needs a cow", [("E162", "a cow")]),
        ("  needs keep 30 minutes of every home open", [("E203", "30 minutes")]),
        (
            "  needs hold a home round in each aligned care home",
            [("E172", "hold a home round in each aligned care home")],
        ),
        ("  cites NOWHERE, unverified", [("E153", "NOWHERE")]),
    ],
)
def test_faults_of_an_assumption_are_told(lines: str, told_of: list[tuple[str, str]]) -> None:
    words = f"to hold a home round in each aligned care home\n{lines}"
    found = faults(clause(ROUND), 'phrase "a cow"\n  means leaving', words)
    assert told(found) == told_of


def test_what_it_takes_is_assumed_of_a_phrase_that_is_known_and_once() -> None:
    twice = "to write a plan\n  takes 2 hours\n\nto write a plan\n  takes 3 hours"
    found = faults(clause("write a plan"), assumptions=twice)
    assert [(f.code, f.span.text.splitlines()[0]) for f in found] == [("E159", "to write a plan")]
    found = faults(clause("write a plan"), assumptions="to rite a plan\n  takes 2 hours")
    assert told(found) == [("E103", "rite a plan")]


def test_assumptions_of_phrases_that_no_clause_uses_are_read_too() -> None:
    found = faults(
        clause("write a plan"), assumptions="to write a summary\n  needs a vet\n  takes £3"
    )
    assert {code for code, _ in told(found)} == {"E103", "E210"}
