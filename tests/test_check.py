"""Clauses and exceptions that do not go together are told, with a network that shows it."""

from __future__ import annotations

import pytest
from small_contract import clause, faults, told

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language import disagree

PLAN = "from 1 May 2020 the PCN must write a plan"


def found(*bodies: str) -> tuple[Diagnostic, ...]:
    return faults("".join(clause(body, str(i)) for i, body in enumerate(bodies, start=1)))


# --- exceptions of one clause -----------------------------------------------------------------


def test_two_exceptions_that_apply_at_once_and_disagree_name_a_network() -> None:
    (fault,) = found(
        f"{PLAN}\nunless rural\nexcept where registered patients < 20,000: write a summary"
    )
    assert fault.code == "E302"
    assert fault.span.text == "except where registered patients < 20,000: write a summary"
    assert [r.span.text for r in fault.related] == ["unless rural"]
    assert "clause `1`" in fault.message
    assert fault.help is not None
    assert "in a network where `rural` is yes and `registered patients` is 19,999" in fault.help


@pytest.mark.parametrize(
    "lines",
    [
        "unless rural\nunless merger agreed",  # both ask nothing
        "unless rural\nexcept where not rural: write a summary",
        "unless opening time < 2 hours\nexcept where opening time > 2 hours: write a summary",
        "unless registered patients < 10\nexcept where registered patients >= 10: write a summary",
        "except where rural: write a summary\nexcept where merger agreed: write a summary",
        "unless opening time within 1 to 2 hours"
        "\nexcept where opening time > 2 hours: write a summary",
        "where rural\nunless merger agreed\nexcept where not rural: write a summary",
    ],
)
def test_exceptions_that_say_the_same_or_never_meet_are_no_fault(lines: str) -> None:
    assert [code for code, _ in told(found(f"{PLAN}\n{lines}")) if code == "E302"] == []


@pytest.mark.parametrize(
    ("lines", "happens"),
    [
        (
            "unless opening time <= 2 hours\nexcept where opening time >= 2 hours: write a summary",
            "in a network where `opening time` is 2 hours",
        ),
        (
            "unless number of care homes = 3\nexcept where rural: write a summary",
            "in a network where `number of care homes` is 3 and `rural` is yes",
        ),
        (
            "unless every practice has leaving\nexcept where rural: write a summary",
            "in a network where `every practice has leaving` is yes and `rural` is yes",
        ),
        (
            "unless opening time × 2 > 3 hours\nexcept where rural: write a summary",
            "in a network where `opening time` is",
        ),
    ],
)
def test_a_network_is_named_for_every_kind_of_condition(lines: str, happens: str) -> None:
    (fault,) = found(f"{PLAN}\n{lines}")
    assert fault.code == "E302"
    assert fault.help is not None
    assert happens in fault.help


def test_an_exception_of_one_home_names_the_home() -> None:
    (fault,) = found(
        "by 31 July 2020 the PCN must agree a lead GP for each aligned care home\n"
        "unless registered on >= 1 May 2020\nexcept where nursing: write a summary"
    )
    assert fault.help is not None
    assert (
        "in a network with `care home` where `aligned` is yes"
        " and `registered on` is 1 May 2020 and `nursing` is yes"
    ) in fault.help


def test_nobody_is_accused_where_it_is_not_certain() -> None:
    # The two measures are made of one fact, so that not every pair of values can be had.
    assert (
        told(
            faults(
                clause(
                    f"{PLAN}\nunless all beds > 3\nexcept where beds of homes <= 3: write a summary"
                ),
                "measure all beds : beds\n  means sum of beds over care homes\n"
                "measure beds of homes : beds\n  means sum of beds over nursing care homes",
            )
        )
        == []
    )


def test_exceptions_of_two_other_clauses_are_both_named() -> None:
    (fault,) = found(
        PLAN,
        "from 1 May 2020 the PCN must write a summary\nif rural\nnotwithstanding clause 1",
        "from 1 May 2020 the PCN may leave it\nif merger agreed\nnotwithstanding clause 1",
    )[-1:]
    assert fault.code == "E103"
    (fault,) = faults(
        clause(PLAN)
        + clause(
            "from 1 May 2020 the PCN must write a summary\nif rural\nnotwithstanding clause 1", "2"
        )
        + clause(
            "from 1 May 2020 the PCN may do without\nif merger agreed\nnotwithstanding clause 1",
            "3",
        ),
        'phrase "do without"\n  attested',
    )
    assert fault.code == "E302"
    assert "clause `2`" in fault.message
    assert "clause `3`" in fault.message


def test_of_two_clauses_one_may_say_that_the_other_goes_first() -> None:
    assert (
        faults(
            clause(PLAN)
            + clause(
                "from 1 May 2020 the PCN must write a summary\nif rural\nnotwithstanding clause 1"
                "\nsubject to clause 3",
                "2",
            )
            + clause(
                "from 1 May 2020 the PCN may do without\nif merger agreed"
                "\nnotwithstanding clause 1",
                "3",
            ),
            'phrase "do without"\n  attested',
        )
        == ()
    )


# --- what can never be ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "unless rural and not rural",
        "unless registered patients >= 10 and registered patients < 10",
        "unless opening time > 2 hours and opening time < 2 hours",
        "unless opening time within 2 to 3 hours and opening time > 3 hours",
        "if rural\nunless not rural",
        "unless money spent < £0",
        "unless number of care homes > 3 and number of care homes < 4",
    ],
)
def test_an_exception_that_can_never_apply_is_told(lines: str) -> None:
    assert told(found(f"{PLAN}\n{lines}")) == [("E301", lines.splitlines()[-1])]


@pytest.mark.parametrize(
    "lines",
    [
        "unless opening time > 2 hours and opening time < 3 hours",
        "unless opening time >= 2 hours and opening time <= 2 hours",
        "unless opening time < opening time",  # true of no network, but nothing is said unproved
    ],
)
def test_an_exception_that_may_apply_is_no_fault(lines: str) -> None:
    assert told(found(f"{PLAN}\n{lines}")) == []


def test_a_clause_that_can_never_apply_is_told_once() -> None:
    assert told(found(f"{PLAN}\nif rural and not rural\nunless merger agreed")) == [("E311", "1")]


# --- two clauses ------------------------------------------------------------------------------


def test_two_clauses_that_cannot_both_be_kept_are_told() -> None:
    (fault,) = found(PLAN, "from 1 June 2020 the PCN must not write a plan\nif rural")
    assert (fault.code, fault.span.text) == ("E303", "2")
    assert "`PCN must write a plan` and `PCN must not write a plan`" in fault.message
    assert fault.help is not None
    assert "in a network where `rural` is yes" in fault.help


def test_bounds_that_leave_nothing_between_them_disagree() -> None:
    at_most = (
        'state "serve at most (n: patients) registered patients"\n  means registered patients <= n'
    )
    low, high = (
        clause(f"the PCN must serve at {w} registered patients", i)
        for w, i in (("least 30,000", "1"), ("most 29,999", "2"))
    )
    assert told(faults(low + high, at_most)) == [("E303", "2")]
    fair = clause("the PCN must serve at most 30,000 registered patients", "2")
    assert faults(low + fair, at_most) == ()


@pytest.mark.parametrize(
    "other",
    [
        "from 1 June 2020 the PCN must not write a plan\nnotwithstanding clause 1",
        "from 1 June 2020 the PCN must not write a plan\nsubject to clause 1",
        "from 1 June 2020 the PCN must write a plan",
        "from 1 June 2020 the PCN must not write a summary",
        "from 1 June 2020 the PCN may write a plan",
        "by 30 April 2020 the PCN must not write a plan",
    ],
)
def test_clauses_that_can_both_be_kept_are_no_fault(other: str) -> None:
    assert told(found(PLAN, other)) == []


def test_clauses_that_bind_on_other_days_or_other_networks_are_no_fault() -> None:
    assert (
        told(
            found(
                "from 1 May 2020 to 31 May 2020 the PCN must write a plan",
                "from 1 June 2020 the PCN must not write a plan",
            )
        )
        == []
    )
    assert (
        told(
            found(
                f"{PLAN}\nif rural", "from 1 May 2020 the PCN must not write a plan\nunless rural"
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("by 31 July 2020 the PCN must {}", "by 31 July 2020 the PCN must not {}", True),
        ("by 31 July 2020 the PCN must {}", "by 30 July 2020 the PCN must not {}", False),
        ("every week the PCN must {}", "every week the PCN must not {}", True),
        ("every week the PCN must {}", "every 2 weeks the PCN must not {}", True),
        ("every week the PCN must {}", "must not {}", True),
        ("by 31 July 2020 the PCN must {}", "every week the PCN must not {}", False),
        ("every week the PCN must not {}", "before 31 July 2020 the PCN must {}", False),
    ],
)
def test_what_is_asked_at_different_times_may_be_kept_one_after_the_other(
    one: str, other: str, disagree: bool
) -> None:
    codes = [
        code for code, _ in told(found(one.format("write a plan"), other.format("write a plan")))
    ]
    assert codes == (["E303"] if disagree else [])


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("every week the PCN must", "every week the PCN must not", True),
        ("every week the PCN must", "every calendar week the PCN must not", False),
        ("every week the PCN must", "from 7 May 2020 every week the PCN must not", False),
    ],
)
def test_what_is_counted_in_periods_disagrees_in_the_same_periods(
    one: str, other: str, disagree: bool
) -> None:
    open_up = 'phrase "open up"\n  means hours offered in each period >= 2 hours'
    texts = clause(f"{one} open up") + clause(f"{other} open up", "2")
    assert [code for code, _ in told(faults(texts, open_up))] == (["E303"] if disagree else [])


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("within 2 weeks of each admission", "within 2 weeks of each admission", True),
        ("within 2 weeks of each admission", "within 3 weeks of each admission", False),
        ("within 2 weeks of each admission", "within 2 weeks of each readmission", False),
    ],
)
def test_what_is_owed_for_events_disagrees_on_the_same_events(
    one: str, other: str, disagree: bool
) -> None:
    texts = clause(f"{one} the PCN must agree a plan") + clause(
        f"{other} the PCN must not agree a plan", "2"
    )
    assert [code for code, _ in told(faults(texts))] == (["E303"] if disagree else [])


def test_nothing_is_said_of_what_can_be_neither_proved_nor_shown() -> None:
    rate = "weighted patients × 2 patients per weighted patients"
    rates = f'state "{{}}"\n  means registered patients {{}} {rate}'
    texts = clause("the PCN must grow") + clause("the PCN must shrink", "2")
    vocabulary = "\n".join((rates.format("grow", ">"), rates.format("shrink", "<")))
    assert faults(texts, vocabulary) == ()


def test_an_event_is_named_where_its_exceptions_disagree() -> None:
    (fault,) = found(
        "within 2 weeks of each admission the PCN must agree a plan\n"
        "unless good reason given\nexcept where care plan tried: write a summary"
    )
    assert fault.help is not None
    assert "in a network with `admission` where `good reason given` is yes" in fault.help


def test_a_deadline_disagrees_with_what_stands_in_the_way_on_every_day_before_it() -> None:
    by = "by 31 July 2020 the PCN must write a plan"
    assert told(found(by, "the PCN must not write a plan")) == [("E303", "2")]
    assert told(found(by, "from 1 June 2020 the PCN must not write a plan")) == []


# --- circles ----------------------------------------------------------------------------------


def test_clauses_that_give_way_in_a_circle_are_told_once() -> None:
    circle = found(
        f"{PLAN}\nsubject to clause 2\nif rural",
        "from 1 May 2020 the PCN must write a summary\nsubject to clause 3\nif rural",
        "from 1 May 2020 each core network practice must leave\nsubject to clause 1\nif rural",
    )
    (fault,) = (f for f in circle if f.code == "E304")
    assert "`1` and `2` and `3`" in fault.message
    assert len(fault.related) == 2


def test_a_clause_that_gives_way_to_itself_is_told() -> None:
    assert told(found(f"{PLAN}\nsubject to clause 1")) == [("E304", "subject to clause 1")]


def test_many_clauses_on_one_fact_are_told_as_if_each_pair_were_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Examples that many agree with spare most pairs, and none that cannot both be kept."""
    clauses = [
        f"from 1 May 2020 the PCN must serve at least {size} registered patients"
        for size in (*range(30, 55), 10, 90, *range(60, 65), 5)
    ]
    clauses.insert(7, "from 1 May 2020 the PCN must not serve at least 33 registered patients")
    clauses.append("from 1 May 2020 the PCN must not serve at least 62 registered patients")
    spared = told(found(*clauses))
    monkeypatch.setattr(disagree, "_SHOWN", 10**6)
    assert told(found(*clauses)) == spared
    assert len(spared) > 20
