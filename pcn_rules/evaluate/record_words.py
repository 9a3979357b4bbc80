"""Put records and values of facts into words, for the reasons of a verdict."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from pcn_rules.language.meaning import (
    DateKind,
    FactDefinition,
    Kind,
    NumberKind,
    RoleKind,
    SeriesKind,
    YesNoKind,
)
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Missing,
    NotApplicable,
    Planned,
    Scalar,
    Value,
)
from pcn_rules.values import written
from pcn_rules.values.days import written as written_day


def scalar_words(value: Scalar, kind: Kind) -> str:
    """A value as its fact writes it: in the declared unit, `yes` or `no`, or a date."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return f"{written.number(value / factor_of(kind))}{_unit(kind)}"
        case date():
            return written_day(value)
        case str():
            return value
        case _:
            assert_never(value)


def amount_words(low: Fraction | None, high: Fraction | None, kind: Kind) -> str:
    """An amount between two ends, in the declared unit."""
    factor = factor_of(kind)
    ends = (None if low is None else low / factor, None if high is None else high / factor)
    return f"{written.spread(*ends)}{_unit(kind)}"


def factor_of(kind: Kind) -> Fraction:
    """How many base units one unit of a fact is."""
    match kind:
        case NumberKind(factor=factor) | SeriesKind(factor=factor):
            return factor
        case YesNoKind() | DateKind() | RoleKind():
            return Fraction(1)


def _unit(kind: Kind) -> str:
    match kind:
        case NumberKind(written=unit) | SeriesKind(written=unit):
            return "" if unit == "number" else f" {unit}"
        case YesNoKind() | DateKind() | RoleKind():
            return ""


def value_words(value: Value, fact: FactDefinition) -> str:
    """What a record says, in words."""
    match value:
        case Known(value=scalar, done=None, weekly=weekly):
            return scalar_words(scalar, fact.kind) + (" per week" if weekly else "")
        case Known(value=scalar, done=done):
            assert done is not None
            return f"{scalar_words(scalar, fact.kind)}, on {written_day(done)}"
        case Missing(low=low, high=high, likely=likely, why=why):
            bounds = "" if low is None and high is None else amount_words(low, high, fact.kind)
            parts = [
                bounds,
                why,
                f"likely {scalar_words(likely, fact.kind)}" if likely is not None else "",
            ]
            said = ", ".join(part for part in parts if part)
            return f"not known ({said})" if said else "not known"
        case Estimate(low=low, high=high):
            return f"{amount_words(low, high, fact.kind)} (an estimate)"
        case Planned(value=planned, start=start):
            return f"{scalar_words(planned, fact.kind)}, planned from {written_day(start)}"
        case NotApplicable():
            return "not applicable"


def days_words(days: Days) -> str:
    """The days a record describes."""
    if days.last == days.first:
        return written_day(days.first)
    first = "" if days.first == date.min else f"from {written_day(days.first)} "
    last = "onwards" if days.last is None else f"to {written_day(days.last)}"
    return f"{first}{last}" if first or days.last is not None else "always"
