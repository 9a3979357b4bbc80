"""Tell what kind of file a text is by its blocks, and which blocks do not belong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.parsing.blocks import Block
from pcn_rules.language.parsing.expected import EXAMPLES
from pcn_rules.language.parsing.grammar import BLOCKS, RULES, Kind
from pcn_rules.language.parsing.tree import cut
from pcn_rules.language.parsing.wording import indented_block

_CALLED: Mapping[Kind, str] = {
    "specification": "a specification",
    "variation": "a variation",
    "vocabulary": "a vocabulary",
    "assumptions": "a file of assumptions",
}

_LINES = frozenset(word.split()[0] for word in EXAMPLES) - BLOCKS | {"a", "an", "must", "another"}
_LONGEST_WORD = 40
_ALIKE = 0.7


def kind_of(blocks: Sequence[Block]) -> Kind:
    """The kind of a file: by its heading, else by the first block that only one kind has.

    What a specification and a variation both have is a specification's.
    """
    for block in blocks:
        for kind in _CALLED:
            if block.word == kind:
                return kind
    for block in blocks:
        kinds = [kind for kind, rules in RULES.items() if block.word in rules]
        if len(kinds) == 1 or kinds == ["specification", "variation"]:
            return kinds[0]
    return "specification"


def misplaced(block: Block, kind: Kind) -> Diagnostic | None:
    """The fault of a block that the kind of file does not have, or that is indented."""
    if block.indented and block.word in BLOCKS:
        return indented_block(block.opening)
    if block.word in RULES[kind]:
        return None
    if block.word in BLOCKS:
        return _of_another_kind(block, kind)
    if block.word in _LINES:
        return Diagnostic(
            "E102",
            block.opening,
            f"`{cut(block.opening.text)}` opens a line inside a block, and is not indented",
            "indent the line by two spaces",
        )
    return _unknown(block, kind)


def _of_another_kind(block: Block, kind: Kind) -> Diagnostic:
    belongs = next(_CALLED[other] for other, rules in RULES.items() if block.word in rules)
    return Diagnostic(
        "E119",
        block.opening,
        f"`{cut(block.opening.text)}` belongs in {belongs}, and this is {_CALLED[kind]}",
        "move it to a file of its own kind, or indent the line if it carries on the one above",
    )


def _unknown(block: Block, kind: Kind) -> Diagnostic:
    word = block.word
    glued = re.match(
        rf"({'|'.join(sorted(RULES[kind]))})\W*(?=[0-9A-Z\"“:(])", block.opening.text, re.IGNORECASE
    )
    meant = get_close_matches(word[:_LONGEST_WORD], RULES[kind], n=1, cutoff=_ALIKE)
    if glued:
        help = f"write a space, and nothing else, after `{glued.group(1)}`"
    elif meant:
        help = f"did you mean `{meant[0]}`?"
    else:
        words = ", ".join(f"`{each}`" for each in RULES[kind])
        help = f"{_CALLED[kind]} has these blocks: {words}; further lines of a block are indented"
    return Diagnostic(
        "E101", block.opening, f"no block begins with `{cut(block.opening.text)}`", help
    )


def headings(blocks: Sequence[Block], kind: Kind) -> Iterator[Diagnostic]:
    """E120: a heading that is missing where one is needed, comes late, or comes twice."""
    found = [block for block in blocks if block.word == kind]
    example = f"it reads like this: `{EXAMPLES[kind]}`"
    if not found and kind != "specification":
        message = f"{_CALLED[kind]} begins with `{kind}` and its name"
        yield Diagnostic("E120", blocks[0].opening, message, example)
    for block in found[1:]:
        message = f"this is the second `{kind}` of the file"
        yield Diagnostic("E120", block.opening, message, "give each a file of its own")
    if found and found[0] is not blocks[0]:
        message = f"`{kind}` comes after other blocks"
        yield Diagnostic("E120", found[0].opening, message, "begin the file with it")
