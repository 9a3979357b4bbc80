"""The reference networks load without a fault, and hold what was published."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from pcn_rules.load import load_specification
from pcn_rules.networks.agreement import check_together, latest
from pcn_rules.networks.blank import blank_network
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Known, Missing, Network, Record

ROOT = Path(__file__).parent.parent
FOLDERS = ("boston", "first-coastal", "skegness-and-coast", "solas")


@cache
def network(folder: str) -> Network:
    specification, *_ = load_specification(ROOT / "specs" / "2020-21-final")
    assert specification is not None
    found, faults = load_network(ROOT / "networks" / folder, specification.vocabulary)
    assert [(str(fault.span), fault.message) for fault in faults] == []
    assert found is not None
    return found


def members(folder: str, day: date, known_by: date = date.max) -> list[str]:
    things = latest(thing for thing in network(folder).things if thing.known <= known_by)
    return sorted(t.id for t in things if t.entity == "practice" and day in t.stands)


def records(folder: str, fact: str, source: str) -> list[Record]:
    found = [r for r in network(folder).records if (r.fact, r.source) == (fact, source)]
    assert found
    return found


def total(found: list[Record]) -> Fraction:
    amounts = [record.value.value for record in found if isinstance(record.value, Known)]
    return sum((amount for amount in amounts if isinstance(amount, Fraction)), Fraction(0))


def homes(folder: str) -> int:
    return sum(thing.entity == "care home" for thing in network(folder).things)


def test_every_folder_is_tested() -> None:
    here = {path.parent.name for path in (ROOT / "networks").glob("*/network.toml")}
    assert set(FOLDERS) <= here


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_loads_and_its_membership_alone_is_complete(folder: str) -> None:
    assert network(folder).complete == {"practice"}


@pytest.mark.parametrize(
    ("folder", "patients"),
    [
        ("skegness-and-coast", 80_188),
        ("first-coastal", 52_354),
        ("solas", 27_834),
        ("boston", 74_147),
    ],
)
def test_registered_patients_add_up_to_what_was_published(folder: str, patients: int) -> None:
    assert total(records(folder, "list size", "lists")) == patients


def test_weighted_patients_stay_exact() -> None:
    assert total(records("solas", "weighted list size", "payments")) == Fraction("34897.79")


def test_seven_practices_until_31_may_then_none_then_three_and_four() -> None:
    last, june, july = date(2020, 5, 31), date(2020, 6, 1), date(2020, 7, 1)
    assert len(members("skegness-and-coast", last)) == 7
    assert members("skegness-and-coast", june) == []
    assert members("first-coastal", june) == members("solas", june) == []
    assert members("first-coastal", july) == ["C83019", "C83045", "C83064"]
    assert members("solas", july) == ["C83005", "C83032", "C83049", "C83055"]


def test_by_may_2020_the_partners_of_december_were_known_and_no_end() -> None:
    deadline = date(2020, 5, 31)
    for day in (deadline, date(2020, 6, 1)):
        assert len(members("skegness-and-coast", day, deadline)) == 7
        assert len(members("boston", day, deadline)) == 6
    july = date(2020, 7, 1)
    assert members("first-coastal", july, deadline) == members("solas", july, deadline) == []


def test_together_they_share_no_practice_on_any_day() -> None:
    assert check_together([network(folder) for folder in FOLDERS]) == ()


def test_the_count_of_january_stands_for_the_year_and_goes_before_that_of_qof() -> None:
    [statement] = [s for s in network("solas").stands_for if s.fact == "list size"]
    assert (statement.source, statement.days.first, statement.days.last) == (
        "lists",
        date(2020, 1, 1),
        date(2021, 3, 31),
    )
    ranks = {source.id: source.rank for source in network("solas").sources}
    assert (ranks["lists"], ranks["qof"]) == (1, 2)
    [qof] = [r for r in records("first-coastal", "list size", "qof") if r.subject == "C83019"]
    assert qof.value == Known(Fraction(20_505))


def test_homes_by_outward_code() -> None:
    found = {folder: homes(folder) for folder in FOLDERS}
    assert found == {"boston": 17, "first-coastal": 28, "skegness-and-coast": 50, "solas": 22}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_home_is_known_to_be_aligned_and_a_guess_never_counts(folder: str) -> None:
    found = records(folder, "aligned", "homes")
    assert {record.value for record in found} == {Missing(likely=True)}
    assert len(found) == len(records(folder, "beds", "beds")) < homes(folder)


def test_what_the_press_established() -> None:
    [covered] = records("skegness-and-coast", "care homes covered", "press")
    assert covered.value == Missing(low=Fraction(26))
    leaving = records("skegness-and-coast", "ending participation", "press")
    assert len(leaving) == 7
    assert {(r.value, r.known) for r in leaving} == {(Known(True), date(2020, 6, 30))}


def test_staff_of_the_workforce_return() -> None:
    staff = [thing.name for thing in network("solas").things if thing.entity == "post"]
    assert staff == ["Manager", "Other Admin/Non-clinical", "Other Admin/Non-clinical"]
    assert total(records("solas", "WTE in post", "workforce")) == Fraction("1.6")


def test_a_blank_network_loads_with_the_vocabulary_of_the_contract(tmp_path: Path) -> None:
    specification, *_ = load_specification(ROOT / "specs" / "2020-21-final")
    assert specification is not None
    for name, text in blank_network("My network", specification.vocabulary).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    blank, faults = load_network(tmp_path, specification.vocabulary)
    assert faults == ()
    assert blank is not None


@pytest.mark.skipif("PCN_RULES_DATA" not in os.environ, reason="needs the published files")
def test_building_them_again_gives_the_same_files(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "build_networks.py"
    subprocess.run(
        [sys.executable, str(script), os.environ["PCN_RULES_DATA"], str(tmp_path)], check=True
    )
    for folder in (*FOLDERS, "england-2020"):
        built, kept = (
            {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.is_file()}
            for top in (tmp_path / folder, ROOT / "networks" / folder)
        )
        assert kept == built
