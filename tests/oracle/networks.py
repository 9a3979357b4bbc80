"""Networks drawn at random: few things, and every way in which data can fall short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import inf
from random import Random

from oracle.dates import DAY
from oracle.vocabulary import EVENTS, PLURALS, ROLES, Word, facts_of
from pcn_rules.language.meaning import ANOTHER_ROLE
from pcn_rules.networks.model import (
    CompleteSeries,
    Days,
    Estimate,
    Known,
    Missing,
    Network,
    NotApplicable,
    Planned,
    Record,
    SourceOfFacts,
    StandsFor,
    Thing,
    Value,
)

LONG_AGO = date(2020, 1, 1)
ALWAYS = Days(date.min, None)
SOURCES = tuple(
    SourceOfFacts(name, name, "a publisher", "2020", rank=rank)
    for name, rank in (("best", 1), ("good", 2), ("other", None))
)
RANKS = {source.id: inf if source.rank is None else source.rank for source in SOURCES}


@dataclass
class Surveyor:
    """Draws one network around the days on which something turns."""

    random: Random
    days: tuple[date, ...]
    anchor: date
    things: list[Thing] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    stands_for: list[StandsFor] = field(default_factory=list)
    complete_series: list[CompleteSeries] = field(default_factory=list)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def day(self) -> date:
        return self.random.choice(self.days)

    def draw(self) -> Network:
        self._list_things()
        for entity in (*PLURALS, *EVENTS, None):
            for word in facts_of(entity):
                self._say_beforehand(word)
                for subject in self._subjects(entity):
                    for record in self._records_of(word, subject):
                        if not any(_clash(record, other, self) for other in self.records):
                            self.records.append(record)
        complete = (e for e in (*PLURALS, *EVENTS) if self.chance(0.92))
        return Network(
            "N1",
            "A network",
            self.anchor,
            tuple(self.things),
            tuple(self.records),
            frozenset(complete),
            tuple(self.stands_for),
            tuple(self.complete_series),
            SOURCES,
        )

    # --- things ---

    def _list_things(self) -> None:
        for entity in PLURALS:
            for number in range(self.random.choice((0, 1, 1, 1, 2, 2, 2, 3))):
                stands = ALWAYS if self.chance(0.7) else self._stretch()
                self._thing(entity, f"{entity[0].upper()}{number + 1}", stands)
        for entity in EVENTS:
            for number in range(self.random.choice((0, 1, 1, 2))):
                day = self.day()
                self._thing(entity, f"{entity[0]}{number + 1}", Days(day, day))

    def _thing(self, entity: str, name: str, stands: Days) -> None:
        known = self.day() if self.chance(0.05) else LONG_AGO
        planned = self.chance(0.08)
        self.things.append(Thing(entity, name, name, stands, known, "best", planned=planned))

    def _stretch(self) -> Days:
        first, last = sorted((self.day(), self.day()))
        return self.random.choice(
            (Days(first, None), Days(date.min, last), Days(first, last), Days(first, first))
        )

    def _subjects(self, entity: str | None) -> list[str | None]:
        return [None] if entity is None else [t.id for t in self.things if t.entity == entity]

    # --- statements about records ---

    def _say_beforehand(self, word: Word) -> None:
        if word.kind == "series":
            if self.chance(0.75):
                days = ALWAYS if self.chance(0.7) else self._stretch()
                self.complete_series.append(CompleteSeries(word.entity, word.name, days))
        elif self.chance(0.06):
            source = self.random.choice((None, "best"))
            self.stands_for.append(
                StandsFor(word.entity, None, word.name, source, self._stretch(), "as it was")
            )

    # --- records ---

    def _records_of(self, word: Word, subject: str | None) -> Iterator[Record]:
        if word.kind == "series":
            yield from self._series(word, subject)
            return
        if self.chance(0.06):
            return
        for _ in range(2 if self.chance(0.12) else 1):
            value, describes = self._statement(word)
            yield self._record(word, subject, value, describes)

    def _record(self, word: Word, subject: str | None, value: Value, describes: Days) -> Record:
        known = LONG_AGO if describes.first == date.min else describes.first
        known = self.day() if self.chance(0.05) else known
        source = self.random.choice(SOURCES).id
        return Record(word.entity, subject, word.name, value, describes, known, source, "stated")

    def _statement(self, word: Word) -> tuple[Value, Days]:
        match word.kind:
            case "yes or no":
                return self._yes_or_no()
            case "date":
                return self._a_date()
            case "role":
                return self._role()
            case _:
                return self._number(word)

    def _always(self) -> Days:
        return ALWAYS if self.chance(0.8) else self._stretch()

    def _yes_or_no(self) -> tuple[Value, Days]:
        day = self.day()
        match self.random.randrange(20):
            case 0 | 1 | 2 | 3 | 4 | 5 | 6:
                return Known(True), self._always()
            case 7 | 8 | 9:
                return Known(False), self._always()
            case 10 | 11 | 12:
                return Known(True, done=day), self.random.choice((ALWAYS, Days(day, day)))
            case 13 | 14:
                return Known(True), Days(day, self.random.choice((day, None)))
            case 15 | 16:
                return Known(False), Days(day, day)
            case 17:
                return Missing(likely=self.random.choice((None, True))), ALWAYS
            case 18:
                return Planned(True, day), ALWAYS
            case _:
                return self.random.choice((NotApplicable(), Known(False))), ALWAYS

    def _role(self) -> tuple[Value, Days]:
        match self.random.randrange(10):
            case 0:
                return Missing(likely=self.random.choice((None, "GP"))), ALWAYS
            case 1:
                return NotApplicable(), ALWAYS
            case 2:
                return Known(ANOTHER_ROLE), self._always()
            case _:
                return Known(self.random.choice(tuple(ROLES))), self._always()

    def _a_date(self) -> tuple[Value, Days]:
        if self.chance(0.15):
            return self.random.choice((Missing(), NotApplicable())), ALWAYS
        step = self.random.choice((-2, -1, 0, 1, 2))
        return Known(self.anchor + step * DAY), self._always()

    def _amount(self, word: Word) -> Fraction:
        amount = Fraction(self.random.choice((0, 1, 1, 2, 2, 3, 4, 5)))
        if not word.whole and self.chance(0.4):
            amount += Fraction(1, 2)
        return amount * (60 if word.unit == "hours" else 1)

    def _ends(self, word: Word) -> tuple[Fraction, Fraction]:
        low = self._amount(word)
        step = 60 if word.unit == "hours" else 1
        return low, low + self.random.choice((0, 1, 1, 2)) * step

    def _number(self, word: Word) -> tuple[Value, Days]:
        match self.random.randrange(20):
            case 0:
                return Missing(*self._ends(word), why="suppressed"), self._always()
            case 1:
                return Missing(likely=self._amount(word)), ALWAYS
            case 2 | 3 | 4 | 5 | 9 | 10:
                return Estimate(*self._ends(word)), self._always()
            case 6 | 7:
                return Planned(self._amount(word), self.day()), ALWAYS
            case 8:
                return NotApplicable(), ALWAYS
            case _:
                return Known(self._amount(word)), self._always()

    def _series(self, word: Word, subject: str | None) -> Iterator[Record]:
        if self.chance(0.05):
            yield self._record(word, subject, NotApplicable(), ALWAYS)
        elif not word.whole and self.chance(0.35):
            value = Known(self._amount(word), weekly=True)
            yield self._record(word, subject, value, self._always())
        else:
            for _ in range(self.random.choice((0, 1, 2, 3, 4, 5))):
                day = self.day()
                last = day + self.random.choice((0, 0, 0, 1, 6)) * DAY
                yield self._record(word, subject, self._happened(word), Days(day, last))

    def _happened(self, word: Word) -> Value:
        match self.random.randrange(20):
            case 0:
                return Missing(*self._ends(word))
            case 1:
                return Estimate(*self._ends(word))
            case _:
                return Known(self._amount(word))


def _clash(one: Record, other: Record, survey: Surveyor) -> bool:
    """Whether two records speak of one day with nothing to choose between them.

    The records of a series add up, so that no two may speak of one day at all.
    """
    if (one.entity, one.subject, one.fact) != (other.entity, other.subject, other.fact):
        return False
    kinds = {word.name: word.kind for word in facts_of(one.entity)}
    apart = one.value == other.value or RANKS[one.source] != RANKS[other.source]
    if apart and kinds[one.fact] != "series":
        return False
    stretched = any(said.fact == one.fact for said in survey.stands_for)
    return stretched or _overlap(one.describes, other.describes)


def _overlap(one: Days, other: Days) -> bool:
    return one.first in other or other.first in one


def network(random: Random, days: tuple[date, ...], anchor: date) -> Network:
    """A network around some days."""
    return Surveyor(random, days, anchor).draw()
