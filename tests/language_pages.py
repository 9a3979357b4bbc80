"""Turn the pages of the manual into examples: files to load, and what must come out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

PAGES = Path(__file__).parent / "language"

SPECIFICATION_HEADER = """specification "Example"
  edition "final", published 31 March 2020
  in force from 1 April 2020 to 31 March 2021
  uses "vocabulary.pcn"
source SPEC "The contract", NHS England, 31 March 2020
service 7 "Example"
"""

ASSUMPTIONS_HEADER = """assumptions "Example"
source OWN "Own estimates", the authors, 2020
"""

_FENCE = re.compile(r"^```(\S*)[ \t]*(\S*)[^\n]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: `pcn specification`, `csv evidence.csv`, `expect`."""

    language: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an expectation, and the lines indented below it."""

    text: str
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A day asked about, the day by which facts were known, and what is expected then."""

    as_at: date | None
    known_by: date | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One heading of a page: the files it needs and what must come out of them."""

    page: str
    heading: str
    files: tuple[Block, ...]
    faults: tuple[Line, ...]
    commands: tuple[Line, ...]
    moments: tuple[Moment, ...]

    def texts(self, language: str) -> dict[str, str]:
        """The texts of the files in one language, by name; an empty file is left out."""
        found = {b.name: b.text for b in self.files if b.language == language}
        return {name: text for name, text in found.items() if text.strip()}


def examples() -> tuple[Example, ...]:
    """Every example of every page, in the order of the pages' names."""
    return tuple(found for page in sorted(PAGES.glob("*.md")) for found in examples_of(page))


def examples_of(page: Path) -> tuple[Example, ...]:
    """The examples of a page: one for each heading with an `expect` block."""
    shared: tuple[Block, ...] = ()
    found: list[Example] = []
    for heading, text in _sections(page.read_text(encoding="utf-8")):
        blocks = tuple(Block(*match) for match in _FENCE.findall(text))
        expected = [b for b in blocks if b.language == "expect"]
        files = tuple(b for b in blocks if b.language in {"pcn", "toml", "csv"} and b.name)
        if not expected:
            shared = _replaced(shared, files)
            continue
        lines = tuple(line for block in expected for line in expectation(block.text))
        faults, commands = _opening("fault ", lines), _opening("command ", lines)
        judged = tuple(line for line in lines if line not in {*faults, *commands})
        files = _replaced(shared, files)
        found.append(Example(page.stem, heading, files, faults, commands, _moments(judged)))
    return tuple(found)


def expectation(text: str) -> tuple[Line, ...]:
    """The lines of an `expect` block, each with what is indented below it."""
    written = [line for line in text.splitlines() if line.strip()]
    return _nested(tuple((len(line) - len(line.lstrip()), line.strip()) for line in written))


def day(words: str) -> date:
    """A date as pages write it, `31 July 2020`."""
    return datetime.strptime(words, "%d %B %Y").date()  # noqa: DTZ007


def _opening(word: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.text.startswith(word))


def _nested(lines: tuple[tuple[int, str], ...]) -> tuple[Line, ...]:
    found: list[Line] = []
    position = 0
    while position < len(lines):
        indent, text = lines[position]
        end = position + 1
        while end < len(lines) and lines[end][0] > indent:
            end += 1
        found.append(Line(text, _nested(lines[position + 1 : end])))
        position = end
    return tuple(found)


def _sections(text: str) -> list[tuple[str, str]]:
    sections: list[tuple[str, list[str]]] = [("", [])]
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        if heading:
            sections.append((heading[2], []))
        else:
            sections[-1][1].append(line)
    return [(heading, "\n".join(lines) + "\n") for heading, lines in sections]


def _replaced(shared: tuple[Block, ...], own: tuple[Block, ...]) -> tuple[Block, ...]:
    taken = {(b.language, b.name) for b in own}
    return (*(b for b in shared if (b.language, b.name) not in taken), *own)


def _moments(lines: tuple[Line, ...]) -> tuple[Moment, ...]:
    moments: list[Moment] = []
    for line in lines:
        if line.text.startswith("as at "):
            moments.append(Moment(day(line.text.removeprefix("as at ")), None, ()))
            continue
        now = moments.pop() if moments else Moment(None, None, ())
        if line.text.startswith("known by "):
            moments.append(Moment(now.as_at, day(line.text.removeprefix("known by ")), now.lines))
        else:
            moments.append(Moment(now.as_at, now.known_by, (*now.lines, line)))
    return tuple(moments)
