"""Turn network.toml into checked settings: the network, its lists, its sources, its statements.

Each table is checked on its own, so that a fault in one hides none in another. What a table may
hold is said to the core of pydantic itself: the models that pydantic makes of classes take longer
to build than all the rest of reading a network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic_core import SchemaValidator, ValidationError

from pcn_rules.language.faults import Faults, did_you_mean
from pcn_rules.networks import fields
from pcn_rules.networks.fields import FAULT
from pcn_rules.networks.model import SourceOfFacts
from pcn_rules.networks.toml_places import Path, Places

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

OneStanding = Literal["published", "stated"]


@dataclass(frozen=True, slots=True)
class NetworkTable:
    """`[network]`: who it is, the day to ask about where no other is given, notes, its area."""

    id: str
    name: str
    as_at: date
    notes: tuple[str, ...] = ()
    area: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceTable:
    """`[sources.ods]`: where facts come from; `standing` holds for rows that give none.

    `day` is when it was published, in words, and the last day that this can mean.
    """

    title: str
    publisher: str
    day: tuple[str, date]
    licence: str = ""
    rank: int | None = None
    suppressed: tuple[Fraction, Fraction] | None = None
    rounded_to: Fraction | None = None
    standing: OneStanding = "stated"


@dataclass(frozen=True, slots=True)
class StandsForTable:
    """`[[stands_for]]`: for which days a value stands beside those it describes, and why."""

    fact: str
    first: date
    reason: str
    entity: str | None = None
    subject: str | None = None
    source: str | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class CompleteSeriesTable:
    """`[[complete_series]]`: on which days everything of a series is on record."""

    fact: str
    first: date
    entity: str | None = None
    last: date | None = None


_Table = NetworkTable | SourceTable | StandsForTable | CompleteSeriesTable
_Model = TypeVar("_Model", NetworkTable, SourceTable, StandsForTable, CompleteSeriesTable)

_PERIOD = {
    "first": fields.required(fields.day, "from"),
    "last": fields.optional(fields.day, "to"),
}
_SHAPES: Mapping[type[_Table], fields.Shape] = {
    NetworkTable: {
        "id": fields.required(fields.name),
        "name": fields.required(fields.name),
        "as_at": fields.required(fields.day),
        "notes": fields.several(fields.text),
        "area": fields.several(fields.outward),
    },
    SourceTable: {
        "title": fields.required(fields.text),
        "publisher": fields.required(fields.text),
        "day": fields.required(fields.when),
        "licence": fields.optional(fields.text),
        "rank": fields.optional(fields.rank),
        "suppressed": fields.optional(fields.bounds),
        "rounded_to": fields.optional(fields.step),
        "standing": fields.optional(fields.standing),
    },
    StandsForTable: {
        "fact": fields.required(fields.text),
        "entity": fields.optional(fields.text),
        "subject": fields.optional(fields.text),
        "source": fields.optional(fields.text),
        **_PERIOD,
        "reason": fields.required(fields.text),
    },
    CompleteSeriesTable: {
        "fact": fields.required(fields.text),
        "entity": fields.optional(fields.text),
        **_PERIOD,
    },
}
"""What each table may hold, in the order in which faults of it are told."""

_VALIDATORS: Mapping[type[_Table], SchemaValidator] = {
    table: fields.validator(shape) for table, shape in _SHAPES.items()
}


@dataclass(frozen=True, slots=True)
class DeclaredSource:
    """A source, the last day on which it can have been published, and how its rows stand."""

    source: SourceOfFacts
    known: date
    standing: OneStanding


@dataclass(frozen=True, slots=True)
class Settings:
    """network.toml as checked; what is at fault is left out.

    A source at fault is there as None, so that rows may name it. Statements keep their paths.
    """

    network: NetworkTable | None
    lists: Mapping[str, bool]
    """Names of entities as written, and whether their list is complete."""
    sources: Mapping[str, DeclaredSource | None]
    stands_for: tuple[tuple[Path, StandsForTable], ...]
    complete_series: tuple[tuple[Path, CompleteSeriesTable], ...]
    places: Places


_TABLES = ("network", "lists", "sources", "stands_for", "complete_series")


def read_settings(tables: Mapping[str, object], places: Places, faults: Faults) -> Settings:
    """Check every table of network.toml. Reports E408 to E410, E420 to E422, E434, E438, E469."""
    for name in tables:
        if name not in _TABLES:
            remedy = did_you_mean(name, ((known, None) for known in _TABLES))
            listed = "the tables here are " + ", ".join(f"`{known}`" for known in _TABLES)
            message = f"nothing is called `{name}` here"
            faults.add("E408", places.key((name,)), message, remedy or listed)
    if "network" not in tables:
        message = "this file does not say which network it is of"
        remedy = 'add `[network]` with id = "U94399", name = "..." and as_at = 2020-05-31'
        faults.add("E409", places.source.span(0, 0), message, remedy)
        network = None
    else:
        network = _checked(NetworkTable, tables["network"], ("network",), places, faults)
    return Settings(
        network,
        dict(_lists(tables.get("lists", {}), places, faults)),
        dict(_sources(tables.get("sources", {}), places, faults)),
        tuple(_statements(StandsForTable, tables, "stands_for", places, faults)),
        tuple(_statements(CompleteSeriesTable, tables, "complete_series", places, faults)),
        places,
    )


def _checked(
    model: type[_Model], data: object, path: Path, places: Places, faults: Faults
) -> _Model | None:
    try:
        return model(**_VALIDATORS[model].validate_python(data))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _report(detail, model, path, places, faults)
        return None


def _report(
    detail: ErrorDetails, model: type[_Table], path: Path, places: Places, faults: Faults
) -> None:
    at = (*path, *detail["loc"])
    name = str(at[-1])
    match detail["type"]:
        case "missing":
            message = f"`{name}` is not given"
            faults.add("E409", places.key(path), message, f"add a line `{name} = ...`")
        case "extra_forbidden":
            known = fields.keys(_SHAPES[model])
            remedy = did_you_mean(name, ((other, None) for other in known))
            listed = "the keys here are " + ", ".join(f"`{other}`" for other in known)
            faults.add("E408", places.key(at), f"nothing is called `{name}` here", remedy or listed)
        case kind if kind == FAULT:
            context = detail["ctx"]
            faults.add(context["code"], places.value(at), context["message"], context["help"])
        case "tuple_type":
            message = "this is not a list"
            faults.add("E410", places.value(at), message, "put it in square brackets")
        case _:
            message = f"`{name}` is not a table of keys and values"
            faults.add("E410", places.key(at), message, "write its keys below its heading")


def _lists(data: object, places: Places, faults: Faults) -> Iterator[tuple[str, bool]]:
    for name, state in _entries(data, "lists", places, faults):
        match state:
            case "complete" | "open":
                yield name, state == "complete"
            case _:
                message = "a list is either `complete` or `open`"
                remedy = 'write "complete" where it has all of them, else "open"'
                faults.add("E410", places.value(("lists", name)), message, remedy)
                yield name, False


def _sources(
    data: object, places: Places, faults: Faults
) -> Iterator[tuple[str, DeclaredSource | None]]:
    for name, entry in _entries(data, "sources", places, faults):
        table = _checked(SourceTable, entry, ("sources", name), places, faults)
        yield name, None if table is None else _declared(name, table)


def _declared(name: str, table: SourceTable) -> DeclaredSource:
    words, known = table.day
    source = SourceOfFacts(
        id=name,
        title=table.title,
        publisher=table.publisher,
        day=words,
        licence=table.licence,
        rank=table.rank,
        suppressed=table.suppressed,
        rounded_to=table.rounded_to,
    )
    return DeclaredSource(source, known, table.standing)


def _entries(
    data: object, name: str, places: Places, faults: Faults
) -> Iterator[tuple[str, object]]:
    match data:
        case dict():
            yield from ((str(key), value) for key, value in data.items())
        case _:
            message = f"`{name}` is not a table of keys and values"
            faults.add("E410", places.key((name,)), message, f"begin it with `[{name}]`")


def _statements(
    model: type[_Model], tables: Mapping[str, object], name: str, places: Places, faults: Faults
) -> Iterator[tuple[Path, _Model]]:
    entries = tables.get(name, [])
    match entries:
        case list():
            for number, entry in enumerate(entries):
                checked = _checked(model, entry, (name, number), places, faults)
                if checked is not None:
                    yield (name, number), checked
        case _:
            message = f"`{name}` is not a list of statements"
            faults.add("E410", places.key((name,)), message, f"begin each with `[[{name}]]`")
