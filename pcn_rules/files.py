"""Tell which files a specification or a network is made of, and read them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

ENDING = ".pcn"

LARGEST = 4_000_000
"""How many bytes a file may have: it is text that people read, so more is a mistake."""


OF_DATA = (".csv", ".toml", ".tsv", ".json", ".xlsx", ".xlsm", ".xls", ".ods")
"""Endings of files that somebody may take for data of a network."""

_NOT_OF_THE_NETWORK = (".", "~$")
"""How names begin that belong to a system, or to a spreadsheet that is open."""

_USES = re.compile(r'^[ \t]*uses[ \t]+["“]([^"”\n]*)["”]', re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read, with the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, under the path a reader knows it by."""

    path: str
    bytes: bytes

    @property
    def named(self) -> InputFile:
        """The file as results name it."""
        return InputFile(self.path, hashlib.sha256(self.bytes).hexdigest())

    @property
    def text(self) -> str:
        """The text of a file of UTF-8. Raises ValueError."""
        return self.bytes.decode("utf-8-sig")


class NoTextError(Exception):
    """What lies at a path is no file of text."""


class TooLargeError(Exception):
    """A file has more bytes than one may have; `size` says how many."""

    def __init__(self, size: int) -> None:
        """For a file of so many bytes."""
        super().__init__(size)
        self.size = size


def files_in(folder: Path) -> list[Path]:
    """The files of the language in a folder, in the order of their names."""
    return sorted(each for each in folder.iterdir() if each.suffix == ENDING)


def used_by(path: str, written: str) -> Path:
    """The file that the header of another uses: it is written from the folder of that one."""
    return Path(os.path.normpath(Path(path).parent / written.replace("\\", "/")))


def assumed_by(path: Path) -> list[Path]:
    """The files of assumptions in the folder beside that of a specification, if there is one.

    Rival sets that say so, `only where named`, are left out.
    """
    edition = path if path.is_dir() else path.parent
    beside = Path(os.path.normpath(edition / os.pardir / "assumptions"))
    return [each for each in sorted(beside.glob(f"*{ENDING}")) if not _only_where_named(each)]


_APART = re.compile(rb'^[ \t]*assumptions\s+"[^"\n]*"\s*,\s*only\s+where\s+named\b', re.M | re.I)


def _only_where_named(path: Path) -> bool:
    """Whether a file looks like a set of assumptions that is read only where it is named.

    One that cannot be read is not left out, so that whoever reads it says why.
    """
    try:
        return _APART.search(content_of(path)) is not None
    except (OSError, ValueError, NoTextError, TooLargeError):
        return False


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises OSError or ValueError, NoTextError or TooLargeError."""
    status = path.stat()
    if not S_ISREG(status.st_mode):
        raise NoTextError
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TooLargeError(max(status.st_size, len(content)))
    return content


def is_data(name: str) -> bool:
    """Whether a file in the folder of a network is one of its data, by its name."""
    return name.lower().endswith(OF_DATA) and not name.startswith(_NOT_OF_THE_NETWORK)


def of_specification(path: Path, assumptions: Sequence[Path] | None) -> tuple[Content, ...] | None:
    """The files that parsing a specification would read; None where one of them cannot be.

    Which vocabularies are used is told by the look of a line. Where that is mistaken, parsing
    reads other files than these.
    """
    read: list[Content] = []
    try:
        for each in _paths(path, assumptions, read):
            read.append(Content(each.as_posix(), content_of(each)))
    except (OSError, ValueError, NoTextError, TooLargeError):
        return None
    return tuple(read)


def _paths(path: Path, assumptions: Sequence[Path] | None, read: list[Content]) -> Iterator[Path]:
    """The paths in the order in which they are read; `read` holds what came before."""
    yield from _here(path)
    for file in tuple(read):
        for uses in _USES.finditer(file.text):
            yield used_by(file.path, uses[1])
    for each in assumed_by(path) if assumptions is None else assumptions:
        yield from [each] if assumptions is None else _here(each)


def _here(path: Path) -> list[Path]:
    return files_in(path) if path.is_dir() else [path]


def of_network(path: Path) -> tuple[Content, ...] | None:
    """The files of data in the folder of a network; None where one of them cannot be read."""
    try:
        names = sorted(each.name for each in path.iterdir() if is_data(each.name))
        return tuple(Content((path / name).as_posix(), content_of(path / name)) for name in names)
    except (OSError, ValueError, NoTextError, TooLargeError):
        return None


def named(contents: Iterable[Content]) -> tuple[InputFile, ...]:
    """Files as results name them."""
    return tuple(content.named for content in contents)
