"""Resolve when a duty is owed: its first and last day, and the events it waits for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pcn_rules.language import model
from pcn_rules.language.faults import Faults, did_you_mean, key, words_within
from pcn_rules.language.scope import Context
from pcn_rules.language.symbols import EntityEntry


@dataclass(frozen=True, slots=True)
class Life:
    """The days on which an edition is in force, both ends included.

    What no date is given for is owed from the day `since`: the first, or that of a variation.
    """

    start: date
    end: date
    since: date


@dataclass(frozen=True, slots=True)
class Resolved:
    """A timing with its days, and for a reaction the events it waits for."""

    timing: model.Timing
    start: date
    end: date
    events: tuple[EntityEntry, ...] = ()


def read_timing(
    timing: model.Timing, statement: model.Node, life: Life, context: Context
) -> Resolved | None:
    """A timing with its first and last day: as written, else those of the edition.

    A deadline is no end of a duty's life: a duty to achieve something runs over the edition's. In
    a variation a duty begins with it, unless its deadline was over: then it goes on being owed.
    Reports days outside the edition's life (E171) and words that are no events (E157).
    """
    place = timing if timing.span else statement
    match timing:
        case model.Achieve(day=day, included=included):
            deadline = day if included else day - timedelta(days=1)
            sound = _inside(deadline, place, life, context.faults)
            first = life.since if life.since <= deadline else life.start
            return Resolved(timing, first, life.end) if sound else None
        case model.React():
            days = _days(timing.start, timing.end, place, life, context.faults)
            events = _events(timing, place, context)
            if days is None or events is None:
                return None
            named = replace(timing, events=tuple(event.name for event in events))
            return Resolved(named, *days, events)
        case model.Maintain(start=start, end=end) | model.Limit(start=start, end=end):
            days = _days(start, end, place, life, context.faults)
        case model.Recur(start=start, end=end):
            days = _days(start, end, place, life, context.faults)
    return None if days is None else Resolved(timing, *days)


def _days(
    start: date | None, end: date | None, place: model.Node, life: Life, faults: Faults
) -> tuple[date, date] | None:
    first, last = start or life.since, end or life.end
    if last < first and start is not None and end is not None:  # told where the days are read
        return None
    inside = _inside(first, place, life, faults) and _inside(last, place, life, faults)
    return (first, last) if inside else None


def inside_life(start: date, end: date, place: model.Node, life: Life, faults: Faults) -> bool:
    """Whether a stretch of days lies inside the life of the edition (else E171)."""
    return _inside(start, place, life, faults) and _inside(end, place, life, faults)


def _inside(day: date, place: model.Node, life: Life, faults: Faults) -> bool:
    if life.start <= day <= life.end:
        return True
    faults.add(
        "E171",
        place,
        f"{written(day)} is outside the life of the edition, "
        f"which runs from {written(life.start)} to {written(life.end)}",
        help="correct the date, or the days of the edition",
    )
    return False


def written(day: date) -> str:
    """A day as the language writes it: `31 July 2020`."""
    return f"{day.day} {day:%B} {day.year}"


def _events(
    timing: model.React, place: model.Node, context: Context
) -> tuple[EntityEntry, ...] | None:
    found = tuple(_event(name, place, context) for name in timing.events)
    events = tuple(event for event in found if event is not None)
    return events if len(events) == len(found) else None


def _event(name: str, place: model.Node, context: Context) -> EntityEntry | None:
    entry = context.symbols.forms.get(key(name))
    if entry is not None and entry.declaration.event:
        return entry
    events = [
        (known.name, known.place)
        for known in context.symbols.entities.entries.values()
        if known.value.declaration.event
    ]
    context.faults.add(
        "E157",
        words_within(place, name),
        f"`{name}` is not an event: it does not happen on a day"
        if entry
        else f"no event is called `{name}`",
        help=did_you_mean(name, events) or f"declare it in the vocabulary: `event {name}`",
    )
    return None
