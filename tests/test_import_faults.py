"""Bad published files: a clear fault each, at its place, with a remedy, and nothing is written."""

from __future__ import annotations

import builtins
import io
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cli_place import run
from published_files import (
    ALL,
    CARE_HOMES,
    DETAILS,
    EARLIER,
    LATER,
    LISTS,
    MAP,
    PARTNERS,
    PREVALENCE,
    copied,
    edit,
    set_text,
)
from test_syntax_faults import assert_in_a_readers_words

from pcn_rules.diagnostics import CODES, Diagnostic
from pcn_rules.imports.counts import read_lists
from pcn_rules.imports.register import read_register
from pcn_rules.imports.tables import MOST_TOLD
from pcn_rules.language.faults import Faults

PAGE = Path(__file__).parent.parent / "docs" / "faults" / "importing.md"
ENTRY = re.compile(r"^## (?P<code>E\d+) · (?P<title>.+)\n(?P<body>(?:(?!^## ).*\n)+)", re.MULTILINE)
BLOCK = re.compile(r"^```csv (wrong|right)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
UNDERLINED = re.compile(r"^underlined: `(.*)`$", re.MULTILINE)
ENTRIES = {entry["code"]: entry for entry in ENTRY.finditer(PAGE.read_text(encoding="utf-8"))}
WITH_EXAMPLES = [code for code, entry in ENTRIES.items() if BLOCK.search(entry["body"])]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copied(tmp_path)


def faults_of(path: Path) -> list[Diagnostic]:
    """The faults of a workbook, or of a file of lists."""
    found = Faults()
    if path.suffix == ".xlsx":
        read_register(path, "workbook", found)
    else:
        read_lists(path, found)
    for fault in found.found:
        assert_in_a_readers_words(fault)
        assert fault.help or fault.code == "E403"
    return list(found.sorted())


def codes(path: Path) -> list[str]:
    return [fault.code for fault in faults_of(path)]


def refused(*words: str, on: str = "2020-10-01") -> list[str]:
    """The codes of the faults with which an import ends; nothing is written."""
    before = sorted(Path().iterdir())
    done = run("import", "ods", *words, "--on", on, "--to", "out")
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert sorted(Path().iterdir()) == before
    return re.findall(r"error\[(E\d+)\]", done.stderr)


# --- the page -----------------------------------------------------------------------------------


def test_every_code_has_its_entry() -> None:
    codes = {code: title for code, title in CODES.items() if "E470" <= code < "E500"}
    assert {code: entry["title"] for code, entry in ENTRIES.items()} == codes


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_an_example_is_told_at_its_words_and_its_remedy_mends_it(code: str, place: Path) -> None:
    body = ENTRIES[code]["body"]
    for kind, text in BLOCK.findall(body):
        (place / "lists.csv").write_text(text, encoding="utf-8")
        found = faults_of(place / "lists.csv")
        expected = [(code, words) for words in UNDERLINED.findall(body)] if kind == "wrong" else []
        assert [(fault.code, fault.span.text) for fault in found] == expected


# --- workbooks that are none --------------------------------------------------------------------


def test_e470_without_the_reader(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "python_calamine":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.delitem(sys.modules, "python_calamine", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    [fault] = faults_of(place / LATER)
    assert fault.code == "E470"
    assert "pcn-rules[import]" in (fault.help or "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older workbook"),
        (b"PCN Code,PCN Name\nU1,A\n", "no workbook"),
        (b"<!DOCTYPE html><html></html>", "no workbook"),
        (b"", "no workbook"),
    ],
)
def test_e471_a_file_is_told_by_what_it_holds(content: bytes, told: str, place: Path) -> None:
    (place / LATER).write_bytes(content)
    [fault] = faults_of(place / LATER)
    assert fault.code == "E471"
    assert told in fault.message


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_e472_a_workbook_that_broke_off(kept: float, place: Path) -> None:
    content = (place / LATER).read_bytes()
    (place / LATER).write_bytes(content[: int(len(content) * kept)])
    assert codes(place / LATER) == ["E472"]


def test_e472_bytes_that_were_changed_on_the_way(place: Path) -> None:
    content = bytearray((place / LATER).read_bytes())
    with zipfile.ZipFile(place / LATER) as archive:
        at = archive.getinfo(PARTNERS).header_offset + 300
    content[at] ^= 0xFF
    (place / LATER).write_bytes(content)
    assert codes(place / LATER) == ["E472"]


def test_e472_an_archive_that_is_no_workbook(place: Path) -> None:
    with zipfile.ZipFile(place / LATER, "w") as archive:
        archive.writestr("notes.txt", "nothing")
    assert codes(place / LATER) == ["E472"]


def test_e472_declarations_that_grow_when_they_are_read(place: Path) -> None:
    edit(place / LATER, PARTNERS, lambda text: f'<!DOCTYPE x [<!ENTITY a "aaaa">]>{text}')
    assert codes(place / LATER) == ["E472"]


def bomb(size: int, said: int) -> bytes:
    """An archive whose one part unpacks to `size` bytes, and says that it has `said`."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b"".join(packing.compress(bytes(1 << 20)) for _ in range(size >> 20))
    content += packing.flush()
    name = b"xl/workbook.xml"
    fields = (20, 0, 8, 0, 0x21, zlib.crc32(bytes(said)), len(content), said, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *fields) + name + content
    listed = b"PK\x01\x02" + struct.pack("<H", 20) + struct.pack("<HHHHHIIIHH", *fields)
    listed += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), len(local), 0)
    return local + listed + end


def test_e473_a_bomb_that_says_how_large_it_is(place: Path) -> None:
    (place / LATER).write_bytes(bomb(200 << 20, 200 << 20))
    assert (place / LATER).stat().st_size < 1_000_000
    assert codes(place / LATER) == ["E473"]


def test_e472_a_bomb_that_says_that_it_is_small(place: Path) -> None:
    (place / LATER).write_bytes(bomb(200 << 20, 1000))
    assert codes(place / LATER) == ["E472"]


@pytest.mark.parametrize("cell", ["A50000", "A1048576", "BA3", "XFD2", "ZZ99"])
def test_e473_a_cell_far_away(cell: str, place: Path) -> None:
    added = f'<row><c r="{cell}"><v>1</v></c></row></sheetData>'
    edit(place / LATER, PARTNERS, lambda text: text.replace("</sheetData>", added))
    assert codes(place / LATER) == ["E473"]


@pytest.mark.parametrize("cell", ["AZ2", "A49999"])
def test_a_cell_that_is_not_too_far_away(cell: str, place: Path) -> None:
    added = f'<row><c r="{cell}"><v></v></c></row></sheetData>'
    edit(place / LATER, PARTNERS, lambda text: text.replace("</sheetData>", added))
    assert codes(place / LATER) == []


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_spoilt_ends_in_a_fault_or_in_a_register(seed: int, place: Path) -> None:
    """Parts are spoilt and packed anew, so that the damage reaches the reader of workbooks."""
    random = Random(seed)
    with zipfile.ZipFile(place / LATER) as source:
        parts = {name: bytearray(source.read(name)) for name in source.namelist()}
    for _ in range(random.randint(1, 12)):
        part = parts[random.choice([name for name in parts if name.startswith("xl/")])]
        at = random.randrange(len(part))
        match random.randrange(3):
            case 0:
                part[at] = random.randrange(256)
            case 1:
                del part[at : at + random.randint(1, 40)]
            case _:
                part[at:at] = random.choice((b'<c r="', b"</v>", b"&#0;", b"t=", b"99999", b"\xff"))
    with zipfile.ZipFile(place / LATER, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, bytes(content))
    assert set(codes(place / LATER)) <= set(ENTRIES)


# --- what stands in workbooks -------------------------------------------------------------------


def test_e474_a_sheet_under_another_name(place: Path) -> None:
    edit(place / LATER, "xl/workbook.xml", lambda t: t.replace("PCN Core Partner", "Partner"))
    [fault] = faults_of(place / LATER)
    assert fault.code == "E474"
    assert "`Partner Details`" in (fault.help or "")


def test_e475_a_column_that_is_missing_and_one_that_is_there_twice(place: Path) -> None:
    set_text(place / LATER, PARTNERS, "E1", "Network")
    set_text(place / LATER, DETAILS, "B1", "PCN Code")
    found = faults_of(place / LATER)
    assert [fault.code for fault in found] == ["E475"] * 3
    assert {fault.message for fault in found} == {
        "there is no column `PCN Code`",
        "there is no column `PCN Name`",
        "the column `PCN Code` is there twice",
    }


def test_e475_another_file_is_one_fault_and_so_are_other_separators(place: Path) -> None:
    text = (place / MAP).read_text(encoding="utf-8")
    (place / LISTS).write_text(text, encoding="utf-8")
    [fault] = faults_of(place / LISTS)
    assert fault.message == "there are no columns `CODE`, `SEX`, `AGE` and `NUMBER_OF_PATIENTS`"
    (place / LISTS).write_text("CODE;SEX\n1;2\n", encoding="utf-8")
    [fault] = faults_of(place / LISTS)
    assert fault.help == "save it with commas between cells"


def test_e475_a_heading_of_several_lines_is_offered_on_one(place: Path) -> None:
    set_text(place / LATER, PARTNERS, "I1", "Relationship&#10;Start Day")
    [fault] = faults_of(place / LATER)
    assert (fault.code, "Relationship Start Day" in fault.span.source.text) == ("E475", True)


def test_columns_of_a_workbook_may_stand_in_another_order(place: Path) -> None:
    def swapped(text: str) -> str:
        moved = re.sub(r'<c r="A(\d+)"', r'<c r="TMP\1"', text)
        moved = re.sub(r'<c r="B(\d+)"', r'<c r="A\1"', moved)
        return re.sub(r'<c r="TMP(\d+)"', r'<c r="B\1"', moved)

    before = read_register(place / LATER, "workbook", Faults())
    edit(place / LATER, PARTNERS, swapped)
    after = read_register(place / LATER, "workbook", Faults())
    assert before is not None
    assert after is not None
    assert after.memberships == before.memberships


def test_e476_a_formula_where_a_code_or_a_day_should_stand(place: Path) -> None:
    def formula(text: str) -> str:
        return re.sub(r'<c r="I3".*?</c>', '<c r="I3"><f>I2</f><v>20191001</v></c>', text, count=1)

    edit(place / LATER, PARTNERS, formula)
    [fault] = faults_of(place / LATER)
    assert (fault.code, fault.span.text, fault.span.line) == ("E476", "20191001", 3)
    assert fault.span.source.path.endswith("sheet PCN Core Partner Details")


def test_formulas_in_columns_that_are_not_read_are_passed_over(place: Path) -> None:
    """In the published workbook of 2019 the names of networks beside partners are formulas."""
    with zipfile.ZipFile(place / EARLIER) as archive:
        assert b"<f>" in archive.read(PARTNERS)
    assert codes(place / EARLIER) == []


def test_e476_a_name_like_a_formula(place: Path) -> None:
    set_text(place / LATER, PARTNERS, "B3", "=HYPERLINK(1)")
    [fault] = faults_of(place / LATER)
    assert (fault.code, fault.span.text) == ("E476", "=HYPERLINK(1)")


@pytest.mark.parametrize(
    ("part", "cell", "text"),
    [
        (PARTNERS, "A3", "c83019"),
        (PARTNERS, "A3", "C83&#10;019"),
        (PARTNERS, "A3", ""),
        (PARTNERS, "E3", "U99999"),
        (PARTNERS, "I3", "1 July 2020"),
        (PARTNERS, "I3", ""),
        (PARTNERS, "I3", "20200631"),
        (PARTNERS, "J3", "20180101"),
        (DETAILS, "E3", "yesterday"),
    ],
)
def test_e477_a_cell_that_does_not_hold_what_it_should(
    part: str, cell: str, text: str, place: Path
) -> None:
    set_text(place / LATER, part, cell, text)
    [fault] = faults_of(place / LATER)
    assert fault.code == "E477"
    assert fault.span.line == 3


def test_e478_a_row_that_stands_twice(place: Path) -> None:
    def doubled(text: str) -> str:
        rows = re.findall(r"<row .*?</row>", text)
        again = re.sub(r'(r="[A-Z]*)3"', r'\g<1>99"', rows[2])
        return text.replace("</sheetData>", f"{again}</sheetData>")

    edit(place / LATER, PARTNERS, doubled)
    edit(place / LATER, DETAILS, doubled)
    assert codes(place / LATER) == ["E478", "E478"]


def test_e483_a_sheet_with_headings_alone(place: Path) -> None:
    edit(place / LATER, PARTNERS, lambda t: re.sub(r'(?s)<row r="2".*</row>', "", t))
    assert codes(place / LATER) == ["E483"]


def test_only_the_first_of_many_faults_of_a_file_are_told(place: Path) -> None:
    edit(place / LATER, PARTNERS, lambda t: re.sub(r'(<c r="J\d+")[^/]*/>', r"\1><v>1</v></c>", t))
    assert codes(place / LATER) == ["E477"] * MOST_TOLD


# --- tables -------------------------------------------------------------------------------------


def test_e405_a_table_in_windows_1252_is_told_and_not_guessed(place: Path) -> None:
    text = (place / LISTS).read_text(encoding="utf-8").replace("PE25 2RN", "café")
    (place / LISTS).write_bytes(text.encode("windows-1252"))
    [fault] = faults_of(place / LISTS)
    assert fault.code == "E405"
    assert "in Windows-1252 it would be `é`" in fault.message
    assert "no other alphabet is guessed" in fault.message
    assert "UTF-8" in (fault.help or "")


def test_e405_other_bytes_that_are_no_text(place: Path) -> None:
    for content in (b"CODE\n\x81\n", "CODE\n".encode("utf-16"), b"CODE\n\x00\n"):
        (place / LISTS).write_bytes(content)
        assert codes(place / LISTS) == ["E405"]


def test_e413_a_double_quote_that_is_never_closed(place: Path) -> None:
    text = (place / LISTS).read_text(encoding="utf-8")
    (place / LISTS).write_text(text.replace("ALL,ALL", '"ALL,ALL', 1), encoding="utf-8")
    assert codes(place / LISTS) == ["E413"]


def test_e483_a_file_with_nothing_in_it(place: Path) -> None:
    for content in ("", "\n\n"):
        (place / LISTS).write_text(content, encoding="utf-8")
        assert codes(place / LISTS) == ["E483"]


def test_a_byte_order_mark_blank_lines_and_other_line_ends_are_no_faults(place: Path) -> None:
    text = (place / LISTS).read_text(encoding="utf-8")
    before = read_lists(place / LISTS, Faults())
    (place / LISTS).write_bytes(b"\xef\xbb\xbf" + f"{text}\n\n".replace("\n", "\r\n").encode())
    after = read_lists(place / LISTS, Faults())
    assert before is not None
    assert after is not None
    assert after.patients == before.patients


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("01JAN2021", "01-Feb-21"),
        ("01JAN2021", "32JAN2021"),
        ("ALL,ALL", "MALE,ALL"),
        ("ALL,ALL,20885", "ALL,ALL,"),
        ("C83019", "Beacon"),
    ],
)
def test_e477_in_a_table(old: str, new: str, place: Path) -> None:
    text = (place / LISTS).read_text(encoding="utf-8")
    (place / LISTS).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert codes(place / LISTS) == ["E477"]


# --- the whole command --------------------------------------------------------------------------


def test_faults_of_all_files_are_told_together_and_nothing_is_written(place: Path) -> None:
    content = (place / EARLIER).read_bytes()
    (place / EARLIER).write_bytes(content[:1000])
    (place / LISTS).write_text("CODE\nC83019\n", encoding="utf-8")
    (place / MAP).write_bytes(b"\xff")
    (place / PREVALENCE).unlink()
    (place / CARE_HOMES).write_text("nothing", encoding="utf-8")
    found = refused(LATER, *ALL)
    assert {"E472", "E475", "E405", "E403"} <= set(found)


def test_e480_days_that_nobody_says(place: Path) -> None:
    (place / PREVALENCE).rename(place / "qof.csv")
    text = (place / CARE_HOMES).read_text(encoding="utf-8").replace("beds_2020", "beds")
    (place / "homes.csv").write_text(text, encoding="utf-8")
    words = (LATER, "--lists", LISTS, "--prevalence", "qof.csv", "--care-homes", "homes.csv")
    assert refused(*words) == ["E480", "E480"]
    days = ("--prevalence-on", "2021-03-31", "--care-homes-on", "2020-07-01")
    done = run("import", "ods", *words, *days, "--on", "2020-10-01", "--to", "out")
    assert done.exit_code == 0, done.stderr


def test_e480_a_workbook_of_no_day(place: Path) -> None:
    (place / LATER).rename(place / "ePCN.xlsx")
    assert codes(place / "ePCN.xlsx") == []  # it says itself when it was saved
    edit(place / "ePCN.xlsx", "docProps/core.xml", lambda t: t.replace("modified", "other"))
    assert codes(place / "ePCN.xlsx") == ["E480"]


def test_e481_e484_days_that_a_workbook_knows_nothing_of() -> None:
    assert refused(LATER, on="2019-09-30") == ["E481"]
    assert refused(LATER, on="2022-04-28") == ["E484"]
    assert refused(EARLIER, on="2020-10-01") == ["E484"]
    assert refused(EARLIER, "--previous", LATER, on="2019-12-01") == ["E484"]


def test_e482_a_file_that_is_too_large(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pcn_rules.imports.tables.LARGEST", 1000)
    assert codes(place / LATER) == ["E482"]
    assert codes(place / LISTS) == ["E482"]


def test_every_code_has_an_example_or_a_test_of_its_own() -> None:
    tests = Path(__file__).read_text(encoding="utf-8")
    named = re.findall(r"def test_((?:e4\d\d_)+)", tests)
    tested = {each.upper() for names in named for each in names.strip("_").split("_")}
    assert set(ENTRIES) <= tested | set(WITH_EXAMPLES)


def test_e485_homes_without_postcodes_of_practices() -> None:
    assert refused(LATER, "--care-homes", CARE_HOMES) == ["E485"]


def test_e486_networks_that_are_not_there_on_the_day() -> None:
    assert refused(LATER, "--only", "U94399,U08229,U00000") == ["E486", "E486"]


def test_e487_a_star_that_is_not_explained() -> None:
    assert refused(LATER, "--suppressed", "few") == ["E487"]


def test_faults_of_the_command_line(place: Path) -> None:
    (place / "full").mkdir()
    (place / "full/notes.txt").write_text("kept")
    assert run("import", "ods", LATER, "--on", "2020-10-01", "--to", "full").exit_code == 2
    assert [each.name for each in (place / "full").iterdir()] == ["notes.txt"]
    assert refused("nowhere.xlsx") == ["E403"]
    assert refused(".") == ["E403"]
    assert refused(LATER, on="31 June 2020") == ["E504"]


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_half_way_leaves_nothing(
    stop: BaseException, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., int] = Path.write_bytes
    written: list[Path] = []

    def failing(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) > 5:
            raise stop
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", failing)
    before = sorted(place.iterdir())
    done = run("import", "ods", LATER, "--on", "2020-10-01", "--to", "out")
    assert done.exit_code != 0
    assert len(written) == 6
    assert sorted(place.iterdir()) == before


def test_nothing_hangs_on_what_a_workbook_is_called(place: Path) -> None:
    """An archive in memory reads as the file did: only bytes count."""
    content = io.BytesIO((place / LATER).read_bytes()).getvalue()
    (place / "renamed.csv").write_bytes(content)
    found = Faults()
    read_register(place / "renamed.csv", "workbook", found)
    assert found.found == []
