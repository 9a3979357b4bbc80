"""What a run came across, so that a test can show that nothing was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args

from oracle.comparison import Case
from oracle.dates import is_working_day
from oracle.worlds import Answer
from pcn_rules.evaluate.result import Cause, Verdict
from pcn_rules.language.meaning import (
    Expression,
    Negligible,
    NotStated,
    ResolvedDuty,
    Stated,
)
from pcn_rules.language.model import Achieve, React, Recur, Timing
from pcn_rules.networks.model import Value

JOINT = {Cause.COMPETING}
"""What clauses do to one another is not judged clause by clause."""

WANTED: frozenset[object] = frozenset(
    {*get_args(Expression), *get_args(Timing), *get_args(Value)}
    | {Negligible, NotStated, Stated}
    | set(Verdict)
    | (set(Cause) - JOINT)
    | {("modality", word) for word in ("must", "must not", "should")}
    | {("aim", word) for word in ("outcome", "effort")}
    | {("actor", word) for word in ("the network", "each", "another party")}
    | {("day included", word) for word in (True, False)}
    | {(unit, calendar) for unit in ("week", "month", "quarter", "year") for calendar in (0, 1)}
    | {("day", False), "several periods at once"}
    | {("delay", unit) for unit in ("working day", "calendar day", "week", "month")}
    | {("asked", when) for when in ("the day before", "on the day", "the day after")}
    | {
        "subjects", "picked subjects", "a condition", "needs of others", "effort shown", "a state",
        "a suspension", "a range of effort", "nothing instead", "something instead",
        "an exception of another clause", "several events", "a planned thing", "an open list",
        "a value that stands for other days", "two records of one fact", "known by a day",
        "a bank holiday near", "a likely value", "a weekly amount", "a done day", "several clauses",
    }
)  # fmt: skip


def constructs(case: Case, answer: Answer) -> Iterator[object]:
    """Everything of note about a case and its answer."""
    duty = case.clause.statement
    assert isinstance(duty, ResolvedDuty)
    yield answer.outcome.verdict
    yield from (outcome.cause for outcome in answer.possible)
    yield from _classes_in(duty)
    yield from _of_duty(duty, case.clause.id)
    yield from _of_timing(duty, case.as_at)
    yield from _of_network(case)
    if len(case.specification.clauses) > 1:
        yield "several clauses"


def _of_duty(duty: ResolvedDuty, clause: str) -> Iterator[object]:
    yield from (("modality", duty.modality), ("aim", duty.aim), ("actor", duty.actor.role))
    said = {
        "subjects": duty.subjects,
        "picked subjects": duty.subjects and duty.subjects.where,
        "a condition": duty.condition,
        "needs of others": duty.effort.needs,
        "effort shown": duty.effort_shown,
        "a state": duty.state,
        "a suspension": duty.suspended,
    }
    yield from (words for words, there in said.items() if there)
    match duty.effort.amount:
        case Stated(low, high) if low < high:
            yield "a range of effort"
    for exception in duty.exceptions:
        yield "something instead" if exception.instead else "nothing instead"
        if exception.clause != clause:
            yield "an exception of another clause"


def _of_timing(duty: ResolvedDuty, as_at: date) -> Iterator[object]:
    match duty.timing:
        case Achieve(day, included):
            yield "day included", included
            day = day if included else date.fromordinal(day.toordinal() - 1)
            words = {-1: "the day before", 0: "on the day", 1: "the day after"}
            if (as_at - day).days in words:
                yield "asked", words[(as_at - day).days]
        case Recur(count, unit, calendar):
            yield unit, calendar
            if count > 1:
                yield "several periods at once"
        case React(_, unit, events):
            yield "delay", unit
            if len(events) > 1:
                yield "several events"
    around = (date.fromordinal(as_at.toordinal() + n) for n in range(-5, 6))
    if any(day.weekday() < 5 and not is_working_day(day) for day in around):
        yield "a bank holiday near"


def _of_network(case: Case) -> Iterator[object]:
    network = case.network
    values = [record.value for record in network.records]
    yield from map(type, values)
    about = [(r.entity, r.subject, r.fact) for r in network.records]
    entities = {entity.name for entity in case.specification.vocabulary.entities}
    said = {
        "a planned thing": any(thing.planned for thing in network.things),
        "an open list": entities - network.complete,
        "a value that stands for other days": network.stands_for,
        "two records of one fact": len(about) > len(set(about)),
        "known by a day": case.known_by,
        "a likely value": any(getattr(value, "likely", None) is not None for value in values),
        "a weekly amount": any(getattr(value, "weekly", False) for value in values),
        "a done day": any(getattr(value, "done", None) for value in values),
    }
    yield from (words for words, there in said.items() if there)


def _classes_in(part: Any) -> Iterator[object]:
    if isinstance(part, tuple):
        for each in part:
            yield from _classes_in(each)
    elif is_dataclass(part):
        yield type(part)
        for each in fields(part):
            yield from _classes_in(getattr(part, each.name))
