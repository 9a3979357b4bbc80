"""Reports for a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from report_samples import HOSTILE, SAMPLE
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from pcn_rules import __version__
from pcn_rules.report.render import render, render_clause
from pcn_rules.report.text import field, fill, pad

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def unversioned(page: str) -> str:
    """The page as any version would write it, so that a release changes no snapshot."""
    return page.replace(f"pcn-rules {__version__}", "pcn-rules VERSION")


class TextFile(SingleFileSnapshotExtension):
    """Snapshots as plain files."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"
    file_extension = "txt"


@pytest.fixture
def page(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


def test_an_assessment_as_text(page: SnapshotAssertion) -> None:
    assert unversioned(render([SAMPLE], "text")) == page


def test_two_assessments_as_text(page: SnapshotAssertion) -> None:
    assert unversioned(render([SAMPLE, SAMPLE], "text"))[:1200] == page


@pytest.mark.parametrize("id", ["5.1", "7.3.1(d)", "7.3.4(a)", "7.3.4(b)"])
def test_one_clause_as_text(id: str, page: SnapshotAssertion) -> None:
    assert unversioned(render_clause(SAMPLE, id, "text")) == page


def every_page() -> list[str]:
    ids = [each.id for each in SAMPLE.clauses]
    return [
        *(render(shown, "text") for shown in ([SAMPLE], [HOSTILE], [SAMPLE, HOSTILE])),
        *(render_clause(shown, id, "text") for shown in (SAMPLE, HOSTILE) for id in ids),
    ]


def test_text_fits_in_eighty_columns() -> None:
    lines = [line for page in every_page() for line in page.splitlines()]
    assert [line for line in lines if len(line) > 80] == []


def test_text_has_no_trailing_space_and_no_wide_gaps() -> None:
    for page in every_page():
        assert re.search(r"[ \t]+$", page, re.MULTILINE) is None
        assert "\n\n\n\n" not in page
        assert page.endswith("\n")
        assert not page.endswith("\n\n")


def test_text_holds_no_control_characters_unless_colour_is_asked_for() -> None:
    for page in every_page():
        assert page.replace("\n", "").isprintable()


def test_colour_changes_nothing_but_the_colour() -> None:
    plain = render([HOSTILE], "text")
    coloured = render([HOSTILE], "text", colour=True)
    assert coloured != plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_every_verdict_and_cause_is_named_in_text() -> None:
    page = render([SAMPLE], "text")
    for word in ("MET: it holds", "CAN BE MET", "AT RISK: thin", "AT RISK: competing"):
        assert word in page
    for word in ("breached", "precondition", "no capacity", "behind", "NOT APPLICABLE", "UNKNOWN"):
        assert word in page


def test_long_words_are_broken_and_columns_cut() -> None:
    assert max(map(len, fill("x" * 200, 4, 2).splitlines())) == 80
    assert pad("a long name", 8) == "a lon..."
    assert field("b " * 60, "Name", 8).splitlines()[1].startswith("         b")
