"""Turn one cell of a fact into a record: its value, the days it describes, since when known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pcn_rules.language.meaning import FactDefinition
from pcn_rules.networks.cells import read_value
from pcn_rules.networks.dates import Unreadable
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Missing,
    NotApplicable,
    Planned,
    Record,
    Value,
)
from pcn_rules.networks.origins import Origin, Reading
from pcn_rules.networks.table import Cell
from pcn_rules.values.days import written

ALWAYS = Days(date.min, None)


@dataclass(frozen=True, slots=True)
class About:
    """Of whom a fact is stated (None, None for the network itself), and with what remark.

    `days` are those the row describes, if it says so. `shared` marks a row of many facts: what
    belongs to no day, such as a guess, is then not about those days either.
    """

    entity: str | None
    subject: str | None
    days: Days | None
    shared: bool
    note: str = ""


def read_fact(
    cell: Cell,
    fact: FactDefinition,
    about: About,
    origin: Origin,
    reading: Reading,
) -> Record | None:
    """The record of a cell that is not blank.

    Reports E420, E421, E430 to E437, and E448 where it was known before it happened.
    """
    value = read_value(cell.text, fact, reading.names, origin.source)
    match value:
        case Unreadable():
            reading.unreadable(cell, value)
            return None
        case _:
            pass
    if origin.known is None or origin.source is None:
        return None
    described = described_days(value, about, origin.known)
    _check_known(cell, value, described, origin.known, reading)
    return Record(
        entity=about.entity,
        subject=about.subject,
        fact=fact.name,
        value=value,
        describes=described,
        known=origin.known,
        source=origin.source.id,
        standing=origin.standing,
        note=about.note,
        place=cell.span,
    )


def described_days(value: Value, about: About, known: date) -> Days:
    """The days that a value describes: those of its row, else by what it is.

    An amount, a yes or a no describes the day it became known; a yes done on a day, that day and
    the later ones of its row; a plan, from when it was made; a date, from itself or from when it
    became known. A guess and what is not applicable belong to no day, so they hold for all.
    """
    days = about.days
    match value:
        case Known(done=date() as done):
            return _from_the_day(done, days)
        case Known(value=date() as day):
            return days or Days(min(day, known), None)
        case Planned():
            return days or Days(known, None)
        case NotApplicable() | Missing(low=None, high=None):
            return ALWAYS if days is None or about.shared else days
        case Known() | Missing() | Estimate():
            return days or Days(known, known)


def _from_the_day(done: date, days: Days | None) -> Days:
    if days is None or (days.last is not None and days.last < done):
        return Days(done, done)
    return Days(max(days.first, done), days.last)


def _check_known(cell: Cell, value: Value, days: Days, known: date, reading: Reading) -> None:
    match value:
        case Known(value=date(), done=None):
            return  # a date may lie ahead
        case Known():
            pass
        case _:
            return
    happened = days.first
    if known < happened:
        message = f"this was known on {written(known)}, before it was so on {written(happened)}"
        remedy = "what is still to come is written `planned ... from` a day, or `likely ...`"
        reading.faults.add("E448", cell.span, message, remedy)
