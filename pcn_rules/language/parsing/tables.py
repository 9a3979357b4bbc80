"""The tables that a grammar is read by: taken from Lark once, and kept between runs as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pcn_rules import kept

if TYPE_CHECKING:
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

END = "$END"
"""What Lark calls the end of a text, as if it were a word."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A word of the grammar: its pattern, and a pattern of its first character where that is plain.

    What is ignored stands anywhere and says nothing; of the others some are kept in the tree.
    """

    name: str
    pattern: str
    opens: str
    ignored: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class Reduction:
    """A rule of the grammar, with the number of symbols that it puts together.

    `label` is the kind of its branch; None where its parts belong to the rule above. A rule that
    `passes_on` makes no branch of one part alone; where it is `unchanged` there is never more.
    """

    origin: str
    size: int
    label: str | None
    passes_on: bool
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """What is done in each state: a row leads from a symbol to a state, or to a rule as `~rule`.

    `places` are the terminals that may stand in a state, in the order in which they are tried.
    """

    rows: Sequence[Mapping[str, int]]
    rules: Sequence[Reduction]
    starts: Mapping[str, int]
    places: Sequence[Sequence[Terminal]]
    place_of: Sequence[int]


def tables_of(text: str, always: Sequence[str], build: Callable[[str], Lark]) -> Tables:
    """The tables of a grammar as they were kept; else built, and they are kept.

    `always` are words that are read wherever they stand.
    """
    key = None if kept.cache_folder() is None else _key(text)
    known = None if key is None else kept.find(key)
    tables = None if known is None else _read(known)
    if tables is not None:
        return tables
    made = _taken_from(build(text), always)
    if key is not None:
        kept.keep(key, json.dumps(made, ensure_ascii=False, separators=(",", ":")))
    return _tables(**made)


def _key(text: str) -> str | None:
    try:
        return kept.key_of(("tables", text))
    except OSError:
        return None


def _read(text: str) -> Tables | None:
    """The tables that JSON holds; None where it is of none, which can be built anew."""
    try:
        return _tables(**json.loads(text))
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None


def _tables(
    *,
    rows: list[dict[str, int]],
    rules: list[list[Any]],
    starts: dict[str, int],
    terminals: list[list[Any]],
    places: list[list[int]],
    place_of: list[int],
) -> Tables:
    words = [Terminal(*each) for each in terminals]
    made = [tuple(words[number] for number in place) for place in places]
    if not len(rows) == len(place_of) > max(starts.values()) or max(place_of) >= len(made):
        raise ValueError("the tables do not go together")
    return Tables(rows, [Reduction(*each) for each in rules], starts, made, place_of)


# --- from Lark --------------------------------------------------------------------------------


def _taken_from(parser: Lark, always: Sequence[str]) -> dict[str, Any]:
    """The tables of a parser that Lark built, as JSON has them."""
    table = parser.parser.parser._parse_table  # as Lark keeps it itself
    states = [table.states[number] for number in range(len(table.states))]
    rules = [arg for row in states for _, arg in row.values() if not _is_int(arg)]
    number = {rule: ~index for index, rule in enumerate(dict.fromkeys(rules))}
    rows: list[dict[str, int]] = [
        {symbol: arg if _is_int(arg) else number[arg] for symbol, (_, arg) in row.items()}
        for row in states
    ]
    for final in table.end_states.values():
        rows[final][END] = final
    words = sorted(parser.terminals, key=_tried)
    ignored = set(parser.ignore_tokens)
    anywhere = {*ignored, *always}
    places = [
        tuple(n for n, each in enumerate(words) if each.name in row or each.name in anywhere)
        for row in states
    ]
    distinct = {place: index for index, place in enumerate(dict.fromkeys(places))}
    return {
        "rows": rows,
        "rules": [_rule(each) for each in number],
        "starts": dict(table.start_states),
        "terminals": [_terminal(each, ignored) for each in words],
        "places": list(distinct),
        "place_of": [distinct[place] for place in places],
    }


def _terminal(terminal: TerminalDef, ignored: Collection[str]) -> tuple[str, str, str, bool, bool]:
    name, pattern = terminal.name, terminal.pattern.to_regexp()
    return name, pattern, opens(terminal), name in ignored, _kept(name)


def _is_int(value: object) -> bool:
    return type(value) is int


def _tried(terminal: TerminalDef) -> tuple[int, int, int, str]:
    """The order in which Lark tries words: by priority, then the widest first."""
    width = terminal.pattern.max_width
    return -terminal.priority, -width, -len(terminal.pattern.value), terminal.name


def _kept(name: str) -> bool:
    """Whether a symbol stands in trees, as the grammar says with its name."""
    return not name.startswith("_")


def _rule(rule: Rule) -> tuple[str, int, str | None, bool, bool]:
    """A rule as the tables have it; one that reads nothing would have no place of its own."""
    assert rule.expansion
    origin, first = str(rule.origin.name), rule.expansion[0]
    passes_on = bool(rule.options.expand1) and not rule.alias
    return (
        origin,
        len(rule.expansion),
        str(rule.alias or origin) if _kept(origin) else None,
        passes_on,
        passes_on and len(rule.expansion) == 1 and _kept(first.name),
    )


_SET = r"\[(?:\\.|[^\]\\])+\]"
_FIRST = re.compile(rf"(?:\\[^bBAZ0-9]|{_SET}|[^\\\[\]().^$*+?{{}}|])(?![*?{{])")
_NO_STRUCTURE = re.compile(rf"\\.|{_SET}")
_INNERMOST = re.compile(r"\([^()]*\)")


def opens(terminal: TerminalDef) -> str:
    """A pattern of the one character with which a word begins; empty where that is not plain.

    It is plain where the word's pattern begins with one character, or one of a set, whatever
    else it is; most words of the grammar need not be tried then.
    """
    written = (
        terminal.pattern.value if terminal.pattern.type == "re" else terminal.pattern.to_regexp()
    )
    first = _FIRST.match(written)
    if first is None or _has_alternatives(written):
        return ""
    flags = "".join(terminal.pattern.flags)
    return f"(?{flags}:{first.group()})" if flags else first.group()


def _has_alternatives(pattern: str) -> bool:
    """Whether a pattern is one of several from its very beginning."""
    outside = _NO_STRUCTURE.sub("", pattern)
    while outside != (less := _INNERMOST.sub("", outside)):
        outside = less
    return "|" in outside
