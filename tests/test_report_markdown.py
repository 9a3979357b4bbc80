"""Reports in Markdown, fit for a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_samples import HOSTILE, SAMPLE
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from pcn_rules import __version__
from pcn_rules.report.render import render, render_clause

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def unversioned(page: str) -> str:
    """The page as any version would write it, so that a release changes no snapshot."""
    return page.replace(f"pcn-rules {__version__}", "pcn-rules VERSION")


class MarkdownFile(SingleFileSnapshotExtension):
    """Snapshots as Markdown files."""

    _write_mode = WriteMode.TEXT
    _file_extension = "md"
    file_extension = "md"


def test_an_assessment_as_markdown(snapshot: SnapshotAssertion) -> None:
    assert unversioned(render([SAMPLE], "markdown")) == snapshot.use_extension(MarkdownFile)


def test_several_assessments_as_markdown(snapshot: SnapshotAssertion) -> None:
    page = unversioned(render([SAMPLE, HOSTILE], "markdown"))
    assert page == snapshot.use_extension(MarkdownFile)


def test_one_clause_as_markdown(snapshot: SnapshotAssertion) -> None:
    page = unversioned(render_clause(SAMPLE, "7.3.4(a)", "markdown"))
    assert page == snapshot.use_extension(MarkdownFile)


def test_names_are_taken_literally() -> None:
    for page in (render([HOSTILE], "markdown"), render_clause(HOSTILE, "7.3.1(d)", "markdown")):
        assert "<" not in page
        assert "\x1b" not in page
        assert re.search(r"(?<!\\)[`\[]", page) is None
        assert "](" not in page.replace("\\](", "")


def test_every_row_of_a_table_has_as_many_cells() -> None:
    page = render([SAMPLE, HOSTILE], "markdown") + render_clause(HOSTILE, "5.1", "markdown")
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
        assert len(cells) == 1
