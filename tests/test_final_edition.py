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
    ResolvedPayment,
    ResolvedPower,
    Specification,
)
from pcn_rules.load import load_specification
from pcn_rules.shipped import folder

# One line or more for each section, so that each can be read against its file.

CLAUSES = """
4.1 4.3 4.3-02 4.4 4.5 4.5-02 4.5.5 4.6 4.6-02 4.6.3 4.7 4.8 4.8.5 4.9 4.10 4.10-02 4.10-03 4.11
4.12 4.13 4.14 4.14-02 F-4-12 F-4-12-02 F-4-13 F-4-13-02 F-4-14
F-3a-01 F-3a-01-02 F-3a-02 F-3a-02-02 F-3a-02-03 F-3a-03 F-3a-03-02 F-3a-03-03 F-3a-03-04 F-3a-03-05
F-3a-03-06 F-3a-06 F-3a-07 F-3a-08 F-3a-09 F-3a-10 F-3a-11 F-3a-11-02 F-3a-11-03 F-3a-13
5.1 5.1-02 5.2 5.2-02 5.2-03 5.2-04 5.3 5.3-02 5.4 5.4-02 5.4-03 5.4-04 5.5 5.6 5.6-02 5.6-03
5.7.1 5.7.3 5.7.3-02 F-5-02 F-5-02-02 F-5-03 F-5-03-02 F-5-04 F-5-06 F-5-08 F-5-10 F-5-15
6.1 6.1-02 6.2 6.2-02 6.3 6.3-02 6.4 6.4-02 6.5.1 6.5.2 6.5.2-02 6.5.3 6.5.5 6.5.6
F-6-03 F-6-03-02 F-6-03-03 F-6-06 F-6-06-02 F-6-07 F-6-09 F-6-14 F-6-16
7.1 7.1.1 7.1.1(g) F-7-04 F-7-05 F-7-06 F-7-07 F-7-08 F-7-08-02 F-7-09 F-7-10
7.2.1(a) 7.2.1(a)(i) 7.2.1(a)(ii) 7.2.1(a)(iii) 7.2.1(a)(iv) 7.2.1(a)(v) 7.2.1(b) 7.2.1(b)-02
7.2.1(c) 7.2.1(d) 7.2.1(e) 7.2.1(f) 7.2.1(g) 7.2.2
7.3.1(a) 7.3.1(b) 7.3.1(c) 7.3.1(d) 7.3.2(a) 7.3.2(a)-02 7.3.2(b) 7.3.3 7.3.4(a) 7.3.4(a)-02
7.3.4(a)-03 7.3.4(a)-04 7.3.4(a)-05 7.3.4(b) 7.3.4(b)-02 7.3.4(b)-03 7.3.4(c) 7.3.4(d) 7.3.5
F-7-22 F-7-22-02 F-7-22-03
7.4.1(a)(i) 7.4.1(a)(i)-02 7.4.1(a)(ii) 7.4.1(a)(iii) 7.4.1(b)(i) 7.4.1(b)(i)-02 7.4.1(b)(ii)
7.4.1(c) 7.4.1(c)-02 7.4.2
7.5 7.5.1 7.5.2 7.5.3
8.1 8.2 8.3 F-8-05 F-8-05-02
F-9-01 F-9-02 F-9-04 F-9-05 F-9-06 F-9-07 F-9-09 F-9-10 F-9-11
F-5a-01 F-5a-02 F-5a-03 F-5a-04 F-5a-05 F-5a-06 F-5a-07 F-5a-08 F-5a-09 F-5a-10
"""

UNVERIFIED = """
4.5-02 4.7 F-3a-02-03 F-3a-08 F-3a-11 F-3a-11-02
5.2-02 5.3-02 5.5 F-5-08
6.2-02 6.3 F-6-03 F-6-03-02 F-6-03-03 F-6-06 F-6-06-02
7.3.3 7.3.4(b)-03 F-7-08 F-7-08-02 F-7-09
7.4.1(b)(i)-02 7.4.1(b)(ii) 7.4.1(c)-02 7.5.3
8.3 F-8-05
F-5a-03 F-5a-04 F-5a-05 F-5a-06 F-5a-07 F-5a-08 F-5a-09 F-5a-10
"""
"""What no account of the contract was seen to say."""

IN_PART = """
4.1 4.6-02 4.10 4.10-02 4.10-03 4.12 F-4-14
5.1 5.1-02 5.2 5.2-03 5.2-04 5.3 5.6 5.6-02 5.6-03 5.7.1 F-5-10
6.4 6.4-02
7.1.1(g) 7.2.1(f) 7.3.2(a) 7.3.2(a)-02 7.3.4(b) 7.4.1(b)(i) 7.4.1(c)
8.1 8.2
F-9-11
"""
"""What was seen, but for its number or a detail."""

VARIED = """
F-10-02 F-10-02-02
F-4-20 7.3.1(d)
F-5a-11 F-5a-12 F-9-08 F-9-08-02
F-D-01 F-D-02 F-D-03 F-D-04 F-D-05 F-D-06
F-9-03
"""
"""What variations add or say anew."""

NO_DUTY = """
4.1 4.10-03 4.12 4.13 4.14-02 F-4-13 F-3a-02-02 F-3a-06 F-3a-07 F-3a-09 F-3a-11-02
5.2-04 5.3-02 5.4-04 5.6 F-5-02-02 F-5-15
6.1 6.1-02 6.5.5 6.5.6 F-6-03-03 F-6-07 F-6-16
7.3.4(a)-05 7.3.5 7.5.2 F-7-10 F-7-22-02
8.1 8.2 8.3 F-8-05 F-8-05-02 F-9-11
"""
"""Permissions, powers and definitions."""

OF_OTHERS = """
4.3-02 4.5.5 4.6.3 4.7 4.8 4.8.5 4.9 4.10-02 4.11 F-4-12 F-4-12-02 F-4-13-02
F-3a-01 F-3a-01-02 F-3a-02 F-3a-02-03 F-3a-03 F-3a-03-02 F-3a-03-03 F-3a-03-04 F-3a-03-05 F-3a-03-06
F-3a-11 F-3a-13
5.6-03 5.7.3 5.7.3-02 F-5-03-02
6.5.2 6.5.2-02 6.5.3 F-6-03-02
7.1 7.3.2(a)-02 7.5 F-7-22
"""
"""What the commissioner, the LMC and practices that are no members owe."""

EFFORTS = """
F-4-12 F-3a-01-02
5.7.3 5.7.3-02
6.5.2-02
7.2.1(b)-02 7.3.1(c) 7.3.4(b) 7.3.4(b)-03 7.3.4(d)
"""
"""Support, aims and reasonable efforts: the outcome is not owed."""

ASSUMED = """
4.3 4.4 4.5 4.6 4.14
6.2
7.2.1(d) 7.3.1(a) 7.3.1(d) 7.3.4(a)
"""
"""What somebody estimated the work of, or what is no work to speak of."""

REPLACED = {
    "7.2.1(a)": "SMR-02 SMR-02d SMR-02f",
    "7.2.1(a)(i)": "SMR-02a",
    "7.2.1(a)(ii)": "SMR-02b",
    "7.2.1(a)(iii)": "SMR-02c",
    "7.2.1(a)(iv)": "SMR-02e SMR-02g",
    "7.2.1(a)(v)": "SMR-02h",
    "7.2.1(b)": "SMR-04 SMR-09",
    "7.2.1(d)": "SMR-05",
    "7.2.1(e)": "SMR-12",
    "7.2.1(f)": "SMR-10a SMR-10b SMR-10c SMR-11",
    "7.2.2": "SMR-06",
    "7.3.1(a)": "EHCH-03",
    "F-7-22": "EHCH-03-02",
    "7.3.1(d)": "EHCH-01",
    "7.3.2(a)": "EHCH-02 EHCH-04",
    "7.3.2(a)-02": "EHCH-02-02 EHCH-04-02",
    "7.3.2(b)": "EHCH-09",
    "7.3.3": "EHCH-12",
    "7.3.4(a)": "EHCH-05",
    "7.3.4(a)-02": "EHCH-06 EHCH-06-02 EHCH-07 EHCH-07-02",
    "7.3.4(a)-03": "EHCH-08",
    "7.3.4(a)-04": "EHCH-08-02",
    "7.3.4(a)-05": "EHCH-08-03",
    "7.3.4(b)": "EHCH-09 EHCH-10",
    "7.3.4(b)-03": "EHCH-13",
    "7.3.4(c)": "EHCH-14 EHCH-14-03",
    "7.3.4(d)": "EHCH-16",
    "7.4.1(a)(i)": "CA-04",
    "7.4.1(a)(i)-02": "CA-04-02",
    "7.4.1(a)(ii)": "CA-02",
    "7.4.1(a)(iii)": "CA-05",
    "7.4.1(b)(i)": "CA-03",
    "7.4.1(c)": "CA-06",
    "7.4.1(c)-02": "CA-06",
    "7.5.1": "PC-03",
}
"""What became of the draft's clauses; those that no clause replaces were dropped or put off."""


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


def test_what_varies_the_contract_begins_on_its_day() -> None:
    assert [(each.start, each.variations[-1].name) for each in final().amended] == [
        (date(2020, 4, 1), "Letter of 19 March 2020"),
        (date(2020, 9, 17), "Opting out of the amendments of 17 September 2020"),
        (date(2020, 10, 1), "Amendments of 17 September 2020"),
        (date(2021, 1, 1), "Letters of January and February 2021"),
    ]
    assert isinstance(text(date(2020, 4, 1))["F-10-02"].statement, ResolvedDuty)
    assert "F-9-03" not in text(date(2020, 12, 31))
    assert isinstance(text(date(2021, 1, 1))["F-9-03"].statement, ResolvedPayment)
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
    assert {each.id for each in varied} == set(VARIED.split())
    assert all("secondary source" in standings(each) for each in varied)
    in_part = {each.id for each in varied if len(standings(each)) == 2}
    assert in_part == {f"F-D-0{number}" for number in range(1, 7)}  # their points and levels


def test_nothing_is_called_verified_because_the_text_was_not_read() -> None:
    assert [each.id for each in final().clauses if "verified" in standings(each)] == []


def test_what_was_seen_in_no_account_is_unverified() -> None:
    alone = {each.id for each in final().clauses if standings(each) == {"unverified"}}
    both = {each.id for each in final().clauses if len(standings(each)) == 2}
    assert (alone, both) == (set(UNVERIFIED.split()), set(IN_PART.split()))


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
    assert others == set(NO_DUTY.split())


def test_only_the_usual_maximum_is_recommended() -> None:
    recommended = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedDuty) and each.statement.modality == "should"
    }
    assert recommended == {"F-5-02"}


def test_duties_of_others_are_not_the_network_s() -> None:
    others = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedDuty) and each.statement.actor.role == "another party"
    }
    assert others == set(OF_OTHERS.split())


def test_support_and_aims_are_owed_as_efforts() -> None:
    efforts = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedDuty) and each.statement.aim == "effort"
    }
    assert efforts == set(EFFORTS.split())


def test_effort_is_assumed_only_where_somebody_said_or_it_is_none_to_speak_of() -> None:
    assumed = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedDuty)
        and not isinstance(each.statement.effort.amount, NotStated)
    }
    assert assumed == set(ASSUMED.split())


def test_the_seven_days_may_be_read_as_calendar_days() -> None:
    assert [reading.words for reading in clause("7.3.4(b)").readings] != []


def test_the_draft_s_clauses_are_replaced_as_the_comparison_of_both_says() -> None:
    replaced = {
        each.id: {replaces.clause for replaces in each.replaces}
        for each in final().clauses
        if each.replaces
    }
    assert replaced == {final: set(drafts.split()) for final, drafts in REPLACED.items()}


def test_a_month_s_notice_is_counted() -> None:
    notice = duty("4.14").notice
    assert notice is not None
    assert (notice.count, notice.unit) == (1, "month")


def test_what_arises_in_one_case_alone_is_asked_in_that_case_alone() -> None:
    conditional = {
        each.id
        for each in final().clauses
        if isinstance(each.statement, ResolvedDuty)
        and each.id.startswith("4.")
        and (each.statement.condition is not None or each.statement.exceptions)
    }
    assert conditional == {
        *("4.3", "4.4", "4.5", "4.5-02", "4.5.5", "4.6", "4.6-02", "4.6.3", "4.7"),
        *("4.10", "4.11", "4.14"),
    }
