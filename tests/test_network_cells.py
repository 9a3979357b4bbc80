"""What a cell of a network's file may hold, and what it comes to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_network import (
    BEDS,
    HOURS,
    HOURS_ON_A_DAY,
    MONEY,
    PATIENTS,
    POSTS,
    ROUNDS,
    SHARE,
    VOCABULARY,
    WEIGHTED,
)

from pcn_rules.language.meaning import DateKind, FactDefinition, Kind, YesNoKind
from pcn_rules.networks.amounts import MOST_WTE
from pcn_rules.networks.cells import read_value
from pcn_rules.networks.dates import Unreadable, latest_day, read_day, read_days
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Missing,
    NotApplicable,
    Planned,
    SourceOfFacts,
    Value,
)
from pcn_rules.networks.names import names_of

NAMES = names_of(VOCABULARY)
PLAIN = SourceOfFacts("own", "Own", "Us", "2020")
SUPPRESSED = SourceOfFacts("nhs", "NHS", "NHS", "2020", suppressed=(Fraction(1), Fraction(4)))
ROUNDED = SourceOfFacts("nhs", "NHS", "NHS", "2020", rounded_to=Fraction(5))
YES_OR_NO, A_DAY = YesNoKind(), DateKind()


def read(text: str, kind: Kind, source: SourceOfFacts | None = PLAIN) -> Value | Unreadable:
    return read_value(text, FactDefinition("care home", "fact", kind), NAMES, source)


def code(text: str, kind: Kind, source: SourceOfFacts | None = PLAIN) -> str:
    found = read(text, kind, source)
    assert isinstance(found, Unreadable), found
    return found.code


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("26", BEDS, Known(Fraction(26))),
        ("1,234", PATIENTS, Known(Fraction(1234))),
        ("1,234,567 patients", PATIENTS, Known(Fraction(1234567))),
        ("1 patient", PATIENTS, Known(Fraction(1))),
        ("1234.5", WEIGHTED, Known(Fraction(2469, 2))),
        ("26.0", BEDS, Known(Fraction(26))),
        ("0", BEDS, Known(Fraction(0))),
        ("-0", BEDS, Known(Fraction(0))),
        ("0.426666667", POSTS, Known(Fraction(426666667, 1000000000))),
        ("0.5 wte", POSTS, Known(Fraction(1, 2))),
        ("2", HOURS, Known(Fraction(120))),
        ("2 hours", HOURS, Known(Fraction(120))),
        ("90 minutes", HOURS, Known(Fraction(90))),
        ("£7.50", MONEY, Known(Fraction(15, 2))),
        ("7.50", MONEY, Known(Fraction(15, 2))),
        ("50%", SHARE, Known(Fraction(1, 2))),
        ("50", SHARE, Known(Fraction(1, 2))),
        ("yes", YES_OR_NO, Known(True)),
        ("No", YES_OR_NO, Known(False)),
        ("yes on 2020-07-02", YES_OR_NO, Known(True, done=date(2020, 7, 2))),
        ("2020-07-02", A_DAY, Known(date(2020, 7, 2))),
        ("40 per week", ROUNDS, Known(Fraction(40), weekly=True)),
        ("2 hours per week", HOURS_ON_A_DAY, Known(Fraction(120), weekly=True)),
        ("3", ROUNDS, Known(Fraction(3))),
    ],
)
def test_known_values(text: str, kind: Kind, value: Value) -> None:
    assert read(text, kind) == value


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("unknown", BEDS, Missing()),
        ("Unknown", YES_OR_NO, Missing()),
        ("between 13 and 17", BEDS, Missing(Fraction(13), Fraction(17))),
        ("between 1 and 2 hours", HOURS, Missing(Fraction(60), Fraction(120))),
        ("between 30 minutes and 1 hour", HOURS, Missing(Fraction(30), Fraction(60))),
        ("at least 26", BEDS, Missing(low=Fraction(26))),
        ("at most 26 beds", BEDS, Missing(Fraction(0), Fraction(26))),
        ("likely yes", YES_OR_NO, Missing(likely=True)),
        ("likely no", YES_OR_NO, Missing(likely=False)),
        ("likely 30", BEDS, Missing(likely=Fraction(30))),
        ("likely 2020-07-02", A_DAY, Missing(likely=date(2020, 7, 2))),
        ("estimate 500 to 1500", PATIENTS, Estimate(Fraction(500), Fraction(1500))),
        ("estimate 15 to 60 minutes", HOURS, Estimate(Fraction(15), Fraction(60))),
        ("planned yes from 2020-09-01", YES_OR_NO, Planned(True, date(2020, 9, 1))),
        ("planned 1 from 2020-09-01", POSTS, Planned(Fraction(1), date(2020, 9, 1))),
        ("planned 2 hours from 2020-09-01", HOURS, Planned(Fraction(120), date(2020, 9, 1))),
        ("not applicable", YES_OR_NO, NotApplicable()),
        ("Not Applicable", BEDS, NotApplicable()),
    ],
)
def test_what_is_missing_estimated_planned_or_makes_no_sense(
    text: str, kind: Kind, value: Value
) -> None:
    assert read(text, kind) == value


def test_a_star_is_missing_within_the_bounds_of_its_source() -> None:
    found = read("*", PATIENTS, SUPPRESSED)
    assert found == Missing(Fraction(1), Fraction(4), why="published as `*`")
    assert code("*", PATIENTS) == "E436"
    assert read("*", PATIENTS, None) == Missing()


@pytest.mark.parametrize(
    ("text", "kind", "bounds"),
    [
        ("15", PATIENTS, (13, 17)),
        ("0", PATIENTS, (0, 2)),
        ("10", WEIGHTED, (Fraction(15, 2), Fraction(25, 2))),
    ],
)
def test_a_rounded_figure_is_missing_within_what_rounds_to_it(
    text: str, kind: Kind, bounds: tuple[int, int]
) -> None:
    found = read(text, kind, ROUNDED)
    assert found == Missing(
        Fraction(bounds[0]), Fraction(bounds[1]), why="published as a rounded figure"
    )


def test_a_step_of_ten_keeps_both_halves_since_nobody_says_how_they_were_rounded() -> None:
    by_tens = SourceOfFacts("nhs", "NHS", "NHS", "2020", rounded_to=Fraction(10))
    found = read("20", PATIENTS, by_tens)
    assert found == Missing(Fraction(15), Fraction(25), why="published as a rounded figure")


def test_a_source_rounds_no_yes_or_no_and_no_day() -> None:
    assert read("yes", YES_OR_NO, ROUNDED) == Known(True)
    assert read("2020-07-02", A_DAY, ROUNDED) == Known(date(2020, 7, 2))
    assert code("13", PATIENTS, ROUNDED) == "E437"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("yes on 2020-06-31", YES_OR_NO, "E420"),
        ("planned yes from 2021-02-29", YES_OR_NO, "E420"),
        ("planned 1 from 2021-02-29", POSTS, "E420"),
        ("2020-13-01", A_DAY, "E420"),
        ("1066-10-14", A_DAY, "E420"),
        ("31/07/2020", A_DAY, "E421"),
        ("31 July 2020", A_DAY, "E421"),
        ("yes on soon", YES_OR_NO, "E421"),
        ("planned yes from soon", YES_OR_NO, "E421"),
        ("26", YES_OR_NO, "E430"),
        ("*", YES_OR_NO, "E430"),
        ("estimate 0 to 1", YES_OR_NO, "E430"),
        ("between 0 and 1", YES_OR_NO, "E430"),
        ("planned no from 2020-09-01", YES_OR_NO, "E430"),
        ("planned 1 from 2020-09-01", YES_OR_NO, "E430"),
        ("2020-07-02", YES_OR_NO, "E430"),
        ("yes", A_DAY, "E430"),
        ("26", A_DAY, "E430"),
        ("yes", BEDS, "E430"),
        ("2020-07-02", BEDS, "E430"),
        ("likely yes", BEDS, "E430"),
        ("maybe", YES_OR_NO, "E431"),
        ("likely maybe", YES_OR_NO, "E431"),
        ("soon", A_DAY, "E431"),
        ("likely soon", A_DAY, "E431"),
        ("planned 2020-07-02 from 2020-07-02", A_DAY, "E431"),
        ("about 26", BEDS, "E431"),
        ("1,2,3", BEDS, "E431"),
        ("1e9", BEDS, "E431"),
        ("१२", BEDS, "E431"),
        ("9" * 400, BEDS, "E431"),
        ("=1+1", BEDS, "E431"),
        ("between few and many", BEDS, "E431"),
        ("between 1 and many", BEDS, "E431"),
        ("at least many", BEDS, "E431"),
        ("planned many from 2020-07-02", BEDS, "E431"),
        ("2 hours", BEDS, "E432"),
        ("2 bods", BEDS, "E432"),
        ("£2", BEDS, "E432"),
        ("2 weighted patients", PATIENTS, "E432"),
        ("40 per week", BEDS, "E432"),
        ("2 hours per week", ROUNDS, "E432"),
        ("-1", BEDS, "E433"),
        ("-0.5", POSTS, "E433"),
        ("estimate -1 to 3", BEDS, "E433"),
        ("between 9 and 3", BEDS, "E434"),
        ("estimate 9 to 3", BEDS, "E434"),
        ("between 2 hours and 90 minutes", HOURS, "E434"),
        ("26.5", BEDS, "E435"),
        ("between 1 and 2.5", BEDS, "E435"),
        ("likely 2.5", BEDS, "E435"),
        ("1.5 per week", ROUNDS, "E435"),
    ],
)
def test_values_that_do_not_fit(text: str, kind: Kind, expected: str) -> None:
    assert code(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind", "message", "remedy"),
    [
        (
            "9" * 50,
            BEDS,
            "this number is too large: it has more than 15 digits",
            "a figure may have been typed or pasted twice",
        ),
        (
            "at least 1,000,000,000,000,000",
            BEDS,
            "this number is too large: it has more than 15 digits",
            "a figure may have been typed or pasted twice",
        ),
        (
            "1e9",
            PATIENTS,
            "`1e9` is written with an exponent",
            "write the number in full, such as `1000000`",
        ),
        (
            "likely 2.5E+4 patients",
            PATIENTS,
            "`2.5E+4 patients` is written with an exponent",
            "write the number in full, such as `1000000`",
        ),
        (
            "7332 beds",
            PATIENTS,
            "`7332 beds` is in beds, and `fact` in patients",
            "give it in patients, or name another fact",
        ),
        (
            "£2",
            BEDS,
            "`£2` is in £, and `fact` in beds",
            "give it in beds, or name another fact",
        ),
        (
            "planned yes",
            YES_OR_NO,
            "`planned yes` does not say from which day",
            "write `planned yes from 2020-09-01`, with its own day",
        ),
        (
            "planned no",
            YES_OR_NO,
            "`no` cannot be planned: a plan is that a yes comes true",
            "write `planned yes from` and the day",
        ),
        (
            "Planned 0.5 WTE from",
            POSTS,
            "`planned 0.5 WTE` does not say from which day",
            "write `planned 0.5 WTE from 2020-09-01`, with its own day",
        ),
    ],
)
def test_sentences_that_name_the_cause(text: str, kind: Kind, message: str, remedy: str) -> None:
    found = read(text, kind)
    assert isinstance(found, Unreadable)
    assert (found.message, found.help) == (message, remedy)


def test_a_near_miss_of_a_unit_is_offered() -> None:
    found = read("2 bods", BEDS)
    assert isinstance(found, Unreadable)
    assert found.help == "did you mean `beds`?"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020-07-02", Days(date(2020, 7, 2), date(2020, 7, 2))),
        ("2020-07-01 to 2020-07-31", Days(date(2020, 7, 1), date(2020, 7, 31))),
        ("2020-07-01 onwards", Days(date(2020, 7, 1), None)),
        ("2020-07-01 ONWARDS", Days(date(2020, 7, 1), None)),
    ],
)
def test_days_described(text: str, days: Days) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-07", "E421"),
        ("July", "E421"),
        ("from 2020-07-01", "E421"),
        ("2020-07-32 onwards", "E420"),
        ("2020-07-01 to 2020-06-31", "E420"),
        ("2020-07-02 to 2020-07-01", "E422"),
    ],
)
def test_days_that_cannot_be_read(text: str, expected: str) -> None:
    found = read_days(text)
    assert isinstance(found, Unreadable)
    assert found.code == expected


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2020-06-31", "the last day of that month is `2020-06-30`"),
        ("2020-13-01", "write year, month and day, as in `2020-07-31`"),
        ("1066-10-14", "write a day from 1900 to 2199"),
        ("31/07/2020", "write `2020-07-31`, if 31 July 2020 is meant"),
        ("1.8.2020", "write `2020-08-01`, if 1 August 2020 is meant"),
        ("31 July 2020", "write `2020-07-31`, if 31 July 2020 is meant"),
        ("31/31/2020", "write year, month and day, as in `2020-07-31`"),
        ("July 2020", "write year, month and day, as in `2020-07-31`"),
    ],
)
def test_the_remedy_for_a_day_says_how_it_is_written(text: str, remedy: str) -> None:
    found = read_day(text)
    assert isinstance(found, Unreadable)
    assert found.help == remedy


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020", date(2020, 12, 31)),
        ("February 2020", date(2020, 2, 29)),
        ("1 June 2020", date(2020, 6, 1)),
        ("2020-06-01", date(2020, 6, 1)),
        ("June", None),
        ("Juni 2020", None),
        ("31 June 2020", None),
        ("1066", None),
        ("June 1066", None),
        ("2020-06-31", None),
    ],
)
def test_the_last_day_that_loose_words_can_mean(text: str, day: date | None) -> None:
    assert latest_day(text) == day


KINDS = st.sampled_from([BEDS, WEIGHTED, HOURS, ROUNDS, YES_OR_NO, A_DAY])
WORDS = st.lists(
    st.sampled_from(
        [
            *("yes", "no", "on", "likely", "between", "and", "estimate", "to", "planned", "from"),
            *("per", "week", "at", "least", "*", "-", "1,000", "26", "2.5", "2020-07-02", "£"),
        ]
    ),
    max_size=7,
).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=60)), KINDS, st.sampled_from([PLAIN, SUPPRESSED, None]))
def test_any_text_is_a_value_or_a_fault(
    text: str, kind: Kind, source: SourceOfFacts | None
) -> None:
    read(text, kind, source)


@given(st.fractions(0, 10**6, max_denominator=1000), st.sampled_from([POSTS, HOURS, WEIGHTED]))
def test_what_is_written_is_read_exactly(amount: Fraction, kind: Kind) -> None:
    most = MOST_WTE if kind == POSTS else 10**6
    thousandths = Fraction(int(min(amount, Fraction(most)) * 1000), 1000)
    text = f"{int(thousandths):,}.{int(thousandths * 1000) % 1000:03}"
    factor = 60 if kind == HOURS else 1
    assert read(text, kind) == Known(thousandths * factor)


@pytest.mark.parametrize("text", ["64", "640", "estimate 10 to 64", "at least 51"])
def test_more_posts_than_anybody_employs_are_a_slip(text: str) -> None:
    match read(text, POSTS):
        case Unreadable(code=code, message=message):
            assert (code, "more WTE than any network employs" in message) == ("E439", True)
        case other:
            raise AssertionError(other)
    assert read("50", POSTS) == Known(Fraction(50))
    assert read("640", WEIGHTED) == Known(Fraction(640))
