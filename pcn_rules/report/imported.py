"""Say in plain text what was imported, what the sources disagree on, and what they lack."""

from __future__ import annotations

from collections.abc import Iterator

from pcn_rules.imports.importing import Imported
from pcn_rules.report.import_data import FoundData, ImportData
from pcn_rules.values.days import written

_SHOWN = 5
"""How many of each kind are named; the rest stand in import.json."""

_ROWS = {
    "workbook": "core partners",
    "previous": "core partners",
    "lists": "practices",
    "map": "practices",
    "prevalence": "rows",
    "care homes": "places",
}


def import_text(imported: Imported, data: ImportData) -> str:
    """The text, whose lines end; what was found comes last."""
    return "\n".join(_lines(imported, data)) + "\n"


def _lines(imported: Imported, data: ImportData) -> Iterator[str]:
    totals = data["totals"]
    yield f"{_many(totals['networks'], 'network')} on {written(imported.found.day)}"
    members = _many(totals["practices"], "practice")
    patients = totals["patients"]
    yield f"  {members}" + ("" if patients is None else f", {patients:,} patients registered")
    yield ""
    yield "Read"
    for file in data["inputs"]:
        yield f"  {file['name']}: {file['rows']:,} {_ROWS[file['given_as']]}, as of {file['day']}"
    if totals["patients_in_file"] is not None:
        yield f"  the lists hold {totals['patients_in_file']:,} patients in all"
    yield ""
    if not data["findings"] and len(data["inputs"]) == 1:
        yield "Only the workbook was given: there was nothing to compare it with."
        return
    if not data["findings"]:
        yield "The sources agree, and lack nothing that was looked for."
        return
    yield "Where the sources disagree, or lack something"
    for found in data["findings"]:
        yield from _found(found)


def _found(found: FoundData) -> Iterator[str]:
    yield f"  {found['what']}: {len(found['each']):,}"
    yield f"    ({found['rule']})"
    for about, words in found["each"][:_SHOWN]:
        yield f"    {about}: {words}"
    more = len(found["each"]) - _SHOWN
    if more > 0:
        yield f"    and {more:,} more, all in import.json"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
