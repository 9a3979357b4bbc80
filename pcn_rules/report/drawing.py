"""What a timeline shows, in units of its own drawing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month: where it is, and its name."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How many clauses of a day have a verdict: its shape, and words to the right."""

    x: float
    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A day on which something is due: its name, its place, and how its clauses stand."""

    y: float
    x: float
    day: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of what is due when, in units of its own; `today` is the day asked about."""

    width: int
    height: int
    left: float
    right: float
    today: float
    today_label: str
    today_anchor: str
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    title: str
    description: str
