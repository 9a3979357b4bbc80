"""Say what goes with a practice, what stays with its network, and of what nobody said which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import assert_never

from pcn_rules.networks.agreement import latest
from pcn_rules.networks.claims import OF_ONE_NETWORK
from pcn_rules.networks.facts import ALWAYS
from pcn_rules.networks.model import (
    MEMBERS,
    Days,
    Estimate,
    Known,
    Missing,
    Network,
    NotApplicable,
    Planned,
    Record,
    Thing,
    Value,
)

ThingKey = tuple[str, str]
"""The kind of a thing, and its id."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A record as it was, and what is left of it once nobody can say on which side its subject is.

    The first of what is left says what is still known of the days before, where that is anything.
    """

    before: Record
    after: tuple[Record, ...]


def goes_with(thing: Thing, practice: str) -> bool:
    """Whether a thing is the practice itself, or was said to be its own."""
    return (thing.entity == MEMBERS and thing.id == practice) or thing.practice == practice


def stands_after(thing: Thing, day: date) -> bool:
    """Whether a thing stands on some later day."""
    return thing.stands.last is None or thing.stands.last > day


def up_to(thing: Thing, day: date) -> Thing | None:
    """The thing on the days up to a day, that day included; None where it stands on none."""
    if thing.stands.first > day:
        return None
    last = day if stands_after(thing, day) else thing.stands.last
    return replace(thing, stands=Days(thing.stands.first, last))


def after(thing: Thing, day: date) -> Thing | None:
    """The thing on the days after a day; None where it stands on none."""
    if not stands_after(thing, day):
        return None
    first = max(thing.stands.first, day + timedelta(days=1))
    return replace(thing, stands=Days(first, thing.stands.last))


def going_on(network: Network, day: date) -> frozenset[ThingKey]:
    """What still stands after a day, by what is known of it in the end."""
    return frozenset(
        (thing.entity, thing.id) for thing in latest(network.things) if stands_after(thing, day)
    )


def in_doubt(network: Network, day: date) -> frozenset[ThingKey]:
    """The homes and posts that stand after a day, and of which nobody said whose they are.

    Everything else of which nobody said it is the network's own: its sub-contracts, its events.
    """
    divided = {entity for entity, _ in OF_ONE_NETWORK} | {entity for entity, _ in network.posts}
    still = going_on(network, day)
    return frozenset(
        (thing.entity, thing.id)
        for thing in network.things
        if thing.entity in divided and not thing.practice and (thing.entity, thing.id) in still
    )


def doubted(network: Network, doubt: frozenset[ThingKey], day: date) -> Iterator[Swap]:
    """What no longer can be said after a day: whether a home is aligned here, who of staff is here.

    An alignment is then missing, and of a post there may be all, some or nothing. What is known of
    the days up to then stays, but where it also stands for later ones: then nothing can be told.
    """
    parts = frozenset(network.posts)
    for record in network.records:
        key = (record.entity or "", record.fact)
        of_doubt = (record.entity or "", record.subject or "") in doubt
        if not of_doubt or not _reaches(network, record, day):
            continue
        if key in OF_ONE_NETWORK:
            value: Value = Missing()
        elif key in parts:
            value = Missing(Fraction(0), _most(record.value))
        else:
            continue
        yield Swap(record, tuple(_left_of(record, value, _stretches(network, record), day)))


def _left_of(
    record: Record, value: Value, stands_for: Sequence[Days], day: date
) -> Iterator[Record]:
    """A record up to a day, and with another value after it."""
    note = f"since {(day + timedelta(days=1)).isoformat()} nobody said whose it is"
    changed = replace(record, value=value, note=note)
    guess = (
        record.describes == ALWAYS
    )  # it belongs to no day, so there is none up to which it holds
    later = record.describes.first > day
    if guess or later or any(_goes_beyond(days, day) for days in stands_for):
        yield changed
        return
    yield replace(record, describes=Days(record.describes.first, day))
    first = day + timedelta(days=1)
    yield replace(changed, describes=Days(first, record.describes.last))


def _reaches(network: Network, record: Record, day: date) -> bool:
    """Whether a record counts on some day after a day."""
    return any(_goes_beyond(days, day) for days in (record.describes, *_stretches(network, record)))


def _goes_beyond(days: Days, day: date) -> bool:
    return days.last is None or days.last > day


def _stretches(network: Network, record: Record) -> tuple[Days, ...]:
    """The days that a record is said to stand for, beside those it describes."""
    return tuple(
        each.days
        for each in network.stands_for
        if (each.entity, each.fact) == (record.entity, record.fact)
        and each.subject in {None, record.subject}
        and each.source in {None, record.source}
    )


def _most(value: Value) -> Fraction | None:
    """The most that an amount can be; None where it has no upper end."""
    match value:
        case Known(value=Fraction() as amount) | Planned(value=Fraction() as amount):
            return amount
        case Estimate(high=high) | Missing(high=high):
            return high
        case NotApplicable():
            return Fraction(0)
        case Known() | Planned():
            return None
        case _:
            assert_never(value)
