"""Find a small network that keeps one side and not the other, with nothing to leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from pcn_rules.compare.candidates import networks
from pcn_rules.compare.kept import keeps
from pcn_rules.compare.spoken import expressions, spoken_of
from pcn_rules.language.meaning import FactDefinition, ResolvedDuty, Vocabulary
from pcn_rules.language.walk import facts_in
from pcn_rules.networks.model import Network

MOST_TRIED = 2_500
"""How many networks are tried before nothing is said."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A duty that binds, the clause it is of, and the vocabulary of its edition."""

    clause: str
    duty: ResolvedDuty
    vocabulary: Vocabulary


Bindings = Sequence[Binding]


@dataclass(frozen=True, slots=True)
class Telling:
    """A network that tells two sides apart: the clause it breaks, and a day on which it is seen."""

    network: Network
    clause: str
    day: date


def find(kept: Bindings, broken: Bindings, most: int = MOST_TRIED) -> Telling | None:
    """A network that keeps all of one side and breaks some of the other; None where none was found.

    Nothing can be left out of it: without any of its entities or records it would not be known any
    more to keep the one and to break the other.
    """
    sides = (*kept, *broken)
    spoken = spoken_of([b.duty for b in sides], [b.vocabulary for b in sides])
    tried = networks(spoken, _asked(kept), _asked(broken))
    for network in islice(tried, most):
        told = tells(kept, broken, network)
        if told is not None:
            least = _least(network, lambda n: tells(kept, broken, n) is not None)
            found = tells(kept, broken, least)
            assert found is not None
            return replace(found, network=replace(least, as_at=found.day))
    return None


def tells(kept: Bindings, broken: Bindings, network: Network) -> Telling | None:
    """Whether a network is known to keep all of one side and to break some of the other."""
    for binding in broken:
        found = keeps(binding.duty, network, binding.vocabulary)
        if found.kept is False:
            if all(keeps(b.duty, network, b.vocabulary).kept for b in kept):
                return Telling(network, binding.clause, found.day)
            return None
    return None


def _asked(side: Bindings) -> frozenset[FactDefinition]:
    return frozenset(f for b in side for part in expressions(b.duty) for f in facts_in(part))


def _least(network: Network, still: Callable[[Network], bool]) -> Network:
    """The same network without anything that is not needed to tell."""
    while True:
        smaller = _passed(network, still)
        if smaller == network:
            return network
        network = smaller


def _passed(network: Network, still: Callable[[Network], bool]) -> Network:
    """One go through all that there is, each left out where it is not needed."""
    for leave_out in _left_out(network):
        smaller = leave_out(network)
        if still(smaller):
            network = smaller
    return network


def _left_out(network: Network) -> Iterator[Callable[[Network], Network]]:
    for thing in network.things:
        yield lambda n, thing=thing: replace(  # type: ignore[misc]
            n,
            things=tuple(other for other in n.things if other != thing),
            records=tuple(
                r for r in n.records if (r.entity, r.subject) != (thing.entity, thing.id)
            ),
        )
    for record in network.records:
        yield lambda n, record=record: replace(  # type: ignore[misc]
            n, records=tuple(r for r in n.records if r != record)
        )
    for entity in sorted(network.complete):
        yield lambda n, entity=entity: replace(n, complete=n.complete - {entity})  # type: ignore[misc]
    for series in network.complete_series:
        yield lambda n, series=series: replace(  # type: ignore[misc]
            n, complete_series=tuple(s for s in n.complete_series if s != series)
        )
