"""Turn how clauses have come out into JSON, and say in shapes what that holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, TypedDict
from typing import Literal as OneOf

from pcn_rules.evaluate.result import Assessment, ClauseResult
from pcn_rules.report import data
from pcn_rules.report.coverage import Coverage, EditionCoverage
from pcn_rules.report.shape import CauseWord, CountsData, Day, ProgramData, VerdictWord

SCHEMA_VERSION = "1.0"


class JudgedData(TypedDict):
    """One network judged as at one day."""

    network: Annotated[str, "its id"]
    network_name: str
    as_at: Day
    known_by: Annotated[Day | None, "what was known later is left out; null: nothing is"]


class SeenData(JudgedData):
    """How a clause came out for one network as at one day."""

    verdict: VerdictWord
    cause: CauseWord | None


class ClauseCoverageData(TypedDict):
    """One clause over all networks and days."""

    id: str
    title: str
    service: str
    service_title: str
    amended_by: Annotated[str | None, "the variation with this text; null: as published"]
    kind: Annotated[str, "what it is: a duty, a permission, a payment, a definition"]
    reach: Annotated[
        OneOf["evaluated", "never evaluated", "no verdict"],
        "whether it was judged anywhere; what gets no verdict by its nature is told apart",
    ]
    settled: Annotated[bool, "whether it was ever met, at risk or impossible"]
    counts: Annotated[CountsData, "how often it came out as what"]
    seen: list[SeenData]


class EditionCoverageData(TypedDict):
    """One edition over all networks and days."""

    name: str
    edition: str
    judged: list[JudgedData]
    clauses: list[ClauseCoverageData]


class CoverageData(TypedDict):
    """What `coverage` says of some editions over networks and days."""

    schema_version: Annotated[str, "of this schema", "version"]
    program: ProgramData
    editions: list[EditionCoverageData]


def coverage(editions: Sequence[EditionCoverage]) -> str:
    """How the clauses of some editions have come out, as JSON."""
    whole: CoverageData = {
        "schema_version": SCHEMA_VERSION,
        "program": data.program(),
        "editions": [_edition(edition) for edition in editions],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _edition(edition: EditionCoverage) -> EditionCoverageData:
    return {
        "name": edition.name,
        "edition": edition.edition,
        "judged": [_judged(assessment) for assessment in edition.assessments],
        "clauses": [_clause(clause) for clause in edition.clauses],
    }


def _judged(assessment: Assessment) -> JudgedData:
    return {
        "network": assessment.network,
        "network_name": assessment.network_name,
        "as_at": assessment.as_at.isoformat(),
        "known_by": assessment.known_by.isoformat() if assessment.known_by else None,
    }


def _clause(clause: Coverage) -> ClauseCoverageData:
    return {
        "id": clause.id,
        "title": clause.title,
        "service": clause.service,
        "service_title": clause.service_title,
        "amended_by": clause.amended_by,
        "kind": clause.kind,
        "reach": clause.reach,
        "settled": clause.settled,
        "counts": data.counts(result for _, result in clause.seen),
        "seen": [_seen(*each) for each in clause.seen],
    }


def _seen(assessment: Assessment, result: ClauseResult) -> SeenData:
    assert result.outcome is not None, "only what has an outcome was seen"
    cause = result.outcome.cause
    return {
        **_judged(assessment),
        "verdict": result.outcome.verdict.value,
        "cause": cause.value if cause else None,
    }
