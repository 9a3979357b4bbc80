"""What a report says of a verdict, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from report_samples import (
    AS_AT,
    BASE,
    BEHIND,
    BREACHED,
    DELIVERABLE,
    HOLDING,
    MET,
    NOT_APPLICABLE,
    SAMPLE,
    THIN,
    UNKNOWN,
    clause,
)

from pcn_rules.evaluate.result import Cause, Outcome, Reason, State, Verdict
from pcn_rules.report.clean import plain
from pcn_rules.report.markdown import escaped
from pcn_rules.report.outcomes import answer, badge, badge_of, possible, verdict
from pcn_rules.report.view import report
from pcn_rules.report.words import counted, days_left, either


def said(outcome: Outcome | None, **changes: object) -> str:
    return verdict(clause("1.1", "A clause", outcome, **changes), AS_AT)


def test_what_is_deliverable_is_never_plain_met() -> None:
    assert said(DELIVERABLE) == "can be met: not yet done, 61 days left"
    assert badge(DELIVERABLE).word == "can be met"
    assert possible((DELIVERABLE, BREACHED)) == "can be met or impossible"


@pytest.mark.parametrize(
    ("due", "left"),
    [
        (date(2020, 5, 31), "due today"),
        (date(2020, 6, 1), "1 day left"),
        (date(2020, 6, 2), "2 days left"),
    ],
)
def test_the_days_left_are_counted(due: date, left: str) -> None:
    assert said(DELIVERABLE, due=due) == f"can be met: not yet done, {left}"


def test_a_deadline_that_is_over_is_counted_back() -> None:
    assert days_left(date(2020, 5, 30), AS_AT) == "1 day ago"
    assert days_left(date(2020, 5, 1), AS_AT) == "30 days ago"


def test_a_recurring_duty_that_has_not_begun_says_so() -> None:
    assert said(DELIVERABLE, kind="recur", due=None) == "can be met: nothing has fallen due yet"
    assert said(DELIVERABLE, kind="recur", due=date(2020, 10, 7)) == (
        "can be met: nothing has fallen due yet; first due 7 October 2020"
    )


def test_a_recurring_duty_on_course_counts_what_is_done() -> None:
    assert said(DELIVERABLE, kind="recur", due=None, counted="4 of 4 weeks") == (
        "can be met: 4 of 4 weeks so far, and what is still to come can be done"
    )


def test_every_cause_is_put_into_words() -> None:
    for cause in Cause:
        for kind in ("achieve", "maintain", "recur", "react", "limit"):
            words = said(Outcome(Verdict.MET, cause), kind=kind)
            assert ": " in words
            assert words == words.strip()


def test_what_holds_names_the_day() -> None:
    assert said(HOLDING) == "met: it holds on 31 May 2020"
    assert said(HOLDING, state=State.NOT_YET_IN_FORCE) == (
        "met: as far as is known it will hold when it comes into force"
    )


def test_a_breach_says_what_was_not_done() -> None:
    assert said(BREACHED, due=date(2020, 5, 1)) == (
        "impossible: breached, it was not done by 1 May 2020"
    )
    assert said(BREACHED) == "impossible: breached, what it asks does not hold"
    assert said(BREACHED, counted="0 of 1") == "impossible: breached, 0 of 1"


def test_what_is_behind_gives_the_count() -> None:
    assert said(BEHIND, counted="3 of 4 weeks") == (
        "at risk: behind, 3 of 4 weeks; what is still to come can be done"
    )
    assert said(BEHIND) == "at risk: behind; what is still to come can be done"


def test_what_is_done_gives_the_count() -> None:
    assert said(MET) == "met: done"
    assert said(MET, counted="24 of 24 weeks") == "met: done, 24 of 24 weeks"


def test_what_has_no_verdict_says_what_it_is() -> None:
    assert said(None, kind="payment") == "no verdict: it is a payment"
    assert said(None, kind="maintain") == "no verdict: it is a permission"


def test_unknown_names_what_is_still_possible() -> None:
    assert said(UNKNOWN, possible=(MET, THIN)) == "unknown: met or at risk, never impossible"
    assert said(UNKNOWN, possible=()) == "unknown"


def test_possible_verdicts_come_from_best_to_worst() -> None:
    assert possible((BREACHED, MET)) == "met or impossible"
    assert possible((BREACHED, THIN)) == "at risk or impossible, never met"
    assert possible((NOT_APPLICABLE, BREACHED, THIN, MET)) == (
        "met, at risk, impossible or not applicable"
    )
    assert possible((MET, DELIVERABLE)) == "met or can be met, never impossible"


def test_subjects_that_may_differ_are_unknown() -> None:
    assert badge_of((MET, BREACHED)).word == "unknown"
    assert badge_of((MET, DELIVERABLE)).word == "can be met"
    assert badge_of((MET,)).word == "met"


def test_an_answer_that_settles_nothing_says_still() -> None:
    assert answer("yes", (MET, BREACHED)) == "if yes: still met or impossible"
    assert answer("no", (BREACHED,)) == "if no: impossible"


def test_counts_and_alternatives_read_as_english() -> None:
    assert counted(1, "care home") == "1 care home"
    assert counted(1250, "duty") == "1,250 duties"
    assert counted(2, "practice") == "2 practices"
    assert counted(2, "box") == "2 boxes"
    assert counted(2, "day") == "2 days"
    assert either(["a"]) == "a"
    assert either(["a", "b", "c"]) == "a, b or c"


def test_characters_that_command_a_terminal_are_taken_out() -> None:
    assert plain("a\x1b[31m\x07b\u202ec\x9bd\n\te") == "a[31mbcd e"
    assert plain("Café £ ✓") == "Café £ ✓"
    assert plain("half \ud800 a character") == "half  a character"


def test_markdown_is_taken_literally() -> None:
    assert escaped("a|b*c_[d](e)<f>`g`&") == ("a\\|b\\*c\\_\\[d\\](e)&lt;f&gt;\\`g\\`&amp;")
    assert escaped("1. one") == "1\\. one"
    assert escaped("# one") == "\\# one"
    assert escaped("7.3.1(c)") == "7.3.1(c)"


def test_the_own_duties_are_counted_and_the_others_apart() -> None:
    summary = report(SAMPLE).summary
    assert summary.duties == 14
    assert {count.badge.word: count.number for count in summary.counts} == {
        "met": 2,
        "can be met": 1,
        "at risk": 3,
        "impossible": 4,
        "unknown": 3,
        "not applicable": 1,
    }
    assert summary.apart == (
        "1 recommendation: 1 can be met",
        "1 duty of other parties: 1 unknown",
        "2 clauses without a verdict (permission, payment, term)",
    )


def test_the_next_deadline_comes_first() -> None:
    shown = report(SAMPLE)
    assert [deadline.day for deadline in shown.deadlines] == ["4 June 2020", "31 July 2020"]
    assert [deadline.left for deadline in shown.passed] == ["2 days ago", "1 day ago"]


def test_what_is_done_or_does_not_apply_has_no_deadline() -> None:
    shown = report(SAMPLE)
    dated = [each.clause.id for deadline in shown.deadlines for each in deadline.clauses]
    assert "7.3.10" not in dated
    assert "7.3.1(e)" not in dated


def test_clauses_come_in_natural_order() -> None:
    ids = [each.link.id for each in report(SAMPLE).clauses]
    assert ids.index("5.3") < ids.index("5.10") < ids.index("7.3.1(a)")
    assert ids.index("7.3.4(b)") < ids.index("7.3.10")


def test_questions_about_many_are_one_question() -> None:
    sections = report(SAMPLE).questions
    first = sections[0].questions[0]
    assert first.heading == "lead GP agreed: 26 care homes"
    assert first.effects[0].answers == ("if no for any one of them: impossible",)
    assert first.about[1].likely == "yes"
    assert first.likely == "yes for 1"


ASKED = next(each for each in SAMPLE.clauses if each.id == "7.3.12").deciding[0]


def test_questions_that_one_answer_settles_come_before_the_others() -> None:
    open_still = tuple(replace(each, outcomes=(MET, BREACHED)) for each in ASKED.answers)
    deciding = tuple(
        replace(ASKED, question=f"Question {number}?", answers=open_still) for number in (1, 2)
    )
    together = replace(BASE, outcome=UNKNOWN, deciding=deciding)
    sections = report(replace(SAMPLE, clauses=(together, *SAMPLE.clauses))).questions
    assert [section.heading for section in sections] == [
        "One answer can settle these",
        "How much work it is, and who is there",
        "These settle it only together",
        "For what is recommended, or owed by others",
    ]
    effect = sections[2].questions[0].effects[0]
    assert (effect.settles, effect.settling) == (False, ())
    assert effect.answers[0] == "if yes: still met or impossible"


def test_clauses_that_an_answer_decides_alike_are_named_together() -> None:
    alike = tuple(replace(BASE, id=id, outcome=UNKNOWN, deciding=(ASKED,)) for id in ("1.1", "1.2"))
    effects = report(replace(SAMPLE, clauses=alike)).questions[0].questions[0].effects
    assert [effect.ids for effect in effects] == ["1.1, 1.2"]


def test_the_work_of_several_duties_is_one_question() -> None:
    work = next(each for each in SAMPLE.clauses if each.id == "7.3.1(c)").deciding[0]
    both = (
        replace(BASE, id="1.1", outcome=UNKNOWN, deciding=(work,)),
        replace(BASE, id="1.2", outcome=UNKNOWN, deciding=(replace(work, question="Other?"),)),
    )
    section = report(replace(SAMPLE, clauses=both)).questions[0]
    assert [question.heading for question in section.questions] == ["how much work it is: 2 duties"]


def test_answers_that_differ_name_whom_they_are_about() -> None:
    homes = next(each for each in SAMPLE.clauses if each.id == "7.3.1(d)").deciding[:2]
    other = replace(homes[1], answers=tuple(reversed(ASKED.answers)))
    found = report(
        replace(SAMPLE, clauses=(replace(BASE, outcome=UNKNOWN, deciding=(homes[0], other)),))
    )
    assert found.questions[0].questions[0].effects[0].answers == (
        "Home A: if no: impossible",
        "Home B: if no: impossible",
        "Home B: if yes: met",
    )


def test_what_is_said_of_several_in_the_same_words_is_said_once() -> None:
    reasons = tuple(
        Reason("assumption", f"{name}: it stands", "home", name, name) for name in ("Ash", "Birch")
    )
    steps = report(replace(SAMPLE, clauses=(replace(BASE, reasons=reasons),))).clauses[0].steps
    assert [(step.about, step.text, step.names) for step in steps] == [
        ("2 homes", "it stands", ("Ash", "Birch"))
    ]


def test_anchors_are_never_given_twice() -> None:
    alike = tuple(replace(BASE, id=id) for id in ("7.1(a)", "7.1.a", "7.1-a", "7.1-a-2"))
    anchors = [each.link.anchor for each in report(replace(SAMPLE, clauses=alike)).clauses]
    assert len(set(anchors)) == 4
