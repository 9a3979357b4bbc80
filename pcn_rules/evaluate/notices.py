"""Say when notice takes effect, where a clause has notice and somebody gave it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Reason
from pcn_rules.language.carried import Achieve, Notice
from pcn_rules.language.meaning import (
    Expression,
    FactDefinition,
    FactValue,
    ResolvedDuty,
    ResolvedPower,
)
from pcn_rules.networks.model import Known, Record
from pcn_rules.values.days import notice_end, written


def say_notices(notes: Notes, facts: Facts, statement: ResolvedDuty | ResolvedPower) -> None:
    """Count every notice given, and one given on the last day (semantics, section 4)."""
    notice = statement.notice
    if notice is None:
        return
    match statement.timing:
        case Achieve(day=day):
            text = f"notice given on {written(day)} {_effect(notice, day)}"
            notes.say(Reason(kind="dates", text=text))
        case _:
            pass
    fact = _exercise(statement)
    if fact is not None:
        _say_given(notes, facts, notice, fact)


def _exercise(statement: ResolvedDuty | ResolvedPower) -> FactDefinition | None:
    match statement:
        case ResolvedPower(fact=fact):
            return fact
        case ResolvedDuty(body=body):
            return _only_fact(body)


def _only_fact(body: Expression) -> FactDefinition | None:
    match body:
        case FactValue(fact=fact):
            return fact
        case _:
            return None


def _say_given(notes: Notes, facts: Facts, notice: Notice, fact: FactDefinition) -> None:
    for subject, record in _given(facts, fact):
        name = notes.name_of(fact.entity, subject)
        notes.recorded(fact, (fact.entity, subject, fact.name), record)
        day = _day_of(record)
        whose = f"{name}: " if name else ""
        text = f"{whose}notice given on {written(day)} {_effect(notice, day)}"
        notes.say(Reason(kind="dates", text=text, entity=fact.entity, subject=subject))


def _given(facts: Facts, fact: FactDefinition) -> Iterator[tuple[str | None, Record]]:
    subjects: list[str | None] = [None]
    if fact.entity is not None:
        subjects = list(dict.fromkeys(thing.id for thing in facts.things(fact.entity)))
    for subject in subjects:
        entity = None if subject is None else fact.entity
        for record in facts.records((entity, subject, fact.name)):
            match record.value:
                case Known(value=True):
                    yield subject, record
                case _:
                    continue


def _day_of(record: Record) -> date:
    match record.value:
        case Known(done=date() as done):
            return done
        case _:
            return record.describes.first


def _effect(notice: Notice, day: date) -> str:
    end = notice_end(day, notice.count, notice.unit)
    return f"takes effect on {written(end)}, {notice.count} {notice.unit}{_s(notice)} later"


def _s(notice: Notice) -> str:
    return "" if notice.count == 1 else "s"
