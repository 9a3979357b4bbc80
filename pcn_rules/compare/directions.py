"""Which way a pair of clauses goes for everybody whom either side binds: proved, or not said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pcn_rules.compare.demand import (
    Demand,
    covers,
    demand_of,
    gathered,
    lies_within,
    within,
)
from pcn_rules.compare.gathering import over, passes_down
from pcn_rules.compare.implies import implies
from pcn_rules.compare.model import Direction, Pair, Side, Way, Witness
from pcn_rules.compare.scope import Common
from pcn_rules.compare.told import facts_of
from pcn_rules.compare.witness import Binding, Bindings, Telling, find
from pcn_rules.compare.words import party
from pcn_rules.language.carried import Recur
from pcn_rules.language.meaning import Actor, ResolvedClause, ResolvedDuty, Vocabulary


@dataclass(frozen=True, slots=True)
class Sides:
    """What both sides of a pair ask of one party, and what was proved of it.

    `old_follows` is whether every network that keeps the new side keeps the old one, `new_follows`
    the reverse.
    """

    bearer: Actor
    old: tuple[Binding, ...]
    new: tuple[Binding, ...]
    old_follows: bool
    new_follows: bool


def sides_of(pair: Pair, common: Common) -> tuple[Sides, ...]:
    """What both sides ask of each party, the network first, with what can be proved of it."""
    old = _bindings(pair.old, common.old, common)
    new = _bindings(pair.new, common.new, common)
    actors = sorted((b.duty.actor for b in (*old, *new)), key=lambda a: a.role == "the network")
    bearers = {_bearer(actor): actor for actor in actors}
    found = []
    for bearer in sorted(bearers, key=lambda name: (name != _OWN, name)):
        olds = tuple(b for b in old if _bearer(b.duty.actor) == bearer)
        news = tuple(b for b in new if _bearer(b.duty.actor) == bearer)
        found.append(Sides(bearers[bearer], olds, news, follows(news, olds), follows(olds, news)))
    return tuple(found)


_OWN = ""


def _bearer(actor: Actor) -> str:
    """What the network and its practices owe is held against the network; others stand apart."""
    return actor.name if actor.role == "another party" else _OWN


def _bindings(
    clauses: Sequence[ResolvedClause], vocabulary: Vocabulary, common: Common
) -> tuple[Binding, ...]:
    found: list[Binding] = []
    for clause in clauses:
        statement = clause.statement
        match statement:
            case ResolvedDuty(modality="must" | "must not"):
                found.append(Binding(clause.id, within(statement, common.last), vocabulary))
            case _:
                continue
    return tuple(found)


# --- proofs -----------------------------------------------------------------------------------


def follows(kept: Bindings, other: Bindings) -> bool:
    """Whether every network that keeps one side certainly keeps the other: proved, or not."""
    demands = [demand_of(binding.duty) for binding in kept]
    return all(any(asks_for(one, demand_of(binding.duty)) for one in demands) for binding in other)


def asks_for(one: Demand, other: Demand) -> bool:
    """Whether whoever keeps one demand certainly keeps the other."""
    if one == other:
        return True
    if covers(one, other) and implies(one.requirement, other.requirement):
        return True
    match one.timing, other.timing:
        case Recur(), Recur():
            return _asks_for_each_time(one, other)
        case _:
            return False


def _asks_for_each_time(one: Demand, other: Demand) -> bool:
    """As above, of duties that recur in other periods."""
    times = gathered(one, other)
    required = over(one.requirement, times) if times else None
    if required is not None and implies(required, other.requirement):
        return True
    if not passes_down(one.requirement) or not lies_within(one, other):
        return False
    return implies(one.requirement, other.requirement)


# --- directions -------------------------------------------------------------------------------


def direction(sides: Sides, most: int) -> Direction:
    """The direction for one party, with witnesses; each search tries so many networks at most."""
    only_old = None if sides.new_follows else find(sides.old, sides.new, most)
    only_new = None if sides.old_follows else find(sides.new, sides.old, most)
    return Direction(
        bearer=party(sides.bearer),
        own=_bearer(sides.bearer) == _OWN,
        way=_way(sides, only_old, only_new),
        proved=tuple(_proved(sides)),
        witnesses=tuple(_witnesses(sides, only_old, only_new)),
    )


def _way(sides: Sides, only_old: Telling | None, only_new: Telling | None) -> Way:
    if sides.old_follows and sides.new_follows:
        return "same"
    if sides.old_follows and only_old is not None:
        return "tighter"
    if sides.new_follows and only_new is not None:
        return "easier"
    if only_old is not None and only_new is not None:
        return "different"
    return "not established"


def _proved(sides: Sides) -> Iterator[str]:
    if sides.old_follows:
        yield "every network that does what the new text asks does what the old one asks"
    if sides.new_follows:
        yield "every network that does what the old text asks does what the new one asks"


def _witnesses(
    sides: Sides, only_old: Telling | None, only_new: Telling | None
) -> Iterator[Witness]:
    if only_old is not None:
        yield _witness("old", only_old, sides)
    if only_new is not None:
        yield _witness("new", only_new, sides)


def _witness(keeps: Side, telling: Telling, sides: Sides) -> Witness:
    words = tuple(binding.vocabulary for binding in (*sides.old, *sides.new))
    facts = tuple(facts_of(telling.network, words))
    return Witness(keeps, telling.network, telling.clause, telling.day, facts)
