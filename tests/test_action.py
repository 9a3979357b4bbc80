"""The action and the hooks: their steps and entries are run, as far as that goes without GitHub."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from action_runner import ACTION, ROOT, STEPS, Runner
from cli_place import CONTRACT, contract_and_network, network, put, run
from junitparser import JUnitXml
from pre_commit.clientlib import load_manifest

HOOKS = load_manifest(ROOT / ".pre-commit-hooks.yaml")
ALL = tuple(step["name"] for step in STEPS)
WITHOUT_INSTALLING = ALL[1:]


def git(folder: Path, *words: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of a change whose base, with a contract and what is expected, is elsewhere."""
    base = tmp_path / "base"
    contract_and_network(base)
    put(base / "networks/small", network("X2", size="29000"))
    monkeypatch.chdir(base)
    assert run("test", "specs", "--networks", "networks", "--update").exit_code == 0
    git(base, "init", "-q", "-b", "main")
    git(base, "add", "networks", "specs")
    git(base, "commit", "-q", "-m", "Begin")
    git(tmp_path, "clone", "-q", "base", "checkout")
    return tmp_path / "checkout"


def runner(checkout: Path, **inputs: str) -> Runner:
    temp = checkout.parent / "temp"
    temp.mkdir()
    given = {"specifications": "specs", "networks": "networks", "base": "main", "lint": "false"}
    return Runner(checkout, temp, given | inputs)


def change(checkout: Path, text: str) -> None:
    put(checkout, {"specs/first/contract.pcn": text})
    git(checkout, "commit", "-q", "-a", "-m", "Change")


# --- the action -------------------------------------------------------------------------------


def test_no_input_is_ever_part_of_a_script() -> None:
    assert [step["name"] for step in STEPS if "${{" in step["run"]] == []


def test_every_expression_names_what_there_is() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    ids = {step["id"] for step in STEPS if "id" in step}
    for name in re.findall(r"\$\{\{ *(\S+)", text):
        of, part, *_ = name.split(".")
        assert part in {"inputs": set(ACTION["inputs"]), "steps": ids, "github": {"base_ref"}}[of]


def test_a_change_that_moves_nothing_passes(checkout: Path) -> None:
    job = runner(checkout)
    job.run(*WITHOUT_INSTALLING)
    assert set(job.ended.values()) == {0}
    assert job.summary.startswith("# As expected\n")
    assert "::" not in job.printed["Test"]


def test_a_change_that_makes_a_clause_impossible_is_told_and_fails(checkout: Path) -> None:
    change(checkout, CONTRACT.replace("by 31 July", "by 31 May"))
    job = runner(checkout)
    job.run(*WITHOUT_INSTALLING)
    assert job.ended == {"Test": 0, "Compare with the base branch": 0, "Say how it went": 1}
    (line,) = re.findall(r"^::error .*", job.printed["Test"], re.MULTILINE)
    assert "file=specs/first/contract.pcn,line=10," in line
    assert "| ! | 1.1(a) small: can be met → impossible" in job.summary
    assert "Small contract" in job.summary
    assert "tighter" in job.summary
    assert "test with 1" in job.printed["Say how it went"]


def test_results_are_there_for_other_steps(checkout: Path) -> None:
    change(checkout, CONTRACT.replace("by 31 July", "by 31 May"))
    job = runner(checkout)
    job.run("Test")
    files = {name: Path(job.filled(out["value"])) for name, out in ACTION["outputs"].items()}
    assert JUnitXml.fromfile(str(files["junit"])).failures == 1
    log = json.loads(files["sarif"].read_text(encoding="utf-8"))
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["test-worse"]


def test_faults_are_annotated_and_fail(checkout: Path) -> None:
    change(checkout, CONTRACT.replace("31 July", "32 July"))
    job = runner(checkout)
    job.run(*WITHOUT_INSTALLING)
    assert job.ended["Say how it went"] == 1
    assert "::error file=specs/first/contract.pcn,line=11" in job.printed["Test"]
    assert "# specs/first cannot be compared with the base branch: see the log" in job.summary
    assert "test with 2" in job.printed["Say how it went"]


def test_an_edition_that_the_base_has_not_is_said_to_be_new(checkout: Path) -> None:
    put(checkout / "specs/second", {"contract.pcn": CONTRACT.replace('"first"', '"second"')})
    git(checkout, "add", "specs")
    git(checkout, "commit", "-q", "-m", "Add")
    job = runner(checkout)
    job.run("Compare with the base branch")
    assert job.ended == {"Compare with the base branch": 0}
    assert "# specs/second is new" in job.summary


def test_without_a_base_nothing_is_compared(checkout: Path) -> None:
    job = runner(checkout, base="")
    job.run(*WITHOUT_INSTALLING)
    assert list(job.ended) == ["Test", "Say how it went"]


def test_a_hostile_branch_is_only_a_name(checkout: Path) -> None:
    job = runner(checkout, base='main; touch "$RUNNER_TEMP/broken"')
    job.run("Compare with the base branch")
    assert job.ended["Compare with the base branch"] != 0
    assert not (job.temp / "broken").exists()


def test_lint_remarks_and_lets_the_test_go_on(checkout: Path) -> None:
    job = runner(checkout, lint="true")
    job.run(*WITHOUT_INSTALLING)
    assert list(job.ended)[:2] == ["Lint", "Test"]
    assert job.ended["Lint"] == 0
    assert job.outputs["lint"]["status"] == "1"
    assert job.ended["Say how it went"] == 1


def test_it_installs_the_program(checkout: Path) -> None:
    job = runner(checkout)
    job.path = []
    job.run("Install", "Test", "Say how it went")
    assert job.ended == {"Install": 0, "Test": 0, "Say how it went": 0}, job.printed
    assert job.path == [str(job.temp / "pcn-rules/bin")]


# --- the hooks --------------------------------------------------------------------------------


def test_the_hooks_are_those_that_are_promised() -> None:
    names = {hook["id"]: hook["entry"] for hook in HOOKS}
    assert names == {
        "pcn-rules-check": "pcn-rules check",
        "pcn-rules-format": "pcn-rules format",
        "pcn-rules-lint": "pcn-rules lint",
    }


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_as_it_is_declared(
    hook: dict[str, list[str]], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, command = shlex.split(str(hook["entry"]))
    monkeypatch.chdir(checkout)
    changed = ["specs/first/contract.pcn", "networks/small/practices.csv"]
    passed = [name for name in changed if re.search(str(hook["files"]), name)]
    assert passed
    words = [*hook["args"], *(passed if hook["pass_filenames"] else [])]
    # One clause of the contract is unverified without a note, which is all that lint remarks on.
    assert run(command, *words).exit_code == (1 if command == "lint" else 0)
    put(checkout, {"specs/first/contract.pcn": CONTRACT.replace("by 31", "by  32")})
    assert run(command, *words).exit_code == 2
