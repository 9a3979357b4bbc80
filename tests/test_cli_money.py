"""The command that reckons what comes in and what it costs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_place import CONTRACT, contract_and_network, put, run
from jsonschema import Draft202012Validator, FormatChecker

SPEC = "specs/first"
MONEY = """
service 9 "Money"

clause 9.1 "Core funding"
  the commissioner pays £1.50 per registered patient per year
  cites SPEC 9.1, unverified

clause 9.2 "Participation"
  the commissioner pays £2 per patient per year to each practice
  cites SPEC 9.2, unverified
"""
WORDS = """
actor practice, each practice
actor commissioner, another party
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A contract with two payments, a second edition that pays more, and a network."""
    contract_and_network(tmp_path)
    put(tmp_path / SPEC, {"contract.pcn": CONTRACT + MONEY})
    second = (CONTRACT + MONEY).replace('"first"', '"second"').replace("£1.50", "£1.75")
    put(tmp_path / "specs/second", {"contract.pcn": second})
    with (tmp_path / "specs/vocabulary/words.pcn").open("a") as words:
        words.write(WORDS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(*arguments: str) -> str:
    """What the command prints, on one line."""
    result = run("money", "ours", *arguments)
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def data(*arguments: str) -> dict[str, Any]:
    result = run("money", "ours", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_it_says_what_the_network_and_its_practices_are_paid() -> None:
    page = told("--spec", SPEC)
    assert "What the network is paid: £46,500.00" in page
    assert "What its practices are paid themselves: £62,000.00" in page
    assert "£1.50 × 31,000 patients × 1 year = £46,500.00" in page
    assert "£62,000.00 itself, £46,500.00 for its network, £108,500.00 together" in page
    assert "1 April 2020 to 31 March 2021, each month: the network is paid £3,875.00" in page


def test_it_says_what_changes_between_two_editions() -> None:
    page = told("--compare", SPEC, "specs/second")
    assert "What the network is paid: first £46,500.00; second £54,250.00; change £7,750.00" in page
    assert "What its practices are paid themselves: first £62,000.00;" in page


@pytest.mark.parametrize("ending", ["html", "md", "json", "txt"])
def test_it_writes_every_format_by_the_ending_of_the_file(ending: str, place: Path) -> None:
    result = run("money", "ours", "--compare", SPEC, "specs/second", "--output", f"money.{ending}")
    assert (result.exit_code, result.stderr) == (0, f"written to money.{ending}\n")
    text = (place / f"money.{ending}").read_text(encoding="utf-8")
    assert ("46500" if ending == "json" else "£46,500.00") in text


def test_its_json_is_what_its_schema_says() -> None:
    schema = json.loads(run("schema", "money").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    found = data("--compare", SPEC, "specs/second")
    assert list(validator.iter_errors(found)) == []
    assert [each["edition"] for each in found["budgets"]] == ["first", "second"]
    (first, _) = found["budgets"]
    assert first["income"] == {"low": "46500", "high": "46500"}
    assert [flow["clause"] for flow in first["flows"]] == ["9.1", "9.2"]
    assert len(first["months"]) == 12


def test_real_networks_are_what_the_schema_says_too() -> None:
    validator = Draft202012Validator(json.loads(run("schema", "money").stdout))
    for name in ("boston", "solas"):
        found = json.loads(run("money", name, "--format", "json").stdout)
        assert list(validator.iter_errors(found)) == []


def test_what_the_schema_refuses() -> None:
    validator = Draft202012Validator(json.loads(run("schema", "money").stdout))
    found = data("--spec", SPEC)
    found["budgets"][0]["income"]["low"] = "£46,500"
    assert list(validator.iter_errors(found))


def test_what_posts_cost_comes_from_a_file_of_assumptions(place: Path) -> None:
    with (place / "specs/vocabulary/words.pcn").open("a") as words:
        words.write("role nurse\nentity post\n  fact role : role\n  fact WTE in post : WTE\n")
    pay = "employing a nurse\n  costs £30,000 per WTE per year\n"
    put(place, {"pay.pcn": f'assumptions "Pay"\n\n{pay}'})
    settings = (place / "ours/network.toml").read_text()
    lists = settings.replace("[lists]", '[lists]\npost = "complete"')
    staff = (
        "id,name,known,source,standing,describes,role,WTE in post\n"
        "N,Nora,2020-05-01,us,stated,2020-04-01 onwards,nurse,0.5\n"
    )
    put(place / "ours", {"network.toml": lists, "posts.csv": staff})
    page = told("--spec", SPEC, "--assumptions", "pay.pcn")
    assert "What its posts cost: £15,000.00" in page
    assert "Left over for the network: £31,500.00" in page


def test_faults_are_told_and_nothing_is_written(place: Path) -> None:
    result = run("money", "nowhere", "--spec", SPEC, "--output", "money.html")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
    assert not (place / "money.html").exists()
    wrong = run("money", "ours", "--spec", SPEC, "--as-at", "32 May 2020")
    assert (wrong.exit_code, wrong.stdout) == (2, "")


def test_compare_names_both_editions() -> None:
    result = run("money", "ours", "--spec", SPEC, "--compare", SPEC, "specs/second")
    assert result.exit_code == 2
    assert "--compare names both editions" in result.stderr


def test_names_cannot_command_a_page(place: Path) -> None:
    practices = (place / "ours/practices.csv").read_text()
    name = practices.splitlines()[1].split(",")[1]
    spoilt = practices.replace(name, "<b>Park</b>|x")
    (place / "ours/practices.csv").write_text(spoilt)
    assert "<b>Park" not in run("money", "ours", "--spec", SPEC, "--format", "html").stdout
    assert "\\|x" in run("money", "ours", "--spec", SPEC, "--format", "markdown").stdout
