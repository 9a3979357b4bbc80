"""Turn the text of a file into its syntax, with every fault as a value."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import islice

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language import model
from pcn_rules.language.faults import MOST_FAULTS, no_more_than_anybody_mends
from pcn_rules.language.garbage import no_collection
from pcn_rules.language.parsing import assumptions, specification, variation, vocabulary
from pcn_rules.language.parsing.blocks import Block, split
from pcn_rules.language.parsing.characters import unseen
from pcn_rules.language.parsing.expressions import read_expression
from pcn_rules.language.parsing.grammar import RULES, Kind, tables
from pcn_rules.language.parsing.kinds import headings, kind_of, misplaced
from pcn_rules.language.parsing.machine import Machine, Stuck
from pcn_rules.language.parsing.sources import read_source
from pcn_rules.language.parsing.tree import DEEPEST, Branch, Reading, too_deep, words_at
from pcn_rules.language.parsing.wording import nested, unread
from pcn_rules.source import Source

LONGEST_BLOCK = 100_000
"""How many characters a block may have: a whole contract has about as many."""

_Read = tuple[model.Node | None, Sequence[Diagnostic]]


@no_collection()
def parse(source: Source) -> tuple[model.File | None, tuple[Diagnostic, ...]]:
    """The syntax of a file, and every fault in it in order. Never raises, whatever the text.

    Each block is read alone: of each there is at most one fault that stops its reading, or every
    fault of its values. A block with a fault is left out of the file, but for one of days that
    do not exist; a text without any block is no file.
    """
    blocks = split(source)
    if not blocks:
        return None, (_nothing(source),)
    kind = kind_of(blocks)
    unreadable = list(islice(unseen(source), MOST_FAULTS + 1))
    faults = [*unreadable, *islice(headings(blocks, kind), MOST_FAULTS)]
    unseen_at = [fault.span.start for fault in unreadable]
    nodes: list[model.Node] = []
    for block in _in_place(blocks, kind, faults):
        if bisect_left(unseen_at, block.opening.start) < bisect_left(unseen_at, block.end):
            continue
        if len(faults) > MOST_FAULTS:
            break
        node, found = _read(block, kind)
        faults.extend(found)
        if node is not None:
            nodes.append(node)
    faults.sort(key=lambda fault: fault.span.start)
    left_out = "the first {} faults stand above, and the rest is not read"
    return _file(source, kind, nodes), no_more_than_anybody_mends(faults, left_out)


def parse_expression(source: Source) -> tuple[model.Expression | None, tuple[Diagnostic, ...]]:
    """The syntax of one expression that stands alone, and its faults."""
    blocks = split(source)
    if not blocks:
        return None, (_nothing(source),)
    whole = Block(source, blocks[0].opening, len(source.text))
    faults = list(unseen(source))
    if faults:
        return None, tuple(faults)
    tree, found = _tree(whole, "vocabulary", "expression")
    reading = Reading(source, "vocabulary", found)
    expression = None if tree is None else read_expression(reading, tree)
    return (None if reading.faults else expression), tuple(reading.faults)


def _nothing(source: Source) -> Diagnostic:
    end = source.span(len(source.text), len(source.text))
    help = "begin it with `specification`, `variation`, `vocabulary` or `assumptions`, and a name"
    return Diagnostic("E121", end, "the file says nothing", help)


def _in_place(blocks: Sequence[Block], kind: Kind, faults: list[Diagnostic]) -> list[Block]:
    """The blocks that belong in a kind of file.

    A block that a line follows which lost its indentation lacks that line, so it is left out too.
    """
    kept: list[Block] = []
    for block in blocks:
        if len(faults) > MOST_FAULTS:
            break
        fault = misplaced(block, kind)
        if fault is None:
            kept.append(block)
            continue
        faults.append(fault)
        if fault.code == "E102" and kept and kept[-1].end == block.opening.start:
            kept.pop()
    return kept


def _read(block: Block, kind: Kind) -> _Read:
    if block.end - block.opening.start > LONGEST_BLOCK:
        message = f"this {block.word} goes on for longer than anyone can read"
        return None, [Diagnostic("E118", block.opening, message, "make several of it")]
    rule = RULES[kind][block.word]
    tree, found = _tree(block, kind, rule)
    if tree is None:
        return None, found
    reading = Reading(block.source, kind)
    node = _READERS[rule](reading, tree)
    return (node if _stands(reading.faults) else None), reading.faults


def _stands(faults: Sequence[Diagnostic]) -> bool:
    """Whether a block is kept: a day that does not exist is stood in for, where its year does."""
    return all(fault.code == "E105" and fault.help is not None for fault in faults)


def _tree(block: Block, kind: Kind, rule: str) -> tuple[Branch | None, list[Diagnostic]]:
    """The parse tree of a block, or the one fault that stops it."""
    read = machine_of(kind).read(block.source.text, block.opening.start, block.end, rule)
    match read:
        case Stuck():
            return None, [unread(block, kind, read)]
        case _:
            pass
    deep = too_deep(read.tree) if read.branches > DEEPEST else None
    if deep is not None:
        return None, [nested(words_at(block.source, deep.start))]
    return read.tree, []


@cache
def machine_of(kind: Kind) -> Machine:
    """What reads one kind of file."""
    return Machine(tables(kind))


def _file(source: Source, kind: Kind, nodes: Sequence[model.Node]) -> model.File:
    """What was read of a file, as one."""
    span = source.span(0, len(source.text))
    match kind:
        case "specification":
            headers = [node for node in nodes if isinstance(node, model.SpecificationHeader)]
            said = tuple(node for node in nodes if isinstance(node, _SPECIFICATION_ITEMS))
            return model.SpecificationFile(headers[0] if headers else None, said, span=span)
        case "variation":
            varied = [node for node in nodes if isinstance(node, model.VariationHeader)]
            changes = tuple(node for node in nodes if isinstance(node, _VARIATION_ITEMS))
            return model.VariationFile(varied[0] if varied else None, changes, span=span)
        case "vocabulary":
            names = [node.name for node in nodes if isinstance(node, model.VocabularyFile)]
            words = tuple(node for node in nodes if isinstance(node, _VOCABULARY_ITEMS))
            return model.VocabularyFile(names[0] if names else "", words, span=span)
        case "assumptions":
            names = [node.name for node in nodes if isinstance(node, model.AssumptionsFile)]
            assumed = tuple(node for node in nodes if isinstance(node, _ASSUMPTIONS_ITEMS))
            apart = any(
                node.only_where_named for node in nodes if isinstance(node, model.AssumptionsFile)
            )
            return model.AssumptionsFile(names[0] if names else "", assumed, apart, span=span)


_CLAUSE_ITEMS = (model.SourceDeclaration, model.Service, model.Clause)
_SPECIFICATION_ITEMS = (*_CLAUSE_ITEMS, model.Deferral)
_VARIATION_ITEMS = (*_CLAUSE_ITEMS, model.Replacement, model.Omission)
_ASSUMPTIONS_ITEMS = (
    model.SourceDeclaration,
    model.Assumption,
    model.TotalEffort,
    model.Conversion,
    model.Recruiting,
    model.Employing,
    model.AssumedPosts,
)
_VOCABULARY_ITEMS = (
    model.UnitDeclaration,
    model.EntityDeclaration,
    model.FactDeclaration,
    model.ActorDeclaration,
    model.RoleDeclaration,
    model.MeasureDeclaration,
    model.PhraseDeclaration,
)

_READERS: Mapping[str, Callable[[Reading, Branch], model.Node]] = {
    "specification_header": specification.read_header,
    "source_declaration": read_source,
    "service": specification.read_service,
    "clause": specification.read_clause,
    "deferral": specification.read_deferral,
    "variation_header": variation.read_header,
    "replacement": variation.read_replacement,
    "omission": variation.read_omission,
    "vocabulary_header": vocabulary.read_heading,
    "unit_declaration": vocabulary.read_unit,
    "entity_declaration": vocabulary.read_entity,
    "fact_declaration": vocabulary.read_fact,
    "actor_declaration": vocabulary.read_actor,
    "role_declaration": vocabulary.read_role,
    "measure_declaration": vocabulary.read_measure,
    "phrase_declaration": vocabulary.read_phrase,
    "assumptions_header": assumptions.read_heading,
    "assumption": assumptions.read_assumption,
    "total_effort": assumptions.read_total,
    "conversion": assumptions.read_conversion,
    "recruiting": assumptions.read_recruiting,
    "employing": assumptions.read_employing,
    "assumed_posts": assumptions.read_posts,
}
