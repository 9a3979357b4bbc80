"""Whatever is fed to the program, it answers with faults or with a report, in bounded time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_place import CONTRACT, SETTINGS, WORDS, assess, contract_and_network, network, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcn_rules.cli import output
from pcn_rules.diagnostics import render
from pcn_rules.files import LARGEST
from pcn_rules.language.faults import MOST_FAULTS
from pcn_rules.language.formatter import format_text
from pcn_rules.language.parser import parse
from pcn_rules.load import load_specification, load_text
from pcn_rules.networks.folder import load_network
from pcn_rules.source import Source

BOUNDED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    contract_and_network(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(text: str) -> list[str]:
    return [fault.code for fault in parse(Source("a.pcn", text))[1]]


# --- any bytes --------------------------------------------------------------------------------

_PIECES = (
    *(
        "clause",
        "1.1(a)",
        '"',
        '"A"',
        "\n",
        "\n  ",
        "by",
        "31 July 2020",
        "every",
        "week",
        "(",
        ")",
    ),
    *("not", "means", "phrase", "entity", "fact", ":", "cites", ",", "-", "£", "9" * 50, "\x00"),
    *("\ufeff", "\u202e", "\r", "\t", "#", "where", "[", "]", "=", "id", "yes", "likely", "../.."),
)
texts = st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join)
contents = st.one_of(st.binary(max_size=300), texts.map(str.encode))


@BOUNDED
@given(content=contents)
@pytest.mark.parametrize(
    "name", ["specs/first/contract.pcn", "specs/vocabulary/words.pcn", "specs/assumptions/e.pcn"]
)
def test_any_bytes_of_the_language_are_answered(place: Path, name: str, content: bytes) -> None:
    (place / name).write_bytes(content)
    for fault in load_specification(Path("specs/first"))[1]:
        assert render(fault, False)
    format_text(Source(name, content.decode("utf-8", errors="replace")))


@BOUNDED
@given(content=contents, after=st.booleans())
@pytest.mark.parametrize(
    "name", ["network.toml", "care-homes.csv", "practices.csv", "evidence.csv"]
)
def test_any_bytes_of_a_network_are_answered(
    place: Path, name: str, content: bytes, after: bool
) -> None:
    specification, _ = load_text({"c.pcn": CONTRACT, "w.pcn": WORDS})
    assert specification is not None
    begun = network("X1").get(name, "about,id,fact,value,describes,known,source,standing\n")
    (place / "ours" / name).write_bytes((begun.encode() if after else b"") + content)
    for fault in load_network(Path("ours"), specification.vocabulary)[1]:
        assert render(fault, False)


# --- too much ---------------------------------------------------------------------------------


def test_a_file_is_read_no_further_than_it_may_be_long(place: Path) -> None:
    with (place / "specs/first/contract.pcn").open("ab") as file:
        file.truncate(50 * LARGEST)
    for words in (("check", "specs/first"), ("check", "."), ("assess", "ours", "--spec", "specs")):
        assert "E003" in run(*words).stderr or "E503" in run(*words).stderr or words[0] == "assess"
    assert "E511" in run("format", "specs/first").stderr


def test_of_very_many_faults_the_first_are_told() -> None:
    for line in ("x\n", "clause\n", "a\x00\n", 'clause 1 "A"\n  nonsense\n'):
        found = codes(CONTRACT + line * 20_000)
        assert len(found) == MOST_FAULTS + 1
        assert found[-1] == "E135"


def test_of_very_many_faults_of_meaning_the_first_are_told() -> None:
    clause = 'clause {0} "A"\n  the PCN must write plan {0}\n  cites SPEC {0}, verified\n'
    many = "".join(clause.format(f"9.{n}") for n in range(MOST_FAULTS + 50))
    specification, faults = load_text({"contract.pcn": CONTRACT + many, "words.pcn": WORDS})
    found = [fault.code for fault in faults]
    assert specification is None
    assert len(found) == MOST_FAULTS + 1
    assert set(found[:-1]) == {"E103"}
    assert found[-1] == "E135"


def test_a_block_that_nobody_can_read_to_its_end_is_told() -> None:
    for more in (
        "a " * 60_000,
        "\n" * 120_000,
        "(" * 120_000,
        "  cites SPEC 1, verified\n" * 5_000,
    ):
        assert "E118" in codes(CONTRACT.replace("agree a lead", f"agree {more}"))


@pytest.mark.parametrize("nest", ["not {}", "every care home has ({})"])
def test_what_stands_deep_inside_one_another_is_told(nest: str) -> None:
    before, after = nest.split("{}")
    words = before * 3_000 + "aligned" + after * 3_000
    assert "E118" in codes(WORDS.replace("every aligned care home has lead GP agreed", words))


def test_every_day_of_ten_thousand_years_is_honestly_unknown(place: Path) -> None:
    contract = CONTRACT.replace(
        "1 April 2020 to 31 March 2021", "1 January 0001 to 31 December 9999"
    )
    contract = contract.replace("by 31 July 2020 the PCN", "every day the PCN")
    (place / "specs/first/contract.pcn").write_text(contract)
    result = assess("ours")
    assert result.exit_code == 0
    assert "? 1.1(a) A lead GP for each home" in result.stdout
    why = run("explain", "1.1(a)", "ours", "--spec", "specs/first").stdout
    assert "it comes round more than 100,000 times" in " ".join(why.split())


def test_a_key_of_very_many_parts_is_told(place: Path) -> None:
    (place / "ours/network.toml").write_text("a." * 60_000 + "a = 1\n" + SETTINGS)
    assert "E407" in assess("ours").stderr


# --- what is no plain file --------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes that have names")
@pytest.mark.parametrize("words", [("check", "."), ("format", "."), ("assess", "ours")])
def test_a_pipe_is_not_waited_for(place: Path, words: tuple[str, ...]) -> None:
    os.mkfifo(place / "specs/first/pipe.pcn")
    spec = ("--spec", "specs/first") if words[0] == "assess" else ()
    result = run(*words, *spec)
    assert result.exit_code == 2
    assert "cannot" in result.stderr


def test_links_in_a_circle_are_not_followed(place: Path) -> None:
    (place / "specs/round").symlink_to(place)
    (place / "specs/first/self.pcn").symlink_to("self.pcn")
    for words in (("check", "."), ("format", ".")):
        result = run(*words)
        assert result.exit_code == 2
        assert "self.pcn" in result.stderr


def test_folders_below_folders_are_looked_through_however_deep(place: Path) -> None:
    deep = "d/" * 700
    os.makedirs(deep)  # noqa: PTH103 - the other way calls itself for each of them
    (place / deep / "a.pcn").write_text("nonsense\n")
    assert "E101" in run("format", ".").stderr
    assert run("check", ".").exit_code == 2


def test_a_header_shows_no_lines_of_other_files(place: Path) -> None:
    (place / "secret.txt").write_text("hidden words\n")
    contract = CONTRACT.replace("../vocabulary/words.pcn", "../../secret.txt")
    (place / "specs/first/contract.pcn").write_text(contract)
    result = run("check", "specs/first")
    assert "its name does not end in `.pcn`" in result.stderr
    assert "hidden" not in result.stderr


def test_a_path_as_another_system_writes_it_is_found(place: Path) -> None:
    contract = CONTRACT.replace("../vocabulary/words.pcn", "..\\vocabulary\\words.pcn")
    (place / "specs/first/contract.pcn").write_bytes(contract.replace("\n", "\r\n").encode())
    assert assess("ours").exit_code == 0


# --- whole or not at all ----------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits and signals of the system")
@pytest.mark.parametrize("how", ["full", "killed"])
def test_a_report_is_whole_or_as_it_was(tmp_path: Path, how: str) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")
    stop = {
        "full": "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);",
        "killed": "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL);",
    }
    code = (
        f"import os, resource, signal, sys; {stop[how]}"
        "from pathlib import Path; from pcn_rules.cli.output import write_whole;"
        "sys.exit(write_whole(Path(sys.argv[1]), 'new' * 100_000))"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(target)], check=False)
    assert ended.returncode == (1 if how == "full" else -signal.SIGKILL)
    assert target.read_text() == "old"
    assert output.write_whole(target, "new") is None
    assert target.read_text() == "new"
