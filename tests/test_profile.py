"""The profile of an edition: each figure on small contracts, and in every format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from cli_place import run
from small_contract import clause, loaded
from test_compare_editions import NAMES, edition

from pcn_rules.compare.profile import Profile, profile_of, profiles_of, quarters
from pcn_rules.language.meaning import ResolvedDuty

YEAR = (date(2020, 4, 1), date(2021, 3, 31))


def profile(*bodies: str, vocabulary: str = "") -> Profile:
    text = "".join(clause(body, f"1.{number}") for number, body in enumerate(bodies, start=1))
    return profile_of(loaded(text, vocabulary), *YEAR)


def test_only_what_binds_the_network_or_its_practices_is_a_duty() -> None:
    found = profile(
        "by 30 June 2020 the PCN must write a plan",
        "by 30 June 2020 each core network practice must leave",
        "by 30 June 2020 the commissioner must write a plan",
        "by 30 June 2020 the PCN should write a plan",
        "from 1 April 2020 the PCN may write a plan",
        '"a plan" means "a plan"',
    )
    assert (found.clauses, found.duties) == (6, 2)


@pytest.mark.parametrize(
    ("body", "who", "how", "how_often", "when"),
    [
        ("the PCN must write a plan", 0, 0, 0, 0),
        ("by 30 June 2020 the PCN must write a plan", 0, 0, 0, 1),
        ("from 1 May 2020 the PCN must write a plan", 0, 0, 0, 1),
        ("by 31 July 2020 the PCN must agree a lead GP for each aligned care home", 1, 1, 0, 1),
        (
            "from 1 April 2020 every week the PCN must hold a home round in each aligned care home",
            *(0, 1, 1, 0),
        ),
        ("within 7 working days of each admission the PCN must agree a plan", 0, 1, 1, 1),
        ("the PCN must serve at least 30,000 registered patients", 0, 1, 0, 0),
    ],
)
def test_what_a_duty_fixes(body: str, who: int, how: int, how_often: int, when: int) -> None:
    found = profile(body, vocabulary="entity post\n  fact role : role\n")
    assert (found.who, found.how, found.how_often, found.when) == (who, how, how_often, when)
    assert found.none == (not (who or how or how_often or when))


def test_a_state_is_an_outcome_and_an_act_or_an_effort_a_process() -> None:
    found = profile(
        "the PCN must serve at least 30,000 registered patients",
        "by 30 June 2020 the PCN must write a plan",
        "within 7 working days of each admission the PCN must aim to agree a plan",
    )
    assert (found.process, found.outcome) == (2, 1)


def test_money_is_attached_by_its_service_its_things_or_what_it_measures() -> None:
    homes = clause("by 31 July 2020 the PCN must agree a lead GP for each aligned care home", "1.1")
    plan = clause("by 31 July 2020 the PCN must write a plan", "1.2")
    pays = "from 1 April 2020 to 31 March 2021 the commissioner pays £7.50 per bed per month"
    service = 'service 2 "Money"\n\n'
    for money, unpaid in (
        ("", 2),
        (service + clause(f"{pays}\nfor each aligned care home", "2.1"), 1),
        (service + clause(f"{pays}\nfor each care home", "2.1"), 2),
        (clause(f"{pays}\nfor each care home", "1.3"), 0),
    ):
        assert profile_of(loaded(homes + plan + money), *YEAR).unpaid == unpaid, money


def test_citations_that_are_unverified_are_counted_in_part_and_wholly() -> None:
    one = clause("by 31 July 2020 the PCN must write a plan", "1.1")
    text = (
        one
        + one.replace("1.1", "1.2").replace("verified", "unverified")
        + (one.replace("1.1", "1.3") + "  cites SPEC 1.3, unverified\n")
    )
    found = profile_of(loaded(text), *YEAR)
    assert (found.clauses, found.unverified, found.wholly) == (3, 2, 1)


def test_what_is_due_is_counted_in_its_quarter() -> None:
    found = profile(
        "before 1 July 2020 the PCN must write a plan",
        "by 1 July 2020 the PCN must write a summary",
        "from 1 August 2020 the PCN must write a plan",
        "from 1 April 2020 to 31 July 2020 the PCN must write a plan",
        "from 1 April 2020 every week the PCN must hold a home round in each aligned care home\n"
        "suspended from 1 October 2020 to 31 December 2020",
    )
    curve = [(q.deadlines, q.beginning, q.going_on) for q in found.quarters]
    assert curve == [(1, 2, 0), (1, 1, 2), (0, 0, 1), (0, 0, 2)]
    assert [q.due for q in found.quarters] == [3, 4, 1, 2]


def test_a_quarter_in_which_the_edition_does_not_live_is_no_nought() -> None:
    one = loaded(clause("by 30 June 2020 the PCN must write a plan", "1.1"))
    found = profile_of(one, date(2020, 1, 1), date(2020, 6, 30))
    assert [q.due for q in found.quarters] == [None, 1]
    later = replace(one, start=date(2021, 4, 1), end=date(2022, 3, 31))
    both = profiles_of([one, later])
    assert [len(each.quarters) for each in both] == [8, 8]


def test_quarters_are_those_of_the_calendar_cut_to_the_days() -> None:
    assert list(quarters(date(2020, 11, 15), date(2021, 4, 1))) == [
        (date(2020, 11, 15), date(2020, 12, 31)),
        (date(2021, 1, 1), date(2021, 3, 31)),
        (date(2021, 4, 1), date(2021, 4, 1)),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_figures_of_the_contract_add_up(name: str) -> None:
    whole = edition(name)
    found = profile_of(whole, *YEAR)
    binding = [
        c.statement
        for c in whole.clauses
        if isinstance(c.statement, ResolvedDuty)
        and c.statement.modality.startswith("must")
        and c.statement.actor.role != "another party"
    ]
    assert found.duties == len(binding) == found.process + found.outcome
    services = {clause.service for clause in whole.clauses}
    parts = [profile_of(whole, *YEAR, frozenset({service})) for service in services]
    for figure in ("clauses", "duties", "who", "how", "how_often", "when", "none", "process"):
        assert sum(getattr(part, figure) for part in parts) == getattr(found, figure), figure
    for figure in ("unpaid", "unverified", "wholly"):
        assert sum(getattr(part, figure) for part in parts) == getattr(found, figure), figure
    for number, quarter in enumerate(found.quarters):
        assert quarter.due == sum(part.quarters[number].due or 0 for part in parts)


# --- as a person sees it ----------------------------------------------------------------------


def test_the_command_and_the_difference_say_the_same() -> None:
    alone = json.loads(run("profile", *NAMES, "--format", "json").stdout)
    jsonschema.validate(alone, json.loads(run("schema", "profile").stdout))
    both = json.loads(run("diff", *NAMES, "--format", "json").stdout)["profile"]
    assert alone["editions"] == [both["old"], both["new"]]
    some = json.loads(run("profile", *NAMES, "--only", "3,7.3", "--format", "json").stdout)
    part = json.loads(run("diff", *NAMES, "--only", "3,7.3", "--format", "json").stdout)["profile"]
    assert some["editions"] == [part["old"], part["new"]]
    assert some["editions"][1]["clauses"] < alone["editions"][1]["clauses"]


@pytest.mark.parametrize("command", ["profile", "diff"])
@pytest.mark.parametrize("style", ["text", "html", "markdown"])
def test_every_format_tells_the_figures_and_the_curve(command: str, style: str) -> None:
    said = " ".join(run(command, *NAMES, "--format", style).stdout.split())
    found = profile_of(edition(NAMES[1]), *YEAR)
    assert "duties that bind the network" in said.casefold()
    assert f"{found.who} ({round(100 * found.who / found.duties)}%)" in said
    assert "October to December 2020" in said
    if style == "html":
        assert said.count('id="curve-title"') == 1
        assert "<caption>Duties due in each quarter" in said


def test_one_edition_stands_alone() -> None:
    said = run("profile", NAMES[1])
    assert said.exit_code == 0
    assert "April to June 2020: " in said.stdout


def test_editions_of_one_name_are_told_apart(tmp_path: Path) -> None:
    said = run("profile", NAMES[1], NAMES[1], "--format", "markdown")
    assert said.exit_code == 0
    assert "Network Contract DES 2020/21, final" in said.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("no-such-edition",), "E502"),
        ((NAMES[0], "--only", "99"), "E523"),
        ((NAMES[0], "--output", "no-such-folder/p.html"), "E507"),
    ],
)
def test_what_cannot_be_is_a_fault(words: tuple[str, ...], code: str) -> None:
    said = run("profile", *words)
    assert said.exit_code == 2
    assert f"error[{code}]" in said.stderr
    assert said.stdout == ""
