"""The command `capacity` and what it writes: text, a page, Markdown, JSON and its schema."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from cli_place import run
from jsonschema import Draft202012Validator, FormatChecker
from test_capacity_outlook import CASE_27, CASE_30, outlook
from test_report_schema import closed

from pcn_rules.report.render import render_capacity

ROOT = Path(__file__).parent.parent
SETS = ("lmc-2020", "nhse-2019")


def valid(page: str) -> list[str]:
    schema = json.loads(run("schema", "capacity").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(closed(schema), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(page))]


def test_a_conflict_is_told_in_a_plain_sentence(tmp_path: Path) -> None:
    text = " ".join(render_capacity(outlook(CASE_27, tmp_path), "text").split())
    assert "No: what takes work cannot all be done together." in text
    assert (
        "From 1 October 2020, Clinic (1) and Surgery (2) need 4 GP or nurse hours a week; "
        "there are 2: 2 short, about 0.05 of a post." in text
    )
    assert "More staff: 2 hours a week of nurse (0.05 WTE; in whole tenths 0.1)" in text
    assert "judged again, all can be done in every world" in text


def test_what_is_enough_is_told_from_the_least_and_alternatives_from_a_sum() -> None:
    text = " ".join(run("capacity", "boston").stdout.split())
    assert (
        "alone it takes 0 to 17 hours a week, as what is open turns out, of one of these: GP, "
        "advanced nurse practitioner or community geriatrician, and more for those not listed"
    ) in text
    assert "Enough staff for all of it, were there nobody; less may do: one of these" in text
    told = json.loads(run("capacity", "boston", "--format", "json").stdout)
    (demand,) = told["demands"]
    assert {(e["hours_a_week_least"], e["hours_a_week_enough"]) for e in demand["one_of"]} == {
        ("0", "17")
    }
    assert (demand["unlisted"], told["one_of_is_least"], len(told["one_of"])) == (True, False, 3)


def test_a_role_of_several_has_its_alternatives_beside_it() -> None:
    path = ROOT / "specs" / "assumptions" / "lmc-2020.pcn"
    asked = ("capacity", "boston", "--assumptions", str(path))
    text = " ".join(run(*asked).stdout.split())
    assert (
        "* 246 hours a week of GP or, in its place, advanced nurse practitioner, clinical "
        "pharmacist or physician associate (6.56 WTE"
    ) in text
    assert "The least staff for all of it, were there nobody" in text
    told = json.loads(run(*asked, "--format", "json").stdout)["one_of"]
    assert [each["or_one_of"] for each in told[0]["roles"]] == [
        ["advanced nurse practitioner", "clinical pharmacist", "physician associate"],
        [],
    ]


def test_json_is_exact_and_as_its_schema_says(tmp_path: Path) -> None:
    page = render_capacity(outlook(CASE_27, tmp_path), "json")
    assert valid(page) == []
    found = json.loads(page)
    assert found["conflicts"][0]["needed"] == "4"
    assert found["answer"] == "in no world"


def test_a_page_has_a_drawing_with_its_table_and_fetches_nothing(tmp_path: Path) -> None:
    page = render_capacity(outlook(CASE_27, tmp_path), "html")
    assert page.index("<svg role") < page.index("<caption>Hours a week needed and there")
    assert 'aria-labelledby="hours-title hours-desc"' in page
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))
    assert not re.search(r'(src|href)="(?!#)', page)


def test_names_are_escaped(tmp_path: Path) -> None:
    found = outlook(CASE_30, tmp_path)
    bad = replace(found, network_name="<script>alert(1)</script> | `x`")
    assert "<script>" not in render_capacity(bad, "html")
    assert "\\`x\\`" in render_capacity(bad, "markdown")


@pytest.mark.parametrize("format", ["text", "html", "markdown", "json"])
def test_every_format_is_written_for_every_reference_network(format: str) -> None:
    for folder in sorted((ROOT / "networks").glob("*/network.toml")):
        done = run("capacity", str(folder.parent), "--format", format)
        assert done.exit_code == 0, done.stderr
        if format == "json":
            assert valid(done.stdout) == []


@pytest.mark.parametrize("edition", ["2020-21-draft", "2020-21-final"])
@pytest.mark.parametrize("set", SETS)
def test_rival_sets_can_be_read_alone_and_beside_the_others(set: str, edition: str) -> None:
    folder = ROOT / "specs" / "assumptions"
    alone = ("--assumptions", str(folder / f"{set}.pcn"))
    beside = (*alone, "--assumptions", str(folder / "effort-2020.pcn"))
    for assumed in (alone, beside):
        done = run("capacity", "boston", "--spec", edition, *assumed, "--as-at", "2020-06-01")
        assert done.exit_code == 0, done.stderr


def test_a_rival_set_is_read_only_where_it_is_named() -> None:
    done = run("assess", "boston", "--format", "json")
    read = json.loads(done.stdout)["specification"]["assumptions"]
    assert "Effort, as estimated in public by early 2020" in read
    assert not any("committees" in each or "average network" in each for each in read)


def test_a_total_of_the_committees_is_asked_for_by_week() -> None:
    path = ROOT / "specs" / "assumptions" / "lmc-2020.pcn"
    done = run("capacity", "boston", "--assumptions", str(path), "--format", "json")
    needed = {tuple(h["roles"]): h["needed_most"] for h in json.loads(done.stdout)["hours"]}
    assert needed["administrator",] == "27.5"
    assert "246" in needed.values()  # 61.5 sessions of 4 hours


def test_what_is_not_known_is_not_in_every_world() -> None:
    assert run("capacity", "boston", "--fail-on", "not-in-every-world").exit_code == 1
    assert run("capacity", "boston", "--fail-on", "in-no-world").exit_code == 0


def test_a_network_that_is_not_there_is_a_fault() -> None:
    done = run("capacity", "nowhere")
    assert done.exit_code == 2
    assert "nowhere" in done.stderr
