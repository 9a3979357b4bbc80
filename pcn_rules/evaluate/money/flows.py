"""What flows in and out of a network: by one clause, for one role, by month and by practice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.evaluate.result import Deciding, Instalment, Reason, Share
from pcn_rules.language.meaning import Citation

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Between:
    """An amount of money between two ends, exact; None where it has no end on that side."""

    low: Fraction | None
    high: Fraction | None

    def __add__(self, other: Between) -> Between:
        return Between(_plus(self.low, other.low), _plus(self.high, other.high))

    def __sub__(self, other: Between) -> Between:
        """What one amount is above another, whatever each of them is between its ends."""
        return Between(_minus(self.low, other.high), _minus(self.high, other.low))

    def at_most(self, limit: Between) -> Between:
        """The same, but no more than a limit."""
        return Between(_least(self.low, limit.low), _least(self.high, limit.high))


NOTHING = Between(ZERO, ZERO)
ANYTHING = Between(ZERO, None)


def _plus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _minus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _least(one: Fraction | None, limit: Fraction | None) -> Fraction | None:
    if one is None or limit is None:
        return limit if one is None else one
    return min(one, limit)


def added(amounts: Iterable[Between]) -> Between:
    """Amounts added up."""
    total = NOTHING
    for amount in amounts:
        total += amount
    return total


Direction = OneOf["to the network", "to practices", "paid back", "cost"]


@dataclass(frozen=True, slots=True)
class Flow:
    """Money by one clause, or for the posts of one role (`clause` is empty).

    `within` is the clause whose sum it is within. `steps` say how it was reckoned, `missing` what
    would say it more closely, `open` which lists are open.
    """

    clause: str
    title: str
    direction: Direction
    amount: Between
    instalments: tuple[Instalment, ...]
    shares: tuple[Share, ...]
    within: tuple[str, ...]
    missing: tuple[Deciding, ...]
    open: tuple[str, ...]
    steps: tuple[Reason, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A clause that pays up to a sum, and what all that is within it comes to, before and after.

    `excess` is what of that is not paid, because the sum is used up.
    """

    clause: str
    title: str
    most: Between
    asked: Between
    paid: Between
    excess: Between
    steps: tuple[Reason, ...]
    missing: tuple[Deciding, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month: what comes in and what it costs, before any limit of the whole year."""

    first: date
    last: date
    network: Between
    practices: Between
    costs: Between


@dataclass(frozen=True, slots=True)
class PracticePart:
    """What goes by one practice: what it is paid itself, and what the network is paid for it.

    By signing it gains the first and brings the second; by staying out it goes without both.
    """

    id: str
    name: str
    itself: Between
    network: Between


@dataclass(frozen=True, slots=True)
class Budget:
    """What comes in and what it costs by one edition, over its days in a financial year.

    `left_to_pay` is what posts cost beyond what is paid back for them, before any sum is used up.
    """

    specification: str
    edition: str
    proposed: bool
    in_force_from: date
    in_force_to: date
    network: str
    network_name: str
    as_at: date
    known_by: date | None
    start: date
    end: date
    assumptions: tuple[str, ...]
    flows: tuple[Flow, ...]
    limits: tuple[Limit, ...]
    left_to_pay: Between
    months: tuple[Month, ...]
    by_practice: tuple[PracticePart, ...]

    def _of(self, direction: Direction) -> Between:
        return added(flow.amount for flow in self.flows if flow.direction == direction)

    def _limited(self, direction: Direction) -> Between:
        """Flows of a direction: those within no sum, and sums as far as they go.

        A sum that anything paid back for posts is within counts as paid back.
        """
        held = {limit.clause for limit in self.limits}
        back = {id for f in self.flows if f.direction == "paid back" for id in f.within}
        alone = (
            flow.amount
            for flow in self.flows
            if flow.direction == direction and not held.intersection(flow.within)
        )
        sums = (
            limit.paid
            for limit in self.limits
            if (limit.clause in back) == (direction == "paid back")
        )
        return added((*alone, *sums))

    @property
    def free(self) -> Between:
        """What the network is paid that is nothing paid back for posts."""
        return self._limited("to the network")

    @property
    def paid_back(self) -> Between:
        """What is paid back for posts, as far as the sums that it is within go."""
        return self._limited("paid back")

    @property
    def income(self) -> Between:
        """What the network is paid, what is paid back for posts among it."""
        return self.free + self.paid_back

    @property
    def practices(self) -> Between:
        """What its practices are paid themselves."""
        return self._of("to practices")

    @property
    def costs(self) -> Between:
        """What its posts cost."""
        return self._of("cost")

    @property
    def difference(self) -> Between:
        """What is left over for the network, or falls short (below zero)."""
        paid = self._of("to the network")
        return paid - self.left_to_pay - added(limit.excess for limit in self.limits)
