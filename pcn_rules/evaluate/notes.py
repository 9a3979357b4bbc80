"""Keep note of all a verdict consults: the questions it may ask and the reasons it gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal as OneOf

from pcn_rules.evaluate.facts import FactKey, Found
from pcn_rules.evaluate.record_words import days_words, scalar_words, value_words
from pcn_rules.evaluate.result import Reason
from pcn_rules.evaluate.worlds import Variable
from pcn_rules.language.meaning import FactDefinition, Kind, NumberKind, SeriesKind
from pcn_rules.networks.model import PLANNED_STAGES, Missing, Record, Thing
from pcn_rules.values.days import written


@dataclass(frozen=True, slots=True)
class Question:
    """A missing fact as something to find out; `kind` and `hint` as in `result.Deciding`.

    `measured` is the kind of the fact where its answers are amounts.
    """

    text: str
    kind: OneOf["fact", "list", "day", "assumption", "people"]
    group: str
    entity: str | None = None
    subject: str | None = None
    subject_name: str | None = None
    measured: Kind | None = None
    likely: str | None = None
    indicator: str | None = None
    answers: tuple[str, str] = ("yes", "no")
    """Words for true and false."""
    hint: str | None = None


class Notes:
    """The questions and reasons of one clause, in the order in which they came up."""

    def __init__(self, names: dict[tuple[str, str], str], *, with_reasons: bool = True) -> None:
        """`names` gives entities (kind and id) the name people know them by.

        Where nobody will read the reasons they are not even put into words.
        """
        self._names = names
        self._with_reasons = with_reasons
        self._reasons: dict[Reason, None] = {}
        self.questions: dict[Variable, Question] = {}

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason once."""
        return tuple(self._reasons)

    def say(self, reason: Reason) -> None:
        """Keep a reason."""
        if self._with_reasons:
            self._reasons.setdefault(reason)

    def ask(self, variable: Variable, question: Question) -> Variable:
        """Keep the question that a missing variable stands for."""
        self.questions.setdefault(variable, question)
        return variable

    def name_of(self, entity: str | None, subject: str | None) -> str | None:
        """The name of an entity of the network; None for the network itself."""
        if entity is None or subject is None:
            return None
        return self._names.get((entity, subject), subject)

    def fact_question(
        self, fact: FactDefinition, key: FactKey, likely: str | None, hint: str | None = None
    ) -> Question:
        """Ask for the value of a fact."""
        name = self.name_of(key[0], key[1])
        what = f"done, or in place: {fact.name}?" if fact.attested else _asked(fact)
        return Question(
            text=f"{name}: {what}" if name else what,
            kind="fact",
            group=fact.name,
            entity=key[0],
            subject=key[1],
            subject_name=name,
            measured=fact.kind,
            likely=likely,
            indicator=fact.indicator,
            hint=hint,
        )

    def day_question(self, fact: FactDefinition, key: FactKey, deadline: date) -> Question:
        """Ask for the day on which something was done that is said to be done."""
        name = self.name_of(key[0], key[1])
        whose = f"{name}: " if name else ""
        return Question(
            text=f"{whose}on what day was it so: {fact.name}?",
            kind="day",
            group=f"the day of: {fact.name}",
            entity=key[0],
            subject=key[1],
            subject_name=name,
            indicator=fact.indicator,
            answers=(f"by {written(deadline)}", f"after {written(deadline)}"),
        )

    def consulted(self, fact: FactDefinition, key: FactKey, found: Found, day: date) -> None:
        """Keep the reason that a fact was looked up for a day, and what was found."""
        if not self._with_reasons:
            return
        record = found.record
        if record is None:
            self.say(self._reason(fact, key, None, f"not known for {written(day)}"))
            return
        self.say(self._reason(fact, key, record, value_words(record.value, fact)))
        if found.stands_for is not None:
            self._stood_for(fact, key, found, day)
        for other in found.lost:
            words = value_words(other.value, fact)
            lost = self._reason(fact, key, other, words)
            text = f"{lost.text}; `{record.source}` goes before `{other.source}`"
            self.say(replace(lost, kind="ranking", text=text))

    def recorded(self, fact: FactDefinition, key: FactKey, record: Record) -> None:
        """Keep the reason that a record was used as it stands."""
        if not self._with_reasons:
            return
        self.say(self._reason(fact, key, record, value_words(record.value, fact)))

    def not_recorded(self, fact: FactDefinition, key: FactKey, when: str) -> None:
        """Keep the reason that nothing was said of a fact."""
        self.say(self._reason(fact, key, None, f"not known {when}"))

    def _stood_for(self, fact: FactDefinition, key: FactKey, found: Found, day: date) -> None:
        record, stands = found.record, found.stands_for
        assert record is not None
        assert stands is not None
        days = days_words(record.describes)
        of = f"of the days {days}" if days.startswith("from") else f"of {days}"
        text = f"{self._of(fact, key)} {of} stands for {written(day)}: {stands.reason}"
        self.say(replace(self._reason(fact, key, record, ""), kind="assumption", text=text))

    def _reason(
        self, fact: FactDefinition, key: FactKey, record: Record | None, value: str
    ) -> Reason:
        return Reason(
            kind="fact",
            text=f"{self._of(fact, key)}: {value}",
            entity=key[0],
            subject=key[1],
            subject_name=self.name_of(key[0], key[1]),
            fact=fact.name,
            value=value,
            source=record.source if record else None,
            describes=days_words(record.describes) if record else None,
            known=record.known if record else None,
            standing=record.standing if record else None,
        )

    def _of(self, fact: FactDefinition, key: FactKey) -> str:
        name = self.name_of(key[0], key[1])
        return f"{name}: {fact.name}" if name else fact.name

    def listed(self, entity: str, when: str, things: tuple[Thing, ...], *, complete: bool) -> None:
        """Keep the reason that a list of entities was consulted; `when` is its name and days."""
        state = "complete" if complete else "open: there may be others"
        planned = sum(thing.planned for thing in things)
        stages = Counter(thing.stage for thing in things if thing.planned and thing.stage)
        so_far = ", ".join(f"{stages[each]} {each}" for each in PLANNED_STAGES if stages[each])
        extra = f", {planned} of them only planned" if planned else ""
        extra += f" ({so_far})" if so_far else ""
        text = f"{when}: {len(things)}{extra}; the list is {state}"
        self.say(Reason(kind="list", text=text, entity=entity))


def _asked(fact: FactDefinition) -> str:
    """A fact as a question, with the unit of its answer where its name does not say it."""
    match fact.kind:
        case NumberKind(written=unit) | SeriesKind(written=unit) if _says_more(unit, fact):
            return f"{fact.name}, in {unit}?"
        case _:
            return f"{fact.name}?"


def _says_more(unit: str, fact: FactDefinition) -> bool:
    return unit != "number" and unit not in fact.name


def still_words(since: date) -> str:
    """How to write that what was so on a day is so still: a yes is about the days it describes."""
    return (
        f"yes was stated of {written(since)} only; where it is so still, write "
        f"`{since.isoformat()} onwards` in the column `describes`"
    )


def likely_words(value: Missing, fact: FactDefinition) -> str | None:
    """The guess shown beside a question, in words."""
    return None if value.likely is None else scalar_words(value.likely, fact.kind)
