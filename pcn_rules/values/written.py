"""Exact amounts and dates as people write them."""

from __future__ import annotations

from fractions import Fraction


def number(amount: Fraction) -> str:
    """An exact amount: in decimals where these end, as a mixed fraction elsewhere.

    >>> number(Fraction("2405.64"))
    '2,405.64'
    >>> number(Fraction(155, 7))
    '22 1/7'
    """
    if amount.denominator == 1:
        return f"{amount.numerator:,}"
    rest = amount.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return _decimal(amount)
    whole, part = divmod(abs(amount), 1)
    sign = "-" if amount < 0 else ""
    return f"{sign}{int(whole):,} {part}" if whole else f"{sign}{part}"


def _decimal(amount: Fraction) -> str:
    places = 0
    while (amount * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(amount * 10**places))).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    sign = "-" if amount < 0 else ""
    return f"{sign}{int(whole):,}" + (f".{part}" if part else "")


def spread(low: Fraction | None, high: Fraction | None) -> str:
    """An amount known to lie between two ends; None is no bound."""
    if low is not None and low == high:
        return number(low)
    if low is None and high is None:
        return "any amount"
    if high is None:
        assert low is not None
        return f"{number(low)} or more"
    if low is None:
        return f"{number(high)} or less"
    return f"{number(low)} to {number(high)}"
