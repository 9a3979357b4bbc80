"""The parts of the syntax that the meaning of a specification takes over as they are.

They stand apart from the rest of the syntax, since whoever judges a specification needs no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal as OneOf

from pcn_rules.source import Span


@dataclass(frozen=True, kw_only=True)
class Node:
    """What every part of a file has: where it stands."""

    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Achieve(Node):
    """`by 31 July 2020` (the day included) or `before 31 July 2020` (not)."""

    day: date
    included: bool = True


@dataclass(frozen=True)
class Maintain(Node):
    """`from 1 April 2020 [to 31 March 2021]`; without any words, from the start of the edition."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Recur(Node):
    """`[from D [to D]] every 2 weeks` or `every calendar month`."""

    count: int
    unit: OneOf["day", "week", "month", "quarter", "year"]
    calendar: bool
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class React(Node):
    """`[from D [to D]] within 7 working days of each admission or readmission`."""

    count: int
    unit: OneOf["working day", "calendar day", "week", "month"]
    events: tuple[str, ...]
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Limit(Node):
    """`[from D [to D]] ... must not exceed ...`."""

    start: date | None = None
    end: date | None = None


Timing = Achieve | Maintain | Recur | React | Limit

Modality = OneOf["must", "must not", "should", "may"]
Standing = OneOf["verified", "secondary source", "unverified"]


@dataclass(frozen=True)
class Notice(Node):
    """`on one month's notice`, `on 28 days' notice` (months, or calendar or working days)."""

    count: int
    unit: OneOf["month", "calendar day", "working day"]


@dataclass(frozen=True)
class Replaces(Node):
    """`replaces draft EHCH-01`: an edition and a clause of it."""

    edition: str
    clause: str
