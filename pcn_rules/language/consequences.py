"""Leave out faults that only follow from a part of a file that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.faults import key, one_line

_OPENING = re.compile(r"^([^\s#]\S*)", re.MULTILINE)
_KEYWORDS = re.compile(
    "specification|source|service|clause|defers|variation|replace|omit|vocabulary|unit|entity|event|fact|actor|role|measure"
    "|phrase|state|assumptions|to"
)
_UNKNOWN = ("E103", "E150", "E151", "E152", "E153", "E154", "E155", "E156", "E157", "E162", "E322")
_ARTICLE = re.compile(r"^(the|each|an?) ")
_NO_HEADER, _NO_SERVICE, _NO_CLAUSE = "E004", "E164", "E307"
_LOST_FILE = ("E001", "E002", "E003", "E007")
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Lost:
    """A block that could not be read: its keyword, its words, and what it would have declared."""

    path: str
    keyword: str
    words: str
    declared: str

    def may_open(self, keyword: str) -> bool:
        """Whether the block is of a kind, or its keyword is misspelt so that it may be of any."""
        return self.keyword == keyword or not _KEYWORDS.fullmatch(self.keyword)


def without_consequences(
    faults: Iterable[Diagnostic], broken: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """The faults of meaning that stand on their own, given the faults met when reading files.

    A name is not called unknown where the block that declares it is itself reported; nor is
    anything called missing that stands in a block, or a file, that could not be read.
    """
    lost = tuple(block for fault in broken if (block := _block(fault)) is not None)
    files = any(fault.code in _LOST_FILE for fault in broken)
    return tuple(fault for fault in faults if not _follows(fault, lost, files=files))


def _follows(fault: Diagnostic, lost: tuple[Lost, ...], *, files: bool) -> bool:
    if fault.code == _NO_HEADER:
        return files or any(block.may_open("specification") for block in lost)
    if fault.code == _NO_CLAUSE:
        return files or any(block.may_open("clause") for block in lost)
    if fault.code == _NO_SERVICE:
        path = fault.span.source.path
        return any(block.may_open("service") and block.path == path for block in lost)
    if fault.code not in _UNKNOWN:
        return False
    words = _ARTICLE.sub("", key(one_line(fault.span.text)))
    return files or any(_declares(block, words) for block in lost)


def _declares(block: Lost, words: str) -> bool:
    if words in block.words or (block.declared and block.declared in words):
        return True
    if not block.may_open("phrase") and block.keyword != "state":
        return False
    return SequenceMatcher(None, words, block.declared, autojunk=False).ratio() >= _ALIKE


def _block(fault: Diagnostic) -> Lost | None:
    """The block that a fault lies in; a clause or an assumption declares nothing but itself."""
    text, start = fault.span.source.text, fault.span.start
    opening = None
    end = len(text)
    for found in _OPENING.finditer(text):
        if found.start() > start:
            end = found.start()
            break
        opening = found
    if opening is None:
        return None
    keyword = opening[1].casefold()
    words = key(one_line(text[opening.end() : end]))
    if keyword in ("replace", "omit"):
        words = words.removeprefix("clause ")
    if keyword in ("clause", "replace", "omit", "to", "service", "specification"):
        words = words.partition(" ")[0]
    return Lost(fault.span.source.path, keyword, words, _declared(words))


def _declared(words: str) -> str:
    """The name that the words of a block begin with, quoted or up to a comma or colon."""
    quoted = re.match(r'"([^"]*)"', words)
    return quoted[1] if quoted else re.split(r"[,:]| fact ", words, maxsplit=1)[0].strip()
