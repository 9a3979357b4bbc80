"""What must hold for every specification and every network, whatever the oracle says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from oracle.choices import Variable, World
from oracle.comparison import Case, cases, key_of
from oracle.duties import Judge, Standing
from oracle.facts import Facts
from oracle.generator import Sample, sample
from oracle.harder import ALWAYS, earlier, grows_only, higher, shorter, steady
from oracle.worlds import landmarks

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.result import ClauseResult, Verdict
from pcn_rules.language.meaning import ResolvedDuty, SeriesKind
from pcn_rules.load import load_text
from pcn_rules.networks.model import (
    Known,
    Missing,
    Network,
    Record,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

SEEDS = range(10_000, 10_100)
RANK = {Verdict.IMPOSSIBLE: 0, Verdict.AT_RISK: 1, Verdict.MET: 2}


@cache
def drawn(seed: int) -> Sample:
    return sample(seed, days=3)


def all_cases() -> Iterator[tuple[Case, Random]]:
    for seed in SEEDS:
        for case in cases(drawn(seed)):
            yield case, Random(seed)


def outcome(case: Case) -> ClauseResult:
    return case.assessed(assess)


def verdict(case: Case) -> Verdict | None:
    found = outcome(case).outcome
    return found and found.verdict


# --- worlds -----------------------------------------------------------------------------------


class OneOfMany(World):
    """A world drawn at random, one choice at a time."""

    def __init__(self, random: Random) -> None:
        super().__init__(dict[Any, Any]())
        self.random = random

    def read(self, variable: Variable) -> Any:
        chosen: dict[Hashable, Any] = self.chosen  # type: ignore[assignment]
        return chosen.setdefault(variable.name, self.random.choice(variable.domain))


def standing_in(world: World, case: Case) -> Standing:
    duty = case.clause.statement
    assert isinstance(duty, ResolvedDuty)
    facts = Facts(case.network, case.known_by, frozenset(landmarks(duty))).in_world(world)
    return Judge(case.clause.id, duty, facts, case.as_at).standing()


def test_no_sampled_world_contradicts_a_verdict() -> None:
    """Here the networks may have any number of worlds: nothing is skipped."""
    allowed = {
        Verdict.MET: {"done", "free"},
        Verdict.IMPOSSIBLE: {"failed", "free"},
        Verdict.NOT_APPLICABLE: {"free"},
    }
    held = 0
    for case, random in all_cases():
        words = allowed.get(verdict(case) or Verdict.UNKNOWN)
        for _ in range(5 if words else 0):
            world = OneOfMany(random)
            assert standing_in(world, case).word in words, (case, world.chosen)
            held += 1
    assert held > 1_000


def test_learning_a_missing_fact_changes_no_verdict_but_unknown() -> None:
    learned = 0
    for case, random in all_cases():
        before = verdict(case)
        if before is Verdict.UNKNOWN:
            continue
        for richer in _learned(case, random):
            assert verdict(richer) is before, richer
            learned += 1
    assert learned > 500


def _learned(case: Case, random: Random) -> Iterator[Case]:
    """The case with one missing fact known, for a few of those that are missing."""
    rows = case.network.records
    missing = [n for n, row in enumerate(rows) if isinstance(row.value, Missing)]
    kinds = _kinds(case)
    for number in random.sample(missing, min(2, len(missing))):
        row = rows[number]
        assert isinstance(row.value, Missing)
        value = _some_value(kinds[row.entity, row.fact], row.value, case, random)
        known = replace(row, value=Known(value))
        yield _with(case, records=(*rows[:number], known, *rows[number + 1 :]))
    unsaid = list(_unsaid(case, kinds))
    for (entity, name), subject in random.sample(unsaid, min(4, len(unsaid))):
        value = _some_value(kinds[entity, name], Missing(), case, random)
        known = Record(entity, subject, name, Known(value), ALWAYS, date(2020, 1, 1), "X", "stated")
        yield _with(case, records=(*rows, known))


def _kinds(case: Case) -> dict[tuple[str | None, str], Any]:
    vocabulary = case.specification.vocabulary
    facts = [f for entity in vocabulary.entities for f in entity.facts] + [*vocabulary.facts]
    return {(fact.entity, fact.name): fact.kind for fact in facts}


def _unsaid(case: Case, kinds: dict[Any, Any]) -> Iterator[tuple[tuple[str | None, str], Any]]:
    """Facts of which no record says anything, apart from series."""
    said = {(row.entity, row.subject, row.fact) for row in case.network.records}
    for (entity, name), kind in kinds.items():
        things = [t.id for t in case.network.things if t.entity == entity]
        for subject in [None] if entity is None else things:
            if (entity, subject, name) not in said and not isinstance(kind, SeriesKind):
                yield (entity, name), subject


def _some_value(kind: Any, value: Missing, case: Case, random: Random) -> Any:
    match type(kind).__name__:
        case "YesNoKind":
            return random.choice((False, True))
        case "DateKind":
            return case.as_at + random.choice((-1, 0, 1)) * timedelta(days=1)
        case _:
            low = value.low or Fraction(0)
            high = low + 3 if value.high is None else value.high
            return random.choice((low, high))


def _with(case: Case, **changes: Any) -> Case:
    return replace(case, network=replace(case.network, **changes))


# --- what changes nothing ---------------------------------------------------------------------


def said(result: ClauseResult) -> tuple[object, ...]:
    return (
        result.outcome,
        frozenset(result.possible),
        result.state,
        frozenset(key_of(question)[:2] + key_of(question)[3:] for question in result.deciding),
        frozenset((subject.id, frozenset(subject.possible)) for subject in result.subjects),
    )


def shuffled(network: Network, random: Random) -> Network:
    names = ("things", "records", "stands_for", "complete_series", "sources")
    rows = {name: list(getattr(network, name)) for name in names}
    for each in rows.values():
        random.shuffle(each)
    return replace(network, **{name: tuple(each) for name, each in rows.items()})


def test_order_changes_nothing() -> None:
    for seed in SEEDS:
        found = drawn(seed)
        specification = found.specification
        files = dict(reversed(found.files.items()))
        again, _ = load_text(files)
        assert again == specification
        clauses = tuple(reversed(specification.clauses))
        other = shuffled(found.network, Random(seed))
        for day in found.days:
            one, two = (
                assess(s, n, as_at=day, known_by=found.known_by)
                for s, n in (
                    (specification, found.network),
                    (replace(specification, clauses=clauses), other),
                )
            )
            assert {r.id: said(r) for r in one.clauses} == {r.id: said(r) for r in two.clauses}


def test_renaming_a_clause_changes_only_its_name() -> None:
    for seed in SEEDS:
        found = drawn(seed)
        specification = found.specification
        renamed = replace(
            specification,
            clauses=tuple(replace(c, id=f"new.{c.id}") for c in specification.clauses),
        )
        for day in found.days[:1]:
            one, two = (
                assess(s, found.network, as_at=day, known_by=found.known_by)
                for s in (specification, renamed)
            )
            assert [(f"new.{r.id}", said(r)) for r in one.clauses] == [
                (r.id, said(r)) for r in two.clauses
            ]


# --- what never helps -------------------------------------------------------------------------


@pytest.mark.parametrize("harder", [earlier, higher, shorter])
def test_asking_more_never_improves_a_duty_taken_alone(
    harder: Callable[[Case], Case | None],
) -> None:
    held = 0
    for case, _ in all_cases():
        duty = case.clause.statement
        assert isinstance(duty, ResolvedDuty)
        still = steady(case)
        more = harder(still) if grows_only(duty) else None
        if more is None:
            continue
        before, after = verdict(still), verdict(more)
        if before in RANK and after in RANK:
            held += 1
            assert RANK[after] <= RANK[before], (still, more)
    assert held > 20
