"""People who are counted more than once over, in one network and over several."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from small_network import load

from pcn_rules.networks.agreement import check_together

HEADINGS = "id,name,from,to,source,person,WTE in post,planned\n"


def codes(folder: Path, rows: str) -> list[tuple[str, str]]:
    _, faults = load(folder, staff=HEADINGS + rows)
    return [(fault.code, fault.span.text) for fault in faults]


def test_two_posts_of_one_person_that_come_to_more_than_one(tmp_path: Path) -> None:
    rows = "1,P,,,own,AB,0.6,\n2,Q,,,own,AB,0.5,\n"
    assert codes(tmp_path / "n", rows) == [("E462", "2")]


def test_one_after_the_other_is_no_fault(tmp_path: Path) -> None:
    rows = "1,P,,2020-05-31,own,AB,0.6,\n2,Q,2020-06-01,,own,AB,0.5,\n"
    assert codes(tmp_path / "n", rows) == []


def test_a_planned_post_may_never_come(tmp_path: Path) -> None:
    rows = "1,P,,,own,AB,0.6,\n2,Q,2020-09-01,,own,AB,0.5,yes\n"
    assert codes(tmp_path / "n", rows) == []


def test_posts_of_different_people_do_not_add(tmp_path: Path) -> None:
    rows = "1,P,,,own,AB,0.6,\n2,Q,,,own,CD,0.5,\n3,R,,,own,,1,\n"
    assert codes(tmp_path / "n", rows) == []


def test_less_than_nothing_is_no_post(tmp_path: Path) -> None:
    assert codes(tmp_path / "n", "1,P,,,own,AB,-0.6,\n") == [("E433", "-0.6")]


def test_a_post_that_ends_before_it_begins_is_a_fault(tmp_path: Path) -> None:
    rows = "1,P,2020-06-01,2020-05-31,own,AB,0.6,\n"
    assert [code for code, _ in codes(tmp_path / "n", rows)] == ["E422"]


def test_a_plan_for_a_post_that_has_ended_is_a_fault(tmp_path: Path) -> None:
    rows = "1,P,,2020-08-31,own,AB,planned 1 from 2020-09-01,\n"
    assert codes(tmp_path / "n", rows) == [("E463", "planned 1 from 2020-09-01")]


def test_a_person_shared_by_networks_is_counted_over_both(tmp_path: Path) -> None:
    one, _ = load(tmp_path / "one", staff=HEADINGS + "1,P,,,own,AB,0.6,\n")
    other, _ = load(tmp_path / "other", staff=HEADINGS + "1,P,,,own,AB,0.5,\n")
    assert one is not None
    assert other is not None
    posts = tuple(thing for thing in other.things if thing.entity == "post")
    records = tuple(record for record in other.records if record.entity == "post")
    apart = replace(other, id="N2", things=posts, records=records)
    assert [fault.code for fault in check_together([one, apart])] == ["E462"]
    assert check_together([one]) == ()
