"""Everything that docs/ci.md shows is run, in order, on a copy of the contract and the networks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from action_runner import ACTION, ROOT
from pre_commit.clientlib import load_config, load_manifest

PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(
    r"^```([a-z ]+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
)
NETWORKS = ("boston", "first-coastal", "skegness-and-coast", "solas")


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def uncounted(text: str) -> str:
    """A text without how many clauses there are, and on which line one is: the contract grows."""
    text = re.sub(r"[\d,]+(?= (?:clauses? of|as expected))", "N", text)
    places = r"(?<=\.csv:)\d+|(?<=\.pcn:)\d+|^ +\d+(?= \|)|^ +(?=\||-->|= )"
    return re.sub(places, "N", text, flags=re.MULTILINE)


def shell(script: str, place: Path) -> str:
    """What a script prints, to a person: both streams, in their order."""
    tools = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=place,
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    shutil.copytree(ROOT / "specs", folder / "specs")
    for name in NETWORKS:
        shutil.copytree(ROOT / "networks" / name, folder / "networks" / name)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def test_every_block_is_of_a_kind_that_is_run() -> None:
    kinds = {name for name, _ in BLOCKS}
    assert kinds == {"csv", "sh", "text", "diff", "yaml workflow", "yaml hooks"}


def test_what_is_shown_comes_out_so(place: Path) -> None:
    """Scripts are run and changes applied in the order of the page; the text after each holds."""
    printed = ""
    for kind, text in BLOCKS:
        match kind:
            case "sh":
                printed = shell(text, place)
            case "text":
                assert uncounted(text.rstrip()) in uncounted(printed)
            case "diff":
                words = ["git", "apply", "--unidiff-zero", "-"]
                subprocess.run(words, cwd=place, input=text, text=True, check=True)
            case _:
                pass
    written = [place / f"tests.{ending}" for ending in ("xml", "sarif", "md", "json")]
    assert all(path.stat().st_size for path in written)


def test_the_rows_that_are_shown_are_those_of_a_network() -> None:
    (block,) = blocks("csv")
    rows = (ROOT / "networks/boston/expected/2020-21-final.csv").read_text(encoding="utf-8")
    assert [line for line in block.splitlines() if line not in rows.splitlines()] == []


def test_the_workflow_uses_inputs_that_there_are() -> None:
    (block,) = blocks("yaml workflow")
    steps = yaml.safe_load(block)["jobs"]["specifications"]["steps"]
    assert set(steps[-1]["with"]) <= set(ACTION["inputs"])
    rows = re.findall(r"^\| `(\w+)` \| .* \| .* \|$", PAGE, re.MULTILINE)
    assert set(ACTION["inputs"]) <= set(rows)


def test_the_hooks_are_used_as_pre_commit_reads_them(tmp_path: Path) -> None:
    (block,) = blocks("yaml hooks")
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(block, encoding="utf-8")
    (repository,) = load_config(file)["repos"]
    known = {hook["id"] for hook in load_manifest(ROOT / ".pre-commit-hooks.yaml")}
    assert {hook["id"] for hook in repository["hooks"]} == known


def test_our_own_checks_are_those_of_the_page() -> None:
    ours = (ROOT / "scripts/check.py").read_text(encoding="utf-8")
    for words in ('"pcn-rules", "check"', '"pcn-rules", "format"', '"pcn-rules", "test"'):
        assert words in ours
    assert "scripts/check.py" in (ROOT / ".ci/run").read_text(encoding="utf-8")
