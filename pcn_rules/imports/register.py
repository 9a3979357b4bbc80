"""Turn a workbook of core partners (ePCN) of the ODS into the register of networks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal as OneOf

from pcn_rules.imports import cells
from pcn_rules.imports.model import Membership, PublishedFile, Register, RegisteredNetwork
from pcn_rules.imports.placing import nowhere
from pcn_rules.imports.tables import Columns, Table, content_of, read_sheet
from pcn_rules.imports.workbook import Sheet, Workbook, read_workbook
from pcn_rules.language.faults import Faults, did_you_mean

_DETAILS: Columns = {
    "code": ("PCN Code",),
    "name": ("PCN Name",),
    "ccg": ("Current Clinical Commissioning Group Code",),
    "opened": ("Open Date",),
    "closed": ("Close Date",),
}
_PARTNERS: Columns = {
    "practice": ("Partner Organisation Code",),
    "name": ("Partner Name",),
    "ccg": ("Practice Parent CCG Code",),
    "network": ("PCN Code",),
    "first": ("Practice to PCN Relationship Start Date",),
    "last": ("Practice to PCN Relationship End Date",),
}
_SHEETS = {"PCN Details": _DETAILS, "PCN Core Partner Details": _PARTNERS}


def read_register(
    path: Path, role: OneOf["workbook", "previous"], faults: Faults
) -> Register | None:
    """Read a workbook of core partners, of any vintage.

    Reports E403, E405, E470 to E478, E480, E482 and E483.
    """
    data = content_of(path, faults)
    if data is None:
        return None
    book = read_workbook(path.as_posix(), data, faults)
    if book is None:
        return None
    sheets = [_sheet(book, name, faults) for name in _SHEETS]
    details, partners = (
        None if sheet is None else read_sheet(sheet, columns, faults)
        for sheet, columns in zip(sheets, _SHEETS.values(), strict=True)
    )
    if book.day is None:
        message = "neither the workbook nor its name says on which day it was made"
        remedy = "put the day into its name, as in `ePCN-2022-04-27.xlsx`"
        faults.add("E480", nowhere(book.path), message, remedy)
    if details is None or partners is None or book.day is None:
        return None
    networks = _networks(details)
    memberships = _memberships(partners, frozenset(line[0] for line in details.rows))
    file = PublishedFile(role, path.name, book.sha256, len(partners.rows))
    source = "ods" if role == "workbook" else f"ods-{book.day.year}"
    return Register(file, source, book.day, networks, memberships)


def _sheet(book: Workbook, name: str, faults: Faults) -> Sheet | None:
    """A sheet by its name, whatever its spaces. Reports E474."""
    found = {_key(other): sheet for other, sheet in book.sheets.items()}.get(_key(name))
    if found is None:
        near = did_you_mean(name, ((other, None) for other in book.sheets))
        there = ", ".join(f"`{other}`" for other in list(book.sheets)[:8])
        remedy = f"{near or 'give the workbook as it was published'} (its sheets are {there})"
        faults.add("E474", nowhere(book.path), f"there is no sheet `{name}`", remedy)
    return found


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _networks(table: Table) -> dict[str, RegisteredNetwork]:
    """The networks by their codes. Reports E476 to E478."""
    found: dict[str, RegisteredNetwork] = {}
    for row, line in enumerate(table.rows):
        code, opened = cells.code(table, row, 0), cells.needed_day(table, row, 3)
        closed = cells.day(table, row, 4)
        if code is None or opened is None:
            continue
        if code in found:
            message = f"`{code}` stands twice in this sheet"
            table.fault(row, 0, "E478", message, "leave one of the rows out")
        found[code] = RegisteredNetwork(code, cells.name(table, row, 1), line[2], opened, closed)
    return found


def _memberships(table: Table, networks: frozenset[str]) -> tuple[Membership, ...]:
    """The core partners in the order of the sheet. Reports E476 to E478."""
    found: list[Membership] = []
    seen: dict[tuple[str, str], list[Membership]] = {}
    for row, line in enumerate(table.rows):
        practice, network = cells.code(table, row, 0), cells.code(table, row, 3)
        first, last = cells.needed_day(table, row, 4), cells.day(table, row, 5)
        if practice is None or network is None or first is None:
            continue
        one = Membership(practice, cells.name(table, row, 1), line[2], network, first, last)
        same = seen.setdefault((practice, network), [])
        _check(table, row, one, same, networks)
        same.append(one)
        found.append(one)
    return tuple(found)


def _check(
    table: Table,
    row: int,
    one: Membership,
    same: list[Membership],
    networks: frozenset[str],
) -> None:
    """Report a row that contradicts itself (E477), another (E478) or the other sheet (E477)."""
    if one.last is not None and one.last < one.first:
        message = "this membership ends before it begins"
        table.fault(row, 5, "E477", message, "put the earlier day first")
    if one.network not in networks:
        message = f"no network has the code `{one.network}` in the sheet of networks"
        table.fault(row, 3, "E477", message, "give the workbook as it was published")
    for other in same:
        if _shared(one, other):
            message = f"`{one.practice}` stands twice in `{one.network}` on one day"
            remedy = "leave one of the rows out, or end one before the other begins"
            table.fault(row, 0, "E478", message, remedy)


def _shared(one: Membership, other: Membership) -> bool:
    first = max(one.first, other.first)
    return first <= (one.last or date.max) and first <= (other.last or date.max)
