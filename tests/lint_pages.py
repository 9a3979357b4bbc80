"""The pages of the rules of lint: what to avoid, what to prefer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pcn_rules.diagnostics import render
from pcn_rules.language.parser import parse
from pcn_rules.lint.catalogue import TITLES
from pcn_rules.lint.lint import lint
from pcn_rules.lint.model import Contract, Remark
from pcn_rules.load import load_text
from pcn_rules.source import Source

FOLDER = Path(__file__).parent.parent / "docs/lint"

HEADERS = {
    "specification.pcn": """specification "Example"
  edition "final", published 31 March 2020
  in force from 1 April 2020 to 31 March 2021
  uses "vocabulary.pcn"

source SPEC "The contract", NHS England, 31 March 2020

service 1 "Plans"

""",
    "vocabulary.pcn": """vocabulary "Example"

actor PCN, the network

""",
}
PLAN = """phrase "write a plan"
  attested
"""

_HEADING = re.compile(r"^# (L[0-9]{3}) · (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```pcn ([\w.-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_UNDERLINED = re.compile(r"^underlined: `(.*?)`(?: \((L\d{3})\))?$", re.MULTILINE)
_SECTION = re.compile(r"^## (Avoid|Prefer|Why)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """What one section of a page shows: texts, and the words that are underlined in them."""

    texts: dict[str, str]
    underlined: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one rule; what to prefer stands in the order of what to avoid."""

    code: str
    title: str
    avoid: list[Example]
    prefer: list[Example]
    fixed: bool


def page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    heading = _HEADING.match(text)
    assert heading is not None, path
    found: dict[str, list[Example]] = {"Avoid": [], "Prefer": [], "Why": []}
    parts = _SECTION.split(text)[1:]
    for kind, body in zip(parts[::2], parts[1::2], strict=True):
        words = [(code or heading[1], said) for said, code in _UNDERLINED.findall(body)]
        found[kind].append(Example(dict(_BLOCK.findall(body)), words))
    return Page(
        heading[1],
        heading[2],
        found["Avoid"],
        found["Prefer"],
        "`--fix`" in text.split("## Why", maxsplit=1)[0],
    )


PAGES = {each.code: each for each in map(page, sorted(FOLDER.glob("L*.md")))}


def files_of(*shown: dict[str, str]) -> dict[str, str]:
    """The files of an example: what a later section does not show stands as in the one before."""
    texts: dict[str, str] = {"vocabulary.pcn": PLAN}
    for each in shown:
        texts |= each
    clause = 'clause 9 "What it is"\n  "a plan" means "a text"\n  cites SPEC 9, verified\n'
    texts.setdefault("specification.pcn", clause)
    if "write a plan" in texts["specification.pcn"] and PLAN not in texts["vocabulary.pcn"]:
        texts["vocabulary.pcn"] += f"\n{PLAN}"
    return {name: HEADERS.get(name, "") + text for name, text in sorted(texts.items())}


def contract(texts: dict[str, str]) -> Contract:
    """A contract of some texts, free of faults."""
    specification, faults = load_text(texts)
    assert [render(fault) for fault in faults] == []
    assert specification is not None
    files = [parse(Source(name, text))[0] for name, text in texts.items()]
    return Contract(tuple(file for file in files if file is not None), specification)


def everything(_: str) -> frozenset[str]:
    """Every rule is wanted of every file."""
    return frozenset(TITLES)


def linted(texts: dict[str, str]) -> tuple[Remark, ...]:
    """All that lint has to say of some texts."""
    return lint([contract(texts)], everything)


def told(remarks: tuple[Remark, ...]) -> list[tuple[str, str]]:
    """Remarks as their codes and the words they underline, white space evened out."""
    return [(each.code, " ".join(each.span.text.split())) for each in remarks]
