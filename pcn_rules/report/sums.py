"""Turn what a payment or an incentive comes to into the words a report prints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pcn_rules.evaluate.money.words import rounded_between
from pcn_rules.evaluate.result import Instalment, Money, Share
from pcn_rules.report.model import Link, Sum
from pcn_rules.report.questions import grouped
from pcn_rules.values.days import written


def sum_of(money: Money, link: Link) -> Sum:
    """A sum ready to be laid out; pounds and pence, each figure rounded once for itself."""
    return Sum(
        words=sum_words(money),
        days=f"{written(money.start)} to {written(money.end)}",
        months=tuple(_months(money)),
        shares=tuple((each.name, _words(each, money.unit)) for each in money.shares),
        questions=grouped([(link, missing) for missing in money.missing]),
        note=_note(money),
    )


def _note(money: Money) -> str:
    if not money.open:
        return ""
    return "what is known so far is the least: a list is open" if money.low else "a list is open"


def sum_words(money: Money) -> str:
    """The sum in words: `£39,930.00`, `up to £1,200.00`, `at least £120.00`, `not known`."""
    words = rounded_between(money.low, money.high, money.unit)
    if money.up_to and money.high is not None:
        return f"up to {words}"
    return words


def _months(money: Money) -> Iterator[tuple[str, str]]:
    """What falls to each month; months that come to the same stand together."""
    if len(money.instalments) < 2:
        return
    for words, run in groupby(money.instalments, key=lambda each: _words(each, money.unit)):
        first, *others = run
        last = others[-1].last if others else first.last
        each = ", each month" if others else ""
        yield f"{written(first.first)} to {written(last)}{each}", words


def _words(each: Instalment | Share, unit: str) -> str:
    return rounded_between(each.low, each.high, unit)
