"""The program as a whole: help, wrong words, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cli_place import contract_and_network, put, run

from pcn_rules.cli import main as entry
from pcn_rules.cli.main import COMMANDS, program


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    contract_and_network(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- the program ------------------------------------------------------------------------------


def test_the_help_says_what_to_do_first() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "Try this first:" in result.stdout
    assert "pcn-rules assess skegness-and-coast" in result.stdout
    commands = [
        line.split()[0] for line in result.stdout.split("Commands:")[1].splitlines() if line
    ]
    first = ["assess", "explain", "capacity", "money", "check", "lint", "format", "init"]
    then = ["import", "coverage", "test", "diff", "witness", "profile", "schema"]
    assert commands[:15] == [*first, *then]
    assert commands[15:18] == ["without", "with", "split"]
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    result = run(command, "--help")
    assert "Example" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


@pytest.mark.parametrize(
    "words",
    [
        ("assess",),
        ("asess", "x"),
        ("assess", "x", "--formt", "json"),
        ("assess", "x", "--format", "pdf"),
        ("assess", "x", "--fail-on", "sometimes"),
    ],
)
def test_a_wrong_command_ends_with_two(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("assess", "x" * 5000),
        ("assess", ""),
        ("assess", "a\x00b"),
        ("assess", "/proc/self/mem"),
        ("assess", "specs/first/contract.pcn", "--spec", "specs/first"),
        ("assess", "ours", "--spec", "ours"),
        ("assess", "ours", "--spec", "specs/first/contract.pcn", "--output", "x" * 5000),
        ("assess", "ours", "--assumptions", "ours/network.toml", "--spec", "specs/first"),
        ("check", "\ud800"),
        ("format", "ours/network.toml"),
        ("init", "x" * 5000),
    ],
)
def test_no_input_ends_in_a_traceback(place: Path, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert result.exception is None or result.exc_info[0] is SystemExit
    assert "Traceback" not in result.output
    assert "fault" in result.stderr


def test_an_interruption_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "invoke", interrupted)
    monkeypatch.setattr(sys, "argv", ["pcn-rules", "check", "."])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err.strip() == ""


def test_a_wrong_option_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["pcn-rules", "--nonsense"])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 2
    assert "--nonsense" in capsys.readouterr().err


# --- as a process of its own ------------------------------------------------------------------

START = "from pcn_rules.cli.main import main; main()"


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", START, *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
    )


def test_the_process_ends_with_the_status(place: Path) -> None:
    assert process("assess", "ours", "--spec", "specs/first").returncode == 0
    failed = process("assess", "ours", "--spec", "specs/first", "--as-at", "2020-08-01",
                     "--fail-on", "impossible")  # fmt: skip
    assert failed.returncode == 1
    faulty = process("assess", "nowhere")
    assert (faulty.returncode, faulty.stdout) == (2, b"")
    assert b"error[E501]" in faulty.stderr
    assert b"\x1b" not in faulty.stderr


def test_output_is_utf8_even_where_the_locale_is_not(place: Path) -> None:
    put(place / "ours", {"network.toml": (place / "ours/network.toml").read_text().replace(
        "Network X1", "Réseau £ ✓")})  # fmt: skip
    shown = process("assess", "ours", "--spec", "specs/first", LC_ALL="C", PYTHONIOENCODING="ascii",
                    PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")  # fmt: skip
    assert shown.returncode == 0, shown.stderr
    assert "Réseau £ ✓" in shown.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_matter(place: Path) -> None:
    begun = subprocess.Popen(
        [sys.executable, "-c", START, "assess", "ours", "--spec", "specs/first"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert begun.stdout is not None
    assert begun.stderr is not None
    begun.stdout.close()
    errors = begun.stderr.read()
    begun.stderr.close()
    assert begun.wait() == 141
    assert errors == b""


def test_a_full_disk_is_said_plainly(place: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        shown = subprocess.run(
            [sys.executable, "-c", START, "assess", "ours", "--spec", "specs/first"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
    assert (shown.returncode, shown.stderr) == (2, b"cannot print: no space left on device\n")


def test_starting_up_is_lean() -> None:
    heavy = ("lark", "pydantic", "jinja2", "pcn_rules.load", "pcn_rules.report", "difflib")
    script = (
        "import sys\nfrom pcn_rules.cli.main import program\n"
        "program.main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert shown.stdout.splitlines()[-1] == "[]"


COLD = """
import sys
from pcn_rules.cli.main import program
program.main(sys.argv[1:], standalone_mode=False)
print(*sorted(sys.modules))
"""


def loaded(cache: Path, *words: str) -> set[str]:
    """The modules that a cold `assess` loads."""
    root = str(Path(__file__).parent.parent)
    shown = subprocess.run(
        [sys.executable, "-c", COLD, "assess", "ours", "--spec", "specs/first", *words],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": root, "PCN_RULES_CACHE": str(cache)},
    )
    return set(shown.stdout.decode().splitlines()[-1].split())


HEAVY = {"lark", "pydantic", "jinja2", "click", "difflib", "hypothesis", "numpy"}


def test_judging_what_was_kept_loads_no_more_than_it_needs(place: Path, tmp_path: Path) -> None:
    """The parser and all that only reading or writing the language takes are left out."""
    cache = tmp_path / "cache"
    first, second = loaded(cache), loaded(cache, "--as-at", "2020-07-01")
    assert HEAVY & first == {"lark", "jinja2", "click", "difflib"}
    assert HEAVY & second == {"jinja2", "click"}
    rooms = {"pcn_rules.load", "pcn_rules.networks.blank"}
    assert rooms & first == {"pcn_rules.load"}
    assert rooms & second == set()
    assert {name for name in second if name.startswith("pcn_rules.language")} == {
        "pcn_rules.language",
        "pcn_rules.language.carried",
        "pcn_rules.language.faults",
        "pcn_rules.language.meaning",
        "pcn_rules.language.order",
        "pcn_rules.language.stored",
    }


def test_what_has_not_changed_loads_only_the_command(place: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    loaded(cache)
    again = loaded(cache)
    assert HEAVY & again == {"click"}
    assert {name for name in again if name.startswith("pcn_rules.")} == {
        *("pcn_rules.diagnostics", "pcn_rules.excerpt", "pcn_rules.source"),
        *("pcn_rules.files", "pcn_rules.kept", "pcn_rules.shipped", "pcn_rules.cli"),
        *(f"pcn_rules.cli.{part}" for part in ("assess", "assessing", "choosing", "faults")),
        *(f"pcn_rules.cli.{part}" for part in ("line", "main", "options", "output", "pages")),
        "pcn_rules.cli.progress",
    }


def test_colour_is_not_for_files(place: Path) -> None:
    shown = process("assess", "ours", "--spec", "specs/first")
    assert b"\x1b" not in shown.stdout
    assert isinstance(program, click.Group)
