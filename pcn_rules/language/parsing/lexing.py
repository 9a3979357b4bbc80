"""Split text into the words that may stand at each place, as Lark's own lexer does.

Lark makes one expression of all words that may stand at a place, for every kind of place; that
each of a hundred of them is compiled takes longer than to read a contract. Here each word is
compiled once, and at each place the words are tried in the order in which Lark would.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from lark.exceptions import UnexpectedCharacters
from lark.lexer import AbstractBasicLexer, ContextualLexer, PatternStr, Token

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import LexerState, TerminalDef

_Match = Callable[[str, int, int], re.Match[str] | None]
_Try = tuple[_Match, str, bool, Mapping[str, str]]
"""How to match a word, its name, whether it is left out, and the fixed words that it takes in."""


class Words(AbstractBasicLexer):
    """Reads the words of one kind of place; what it tries is put together when it is first used."""

    def __init__(self, conf: LexerConf, comparator: object = None) -> None:
        """For the terminals of a configuration."""
        self.terminals_by_name = conf.terminals_by_name
        self._conf = conf
        self._tries: tuple[_Try, ...] | None = None

    def next_token(self, lex_state: LexerState, parser_state: Any = None) -> Token:
        """The next word; raises EOFError at the end, UnexpectedCharacters where there is none."""
        if self._tries is None:
            self._tries = _tries(self._conf)
        text, end = lex_state.text.text, lex_state.text.end
        at = lex_state.line_ctr.char_pos
        while at < end:
            for attempt in self._tries:
                found = attempt[0](text, at, end)
                if found is not None:
                    break
            else:
                raise self._unexpected(lex_state, parser_state, at)
            _, name, left_out, instead = attempt
            start, at = at, found.end()
            if not left_out:
                word = found.group()
                token = Token(instead.get(word, name), word, start)
                token.end_pos = lex_state.line_ctr.char_pos = at
                lex_state.last_token = token
                return token
        lex_state.line_ctr.char_pos = at
        raise EOFError

    def _unexpected(
        self, lex_state: LexerState, parser_state: object, at: int
    ) -> UnexpectedCharacters:
        lex_state.line_ctr.char_pos = at
        allowed = {each.name for each in self._conf.terminals}.difference(self._conf.ignore)
        before = lex_state.last_token
        return UnexpectedCharacters(  # type: ignore[no-untyped-call] # it has no types
            lex_state.text.text,
            at,
            line=1,
            column=1,
            allowed=allowed or {"<END-OF-FILE>"},
            token_history=before and [before],
            state=parser_state,
            terminals_by_name=self.terminals_by_name,
        )


class ByPlace(ContextualLexer):
    """Chooses by place which words are tried."""

    BasicLexer = Words


def _tries(conf: LexerConf) -> tuple[_Try, ...]:
    """The words in the order in which Lark tries them: by priority, then the widest first."""
    terminals = sorted(
        conf.terminals,
        key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name),
    )
    return tuple(
        (_matcher(each, conf), each.name, each.name in conf.ignore, _instead(each, terminals, conf))
        for each in terminals
    )


def _matcher(terminal: TerminalDef, conf: LexerConf) -> _Match:
    return re.compile(terminal.pattern.to_regexp(), conf.g_regex_flags).match


def _instead(
    terminal: TerminalDef, terminals: list[TerminalDef], conf: LexerConf
) -> Mapping[str, str]:
    """The fixed words that a wider word takes in: a text that is just one of them is that one."""
    if isinstance(terminal.pattern, PatternStr):
        return {}
    match = _matcher(terminal, conf)
    found: dict[str, str] = {}
    for other in terminals:
        if isinstance(other.pattern, PatternStr) and other.priority == terminal.priority:
            word = other.pattern.value
            matched = match(word, 0, len(word))
            if matched is not None and matched.group() == word:
                found[word] = other.name
    return found
