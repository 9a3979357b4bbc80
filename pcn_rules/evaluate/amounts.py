"""Expressions that stand for amounts into exact amounts over what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from pcn_rules.evaluate.bounds import added, bounds, calculated, counted_where, rounded
from pcn_rules.evaluate.evidence import Evidence
from pcn_rules.evaluate.expression_words import in_words
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.moments import Moment, Scopes
from pcn_rules.evaluate.worlds import (
    FALSE,
    TRUE,
    Amount,
    AmountOf,
    Exactly,
    Formula,
    Spread,
    Variable,
    if_then_else,
)
from pcn_rules.language.meaning import (
    Arithmetic,
    Constant,
    DateKind,
    DayConstant,
    Expression,
    FactDefinition,
    FactValue,
    Group,
    Named,
    NumberKind,
    NumberOf,
    PeriodTotal,
    RoleKind,
    Rounded,
    SeriesKind,
    SumOf,
    Within,
    YesNoKind,
)
from pcn_rules.networks.model import Thing
from pcn_rules.values import written
from pcn_rules.values.units import DATE, NUMBER, Unit

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of a group, and what must hold for it to be one."""

    thing: Thing
    belongs: Formula


class Ground(Protocol):
    """What amounts need to know of groups."""

    @property
    def evidence(self) -> Evidence:
        """Facts into formulas."""

    @property
    def facts(self) -> Facts:
        """The network as known."""

    def members(self, group: Group, scopes: Scopes, day: date) -> tuple[Member, ...]:
        """The entities of a group that stand on a day."""

    def all_listed(self, entity: str) -> Formula:
        """Whether an open list is complete."""


class Amounts:
    """Turns expressions into amounts; keeps the steps of sums, to be shown."""

    def __init__(self, ground: Ground) -> None:
        """For one clause."""
        self._ground = ground
        self.divisors: list[tuple[str, Amount]] = []

    def of(  # noqa: PLR0911 -- one case for each kind of amount
        self, expression: Expression, scopes: Scopes, moment: Moment
    ) -> Amount | None:
        """The amount of an expression; None where it takes no part.

        Divisors that may be zero are kept in `divisors`.
        """
        match expression:
            case Constant(amount=amount):
                return Exactly(amount)
            case DayConstant(day=day):
                return Exactly(Fraction(day.toordinal()))
            case FactValue(fact=fact):
                return self._ground.evidence.amount(fact, scopes, moment)
            case PeriodTotal(fact=fact):
                assert moment.first is not None, "a series stands only where there is a period"
                return self._ground.evidence.total(fact, scopes, moment.first, moment)
            case Named(meaning=meaning):
                return self.of(meaning, scopes, moment)
            case Arithmetic():
                return self._calculated(expression, scopes, moment)
            case Rounded(operand=operand, mode=mode, step=step):
                inner = self.of(operand, scopes, moment)
                return None if inner is None else rounded(inner, mode, step)
            case NumberOf(group=group):
                return self._sum(Constant(Fraction(1), NUMBER), group, scopes, moment, whole=True)
            case SumOf(operand=operand, group=group):
                return self._sum(operand, group, scopes, moment, whole=_counts_whole(operand))
            case _:
                raise TypeError(f"no amount: {expression}")

    def _calculated(self, expression: Arithmetic, scopes: Scopes, moment: Moment) -> Amount | None:
        left = self.of(expression.left, scopes, moment)
        right = self.of(expression.right, scopes, moment)
        if left is None or right is None:
            return None
        if expression.operator == "/":
            low, high = bounds(right)
            if (low is None or low <= 0) and (high is None or high >= 0):
                self.divisors.append((in_words(expression.right), right))
        return calculated(expression.operator, left, right)

    def _sum(
        self, operand: Expression, group: Group, scopes: Scopes, moment: Moment, *, whole: bool
    ) -> Amount:
        parts: list[Amount] = []
        for member in self._ground.members(group, scopes, moment.day):
            part = self.of(operand, (*scopes, member.thing), moment)
            if part is not None:
                parts.append(counted_where(member.belongs, part))
        if not self._ground.facts.is_complete(group.entity):
            parts.append(self.unlisted(operand, group, scopes, moment, whole=whole))
        return added(parts)

    def unlisted(
        self, operand: Expression, group: Group, scopes: Scopes, moment: Moment, *, whole: bool
    ) -> Amount:
        """What those of an open list come to that nobody listed."""
        # Whatever is not listed on a day comes to the same wherever it is asked for.
        whose = tuple((thing.entity, thing.id) for thing in scopes)
        key = ("further", in_words(operand), group.text, moment.day, moment.first, whose)
        more = AmountOf(Variable(key, "missing", Spread(ZERO, None, whole)))
        unlisted = if_then_else(self._ground.all_listed(group.entity), FALSE, TRUE)
        return counted_where(unlisted, more)

    def ends_of(self, expression: Within) -> tuple[Expression, Expression]:
        """The two ends of a range, times its scale where it has one."""
        limits, scale = expression.range, expression.scale
        ends = []
        for end in (limits.low, limits.high):
            constant = Constant(end, limits.unit)
            unit = unit_of(expression.operand)
            ends.append(constant if scale is None else Arithmetic("×", constant, scale, unit))
        return ends[0], ends[1]

    def steps(self, expression: Expression, scopes: Scopes, moment: Moment) -> str:
        """The terms of a sum as they were added up, such as ` = 20,000 + 9,000 + 1 to 4`."""
        match expression:
            case Named(meaning=meaning):
                return self.steps(meaning, scopes, moment)
            case SumOf(operand=operand, group=group):
                return self._terms(operand, group, scopes, moment)
            case _:
                return ""

    def _terms(self, operand: Expression, group: Group, scopes: Scopes, moment: Moment) -> str:
        members = self._ground.members(group, scopes, moment.day)
        if not 1 < len(members) <= 12:
            return ""
        words = []
        for member in members:
            part = self.of(operand, (*scopes, member.thing), moment)
            if part is not None:
                words.append(written.spread(*bounds(counted_where(member.belongs, part))))
        more = "" if self._ground.facts.is_complete(group.entity) else " + those not listed"
        return f" = {' + '.join(words)}{more}"


def unit_of(expression: Expression) -> Unit:
    """The unit of an amount; that of days for dates."""
    match expression:
        case Constant(unit=unit) | Named(unit=unit) | Arithmetic(unit=unit) | Rounded(unit=unit):
            return unit
        case NumberOf(unit=unit) | SumOf(unit=unit):
            return unit
        case FactValue(fact=fact) | PeriodTotal(fact=fact):
            return _unit_of_fact(fact)
        case DayConstant():
            return DATE
        case _:
            return NUMBER


def _unit_of_fact(fact: FactDefinition) -> Unit:
    match fact.kind:
        case NumberKind(unit=unit) | SeriesKind(unit=unit):
            return unit
        case DateKind():
            return DATE
        case YesNoKind() | RoleKind():
            return NUMBER


def _counts_whole(operand: Expression) -> bool:
    """Whether what is added up comes in whole numbers, so that what is not listed does too."""
    match operand:
        case FactValue(fact=fact) | PeriodTotal(fact=fact):
            match fact.kind:
                case (
                    NumberKind(whole=whole, factor=factor) | SeriesKind(whole=whole, factor=factor)
                ):
                    return whole and factor == 1
                case _:
                    return False
        case _:
            return False
