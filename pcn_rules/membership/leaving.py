"""Let a practice leave its network, and judge what remains and what leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pcn_rules.evaluate.facts import Facts
from pcn_rules.membership.area import area
from pcn_rules.membership.belongings import ThingKey, in_doubt
from pcn_rules.membership.candidates import candidates
from pcn_rules.membership.departure import Wanted, departure, noticed
from pcn_rules.membership.moves import take_out
from pcn_rules.membership.refusal import Refusal
from pcn_rules.membership.result import Moved, Unsaid, sums
from pcn_rules.membership.sides import Judge, origin, side, staying
from pcn_rules.membership.totals import totals
from pcn_rules.networks.model import MEMBERS, Network
from pcn_rules.values.days import written


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a move besides who moves: the day to judge, and where else to look.

    `as_at` None is the first day after; `among` are networks that could take a practice in, None
    where nobody asks.
    """

    as_at: date | None
    among: Sequence[Network] | None


def left(
    network: Network, practice: str, wanted: Wanted, asked: Asked, judge: Judge
) -> Moved | Refusal:
    """A practice leaves: what remains, what leaves, the area, and who could take it in.

    Refuses with E570 to E577 (see docs/faults/command-line.md).
    """
    going = departure(network, practice, wanted, judge.specification, judge.known_by)
    if isinstance(going, Refusal):
        return going
    last, first = going.last, going.last + timedelta(days=1)
    alone = only_member(network, practice, last, judge.known_by)
    if alone is not None:
        return alone
    day = asked.as_at or first
    if day < first:
        return too_early(day, first)
    remaining, part = take_out(noticed(network, going), practice, last)
    would_be = staying(network, frozenset({practice}), last)
    came = origin(network, would_be, (last, day), judge)
    sides = (
        side("remains", remaining, came, day, judge),
        side("leaves", part.network, came, day, judge),
    )
    among = None if asked.among is None else tuple(n for n in asked.among if n.id != network.id)
    facts = Facts(remaining, judge.known_by)
    return Moved(
        title=f"{network.name} without {going.name}",
        departures=(going,),
        last=last,
        first=first,
        day=day,
        before=(network.name,),
        sides=sides,
        totals=totals(
            [(network, last)], [(each.network, first) for each in sides], first, judge.known_by
        ),
        money=sums((judge.money(would_be, day),), tuple(each.money for each in sides)),
        area=area([(network, last)], (remaining, *(among or ())), day, facts, judge.known_by),
        unsaid=tuple(unsaid(network, in_doubt(network, last))),
        candidates=None if among is None else candidates(part, among, day, judge),
    )


def only_member(
    network: Network, practice: str, last: date, known_by: date | None
) -> Refusal | None:
    """Why a practice cannot be taken out, if nobody else is a member on its last day: E573."""
    members = Facts(network, known_by).standing(MEMBERS, last)
    if any(member.id != practice for member in members):
        return None
    message = f"without `{practice}` nobody would be left in {network.name} on {written(last)}"
    help = "where it joins another network, write `pcn-rules with`"
    return Refusal("E573", "practice", message, help)


def too_early(day: date, first: date) -> Refusal:
    """E576: a day asked about on which nothing has moved yet."""
    message = f"on {written(day)} nobody has moved yet: that is so from {written(first)}"
    return Refusal("E576", "as at", message, f"ask about {written(first)} or a later day")


def unsaid(network: Network, doubt: frozenset[ThingKey]) -> Iterator[Unsaid]:
    """What nobody said whose it is, kind by kind."""
    names = {(t.entity, t.id): t.name for t in network.things}
    for entity in sorted({entity for entity, _ in doubt}):
        listed = sorted(names[key] for key in doubt if key[0] == entity)
        yield Unsaid(entity, tuple(listed))
