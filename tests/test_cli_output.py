"""How the command line writes: whole files, consoles of every kind, progress."""

from __future__ import annotations

import io
import os
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pcn_rules.cli import faults, output
from pcn_rules.cli.line import CommandLine
from pcn_rules.cli.progress import Progress

if TYPE_CHECKING:
    import pytest


def line(*words: str) -> CommandLine:
    return CommandLine(words)


# --- writing ----------------------------------------------------------------------------------


def test_a_file_is_written_in_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    assert output.write_whole(target, "£ ✓\n") is None
    assert target.read_bytes() == "£ ✓\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    target.chmod(0o640)
    output.write_whole(target, "new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        output.write_whole(tmp_path / "report.txt", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "report.txt").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "report.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    output.write_whole(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_what_stands_there_stays_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    assert output.write_whole(target, "new") == "no space left on device"
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_device_is_written_to_and_not_replaced() -> None:
    assert output.write_whole(Path("/dev/null"), "gone") is None
    assert not Path("/dev/null").is_file()


def test_what_cannot_be_written_says_why(tmp_path: Path) -> None:
    assert output.why_not_writable(tmp_path) == "it is a folder"
    missing = tmp_path / "none"
    assert output.why_not_writable(missing / "x") == f"there is no folder `{missing}`"
    assert output.why_not_writable(missing) is None
    assert faults.cannot_write(line(), missing, "so").code == "E507"


class Console(io.StringIO):
    """A stream that may be a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert output.colourful(Console(terminal=True), False)
    assert not output.colourful(Console(terminal=False), False)
    assert not output.colourful(Console(terminal=True), True)
    monkeypatch.setenv("TERM", "dumb")
    assert not output.colourful(Console(terminal=True), False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.colourful(Console(terminal=True), False)


class Odd(Console):
    """A stream that remembers how it was set up."""

    settings: dict[str, str]

    def reconfigure(self, **settings: str) -> None:
        self.settings = settings


def test_a_console_replaces_what_it_cannot_show(monkeypatch: pytest.MonkeyPatch) -> None:
    console, pipe = Odd(terminal=True), Odd(terminal=False)
    monkeypatch.setattr(sys, "stdout", console)
    monkeypatch.setattr(sys, "stderr", pipe)
    output.prepare()
    assert console.settings == {"errors": "replace"}
    assert pipe.settings["encoding"] == "utf-8"
    assert pipe.settings["newline"] == "\n"


def test_a_stream_that_cannot_be_set_up_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Console(terminal=True))
    monkeypatch.setattr(sys, "stderr", Console(terminal=True))
    output.prepare()


def test_what_cannot_be_looked_at_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    assert output.why_not_writable(Path("x" * 5000)) == "file name too long"
    monkeypatch.setattr(output.os, "access", lambda *_: False)
    assert output.why_not_writable(Path("report.html")) == "you may not write there"


# --- progress ---------------------------------------------------------------------------------


def test_progress_is_silent_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Console(terminal=False)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("pcn_rules.cli.progress._PATIENCE", 0.0)
    with Progress() as progress:
        progress.now("reading")
    assert stream.getvalue() == ""


def test_progress_is_silent_for_what_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Console(terminal=True)
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress() as progress:
        progress.now("reading")
    assert stream.getvalue() == ""


def test_progress_speaks_to_a_person_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Console(terminal=True)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("pcn_rules.cli.progress._PATIENCE", 0.01)
    with Progress() as progress:
        progress.now("reading")
        for _ in range(200):
            if stream.getvalue():
                break
            time.sleep(0.01)
        progress.now("judging")
    assert stream.getvalue() == "\r\x1b[Kreading\r\x1b[Kjudging\r\x1b[K"
