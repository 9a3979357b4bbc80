"""What the words of a clause come to, and what is told of words that come to nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from small_contract import as_duty, clause, duty, faults, files, loaded, only_clause, told

from pcn_rules.language import meaning, model
from pcn_rules.language.order import natural
from pcn_rules.load import load_text
from pcn_rules.values.units import Unit

ALIGNED = meaning.FactValue(meaning.FactDefinition("care home", "aligned", meaning.YesNoKind()))
LEAD = meaning.FactValue(meaning.FactDefinition("care home", "lead GP agreed", meaning.YesNoKind()))
LETTERS = [a + b for a in "abcdefgh" for b in "abcdefgh"]
RURAL = meaning.FactValue(meaning.FactDefinition(None, "rural", meaning.YesNoKind()))


def fact(entity: str | None, name: str, *, attested: bool = False) -> meaning.FactValue:
    return meaning.FactValue(
        meaning.FactDefinition(entity, name, meaning.YesNoKind(), attested=attested)
    )


# --- for whom ---------------------------------------------------------------------------------


def test_a_meaning_of_every_one_of_a_kind_says_for_whom_a_duty_is_owed() -> None:
    found = duty("by 31 July 2020 the PCN must agree a lead GP for each aligned care home")
    assert found.subjects == meaning.Group("care home", ALIGNED)
    assert found.body == LEAD


def test_for_each_says_for_whom_a_duty_is_owed() -> None:
    found = duty("by 31 July 2020 the PCN must write a plan\nfor each nursing care home")
    assert found.subjects == meaning.Group("care home", fact("care home", "nursing"))
    assert found.body == fact("care home", "write a plan", attested=True)


def test_for_each_narrows_a_meaning_that_speaks_of_every_one_of_the_same_kind() -> None:
    found = duty(
        "by 31 July 2020 the PCN must agree a lead GP for each aligned care home\n"
        "for each nursing care home where beds >= 10"
    )
    assert found.subjects is not None
    assert found.body == LEAD
    nursing = fact("care home", "nursing")
    match found.subjects.where:
        case meaning.And(operands=(first, meaning.Compare(), last)):
            assert (first, last) == (nursing, ALIGNED)
        case other:
            raise AssertionError(other)


def test_each_actor_is_a_subject() -> None:
    found = duty("by 31 July 2020 each core network practice must leave")
    assert found.actor == meaning.Actor("core network practice", "each", "practice")
    assert found.subjects == meaning.Group("practice", None)
    assert found.body == fact("practice", "leaving")


def test_an_event_is_the_subject_of_a_reaction() -> None:
    found = duty("within 7 working days of each admission or readmission the PCN must agree a plan")
    assert found.subjects is None
    assert found.body == fact("admission", "care plan agreed")
    assert found.timing == model.React(7, "working day", ("admission", "readmission"))


def test_a_phrase_must_mean_the_same_for_every_event() -> None:
    found = faults(
        clause("within 7 working days of each admission or birth the PCN must agree a plan"),
        "event birth\n  fact weight : WTE",
    )
    assert told(found) == [("E162", "agree a plan")]


def test_without_an_actor_it_is_the_network_that_must() -> None:
    found = duty("by 31 July 2020 write a plan")
    assert (found.actor.name, found.modality, found.subjects) == ("PCN", "must", None)
    assert found.body == fact(None, "write a plan", attested=True)


def test_not_for_some_is_the_same_as_for_each_not() -> None:
    found = duty("must not exceed 40 beds in any home")
    assert found.timing == model.Limit()
    assert found.subjects == meaning.Group("care home", None)
    match found.body:
        case meaning.Not(operand=meaning.Compare(operator=">")):
            pass
        case other:
            raise AssertionError(other)


def test_must_not_says_what_should_hold() -> None:
    found = duty("from 1 May 2020 the PCN must not write a plan")
    assert found.body == meaning.Not(fact(None, "write a plan", attested=True))
    found = duty("from 1 May 2020 each core network practice must not leave")
    assert found.body == meaning.Not(fact("practice", "leaving"))


# --- phrases ----------------------------------------------------------------------------------


def test_the_numbers_of_the_contract_fill_the_blanks() -> None:
    found = duty("from 1 April 2020 the PCN must serve at least 30,000 registered patients")
    match found.body:
        case meaning.Compare(operator=">=", left=meaning.Named(name=name), right=right):
            assert name == "registered patients"
            assert right == meaning.Constant(Fraction(30_000), Unit((("patients", 1),)))
        case other:
            raise AssertionError(other)
    assert found.state


def test_of_two_phrases_that_fit_the_one_with_more_words_of_its_own_is_meant() -> None:
    found = duty(
        "write 3 beds and 4 beds in all",
        'phrase "write (n: beds) and (m: beds)"\n  means rural\n'
        'phrase "write (n: beds) and (m: beds) in all"\n  means merger agreed\n'
        'phrase "write (n: beds) and 4 beds in all"\n  means rural and merger agreed',
    )
    assert found.body == meaning.And((RURAL, fact(None, "merger agreed")))


def test_of_two_phrases_that_fit_equally_neither_is_meant() -> None:
    (fault,) = faults(
        clause("write 3 in all"),
        'phrase "write (n: beds) in all"\n  means rural\n'
        'phrase "write (m: patients) in all"\n  means merger agreed',
    )
    assert (fault.code, fault.span.text) == ("E158", "write 3 in all")
    assert len(fault.related) == 2


def test_the_units_of_blanks_tell_phrases_apart() -> None:
    found = duty(
        "write 3 patients in all",
        'phrase "write (n: beds) in all"\n  means rural\n'
        'phrase "write (m: patients) in all"\n  means merger agreed',
    )
    assert found.body == fact(None, "merger agreed")
    (fault,) = faults(
        clause("write 3 in all"),
        'phrase "write (n: beds) in all"\n  means rural\n'
        'phrase "write (m: beds) in all"\n  means merger agreed',
    )
    assert fault.code == "E159"


def test_a_phrase_may_use_another_and_commas_and_capitals_do_not_matter() -> None:
    found = duty(
        "by 31 July 2020 the PCN must Do  all, of that",
        'phrase "do all of that"\n  means write a plan and rural',
    )
    assert found.body == meaning.And((fact(None, "write a plan", attested=True), RURAL))


def test_an_attested_phrase_becomes_a_fact_of_what_it_is_said_of() -> None:
    found = loaded(clause("by 31 July 2020 the PCN must write a plan\nfor each care home"))
    (home,) = (e for e in found.vocabulary.entities if e.name == "care home")
    assert fact("care home", "write a plan", attested=True).fact in home.facts
    assert fact(None, "write a summary", attested=True).fact in found.vocabulary.facts


def test_an_attested_phrase_keeps_the_numbers_it_was_filled_with() -> None:
    found = duty("by 31 July 2020 the PCN must open 10 beds", 'phrase "open (n: beds)"\n  attested')
    assert found.body == fact(None, "open 10 beds", attested=True)


def test_an_unknown_phrase_is_told_with_the_nearest_known_one() -> None:
    (fault,) = faults(clause("by 31 July 2020 the PCN must agree a lead GP for each aligned home"))
    assert fault.code == "E103"
    assert fault.span.text == "agree a lead GP for each aligned home"
    assert fault.message == "no meaning for the phrase `agree a lead GP for each aligned home`"
    assert fault.help is not None
    assert fault.help.startswith("did you mean `agree a lead GP for each aligned care home` (voc")


def test_aiming_to_is_fulfilled_by_the_evidence_of_effort() -> None:
    found = duty("within 7 working days of each admission the PCN must aim to agree a plan")
    assert found.aim == "effort"
    assert found.effort_shown == fact("admission", "care plan tried")
    assert found.action == "aim to agree a plan"
    found = duty("within 7 working days of each admission the PCN must agree a plan")
    assert (found.aim, found.effort_shown) == ("outcome", None)


def test_evidence_of_effort_must_be_known_of_what_the_duty_is_owed_for() -> None:
    found = faults(
        clause("within 2 weeks of each admission the PCN must aim to grow"),
        'phrase "grow"\n  means rural\n  effort shown by leaving',
    )
    assert told(found) == [("E162", "aim to grow")]
    found_duty = duty(
        "by 31 July 2020 the PCN must aim to agree it",
        'phrase "agree it"\n  means every aligned care home has lead GP agreed\n'
        "  effort shown by every aligned care home has willing GP",
    )
    assert found_duty.effort_shown == fact("care home", "willing GP")


def test_a_meaning_of_every_event_says_of_which() -> None:
    found = duty(
        "within 2 weeks of each admission the PCN must see to it\nfor each admission where rural",
        'phrase "see to it"\n  means every care plan tried admission has care plan agreed',
    )
    assert found.body == fact("admission", "care plan agreed")
    assert found.condition == meaning.And((RURAL, fact("admission", "care plan tried")))


def test_a_reaction_is_owed_for_its_events_and_for_nothing_else() -> None:
    found = faults(
        clause("within 2 weeks of each admission the PCN must write a plan\nfor each care home")
    )
    assert told(found) == [("E306", "for each care home")]


def test_events_must_have_facts_of_one_kind() -> None:
    found = faults(
        clause("within 2 weeks of each admission or birth the PCN must note it"),
        "event birth\n  fact noted : number\nevent death\n  fact noted : yes or no\n"
        'fact noted : yes or no\nphrase "note it"\n  means noted',
    )
    assert told(found) == [("E162", "note it")]
    found = faults(
        clause("within 2 weeks of each admission or death the PCN must note it"),
        "event death\n  fact noted : yes or no\n"
        'fact noted : yes or no\nphrase "note it"\n  means noted',
    )
    assert told(found) == [("E162", "note it")]


def test_must_not_not_is_must() -> None:
    found = duty("the PCN must not grow", 'state "grow"\n  means not rural')
    assert found.body == RURAL


def test_a_blank_that_is_misspelt_is_told_with_the_nearest() -> None:
    (fault,) = faults(
        clause("the PCN must grow by 3 beds"),
        'state "grow by (size: beds)"\n  means every care home has beds >= sise',
    )
    assert (fault.code, fault.help) == ("E150", "did you mean `size`?")


def test_notice_is_kept() -> None:
    found = duty(
        "by 31 May 2020 each core network practice must leave\non 28 calendar days' notice"
    )
    assert found.notice == model.Notice(28, "calendar day")


def test_names_in_a_circle_are_told_where_they_are_declared() -> None:
    found = faults(
        clause("the PCN must grow"),
        'phrase "grow"\n  means shrink\nphrase "shrink"\n  means grow\n'
        "measure one : beds\n  means two\nmeasure two : beds\n  means one + one",
    )
    assert {code for code, _ in told(found)} == {"E161"}
    assert {words for _, words in told(found)} == {"grow", "one"}


def test_a_declaration_at_fault_does_not_make_its_name_unknown() -> None:
    found = faults(
        clause("the PCN must tidy 3 rooms\nif rooms >= 3 or all rooms >= 3")
        + clause("each cook must write a plan\nfor each tidy care home", "2"),
        "fact rooms : roomz\nmeasure all rooms : roomz\n  means rooms\n"
        'phrase "tidy (n: roomz)"\n  means rural\nactor cook, each kitchen\n'
        "fact tidiness : date",
    )
    assert told(found) == [
        ("E151", "tidy"),
        ("E152", "roomz"),
        ("E152", "roomz"),
        ("E152", "roomz"),
        ("E151", "kitchen"),
    ]


# --- when it binds ----------------------------------------------------------------------------


def test_a_condition_is_judged_where_the_subject_is() -> None:
    found = duty(
        "by 31 July 2020 the PCN must agree a lead GP for each aligned care home\n"
        "if rural\nwhere nursing"
    )
    assert found.condition == meaning.And((RURAL, fact("care home", "nursing")))


def test_a_clause_keeps_its_exceptions_with_their_words() -> None:
    found = duty(
        "by 31 July 2020 the PCN must write a plan\n"
        "unless merger agreed\nexcept where rural and not merger agreed: write a summary"
    )
    assert found.exceptions == (
        meaning.ExceptionOfText(fact(None, "merger agreed"), None, "1", "unless merger agreed"),
        meaning.ExceptionOfText(
            meaning.And((RURAL, meaning.Not(fact(None, "merger agreed")))),
            fact(None, "write a summary", attested=True),
            "1",
            "except where rural and not merger agreed: write a summary",
        ),
    )


GIVING_WAY = clause("by 31 July 2020 the PCN must write a plan\nsubject to clause 2")


def test_a_clause_gives_way_to_what_another_asks() -> None:
    found = loaded(
        GIVING_WAY + clause("by 31 July 2020 the PCN must write a summary\nif rural", "2")
    )
    (exception,) = as_duty(found.clauses[0]).exceptions
    assert (exception.condition, exception.clause) == (RURAL, "2")
    assert exception.instead == fact(None, "write a summary", attested=True)
    assert exception.words == "subject to clause 2"


def test_a_clause_gives_way_to_a_permission_by_asking_nothing() -> None:
    found = loaded(GIVING_WAY + clause("the PCN may write a summary", "2"))
    (exception,) = as_duty(found.clauses[0]).exceptions
    assert (exception.condition, exception.instead) == (meaning.And(()), None)


def test_notwithstanding_is_written_in_the_clause_that_goes_first() -> None:
    found = loaded(
        clause("by 31 July 2020 the PCN must write a plan")
        + clause("the PCN may write a summary\nif rural\nnotwithstanding clause 1", "2")
    )
    (exception,) = as_duty(found.clauses[0]).exceptions
    assert (exception.condition, exception.clause) == (RURAL, "2")


def test_giving_way_to_a_clause_about_homes_is_giving_way_where_it_binds_some_home() -> None:
    found = loaded(
        GIVING_WAY
        + clause("by 31 July 2020 the PCN must agree a lead GP for each aligned care home", "2")
    )
    (exception,) = as_duty(found.clauses[0]).exceptions
    homes = meaning.Group("care home", ALIGNED)
    assert exception.condition == meaning.Some(homes, meaning.And(()))
    assert exception.instead == meaning.Every(homes, LEAD)


def test_another_reading_is_the_same_duty_with_what_differs() -> None:
    found = only_clause(
        "from 1 October 2020 within 7 working days of each admission the PCN must agree a plan\n"
        "another reading: within 7 calendar days\n"
        "another reading: write a plan"
    )
    first, second = found.readings
    assert first.words == "within 7 calendar days"
    assert first.statement.timing == model.React(
        7, "calendar day", ("admission",), date(2020, 10, 1)
    )
    assert second.statement.body == fact("admission", "write a plan", attested=True)


def test_days_are_those_written_else_those_of_the_edition() -> None:
    found = duty("from 1 October 2020 every week hold a home round in each aligned care home")
    assert (found.start, found.end) == (date(2020, 10, 1), date(2021, 3, 31))
    found = duty(
        "by 31 July 2020 the PCN must write a plan\nsuspended from 1 May 2020 to 2 May 2020"
    )
    assert (found.start, found.end) == (date(2020, 4, 1), date(2021, 3, 31))
    assert found.suspended == ((date(2020, 5, 1), date(2020, 5, 2)),)


# --- order and faults -------------------------------------------------------------------------


def test_clauses_stand_in_the_order_of_their_numbers() -> None:
    ids = ["7.10", "F-7-04", "7.3.4(a)", "7.3.1(b)", "7.3", "7.3.1(a)", "F-7-10", "7.3.4(a)-02"]
    found = loaded("".join(clause("write a plan", id) for id in ids))
    assert [c.id for c in found.clauses] == [
        "7.3",
        "7.3.1(a)",
        "7.3.1(b)",
        "7.3.4(a)",
        "7.3.4(a)-02",
        "7.10",
        "F-7-04",
        "F-7-10",
    ]
    assert sorted(ids, key=natural) == [c.id for c in found.clauses]


def test_the_order_of_files_and_of_clauses_changes_nothing() -> None:
    one = clause("write a plan\nsubject to clause 2\nsubject to clause 3")
    two = clause("the PCN may leave\nnotwithstanding clause 1", "2") + clause(
        "the PCN may leave", "3"
    )
    leave = 'phrase "leave"\n  attested'
    texts = files(one + two, base='actor PCN, the network\nphrase "write a plan"\n  attested')
    texts["vocabulary.pcn"] += leave
    other = files(two + one, base=leave + '\nphrase "write a plan"\n  attested')
    other["vocabulary.pcn"] += "\nactor PCN, the network"
    assert load_text(texts) == load_text(dict(reversed(other.items())))


def test_what_makes_a_fact_may_not_have_the_name_of_one() -> None:
    found = faults(
        clause("write a plan"),
        'phrase "rural"\n  attested\nphrase "lead GP agreed"\n  attested\n'
        "measure posts : beds\n  means sum of beds over care homes\n"
        'phrase "beds"\n  means rural',
    )
    assert told(found) == [("E159", "rural"), ("E159", "lead GP agreed"), ("E159", "posts")]


def test_every_fault_is_told_once_and_none_for_what_follows_from_another() -> None:
    found = faults(
        clause("by 31 July 2020 the PCN must rite a plan\nif ruralx", "1")
        + clause("by 31 July 2020 the PCN must be kind", "2")
        + clause("by 31 July 2021 the comissioner must write a plan", "3"),
        'phrase "be kind"\n  means bedz and kindness\nphrase "be kinder"\n  means be kind',
    )
    assert told(found) == [
        ("E103", "rite a plan"),
        ("E150", "ruralx"),
        ("E171", "by 31 July 2021"),
        ("E154", "the comissioner"),
        ("E150", "bedz"),
        ("E150", "kindness"),
    ]


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("the PCN must write a plan\ncites NOWHERE 1, verified", "E153", "NOWHERE"),
        ("the PCN must write a plan\nsubject to clause 3", "E156", "3"),
        ("within 2 weeks of each care home the PCN must write a plan", "E157", "care home"),
        ("each commissioner must write a plan", "E163", "each commissioner"),
        ("the PCN must write a plan\nfor each shop", "E151", "shop"),
        ("the PCN must write a plan\nfor each nurzing care home", "E151", "nurzing"),
        ("before 1 April 2020 the PCN must write a plan", "E171", "before 1 April 2020"),
        (
            "the PCN must write a plan\nsuspended from 2 May 2021 to 1 June 2021",
            "E171",
            "suspended from 2 May 2021 to 1 June 2021",
        ),
        (
            "by 31 July 2020 the PCN must hold a home round in each aligned care home",
            "E172",
            "hold a home round in each aligned care home",
        ),
        ("the PCN must write a plan\nif opening time", "E205", "opening time"),
        ("the PCN must write a plan\nunless bedz", "E150", "bedz"),
        ("the PCN must write a plan\nexcept where rural: be kind", "E103", "be kind"),
        ("the PCN must write a plan\nexcept where rural: leave", "E162", "leave"),
        ("the PCN must keep 3 boxs of every home open", "E152", "boxs"),
        (
            "from 1 May 2021 every week the PCN must write a plan",
            "E171",
            "from 1 May 2021 every week",
        ),
        ("the council must write a plan\nif bedz", "E150", "bedz"),
        ("the PCN may leave\nsuspended from 1 May 2020 to 2 May 2020", "E162", "leave"),
    ],
)
def test_words_that_come_to_nothing_are_told(body: str, code: str, words: str) -> None:
    assert (code, words) in told(faults(clause(body)))


def test_a_name_that_a_broken_block_declares_is_not_called_unknown() -> None:
    found = faults(clause("the PCN must give it up"), 'phrase "give it up"\n  means every')
    assert all(fault.code != "E103" for fault in found)
    assert len(found) == 1


def test_conditions_and_needs_must_be_known_of_every_event() -> None:
    found = faults(
        clause(
            "within 7 working days of each admission or birth the PCN must attest it\n"
            "unless good reason given"
        ),
        'event birth\n\nphrase "attest it"\n  attested',
    )
    assert told(found) == [("E150", "good reason given")]
    assert "birth" in found[0].message


# --- texts that would take for ever -----------------------------------------------------------


def test_names_inside_names_end_somewhere() -> None:
    chain = "\n".join(f'phrase "step {a}"\n  means step {b}' for a, b in pairwise(LETTERS))
    found = faults(clause("the PCN must write a plan"), chain.replace("step", "go"))
    assert {fault.code for fault in found} <= {"E118", "E150"}
    assert "E118" in {fault.code for fault in found}


def test_names_do_not_multiply_without_end() -> None:
    twice = "\n".join(
        f'phrase "go {a}"\n  means go {b} and go {b}' for a, b in pairwise(LETTERS[:30])
    )
    last = f'phrase "go {LETTERS[29]}"\n  means rural'
    found = faults(clause("the PCN must write a plan"), f"{twice}\n{last}")
    assert {fault.code for fault in found} == {"E118"}
    sums = "\n".join(
        f"measure all {a} : beds\n  means all {b} + all {b}" for a, b in pairwise(LETTERS[:30])
    )
    last = f"measure all {LETTERS[29]} : beds\n  means sum of beds over care homes"
    found = faults(clause("the PCN must write a plan"), f"{sums}\n{last}")
    assert {fault.code for fault in found} == {"E118"}


def test_many_blanks_are_filled_in_the_one_way_there_is() -> None:
    blanks = " and ".join(f"({letters}: beds)" for letters in LETTERS[:12])
    numbers = " and ".join(["3 beds"] * 12)
    phrase = f'state "keep {blanks} open"\n  means rural'
    assert duty(f"the PCN must keep {numbers} open", phrase).body == RURAL
    (fault,) = faults(clause(f"the PCN must keep {numbers} shut"), phrase)
    assert fault.code == "E103"
