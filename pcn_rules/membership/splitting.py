"""Divide a network into several, and judge each of them beside the network that it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from pcn_rules.evaluate.facts import Facts
from pcn_rules.membership.area import area
from pcn_rules.membership.belongings import in_doubt
from pcn_rules.membership.departure import Departure, Wanted, departure, noticed, outside
from pcn_rules.membership.dividing import apportioned, shares_refused, undivided
from pcn_rules.membership.leaving import Asked, too_early, unsaid
from pcn_rules.membership.moves import Part, put_in, take_out
from pcn_rules.membership.refusal import Refusal
from pcn_rules.membership.result import Moved, sums
from pcn_rules.membership.sides import Judge, origin, side, staying
from pcn_rules.membership.totals import totals
from pcn_rules.networks.model import MEMBERS, Network
from pcn_rules.values.days import written


@dataclass(frozen=True, slots=True)
class Going:
    """A practice that goes to a new network: with its whole list (None), or with so many of it."""

    practice: str
    patients: Fraction | None = None


@dataclass(frozen=True, slots=True)
class NewNetwork:
    """A network that is to be, by name, and who goes there."""

    name: str
    members: tuple[Going, ...]


def divided(
    network: Network,
    into: Sequence[NewNetwork],
    wanted: Wanted,
    opens: date | None,
    asked: Asked,
    judge: Judge,
) -> Moved | Refusal:
    """A network is divided: every member goes to one of the new networks, all on one day.

    A list goes to two of them only where the contract lets it be divided. Refuses with E570 to
    E576 and E579 to E583 (see docs/faults/command-line.md).
    """
    going = _all_going(network, into, wanted, judge)
    if isinstance(going, Refusal):
        return going
    last = max(each.last for each in going)
    first = opens or last + timedelta(days=1)
    day = asked.as_at or first
    if first > judge.specification.end:
        return outside(first, judge.specification, "first" if opens else "day")
    if first <= last:
        message = f"the new networks would begin before the old one ends on {written(last)}"
        return Refusal("E576", "first", message, "let them begin on a later day with `--from`")
    if day < first:
        return too_early(day, first)
    wrong = next(shares_refused(network, _shares(into), first, judge), None)
    if wrong is not None:
        return wrong
    made = tuple(_networks(network, into, going, first))
    return undivided(made, _shared(into), day, judge) or _moved(
        network, made, going, (last, first, day), asked, judge
    )


def _all_going(
    network: Network, into: Sequence[NewNetwork], wanted: Wanted, judge: Judge
) -> tuple[Departure, ...] | Refusal:
    """How each member leaves the network, the first thing wrong with who goes where."""
    wrong = next(_misplaced(into), None)
    if wrong is not None:
        return wrong
    found: list[Departure] = []
    for practice in dict.fromkeys(going.practice for new in into for going in new.members):
        one = departure(network, practice, wanted, judge.specification, judge.known_by)
        if isinstance(one, Refusal):
            return replace(one, about="whole") if one.about == "practice" else one
        found.append(one)
    last = max(each.last for each in found)
    members = Facts(network, judge.known_by).standing(MEMBERS, last)
    left = [m for m in members if m.id not in {each.practice for each in found}]
    if left:
        names = ", ".join(f"`{member.id}`" for member in left)
        message = f"nothing says where {names} would go"
        help = "name every practice of the network in one `--to`"
        return Refusal("E579", "whole", message, help)
    return tuple(found)


def _misplaced(into: Sequence[NewNetwork]) -> Iterator[Refusal]:
    if len(into) < 2:
        message = "a network is divided into two or more, and fewer are named"
        help = "write `--to NAME=CODE,CODE` once for each new network"
        yield Refusal("E580", "whole", message, help)
    names = Counter(new.name for new in into)
    for name, times in names.items():
        if times > 1:
            message = f"two of the new networks are called `{name}`"
            yield Refusal("E580", "whole", message, "give each a name of its own")
    everyone = [going for new in into for going in new.members]
    for new in into:
        for practice, times in Counter(going.practice for going in new.members).items():
            if times > 1:
                message = f"`{practice}` goes to `{new.name}` twice"
                yield Refusal("E579", "whole", message, "name it there once")
    places = Counter(going.practice for going in everyone)
    for going in everyone:
        if places[going.practice] > 1 and going.patients is None:
            message = f"`{going.practice}` goes to two networks, and nothing says how many patients"
            message += " go where"
            help = f"name it once, or write `{going.practice}:1200` with its patients at each place"
            yield Refusal("E579", "whole", message, help)


def _shares(into: Sequence[NewNetwork]) -> dict[str, tuple[Fraction, ...]]:
    """The patients that go to each place, of those practices for which that is said."""
    found: dict[str, tuple[Fraction, ...]] = {}
    for new in into:
        for going in new.members:
            if going.patients is not None:
                found[going.practice] = (*found.get(going.practice, ()), going.patients)
    return found


def _shared(into: Sequence[NewNetwork]) -> tuple[str, ...]:
    """The practices that go to more than one network."""
    places = Counter(going.practice for new in into for going in new.members)
    return tuple(practice for practice, times in places.items() if times > 1)


def _networks(
    network: Network, into: Sequence[NewNetwork], going: Sequence[Departure], first: date
) -> Iterator[Network]:
    """The new networks, from their first day on."""
    last = {each.practice: each.last for each in going}
    told = network
    for each in going:
        told = noticed(told, each)
    shared = _shared(into)
    for new in into:
        parts = []
        for member in new.members:
            _, part = take_out(told, member.practice, last[member.practice])
            if member.practice in shared and member.patients is not None:
                alone = apportioned(part.network, member.practice, member.patients, first)
                part = replace(part, network=alone)
            parts.append(part)
        yield _together(new.name, parts, first)


def _together(name: str, parts: Sequence[Part], first: date) -> Network:
    empty = replace(parts[0].network, id=name, name=name, as_at=first, things=(), records=())
    empty = replace(empty, stands_for=(), sources=(), files=())
    for part in parts:
        empty = put_in(empty, part, first)
    return empty


def _ended(network: Network, going: Sequence[Departure]) -> Network:
    """The network with every practice gone."""
    for each in going:
        network, _ = take_out(network, each.practice, each.last)
    return network


def _moved(
    network: Network,
    made: Sequence[Network],
    going: tuple[Departure, ...],
    days: tuple[date, date, date],
    asked: Asked,
    judge: Judge,
) -> Moved:
    last, first, day = days
    would_be = staying(network, frozenset(each.practice for each in going), last)
    came = origin(network, would_be, (last, day), judge)
    sides = tuple(side("new", each, came, day, judge) for each in made)
    was = [(network, last)]
    facts = Facts(network, judge.known_by)
    return Moved(
        title=f"{network.name} divided into {' and '.join(each.name for each in made)}",
        departures=going,
        last=last,
        first=first,
        day=day,
        before=(network.name,),
        sides=sides,
        totals=totals(was, [(each, first) for each in made], first, judge.known_by),
        money=sums(
            [judge.money(would_be, day)],
            [each.money for each in sides],
            [judge.money(_ended(network, going), day)],
        ),
        area=area(was, (*made, *(asked.among or ())), day, facts, judge.known_by),
        unsaid=tuple(unsaid(network, in_doubt(network, last))),
        candidates=None,
    )
