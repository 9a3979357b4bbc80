"""Every mutation of a clause is found, typed and directed right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from small_contract import clause, loaded
from test_compare_editions import difference

from pcn_rules.compare.model import Kind, Way

Mutation = tuple[str, str, Kind, Way]
"""The text before and after, the kind of the change, and the way it goes."""

PLAN = "by {} the PCN must write a plan"
SIZE = "from {} the PCN must serve at least {} registered patients"
ROUNDS = "from {} every {} the PCN must hold a home round in each aligned care home"
CARE = "within {} of each admission the PCN {} agree a plan"
DAYS = ("1 May 2020", "30 June 2020", "31 July 2020", "1 October 2020")


def mutations() -> Iterator[Mutation]:
    for one, other in product(DAYS, DAYS):
        if DAYS.index(one) < DAYS.index(other):
            yield PLAN.format(one), PLAN.format(other), "deadline", "easier"
            yield PLAN.format(other), PLAN.format(one), "deadline", "tighter"
            yield SIZE.format(one, 300), SIZE.format(other, 300), "start", "easier"
            yield SIZE.format(other, 300), SIZE.format(one, 300), "start", "tighter"
    for less, more in ((100, 101), (29_999, 30_000), (30_000, 50_000)):
        low, high = (SIZE.format(DAYS[0], f"{n:,}") for n in (less, more))
        yield low, high, "threshold", "tighter"
        yield high, low, "threshold", "easier"
    for often, seldom in (("week", "2 weeks"), ("2 weeks", "4 weeks"), ("month", "3 months")):
        one, other = (ROUNDS.format(DAYS[0], often) for often in (often, seldom))
        yield one, other, "frequency", "easier"
        yield other, one, "frequency", "tighter"
    for soon, late in (
        ("7 calendar days", "7 working days"),
        ("7 working days", "8 working days"),
        ("1 week", "8 calendar days"),
    ):
        one, other = (CARE.format(count, "must") for count in (soon, late))
        yield one, other, "deadline", "easier"
        yield other, one, "deadline", "tighter"
    firm, soft = (CARE.format("7 working days", word) for word in ("must", "must aim to"))
    yield firm, soft, "modality", "easier"
    yield soft, firm, "modality", "tighter"
    for text in (PLAN.format(DAYS[1]), SIZE.format(DAYS[0], 300)):
        yield text, text.replace("must", "should"), "modality", "easier"
        yield text.replace("must", "should"), text, "modality", "tighter"
        yield text, f"{text}\nif rural", "condition", "easier"
        yield f"{text}\nif rural", text, "condition", "tighter"
        yield text, f"{text}\nunless rural", "exception", "easier"
        yield f"{text}\nunless rural", text, "exception", "tighter"
    yield (
        PLAN.format(DAYS[0]),
        PLAN.format(DAYS[0]).replace("plan", "summary"),
        "content",
        ("different"),
    )


def kinds_and_ways(before: str, after: str) -> tuple[list[Kind], list[Way]]:
    old, new = loaded(clause(before, "1.1")), loaded(clause(after, "1.1"))
    (found,) = difference(old, new).changed
    assert found.pair.how == "same id"
    return [c.kind for c in found.changes], [d.way for d in found.directions]


@pytest.mark.parametrize(("before", "after", "kind", "way"), list(mutations()))
def test_a_mutation_is_found_typed_and_directed(
    before: str, after: str, kind: Kind, way: Way
) -> None:
    assert kinds_and_ways(before, after) == ([kind], [way])


def test_a_change_of_the_actor_is_told_for_both() -> None:
    before = PLAN.format(DAYS[0])
    after = before.replace("the PCN", "the commissioner")
    old, new = loaded(clause(before, "1.1")), loaded(clause(after, "1.1"))
    (found,) = difference(old, new).changed
    assert [c.kind for c in found.changes] == ["actor"]
    assert [(d.bearer, d.own, d.way) for d in found.directions] == [
        ("the PCN", True, "easier"),
        ("the commissioner", False, "tighter"),
    ]


def test_a_change_of_a_role_is_told() -> None:
    words = """entity post
  fact role : role
state "employ a GP" means number of GPs >= 1
state "employ a nurse" means number of nurses >= 1"""
    old = loaded(clause("from 1 May 2020 the PCN must employ a GP", "1.1"), words)
    new = loaded(clause("from 1 May 2020 the PCN must employ a nurse", "1.1"), words)
    (found,) = difference(old, new).changed
    assert [c.kind for c in found.changes] == ["roles"]
    assert [d.way for d in found.directions] == ["different"]
