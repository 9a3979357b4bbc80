"""Find every figure of a clause: those it says, and those that its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction

from audit.figures import TIME, Figure, Found, Place, figures_in, found_in, unit_of
from pcn_rules.language import meaning, model
from pcn_rules.language.meaning import ResolvedClause

# --- in a clause ------------------------------------------------------------------------------


def figures_of(clause: model.Clause) -> tuple[Found, ...]:
    """Every figure of a clause as it is written, its title and its other readings included."""
    return tuple(dict.fromkeys((*found_in(clause.title), *_walked(clause))))


def _walked(part: object, place: Place = "") -> Iterator[Found]:
    match part:
        case model.Cites() | model.Replaces() | model.SubjectTo() | model.Notwithstanding():
            return
        case model.Action(text=text):
            yield from found_in(text)
        case model.Definition(term=term, meaning=words):
            yield from found_in(f"{term}: {words}")
        case model.Amount():
            yield from map(Found, _amount(part))
        case model.Notice(count=count, unit=unit):
            yield Found(Figure(Fraction(count), unit))
        case model.React(count=count, unit=unit):
            yield Found(Figure(Fraction(count), unit))
            yield from _period(part)
        case model.Recur(count=count, unit=unit, calendar=calendar):
            every = f"every calendar {unit}" if calendar else f"every {unit}"
            yield Found(Figure(Fraction(count), "every calendar day" if unit == "day" else every))
            yield from _period(part)
        case model.Maintain() | model.Limit():
            yield from _period(part)
        case _:
            yield from _plain(part, place)


def _plain(part: object, place: Place) -> Iterator[Found]:
    match part:
        case bool() | str() | None:
            return
        case date():
            yield Found(Figure(part), place)
        case int() | Fraction():
            yield Found(Figure(Fraction(part)))
        case tuple():
            for each in part:
                yield from _walked(each)
        case model.Node():
            for name in _names(part):
                yield from _walked(getattr(part, name))


def _names(part: model.Node) -> Iterator[str]:
    return (field.name for field in fields(part) if field.name != "span")


def _period(timing: model.Maintain | model.Limit | model.Recur | model.React) -> Iterator[Found]:
    yield from _walked(timing.start, "start")
    yield from _walked(timing.end, "end")


def _amount(amount: model.Amount) -> Iterator[Figure]:
    """The figures of a quantity; a quarter of an hour is a unit, and its one is none."""
    unit = amount.unit or ""
    if not unit.startswith("quarter"):
        for each in (amount.amount, amount.upper):
            if each is not None:
                yield Figure(each, _measured(unit))
    for per in amount.per:
        time = _measured(per.unit)
        if time:
            yield Figure(per.amount, f"per {time}")
        elif per.amount != 1:
            yield Figure(per.amount)


def _measured(unit: str) -> str:
    if unit in ("£", "%"):
        return unit
    if unit.casefold() == "per cent":
        return "%"
    time = re.fullmatch(rf"({TIME})s?", unit, re.IGNORECASE)
    return unit_of(time[1]) if time else ""


# --- in what a clause means -------------------------------------------------------------------


def figures_meant(clause: ResolvedClause) -> tuple[Found, ...]:
    """The figures that the vocabulary brings to a clause; 0 and 1 are no more than none and some.

    How much work it is stands in the assumptions, which are no part of the contract.
    """
    found = (Found(each, "meaning") for each in _meant((clause.statement, clause.readings)))
    return tuple(dict.fromkeys(each for each in found if each.figure.value not in (0, 1)))


def _meant(part: object) -> Iterator[Figure]:
    match part:
        case meaning.Effort() | meaning.Actor():
            return
        case meaning.DayConstant(day=day):
            yield Figure(day)
        case meaning.Constant(written=words) | meaning.RangeConstant(written=words):
            yield from figures_in(words)
        case meaning.Rounded(operand=operand, written=words):
            yield from figures_in(words)
            yield from _meant(operand)
        case tuple():
            for each in part:
                yield from _meant(each)
        case _ if is_dataclass(part) and not isinstance(part, type):
            for field in fields(part):
                yield from _meant(getattr(part, field.name))
