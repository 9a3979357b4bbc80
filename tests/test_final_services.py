"""Roles and services of the final edition: who keeps a clause, and who does not."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.result import ClauseResult
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_specification
from pcn_rules.networks.folder import load_network
from pcn_rules.shipped import folder

DAY = date(2020, 10, 15)

SETTINGS = """\
[network]
id = "EX"
name = "Example"
as_at = 2020-10-15

[lists]
practice = "complete"
post = "complete"
"care home" = "complete"

[sources.us]
title = "Our own records"
publisher = "the network"
day = "2020"
licence = "none"
"""
ALWAYS = "2019-01-01 onwards"


@cache
def final() -> Specification:
    specification, faults, _ = load_specification(Path(folder("specs")) / "2020-21-final")
    assert faults == ()
    assert specification is not None
    return specification


def judged(place: Path, clause: str, *, patients: int = 40_000, **facts: str) -> ClauseResult:
    """What comes of a clause for a network of one practice, given posts, homes and other facts.

    Each is a line of `fact=value` pairs; a file has one row for each line.
    """
    (place / "network.toml").write_text(SETTINGS, encoding="utf-8")
    practice = f"list size={patients}, {facts.pop('practice', '')}".strip(", ")
    _table(place / "practices.csv", practice)
    _table(place / "staff.csv", facts.pop("posts", ""))
    _table(place / "care-homes.csv", facts.pop("homes", ""))
    rows = [
        f'network,,"{fact}",{value},{ALWAYS},2020-04-01,us,stated'
        for fact, value in _pairs(facts.pop("network", ""))
    ]
    header = "about,id,fact,value,describes,known,source,standing"
    (place / "evidence.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    assert facts == {}
    network, faults = load_network(place, final().vocabulary)
    assert [fault.message for fault in faults] == []
    assert network is not None
    return next(c for c in assess(final(), network, as_at=DAY).clauses if c.id == clause)


def _pairs(line: str) -> list[tuple[str, str]]:
    pairs = (pair.split("=") for pair in line.split(", ") if pair)
    return [(fact.strip(), value.strip()) for fact, value in pairs]


def _table(path: Path, lines: str) -> None:
    things = [dict(_pairs(line)) for line in lines.splitlines() if line.strip()]
    columns = sorted({fact for thing in things for fact in thing})
    rows = [["id", "name", "known", "source", "standing", "describes", *columns]]
    for number, thing in enumerate(things, start=1):
        own = [thing.get(column, "") for column in columns]
        rows.append([str(number), f"Thing {number}", "2020-04-01", "us", "stated", ALWAYS, *own])
    path.write_text("\n".join(map(",".join, rows)) + "\n", encoding="utf-8")


def verdict(result: ClauseResult) -> str:
    assert result.outcome is not None
    return result.outcome.verdict.value


# --- how many of a role -----------------------------------------------------------------------

TECHNICIAN = "role=pharmacy technician, claimed=yes, WTE in post="
PHYSIOTHERAPIST = "role=first contact physiotherapist, claimed=yes, WTE in post="


def kept(place: Path, clause: str, patients: int, posts: str, network: str) -> str:
    """The verdict on a limit of two clauses, one for all networks and one for large ones."""
    both = (clause, f"{clause}-02")
    found = [judged(place, c, patients=patients, posts=posts, network=network) for c in both]
    (worst, *_) = sorted(map(verdict, found), key=("impossible", "met").index)
    return worst


@pytest.mark.parametrize(
    ("patients", "wte", "expected"),
    [
        (40_000, "1", "met"),
        (40_000, "1.1", "impossible"),
        (100_000, "2", "impossible"),
        (100_001, "2", "met"),
        (100_001, "2.1", "impossible"),
    ],
)
def test_pharmacy_technicians_are_limited_by_size(
    tmp_path: Path, patients: int, wte: str, expected: str
) -> None:
    scarce = "enough pharmacy technicians locally=no"
    assert kept(tmp_path, "6.4", patients, TECHNICIAN + wte, scarce) == expected


def test_at_100_000_patients_the_two_readings_of_the_limit_differ(tmp_path: Path) -> None:
    scarce = "enough pharmacy technicians locally=no"
    found = judged(tmp_path, "6.4", patients=100_000, posts=TECHNICIAN + "2", network=scarce)
    (other,) = found.readings
    assert (verdict(found), other.outcome.verdict.value) == ("impossible", "met")


def test_technicians_who_are_not_claimed_for_do_not_count(tmp_path: Path) -> None:
    posts = TECHNICIAN.replace("yes", "no") + "3"
    assert verdict(judged(tmp_path, "6.4", posts=posts)) == "met"


def test_the_limit_is_lifted_where_there_is_no_shortage(tmp_path: Path) -> None:
    enough = "enough pharmacy technicians locally=yes"
    assert verdict(judged(tmp_path, "6.4", posts=TECHNICIAN + "3", network=enough)) == "met"
    assert verdict(judged(tmp_path, "6.4", posts=TECHNICIAN + "3")) == "unknown"
    assert verdict(judged(tmp_path, "6.4", posts=TECHNICIAN + "1")) == "met"


@pytest.mark.parametrize(
    ("patients", "wte", "approved", "expected"),
    [
        (99_999, "1", "no", "met"),
        (99_999, "2", "no", "impossible"),
        (100_000, "2", "no", "met"),
        (100_000, "3", "no", "impossible"),
        (99_999, "3", "yes", "met"),
    ],
)
def test_first_contact_physiotherapists_are_limited_by_size(
    tmp_path: Path, patients: int, wte: str, approved: str, expected: str
) -> None:
    allowed = f"more physiotherapists approved={approved}"
    assert kept(tmp_path, "F-6-06", patients, PHYSIOTHERAPIST + wte, allowed) == expected


# --- additional posts -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "post", "expected"),
    [
        ("6.2", "created=2019-03-31, from a national scheme=no", "impossible"),
        ("6.2", "created=2019-04-01, from a national scheme=no", "met"),
        ("6.2", "created=2018-01-01, from a national scheme=yes", "not applicable"),
        ("6.2-02", "in another's place=yes", "impossible"),
        ("6.2-02", "in another's place=no", "met"),
        ("6.3", "role requirements met=no", "impossible"),
        ("6.3-02", "approved training=18, equivalent training=no", "met"),
        ("6.3-02", "approved training=12, equivalent training=no", "impossible"),
        ("6.3-02", "approved training=12, equivalent training=yes", "met"),
    ],
)
def test_a_claimed_post_is_held_to_its_rules(
    tmp_path: Path, clause: str, post: str, expected: str
) -> None:
    pharmacist = "role=clinical pharmacist, WTE in post=1, "
    assert verdict(judged(tmp_path, clause, posts=f"{pharmacist}claimed=yes, {post}")) == expected
    unclaimed = judged(tmp_path, clause, posts=f"{pharmacist}claimed=no, {post}")
    assert verdict(unclaimed) == "not applicable"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("baseline posts=2, baseline posts filled=2, baseline vacancy short=no", "met"),
        ("baseline posts=2, baseline posts filled=1.5, baseline vacancy short=no", "impossible"),
        (
            "baseline posts=2, baseline posts filled=1.5, baseline vacancy short=yes",
            "not applicable",
        ),
    ],
)
def test_posts_of_2019_stay_filled(tmp_path: Path, facts: str, expected: str) -> None:
    assert verdict(judged(tmp_path, "F-6-03", practice=facts)) == expected


# --- services ---------------------------------------------------------------------------------

QUALIFIED = "prescribing qualification=yes, advanced assessment training=yes"
HALF = "prescribing qualification=yes, advanced assessment training=no"


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (f"medication reviewing=yes, {QUALIFIED}, enrolled in such training=no", "met"),
        (f"medication reviewing=yes, {HALF}, enrolled in such training=no", "impossible"),
        (f"medication reviewing=yes, {HALF}, enrolled in such training=yes", "met"),
        (f"medication reviewing=no, {HALF}, enrolled in such training=no", "not applicable"),
    ],
)
def test_only_trained_clinicians_review_medicines(tmp_path: Path, post: str, expected: str) -> None:
    assert verdict(judged(tmp_path, "7.2.1(d)", posts=post)) == expected


@pytest.mark.parametrize(
    ("fewest", "expected"), [("8", "met"), ("10", "met"), ("11", "impossible")]
)
def test_a_search_takes_in_patients_on_ten_medicines(
    tmp_path: Path, fewest: str, expected: str
) -> None:
    searched = f"fewest medicines searched for={fewest}"
    assert verdict(judged(tmp_path, "7.2.1(a)(ii)", network=searched)) == expected


@pytest.mark.parametrize(("done", "expected"), [("20", "met"), ("19", "impossible")])
def test_reviews_are_as_many_as_pharmacists_have_hours_for(
    tmp_path: Path, done: str, expected: str
) -> None:
    facts = f"weekly medication reviews={done}, weekly medication review capacity=20"
    assert verdict(judged(tmp_path, "7.2.1(b)", network=facts)) == expected


@pytest.mark.parametrize(
    ("available", "used", "expected"),
    [("yes", "no", "impossible"), ("yes", "yes", "met"), ("no", "no", "met")],
)
def test_a_rapid_diagnostic_pathway_is_used_where_there_is_one(
    tmp_path: Path, available: str, used: str, expected: str
) -> None:
    facts = (
        "cancer decision support in use=yes, cancer data of practices used=yes, "
        f"rapid diagnostic pathway available={available}, rapid diagnostic pathway in use={used}"
    )
    assert verdict(judged(tmp_path, "7.4.1(a)(i)-02", network=facts)) == expected


@pytest.mark.parametrize(
    ("clause", "practice", "expected"),
    [
        ("7.4.1(a)(ii)", "patients referred urgently=9, patients followed up=9", "met"),
        ("7.4.1(a)(ii)", "patients referred urgently=9, patients followed up=8", "impossible"),
        ("7.4.1(a)(iii)", "patients referred urgently=9, patients told of the referral=9", "met"),
        (
            "7.4.1(a)(iii)",
            "patients referred urgently=9, patients told of the referral=0",
            "impossible",
        ),
    ],
)
def test_every_patient_referred_urgently_is_followed_up_and_told(
    tmp_path: Path, clause: str, practice: str, expected: str
) -> None:
    assert verdict(judged(tmp_path, clause, practice=practice)) == expected


@pytest.mark.parametrize(("actions", "expected"), [("0", "impossible"), ("1", "met")])
def test_one_action_on_screening_is_enough(tmp_path: Path, actions: str, expected: str) -> None:
    facts = f"screening actions for a group that takes little part={actions}"
    assert verdict(judged(tmp_path, "7.4.1(b)(i)-02", network=facts)) == expected


@pytest.mark.parametrize(
    ("covered", "staff", "expected"),
    [("yes", "yes", "met"), ("yes", "no", "impossible"), ("no", "yes", "impossible")],
)
def test_social_prescribing_covers_every_practice_by_additional_staff(
    tmp_path: Path, covered: str, staff: str, expected: str
) -> None:
    found = judged(
        tmp_path,
        "7.5.1",
        practice=f"covered by social prescribing={covered}",
        network=f"social prescribing by additional staff={staff}",
    )
    assert verdict(found) == expected


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ("allocated=yes, aligned=yes", "met"),
        ("allocated=yes, aligned=no", "impossible"),
        ("allocated=no, aligned=no", "not applicable"),
    ],
)
def test_an_allocated_home_is_taken_on(tmp_path: Path, home: str, expected: str) -> None:
    assert verdict(judged(tmp_path, "F-7-22-03", homes=home)) == expected
