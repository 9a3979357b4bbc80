"""Keep texts that took work, under a key of what they were made from, in the user's cache folder.

Whatever is wrong with the folder or an entry, there is simply nothing kept: nothing here raises,
and nothing that is read here is ever run.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG

from pcn_rules import __version__

VARIABLE = "PCN_RULES_CACHE"
"""The variable that names another folder, or says `off`."""

MOST = 64
"""How many entries are kept; the oldest go first."""

LARGEST = 100_000_000
"""How many bytes an entry may have."""

_PACKAGE = Path(__file__).resolve().parent
_ENDING = ".json"


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


def _program() -> str:
    """What changes when the program does: in a checkout, the times and sizes of its files."""
    if (_PACKAGE / "_data").is_dir():  # an installed wheel, which its version names
        return ""
    looked_at = (_PACKAGE, _PACKAGE / "values", _PACKAGE / "language")
    inside = (_PACKAGE / "language" / "parsing", _PACKAGE / "language" / "printing")
    return "\n".join(
        f"{each.name} {each.stat().st_mtime_ns} {each.stat().st_size}"
        for folder in (*looked_at, *inside, _PACKAGE.parent / "grammar")
        for each in sorted(os.scandir(folder), key=lambda each: each.name)
        if each.name.endswith((".py", ".lark"))
    )


def find(key: str) -> str | None:
    """What is kept under a key, whole and unchanged; None where there is no such thing."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        with os.fdopen(_opened(folder / (key + _ENDING)), "rb") as file:
            status = os.fstat(file.fileno())
            if not S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return None
            seal, _, content = file.read().partition(b"\n")
        return content.decode("utf-8") if seal == _seal(key, content) else None
    except (OSError, ValueError):
        return None


def _opened(path: Path) -> int:
    """Open a file as it is, without waiting for whoever may write to a pipe."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def keep(key: str, text: str) -> None:
    """Keep a text under a key, whole or not at all; others may do the same at the same time."""
    folder = cache_folder()
    if folder is None:
        return
    content = text.encode("utf-8")
    if len(content) > LARGEST // 2:
        return
    beside = folder / f".{key}.{os.getpid()}.part"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with beside.open("xb") as file:
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
    """Take out the oldest entries of a folder that holds too many, and what was left half done."""
    entries = [each for each in os.scandir(folder) if each.name.endswith((_ENDING, ".part"))]
    if len(entries) > MOST:
        entries.sort(key=lambda each: each.stat().st_mtime_ns)
        for each in entries[:-MOST]:
            Path(each.path).unlink(missing_ok=True)
