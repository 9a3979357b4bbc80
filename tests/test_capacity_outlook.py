"""Who is needed when, and what it would take, on the cases worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from language_pages import PAGES, Example, examples_of
from test_language import files_of, network_of

from pcn_rules.evaluate.capacity import remedies
from pcn_rules.evaluate.capacity.outlook import Outlook, outlook_of
from pcn_rules.evaluate.capacity.words import part_of_a_post
from pcn_rules.load import load_text

FOUND = {example.heading: example for example in examples_of(PAGES / "people.md")}
A_WEEK = Fraction(7, 60)


def outlook(heading: str, folder: Path, as_at: date = date(2020, 6, 1)) -> Outlook:
    example: Example = FOUND[heading]
    specification, faults = load_text(files_of(example))
    assert faults == ()
    assert specification is not None
    network, faults = network_of(example, folder, specification)
    assert faults == ()
    assert network is not None
    return outlook_of(specification, network, as_at=as_at)


CASE_26 = "Case 26: the nurse takes the clinic, the GP the surgery"
CASE_27 = "Case 27: without a nurse they compete"
CASE_28 = "Case 28: what cannot be done alone is impossible, and no longer competes"
CASE_29 = "Case 29: an estimate that may be kind"
CASE_30 = "Case 30: thirty hours by a day, five hours a week"
CASE_34 = "Case 34: a planned post on which both hang"


def test_26_everything_can_be_done(tmp_path: Path) -> None:
    found = outlook(CASE_26, tmp_path)
    assert (found.answer, found.conflicts, found.remedies.more) == ("in every world", (), ())


def test_27_two_clauses_conflict_and_two_hours_of_either_would_do(tmp_path: Path) -> None:
    found = outlook(CASE_27, tmp_path)
    assert found.answer == "in no world"
    (conflict,) = found.conflicts
    assert (conflict.clauses, conflict.roles) == (("1", "2"), ("GP", "nurse"))
    assert (conflict.needed, conflict.there, conflict.always) == (4, 2, True)
    assert "need 4 GP or nurse hours a week; there are 2: 2 short" in conflict.sentence
    more = {role: minutes * A_WEEK for m in found.remedies.more for role, minutes in m.minutes}
    assert more == {"GP": 2, "nurse": 2}
    assert all(m.proof == "in every world" for m in found.remedies.more)
    assert {m.wte for m in found.remedies.more} == {(Fraction(1, 20),)}
    assert {m.tenths for m in found.remedies.more} == {(Fraction(1, 10),)}
    assert all(m.proof_of_tenths == "in every world" for m in found.remedies.more)
    assert found.remedies.fewer is not None
    assert (found.remedies.fewer.proof, len(found.remedies.fewer.demands)) == ("in every world", 1)


def test_28_the_third_clause_has_no_conflict_of_its_own(tmp_path: Path) -> None:
    found = outlook(CASE_28, tmp_path)
    assert [conflict.clauses for conflict in found.conflicts] == [("1", "2")]
    assert [demand.labels for demand in found.demands] == [
        ("enough for this alone",),
        ("enough for this alone",),
        ("too few",),
    ]
    assert found.remedies.fewer is not None
    assert "3" in {id for demand in found.remedies.fewer.demands for id in demand.clauses}


def test_29_some_worlds_are_kind(tmp_path: Path) -> None:
    found = outlook(CASE_29, tmp_path)
    assert found.answer == "in some worlds"
    (line,) = found.hours
    assert (line.needed, line.there) == ((1, 3), (2, 2))
    ((alone,),) = [demand.alone for demand in found.demands]
    assert (alone.least, alone.enough) == (1, 3)
    assert not found.enough_is_least


def test_30_ten_days_more_or_not_quite_two_hours_a_week(tmp_path: Path) -> None:
    found = outlook(CASE_30, tmp_path, date(2020, 7, 1))
    assert found.answer == "in no world"
    (later,) = found.remedies.later
    assert (later.day, later.begins, later.proof) == (date(2020, 8, 11), False, "in every world")
    (more,) = found.remedies.more
    ((role, minutes),) = more.minutes
    assert (role, round(minutes * A_WEEK, 2)) == ("pharmacist", Fraction("1.77"))
    assert more.proof == "in every world"


def test_34_they_compete_even_if_the_post_is_filled(tmp_path: Path) -> None:
    found = outlook(CASE_34, tmp_path)
    assert found.answer == "in no world"
    (conflict,) = found.conflicts
    assert (conflict.clauses, conflict.always) == (("1", "2"), True)


def test_where_posts_are_missing_the_least_capacity_is_told(tmp_path: Path) -> None:
    found = outlook("Nobody said who is there", tmp_path)
    assert found.answer == "not known"
    assert found.unknown == ("whether these are all the posts",)
    assert found.remedies.more == ()
    alone = [{each.role: each.enough for each in demand.alone} for demand in found.demands]
    assert alone == [{"GP": 2, "nurse": 2}, {"GP": 2}]
    assert all(each.least == each.enough for line in found.demands for each in line.alone)
    assert found.enough_is_least
    least = [{role: minutes * A_WEEK for role, minutes in more.minutes} for more in found.enough]
    assert {"GP": 4} in least


def test_assumed_posts_are_marked(tmp_path: Path) -> None:
    found = outlook("Posts may be assumed where nothing is known of them", tmp_path)
    assert found.assumed_posts
    assert found.answer == "in no world"


def test_what_is_not_estimated_leaves_the_whole_open(tmp_path: Path) -> None:
    found = outlook("A total of another edition says nothing of this one", tmp_path)
    assert found.answer == "not known"
    assert [id for id, _ in found.not_counted] == ["1", "2"]


def test_less_than_the_least_would_not_do(tmp_path: Path) -> None:
    found = outlook(CASE_27, tmp_path)
    least = found.remedies.more[0].minutes[0][1]
    assert least == 120 / Fraction(7)
    assert remedies._LONGEST == 366


@pytest.mark.parametrize(
    ("wte", "words"),
    [
        (Fraction(1, 3), "a third of a post"),
        (Fraction("0.325"), "about a third of a post"),
        (Fraction("1.01"), "about one post"),
        (Fraction("1.4"), "about 1.4 posts"),
        (Fraction("0.1"), "about 0.1 of a post"),
    ],
)
def test_posts_in_words(wte: Fraction, words: str) -> None:
    assert part_of_a_post(wte) == words
