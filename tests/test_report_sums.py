"""What a payment comes to, as every format shows it."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from report_samples import PARTICIPATION, SAMPLE

from pcn_rules.report.render import Format, render_clause
from pcn_rules.report.sums import sum_words


def page(format: Format) -> str:
    return " ".join(render_clause(SAMPLE, "5.10", format).split())


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ("text", "Comes to: at least £4,402.50 (1 April 2020 to 30 June 2020)."),
        ("text", "What is known so far is the least: a list is open."),
        ("text", "* Quay: weighted list size, in weighted patients?"),
        ("text", "1 April 2020 to 31 May 2020, each month: at least £1,467.50"),
        ("text", "1 June 2020 to 30 June 2020: £1,467.50 to £1,666.67"),
        ("text", "Quay: not known"),
        ("markdown", "Comes to **at least £4,402.50** (1 April 2020 to 30 June 2020)"),
        ("markdown", "| 1 June 2020 to 30 June 2020 | £1,467.50 to £1,666.67 |"),
        ("markdown", "| Park | £4,402.50 |"),
        ("html", "<dd><strong>at least £4,402.50</strong> (1 April 2020 to 30 June 2020)"),
        ("html", '<td role="cell" data-name="Sum">£1,467.50 to £1,666.67</td>'),
        ("html", "Missing for the sum"),
    ],
)
def test_a_page_shows_what_it_comes_to(format: Format, said: str) -> None:
    assert said in page(format)


def test_json_holds_the_exact_ends_and_those_to_the_penny() -> None:
    money = json.loads(render_clause(SAMPLE, "5.10", "json"))["clause"]["money"]
    assert (money["low"], money["high"], money["rounded_low"]) == ("8805/2", None, "4402.50")
    assert money["instalments"][2]["high"] == "5000/3"


def test_a_most_is_called_one_and_what_is_not_known_is_not() -> None:
    exact = replace(PARTICIPATION, up_to=True, high=Fraction("4402.5"), open=())
    assert sum_words(exact) == "up to £4,402.50"
    nothing = replace(PARTICIPATION, up_to=True, low=Fraction(0))
    assert sum_words(nothing) == "not known"


def test_points_are_no_pounds() -> None:
    points = replace(PARTICIPATION, unit="points", low=Fraction(54), high=Fraction(72))
    assert sum_words(points) == "54 to 72 points"
