"""What a move comes to, as values that a report can print."""

from __future__ import annotations

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

    `stayed` is what would be paid had nobody moved; `after` goes by side. Where no day lies between
    leaving and joining, they come to the same.
    """

    stayed: Between
    after: tuple[Between, ...]

    @property
    def together(self) -> Between:
        """What is paid on all sides."""
        return added(self.after)


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


def sums(stayed: tuple[Budget, ...], after: tuple[Budget, ...]) -> tuple[tuple[str, Sums], ...]:
    """What is paid with a move and without, by who is paid."""
    return (
        (
            "paid to the network",
            Sums(added(b.income for b in stayed), tuple(b.income for b in after)),
        ),
        (
            "paid to practices themselves",
            Sums(added(b.practices for b in stayed), tuple(b.practices for b in after)),
        ),
    )
