"""`diff --networks` as a person uses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_place import CONTRACT, EFFORT, WORDS, network, put, run

DIFF = ("diff", "specs/first", "specs/second", "--networks")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two editions, of which the second asks for a larger list, and two networks in `nets`."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "specs/first", {"contract.pcn": CONTRACT})
    second = CONTRACT.replace("30,000", "40,000").replace('"first"', '"second"')
    put(tmp_path / "specs/second", {"contract.pcn": second})
    put(tmp_path / "specs/vocabulary", {"words.pcn": WORDS})
    put(tmp_path / "specs/assumptions", {"effort.pcn": EFFORT})
    put(tmp_path / "nets/small", network("X1", size="31000"))
    put(tmp_path / "nets/large", network("X2", size="41000"))


def impact(*words: str) -> list[dict[str, Any]]:
    said = run(*DIFF, *words, "--format", "json")
    assert said.exit_code == 0, said.stderr
    whole = json.loads(said.stdout)
    jsonschema.validate(whole, json.loads(run("schema", "diff").stdout))
    found: list[dict[str, Any]] = whole["impact"]
    return found


def test_json_tells_each_network_and_keeps_to_the_schema() -> None:
    found = {each["network"]: each for each in impact("nets")}
    assert found.keys() == {"X1", "X2"}
    (size,) = [row for row in found["X1"]["verdicts"] if row["new"]["clause"] == "2.1"]
    assert size["old"]["outcome"] == {"verdict": "met", "cause": "holding"}
    assert size["new"]["outcome"] == {"verdict": "impossible", "cause": "breached"}
    assert (size["course"], size["by"]) == ("worse", "own clause")
    assert {row["course"] for row in found["X2"]["verdicts"]} == {"stays"}


def test_without_networks_there_is_no_impact() -> None:
    said = json.loads(run(*DIFF[:3], "--format", "json").stdout)
    assert said["impact"] is None
    assert "Impact on networks" not in run(*DIFF[:3]).stdout


def test_text_says_the_day_the_transition_and_what_brings_it_about() -> None:
    words = " ".join(run(*DIFF, "nets").stdout.split())
    assert "Network X1: as at 1 June 2020" in words
    assert "Network X1: met to impossible, worse, by the change of this clause alone" in words
    assert "Network X2: met to" not in words


def test_html_and_markdown_show_the_same() -> None:
    said = run(*DIFF, "nets", "--output", "d.html")
    assert said.exit_code == 0
    html = Path("d.html").read_text(encoding="utf-8")
    assert '<h2 id="impact">Impact on networks</h2>' in html
    assert "<strong>worse</strong>, by the change of this clause alone" in html
    assert "<script" not in html
    markdown = run(*DIFF, "nets", "--format", "markdown").stdout
    assert "## Impact on networks" in markdown
    (row,) = [line for line in markdown.splitlines() if line.startswith("| 2.1 List size | N")]
    assert row == (
        "| 2.1 List size | Network X1 | met | impossible "
        "| **worse**, by the change of this clause alone |"
    )


def test_names_of_networks_stay_names_on_a_page() -> None:
    files = network("X3", size="31000")
    files["network.toml"] = files["network.toml"].replace("Network X3", "<b>| X3")
    put(Path("odd"), files)
    assert "<b>" not in run(*DIFF, "odd", "--format", "html").stdout
    assert "&lt;b&gt;\\| X3" in run(*DIFF, "odd", "--format", "markdown").stdout


def test_one_network_or_several_by_path() -> None:
    assert [each["network"] for each in impact("nets/small")] == ["X1"]
    both = impact("nets/small", "--networks", "nets")
    assert sorted(each["network"] for each in both) == ["X1", "X2"]


def test_many_networks_are_counted_together() -> None:
    for number in range(9):
        put(Path("many") / str(number), network(f"Y{number}", size="31000"))
    words = " ".join(run(*DIFF, "many").stdout.split())
    assert "from which verdict to which, for all 9 networks: 9 met to impossible" in words
    assert "all 9 networks: met to impossible, worse" in words
    assert "| From, to | all 9 networks |" in run(*DIFF, "many", "--format", "markdown").stdout


def test_fail_on_worse_ends_with_one_where_a_verdict_got_worse() -> None:
    assert run(*DIFF, "nets", "--fail-on", "worse").exit_code == 1
    assert run(*DIFF, "nets/large", "--fail-on", "worse").exit_code == 0


def test_the_day_and_what_was_known_can_be_asked_about() -> None:
    (found,) = impact("nets/small", "--as-at", "1 July 2020", "--known-by", "2020-04-01")
    assert (found["as_at"], found["known_by"]) == ("2020-07-01", "2020-04-01")
    verdicts = {row["new"]["clause"]: row["new"]["outcome"] for row in found["verdicts"]}
    assert verdicts["2.1"]["verdict"] == "unknown"
    said = " ".join(run(*DIFF, "nets/small", "--known-by", "2020-04-01").stdout.split())
    assert "as at 1 June 2020, by what was known on 1 April 2020" in said


def test_only_some_services_are_told_and_added_up() -> None:
    (found,) = impact("nets/small", "--only", "1")
    assert [row["new"]["clause"] for row in found["verdicts"]] == ["1.1(a)"]
    said = " ".join(run(*DIFF, "nets/small", "--only", "1").stdout.split())
    assert "Only clauses of 1 are told and added up; verdicts take account of all others." in said


def test_every_fault_of_every_network_is_listed() -> None:
    for name in ("small", "large"):
        file = Path("nets") / name / "care-homes.csv"
        file.write_text(file.read_text().replace("yes", "perhaps so"))
    Path("nets/large/practices.csv").write_text("nonsense\n")
    said = run(*DIFF, "nets")
    assert said.exit_code == 2
    assert said.stdout == ""
    assert "nets/small/care-homes.csv" in said.stderr
    assert "nets/large/care-homes.csv" in said.stderr
    assert "nets/large/practices.csv" in said.stderr
    assert said.stderr.count("nets/small/care-homes.csv") == 1


def test_faults_of_an_edition_and_of_a_network_are_listed_together() -> None:
    Path("specs/second/contract.pcn").write_text('specification "X"\n')
    Path("nets/small/practices.csv").write_text("nonsense\n")
    said = run(*DIFF, "nets")
    assert said.exit_code == 2
    assert "specs/second/contract.pcn" in said.stderr
    assert "nets/small/practices.csv" in said.stderr


def test_a_path_that_is_not_there_or_holds_no_network_is_a_fault() -> None:
    said = run(*DIFF, "nowhere")
    assert said.exit_code == 2
    assert "E503" in said.stderr
    said = run(*DIFF, "specs")
    assert said.exit_code == 2
    assert "E515" in said.stderr
    Path("empty").mkdir()
    said = run(*DIFF, "empty")
    assert said.exit_code == 2
    assert "E510" in said.stderr


def test_what_is_about_networks_needs_some() -> None:
    for words in (("--fail-on", "worse"), ("--known-by", "2020-04-01")):
        said = run(*DIFF[:3], *words)
        assert said.exit_code == 2
        assert "--networks" in said.stderr


def test_a_report_is_not_written_over_what_it_is_made_from() -> None:
    said = run(*DIFF, "nets", "--output", "nets/small/practices.csv")
    assert said.exit_code == 2
    assert "the report is made from it" in said.stderr
