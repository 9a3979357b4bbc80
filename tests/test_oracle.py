"""The evaluator against the oracle, on contracts and networks drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from oracle.comparison import Assess, Case, cases, difference, smallest, told
from oracle.constructs import WANTED, constructs
from oracle.generator import Sample, sample

from pcn_rules.evaluate import instances, possible
from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.duties import DutyGrounding
from pcn_rules.evaluate.evidence import Evidence
from pcn_rules.evaluate.moments import Moment
from pcn_rules.evaluate.result import Assessment, ClauseResult, Outcome, Verdict
from pcn_rules.evaluate.statuses import NOT_BINDING
from pcn_rules.evaluate.worlds import TRUE, Formula
from pcn_rules.language.meaning import ResolvedDuty, Specification, Stated
from pcn_rules.networks.model import (
    Estimate,
    Known,
    Missing,
    Network,
    NotApplicable,
    Planned,
    Record,
    Value,
)

if TYPE_CHECKING:
    from oracle.worlds import Answer

SEEDS = (*range(200), 1157, 1263, 1706)
ENOUGH = 2_000


@dataclass
class Run:
    """What a run over many samples came across."""

    compared: int = 0
    skipped: int = 0
    seen: set[object] = field(default_factory=set)
    differences: list[str] = field(default_factory=list)


@cache
def answered(seed: int) -> tuple[Sample, tuple[tuple[Case, Answer | None], ...]]:
    """The cases of a sample, each with what the oracle says."""
    drawn = sample(seed)
    return drawn, tuple((case, case.expected()) for case in cases(drawn))


def differs(assess: Assess, kind: str) -> Callable[[Case], bool]:
    """Whether a case still shows the same kind of difference."""

    def still(case: Case) -> bool:
        expected = case.expected()
        return expected is not None and difference(expected, case.assessed(assess)) == kind

    return still


@pytest.fixture(scope="module")
def run() -> Run:
    run = Run()
    for seed in SEEDS:
        drawn, answers = answered(seed)
        results = {day: _results(drawn, day) for day in drawn.days}
        for case, expected in answers:
            if expected is None:
                run.skipped += 1
                continue
            run.compared += 1
            run.seen.update(constructs(case, expected))
            # What clauses do to one another through those who do the work is judged elsewhere.
            shared = _take_people(drawn) > 1
            found = case.assessed(assess) if shared else results[case.as_at][case.clause.id]
            kind = difference(expected, found)
            if kind is not None and len(run.differences) < 3:
                run.differences.append(f"{kind}\n{_as_small_as_can_be(case, drawn, kind)}")
    return run


def _take_people(drawn: Sample) -> int:
    """How many duties take somebody's time."""
    statements = [clause.statement for clause in drawn.specification.clauses]
    duties = [s for s in statements if isinstance(s, ResolvedDuty)]
    return sum(isinstance(duty.effort.amount, Stated) for duty in duties)


def _results(drawn: Sample, day: date) -> dict[str, ClauseResult]:
    """What the evaluator says of each clause of the whole specification."""
    found = assess(drawn.specification, drawn.network, as_at=day, known_by=drawn.known_by)
    return {result.id: result for result in found.clauses}


def _as_small_as_can_be(case: Case, drawn: Sample, kind: str, assess: Assess = assess) -> str:
    """A difference in words; as it is, where the clause alone does not show it."""
    still = differs(assess, kind)
    small = smallest(case, still) if still(case) else case
    answer = small.expected()
    assert answer is not None
    return told(small, drawn, answer, small.assessed(assess))


def test_the_evaluator_says_what_the_worlds_say(run: Run) -> None:
    assert not run.differences, "\n\n".join(run.differences)


def test_enough_was_compared(run: Run) -> None:
    assert run.compared >= ENOUGH
    assert run.skipped < run.compared / 10


def test_every_construct_was_met_on_the_way(run: Run) -> None:
    assert run.seen >= WANTED, WANTED - run.seen


# --- planted errors ---------------------------------------------------------------------------


def _a_day_late(specification: Specification, network: Network, **days: Any) -> Assessment:
    days["as_at"] -= timedelta(days=1)
    return assess(specification, network, **days)


def _with_values(change: Callable[[Value], Value]) -> Assess:
    def assessed(specification: Specification, network: Network, **days: Any) -> Assessment:
        records = tuple(replace(r, value=change(r.value)) for r in network.records)
        return assess(specification, replace(network, records=records), **days)

    return assessed


def _missing_is_no(value: Value) -> Value:
    return Known(False) if isinstance(value, Missing) and value.low is None else value


def _lower_end(value: Value) -> Value:
    return Known(value.low) if isinstance(value, Estimate) else value


def _plans_come_true(value: Value) -> Value:
    return Known(value.value) if isinstance(value, Planned) else value


def _not_applicable_is_no(value: Value) -> Value:
    return Known(False) if isinstance(value, NotApplicable) else value


def _suppressed_is_its_upper_end(value: Value) -> Value:
    bounded = isinstance(value, Missing) and value.high is not None
    return Known(value.high) if bounded else value  # type: ignore[union-attr]


def _every_list_complete(specification: Specification, network: Network, **days: Any) -> Assessment:
    entities = frozenset(entity.name for entity in specification.vocabulary.entities)
    return assess(specification, replace(network, complete=entities), **days)


def _of_duty(**changes: Any) -> Assess:
    def assessed(specification: Specification, network: Network, **days: Any) -> Assessment:
        clauses = tuple(
            replace(clause, statement=replace(clause.statement, **changes))  # type: ignore[type-var]
            for clause in specification.clauses
        )
        return assess(replace(specification, clauses=clauses), network, **days)

    return assessed


def _with_results(change: Callable[[ClauseResult], ClauseResult]) -> Assess:
    def assessed(specification: Specification, network: Network, **days: Any) -> Assessment:
        found = assess(specification, network, **days)
        return replace(found, clauses=tuple(map(change, found.clauses)))

    return assessed


def _asks_one_less(result: ClauseResult) -> ClauseResult:
    return replace(result, deciding=result.deciding[:-1])


def _risk_is_met(result: ClauseResult) -> ClauseResult:
    at_risk = result.outcome is not None and result.outcome.verdict is Verdict.AT_RISK
    return replace(result, outcome=Outcome(Verdict.MET)) if at_risk else result


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(_a_day_late, id="a deadline is past a day later"),
        pytest.param(_with_values(_missing_is_no), id="missing reads as no"),
        pytest.param(_with_values(_lower_end), id="an estimate is its lower end"),
        pytest.param(_with_values(_plans_come_true), id="every plan comes true"),
        pytest.param(_with_values(_not_applicable_is_no), id="not applicable reads as no"),
        pytest.param(_with_values(_suppressed_is_its_upper_end), id="suppressed is its upper end"),
        pytest.param(_every_list_complete, id="every list is complete"),
        pytest.param(_of_duty(exceptions=()), id="exceptions are overlooked"),
        pytest.param(_of_duty(suspended=()), id="suspensions are overlooked"),
        pytest.param(_of_duty(condition=None), id="conditions are overlooked"),
        pytest.param(_of_duty(state=True), id="everything is a state"),
        pytest.param(_with_results(_asks_one_less), id="a deciding fact is left out"),
        pytest.param(_with_results(_risk_is_met), id="at risk counts as met"),
    ],
)
def test_a_planted_error_is_caught(wrong: Assess) -> None:
    for seed in SEEDS:
        _, answers = answered(seed)
        for case, expected in answers:
            if expected is not None and difference(expected, case.assessed(wrong)) is not None:
                return
    pytest.fail("nothing showed the planted error")


def test_a_difference_is_shown_small_enough_to_read() -> None:
    wrong = _with_values(_lower_end)
    for seed in SEEDS:
        drawn, answers = answered(seed)
        for case, expected in answers:
            kind = expected and difference(expected, case.assessed(wrong))
            if kind:
                text = _as_small_as_can_be(case, drawn, kind, wrong)
                assert text.count("\nrecord ") <= 4, text
                for word in (f'clause {case.clause.id} "', "Estimate(", "oracle: ", "evaluator: "):
                    assert word in text
                return


def _day_itself_too_late(
    evidence: Evidence, record: Record, done: date | None, moment: Moment
) -> bool:
    return done is not None and done < moment.day and not moment.first


def _nothing_needed(duty: DutyGrounding, scopes: object, due: date) -> Formula:
    return TRUE


def _first_of_equals(left: Value, right: Value) -> Value:
    return right if left is NOT_BINDING else left


@pytest.mark.parametrize(
    ("room", "name", "wrong"),
    [
        pytest.param(Evidence, "_says_in_time", _day_itself_too_late, id="the day is too late"),
        pytest.param(DutyGrounding, "needs", _nothing_needed, id="needs are overlooked"),
        pytest.param(instances, "each", _first_of_equals, id="one subject stands for all"),
        pytest.param(
            possible, "_coarser", lambda one, worlds: one[::worlds], id="one world is all"
        ),
    ],
)
def test_an_error_planted_inside_the_evaluator_is_caught(
    room: object, name: str, wrong: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(possible, "SMALL", 0)
    monkeypatch.setattr(room, name, wrong)
    test_a_planted_error_is_caught(assess)
