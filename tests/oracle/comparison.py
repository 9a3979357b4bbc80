"""Sets the evaluator's answer beside the oracle's, and makes a difference small enough to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from oracle.choices import Key, TooManyWorldsError
from oracle.generator import Sample
from oracle.worlds import Answer, judge
from pcn_rules.evaluate.result import Assessment, ClauseResult, Deciding, Verdict
from pcn_rules.language.meaning import ResolvedClause, ResolvedDuty, Specification
from pcn_rules.networks.model import Network

Assess = Callable[..., Assessment]


@dataclass(frozen=True)
class Case:
    """One clause, on one network, on one day."""

    specification: Specification
    clause: ResolvedClause
    network: Network
    as_at: date
    known_by: date | None

    def expected(self) -> Answer | None:
        """What the oracle says: None for what is no duty, or has too many worlds to write out."""
        try:
            return judge(self.specification, self.clause, self.network, self.as_at, self.known_by)
        except TooManyWorldsError:
            return None

    def assessed(self, assess: Assess) -> ClauseResult:
        """What the evaluator says of the clause alone."""
        alone = replace(self.specification, clauses=(self.clause,))
        result = assess(alone, self.network, as_at=self.as_at, known_by=self.known_by)
        return result.clauses[0]


def cases(sample: Sample) -> Iterator[Case]:
    """Every duty of a sample on every day asked about."""
    for clause in sample.specification.clauses:
        if isinstance(clause.statement, ResolvedDuty):
            for day in sample.days:
                yield Case(sample.specification, clause, sample.network, day, sample.known_by)


def key_of(question: Deciding) -> Key:
    """The question as the oracle names it.

    Whether something was done by a day, and on which day it was done, are one question here.
    """
    if question.kind not in ("fact", "day"):
        return (question.kind, question.entity, question.subject, None)
    return ("fact", question.entity, question.subject, question.group.removeprefix(DAY_OF))


DAY_OF = "the day of: "


def difference(expected: Answer, found: ClauseResult) -> str | None:
    """What the evaluator says otherwise, in a word; None where both say the same.

    An answer that is not exact says so, and may ask for more and think more possible.
    """
    asked = {key_of(question) for question in found.deciding}
    decide = {("fact" if kind == "day" else kind, *rest) for kind, *rest in expected.deciding}
    possible = {outcome.verdict for outcome in found.possible}
    if found.outcome is None:
        return "verdict"
    if not found.minimal and found.outcome.verdict is Verdict.UNKNOWN:
        safe = possible >= expected.verdicts and asked >= decide
        return None if safe else "what is left open"
    if found.outcome.verdict is not expected.outcome.verdict:
        return "verdict"
    if found.outcome.cause is not expected.outcome.cause:
        return "cause"
    if expected.outcome.verdict is not Verdict.UNKNOWN:
        return "deciding facts" if asked else None
    if possible != expected.verdicts:
        return "possible verdicts"
    return None if asked == decide else "deciding facts"


def smallest(case: Case, differs: Callable[[Case], bool]) -> Case:
    """The case with every record and thing left out that is not needed for the difference."""
    shrinking = True
    while shrinking:
        shrinking = False
        for smaller in _smaller(case):
            if differs(smaller):
                case, shrinking = smaller, True
                break
    return case


def _smaller(case: Case) -> Iterator[Case]:
    network = case.network
    for thing in network.things:
        yield _with(
            case,
            things=tuple(t for t in network.things if t is not thing),
            records=tuple(
                r for r in network.records if (r.entity, r.subject) != (thing.entity, thing.id)
            ),
        )
    for name in ("records", "stands_for", "complete_series"):
        rows: tuple[Any, ...] = getattr(network, name)
        half = len(rows) // 2
        if half > 4:
            yield _with(case, **{name: rows[:half]})
            yield _with(case, **{name: rows[half:]})
        for row in rows:
            yield _with(case, **{name: tuple(r for r in rows if r is not row)})


def _with(case: Case, **changes: Any) -> Case:
    return replace(case, network=replace(case.network, **changes))


def told(case: Case, sample: Sample, expected: Answer, found: ClauseResult) -> str:
    """A difference for a reader: the text, what is known, and both answers."""
    network = case.network
    return "\n".join(
        [
            f"seed {sample.seed}, clause {case.clause.id}, as at {case.as_at},"
            f" known by {case.known_by}",
            *_text_of(case, sample),
            f"complete lists: {', '.join(sorted(network.complete))}",
            *(
                f"thing {t.entity} {t.id} {_days(t.stands)}{' planned' * t.planned} known {t.known}"
                for t in network.things
            ),
            *(
                f"record {r.entity} {r.subject} `{r.fact}` {r.value} describes"
                f" {_days(r.describes)} known {r.known} by {r.source}"
                for r in network.records
            ),
            *(str(said) for said in (*network.stands_for, *network.complete_series)),
            f"oracle:    {_said(expected.outcome)}; possible {_all(expected.possible)};"
            f" decided by {sorted(map(str, expected.deciding))}",
            f"evaluator: {_said(found.outcome)}; possible {_all(found.possible)};"
            f" decided by {sorted(str(key_of(q)) for q in found.deciding)}"
            f"{'' if found.minimal else ' (not minimal)'}",
        ]
    )


def _text_of(case: Case, sample: Sample) -> Iterator[str]:
    """The blocks of the files that the clause has words of."""
    wanted = f'clause {case.clause.id} "'
    blocks = [b for text in sample.files.values() for b in text.split("\n\n")]
    clause = next(block for block in blocks if block.startswith(wanted))
    yield clause
    for block in blocks:
        kind, _, rest = block.partition(" ")
        if kind in ("phrase", "state", "to"):
            words = {*rest.split("\n")[0].replace('"', " ").split()} - _COMMON
            if words & set(clause.split()):
                yield block.rstrip()


_COMMON = frozenset(
    ("carry", "out", "exceed", "do", "without", "see", "to", "support", "for", "each", "home")
)


def _days(days: Any) -> str:
    first = "always" if days.first == date.min else str(days.first)
    return first if days.last == days.first else f"{first} to {days.last or 'now on'}"


def _said(outcome: Any) -> str:
    if outcome is None:
        return "nothing"
    cause = f" ({outcome.cause.value})" if outcome.cause else ""
    return f"{outcome.verdict.value}{cause}"


def _all(outcomes: Any) -> str:
    return ", ".join(sorted(map(_said, outcomes)))
