"""Facts into formulas: what is on record at a moment, and the variables for what is not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from pcn_rules.evaluate.bounds import calculated
from pcn_rules.evaluate.facts import FactKey, Facts, Found
from pcn_rules.evaluate.moments import Moment, Scopes
from pcn_rules.evaluate.notes import Notes, likely_words, still_words
from pcn_rules.evaluate.worlds import (
    FALSE,
    TRUE,
    YES_NO,
    Always,
    Amount,
    AmountOf,
    Applied,
    Choices,
    Exactly,
    Formula,
    Is,
    Spread,
    Variable,
    Where,
    is_same,
)
from pcn_rules.language.meaning import (
    ANOTHER_ROLE,
    DateKind,
    FactDefinition,
    NumberKind,
    RoleKind,
    SeriesKind,
    YesNoKind,
)
from pcn_rules.networks.model import (
    Estimate,
    Known,
    Missing,
    NotApplicable,
    Planned,
    Record,
)
from pcn_rules.values.days import written

ZERO = Fraction(0)


class Evidence:
    """What the records of a network say of a fact at a moment."""

    def __init__(self, facts: Facts, notes: Notes, events: frozenset[str]) -> None:
        """For one network as known by a day; `events` are the entities that happen on a day."""
        self._events = events
        self._facts = facts
        self._notes = notes

    def key(self, fact: FactDefinition, scopes: Scopes) -> FactKey:
        """Whose fact it is: that of the innermost entity in scope of its kind."""
        if fact.entity is None:
            return None, None, fact.name
        for thing in reversed(scopes):
            if thing.entity == fact.entity:
                return thing.entity, thing.id, fact.name
        # One duty may react to events of several kinds, which then share the names of facts.
        if scopes and {fact.entity, scopes[-1].entity} <= self._events:
            return scopes[-1].entity, scopes[-1].id, fact.name
        return fact.entity, None, fact.name

    # --- yes or no ---

    def yes_or_no(
        self, fact: FactDefinition, scopes: Scopes, moment: Moment, *, wanted: bool
    ) -> Formula | None:
        """Whether a yes-or-no fact is true: on the day, or done by the deadline if there is one."""
        key = self.key(fact, scopes)
        if _of_nobody(fact, key):
            return None
        found = self._facts.on(key, moment.day)
        if moment.achieved and wanted:
            return self._achieved(fact, key, moment, found)
        self._notes.consulted(fact, key, found, moment.day)
        match found.value:
            case Known(value=value):
                return Always(bool(value))
            case Planned(value=value, start=start):
                return self._plan(key, found) if value and moment.in_plan(start) else FALSE
            case NotApplicable():
                return None
            case Missing() | Estimate():
                return Is(self._not_known(fact, key, found, moment))

    def _achieved(
        self, fact: FactDefinition, key: FactKey, moment: Moment, found: Found
    ) -> Formula | None:
        if found.value == NotApplicable():
            self._notes.consulted(fact, key, found, moment.day)
            return None
        said_after: list[Record] = []
        for record in self._facts.records(key):
            match record.value:
                case Known(value=True, done=done):
                    if self._says_in_time(record, done, moment):
                        self._notes.recorded(fact, key, record)
                        return TRUE
                    said_after.append(record)
                case _:
                    continue
        match found.value:
            case Planned(value=value, start=start):
                self._notes.consulted(fact, key, found, moment.day)
                return self._plan(key, found) if value and moment.in_plan(start) else FALSE
            case _:
                return self._not_achieved(fact, key, moment, found, said_after)

    def _says_in_time(self, record: Record, done: date | None, moment: Moment) -> bool:
        """Whether a yes was done in time; a plain one counts on the days it describes."""
        opens = moment.first or date.min
        if done is not None:
            return opens <= done <= moment.day
        return any(
            days.first <= moment.day and (days.last is None or days.last >= opens)
            for days in self._facts.extended(record)
        )

    def _not_achieved(
        self,
        fact: FactDefinition,
        key: FactKey,
        moment: Moment,
        found: Found,
        said_after: list[Record],
    ) -> Formula:
        for record in self._facts.records(key):
            if record.value == Known(False) and self._denies(record, moment):
                self._notes.recorded(fact, key, record)
                return FALSE
        for record in said_after if moment.first is None else ():
            match record.value:
                case Known(done=date()):
                    self._notes.recorded(fact, key, record)
                    return FALSE
                case _:
                    continue
        self._notes.consulted(fact, key, found, moment.day)
        return Is(self._not_known(fact, key, found, moment))

    def _denies(self, record: Record, moment: Moment) -> bool:
        """Whether a no says that something was not done by the day (or in the period)."""
        days = self._facts.extended(record)
        if moment.first is not None:
            return any(moment.day in stretch for stretch in days)
        return any(stretch.last is None or stretch.last >= moment.day for stretch in days)

    def _not_known(
        self, fact: FactDefinition, key: FactKey, found: Found, moment: Moment
    ) -> Variable:
        """What nobody said of a day; where somebody said yes later, the day is the question."""
        later = [r for r in self._facts.records(key) if _says_yes_after(r, moment.day)]
        if found.record is not None or moment.first is not None or not later:
            return self._missing(fact, key, found, moment)
        for record in later:
            self._notes.recorded(fact, key, record)
        variable = Variable(("day", *key, moment.day), "missing", YES_NO)
        return self._notes.ask(variable, self._notes.day_question(fact, key, moment.day))

    # --- roles ---

    def has_role(
        self, fact: FactDefinition, role: str, scopes: Scopes, moment: Moment
    ) -> Formula | None:
        """Whether the role on the day is the one of that name."""
        key = self.key(fact, scopes)
        if _of_nobody(fact, key):
            return None
        found = self._facts.on(key, moment.day)
        self._notes.consulted(fact, key, found, moment.day)
        match found.value:
            case Known(value=value):
                return Always(value == role)
            case NotApplicable():
                return None
            case Missing() | Estimate() | Planned():
                held = Is(self._missing(fact, key, found, moment))
                return Applied(is_same, (held, Always(role)))

    # --- amounts and days ---

    def amount(self, fact: FactDefinition, scopes: Scopes, moment: Moment) -> Amount | None:
        """The amount of a fact on the day, in base units; a date as the number of its day."""
        key = self.key(fact, scopes)
        if _of_nobody(fact, key):
            return None
        found = self._facts.on(key, moment.figures)
        self._notes.consulted(fact, key, found, moment.figures)
        match found.value:
            case Known(value=date() as day):
                return Exactly(Fraction(day.toordinal()))
            case Known(value=Fraction() as value):
                return Exactly(value)
            case NotApplicable():
                return None
            case Planned(start=start) if not moment.in_plan(start):
                return Exactly(ZERO)
            case _:
                return self._unsure(fact, key, found, moment)

    def _unsure(self, fact: FactDefinition, key: FactKey, found: Found, moment: Moment) -> Amount:
        match found.value:
            case Planned(value=value):
                return Where(self._plan(key, found), Exactly(Fraction(value)))
            case Estimate(low=low, high=high):
                spread = Spread(low, high, _whole(fact))
                return AmountOf(Variable(("estimate", *_of(key, found)), "world", spread))
            case _:
                return AmountOf(self._missing(fact, key, found, moment))

    def total(
        self, fact: FactDefinition, scopes: Scopes, first: date, moment: Moment
    ) -> Amount | None:
        """A series added up from `first` to the day of the moment."""
        key = self.key(fact, scopes)
        if _of_nobody(fact, key):
            return None
        total = self._facts.total(key, first, moment.day)
        amount: Amount = Exactly(total.known)
        for record in total.records:
            self._notes.recorded(fact, key, record)
        if any(record.value == NotApplicable() for record in total.records):
            return None
        for record, share in total.unsure:
            part = self._part(fact, key, record, moment)
            amount = calculated("+", amount, calculated("×", part, Exactly(share)))
        if total.covered:
            return amount
        days = f"for every day from {written(first)} to {written(moment.day)}"
        self._notes.not_recorded(fact, key, days)
        spread = Spread(ZERO, None, _whole(fact))
        variable = Variable(("fact", *key, "total", first, moment.day), "missing", spread)
        self._notes.ask(variable, self._notes.fact_question(fact, key, None))
        return calculated("+", amount, AmountOf(variable))

    def _part(self, fact: FactDefinition, key: FactKey, record: Record, moment: Moment) -> Amount:
        match record.value:
            case Planned(start=start) if not moment.in_plan(start):
                return Exactly(ZERO)
            case _:
                return self._unsure(fact, key, Found(record.value, record), moment)

    # --- variables ---

    def _missing(
        self, fact: FactDefinition, key: FactKey, found: Found, moment: Moment
    ) -> Variable:
        match found.value:
            case Missing(low=low, high=high) as value:
                likely = likely_words(value, fact)
            case _:
                low = high = likely = None
        place = _of(key, found) if found.record else (*key, moment.first, moment.figures)
        domain = _domain(fact, low, high)
        variable = Variable(("fact", *place), "missing", domain)
        hint = None if found.record else self._still(fact, key, moment)
        return self._notes.ask(variable, self._notes.fact_question(fact, key, likely, hint))

    def _still(self, fact: FactDefinition, key: FactKey, moment: Moment) -> str | None:
        """How to write that the last yes stated of a day before is so still, where there is one."""
        said = [
            (record.value.done or record.describes.first, record)
            for record in self._facts.records(key)
            if isinstance(record.value, Known)
            and record.value.value is True
            and record.describes.first < moment.day
        ]
        if moment.first is not None or not said:
            return None
        since, record = max(said, key=lambda one: one[0])
        self._notes.recorded(fact, key, record)
        return still_words(since)

    def _plan(self, key: FactKey, found: Found) -> Formula:
        return Is(Variable(("plan", *_of(key, found)), "world", YES_NO))


def _says_yes_after(record: Record, day: date) -> bool:
    """A plain yes, without the day on which it came true, stated of days after another."""
    return record.value == Known(True) and record.describes.first > day


def _of_nobody(fact: FactDefinition, key: FactKey) -> bool:
    """Whether a fact of an entity is looked up where there is none yet, as for an event to come."""
    return fact.entity is not None and key[1] is None


def _of(key: FactKey, found: Found) -> tuple[object, ...]:
    record = found.record
    assert record is not None
    return (*key, record.describes.first, record.describes.last, record.known, record.source)


def _whole(fact: FactDefinition) -> bool:
    match fact.kind:
        case NumberKind(whole=whole) | SeriesKind(whole=whole):
            return whole
        case DateKind():
            return True
        case YesNoKind() | RoleKind():
            return False


def _domain(fact: FactDefinition, low: Fraction | None, high: Fraction | None) -> Choices | Spread:
    match fact.kind:
        case YesNoKind():
            return YES_NO
        case NumberKind(whole=whole) | SeriesKind(whole=whole):
            return Spread(ZERO if low is None else low, high, whole)
        case RoleKind(roles=roles):
            return Choices((*roles, ANOTHER_ROLE))
        case DateKind():
            return Spread(Fraction(1) if low is None else low, high, whole=True)
        case _:
            assert_never(fact.kind)
