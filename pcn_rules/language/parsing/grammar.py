"""Turn the files of the grammar into parsers, each built once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from typing import Literal as OneOf

from pcn_rules.language.parsing.tables import Tables, tables_of
from pcn_rules.shipped import folder

if TYPE_CHECKING:
    from lark import Lark
    from lark.common import LexerConf
    from lark.lexer import ContextualLexer, Lexer, LexerThread

Kind = OneOf["specification", "variation", "vocabulary", "assumptions"]

RULES: Mapping[Kind, Mapping[str, str]] = {
    "specification": {
        "specification": "specification_header",
        "source": "source_declaration",
        "service": "service",
        "clause": "clause",
        "defers": "deferral",
    },
    "variation": {
        "variation": "variation_header",
        "source": "source_declaration",
        "service": "service",
        "clause": "clause",
        "replace": "replacement",
        "omit": "omission",
    },
    "vocabulary": {
        "vocabulary": "vocabulary_header",
        "unit": "unit_declaration",
        "entity": "entity_declaration",
        "event": "entity_declaration",
        "fact": "fact_declaration",
        "actor": "actor_declaration",
        "role": "role_declaration",
        "measure": "measure_declaration",
        "phrase": "phrase_declaration",
        "state": "phrase_declaration",
    },
    "assumptions": {
        "assumptions": "assumptions_header",
        "source": "source_declaration",
        "to": "assumption",
        "all": "total_effort",
        "one": "conversion",
        "recruiting": "recruiting",
        "employing": "employing",
        "assume": "assumed_posts",
    },
}
"""The words that open a block in each kind of file, and the rule of the grammar that reads it."""

BLOCKS = frozenset(word for rules in RULES.values() for word in rules)
"""The words that open a block in some kind of file."""

_FILES: Mapping[Kind, tuple[str, ...]] = {
    "specification": ("words", "expressions", "sources", "specification"),
    "variation": ("words", "expressions", "sources", "specification", "variation"),
    "vocabulary": ("words", "expressions", "vocabulary"),
    "assumptions": ("words", "expressions", "sources", "assumptions"),
}


@cache
def tables(kind: Kind) -> Tables:
    """The tables by which one kind of file is read.

    Each kind has its own, so that the words which open a line of a clause are no keywords where
    there are no clauses.
    """
    return tables_of(grammar_text(kind), _ENDS_A_LINE, lambda text: build(text, kind, strict=False))


def grammar_text(kind: Kind) -> str:
    """The grammar of one kind of file as one text."""
    files = (folder("grammar") / f"{name}.lark" for name in _FILES[kind])
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def build(text: str, kind: Kind, *, strict: bool) -> Lark:
    """Lark's own parser for a grammar; `strict` refuses any ambiguity of its rules or its words."""
    from lark import Lark  # noqa: PLC0415 - only where tables are built

    return Lark(
        text,
        parser="lalr",
        start=[*dict.fromkeys(RULES[kind].values()), "expression"],
        propagate_positions=True,
        maybe_placeholders=True,
        strict=strict,
        _plugins=_plugins(_strict_lexer if strict else _lexer),
    )


def _plugins(lexer: Callable[..., ContextualLexer]) -> dict[str, Any]:
    return {"ContextualLexer": lexer, "LexerThread": _reader_of_slices()}


def _reader_of_slices() -> type[LexerThread]:
    """Reads a block where it stands, and does not count the lines of all the text before it."""
    from lark.lexer import LexerState, LexerThread, LineCounter  # noqa: PLC0415 - as above

    class ReaderOfSlices(LexerThread):
        @classmethod
        def from_text(cls, lexer: Lexer, text_or_slice: Any) -> LexerThread:
            counter = LineCounter("\n")  # type: ignore[no-untyped-call] # it has no types
            counter.char_pos = text_or_slice.start
            return cls(lexer, LexerState(text_or_slice, counter))

    return ReaderOfSlices


_ENDS_A_LINE = ("_LINE", "_EFFORT_SHOWN_BY")
"""Read wherever they stand, so that no name and no number runs on into the next line's keyword."""


def _strict_lexer(
    conf: LexerConf, states: dict[int, Collection[str]], always_accept: Collection[str] = ()
) -> ContextualLexer:
    from lark.lexer import ContextualLexer  # noqa: PLC0415 - as above

    return ContextualLexer(conf, states, (*always_accept, *_ENDS_A_LINE))


def _lexer(
    conf: LexerConf, states: dict[int, Collection[str]], always_accept: Collection[str] = ()
) -> ContextualLexer:
    """A lexer that does not prove again, each time, what a test proves of the grammar."""
    trusting: Any = conf
    trusting.skip_validation = True
    return _strict_lexer(conf, states, always_accept)
