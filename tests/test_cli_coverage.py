"""The command that shows how clauses have come out over networks and days."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_place import CONTRACT, assess, contract_and_network, network, put, run
from jsonschema import Draft202012Validator, FormatChecker

from pcn_rules.report.coverage_data import SCHEMA_VERSION

SPEC = "specs/first"
TERMS = """
clause 2.2 "Leaving"
  from 1 April 2020 the PCN may leave
  cites SPEC 2.2, unverified
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A contract with two duties and a permission; networks that differ in how they stand."""
    contract_and_network(tmp_path)
    put(tmp_path / SPEC, {"contract.pcn": CONTRACT + TERMS})
    with (tmp_path / "specs/vocabulary/words.pcn").open("a") as words:
        words.write('\nphrase "leave" attested\n')
    put(tmp_path / "small", network("X2", lead="yes on 2020-04-20", size="29000"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def clauses(printed: str) -> dict[str, dict[str, Any]]:
    """The clauses of the one edition that a command wrote as JSON."""
    (edition,) = json.loads(printed)["editions"]
    return {clause["id"]: clause for clause in edition["clauses"]}


def judged(clause: dict[str, Any]) -> dict[str, int]:
    return {verdict: times for verdict, times in clause["counts"]["verdicts"].items() if times}


def test_it_counts_how_each_clause_came_out() -> None:
    found = clauses(run("coverage", SPEC, "ours", "small", "--format", "json").stdout)
    assert {id: (each["reach"], judged(each)) for id, each in found.items()} == {
        "1.1(a)": ("evaluated", {"met": 2}),
        "2.1": ("evaluated", {"met": 1, "impossible": 1}),
        "2.2": ("no verdict", {}),
    }
    assert [each["settled"] for each in found.values()] == [True, True, False]


@pytest.mark.parametrize("day", ["2020-05-31", "2020-08-01", "2021-03-31"])
def test_what_it_counts_is_what_assess_says(day: str) -> None:
    counted = clauses(
        run("coverage", SPEC, "ours", "small", "--as-at", day, "--format", "json").stdout
    )
    page = json.loads(assess("ours", "small", "--as-at", day, "--format", "json").stdout)
    for assessment in page["assessments"]:
        for clause in assessment["clauses"]:
            seen = [
                (each["verdict"], each["cause"])
                for each in counted[clause["id"]]["seen"]
                if each["network"] == assessment["network"]["id"]
            ]
            verdict = [(clause["verdict"], clause["cause"])] if clause["verdict"] else []
            assert seen == verdict


def test_each_day_is_judged_once() -> None:
    days = ("--as-at", "2020-05-31", "--as-at", "1 August 2020", "--as-at", "31 May 2020")
    result = run("coverage", SPEC, "ours", *days, "--format", "json")
    (edition,) = json.loads(result.stdout)["editions"]
    assert [each["as_at"] for each in edition["judged"]] == ["2020-05-31", "2020-08-01"]
    assert judged(clauses(result.stdout)["1.1(a)"]) == {"met": 1, "impossible": 1}


def test_without_a_day_it_is_that_of_each_network(place: Path) -> None:
    put(place / "later", network("X3", as_at="2020-09-01"))
    result = run("coverage", SPEC, "ours", "later", "--format", "json")
    (edition,) = json.loads(result.stdout)["editions"]
    assert [each["as_at"] for each in edition["judged"]] == ["2020-06-01", "2020-09-01"]


def test_what_was_known_later_is_left_out() -> None:
    options = ("--known-by", "2020-04-15", "--format", "json")
    found = clauses(run("coverage", SPEC, "ours", *options).stdout)
    assert judged(found["2.1"]) == {"unknown": 1}
    assert found["2.1"]["seen"][0]["known_by"] == "2020-04-15"


def test_it_reads_as_a_table() -> None:
    lines = run("coverage", SPEC, "ours", "small").stdout.splitlines()
    assert lines[0] == "Small contract, first edition"
    assert "Judged       Network X1 as at 1 June 2020" in lines
    assert "  2.1             List size                           1              1" in lines
    assert "  2.2             Leaving                          no verdict (permission)" in lines
    assert "   1  x seen impossible" in lines
    assert "   0    never evaluated" in lines
    assert max(len(line) for line in lines) <= 80
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("ending", ["html", "md", "json"])
def test_it_writes_a_file_in_the_format_of_its_ending(place: Path, ending: str) -> None:
    result = run("coverage", SPEC, "ours", "--output", f"seen.{ending}")
    assert (result.exit_code, result.stdout) == (0, "")
    page = (place / f"seen.{ending}").read_text(encoding="utf-8")
    assert "List size" in page
    assert page.startswith(
        {"html": "<!doctype html>", "md": "# Small contract", "json": "{"}[ending]
    )


def test_the_tables_of_markdown_are_whole() -> None:
    lines = run("coverage", SPEC, "ours", "small", "--format", "markdown").stdout.splitlines()
    at = lines.index("| 2.1 List size | 1 |  |  | 1 |  |  |  |")
    assert lines[at + 1] == "| 2.2 Leaving |  |  |  |  |  |  | no verdict (permission) |"
    assert lines[at - 1] == "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"


def test_several_editions_are_each_shown(place: Path) -> None:
    put(place / "specs/second", {"contract.pcn": CONTRACT.replace('"first"', '"second"')})
    shown = run("coverage", "specs", "ours", "--format", "json").stdout
    assert [each["edition"] for each in json.loads(shown)["editions"]] == ["first", "second"]


def test_names_of_what_comes_with_the_program_are_understood() -> None:
    shown = run("coverage", "boston", "--format", "json").stdout
    (edition,) = json.loads(shown)["editions"]
    assert edition["edition"] == "final"
    assert [each["network_name"] for each in edition["judged"]] == ["Boston PCN"]


def test_words_of_a_contract_stay_words(place: Path) -> None:
    hostile = CONTRACT.replace('"List size"', '"<i>List|size"')
    put(place / SPEC, {"contract.pcn": hostile})
    page = run("coverage", SPEC, "ours", "--format", "html").stdout
    assert "&lt;i&gt;List|size</th>" in page
    assert (
        "| 2.1 &lt;i&gt;List\\|size |"
        in run("coverage", SPEC, "ours", "--format", "markdown").stdout
    )
    assert "<i>List|size " in run("coverage", SPEC, "ours").stdout


# --- what --fail-on names ---------------------------------------------------------------------


def test_a_clause_that_was_never_settled_may_fail_it(place: Path) -> None:
    unsettled = {**network("X4"), "practices.csv": network("X4", size="")["practices.csv"]}
    put(place / "unsettled", unsettled)
    fail = ("--fail-on", "never-settled")
    assert run("coverage", SPEC, "unsettled", *fail).exit_code == 1
    assert run("coverage", SPEC, "unsettled", "--fail-on", "never-evaluated").exit_code == 0
    assert run("coverage", SPEC, "unsettled", "ours", *fail).exit_code == 0
    shown = run("coverage", SPEC, "unsettled").stdout
    assert "   1    only ever unknown or not applicable\n        2.1 List size\n" in shown


# --- faults -----------------------------------------------------------------------------------


def test_every_fault_is_told_once(place: Path) -> None:
    put(place / "specs/second", {"contract.pcn": CONTRACT.replace('"first"', '"second"')})
    put(place / "wrong", {"network.toml": "[network\n"})
    result = run("coverage", "specs", "wrong", "nowhere", "--as-at", "32 May 2020")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("error[") == 3
    assert "error[E503]: no file or folder `nowhere`" in result.stderr
    assert "error[E504]" in result.stderr


def test_an_edition_with_faults_is_not_judged(place: Path) -> None:
    put(place / "specs/first", {"contract.pcn": CONTRACT.replace("by 31 July", "by 32 July")})
    result = run("coverage", "specs", "ours")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "32 July 2020" in result.stderr


def test_a_day_outside_of_an_edition_that_nobody_named_is_a_fault() -> None:
    result = run("coverage", "boston", "--as-at", "2020-03-31")
    assert result.exit_code == 2
    assert "error[E505]" in result.stderr
    assert run("coverage", SPEC, "ours", "--as-at", "2020-03-31").exit_code == 0


def test_a_page_is_not_written_over_what_it_is_made_from() -> None:
    result = run("coverage", SPEC, "ours", "--output", "ours/practices.csv")
    assert result.exit_code == 2
    assert "error[E507]" in result.stderr


# --- the schema -------------------------------------------------------------------------------


def test_what_is_written_is_as_the_schema_says() -> None:
    schema = json.loads(run("schema", "coverage").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    page = json.loads(run("coverage", SPEC, "ours", "small", "--format", "json").stdout)
    assert [error.message for error in validator.iter_errors(page)] == []
    version = schema["$defs"]["Coverage"]["properties"]["schema_version"]["pattern"]
    assert version == rf"^{SCHEMA_VERSION[0]}\.\d+$"
    for wrong in ({**page, "editions": [{}]}, {**page, "schema_version": "2.0"}):
        assert list(validator.iter_errors(wrong)) != []


# --- variations -------------------------------------------------------------------------------

VARIATION = """\
variation "Amendments of September"
  amends "Small contract" from 1 October 2020

source AMENDED "Small contract: as amended", Somebody, 17 September 2020

replace clause 2.1 "List size"
  from 1 October 2020 the PCN must serve at least 28,000 registered patients
  cites AMENDED 2.1, unverified

omit clause 1.1(a)
  cites AMENDED 1.1(a), unverified
"""


def test_each_text_of_a_clause_is_told_apart(place: Path) -> None:
    put(place / SPEC, {"amendments.pcn": VARIATION})
    days = ("--as-at", "2020-09-30", "--as-at", "2020-10-01", "--as-at", "2020-11-01")
    result = run("coverage", SPEC, "small", *days, "--format", "json")
    (edition,) = json.loads(result.stdout)["editions"]
    assert [(each["id"], each["amended_by"], judged(each)) for each in edition["clauses"]] == [
        ("1.1(a)", None, {"met": 1}),
        ("2.1", None, {"impossible": 1}),
        ("2.1", "Amendments of September", {"met": 2}),
        ("2.2", None, {}),
    ]


def test_a_text_in_force_on_no_day_that_was_asked_about_is_never_evaluated(place: Path) -> None:
    put(place / SPEC, {"amendments.pcn": VARIATION})
    fail = ("--fail-on", "never-evaluated")
    early = run("coverage", SPEC, "ours", "--as-at", "2020-09-30", *fail)
    assert early.exit_code == 1
    assert "\n                  as amended by Amendments of September\n" in early.stdout
    assert (
        "   1    never evaluated\n        2.1 List size (as amended by Amendments of September)\n"
    ) in early.stdout
    both = ("--as-at", "2020-09-30", "--as-at", "2020-10-01")
    assert run("coverage", SPEC, "ours", *both, *fail).exit_code == 0
