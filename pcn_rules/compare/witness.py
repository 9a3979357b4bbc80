"""Find a small network that keeps one duty and not another, and from which nothing can be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pcn_rules.compare.candidates import networks, spoken_of
from pcn_rules.compare.kept import keeps
from pcn_rules.language.meaning import ResolvedDuty, Vocabulary
from pcn_rules.networks.model import Network

MOST_TRIED = 20_000
"""How many networks are tried before nothing is said."""

Duties = Sequence[ResolvedDuty]


def find(kept: Duties, broken: Duties, vocabulary: Vocabulary) -> Network | None:
    """A network that keeps all of some duties and breaks one of others; None where none was found.

    Nothing can be left out of it: without any of its entities or records it would not be known
    any more to keep the ones and to break the others.
    """
    spoken = spoken_of((*kept, *broken), vocabulary)

    def tells(network: Network) -> bool:
        return breaks(broken, network, vocabulary) and keeps_all(kept, network, vocabulary)

    found = next((n for n in islice(networks(spoken), MOST_TRIED) if tells(n)), None)
    return None if found is None else _least(found, tells)


def keeps_all(duties: Duties, network: Network, vocabulary: Vocabulary) -> bool:
    """Whether a network is known to keep every one of some duties."""
    return all(keeps(duty, network, vocabulary) is True for duty in duties)


def breaks(duties: Duties, network: Network, vocabulary: Vocabulary) -> bool:
    """Whether a network is known to break one of some duties."""
    return any(keeps(duty, network, vocabulary) is False for duty in duties)


def _least(network: Network, tells: Callable[[Network], bool]) -> Network:
    """The same network without anything that is not needed to tell."""
    smaller = next((less for less in _without_one(network) if tells(less)), None)
    return network if smaller is None else _least(smaller, tells)


def _without_one(network: Network) -> Iterator[Network]:
    for thing in network.things:
        yield replace(
            network,
            things=tuple(other for other in network.things if other is not thing),
            records=tuple(
                r for r in network.records if (r.entity, r.subject) != (thing.entity, thing.id)
            ),
        )
    for record in network.records:
        yield replace(network, records=tuple(r for r in network.records if r is not record))
    for entity in sorted(network.complete):
        yield replace(network, complete=network.complete - {entity})
    for series in network.complete_series:
        kept = tuple(other for other in network.complete_series if other is not series)
        yield replace(network, complete_series=kept)
