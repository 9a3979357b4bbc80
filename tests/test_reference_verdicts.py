"""What the final edition says of the reference networks, where published facts settle it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pcn_rules.evaluate.assess import assess
from pcn_rules.load import load_specification
from pcn_rules.networks.folder import load_network

ROOT = Path(__file__).parent.parent
DEADLINE, JUNE, JULY, OCTOBER = (
    date(2020, 5, 31),
    date(2020, 6, 15),
    date(2020, 7, 1),
    date(2020, 10, 1),
)


@cache
def verdicts(folder: str, day: date) -> dict[str, str]:
    specification, *_ = load_specification(ROOT / "specs" / "2020-21-final")
    assert specification is not None
    network, _ = load_network(ROOT / "networks" / folder, specification.vocabulary)
    assert network is not None
    judged = assess(specification, network, as_at=day)
    return {
        each.id: each.outcome.verdict.value for each in judged.clauses if each.outcome is not None
    }


@pytest.mark.parametrize(
    ("folder", "day", "clauses", "verdict"),
    [
        # All seven practices leave, so nothing goes on, and nothing new is formed here.
        ("skegness-and-coast", DEADLINE, "4.3 4.4 4.5 4.6 4.7 4.10 5.2", "not applicable"),
        ("skegness-and-coast", DEADLINE, "4.14 5.1 F-3a-08", "met"),
        ("skegness-and-coast", JUNE, "F-3a-01 F-3a-11", "impossible"),
        ("skegness-and-coast", JULY, "F-3a-11", "met"),
        # Before its practices join, and after all left, it serves nobody: no size is too small.
        ("solas", JUNE, "5.1 F-5-02 7.1.1(g)", "not applicable"),
        ("skegness-and-coast", JULY, "5.1 F-5-02", "not applicable"),
        # New networks: what an old one owes is not asked of them, and the other way round.
        ("first-coastal", OCTOBER, "4.3 4.4 4.5 4.5.5 4.11 4.14 5.2-02", "not applicable"),
        ("solas", OCTOBER, "4.3 4.4 4.5 4.5.5 4.11 4.14 5.2-02", "not applicable"),
        ("boston", OCTOBER, "4.6 4.6-02 4.6.3 4.14", "not applicable"),
        ("boston", OCTOBER, "5.1 F-5-04 F-3a-08", "met"),
        # When it applied was not published, and whether it may be small was not either.
        ("first-coastal", OCTOBER, "4.6 5.1-02", "unknown"),
        ("solas", OCTOBER, "4.6 5.1", "unknown"),
        ("solas", OCTOBER, "F-3a-10 F-3a-13", "not applicable"),
    ],
)
def test_published_facts_settle(folder: str, day: date, clauses: str, verdict: str) -> None:
    found = verdicts(folder, day)
    assert {each: found[each] for each in clauses.split()} == dict.fromkeys(
        clauses.split(), verdict
    )
