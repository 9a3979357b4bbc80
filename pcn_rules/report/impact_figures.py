"""Turn what two editions ask and pay of one network into hours and pounds that a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.compare.impact_model import (
    Amount,
    HoursOfRoles,
    HoursRow,
    Judged,
    MoneyRow,
    NetworkImpact,
)
from pcn_rules.evaluate.capacity.supply import tidy
from pcn_rules.evaluate.capacity.words import both
from pcn_rules.evaluate.money.flows import Between
from pcn_rules.evaluate.money.words import rounded_between, signed
from pcn_rules.report.words import counted, either
from pcn_rules.values.days import written

SHOWN = 4
"""Clauses of one row that are named; beyond them the first and the last are."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure by both editions, and what it changes by."""

    name: str
    before: str
    after: str
    change: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Hours and money of one network, and how it was judged."""

    name: str
    judged: str
    hours_days: str
    hours: tuple[Line, ...]
    hours_by_clause: tuple[Line, ...]
    not_estimated: tuple[str, ...]
    money: tuple[Line, ...]
    money_by_clause: tuple[Line, ...]
    money_days: str


def network_page(impact: NetworkImpact) -> NetworkPage:
    """Hours and money of one network, ready to be laid out."""
    known = "" if impact.known_by is None else f", by what was known on {written(impact.known_by)}"
    texts = [*_text("old", impact.old), *_text("new", impact.new)]
    amended = f"; {'; '.join(texts)}" if texts else ""
    sums = (
        ("paid to the network", impact.money_of_network),
        ("paid to its practices themselves", impact.money_of_practices),
    )
    return NetworkPage(
        name=f"{impact.name} ({impact.network})",
        judged=f"{impact.name}: as at {written(impact.as_at)}{known}{amended}",
        hours_days=_hours_days(impact),
        hours=tuple(_hours(each) for each in impact.hours_by_roles),
        hours_by_clause=tuple(_clauses_hours(impact.hours)),
        not_estimated=tuple(_not_estimated(impact)),
        money=tuple(_money(name, amount) for name, amount in sums),
        money_by_clause=tuple(_clauses_money(impact.money)),
        money_days=_money_days(impact),
    )


def _text(which: str, judged: Judged) -> Iterator[str]:
    if judged.variations:
        yield f"the {which} edition as amended by {both(judged.variations)}"


def _hours(each: HoursOfRoles) -> Line:
    return _hours_line(either(each.roles), each)


def _hours_line(name: str, each: HoursOfRoles) -> Line:
    hours = each.hours
    name = f"{name} (more for what nobody listed)" if each.unlisted else name
    low, high = hours.change.low, hours.change.high
    change = _change_words(_plain_hours(low), _plain_hours(high))
    return Line(name, _hours_words(hours.before), _hours_words(hours.after), change)


def _plain_hours(amount: Fraction | None) -> str | None:
    if amount is None:
        return None
    sign = "−" if amount < 0 else "+" if amount > 0 else ""
    return f"{sign}{tidy(abs(amount))}"


def _change_words(low: str | None, high: str | None) -> str:
    match low, high:
        case None, None:
            return "not known"
        case None, _:
            return f"at most {high}"
        case _, None:
            return f"at least {low}"
        case _:
            return f"{low}" if low == high else f"{low} to {high}"


def _hours_words(hours: Between) -> str:
    low, high = hours.low or Fraction(0), hours.high
    if high is None:
        return f"at least {tidy(low)}" if low else "not known"
    return tidy(low) if low == high else f"{tidy(low)} to {tidy(high)}"


def _clauses_hours(rows: Iterable[HoursRow]) -> Iterator[Line]:
    for row in rows:
        for each in row.by_roles:
            name = f"{_sides(row.old, row.new)} {row.title}: {either(each.roles)}"
            yield _hours_line(name, each)


def _clauses_money(rows: Iterable[MoneyRow]) -> Iterator[Line]:
    for row in rows:
        name = f"{_sides(row.old, row.new)} {row.title}"
        if _is_any(row.network):
            yield _money(name, row.network)
        if _is_any(row.practices):
            yield _money(f"{name} (to practices themselves)", row.practices)


def _is_any(amount: Amount) -> bool:
    return amount.before.high != 0 or amount.after.high != 0


def _sides(old: Sequence[str], new: Sequence[str]) -> str:
    if old == new:
        return _ids(new)
    return " → ".join((_ids(old) or "nothing", _ids(new) or "nothing"))


def _ids(ids: Sequence[str]) -> str:
    if len(ids) <= SHOWN:
        return ", ".join(ids)
    return f"{ids[0]} to {ids[-1]} ({counted(len(ids), 'clause')})"


def _money(name: str, amount: Amount) -> Line:
    change = signed(amount.change.low, amount.change.high)
    return Line(name, _money_words(amount.before), _money_words(amount.after), change)


def _money_words(amount: Between) -> str:
    return rounded_between(amount.low or Fraction(0), amount.high, "£")


def _not_estimated(impact: NetworkImpact) -> Iterator[str]:
    for which, judged in (("old", impact.old), ("new", impact.new)):
        if judged.not_estimated:
            many = counted(len(judged.not_estimated), "clause")
            yield f"{many} of the {which} edition: {', '.join(judged.not_estimated)}"


def _hours_days(impact: NetworkImpact) -> str:
    if impact.as_at > impact.until:
        return f"of which none are left after {written(impact.until)}"
    return f"from {written(impact.as_at)} to {written(impact.until)}"


def _money_days(impact: NetworkImpact) -> str:
    old, new = (
        f"{written(j.money_from)} to {written(j.money_to)}" for j in (impact.old, impact.new)
    )
    return old if old == new else f"{old} by the old edition, {new} by the new one"
