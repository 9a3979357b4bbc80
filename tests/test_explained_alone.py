"""A clause that is explained is judged by itself, and comes out as it does among all others."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pcn_rules.evaluate import assess as judging
from pcn_rules.evaluate.assess import assess
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_specification
from pcn_rules.networks.folder import load_network
from pcn_rules.report.render import render_clause

ROOT = Path(__file__).parent.parent
NETWORKS = sorted(path.parent.name for path in (ROOT / "networks").glob("*/network.toml"))


@cache
def edition() -> Specification:
    specification, *_ = load_specification(ROOT / "specs" / "2020-21-final")
    assert specification is not None
    return specification


@pytest.mark.parametrize("folder", NETWORKS)
def test_it_comes_out_the_same_for_every_clause(folder: str) -> None:
    network, _ = load_network(ROOT / "networks" / folder, edition().vocabulary)
    assert network is not None
    day = max(network.as_at, date(2020, 10, 1))
    whole = assess(edition(), network, as_at=day)
    assert len(whole.clauses) > 100
    for clause in whole.clauses:
        alone = assess(edition(), network, as_at=day, only=clause.id)
        assert alone.clauses == (clause,)
        assert alone.earlier == tuple(e for e in whole.earlier if e.result.id == clause.id)
    for id in ("7.3.1(d)", "5.1"):
        alone = assess(edition(), network, as_at=day, only=id)
        assert render_clause(alone, id, "text") == render_clause(whole, id, "text")


def test_no_other_clause_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    real = judging._clause

    def counting(clause, *rest):  # type: ignore[no-untyped-def]
        judged.append(clause.id)
        return real(clause, *rest)

    monkeypatch.setattr(judging, "_clause", counting)
    network, _ = load_network(ROOT / "networks" / "boston", edition().vocabulary)
    assert network is not None
    assess(edition(), network, as_at=date(2020, 5, 31), only="7.3.1(c)")
    assert judged == ["7.3.1(c)"]
