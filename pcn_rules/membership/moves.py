"""Move a practice out of a network and into another: from networks to networks, nothing judged.

The past stays where it was: what stood up to the last day still stands there up to that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pcn_rules.membership.belongings import (
    Swap,
    ThingKey,
    after,
    doubted,
    goes_with,
    going_on,
    in_doubt,
    up_to,
)
from pcn_rules.membership.merging import ASKED, asked_source, merged, returned
from pcn_rules.networks.model import (
    MEMBERS,
    Days,
    Network,
    Planned,
    Record,
    SourceOfFacts,
    StandsFor,
    Thing,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What leaves with a practice: a network of the practice alone, from the day after on.

    `came_from` is the id of the network it leaves; `swaps` is what nobody can say any more now that
    the two are apart, and could again if they were one.
    """

    network: Network
    practice: str
    came_from: str
    swaps: tuple[Swap, ...]

    @property
    def doubt(self) -> frozenset[ThingKey]:
        """The homes and posts that may be on either side."""
        things = self.network.things
        mine = {(each.entity, each.id) for each in things if goes_with(each, self.practice)}
        return frozenset((each.entity, each.id) for each in things) - mine


def take_out(network: Network, practice: str, last: date) -> tuple[Network, Part]:
    """What remains of a network after a day, and what leaves it with a practice.

    The practice's list, homes, staff and evidence go with it (semantics, section 7). What nobody
    said whose it is may be on either side: there it is missing, on both.
    """
    doubt = in_doubt(network, last)
    swaps = tuple(doubted(network, doubt, last))
    became = {id(swap.before): swap.after for swap in swaps}
    records = tuple(r for record in network.records for r in became.get(id(record), (record,)))
    mine = {(t.entity, t.id) for t in network.things if goes_with(t, practice)}
    staying = tuple(_remaining(network, practice, last))
    here = _listed(staying)
    kept = (r for r in records if not (_of(r) in mine and _planned_after(r, last)))
    remaining = replace(
        network,
        things=staying,
        records=tuple(r for r in kept if r.entity is None or _of(r) in here),
        stands_for=_said_of(network, here),
    )
    leaving = tuple(_leaving(network, practice, last))
    alone = _alone(replace(network, records=records), practice, leaving, last)
    return remaining, Part(alone, practice, network.id, swaps)


def _leaving(network: Network, practice: str, last: date) -> Iterator[Thing]:
    """What goes with a practice, and what may."""
    still, doubt = going_on(network, last), in_doubt(network, last)
    mine = [thing for thing in network.things if goes_with(thing, practice)]
    others = [thing for thing in network.things if (thing.entity, thing.id) in doubt]
    for thing in (*mine, *others):
        piece = after(thing, last)
        if piece is not None and (thing.entity, thing.id) in still:
            yield piece
    if (MEMBERS, practice) not in still:
        yield from _anew([thing for thing in mine if thing.entity == MEMBERS], last)


def _alone(network: Network, practice: str, things: tuple[Thing, ...], last: date) -> Network:
    """A network of the practice alone, from the day after on."""
    listed = _listed(things)
    return replace(
        network,
        id=practice,
        name=next((thing.name for thing in things if thing.entity == MEMBERS), practice),
        as_at=last + timedelta(days=1),
        things=things,
        records=tuple(record for record in network.records if _of(record) in listed),
        complete=_complete(network, last),
        complete_series=tuple(s for s in network.complete_series if s.entity is not None),
        stands_for=tuple(s for s in _said_of(network, listed) if s.entity is not None),
        sources=_with_asked(network.sources, things, last),
        notes=(),
        area=(),
    )


def _listed(things: Iterable[Thing]) -> frozenset[ThingKey]:
    return frozenset((thing.entity, thing.id) for thing in things)


def _said_of(network: Network, listed: frozenset[ThingKey]) -> tuple[StandsFor, ...]:
    """What is said of values for other days, but for what is said of one thing that is not here."""
    return tuple(
        each
        for each in network.stands_for
        if each.subject is None or (each.entity or "", each.subject) in listed
    )


def _of(record: Record) -> ThingKey:
    return record.entity or "", record.subject or ""


def _planned_after(record: Record, last: date) -> bool:
    """Whether a record is a plan for later: it goes along with what it is planned for."""
    match record.value:
        case Planned(start=start):
            return start > last
        case _:
            return False


def _remaining(network: Network, practice: str, last: date) -> Iterator[Thing]:
    for thing in network.things:
        kept = up_to(thing, last) if goes_with(thing, practice) else thing
        if kept is not None:
            yield kept


def _anew(rows: Iterable[Thing], last: date) -> Iterator[Thing]:
    """The practice by itself, after its membership had ended: it is there all the same."""
    known = sorted(rows, key=lambda row: (row.known, row.stands.first))
    if known:
        first = Days(last + timedelta(days=1), None)
        row = replace(known[-1], stands=first, known=known[0].known)
        yield replace(row, source=ASKED, standing="stated")


def _with_asked(
    sources: tuple[SourceOfFacts, ...], things: Iterable[Thing], last: date
) -> tuple[SourceOfFacts, ...]:
    if all(thing.source != ASKED for thing in things) or any(s.id == ASKED for s in sources):
        return sources
    return (*sources, asked_source(last))


def _complete(network: Network, last: date) -> frozenset[str]:
    """The lists that are complete for whoever leaves: all that stands later is said to be whose."""
    doubt = {entity for entity, _ in in_doubt(network, last)}
    still = going_on(network, last)
    unsaid = {
        thing.entity
        for thing in network.things
        if (thing.entity, thing.id) in still
        and not thing.practice
        and thing.entity != MEMBERS
        and thing.entity not in doubt
    }
    return (network.complete | {MEMBERS}) - unsaid


def put_in(network: Network, part: Part, first: date) -> Network:
    """The network with a practice and all that came with it, from a day on.

    Into the network it came from it goes as if it had never left, where no day lies between. What
    both list is listed once, by the network's own account.
    """
    if part.came_from == network.id:
        return returned(network, part.network, part.swaps, first)
    return merged(network, part.network, first)
