"""Turn the file of an entity, one row each, into things that stand on days and their facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pcn_rules.language.faults import key
from pcn_rules.language.meaning import Entity, FactDefinition
from pcn_rules.networks.contracts import holds_roles
from pcn_rules.networks.dates import Unreadable, read_days, stretch
from pcn_rules.networks.facts import About, read_fact
from pcn_rules.networks.fields import POSTCODE_HELP, looks_like_a_formula, outward_code
from pcn_rules.networks.model import IN_POST, MEMBERS, OWN, PLANNED_STAGES, Days, Record, Thing
from pcn_rules.networks.origins import Origin, Reading, enough
from pcn_rules.networks.table import Cell, Row, read_rows
from pcn_rules.source import Source
from pcn_rules.values.days import written

_BEFORE_FACTS = ("id", "name")
_DAYS_OF_A_THING = ("from", "to")
_DAYS_OF_AN_EVENT = ("on",)
_AFTER = ("describes", "known", "source", "standing", "planned")
_CUTS_SHORT = ("E413", "E416", "E418")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the file of an entity holds; `ids` also those of rows that are at fault.

    They are None where the file could not be read to its end. `whose` are the cells that name a
    practice as the one that something belongs to.
    """

    things: tuple[Thing, ...]
    records: tuple[Record, ...]
    ids: frozenset[str] | None
    whose: tuple[Cell, ...] = ()


def columns_of(entity: Entity, facts: Mapping[str, FactDefinition]) -> tuple[str, ...]:
    """Every column that the file of an entity may have, its facts last."""
    days = _DAYS_OF_AN_EVENT if entity.event else _DAYS_OF_A_THING
    whose = ("person",) if holds_roles(entity) else ()
    where = () if entity.event else ("postcode",)
    of_whom = () if entity.name == MEMBERS else ("practice",)
    columns = (*_BEFORE_FACTS, *days, *_AFTER, *whose, *where, *of_whom)
    return (*columns, *(fact.name for fact in facts.values()))


def read_entities(source: Source, entity: Entity, reading: Reading) -> Listed:
    """The things that a file lists, in its order, with the facts it gives of them.

    A blank `from` means always, a blank `to` until further notice. Reports E413 to E418, and of
    each row E420 to E422, E430 to E439, E440, E445 to E449 and E469.
    """
    # A column of every row goes before a fact that has the same name.
    of_rows = {key(name) for name in columns_of(entity, {})}
    every = reading.names.facts[entity.name]
    facts = {name: fact for name, fact in every.items() if name not in of_rows}
    known = {key(name): name for name in columns_of(entity, facts)}
    required = ("id", "on") if entity.event else ("id",)
    before, counted = len(reading.faults.found), reading.faults.count
    things: list[Thing] = []
    records: list[Record] = []
    ids: set[str] = set()
    whose: list[Cell] = []
    for row in read_rows(source, known, required, reading.faults):
        if enough(reading.faults, counted, row):
            break
        origin = reading.origin(row)
        ids.add(row.text("id"))
        if row.text("practice") not in {"", OWN}:
            whose.append(row.cells["practice"])
        things.extend(_thing(row, entity, origin, reading))
        records.extend(_records(row, entity, facts, origin, reading))
    found = reading.faults.found[before:]
    cut_short = any(fault.code in _CUTS_SHORT for fault in found) or (found and not ids)
    return Listed(
        tuple(things), tuple(records), None if cut_short else frozenset(ids), tuple(whose)
    )


def _thing(row: Row, entity: Entity, origin: Origin, reading: Reading) -> Iterator[Thing]:
    """The thing of a row, unless the row is at fault."""
    before = len(reading.faults.found)
    _check_names(row, reading)
    stages = ("yes", "no", *PLANNED_STAGES, IN_POST) if holds_roles(entity) else ("yes", "no")
    stage = reading.one_of(row, "planned", *stages) or ""
    planned = stage == "yes" or stage in PLANNED_STAGES
    stands = _on(row, entity, reading) if entity.event else _from_to(row, reading)
    if stands is None or origin.source is None or origin.known is None:
        return
    if entity.event and not planned and origin.known < stands.first:
        when = f"known on {written(origin.known)}, before it happened on {written(stands.first)}"
        remedy = "write `yes` in the column `planned` for what is still to come"
        reading.faults.add("E448", row.place("known"), f"this was {when}", remedy)
    if len(reading.faults.found) == before:
        yield Thing(
            entity=entity.name,
            id=row.text("id"),
            name=row.text("name") or row.text("id"),
            stands=stands,
            known=origin.known,
            source=origin.source.id,
            standing=origin.standing,
            planned=planned,
            stage="" if stage in ("yes", "no") else stage,
            person=row.text("person"),
            practice=row.text("practice"),
            outward=_outward(row, reading),
            place=row.place("id"),
        )


def _check_names(row: Row, reading: Reading) -> None:
    if "id" not in row.cells:
        message = "this row has no id"
        reading.faults.add("E440", row.span, message, "give it one that nothing else here has")
    for column in ("id", "name", "person"):
        text = row.text(column)
        if looks_like_a_formula(text):
            message = f"`{text}` begins like a formula"
            remedy = "begin with a letter or a figure"
            reading.faults.add("E438", row.place(column), message, remedy)


def _outward(row: Row, reading: Reading) -> str:
    """The outward code of a postcode; blank where there is none. Reports E469."""
    words = row.text("postcode")
    code = outward_code(words) if words else ""
    if code is None:
        message = f"`{words}` is no postcode"
        reading.faults.add("E469", row.place("postcode"), message, POSTCODE_HELP)
    return code or ""


def _on(row: Row, entity: Entity, reading: Reading) -> Days | None:
    day = reading.day(row, "on")
    if day is None:
        if "on" not in row.cells:
            message = "this row does not say on which day it happened"
            reading.faults.add("E447", row.span, message, "fill in the column `on`")
        return None
    return Days(day, day)


def _from_to(row: Row, reading: Reading) -> Days | None:
    first, last = reading.day(row, "from"), reading.day(row, "to")
    days = stretch(first or date.min, last)
    match days:
        case Unreadable():
            reading.unreadable(row.cells["to"], days)
            return None
        case Days():
            return days


def _records(
    row: Row,
    entity: Entity,
    facts: Mapping[str, FactDefinition],
    origin: Origin,
    reading: Reading,
) -> Iterator[Record]:
    days = described(row, reading)
    about = About(entity.name, row.text("id"), days, shared=True)
    for fact in facts.values():
        cell = row.cells.get(fact.name)
        if cell is None:
            continue
        record = read_fact(cell, fact, about, origin, reading)
        if record is not None:
            yield record


def described(row: Row, reading: Reading) -> Days | None:
    """The days that a row says it describes, None where it says none or is at fault."""
    cell = row.cells.get("describes")
    if cell is None:
        return None
    days = read_days(cell.text)
    match days:
        case Unreadable():
            reading.unreadable(cell, days)
            return None
        case Days():
            return days
