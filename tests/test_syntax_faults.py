"""The catalogue of faults of writing: every example of it comes out as it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from pcn_rules.diagnostics import CODES, Diagnostic
from pcn_rules.language.parser import parse
from pcn_rules.source import Source

FOLDER = Path(__file__).parent.parent / "docs" / "faults"
PAGE = FOLDER / "syntax.md"

_HEADING = re.compile(r"^## (E[0-9]{3}) · (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```pcn (wrong|right)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_UNDERLINED = re.compile(r"^underlined: (?:`(.*)`|nothing)$", re.MULTILINE)
_UNSEEN = re.compile(r"<U\+([0-9A-F]{4})>")
JARGON = re.compile(
    r"\b(token|terminal|lexer|parser?|grammar|syntax|node|tree|regex|None|python|exception"
    r"|identifier|literal|string|EOF|[A-Z]+_[A-Z_]+|[A-Z]{4,})\b"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fault of the catalogue: a text that has it, the words underlined, one without it."""

    code: str
    title: str
    wrong: str
    underlined: tuple[str, ...]
    right: str


def _seen(text: str) -> str:
    """A text with the characters that a page can only name."""
    return _UNSEEN.sub(lambda found: chr(int(found[1], 16)), text)


def entries() -> list[Entry]:
    text = PAGE.read_text(encoding="utf-8")
    _, *parts = _HEADING.split(text)
    found = []
    for code, title, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        blocks = dict(_BLOCK.findall(body))
        underlined = tuple(_seen(words) for words in _UNDERLINED.findall(body))
        wrong, right = (_seen(blocks.get(kind, "")) for kind in ("wrong", "right"))
        found.append(Entry(code, title, wrong, underlined, right))
    return found


CATALOGUE = entries()
WITH_EXAMPLES = [entry for entry in CATALOGUE if entry.wrong]


def faults_of(text: str) -> tuple[Diagnostic, ...]:
    return parse(Source("example.pcn", text))[1]


def assert_in_a_readers_words(fault: Diagnostic) -> None:
    for sentence in filter(None, (fault.message, fault.help)):
        outside = re.sub(r"`[^`]*`", "", sentence)
        assert "\n" not in sentence
        assert re.match(r"[a-z`]", sentence)
        assert not sentence.endswith(".")
        assert sentence.count("`") % 2 == 0
        assert not JARGON.search(outside)


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_what_is_wrong_is_told_and_underlined(entry: Entry) -> None:
    assert [(fault.code, fault.span.text) for fault in faults_of(entry.wrong)] == [
        (entry.code, words) for words in entry.underlined
    ]


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_what_is_right_has_no_fault(entry: Entry) -> None:
    assert faults_of(entry.right) == ()


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_every_fault_is_one_sentence_with_a_remedy(entry: Entry) -> None:
    for fault in faults_of(entry.wrong):
        assert_in_a_readers_words(fault)
        assert fault.help


def test_the_page_is_complete_and_in_order() -> None:
    told = {c: title for c, title in CODES.items() if "E100" <= c < "E150" and c != "E103"}
    assert {entry.code: entry.title for entry in CATALOGUE} == told
    assert [entry.code for entry in CATALOGUE] == sorted(told)


def test_every_code_has_one_section_on_one_page_and_no_page_has_others() -> None:
    found = [
        heading
        for page in sorted(FOLDER.glob("*.md"))
        for heading in _HEADING.findall(page.read_text(encoding="utf-8"))
    ]
    assert sorted(found) == sorted(CODES.items())
