"""The editions of the contract as texts, and any one of them repeated to any length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pcn_rules.load import load_specification

_CLAUSE = re.compile(r"^(clause|service) (\S+)", re.MULTILINE)


def read_texts(folder: Path) -> dict[str, str]:
    """Every file that an edition is read from, by its path."""
    _, _, inputs = load_specification(folder)
    return {file.path: Path(file.path).read_text(encoding="utf-8") for file in inputs}


def repeated(folder: Path, lines: int) -> dict[str, str]:
    """An edition of about so many lines of clauses, its own over and over under fresh ids.

    Heading, sources and vocabulary stay as they are, and variations are left out.
    """
    texts = read_texts(folder)
    own = {path: text for path, text in texts.items() if Path(path).parent == folder}
    services = [text for text in own.values() if text.lstrip().startswith("service ")]
    kept = {path: text for path, text in texts.items() if path not in own}
    heading = (text for text in own.values() if re.search(r"^specification ", text, re.MULTILINE))
    return {"contract.pcn": "\n".join((*heading, *_copies("\n".join(services), lines))), **kept}


def _copies(text: str, lines: int) -> Iterator[str]:
    """Whole copies of a text, each with ids of its own, and a part of one for the rest.

    What is put off of another edition can be said once only, and is left out.
    """
    found = re.split(r"(?m)^(?=clause |service |defers )", text)[1:]
    blocks = [block for block in found if not block.startswith("defers ")]
    left, copy = lines, 0
    while left > 0:
        for block in blocks:
            if left <= 0:
                return
            yield _CLAUSE.sub(rf"\1 \2-r{copy}", block) if copy else block
            left -= block.count("\n")
        copy += 1
