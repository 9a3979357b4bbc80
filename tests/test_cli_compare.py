"""`diff` and `witness` as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from cli_place import run

EDITIONS = ("2020-21-draft", "2020-21-final")
PREPARED = ("--only", "7.3")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_text_tells_changes_directions_and_witnesses() -> None:
    said = run("diff", *EDITIONS, *PREPARED)
    assert said.exit_code == 0
    words = " ".join(said.stdout.split())
    assert "v EHCH-03 → 7.3.1(a) Agree the aligned care homes" in words
    assert "the deadline is 31 July 2020 and no longer 30 June 2020: 31 days later" in words
    assert "easier for the PCN: every network that does what the old text asks" in words
    assert "EHCH-03 is broken as at 1 July 2020" in words
    assert "7.2.1" not in words


def test_json_has_a_published_schema() -> None:
    schema = json.loads(run("schema", "diff").stdout)
    said = json.loads(run("diff", *EDITIONS, *PREPARED, "--format", "json").stdout)
    jsonschema.validate(said, schema)
    (found,) = [c for c in said["changes"] if c["pair"]["new"][:1] and _new(c) == "7.3.1(a)"]
    assert found["type"] == ["renumbered", "deadline", "citation"]
    assert found["direction"][0]["way"] == "easier"
    assert found["witness"][0]["breaks"] == "EHCH-03"


def _new(change: dict[str, object]) -> object:
    pair = change["pair"]
    assert isinstance(pair, dict)
    return pair["new"][0]["id"]


def test_html_marks_the_words_that_changed_and_says_the_direction() -> None:
    page = run("diff", *EDITIONS, *PREPARED, "--output", "d.html")
    assert page.exit_code == 0
    html = Path("d.html").read_text(encoding="utf-8")
    assert "<del>30 June</del>" in html
    assert "<ins>31 July</ins>" in html
    assert '<span aria-hidden="true">▼</span> easier' in html
    assert "<script" not in html


def test_markdown_fits_a_comment() -> None:
    said = run("diff", *EDITIONS, *PREPARED, "--format", "markdown").stdout
    assert "| Clause | What changed | Direction |" in said
    (row,) = [line for line in said.splitlines() if "EHCH-12" in line and line.startswith("|")]
    assert "▼ easier for the PCN" in row
    assert row.count(" | ") == 2


def test_fail_on_ends_with_one_where_something_goes_that_way() -> None:
    assert run("diff", *EDITIONS, "--only", "7.2", "--fail-on", "tighter").exit_code == 1
    assert run("diff", *EDITIONS, "--only", "7.2", "--fail-on", "not-established").exit_code == 0


def test_an_edition_against_itself_has_nothing_to_tell() -> None:
    said = json.loads(run("diff", EDITIONS[1], EDITIONS[1], "--format", "json").stdout)
    assert said["changes"] == []


def test_the_texts_of_a_day_are_compared_where_one_is_named() -> None:
    said = run("diff", *EDITIONS, "--only", "7.3", "--as-at", "2020-10-15", "--format", "json")
    found = {c["id"]: c for each in json.loads(said.stdout)["changes"] for c in each["pair"]["new"]}
    published = run("diff", *EDITIONS, "--only", "7.3", "--format", "json")
    before = {
        c["id"]: c for each in json.loads(published.stdout)["changes"] for c in each["pair"]["new"]
    }
    assert found["7.3.1(d)"]["text"] != before["7.3.1(d)"]["text"]


def test_the_head_says_which_text_is_compared() -> None:
    for style in ("text", "html", "markdown"):
        on = run("diff", *EDITIONS, "--only", "7.3", "--as-at", "2020-10-15", "--format", style)
        words = " ".join(on.stdout.split())
        assert "as on 15 October 2020, which is as published" in words
        assert "amended by Letter of 19 March 2020, from 1 April 2020; " in words
        assert "Amendments of 17 September 2020, from 1 October 2020" in words
        published = " ".join(run("diff", *EDITIONS, "--format", style).stdout.split())
        assert "as published on 31 March 2020" in published
        assert "amended by" not in published.split("Summary")[0]


def test_a_deadline_of_an_earlier_text_is_not_lost() -> None:
    for style in ("text", "html", "markdown"):
        on = run("diff", *EDITIONS, "--only", "7.3", "--as-at", "2020-10-15", "--format", style)
        words = " ".join(on.stdout.split())
        assert "from 1 April 2020 to 30 September 2020 it said “by 31 July 2020 the PCN" in words
        before = run("diff", *EDITIONS, "--only", "7.3", "--as-at", "2020-09-30", "--format", style)
        assert "it said" not in before.stdout
    said = run("diff", *EDITIONS, "--only", "7.3", "--as-at", "2020-10-15", "--format", "json")
    (found,) = [b for b in json.loads(said.stdout)["new"]["before"] if b["id"] == "7.3.1(d)"]
    assert found["last"] == "2020-09-30"
    assert [each["name"] for each in found["by"]] == ["Amendments of 17 September 2020"]


@pytest.mark.parametrize("command", [("diff",), ("witness", "7.3.1(a)")])
def test_a_day_outside_of_an_edition_is_a_fault(command: tuple[str, ...]) -> None:
    said = run(*command, *EDITIONS, "--as-at", "2021-04-01")
    assert said.exit_code == 2
    assert "error[E505]: `2020-21-final` has no text of 1 April 2021" in said.stderr
    assert run(*command, *EDITIONS, "--as-at", "2020-03-31").exit_code == 2


@pytest.mark.parametrize(
    ("numbers", "among", "apart"),
    [
        ("7.3.1", "7.3.1(a)", "7.3.4(a)"),
        ("7", "7.5.1", "4.3"),
        ("ehch", "7.3.1(a)", "7.2.1(a)"),
        ("7.3.1(a)", "7.3.1(a)", "7.3.1(b)"),
        ("7.3.1,7.2", "7.2.1(a)", "7.3.4(a)"),
    ],
)
def test_only_takes_any_number_or_its_beginning(numbers: str, among: str, apart: str) -> None:
    said = json.loads(run("diff", *EDITIONS, "--only", numbers, "--format", "json").stdout)
    ids = {clause["id"] for each in said["changes"] for clause in each["pair"]["new"]}
    assert among in ids
    assert apart not in ids


@pytest.mark.parametrize("number", ["7.3.9", "", "73", "EHC"])
def test_a_number_that_nothing_has_is_a_fault(number: str) -> None:
    said = run("diff", *EDITIONS, "--only", number)
    assert said.exit_code == 2
    assert "error[E523]" in said.stderr


def test_what_only_one_edition_treats_stands_apart_from_tighter() -> None:
    assert run("diff", *EDITIONS, "--only", "4.3", "--fail-on", "tighter").exit_code == 0
    assert run("diff", *EDITIONS, "--only", "4.3", "--fail-on", "new-subject").exit_code == 1
    assert run("diff", *EDITIONS, "--only", "7.3", "--fail-on", "new-subject").exit_code == 0
    back = EDITIONS[::-1]
    assert run("diff", *back, "--only", "4.3", "--fail-on", "easier").exit_code == 0
    assert run("diff", *back, "--only", "4.3", "--fail-on", "subject-gone").exit_code == 1
    for style in ("text", "html", "markdown"):
        words = " ".join(run("diff", *EDITIONS, "--only", "4", "--format", style).stdout.split())
        assert "The old edition treats nothing of this subject" in words
        assert "new subject" in words
    said = json.loads(run("diff", *EDITIONS, "--only", "4.3,7.3", "--format", "json").stdout)
    subjects = {_new(c): c["subject"] for c in said["changes"] if c["pair"]["new"]}
    assert (subjects["4.3"], subjects["7.3.1(b)"]) == ("new", "both")


def test_what_is_put_off_is_easier_and_no_subject_gone() -> None:
    said = run("diff", *EDITIONS, "--only", "AC", "--fail-on", "subject-gone")
    assert said.exit_code == 0
    assert "deferred: it is put off until 1 April 2021" in " ".join(said.stdout.split())
    assert run("diff", *EDITIONS, "--only", "AC", "--fail-on", "easier").exit_code == 1


def test_pins_keep_clauses_apart() -> None:
    Path("pins.txt").write_text("never pair EHCH-03 with 7.3.1(a)\n")
    said = run("diff", *EDITIONS, "--only", "7.3", "--pins", "pins.txt", "--format", "json")
    alone = [c for c in json.loads(said.stdout)["changes"] if c["pair"]["how"] == "alone"]
    assert "7.3.1(a)" in {c["pair"]["new"][0]["id"] for c in alone if c["pair"]["new"]}


def test_a_witness_is_a_folder_that_shows_the_difference() -> None:
    said = run("witness", "7.3.1(a)", *EDITIONS, "--into", "w")
    assert said.exit_code == 0
    assert "easier for the PCN" in said.stdout
    assert Path("w/network.toml").is_file()
    kept = run("explain", "7.3.1(a)", "w", "--spec", EDITIONS[1], "--as-at", "2020-08-01")
    broken = run("explain", "EHCH-03", "w", "--spec", EDITIONS[0], "--as-at", "2020-07-01")
    assert "MET" in kept.stdout
    assert "IMPOSSIBLE" in broken.stdout


def test_two_witnesses_stand_in_folders_of_their_own() -> None:
    said = run("witness", "EHCH-05", *EDITIONS)
    assert said.exit_code == 0
    assert Path("witness/1/network.toml").is_file()
    assert Path("witness/2/care-homes.csv").is_file()


def test_where_nothing_tells_two_texts_apart_it_says_so() -> None:
    said = run("witness", "7.3.5", *EDITIONS, "--into", "w")
    assert said.exit_code == 1
    assert "no network tells the two texts apart" in said.stdout
    assert not Path("w").exists()


def test_a_clause_that_neither_has_and_a_folder_in_use_are_faults() -> None:
    Path("w").mkdir()
    Path("w/notes.txt").write_text("kept")
    said = run("witness", "9.9", *EDITIONS, "--into", "w")
    assert said.exit_code == 2
    assert "E508" in said.stderr
    said = run("witness", "9.9", *EDITIONS)
    assert said.exit_code == 2
    assert "E506" in said.stderr


def test_a_folder_in_use_is_underlined_where_it_was_named() -> None:
    Path("witness").mkdir()
    Path("witness/notes.txt").write_text("kept")
    said = run("witness", "4.3", *EDITIONS, "--into", "witness")
    last = "pcn-rules witness 4.3 2020-21-draft 2020-21-final --into witness"
    line, marks = said.stderr.splitlines()[3:5]
    assert line.endswith(last)
    assert marks.rstrip().endswith(" ^^^^^^^")
    assert marks.rstrip().index("^") == line.index("--into ") + len("--into ")
    said = run("witness", "4.3", *EDITIONS)
    assert "choose a name that is not taken, with `--into`" in said.stderr
    line, marks = said.stderr.splitlines()[3:5]
    assert marks.count("^") == len("pcn-rules witness 4.3 2020-21-draft 2020-21-final")
    assert [path.name for path in Path("witness").iterdir()] == ["notes.txt"]


def test_faults_of_both_editions_are_listed() -> None:
    for name in ("one.pcn", "other.pcn"):
        Path(name).write_text('specification "X"\n')
    said = run("diff", "one.pcn", "other.pcn")
    assert said.exit_code == 2
    assert "one.pcn" in said.stderr
    assert "other.pcn" in said.stderr
