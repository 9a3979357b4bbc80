"""Duties that ask more than others do: sooner, at a higher minimum, at shorter intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from oracle.comparison import Case
from oracle.vocabulary import EVENTS
from pcn_rules.language.meaning import Compare, Constant, Group, Not, ResolvedDuty
from pcn_rules.language.model import Achieve, React, Recur
from pcn_rules.networks.model import Days, Known, NotApplicable, Record

ALWAYS = Days(date.min, None)


def _classes_in(part: Any) -> Iterator[Any]:
    if isinstance(part, tuple):
        for each in part:
            yield from _classes_in(each)
    elif is_dataclass(part):
        yield part
        for each in fields(part):
            yield from _classes_in(getattr(part, each.name))


def grows_only(duty: ResolvedDuty) -> bool:
    """Whether nothing done can undo it: no negation, no choice of who is of a group."""
    parts = list(_classes_in((duty.body, duty.effort_shown)))
    picks = [part for part in parts if isinstance(part, Group) and part.where is not None]
    return not picks and not any(isinstance(part, Not) for part in parts)


def steady(case: Case) -> Case:
    """The case with a duty that always binds, on a network where nothing moves but evidence."""
    duty = case.clause.statement
    assert isinstance(duty, ResolvedDuty)
    subjects = duty.subjects and replace(duty.subjects, where=None)
    duty = replace(duty, condition=None, exceptions=(), suspended=(), subjects=subjects)
    network = case.network
    things = tuple(
        replace(t, planned=False, stands=t.stands if t.entity in EVENTS else ALWAYS)
        for t in network.things
    )
    rows = tuple(_lasting(r) for r in network.records if not isinstance(r.value, NotApplicable))
    entities = frozenset(entity.name for entity in case.specification.vocabulary.entities)
    return replace(
        case,
        network=replace(
            network, things=things, records=_one_each(rows), complete=entities, stands_for=()
        ),
        clause=replace(case.clause, statement=duty),
    )


def _lasting(row: Record) -> Record:
    """A number holds on every day; evidence and series stay on theirs."""
    evidence = isinstance(row.value, Known) and isinstance(row.value.value, bool)
    series = row.describes.last is not None
    return row if evidence or series else replace(row, describes=ALWAYS)


def _one_each(rows: tuple[Record, ...]) -> tuple[Record, ...]:
    """One record of each fact, so that none disagree; of a series all."""
    first: dict[object, Record] = {}
    for row in rows:
        day = row.describes.first if row.describes.last else None
        first.setdefault((row.entity, row.subject, row.fact, day), row)
    return tuple(first.values())


def earlier(case: Case) -> Case | None:
    match case.clause.statement:
        case ResolvedDuty(timing=Achieve(day) as timing):
            return _timed(case, replace(timing, day=day - timedelta(days=1)))
    return None


def shorter(case: Case) -> Case | None:
    match case.clause.statement:
        case ResolvedDuty(timing=React(count) as timing) if count > 1:
            return _timed(case, replace(timing, count=count - 1))
        case ResolvedDuty(timing=Recur(2) as timing):
            return _timed(case, replace(timing, count=1))
    return None


def higher(case: Case) -> Case | None:
    changed = _raised(case.clause.statement.body)  # type: ignore[union-attr]
    if changed == case.clause.statement.body:  # type: ignore[union-attr]
        return None
    return replace(
        case, clause=replace(case.clause, statement=replace(case.clause.statement, body=changed))
    )


def _timed(case: Case, timing: Any) -> Case:
    statement = replace(case.clause.statement, timing=timing)  # type: ignore[type-var]
    return replace(case, clause=replace(case.clause, statement=statement))


def _raised(part: Any) -> Any:
    """Every minimum one higher."""
    match part:
        case Compare(">=" | ">", _, Constant(amount) as minimum):
            return replace(part, right=replace(minimum, amount=amount + 1))
        case tuple():
            return tuple(map(_raised, part))
    if is_dataclass(part) and not isinstance(part, type):
        changes = {f.name: _raised(getattr(part, f.name)) for f in fields(part) if f.init}
        return replace(part, **changes)
    return part
