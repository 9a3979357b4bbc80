"""The oracle itself, on cases worked by hand: who checks the checker."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from oracle.small import (
    ALIGNED,
    BY_JULY,
    EASY,
    END,
    HOMES,
    IN_SEVEN_DAYS,
    LEAD,
    LEAD_OF_ALL,
    LIST_SIZE,
    PATIENTS,
    PLAN,
    PLAN_AGREED,
    REFERRALS,
    RESIDENTS,
    RESIDENTS_OF,
    ROUNDS,
    ROUNDS_HELD,
    START,
    UNSTATED,
    WEEKLY,
    WILLING,
    WTE_IN_POST,
    Case,
)

from pcn_rules.evaluate.result import Cause, Verdict
from pcn_rules.language.meaning import (
    And,
    Compare,
    Constant,
    Effort,
    Every,
    FactDefinition,
    FactValue,
    Group,
    Negligible,
    Not,
    NumberOf,
    Or,
    PeriodTotal,
    Stated,
    SumOf,
)
from pcn_rules.language.model import Maintain, Recur
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Missing,
    Planned,
    Value,
)
from pcn_rules.values.units import MINUTES, Unit

if TYPE_CHECKING:
    from oracle.worlds import Answer


def done(month: int, day: int) -> Known:
    return Known(True, done=date(2020, month, day))


def leads(effort: Effort = EASY) -> Case:
    return Case(BY_JULY, FactValue(LEAD), HOMES, effort)


def fact(fact: FactDefinition, subject: str | None, kind: str = "fact") -> tuple[str | None, ...]:
    return (kind, fact.entity, subject, fact.name)


def said(answer: Answer) -> tuple[str, str | None]:
    cause = answer.outcome.cause
    return answer.outcome.verdict.value, cause and cause.value


JUNE, AUGUST = date(2020, 6, 1), date(2020, 8, 1)


def lists(third: Value | None) -> Case:
    body = Compare(
        ">=",
        SumOf(FactValue(LIST_SIZE), Group("practice", None), PATIENTS),
        Constant(Fraction(30_000), PATIENTS),
    )
    case = Case(Maintain(), body, state=True)
    for name, size in (("P", 20_000), ("Q", 9_000)):
        case.thing("practice", name).says(LIST_SIZE, name, Known(Fraction(size)))
    case.thing("practice", "R")
    return case if third is None else case.says(LIST_SIZE, "R", third)


def admissions(*plans: tuple[date, date | None], end: date = END) -> Case:
    case = Case(IN_SEVEN_DAYS, FactValue(PLAN_AGREED), end=end)
    for number, (day, plan) in enumerate(plans):
        case.thing("admission", f"{number}", day)
        if plan is not None:
            case.says(PLAN_AGREED, f"{number}", Known(True, done=plan), Days(plan, plan))
    return case


def rounds() -> Case:
    body = Compare(">=", PeriodTotal(ROUNDS_HELD), Constant(Fraction(1), ROUNDS))
    case = Case(WEEKLY, body, HOMES, start=date(2020, 10, 1)).home("A").home("B")
    for home, days in (("A", (1, 9, 20, 28)), ("B", (7, 8, 22))):
        for day in days:
            on = date(2020, 10, day)
            case.says(ROUNDS_HELD, home, Known(Fraction(1)), Days(on, on))
    held_none = Days(date(2020, 10, 15), date(2020, 10, 21))
    return case.says(ROUNDS_HELD, "B", Known(Fraction(0)), held_none)


def with_other_days(case: Case) -> Case:
    """Every other day of October says that nothing was held."""
    for home in ("A", "B"):
        taken = [r.describes for r in case.records if r.fact == "rounds held" and r.subject == home]
        for number in range(1, 32):
            day = date(2020, 10, number)
            if not any(day in days for days in taken):
                case.says(ROUNDS_HELD, home, Known(Fraction(0)), Days(day, day))
    return case


NEEDING = Effort(Negligible(), FactValue(WILLING), (), (), "")
STATED = Effort(Stated(Fraction(15), Fraction(60), MINUTES, True, (), ""), None, (), (), "")
NO = Known(False)
MAYBE_LEAD = Or(
    (
        And((FactValue(LEAD_OF_ALL), FactValue(PLAN))),
        And((Not(FactValue(LEAD_OF_ALL)), FactValue(PLAN))),
    )
)
ANY_DAYS = (date(2020, 5, 1), JUNE, date(2020, 7, 31), AUGUST, END)


@pytest.mark.parametrize(
    ("case", "as_at", "expected", "deciding"),
    [
        pytest.param(
            leads().home("A", done(7, 2)).home("B", done(7, 31)), AUGUST,
            ("met", "fulfilled"), set(), id="1",
        ),
        pytest.param(
            leads().home("A", done(7, 2)).home("B", NO), AUGUST,
            ("impossible", "breached"), set(), id="2",
        ),
        pytest.param(
            leads().home("A", done(7, 2)).home("B", NO), JUNE,
            ("met", "deliverable"), set(), id="3",
        ),
        pytest.param(
            leads().home("A", done(7, 2)).home("B"), AUGUST,
            ("unknown", None), {fact(LEAD, "B")}, id="4",
        ),
        pytest.param(
            leads().home("A", NO).home("B"), AUGUST, ("impossible", "breached"), set(), id="5"
        ),
        pytest.param(
            leads().home("A", done(5, 5)).home("B"), JUNE, ("met", "deliverable"), set(), id="6"
        ),
        pytest.param(
            leads(UNSTATED).home("A", done(5, 5)).home("B", NO), JUNE,
            ("unknown", None), {("assumption", None, None, None)}, id="7",
        ),
        pytest.param(
            leads(UNSTATED).home("A", done(7, 2)).home("B", done(7, 2)).home("C", NO, Missing()),
            AUGUST, ("unknown", None), {fact(ALIGNED, "C")}, id="8",
        ),
        pytest.param(
            leads().home("A", done(7, 2)).home("B", done(7, 31)), date(2020, 7, 31),
            ("met", "fulfilled"), set(), id="9",
        ),
        pytest.param(lists(None), JUNE, ("unknown", None), {fact(LIST_SIZE, "R")}, id="10"),
        pytest.param(
            lists(Missing(Fraction(1), Fraction(4))), JUNE,
            ("impossible", "breached"), set(), id="11",
        ),
        pytest.param(
            lists(Estimate(Fraction(500), Fraction(1_500))), JUNE,
            ("at risk", "thin"), set(), id="12",
        ),
        pytest.param(
            admissions((date(2020, 5, 1), date(2020, 5, 13))), date(2020, 5, 14),
            ("met", "deliverable"), set(), id="13",
        ),
        pytest.param(
            admissions((date(2020, 5, 1), date(2020, 5, 14))), date(2020, 5, 15),
            ("at risk", "behind"), set(), id="14",
        ),
        pytest.param(
            admissions((date(2020, 5, 1), date(2020, 5, 14)), end=JUNE), date(2020, 6, 2),
            ("impossible", "breached"), set(), id="14 after the end",
        ),
        pytest.param(
            admissions(
                (date(2020, 5, 1), date(2020, 5, 5)),
                (date(2020, 5, 2), date(2020, 5, 5)),
                (date(2020, 5, 3), date(2020, 5, 25)),
            ),
            date(2020, 5, 26), ("at risk", "behind"), set(), id="15",
        ),
        pytest.param(
            with_other_days(rounds()), date(2020, 10, 29), ("at risk", "behind"), set(), id="16"
        ),
        pytest.param(
            Case(WEEKLY, FactValue(LEAD), HOMES, start=date(2020, 10, 1)).home("A"), JUNE,
            ("met", "deliverable"), set(), id="17",
        ),
        *(
            pytest.param(
                Case(timing, MAYBE_LEAD, effort=UNSTATED).says(PLAN, None, Known(True)), day,
                ("met", cause), set(), id=f"18 {cause} {day}",
            )
            for timing, cause in ((Maintain(), "holding"), (BY_JULY, "fulfilled"))
            for day in ANY_DAYS
        ),
        pytest.param(
            Case(BY_JULY, FactValue(LEAD), HOMES).home("A", NO, Known(False)), AUGUST,
            ("not applicable", None), set(), id="20",
        ),
        pytest.param(
            leads(NEEDING).home("A", done(5, 2)).home("B", NO)
            .says(WILLING, "A", Known(True)),
            JUNE, ("unknown", None), {fact(WILLING, "B")}, id="31",
        ),
        pytest.param(
            leads(NEEDING).home("A", done(5, 2)).home("B", NO).says(WILLING, "B", NO),
            JUNE, ("impossible", "precondition"), set(), id="31 if none",
        ),
        pytest.param(
            Case(BY_JULY, FactValue(LEAD), HOMES, open={"care home"})
            .home("A", done(7, 2)).home("B", done(7, 31)),
            AUGUST, ("unknown", None), {("list", "care home", None, None)}, id="32",
        ),
        pytest.param(
            leads().home("A", done(7, 2)).home("B")
            .says(LEAD, "B", Known(True), Days(date(2020, 8, 5), date(2020, 8, 5))),
            date(2020, 8, 6), ("unknown", None), {fact(LEAD, "B", "day")}, id="33",
        ),
        pytest.param(
            leads(STATED).home("A", NO), JUNE, ("unknown", None),
            {("people", None, None, None)}, id="people",
        ),
    ],
)  # fmt: skip
def test_a_case_worked_by_hand(
    case: Case, as_at: date, expected: tuple[str, str | None], deciding: set[object]
) -> None:
    answer = case.judged(as_at)
    assert (said(answer), set(answer.deciding)) == (expected, deciding)


def test_any_answer_under_four_settles_case_19() -> None:
    body = Compare(
        ">=",
        SumOf(FactValue(RESIDENTS_OF), Group("care home", None), RESIDENTS),
        Constant(Fraction(12), RESIDENTS),
    )
    case = Case(Maintain(), body)
    for name in "ABC":
        case.thing("care home", name)
        case.says(RESIDENTS_OF, name, Missing(Fraction(1), Fraction(4)))
    answer = case.judged(JUNE)
    assert answer.deciding == {fact(RESIDENTS_OF, name) for name in "ABC"}
    assert answer.worlds == 64


@pytest.mark.parametrize(("referrals", "verdict"), [(192, "met"), (191, "impossible")])
def test_case_21_is_met_exactly_at_the_threshold(referrals: int, verdict: str) -> None:
    body = Compare(">=", PeriodTotal(REFERRALS), Constant(Fraction(4, 1_000) * 48_000, PATIENTS))
    case = Case(Recur(1, "year", False), body).says(
        REFERRALS, None, Known(Fraction(referrals)), Days(START, END)
    )
    assert said(case.judged(date(2021, 4, 1)))[0] == verdict


def test_case_23_has_no_floating_sum() -> None:
    body = Compare(
        ">=",
        SumOf(FactValue(WTE_IN_POST), Group("practice", None), Unit()),
        Constant(Fraction(3), Unit()),
    )
    case = Case(Maintain(), body, state=True)
    for name, amount in (("P", "2.67"), ("Q", "0.32"), ("R", "0.01")):
        case.thing("practice", name).says(WTE_IN_POST, name, Known(Fraction(amount)))
    assert said(case.judged(JUNE)) == ("met", "holding")


def test_a_plan_leaves_a_duty_at_risk_until_it_comes_true() -> None:
    case = Case(Maintain(), Every(HOMES, FactValue(LEAD)), state=True).home("A")
    case.says(LEAD, "A", Planned(True, date(2020, 5, 1)))
    assert said(case.judged(date(2020, 4, 30))) == ("impossible", "breached")
    assert said(case.judged(date(2020, 5, 1))) == ("at risk", "thin")


def test_counting_over_an_open_list_has_no_upper_end() -> None:
    homes = NumberOf(Group("care home", None), Unit())
    at_most = Compare("<=", homes, Constant(Fraction(1), Unit()))
    case = Case(Maintain(), at_most, open={"care home"}).home("A")
    answer = case.judged(JUNE)
    assert answer.deciding == {("list", "care home", None, None)}
    assert said(case.home("B").judged(JUNE)) == ("impossible", "breached")
    assert {o.cause for o in answer.possible} == {Cause.HOLDING, Cause.BREACHED}
    assert Verdict.UNKNOWN not in answer.verdicts


def test_the_oracle_borrows_no_reasoning_from_the_program() -> None:
    models = {"language.meaning", "language.model", "networks.model", "evaluate.result"}
    allowed = {f"pcn_rules.{name}" for name in (*models, "values.units")}
    for name in ("amounts", "choices", "dates", "duties", "facts", "interpreter", "worlds"):
        text = (Path(__file__).parent / "oracle" / f"{name}.py").read_text(encoding="utf-8")
        borrowed = set(re.findall(r"pcn_rules[.\w]*", text))
        assert borrowed <= allowed, name
