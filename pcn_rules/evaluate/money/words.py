"""Put sums of money, and the steps that led to them, into words."""

from __future__ import annotations

from fractions import Fraction

from pcn_rules.evaluate.expression_words import with_unit
from pcn_rules.evaluate.one_world import round_to
from pcn_rules.language.meaning import Rate
from pcn_rules.values import written
from pcn_rules.values.units import Unit

PENNY = Fraction(1, 100)


def to_the_penny(amount: Fraction) -> Fraction:
    """A sum rounded to the nearest penny, half a penny up: the one rounding step of money."""
    return round_to(amount, "nearest", PENNY)


def pounds(amount: Fraction) -> str:
    """An exact sum: in pounds and pence where it comes out even, else with all that is left over.

    >>> pounds(Fraction(39930))
    '£39,930.00'
    >>> pounds(Fraction("83463.445"))
    '£83,463.445'
    >>> pounds(Fraction(250, 3))
    '£83 1/3'
    """
    if to_the_penny(amount) == amount:
        whole, pence = divmod(amount * 100, 100)
        return f"£{int(whole):,}.{int(pence):02}"
    return f"£{written.number(amount)}"


def figure(amount: Fraction, unit: str) -> str:
    """An exact amount of money, or of what is earned: `£39,930.00`, `54 points`."""
    return pounds(amount) if unit == "£" else f"{written.number(amount)} {unit}"


def between(low: Fraction, high: Fraction | None, unit: str) -> str:
    """An amount between two ends: `£1,200.00 to £1,920.00`, `at least £120.00`, `not known`."""
    if high is None:
        return f"at least {figure(low, unit)}" if low else "not known"
    if low == high:
        return figure(low, unit)
    if unit != "£":
        return f"{written.number(low)} to {figure(high, unit)}"
    return f"{figure(low, unit)} to {figure(high, unit)}"


def reckoned(low: Fraction, high: Fraction | None) -> str:
    """What a step of the arithmetic comes to: of an open amount, `£0.00 or more`."""
    return f"{pounds(low)} or more" if high is None else between(low, high, "£")


def rounded_between(low: Fraction, high: Fraction | None, unit: str) -> str:
    """The same to the penny, where it is money."""
    if unit != "£":
        return between(low, high, unit)
    return between(to_the_penny(low), None if high is None else to_the_penny(high), unit)


def signed(low: Fraction | None, high: Fraction | None) -> str:
    """A sum of money that may fall below zero, to the penny: `−£12.00 to £30.00`."""
    ends = [None if end is None else _with_sign(to_the_penny(end)) for end in (low, high)]
    match ends:
        case [None, None]:
            return "not known"
        case [None, most]:
            return f"at most {most}"
        case [least, None]:
            return f"at least {least}"
        case [least, most]:
            return f"{least}" if least == most else f"{least} to {most}"
        case _:
            raise AssertionError(ends)


def _with_sign(amount: Fraction) -> str:
    return f"−{pounds(-amount)}" if amount < 0 else pounds(amount)


def times_words(rate: Rate, times: Fraction) -> str:
    """How often a rate was paid: ` × 8 months`, ` × 1 year`, ` × 6/12 of a year`."""
    if rate.span is None:
        return ""
    if rate.span == "month" and rate.spans == 12:
        years = "1 year" if times == 12 else f"{written.number(times)}/12 of a year"
        return f" × {years}"
    over = f" / {written.number(rate.spans)}" if rate.spans != 1 else ""
    noun = rate.span if times == 1 else f"{rate.span}s"
    return f" × {written.number(times)} {noun}{over}"


def count_words(low: Fraction, high: Fraction | None, unit: Unit, each: Fraction) -> str:
    """How much was counted, and per how much of it: ` × 52,354 patients / 1,000`."""
    over = f" / {written.number(each)}" if each != 1 else ""
    return f" × {with_unit((low, high), unit)}{over}"
