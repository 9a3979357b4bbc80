"""What is no duty: permissions, payments and definitions; who acts, and what is cited."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from small_contract import clause, duty, faults, files, loaded, only_clause, told

from pcn_rules.language import meaning, model
from pcn_rules.load import load_text
from pcn_rules.values.units import Unit

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
    assert found.rate == meaning.Rate(Fraction("7.5"), Fraction(1), "month", Fraction(1))
    beds = meaning.NumberKind(Unit((("beds", 1),)), whole=True, written="beds")
    assert found.counted == meaning.FactValue(meaning.FactDefinition("care home", "beds", beds))
    assert found.group == meaning.Group("care home", ALIGNED)
    assert (found.payee, found.up_to, found.condition) == (None, False, None)
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
        (
            "the commissioner pays £5 to £7 per bed",
            [("E207", "£5 to £7 per bed"), ("E220", "per bed")],
        ),
        ("the commissioner pays £5 per sheep", [("E152", "sheep")]),
        ("the council pays £5 per bed", [("E154", "the council")]),
        ("the commissioner pays £5 for each shop", [("E151", "shop")]),
        ("the commissioner pays £5\nfor each care home\nwhere bedz", [("E150", "bedz")]),
        ("the commissioner pays £5\nwhere rural", [("E306", "where rural")]),
        (
            "the commissioner pays £5\nexcept where rural",
            [("E306", "except where rural")],
        ),
        (
            "the commissioner pays £5\nsubject to clause 2",
            [("E156", "2")],
        ),
        ("the commissioner pays £5 per bed", [("E220", "per bed")]),
        ("the commissioner pays £5 per patient for each care home", []),
        ("the commissioner pays £5 per WTE for each care home", [("E220", "per WTE")]),
        ("every month the commissioner pays £5", [("E222", "every month")]),
        (
            "within 2 weeks of each admission the commissioner pays £5",
            [("E222", "within 2 weeks of each admission")],
        ),
        ("by 31 July 2020 the commissioner pays £5 per month", [("E222", "by 31 July 2020")]),
        ("the commissioner pays £5 per month per year", [("E223", "per year")]),
        (
            "the commissioner pays £5 per 0 registered patients",
            [("E213", "per 0 registered patients")],
        ),
        (
            "the commissioner pays £5 to each practice for each care home",
            [("E225", "care home")],
        ),
        ("the commissioner pays £5 to the council", [("E154", "the council")]),
        ("the commissioner pays £5\nadjusted by posts", [("E226", "adjusted by posts")]),
        ("the commissioner pays £5\nadjusted by rural", [("E226", "adjusted by rural")]),
        (
            "the commissioner pays £5\nif hours offered in each period >= 1 hour",
            [("E172", "hours offered in each period >= 1 hour")],
        ),
        ("from 1 May 2022 the commissioner pays £5", [("E171", "from 1 May 2022")]),
    ],
)
def test_faults_of_a_payment_are_told(body: str, told_of: list[tuple[str, str]]) -> None:
    assert told(faults(clause(body))) == told_of


def test_what_a_sum_is_paid_for_each_of_may_be_named_in_the_singular() -> None:
    found = payment("the commissioner pays £20 per 1,000 registered patients per year")
    assert found.rate == meaning.Rate(Fraction(20), Fraction(1000), "month", Fraction(12))
    again = payment("the commissioner pays £20 per registered patient per year")
    assert again.counted == found.counted
    match found.counted:
        case meaning.Named(name=name):
            assert name == "registered patients"
        case other:
            raise AssertionError(other)


def test_what_is_paid_to_each_is_paid_for_each_of_them() -> None:
    found = payment("the commissioner pays up to £2 per weighted patient to each practice")
    assert found.group == meaning.Group("practice", None)
    assert (found.payee, found.up_to) == (meaning.Actor("practice", "each", "practice"), True)


def test_the_terms_of_a_payment_are_kept() -> None:
    found = payment(
        "the commissioner pays £5\nif rural\nunless merger agreed\ncounted on 1 January 2020"
    )
    rural, merger = (meaning.FactValue(fact(None, name)) for name in ("rural", "merger agreed"))
    assert found.condition == meaning.And((rural, meaning.Not(merger)))
    assert found.counted_on == date(2020, 1, 1)


def test_a_condition_on_each_of_a_group_says_for_which_of_them_it_is_paid() -> None:
    found = payment("the commissioner pays £5 for each care home\nif nursing")
    assert found.group == meaning.Group(
        "care home", meaning.FactValue(fact("care home", "nursing"))
    )
    assert found.condition is None


# --- incentives -------------------------------------------------------------------------------

POINTS = """
unit points
fact vaccinated : patients
fact eligible : patients
measure flu vaccination : % means vaccinated / eligible
"""


def incentive(body: str) -> meaning.ResolvedIncentive:
    match only_clause(body, POINTS).statement:
        case meaning.ResolvedIncentive() as found:
            return found
        case other:
            raise AssertionError(other)


def test_an_incentive_goes_from_nothing_at_one_level_to_all_at_another() -> None:
    found = incentive(
        "from 1 October 2020 the PCN earns up to 72 points as flu vaccination rises from 70% to "
        "77%\n"
        "if rural\ncounted on 31 March 2021"
    )
    assert (found.most, found.unit_written) == (72, "points")
    assert (found.first, found.last) == (Fraction(70, 100), Fraction(77, 100))
    assert found.condition == meaning.FactValue(fact(None, "rural"))
    assert found.counted_on == date(2021, 3, 31)
    assert found.end == date(2021, 3, 31)


def test_a_payment_per_point_is_for_what_incentives_earn() -> None:
    specification = loaded(
        clause("the PCN earns up to 12 points as flu vaccination falls from 42% to 25%")
        + clause("the commissioner pays £111 per point", "2"),
        POINTS,
    )
    match specification.clauses[1].statement:
        case meaning.ResolvedPayment(counted=meaning.Earned(unit=unit)):
            assert unit == Unit((("points", 1),))
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize(
    ("earned", "told_of"),
    [
        ("5 points as flu vacination rises from 1% to 2%", [("E150", "flu vacination")]),
        ("5 sheep as flu vaccination rises from 1% to 2%", [("E152", "sheep")]),
        ("5 £ as flu vaccination rises from 1% to 2%", [("E100", "£")]),
        ("5 points as flu vaccination rises from 2% to 1%", [("E224", "1%")]),
        ("5 points as flu vaccination falls from 1% to 2%", [("E224", "2%")]),
        ("5 points as flu vaccination rises from 2% to 2%", [("E224", "2%")]),
        ("5 points as flu vaccination rises from 1 patients to 2%", [("E227", "1 patients")]),
        ("5 points as rural rises from 1% to 2%", [("E227", "1%")]),
        (
            "5 points as flu vaccination rises from 1% to 2%\nfor each practice",
            [("E306", "for each practice")],
        ),
        (
            "5 points as flu vaccination rises from 1% to 2%\nadjusted by posts",
            [("E306", "adjusted by posts")],
        ),
    ],
)
def test_faults_of_an_incentive_are_told(earned: str, told_of: list[tuple[str, str]]) -> None:
    assert told(faults(clause(f"the PCN earns up to {earned}"), POINTS)) == told_of


def test_an_incentive_has_days_and_its_points_are_earned_by_some_clause() -> None:
    body = "by 31 July 2020 the PCN earns up to 5 points as flu vaccination rises from 1% to 2%"
    assert told(faults(clause(body), POINTS)) == [("E222", "by 31 July 2020")]
    pays = clause("the commissioner pays £111 per point")
    assert told(faults(pays, POINTS)) == [("E220", "per point")]


def test_a_duty_is_counted_on_no_day() -> None:
    body = "the PCN must write a plan\ncounted on 1 May 2020"
    assert told(faults(clause(body))) == [("E306", "counted on 1 May 2020")]


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
