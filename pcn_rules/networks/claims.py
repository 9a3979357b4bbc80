"""Find the facts of which several networks say yes for one thing, though only one of them can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.networks.disagreements import NOWHERE, Statement, at_once, statements_of
from pcn_rules.networks.model import Known, Network, Record

OF_ONE_NETWORK = frozenset({("care home", "aligned")})
"""Facts of which one network can say yes, by entity: a home is aligned with one at a time."""


def check_claims(networks: Sequence[Network]) -> Iterator[Diagnostic]:
    """Report E452: a yes of which only one network can say it, said by two for one day.

    On each day the best source of a network counts for it; what is planned or a guess does not.
    """
    stated: dict[tuple[str | None, str], dict[int, list[Statement]]] = defaultdict(dict)
    for number, network in enumerate(networks):
        of_one = [r for r in network.records if (r.entity, r.fact) in OF_ONE_NETWORK]
        for each in statements_of(of_one, network.stands_for, network.sources):
            key = (each.record.subject, each.record.fact)
            stated[key].setdefault(number, []).append(each)
    for by_network in stated.values():
        if len(by_network) > 1:
            yield from _claimed_twice(networks, by_network)


def _claimed_twice(
    networks: Sequence[Network], stated: dict[int, list[Statement]]
) -> Iterator[Diagnostic]:
    """One fault for each network that says yes on a day on which one before it says so too."""
    owner = {id(each): number for number, said in stated.items() for each in said}
    found: set[int] = set()
    for holding in at_once(list(chain(*stated.values()))):
        yes: dict[int, Record] = {}
        for number in stated:
            said = [each for each in holding if owner[id(each)] == number]
            record = _says_yes(said)
            if record is not None:
                yes[number] = record
        for (first, one), (number, other) in combinations(yes.items(), 2):
            if number not in found:
                found.add(number)
                yield _fault(networks[first], one, networks[number], other)


def _says_yes(said: list[Statement]) -> Record | None:
    """The record by which a network says yes, if its best source does."""
    best = min(said, key=lambda each: each.rank, default=None)
    match best:
        case Statement(record=Record(value=Known(value=True)) as record):
            return record
        case _:
            return None


def _fault(home: Network, one: Record, elsewhere: Network, other: Record) -> Diagnostic:
    return Diagnostic(
        "E452",
        other.place or NOWHERE,
        f"`{other.fact}` of `{other.subject}` is yes in `{home.name}` and in `{elsewhere.name}`"
        " on the same days",
        "only one of them can be right: correct the other, or say which days each describes",
        (Related(one.place or NOWHERE, "the other network says so here"),),
    )
