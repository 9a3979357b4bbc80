"""A specification and a network into an assessment: every clause judged, with its reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import assert_never

from pcn_rules.evaluate.capacity.people import People
from pcn_rules.evaluate.duties import DutyGrounding
from pcn_rules.evaluate.earlier import Overtaken, overtaken
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.grounding import Grounding
from pcn_rules.evaluate.money.parts import Counter
from pcn_rules.evaluate.money.payments import Payments
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.notices import say_notices
from pcn_rules.evaluate.result import (
    Assessment,
    ClauseResult,
    EarlierText,
    ReadingResult,
    Reason,
    Verdict,
)
from pcn_rules.evaluate.verdicts import DutyVerdict, verdict_of
from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur, Timing
from pcn_rules.language.meaning import (
    ResolvedClause,
    ResolvedDefinition,
    ResolvedDuty,
    ResolvedIncentive,
    ResolvedPayment,
    ResolvedPower,
    Specification,
)
from pcn_rules.networks.model import InputFile, Network


def assess(
    specification: Specification,
    network: Network,
    *,
    as_at: date,
    known_by: date | None = None,
    files: tuple[InputFile, ...] = (),
    only: str | None = None,
) -> Assessment:
    """Judge every clause of the text that is in force on the day asked about, for a network.

    `as_at` is that day; `known_by` leaves out what became known later (None: nothing),
    and with it the notes of the network file, of which nobody said since when they are known.
    `only` is the id of the one clause to judge (None: all of them); what it shares with others,
    such as people, is looked at all the same, and so it comes out as it would among all.
    `files` are the files the specification was read from; those of the network are added.
    """
    facts = Facts(network, known_by)
    text = specification.text_on(as_at)
    names = {(thing.entity, thing.id): thing.name for thing in network.things}
    payments = Payments(text.clauses, Counter(specification.vocabulary, facts, names))
    people = People(specification, facts, names, as_at)
    asked = [clause for clause in text.clauses if only in (None, clause.id)]
    earlier = [each for each in overtaken(specification, as_at) if only in (None, each.clause.id)]
    return Assessment(
        specification=specification.name,
        edition=specification.edition,
        published=specification.published,
        proposed=specification.proposed,
        in_force_from=specification.start,
        in_force_to=specification.end,
        variations=text.variations,
        assumptions=specification.assumptions,
        network=network.id,
        network_name=network.name,
        as_at=as_at,
        known_by=known_by,
        clauses=tuple(
            replace(
                _clause(clause, people, facts, names, as_at, payments),
                added=specification.adds(clause),
            )
            for clause in asked
        ),
        earlier=tuple(
            result
            for each in earlier
            if (result := _earlier(each, specification, facts, names, payments)) is not None
        ),
        sources=network.sources,
        files=(*files, *network.files),
        notes=network.notes if known_by is None else (),
    )


def _earlier(
    was: Overtaken,
    specification: Specification,
    facts: Facts,
    names: dict[tuple[str, str], str],
    payments: Payments,
) -> EarlierText | None:
    """A clause judged by its earlier text, on the day on which all that had asked was past.

    None where nothing had fallen due: no week was over, no event had happened.
    """
    people = People(specification, facts, names, was.start)
    result = _clause(was.clause, people, facts, names, was.start, payments)
    past = result.kind == "achieve" or any(instance.past for instance in result.instances)
    if not past or result.outcome is None or result.outcome.verdict is Verdict.NOT_APPLICABLE:
        return None
    return EarlierText(result, was.start, was.omitted)


def _clause(
    clause: ResolvedClause,
    people: People,
    facts: Facts,
    names: dict[tuple[str, str], str],
    as_at: date,
    payments: Payments,
) -> ClauseResult:
    notes = Notes(names)
    grounding = Grounding(people.specification.vocabulary, facts, notes)
    statement = clause.statement
    match statement:
        case ResolvedDuty():
            duty = DutyGrounding(statement, clause.id, grounding, as_at, people)
            verdict = verdict_of(duty)
            say_notices(notes, facts, statement)
            readings = _readings(clause, people, facts, as_at, verdict)
            return _judged(clause, statement, verdict, notes.reasons, readings)
        case ResolvedPower():
            say_notices(notes, facts, statement)
            return _not_judged(clause, statement.actor.name, "may", statement.timing, notes.reasons)
        case ResolvedPayment():
            money = payments.payment(statement, notes)
            result = _not_judged(clause, statement.actor.name, "", None, notes.reasons)
            return replace(result, money=money)
        case ResolvedIncentive():
            money = payments.incentive(statement, notes)
            result = _not_judged(clause, statement.actor.name, "", None, notes.reasons)
            return replace(result, money=money)
        case ResolvedDefinition():
            return _not_judged(clause, "", "", None, ())
        case _:
            assert_never(statement)


def _judged(
    clause: ResolvedClause,
    duty: ResolvedDuty,
    verdict: DutyVerdict,
    reasons: tuple[Reason, ...],
    readings: tuple[ReadingResult, ...],
) -> ClauseResult:
    return ClauseResult(
        id=clause.id,
        service=clause.service,
        service_title=clause.service_title,
        title=clause.title,
        text=clause.text,
        actor=duty.actor.name,
        own=duty.actor.role != "another party",
        modality=duty.modality,
        kind=kind_of(duty.timing),
        aim=duty.aim,
        due=verdict.due,
        state=verdict.state,
        outcome=verdict.outcome,
        possible=verdict.possible,
        deciding=verdict.deciding,
        minimal=verdict.minimal,
        subjects=verdict.subjects,
        instances=verdict.instances,
        counted=verdict.counted,
        citations=clause.citations,
        reasons=reasons,
        readings=readings,
        may_be_done=verdict.may_be_done,
        amended_by=clause.amended_by,
    )


def _not_judged(
    clause: ResolvedClause,
    actor: str,
    modality: str,
    timing: Timing | None,
    reasons: tuple[Reason, ...],
) -> ClauseResult:
    """Permissions, powers, payments and definitions get no verdict (semantics, section 2)."""
    return ClauseResult(
        id=clause.id,
        service=clause.service,
        service_title=clause.service_title,
        title=clause.title,
        text=clause.text,
        actor=actor,
        own=False,
        modality=modality,
        kind=_kind_of_statement(clause) if timing is None else kind_of(timing),
        aim="",
        due=None,
        state=None,
        outcome=None,
        possible=(),
        deciding=(),
        minimal=True,
        subjects=(),
        instances=(),
        counted="",
        citations=clause.citations,
        reasons=reasons,
        readings=(),
        amended_by=clause.amended_by,
    )


def _kind_of_statement(clause: ResolvedClause) -> str:
    match clause.statement:
        case ResolvedPayment():
            return "payment"
        case ResolvedIncentive():
            return "incentive"
        case _:
            return "definition"


def kind_of(timing: Timing) -> str:
    """The kind of a timing, in the word of semantics, section 3."""
    match timing:
        case Achieve():
            return "achieve"
        case Maintain():
            return "maintain"
        case Recur():
            return "recur"
        case React():
            return "react"
        case Limit():
            return "limit"
        case _:
            assert_never(timing)


def _readings(
    clause: ResolvedClause,
    people: People,
    facts: Facts,
    as_at: date,
    verdict: DutyVerdict,
) -> tuple[ReadingResult, ...]:
    """The clause read as another source has it (semantics, section 8)."""
    found = []
    for reading in clause.readings:
        notes = Notes({}, with_reasons=False)
        grounding = Grounding(people.specification.vocabulary, facts, notes)
        duty = DutyGrounding(reading.statement, clause.id, grounding, as_at, people)
        other = verdict_of(duty)
        changes = (other.outcome, other.possible) != (verdict.outcome, verdict.possible)
        found.append(ReadingResult(reading.words, other.outcome, other.possible, changes))
    return tuple(found)
