"""Ask of a text which clauses bind whom, and which gives way to which."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from pcn_rules.language import meaning, model
from pcn_rules.language.faults import id_within
from pcn_rules.source import Span

Ways = Mapping[str, Mapping[str, Span]]
"""For each clause, those it gives way to, and where that is written."""


def duty_of(clause: meaning.ResolvedClause) -> meaning.ResolvedDuty | None:
    """The duty of a clause that binds (`must`, `must not`, `should`); None for any other."""
    match clause.statement:
        case meaning.ResolvedDuty() as duty:
            return duty
        case _:
            return None


def subject_of(duty: meaning.ResolvedDuty) -> str | None:
    """What kind of thing a duty is judged on, one by one; None for the network as one."""
    if duty.subjects is not None:
        return duty.subjects.entity
    match duty.timing:
        case model.React(events=(first, *_)):
            return first
        case _:
            return None


def binds(duty: meaning.ResolvedDuty) -> tuple[meaning.Expression | None, ...]:
    """What must hold of a subject for a duty to bind it, exceptions left aside."""
    return (duty.subjects.where if duty.subjects else None, duty.condition)


def place_of(exception: meaning.ExceptionOfText, clause: meaning.ResolvedClause) -> Span:
    """Where an exception is written; the clause's id where that is not known."""
    return exception.span or id_within(clause.span, clause.id)


def ways_of(text: meaning.Text) -> Ways:
    """For each clause, the clauses it gives way to."""
    found: dict[str, dict[str, Span]] = {}
    for clause in text.clauses:
        duty = duty_of(clause)
        for exception in duty.exceptions if duty else ():
            if exception.clause != clause.id:
                before = found.setdefault(clause.id, {})
                before.setdefault(exception.clause, place_of(exception, clause))
    return found


def path_between(start: str, end: str, ways: Ways) -> tuple[str, ...] | None:
    """The shortest chain of clauses, each giving way to the next; None where there is none."""
    waiting: deque[tuple[str, ...]] = deque([(start,)])
    seen = {start}
    while waiting:
        path = waiting.popleft()
        if path[-1] == end:
            return path
        for following in ways.get(path[-1], {}):
            if following not in seen:
                seen.add(following)
                waiting.append((*path, following))
    return None


def settled(one: str, other: str, ways: Ways) -> bool:
    """Whether of two clauses it is written which goes first."""
    return other in ways.get(one, {}) or one in ways.get(other, {})
