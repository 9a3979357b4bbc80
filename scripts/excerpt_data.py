"""Cut small true excerpts of the published files for the tests: the rows of a few practices.

    python scripts/excerpt_data.py DATA_FOLDER [TARGET]

A workbook keeps its form: the names of its sheets, its headings, where its text stands, the types
of its cells and its formulas. Who made it and where it was saved are left out. Needs no extra.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

NETWORKS = frozenset(
    {"U94399", "U58435", "U08229", "U75268", "U82880", "U06000", "U75382", "U26715"}
)
OUTWARD = frozenset({"PE22", "PE23", "LN13", "PE24", "PE25", "LN12", "PE20", "PE21"})
WORKBOOKS = ("ePCN-2019-12-04.xlsx", "ePCN-2022-04-27.xlsx")
TABLES = {
    "nhs-digital/gp-reg-pat-prac-all-2021-01.csv": "CODE",
    "nhs-digital/gp-reg-pat-prac-map-2020-09.csv": "PRACTICE_CODE",
    "nhs-digital/qof-2020-21-prevalence.csv": "PRACTICE_CODE",
}

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KEPT = re.compile(
    r"\[Content_Types\].xml|_rels/.rels|xl/(?:styles|_rels/workbook.xml).*|xl/theme/.*"
)
_WHEN = (2020, 1, 1, 0, 0, 0)


def main(arguments: list[str]) -> int:
    """Write every excerpt; returns the exit status."""
    if len(arguments) not in {1, 2}:
        print(__doc__)
        return 2
    data = Path(arguments[0])
    target = Path(arguments[1] if len(arguments) == 2 else "tests/published")
    target.mkdir(parents=True, exist_ok=True)
    practices: set[str] = set()
    for name in WORKBOOKS:
        content, found = _workbook((data / "ods" / name).read_bytes())
        (target / name).write_bytes(content)
        practices |= found
    for name, column in TABLES.items():
        _table(data / name, target, lambda row, column=column: row[column] in practices)
    homes = data / "cqc" / "care-homes-lincolnshire.csv"
    _table(homes, target, lambda row: row["outward"] in OUTWARD)
    return 0


def _table(path: Path, target: Path, wanted) -> None:  # type: ignore[no-untyped-def] # a test of a row
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        kept = [row for row in rows if wanted(row)]
        text = io.StringIO()
        written = csv.DictWriter(text, rows.fieldnames or (), lineterminator="\n")
    written.writeheader()
    written.writerows(kept)
    (target / path.name).write_text(text.getvalue(), encoding="utf-8", newline="")


# --- workbooks ----------------------------------------------------------------------------------


def _workbook(data: bytes) -> tuple[bytes, set[str]]:
    """A workbook with the rows of some networks only, and the practices that are left in it."""
    source = zipfile.ZipFile(io.BytesIO(data))
    texts = _texts(source.read("xl/sharedStrings.xml"))
    kept: dict[int, int] = {}
    sheets, practices = {}, set[str]()
    for number in (1, 2):
        name = f"xl/worksheets/sheet{number}.xml"
        sheets[name] = _sheet(source.read(name), texts, kept, practices if number == 2 else None)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for part in source.namelist():
            content = sheets.get(part) or _part(part, source.read(part), kept, texts)
            if content is not None:
                archive.writestr(zipfile.ZipInfo(part, _WHEN), content, zipfile.ZIP_DEFLATED)
    return target.getvalue(), practices


def _texts(content: bytes) -> list[bytes]:
    return re.findall(rb"<si>.*?</si>", content, re.DOTALL)


def _sheet(
    content: bytes, texts: list[bytes], kept: dict[int, int], practices: set[str] | None
) -> bytes:
    """A sheet with its headings and the rows of the networks, numbered anew."""
    begin, end = content.index(b"<sheetData>") + 11, content.index(b"</sheetData>")
    rows = re.findall(rb"<row\s.*?</row>", content[begin:end], re.DOTALL)
    chosen = [rows[0]]
    column = 0 if practices is None else 4
    for row in rows[1:]:
        cells = _cells(row, texts)
        if cells.get(column) in NETWORKS:
            chosen.append(row)
            if practices is not None:
                practices.add(cells[0])
    body = b"".join(_renumbered(row, at, kept) for at, row in enumerate(chosen, start=1))
    head = re.sub(rb"<dimension[^>]*/>", b"", content[:begin])
    after = b"</sheetData></worksheet>"
    return _plain_head(head) + body + after


def _plain_head(head: bytes) -> bytes:
    """The opening of a sheet up to its rows, without its views and columns."""
    opening = re.search(rb"<worksheet[^>]*>", head)
    assert opening is not None
    declared = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return declared + opening[0] + b"<sheetData>"


def _cells(row: bytes, texts: list[bytes]) -> dict[int, str]:
    """The text of the shared strings of a row by their columns."""
    found = {}
    for letters, index in re.findall(rb'<c r="([A-Z])\d+"[^>]*t="s"[^>]*><v>(\d+)</v>', row):
        words = "".join(ElementTree.fromstring(texts[int(index)]).itertext())
        found[letters[0] - 65] = words
    return found


def _renumbered(row: bytes, number: int, kept: dict[int, int]) -> bytes:
    """A row under another number, its strings counted anew and shared formulas as empty ones."""
    row = re.sub(rb'(<row [^>]*?r=")\d+', rb"\g<1>%d" % number, row)
    row = re.sub(rb'(<c r="[A-Z]+)\d+', rb"\g<1>%d" % number, row)
    row = re.sub(rb"<f [^>]*/>|<f [^>]*>.*?</f>", b"<f>TRUE</f>", row)

    def counted(found: re.Match[bytes]) -> bytes:
        index = kept.setdefault(int(found[2]), len(kept))
        return found[1] + b"%d" % index + found[3]

    return re.sub(rb'(<c [^>]*t="s"[^>]*><v>)(\d+)(</v>)', counted, row)


def _part(name: str, content: bytes, kept: dict[int, int], texts: list[bytes]) -> bytes | None:
    """Another part of a workbook; None for one that is left out."""
    if name == "xl/sharedStrings.xml":
        body = b"".join(texts[index] for index in kept)
        count = b'<sst xmlns="%s" uniqueCount="%d">' % (_MAIN.encode(), len(kept))
        return (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + count + body + b"</sst>"
        )
    if name == "docProps/core.xml":
        return re.sub(rb"<(dc:creator|cp:lastModifiedBy)>.*?</\1>", b"", content)
    if name == "xl/workbook.xml":
        return b"".join(_workbook_part(content))
    if name == "[Content_Types].xml":
        gone = rb"<Override [^>]*(?:calcChain|customXml|custom\.xml|app\.xml|core0)[^>]*/>"
        return re.sub(gone, b"", content)
    if name in ("_rels/.rels", "xl/_rels/workbook.xml.rels"):
        gone = rb"<Relationship [^>]*(?:calcChain|customXml|custom\.xml|app\.xml|core0)[^>]*/>"
        return re.sub(gone, b"", content)
    return content if _KEPT.fullmatch(name) else None


def _workbook_part(content: bytes) -> Iterator[bytes]:
    opening = re.search(rb"<workbook[^>]*>", content)
    sheets = re.search(rb"<sheets>.*?</sheets>", content, re.DOTALL)
    assert opening is not None
    assert sheets is not None
    yield b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    yield opening[0]
    yield sheets[0]
    yield b"</workbook>"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
