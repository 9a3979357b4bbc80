"""Parsers from tables that were kept are those that were built."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lark import TextSlice, UnexpectedInput
from lark.lexer import ContextualLexer

from pcn_rules import kept
from pcn_rules.language.parser import parse
from pcn_rules.language.parsing import grammar
from pcn_rules.language.parsing.blocks import split
from pcn_rules.language.parsing.place import place_of
from pcn_rules.language.parsing.tree import bounds
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
    grammar.parser.cache_clear()
    yield tmp_path
    grammar.parser.cache_clear()


def read_all() -> list[str]:
    grammar.parser.cache_clear()
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
        assert json.loads(found)[0]["rules"]


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


def trees(text: str, kind: grammar.Kind) -> list[str]:
    """How each block of a text is read, or where and why it is not."""
    found = []
    for block in split(Source("file.pcn", text)):
        rule = grammar.RULES[kind].get(block.word)
        if rule is None:
            continue
        try:
            slice = TextSlice(text, block.opening.start, block.end)
            tree = grammar.parser(kind).parse(slice, start=rule)
        except UnexpectedInput as error:
            place = place_of(block, error)
            found.append(f"{place.at} {place.ended} {sorted(place.accepts)}")
        else:
            found.append(" ".join(f"{each!r} {bounds(each)}" for each in parts(tree)))
    return found


def parts(tree: object) -> Iterator[object]:
    yield tree
    for child in getattr(tree, "children", ()):
        if child is not None:
            yield from parts(child)


@pytest.mark.parametrize("kind", ["specification", "variation", "vocabulary", "assumptions"])
def test_words_are_those_of_larks_own_lexer(
    kind: grammar.Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every word of every text, each cut short at each of its words too, and every fault."""
    blocks = [
        text[: found.end()]
        for text in TEXTS
        for found in list(re.finditer(r"\S+", text))[:: max(1, len(text) // 200)]
    ]
    texts = [*TEXTS, *blocks]
    ours = [trees(text, kind) for text in texts]

    def own(conf: Any, states: Any, always_accept: Any = ()) -> ContextualLexer:
        conf.skip_validation = True
        return ContextualLexer(conf, states, (*always_accept, *grammar._ENDS_A_LINE))

    monkeypatch.setattr(grammar, "_lexer", own)
    grammar.parser.cache_clear()
    assert [trees(text, kind) for text in texts] == ours
    grammar.parser.cache_clear()
