"""Roles of posts: the many whose role nobody said, and what `init` and the dictionary say."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from language_pages import examples
from small_network import VOCABULARY, load

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.result import Verdict
from pcn_rules.language.indicators import indicators
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_text
from pcn_rules.networks.blank import blank_network
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Known, Missing

ROLES = "\n".join(f"role role {chr(97 + n)}" for n in range(20))
FILES = {
    "contract.pcn": """\
specification "Example"
  edition "final", published 31 March 2020
  in force from 1 April 2020 to 31 March 2021
  uses "vocabulary.pcn"
source SPEC "The contract", NHS England, 31 March 2020
service 7 "Example"

clause 1 "Posts"
  the PCN must have enough
  cites SPEC 1, verified
""",
    "vocabulary.pcn": f"""\
vocabulary "Roles"
actor PCN, the network
{ROLES}

entity post, plural "staff"
  fact role        : role
  fact WTE in post : WTE

state "have enough"
  means sum of WTE in post over role as >= 6 WTE
""",
}
SETTINGS = """\
[network]
id = "EX"
name = "Example"
as_at = 2020-08-01

[lists]
post = "complete"

[sources.us]
title = "Our own records"
publisher = "the network"
day = 2020-04-01
"""


def specification() -> Specification:
    found, faults = load_text(FILES)
    assert faults == ()
    assert found is not None
    return found


def test_thirty_posts_whose_role_nobody_said_are_judged_exactly(tmp_path: Path) -> None:
    rows = "".join(f"{n},2020-04-01 onwards,1\n" for n in range(30))
    (tmp_path / "network.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "staff.csv").write_text(f"id,describes,WTE in post\n{rows}", encoding="utf-8")
    contract = specification()
    network, faults = load_network(tmp_path, contract.vocabulary)
    assert faults == ()
    assert network is not None
    (clause,) = assess(contract, network, as_at=date(2020, 8, 1)).clauses
    assert clause.outcome is not None
    assert clause.outcome.verdict is Verdict.UNKNOWN
    assert clause.minimal
    assert len(clause.deciding) == 30
    words = {answer.words for each in clause.deciding for answer in each.answers}
    assert words == {"role a", "another role"}


def test_planned_posts_whose_role_nobody_said_are_judged_exactly(tmp_path: Path) -> None:
    rows = "".join(f"{n},2020-04-01,yes,2020-04-01 onwards,1.{n * n:03}\n" for n in range(10))
    (tmp_path / "network.toml").write_text(SETTINGS, encoding="utf-8")
    head = "id,from,planned,describes,WTE in post\n"
    (tmp_path / "staff.csv").write_text(head + rows, encoding="utf-8")
    contract = specification()
    network, faults = load_network(tmp_path, contract.vocabulary)
    assert faults == ()
    assert network is not None
    (clause,) = assess(contract, network, as_at=date(2020, 8, 1)).clauses
    assert clause.outcome is not None
    assert {each.verdict for each in clause.possible} == {Verdict.AT_RISK, Verdict.IMPOSSIBLE}
    assert clause.minimal
    assert len(clause.deciding) == 10


def test_a_role_may_be_a_guess_or_not_known(tmp_path: Path) -> None:
    rows = "1,own,likely nurse\n2,own,NURSE\n3,own,another role\n4,own,unknown\n"
    network, faults = load(tmp_path / "n", staff=f"id,source,role\n{rows}")
    assert faults == ()
    assert network is not None
    values = [record.value for record in network.records if record.fact == "role"]
    assert values == [Missing(likely="nurse"), Known("nurse"), Known("another role"), Missing()]


def test_a_role_is_no_plan_and_no_amount(tmp_path: Path) -> None:
    rows = "1,own,planned nurse from 2020-09-01\n2,own,yes\n3,own,2\n"
    network, faults = load(tmp_path / "n", staff=f"id,source,role\n{rows}")
    assert network is None
    assert [fault.code for fault in faults] == ["E461", "E461", "E461"]


def test_a_blank_network_says_which_roles_and_indicators_there_are() -> None:
    readme = blank_network("Ours", VOCABULARY)["README.md"]
    assert "| role | one of: clinical pharmacist, nurse, another role |" in readme
    assert "| registered patients | patients (NHS Digital indicator NCD001) |" in readme


def test_the_dictionary_is_whole_and_says_where_it_is_from() -> None:
    folder = Path(__file__).parent.parent / "specs" / "vocabulary"
    with (folder / "indicators-2022-23.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(indicators()) == 141
    assert all(row["description"] for row in rows)
    words = (folder / "README.md").read_text(encoding="utf-8")
    assert "NHS Digital" in words
    assert "Open Government Licence v3.0" in words


def test_the_page_on_roles_is_run() -> None:
    assert sum(example.page == "roles" for example in examples()) > 12
