"""What an incentive earns: nothing at its first level, all at its last, and in between in step."""

from __future__ import annotations

from fractions import Fraction

from pcn_rules.evaluate.amounts import unit_of
from pcn_rules.evaluate.bounds import Bounds
from pcn_rules.evaluate.expression_words import in_words, with_unit
from pcn_rules.evaluate.money.parts import ONE, Asked, Counter
from pcn_rules.evaluate.money.words import between
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Instalment, Money, Reason
from pcn_rules.language.meaning import ResolvedIncentive
from pcn_rules.values import written

ZERO, ALL = Fraction(0), Fraction(1)


def incentive(statement: ResolvedIncentive, counter: Counter, notes: Notes) -> Money:
    """What is earned by the last day, exact: N × (achieved − first) / (last − first), 0 to N.

    A measure that is not known earns nothing for certain, and may earn all.
    """
    asked = Asked(statement.measure, None, None, statement.counted_on)
    counting = counter.count(asked, statement.end, notes)
    achieved = (counting.low, counting.high)
    gate = counter.count(Asked(ONE, None, statement.condition, None), statement.end, notes)
    low, high = earned(statement, achieved)
    low, high = low * gate.low, high * (gate.high or ZERO)
    _say(statement, achieved, (low, high), notes)
    return Money(
        unit=statement.unit_written,
        payer="",
        payee=statement.actor.name,
        up_to=False,
        start=statement.start,
        end=statement.end,
        low=low,
        high=high,
        instalments=(Instalment(statement.start, statement.end, low, high),),
        shares=(),
        missing=tuple(dict.fromkeys((*counting.missing, *gate.missing))),
        open=counting.open,
    )


def earned(statement: ResolvedIncentive, achieved: Bounds) -> tuple[Fraction, Fraction]:
    """What is earned between the ends of what was achieved; None is no end."""
    ends = (_at(statement, achieved[0], -1), _at(statement, achieved[1], 1))
    return statement.most * min(ends), statement.most * max(ends)


def _at(statement: ResolvedIncentive, level: Fraction | None, side: int) -> Fraction:
    """The share of all that a level earns, from 0 to 1; `side` is where a level without end lies.

    >>> from types import SimpleNamespace as Levels
    >>> _at(Levels(first=Fraction(70), last=Fraction(77)), Fraction("75.25"), 1)
    Fraction(3, 4)
    >>> _at(Levels(first=Fraction(43), last=Fraction(30)), Fraction(43), 1)
    Fraction(0, 1)
    """
    distance = statement.last - statement.first
    if level is None:
        return ALL if side * distance > 0 else ZERO
    return min(max((level - statement.first) / distance, ZERO), ALL)


def _say(
    statement: ResolvedIncentive,
    achieved: Bounds,
    points: tuple[Fraction, Fraction],
    notes: Notes,
) -> None:
    first, last = statement.levels
    found = _level_words(statement, achieved)
    text = (
        f"{in_words(statement.measure)} = {found}, from {first} to {last}: "
        f"{written.number(statement.most)} {statement.unit_written} × share reached = "
        f"{between(*points, statement.unit_written)}"
    )
    notes.say(Reason(kind="arithmetic", text=text))


def _level_words(statement: ResolvedIncentive, achieved: Bounds) -> str:
    """What was achieved, in the unit in which the levels are written."""
    if achieved == (ZERO, None):
        return "not known"
    if not statement.levels[0].endswith("%"):
        return with_unit(achieved, unit_of(statement.measure))
    low, high = (None if end is None else end * 100 for end in achieved)
    return f"{written.spread(low, high)}%"
