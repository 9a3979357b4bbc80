"""Find where a network states two values for one fact and day, and no rank tells which holds."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Missing,
    NotApplicable,
    Planned,
    Record,
    SourceOfFacts,
    StandsFor,
)
from pcn_rules.source import Source, Span

MOST_AT_ONCE = 100
"""Statements of one fact that may hold on one day; nobody has more to say of it."""

NOWHERE = Span(Source("", ""), 0, 0)
_MOST_FAULTS_OF_A_FACT = 20
_UNRANKED = sys.maxsize

Key = tuple[str | None, str | None, str]


def check_facts(
    records: Iterable[Record],
    stands_for: Sequence[StandsFor],
    sources: Sequence[SourceOfFacts],
    series: frozenset[tuple[str | None, str]],
) -> Iterator[Diagnostic]:
    """Report E450: two values for one fact and day, where no rank of the sources tells which holds.

    The days of a value are those it describes and those it stands for. Amounts of a series add up,
    so `series` (entity and fact) are left out. A better source that became known later does not
    help those who ask what was known before; such values disagree too.
    """
    stated: dict[Key, list[Statement]] = defaultdict(list)
    single = (record for record in records if (record.entity, record.fact) not in series)
    for each in statements_of(single, stands_for, sources):
        stated[each.record.entity, each.record.subject, each.record.fact].append(each)
    for statements in stated.values():
        yield from _disagreements(statements)


@dataclass(frozen=True, slots=True)
class Statement:
    """A value on some days: `value` is the same for values that agree, `rank` less for a better."""

    record: Record
    days: Days
    rank: int
    value: Hashable


def statements_of(
    records: Iterable[Record], stands_for: Sequence[StandsFor], sources: Sequence[SourceOfFacts]
) -> Iterator[Statement]:
    """What records claim: of the days each describes, and of each stretch it stands for."""
    ranks = {source.id: source.rank or _UNRANKED for source in sources}
    for record in records:
        value = _value_key(record)
        if value is not None:
            for days in _days(record, stands_for):
                yield Statement(record, days, ranks.get(record.source, _UNRANKED), value)


def _disagreements(statements: list[Statement]) -> Iterator[Diagnostic]:
    found: set[tuple[int, int]] = set()
    for holding in at_once(statements):
        if len(holding) > MOST_AT_ONCE:
            message = f"more than {MOST_AT_ONCE} values of one fact hold on one day"
            yield Diagnostic("E418", holding[-1].record.place or NOWHERE, message)
            return
        for one, other in _unsettled(holding):
            pair = (id(one.record), id(other.record))
            if pair not in found:
                found.add(pair)
                yield _disagreement(one.record, other.record)
        if len(found) > _MOST_FAULTS_OF_A_FACT:
            return


def at_once(statements: list[Statement]) -> Iterator[list[Statement]]:
    """The statements that hold together, on each day on which that changes."""
    waiting = sorted(statements, key=lambda each: each.days.first, reverse=True)
    ends = (each.days.last for each in statements if each.days.last is not None)
    changes = {each.days.first for each in statements}
    changes |= {last + timedelta(days=1) for last in ends}
    holding: list[Statement] = []
    for day in sorted(changes):
        holding = [each for each in holding if day in each.days]
        while waiting and waiting[-1].days.first <= day:
            holding.append(waiting.pop())
        yield holding


def _unsettled(holding: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Two differing statements of one rank, with no better one known as soon as both are."""
    better_known: date | None = None
    by_rank: dict[int, dict[Hashable, Statement]] = defaultdict(dict)
    for each in sorted(holding, key=lambda each: (each.rank, each.record.known)):
        by_rank[each.rank].setdefault(each.value, each)
    for values in by_rank.values():
        first, *others = values.values()
        if others and (better_known is None or others[0].record.known < better_known):
            yield first, others[0]
        known = first.record.known
        better_known = known if better_known is None else min(known, better_known)


def _disagreement(one: Record, other: Record) -> Diagnostic:
    places = [(each.place or NOWHERE) for each in (one, other)]
    first, second = sorted(places, key=lambda place: (place.source.path, place.start))
    whose = f" of `{one.subject}`" if one.subject is not None else ""
    if one.source == other.source:
        remedy = "leave one of them out, or say which days each describes"
    else:
        names = " and ".join(f"`{name}`" for name in sorted((one.source, other.source)))
        remedy = f"rank the sources {names} in network.toml"
    return Diagnostic(
        "E450",
        second,
        f"`{one.fact}`{whose} is `{first.text}` and `{second.text}` on the same days",
        remedy,
        (Related(first, "the other value is here"),),
    )


def _days(record: Record, stands_for: Sequence[StandsFor]) -> Iterator[Days]:
    yield record.describes
    for statement in stands_for:
        if (
            (statement.entity, statement.fact) == (record.entity, record.fact)
            and statement.subject in {None, record.subject}
            and statement.source in {None, record.source}
        ):
            yield statement.days


def _value_key(record: Record) -> Hashable | None:
    """What two values must share to agree; None for one that claims nothing."""
    match record.value:
        case Missing(low=None, high=None):
            return None
        case Missing(low=low, high=high):
            return ("missing", low, high)
        case Known(value=value):
            return ("known", value)
        case Estimate() | Planned() | NotApplicable() as value:
            return value
