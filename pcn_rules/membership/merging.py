"""Put what one network holds into another: its things, its facts, and what is said of its lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pcn_rules.membership.belongings import Swap, after
from pcn_rules.networks.model import (
    MEMBERS,
    CompleteSeries,
    Days,
    Network,
    Record,
    SourceOfFacts,
    StandsFor,
    Thing,
)
from pcn_rules.values.days import written

ASKED = "asked"
"""The source of a membership that somebody asks about: nobody said that it is so."""

Names = Mapping[str, str]
"""What each source of the other network is called here."""


def merged(network: Network, other: Network, first: date) -> Network:
    """A network with all that another holds from a day on; of what both list, its own account.

    A list is complete where both were; a membership that is new here is one that was asked about.
    """
    names = _names(network.sources, other.sources)
    things, entered = _things(network.things, other.things, first, names)
    records = (*network.records, *_new(network.records, other.records, names))
    statements = (*network.stands_for, *_stands_for(network, other, entered, names))
    used = {thing.source for thing in things} | {record.source for record in records}
    used |= {statement.source for statement in statements if statement.source is not None}
    sources = (*network.sources, *_sources(network, other, names, first))
    mine = {source.id for source in network.sources}
    return replace(
        network,
        things=things,
        records=records,
        complete=network.complete & other.complete,
        stands_for=statements,
        complete_series=tuple(_series(network, other)),
        sources=tuple(source for source in sources if source.id in used | mine),
        files=tuple(dict.fromkeys((*network.files, *other.files))),
        posts=tuple(dict.fromkeys((*network.posts, *other.posts))),
    )


def returned(network: Network, other: Network, swaps: Sequence[Swap], first: date) -> Network:
    """A network with what left it back again, from a day on: what was put in doubt no longer is."""
    again = {swap.after[0]: swap.before for swap in swaps}
    pieces = {piece for swap in swaps for piece in swap.after}
    left = replace(other, records=tuple(r for r in other.records if r not in pieces))
    records = tuple(again.get(r, r) for r in network.records if r in again or r not in pieces)
    whole = merged(replace(network, records=records), left, first)
    there = set(whole.records)
    plans = tuple(record for record in left.records if record not in there)
    statements = tuple(dict.fromkeys((*network.stands_for, *other.stands_for)))
    whole = replace(whole, records=(*whole.records, *plans), stands_for=statements)
    return replace(whole, complete=network.complete, complete_series=network.complete_series)


def asked_source(day: date) -> SourceOfFacts:
    """The source of what somebody asks about."""
    title = "What was asked about: nobody said that it is so"
    return SourceOfFacts(ASKED, title, "whoever asked", written(day))


# --- sources ----------------------------------------------------------------------------------


def _names(here: Sequence[SourceOfFacts], there: Sequence[SourceOfFacts]) -> Names:
    """A name for each source of the other network: its own, unless that means something else."""
    known = {source.id: source for source in here}
    names: dict[str, str] = {}
    for source in there:
        id, number = source.id, 1
        while id in known and known[id] != replace(source, id=id):
            number += 1
            id = f"{source.id}-{number}"
        known[id] = replace(source, id=id)
        names[source.id] = id
    return names


def _sources(
    network: Network, other: Network, names: Names, first: date
) -> Iterator[SourceOfFacts]:
    """The sources that are new here."""
    known = {source.id for source in network.sources}
    for source in other.sources:
        id = names[source.id]
        if id not in known:
            known.add(id)
            yield replace(source, id=id)
    if ASKED not in known:
        yield asked_source(first)


# --- things -----------------------------------------------------------------------------------


def _things(
    here: Sequence[Thing], coming: Sequence[Thing], first: date, names: Names
) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
    """All things, and those of them that are new; one that goes on from here is made one again."""
    found = list(here)
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, thing in enumerate(here):
        places[thing.entity, thing.id].append(place)
    entered: list[Thing] = []
    for thing in coming:
        piece = after(replace(thing, source=names[thing.source]), first - timedelta(days=1))
        if piece is None:
            continue
        same = places[thing.entity, thing.id]
        if any(_share(here[place].stands, piece.stands) for place in same):
            continue
        goes_on = next((place for place in same if _continues(here[place], piece)), None)
        if goes_on is None:
            entered.append(_asked(piece) if piece.entity == MEMBERS else piece)
        else:
            days = Days(here[goes_on].stands.first, piece.stands.last)
            found[goes_on] = replace(here[goes_on], stands=days)
    return (*found, *entered), tuple(entered)


def _continues(thing: Thing, piece: Thing) -> bool:
    """Whether one thing goes on as the other, with no day between and all else alike."""
    last = thing.stands.last
    alike = replace(thing, stands=piece.stands) == piece
    return alike and last is not None and last + timedelta(days=1) == piece.stands.first


def _asked(piece: Thing) -> Thing:
    return replace(piece, source=ASKED, standing="stated")


def _share(one: Days, other: Days) -> bool:
    first = max(one.first, other.first)
    return first in one and first in other


# --- facts and statements ---------------------------------------------------------------------


def _new(here: Iterable[Record], coming: Iterable[Record], names: Names) -> Iterator[Record]:
    """The records that are new, and contradict none of those that are there."""
    known: dict[tuple[str | None, str | None, str], list[Record]] = defaultdict(list)
    for record in here:
        known[record.entity, record.subject, record.fact].append(record)
    for each in coming:
        record = replace(each, source=names[each.source])
        same = known[record.entity, record.subject, record.fact]
        if all(not _share(other.describes, record.describes) for other in same):
            yield record


def _stands_for(
    network: Network, other: Network, entered: Sequence[Thing], names: Names
) -> Iterator[StandsFor]:
    """What is said of values of the new things; a statement of all is said of each of them."""
    for each in other.stands_for:
        source = None if each.source is None else names[each.source]
        statement = replace(each, source=source)
        if statement in network.stands_for:
            continue
        ids = dict.fromkeys(thing.id for thing in entered if thing.entity == statement.entity)
        if statement.subject is None:
            yield from (replace(statement, subject=id) for id in ids)
        elif statement.subject in ids:
            yield statement


def _series(network: Network, other: Network) -> Iterator[CompleteSeries]:
    """What is on record for all days: of things of both, where both say so."""
    kinds = {thing.entity for thing in other.things}
    for mine in network.complete_series:
        if mine.entity not in kinds:
            yield mine
            continue
        for theirs in other.complete_series:
            if (theirs.entity, theirs.fact) == (mine.entity, mine.fact):
                days = _both(mine.days, theirs.days)
                if days is not None:
                    yield replace(mine, days=days)


def _both(one: Days, other: Days) -> Days | None:
    """The days that two stretches share."""
    if not _share(one, other):
        return None
    ends = [last for last in (one.last, other.last) if last is not None]
    return Days(max(one.first, other.first), min(ends, default=None))
