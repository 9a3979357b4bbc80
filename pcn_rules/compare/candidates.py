"""Small networks worth trying: those in which two duties could come out differently.

The values are those at which a duty could turn: the amounts and days it is written with, what lies
beside them, and yes or no. All is known in every network: nothing is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations, product
from typing import assert_never

from pcn_rules.compare.patterns import (
    ALWAYS,
    FIRST,
    Said,
    amounts_on,
    at_a_rate,
    changing,
    constant,
    days_apart,
    done_on,
    due_days,
    patterns,
)
from pcn_rules.compare.spoken import Spoken
from pcn_rules.language.cells import values_of
from pcn_rules.language.meaning import (
    DateKind,
    FactDefinition,
    FactValue,
    NumberKind,
    RoleKind,
    SeriesKind,
    YesNoKind,
)
from pcn_rules.language.reckon import Scalar
from pcn_rules.networks.amounts import MOST_WTE
from pcn_rules.networks.model import (
    CompleteSeries,
    Days,
    Known,
    Network,
    Record,
    SourceOfFacts,
    Thing,
)
from pcn_rules.values.units import WTE

SOURCE = SourceOfFacts(
    "example", "A network made up to tell two texts apart", "nobody", FIRST.isoformat()
)
MOST_THINGS = 2
"""How many entities of a kind are tried: two are enough to tell each from some."""

MOST_VALUES = 12
"""How many values of an amount are tried: those nearest to what is written."""

FARTHEST = 3
"""In how many places a network that is tried differs from one that it is tried from."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A fact of a thing (None: of the network), and what may be on record of it, best first."""

    thing: Thing | None
    fact: FactDefinition
    choices: tuple[Said, ...]


def networks(
    spoken: Spoken, wanted: frozenset[FactDefinition], unwanted: frozenset[FactDefinition]
) -> Iterator[Network]:
    """Small networks, likely ones first: where `wanted` facts are well and `unwanted` ones are not.

    First those with one entity of a kind, then with two, then with none.
    """
    for things in _lists(spoken):
        slots = _slots(things, spoken)
        first = tuple(_likely(slot, wanted, unwanted) for slot in slots)
        for choice in _near(first, slots):
            yield network_of(things, _records(slots, choice), spoken)


def _near(first: tuple[int, ...], slots: Sequence[Slot]) -> Iterator[tuple[int, ...]]:
    """Choices for every slot: some likely ones, then those that differ in one place, in two, …"""
    well, ill = (0,) * len(slots), tuple(len(slot.choices) - 1 for slot in slots)
    bases = tuple(dict.fromkeys((first, ill, well)))
    yield from bases
    for distance in range(1, FARTHEST + 1):
        for base in bases:
            for places in combinations(range(len(slots)), distance):
                others = [
                    [choice for choice in range(len(slots[at].choices)) if choice != base[at]]
                    for at in places
                ]
                for chosen in product(*others):
                    changed = dict(zip(places, chosen, strict=True))
                    yield tuple(changed.get(at, usual) for at, usual in enumerate(base))


def _likely(
    slot: Slot, wanted: frozenset[FactDefinition], unwanted: frozenset[FactDefinition]
) -> int:
    if slot.fact in unwanted and slot.fact not in wanted:
        return len(slot.choices) - 1
    return 0


def _records(slots: Sequence[Slot], choice: Sequence[int]) -> tuple[Record, ...]:
    return tuple(
        _record(slot, days, known)
        for slot, chosen in zip(slots, choice, strict=True)
        for days, known in slot.choices[chosen]
    )


def _record(slot: Slot, days: Days, known: Known) -> Record:
    subject = None if slot.thing is None else slot.thing.id
    entity, name = slot.fact.entity, slot.fact.name
    if slot.thing is not None:
        entity = slot.thing.entity
    # Nothing is known of a day before it is past.
    said = days.last or days.first
    return Record(entity, subject, name, known, days, said, SOURCE.id, "stated")


def network_of(things: tuple[Thing, ...], records: tuple[Record, ...], spoken: Spoken) -> Network:
    """A network of which all is known: its lists are complete, and so is what happened."""
    return Network(
        id="example",
        name="Example",
        as_at=max(spoken.days, default=FIRST),
        things=things,
        records=records,
        complete=frozenset((*spoken.entities, *spoken.events)),
        stands_for=(),
        complete_series=tuple(
            CompleteSeries(fact.entity, fact.name, ALWAYS)
            for fact in spoken.facts
            if _is_series(fact)
        ),
        sources=(SOURCE,),
    )


def _is_series(fact: FactDefinition) -> bool:
    match fact.kind:
        case SeriesKind():
            return True
        case _:
            return False


# --- things -----------------------------------------------------------------------------------


def _lists(spoken: Spoken) -> Iterator[tuple[Thing, ...]]:
    kinds = (*spoken.entities, *spoken.events)
    order = (1, MOST_THINGS, 0)
    counts = sorted(
        product(range(MOST_THINGS + 1), repeat=len(kinds)),
        key=lambda count: (sum(order.index(each) for each in count), count),
    )
    for count in counts:
        yield from product(
            *(
                _placed(kind, number, spoken)
                for kind, most in zip(kinds, count, strict=True)
                for number in range(1, most + 1)
            )
        )


def _placed(kind: str, number: int, spoken: Spoken) -> list[Thing]:
    """One entity, or an event on each of the days on which it could matter that it happens."""
    name = f"{kind} {number}"
    id = f"{kind.replace(' ', '-')}-{number}"
    if kind not in spoken.events:
        return [Thing(kind, id, name, ALWAYS, FIRST, SOURCE.id, "stated")]
    return [
        Thing(kind, id, name, Days(day, day), day, SOURCE.id, "stated") for day in _days(spoken)
    ]


def _days(spoken: Spoken) -> list[date]:
    """Days on which events bind from different starts, and are due on different days."""
    starts = sorted({duty.start for duty in spoken.reacting}, reverse=True)
    return list(dict.fromkeys((*starts, *days_apart(spoken.reacting))))


# --- what may be on record --------------------------------------------------------------------


def _slots(things: tuple[Thing, ...], spoken: Spoken) -> list[Slot]:
    slots: list[Slot] = []
    shared: set[tuple[str, str]] = set()
    for fact in spoken.facts:
        for thing in _owners(fact, things, spoken):
            # One duty may react to events of several kinds, which share the names of facts.
            key = ("" if thing is None else thing.id, fact.name)
            if key not in shared:
                shared.add(key)
                slots.append(Slot(thing, fact, tuple(dict.fromkeys(_choices(fact, thing, spoken)))))
    return slots


def _owners(
    fact: FactDefinition, things: tuple[Thing, ...], spoken: Spoken
) -> Sequence[Thing | None]:
    if fact.entity is None:
        return [None]
    if fact.entity in spoken.events:
        return [thing for thing in things if thing.entity in spoken.events]
    return [thing for thing in things if thing.entity == fact.entity]


def _choices(fact: FactDefinition, thing: Thing | None, spoken: Spoken) -> Iterator[Said]:
    match fact.kind:
        case YesNoKind():
            yield from _yes_or_no(fact, thing, spoken)
        case NumberKind():
            yield from _amounts(fact, spoken)
        case DateKind() | RoleKind():
            for value in values_of(FactValue(fact), spoken.constants):
                yield constant(value)
        case SeriesKind():
            yield from _series(fact, spoken)
        case _:
            assert_never(fact.kind)


def _yes_or_no(fact: FactDefinition, thing: Thing | None, spoken: Spoken) -> Iterator[Said]:
    moves = spoken.moves[fact]
    match moves:
        case "still":
            yield constant(True)
            yield constant(False)
        case "down":
            yield constant(False)
            for day in spoken.days:
                yield changing(True, False, day)
            yield constant(True)
        case "up":
            yield constant(True)
            for day in _done_days(thing, spoken):
                yield changing(False, True, day)
            for days in patterns(spoken.recurring):
                yield done_on(days)
            yield constant(False)
        case _:
            assert_never(moves)


def _done_days(thing: Thing | None, spoken: Spoken) -> tuple[date, ...]:
    if thing is not None and thing.entity in spoken.events:
        return due_days(thing.stands.first, spoken.reacting)
    return spoken.days


def _amounts(fact: FactDefinition, spoken: Spoken) -> Iterator[Said]:
    moves = spoken.moves[fact]
    values = _worth_trying(fact, spoken)
    best_first = sorted(values, reverse=moves == "up") if moves != "still" else values
    for value in best_first:
        yield constant(value)
        if moves != "still" and value != best_first[-1]:
            for day in spoken.days:
                yield changing(best_first[-1], value, day)


def _series(fact: FactDefinition, spoken: Spoken) -> Iterator[Said]:
    """Much in every week, then a little in every period, then as often as one of the duties asks.

    Nothing at all comes last.
    """
    amounts = sorted(set(_worth_trying(fact, spoken)) - {Fraction(0)})
    lives = sorted({(duty.start, duty.end) for duty in spoken.recurring})
    for amount in reversed(amounts):
        for first, last in lives:
            yield at_a_rate(amount, first, last)
    for amount in amounts:
        for days in patterns(spoken.recurring):
            yield amounts_on(days, amount)
    yield ()


def _worth_trying(fact: FactDefinition, spoken: Spoken) -> list[Fraction]:
    """Amounts that can be written as decimals: near those of the duties, and as many as divide."""
    constants = spoken.constants.amounts
    found = dict.fromkeys(_numbers(values_of(FactValue(fact), spoken.constants)))
    found.update(dict.fromkeys((Fraction(0), Fraction(1))))
    shares = [1 / amount for amount in constants if 0 < amount < 1]
    found.update(dict.fromkeys(n * share for share in shares for n in (1, 2, Fraction(3, 2))))
    usable = [amount for amount in found if _may_be_written(amount, fact)]
    return list(dict.fromkeys((*usable[:MOST_VALUES], Fraction(0))))


def _numbers(values: Iterator[Scalar]) -> Iterator[Fraction]:
    for value in values:
        match value:
            case bool() | date() | str():
                continue
            case _:
                yield Fraction(value)


def _may_be_written(amount: Fraction, fact: FactDefinition) -> bool:
    """Whether a folder may hold an amount: a decimal, and no more than anybody employs."""
    match fact.kind:
        case NumberKind(unit=unit) if unit == WTE and amount > MOST_WTE:
            return False
        case NumberKind(factor=factor, whole=whole) | SeriesKind(factor=factor, whole=whole):
            written = amount / factor * 10**6
            return written.denominator == 1 and (not whole or amount.denominator == 1)
        case YesNoKind() | DateKind() | RoleKind():
            return True
        case _:
            assert_never(fact.kind)
