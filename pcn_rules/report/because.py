"""Turn an assessment into how each clause stands and why, in the words of expectations."""

from __future__ import annotations

import re
from datetime import date

from pcn_rules.evaluate.result import Assessment, Cause, ClauseResult, Verdict
from pcn_rules.expectations.cells import as_cell
from pcn_rules.expectations.model import Found
from pcn_rules.expectations.standing import ORDER, Standing
from pcn_rules.language.meaning import ResolvedClause, Specification
from pcn_rules.report.outcomes import badge, verdict
from pcn_rules.report.sums import sum_words
from pcn_rules.report.unanswered import missing
from pcn_rules.source import Span
from pcn_rules.values.days import written

_OF_WORK = (Cause.NO_CAPACITY, Cause.COMPETING, Cause.THIN)
"""Causes that the hours which a clause takes explain."""

_TAKES = "it takes "


def found_in(specification: Specification, assessment: Assessment) -> tuple[Found, ...]:
    """How each clause of the text in force on the day stands, in the order of the document."""
    clauses = {clause.id: clause for clause in specification.text_on(assessment.as_at).clauses}
    return tuple(
        Found(
            clause=result.id,
            title=as_cell(result.title),
            standing=standing_of(result),
            because=as_cell(because(result, assessment.as_at)),
            place=_place(clauses[result.id]),
        )
        for result in assessment.clauses
    )


def standing_of(result: ClauseResult) -> Standing:
    """What a clause asks of whom, and its verdict with whatever is still possible."""
    outcome = result.outcome
    if outcome is None:
        without = result.kind in ("payment", "incentive", "definition")
        return Standing(result.kind if without else f"{result.actor} {result.modality}")
    asks = f"{result.actor} {result.modality}"
    if outcome.verdict is not Verdict.UNKNOWN:
        return Standing(asks, badge(outcome).word)
    words = {badge(each).word for each in result.possible}
    return Standing(asks, "unknown", tuple(word for word in ORDER if word in words))


def because(result: ClauseResult, as_at: date) -> str:
    """Why it stands so: `no capacity: 9.6 hours a week of a GP, from 1 October 2020 to ...`.

    Of what is unknown, when it is due and what nobody has said; of a payment, what it comes to.
    """
    outcome = result.outcome
    if outcome is None:
        return sum_words(result.money) if result.money else ""
    if outcome.verdict is Verdict.UNKNOWN:
        due = f"due {written(result.due)}" if result.due else ""
        return "; ".join(part for part in (due, missing(result.deciding)) if part)
    if outcome.cause in _OF_WORK and (hours := _hours(result)):
        return f"{outcome.cause.value}: {hours}"
    return verdict(result, as_at).removeprefix(f"{badge(outcome).word}: ")


def _hours(result: ClauseResult) -> str:
    """The hours that it takes, where a step of its explanation says so."""
    steps = (reason.text for reason in result.reasons if reason.kind == "arithmetic")
    return "; ".join(step.removeprefix(_TAKES) for step in steps if step.startswith(_TAKES))


def _place(clause: ResolvedClause) -> Span:
    """The id where the clause is written, else the whole clause."""
    span = clause.span
    found = re.match(rf"(?:replace\s+)?clause\s+({re.escape(clause.id)})", span.text, re.IGNORECASE)
    if found is None:
        return span
    return Span(span.source, span.start + found.start(1), span.start + found.end(1))
