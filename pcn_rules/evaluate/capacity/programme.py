"""Ask HiGHS whether work fits into hours that several stretches share, and check its answer.

The programme gives hours of roles and stretches to work so that as little as possible is left
undone. It is a flow, so that its best answers are whole numbers: they are rounded, and the answer
is proven in whole numbers, as an assignment or as a cut. What cannot be proven is not believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pcn_rules.evaluate.capacity.cuts import Cut, NotConfirmedError, cut_of
from pcn_rules.evaluate.capacity.problem import Item, Problem

if TYPE_CHECKING:
    import highspy

TIME_LIMIT = 10.0
"""Seconds after which the solver is not waited for."""

_LARGEST = 2**50
"""Whole numbers beyond which a solver's numbers are too coarse to be rounded."""

Node = tuple[str, int]
Pair = tuple[int, int]


def programme(problem: Problem, items: Sequence[Item]) -> Cut | None:
    """The cut that lacks most, proven; None where an assignment proves that hours suffice.

    Raises NotConfirmedError where the solver is not there, fails, is too slow, or cannot be
    confirmed.
    """
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
    if size > _LARGEST:
        raise NotConfirmedError("the amounts are too fine to be confirmed exactly")
    values, duals = _solved(
        pairs, [item.amount / size for item in items], [t / size for t in there]
    )
    if _is_assignment(pairs, [round(value * size) for value in values], items, there):
        return None
    cut = cut_of(problem, (i for i, dual in zip(items, duals, strict=True) if dual > 0.5))
    if cut is None:
        raise NotConfirmedError("the solver's answer could not be confirmed exactly")
    return cut


def _is_assignment(
    pairs: Sequence[Pair], given: Sequence[int], items: Sequence[Item], there: Sequence[int]
) -> bool:
    """Whether whole numbers give every item its hours, and no role more than it has."""
    left = [item.amount for item in items]
    free = list(there)
    for (item, node), amount in zip(pairs, given, strict=True):
        left[item] -= amount
        free[node] -= amount
    return min(given) >= 0 and all(each <= 0 for each in left) and all(each >= 0 for each in free)


def _solved(
    pairs: Sequence[Pair], wanted: Sequence[float], there: Sequence[float]
) -> tuple[list[float], list[float]]:
    """The hours given to each pair of work and role, and what one more hour of work would lack."""
    solver = _solver()
    status = _run(solver, pairs, wanted, there)
    if status != "kOptimal":
        why = "did not finish in time" if status == "kTimeLimit" else "gave no answer"
        raise NotConfirmedError(f"the solver {why}")
    solution = solver.getSolution()
    return list(solution.col_value)[: len(pairs)], list(solution.row_dual)[: len(wanted)]


def _solver() -> Any:
    try:
        import highspy  # noqa: PLC0415 - an extra that only this needs
    except ImportError:
        raise NotConfirmedError(
            "work that may be done before or after a change of staff needs a solver, "
            "which the extra `people` installs"
        ) from None
    # The class that users are given prints who made it; the one below it does not.
    make: Any = highspy.Highs.__mro__[1]
    solver = make()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", TIME_LIMIT)
    return solver


def _run(
    solver: Any, pairs: Sequence[Pair], wanted: Sequence[float], there: Sequence[float]
) -> str:
    import highspy  # noqa: PLC0415 - as above
    import numpy as np  # noqa: PLC0415 - it comes with the solver

    columns = len(pairs) + len(wanted)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(wanted) + len(there)
    # What is left undone costs one a unit; capacity is a row, so that its price is told.
    lp.col_cost_ = np.array([0.0] * len(pairs) + [1.0] * len(wanted))
    lp.col_lower_ = np.zeros(columns)
    lp.col_upper_ = np.full(columns, highspy.kHighsInf)
    lp.row_lower_ = np.array([*wanted, *([-highspy.kHighsInf] * len(there))])
    lp.row_upper_ = np.array([*wanted, *there])
    starts, index = [0], list[int]()
    for item, node in pairs:
        index += [item, len(wanted) + node]
        starts.append(len(index))
    for item in range(len(wanted)):
        index.append(item)
        starts.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.array(starts)
    lp.a_matrix_.index_ = np.array(index)
    lp.a_matrix_.value_ = np.ones(len(index))
    solver.passModel(lp)
    solver.run()
    status: highspy.HighsModelStatus = solver.getModelStatus()
    return status.name
