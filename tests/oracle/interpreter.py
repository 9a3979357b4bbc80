"""What a formula says in one world: nothing but the meaning of each of its parts."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from oracle.choices import Choice, Variable
from oracle.facts import NO_PART, UNDEFINED, Facts, Moment, Special
from pcn_rules.language.meaning import (
    And,
    Arithmetic,
    Compare,
    Constant,
    DayConstant,
    Every,
    Expression,
    FactDefinition,
    FactValue,
    Group,
    HasRole,
    Named,
    Not,
    NumberOf,
    Or,
    PeriodTotal,
    Rounded,
    Some,
    SumOf,
    Within,
    YesNoKind,
)
from pcn_rules.networks.model import Thing
from pcn_rules.values.units import NUMBER

COMPARISONS = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
EXTRA = tuple(Fraction(n) for n in (0, 1, 2, 3, 4, 5, 100_000))
"""Amounts that things nobody listed may add."""
ONE = Constant(Fraction(1), NUMBER)


@dataclass(frozen=True)
class Reader:
    """Reads formulas at one moment, about the things in scope, by the name of their entity.

    A thing in scope may be None: one still to come, of which no fact takes part. `evidence` is
    whether evidence of an achievement counts: not where it is `denied`, nor in picking a group.
    """

    facts: Facts
    moment: Moment
    scope: Mapping[str, Thing | None]
    evidence: bool = False
    denied: bool = False

    # --- yes or no ---

    def holds(self, formula: Expression) -> bool | Special:
        """True, false, or that it takes no part."""
        match formula:
            case And(operands):
                return self._all([self.holds(each) for each in operands])
            case Or(operands):
                return self._any([self.holds(each) for each in operands])
            case Every(group, body):
                found = [inner.holds(body) for inner in self._each(group)]
                return self._all([*found, not self._more_may_differ(formula, group)])
            case Some(group, body):
                found = [inner.holds(body) for inner in self._each(group)]
                return self._any([*found, self._more_may_differ(formula, group)])
            case Named():
                return self.holds(formula.meaning)
            case _:
                return self._simply_holds(formula)

    def _simply_holds(self, formula: Expression) -> bool | Special:
        match formula:
            case FactValue(fact):
                return self._fact(fact)
            case HasRole(fact, role):
                held = self._fact(fact)
                return held if isinstance(held, Special) else held == role
            case Compare(sign, left, right):
                return self._compare(COMPARISONS[sign], self.amount(left), self.amount(right))
            case Within(operand, bounds, scale):
                value, times = self.amount(operand), self.amount(scale or ONE)
                low, high = (self._product(end, times) for end in (bounds.low, bounds.high))
                ends = [
                    self._compare(operator.ge, value, low),
                    self._compare(operator.le, value, high),
                ]
                return NO_PART if NO_PART in ends else all(ends)
            case Not(operand):
                said = replace(self, denied=not self.denied).holds(operand)
                return said if isinstance(said, Special) else not said
            case _:
                raise TypeError(formula)

    def _all(self, said: list[bool | Special]) -> bool:
        return all(each for each in said if each is not NO_PART)

    def _any(self, said: list[bool | Special]) -> bool:
        return any(each for each in said if each is not NO_PART)

    def _compare(self, sign: Any, left: Any, right: Any) -> bool | Special:
        if NO_PART in (left, right):
            return NO_PART
        if UNDEFINED in (left, right):  # division by what may be zero is unknown
            name = ("undefined", sign, left, right, self.moment.day)
            return self.facts.world.read(Variable(name, (False, True)))
        return sign(left, right)

    # --- groups ---

    def _each(self, group: Group) -> Iterator[Reader]:
        """A reader inside each member."""
        for thing in self.facts.standing((group.entity,), self.moment.day):
            inner = replace(self, scope={**self.scope, group.entity: thing})
            picks = replace(inner, evidence=False)
            if group.where is None or picks.holds(group.where) is True:
                yield inner

    def _more_may_differ(self, use: Expression, group: Group) -> bool:
        """Whether things that nobody listed turn this use of the group the other way."""
        return bool(self._unlisted(use, group, (False, True)))

    def _unlisted(self, use: Expression, group: Group, domain: tuple[Choice, ...]) -> Any:
        """What nobody listed changes: nothing (the first of the domain) where all are listed."""
        if self.facts.all_listed(group.entity):
            return domain[0]
        key = ("list", group.entity, None, None)
        name = ("unlisted", use, self.moment.day)
        return self.facts.world.read(Variable(name, domain, key=key))

    # --- amounts and days ---

    def amount(self, formula: Expression) -> Any:
        """An exact amount, a day, or what is no value."""
        match formula:
            case Constant(amount):
                return amount
            case DayConstant(day):
                return day
            case FactValue(fact):
                return self._fact(fact)
            case PeriodTotal(fact):
                thing = self._thing(fact)
                known = not isinstance(thing, Special)
                return self.facts.total(fact, thing, self.moment) if known else thing
            case Named():
                return self.amount(formula.meaning)
            case _:
                return self._worked_out(formula)

    def _worked_out(self, formula: Expression) -> Any:
        match formula:
            case Arithmetic(sign, left, right):
                return self._combine(sign, self.amount(left), self.amount(right))
            case Rounded(operand, mode, step):
                return self._rounded(self.amount(operand), mode, step)
            case NumberOf(group):
                return self._added_up(formula, group, lambda inner: Fraction(1))
            case SumOf(operand, group):
                return self._added_up(formula, group, lambda inner: inner.amount(operand))
            case _:
                raise TypeError(formula)

    def _added_up(self, use: Expression, group: Group, term: Callable[[Reader], Any]) -> Any:
        terms = [term(inner) for inner in self._each(group)]
        if UNDEFINED in terms:
            return UNDEFINED
        listed = sum((each for each in terms if each is not NO_PART), Fraction(0))
        return listed + self._unlisted(use, group, EXTRA)

    def _rounded(self, value: Any, mode: str, step: Fraction) -> Any:
        if isinstance(value, Special):
            return value
        half = Fraction(1, 2)
        rule = {"nearest": lambda steps: floor(steps + half), "up": ceil, "down": floor}
        return step * rule[mode](value / step)

    def _combine(self, sign: str, left: Any, right: Any) -> Any:
        for special in (NO_PART, UNDEFINED):
            if special in (left, right):
                return special
        match sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "×":
                return left * right
            case _:
                return left / right if right else UNDEFINED

    def _product(self, end: Fraction, times: Any) -> Any:
        return times if isinstance(times, Special) else end * times

    # --- facts ---

    def _thing(self, fact: FactDefinition) -> Thing | Special | None:
        if fact.entity is None:
            return None
        thing = self.scope[fact.entity]
        return NO_PART if thing is None else thing

    def _fact(self, fact: FactDefinition) -> bool | Fraction | date | Special:
        thing = self._thing(fact)
        if isinstance(thing, Special):
            return thing
        if self.evidence and not self.denied and fact.kind == YesNoKind():
            return self.facts.achieved(fact, thing, self.moment)
        return self.facts.value(fact, thing, self.moment)
