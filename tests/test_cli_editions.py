"""Which edition is judged by: the one in force on the day asked about, unless one is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cli_place import CONTRACT, EFFORT, WORDS, network, put, run, shipping

from pcn_rules.cli import editions
from pcn_rules.cli.line import CommandLine
from pcn_rules.diagnostics import Diagnostic

LINE = CommandLine(("assess", "ours", "--as-at", "2020-06-01"))
SECOND = (
    CONTRACT.replace("2021", "2022")
    .replace("April 2020", "April 2021")
    .replace("July 2020", "July 2021")
    .replace('"first"', '"second"')
)
DRAFT = CONTRACT.replace("in force from", "proposed from").replace('"first"', '"draft"')
SIZE = """variation "Larger networks"
  amends "Small contract" from 1 July 2020

omit clause 2.1
  cites SPEC, verified
"""


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two editions, one after the other, and a draft, with a network in `ours`."""
    specs = tmp_path / "shipped"
    for name, text in {"draft": DRAFT, "first": CONTRACT, "second": SECOND}.items():
        put(specs / name, {"contract.pcn": text})
    put(specs / "vocabulary", {"words.pcn": WORDS})
    put(specs / "assumptions", {"effort.pcn": EFFORT})
    shipping(monkeypatch, specs)
    put(tmp_path / "ours", network("X1"))
    monkeypatch.chdir(tmp_path)
    return specs


def on(day: date) -> str:
    found = editions.edition_on(LINE, day, "2020-06-01")
    return f"{found.code}: {found.message}" if isinstance(found, Diagnostic) else found.name


def test_the_edition_in_force_on_the_day_is_chosen(specs: Path) -> None:
    assert [on(date(2020, 4, 1)), on(date(2021, 3, 31))] == ["first", "first"]
    assert [on(date(2021, 4, 1)), on(date(2022, 3, 31))] == ["second", "second"]
    result = run("assess", "ours", "--as-at", "2021-04-01")
    assert "Small contract, second edition" in result.stdout, result.output


def test_where_none_is_in_force_those_that_there_are_are_named(specs: Path) -> None:
    assert on(date(2022, 4, 1)) == (
        "E505: no edition is in force on 1 April 2022: `draft` was only proposed, never in force; "
        "`first` runs from 1 April 2020 to 31 March 2021; "
        "`second` runs from 1 April 2021 to 31 March 2022"
    )


def test_the_newest_is_the_last_that_came_into_force(specs: Path) -> None:
    assert editions.newest().name == "second"
    put(specs / "third", {"contract.pcn": DRAFT.replace("2020 to", "2025 to")})
    assert editions.newest().name == "second"


def test_a_draft_is_judged_where_it_is_named_and_never_said_to_be_in_force(specs: Path) -> None:
    for style in ("text", "markdown", "html"):
        result = run("assess", "ours", "--spec", "draft", "--format", style)
        assert result.exit_code == 0, result.output
        assert "proposed, never in force" in " ".join(result.stdout.split())
    data = run("assess", "ours", "--spec", "draft", "--format", "json").stdout
    assert '"proposed": true' in data
    assert '"proposed": false' in run("assess", "ours", "--format", "json").stdout


def test_several_in_force_are_a_fault(specs: Path) -> None:
    put(specs / "other", {"contract.pcn": CONTRACT})
    assert on(date(2020, 6, 1)).startswith("E513: more than one edition is in force on 1 June 2020")


def test_networks_that_name_other_days_are_judged_by_other_editions(specs: Path) -> None:
    put(Path("theirs"), network("Y2", as_at="2021-06-01"))
    result = run("assess", "ours", "theirs")
    assert result.exit_code == 0, result.output
    assert "Small contract, first edition" in result.stdout
    assert "Small contract, second edition" in result.stdout


def test_an_edition_that_does_not_say_when_is_told_for_its_own_faults(specs: Path) -> None:
    for name in ("first", "second", "draft"):
        text = CONTRACT.replace("in force from", "in forse from")
        put(specs / name, {"contract.pcn": text})
    result = run("assess", "ours")
    assert result.exit_code == 2
    assert "in forse" in result.stderr
    assert "E505" not in result.stderr


def test_a_header_that_looks_otherwise_is_read_before_it_is_believed(specs: Path) -> None:
    for name in ("first", "second", "draft"):
        text = CONTRACT.replace("in force from", "in force  # for a year\n    from")
        put(specs / name, {"contract.pcn": text})
    assert run("assess", "ours", "--as-at", "2020-06-01").exit_code == 0
    result = run("assess", "ours", "--as-at", "2021-06-01")
    assert result.exit_code == 2
    assert "error[E505]: no edition is in force on 1 June 2021" in result.stderr


def test_a_network_is_checked_by_the_edition_of_its_own_day(specs: Path) -> None:
    put(specs / "vocabulary", {"more.pcn": WORDS.replace("lead GP agreed", "leader agreed")})
    second = SECOND.replace("words.pcn", "more.pcn")
    put(specs / "second", {"contract.pcn": second})
    assert run("check", "ours").exit_code == 0
    put(Path("ours"), network("X1", as_at="2021-06-01"))
    result = run("check", "ours")
    assert result.exit_code == 2
    assert "lead GP agreed" in result.stderr


def test_a_network_with_faults_of_its_own_is_still_checked(specs: Path) -> None:
    put(Path("ours"), network("X1", as_at="soon", size="many"))
    for command in ("check", "assess"):
        result = run(command, "ours")
        assert result.exit_code == 2
        assert "as_at = soon" in result.stderr
        assert "`many` is not an amount of patients" in result.stderr


def test_a_clause_is_explained_as_long_as_it_is_in_the_text(specs: Path) -> None:
    put(specs / "first", {"variation.pcn": SIZE})
    assert run("explain", "2.1", "ours", "--as-at", "2020-06-30").exit_code == 0
    gone = run("explain", "2.1", "ours", "--as-at", "2020-07-01")
    assert gone.exit_code == 2
    assert "no clause `2.1` in the text of 1 July 2020" in gone.stderr
    assert "it is in the text up to 30 June 2020" in gone.stderr


def test_variations_are_counted_and_stand_for_their_edition(specs: Path) -> None:
    put(specs / "first", {"variation.pcn": SIZE})
    result = run("check", str(specs / "first/variation.pcn"))
    assert result.exit_code == 0, result.output
    assert "1 specification file, 1 variation file" in result.stdout
