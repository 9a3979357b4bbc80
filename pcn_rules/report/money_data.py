"""Turn what a payment or an incentive comes to into its part of a JSON report."""

from __future__ import annotations

from fractions import Fraction

from pcn_rules.evaluate.money.words import to_the_penny
from pcn_rules.evaluate.result import Deciding, Money
from pcn_rules.report.shape import MissingData, MoneyData
from pcn_rules.report.sums import sum_words


def money_data(money: Money) -> MoneyData:
    """A sum with its ends exact, and to the penny."""
    return {
        "unit": money.unit,
        "payer": money.payer,
        "payee": money.payee,
        "up_to": money.up_to,
        "start": money.start.isoformat(),
        "end": money.end.isoformat(),
        "low": exact(money.low),
        "high": _end(money.high),
        "rounded_low": rounded(money.low, money.unit),
        "rounded_high": None if money.high is None else rounded(money.high, money.unit),
        "in_words": sum_words(money),
        "instalments": [
            {
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "low": exact(each.low),
                "high": _end(each.high),
            }
            for each in money.instalments
        ],
        "shares": [
            {
                "entity": each.entity,
                "id": each.id,
                "name": each.name,
                "low": exact(each.low),
                "high": _end(each.high),
            }
            for each in money.shares
        ],
        "missing": [missing_data(each) for each in money.missing],
        "open": list(money.open),
    }


def missing_data(missing: Deciding) -> MissingData:
    """A missing fact, as a question to somebody."""
    return {
        "question": missing.question,
        "kind": missing.kind,
        "group": missing.group,
        "entity": missing.entity,
        "subject": missing.subject,
        "subject_name": missing.subject_name,
        "likely": missing.likely,
        "indicator": missing.indicator,
    }


def exact(amount: Fraction) -> str:
    """An exact amount as JSON has it: `39930`, `166926889/2000`."""
    return str(amount)


def _end(amount: Fraction | None) -> str | None:
    return None if amount is None else exact(amount)


def rounded(amount: Fraction, unit: str) -> str:
    """An amount of money in pounds and pence, without a sign; of what is earned, exact."""
    if unit != "£":
        return exact(amount)
    whole, pence = divmod(to_the_penny(amount) * 100, 100)
    return f"{int(whole)}.{int(pence):02}"
