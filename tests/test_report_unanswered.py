"""What could not be answered, why, and what to find out first."""

from __future__ import annotations

from report_samples import SAMPLE

from pcn_rules.report.model import Unanswered
from pcn_rules.report.render import render
from pcn_rules.report.view import report

REPORT = report(SAMPLE)


def line(id: str) -> Unanswered:
    return next(each for each in REPORT.unanswered if each.clause.id == id)


def test_every_unknown_clause_is_there_what_binds_the_network_first() -> None:
    assert [(each.clause.id, each.apart) for each in REPORT.unanswered] == [
        ("7.3.1(c)", ""),
        ("7.3.1(d)", ""),
        ("7.3.4(b)", ""),
        ("7.3.12", "owed by others"),
    ]


def test_it_says_what_is_missing_and_what_can_still_happen() -> None:
    homes = line("7.3.1(d)")
    assert homes.possible == "met or impossible"
    assert homes.missing == (
        "nobody has said: lead GP agreed (26 care homes); a list may not be complete"
    )
    assert line("7.3.1(c)").missing == (
        "nobody has estimated how much work it is; nobody has said who is there to do it"
    )
    assert line("7.3.4(b)").missing == "the day it was done is not known"


def test_it_says_what_to_ask_first_and_what_the_answers_settle() -> None:
    homes = line("7.3.1(d)")
    assert homes.first == "lead GP agreed: 26 care homes"
    assert homes.answers == "if no for any one of them: impossible"
    assert homes.more == 1


def test_the_summary_names_the_one_thing_to_begin_with() -> None:
    begin = REPORT.begin
    assert begin is not None
    assert begin.question == REPORT.questions[0].questions[0].heading
    assert begin.effects[0].settling == ("if no for any one of them: impossible",)
    assert "Find out first: Lead GP agreed: 26 care homes" in render([SAMPLE], "html")


def test_a_verdict_can_be_quoted_with_whose_when_and_from_what() -> None:
    quoted = next(each for each in REPORT.clauses if each.link.id == "7.3.1(d)").quoted
    assert quoted.startswith("7.3.1(d): unknown: met or impossible. Skegness and Coast PCN (U9")
    assert "as at 31 May 2020; pcn-rules " in quoted
    assert quoted.endswith(f"inputs {REPORT.inputs[:12]}.")
