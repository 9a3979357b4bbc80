"""Let a practice join a network, from another or on its own, and judge both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pcn_rules.evaluate.facts import Facts
from pcn_rules.membership.area import area
from pcn_rules.membership.belongings import in_doubt
from pcn_rules.membership.departure import (
    Departure,
    Wanted,
    departure,
    memberships,
    noticed,
    outside,
)
from pcn_rules.membership.leaving import Asked, only_member, too_early, unsaid
from pcn_rules.membership.moves import put_in, take_out
from pcn_rules.membership.refusal import Refusal
from pcn_rules.membership.result import Moved, sums
from pcn_rules.membership.sides import Judge, Side, origin, side, staying
from pcn_rules.membership.totals import totals
from pcn_rules.networks.model import MEMBERS, Network
from pcn_rules.values.days import written


@dataclass(frozen=True, slots=True)
class Joining:
    """Who joins: a practice, the network or folder that has its data, and its days.

    `going` is how it leaves that network, if it is still in it; `first` is its first day here.
    """

    practice: str
    name: str
    source: Network
    going: Departure | None
    first: date


def joined(
    network: Network,
    practice: str,
    source: Network,
    wanted: Wanted,
    joins: date | None,
    asked: Asked,
    judge: Judge,
) -> Moved | Refusal:
    """A practice joins a network: that one and the one that it leaves for it, before and after.

    `source` has its data: the network it was in, or a folder of its own that has its id.
    Refuses with E570 to E578 and E583 (see docs/faults/command-line.md).
    """
    joining = _joining(network, practice, source, wanted, joins, judge)
    if isinstance(joining, Refusal):
        return joining
    day = asked.as_at or joining.first
    if day < joining.first:
        return too_early(day, joining.first)
    return _moved(network, joining, day, judge)


def _joining(
    network: Network,
    practice: str,
    source: Network,
    wanted: Wanted,
    joins: date | None,
    judge: Judge,
) -> Joining | Refusal:
    rows = memberships(source, practice, judge.known_by)
    going: Departure | None = None
    if wanted != Wanted(None, None) or not rows:
        found = departure(source, practice, wanted, judge.specification, judge.known_by)
        if isinstance(found, Refusal):
            return found
        going = found
        alone = only_member(source, practice, found.last, judge.known_by)
        if alone is not None:
            return alone
    first = joins
    if first is None and going is not None:
        first = going.last + timedelta(days=1)
    if first is None:
        message = "nothing says from which day the practice is a member"
        return Refusal("E575", "whole", message, "write `--joins` with its first day")
    if not judge.specification.start <= first <= judge.specification.end:
        return outside(first, judge.specification, "first" if joins else "day")
    already = _member(network, practice, first, judge)
    if already is not None:
        return already
    there = None if source.id == practice else _still_there(source, going, first, judge, practice)
    return there or Joining(practice, rows[-1].name, source, going, first)


def _member(network: Network, practice: str, first: date, judge: Judge) -> Refusal | None:
    for row in memberships(network, practice, judge.known_by):
        if row.stands.last is None or row.stands.last >= first:
            since = written(max(row.stands.first, date.min))
            message = f"`{practice}` is a member of {network.name} already, since {since}"
            help = "name another practice, or a day after it has left"
            return Refusal("E577", "practice", message, help)
    return None


def _still_there(
    source: Network, going: Departure | None, first: date, judge: Judge, practice: str
) -> Refusal | None:
    """E578 where a practice would be in two networks: it is in one at a time."""
    for row in memberships(source, practice, judge.known_by):
        last = row.stands.last
        if going is not None and going.last in row.stands:
            last = going.last
        if last is None or last >= first:
            until = "until further notice" if last is None else f"until {written(last)}"
            message = f"`{practice}` is in {source.name} {until}, and in one network at a time"
            help = "say when it leaves there with `--notice` or `--leaves`, and let it join after"
            return Refusal("E578", "practice", message, help)
    return None


def _moved(network: Network, joining: Joining, day: date, judge: Judge) -> Moved:
    first, practice = joining.first, joining.practice
    before = first - timedelta(days=1)
    going = joining.going
    last = before if going is None else going.last
    old = _owned(joining) if going is None else noticed(_owned(joining), going)
    remaining, part = take_out(old, practice, last)
    target = put_in(network, part, first)
    came = origin(network, network, (before, day), judge)
    sides: list[Side] = [side("takes", target, came, day, judge)]
    was = [(network, before)]
    would_be = part.network
    if going is None:
        was.append((part.network, first))
    else:
        would_be = staying(joining.source, frozenset({practice}), last)
        gave = origin(joining.source, would_be, (last, day), judge)
        sides.append(side("gives", remaining, gave, day, judge))
        was.append((joining.source, last))
    stayed = (judge.money(network, day), judge.money(would_be, day))
    facts = Facts(target, judge.known_by)
    return Moved(
        title=f"{network.name} with {joining.name}",
        departures=() if going is None else (going,),
        last=last,
        first=first,
        day=day,
        before=tuple(each.name for each, _ in was),
        sides=tuple(sides),
        totals=totals(was, [(each.network, first) for each in sides], first, judge.known_by),
        money=sums(stayed, tuple(each.money for each in sides)),
        area=area(was, [each.network for each in sides], day, facts, judge.known_by),
        unsaid=tuple(unsaid(joining.source, in_doubt(_owned(joining), last))),
        candidates=None,
    )


def _owned(joining: Joining) -> Network:
    """The data of a practice; in a folder of its own everything is its own."""
    if joining.source.id != joining.practice:
        return joining.source
    things = (
        t if t.entity == MEMBERS else replace(t, practice=joining.practice)
        for t in joining.source.things
    )
    return replace(joining.source, things=tuple(things))
