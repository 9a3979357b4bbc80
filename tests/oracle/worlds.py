"""The verdict on a clause, by going through every world (semantics, section 2)."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction
from math import prod
from typing import Any

from oracle.choices import (
    Key,
    TooManyWorldsError,
    Variable,
    World,
    assignments,
    result_in,
    tree_of,
    variables_of,
)
from oracle.duties import Judge, Standing, weakest
from oracle.facts import Facts
from pcn_rules.evaluate.result import Cause, Outcome, Verdict
from pcn_rules.language.meaning import (
    Constant,
    DayConstant,
    RangeConstant,
    ResolvedClause,
    ResolvedDuty,
    Specification,
)
from pcn_rules.networks.model import Network

MOST_WORLDS = 4_000


@dataclass(frozen=True)
class Answer:
    """What is to be said of a clause."""

    outcome: Outcome
    possible: frozenset[Outcome]
    deciding: frozenset[Key]
    worlds: int

    @property
    def verdicts(self) -> frozenset[Verdict]:
        return frozenset(outcome.verdict for outcome in self.possible)


def judge(
    specification: Specification,
    clause: ResolvedClause,
    network: Network,
    as_at: date,
    known_by: date | None = None,
    most: int = MOST_WORLDS,
) -> Answer | None:
    """The answer for a clause of a specification; None where it is no duty.

    Raises TooManyWorldsError where there are more than `most`.
    """
    duty = clause.statement
    if not isinstance(duty, ResolvedDuty):
        return None
    facts = Facts(network, known_by, frozenset(landmarks(duty)))

    def in_world(world: World) -> Standing:
        return Judge(clause.id, duty, facts.in_world(world), as_at).standing()

    tree = tree_of(in_world, most)
    variables = list(variables_of(tree).values())
    if prod(len(variable.domain) for variable in variables) > most:
        raise TooManyWorldsError
    return _answer(tree, variables)


def _answer(tree: Any, variables: list[Variable]) -> Answer:
    missing = [variable for variable in variables if variable.missing]
    others = [variable for variable in variables if not variable.missing]
    outcomes = dict[tuple[Any, ...], Outcome]()
    for completion in assignments(missing):
        worlds = [result_in(tree, {**completion, **rest}) for rest in assignments(others)]
        outcomes[tuple(completion.values())] = classified(worlds)
    possible = frozenset(outcomes.values())
    agreed = {outcome.verdict for outcome in possible}
    if len(agreed) == 1:
        outcome = Outcome(agreed.pop(), _weakest(possible))
    else:
        outcome = Outcome(Verdict.UNKNOWN)
    deciding = {v.key for n, v in enumerate(missing) if v.key and _decides(n, outcomes)}
    count = prod(len(variable.domain) for variable in variables)
    return Answer(outcome, possible, frozenset(deciding), count)


def classified(worlds: list[Standing]) -> Outcome:
    """The verdict of one completion, over its worlds: those in which it binds."""
    binding = [standing for standing in worlds if standing.word != "free"]
    words = {standing.word for standing in binding}
    match sorted(words):
        case []:
            return Outcome(Verdict.NOT_APPLICABLE)
        case ["done"]:
            return Outcome(Verdict.MET, weakest(binding).cause)
        case ["failed"]:
            return Outcome(Verdict.IMPOSSIBLE, weakest(binding).cause)
        case _:
            cause = Cause.BEHIND if "behind" in words else Cause.THIN
            return Outcome(Verdict.AT_RISK, cause)


def _weakest(outcomes: frozenset[Outcome]) -> Cause | None:
    causes = {outcome.cause for outcome in outcomes}
    return next((cause for cause in Cause if cause in causes), None)


def _decides(place: int, outcomes: dict[tuple[Any, ...], Outcome]) -> bool:
    """Whether two completions that differ only in one variable have different verdicts."""
    seen = dict[tuple[Any, ...], Verdict]()
    for values, outcome in outcomes.items():
        rest = values[:place] + values[place + 1 :]
        if seen.setdefault(rest, outcome.verdict) is not outcome.verdict:
            return True
    return False


def landmarks(part: Any) -> set[date | Fraction]:
    """Every figure and every day that the formulas of a duty name."""
    match part:
        case Constant(amount):
            return {amount}
        case RangeConstant(low, high):
            return {low, high}
        case DayConstant(day):
            return {day}
    if isinstance(part, tuple):
        return set[date | Fraction]().union(*map(landmarks, part))
    if is_dataclass(part):
        return set[date | Fraction]().union(
            *(landmarks(getattr(part, field.name)) for field in fields(part))
        )
    return set()
