"""Which text of an edition was used, and whether it was ever in force, in every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from cli_place import run
from report_samples import BASE, SAMPLE

from pcn_rules.language.meaning import Variation
from pcn_rules.report.render import render, render_clause
from pcn_rules.report.view import report

SEPTEMBER = Variation("Amendments of 17 September 2020", date(2020, 10, 1))
OCTOBER = Variation("Amendments of October", date(2020, 11, 1))


def test_the_text_that_was_used_is_named_in_every_format() -> None:
    published = dict(report(SAMPLE).dates)["Text"]
    assert published == "as published on 31 March 2020"
    amended = replace(SAMPLE, variations=(SEPTEMBER, OCTOBER))
    words = (
        "as amended by Amendments of 17 September 2020, from 1 October 2020; "
        "Amendments of October, from 1 November 2020"
    )
    assert dict(report(amended).dates)["Text"] == words
    for format in ("text", "markdown", "html"):
        assert words in " ".join(render([amended], format).split())


def test_a_clause_that_was_replaced_says_since_when() -> None:
    amended = replace(SAMPLE, clauses=(replace(BASE, amended_by=SEPTEMBER),))
    words = "this text since 1 October 2020: Amendments of 17 September 2020"
    assert report(amended).clauses[0].amended == words
    for format in ("text", "markdown", "html"):
        for page in (render([amended], format), render_clause(amended, BASE.id, format)):
            assert words.capitalize()[:9] + words[9:] in " ".join(page.split())
        assert "This text" not in render([SAMPLE], format)


def test_a_clause_that_was_added_is_called_new_and_no_other_text() -> None:
    amended = replace(SAMPLE, clauses=(replace(BASE, amended_by=SEPTEMBER, added=True),))
    assert report(amended).clauses[0].amended.startswith("new since 1 October 2020: ")
    for format in ("text", "markdown", "html"):
        for page in (render([amended], format), render_clause(amended, BASE.id, format)):
            assert "New since 1 October 2020" in " ".join(page.split())
            assert "This text" not in page


def test_an_edition_that_was_only_proposed_says_so_wherever_it_is_named() -> None:
    draft = replace(SAMPLE, edition="draft", proposed=True)
    shown = report(draft)
    assert shown.specification.endswith("draft edition (proposed, never in force)")
    assert dict(shown.dates)["In force"].startswith("proposed, never in force; judged as if from")
    assert all("(proposed, never in force)" in each.quoted for each in shown.clauses)


def test_an_edition_that_was_named_for_a_day_of_another_says_so() -> None:
    before = replace(SAMPLE, as_at=date(2020, 3, 31))
    words = "1 April 2020 to 31 March 2021, and so not on 31 March 2020: judged by it because"
    assert dict(report(before).dates)["In force"].startswith(words)
    draft = replace(SAMPLE, as_at=date(2021, 4, 1), proposed=True)
    assert "so not on 1 April 2021" in dict(report(draft).dates)["In force"]
    assert dict(report(SAMPLE).dates)["In force"] == "1 April 2020 to 31 March 2021"


@pytest.mark.parametrize("command", [("assess",), ("explain", "5.1"), ("capacity",), ("money",)])
@pytest.mark.parametrize(("day", "inside"), [("2020-03-31", False), ("2021-03-31", True)])
def test_every_command_says_so(command: tuple[str, ...], day: str, inside: bool) -> None:
    asked = (*command, "boston", "--as-at", day, "--spec", "2020-21-final")
    for format in ("text", "html"):
        page = " ".join(run(*asked, "--format", format).stdout.split())
        assert "1 April 2020 to 31 March 2021" in page
        assert ("judged by it because it was named" in page) is not inside
    told = run(*asked, "--format", "json").stdout
    assert f'"in_force": {"true" if inside else "false"}' in told
