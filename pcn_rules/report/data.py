"""Turn reports into JSON: the results themselves, for other programs.

`SCHEMA_VERSION` changes its first number when something a program may rely on goes or changes
its meaning, and its second when something is added.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from pcn_rules import __version__
from pcn_rules.evaluate.result import (
    Assessment,
    Cause,
    ClauseResult,
    Deciding,
    EarlierText,
    InstanceResult,
    Outcome,
    ReadingResult,
    Reason,
    SubjectResult,
    Verdict,
)
from pcn_rules.language.meaning import Citation, SourceText, Variation
from pcn_rules.language.order import natural
from pcn_rules.networks.model import InputFile
from pcn_rules.report.earlier import earlier_words
from pcn_rules.report.edition import is_in_force
from pcn_rules.report.model import Clause, Report
from pcn_rules.report.money_data import money_data
from pcn_rules.report.outcomes import possible
from pcn_rules.report.shape import (
    AssessmentData,
    Assessments,
    CitationData,
    ClauseData,
    CountsData,
    DecidingData,
    EarlierData,
    Explained,
    FileData,
    HeadingData,
    InstanceData,
    OneAssessment,
    OutcomeData,
    ProgramData,
    ReadingData,
    ReasonData,
    SourceData,
    SubjectData,
    SummaryData,
    VariationData,
)
from pcn_rules.report.view import binding

SCHEMA_VERSION = "1.3"


def assessments(reports: Sequence[Report]) -> str:
    """One assessment as an object; several as a list of them under `assessments`."""
    if len(reports) == 1:
        one: OneAssessment = {
            "schema_version": SCHEMA_VERSION,
            "program": program(),
            **_assessment(reports[0]),
        }
        return _written(one)
    several: Assessments = {
        "schema_version": SCHEMA_VERSION,
        "program": program(),
        "assessments": [_assessment(report) for report in reports],
    }
    return _written(several)


def explained(report: Report, clause: Clause) -> str:
    """One clause, under the same heading as an assessment."""
    whole: Explained = {
        "schema_version": SCHEMA_VERSION,
        "program": program(),
        **_heading(report.assessment),
        "clause": _clause(clause),
    }
    return _written(whole)


def _written(whole: OneAssessment | Assessments | Explained) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def program() -> ProgramData:
    """The program that writes."""
    return {"name": "pcn-rules", "version": __version__}


def _assessment(report: Report) -> AssessmentData:
    return {
        **_heading(report.assessment),
        "summary": _summary(report.assessment.clauses),
        "clauses": [
            _clause(clause)
            for clause in sorted(report.clauses, key=lambda clause: natural(clause.result.id))
        ],
    }


def _heading(assessment: Assessment) -> HeadingData:
    contract = [file for file in assessment.files if file.path.endswith(".pcn")]
    network = [file for file in assessment.files if not file.path.endswith(".pcn")]
    return {
        "specification": {
            "name": assessment.specification,
            "edition": assessment.edition,
            "published": assessment.published.isoformat(),
            "proposed": assessment.proposed,
            "in_force_from": assessment.in_force_from.isoformat(),
            "in_force_to": assessment.in_force_to.isoformat(),
            "in_force": is_in_force(assessment),
            "variations": [_variation(each) for each in assessment.variations],
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
        "earlier": [_earlier(each) for each in assessment.earlier],
    }


def _earlier(earlier: EarlierText) -> EarlierData:
    was = earlier.result
    outcome = was.outcome
    assert outcome is not None  # what was never judged is not kept
    return {
        "id": was.id,
        "title": was.title,
        "replaced_from": earlier.start.isoformat(),
        "omitted": earlier.omitted,
        "due": _day(was.due),
        "counted": was.counted,
        **_outcome(outcome),
        "possible": _outcomes(was.possible),
        "in_words": earlier_words(earlier),
    }


def _variation(variation: Variation) -> VariationData:
    return {"name": variation.name, "in_force_from": variation.start.isoformat()}


def _file(file: InputFile) -> FileData:
    return {"path": file.path, "sha256": file.sha256}


def _day(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _summary(results: Sequence[ClauseResult]) -> SummaryData:
    judged = [result for result in results if result.outcome is not None]
    return {
        "own": counts(result for result in judged if binding(result)),
        "should": counts(result for result in judged if result.own and not binding(result)),
        "others": counts(result for result in judged if not result.own),
        "no_verdict": len(results) - len(judged),
    }


def counts(results: Iterable[ClauseResult]) -> CountsData:
    """How many of the results that are judged have which verdict and which cause."""
    outcomes = [result.outcome for result in results if result.outcome is not None]
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    causes = Counter(outcome.cause for outcome in outcomes)
    return {
        "duties": len(outcomes),
        "verdicts": {verdict.value: verdicts[verdict] for verdict in Verdict},
        "causes": {cause.value: causes[cause] for cause in Cause},
    }


def _clause(clause: Clause) -> ClauseData:
    result = clause.result
    outcome = result.outcome
    return {
        "id": result.id,
        "service": result.service,
        "service_title": result.service_title,
        "title": result.title,
        "text": result.text,
        "amended_by": _variation(result.amended_by) if result.amended_by else None,
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
        "money": money_data(result.money) if result.money else None,
    }


def _outcome(outcome: Outcome) -> OutcomeData:
    return {
        "verdict": outcome.verdict.value,
        "cause": outcome.cause.value if outcome.cause else None,
    }


def _outcomes(outcomes: Sequence[Outcome]) -> list[OutcomeData]:
    return [_outcome(outcome) for outcome in outcomes]


def _deciding(deciding: Deciding) -> DecidingData:
    return {
        "question": deciding.question,
        "kind": deciding.kind,
        "group": deciding.group,
        "entity": deciding.entity,
        "subject": deciding.subject,
        "subject_name": deciding.subject_name,
        "likely": deciding.likely,
        "indicator": deciding.indicator,
        "hint": deciding.hint,
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


def _subject(subject: SubjectResult) -> SubjectData:
    return {
        "id": subject.id,
        "name": subject.name,
        "possible": _outcomes(subject.possible),
        "done": subject.done,
        "judged": subject.judged,
    }


def _instance(instance: InstanceResult) -> InstanceData:
    return {
        "label": instance.label,
        "first": instance.first.isoformat(),
        "due": _day(instance.due),
        "past": instance.past,
        "possible": _outcomes(instance.possible),
        "missed": list(instance.missed),
    }


def _source(source: SourceText) -> SourceData:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "when": source.when,
    }


def _citation(citation: Citation) -> CitationData:
    return {
        "source": _source(citation.source),
        "place": citation.place,
        "reported_by": _source(citation.reported_by) if citation.reported_by else None,
        "standing": citation.standing,
    }


def _reason(reason: Reason) -> ReasonData:
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


def _reading(reading: ReadingResult) -> ReadingData:
    return {
        "words": reading.words,
        **_outcome(reading.outcome),
        "possible": _outcomes(reading.possible),
        "changes": reading.changes,
    }
