"""What the README shows is so: its commands, its example, its paths."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcn_rules.cli.main import program

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SET_UP = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

SETTINGS = """[network]
id = "EX"
name = "Example PCN"
as_at = 2020-08-01
[lists]
"care home" = "complete"
[sources.us]
title = "Our own records"
publisher = "the network"
day = "2020"
licence = "none"
"""
HOMES = """id,name,known,source,standing,describes,aligned
A,Ash,2020-04-01,us,stated,2020-04-01 onwards,yes
B,Birch,2020-04-01,us,stated,2020-04-01 onwards,yes
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_clause_and_the_phrase_are_those_of_the_specification() -> None:
    written = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "specs").rglob("*.pcn")
    )
    assert [block for block in blocks("pcn") if block not in written] == []


def test_the_example_comes_out_as_shown(tmp_path: Path) -> None:
    (tmp_path / "network.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "care-homes.csv").write_text(HOMES, encoding="utf-8")
    (tmp_path / "evidence.csv").write_text(blocks("csv")[0], encoding="utf-8")
    specification = str(ROOT / "specs" / "2020-21-final")
    arguments = ["explain", "7.3.1(d)", str(tmp_path), "--spec", specification]
    told = CliRunner().invoke(program, arguments).output
    assert blocks("text")[0] in told


@pytest.mark.parametrize(("described", "ash"), [(True, "+ Ash: met"), (False, "? all 2: met or")])
def test_from_october_the_lead_counts_because_its_row_says_onwards(
    tmp_path: Path, described: bool, ash: str
) -> None:
    row = blocks("csv")[0]
    assert "yes on 2020-07-02,2020-07-02 onwards," in row
    evidence = row if described else row.replace("2020-07-02 onwards", "")
    (tmp_path / "network.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "care-homes.csv").write_text(HOMES, encoding="utf-8")
    (tmp_path / "evidence.csv").write_text(evidence, encoding="utf-8")
    arguments = ["explain", "7.3.1(d)", str(tmp_path), "--as-at", "2020-10-01"]
    told = " ".join(CliRunner().invoke(program, arguments).output.split())
    assert ash in told
    assert ("write `2020-07-02 onwards` in the column `describes`" in told) is not described


def test_both_commands_are_those_of_the_continuous_integration() -> None:
    for command in ("pip install -q -e '.[test]'", "scripts/check.py"):
        assert command in README
    for command in ("install -q -e '.[test]'", "scripts/check.py"):
        assert command in SET_UP
    assert "assess networks/skegness-and-coast" in README
    assert "assess networks/skegness-and-coast" in SET_UP


def test_every_path_named_is_there() -> None:
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", README)
    links = re.findall(r"\]\((?!https:)([^)]+)\)", README)
    assert [path for path in (*named, *links) if not (ROOT / path).exists()] == []
