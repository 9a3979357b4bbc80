"""Find people who are counted more than once over, and plans for what has ended by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.language.meaning import Entity, Kind, NumberKind, RoleKind
from pcn_rules.networks.disagreements import NOWHERE
from pcn_rules.networks.model import Known, Network, Planned, Record, Thing
from pcn_rules.values import written as figures
from pcn_rules.values.days import written
from pcn_rules.values.units import WTE

WHOLE = Fraction(1)
"""WTE of one person: nobody works more than a full-time post (semantics, section 5)."""


def holds_roles(entity: Entity) -> bool:
    """Whether an entity holds roles, so that it says whose post it is."""
    return any(_is_role(fact.kind) for fact in entity.facts)


def _is_role(kind: Kind) -> bool:
    match kind:
        case RoleKind():
            return True
        case _:
            return False


def wte_facts(entities: Iterable[Entity]) -> Mapping[str, str]:
    """Which fact of an entity that holds roles says how much of a post it is."""
    found: dict[str, str] = {}
    for entity in entities:
        for fact in entity.facts if holds_roles(entity) else ():
            match fact.kind:
                case NumberKind(unit=unit) if unit == WTE:
                    found[entity.name] = fact.name
                case _:
                    pass
    return found


def check_contracts(
    things: Sequence[Thing], records: Iterable[Record], facts: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Report E462: posts of one person that come to more than one WTE on a day.

    E463: what is planned for a thing from a day on which it is no longer there.
    """
    known = list(records)
    yield from _over_one(things, known, facts)
    stands = {(thing.entity, thing.id): thing for thing in things}
    for record in known:
        thing = stands.get((record.entity or "", record.subject or ""))
        match record.value:
            case Planned(start=start) if thing and thing.stands.last and thing.stands.last < start:
                yield Diagnostic(
                    "E463",
                    record.place or NOWHERE,
                    f"this is planned from {written(start)}, and `{thing.id}` is there until "
                    f"{written(thing.stands.last)}",
                    "correct the day of the plan, or the last day in `to`",
                )
            case _:
                pass


def check_shared_posts(networks: Sequence[Network]) -> Iterator[Diagnostic]:
    """Report E462 for a person who is counted more than once over by several networks together."""
    if len(networks) > 1:
        facts = dict(post for network in networks for post in network.posts)
        # An id stands for another post in each network.
        things = [_named(t, n) for n in networks for t in n.things]
        records = [_told(r, n) for n in networks for r in n.records]
        yield from _over_one(things, records, facts)


def _named(thing: Thing, network: Network) -> Thing:
    return replace(thing, id=f"{network.id} {thing.id}")


def _told(record: Record, network: Network) -> Record:
    return replace(record, subject=f"{network.id} {record.subject}")


def _over_one(
    things: Iterable[Thing], records: Iterable[Record], facts: Mapping[str, str]
) -> Iterator[Diagnostic]:
    amounts: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.entity is not None and facts.get(record.entity) == record.fact:
            amounts[record.entity, record.subject or ""].append(record)
    posts: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        if thing.person and thing.entity in facts and not thing.planned:
            posts[thing.person].append(thing)
    for person, held in posts.items():
        for day in sorted({post.stands.first for post in held}):
            here = [post for post in held if day in post.stands]
            total = sum((_wte(amounts[p.entity, p.id], day) for p in here), Fraction(0))
            if len(here) > 1 and total > WHOLE:
                yield _too_much(person, here, day, total)
                break


def _too_much(person: str, here: list[Thing], day: date, total: Fraction) -> Diagnostic:
    when = "" if day == date.min else f" on {written(day)}"
    return Diagnostic(
        "E462",
        here[-1].place or NOWHERE,
        f"`{person}` holds {len(here)} posts{when}, of {figures.number(total)} WTE together",
        "nobody works more than 1 WTE: correct the amounts or the days, or whose posts they are",
        tuple(Related(post.place or NOWHERE, "this post too") for post in here[:-1]),
    )


def _wte(records: Sequence[Record], day: date) -> Fraction:
    """How much of a post is known for a day; of several days, the least that was said of any."""
    said = [r for r in records if day in r.describes] or records
    return min((_amount(record) for record in said), default=Fraction(0))


def _amount(record: Record) -> Fraction:
    match record.value:
        case Known(value=Fraction() as amount):
            return amount
        case _:
            return Fraction(0)
