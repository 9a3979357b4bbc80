"""Turn networks held against what is expected of them into JSON, and say what that holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, TypedDict
from typing import Literal as OneOf

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.expectations.model import Kind, Known, Moved, Tested
from pcn_rules.expectations.standing import Standing
from pcn_rules.report import data
from pcn_rules.report.shape import Day, ProgramData
from pcn_rules.report.tested import words
from pcn_rules.source import Span

SCHEMA_VERSION = "1.0"


class PlaceData(TypedDict):
    """A place in a file."""

    path: str
    line: Annotated[int | None, "from 1; null for a file as a whole"]


class StandingData(TypedDict):
    """How a clause stands."""

    asks: Annotated[str, "what it asks of whom (`PCN must`), or `payment`, or `nothing`"]
    verdict: Annotated[str | None, "in words; null: it gets none"]
    possible: Annotated[list[str], "what an unknown verdict may still come to"]


class MovedData(TypedDict):
    """A clause that does not stand as expected."""

    kind: Annotated[Kind, "how it moved"]
    clause: Annotated[str, "its id; empty where nothing is expected of the network"]
    title: str
    id_before: Annotated[str, "another than `clause` where it was renamed"]
    title_before: str
    was: Annotated[StandingData | None, "null: nothing was expected"]
    now: Annotated[StandingData | None, "null: it is gone"]
    because: Annotated[str, "why it stands as it does"]
    in_words: str
    place: Annotated[PlaceData, "the clause, or what was expected of one that is gone"]


class KnownData(TypedDict):
    """A worsening that is acknowledged."""

    clause: str
    title: str
    was: StandingData
    now: StandingData
    reason: str
    by: str
    until: Day


class TestedData(TypedDict):
    """A network by an edition on a day."""

    edition: str
    edition_folder: str
    network: str
    as_at: Day
    expectations: Annotated[str, "the file that says what is expected"]
    as_expected: Annotated[int, "how many clauses stand as expected"]
    moved: list[MovedData]
    acknowledged: list[KnownData]


class FaultData(TypedDict):
    """A fault of a file."""

    code: str
    severity: OneOf["error", "warning"]
    message: str
    help: str | None
    place: PlaceData


class TestData(TypedDict):
    """What `test` says of networks and editions."""

    schema_version: Annotated[str, "of this schema", "version"]
    program: ProgramData
    tested: list[TestedData]
    faults: list[FaultData]


def tested_data(tested: Sequence[Tested], faults: Sequence[Diagnostic]) -> str:
    """What moved and every fault, as JSON."""
    whole: TestData = {
        "schema_version": SCHEMA_VERSION,
        "program": data.program(),
        "tested": [_tested(each) for each in tested],
        "faults": [_fault(fault) for fault in faults],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _tested(tested: Tested) -> TestedData:
    return {
        "edition": tested.edition,
        "edition_folder": tested.edition_folder,
        "network": tested.network,
        "as_at": tested.as_at.isoformat(),
        "expectations": tested.expectations,
        "as_expected": len(tested.held),
        "moved": [_moved(tested, moved) for moved in tested.moved],
        "acknowledged": [_known(known) for known in tested.known],
    }


def _moved(tested: Tested, moved: Moved) -> MovedData:
    return {
        "kind": moved.kind,
        "clause": moved.clause,
        "title": moved.title,
        "id_before": moved.id_before,
        "title_before": moved.title_before,
        "was": _standing(moved.was) if moved.was else None,
        "now": _standing(moved.now) if moved.now else None,
        "because": moved.because,
        "in_words": words(tested, moved),
        "place": _place(moved.place),
    }


def _known(known: Known) -> KnownData:
    return {
        "clause": known.clause,
        "title": known.title,
        "was": _standing(known.was),
        "now": _standing(known.now),
        "reason": known.acknowledged.reason,
        "by": known.acknowledged.by,
        "until": known.acknowledged.until.isoformat(),
    }


def _standing(standing: Standing) -> StandingData:
    return {
        "asks": standing.asks,
        "verdict": standing.verdict,
        "possible": list(standing.possible),
    }


def _fault(fault: Diagnostic) -> FaultData:
    return {
        "code": fault.code,
        "severity": fault.severity,
        "message": fault.message,
        "help": fault.help,
        "place": _place(fault.span),
    }


def _place(place: Span) -> PlaceData:
    return {"path": place.source.path, "line": place.line if place.source.text else None}
