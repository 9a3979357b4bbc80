"""Turn what was imported into JSON: a fingerprint of the import, with all it found to disagree."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, TypedDict

from pcn_rules import __version__
from pcn_rules.imports.findings import RULES
from pcn_rules.imports.importing import Imported, Wanted
from pcn_rules.imports.model import FindingKind, Role
from pcn_rules.report.shape import Day, Hash, ProgramData

SCHEMA_VERSION = "1.0"


class InputData(TypedDict):
    """A published file that was read, and the day that its contents are of."""

    given_as: Role
    name: Annotated[str, "without its folders"]
    sha256: Hash
    rows: Annotated[int, "rows below the headings; of a workbook, its core partners"]
    day: Day


class OptionsData(TypedDict):
    """What was asked for beside the files."""

    on: Day
    only: Annotated[list[str] | None, "networks that have a folder; null: all of them"]
    prevalence_on: Day | None
    care_homes_on: Day | None
    suppressed: Annotated[str | None, "what a star stands for; null: nobody said"]


class TotalsData(TypedDict):
    """How much was found on the day."""

    networks: Annotated[int, "with members on the day"]
    practices: Annotated[int, "members on the day"]
    patients: Annotated[int | None, "of the members whose lists are known; null: no lists given"]
    patients_in_file: Annotated[int | None, "of all practices in the lists"]


class FoundData(TypedDict):
    """Disagreements or gaps of one kind."""

    kind: FindingKind
    what: str
    rule: Annotated[str, "how they are settled"]
    each: Annotated[list[list[str]], "pairs: the code of a practice, network or home, and words"]


class ImportData(TypedDict):
    """What an import read, was asked for and found: the same files and words give the same."""

    schema_version: Annotated[str, "of this shape", "version"]
    program: ProgramData
    inputs: list[InputData]
    options: OptionsData
    totals: TotalsData
    findings: list[FoundData]


def import_json(imported: Imported, wanted: Wanted, only: Iterable[str] | None) -> str:
    """The fingerprint as JSON, findings one to a line so that a difference can be read."""
    data = import_data(imported, wanted, only)
    written = json.dumps({**data, "findings": []}, ensure_ascii=False, indent=2)
    found = ",\n".join(f"    {_one_kind(each)}" for each in data["findings"])
    return written.replace('"findings": []', f'"findings": [\n{found}\n  ]') + "\n"


def _one_kind(found: FoundData) -> str:
    plain = json.dumps({**found, "each": []}, ensure_ascii=False)
    lines = ",\n".join(f"      {json.dumps(pair, ensure_ascii=False)}" for pair in found["each"])
    return plain.removesuffix("[]}") + f"[\n{lines}\n    ]}}"


def import_data(imported: Imported, wanted: Wanted, only: Iterable[str] | None) -> ImportData:
    """What is written of an import."""
    return {
        "schema_version": SCHEMA_VERSION,
        "program": {"name": "pcn-rules", "version": __version__},
        "inputs": _inputs(imported),
        "options": {
            "on": wanted.on.isoformat(),
            "only": None if only is None else sorted(only),
            "prevalence_on": _day(wanted.prevalence_on),
            "care_homes_on": _day(wanted.care_homes_on),
            "suppressed": wanted.suppressed,
        },
        "totals": _totals(imported),
        "findings": _findings(imported),
    }


def _inputs(imported: Imported) -> list[InputData]:
    published = imported.found.published
    parts = (
        *(published.register, published.previous, published.lists),
        *(published.map, published.prevalence, published.care_homes),
    )
    return [
        {
            "given_as": part.file.role,
            "name": part.file.name,
            "sha256": part.file.sha256,
            "rows": part.file.rows,
            "day": part.day.isoformat(),
        }
        for part in parts
        if part is not None
    ]


def _totals(imported: Imported) -> TotalsData:
    lists = imported.found.published.lists
    members = {row.practice for row in imported.found.members()}
    patients = whole = None
    if lists is not None:
        patients = sum(lists.patients.get(code) or 0 for code in members)
        whole = sum(count or 0 for count in lists.patients.values())
    return {
        "networks": len(imported.found.networks),
        "practices": len(members),
        "patients": patients,
        "patients_in_file": whole,
    }


def _findings(imported: Imported) -> list[FoundData]:
    found: list[FoundData] = []
    for kind, (what, rule) in RULES.items():
        each = [[one.about, one.words] for one in imported.findings if one.kind == kind]
        if each:
            found.append({"kind": kind, "what": what, "rule": rule, "each": each})
    return found


def _day(day: object) -> str | None:
    return None if day is None else str(day)
