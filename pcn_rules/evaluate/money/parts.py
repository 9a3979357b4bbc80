"""Count what a payment is paid for each of: thing by thing, between the ends of what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.bounds import bounds, counted_where
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.grounding import Grounding
from pcn_rules.evaluate.moments import Moment
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Deciding, Reason
from pcn_rules.evaluate.worlds import FALSE, TRUE, Amount, Formula, Variable
from pcn_rules.language.meaning import (
    Constant,
    Expression,
    Group,
    Named,
    NumberOf,
    SumOf,
    Vocabulary,
)
from pcn_rules.networks.model import Thing
from pcn_rules.values.units import NUMBER

ZERO = Fraction(0)
ONE = Constant(Fraction(1), NUMBER)


@dataclass(frozen=True, slots=True)
class Part:
    """What one thing counts for (None: the network as one, or those that nobody listed)."""

    thing: Thing | None
    low: Fraction
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted on a day: its parts, the facts missing for it, and the lists left open.

    It comes to `low` at least and to `high` at most; None where it has no upper end.
    """

    parts: tuple[Part, ...]
    missing: tuple[Deciding, ...]
    open: tuple[str, ...]
    low: Fraction = field(init=False, compare=False)
    high: Fraction | None = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", sum((part.low for part in self.parts), ZERO))
        object.__setattr__(self, "high", added(part.high for part in self.parts))


def added(ends: Iterable[Fraction | None]) -> Fraction | None:
    """Upper ends added up; None where one of them is open."""
    total = ZERO
    for end in ends:
        if end is None:
            return None
        total += end
    return total


@dataclass(frozen=True, slots=True)
class Asked:
    """What to count: an amount, over a group or of the network, while a condition holds."""

    what: Expression
    group: Group | None
    condition: Expression | None
    counted_on: date | None


class Counter:
    """Counts for one network as known by a day."""

    def __init__(self, vocabulary: Vocabulary, facts: Facts, names: dict[tuple[str, str], str]):
        """`names` gives things (kind and id) the name people know them by."""
        self._vocabulary = vocabulary
        self._facts = facts
        self._names = names

    def notes(self) -> Notes:
        """Notes that call the things of the network by their names."""
        return Notes(self._names)

    def count(self, asked: Asked, day: date, notes: Notes | None = None) -> Counting:
        """What is counted on a day; what was consulted is kept in `notes`, where there are any."""
        kept = Notes(self._names, with_reasons=False) if notes is None else notes
        grounding = Grounding(self._vocabulary, self._facts, kept)
        holds: Formula = TRUE
        if asked.condition is not None:
            # A condition that touches what is not applicable takes no part: nothing is paid by it.
            holds = grounding.truth(asked.condition, (), Moment(day)) or FALSE
        moment = Moment(day, counted_on=asked.counted_on)
        found = tuple(
            replace(each, amount=counted_where(holds, each.amount))
            for each in _amounts(asked, grounding, moment)
        )
        variables = frozenset[Variable]().union(*(each.amount.variables for each in found))
        missing = tuple(_missing(kept, variables))
        lists = tuple(each.question for each in missing if each.kind == "list")
        return Counting(tuple(each.part for each in found), missing, lists)


@dataclass(frozen=True, slots=True)
class _Found:
    """The amount of one thing; `divided` where something it is divided by may be zero."""

    thing: Thing | None
    amount: Amount
    divided: bool = False

    @property
    def part(self) -> Part:
        """The amount between its ends; nothing counts for less than nothing."""
        low, high = (None, None) if self.divided else bounds(self.amount)
        return Part(self.thing, max(low or ZERO, ZERO), None if high is None else max(high, ZERO))


def _amounts(asked: Asked, grounding: Grounding, moment: Moment) -> Iterator[_Found]:
    """An amount for each thing that is counted, and one for all those that nobody listed."""
    what, group = (asked.what, asked.group) if asked.group else _summed(asked.what)
    if group is None:
        amount, divisors = grounding.figure(what, (), moment)
        _say_divided(divisors, grounding)
        if amount is not None:
            yield _Found(None, amount, bool(divisors))
        return
    for member in grounding.members(group, (), moment.day):
        amount, divisors = grounding.figure(what, (member.thing,), moment)
        _say_divided(divisors, grounding)
        if amount is not None:
            yield _Found(member.thing, counted_where(member.belongs, amount), bool(divisors))
    if not grounding.facts.is_complete(group.entity):
        yield _Found(None, grounding.unlisted(what, group, moment))


def _say_divided(divisors: tuple[str, ...], grounding: Grounding) -> None:
    for name in divisors:
        text = f"`{name}` may be zero, and nothing can be divided by zero"
        grounding.notes.say(Reason(kind="note", text=text))


def _summed(what: Expression) -> tuple[Expression, Group | None]:
    """What is added up over which things, where it is a sum of them."""
    match what:
        case Named(meaning=meaning):
            operand, group = _summed(meaning)
            return (operand, group) if group else (what, None)
        case SumOf(operand=operand, group=group):
            return operand, group
        case NumberOf(group=group):
            return ONE, group
        case _:
            return what, None


def _missing(notes: Notes, variables: frozenset[Variable]) -> Iterator[Deciding]:
    """The questions that were asked on the way to an amount, and bear on it."""
    for variable, question in notes.questions.items():
        if variable in variables:
            yield Deciding(
                question=question.text,
                kind=question.kind,
                group=question.group,
                entity=question.entity,
                subject=question.subject,
                subject_name=question.subject_name,
                answers=(),
                likely=question.likely,
                indicator=question.indicator,
                hint=question.hint,
            )
