"""Every witness between the two real editions: written, read again, and judged by both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from test_compare_editions import NAMES, between, edition

from pcn_rules.compare.compare import compare
from pcn_rules.compare.directions import Sides, sides_of
from pcn_rules.compare.kept import keeps
from pcn_rules.compare.model import Witness
from pcn_rules.compare.scope import common_to
from pcn_rules.compare.witness import Binding, tells
from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.result import Verdict
from pcn_rules.language.meaning import Vocabulary
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Network
from pcn_rules.networks.writing import known_to, network_files


def every_witness() -> list[tuple[Sides, Witness]]:
    old, new = map(edition, NAMES)
    common = common_to(old, new)
    assert common is not None
    return [
        (sides, witness)
        for each in between(*NAMES, 2_500).changed
        for sides, direction in zip(sides_of(each.pair, common), each.directions, strict=True)
        for witness in direction.witnesses
    ]


WITNESSES = every_witness()


def read_again(network: Network, words: Vocabulary, folder: Path) -> Network:
    folder.mkdir()
    for name, text in network_files(known_to(network, words), words).items():
        (folder / name).write_text(text, encoding="utf-8")
    found, faults = load_network(folder, words)
    assert found is not None, faults
    return found


def test_every_direction_between_the_editions_has_its_witnesses() -> None:
    for each in between(*NAMES, 2_500).changed:
        for direction in each.directions:
            wanted = {"tighter": ["old"], "easier": ["new"], "different": ["old", "new"]}
            kept = [witness.keeps for witness in direction.witnesses]
            assert kept == wanted.get(direction.way, []), each.pair.links


@pytest.mark.parametrize("number", range(len(WITNESSES)))
def test_a_witness_shows_the_difference_when_it_is_read_again(number: int, tmp_path: Path) -> None:
    sides, witness = WITNESSES[number]
    kept, broken = (sides.old, sides.new) if witness.keeps == "old" else (sides.new, sides.old)
    names = NAMES if witness.keeps == "old" else NAMES[::-1]
    by_kept, by_broken = (edition(name) for name in names)
    one = read_again(witness.network, by_kept.vocabulary, tmp_path / "kept")
    other = read_again(witness.network, by_broken.vocabulary, tmp_path / "broken")
    assert all(keeps(b.duty, one, b.vocabulary).kept for b in kept)
    assert any(keeps(b.duty, other, b.vocabulary).kept is False for b in broken)
    # And as anyone would see it: with the whole edition, as at the day.
    result = next(
        result
        for result in assess(by_broken, other, as_at=witness.day).clauses
        if result.id == witness.clause
    )
    assert result.outcome is not None
    # Of a period that is not over yet nobody knows: it is at risk or impossible, and never met.
    found = {outcome.verdict for outcome in result.possible} or {result.outcome.verdict}
    assert found <= {Verdict.IMPOSSIBLE, Verdict.AT_RISK}


@pytest.mark.parametrize("number", range(0, len(WITNESSES), 4))
def test_nothing_can_be_left_out_of_a_witness(number: int) -> None:
    sides, witness = WITNESSES[number]
    kept, broken = (sides.old, sides.new) if witness.keeps == "old" else (sides.new, sides.old)
    for smaller in without_one(witness.network):
        assert not told(kept, broken, smaller)


def told(kept: tuple[Binding, ...], broken: tuple[Binding, ...], network: Network) -> bool:
    return tells(kept, broken, network) is not None


def without_one(network: Network) -> list[Network]:
    return [
        *(replace(network, records=_without(network.records, r)) for r in network.records),
        *(replace(network, complete=network.complete - {e}) for e in network.complete),
        *(
            replace(network, complete_series=_without(network.complete_series, s))
            for s in network.complete_series
        ),
    ]


T = TypeVar("T")


def _without(items: tuple[T, ...], one: T) -> tuple[T, ...]:
    return tuple(item for item in items if item != one)


def test_without_a_search_nothing_is_established_and_proofs_stand() -> None:
    old, new = map(edition, NAMES)
    common = common_to(old, new)
    assert common is not None
    found = compare(old, new, common, most=0)
    ways = {d.way for each in found.changed for d in each.directions}
    assert ways <= {"same", "not established"}
