"""Find where the keys and values of a TOML text stand, so that faults can underline them.

The standard reader of TOML gives values without places. This one reads no values: it follows the
text line by line and notes each heading and key, whether the text is sound TOML or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pcn_rules.source import Source, Span

Path = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_NAME = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADING = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_NAME})[ \t]*\]\]?[ \t]*(?:#[^\n]*)?")
_KEY = re.compile(rf"[ \t]*({_NAME})[ \t]*=[ \t]*")
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]|.',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where each key stands and where its value does, by the path to it."""

    source: Source
    keys: Mapping[Path, Span]
    values: Mapping[Path, Span]
    twice: tuple[tuple[Span, Span], ...]
    """Keys that stand there a second time, each with the first: then the text is not sound."""

    def key(self, path: Path) -> Span:
        """The place of a key or a heading, else of what it stands in."""
        return self._nearest(path, self.keys)

    def value(self, path: Path) -> Span:
        """The place of a value, else of what it stands in."""
        return self._nearest(path, {**self.keys, **self.values})

    def _nearest(self, path: Path, places: Mapping[Path, Span]) -> Span:
        while path:
            if path in places:
                return places[path]
            path = path[:-1]
        return self.source.span(0, 0)


def places_of(source: Source) -> Places:
    """Note where every heading, key and value of a TOML text stands."""
    keys: dict[Path, Span] = {}
    values: dict[Path, Span] = {}
    repeated: dict[Path, int] = {}
    twice: list[tuple[Span, Span]] = []
    table: Path = ()
    position = 0
    while position < len(source.text):
        heading = _HEADING.match(source.text, position)
        entry = None if heading else _KEY.match(source.text, position)
        if heading:
            table = _under_repeated(_parts(heading[2]), repeated)
            if heading[1] == "[[":
                repeated[table] = repeated.get(table, -1) + 1
                table = (*table, repeated[table])
            _note(keys, table, source.span(*heading.span(2)), twice)
            position = heading.end()
        elif entry:
            path = (*table, *_parts(entry[1]))
            _note(keys, path, source.span(*entry.span(1)), twice)
            values[path] = _value(source, entry.end())
            position = values[path].end
        newline = source.text.find("\n", position)
        position = len(source.text) if newline < 0 else newline + 1
    return Places(source, keys, values, tuple(twice))


def _note(keys: dict[Path, Span], path: Path, place: Span, twice: list[tuple[Span, Span]]) -> None:
    if path in keys:
        twice.append((place, keys[path]))
    keys.setdefault(path, place)


def _value(source: Source, start: int) -> Span:
    depth, end = 0, start
    for token in _TOKEN.finditer(source.text, start):
        if token[0] == "\n" and depth == 0:
            break
        if token[0].startswith("#"):
            continue
        depth += (token[0] in "[{") - (token[0] in "]}")
        if not token[0].isspace():
            end = token.end()
    return source.span(start, end)


def _parts(name: str) -> Path:
    found = re.findall(_PART, name)
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in found)


def _under_repeated(path: Path, repeated: Mapping[Path, int]) -> Path:
    """The path with the number of each repeated table it stands in."""
    full: Path = ()
    for part in path[:-1]:
        full = (*full, part)
        if full in repeated:
            full = (*full, repeated[full])
    return (*full, *path[-1:])
