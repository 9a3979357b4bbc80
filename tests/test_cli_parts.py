"""The small parts of the command line: days, places, names, what paths hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pcn_rules.cli import choosing, editions
from pcn_rules.cli.assessing import Work
from pcn_rules.cli.dates import read_day
from pcn_rules.cli.line import CommandLine
from pcn_rules.cli.sorting import kind_of, sort


def line(*words: str) -> CommandLine:
    return CommandLine(words)


# --- days -------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["2020-05-31", "31 May 2020", " 31 may 2020 ", "31 MAY  2020"])
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed) == date(2020, 5, 31)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31 June 2020", "`31 June 2020` does not exist: the month ends on 30 June 2020"),
        ("2021-02-29", "`2021-02-29` does not exist: the month ends on 28 February 2021"),
        ("2020-13-01", "`2020-13-01` is not a day"),
        ("0000-01-01", "`0000-01-01` is not a day"),
        ("31/05/2020", "`31/05/2020` is not a day"),
        ("soon", "`soon` is not a day"),
        ("", "`` is not a day"),
    ],
)
def test_a_day_that_is_none_says_why(typed: str, why: str) -> None:
    assert read_day(typed) == why


# --- places on the command line ---------------------------------------------------------------


def test_a_fault_underlines_the_word_that_was_typed() -> None:
    typed = line("assess", "my network", "--as-at", "soon")
    assert typed.source.text == 'pcn-rules assess "my network" --as-at soon'
    assert typed.span("soon").text == "soon"
    assert typed.span("my network").text == '"my network"'


def test_a_word_after_an_equals_sign_is_underlined() -> None:
    assert line("assess", "--as-at=soon").span("soon").text == "soon"
    assert line("assess", '--as-at="31 June 2020"').source.text.endswith('"31 June 2020""')
    assert line("assess", "--as-at=31 June 2020").span("31 June 2020").text == "31 June 2020"


def test_a_word_that_was_not_typed_underlines_the_whole_command() -> None:
    assert line("assess", "x").span("y").text == "pcn-rules assess x"


def test_a_command_line_holds_no_control_characters() -> None:
    assert line("a\x1b[31m\nb").source.text == 'pcn-rules "a?[31m?b"'


# --- names ------------------------------------------------------------------------------------


def test_a_name_is_a_path_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "boston").mkdir()
    assert choosing.network(line(), "boston") == Path("boston")


def test_a_misspelt_network_has_a_nearest_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-network").mkdir()
    (tmp_path / "my-network/network.toml").write_text("")
    (tmp_path / "my-netwrok2").mkdir()
    fault = choosing.network(line("assess", "my-netwrok"), "my-netwrok")
    assert fault.code == "E501"
    assert fault.span.text == "my-netwrok"
    assert fault.help == "did you mean `my-network`?"


def test_the_beginning_of_a_name_is_enough_to_be_understood() -> None:
    fault = choosing.network(line("assess", "skeg"), "skeg")
    assert fault.help == "did you mean `skegness-and-coast`?"
    other = choosing.network(line("assess", "qq"), "qq")
    assert other.help.startswith("name a folder, or a network that comes along: `boston`")


def test_the_newest_edition_that_came_into_force_is_the_final_one() -> None:
    assert editions.newest().name == "2020-21-final"
    assert choosing.shipped("specs") == ("2020-21-draft", "2020-21-final")


def test_an_edition_may_be_named_without_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("2020-21-final", "specs/2020-21-final"):
        assert Path(choosing.specification(line(), name)).is_dir()
    fault = choosing.specification(line("--spec", "2020-21-finl"), "2020-21-finl")
    assert fault.code == "E502"
    assert fault.help == "did you mean `2020-21-final`?"


def test_what_is_shipped_has_the_same_name_everywhere() -> None:
    root = choosing.folder("specs").parent
    assert choosing.known_as(f"{root}/specs/x/y.pcn") == "specs/x/y.pcn"
    assert choosing.known_as("my/specs/y.pcn") == "my/specs/y.pcn"


def test_a_path_that_is_nowhere_is_a_fault() -> None:
    fault = choosing.anything(line("check", "nowhere"), "nowhere")
    assert fault.code == "E503"
    assert fault.help is None


# --- what paths hold --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('# a comment\nspecification "A"\n', "specification"),
        ('VOCABULARY "A"\n', "vocabulary"),
        ('assumptions "A"\n', "assumptions"),
        ('# of September\n\nvariation "A"\n', "variation"),
        ('service 1 "A"\n', "part"),
        ('  specification "inside"\n', "part"),
    ],
)
def test_a_file_says_what_it_is(tmp_path: Path, text: str, kind: str) -> None:
    file = tmp_path / "a.pcn"
    file.write_text(text)
    assert kind_of(file) == kind


def test_a_tree_is_sorted(tmp_path: Path) -> None:
    for name, text in {
        "specs/final/contract.pcn": 'specification "A"',
        "specs/final/7-3.pcn": "service",
        "specs/vocabulary/words.pcn": 'vocabulary "A"',
        "specs/assumptions/effort.pcn": 'assumptions "A"',
        "networks/boston/network.toml": "",
        "networks/boston/extra/more.pcn": "",
        "networks/README.md": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    work = Work(line())
    found = sort([str(tmp_path), str(tmp_path / "networks/boston/network.toml")], work)
    assert list(found.editions) == [tmp_path / "specs/final"]
    assert list(found.vocabularies) == [tmp_path / "specs/vocabulary/words.pcn"]
    assert list(found.assumptions) == [tmp_path / "specs/assumptions/effort.pcn"]
    assert list(found.networks) == [tmp_path / "networks/boston"]
    assert work.faults == []


def test_a_part_of_an_edition_stands_for_the_edition(tmp_path: Path) -> None:
    (tmp_path / "a.pcn").write_text('specification "A"')
    (tmp_path / "b.pcn").write_text("service")
    found = sort([str(tmp_path / "b.pcn")], Work(line()))
    assert list(found.editions) == [tmp_path]


def test_a_file_that_cannot_be_read_is_taken_for_a_part(tmp_path: Path) -> None:
    assert kind_of(tmp_path / "missing.pcn") == "part"
    (tmp_path / "notes.txt").write_text("")
    work = Work(line())
    assert sort([str(tmp_path / "notes.txt")], work).nothing


def test_a_path_that_holds_nothing_is_a_fault(tmp_path: Path) -> None:
    work = Work(line("check", str(tmp_path)))
    assert sort([str(tmp_path)], work).nothing
    assert [fault.code for fault in work.faults] == ["E510"]


def test_there_is_nothing_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert choosing.inside(tmp_path / "file") == ()
    assert choosing.inside(tmp_path) == (tmp_path / "file",)
