"""Checking, laying out and beginning files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_place import CONTRACT, EFFORT, WORDS, assess, contract_and_network, network, put, run


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    contract_and_network(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- check ------------------------------------------------------------------------------------


def test_check_counts_what_it_read(place: Path) -> None:
    result = run("check", "specs/first", "ours")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "no faults: 1 specification file, 1 vocabulary file, 1 assumptions file, 3 network files\n"
    )


def test_check_reads_folders_of_everything(place: Path) -> None:
    assert run("check", ".").stdout == run("check", "specs/first", "ours").stdout
    assert run("check", "specs/vocabulary").stdout == "no faults: 1 vocabulary file\n"


def test_check_lists_every_fault_once(place: Path) -> None:
    put(place / "specs/vocabulary", {"words.pcn": WORDS.replace(": patients\n\n", ": patiens\n\n")})
    put(place / "specs/first", {"contract.pcn": CONTRACT.replace("31 July", "31 June")})
    result = run("check", "specs/first", "specs/vocabulary", "specs")
    assert result.exit_code == 2
    assert result.stdout == ""
    heads = [line for line in result.stderr.splitlines() if line.startswith("error[")]
    places = [line for line in result.stderr.splitlines() if line.lstrip().startswith("--> ")]
    assert len(heads) == len(places)
    assert len(set(zip(heads, places, strict=True))) == len(heads)
    assert any("patiens" in head for head in heads)


def test_check_says_where_there_is_nothing(place: Path) -> None:
    (place / "empty").mkdir()
    result = run("check", "empty", "missing")
    assert result.exit_code == 2
    assert "error[E510]" in result.stderr
    assert "error[E503]" in result.stderr


def test_what_comes_with_the_program_has_no_faults() -> None:
    result = run("check", "2020-21-final", "skegness-and-coast", "boston", "solas", "first-coastal")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("no faults: ")


def test_assumptions_alone_are_checked_against_the_final_edition(place: Path) -> None:
    result = run("check", "specs/assumptions")
    assert result.exit_code == 0, result.output
    assert result.stdout == "no faults: 1 assumptions file\n"
    put(place / "specs/assumptions", {"effort.pcn": EFFORT.replace("a lead GP", "a lead G P")})
    assert run("check", "specs/assumptions").exit_code == 2


def test_assumptions_elsewhere_are_checked_against_the_edition_named(place: Path) -> None:
    put(place / "mine", {"effort.pcn": EFFORT})
    result = run("check", "specs/first", "mine")
    assert result.exit_code == 0, result.output
    assert "2 assumptions files" in result.stdout


def test_networks_are_checked_one_by_one_and_together(place: Path) -> None:
    put(place / "theirs", {**network("X2"), "practices.csv": "nonsense\n1\n"})
    put(place / "same", network("X1"))
    result = run("check", "specs/first", "ours", "theirs", "same")
    assert result.exit_code == 2
    assert "theirs/practices.csv" in result.stderr
    assert "error[E451]" in result.stderr


def test_a_network_alone_is_checked_against_the_final_edition() -> None:
    result = run("check", "boston")
    assert result.exit_code == 0, result.output
    assert "specification" not in result.stdout


def test_a_network_is_checked_although_its_edition_has_faults(place: Path) -> None:
    put(place / "specs/first", {"contract.pcn": CONTRACT.replace("31 July", "31 June")})
    assert run("check", "specs/first", "ours").stderr.endswith("1 fault\n")
    put(place / "ours", network("A", size="many"))
    result = run("check", "specs/first", "ours")
    assert "`31 June 2020`" in result.stderr
    assert "`many` is not an amount of patients" in result.stderr
    assert result.stderr.endswith("2 faults\n")


# --- format -----------------------------------------------------------------------------------


def test_format_changes_the_layout_once(place: Path) -> None:
    file = place / "specs/first/contract.pcn"
    file.write_text(CONTRACT.replace("  by 31 July 2020 the PCN", "  by 31 July 2020   the PCN"))
    checked = run("format", "specs", "--check")
    assert checked.exit_code == 1
    assert "contract.pcn" in checked.stdout
    assert "   the PCN" in file.read_text()
    assert run("format", "specs").exit_code == 0
    assert "   the PCN" not in file.read_text()
    again = run("format", "specs", "--check")
    assert again.exit_code == 0, again.output
    assert run("format", "specs").stdout.startswith("nothing to change in 3 files")


def test_format_leaves_everything_alone_where_there_are_faults(place: Path) -> None:
    bad, loose = place / "specs/first/contract.pcn", place / "specs/vocabulary/words.pcn"
    bad.write_text(CONTRACT.replace("31 July", "31 June"))
    loose.write_text(WORDS.replace("unit patients", "unit   patients"))
    before = (bad.read_text(), loose.read_text())
    result = run("format", "specs", "missing.pcn")
    assert result.exit_code == 2
    assert (bad.read_text(), loose.read_text()) == before
    assert "error[E503]" in result.stderr


def test_format_makes_line_ends_plain(place: Path) -> None:
    file = place / "specs/vocabulary/words.pcn"
    run("format", "specs")
    tidy = file.read_bytes()
    file.write_bytes(tidy.replace(b"\n", b"\r\n"))
    assert run("format", "specs", "--check").exit_code == 1
    run("format", "specs")
    assert file.read_bytes() == tidy


def test_format_says_what_it_could_not_write(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "specs/first/contract.pcn").write_text(CONTRACT.replace("  cites", "    cites"))
    monkeypatch.setattr("pcn_rules.cli.format.write_whole", lambda *_: "no space left on device")
    result = run("format", "specs/first")
    assert result.exit_code == 2
    assert "error[E507]" in result.stderr


def test_format_says_where_there_is_nothing(place: Path) -> None:
    (place / "empty").mkdir()
    assert "error[E510]" in run("format", "empty").stderr
    (place / "folder.pcn").mkdir()
    assert run("format", "folder.pcn").exit_code == 2
    (place / "specs/loop.pcn").symlink_to(place / "specs/loop.pcn")
    assert "error[E511]" in run("format", "specs").stderr


def test_format_reads_only_text(place: Path) -> None:
    (place / "specs/first/odd.pcn").write_bytes(b"\xff\xfe\x00")
    result = run("format", "specs/first/odd.pcn")
    assert result.exit_code == 2
    assert "it is not text in UTF-8" in result.stderr


# --- init -------------------------------------------------------------------------------------


def test_a_network_that_was_begun_can_be_checked_and_assessed(place: Path) -> None:
    begun = run("init", "my-network", "--spec", "specs/first")
    assert begun.exit_code == 0, begun.output
    assert "network.toml" in begun.stdout
    checked = run("check", "specs/first", "my-network")
    assert checked.exit_code == 0, checked.output
    assert assess("my-network").exit_code == 0


def test_nothing_is_overwritten(place: Path) -> None:
    before = sorted((path.name, path.read_text()) for path in (place / "ours").iterdir())
    result = run("init", "ours", "--spec", "specs/first")
    assert result.exit_code == 2
    assert "error[E508]" in result.stderr
    assert sorted((path.name, path.read_text()) for path in (place / "ours").iterdir()) == before


def test_an_empty_folder_may_be_begun(place: Path) -> None:
    (place / "empty").mkdir()
    assert run("init", "empty", "--spec", "specs/first").exit_code == 0


def test_a_network_is_begun_whole_or_not_at_all(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pcn_rules.cli.init.write_whole", lambda *_: "no space left on device")
    result = run("init", "my-network", "--spec", "specs/first")
    assert result.exit_code == 2
    assert not (place / "my-network").exists()


def test_nothing_is_left_of_a_network_that_could_not_be_begun(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def full(path: Path, text: str) -> str | None:
        written.append(path)
        path.write_text(text)
        return "no space left on device" if len(written) > 1 else None

    (place / "empty").mkdir()
    before = sorted(place.rglob("*"))
    monkeypatch.setattr("pcn_rules.cli.init.write_whole", full)
    for name in ("my-network", "empty"):
        written.clear()
        assert run("init", name, "--spec", "specs/first").exit_code == 2
        assert len(written) == 2
        assert sorted(place.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("name", ["my-network", "empty"])
def test_a_network_whose_beginning_was_killed_is_none(place: Path, name: str) -> None:
    """Killed while its second file is written: there is no folder that looks like a network."""
    (place / "empty").mkdir()
    code = (
        "import os, signal, sys\n"
        "from pcn_rules.cli import init\n"
        "from pcn_rules.cli.main import program\n"
        "anew, times = init.write_whole, []\n"
        "def killed(path, text):\n"
        "    times.append(path)\n"
        "    if len(times) > 1: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return anew(path, text)\n"
        "init.write_whole = killed\n"
        "program.main(['init', sys.argv[1], '--spec', 'specs/first'])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, name],
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert ended.returncode == -9
    folder = place / name
    shown = [] if not folder.exists() else [p for p in folder.iterdir() if p.name[0] != "."]
    assert shown == []
    assert not (place / "my-network").exists()
    assert list(place.rglob(".*.part"))
    assert run("init", name, "--spec", "specs/first").exit_code == 0
    assert not list(place.rglob(".*.part"))
    assert (folder / "network.toml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing tells whether a process runs")
def test_what_another_command_is_writing_stays_and_so_does_what_is_not_ours(place: Path) -> None:
    running = place / f".my-network.{os.getppid()}.part"
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    foreign = place / f".my-network.{ended.pid}.part"
    for folder in (running, foreign):
        folder.mkdir()
    (foreign / "notes.txt").write_text("kept")
    other = place / f".other.{ended.pid}.part"
    other.mkdir()
    assert run("init", "my-network", "--spec", "specs/first").exit_code == 0
    assert running.exists()
    assert (foreign / "notes.txt").read_text() == "kept"
    assert other.exists()


def test_an_empty_folder_that_is_begun_is_still_the_same(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "empty").mkdir()
    before = (place / "empty").stat().st_ino
    monkeypatch.chdir(place / "empty")
    assert run("init", ".", "--spec", "../specs/first").exit_code == 0
    assert (place / "empty").stat().st_ino == before
    assert (place / "empty/network.toml").exists()
    assert not [each for each in (place / "empty").iterdir() if each.name.startswith(".")]


def test_a_network_cannot_be_begun_inside_a_file(place: Path) -> None:
    result = run("init", "specs/first/contract.pcn/inside", "--spec", "specs/first")
    assert result.exit_code == 2
    assert "error[E507]" in result.stderr


def test_a_file_that_is_none_of_the_language_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Notes\n\nwhat was said\n" * 40)
    for words in ((), ("--check",)):
        result = run("format", str(tmp_path / "README.md"), *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("error[") == 1
        assert "its name does not end in `.pcn`" in " ".join(result.stderr.split())


def test_what_lies_there_is_told_from_what_comes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "quite-other").mkdir()
    (tmp_path / "quite-other/network.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    told = " ".join(run("assess", "nowhere").stderr.split())
    assert "name a folder, such as `quite-other`, or a network that comes along: `boston`" in told
    (tmp_path / "quite-other/network.toml").unlink()
    told = " ".join(run("assess", "nowhere").stderr.split())
    assert "name a folder, or a network that comes along: `boston`" in told
