"""Enough of the amounts that a number may be: those that a formula can tell apart."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from pcn_rules.language.meaning import NumberKind, SeriesKind
from pcn_rules.values.units import MINUTES


@cache
def enough_amounts(
    kind: NumberKind | SeriesKind, low: Fraction, high: Fraction | None, landmarks: frozenset[Any]
) -> tuple[Fraction, ...]:
    """Enough of the amounts in a range, ends included (no end: one beyond all that is named).

    A grid finer than any figure of the generator, and every figure of the clause.
    """
    step = Fraction(60) if kind.unit == MINUTES else Fraction(1)
    step = step if kind.whole else step / 2
    top = low + 10 * step if high is None else high
    step *= max(1, int((top - low) / (12 * step)))
    amounts = {low + n * step for n in range(int((top - low) / step) + 1)} | {top}
    if not kind.whole:
        figures = {f for f in landmarks if isinstance(f, Fraction)}
        figures |= {f + g for f in figures for g in figures} | {f / 2 for f in figures}
        amounts |= {f for f in figures if low <= f and (high is None or f <= high)}
    if high is None:
        amounts.add(low + 100_000)
    return tuple(sorted(amounts))
