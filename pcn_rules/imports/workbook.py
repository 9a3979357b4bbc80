"""Turn a workbook (.xlsx) into rows of cells that are safe to read, or into a fault.

A workbook is a packed archive that others made. Before a reader sees it, it is unpacked here within
bounds: how large it says that it is, how large it is, and how far its cells spread.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from pcn_rules.imports.placing import nowhere
from pcn_rules.language.faults import Faults

LARGEST_UNPACKED = 96 * 1024 * 1024
"""Bytes that a workbook may unpack to: some twenty times what is published."""

MOST_ROWS, MOST_COLUMNS = 49_999, 52
"""How far the cells of a sheet may spread: a reader takes room for all cells in between."""

_MOST_PARTS = 500
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f[\s/>]')
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Z]{3}|[B-Z][A-Z]\d|[A-Z]{0,2}(?:[5-9]\d{4}|\d{6}))""")
"""A row or a cell beyond those bounds, by its number."""

_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SHEET = re.compile(rb"<sheet\s[^>]*>")
_RELATION = re.compile(rb"<Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_SAVED = re.compile(rb"<dcterms:modified[^>]*>(\d{4}-\d{2}-\d{2})T")
_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")

CellValue = object
"""What the reader gives of a cell: text, a number, a day, yes or no; blank is an empty text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet, the first of them its headings, and where formulas stand in it."""

    path: str
    """The file and the sheet, as a fault names them."""
    rows: list[list[CellValue]]
    formulas: frozenset[tuple[int, int]]
    """Rows (from 1) and columns (from 0) of cells that are reckoned from others."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook: its sheets by name, its bytes' SHA-256, and the day on which it was made."""

    path: str
    sha256: str
    day: date | None
    sheets: Mapping[str, Sheet]


def read_workbook(path: str, data: bytes, faults: Faults) -> Workbook | None:
    """Read a workbook. Reports E470 to E473."""
    reader = _reader(path, faults)
    parts = None if reader is None else _unpacked(path, data, faults)
    if reader is None or parts is None or not _harmless(path, parts, faults):
        return None
    try:
        book = reader.CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except BaseException as error:  # a reader that breaks down raises no plain Exception
        if not isinstance(error, reader.CalamineError) and type(error).__name__ != "PanicException":
            raise
        _damaged(path, "the reader of workbooks cannot make sense of it", faults)
        return None
    texts = dict(_sheet_texts(parts))
    sheets = {
        name: Sheet(f"{path}, sheet {name}", found, _formulas(texts.get(name, b"")))
        for name, found in rows.items()
    }
    return Workbook(path, hashlib.sha256(data).hexdigest(), _day(path, parts), sheets)


def _reader(path: str, faults: Faults) -> ModuleType | None:
    try:
        import python_calamine  # noqa: PLC0415 - an extra brings it
    except ImportError:
        message = "reading workbooks needs an extra that is not installed"
        remedy = "install it with `pip install 'pcn-rules[import]'`"
        faults.add("E470", nowhere(path), message, remedy)
        return None
    return python_calamine


# --- unpacking within bounds --------------------------------------------------------------------


def _unpacked(path: str, data: bytes, faults: Faults) -> dict[str, bytes] | None:
    """The parts of the archive by name. Reports E471 to E473."""
    if not data.startswith(_ZIP):
        older = "an older workbook (.xls), or one with a password"
        what = older if data.startswith(_OLE) else "no workbook"
        message = f"this file is {what}, whatever its name says"
        remedy = "give the .xlsx as it was published, or save it as one in a spreadsheet"
        faults.add("E471", nowhere(path), message, remedy)
        return None
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        _damaged(path, "its end is missing", faults)
        return None
    size = sum(member.file_size for member in members)
    if size > LARGEST_UNPACKED or len(members) > _MOST_PARTS:
        _too_much(path, f"{size // 1024 // 1024:,} megabytes in {len(members):,} parts", faults)
        return None
    parts: dict[str, bytes] = {}
    for member in members:
        content = _content(data, member)
        if content is None or member.filename in parts:
            _damaged(path, f"its part {member.filename[:60]} is not what it should be", faults)
            return None
        parts[member.filename] = content
    return parts


def _content(data: bytes, member: zipfile.ZipInfo) -> bytes | None:
    """The bytes of a part; None where they are not exactly what the archive says of them."""
    start = member.header_offset
    lengths = data[start + 26 : start + 30]
    if data[start : start + 4] != _ZIP or len(lengths) < 4 or member.flag_bits & 1:
        return None
    start += 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        content, whole = packed, True
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpacking.decompress(packed, member.file_size + 1)
        except zlib.error:
            return None
        whole = unpacking.eof
    else:
        return None
    right = whole and len(content) == member.file_size and zlib.crc32(content) == member.CRC
    return content if right else None


def _harmless(path: str, parts: Mapping[str, bytes], faults: Faults) -> bool:
    """Whether nothing in the parts grows when it is read. Reports E472 and E473."""
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        if _ENTITY.search(content[:4096]):
            _damaged(path, f"its part {name[:60]} declares what no workbook needs", faults)
            return False
        if name.startswith("xl/worksheets/") and _FAR.search(content):
            where = f"cells beyond row {MOST_ROWS:,} or column {MOST_COLUMNS}"
            _too_much(path, where, faults)
            return False
    return True


def _damaged(path: str, why: str, faults: Faults) -> None:
    message = f"this workbook is damaged: {why}"
    faults.add("E472", nowhere(path), message, "fetch it again from where it was published")


def _too_much(path: str, what: str, faults: Faults) -> None:
    message = f"this workbook would unpack to more than any that is published: {what}"
    remedy = "give the workbook as the ODS published it, of some 5 megabytes"
    faults.add("E473", nowhere(path), message, remedy)


# --- what the reader does not tell --------------------------------------------------------------


def _sheet_texts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The text of each sheet by the name of the sheet."""
    relations = {}
    for tag in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        said = _attributes(tag)
        relations[said.get("Id", "")] = said.get("Target", "")
    for tag in _SHEET.findall(parts.get("xl/workbook.xml", b"")):
        said = _attributes(tag)
        target = relations.get(said.get("r:id", ""), "").removeprefix("/xl/")
        yield said.get("name", ""), parts.get(f"xl/{target}", b"")


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag)
    return {key.decode(errors="replace"): value.decode(errors="replace") for key, value in found}


def _formulas(text: bytes) -> frozenset[tuple[int, int]]:
    if b"<f" not in text:
        return frozenset()
    return frozenset((int(row), _column(letters)) for letters, row in _FORMULA.findall(text))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _day(path: str, parts: Mapping[str, bytes]) -> date | None:
    """The day in the name of the file, else that on which it says that it was last saved."""
    named = _IN_NAME.search(Path(path).stem)
    saved = _SAVED.search(parts.get("docProps/core.xml", b""))
    for found in (named and named[1], saved and saved[1].decode()):
        try:
            if found:
                return date.fromisoformat(found)
        except ValueError:
            continue
    return None
