"""Turn a network into the files of a folder that reads as the same network."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from pcn_rules.language.meaning import (
    DateKind,
    FactDefinition,
    NumberKind,
    RoleKind,
    SeriesKind,
    Vocabulary,
    YesNoKind,
)
from pcn_rules.networks.evidence import COLUMNS, FILE
from pcn_rules.networks.facts import ALWAYS
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Missing,
    Network,
    NotApplicable,
    Planned,
    Record,
    Scalar,
    SourceOfFacts,
    Thing,
    Value,
)
from pcn_rules.networks.names import file_of, names_of

FactKey = tuple[str | None, str]


def network_files(network: Network, vocabulary: Vocabulary) -> dict[str, str]:
    """The text of every file by its name: network.toml, one list for each entity, evidence.csv.

    Amounts must be decimals in the units their facts are written in, else it is a ValueError.
    """
    kinds = dict(_kinds(vocabulary))
    files = {"network.toml": _settings(network)}
    for entity in names_of(vocabulary).each_entity():
        things = [thing for thing in network.things if thing.entity == entity.name]
        if things:
            files[file_of(entity)] = _list(things, event=entity.event)
    if network.records:
        rows = (_row(record, kinds[record.entity, record.fact]) for record in network.records)
        files[FILE] = _csv(COLUMNS, rows)
    return files


def known_to(network: Network, vocabulary: Vocabulary) -> Network:
    """The network without what a vocabulary has no words for."""
    entities = {entity.name for entity in vocabulary.entities}
    facts = {key for key, _ in _kinds(vocabulary)}
    return replace(
        network,
        things=tuple(t for t in network.things if t.entity in entities),
        records=tuple(r for r in network.records if (r.entity, r.fact) in facts),
        complete=network.complete & entities,
        stands_for=tuple(s for s in network.stands_for if (s.entity, s.fact) in facts),
        complete_series=tuple(s for s in network.complete_series if (s.entity, s.fact) in facts),
    )


def _kinds(vocabulary: Vocabulary) -> Iterator[tuple[FactKey, FactDefinition]]:
    for fact in vocabulary.facts:
        yield (None, fact.name), fact
    for entity in vocabulary.entities:
        for fact in entity.facts:
            yield (entity.name, fact.name), fact


# --- network.toml -----------------------------------------------------------------------------


def _settings(network: Network) -> str:
    lines = ["[network]", f"id = {_quoted(network.id)}", f"name = {_quoted(network.name)}"]
    lines += [f"as_at = {network.as_at.isoformat()}"]
    if network.notes:
        lines += ["notes = [", *(f"  {_quoted(note)}," for note in network.notes), "]"]
    if network.area:
        lines += [f"area = [{', '.join(_quoted(code) for code in network.area)}]"]
    listed = sorted(network.complete | {thing.entity for thing in network.things})
    if listed:
        states = ("complete" if name in network.complete else "open" for name in listed)
        entries = zip(listed, states, strict=True)
        lines += [
            "",
            "[lists]",
            *(f"{_quoted(name)} = {_quoted(state)}" for name, state in entries),
        ]
    for source in network.sources:
        lines += _source(source)
    for statement in network.stands_for:
        lines += ["", "[[stands_for]]", *_about(statement.entity, statement.fact)]
        lines += [f"subject = {_quoted(statement.subject)}"] if statement.subject else []
        lines += [f"source = {_quoted(statement.source)}"] if statement.source else []
        lines += [*_from_to(statement.days), f"reason = {_quoted(statement.reason)}"]
    for series in network.complete_series:
        lines += ["", "[[complete_series]]", *_about(series.entity, series.fact)]
        lines += _from_to(series.days)
    return "\n".join(lines) + "\n"


def _source(source: SourceOfFacts) -> Iterator[str]:
    yield from ("", f"[sources.{source.id}]", f"title = {_quoted(source.title)}")
    yield from (f"publisher = {_quoted(source.publisher)}", f"day = {_day_of(source.day)}")
    if source.licence:
        yield f"licence = {_quoted(source.licence)}"
    if source.rank is not None:
        yield f"rank = {source.rank}"
    if source.suppressed is not None:
        low, high = source.suppressed
        yield f'suppressed = "{low} to {high}"'
    if source.rounded_to is not None:
        yield f"rounded_to = {_decimal(source.rounded_to)}"


def _about(entity: str | None, fact: str) -> Iterator[str]:
    yield f"fact = {_quoted(fact)}"
    if entity:
        yield f"entity = {_quoted(entity)}"


def _from_to(days: Days) -> Iterator[str]:
    yield f"from = {days.first.isoformat()}"
    if days.last:
        yield f"to = {days.last.isoformat()}"


def _day_of(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        return _quoted(words)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# --- tables -----------------------------------------------------------------------------------


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(columns)
    written.writerows(rows)
    return text.getvalue()


def _list(things: Iterable[Thing], *, event: bool) -> str:
    days = ("on",) if event else ("from", "to")
    listed = tuple(things)
    more = [name for name, said in _MORE.items() if any(map(said, listed))]
    columns = ("id", "name", *days, "known", "source", "standing", "planned", *more)
    rows = (_thing(thing, event=event) for thing in listed)
    also = ([_MORE[name](thing) for name in more] for thing in listed)
    return _csv(columns, ((*row, *cells) for row, cells in zip(rows, also, strict=True)))


_MORE: Mapping[str, Callable[[Thing], str]] = {
    "person": lambda thing: thing.person,
    "postcode": lambda thing: thing.outward,
    "practice": lambda thing: thing.practice,
}
"""Columns that are written where any thing has something to say in them."""


def _thing(thing: Thing, *, event: bool) -> tuple[str, ...]:
    always = thing.stands.first == date.min
    first, last = "" if always else thing.stands.first.isoformat(), thing.stands.last
    days = (first,) if event else (first, "" if last is None else last.isoformat())
    planned = thing.stage or ("yes" if thing.planned else "")
    known = thing.known.isoformat()
    return (thing.id, thing.name, *days, known, thing.source, thing.standing, planned)


def _row(record: Record, fact: FactDefinition) -> tuple[str, ...]:
    return (
        "network" if record.entity is None else record.entity,
        record.subject or "",
        record.fact,
        value_text(record.value, fact),
        _days(record.describes),
        record.known.isoformat(),
        record.source,
        record.standing,
        record.note,
    )


def _days(days: Days) -> str:
    if days == ALWAYS:
        return ""
    if days.last is None:
        return f"{days.first.isoformat()} onwards"
    if days.first == days.last:
        return days.first.isoformat()
    return f"{days.first.isoformat()} to {days.last.isoformat()}"


# --- values -----------------------------------------------------------------------------------


def value_text(value: Value, fact: FactDefinition) -> str:
    """A value as a cell holds it: `yes on 2020-07-02`, `2 per week`, `between 13 and 17`."""
    match value:
        case Known(value=True, done=date() as done):
            return f"yes on {done.isoformat()}"
        case Known(value=known, weekly=weekly):
            return f"{_scalar(known, fact)}{' per week' if weekly else ''}"
        case Missing():
            return _missing(value, fact)
        case Estimate(low=low, high=high):
            return f"estimate {_scalar(low, fact)} to {_scalar(high, fact)}"
        case Planned(value=planned, start=start):
            return f"planned {_scalar(planned, fact)} from {start.isoformat()}"
        case NotApplicable():
            return "not applicable"
        case _:
            assert_never(value)


def _missing(missing: Missing, fact: FactDefinition) -> str:
    low, high = missing.low, missing.high
    if low is not None and high is not None:
        return f"between {_scalar(low, fact)} and {_scalar(high, fact)}"
    if low is not None:
        return f"at least {_scalar(low, fact)}"
    if high is not None:
        return f"at most {_scalar(high, fact)}"
    return "unknown" if missing.likely is None else f"likely {_scalar(missing.likely, fact)}"


def _scalar(value: Scalar, fact: FactDefinition) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case str():
            return value
        case Fraction():
            return _decimal(value / _factor(fact))


def _factor(fact: FactDefinition) -> Fraction:
    match fact.kind:
        case NumberKind(factor=factor) | SeriesKind(factor=factor):
            return factor
        case YesNoKind() | DateKind() | RoleKind():
            return Fraction(1)
        case _:
            assert_never(fact.kind)


def _decimal(amount: Fraction) -> str:
    exact = amount * 10**12
    if exact.denominator != 1:
        raise ValueError(f"{amount} is not a decimal")
    text = f"{Decimal(exact.numerator).scaleb(-12):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
