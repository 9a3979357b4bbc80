"""Count practices, patients, homes, beds and staff on both sides of a move, so that they add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import assert_never

from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.money.flows import Between, added
from pcn_rules.membership.belongings import ThingKey
from pcn_rules.networks.model import (
    MEMBERS,
    Estimate,
    Known,
    Missing,
    Network,
    NotApplicable,
    Planned,
    Value,
)

ONE = Between(Fraction(1), Fraction(1))
ZERO = Fraction(0)

COUNTED: tuple[tuple[str, str, str | None], ...] = (
    ("practices", MEMBERS, None),
    ("registered patients", MEMBERS, "list size"),
    ("weighted patients", MEMBERS, "weighted list size"),
    ("care homes listed", "care home", None),
    ("their beds", "care home", "beds"),
    ("posts listed", "post", None),
    ("their WTE", "post", "WTE in post"),
)
"""What is counted: in words, of which things, and which fact of them (None: how many)."""


@dataclass(frozen=True, slots=True)
class Total:
    """One count: before on each side, after on each, and what of it is on no side for sure.

    Of `doubt` nobody said whose it is, `gone` is in no network here any more. Before and after come
    to the same: `before` added up is `after`, `doubt` and `gone` added up.
    """

    words: str
    before: tuple[Between, ...]
    after: tuple[Between, ...]
    doubt: Between
    gone: Between


@dataclass(frozen=True, slots=True)
class _Side:
    facts: Facts
    keys: frozenset[ThingKey]

    def amount(self, key: ThingKey, fact: str | None, day: date) -> Between:
        if fact is None:
            return ONE
        return ends(self.facts.on((*key, fact), day).value)


def totals(
    before: Sequence[tuple[Network, date]],
    after: Sequence[tuple[Network, date]],
    day: date,
    known_by: date | None,
) -> tuple[Total, ...]:
    """Everything that is counted, before and after a move.

    Each network goes with the day on which its things are counted. Amounts are those of one day, so
    that what changes is who has them.
    """
    was = [_side(network, on, known_by) for network, on in before]
    now = [_side(network, on, known_by) for network, on in after]
    return tuple(_total(words, entity, fact, (was, now), day) for words, entity, fact in COUNTED)


def _side(network: Network, day: date, known_by: date | None) -> _Side:
    facts = Facts(network, known_by)
    kinds = dict.fromkeys(entity for _, entity, _ in COUNTED)
    keys = {
        (thing.entity, thing.id)
        for kind in kinds
        for thing in facts.standing(kind, day)
        if not thing.planned
    }
    return _Side(facts, frozenset(keys))


def _total(
    words: str,
    entity: str,
    fact: str | None,
    sides: tuple[Sequence[_Side], Sequence[_Side]],
    day: date,
) -> Total:
    was, now = sides
    times = Counter(key for side in now for key in side.keys if key[0] == entity)
    doubt = {key for key, number in times.items() if number > 1}
    seen: set[ThingKey] = set()
    earlier: list[Between] = []
    lost: list[Between] = []
    unsure: list[Between] = []
    for side in was:
        mine = sorted(key for key in side.keys - seen if key[0] == entity)
        seen.update(mine)
        amounts = {key: side.amount(key, fact, day) for key in mine}
        earlier.append(added(amounts.values()))
        lost.extend(amount for key, amount in amounts.items() if key not in times)
        unsure.extend(amount for key, amount in amounts.items() if key in doubt)
    later = tuple(added(_sure(side, entity, fact, doubt, day)) for side in now)
    return Total(words, tuple(earlier), later, added(unsure), added(lost))


def _sure(
    side: _Side, entity: str, fact: str | None, doubt: set[ThingKey], day: date
) -> Iterator[Between]:
    for key in sorted(side.keys - doubt):
        if key[0] == entity:
            yield side.amount(key, fact, day)


def ends(value: Value) -> Between:
    """The least and the most that an amount can be; nothing is less than nothing."""
    match value:
        case Known(value=Fraction() as amount):
            return Between(amount, amount)
        case Estimate(low=low, high=high):
            return Between(low, high)
        case Missing(low=low, high=high):
            return Between(low or ZERO, high)
        case Planned(value=Fraction() as amount):
            return Between(ZERO, amount)
        case NotApplicable():
            return Between(ZERO, ZERO)
        case Known() | Planned():
            return Between(ZERO, None)
        case _:
            assert_never(value)
