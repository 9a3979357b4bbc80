"""Cut the days of a payment into instalments: how much of a rate falls to each month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import assert_never

from pcn_rules.language.carried import Achieve
from pcn_rules.language.meaning import Rate, ResolvedPayment


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a payment that fall into one calendar month, and what share of it they are."""

    first: date
    last: date
    share: Fraction

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def months_between(start: date, end: date) -> Iterator[Stretch]:
    """The calendar months from one day to another, both included.

    A whole month counts 1, whatever its length; a part of one counts by its days, so that 10 days
    of April are 10/30 of a month.
    """
    first = start
    while first <= end:
        length = monthrange(first.year, first.month)[1]
        last = min(end, first.replace(day=length))
        yield Stretch(first, last, Fraction((last - first).days + 1, length))
        if last == end:
            return
        first = last + timedelta(days=1)


def financial_year(day: date) -> tuple[date, date]:
    """The first and the last day of the financial year, from April to March, that holds a day."""
    begins = day.year if day.month >= 4 else day.year - 1
    return date(begins, 4, 1), date(begins + 1, 3, 31)


def within(payment: ResolvedPayment, first: date, last: date) -> ResolvedPayment | None:
    """A payment over those of its days that lie between two others; None where none does.

    One sum for all of its days falls due on the last of them, and is not divided.
    """
    match payment.timing:
        case Achieve(day=day):
            return payment if first <= day <= last else None
        case _:
            pass
    if payment.rate.span is None:
        return payment if first <= payment.end <= last else None
    start, end = max(payment.start, first), min(payment.end, last)
    return replace(payment, start=start, end=end) if start <= end else None


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment: the days it is for, the day whose facts count, and how many times the rate.

    `times` counts months or days, as the rate does; it is 1 for a sum that is paid once.
    """

    first: date
    last: date
    day: date
    times: Fraction


def instalments(payment: ResolvedPayment) -> tuple[Due, ...]:
    """The instalments of a payment.

    Each month goes by what stands on its first day. A sum without `per month` or the like is one
    sum for the whole of its days, due on the last of them (or by its deadline).
    """
    match payment.timing:
        case Achieve(day=day):
            return (Due(day, day, day, Fraction(1)),)
        case _:
            return tuple(_over_months(payment.rate, payment.start, payment.end))


def _over_months(rate: Rate, start: date, end: date) -> Iterator[Due]:
    match rate.span:
        case None:
            yield Due(start, end, end, Fraction(1))
        case "month":
            for each in months_between(start, end):
                yield Due(each.first, each.last, each.first, each.share)
        case "day":
            for each in months_between(start, end):
                yield Due(each.first, each.last, each.first, Fraction(each.days))
        case _:
            assert_never(rate.span)
