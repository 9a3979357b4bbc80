"""Amounts are exact, and those of different units neither add nor compare."""

from __future__ import annotations

from fractions import Fraction

import pytest
from small_contract import clause, duty, faults, told

from pcn_rules.language import meaning
from pcn_rules.values.units import MINUTES, NUMBER, POUNDS, Unit

BEDS = Unit((("beds", 1),))
PATIENTS = Unit((("patients", 1),))


def body(means: str) -> meaning.Expression:
    return duty("the PCN must do it", f'state "do it"\n  means {means}').body


def sides(means: str) -> tuple[meaning.Expression, meaning.Expression]:
    match body(means):
        case meaning.Compare(left=left, right=right):
            return left, right
        case other:
            raise AssertionError(other)


def underlined(means: str) -> list[tuple[str, str]]:
    return told(faults(clause("the PCN must do it"), f'state "do it"\n  means {means}'))


@pytest.mark.parametrize(
    ("means", "amount", "unit"),
    [
        ("opening time >= 30 minutes", 30, MINUTES),
        ("opening time >= 1.5 hours", 90, MINUTES),
        ("money spent >= £7.50", Fraction("7.5"), POUNDS),
        ("registered patients >= 1,000 patients", 1000, PATIENTS),
        ("registered patients >= 1,000", 1000, PATIENTS),
        ("number of care homes >= 3", 3, Unit((("care homes", 1),))),
        ("number of care homes >= 3 care homes", 3, Unit((("care homes", 1),))),
        ("number of care homes >= 1 care home", 1, Unit((("care homes", 1),))),
        ("hours offered in each period >= 2 hours", 120, MINUTES),
    ],
)
def test_amounts_are_exact_and_in_base_units(means: str, amount: Fraction, unit: Unit) -> None:
    clause_body = "every week the PCN must do it" if "period" in means else "the PCN must do it"
    match duty(clause_body, f'phrase "do it"\n  means {means}').body:
        case meaning.Compare(right=right):
            assert right == meaning.Constant(Fraction(amount), unit)
        case other:
            raise AssertionError(other)


def test_a_rate_divides_by_what_it_is_per() -> None:
    match body("registered patients >= 4 patients per 1,000 weighted patients × weighted patients"):
        case meaning.Compare(right=meaning.Arithmetic(left=rate, unit=unit)):
            per = PATIENTS / Unit((("weighted patients", 1),))
            assert rate == meaning.Constant(Fraction(4, 1000), per)
            assert unit == PATIENTS
        case other:
            raise AssertionError(other)


def test_a_rate_per_what_a_measure_counts() -> None:
    left, right = sides(
        "opening time >= 30 minutes per 1,000 registered patients × registered patients"
    )
    match right:
        case meaning.Arithmetic(left=rate, unit=unit):
            assert rate == meaning.Constant(Fraction(30, 1000), MINUTES / PATIENTS)
            assert unit == MINUTES
        case other:
            raise AssertionError(other)
    assert left != right


def test_products_and_quotients_make_units_of_their_own() -> None:
    _, right = sides("opening time >= registered patients / 1,000 patients × 30 minutes")
    match right:
        case meaning.Arithmetic(unit=unit, left=meaning.Arithmetic(unit=inner)):
            assert (unit, inner) == (MINUTES, NUMBER)
        case other:
            raise AssertionError(other)


def test_rounding_keeps_the_unit_and_its_step_is_exact() -> None:
    left, _ = sides("opening time rounded to the nearest quarter of an hour >= 2 hours")
    match left:
        case meaning.Rounded(step=step, unit=unit, mode=mode):
            assert (step, unit, mode) == (15, MINUTES, "nearest")
        case other:
            raise AssertionError(other)


def test_per_cent_is_a_hundredth() -> None:
    _, right = sides("registered patients >= 50% × registered patients")
    match right:
        case meaning.Arithmetic(left=share, unit=unit):
            assert (share, unit) == (meaning.Constant(Fraction(1, 2), NUMBER), PATIENTS)
        case other:
            raise AssertionError(other)


def test_a_range_stands_to_the_right_of_within() -> None:
    match body("opening time within 2 to 3 hours"):
        case meaning.Within(range=range, scale=scale):
            assert range == meaning.RangeConstant(Fraction(120), Fraction(180), MINUTES)
            assert scale is None
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize(
    "range",
    [
        "4 to 8 per 1,000 weighted patients × weighted patients",
        "weighted patients × 4 to 8 per 1,000 weighted patients",
        "4 to 8 patients per 1,000 weighted patients × weighted patients",
    ],
)
def test_a_range_may_be_scaled(range: str) -> None:
    match body(f"registered patients within {range}"):
        case meaning.Within(range=made, scale=meaning.Named(name=name)):
            per = PATIENTS / Unit((("weighted patients", 1),))
            assert made == meaning.RangeConstant(Fraction(4, 1000), Fraction(8, 1000), per)
            assert name == "weighted patients"
        case other:
            raise AssertionError(other)


def test_a_blank_may_be_filled_with_a_range() -> None:
    found = duty("have 4 to 8 beds", 'state "have (n: beds)"\n  means every practice has rural\n')
    assert found.state
    found = duty(
        "hold 4 to 8 beds", 'state "hold (n: beds)"\n  means some care home has beds within n'
    )
    match found.body:
        case meaning.Some(body=meaning.Within(range=range)):
            assert range == meaning.RangeConstant(Fraction(4), Fraction(8), BEDS)
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize(
    ("means", "code", "words"),
    [
        (
            "registered patients + weighted patients >= 60,000 patients",
            "E201",
            "registered patients + weighted patients",
        ),
        ("money spent + posts >= £3", "E201", "money spent + posts"),
        (
            "rural or opening time >= 3 hours - posts",
            "E201",
            "3 hours - posts",
        ),
        ("opening time >= 30", "E202", "opening time >= 30"),
        ("money spent >= 30", "E202", "money spent >= 30"),
        ("money spent >= posts", "E202", "money spent >= posts"),
        (
            "opening time rounded to the nearest 3 beds >= 3 hours",
            "E202",
            "opening time rounded to the nearest 3 beds",
        ),
        ("opening time rounded to the nearest 0 minutes >= 3 hours", "E209", "0 minutes"),
        ("registered patients >= 4 to 8", "E207", "4 to 8"),
        ("registered patients within 4", "E207", "4"),
        ("registered patients within weighted patients", "E207", "weighted patients"),
        ("registered patients / 0 >= 1", "E213", "registered patients / 0"),
        ("opening time >= 3 minutes per 0 beds", "E213", "per 0 beds"),
        ("opening time >= 3 minuets", "E152", "minuets"),
        ("opening time >= 3 minutes per shop", "E152", "shop"),
        ("some care home has registered on >= 3", "E212", "registered on >= 3"),
        ("some care home has registered on + beds >= 3", "E206", "registered on"),
        ("rural + posts >= 3 WTE", "E206", "rural"),
        ("not posts", "E205", "posts"),
        ("some care home has registered on", "E205", "registered on"),
        ("hours offered >= 3 hours", "E174", "hours offered"),
        ("posts in each period >= 3 WTE", "E173", "posts in each period"),
        ("number of beds >= 3", "E151", "beds"),
        ("sum of bedz over care homes >= 3", "E150", "bedz"),
        ("sum of beds over shops >= 3", "E151", "shops"),
        ("some shop has rural", "E151", "shop"),
        ("some care home where bedz > 3 has aligned", "E150", "bedz"),
        ("bedz rounded to the nearest 3 beds >= 3", "E150", "bedz"),
        ("bedz + posts >= 3 WTE", "E150", "bedz"),
        ("bedz within 2 to 3", "E150", "bedz"),
        ("posts within 2 to bedz", "E100", "bedz"),
        ("posts within bedz", "E150", "bedz"),
        ("posts within bedz × 2 to 3", "E150", "bedz"),
        ("posts within 2 to 3 × rural", "E206", "rural"),
        ("posts within 2 to 3 beds", "E202", "posts within 2 to 3 beds"),
        ("posts within 2 to 3 WTE × posts", "E202", "posts within 2 to 3 WTE × posts"),
        ("posts within posts × 2 WTE", "E207", "posts × 2 WTE"),
        ("2 to 3", "E205", "2 to 3"),
        ("bedz in each period >= 3", "E150", "bedz"),
        ("rural = posts", "E206", "rural"),
        ("registered patients × 3 / 7 >= 3 WTE", "E202", "registered patients × 3 / 7 >= 3 WTE"),
        (
            "(posts / 3) rounded to the nearest 1 WTE >= £3",
            "E202",
            "(posts / 3) rounded to the nearest 1 WTE >= £3",
        ),
        ("some practice has beds >= 3", "E150", "beds"),
    ],
)
def test_the_smallest_words_at_fault_are_underlined(means: str, code: str, words: str) -> None:
    assert underlined(means) == [(code, words)]


def test_each_fault_of_one_expression_is_told() -> None:
    assert underlined("money spent >= posts and opening time >= beddz and rural + rural > 1") == [
        ("E202", "money spent >= posts"),
        ("E150", "beddz"),
        ("E206", "rural"),
        ("E206", "rural"),
    ]


def test_a_number_that_divides_is_told_what_it_lacks() -> None:
    means = "opening time >= 30 minutes × registered patients / 1,000"
    (fault,) = faults(clause("the PCN must do it"), f'state "do it"\n  means {means}')
    assert fault.help == "did you mean `/ 1,000 patients`?"


def test_a_number_without_its_unit_is_told_what_it_lacks() -> None:
    (fault,) = faults(clause("the PCN must do it"), 'state "do it"\n  means opening time >= 30')
    assert fault.help == "say of what: `30 minutes`"


@pytest.mark.parametrize(
    ("action", "code", "words"),
    [
        ("keep 30 minutes of every home open", "E203", "30 minutes"),
        ("keep 30 bedz of every home open", "E152", "bedz"),
        ("keep £30 of every home open", "E203", "£30"),
        ("open for 30", "E204", "30"),
        ("open for 30 to 20 hours", "E110", "30 to 20 hours"),
        ("open for 30 minutes to close", "E152", "minutes to close"),
        ("open for 3 to four hours", "E103", "open for 3 to four hours"),
        ("open for ages", "E103", "open for ages"),
        ("open for 30 beds, at least", "E103", "open for 30 beds, at least"),
    ],
)
def test_a_blank_takes_an_amount_of_its_unit(action: str, code: str, words: str) -> None:
    found = faults(
        clause(f"the PCN must {action}"), 'state "open for (time)"\n  means opening time >= time'
    )
    assert told(found) == [(code, words)]


@pytest.mark.parametrize(
    ("action", "words"),
    [("keep 4 to 8 beds of every home open", "4 to 8 beds"), ("hold 4 beds", "4 beds")],
)
def test_a_blank_is_not_filled_with_a_range_where_one_amount_is_needed(
    action: str, words: str
) -> None:
    within = 'state "hold (n: beds)"\n  means some care home has beds within n'
    (fault,) = faults(clause(f"the PCN must {action}"), within)
    assert (fault.code, fault.span.text) == ("E207", words)
    assert f"`{words}`" in fault.message


def test_a_blank_over_two_lines_is_underlined_where_it_stands() -> None:
    (fault,) = faults(
        clause("the PCN must keep\n    30 # not beds\n    minutes of every home open")
    )
    assert fault.code == "E203"
    assert fault.span.text.startswith("30")
    assert fault.span.text.endswith("minutes")


@pytest.mark.parametrize(
    ("blank", "argument", "amount"),
    [
        ("(n: beds)", "30", 30),
        ("(n: beds)", "1,030 beds", 1030),
        ("(time)", "2.5 hours", 150),
        ("(time)", "quarter of an hour", 15),
        ("(sum: money)", "£1,000.50", Fraction("1000.5")),
        ("(share: percentage)", "5%", Fraction(1, 20)),
        ("(n: number)", "12", 12),
        ("(n: beds per 1,000 patients)", "4 per 1,000 registered patients", Fraction(4, 1000)),
        ("(n: beds per 1,000 patients)", "4 beds per 500 patients", Fraction(4, 500)),
    ],
)
def test_blanks_are_typed(blank: str, argument: str, amount: Fraction) -> None:
    name = blank[1:].partition(":")[0].rstrip(")")
    found = duty(
        f"the PCN must do {argument}, at most",
        f'state "do {blank} at most"\n  means {name} >= {name}',
    )
    match found.body:
        case meaning.Compare(left=meaning.Constant(amount=made)):
            assert made == amount
        case other:
            raise AssertionError(other)


def test_units_may_be_rates() -> None:
    found = duty(
        "the PCN must do it",
        "fact pace : hours per WTE per week\nfact odd : patients per 100 beds\n"
        'state "do it"\n  means pace >= 7 hours per WTE per week and odd >= 5 patients per 10 beds',
    )
    match found.body:
        case meaning.And(operands=(meaning.Compare(left=pace, right=seven), odd)):
            unit = MINUTES / Unit((("WTE", 1),)) / Unit((("days", 1),))
            assert seven == meaning.Constant(Fraction(60), unit)
            kind = meaning.NumberKind(unit, False, "hours per WTE per week", Fraction(60, 7))
            assert pace == meaning.FactValue(meaning.FactDefinition(None, "pace", kind))
            assert odd != pace
        case other:
            raise AssertionError(other)
    wrong = "fact one : shops per week\nfact two : hours per shop\nfact three : hours per 0 weeks"
    assert told(faults(clause("write a plan"), wrong)) == [
        ("E152", "shops per week"),
        ("E152", "hours per shop"),
        ("E152", "hours per 0 weeks"),
    ]


def test_plurals_are_regular_or_declared() -> None:
    names = 'entity body\nentity box\nentity staff member, plural "staff"\nunit buses'
    means = "number of bodies + 1 body > 2 bodies and number of boxes > 1 box"
    more = " and number of staff > 1 staff member and number of bodies × 1 bus per body > 2 buses"
    found = faults(clause("the PCN must do it"), f'{names}\nstate "do it"\n  means {means}{more}')
    assert found == ()
    assert told(faults(clause("write a plan"), "entity day")) == [("E159", "entity day")]
    assert told(faults(clause("write a plan"), "unit minutes")) == [("E159", "minutes")]


def test_a_measure_is_in_the_unit_it_is_declared_in() -> None:
    found = faults(
        clause("write a plan"), "measure time kept : minutes\n  means registered patients"
    )
    assert told(found) == [("E208", "registered patients")]


def test_facts_know_whole_numbers_and_their_base_units() -> None:
    found = duty("the PCN must do it", 'state "do it"\n  means opening time >= 1 hours')
    match found.body:
        case meaning.Compare(left=meaning.FactValue(fact=opening)):
            assert opening.kind == meaning.NumberKind(MINUTES, False, "hours", Fraction(60))
        case other:
            raise AssertionError(other)
