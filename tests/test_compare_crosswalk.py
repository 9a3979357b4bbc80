"""The two real editions against the crosswalk that was written by hand, and as a golden list."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from test_compare_editions import NAMES, between

from pcn_rules.compare.model import Compared

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

CROSSWALK = Path(__file__).parent.parent / "docs/fidelity/crosswalk.csv"
ROWS = list(csv.DictReader(CROSSWALK.read_text(encoding="utf-8").splitlines()))

TIGHTER_ALL_THE_SAME = {"7.3.4(b)-03", "7.4.1(a)(ii)"}
"""Clauses called kept or folded that bind the network more: docs/comparing.md says why."""


class TextFile(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    _file_extension = "txt"
    file_extension = "txt"


@cache
def by_id(side: str) -> dict[str, Compared]:
    return {
        clause.id: each
        for each in between(*NAMES, 2_500).changed
        for clause in (each.pair.old if side == "old" else each.pair.new)
    }


def kinds(compared: Compared) -> set[str]:
    return {change.kind for change in compared.changes}


def own_ways(compared: Compared) -> set[str]:
    return {direction.way for direction in compared.directions if direction.own}


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['final']}|{r['draft'][:20]}" for r in ROWS])
def test_the_difference_agrees_with_the_crosswalk(row: dict[str, str]) -> None:
    olds, relation = row["draft"].split(), row["relation"]
    for old in olds:
        news = [clause.id for clause in by_id("old")[old].pair.new]
        assert (row["final"] in news) if row["final"] else (news == [])
    if not row["final"]:
        for old in olds:
            gone = "deferred" if relation.startswith("deferred") else "removed"
            assert kinds(by_id("old")[old]) == {gone}
            assert own_ways(by_id("old")[old]) <= {"easier"}
        return
    found = by_id("new")[row["final"]]
    if not olds:
        assert kinds(found) == {"added"}
        assert own_ways(found) <= {"tighter"}
        return
    if "redated" in relation:
        assert kinds(found) & {"start", "deadline"}
    if row["final"] not in TIGHTER_ALL_THE_SAME:
        assert "tighter" not in own_ways(found)


def test_nothing_else_is_paired() -> None:
    paired = {
        (old.id, new.id)
        for each in between(*NAMES, 0).changed
        for old in each.pair.old
        for new in each.pair.new
    }
    finals: dict[str, set[str]] = {}
    for row in ROWS:
        finals.setdefault(row["final"], set()).update(row["draft"].split())
    known = {old for olds in finals.values() for old in olds}
    assert {pair for pair in paired if pair[0] not in known} == {("INT-10", "F-9-01")}
    assert {new for old, new in paired if old in known} <= set(finals)


def test_the_golden_difference(snapshot: SnapshotAssertion) -> None:
    assert "".join(map(_line, between(*NAMES, 2_500).changed)) == snapshot.use_extension(TextFile)


def _line(each: Compared) -> str:
    sides = (" ".join(clause.id for clause in side) for side in (each.pair.old, each.pair.new))
    ids = " → ".join(side or "nothing" for side in sides)
    changed = ", ".join(dict.fromkeys(change.kind for change in each.changes))
    ways = ", ".join(f"{d.way} for {d.bearer}" for d in each.directions) or "binds nobody"
    return f"{ids} | {changed} | {ways}\n"
