"""What two editions do to networks, as values that a report can print (semantics, section 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.evaluate.money.flows import Between
from pcn_rules.evaluate.result import Outcome

Asks = OneOf["network", "recommended", "others"]
"""Of whom a clause asks: the network and its practices, those that are only recommended to, or
other parties, of whose duties the network depends."""

Course = OneOf["worse", "better", "other", "stays"]
"""How a verdict fared; `other` where it changed and neither is sure."""

By = OneOf["own clause", "people", "assumptions"]
"""What brings a transition about."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A clause of one edition and how it came out; `possible` has several where that is unknown."""

    clause: str
    title: str
    outcome: Outcome
    possible: tuple[Outcome, ...]


Whose = OneOf["new", "old", "alone"]
"""Which text a conflict is one of: the new edition; the old one, and not the new one; or neither,
but the old one with this one clause changed, which the other changes keep from happening."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A smallest conflict about people, in a sentence, with its clauses.

    `at_worst` is whether it is one only where what nobody said turns out at its worst.
    """

    sentence: str
    clauses: tuple[str, ...]
    whose: Whose
    at_worst: bool


@dataclass(frozen=True, slots=True)
class Row:
    """How one clause, and the one that takes its place, came out; None where it is not asked.

    `service` and `service_title` are those of the new clause where there is one. `by` is what
    brings a transition about, None where there is none; `clashes` name the conflicts where that is
    people, and `note` says why there are none, or not all.
    """

    asks: Asks
    service: str
    service_title: str
    old: Stand | None
    new: Stand | None
    course: Course
    by: By | None
    clashes: tuple[Clash, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount by both editions, and what it changes by."""

    before: Between
    after: Between
    change: Between


@dataclass(frozen=True, slots=True)
class HoursOfRoles:
    """Hours that any of some roles can do, from the day asked about on.

    With `unlisted`, what is asked for things that nobody listed comes on top of them.
    """

    roles: tuple[str, ...]
    hours: Amount
    unlisted: bool


@dataclass(frozen=True, slots=True)
class HoursRow:
    """The hours of clauses that take each other's place, by the roles that can do them."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    title: str
    by_roles: tuple[HoursOfRoles, ...]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """What is paid to the network, and to its practices themselves, by clauses that take each
    other's place, in pounds."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    title: str
    network: Amount
    practices: Amount


@dataclass(frozen=True, slots=True)
class Judged:
    """The text that one edition judged a network by: its variations, and the days of its money.

    `not_estimated` are the ids of duties whose work nobody estimated: their hours are not counted.
    """

    variations: tuple[str, ...]
    money_from: date
    money_to: date
    not_estimated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkImpact:
    """What the change from one edition to the other does to one network, as at a day.

    Hours are those up to `until`, the last day on which both editions live.
    """

    network: str
    name: str
    as_at: date
    known_by: date | None
    until: date
    old: Judged
    new: Judged
    rows: tuple[Row, ...]
    hours: tuple[HoursRow, ...]
    money: tuple[MoneyRow, ...]

    @property
    def transitions(self) -> tuple[Row, ...]:
        """The rows in which the verdict changed."""
        return tuple(row for row in self.rows if row.course != "stays")

    @property
    def hours_by_roles(self) -> tuple[HoursOfRoles, ...]:
        """The hours of all clauses together, by the roles that can do them."""
        found: dict[tuple[str, ...], list[HoursOfRoles]] = {}
        for row in self.hours:
            for each in row.by_roles:
                found.setdefault(each.roles, []).append(each)
        return tuple(
            HoursOfRoles(roles, total(e.hours for e in each), any(e.unlisted for e in each))
            for roles, each in sorted(found.items())
        )

    @property
    def money_of_network(self) -> Amount:
        """What the network is paid, by all clauses together."""
        return total(row.network for row in self.money)

    @property
    def money_of_practices(self) -> Amount:
        """What its practices are paid themselves, by all clauses together."""
        return total(row.practices for row in self.money)


@dataclass(frozen=True, slots=True)
class Impact:
    """What the change does to some networks.

    `services` are those whose clauses are told and added up, None where all are; verdicts take
    account of all others.
    """

    services: tuple[str, ...] | None
    networks: tuple[NetworkImpact, ...]

    @property
    def got_worse(self) -> bool:
        """Whether a verdict on what a network is bound to got worse for sure."""
        return any(
            row.course == "worse" and row.asks == "network"
            for network in self.networks
            for row in network.rows
        )


NOTHING = Between(Fraction(0), Fraction(0))


def total(amounts: Iterable[Amount]) -> Amount:
    """Amounts added up, and their changes added up: what stays the same does not blur the sum."""
    before, after, change = NOTHING, NOTHING, NOTHING
    for each in amounts:
        before, after = before + each.before, after + each.after
        change = change + each.change
    return Amount(before, after, change)
