"""The draft of December 2019 as it is shipped: what it holds, how far it may be relied on, and that
the arithmetic published about it comes out."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.result import Assessment, ClauseResult
from pcn_rules.language.carried import Achieve, Recur
from pcn_rules.language.meaning import (
    NotStated,
    ResolvedClause,
    ResolvedDefinition,
    ResolvedDuty,
    ResolvedPayment,
    ResolvedPower,
    Specification,
)
from pcn_rules.load import load_specification
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Network
from pcn_rules.report.view import report
from pcn_rules.shipped import folder
from pcn_rules.values.days import periods

CLAUSES = """
INT-01 INT-02 INT-03 INT-04 INT-06 INT-07 INT-08 INT-09 INT-10 INT-10-02 INT-11 INT-12 INT-13
INT-14 INT-15 INT-16 INT-17 INT-18 INT-19 INT-21 INT-22 INT-27
SMR-01 SMR-02 SMR-02a SMR-02b SMR-02c SMR-02d SMR-02e SMR-02f SMR-02g SMR-02h SMR-03 SMR-04 SMR-05
SMR-06 SMR-07 SMR-09 SMR-10 SMR-10a SMR-10b SMR-10c SMR-11 SMR-12
D-4-01 D-4-02 EHCH-01 EHCH-02 EHCH-02-02 EHCH-03 EHCH-03-02 EHCH-04 EHCH-04-02 EHCH-05 EHCH-06
EHCH-06-02 EHCH-07 EHCH-07-02 EHCH-08 EHCH-08-02 EHCH-08-03 EHCH-09 EHCH-10 EHCH-11 EHCH-12
EHCH-13 EHCH-14 EHCH-14-02 EHCH-14-03 EHCH-15 EHCH-16
D-5-01 AC-01 AC-01a AC-01b AC-01c AC-01d AC-01d-02 AC-02 AC-02-02 AC-03 AC-04 AC-05 AC-06 AC-07
D-6-01 D-6-02 PC-01 PC-02 PC-02a PC-02b PC-02c PC-03 PC-03-02 PC-03-03 PC-03-04 PC-04 PC-05 PC-06
PC-06-02 PC-07
CA-01 CA-02 CA-03 CA-04 CA-04-02 CA-05 CA-06
"""
NOT_ENCODED = {"INT-28", "SMR-08", "SMR-13", "CA-07"}
"""Too weak to be encoded, or no term at all."""

UNVERIFIED = """
INT-27 SMR-07 SMR-10a SMR-10b SMR-10c SMR-11 SMR-12
EHCH-07-02 EHCH-08 EHCH-08-02 EHCH-08-03 EHCH-10 EHCH-12 EHCH-13 EHCH-14-03 EHCH-15 EHCH-16
AC-01c AC-01d AC-01d-02 AC-04 AC-06 AC-07
PC-03-03 PC-04 PC-05 PC-06 PC-06-02 PC-07 CA-04 CA-04-02 CA-05 CA-06
"""
"""What no account of the draft was seen to say, or only implies."""

IN_PART = {"INT-01", "INT-02", "EHCH-05", "EHCH-06", "EHCH-07", "EHCH-09", "AC-02"}
"""What was read or seen, but for its number or a detail."""

TRAJECTORY = {
    "PC-03": (2020, 4, 8),
    "PC-03-02": (2021, 8, 12),
    "PC-03-03": (2022, 12, 16),
    "PC-03-04": (2023, 16, 22),
}
"""Referrals to social prescribing per 1,000 weighted patients: the year's start, and its band."""


@cache
def draft() -> Specification:
    specification, faults, _ = load_specification(Path(folder("specs")) / "2020-21-draft")
    assert faults == ()
    assert specification is not None
    return specification


def standings(clause: ResolvedClause) -> set[str]:
    return {citation.standing for citation in clause.citations}


def clause(identity: str) -> ResolvedClause:
    return next(each for each in draft().clauses if each.id == identity)


def duty(identity: str) -> ResolvedDuty:
    statement = clause(identity).statement
    assert isinstance(statement, ResolvedDuty)
    return statement


def duties(actor: str) -> set[str]:
    return {
        each.id
        for each in draft().clauses
        if isinstance(each.statement, ResolvedDuty) and each.statement.actor.name == actor
    }


# --- what it holds ------------------------------------------------------------------------------


def test_it_holds_these_clauses() -> None:
    assert {each.id for each in draft().clauses} == set(CLAUSES.split())


def test_what_is_too_weak_is_not_in_it() -> None:
    assert {each.id for each in draft().clauses} & NOT_ENCODED == set()


def test_its_services_are_its_sections() -> None:
    assert {(each.service, each.service_title) for each in draft().clauses} == {
        ("1", "Introduction"),
        ("2", "Structured Medication Review and Medicines Optimisation"),
        ("3", "Enhanced Health in Care Homes"),
        ("4", "Anticipatory Care"),
        ("5", "Personalised Care"),
        ("6", "Supporting Early Cancer Diagnosis"),
    }


def test_each_service_has_a_clinical_lead() -> None:
    leads = {each.id for each in draft().clauses if "named clinical lead" in each.text}
    assert leads == {"SMR-01", "EHCH-01", "AC-01a", "PC-01", "CA-01"}


def test_eight_groups_are_searched_for() -> None:
    groups = [each.id for each in draft().clauses if "include in the search" in each.text]
    assert groups == [f"SMR-02{letter}" for letter in "abcdefgh"]
    assert "10 medicines or more" in clause("SMR-02b").text


# --- how far it may be relied on ------------------------------------------------------------------


def test_only_the_opening_of_paragraph_1_1_is_verified() -> None:
    verified = {each.id for each in draft().clauses if "verified" in standings(each)}
    assert verified == {"INT-01", "INT-02", "INT-04"}
    places = {
        citation.place
        for each in draft().clauses
        for citation in each.citations
        if citation.standing == "verified"
    }
    assert places == {"1.1 page 3"}


def test_what_was_seen_in_no_account_is_unverified() -> None:
    alone = {each.id for each in draft().clauses if standings(each) == {"unverified"}}
    both = {each.id for each in draft().clauses if len(standings(each)) == 2}
    assert (alone, both) == (set(UNVERIFIED.split()), IN_PART)


def test_a_secondary_source_is_named_and_a_verified_text_needs_none() -> None:
    for each in draft().clauses:
        for citation in each.citations:
            if citation.standing != "unverified":
                assert (citation.reported_by is None) == (citation.standing == "verified"), each.id


def test_pages_are_those_of_the_section() -> None:
    pages = {"1": (3, 8), "2": (9, 13), "3": (14, 21), "4": (22, 28), "5": (29, 34), "6": (35, 41)}
    told_elsewhere = {  # of one service, in the section of another
        "INT-22": "3",
        "EHCH-09": "35",
        "EHCH-11": "2",
        "AC-04": "2",
        "AC-05": "45",
    }
    for each in draft().clauses:
        sections = told_elsewhere.get(each.id, each.service)
        allowed = {pages[section] for section in sections}
        for citation in each.citations:
            found = re.fullmatch(r"pages (\d+) to (\d+)", citation.place or "")
            if found:
                assert (int(found[1]), int(found[2])) in allowed, each.id


# --- who owes what, and how -----------------------------------------------------------------------


def test_what_others_owe_is_theirs() -> None:
    assert duties("national commissioner") == {"INT-21", "INT-22"}
    assert duties("commissioner") == {"SMR-09", "AC-01d-02"}
    assert duties("community services provider") == {
        "INT-27",
        "EHCH-02-02",
        "EHCH-04-02",
        "EHCH-13",
    }


def test_what_practices_owe_each_is_theirs() -> None:
    assert duties("core network practice") == {"SMR-12", "PC-02a", "PC-02b", "CA-02", "CA-05"}


def test_modalities() -> None:
    found = {
        each.id: each.statement.modality
        for each in draft().clauses
        if isinstance(each.statement, ResolvedDuty) and each.statement.modality != "must"
    }
    assert found == {"INT-07": "must not", "SMR-07": "should"}


def test_permissions_payments_and_definitions_are_no_duties() -> None:
    powers = {each.id for each in draft().clauses if isinstance(each.statement, ResolvedPower)}
    payments = {each.id for each in draft().clauses if isinstance(each.statement, ResolvedPayment)}
    terms = {each.id for each in draft().clauses if isinstance(each.statement, ResolvedDefinition)}
    assert powers == {"INT-16", "EHCH-06-02", "EHCH-08-03", "PC-02c"}
    assert payments == {"INT-10"}
    premises = {id for id in CLAUSES.split() if id.startswith("INT-")} - payments - powers
    premises -= {"INT-07", "INT-21", "INT-22", "INT-27"}
    assert terms == premises | {"D-4-01", "D-4-02", "D-5-01", "D-6-01"}


def test_effort_is_assumed_only_where_somebody_said_or_it_is_none_to_speak_of() -> None:
    assumed = {
        each.id
        for each in draft().clauses
        if isinstance(each.statement, ResolvedDuty)
        and not isinstance(each.statement.effort.amount, NotStated)
    }
    leads = {"SMR-01", "EHCH-01", "AC-01a", "PC-01", "CA-01"}
    assert assumed == leads | {"SMR-05", "EHCH-03", "EHCH-05"}


# --- when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "day"),
    [
        ("EHCH-01", date(2020, 6, 30)),
        ("EHCH-03", date(2020, 6, 30)),
        ("AC-01", date(2020, 6, 30)),
        ("AC-01a", date(2020, 6, 30)),
        ("D-6-02", date(2020, 6, 30)),
        ("EHCH-09", date(2021, 3, 31)),
        ("CA-02", date(2021, 3, 31)),
    ],
)
def test_deadlines(id: str, day: date) -> None:
    assert duty(id).timing == Achieve(day, included=True)


@pytest.mark.parametrize("id", ["EHCH-05", "EHCH-06", "EHCH-07", "EHCH-07-02", "EHCH-09"])
def test_the_last_day_of_september_is_another_reading(id: str) -> None:
    (reading,) = clause(id).readings
    assert "30 September 2020" in reading.words
    assert reading.statement.timing != duty(id).timing


# --- the arithmetic published about it ------------------------------------------------------------


def times_a_year(id: str) -> int:
    """How many whole periods the first year of a duty has."""
    timing, start = duty(id).timing, duty(id).start
    assert isinstance(timing, Recur)
    year = (start, date(start.year + 1, start.month, start.day))
    found = periods(*year, timing.count, timing.unit, calendar=timing.calendar)
    return sum(last < year[1] for _, last in found)


def test_a_home_has_52_rounds_a_year_and_26_led_by_a_doctor() -> None:
    assert (times_a_year("EHCH-05"), times_a_year("EHCH-06")) == (52, 26)


def test_an_average_network_has_five_and_a_half_posts() -> None:
    statement = clause("INT-12").statement
    assert isinstance(statement, ResolvedDefinition)
    posts = [Fraction(found) for found in re.findall(r"([\d.]+) WTE", statement.meaning)]
    assert sum(posts) == Fraction("5.5")


NETWORK = """\
[network]
id = "EX"
name = "Example"
as_at = 2024-04-01

[lists]
practice = "complete"
"care home" = "complete"
post = "complete"
admission = "complete"
readmission = "complete"

[sources.us]
title = "Our own records"
publisher = "the network"
day = "2020"
licence = "none"
"""


def network(place: Path, patients: int, *evidence: str) -> Network:
    """A network of one practice, whose weighted list is as long as its list."""
    heading = "about,id,fact,value,describes,known,source,standing"
    sizes = f"{patients},{patients}"
    files = {
        "network.toml": NETWORK,
        "practices.csv": (
            "id,name,known,source,standing,describes,list size,weighted list size\n"
            f"P,Park,2020-04-01,us,stated,2020-04-01 onwards,{sizes}\n"
        ),
        "evidence.csv": "\n".join((heading, *evidence)) + "\n",
    }
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    found, faults = load_network(place, draft().vocabulary)
    assert faults == ()
    assert found is not None
    return found


def judged(found: Network, as_at: date) -> dict[str, ClauseResult]:
    return {each.id: each for each in assess(draft(), found, as_at=as_at).clauses}


def verdicts(result: ClauseResult) -> tuple[str, str]:
    """The verdict, and that of the one other reading."""
    (reading,) = result.readings
    assert result.outcome is not None
    return result.outcome.verdict.value, reading.outcome.verdict.value


def with_count(
    place: Path, id: str, fact: str, patients: int, count: int, year: int
) -> ClauseResult:
    days = f"{year}-04-01 to {year + 1}-03-31"
    row = f"network,,{fact},{count},{days},{year + 1}-04-01,us,stated"
    return judged(network(place, patients, row), date(year + 1, 4, 1))[id]


@pytest.mark.parametrize(
    ("patients", "count", "expected"),
    [
        (30_000, 479, ("impossible", "impossible")),
        (30_000, 480, ("met", "impossible")),
        (30_000, 659, ("met", "impossible")),
        (30_000, 660, ("met", "met")),
        (50_000, 799, ("impossible", "impossible")),
        (50_000, 800, ("met", "impossible")),
        (50_000, 1_099, ("met", "impossible")),
        (50_000, 1_100, ("met", "met")),
    ],
)
def test_480_to_1100_referrals_for_30_000_to_50_000_weighted_patients(
    tmp_path: Path, patients: int, count: int, expected: tuple[str, str]
) -> None:
    fact = "social prescribing referrals made"
    result = with_count(tmp_path, "PC-03-04", fact, patients, count, 2023)
    assert verdicts(result) == expected


@pytest.mark.parametrize(("id", "band"), TRAJECTORY.items())
def test_the_trajectory_of_social_prescribing(
    tmp_path: Path, id: str, band: tuple[int, int, int]
) -> None:
    year, lower, upper = band
    fact = "social prescribing referrals made"
    for count, expected in (
        (lower * 50 - 1, ("impossible", "impossible")),
        (lower * 50, ("met", "impossible")),
        (upper * 50 - 1, ("met", "impossible")),
        (upper * 50, ("met", "met")),
    ):
        assert verdicts(with_count(tmp_path, id, fact, 50_000, count, year)) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (249, ("impossible", "impossible")),
        (250, ("met", "impossible")),
        (499, ("met", "impossible")),
        (500, ("met", "met")),
    ],
)
def test_250_to_500_care_plans_for_50_000_patients(
    tmp_path: Path, count: int, expected: tuple[str, str]
) -> None:
    result = with_count(tmp_path, "PC-02", "care plans agreed", 50_000, count, 2020)
    assert verdicts(result) == expected


def test_ten_medicines_are_found_by_a_search_from_ten_on(tmp_path: Path) -> None:
    for fewest, expected in ((9, "met"), (10, "met"), (11, "impossible")):
        known = f"{fewest},2020-04-01 onwards,2020-04-01,us,stated"
        row = f"network,,fewest medicines searched for,{known}"
        outcome = judged(network(tmp_path, 50_000, row), date(2020, 7, 1))["SMR-02b"].outcome
        assert outcome is not None
        assert outcome.verdict.value == expected


# --- the reference networks under it --------------------------------------------------------------


@cache
def assessed(name: str) -> Assessment:
    found, faults = load_network(Path(folder("networks")) / name, draft().vocabulary)
    assert faults == ()
    assert found is not None
    return assess(draft(), found, as_at=date(2020, 7, 1))


@pytest.mark.parametrize("name", ["boston", "first-coastal", "skegness-and-coast", "solas"])
def test_every_reference_network_is_assessable_under_it(name: str) -> None:
    found = assessed(name)
    assert found.edition == "draft"
    assert {each.id for each in found.clauses} == set(CLAUSES.split())


def test_a_report_shows_the_services_in_their_order() -> None:
    services = [service.id for service in report(assessed("boston")).services]
    assert services == ["1", "2", "3", "4", "5", "6"]


def test_a_network_without_patients_owes_no_share_of_them() -> None:
    """Skegness and Coast had lost every practice by the day asked about."""
    results = {each.id: each for each in assessed("skegness-and-coast").clauses}
    for id in ("PC-02", "PC-03", "PC-03-02", "PC-03-03", "PC-03-04"):
        outcome = results[id].outcome
        assert outcome is not None
        assert outcome.verdict.value == "not applicable"
