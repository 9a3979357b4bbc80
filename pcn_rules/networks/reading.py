"""Turn the bytes of a file into text that is safe to read, with their hash, or into a fault."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pcn_rules.language.faults import Faults
from pcn_rules.source import Source

LARGEST_TABLE = 4 * 1024 * 1024
"""Bytes of the largest table that is read: some 40,000 rows, far more than a network has."""

LARGEST_SETTINGS = 256 * 1024
"""Bytes of the largest network.toml that is read."""

# Codes that steer a terminal or turn the order of writing around would let a file show other
# words than it holds.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file under the path a reader knows it by, and the SHA-256 of its bytes."""

    source: Source
    sha256: str


def read_text(path: Path, shown: str, largest: int, faults: Faults) -> TextFile | None:
    """Read a file of UTF-8 text of so many bytes at most, with or without a byte order mark.

    Reports E403 (cannot be read), E404 (too large) and E405 (is not UTF-8 text).
    """
    data = _read_bytes(path, shown, largest, faults)
    if data is None:
        return None
    source = decode(data, shown, faults)
    return None if source is None else TextFile(source, hashlib.sha256(data).hexdigest())


def _read_bytes(path: Path, shown: str, largest: int, faults: Faults) -> bytes | None:
    place = Source(shown, "").span(0, 0)
    try:
        # A pipe or a device would keep the reader waiting for ever.
        if not path.is_file():
            what = "is a link that leads nowhere" if path.is_symlink() else "is no plain file"
            faults.add("E403", place, f"`{path.name}` {what}", "put a plain file in its place")
            return None
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        reason = (error.strerror or "it is not there").lower()
        faults.add("E403", place, f"`{path.name}` cannot be read: {reason}")
        return None
    if len(data) > largest:
        faults.add(
            "E404",
            place,
            f"`{path.name}` is larger than {largest // 1024:,} kilobytes",
            "give each network a folder of its own",
        )
        return None
    return data


def decode(data: bytes, shown: str, faults: Faults) -> Source | None:
    """The text of bytes in UTF-8, with or without a byte order mark. Reports E405."""
    if data.startswith(_UTF16_MARKS):
        place = Source(shown, "").span(0, 0)
        faults.add("E405", place, "this file is UTF-16 text", _save_as_utf8(shown))
        return None
    data = data.removeprefix(_UTF8_MARK)
    try:
        source = Source(shown, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        # Shown with marks in place of what cannot be read, so that the line can be found.
        source = Source(shown, data.decode("utf-8", errors="replace"))
        start = len(data[: error.start].decode("utf-8"))
        faults.add(
            "E405",
            source.span(start, start + 1),
            "this character is not written in UTF-8",
            _save_as_utf8(shown),
        )
        return None
    found = _UNSHOWABLE.search(source.text)
    if found is not None:
        code = f"U+{ord(found[0]):04X}"
        message = f"this is a hidden character, {code}, and no text"
        faults.add("E405", source.span(*found.span()), message, "take it out")
        return None
    return source


def _save_as_utf8(shown: str) -> str:
    if shown.casefold().endswith(".csv"):
        return "in a spreadsheet, save it as `CSV UTF-8 (comma delimited)`"
    return "save it as UTF-8"
