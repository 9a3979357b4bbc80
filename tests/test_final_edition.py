"""The final edition of 2020/21 as it is shipped: what it holds, and how far it may be relied on."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from pcn_rules.language.meaning import (
    NotStated,
    ResolvedClause,
    ResolvedDefinition,
    ResolvedDuty,
    ResolvedPower,
    Specification,
)
from pcn_rules.load import load_specification
from pcn_rules.shipped import folder

CLAUSES = """
4.14 4.14-02
5.1 5.1-02 F-5-02 F-5-03 F-5-04
7.1 7.1.1 7.1.1(g) F-7-04 F-7-05 F-7-06 F-7-07 F-7-08 F-7-08-02 F-7-09 F-7-10
7.3.1(a) 7.3.1(b) 7.3.1(c) 7.3.1(d) 7.3.2(a) 7.3.2(b) 7.3.3
7.3.4(a) 7.3.4(a)-02 7.3.4(b) 7.3.4(c) 7.3.4(d) 7.3.5 F-7-22 F-7-22-02
"""
UNVERIFIED = {"7.3.3", "F-7-08", "F-7-08-02", "F-7-09"}
"""What no account of the contract was seen to say."""

IN_PART = {"5.1", "5.1-02", "7.1.1(g)", "7.3.2(a)", "7.3.4(b)"}
"""What was seen, but for its number or a detail."""


@cache
def final() -> Specification:
    specification, faults, _ = load_specification(Path(folder("specs")) / "2020-21-final")
    assert faults == ()
    assert specification is not None
    return specification


def standings(clause: ResolvedClause) -> set[str]:
    return {citation.standing for citation in clause.citations}


def clause(identity: str) -> ResolvedClause:
    return next(each for each in final().clauses if each.id == identity)


def duty(identity: str) -> ResolvedDuty:
    statement = clause(identity).statement
    assert isinstance(statement, ResolvedDuty)
    return statement


def test_it_holds_these_clauses() -> None:
    assert {each.id for each in final().clauses} == set(CLAUSES.split())


def text(day: date) -> dict[str, ResolvedClause]:
    return {each.id: each for each in final().text_on(day).clauses}


def test_the_amendments_of_september_2020_begin_on_their_days() -> None:
    assert [(each.start, each.variations[-1].name) for each in final().amended] == [
        (date(2020, 9, 17), "Opting out of the amendments of 17 September 2020"),
        (date(2020, 10, 1), "Amendments of 17 September 2020"),
    ]
    assert "F-4-20" not in text(date(2020, 9, 16))
    assert isinstance(text(date(2020, 9, 20))["F-4-20"].statement, ResolvedPower)
    assert "F-4-20" in text(date(2020, 10, 17))


def test_a_lead_need_not_be_a_gp_from_1_october_on() -> None:
    before, after = (text(date(2020, *day))["7.3.1(d)"].statement for day in ((9, 30), (10, 1)))
    assert isinstance(before, ResolvedDuty)
    assert isinstance(after, ResolvedDuty)
    assert (before.exceptions, before.state) == ((), False)
    assert (len(after.exceptions), after.state, after.start) == (1, True, date(2020, 10, 1))
    assert before.body == after.body


def test_what_a_variation_says_rests_on_accounts_too() -> None:
    varied = [c for each in final().amended for c in each.clauses if c.amended_by is not None]
    assert {each.id for each in varied} == {"F-4-20", "7.3.1(d)"}
    assert {words for each in varied for words in standings(each)} == {"secondary source"}


def test_nothing_is_called_verified_because_the_text_was_not_read() -> None:
    assert [each.id for each in final().clauses if "verified" in standings(each)] == []


def test_what_was_seen_in_no_account_is_unverified() -> None:
    alone = {each.id for each in final().clauses if standings(each) == {"unverified"}}
    both = {each.id for each in final().clauses if len(standings(each)) == 2}
    assert (alone, both) == (UNVERIFIED, IN_PART)


def test_a_secondary_source_is_named() -> None:
    unnamed = [
        each.id
        for each in final().clauses
        for citation in each.citations
        if citation.standing == "secondary source" and citation.reported_by is None
    ]
    assert unnamed == []


def test_powers_and_definitions_are_no_duties() -> None:
    others = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedPower | ResolvedDefinition)
    }
    assert others == {"4.14-02", "7.3.5", "F-7-10", "F-7-22-02"}


def test_only_the_usual_maximum_is_recommended() -> None:
    recommended = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedDuty) and each.statement.modality == "should"
    }
    assert recommended == {"F-5-02"}


def test_the_commissioner_s_duties_are_another_party_s() -> None:
    others = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedDuty) and each.statement.actor.role == "another party"
    }
    assert others == {"7.1", "F-7-22"}


def test_support_and_aims_are_owed_as_efforts() -> None:
    efforts = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedDuty) and each.statement.aim == "effort"
    }
    assert efforts == {"7.3.1(c)", "7.3.4(b)", "7.3.4(d)"}


def test_effort_is_assumed_only_where_somebody_said_or_it_is_none_to_speak_of() -> None:
    assumed = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedDuty)
        and not isinstance(each.statement.effort.amount, NotStated)
    }
    assert assumed == {"4.14", "7.3.1(a)", "7.3.1(d)", "7.3.4(a)"}


def test_the_seven_days_may_be_read_as_calendar_days() -> None:
    assert [reading.words for reading in clause("7.3.4(b)").readings] != []


def test_the_draft_s_clauses_are_replaced_as_the_comparison_of_both_says() -> None:
    replaced = {
        each.id: {replaces.clause for replaces in each.replaces}
        for each in final().clauses
        if each.replaces
    }
    assert replaced == {
        "7.3.1(a)": {"EHCH-03"},
        "7.3.1(d)": {"EHCH-01"},
        "7.3.2(a)": {"EHCH-02", "EHCH-04"},
        "7.3.2(b)": {"EHCH-09"},
        "7.3.3": {"EHCH-12"},
        "7.3.4(a)": {"EHCH-05", "EHCH-08"},
        "7.3.4(a)-02": {"EHCH-06", "EHCH-07"},
        "7.3.4(b)": {"EHCH-09", "EHCH-10"},
        "7.3.4(c)": {"EHCH-14"},
        "7.3.4(d)": {"EHCH-16"},
    }


def test_a_month_s_notice_is_counted() -> None:
    notice = duty("4.14").notice
    assert notice is not None
    assert (notice.count, notice.unit) == (1, "month")
