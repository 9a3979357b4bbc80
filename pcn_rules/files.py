"""Tell which files a specification is made of, and read them."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

ENDING = ".pcn"

LARGEST = 4_000_000
"""How many bytes a file may have: it is text that people read, so more is a mistake."""


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
    """The files of assumptions in the folder beside that of a specification, if there is one."""
    edition = path if path.is_dir() else path.parent
    beside = Path(os.path.normpath(edition / os.pardir / "assumptions"))
    return sorted(beside.glob(f"*{ENDING}"))


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
