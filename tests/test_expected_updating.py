"""Whatever comes after whatever, an update passes nothing over that is worse."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_expected_standing import JUDGED

from pcn_rules.expectations.cells import LONGEST, as_cell
from pcn_rules.expectations.comparing import pairs
from pcn_rules.expectations.model import Expectations, Expected, Found
from pcn_rules.expectations.reading import COLUMNS, read_expectations
from pcn_rules.expectations.standing import Standing, is_worse
from pcn_rules.expectations.updating import updated
from pcn_rules.language.faults import Faults
from pcn_rules.networks.table import read_rows
from pcn_rules.source import Source

DAY, LATER = date(2020, 6, 1), date(2020, 7, 1)
PLACE = Source("contract.pcn", "clause 1.1").span(7, 10)
MET, IMPOSSIBLE = Standing("PCN must", "met"), Standing("PCN must", "impossible")


def found(standing: Standing, clause: str = "1.1", title: str = "A title") -> Found:
    return Found(clause, title, standing, "because", PLACE)


def read(text: str, folder: Path) -> Expectations:
    path = folder / "expected.csv"
    path.write_text(text, encoding="utf-8", newline="")
    faults = Faults()
    expectations = read_expectations(path, faults)
    assert faults.sorted() == ()
    return expectations


NOTHING_YET = Expectations("expected.csv", None, ())


@given(st.lists(JUDGED, min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_nothing_worse_is_accepted_by_updates_alone(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Standing]
) -> None:
    """`accepted` follows the rule by itself: what was not worse than what was last accepted."""
    folder = tmp_path_factory.mktemp("expected")
    expectations, accepted = NOTHING_YET, steps[0]
    for step in steps:
        expectations = read(updated(expectations, [(DAY, [found(step)])]), folder)
        (row,) = expectations.rows
        assert (row.standing, row.acknowledged) == (step, None)
        worse = is_worse(accepted, step)
        accepted = accepted if worse else step
        assert row.was == (accepted if worse else None)


def test_an_update_of_what_was_found_twice_changes_nothing(tmp_path: Path) -> None:
    there = [found(MET), found(IMPOSSIBLE, "1.2")]
    first = updated(NOTHING_YET, [(DAY, there)])
    assert updated(read(first, tmp_path), [(DAY, there)]) == first


def test_days_that_were_not_tested_stay_as_they_are(tmp_path: Path) -> None:
    text = updated(NOTHING_YET, [(DAY, [found(MET)]), (LATER, [found(MET)])])
    text = updated(read(text, tmp_path), [(LATER, [found(IMPOSSIBLE)])])
    rows = read(text, tmp_path).rows
    assert [(row.as_at, row.standing, row.was) for row in rows] == [
        (DAY, MET, None),
        (LATER, IMPOSSIBLE, MET),
    ]


def test_an_acknowledgement_is_kept_word_for_word(tmp_path: Path) -> None:
    head = ",".join(COLUMNS)
    row = '2020-06-01,1.1,A title,PCN must: impossible,because,PCN must: met,"why, ""now""",me,'
    text = f"{head}\n{row}2021-03-31\n"
    assert updated(read(text, tmp_path), [(DAY, [found(IMPOSSIBLE)])]) == text
    assert updated(read(text, tmp_path), []) == text


def expected(clause: str, title: str) -> Expected:
    return Expected(DAY, clause, title, MET, "", None, None, PLACE)


def test_a_clause_is_renamed_only_where_its_title_is_its_own() -> None:
    rows = [expected("1", "Same"), expected("2", "Same"), expected("3", "Own")]
    there = [found(MET, "4", "Same"), found(MET, "5", "Own"), found(MET, "6", "")]
    told = [
        (pair.expected and pair.expected.clause, pair.found and pair.found.clause)
        for pair in pairs(rows, there)
    ]
    assert told == [(None, "4"), ("3", "5"), (None, "6"), ("1", None), ("2", None)]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@home", "'@home"),
        ("two\n lines", "two lines"),
        ("a\x1b[31m\u202eb", "a [31m b"),
        ('say "so"', "say 'so'"),
        ("x" * 400, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_a_text_is_fit_for_a_cell(text: str, cell: str) -> None:
    assert as_cell(text) == cell


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_a_cell_is_read_back_as_it_was_written(text: str) -> None:
    cell = as_cell(text)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["first", "second"], ["x", cell]])
    faults = Faults()
    known = {"first": "first", "second": "second"}
    (row,) = read_rows(Source("t.csv", out.getvalue()), known, ("first",), faults)
    assert (faults.found, row.text("second")) == ([], cell)
    assert as_cell(cell) == cell
