"""Every fault of the command line: its page, its code, the words it underlines."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from cli_place import run, shipping

from pcn_rules.diagnostics import CODES
from pcn_rules.shipped import folder

PAGE = Path(__file__).parent.parent / "docs/faults/command-line.md"
ENTRY = re.compile(r"^## (?P<code>E\d+) · (?P<title>.+)\n(?P<body>(?:(?!^## ).*\n)+)", re.MULTILINE)
EXAMPLE = re.compile(r"```console (wrong|right)\npcn-rules (.+)\n```\n")
UNDERLINED = re.compile(r"^underlined: `(.+)`$", re.MULTILINE)

ENTRIES = {entry["code"]: entry for entry in ENTRY.finditer(PAGE.read_text(encoding="utf-8"))}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in-use").mkdir()
    (tmp_path / "in-use/notes.txt").write_text("kept")
    (tmp_path / "odd.pcn").write_bytes(b"\xff\xfe")
    (tmp_path / "fetching.css").write_text('@import "elsewhere.css";')
    (tmp_path / "plain.css").write_text(":root { --link: #330072; }")
    (tmp_path / "pairs.txt").write_text("# a pair\nnever pair SMR-06 with 7.2.2\n")
    (tmp_path / "wrong-pairs.txt").write_text("pair SMR-06 with 7.2.99\n")
    (tmp_path / "next-year.pcn").write_text(edition(2021))
    (tmp_path / "other-words.pcn").write_text(edition(2020))
    (tmp_path / "other.pcn").write_text('vocabulary "Other"\nactor PCN, the network\nfact x : £\n')
    shutil.copytree(folder("networks") / "boston", tmp_path / "alone")
    (tmp_path / "alone/practices.csv").write_text("id,name,from,source\nP1,One,2019-10-01,ods\n")
    for name in ("care-homes.csv", "evidence.csv"):
        (tmp_path / "alone" / name).unlink()
    monkeypatch.chdir(tmp_path)


def edition(year: int) -> str:
    """An edition of one clause that owes nothing, on a vocabulary of its own."""
    return f"""specification "Another"
  edition "another", published 1 March {year}
  in force from 1 April {year} to 31 March {year + 1}
  uses "other.pcn"

source SPEC "The text", Somebody, 1 March {year}

service 1 "A service"

clause 1.1 "A term"
  "a term" means "what it says"
  cites SPEC 1.1, verified
"""


@pytest.fixture(autouse=True)
def editions(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A second edition that is in force, beside the final one, where an example needs it."""
    if request.node.name.endswith("[E513]"):
        specs = tmp_path / "program"
        shutil.copytree(folder("specs"), specs)
        shutil.copytree(specs / "2020-21-final", specs / "2020-21-second")
        shipping(request.getfixturevalue("monkeypatch"), specs)


def test_every_code_has_its_entry() -> None:
    codes = {code: title for code, title in CODES.items() if code.startswith("E5")}
    assert {code: entry["title"] for code, entry in ENTRIES.items()} == codes


@pytest.mark.parametrize("code", ENTRIES)
def test_the_wrong_example_is_told_at_its_words(code: str) -> None:
    body = ENTRIES[code]["body"]
    wrong = next(words for kind, words in EXAMPLE.findall(body) if kind == "wrong")
    words = UNDERLINED.findall(body)[0]
    result = run(*shlex.split(wrong))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.findall(r"error\[(E\d+)\]", result.stderr) == [code]
    lines = result.stderr.splitlines()
    marks = next(line for line in lines if "^" in line)
    typed = next(line for line in lines if "pcn-rules " in line and "|" in line)
    start, end = marks.index("^"), marks.rindex("^") + 1
    assert typed[start:end] == words


@pytest.mark.parametrize("code", ENTRIES)
def test_the_right_example_is_no_fault(code: str) -> None:
    for kind, words in EXAMPLE.findall(ENTRIES[code]["body"]):
        if kind == "right":
            assert run(*shlex.split(words)).exit_code == 0
