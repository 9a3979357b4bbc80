"""Keep texts that took work, under a key of what they were made from, in the user's cache folder.

Whatever is wrong with the folder or an entry, there is simply nothing kept: nothing here raises,
and nothing that is read here is ever run.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISREG, S_IWGRP, S_IWOTH

from pcn_rules import __version__
from pcn_rules.shipped import folder as shipped

VARIABLE = "PCN_RULES_CACHE"
"""The variable that names another folder, or says `off`."""

MOST = 256
"""How many entries are kept; those that were not used for longest go first."""

LARGEST = 100_000_000
"""How many bytes an entry may have, and all entries together."""

_PACKAGE = Path(__file__).resolve().parent
_ENDING = ".json"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_LIBRARIES = ("jinja2", "lark", "markupsafe", "pydantic", "pydantic_core")
_NO_PROGRAM = ("__pycache__", "_data")
"""Folders that hold nothing of the program; what is shipped of it in `_data` is looked up."""


def cache_folder() -> Path | None:
    """The folder where entries are kept, whether it is there or not; None where none is wanted."""
    said = os.environ.get(VARIABLE)
    if said:
        return None if said.casefold() == "off" else Path(said)
    try:
        return _of_the_user() / "pcn-rules"
    except (RuntimeError, ValueError):  # a user without a home
        return None


def _of_the_user() -> Path:
    """The folder that a system has for what can be made again."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    said = os.environ.get("XDG_CACHE_HOME", "")
    return Path(said) if Path(said).is_absolute() else Path.home() / ".cache"


def key_of(parts: Iterable[str | bytes]) -> str:
    """The key of what is made of some parts, in their order, by this very program."""
    digest = hashlib.sha256()
    for part in (__version__, _program(), *parts):
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


@cache
def _program() -> str:
    """What changes when the program does: the times and sizes of its files and of its libraries'.

    A version alone would not do: it stays the same from one state of a checkout to the next.
    """
    lines = [sys.version]
    for folder in (_PACKAGE, shipped("grammar"), shipped("templates")):
        lines.extend(_files_below(folder, folder.name))
    for library in _LIBRARIES:
        found = find_spec(library)
        if found is not None and found.origin is not None:
            status = os.stat(found.origin)  # noqa: PTH116 - one call among hundreds
            lines.append(f"{found.origin} {status.st_mtime_ns} {status.st_size}")
    return "\n".join(lines)


def _files_below(folder: str | os.PathLike[str], shown: str) -> Iterator[str]:
    for each in sorted(os.scandir(folder), key=lambda each: each.name):
        if each.is_dir():
            if each.name not in _NO_PROGRAM:
                yield from _files_below(each, f"{shown}/{each.name}")
        else:
            status = each.stat()
            yield f"{shown}/{each.name} {status.st_mtime_ns} {status.st_size}"


def find(key: str) -> str | None:
    """What is kept under a key, whole and unchanged; None where there is no such thing."""
    folder = cache_folder()
    if folder is None:
        return None
    path = folder / (key + _ENDING)
    try:
        with os.fdopen(_opened(path), "rb") as file:
            if not _may_be_read(os.fstat(file.fileno())):
                return None
            seal, _, content = file.read().partition(b"\n")
        if seal != _seal(key, content):
            return None
        text = content.decode("utf-8")
    except (OSError, ValueError):
        return None
    _note_use(path)
    return text


def _opened(path: Path) -> int:
    """Open a file as it is, without waiting for whoever may write to a pipe."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def _may_be_read(status: os.stat_result) -> bool:
    """Whether an entry is a plain file, not too large, that nobody but this user can have written.

    A seal tells damage, not intent: whoever may write here could seal what they like.
    """
    if not S_ISREG(status.st_mode) or status.st_size > LARGEST:
        return False
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (S_IWGRP | S_IWOTH)


def _note_use(path: Path) -> None:
    with suppress(OSError):  # a folder that may only be read
        os.utime(path)


def keep(key: str, text: str) -> None:
    """Keep a text under a key, whole or not at all; others may do the same at the same time."""
    folder = cache_folder()
    if folder is None:
        return
    content = text.encode("utf-8", "surrogatepass")  # what is no text is refused when it is read
    if len(content) > LARGEST // 2:
        return
    beside = folder / f".{key}.{os.getpid()}.part"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(beside, _NEW, 0o600), "wb") as file:
                file.write(_seal(key, content) + b"\n" + content)
            beside.replace(folder / (key + _ENDING))
        finally:
            beside.unlink(missing_ok=True)
        _thin_out(folder)
    except (OSError, ValueError):
        return


def _seal(key: str, content: bytes) -> bytes:
    """The digest of an entry, which holds under its own key only."""
    return hashlib.sha256(key.encode() + b"\n" + content).hexdigest().encode()


def _thin_out(folder: Path) -> None:
    """Take out what was not used for longest, where a folder holds too much, whole or half done."""
    entries = [each for each in os.scandir(folder) if each.name.endswith((_ENDING, ".part"))]
    entries.sort(key=lambda each: each.stat().st_mtime_ns, reverse=True)
    size = 0
    for number, each in enumerate(entries):
        size += each.stat().st_size
        if number >= MOST or size > LARGEST:
            Path(each.path).unlink(missing_ok=True)
