"""Tell what the paths of a command line hold: editions, other files of the language, networks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal as OneOf

from pcn_rules.cli import choosing, faults
from pcn_rules.cli.assessing import Work
from pcn_rules.cli.reading import is_folder, plain_bytes

Kind = OneOf["specification", "variation", "vocabulary", "assumptions", "part"]

_HEADER = re.compile(
    r"^(specification|variation|vocabulary|assumptions)(?![\w-])", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True)
class Found:
    """What was found under some paths, each once, in order.

    An edition is a folder; `vocabularies` and `assumptions` are files outside of editions.
    """

    editions: dict[Path, None] = field(default_factory=dict)
    vocabularies: dict[Path, None] = field(default_factory=dict)
    assumptions: dict[Path, None] = field(default_factory=dict)
    networks: dict[Path, None] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to check."""
        return not (self.editions or self.vocabularies or self.assumptions or self.networks)


def sort(names: Iterable[str], work: Work) -> Found:
    """Everything that can be checked under paths (or names of what is shipped)."""
    found = Found()
    for name in names:
        path = work.path(choosing.anything(work.line, name))
        if path is None:
            continue
        here = Found()
        _sort(path, here)
        if here.nothing:
            work.keep([faults.nothing_here(work.line, name)])
        found.editions.update(here.editions)
        found.vocabularies.update(here.vocabularies)
        found.assumptions.update(here.assumptions)
        found.networks.update(here.networks)
    return found


def _sort(path: Path, found: Found) -> None:
    if path.name == "network.toml":
        found.networks[path.parent] = None
    elif path.is_dir():
        _sort_folder(path, found)
    elif path.suffix == ".pcn":
        _sort_file(path, found)


def _sort_folder(path: Path, found: Found) -> None:
    left = [path]
    while left:
        folder = left.pop()
        if choosing.there(folder / "network.toml"):
            found.networks[folder] = None
            continue
        _sort_files(folder, found)
        below = (each for each in choosing.inside(folder) if is_folder(each))
        left.extend(reversed([each for each in below if not each.is_symlink()]))


def _sort_files(folder: Path, found: Found) -> None:
    files = [each for each in choosing.inside(folder) if each.suffix == ".pcn"]
    if any(kind_of(file) == "specification" for file in files):
        found.editions[folder] = None
    else:
        for file in files:
            _sort_file(file, found)


def _sort_file(file: Path, found: Found) -> None:
    match kind_of(file):
        case "specification" | "variation" | "part":
            found.editions[file.parent] = None
        case "vocabulary":
            found.vocabularies[file] = None
        case "assumptions":
            found.assumptions[file] = None


def kind_of(file: Path) -> Kind:
    """What a file of the language says it is; a part of an edition where it does not say."""
    from pcn_rules.files import LARGEST  # noqa: PLC0415 - only where files are looked at

    try:
        content = plain_bytes(file, LARGEST)
        header = _HEADER.search(content.decode("utf-8", errors="replace"))
    except OSError:  # reading it in earnest will say why
        return "part"
    match header and header[1].casefold():
        case "specification":
            return "specification"
        case "variation":
            return "variation"
        case "vocabulary":
            return "vocabulary"
        case "assumptions":
            return "assumptions"
        case _:
            return "part"
