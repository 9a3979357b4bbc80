"""The settings of lint: where they are found, what they may hold, what they mean for a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pcn_rules.diagnostics import CODES, Diagnostic
from pcn_rules.language.faults import Faults
from pcn_rules.lint.catalogue import TITLES
from pcn_rules.lint.settings import NAME, Settings, settings_for

PAGE = Path(__file__).parent.parent / "docs/faults/settings.md"
ENTRY = re.compile(r"^## (?P<code>E\d+) · (?P<title>.+)\n(?P<body>(?:(?!^## ).*\n)+)", re.MULTILINE)
BLOCK = re.compile(r"^```toml (wrong|right)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
UNDERLINED = re.compile(r"^underlined: `(.+)`$", re.MULTILINE)
ENTRIES = {entry["code"]: entry for entry in ENTRY.finditer(PAGE.read_text(encoding="utf-8"))}


def read(folder: Path, text: str | bytes | None = None) -> tuple[Settings, tuple[Diagnostic, ...]]:
    match text:
        case str():
            (folder / NAME).write_text(text, encoding="utf-8")
        case bytes():
            (folder / NAME).write_bytes(text)
        case None:
            pass
    faults = Faults()
    return settings_for(folder, faults), faults.sorted()


def example(code: str, kind: str) -> str:
    return next(text for found, text in BLOCK.findall(ENTRIES[code]["body"]) if found == kind)


def test_every_fault_of_settings_has_its_entry() -> None:
    codes = {code: title for code, title in CODES.items() if code.startswith("E7")}
    assert {code: entry["title"] for code, entry in ENTRIES.items()} == codes


@pytest.mark.parametrize("code", ENTRIES)
def test_what_is_wrong_is_told_and_underlined(code: str, tmp_path: Path) -> None:
    _, faults = read(tmp_path, example(code, "wrong"))
    wanted = [(code, words) for words in UNDERLINED.findall(ENTRIES[code]["body"])]
    assert [(fault.code, fault.span.text) for fault in faults] == wanted
    for fault in faults:
        assert fault.help
        assert not fault.message.endswith(".")


@pytest.mark.parametrize("code", ENTRIES)
def test_what_is_right_has_no_fault(code: str, tmp_path: Path) -> None:
    settings, faults = read(tmp_path, example(code, "right"))
    assert faults == ()
    assert settings != Settings()


def test_unknown_rules_are_told_one_by_one_at_their_words(tmp_path: Path) -> None:
    text = '[tool.pcn-rules]\nselect = ["L103", "L10"]\n[tool.pcn-rules.per-file]\n"a" = ["X1"]\n'
    _, faults = read(tmp_path, text)
    assert [(fault.code, fault.span.text) for fault in faults] == [
        ("E703", '"L10"'),
        ("E703", '"X1"'),
    ]


@pytest.mark.parametrize(
    "text", ["", "[project]\nname = 'x'\n", "[tool.other]\nselect = 3\n", "[tool]\nruff = 1\n"]
)
def test_a_file_without_settings_wants_every_rule(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) == (Settings(), ())
    assert Settings().select == frozenset(TITLES)


def test_settings_are_those_of_the_nearest_file_that_has_any(tmp_path: Path) -> None:
    deep = tmp_path / "a/b"
    deep.mkdir(parents=True)
    (tmp_path / NAME).write_text('[tool.pcn-rules]\nignore = ["L101"]\n')
    (tmp_path / "a" / NAME).write_text('[project]\nname = "x"\n')
    settings, faults = read(deep)
    assert (settings.ignore, faults) == ({"L101"}, ())
    (tmp_path / "a" / NAME).write_text('[tool.pcn-rules]\nignore = ["L102"]\n')
    assert read(deep)[0].ignore == {"L102"}


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[tool.pcn-rules", b"a = 1\na = 2\n"])
def test_a_file_that_is_no_toml_is_a_fault(content: bytes, tmp_path: Path) -> None:
    settings, faults = read(tmp_path, content)
    assert [fault.code for fault in faults] == ["E701"]
    assert settings == Settings()


@pytest.mark.parametrize("table", ["3", '"L101"', "[1]", "true"])
def test_a_table_that_is_none_is_a_fault(table: str, tmp_path: Path) -> None:
    _, faults = read(tmp_path, f"[tool]\npcn-rules = {table}\n")
    assert [fault.code for fault in faults] == ["E703"]


@pytest.mark.parametrize("value", ["3", '["L101"]', '{ a = "L101" }'])
def test_per_file_is_a_table_of_lists(value: str, tmp_path: Path) -> None:
    _, faults = read(tmp_path, f"[tool.pcn-rules]\nper-file = {value}\n")
    assert [fault.code for fault in faults] == ["E703"]


def test_rules_are_left_out_in_files_whose_path_fits(tmp_path: Path) -> None:
    text = '[tool.pcn-rules.per-file]\n"drafts/*" = ["L101"]\n"*/homes.pcn" = ["L103"]\n'
    settings, _ = read(tmp_path, text)
    assert settings.left_out(str(tmp_path / "drafts/deep/x.pcn")) == {"L101"}
    assert settings.left_out(str(tmp_path / "drafts/homes.pcn")) == {"L101", "L103"}
    assert settings.left_out(str(tmp_path / "final/x.pcn")) == frozenset()
    assert settings.left_out("/elsewhere/drafts/x.pcn") == frozenset()


def test_the_example_of_the_manual_is_sound(tmp_path: Path) -> None:
    manual = (PAGE.parent.parent / "lint/README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL)
    settings, faults = read(tmp_path, example)
    assert faults == ()
    assert settings.select - settings.ignore == {"L101", "L103"}
    assert settings.left_out(str(tmp_path / "specs/2020-21-draft/a.pcn")) == {"L101"}
