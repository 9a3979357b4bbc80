"""The grammar is unambiguous, its keywords are whole words, its names those of the model."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import pytest
from lark.exceptions import GrammarError, LexError

from pcn_rules.language import model
from pcn_rules.language.parsing.expected import CHOICES, EXAMPLES, is_keyword, keyword, words_of
from pcn_rules.language.parsing.grammar import RULES, Kind, build, grammar_text
from pcn_rules.language.parsing.names import RESERVED

if TYPE_CHECKING:
    from lark import Lark

KINDS: tuple[Kind, ...] = ("specification", "variation", "vocabulary", "assumptions")


@cache
def built(kind: Kind) -> Lark:
    return build(grammar_text(kind), kind, strict=False)


UNPROVABLE = {
    "_PER",  # ends before `per cent`, by looking further than a proof can
    "NAME",  # runs of words, each of which is looked at for reserved ones
    "UNIT",
    "EVENT_NAME",
    "MODALITY",  # `should not` and `may not` are told apart by what follows
    "PARTY",  # ends before `must`
    "PLACE",
    "UNIT_RUN",
}
"""What the proof cannot look into; each of these has a priority or a place of its own."""


@contextmanager
def warnings_of_the_proof() -> Iterator[list[str]]:
    """What the proof says it cannot look into."""
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.extend(re.findall(r"TerminalDef\('(\w+)'", record.getMessage()))

    logger = logging.getLogger("interegular")
    handler = Kept()
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = True


@pytest.mark.parametrize("kind", KINDS)
def test_the_grammar_has_one_reading_of_every_text(kind: Kind) -> None:
    with warnings_of_the_proof() as unproved:
        build(grammar_text(kind), kind, strict=True)
    assert set(unproved) <= UNPROVABLE


PLANTED = {
    "a line that two rules read": (
        "specification",
        "unless       : _UNLESS expression",
        "unless       : _UNLESS expression | _UNLESS name",
        GrammarError,
    ),
    "an open condition inside a closed one": (
        "vocabulary",
        "?sum_closed  : product_closed",
        "?sum_closed  : product_closed | term_open",
        GrammarError,
    ),
    "two words for one place": (
        "specification",
        "_REPLACES (EDITION | TITLE)",
        "_REPLACES (EDITION | SOURCE_ID | TITLE)",
        LexError,
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_ambiguity_fails_the_build(planted: str) -> None:
    kind, there, instead, error = PLANTED[planted]
    grammar = grammar_text(kind)
    assert there in grammar
    spoilt = grammar.replace(there, instead)
    with warnings_of_the_proof(), pytest.raises(error):
        build(spoilt, kind, strict=True)


def test_every_block_is_read_by_the_rule_named_as_its_node() -> None:
    classes = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in vars(model)}
    headings = {"vocabulary_header", "assumptions_header"}
    for rules in RULES.values():
        assert set(rules.values()) - headings <= classes


@pytest.mark.parametrize("kind", KINDS)
def test_every_keyword_is_named_by_its_words(kind: Kind) -> None:
    for terminal in built(kind).terminals:
        if terminal.name in ("SPACE", "NEW_LINE", "COMMENT", "TEXT"):
            continue
        pattern = re.compile(terminal.pattern.to_regexp())
        if is_keyword(terminal.name):
            words = keyword(terminal.name)
            assert pattern.fullmatch(words) or pattern.fullmatch(f"\n  {words}")
        for words in CHOICES.get(terminal.name, ()):
            assert pattern.fullmatch(words)
        assert not re.search("[A-Z]{2}|_", words_of(terminal.name).replace("`SPEC`", ""))


@pytest.mark.parametrize("kind", KINDS)
def test_no_keyword_is_read_out_of_a_longer_word(kind: Kind) -> None:
    for terminal in built(kind).terminals:
        if terminal.priority < 5 or terminal.name in ("SPACE", "NEW_LINE", "COMMENT", "_LINE"):
            continue
        pattern = re.compile(terminal.pattern.to_regexp())
        for words in CHOICES.get(terminal.name, (keyword(terminal.name),)):
            for more in ("s", "1", "_", "-x", "’s", "&E"):
                found = pattern.match(words + more)
                assert found is None or found.group() != words


def test_the_reserved_words_of_names_are_those_of_the_grammar() -> None:
    name = next(each for each in built("vocabulary").terminals if each.name == "NAME")
    pattern = re.compile(name.pattern.to_regexp())
    for words in ("and", "OR", "not", "has", "have", "where", "over", "within", "rounded", "every",
                  "some", "to", "means", "number of", "sum of", "in each period"):  # fmt: skip
        assert RESERVED.search(f"beds {words} homes")
        found = pattern.match(f"beds {words} homes")
        assert found is not None
        assert found.group().strip() == "beds"


def test_every_line_of_the_language_has_an_example_that_opens_with_it() -> None:
    assert all(example.startswith(words) for words, example in EXAMPLES.items() if words != "each")
