"""Small networks worth trying: every mix of a few values for what two duties speak of.

The values are those at which a duty could turn: the amounts and days it is written with, what
lies beside them, and yes or no. All is known in every network: nothing is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import assert_never

from pcn_rules.language.carried import Achieve, React, Recur
from pcn_rules.language.cells import constants_in, values_of
from pcn_rules.language.meaning import (
    And,
    DateKind,
    Every,
    Expression,
    FactDefinition,
    FactValue,
    NumberKind,
    NumberOf,
    ResolvedDuty,
    SeriesKind,
    Some,
    SumOf,
    Vocabulary,
    YesNoKind,
)
from pcn_rules.language.walk import every_part, facts_in
from pcn_rules.networks.model import (
    CompleteSeries,
    Days,
    Known,
    Network,
    Record,
    SourceOfFacts,
    Thing,
)
from pcn_rules.values.days import periods

FIRST, LAST = date(2018, 1, 1), date(2035, 12, 31)
ALWAYS = Days(FIRST, LAST)
SOURCE = SourceOfFacts("example", "An example made up to tell two texts apart", "nobody", "")
MOST_THINGS = 2
"""How many entities of a kind are tried: two are enough to tell each from some."""

Said = tuple[tuple[Days, Known], ...]
"""What is on record of one fact of one entity."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What some duties speak of: entities by name, facts, and the values worth trying for each."""

    entities: tuple[str, ...]
    events: tuple[str, ...]
    facts: tuple[FactDefinition, ...]
    values: dict[FactDefinition, tuple[Said, ...]]
    days: tuple[date, ...]


def spoken_of(duties: Sequence[ResolvedDuty], vocabulary: Vocabulary) -> Spoken:
    """Everything that some duties speak of."""
    parts = tuple(part for duty in duties for part in _expressions(duty))
    facts = sorted({fact for part in parts for fact in facts_in(part)}, key=_order)
    happening = {entity.name for entity in vocabulary.entities if entity.event}
    entities = {fact.entity for fact in facts if fact.entity} | set(_groups(duties, parts))
    days = _turning_days(duties)
    constants = And(parts)
    values = {fact: tuple(_values(fact, constants, days, duties)) for fact in facts}
    return Spoken(
        tuple(sorted(entities - happening)),
        tuple(sorted(entities & happening)),
        tuple(facts),
        values,
        days,
    )


def networks(spoken: Spoken) -> Iterator[Network]:
    """Every small network worth trying, those of the fewest entities first."""
    kinds = (*spoken.entities, *spoken.events)
    counts = sorted(product(range(MOST_THINGS + 1), repeat=len(kinds)), key=lambda c: (sum(c), c))
    for count in counts:
        things = tuple(
            Thing(kind, f"{kind} {number + 1}", f"{kind} {number + 1}", ALWAYS, FIRST, SOURCE.id)
            for kind, most in zip(kinds, count, strict=True)
            for number in range(most)
        )
        yield from _filled(things, spoken)


def _filled(things: tuple[Thing, ...], spoken: Spoken) -> Iterator[Network]:
    placed = [
        [thing] if thing.entity not in spoken.events else [_on(thing, day) for day in spoken.days]
        for thing in things
    ]
    slots = [
        (thing, fact)
        for fact in spoken.facts
        for thing in ([None] if fact.entity is None else [t for t in things if t.entity == fact.entity])
    ]
    choices = [spoken.values[fact] for _, fact in slots]
    for where in product(*placed):
        for said in product(*choices):
            yield network_of(
                where,
                tuple(
                    _record(thing, fact, days, known)
                    for (thing, fact), statements in zip(slots, said, strict=True)
                    for days, known in statements
                ),
                spoken,
            )


def network_of(
    things: tuple[Thing, ...], records: tuple[Record, ...], spoken: Spoken
) -> Network:
    """A network of which all is known: its lists are complete, and so is what happened."""
    series = tuple(
        CompleteSeries(fact.entity, fact.name, ALWAYS)
        for fact in spoken.facts
        if isinstance(fact.kind, SeriesKind)
    )
    return Network(
        id="example",
        name="Example",
        as_at=max(spoken.days),
        things=things,
        records=records,
        complete=frozenset((*spoken.entities, *spoken.events)),
        stands_for=(),
        complete_series=series,
        sources=(SOURCE,),
    )


def _on(thing: Thing, day: date) -> Thing:
    return Thing(thing.entity, thing.id, thing.name, Days(day, day), FIRST, SOURCE.id)


def _record(thing: Thing | None, fact: FactDefinition, days: Days, known: Known) -> Record:
    subject = None if thing is None else thing.id
    return Record(fact.entity, subject, fact.name, known, days, FIRST, SOURCE.id, "stated")


# --- what is spoken of ------------------------------------------------------------------------


def _expressions(duty: ResolvedDuty) -> Iterator[Expression]:
    yield duty.body
    for exception in duty.exceptions:
        yield exception.condition
        if exception.instead is not None:
            yield exception.instead
    for part in (duty.condition, duty.effort_shown, duty.subjects and duty.subjects.where):
        if part is not None:
            yield part


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
    """The days by which something is due, or on which it begins, and those after them."""
    days: set[date] = set()
    for duty in duties:
        match duty.timing:
            case Achieve(day=day):
                days |= {day, day + timedelta(1)}
            case React():
                days |= {duty.start + timedelta(7 * weeks) for weeks in range(2)}
            case _:
                days |= {duty.start}
    return tuple(sorted(days))


# --- the values worth trying ------------------------------------------------------------------


def _values(
    fact: FactDefinition,
    written: Expression,
    days: tuple[date, ...],
    duties: Sequence[ResolvedDuty],
) -> Iterator[Said]:
    match fact.kind:
        case YesNoKind():
            yield ((ALWAYS, Known(True)),)
            yield ((ALWAYS, Known(False)),)
            for day in days:
                before, after = Days(FIRST, day - timedelta(1)), Days(day, LAST)
                yield ((before, Known(False)), (after, Known(True, done=day)))
        case NumberKind() | DateKind():
            for value in values_of(FactValue(fact), constants_in(written)):
                yield ((ALWAYS, Known(value)),)
        case SeriesKind():
            yield from _series(fact, written, duties)
        case _:
            assert_never(fact.kind)


def _series(
    fact: FactDefinition, written: Expression, duties: Sequence[ResolvedDuty]
) -> Iterator[Said]:
    """Nothing at all, or an amount in every period of one of the duties, or in all but one."""
    yield ()
    amounts = [a for a in values_of(FactValue(fact), constants_in(written)) if a != Fraction(0)]
    for duty in duties:
        match duty.timing:
            case Recur(count=count, unit=unit, calendar=calendar):
                stretches = tuple(periods(duty.start, duty.end, count, unit, calendar=calendar))
                for amount in amounts:
                    whole = tuple((Days(s[0], s[0]), Known(amount)) for s in stretches)
                    yield whole
                    yield whole[:-1]
            case _:
                continue
