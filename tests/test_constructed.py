"""The constructed networks bring each clause to every verdict it can have."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from cli_place import run

ROOT = Path(__file__).parent.parent
CONSTRUCTED = ROOT / "networks" / "constructed"
DAYS = ("2020-04-01", "2020-09-01", "2020-10-01", "2021-03-31")
VERDICTS = {"met", "at risk", "impossible", "not applicable", "unknown"}

Cell = tuple[str, str, str]
"""An edition, a clause and a verdict."""


@pytest.fixture(scope="module")
def coverage() -> dict[str, Any]:
    """What the command of that name says of the constructed networks."""
    words = ["coverage", *(str(ROOT / "specs" / f"2020-21-{name}") for name in ("final", "draft"))]
    words += [str(CONSTRUCTED), "--format", "json"]
    for day in DAYS:
        words += ["--as-at", day]
    for name in ("effort-2020", "nhse-2019"):
        words += ["--assumptions", str(ROOT / "specs" / "assumptions" / f"{name}.pcn")]
    result = run(*words)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def _never() -> dict[Cell, str]:
    with (CONSTRUCTED / "never.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (r["edition"], r["clause"], r["verdict"], r["reason"]) for r in csv.DictReader(file)
        ]
    cells = {row[:3]: row[3] for row in rows}
    assert len(cells) == len(rows), "a row stands twice"
    return cells


def test_every_clause_comes_to_every_verdict_or_it_is_said_why_not(
    coverage: dict[str, Any],
) -> None:
    unseen: set[Cell] = set()
    for edition in coverage["editions"]:
        for clause in edition["clauses"]:
            if clause["kind"] == "duty":
                left = VERDICTS - {each["verdict"] for each in clause["seen"]}
                unseen |= {(edition["edition"], clause["id"], verdict) for verdict in left}
    assert unseen == set(_never())


def test_there_is_a_reason_for_each_verdict_that_a_clause_cannot_have() -> None:
    assert all(_never().values())


def test_they_are_as_their_plans_build_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from build_constructed import EDITIONS, edition, files  # noqa: PLC0415 - a script, found here
    from constructed_plans import PLANS  # noqa: PLC0415 - as above

    editions = tuple(edition(name) for name in EDITIONS)
    folders = {path.parent.name for path in CONSTRUCTED.glob("*/network.toml")}
    assert folders == {plan.folder for plan in PLANS}
    for plan in PLANS:
        built = files(plan, editions)
        there = {
            path.name: path for path in (CONSTRUCTED / plan.folder).iterdir() if path.is_file()
        }
        assert set(there) == set(built)
        for name, text in built.items():
            assert there[name].read_bytes() == text.encode(), f"{plan.folder}/{name}"


def test_each_says_that_it_does_not_exist() -> None:
    for folder in CONSTRUCTED.glob("*/network.toml"):
        text = folder.read_text(encoding="utf-8")
        assert 'name = "Constructed network: ' in text
        assert "This network does not exist" in text
