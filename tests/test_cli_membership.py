"""The commands that let practices leave, join and be divided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_place import CONTRACT, MAKE_SIZE_STAND, SETTINGS, contract_and_network, put, run
from jsonschema import Draft202012Validator, FormatChecker

SPEC = ("--spec", "specs/first")
MOST = """
clause 2.2 "Not too large"
  from 1 April 2020 the PCN must serve at most 60,000 registered patients
  cites SPEC 2.2, unverified
"""
MOST_WORDS = """
state "serve at most (maximum: patients) registered patients"
  means registered patients <= maximum
"""
AREA = {"ours": '"PE21"', "near": '"PE21", "PE22"', "far": '"LN1"', "full": '"PE21"'}
PRACTICES = {
    "ours": (("P1", 31_000, "PE21 8UE"), ("P2", 9_000, "PE21"), ("<P3>", 2_000, "")),
    "near": (("N1", 40_000, "PE22"),),
    "far": (("F1", 32_000, "LN1"),),
    "full": (("L1", 59_000, "PE21"),),
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A contract with a least and a most, a network to leave, and three round it."""
    contract_and_network(tmp_path)
    put(tmp_path / "specs/first", {"contract.pcn": CONTRACT + MOST})
    with (tmp_path / "specs/vocabulary/words.pcn").open("a") as words:
        words.write(MOST_WORDS)
    for name, members in PRACTICES.items():
        settings = SETTINGS.format(id=name.upper(), name=f"Network {name}", as_at="2020-06-01")
        settings = settings.replace("as_at =", f"area = [{AREA[name]}]\nas_at =")
        rows = "".join(
            f"{id},Practice {id},2020-04-01,us,{size},{at}\n" for id, size, at in members
        )
        files = {
            "network.toml": settings + MAKE_SIZE_STAND,
            "practices.csv": f"id,name,from,source,list size,postcode\n{rows}",
            "care-homes.csv": "id,name,source,practice,aligned\n"
            f"{name}1,Ash,us,{members[0][0]},yes\n{name}2,Birch,us,,yes\n",
        }
        put(tmp_path / "networks" / name, files)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def leave(*more: str) -> tuple[str, ...]:
    return "without", "P1", "networks/ours", "--leaves", "2020-06-30", *SPEC, *more


def told(*words: str) -> str:
    """What a command prints, on one line."""
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def data(*words: str) -> dict[str, Any]:
    """What a command writes as JSON, held against the schema that is published."""
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    schema = json.loads(run("schema", "membership").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert list(validator.iter_errors(found)) == []
    return found


def test_it_says_who_has_what_before_and_after() -> None:
    page = told(*leave())
    assert "Last day before 30 June 2020" in page
    assert (
        "Registered patients before: Network ours: 42,000 after: Network ours: 11,000 "
        "after: Practice P1: 31,000 nobody said whose: 0" in page
    )
    assert "Care homes listed before: Network ours: 2 after: Network ours: 0 after: " in page
    assert "* Whose care homes are these, 1 of them? Birch" in page
    assert "x 2.1 List size: met before, met had nobody moved, impossible after" in page
    assert "31,000 patients are with a practice in none" in page


def test_candidates_have_room_or_have_not() -> None:
    page = told(*leave("--among", "networks"))
    assert page.count("Network ours (OURS)") == 0
    full = page.index("Network full (FULL)")
    near, far = page.index("Network near (NEAR)"), page.index("Network far (FAR)")
    assert far > max(full, near)  # it lies in another area
    assert "area: the same, PE21 is one of PE21, PE22" in page
    assert "area: another, PE21 is none of LN1" in page
    assert "size: 32,000 patients, 63,000 with the practice; it is the smallest of these" in page
    assert "room: no, 2.2 Not too large from met to impossible" in page


def test_a_candidate_with_nothing_worse_has_room() -> None:
    found = data(
        "without", "P2", "networks/ours", "--leaves", "2020-06-30", *SPEC, "--among",
        "networks/far", "--among", "networks/full",
    )  # fmt: skip
    rooms = {c["name"]: (c["room"], [w["clause"] for w in c["worse"]]) for c in found["candidates"]}
    assert rooms["Network full"] == (False, ["2.2"])
    assert rooms["Network far"] == (None, [])  # the homes that may come with it are not settled


def test_one_that_brings_nothing_unknown_finds_room(place: Path) -> None:
    for name in ("ours", "far"):
        homes = place / f"networks/{name}/care-homes.csv"
        homes.write_text("id,name,source\n", encoding="utf-8")
    words = ("without", "P2", "networks/ours", "--leaves", "2020-06-30", *SPEC)
    (far,) = data(*words, "--among", "networks/far")["candidates"]
    assert (far["name"], far["room"], far["unknown"]) == ("Network far", True, 0)


def test_where_a_practice_lies_is_not_guessed() -> None:
    page = told("without", "<P3>", "networks/ours", "--leaves", "2020-06-30", *SPEC, "--among",
                "networks/far")  # fmt: skip
    assert "area: nobody said where the practice lies" in page


@pytest.mark.parametrize("ending", ["html", "md", "json", "txt"])
def test_it_writes_every_format_by_the_ending_of_the_file(ending: str, place: Path) -> None:
    result = run(*leave("--among", "networks", "--output", f"moved.{ending}"))
    assert (result.exit_code, result.stderr) == (0, f"written to moved.{ending}\n")
    text = (place / f"moved.{ending}").read_text(encoding="utf-8")
    assert ("31000" if ending == "json" else "31,000") in text


def test_names_are_no_markup() -> None:
    words = ("without", "<P3>", "networks/ours", "--leaves", "2020-06-30", *SPEC)
    page = run(*words, "--format", "html").stdout
    assert "Practice <P3>" not in page
    assert "Practice &lt;P3&gt;" in page
    assert "Practice <P3>" not in run(*words, "--format", "markdown").stdout


def test_its_json_is_what_its_schema_says() -> None:
    found = data(*leave("--among", "networks"))
    assert [side["role"] for side in found["sides"]] == ["remains", "leaves"]
    patients = found["totals"][1]
    assert patients["after"] == [
        {"low": "11000", "high": "11000"},
        {"low": "31000", "high": "31000"},
    ]
    assert found["unsaid"] == [{"entity": "care home", "names": ["Birch"]}]


def test_one_that_joins_is_shown_with_the_network_it_leaves() -> None:
    words = ("with", "P1", "networks/far", "--from", "networks/ours", "--leaves", "2020-06-30")
    found = data(*words, *SPEC)
    assert [(s["role"], s["name"]) for s in found["sides"]] == [
        ("takes", "Network far"),
        ("gives", "Network ours"),
    ]
    assert [each["low"] for each in found["totals"][1]["after"]] == ["63000", "11000"]


def test_one_with_a_folder_of_its_own_joins_with_all_that_is_in_it(place: Path) -> None:
    settings = SETTINGS.format(id="Q1", name="Practice Q1", as_at="2020-06-01")
    files = {
        "network.toml": settings + MAKE_SIZE_STAND,
        "practices.csv": "id,name,source,list size\nQ1,Practice Q1,us,5000\n",
        "care-homes.csv": "id,name,source,aligned\nQA,Quince,us,yes\n",
    }
    put(place / "q1", files)
    found = data("with", "Q1", "networks/far", "--from", "q1", "--joins", "2020-07-01", *SPEC)
    assert [each["low"] for each in found["totals"][1]["after"]] == ["37000"]
    assert found["unsaid"] == []


def test_a_network_is_divided(place: Path) -> None:
    words = ("split", "networks/ours", "--leaves", "2020-06-30", "--to", "One=P1", "--to")
    result = run(*words, "Two=P2", *SPEC)
    assert result.exit_code == 2  # nobody said where the third goes
    assert "nothing says where `<P3>` would go" in result.stderr
    rows = (place / "networks/ours/practices.csv").read_text(encoding="utf-8")
    (place / "networks/ours/practices.csv").write_text(rows.replace("<P3>", "P3"))
    found = data(*words, "Two=P2,P3", *SPEC)
    assert [s["name"] for s in found["sides"]] == ["One", "Two"]
    assert [each["low"] for each in found["totals"][1]["after"]] == ["31000", "11000"]


def test_the_networks_afterwards_can_be_written_and_judged(place: Path) -> None:
    assert run(*leave("--into", "after")).exit_code == 0
    assert sorted(path.name for path in (place / "after").iterdir()) == [
        "network-ours",
        "practice-p1",
    ]
    judged = run("assess", "after/network-ours", "--as-at", "2020-07-01", *SPEC)
    assert "x 2.1 List size" in " ".join(judged.stdout.split())
    again = run(*leave("--into", "after"))
    assert (again.exit_code, again.stdout) == (2, "")
    assert "error[E508]" in again.stderr


def test_it_fails_on_what_it_is_told_to() -> None:
    assert run(*leave("--fail-on", "impossible")).exit_code == 1
    stays = ("without", "P2", "networks/ours", "--leaves", "2020-06-30", *SPEC)
    assert run(*stays, "--fail-on", "impossible").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("without", "P1", "networks/ours", *SPEC), "E575"),
        (("without", "P1", "networks/ours", "--notice", "2020-05-31", *SPEC), "E574"),
        (("without", "P1", "networks/none", "--leaves", "2020-06-30", *SPEC), "E501"),
        (("without", "P1", "networks/ours", "--leaves", "yesterday", *SPEC), "E504"),
        (("without", "N1", "networks/near", "--leaves", "2020-06-30", *SPEC), "E573"),
        (leave("--among", "specs/assumptions"), "E510"),
        (leave("--output", "networks/ours/practices.csv"), "E507"),
        (("with", "P1", "networks/far", "--from", "networks/ours", *SPEC), "E575"),
        (("split", "networks/ours", "--to", "=P1", "--to", "B=P2", *SPEC), "E580"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    words: tuple[str, ...], code: str
) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"error[{code}]" in result.stderr
    assert "Traceback" not in result.stderr
