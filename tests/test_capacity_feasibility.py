"""Whether work fits into hours, against a largest flow and against every subset."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from capacity_flow import lacking

from pcn_rules.evaluate.capacity import feasibility as module
from pcn_rules.evaluate.capacity import programme as solver
from pcn_rules.evaluate.capacity.cuts import NotConfirmedError
from pcn_rules.evaluate.capacity.feasibility import Feasibility, conflicts
from pcn_rules.evaluate.capacity.problem import Hands, Problem, Task, Work, problem_of
from pcn_rules.evaluate.capacity.programme import programme

START = date(2020, 10, 1)
ROLES = ("GP", "nurse", "pharmacist", "technician")
CASES = 1_000


def day(number: int) -> date:
    return START + timedelta(days=number)


def drawn(seed: int, *, most: int = 5, once: bool = True) -> tuple[list[Task], list[Hands]]:
    """Tasks and hands at random, close enough together to be in each other's way."""
    random = Random(seed)
    tasks = [
        Task((str(number),), tuple(_work(random, once) for _ in range(random.choice((1, 1, 1, 2)))))
        for number in range(random.randint(1, most))
    ]
    hands = [
        Hands(role, day(first), day(last), Fraction(random.randint(0, 9), random.choice((1, 2, 7))))
        for role in ROLES
        for _ in range(random.choice((1, 1, 2)))
        for first, last in [sorted((random.randint(0, 6), random.randint(4, 14)))]
    ]
    return tasks, hands


def _work(random: Random, once: bool) -> Work:
    roles = frozenset(random.sample(ROLES, random.choice((1, 1, 2, 3))))
    first, last = sorted((random.randint(0, 9), random.randint(2, 12)))
    is_once = once and random.random() < 0.5
    minutes = Fraction(random.randint(0, 60 if is_once else 9), random.choice((1, 1, 3, 7)))
    return Work(roles, day(first), day(last), minutes, is_once)


def spread_out(seed: int) -> tuple[list[Task], list[Hands]]:
    """Tasks that may be done before or after a change of staff, most of which can be done alone."""
    random = Random(seed)
    tasks = []
    for number in range(random.randint(3, 7)):
        roles = frozenset(random.sample(ROLES[:3], random.choice((1, 1, 2))))
        first, last = random.randint(0, 3), random.randint(6, 11)
        minutes = Fraction(random.randint(4, 24), random.choice((1, 3)))
        tasks.append(Task((str(number),), (Work(roles, day(first), day(last), minutes, True),)))
    hands = [
        Hands(role, day(first), day(last), Fraction(random.randint(1, 5)))
        for role in ROLES[:3]
        for first, last in ((0, 4), (5, 11))
    ]
    return tasks, hands


def largest(problem: Problem) -> Fraction:
    """What lacks over all groups of work that have nothing to do with each other."""
    total = 0
    whole = Feasibility(problem)
    for _, group in module.blocks(problem.items_of(whole.everyone)):
        cut = whole._cut_of(group)
        total += cut.short if cut else 0
    return problem.minutes(total)


@pytest.mark.parametrize("part", range(10))
def test_what_lacks_is_what_a_largest_flow_leaves(part: int) -> None:
    for seed in range(part * CASES // 10, (part + 1) * CASES // 10):
        tasks, hands = drawn(seed)
        assert largest(problem_of(tasks, hands)) == lacking(tasks, hands), seed


def test_closed_form_and_programme_agree_where_both_apply() -> None:
    for seed in range(300):
        problem = problem_of(*drawn(seed, once=False))
        whole = Feasibility(problem)
        for places, group in module.blocks(problem.items_of(whole.everyone)):
            assert module.has_closed_form(places, group)
            one = module.closed_form(problem, places[0], group)
            other = programme(problem, group)
            assert (one.short if one else 0) == (other.short if other else 0)


def brute(feasibility: Feasibility, tasks: frozenset[int]) -> set[frozenset[int]]:
    """Every smallest conflict, by looking at every subset."""
    found: set[frozenset[int]] = set()
    for size in range(1, len(tasks) + 1):
        for chosen in combinations(sorted(tasks), size):
            members = frozenset(chosen)
            if not any(each <= members for each in found) and not feasibility.can(members):
                found.add(members)
    return found


def doable(feasibility: Feasibility) -> frozenset[int]:
    return frozenset(t for t in feasibility.everyone if feasibility.can((t,)))


@pytest.mark.parametrize("once", [False, True])
def test_conflicts_are_smallest_and_none_is_left_out(once: bool) -> None:
    several = 0
    for seed in range(120 if once else 250):
        feasibility = Feasibility(
            problem_of(*(spread_out(seed) if once else drawn(seed, most=12, once=False)))
        )
        tasks = doable(feasibility)
        found = conflicts(feasibility, tasks)
        assert not found.cut
        assert {members for members, _ in found.listed} == brute(feasibility, tasks), seed
        several += len(found.listed) > 1
        for members, cut in found.listed:
            assert cut.tasks <= members
            assert cut.short > 0
    assert several > 5


def test_whoever_is_in_no_set_that_lacks_hours_is_in_no_conflict() -> None:
    seen = 0
    for seed in range(120):
        draw = spread_out if seed % 2 else drawn
        feasibility = Feasibility(problem_of(*draw(seed)))
        tasks = doable(feasibility)
        members = {m for conflict in brute(feasibility, tasks) for m in conflict}
        for task in tasks:
            contested = feasibility.may_be_contested(task, tasks)
            assert contested or task not in members, seed
            seen += contested
    assert seen > 50


def test_a_list_of_conflicts_that_is_too_long_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LISTED", 4)
    work = Work(frozenset(("GP",)), START, START, Fraction(2), once=False)
    tasks = [Task((str(n),), (work,)) for n in range(6)]
    problem = problem_of(tasks, [Hands("GP", START, START, Fraction(3))])
    feasibility = Feasibility(problem)
    found = conflicts(feasibility, feasibility.everyone)
    assert found.cut
    assert len(found.listed) == 4


# --- a solver that does not do its work -------------------------------------------------------


def coupled() -> Problem:
    """Work that may be done before or after a change, so that no closed form applies."""
    work = Work(frozenset(("GP",)), day(0), day(9), Fraction(10), once=True)
    hands = [
        Hands("GP", day(0), day(4), Fraction(1)),
        Hands("GP", day(5), day(9), Fraction(2)),
    ]
    return problem_of([Task(("1",), (work,))], hands)


def test_a_solver_that_is_not_installed_is_said_to_be_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(NotConfirmedError, match="extra `people`"):
        Feasibility(coupled()).can((0,))


def test_a_solver_that_is_too_slow_or_fails_gives_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for status, words in (("kTimeLimit", "in time"), ("kSolveError", "no answer")):
        monkeypatch.setattr(solver, "_run", lambda *_, status=status: status)
        with pytest.raises(NotConfirmedError, match=words):
            Feasibility(coupled()).can((0,))


def test_an_answer_that_cannot_be_confirmed_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = ([0.0, 0.0], [0.0])
    monkeypatch.setattr(solver, "_solved", lambda *_: wrong)
    with pytest.raises(NotConfirmedError, match="confirmed"):
        Feasibility(coupled()).can((0,))


def test_the_right_answer_is_confirmed() -> None:
    assert Feasibility(coupled()).can((0,))
