"""Which text of an edition was used, and whether it was ever in force, in every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
    words = "since 1 October 2020: Amendments of 17 September 2020"
    assert report(amended).clauses[0].amended == words
    for format in ("text", "markdown", "html"):
        for page in (render([amended], format), render_clause(amended, BASE.id, format)):
            assert words in " ".join(page.split())
            assert "This text" in page
        assert "This text" not in render([SAMPLE], format)


def test_an_edition_that_was_only_proposed_says_so_wherever_it_is_named() -> None:
    draft = replace(SAMPLE, edition="draft", proposed=True)
    shown = report(draft)
    assert shown.specification.endswith("draft edition (proposed, never in force)")
    assert dict(shown.dates)["In force"].startswith("proposed, never in force; judged as if from")
    assert all("(proposed, never in force)" in each.quoted for each in shown.clauses)
