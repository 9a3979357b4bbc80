"""Find what one network, or several together, say twice and differently."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Missing,
    Network,
    NotApplicable,
    Planned,
    Record,
    SourceOfFacts,
    StandsFor,
    Thing,
)
from pcn_rules.source import Source, Span
from pcn_rules.values.days import written

MOST_AT_ONCE = 100
"""Statements of one fact that may hold on one day; nobody has more to say of it."""

_MOST_FAULTS_OF_A_FACT = 20
_UNRANKED = sys.maxsize
_NOWHERE = Span(Source("", ""), 0, 0)

Key = tuple[str | None, str | None, str]


def check_things(things: Iterable[Thing], events: frozenset[str]) -> Iterator[Diagnostic]:
    """Report E441: an id that stands twice on one day; of an event, an id that is there twice."""
    seen: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in things:
        seen[thing.entity, thing.id].append(thing)
    for same in seen.values():
        for one, other in _overlapping(same, always=same[0].entity in events):
            yield Diagnostic(
                "E441",
                other.place or _NOWHERE,
                f"`{other.id}` is listed twice{_when(one.stands, other.stands)}",
                "leave one of them out, or end one before the other begins",
                (Related(one.place or _NOWHERE, "the first is here"),),
            )


def check_together(
    networks: Sequence[Network], members: str = "practice"
) -> tuple[Diagnostic, ...]:
    """Report E451: a practice in two networks on one day, which their memberships rule out.

    `members` is the entity whose membership is of one network at a time. What is only planned is
    left out, since it need not come.
    """
    seen: dict[str, list[Thing]] = defaultdict(list)
    home: dict[int, Network] = {}
    for network in networks:
        for thing in network.things:
            if thing.entity == members and not thing.planned:
                seen[thing.id].append(thing)
                home[id(thing)] = network
    return tuple(
        Diagnostic(
            "E451",
            other.place or _NOWHERE,
            f"`{other.id}` is in `{home[id(one)].name}` and in `{home[id(other)].name}`"
            f"{_when(one.stands, other.stands)}",
            f"a {members} is in one network at a time: end one membership before the other begins",
            (Related(one.place or _NOWHERE, "the other membership is here"),),
        )
        for same in seen.values()
        for one, other in combinations(same, 2)
        if home[id(one)] is not home[id(other)] and _shared(one.stands, other.stands)
    )


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
    ranks = {source.id: source.rank or _UNRANKED for source in sources}
    stated: dict[Key, list[_Statement]] = defaultdict(list)
    for record in records:
        value = _value_key(record)
        if value is None or (record.entity, record.fact) in series:
            continue
        rank = ranks.get(record.source, _UNRANKED)
        for days in _days(record, stands_for):
            key = (record.entity, record.subject, record.fact)
            stated[key].append(_Statement(record, days, rank, value))
    for statements in stated.values():
        yield from _disagreements(statements)


@dataclass(frozen=True, slots=True)
class _Statement:
    record: Record
    days: Days
    rank: int
    value: Hashable


def _disagreements(statements: list[_Statement]) -> Iterator[Diagnostic]:
    found: set[tuple[int, int]] = set()
    for holding in _at_once(statements):
        if len(holding) > MOST_AT_ONCE:
            message = f"more than {MOST_AT_ONCE} values of one fact hold on one day"
            yield Diagnostic("E418", holding[-1].record.place or _NOWHERE, message)
            return
        for one, other in _unsettled(holding):
            pair = (id(one.record), id(other.record))
            if pair not in found:
                found.add(pair)
                yield _disagreement(one.record, other.record)
        if len(found) > _MOST_FAULTS_OF_A_FACT:
            return


def _at_once(statements: list[_Statement]) -> Iterator[list[_Statement]]:
    """The statements that hold together, on each day on which that changes."""
    waiting = sorted(statements, key=lambda each: each.days.first, reverse=True)
    ends = (each.days.last for each in statements if each.days.last is not None)
    changes = {each.days.first for each in statements}
    changes |= {last + timedelta(days=1) for last in ends}
    holding: list[_Statement] = []
    for day in sorted(changes):
        holding = [each for each in holding if day in each.days]
        while waiting and waiting[-1].days.first <= day:
            holding.append(waiting.pop())
        yield holding


def _unsettled(holding: list[_Statement]) -> Iterator[tuple[_Statement, _Statement]]:
    """Two differing statements of one rank, with no better one known as soon as both are."""
    better_known: date | None = None
    by_rank: dict[int, dict[Hashable, _Statement]] = defaultdict(dict)
    for each in sorted(holding, key=lambda each: (each.rank, each.record.known)):
        by_rank[each.rank].setdefault(each.value, each)
    for values in by_rank.values():
        first, *others = values.values()
        if others and (better_known is None or others[0].record.known < better_known):
            yield first, others[0]
        known = first.record.known
        better_known = known if better_known is None else min(known, better_known)


def _disagreement(one: Record, other: Record) -> Diagnostic:
    places = [(each.place or _NOWHERE) for each in (one, other)]
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


def _overlapping(things: list[Thing], *, always: bool) -> Iterator[tuple[Thing, Thing]]:
    """Each thing that shares a day with one before it, after that one; `always` takes any two."""
    in_order = sorted(things, key=lambda thing: thing.stands.first)
    longest = in_order[0]
    for thing in in_order[1:]:
        if always or thing.stands.first in longest.stands:
            yield longest, thing
        if _last(thing.stands) > _last(longest.stands):
            longest = thing


def _last(days: Days) -> date:
    return date.max if days.last is None else days.last


def _shared(one: Days, other: Days) -> date | None:
    """The first day that two stretches share, if any."""
    first = max(one.first, other.first)
    return first if first in one and first in other else None


def _when(one: Days, other: Days) -> str:
    first = _shared(one, other)
    return "" if first is None or first == date.min else f" from {written(first)}"
