"""Judging networks and explaining clauses, from the words typed to what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_place import CONTRACT, SETTINGS, assess, contract_and_network, network, put, run


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    contract_and_network(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- assess -----------------------------------------------------------------------------------


def test_assess_prints_an_assessment_with_its_dates_and_files(place: Path) -> None:
    result = assess("ours")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    for words in (
        "Network X1 (X1)",
        "Small contract, first edition",
        "As at        1 June 2020",
        "Known by     everything in the folder",
        "CAN BE MET: not yet done, 60 days left",
        "MET: it holds on 1 June 2020",
        "specs/first/contract.pcn",
        "specs/vocabulary/words.pcn",
        "specs/assumptions/effort.pcn",
        "ours/network.toml",
    ):
        assert words in result.stdout


def test_the_day_asked_about_may_be_typed_either_way(place: Path) -> None:
    for typed in ("2020-08-01", "1 August 2020"):
        result = assess("ours", "--as-at", typed)
        assert "As at        1 August 2020" in result.stdout


def test_what_was_not_yet_known_is_left_out(place: Path) -> None:
    result = assess("ours", "--known-by", "30 April 2020")
    assert "Known by     30 April 2020" in result.stdout
    assert "CAN BE MET" not in result.stdout


def test_a_report_is_written_to_a_file_and_its_ending_says_how(place: Path) -> None:
    result = assess("ours", "--output", "report.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (place / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert assess("ours", "--output", "report.md").exit_code == 0
    assert (place / "report.md").read_text(encoding="utf-8").startswith("# Network X1")
    assert assess("ours", "--output", "report", "--format", "json").exit_code == 0
    assert json.loads((place / "report").read_text())["network"]["id"] == "X1"
    assert assess("ours", "--output", "plain").exit_code == 0
    assert (place / "plain").read_text(encoding="utf-8").startswith("Network X1")
    assert not list(place.glob(".*"))


COMMANDS = [
    ("assess", "ours"),
    ("explain", "2.1", "ours"),
    ("capacity", "ours"),
    ("money", "ours"),
    ("coverage", "specs/first", "ours"),
    ("diff", "specs/first", "specs/first"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
@pytest.mark.parametrize(
    ("words", "help"),
    [
        (("--output", "x.pdf"), "print it to a PDF from a browser"),
        (("--output", "x.odt"), "end it in `.txt`, `.html`, `.md`"),
        (("--output", "x.pdf", "--format", "html"), "print it to a PDF from a browser"),
        (("--output", "x.md", "--format", "json"), "name a file that ends in `.json`"),
    ],
)
def test_an_ending_that_says_another_format_is_a_fault(
    place: Path, command: tuple[str, ...], words: tuple[str, ...], help: str
) -> None:
    result = run(*command, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "E514" in result.stderr
    assert help in " ".join(result.stderr.split())
    assert not (place / words[1]).exists()


def test_json_is_printed_where_no_file_is_named(place: Path) -> None:
    data = json.loads(assess("ours", "--format", "json").stdout)
    assert data["as_at"] == "2020-06-01"
    assert [clause["id"] for clause in data["clauses"]] == ["1.1(a)", "2.1"]
    assert [file["path"] for file in data["network"]["files"]] == [
        "ours/care-homes.csv",
        "ours/network.toml",
        "ours/practices.csv",
    ]


def test_several_networks_are_judged_together(place: Path) -> None:
    put(place / "theirs", network("X2", as_at="2020-08-01"))
    result = assess("ours", "theirs", "--format", "json")
    found = json.loads(result.stdout)["assessments"]
    assert [each["network"]["id"] for each in found] == ["X1", "X2"]
    assert [each["as_at"] for each in found] == ["2020-06-01", "2020-08-01"]


def test_the_order_of_the_networks_is_that_typed(place: Path) -> None:
    put(place / "theirs", network("X2"))
    found = json.loads(assess("theirs", "ours", "--format", "json").stdout)["assessments"]
    assert [each["network"]["id"] for each in found] == ["X2", "X1"]


@pytest.mark.parametrize(
    ("lead", "as_at", "names", "status"),
    [
        ("no", "2020-08-01", ("impossible",), 1),
        ("no", "2020-08-01", ("at-risk",), 1),
        ("no", "2020-08-01", ("unknown",), 0),
        ("no", "2020-08-01", (), 0),
        ("no", "2020-06-01", ("impossible", "at-risk", "unknown"), 0),
        ("", "2020-08-01", ("unknown",), 1),
        ("", "2020-08-01", ("impossible", "at-risk"), 0),
        ("", "2020-08-01", ("impossible", "unknown"), 1),
    ],
)
def test_fail_on_makes_the_exit_status(
    place: Path, lead: str, as_at: str, names: tuple[str, ...], status: int
) -> None:
    put(place / "ours", network("X1", lead=lead, as_at=as_at))
    options = [word for name in names for word in ("--fail-on", name)]
    result = assess("ours", *options)
    assert result.exit_code == status, result.output
    assert "Network X1" in result.stdout


def test_every_fault_is_listed_and_nothing_is_written(place: Path) -> None:
    put(place / "theirs", {"network.toml": SETTINGS.format(id="X2", name="Two", as_at="soon")})
    result = assess(
        "ours",
        "theirs",
        "nowhere",
        "--as-at",
        "31 June 2020",
        "--known-by",
        "never",
        "--assumptions",
        "missing.pcn",
        "--output",
        "no/report.html",
    )
    assert result.exit_code == 2
    assert result.stdout == ""
    for code in ("E507", "E504", "E503", "E501"):
        assert f"error[{code}]" in result.stderr
    assert "31 June 2020" in result.stderr
    assert not list(place.glob("*.html"))


def test_a_fault_in_a_network_leaves_an_earlier_report_alone(place: Path) -> None:
    (place / "report.html").write_text("earlier")
    put(place / "ours", {"network.toml": "what is this"})
    result = assess("ours", "--output", "report.html")
    assert result.exit_code == 2
    assert (place / "report.html").read_text() == "earlier"


def test_a_report_that_cannot_be_written_is_a_fault(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pcn_rules.cli.options.write_whole", lambda *_: "no space left on device")
    result = assess("ours", "--output", "report.html")
    assert result.exit_code == 2
    assert "cannot write `report.html`: no space left on device" in result.stderr


def test_faults_are_counted_at_the_end(place: Path) -> None:
    assert assess("nowhere").stderr.endswith("1 fault\n")
    assert assess("nowhere", "noplace").stderr.endswith("2 faults\n")


def test_a_network_that_is_named_twice_is_a_fault(place: Path) -> None:
    result = assess("ours", "./ours")
    assert result.exit_code == 2
    assert "error[E509]" in result.stderr


def test_faults_of_the_contract_and_of_the_network_are_listed_together(place: Path) -> None:
    put(place / "specs/first", {"contract.pcn": CONTRACT.replace("agree a lead", "agre a lead")})
    result = assess("ours", "--as-at", "soon")
    assert result.exit_code == 2
    assert "error[E103]" in result.stderr
    assert "error[E504]" in result.stderr


def test_an_edition_that_is_not_in_force_is_a_fault_unless_it_is_named() -> None:
    result = run("assess", "skegness-and-coast", "--as-at", "31 March 2020")
    assert result.exit_code == 2
    assert "error[E505]: no edition is in force on 31 March 2020" in result.stderr
    named = run(
        "assess", "skegness-and-coast", "--as-at", "31 March 2020", "--spec", "2020-21-final"
    )
    assert named.exit_code == 0, named.output


# --- explain ----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["1.1(a)", "1.1a", "1.1A", "clause 1.1(a)"])
def test_a_clause_is_explained(place: Path, typed: str) -> None:
    result = run("explain", typed, "ours", "--spec", "specs/first")
    assert result.exit_code == 0, result.output
    assert "1.1(a) A lead GP for each home" in result.stdout
    assert "Why" in result.stdout
    assert "2.1 List size" not in result.stdout


def test_a_clause_that_is_not_there_is_a_fault(place: Path) -> None:
    result = run("explain", "1.1(b)", "ours", "--spec", "specs/first")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "error[E506]: no clause `1.1(b)` in the specification" in result.stderr
    assert "did you mean `1.1(a)`?" in result.stderr


def test_a_clause_of_a_faulty_contract_is_not_looked_for(place: Path) -> None:
    put(place / "specs/first", {"contract.pcn": CONTRACT.replace("31 July", "31 June")})
    result = run("explain", "9", "ours", "--spec", "specs/first")
    assert result.exit_code == 2
    assert "E506" not in result.stderr


def test_an_explanation_may_be_data(place: Path) -> None:
    result = run("explain", "2.1", "ours", "--spec", "specs/first", "--format", "json")
    assert json.loads(result.stdout)["clause"]["verdict"] == "met"


def test_an_explanation_may_fail_too(place: Path) -> None:
    put(place / "ours", network("X1", size="3"))
    words = ("ours", "--spec", "specs/first", "--fail-on", "impossible")
    assert run("explain", "2.1", *words).exit_code == 1
    assert run("explain", "1.1(a)", *words).exit_code == 0


def test_a_report_is_not_written_over_what_it_is_made_from(place: Path) -> None:
    before = (place / "ours/practices.csv").read_bytes()
    result = run("assess", "ours", "--spec", "specs/first", "--output", "ours/practices.csv")
    assert result.exit_code == 2
    assert "cannot write `ours/practices.csv`: the report is made from it" in result.stderr
    assert (place / "ours/practices.csv").read_bytes() == before


def test_a_faulty_specification_hides_no_fault_of_a_network(place: Path) -> None:
    put(place / "specs/first", {"contract.pcn": CONTRACT.replace("31 July", "31 June")})
    put(place / "ours", network("A", size="many"))
    result = run("assess", "ours", "--spec", "specs/first")
    assert result.exit_code == 2
    assert "`31 June 2020`" in result.stderr
    assert "`many` is not an amount of patients" in result.stderr
