"""Finished pages that are kept: used where nothing changed, and never where anything did."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_place import CONTRACT, EFFORT, WORDS, contract_and_network, network, put, run

from pcn_rules import kept
from pcn_rules.evaluate import assess as judging

Count = Callable[[], int]
ASSESS = ("assess", "ours", "--spec", "specs/first")
ROOT = Path(__file__).parent.parent


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    contract_and_network(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Count:
    """How often a network was judged."""
    times = []
    anew = judging.assess
    monkeypatch.setattr(
        judging, "assess", lambda *given, **named: times.append(1) or anew(*given, **named)
    )
    return lambda: len(times)


def answer(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def pages(place: Path) -> list[Path]:
    beginnings = (b"done", b"found")
    entries = (place / "cache").glob("*.json")
    return [each for each in entries if each.read_bytes().split(b"\n")[1] in beginnings]


def test_the_second_time_nothing_is_judged(place: Path, judged: Count) -> None:
    first = answer(*ASSESS)
    assert answer(*ASSESS) == first
    assert judged() == 1
    explained = answer("explain", "1.1a", "ours", "--spec", "specs/first")
    assert answer("explain", "1.1a", "ours", "--spec", "specs/first") == explained
    assert judged() == 2


@pytest.mark.parametrize("name", ["boston", "first-coastal", "skegness-and-coast", "solas"])
@pytest.mark.parametrize("day", [None, "2020-08-01"])
def test_what_is_kept_is_what_would_be_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judged: Count, name: str, day: str | None
) -> None:
    monkeypatch.chdir(ROOT)
    words = ("assess", name, *(() if day is None else ("--as-at", day)))
    for format in ("text", "html", "json"):
        asked = (*words, "--format", format)
        monkeypatch.setenv(kept.VARIABLE, "off")
        fresh = answer(*asked)
        monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
        before = judged()
        assert [answer(*asked), answer(*asked)] == [fresh, fresh]
        assert judged() == before + 1


CHANGES = {
    "a clause": ("specs/first/contract.pcn", CONTRACT.replace("30,000", "50,000")),
    "a comment": ("specs/first/contract.pcn", CONTRACT + "\n# a note\n"),
    "a word": ("specs/vocabulary/words.pcn", WORDS.replace("lead GP agreed\n", "aligned\n")),
    "an effort": (
        "specs/assumptions/effort.pcn",
        EFFORT.replace("takes negligible effort\n  needs nothing", "needs nothing"),
    ),
    "another file of efforts": ("specs/assumptions/more.pcn", 'assumptions "More"\n'),
    "another file of the edition": ("specs/first/more.pcn", "# nothing\n"),
    "a cell": ("ours/practices.csv", network("X1", size="29000")["practices.csv"]),
    "a list": ("ours/care-homes.csv", network("X1", lead="yes on 2020-05-01")["care-homes.csv"]),
    "a day": ("ours/network.toml", network("X1", as_at="2020-07-01")["network.toml"]),
    "another file of the network": ("ours/evidence.csv", "about,id,fact,value\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_any_file_is_never_answered_from_before(
    place: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    before = run(*ASSESS)
    assert len(pages(place)) == 1
    name, text = CHANGES[change]
    put(place, {name: text})
    after = run(*ASSESS)
    monkeypatch.setenv(kept.VARIABLE, "off")
    fresh = run(*ASSESS)
    assert (after.exit_code, after.output) == (fresh.exit_code, fresh.output)
    assert after.output != before.output


def test_a_file_that_goes_is_seen(place: Path) -> None:
    before = answer(*ASSESS)
    (place / "ours/practices.csv").unlink()
    after = run(*ASSESS)
    assert (after.exit_code, after.stdout) != (0, before)


@pytest.mark.parametrize(
    "words",
    [
        ("--as-at", "2020-08-01"),
        ("--known-by", "2020-04-01"),
        ("--format", "json"),
        ("--format", "html"),
        ("--assumptions", "specs/assumptions"),
    ],
    ids=" ".join,
)
def test_every_wish_has_its_own_answer(
    place: Path, monkeypatch: pytest.MonkeyPatch, judged: Count, words: tuple[str, ...]
) -> None:
    answer(*ASSESS)
    asked = answer(*ASSESS, *words)
    assert judged() == 2
    assert answer(*ASSESS, *words) == asked
    assert judged() == 2
    monkeypatch.setenv(kept.VARIABLE, "off")
    assert answer(*ASSESS, *words) == asked


def test_another_theme_has_its_own_answer(place: Path, judged: Count) -> None:
    themed = (*ASSESS, "--format", "html", "--theme-css", "theme.css")
    put(place, {"theme.css": "body { color: teal }"})
    assert "teal" in answer(*themed)
    put(place, {"theme.css": "body { color: navy }"})
    assert "navy" in answer(*themed)
    assert judged() == 2


def test_another_network_of_the_same_name_has_its_own_answer(place: Path, judged: Count) -> None:
    first = answer(*ASSESS)
    put(place / "theirs", network("X2"))
    (place / "ours").rename(place / "before")
    (place / "theirs").rename(place / "ours")
    assert answer(*ASSESS) != first
    assert judged() == 2


def test_a_status_is_kept_with_its_page(place: Path, judged: Count) -> None:
    failing = (*ASSESS, "--as-at", "2020-08-01", "--fail-on", "impossible")
    assert [run(*failing).exit_code for _ in range(2)] == [1, 1]
    assert run(*failing[:-2]).exit_code == 0
    assert judged() == 2


def test_a_page_is_written_to_a_file_from_what_was_kept(place: Path, judged: Count) -> None:
    asked = (*ASSESS, "--output", "page.html")
    answer(*asked)
    first = (place / "page.html").read_text()
    (place / "page.html").unlink()
    answer(*asked)
    assert (place / "page.html").read_text() == first
    assert judged() == 1


def test_what_it_is_made_from_is_not_overwritten_by_what_was_kept(place: Path) -> None:
    answer(*ASSESS, "--format", "text")
    result = run(*ASSESS, "--format", "text", "--output", "ours/practices.csv")
    assert result.exit_code == 2
    assert "error[E507]" in result.stderr


def test_what_has_a_fault_is_not_kept(place: Path) -> None:
    put(place / "ours", network("X1", size="many"))
    assert [run(*ASSESS).exit_code for _ in range(2)] == [2, 2]
    assert pages(place) == []


def test_the_day_of_no_edition_is_a_fault_each_time(place: Path) -> None:
    words = ("assess", "boston", "--as-at", "2025-01-01")
    assert [run(*words).exit_code for _ in range(2)] == [2, 2]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content.replace(b"done", b"gone"),
        lambda content: content.replace(b"Network", b"Notwork"),
        lambda content: b"\0" * 100,
    ],
    ids=["empty", "shorter", "another status", "tampered", "zeros"],
)
def test_a_page_that_was_damaged_is_made_anew(
    place: Path, judged: Count, damage: Callable[[bytes], bytes]
) -> None:
    first = answer(*ASSESS)
    (page,) = pages(place)
    page.write_bytes(damage(page.read_bytes()))
    assert answer(*ASSESS) == first
    assert judged() == 2
    assert answer(*ASSESS) == first
    assert judged() == 2


def test_another_program_answers_anew(
    place: Path, judged: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(*ASSESS)
    monkeypatch.setattr(kept, "_program", lambda: "another")
    answer(*ASSESS)
    assert judged() == 2


def test_the_program_is_all_of_its_files_and_libraries() -> None:
    shown = kept._program()
    for part in ("evaluate/assess.py", "report/view.py", "networks/cells.py", "cli/pages.py"):
        assert f"pcn_rules/{part} " in shown
    for part in ("grammar/words.lark", "templates/page.css", "values/bank-holidays.csv"):
        assert f"{part} " in shown
    for library in ("jinja2", "lark", "pydantic", "pydantic_core", "markupsafe"):
        assert f"{os.sep}{library}{os.sep}__init__.py " in shown


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there are no owners")
def test_what_others_may_have_written_is_not_believed(place: Path, judged: Count) -> None:
    first = answer(*ASSESS)
    (page,) = pages(place)
    assert page.stat().st_mode & 0o777 == 0o600
    page.chmod(0o620)
    assert answer(*ASSESS) == first
    assert judged() == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there are no owners")
def test_what_somebody_else_wrote_is_not_believed(
    place: Path, judged: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = answer(*ASSESS)
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    assert answer(*ASSESS) == first
    assert judged() == 2


def test_what_is_used_stays_longest(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        kept.keep(str(number), "x")
        os.utime(place / "cache" / f"{number}.json", (number, number))
    assert kept.find("0") == "x"
    monkeypatch.setattr(kept, "MOST", 2)
    kept.keep("3", "x")
    assert {each.stem for each in (place / "cache").iterdir()} == {"0", "3"}


def test_all_entries_together_have_an_end(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGEST", 1000)
    for number in range(5):
        kept.keep(str(number), "x" * 300)
        os.utime(place / "cache" / f"{number}.json", (number, number))
    assert {each.stem for each in (place / "cache").iterdir()} == {"3", "4"}
