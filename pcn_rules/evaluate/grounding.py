"""Put what is known into an expression: a formula over what is not known is left.

None stands for an expression that takes no part, because it touches a fact that is not applicable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pcn_rules.evaluate.amounts import Amounts, Member, unit_of
from pcn_rules.evaluate.bounds import bounds, calculated
from pcn_rules.evaluate.evidence import Evidence
from pcn_rules.evaluate.expression_words import in_words, relation_words, with_unit
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.moments import Moment, Scopes
from pcn_rules.evaluate.notes import Notes, Question
from pcn_rules.evaluate.one_world import amount_in, holds
from pcn_rules.evaluate.result import Reason
from pcn_rules.evaluate.worlds import (
    TRUE,
    YES_NO,
    Always,
    Amount,
    AtLeastZero,
    Formula,
    Is,
    Variable,
    every,
    if_then_else,
    negated,
    some,
)
from pcn_rules.language.meaning import (
    And,
    Compare,
    Constant,
    DayConstant,
    Every,
    Expression,
    FactValue,
    Group,
    HasRole,
    Not,
    Or,
    Some,
    Vocabulary,
    Within,
)
from pcn_rules.networks.model import Thing
from pcn_rules.values.days import written


class Grounding:
    """Turns expressions into formulas for one clause, keeping note of all it consults."""

    def __init__(self, vocabulary: Vocabulary, facts: Facts, notes: Notes) -> None:
        """For the facts of one network as known by a day."""
        self.facts = facts
        self.notes = notes
        self._vocabulary = vocabulary
        events = frozenset(entity.name for entity in vocabulary.entities if entity.event)
        self.evidence = Evidence(facts, notes, events)
        self._amounts = Amounts(self)
        self._plurals = {entity.name: entity.plural for entity in vocabulary.entities}
        self._uses = 0

    def unnoted(self) -> Grounding:
        """The same without a trace in the reasons, to look back with."""
        return Grounding(self._vocabulary, self.facts, Notes({}, with_reasons=False))

    # --- truths ---

    def truth(  # noqa: PLR0911 -- one case for each kind of expression
        self, expression: Expression, scopes: Scopes, moment: Moment, *, wanted: bool = True
    ) -> Formula | None:
        """What must hold for an expression to be true at a moment, for the entities in scope.

        `wanted` is False below a negation: what is to be avoided is looked up on the day, and not
        as something to be achieved.
        """
        match expression:
            case FactValue(fact=fact):
                return self.evidence.yes_or_no(fact, scopes, moment, wanted=wanted)
            case Compare(operator=operator, left=left, right=right):
                return self._compared(operator, (left, right), scopes, moment)
            case Within():
                return self._within(expression, scopes, moment)
            case HasRole(fact=fact, role=role):
                return self.evidence.has_role(fact, role, scopes, moment)
            case Not(operand=operand):
                inner = self.truth(operand, scopes, moment, wanted=not wanted)
                return None if inner is None else negated(inner)
            case And(operands=operands):
                return every(self._parts(operands, scopes, moment, wanted=wanted))
            case Or(operands=operands):
                return some(self._parts(operands, scopes, moment, wanted=wanted))
            case Every(group=group, body=body):
                return self._every(group, body, scopes, moment, wanted=wanted)
            case Some(group=group, body=body):
                return self._some(group, body, scopes, moment, wanted=wanted)
            case _:
                raise TypeError(f"no truth: {expression}")

    def _parts(
        self, operands: Iterable[Expression], scopes: Scopes, moment: Moment, *, wanted: bool
    ) -> Iterator[Formula]:
        for operand in operands:
            part = self.truth(operand, scopes, moment, wanted=wanted)
            if part is not None:
                yield part

    def _every(
        self, group: Group, body: Expression, scopes: Scopes, moment: Moment, *, wanted: bool
    ) -> Formula:
        parts = [
            some((negated(member.belongs), part))
            for member, part in self._bodies(group, body, scopes, moment, wanted=wanted)
        ]
        unlisted = self._unlisted(("every", group, body), scopes, moment, usual=True)
        return every((*parts, unlisted))

    def _some(
        self, group: Group, body: Expression, scopes: Scopes, moment: Moment, *, wanted: bool
    ) -> Formula:
        parts = [
            every((member.belongs, part))
            for member, part in self._bodies(group, body, scopes, moment, wanted=wanted)
        ]
        unlisted = self._unlisted(("some", group, body), scopes, moment, usual=False)
        return some((*parts, unlisted))

    def _bodies(
        self, group: Group, body: Expression, scopes: Scopes, moment: Moment, *, wanted: bool
    ) -> Iterator[tuple[Member, Formula]]:
        for member in self.members(group, scopes, moment.day):
            part = self.truth(body, (*scopes, member.thing), moment, wanted=wanted)
            if part is not None:
                yield member, part

    def _unlisted(
        self, asked: tuple[str, Group, Expression], scopes: Scopes, moment: Moment, *, usual: bool
    ) -> Formula:
        """What entities that nobody listed bring: `usual` where the list is complete."""
        word, group, body = asked
        if self.facts.is_complete(group.entity):
            return Always(usual)
        whose = tuple((thing.entity, thing.id) for thing in scopes)
        key = ("further", word, group.text, in_words(body), moment, whose)
        free = Is(Variable(key, "missing", YES_NO))
        return if_then_else(self.all_listed(group.entity), Always(usual), free)

    # --- groups ---

    def members(self, group: Group, scopes: Scopes, day: date) -> tuple[Member, ...]:
        """The entities of a group that stand on a day, and what each needs to belong to it."""
        things = self.facts.standing(group.entity, day)
        plural = self._plurals.get(group.entity, group.entity)
        complete = self.facts.is_complete(group.entity)
        when = f"{plural} on {written(day)}"
        self.notes.listed(group.entity, when, things, complete=complete)
        found = []
        for thing in things:
            belongs = self._belongs(group, thing, scopes, day)
            if belongs is not None:
                found.append(Member(thing, every((self.stands(thing), belongs))))
        return tuple(found)

    def say_events(self, entity: str, first: date, last: date) -> None:
        """Keep the reason that the list of what happened from one day to another was consulted."""
        plural = self._plurals.get(entity, entity)
        when = f"{plural} from {written(first)} to {written(last)}"
        complete = self.facts.is_complete(entity)
        self.notes.listed(entity, when, self.facts.between(entity, first, last), complete=complete)

    def _belongs(self, group: Group, thing: Thing, scopes: Scopes, day: date) -> Formula | None:
        if group.where is None:
            return TRUE
        return self.truth(group.where, (*scopes, thing), Moment(day))

    def stands(self, thing: Thing) -> Formula:
        """Whether an entity is there: a planned one is in some worlds only."""
        if not thing.planned:
            return TRUE
        key = ("planned", thing.entity, thing.id, thing.stands.first)
        return Is(Variable(key, "world", YES_NO))

    def all_listed(self, entity: str) -> Formula:
        """Whether a list that is not declared complete is complete all the same: a question."""
        plural = self._plurals.get(entity, entity)
        text = f"are these all the {plural}?"
        variable = Variable(("list", entity), "missing", YES_NO)
        question = Question(text=text, kind="list", group=text, entity=entity)
        return Is(self.notes.ask(variable, question))

    def further(self, what: str) -> Variable:
        """A free unknown of its own that no question is asked about."""
        return Variable(("further", what, self.next_use()), "missing", YES_NO)

    def next_use(self) -> int:
        """A number that no other free unknown has."""
        self._uses += 1
        return self._uses

    # --- comparisons ---

    def amount(self, expression: Expression, scopes: Scopes, moment: Moment) -> Amount | None:
        """An expression as an amount in base units; days count from the first of January of 1."""
        return self._amounts.of(expression, scopes, moment)

    def figure(
        self, expression: Expression, scopes: Scopes, moment: Moment
    ) -> tuple[Amount | None, tuple[str, ...]]:
        """An amount, and the names of what it is divided by that may be zero: then it is none."""
        self._amounts.divisors.clear()
        amount = self.amount(expression, scopes, moment)
        return amount, tuple(name for name, _ in self._amounts.divisors)

    def unlisted(self, operand: Expression, group: Group, moment: Moment) -> Amount:
        """What an amount comes to over those of an open list that nobody listed."""
        return self._amounts.unlisted(operand, group, (), moment, whole=False)

    def _compared(
        self,
        operator: str,
        sides: tuple[Expression, Expression],
        scopes: Scopes,
        moment: Moment,
    ) -> Formula | None:
        self._amounts.divisors.clear()
        left = self.amount(sides[0], scopes, moment)
        right = self.amount(sides[1], scopes, moment)
        divisors = tuple(self._amounts.divisors)
        if left is None or right is None:
            return None
        steps = self._amounts.steps(sides[0], scopes, moment)
        self._say_compared(operator, sides, (left, right), steps, scopes)
        return self._divided(_settled(_inequality(operator, left, right)), divisors)

    def _divided(self, compared: Formula, divisors: tuple[tuple[str, Amount], ...]) -> Formula:
        """A comparison, unknown where one of its divisors is zero; nobody can be asked for that."""
        for name, divisor in divisors:
            text = f"`{name}` may be zero, and nothing can be divided by zero"
            self.notes.say(Reason(kind="note", text=text))
            zero = _settled(AtLeastZero(divisor, "="))
            compared = if_then_else(zero, Is(self.further("quotient")), compared)
        return compared

    def _within(self, expression: Within, scopes: Scopes, moment: Moment) -> Formula | None:
        ends = self._amounts.ends_of(expression)
        low = self._compared(">=", (expression.operand, ends[0]), scopes, moment)
        high = self._compared("<=", (expression.operand, ends[1]), scopes, moment)
        return None if low is None or high is None else every((low, high))

    def _say_compared(
        self,
        operator: str,
        sides: tuple[Expression, Expression],
        amounts: tuple[Amount, Amount],
        steps: str,
        scopes: Scopes,
    ) -> None:
        unit = unit_of(sides[0])
        found, against = (with_unit(bounds(amount), unit) for amount in amounts)
        words = f"{in_words(sides[0])}{steps} = {found}"
        match sides[1]:
            case Constant() | DayConstant():
                limit = against
            case _:
                limit = f"{in_words(sides[1])} = {against}"
        text = f"{words}, against {relation_words(operator)} {limit}"
        whose = scopes[-1] if scopes else None
        self.notes.say(
            Reason(
                kind="arithmetic",
                text=f"{whose.name}: {text}" if whose else text,
                entity=whose.entity if whose else None,
                subject=whose.id if whose else None,
                subject_name=whose.name if whose else None,
            )
        )


def _settled(formula: AtLeastZero) -> Formula:
    if formula.variables:
        return formula
    return Always(holds(amount_in(formula.amount, {}), formula.relation))


def _inequality(operator: str, left: Amount, right: Amount) -> AtLeastZero:
    match operator:
        case ">=":
            return AtLeastZero(calculated("-", left, right), ">=")
        case "<=":
            return AtLeastZero(calculated("-", right, left), ">=")
        case ">":
            return AtLeastZero(calculated("-", left, right), ">")
        case "<":
            return AtLeastZero(calculated("-", right, left), ">")
        case _:
            return AtLeastZero(calculated("-", left, right), "=")
