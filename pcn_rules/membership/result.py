"""What a move comes to, as values that a report can print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from pcn_rules.evaluate.money.flows import Between, Budget, added
from pcn_rules.membership.area import Area
from pcn_rules.membership.candidates import Candidate
from pcn_rules.membership.departure import Departure
from pcn_rules.membership.sides import Side
from pcn_rules.membership.totals import Total


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Things of a kind of which nobody said whose they are: a question for whoever knows."""

    entity: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """What is paid in the financial year, to networks and to practices, with the move and without.

    `stayed` is what would be paid had nobody moved; `after` goes by side, and `ended` is what a
    network was paid that has ended. Where no day lies between, they come to the same.
    """

    stayed: Between
    after: tuple[Between, ...]
    ended: Between

    @property
    def together(self) -> Between:
        """What is paid on all sides."""
        return added((*self.after, self.ended))


@dataclass(frozen=True, slots=True)
class Moved:
    """A practice that left, joined, or a network that was divided: every side of it.

    `last` is the last day before, `first` the first day after, and `day` the one asked about.
    """

    title: str
    departures: tuple[Departure, ...]
    last: date
    first: date
    day: date
    before: tuple[str, ...]
    sides: tuple[Side, ...]
    totals: tuple[Total, ...]
    money: tuple[tuple[str, Sums], ...]
    area: Area
    unsaid: tuple[Unsaid, ...]
    candidates: tuple[Candidate, ...] | None


def sums(
    stayed: Sequence[Budget], after: Sequence[Budget], ended: Sequence[Budget] = ()
) -> tuple[tuple[str, Sums], ...]:
    """What is paid with a move and without, by who is paid."""

    def of(paid: Callable[[Budget], Between]) -> Sums:
        return Sums(added(map(paid, stayed)), tuple(map(paid, after)), added(map(paid, ended)))

    return (
        ("paid to the network", of(lambda each: each.income)),
        ("paid to practices themselves", of(lambda each: each.practices)),
    )
