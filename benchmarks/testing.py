"""Measure `test` of both editions on the reference networks against bare evaluation of the same.

Times are of the processor, of one process, each pair of measures taken in turn.
`python benchmarks/testing.py [--rounds N] [--networks N]`
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from pcn_rules.cli.main import program
from pcn_rules.evaluate.assess import assess
from pcn_rules.language.meaning import Specification
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Network
from pcn_rules.ready import specification_of

ROOT = Path(__file__).resolve().parent.parent
EDITIONS = ("2020-21-draft", "2020-21-final")
MOST = 20

Judged = tuple[Specification, Network, date]


def folders(most: int) -> list[Path]:
    """Networks of which both editions expect something, in the order of their paths."""
    every = sorted(path.parent for path in (ROOT / "networks").rglob("network.toml"))
    told = (p for p in every if all((p / "expected" / f"{e}.csv").exists() for e in EDITIONS))
    return list(told)[:most]


def read(networks: list[Path]) -> list[Judged]:
    """Everything that is judged, read beforehand: each network on the day it names."""
    found = []
    for edition in EDITIONS:
        specification, _, _ = specification_of(ROOT / "specs" / edition)
        assert specification is not None
        for path in networks:
            network, _ = load_network(path, specification.vocabulary)
            assert network is not None
            found.append((specification, network, network.as_at))
    return found


def bare(judged: list[Judged]) -> int:
    """Judge everything; how many clauses of networks that was."""
    return sum(
        len(assess(specification, network, as_at=as_at).clauses)
        for specification, network, as_at in judged
    )


def whole(networks: list[Path]) -> int:
    """The command itself, from reading the files to the page; its exit status."""
    words = ["test", *(str(ROOT / "specs" / edition) for edition in EDITIONS)]
    for path in networks:
        words.extend(("--networks", str(path)))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        status: int = program.main(words, standalone_mode=False) or 0
    return status


def seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def main() -> int:
    """Print a row for README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--networks", type=int, default=MOST)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        os.environ["PCN_RULES_CACHE"] = cache
        networks = folders(given.networks)
        judged = read(networks)
        clauses = bare(judged)
        if whole(networks) != 0:
            print("not everything is as expected: what is measured would not be a plain test")
            return 1
        times = [
            (seconds(lambda: whole(networks)), seconds(lambda: bare(judged)))
            for _ in range(given.rounds)
        ]
    ours, theirs = (median(column) for column in zip(*times, strict=True))
    ratio = median(one / other for one, other in times)
    print(f"{len(networks)} networks, {len(EDITIONS)} editions, {clauses:,} clauses of networks")
    print(f"test: {ours:.2f} s, {1000 * ours / clauses:.2f} ms each")
    print(f"bare evaluation: {theirs:.2f} s, {1000 * theirs / clauses:.2f} ms each")
    print(f"test against bare evaluation: {ratio:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
