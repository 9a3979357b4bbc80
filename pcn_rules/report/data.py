"""Turn reports into JSON: the results themselves, for other programs.

`SCHEMA_VERSION` changes its first number when something a program may rely on goes or changes
its meaning, and its second when something is added.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pcn_rules.evaluate.result import (
    Assessment,
    Cause,
    ClauseResult,
    Deciding,
    InstanceResult,
    Outcome,
    ReadingResult,
    Reason,
    SubjectResult,
    Verdict,
)
from pcn_rules.language.meaning import Citation, SourceText
from pcn_rules.language.order import natural
from pcn_rules.networks.model import InputFile
from pcn_rules.report.model import Clause, Report
from pcn_rules.report.outcomes import possible
from pcn_rules.report.view import binding

SCHEMA_VERSION = "1.0"

Data = dict[str, Any]


def assessments(reports: Sequence[Report]) -> str:
    """One assessment as an object; several as a list of them under `assessments`."""
    if len(reports) == 1:
        return _written({"schema_version": SCHEMA_VERSION, **_assessment(reports[0])})
    every = [_assessment(report) for report in reports]
    return _written({"schema_version": SCHEMA_VERSION, "assessments": every})


def explained(report: Report, clause: Clause) -> str:
    """One clause, under the same heading as an assessment."""
    head = _heading(report.assessment)
    return _written({"schema_version": SCHEMA_VERSION, **head, "clause": _clause(clause)})


def _written(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _assessment(report: Report) -> Data:
    return {
        **_heading(report.assessment),
        "summary": _summary(report.assessment.clauses),
        "clauses": [
            _clause(clause)
            for clause in sorted(report.clauses, key=lambda clause: natural(clause.result.id))
        ],
    }


def _heading(assessment: Assessment) -> Data:
    contract = [file for file in assessment.files if file.path.endswith(".pcn")]
    network = [file for file in assessment.files if not file.path.endswith(".pcn")]
    return {
        "specification": {
            "name": assessment.specification,
            "edition": assessment.edition,
            "in_force_from": assessment.in_force_from.isoformat(),
            "in_force_to": assessment.in_force_to.isoformat(),
            "assumptions": list(assessment.assumptions),
            "files": [_file(file) for file in contract],
        },
        "network": {
            "id": assessment.network,
            "name": assessment.network_name,
            "notes": list(assessment.notes),
            "sources": [
                {
                    "id": source.id,
                    "title": source.title,
                    "publisher": source.publisher,
                    "day": source.day,
                    "licence": source.licence,
                }
                for source in assessment.sources
            ],
            "files": [_file(file) for file in network],
        },
        "as_at": assessment.as_at.isoformat(),
        "known_by": _day(assessment.known_by),
    }


def _file(file: InputFile) -> Data:
    return {"path": file.path, "sha256": file.sha256}


def _day(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _summary(results: Sequence[ClauseResult]) -> Data:
    judged = [result for result in results if result.outcome is not None]
    return {
        "own": _counts(result for result in judged if binding(result)),
        "should": _counts(result for result in judged if result.own and not binding(result)),
        "others": _counts(result for result in judged if not result.own),
        "no_verdict": len(results) - len(judged),
    }


def _counts(results: Iterable[ClauseResult]) -> Data:
    outcomes = [result.outcome for result in results if result.outcome is not None]
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    causes = Counter(outcome.cause for outcome in outcomes)
    return {
        "duties": len(outcomes),
        "verdicts": {verdict.value: verdicts[verdict] for verdict in Verdict},
        "causes": {cause.value: causes[cause] for cause in Cause},
    }


def _clause(clause: Clause) -> Data:
    result = clause.result
    outcome = result.outcome
    return {
        "id": result.id,
        "service": result.service,
        "service_title": result.service_title,
        "title": result.title,
        "text": result.text,
        "actor": result.actor,
        "own": result.own,
        "modality": result.modality,
        "kind": result.kind,
        "aim": result.aim,
        "due": _day(result.due),
        "state": result.state.value if result.state else None,
        "verdict": outcome.verdict.value if outcome else None,
        "cause": outcome.cause.value if outcome and outcome.cause else None,
        "in_words": clause.verdict,
        "possible": _outcomes(result.possible),
        "deciding": [_deciding(deciding) for deciding in result.deciding],
        "minimal": result.minimal,
        "counted": result.counted,
        "subjects": [_subject(subject) for subject in result.subjects],
        "instances": [_instance(instance) for instance in result.instances],
        "citations": [_citation(citation) for citation in result.citations],
        "reasons": [_reason(reason) for reason in result.reasons],
        "readings": [_reading(reading) for reading in result.readings],
    }


def _outcome(outcome: Outcome) -> Data:
    return {
        "verdict": outcome.verdict.value,
        "cause": outcome.cause.value if outcome.cause else None,
    }


def _outcomes(outcomes: Sequence[Outcome]) -> list[Data]:
    return [_outcome(outcome) for outcome in outcomes]


def _deciding(deciding: Deciding) -> Data:
    return {
        "question": deciding.question,
        "kind": deciding.kind,
        "group": deciding.group,
        "entity": deciding.entity,
        "subject": deciding.subject,
        "subject_name": deciding.subject_name,
        "likely": deciding.likely,
        "settles": deciding.settles,
        "answers": [
            {
                "answer": answer.words,
                "settles": answer.settles,
                "possible": _outcomes(answer.outcomes),
                "in_words": possible(answer.outcomes),
            }
            for answer in deciding.answers
        ],
    }


def _subject(subject: SubjectResult) -> Data:
    return {
        "id": subject.id,
        "name": subject.name,
        "possible": _outcomes(subject.possible),
        "done": subject.done,
        "judged": subject.judged,
    }


def _instance(instance: InstanceResult) -> Data:
    return {
        "label": instance.label,
        "first": instance.first.isoformat(),
        "due": _day(instance.due),
        "past": instance.past,
        "possible": _outcomes(instance.possible),
        "missed": list(instance.missed),
    }


def _source(source: SourceText | None) -> Data | None:
    if source is None:
        return None
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "when": source.when,
    }


def _citation(citation: Citation) -> Data:
    return {
        "source": _source(citation.source),
        "place": citation.place,
        "reported_by": _source(citation.reported_by),
        "standing": citation.standing,
    }


def _reason(reason: Reason) -> Data:
    return {
        "kind": reason.kind,
        "text": reason.text,
        "entity": reason.entity,
        "subject": reason.subject,
        "subject_name": reason.subject_name,
        "fact": reason.fact,
        "value": reason.value,
        "source": reason.source,
        "describes": reason.describes,
        "known": _day(reason.known),
        "standing": reason.standing,
    }


def _reading(reading: ReadingResult) -> Data:
    return {
        "words": reading.words,
        **_outcome(reading.outcome),
        "possible": _outcomes(reading.possible),
        "changes": reading.changes,
    }
