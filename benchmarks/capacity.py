"""Measure whether work fits into hours against bare HiGHS solves of the same models.

Sizes are drawn from the reference networks: duties of weeks and of deadlines, a handful of roles.
Times are of the processor. `python benchmarks/capacity.py [--networks N]`
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from pcn_rules.evaluate.capacity import programme as solver
from pcn_rules.evaluate.capacity.feasibility import Feasibility, conflicts
from pcn_rules.evaluate.capacity.problem import Hands, Item, Problem, Task, Work, problem_of

START = date(2020, 10, 1)
END = date(2021, 3, 31)
ROLES = ("GP", "nurse", "pharmacist", "technician", "link worker", "administrator")


def drawn(seed: int, *, duties: int, once: float) -> Problem:
    """A network with some weekly duties and some (a share, `once`) that are due by a day."""
    random = Random(seed)
    tasks = []
    for number in range(duties):
        roles = frozenset(random.sample(ROLES, random.choice((1, 1, 2, 2, 3))))
        is_once = random.random() < once
        last = START + timedelta(days=random.randint(60, 180)) if is_once else END
        hours = random.randint(40, 200) if is_once else random.randint(1, 20)
        minutes = Fraction(hours * 60) if is_once else Fraction(hours * 60, 7)
        tasks.append(Task((str(number),), (Work(roles, START, last, minutes, is_once),)))
    hands = []
    for role in ROLES:
        hands.append(Hands(role, START, END, Fraction(random.randint(5, 40) * 60, 7)))
        begins = START + timedelta(days=random.randint(10, 80))
        hands.append(Hands(role, begins, END, Fraction(random.randint(0, 15) * 60, 7)))
    return problem_of(tasks, hands)


def bare(problem: Problem, items: list[Item]) -> None:
    """A HiGHS solve of the same model, and nothing else."""
    nodes = sorted({(role, place) for i in items for role in i.roles for place in i.stretches})
    places = {node: number for number, node in enumerate(nodes)}
    pairs = [
        (number, places[role, place])
        for number, item in enumerate(items)
        for role in sorted(item.roles)
        for place in item.stretches
    ]
    there = [problem.there.get(node, 0) for node in nodes]
    size = max(*(item.amount for item in items), *there)
    highs: Any = solver._solver()
    solver._run(highs, pairs, [i.amount / size for i in items], [t / size for t in there])


def seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def one_network(rounds: int) -> tuple[float, float, int, int]:
    """Everything about a network with its conflicts, against the solves that it asked for."""
    ours = theirs = 0.0
    asked, found = 0, 0
    for seed in range(rounds):
        problem = drawn(seed, duties=10, once=0.4)
        models: list[list[Item]] = []

        def noted(problem: Problem, items: list[Item], models: Any = models) -> Any:
            models.append(items)
            return solver.programme(problem, items)

        def whole(problem: Problem = problem, ask: Any = solver.programme) -> int:
            feasibility = Feasibility(problem, ask)
            alone = frozenset(t for t in feasibility.everyone if feasibility.can((t,)))
            return len(conflicts(feasibility, alone).listed)

        found += whole(problem, noted)
        ours += seconds(whole)
        theirs += seconds(lambda p=problem, m=models: [bare(p, items) for items in m])
        asked += len(models)
    return ours, theirs, asked, found


def many_networks(count: int) -> tuple[float, float]:
    """Whether weekly work fits, for many networks: closed forms against one solve each."""
    problems = [drawn(seed, duties=8, once=0) for seed in range(count)]
    everyone = frozenset(range(8))
    ours = seconds(lambda: [Feasibility(p).cut(everyone) for p in problems])
    theirs = seconds(lambda: [bare(p, list(p.items)) for p in problems])
    return ours, theirs


def memory() -> int:
    """The most memory taken so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks", type=int, default=1_250)
    count = parser.parse_args().networks
    bare(drawn(0, duties=3, once=1), list(drawn(0, duties=3, once=1).items))  # imports apart
    ours, theirs, asked, found = one_network(20)
    print(
        f"20 networks with {found} conflicts, {asked} programmes: {ours / theirs:.2f}"
        f" of bare solves ({ours:.2f} s against {theirs:.2f} s); target 1.5"
    )
    ours, theirs = many_networks(count)
    print(
        f"{count} networks in one process: {ours / theirs:.2f} of bare solves one by one"
        f" ({ours:.3f} s against {theirs:.3f} s); target 0.5"
    )
    before = memory()
    for _ in range(3):
        many_networks(count)
    print(f"memory after one and after four rounds: {before} and {memory()} MiB")


if __name__ == "__main__":
    main()
