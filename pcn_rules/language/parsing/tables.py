"""Keep the tables of a parser between runs, as JSON, so that they are built once only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pcn_rules import kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark import Lark


def parser_of(text: str, plugins: dict[str, Any], build: Callable[[str], Lark]) -> Lark:
    """The parser of a grammar from the tables that are kept of it; else built, and they are kept.

    Tables that cannot be read are built anew.
    """
    if kept.cache_folder() is None:
        return build(text)
    key = _key(text)
    known = None if key is None else kept.find(key)
    parser = None if known is None else _read(known, plugins)
    if parser is not None:
        return parser
    parser = build(text)
    if key is not None:
        kept.keep(key, _written(parser))
    return parser


def _key(text: str) -> str | None:
    from lark import __version__ as lark  # noqa: PLC0415 - only those who parse need it

    try:
        return kept.key_of(("tables", lark, text))
    except OSError:
        return None


def _written(parser: Lark) -> str:
    from lark.grammar import Rule  # noqa: PLC0415 - as above
    from lark.lexer import TerminalDef  # noqa: PLC0415 - as above

    data, memo = parser.memo_serialize([TerminalDef, Rule])
    options = {**data["options"], "_plugins": {}}
    return json.dumps([{**data, "options": options}, memo], separators=(",", ":"))


def _read(text: str, plugins: dict[str, Any]) -> Lark | None:
    from lark import Lark  # noqa: PLC0415 - as above

    load: Any = Lark._load_from_dict  # what a parser that stands alone is loaded with
    try:
        data, memo = json.loads(text, object_pairs_hook=_numbered)
        parser: Lark = load(data, memo, _plugins=plugins)
    except Exception:  # whatever it is, the tables can be built anew
        return None
    return parser


def _numbered(pairs: list[tuple[str, Any]]) -> dict[Any, Any]:
    """A table with the numbers that JSON turned into words."""
    if pairs and pairs[0][0].isdecimal():
        return {int(key): value for key, value in pairs}
    return dict(pairs)
