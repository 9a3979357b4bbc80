"""The catalogue of faults of files and of meaning: every example of it comes out as it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from pcn_rules.diagnostics import CODES
from pcn_rules.load import load_text

FOLDER = Path(__file__).parent.parent / "docs" / "faults"
PAGES = ("files.md", "names-and-units.md", "exceptions.md", "variations.md")

HEADERS = {
    "specification": """specification "Example"
  edition "final", published 31 March 2020
  in force from 1 April 2020 to 31 March 2021
  uses "vocabulary.pcn"

source SPEC "The contract", NHS England, 31 March 2020

service 1 "Plans"
""",
    "vocabulary": """vocabulary "Example"

actor PCN, the network
""",
    "assumptions": """assumptions "Effort"

source OWN "Own estimates", the authors, 2020
""",
}
CLAUSE = """clause 1 "A plan"
  by 31 July 2020 the PCN must write a plan
  cites SPEC 1, verified
"""
PHRASE = """phrase "write a plan"
  attested
"""

_HEADING = re.compile(r"^## (E[0-9]{3}) · (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```pcn (wrong|right) ([\w-]+)\.pcn\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_UNDERLINED = re.compile(r"^underlined: `(.*)`$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fault of the catalogue: texts that have it, the words underlined, texts without it."""

    code: str
    title: str
    wrong: dict[str, str]
    right: dict[str, str]
    underlined: list[str]


def entries() -> list[Entry]:
    found = []
    for page in PAGES:
        text = (FOLDER / page).read_text(encoding="utf-8")
        headings = list(_HEADING.finditer(text))
        ends = [heading.start() for heading in headings[1:]] + [len(text)]
        for heading, end in zip(headings, ends, strict=True):
            body = text[heading.end() : end]
            blocks = {"wrong": dict[str, str](), "right": dict[str, str]()}
            for kind, name, block in _BLOCK.findall(body):
                blocks[kind][name] = block
            underlined = _UNDERLINED.findall(body)
            found.append(
                Entry(heading[1], heading[2], blocks["wrong"], blocks["right"], underlined)
            )
    return found


def files_of(blocks: dict[str, str]) -> dict[str, str]:
    """The files of an example: headers where a block has none, and the clause and phrase of all."""
    texts = {"vocabulary": "", **blocks}
    if "contract" not in texts:
        texts.setdefault("specification", CLAUSE)
    if '"write a plan"' not in texts["vocabulary"]:
        texts["vocabulary"] += f"\n{PHRASE}"
    return {f"{name}.pcn": f"{HEADERS.get(name, '')}\n{text}" for name, text in texts.items()}


CATALOGUE = entries()
WITH_EXAMPLES = [entry for entry in CATALOGUE if entry.wrong]


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_what_is_wrong_is_told_and_underlined(entry: Entry) -> None:
    specification, found = load_text(files_of(entry.wrong))
    assert specification is None
    assert [(f.code, " ".join(f.span.text.split())) for f in found] == [
        (entry.code, words) for words in entry.underlined
    ]


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_what_is_right_has_no_fault(entry: Entry) -> None:
    specification, found = load_text(files_of(entry.wrong | entry.right))
    assert found == ()
    assert specification is not None


def test_the_catalogue_is_complete_and_in_order() -> None:
    told = {
        code: title
        for code, title in CODES.items()
        if code[1] in "023" or code == "E103" or "E150" <= code < "E200"
    }
    assert {entry.code: entry.title for entry in CATALOGUE} == told
    for page in PAGES:
        codes = _HEADING.findall((FOLDER / page).read_text(encoding="utf-8"))
        assert codes == sorted(codes)


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_messages_are_sentences_in_a_readers_words(entry: Entry) -> None:
    for fault in load_text(files_of(entry.wrong))[1]:
        for sentence in (fault.message, fault.help or ""):
            outside = re.sub(r"`[^`]*`", "", sentence)
            assert "\n" not in sentence
            assert not sentence.endswith(".")
            assert not re.match(r"[A-Z]", sentence)
            assert not re.search(r"\b(token|node|parse|None|expression|syntax)\b", outside)
        assert fault.help
