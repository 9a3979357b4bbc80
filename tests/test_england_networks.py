"""The networks of England on 1 October 2020: the table of all, its fingerprint, and the folders."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from reference_networks import ENGLAND, ENGLAND_NETWORKS, ENGLAND_ON

from pcn_rules.language.meaning import Vocabulary
from pcn_rules.load import vocabulary_of
from pcn_rules.networks.agreement import check_together, latest
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Known, Network
from pcn_rules.report.schema import SCHEMAS

ROOT = Path(__file__).parent.parent
HERE = ROOT / "networks" / ENGLAND
FOLDERS = sorted(path.parent for path in HERE.glob("*/network.toml"))
LINCOLNSHIRE = ("boston", "first-coastal", "solas")


@cache
def table() -> dict[str, dict[str, str]]:
    with (HERE / "networks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["code"] for row in rows] == sorted({row["code"] for row in rows})
    return {row["code"]: row for row in rows}


@cache
def fingerprint() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / "import.json").read_text(encoding="utf-8"))
    return found


@cache
def words() -> Vocabulary:
    found = vocabulary_of(ROOT / "specs" / "2020-21-final")
    assert found is not None
    return found


@cache
def network(folder: Path) -> Network:
    found, faults = load_network(folder, words())
    assert [(str(fault.span), fault.message) for fault in faults] == []
    assert found is not None
    return found


def members(found: Network) -> list[str]:
    practices = [t for t in latest(found.things) if t.entity == "practice"]
    return sorted(t.id for t in practices if ENGLAND_ON in t.stands)


# --- the table ----------------------------------------------------------------------------------


def test_it_has_all_1254_networks_and_each_practice_once() -> None:
    practices = [code for row in table().values() for code in row["members"].split()]
    assert len(table()) == 1254
    assert len(practices) == len(set(practices)) == 6626


def test_every_row_is_well_formed() -> None:
    for code, row in table().items():
        assert re.fullmatch(r"U\d{5}", code)
        assert row["name"]
        assert row["ccg"]
        assert date.fromisoformat(row["opened"]) <= ENGLAND_ON
        assert not row["closed"] or date.fromisoformat(row["closed"]) >= ENGLAND_ON
        codes = row["members"].split()
        assert codes == sorted(codes)
        assert all(re.fullmatch(r"[A-Z]\d{5}", each) for each in codes)
        assert int(row["practices"]) == len(codes) > 0
        assert 0 <= int(row["practices without a count"]) <= len(codes)
        # What is counted of no practice is blank, and not zero.
        nobody = int(row["practices without a count"]) == len(codes)
        assert (row["patients counted"] == "") == nobody


def test_figures_are_those_of_the_joined_data() -> None:
    """Figures that were reckoned from the same files by other means than the importer."""
    sizes = [int(row["patients counted"] or 0) for row in table().values()]
    several = [row for row in table().values() if " " in row["ccgs of practices"]]
    assert sum(0 < size < 30_000 for size in sizes) == 102
    assert sum(size > 50_000 for size in sizes) == 431
    assert len(several) == 15


def test_the_fingerprint_is_as_its_schema_says() -> None:
    validator = Draft202012Validator(
        json.loads(SCHEMAS["import"]()), format_checker=FormatChecker()
    )
    assert [error.message for error in validator.iter_errors(fingerprint())] == []


def test_the_fingerprint_fits_the_table() -> None:
    totals, rows = fingerprint()["totals"], table().values()
    assert totals["networks"] == len(table())
    assert totals["practices"] == sum(int(row["practices"]) for row in rows)
    assert totals["patients"] == sum(int(row["patients counted"] or 0) for row in rows)
    assert totals["patients_in_file"] == 60_606_345
    without = {
        e[0]
        for f in fingerprint()["findings"]
        if f["kind"] in ("no list", "left since")
        for e in f["each"]
    }
    assert len(without) == sum(int(row["practices without a count"]) for row in rows)
    assert fingerprint()["options"]["on"] == ENGLAND_ON.isoformat()
    assert fingerprint()["options"]["only"] == sorted(ENGLAND_NETWORKS)
    assert [each["given_as"] for each in fingerprint()["inputs"]] == [
        *("workbook", "previous", "lists", "map", "prevalence", "care homes")
    ]


# --- the folders --------------------------------------------------------------------------------


def test_there_is_a_folder_for_each_that_is_named() -> None:
    assert {network(folder).id for folder in FOLDERS} == set(ENGLAND_NETWORKS)
    page = (HERE / "README.md").read_text(encoding="utf-8")
    assert all(f"`{folder.name}`" in page for folder in FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_says_what_the_table_says(folder: Path) -> None:
    found = network(folder)
    row = table()[found.id]
    assert found.name == row["name"]
    assert members(found) == row["members"].split()
    counts = {
        record.subject: record.value.value
        for record in found.records
        if (record.fact, record.source) == ("list size", "lists")
        and isinstance(record.value, Known)
    }
    counted = [counts[code] for code in members(found) if code in counts]
    assert sum(each for each in counted if isinstance(each, Fraction)) == int(
        row["patients counted"]
    )
    assert len(members(found)) - len(counted) == int(row["practices without a count"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_readme_says_where_its_facts_come_from(folder: Path) -> None:
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{source.id}` | {source.title}" in page for source in network(folder).sources)
    assert "Open Government Licence" in page


def test_london_is_told_from_the_map() -> None:
    said = {
        folder.name: {r.value for r in network(folder).records if r.fact == "area in London"}
        for folder in FOLDERS
    }
    assert said["enfield-unity"] == {Known(True)}
    assert said["norwich"] == said["formby"] == {Known(False)}
    # Two practices that the map does not have leave it open.
    assert said["knutsford"] == set()


def test_those_of_lincolnshire_say_what_the_table_says() -> None:
    for name in LINCOLNSHIRE:
        found = network(ROOT / "networks" / name)
        assert members(found) == table()[found.id]["members"].split()
    assert "U94399" not in table()


def test_together_they_share_no_practice() -> None:
    folders = (*FOLDERS, *(ROOT / "networks" / name for name in LINCOLNSHIRE))
    assert check_together([network(folder) for folder in folders]) == ()


def test_they_were_chosen_because_they_differ() -> None:
    rows = [table()[code] for code in ENGLAND_NETWORKS]
    sizes = [int(row["patients counted"]) for row in rows]
    assert sum(size < 30_000 for size in sizes) >= 5
    assert sum(size > 100_000 for size in sizes) >= 4
    assert sum(row["practices"] == "1" for row in rows) == 3
    assert sum(" " in row["ccgs of practices"] for row in rows) == 4
    assert sum(row["practices without a count"] != "0" for row in rows) >= 2
    assert sum(row["opened"] > "2020-04-01" for row in rows) >= 2
    assert any(row["closed"] for row in rows)
    changed = [
        folder.name
        for folder in FOLDERS
        if len({t.stands for t in network(folder).things if t.entity == "practice"}) > 2
    ]
    assert {"barnsley", "enfield-unity"} <= set(changed)
