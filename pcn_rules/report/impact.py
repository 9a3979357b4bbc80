"""Turn what two editions do to networks into what a page of it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.compare.impact_model import (
    Amount,
    Asks,
    HoursOfRoles,
    HoursRow,
    Impact,
    Judged,
    MoneyRow,
    NetworkImpact,
    Row,
    Stand,
    Whose,
)
from pcn_rules.evaluate.capacity.supply import tidy
from pcn_rules.evaluate.money.flows import Between
from pcn_rules.evaluate.money.words import rounded_between, signed
from pcn_rules.report import outcomes
from pcn_rules.report.clean import cleaned
from pcn_rules.report.model import Badge
from pcn_rules.report.words import counted, either
from pcn_rules.values.days import written

NOT_ASKED = Badge("no-verdict", "not asked", ".")

_ASKS: dict[Asks, str] = {
    "network": "",
    "recommended": "only recommended",
    "others": "asked of another party",
}


_WHOSE: dict[Whose, str] = {
    "new": "",
    "old": "no longer: ",
    "alone": "without the other changes: ",
}


@dataclass(frozen=True, slots=True)
class Fared:
    """What became of one clause for some networks: both verdicts, and what brought it about."""

    networks: str
    before: Badge
    before_words: str
    after: Badge
    after_words: str
    course: str
    by: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause, or an old one and the new one that it became, with all networks it changed for.

    `note` says where it does not bind the network.
    """

    heading: str
    note: str
    fared: tuple[Fared, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The clauses of one service."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many clauses went from one verdict to another, for each network in order."""

    before: Badge
    after: Badge
    counts: tuple[int, ...]

    @property
    def same(self) -> bool:
        """Whether only what is still possible changed."""
        return self.before == self.after


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


@dataclass(frozen=True, slots=True)
class ImpactPage:
    """The impact on networks, ready to be laid out."""

    only: str
    networks: tuple[NetworkPage, ...]
    tallies: tuple[Tally, ...]
    stays: tuple[int, ...]
    worse: tuple[int, ...]
    sections: tuple[Section, ...]


def impact_page(impact: Impact) -> ImpactPage:
    """Everything that a page shows of an impact."""
    impact = cleaned(impact)
    every = impact.networks
    return ImpactPage(
        only=_only(impact),
        networks=tuple(_network(each) for each in every),
        tallies=tuple(_tallies(every)),
        stays=tuple(len(each.rows) - len(each.transitions) for each in every),
        worse=tuple(
            sum(row.course == "worse" and row.asks == "network" for row in each.rows)
            for each in every
        ),
        sections=tuple(_sections(every)),
    )


def _only(impact: Impact) -> str:
    if impact.services is None:
        return ""
    named = ", ".join(impact.services)
    return f"Only clauses of {named} are told and added up; verdicts take account of all others."


# --- transitions ------------------------------------------------------------------------------


def _tallies(every: Sequence[NetworkImpact]) -> Iterator[Tally]:
    """Every transition there is, from the one seen most."""
    found: dict[tuple[Badge, Badge], list[int]] = {}
    for place, network in enumerate(every):
        for row in network.transitions:
            counts = found.setdefault((_badge(row.old), _badge(row.new)), [0] * len(every))
            counts[place] += 1
    for (before, after), counts in sorted(found.items(), key=lambda one: -sum(one[1])):
        yield Tally(before, after, tuple(counts))


def _badge(stand: Stand | None) -> Badge:
    return NOT_ASKED if stand is None else outcomes.badge(stand.outcome)


def _words(stand: Stand | None) -> str:
    """A verdict, with what is still possible where it is unknown."""
    badge = _badge(stand)
    if stand is None or len(stand.possible) < 2:
        return badge.word
    return f"{badge.word} ({outcomes.possible(stand.possible)})"


_Key = tuple[Asks, str | None, str | None]


def _sections(every: Sequence[NetworkImpact]) -> Iterator[Section]:
    """The transitions by service, and of each clause those of all networks together."""
    rows: dict[str, dict[_Key, list[tuple[str, Row]]]] = {}
    for network in every:
        for row in network.transitions:
            key = (row.asks, _id(row.old), _id(row.new))
            entries = rows.setdefault(f"{row.service} {row.service_title}", {})
            entries.setdefault(key, []).append((network.name, row))
    for title, entries in rows.items():
        yield Section(title, tuple(_entry(found, every) for found in entries.values()))


def _id(stand: Stand | None) -> str | None:
    return None if stand is None else stand.clause


def _entry(found: Sequence[tuple[str, Row]], every: Sequence[NetworkImpact]) -> Entry:
    _, first = found[0]
    ids = [stand.clause for stand in (first.old, first.new) if stand is not None]
    title = next(stand.title for stand in (first.new, first.old) if stand is not None)
    alike: dict[Fared, list[str]] = {}
    for name, row in found:
        alike.setdefault(_fared(row), []).append(name)
    fared = (_of_networks(each, names, every) for each, names in alike.items())
    heading = f"{' → '.join(dict.fromkeys(ids))} {title}"
    return Entry(heading, _ASKS[first.asks], tuple(fared))


def _of_networks(fared: Fared, names: Sequence[str], every: Sequence[NetworkImpact]) -> Fared:
    whole = len(names) == len(every) > 1
    who = f"all {len(names)} networks" if whole else ", ".join(names)
    return Fared(
        who,
        fared.before,
        fared.before_words,
        fared.after,
        fared.after_words,
        fared.course,
        fared.by,
        fared.because,
    )


def _fared(row: Row) -> Fared:
    return Fared(
        networks="",
        before=_badge(row.old),
        before_words=_words(row.old),
        after=_badge(row.new),
        after_words=_words(row.new),
        course=row.course if row.course in ("worse", "better") else "",
        by=_by(row),
        because=tuple(_because(row)),
    )


def _by(row: Row) -> str:
    match row.by:
        case "own clause":
            return "by the change of this clause alone"
        case "assumptions":
            return "by what is assumed of posts in the new edition"
        case "people":
            return "by the people it shares"
        case None:
            return ""


def _because(row: Row) -> Iterator[str]:
    for clash in row.clashes:
        worst = "if what is not known turns out at its worst: " if clash.at_worst else ""
        yield f"{_WHOSE[clash.whose]}{worst}{clash.sentence}"
    if row.note:
        yield row.note


# --- hours and money --------------------------------------------------------------------------


def _network(impact: NetworkImpact) -> NetworkPage:
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
        hours_days=f"from {written(impact.as_at)} to {written(impact.until)}",
        hours=tuple(_hours(each) for each in impact.hours_by_roles),
        hours_by_clause=tuple(_clauses_hours(impact.hours)),
        not_estimated=tuple(_not_estimated(impact)),
        money=tuple(_money(name, amount) for name, amount in sums),
        money_by_clause=tuple(_clauses_money(impact.money)),
        money_days=_money_days(impact),
    )


def _text(which: str, judged: Judged) -> Iterator[str]:
    if judged.variations:
        yield f"the {which} edition as amended by {' and '.join(judged.variations)}"


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


SHOWN = 4
"""Clauses of one row that are named; beyond them the first and the last are."""


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


def _money_days(impact: NetworkImpact) -> str:
    spans = [f"{written(j.money_from)} to {written(j.money_to)}" for j in (impact.old, impact.new)]
    return spans[0] if spans[0] == spans[1] else f"{spans[0]}, then {spans[1]}"
