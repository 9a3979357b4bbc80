"""What some duties speak of: which lists, which facts, and which of those may move.

A fact moves where the duties only want it done: a yes or an amount that is asked for, and stands in
no condition and in no group. Everything else stands still (docs/comparing.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal as OneOf
from typing import assert_never

from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur
from pcn_rules.language.cells import Constants, constants_in
from pcn_rules.language.meaning import (
    And,
    Arithmetic,
    Compare,
    Every,
    Expression,
    FactDefinition,
    FactValue,
    Group,
    Named,
    Not,
    NumberOf,
    Or,
    PeriodTotal,
    ResolvedDuty,
    Rounded,
    Some,
    SumOf,
    Vocabulary,
)
from pcn_rules.language.walk import every_part, facts_in

Moves = OneOf["up", "down", "still"]
"""Towards what is wanted a fact may move once: to a yes or a greater amount, the other way, not."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What some duties speak of, and all that values to try are made of.

    `days` are those by which or from which something is owed, and the days after them. `recurring`
    and `reacting` are the duties of those kinds.
    """

    entities: tuple[str, ...]
    events: tuple[str, ...]
    facts: tuple[FactDefinition, ...]
    moves: dict[FactDefinition, Moves]
    constants: Constants
    days: tuple[date, ...]
    recurring: tuple[ResolvedDuty, ...]
    reacting: tuple[ResolvedDuty, ...]


def spoken_of(duties: Sequence[ResolvedDuty], vocabularies: Iterable[Vocabulary]) -> Spoken:
    """Everything that some duties speak of; the vocabularies say which entities are events."""
    wanted = _Wanted()
    for duty in duties:
        _of_duty(duty, wanted)
    parts = tuple(part for duty in duties for part in expressions(duty))
    happening = {e.name for words in vocabularies for e in words.entities if e.event}
    facts = tuple(sorted({f for part in parts for f in facts_in(part)}, key=_order))
    entities = {f.entity for f in facts if f.entity} | set(_groups(duties, parts))
    return Spoken(
        tuple(sorted(entities - happening)),
        tuple(sorted(entities & happening)),
        facts,
        {fact: wanted.moves(fact) for fact in facts},
        constants_in(And(parts)),
        _turning_days(duties),
        tuple(d for d in duties if _is(d, "recurs")),
        tuple(d for d in duties if _is(d, "reacts")),
    )


def expressions(duty: ResolvedDuty) -> Iterator[Expression]:
    """Every expression that a duty is judged by."""
    yield duty.body
    for exception in duty.exceptions:
        yield exception.condition
        if exception.instead is not None:
            yield exception.instead
    for part in (duty.condition, duty.effort_shown, _where(duty)):
        if part is not None:
            yield part


def _where(duty: ResolvedDuty) -> Expression | None:
    return None if duty.subjects is None else duty.subjects.where


def _is(duty: ResolvedDuty, what: OneOf["recurs", "reacts"]) -> bool:
    timing = duty.timing
    match timing:
        case Recur():
            return what == "recurs"
        case React():
            return what == "reacts"
        case Achieve() | Maintain() | Limit():
            return False
        case _:
            assert_never(timing)


def _groups(duties: Sequence[ResolvedDuty], parts: Sequence[Expression]) -> Iterator[str]:
    for duty in duties:
        if duty.subjects is not None:
            yield duty.subjects.entity
        match duty.timing:
            case React(events=events):
                yield from events
            case _:
                pass
    for part in (each for whole in parts for each in every_part(whole)):
        match part:
            case Every(group=g) | Some(group=g) | SumOf(group=g) | NumberOf(group=g):
                yield g.entity
            case _:
                pass


def _order(fact: FactDefinition) -> tuple[str, str]:
    return fact.entity or "", fact.name


def _turning_days(duties: Sequence[ResolvedDuty]) -> tuple[date, ...]:
    days: set[date] = set()
    for duty in duties:
        timing = duty.timing
        match timing:
            case Achieve(day=day):
                days |= {day, day + timedelta(1)}
            case Maintain() | Limit() | Recur() | React():
                days |= {duty.start, duty.start + timedelta(1)}
            case _:
                assert_never(timing)
    return tuple(sorted(days))


# --- which way a fact may move ----------------------------------------------------------------


@dataclass(slots=True)
class _Wanted:
    """Facts that are wanted, that are to be avoided, and that stand still for another reason."""

    up: set[FactDefinition] = field(default_factory=set)
    down: set[FactDefinition] = field(default_factory=set)
    still: set[FactDefinition] = field(default_factory=set)

    def moves(self, fact: FactDefinition) -> Moves:
        if fact in self.still or (fact in self.up and fact in self.down):
            return "still"
        return "up" if fact in self.up else "down"

    def take(self, expression: Expression, *, wanted: bool) -> None:
        """Sort the facts of an expression that is wanted to hold, or not to."""
        match expression:
            case FactValue(fact=fact) | PeriodTotal(fact=fact):
                (self.up if wanted else self.down).add(fact)
            case Not(operand=operand):
                self.take(operand, wanted=not wanted)
            case And(operands=operands) | Or(operands=operands):
                for operand in operands:
                    self.take(operand, wanted=wanted)
            case Every(group=group, body=body) | Some(group=group, body=body):
                self.keep(group)
                self.take(body, wanted=wanted)
            case Compare(operator=">=" | ">", left=left, right=right):
                self.amount(left, wanted=wanted)
                self.amount(right, wanted=not wanted)
            case Compare(operator="<=" | "<", left=left, right=right):
                self.amount(left, wanted=not wanted)
                self.amount(right, wanted=wanted)
            case _:
                self.still |= facts_in(expression)

    def amount(self, expression: Expression, *, wanted: bool) -> None:
        """Sort the facts of an amount of which more is wanted, or less."""
        match expression:
            case FactValue(fact=fact) | PeriodTotal(fact=fact):
                (self.up if wanted else self.down).add(fact)
            case Named(meaning=inner) | Rounded(operand=inner):
                self.amount(inner, wanted=wanted)
            case SumOf(operand=operand, group=group):
                self.keep(group)
                self.amount(operand, wanted=wanted)
            case Arithmetic(operator="+" | "×", left=left, right=right):
                self.amount(left, wanted=wanted)
                self.amount(right, wanted=wanted)
            case Arithmetic(operator="-", left=left, right=right):
                self.amount(left, wanted=wanted)
                self.amount(right, wanted=not wanted)
            case _:
                self.still |= facts_in(expression)

    def keep(self, group: Group) -> None:
        """What tells who belongs to a group stands still."""
        self.still |= facts_in(group.where) if group.where is not None else frozenset()


def _of_duty(duty: ResolvedDuty, wanted: _Wanted) -> None:
    wanted.take(duty.body, wanted=True)
    if duty.effort_shown is not None:
        wanted.take(duty.effort_shown, wanted=True)
    for exception in duty.exceptions:
        wanted.still |= facts_in(exception.condition)
        if exception.instead is not None:
            wanted.take(exception.instead, wanted=True)
    if duty.condition is not None:
        wanted.still |= facts_in(duty.condition)
    if duty.subjects is not None:
        wanted.keep(duty.subjects)
