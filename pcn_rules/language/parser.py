"""Turn the text of a file into its syntax, with every fault as a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language import model
from pcn_rules.language.parsing import assumptions, specification, vocabulary
from pcn_rules.language.parsing.blocks import Block, split
from pcn_rules.language.parsing.expressions import read_expression
from pcn_rules.language.parsing.grammar import RULES, Kind, parser
from pcn_rules.language.parsing.sources import read_source
from pcn_rules.language.parsing.tree import Reading, too_deep
from pcn_rules.language.parsing.wording import unread
from pcn_rules.source import Source

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Branch

_HEADERS: Mapping[str, Kind] = {
    "specification": "specification",
    "vocabulary": "vocabulary",
    "assumptions": "assumptions",
}


def parse(source: Source) -> tuple[model.File | None, tuple[Diagnostic, ...]]:
    """The syntax of a file, and every fault in it. Never raises, whatever the text.

    Each block is read alone. A block with a fault is left out of the file.
    """
    faults: list[Diagnostic] = []
    blocks = split(source)
    kind = _kind(blocks)
    nodes = []
    for block in blocks:
        node, found = _read(block, kind)
        faults.extend(found)
        if node is not None:
            nodes.append(node)
    return _file(kind, nodes), tuple(faults)


def _kind(blocks: tuple[Block, ...]) -> Kind:
    for block in blocks:
        if block.word in _HEADERS:
            return _HEADERS[block.word]
    return "specification"


def _read(block: Block, kind: Kind) -> tuple[Any, list[Diagnostic]]:
    from lark import TextSlice, UnexpectedInput

    rule = RULES[kind].get(block.word)
    if rule is None:
        return None, [Diagnostic("E101", block.opening, f"`{block.opening.text}` opens no block")]
    try:
        text = TextSlice(block.source.text, block.opening.start, block.end)
        tree = parser(kind).parse(text, start=rule)
    except UnexpectedInput as error:
        return None, [unread(block, error)]
    reading = Reading(block.source)
    if too_deep(tree):
        return None, [Diagnostic("E118", block.opening, "too deep")]
    node = _READERS[rule](reading, tree)
    return (None if reading.faults else node), reading.faults


def _file(kind: Kind, nodes: list[Any]) -> model.File | None:
    match kind:
        case "specification":
            header = [n for n in nodes if isinstance(n, model.SpecificationHeader)]
            items = [n for n in nodes if not isinstance(n, model.SpecificationHeader)]
            return model.SpecificationFile(header[0] if header else None, tuple(items))
        case "vocabulary":
            names = [n for n in nodes if isinstance(n, str)]
            return model.VocabularyFile(
                names[0] if names else "", tuple(n for n in nodes if not isinstance(n, str))
            )
        case "assumptions":
            names = [n for n in nodes if isinstance(n, str)]
            return model.AssumptionsFile(
                names[0] if names else "", tuple(n for n in nodes if not isinstance(n, str))
            )


def _name(reading: Reading, branch: Branch) -> str:
    from pcn_rules.language.parsing.tree import tokens
    from pcn_rules.language.parsing.values import read_quoted

    (t,) = tokens(branch, "TITLE")
    return read_quoted(reading, t)


_READERS: Mapping[str, Callable[[Reading, Branch], Any]] = {
    "specification_header": specification.read_header,
    "source_declaration": read_source,
    "service": specification.read_service,
    "clause": specification.read_clause,
    "vocabulary_header": _name,
    "unit_declaration": vocabulary.read_unit,
    "entity_declaration": vocabulary.read_entity,
    "fact_declaration": vocabulary.read_fact,
    "actor_declaration": vocabulary.read_actor,
    "role_declaration": vocabulary.read_role,
    "measure_declaration": vocabulary.read_measure,
    "phrase_declaration": vocabulary.read_phrase,
    "assumptions_header": _name,
    "assumption": assumptions.read_assumption,
    "expression": read_expression,
}
