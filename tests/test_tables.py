"""Tables that were kept are those that were built, and reading by them is reading by Lark."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from lark import Lark, TextSlice, Token, UnexpectedInput
from lark.lexer import PatternRE, TerminalDef

from pcn_rules import kept
from pcn_rules.language.parser import machine_of, parse
from pcn_rules.language.parsing import grammar
from pcn_rules.language.parsing.blocks import Block, split
from pcn_rules.language.parsing.machine import Machine, Stuck
from pcn_rules.language.parsing.place import place_of
from pcn_rules.language.parsing.tables import opens
from pcn_rules.language.parsing.tree import Branch, Part, Word
from pcn_rules.shipped import folder
from pcn_rules.source import Source

TEXTS = [
    *(path.read_text(encoding="utf-8") for path in sorted(folder("specs").rglob("*.pcn"))),
    'specification "A"\n  edition 7',
    'clause 1 "A"\n  by 31 July 2020 the PCN must\nclause 2 "B"\n  if beds > > 3\n',
    'clause 1 "A"\n  the PCN must write\n  where 30 minutes per\n  cites X 1 verified',
    'vocabulary "A"\n\nphrase "a" means every home has\n\nentity\n',
    'assumptions "A"\n\nto write\n  takes 15 minuets to\n  needs\n',
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    grammar.tables.cache_clear()
    machine_of.cache_clear()


def read_all() -> list[str]:
    forget()
    return [repr(parse(Source("file.pcn", text))) for text in TEXTS]


def test_what_is_read_and_every_fault_is_the_same(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = read_all()
    assert len(list(cache.iterdir())) == 4
    monkeypatch.setattr(grammar, "build", None)
    assert read_all() == built


@pytest.mark.parametrize("content", ["", "[]", "[{}, {}]", "null", '{"1": 2, "a": 3}', "[" * 9_999])
def test_tables_that_are_none_are_built_anew(cache: Path, content: str) -> None:
    built = read_all()
    entries = list(cache.iterdir())
    for entry in entries:
        kept.keep(entry.stem, content)
    assert read_all() == built
    for entry in entries:
        found = kept.find(entry.stem)
        assert found is not None
        assert json.loads(found)["rules"]


def test_another_grammar_has_other_tables(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_all()
    text = grammar.grammar_text
    monkeypatch.setattr(grammar, "grammar_text", lambda kind: text(kind) + "\n// changed\n")
    read_all()
    assert len(list(cache.iterdir())) == 8


def test_a_program_that_cannot_be_looked_at_keeps_no_tables(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(kept, "_program", gone)
    read_all()
    assert list(cache.iterdir()) == []


KINDS: tuple[grammar.Kind, ...] = ("specification", "variation", "vocabulary", "assumptions")


def blocks_of(text: str, kind: grammar.Kind) -> Iterator[tuple[Block, str]]:
    """Each block of a text that a kind of file has, with the rule that reads it."""
    for block in split(Source("file.pcn", text)):
        rule = grammar.RULES[kind].get(block.word)
        if rule is not None:
            yield block, rule


def our_trees(text: str, kind: grammar.Kind) -> list[str]:
    """How each block of a text is read, or where and why it is not."""
    machine, found = Machine(grammar.tables(kind)), []
    for block, rule in blocks_of(text, kind):
        read = machine.read(text, block.opening.start, block.end, rule)
        match read:
            case Stuck():
                place = place_of(block, read)
                found.append(f"{place.at} {place.ended} {sorted(place.accepts)}")
            case _:
                ours = list(with_all_parts(read.tree))
                found.append(" ".join(f"{each.kind} {each.start} {each.end}" for each in ours))
                assert sum(isinstance(each, Branch) for each in ours) <= read.branches
    return found


def with_all_parts(part: Part) -> Iterator[Part]:
    yield part
    match part:
        case Branch():
            for child in part.children:
                yield from with_all_parts(child)
        case _:
            assert isinstance(part, Word)


def larks_trees(text: str, kind: grammar.Kind) -> list[str]:
    """The same by Lark itself, with its own lexer, parser and trees."""
    found = []
    for block, rule in blocks_of(text, kind):
        try:
            slice = TextSlice(text, block.opening.start, block.end)
            tree = lark(kind).parse(slice, start=rule)
        except UnexpectedInput as error:
            found.append(larks_place(block, error))
        else:
            found.append(" ".join(larks_parts(tree)))
    return found


@lru_cache
def lark(kind: grammar.Kind) -> Lark:
    return grammar.build(grammar.grammar_text(kind), kind, strict=False)


def larks_parts(part: Any) -> Iterator[str]:
    if isinstance(part, Token):
        yield f"{part.type} {part.start_pos} {part.end_pos}"
    elif part is not None:
        yield f"{part.data} {part.meta.start_pos} {part.meta.end_pos}"
        for child in part.children:
            yield from larks_parts(child)


def larks_place(block: Block, error: Any) -> str:
    """Where Lark stopped, at the end of the last word or at the first that does not fit."""
    token: Any = getattr(error, "token", None)
    at = error.pos_in_stream
    ended = token is not None and token.type == "$END"
    text = block.source.text
    while not ended and at < block.end - 1 and text[at].isspace():
        at += 1
    return f"{token.end_pos if ended else at} {ended} {sorted(error.interactive_parser.accepts())}"


@pytest.mark.parametrize("kind", KINDS)
def test_trees_and_places_are_those_of_lark(kind: grammar.Kind) -> None:
    """Of every text, each cut short at each of its words too, whatever kind of file it is."""
    cut_short = [
        text[: found.end()]
        for text in TEXTS
        for found in list(re.finditer(r"\S+", text))[:: max(1, len(text) // 200)]
    ]
    for text in (*TEXTS, *cut_short, *(spoilt(text) for text in TEXTS)):
        assert our_trees(text, kind) == larks_trees(text, kind)


def spoilt(text: str) -> str:
    """A text with something odd in each of its lines, each time at another place."""
    odd = ("ſ", "K", "İ", "\xa0", "“", "(", "7", "%", "per", "where", "\t")
    lines = text.split("\n")
    for number, line in enumerate(lines):
        words = line.split(" ")
        words.insert(1 + number % len(words), odd[number % len(odd)])
        lines[number] = " ".join(words)
    return "\n".join(lines)


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_begins_with_a_character_at_which_it_is_not_tried(kind: grammar.Kind) -> None:
    """Every match of a word, anywhere in any text, begins as it is said to."""
    text = "\n".join((*TEXTS, *(spoilt(each) for each in TEXTS)))
    for terminal in {each for place in grammar.tables(kind).places for each in place}:
        if terminal.opens:
            opens = re.compile(terminal.opens)
            for found in re.finditer(terminal.pattern, text):
                assert opens.match(text, found.start(), found.start() + 1), terminal


@pytest.mark.parametrize(
    "pattern", ["ab?|c", "a?b", "a*b", "a{0,1}b", "(?:a|b)c", "a(?:b|c)|d", ""]
)
def test_where_a_word_may_begin_otherwise_it_is_tried_everywhere(pattern: str) -> None:
    assert opens(TerminalDef("A", PatternRE(pattern))) == ""


@pytest.mark.parametrize(
    ("pattern", "opening"),
    [("ab(?:c|d)", "(?i:a)"), ("[ab|]+c", "(?i:[ab|])"), (r"\nb", r"(?i:\n)")],
)
def test_where_a_word_begins_with_one_character_it_is_tried_there(
    pattern: str, opening: str
) -> None:
    assert opens(TerminalDef("A", PatternRE(pattern, ("i",)))) == opening
