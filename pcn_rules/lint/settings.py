"""Read what a project wants of lint: `[tool.pcn-rules]` of the nearest pyproject.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pcn_rules.files import NoTextError, TooLargeError, content_of
from pcn_rules.language.faults import Faults, did_you_mean, words_within
from pcn_rules.lint.catalogue import TITLES
from pcn_rules.networks.toml_places import Places, places_of
from pcn_rules.source import Source

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

NAME = "pyproject.toml"
_TABLE = ("tool", "pcn-rules")
_KEYS = ("select", "ignore", "per-file")


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules are wanted; those of `per_file` are left out in files whose path fits a pattern.

    A pattern is held against the path from `root`, and its `*` stands for anything.
    """

    select: frozenset[str] = frozenset(TITLES)
    ignore: frozenset[str] = frozenset()
    root: Path = Path()
    per_file: tuple[tuple[str, frozenset[str]], ...] = ()

    def left_out(self, path: str) -> frozenset[str]:
        """The codes that are ignored in a file, whatever else is wanted."""
        fitting = (codes for pattern, codes in self.per_file if self._fits(path, pattern))
        return frozenset().union(*fitting)

    def _fits(self, path: str, pattern: str) -> bool:
        whole = Path(path).resolve()
        if not whole.is_relative_to(self.root):
            return False
        return fnmatchcase(whole.relative_to(self.root).as_posix(), pattern)


def unknown_codes(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The codes that no rule has, each with a remedy."""
    for code in codes:
        if code not in TITLES:
            listed = f"the rules are {', '.join(f'`{each}`' for each in TITLES)}"
            yield code, did_you_mean(code, ((each, None) for each in TITLES)) or listed


def settings_for(folder: Path, faults: Faults) -> Settings:
    """The settings of the nearest pyproject.toml upward that has any; otherwise every rule.

    Reports one that cannot be read (E701), a key that nobody knows (E702) and a value that does
    not fit (E703).
    """
    whole = folder.resolve()
    for each in (whole, *whole.parents):
        path = each / NAME
        if not path.is_file():
            continue
        source = _read(path, faults)
        if source is None:
            return Settings()
        table = _table(source, faults)
        if table is not None:
            return _checked(table, each, places_of(source), faults)
    return Settings()


def _read(path: Path, faults: Faults) -> Source | None:
    try:
        return Source(_shown(path), content_of(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        why = "it is not text in UTF-8"
    except TooLargeError:
        why = "it is too large"
    except (OSError, ValueError, NoTextError):
        why = "it cannot be opened"
    place = Source(_shown(path), "").span(0, 0)
    faults.add("E701", place, f"`{NAME}` cannot be read: {why}", "save it as text in UTF-8")
    return None


def _shown(path: Path) -> str:
    """A path as it is shortest to read: from the working folder where it lies inside it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _table(source: Source, faults: Faults) -> object | None:
    """The table of a text; None where it has none, or cannot be read (E701)."""
    try:
        tables: object = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        line = min(getattr(error, "lineno", 0) or _line_of(str(error)), len(source.line_starts))
        start = source.line_starts[line - 1]
        place = source.span(start, start + len(source.line_text(line)))
        remedy = "write keys as `select = [...]`, and text between double quotes"
        faults.add("E701", place, f"`{NAME}` is not sound TOML: this line cannot be read", remedy)
        return None
    for part in _TABLE:
        match tables:
            case dict():
                tables = tables.get(part)
            case _:
                return None
    return tables


def _line_of(message: str) -> int:
    """The line that a message of the reader of TOML names; the first where it names none."""
    words = message.replace(",", " ").split()
    after = dict(pairwise(words)).get("line", "1")
    return int(after) if after.isdigit() else 1


def _checked(table: object, root: Path, places: Places, faults: Faults) -> Settings:
    from pydantic import ValidationError  # noqa: PLC0415 - only where there are settings

    from pcn_rules.lint.settings_table import Table  # noqa: PLC0415 - as above

    try:
        read = Table.model_validate(table)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _report(detail, places, faults)
        return Settings()
    lists: dict[tuple[str, ...], list[str]] = {
        ("select",): read.select or [],
        ("ignore",): read.ignore,
    }
    lists |= {("per-file", pattern): codes for pattern, codes in read.per_file.items()}
    for path, codes in lists.items():
        place = places.value((*_TABLE, *path))
        for code, remedy in unknown_codes(codes):
            at = words_within(place, f'"{code}"')
            faults.add("E703", at, f"no rule is called `{code}`", remedy)
    return Settings(
        frozenset(TITLES) if read.select is None else frozenset(read.select),
        frozenset(read.ignore),
        root,
        tuple((pattern, frozenset(codes)) for pattern, codes in read.per_file.items()),
    )


def _report(detail: ErrorDetails, places: Places, faults: Faults) -> None:
    path = (*_TABLE, *detail["loc"])
    name = str(path[-1] if len(path) > len(_TABLE) else _TABLE[-1])
    if detail["type"] == "extra_forbidden":
        listed = f"the keys here are {', '.join(f'`{each}`' for each in _KEYS)}"
        remedy = did_you_mean(name, ((each, None) for each in _KEYS)) or listed
        faults.add("E702", places.key(path), f"nothing is called `{name}` here", remedy)
        return
    if name == "per-file":
        remedy = 'name the files and what is ignored there: `"specs/draft/*.pcn" = ["L103"]`'
        faults.add("E703", places.value(path), "this is no table of files", remedy)
        return
    remedy = 'write the codes of rules in a list, as `["L103", "L109"]`'
    faults.add("E703", places.value(path), "this is no list of codes", remedy)
