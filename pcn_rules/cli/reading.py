"""Find and read the files that are named on a command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG

from pcn_rules.cli import faults
from pcn_rules.cli.assessing import Work
from pcn_rules.cli.choosing import inside, there
from pcn_rules.source import Source


def files_of_the_language(names: Iterable[str], work: Work) -> tuple[Path, ...]:
    """Every file that ends in `.pcn` under these paths, each once, in order."""
    found: dict[Path, None] = {}
    for name in names:
        path = Path(name)
        if not there(path):
            work.keep([faults.no_path(work.line, name)])
            continue
        if not path.is_dir() and path.suffix != ".pcn":
            work.keep([faults.not_of_the_language(work.line, name)])
            continue
        files = sorted(below(path)) if path.is_dir() else [path]
        if not files:
            work.keep([faults.nothing_here(work.line, name)])
        found.update(dict.fromkeys(files))
    return tuple(found)


def below(folder: Path) -> Iterator[Path]:
    """What ends in `.pcn` in a folder, however deep; links to folders are not followed."""
    left = [folder]
    while left:
        for path in inside(left.pop()):
            if path.suffix == ".pcn":
                yield path
            if is_folder(path) and not path.is_symlink():
                left.append(path)


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder that one may look at."""
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, a folder one may not enter
        return False


def plain_bytes(path: Path, largest: int) -> bytes:
    """The bytes of a plain file, of so many at most; OSError for anything else.

    A pipe or a device would keep the reader waiting for ever.
    """
    if path.is_dir():
        raise IsADirectoryError(None, "is a directory")
    if not S_ISREG(path.stat().st_mode):
        raise OSError(None, "it is no plain file")
    with path.open("rb") as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise OSError(None, f"it has more than the {largest:,} bytes that a file may have")
    return content


def read_text(path: Path, work: Work) -> Source | None:
    """The text of a file; the fault is kept where it cannot be read or is not UTF-8."""
    from pcn_rules.files import LARGEST  # noqa: PLC0415 - only where files are looked at

    try:
        return Source(path.as_posix(), plain_bytes(path, LARGEST).decode("utf-8-sig"))
    except UnicodeDecodeError:
        work.keep([faults.cannot_read(work.line, str(path), "it is not text in UTF-8")])
    except OSError as failed:
        why = (failed.strerror or "it failed").lower()
        work.keep([faults.cannot_read(work.line, str(path), why)])
    return None
