"""Say what goes with a practice, what stays with its network, and of what nobody said which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import assert_never

from pcn_rules.networks.agreement import latest
from pcn_rules.networks.claims import OF_ONE_NETWORK
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
    """A record as it was, and as it is once nobody can say on which side its subject is."""

    before: Record
    after: Record


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

    An alignment is then missing, and of a post there may be all, some or nothing.
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
        note = f"since {_day(day)} nobody said whose it is"
        yield Swap(record, replace(record, value=value, note=note))


def _day(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def _reaches(network: Network, record: Record, day: date) -> bool:
    """Whether a record counts on some day after a day."""
    stretches = [record.describes]
    stretches += [
        each.days
        for each in network.stands_for
        if (each.entity, each.fact) == (record.entity, record.fact)
        and each.subject in {None, record.subject}
        and each.source in {None, record.source}
    ]
    return any(days.last is None or days.last > day for days in stretches)


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
