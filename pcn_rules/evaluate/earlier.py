"""What earlier texts had asked, and when it fell due, before a variation replaced or omitted it.

The text in force on the day asked about decides the verdicts. A duty that had fallen due before is
no longer in it, so that whether it was done would go unsaid: it is judged apart, by its own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur, Timing
from pcn_rules.language.meaning import ResolvedClause, ResolvedDuty, Specification


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A clause as it stood until a day, on which another text began; `omitted` if none replaced it.

    `start` is the first day of the other text: on it, all that the clause asked before is past.
    """

    clause: ResolvedClause
    start: date
    omitted: bool


def overtaken(specification: Specification, as_at: date) -> Iterator[Overtaken]:
    """The duties of earlier texts that may have fallen due before another text took their place.

    Those of which nothing was due by then, and states (which ended with their text), are left out;
    so are those that the other text asks by the same day: they are judged there.
    """
    texts = [text for text in specification.texts if text.start <= as_at]
    for before, after in pairwise(texts):
        later = {clause.id: clause for clause in after.clauses}
        for clause in before.clauses:
            now = later.get(clause.id)
            goes_on = now is not None and _timing(now) == _timing(clause)
            if not goes_on and _had_been_due(clause, after.start):
                ended = _ended(clause, after.start - timedelta(days=1))
                yield Overtaken(ended, after.start, omitted=now is None)


def _timing(clause: ResolvedClause) -> Timing | None:
    match clause.statement:
        case ResolvedDuty(timing=timing):
            return timing
        case _:
            return None


def _had_been_due(clause: ResolvedClause, start: date) -> bool:
    match clause.statement:
        case ResolvedDuty(timing=Achieve(day=day)):
            return day < start
        case ResolvedDuty(timing=Recur() | React(), start=begins):
            return begins < start
        case ResolvedDuty(timing=Maintain() | Limit()):
            return False
        case _:
            return False


def _ended(clause: ResolvedClause, last: date) -> ResolvedClause:
    """The clause with nothing still to come: what recurs, recurs no more after its last day."""
    match clause.statement:
        case ResolvedDuty(timing=Recur() | React(), end=end) as duty:
            return replace(clause, statement=replace(duty, end=min(end, last)))
        case _:
            return clause
