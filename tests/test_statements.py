"""What is no duty: permissions, payments and definitions; who acts, and what is cited."""

from __future__ import annotations

from fractions import Fraction

import pytest
from small_contract import clause, duty, faults, files, loaded, only_clause, told

from pcn_rules.language import meaning, model
from pcn_rules.load import load_text
from pcn_rules.values.units import POUNDS, Unit

ALIGNED = meaning.FactValue(meaning.FactDefinition("care home", "aligned", meaning.YesNoKind()))


def fact(entity: str | None, name: str) -> meaning.FactDefinition:
    return meaning.FactDefinition(entity, name, meaning.YesNoKind())


def power(body: str, vocabulary: str = "") -> meaning.ResolvedPower:
    match only_clause(body, vocabulary).statement:
        case meaning.ResolvedPower() as found:
            return found
        case other:
            raise AssertionError(other)


def payment(body: str) -> meaning.ResolvedPayment:
    match only_clause(body).statement:
        case meaning.ResolvedPayment() as found:
            return found
        case other:
            raise AssertionError(other)


# --- permissions and powers -------------------------------------------------------------------


def test_a_permission_names_the_fact_of_its_being_used() -> None:
    found = power("by 31 May 2020 a practice may leave\non one month's notice")
    assert found.fact == fact("practice", "leaving")
    assert found.notice == model.Notice(1, "month")
    assert found.subjects == meaning.Group("practice", None)


def test_a_permission_that_is_more_than_a_fact_names_none() -> None:
    found = power("the PCN may serve at least 30,000 registered patients")
    assert (found.fact, found.subjects) == (None, None)


def test_what_lifts_a_permission_keeps_it_from_going_first() -> None:
    found = loaded(
        clause("the PCN must write a plan\nsubject to clause 2")
        + clause("the PCN may write a summary\nif rural\nunless merger agreed", "2")
    )
    match found.clauses[0].statement:
        case meaning.ResolvedDuty(exceptions=(exception,)):
            merger = meaning.FactValue(fact(None, "merger agreed"))
            rural = meaning.FactValue(fact(None, "rural"))
            assert exception.condition == meaning.And((rural, meaning.Not(merger)))
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize(
    ("body", "told_of"),
    [
        ("the PCN may be kind", [("E103", "be kind")]),
        ("the PCN may write a plan\nif ruralx", [("E150", "ruralx")]),
        ("the PCN may be kind\nif ruralx", [("E103", "be kind"), ("E150", "ruralx")]),
        ("the PCN may leave", [("E162", "leave")]),
        (
            "each core network practice may be kind\nif beds >= 3",
            [("E103", "be kind"), ("E150", "beds")],
        ),
        (
            "the PCN may write a plan\nsuspended from 1 May 2020 to 2 May 2020",
            [("E306", "suspended from 1 May 2020 to 2 May 2020")],
        ),
        (
            "the PCN may write a plan\nanother reading: write a summary",
            [("E306", "another reading: write a summary")],
        ),
    ],
)
def test_faults_of_a_permission_are_told(body: str, told_of: list[tuple[str, str]]) -> None:
    assert told(faults(clause(body))) == told_of


# --- payments ---------------------------------------------------------------------------------


def test_a_payment_is_money_per_something() -> None:
    found = payment(
        "from 1 April 2020 the commissioner pays £7.50 per bed per month for each aligned care home"
    )
    assert found.amount == Fraction("7.5")
    assert found.unit == POUNDS / Unit((("beds", 1),)) / Unit((("months", 1),))
    assert found.group == meaning.Group("care home", ALIGNED)
    assert found.written == "£7.50 per bed per month"


def test_a_payment_may_say_for_whom_in_lines_of_its_own() -> None:
    found = payment("the commissioner pays £100\nfor each care home\nwhere aligned\nwhere nursing")
    nursing = meaning.FactValue(fact("care home", "nursing"))
    assert found.group == meaning.Group("care home", meaning.And((ALIGNED, nursing)))
    assert payment("the commissioner pays £100").group is None


@pytest.mark.parametrize(
    ("body", "told_of"),
    [
        ("the commissioner pays 5 beds per month", [("E211", "5 beds per month")]),
        ("the commissioner pays £5 to £7 per bed", [("E207", "£5 to £7 per bed")]),
        ("the commissioner pays £5 per sheep", [("E152", "sheep")]),
        ("the council pays £5 per bed", [("E154", "the council")]),
        ("the commissioner pays £5 for each shop", [("E151", "shop")]),
        ("the commissioner pays £5\nfor each care home\nwhere bedz", [("E150", "bedz")]),
        ("the commissioner pays £5\nwhere rural", [("E306", "where rural")]),
        ("the commissioner pays £5\nunless rural", [("E306", "unless rural")]),
        ("from 1 May 2022 the commissioner pays £5", [("E171", "from 1 May 2022")]),
    ],
)
def test_faults_of_a_payment_are_told(body: str, told_of: list[tuple[str, str]]) -> None:
    assert told(faults(clause(body))) == told_of


# --- definitions, sources, services -----------------------------------------------------------


def test_a_definition_is_kept_in_words() -> None:
    found = only_clause('"care home" means "a registered care home"')
    assert found.statement == meaning.ResolvedDefinition("care home", "a registered care home")
    assert found.text == '"care home" means "a registered care home"'


def test_a_citation_says_what_was_read_instead() -> None:
    found = only_clause(
        "the PCN must write a plan\nreplaces draft EHCH-01\n"
        "cites SPEC 7.1 as reported by SPEC, secondary source"
    )
    source = meaning.SourceText("SPEC", "The contract", "NHS England", "31 March 2020")
    assert found.citations[0] == meaning.Citation(source, "7.1", source, "secondary source")
    assert found.replaces == (model.Replaces("draft", "EHCH-01"),)


def test_a_source_may_be_declared_again_in_the_same_words_only() -> None:
    texts = files(clause("the PCN must write a plan"))
    again = 'source SPEC "The contract", NHS England, 31 March 2020\n'
    assert load_text({**texts, "more.pcn": again})[1] == ()
    other = again.replace("The contract", "Another")
    assert told(load_text({**texts, "more.pcn": other})[1]) == [("E159", "SPEC")]


def test_two_clauses_of_one_id_and_two_titles_of_one_service_are_told() -> None:
    texts = files(clause("the PCN must write a plan"))
    more = 'service 1 "Another"\n' + clause("the PCN must write a summary")
    found = load_text({**texts, "more.pcn": more})[1]
    assert told(found) == [("E159", 'service 1 "Another"'), ("E159", "1")]


def test_a_source_that_reported_must_be_declared_too() -> None:
    body = "the PCN must write a plan\ncites SPEC 1 as reported by PULSE, unverified"
    assert told(faults(clause(body))) == [("E153", "PULSE")]


# --- who acts ---------------------------------------------------------------------------------


def test_an_entity_needs_no_declaration_to_act() -> None:
    found = duty("each nursing care home must write a plan")
    assert found.actor == meaning.Actor("nursing care home", "each", "care home")
    assert found.subjects is not None
    assert found.subjects.where == meaning.FactValue(fact("care home", "nursing"))
    assert told(faults(clause("each nurzing care home must write a plan"))) == [("E151", "nurzing")]


def test_a_network_by_another_name_is_meant_where_nobody_is_named() -> None:
    texts = files(
        clause("write a plan"), base='actor group, the network\n\nphrase "write a plan"\n  attested'
    )
    found, told_of = load_text(texts)
    assert told_of == ()
    assert found is not None
    match found.clauses[0].statement:
        case meaning.ResolvedDuty(actor=actor):
            assert actor == meaning.Actor("group", "the network")
        case other:
            raise AssertionError(other)


def test_an_actor_whose_entity_is_unknown_is_told_once() -> None:
    found = faults(clause("each shop keeper must write a plan"), "actor shop keeper, each shop")
    assert told(found) == [("E151", "shop")]


# --- another reading --------------------------------------------------------------------------


def test_another_reading_keeps_the_days_it_does_not_change() -> None:
    found = only_clause(
        "from 1 October 2020 every week hold a home round in each aligned care home\n"
        "another reading: every 2 weeks\n"
        "another reading: from 1 November 2020 every week"
    )
    first, second = (reading.statement for reading in found.readings)
    assert (first.start, second.start) == (
        found.readings[0].statement.start.replace(month=10),
        found.readings[1].statement.start.replace(month=11),
    )
    assert [reading.words for reading in found.readings] == [
        "every 2 weeks",
        "from 1 November 2020 every week",
    ]


def test_another_reading_gives_way_like_the_clause() -> None:
    found = loaded(
        clause(
            "the PCN must write a plan\nsubject to clause 2\nanother reading: write a summary", "1"
        )
        + clause("the PCN may leave it\nif rural", "2"),
        'phrase "leave it"\n  attested',
    )
    (reading,) = found.clauses[0].readings
    assert [exception.clause for exception in reading.statement.exceptions] == ["2"]


def test_a_fault_of_another_reading_is_told() -> None:
    assert told(faults(clause("the PCN must write a plan\nanother reading: be kind"))) == [
        ("E103", "be kind")
    ]
