"""Say of every practice of a network whether some network has it afterwards, and what is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.money.flows import Between, added
from pcn_rules.membership.departure import memberships
from pcn_rules.membership.totals import ends
from pcn_rules.networks.model import MEMBERS, Network, Value

LIST = "list size"
STATED = (
    "all patients of the area covered",
    "cover found for its patients",
    "a neighbour with capacity",
)
"""Facts of a network about the area round it, as far as the vocabulary has them."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One practice: its patients, the network that has it on the day, and from when one has it.

    `network` is None where none of the networks looked at has it on that day; `since` is then the
    first later day on which one has it, and `later` which.
    """

    id: str
    name: str
    patients: Between
    network: str | None
    since: date | None
    later: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact about the area on the day, as it is stated; None where the network says nothing."""

    fact: str
    value: Value
    source: str | None


@dataclass(frozen=True, slots=True)
class Area:
    """The patients round a network on a day: covered by a network that was looked at, or not.

    Not to be in a network is not to be without cover: a local agreement may give it.
    """

    day: date
    practices: tuple[Covered, ...]
    stated: tuple[Stated, ...]

    @property
    def covered(self) -> Between:
        """The patients of practices that are in a network on the day."""
        return added(each.patients for each in self.practices if each.network is not None)

    @property
    def uncovered(self) -> Between:
        """The patients of practices that are in none of the networks looked at."""
        return added(each.patients for each in self.practices if each.network is None)


def area(
    was: Sequence[tuple[Network, date]],
    now: Sequence[Network],
    day: date,
    facts: Facts,
    known_by: date | None,
) -> Area:
    """What became of the practices that some networks had on their last days.

    `now` are the networks that may have them on the day; `facts` those of what remains.
    """
    found: dict[str, Covered] = {}
    for network, last in was:
        then = Facts(network, known_by)
        for thing in then.standing(MEMBERS, last):
            patients = ends(then.on((MEMBERS, thing.id, LIST), day).value)
            found.setdefault(thing.id, _covered(thing.id, thing.name, patients, now, day, known_by))
    return Area(day, tuple(found[id] for id in sorted(found)), tuple(_stated(facts, day)))


def _covered(
    id: str,
    name: str,
    patients: Between,
    networks: Sequence[Network],
    day: date,
    known_by: date | None,
) -> Covered:
    rows = [(row, network) for network in networks for row in memberships(network, id, known_by)]
    here = next((network.name for row, network in rows if day in row.stands), None)
    later = sorted(
        ((row.stands.first, network.name) for row, network in rows if row.stands.first > day)
    )
    since, whose = later[0] if later and here is None else (None, None)
    return Covered(id, name, patients, here, since, whose)


def _stated(facts: Facts, day: date) -> Iterator[Stated]:
    for fact in STATED:
        if facts.records((None, None, fact)):
            found = facts.on((None, None, fact), day)
            yield Stated(fact, found.value, None if found.record is None else found.record.source)
