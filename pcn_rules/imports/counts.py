"""Turn the CSV files of NHS Digital and the CQC into lists, a map, prevalence and care homes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pcn_rules.imports import cells
from pcn_rules.imports.model import (
    CareHomes,
    Home,
    Lists,
    MapEntry,
    PracticeMap,
    Prevalence,
    PublishedFile,
    Role,
)
from pcn_rules.imports.placing import nowhere
from pcn_rules.imports.tables import Columns, Table, content_of, read_csv
from pcn_rules.language.faults import Faults

_LISTS: Columns = {
    "day": ("EXTRACT_DATE",),
    "practice": ("CODE",),
    "sex": ("SEX",),
    "age": ("AGE",),
    "patients": ("NUMBER_OF_PATIENTS",),
}
_MAP: Columns = {
    "day": ("EXTRACT_DATE",),
    "practice": ("PRACTICE_CODE",),
    "network": ("PCN_CODE",),
}
_PREVALENCE: Columns = {
    "practice": ("PRACTICE_CODE",),
    "group": ("PATIENT_LIST_TYPE",),
    "size": ("PRACTICE_LIST_SIZE",),
}
_HOMES: Columns = {
    "code": ("location_ods_code", "Location ODS Code"),
    "name": ("location_name", "Location Name"),
    "postcode": ("postcode", "Location Postal Code"),
}
_CQC_ID = re.compile(r"\d{1,2}-\d{1,15}")
_BEDS = re.compile(r"(?:^|,)\"?beds_(20\d\d)\"?(?:,|\r|\n)")
_QOF_YEAR = re.compile(r"(?<!\d)(20\d\d)-(\d\d)(?!\d)")
_GROUPS = ("TOTAL", "06OV", "16OV", "17OV", "18OV", "50OV")
_UNALLOCATED = frozenset({"U", "", "-", "UNALLOCATED"})


def read_lists(path: Path, faults: Faults) -> Lists | None:
    """Read `Patients Registered at a GP Practice`: one row for each practice, of all ages."""
    read = _read(path, "lists", _LISTS, {"postcode": ("POSTCODE",)}, faults)
    if read is None:
        return None
    table, file = read
    day = cells.extract_day(table, 0, faults)
    patients: dict[str, int | None] = {}
    postcodes: dict[str, str] = {}
    for row, line in enumerate(table.rows):
        if line[2:4] != ("ALL", "ALL"):
            message = "this row counts patients of one sex or age only"
            remedy = "give the file of totals, whose SEX and AGE are `ALL`"
            table.fault(row, 2, "E477", message, remedy)
        practice = cells.code(table, row, 1)
        if practice is not None and _once(practice, row, patients, table):
            patients[practice] = cells.count(table, row, 4)
            postcodes[practice] = line[5]
    return None if day is None else Lists(file, day, patients, postcodes)


def read_map(path: Path, faults: Faults) -> PracticeMap | None:
    """Read the map of practices to networks that comes with the lists."""
    optional = {"postcode": ("PRACTICE_POSTCODE",), "region": ("COMM_REGION_NAME",)}
    read = _read(path, "map", _MAP, optional, faults)
    if read is None:
        return None
    table, file = read
    day = cells.extract_day(table, 0, faults)
    entries: dict[str, MapEntry] = {}
    for row, line in enumerate(table.rows):
        practice = cells.code(table, row, 1)
        unallocated = line[2].upper() in _UNALLOCATED
        network = None if unallocated else cells.code(table, row, 2)
        if practice is not None and _once(practice, row, entries, table):
            entries[practice] = MapEntry(network, line[3], line[4])
    return None if day is None else PracticeMap(file, day, entries)


def read_prevalence(path: Path, on: date | None, faults: Faults) -> Prevalence | None:
    """Read QOF prevalence for the list sizes in it, counted on `on` or on the last day of the year.

    The file holds no day. The year may stand in its name, as in `2020-21`; else E480.
    """
    read = _read(path, "prevalence", _PREVALENCE, {}, faults)
    if read is None:
        return None
    table, file = read
    day = on or _end_of_year(path.name)
    if day is None:
        message = "neither this file nor its name says on which day its lists were counted"
        remedy = "say it with `--prevalence-on`, or put the year into its name, as `2020-21`"
        faults.add("E480", nowhere(table.path), message, remedy)
    sizes: dict[tuple[str, str], int | None] = {}
    for row, line in enumerate(table.rows):
        key = line[0], line[1]
        if key not in sizes:
            if cells.code(table, row, 0) is not None and _known_group(table, row):
                sizes[key] = cells.count(table, row, 2)
        elif line[2] != _written(sizes[key]):
            message = f"`{line[0]}` has two list sizes for the group `{line[1]}`"
            table.fault(row, 2, "E478", message, "give the file as it was published")
    return None if day is None else Prevalence(file, day, sizes)


def read_care_homes(path: Path, on: date | None, faults: Faults) -> CareHomes | None:
    """Read the CQC's directory: homes with postcodes and beds, counted on `on`.

    A column `beds_2020` says the year of its beds itself: they are those of its 1 July; else E480.
    """
    data = content_of(path, faults)
    if data is None:
        return None
    heading = data.partition(b"\n")[0].decode("utf-8", errors="replace").strip() + "\n"
    year = _BEDS.search(heading)
    beds = "beds" if year is None else f"beds_{year[1]}"
    optional: Columns = {
        "beds": (beds, "Care homes beds"),
        "match": ("match",),
        "home": ("Care home?",),
        "id": ("location_id", "Location ID"),
    }
    table = read_csv(path.as_posix(), data, _HOMES, optional, faults)
    if table is None:
        return None
    day = on or (None if year is None else date(int(year[1]), 7, 1))
    if day is None:
        message = "this file does not say on which day its beds were counted"
        faults.add("E480", nowhere(table.path), message, "say it with `--care-homes-on`")
        return None
    file = _file("care homes", path, data, table)
    return CareHomes(file, day, tuple(_homes(table)))


def _homes(table: Table) -> Iterator[Home]:
    """The homes; of other places in the directory nothing. Reports E476 to E478."""
    seen: dict[str, int | None] = {}
    for row, line in enumerate(table.rows):
        if line[5] and line[5].casefold() not in ("y", "yes"):
            continue
        # Many places have no code of the ODS; the CQC's own id then tells them apart.
        own = not line[0] and _CQC_ID.fullmatch(line[6])
        code = line[6] if own else cells.code(table, row, 0)
        if code is None or not _once(code, row, seen, table):
            continue
        seen[code] = None
        whole = line[3].removesuffix(".0")
        beds = int(whole) if whole.isascii() and whole.isdigit() and len(whole) < 6 else None
        if beds is None and whole not in ("", "*"):
            table.fault(
                row, 3, "E477", f"`{cells.told(whole)}` is no count", "beds are a whole number"
            )
        yield Home(code, cells.name(table, row, 1), line[2], beds, line[4])


# --- parts of reading ---------------------------------------------------------------------------


def _read(
    path: Path, role: Role, wanted: Columns, optional: Columns, faults: Faults
) -> tuple[Table, PublishedFile] | None:
    data = content_of(path, faults)
    if data is None:
        return None
    table = read_csv(path.as_posix(), data, wanted, optional, faults)
    return None if table is None else (table, _file(role, path, data, table))


def _file(role: Role, path: Path, data: bytes, table: Table) -> PublishedFile:
    return PublishedFile(role, path.name, hashlib.sha256(data).hexdigest(), len(table.rows))


def _once(code: str, row: int, seen: object, table: Table) -> bool:
    """Whether a code was not seen before. Reports E478."""
    assert isinstance(seen, dict)
    if code in seen:
        message = f"`{code}` stands twice in this file"
        table.fault(row, None, "E478", message, "give the file as it was published")
        return False
    return True


def _known_group(table: Table, row: int) -> bool:
    group = table.rows[row][1]
    if group in _GROUPS:
        return True
    message = f"`{cells.told(group)}` is no group of patients that QOF counts"
    table.fault(row, 1, "E477", message, f"the groups are {', '.join(f'`{g}`' for g in _GROUPS)}")
    return False


def _written(size: int | None) -> str:
    return "*" if size is None else str(size)


def _end_of_year(name: str) -> date | None:
    """The last day of the financial year that a name holds, such as `2020-21`."""
    for first, second in _QOF_YEAR.findall(name):
        if (int(first) + 1) % 100 == int(second):
            return date(int(first) + 1, 3, 31)
    return None
