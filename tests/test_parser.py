"""What a text says, however it is laid out, and what is told of text that says nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syntax_strategies import files
from test_syntax_faults import assert_in_a_readers_words

from pcn_rules.diagnostics import Diagnostic, render
from pcn_rules.language import model
from pcn_rules.language.parser import parse, parse_expression
from pcn_rules.language.printer import print_expression, print_file
from pcn_rules.shipped import folder
from pcn_rules.source import Source

SLOW = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, max_examples=200
)


def read(text: str) -> model.File:
    file, faults = parse(Source("example.pcn", text))
    assert faults == ()
    assert file is not None
    return file


def clause(said: str, id: str = "1") -> model.Clause:
    file = read(f'clause {id} "A"\n  {said}\n  cites SPEC 1, verified\n')
    match file:
        case model.SpecificationFile(items=(model.Clause() as found,)):
            return found
        case _:
            raise AssertionError(file)


def duty(said: str) -> model.Duty:
    match clause(said).statement:
        case model.Duty() as found:
            return found
        case other:
            raise AssertionError(other)


def expression(text: str) -> model.Expression:
    found, faults = parse_expression(Source("example.pcn", text))
    assert faults == ()
    assert found is not None
    return found


def told(text: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.span.text) for fault in parse(Source("example.pcn", text))[1]]


JULY = date(2020, 7, 31)

# --- what a reader will try first -------------------------------------------------------------


def test_a_deadline_and_an_action_are_a_complete_duty() -> None:
    assert duty("by 31 July 2020 support residents to register") == model.Duty(
        model.Achieve(JULY), None, None, model.Action("support residents to register")
    )


def test_who_and_must_may_be_said() -> None:
    said = duty("by 31 July 2020 the PCN must support residents to register")
    assert (said.actor, said.modality) == (model.Party("the", "PCN"), "must")


def test_keywords_may_be_in_capitals() -> None:
    small = duty("by 31 july 2020 each practice must not aim to leave")
    large = duty("BY 31 JULY 2020 EACH practice MUST NOT AIM TO leave")
    assert small == large


def test_layout_is_free_but_for_the_end_of_an_action() -> None:
    assert duty("by\n   31 July 2020\n  the\n PCN\n  must   agree\n    its plan") == duty(
        "by 31 July 2020 the PCN must agree its plan"
    )


def test_an_action_goes_on_over_deeper_lines_until_a_keyword_opens_one() -> None:
    found = clause("by 31 July 2020 support residents\n    to register\n    where they agree")
    assert found.statement == duty("by 31 July 2020 support residents to register")
    assert found.lines[0] == model.Condition("where", model.Name("they agree"))


@pytest.mark.parametrize(
    "glued",
    [
        "Clause4.5:thePCNmustprovide care.",
        'clause4.5 "A"\n  agree\n  cites SPEC, verified',
        'clause 4.5 "A"\n  by31 July 2020 agree\n  citesSPEC, verified',
        'clause 4.5 "A"\n  the PCN mustagree\n  cites SPEC, verified',
        'vocabulary "A"\nentitycare home',
        'vocabulary "A"\nphrase "b"\n  meanslist size > 3',
        'vocabulary "A"\nphrase "b"\n  means everycare home has aligned',
        'assumptions "A"\nto agree\n  takesnegligible effort\n  needs nothing',
    ],
)
def test_glued_words_are_not_read(glued: str) -> None:
    assert told(glued) != []


def test_a_word_that_begins_like_a_keyword_is_a_word() -> None:
    assert expression("android beds") == model.Name("android beds")
    assert duty("bypass the ward").timing == model.Maintain()


# --- timings ----------------------------------------------------------------------------------

APRIL, MARCH = date(2020, 4, 1), date(2021, 3, 31)


@pytest.mark.parametrize(
    ("written", "timing"),
    [
        ("before 31 July 2020", model.Achieve(JULY, included=False)),
        ("from 1 April 2020", model.Maintain(APRIL)),
        ("from 1 April 2020 to 31 March 2021", model.Maintain(APRIL, MARCH)),
        ("every 2 weeks", model.Recur(2, "week", calendar=False)),
        ("every calendar month", model.Recur(1, "month", calendar=True)),
        ("from 1 April 2020 every two quarters", model.Recur(2, "quarter", False, APRIL)),
        (
            "within 7 working days of each admission or readmission",
            model.React(7, "working day", ("admission", "readmission")),
        ),
        ("from 1 April 2020 within 1 month of each end", model.React(1, "month", ("end",), APRIL)),
    ],
)  # fmt: skip
def test_timings(written: str, timing: model.Timing) -> None:
    assert duty(f"{written} the PCN must agree a plan").timing == timing


def test_must_not_exceed_is_a_limit_unless_there_is_a_deadline() -> None:
    assert duty("from 1 April 2020 the PCN must not exceed 3 beds").timing == model.Limit(APRIL)
    assert duty("by 31 July 2020 the PCN must not exceed 3 beds").timing == model.Achieve(JULY)


def test_another_reading_leaves_out_what_stays_the_same() -> None:
    found = clause("within 7 working days of each admission\n  agree a plan\n"
                   "  another reading: within 7 calendar days")  # fmt: skip
    assert found.lines[0] == model.AnotherReading(model.React(7, "calendar day", ()), None)


# --- expressions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("a or b and c", "a or (b and c)"),
        ("not a and b", "(not a) and b"),
        ("not a >= b", "not (a >= b)"),
        ("a + b × c - d", "(a + (b × c)) - d"),
        ("a * b / c", "(a × b) / c"),
        ("a / b × 30 minutes", "(a / b) × 30 minutes"),
        ("a ≥ b + 1", "a >= (b + 1)"),
        ("a >= b + c rounded to the nearest hour", "a >= ((b + c) rounded to the nearest hour)"),
        ("a rounded up to the next hour", "a rounded up to the next 1 hour"),
        ("every care home has a and b", "every care home has (a and b)"),
        ("a and some care home has b or c", "a and (some care home has (b or c))"),
        ("every home where beds >= 10 and a has b", "every home where (beds >= 10 and a) has b"),
        ("3 <= number of care homes where a and b", "3 <= (number of care homes where (a and b))"),
        ("sum of beds + 1 over care homes / 2", "(sum of (beds + 1) over care homes) / 2"),
        ("rounds held >= 1 in each period", "rounds held in each period >= 1"),
    ],
)  # fmt: skip
def test_brackets_that_could_be_left_out(written: str, alike: str) -> None:
    assert expression(written) == expression(alike)


def test_quantities() -> None:
    per = (model.Per(Fraction(1000), "weighted patients"),)
    assert expression("4 to 8 per 1,000 weighted patients") == model.Amount(
        Fraction(4), Fraction(8), None, per
    )
    pers = (model.Per(Fraction(1), "bed"), model.Per(Fraction(1), "month"))
    assert expression("£7.50 per bed per month") == model.Amount(Fraction(15, 2), None, "£", pers)
    assert expression("40% to 50%") == model.Amount(Fraction(40), Fraction(50), "%")
    assert expression("50 per cent") == model.Amount(Fraction(50), None, "per cent")


def test_a_name_may_go_on_over_a_deeper_line() -> None:
    assert expression("residents on\n    a network list") == model.Name(
        "residents on a network list"
    )


# --- files ------------------------------------------------------------------------------------


def test_a_file_of_a_specification_needs_no_heading() -> None:
    match read('service 7.3 "Homes"\n'):
        case model.SpecificationFile(header=None, items=(model.Service(),)):
            pass
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("path", sorted(folder("specs").rglob("*.pcn")), ids=lambda path: path.name)
def test_what_is_shipped_reads_without_a_fault(path: Path) -> None:
    assert parse(Source(path.name, path.read_text(encoding="utf-8")))[1] == ()


def test_faults_of_every_block_are_told_in_order() -> None:
    text = (
        'clause 1 "A"\n  by 31 June 2020 agree\n  suspended from 31 April 2020 to 30 May 2020\n\n'
        'clause 2 "B"\n  by tomorrow agree\n  cites SPEC, verified\n\n'
        'clause 3 "C"\n  by 1 May 2020 agree\n  cites SPEC, verified\n\n'
        "entity home\n"
    )
    assert told(text) == [
        ("E108", "1"),
        ("E105", "31 June 2020"),
        ("E105", "31 April 2020"),
        ("E100", "tomorrow"),
        ("E119", "entity"),
    ]
    match parse(Source("example.pcn", text))[0]:
        case model.SpecificationFile(items=(model.Clause(id="3"),)):
            pass
        case other:
            raise AssertionError(other)


def test_a_line_that_lost_its_indentation_is_the_only_fault_of_its_block() -> None:
    assert told('clause 1 "A"\n  by 1 May 2020 agree\ncites SPEC, verified\n') == [
        ("E102", "cites")
    ]


def test_line_ends_of_other_systems_and_a_byte_order_mark_change_nothing() -> None:
    text = 'clause 1 "A"\n  by 1 May 2020 agree\n    a plan\n  cites SPEC 1, verified\n'
    assert read(text) == read("\ufeff" + text.replace("\n", "\r\n"))
    assert read(text) == read(text.replace("  ", "\t"))


def test_every_node_knows_its_words() -> None:
    found = clause(
        "by 31 July 2020 each practice must aim to agree (a  plan)  # so\n  unless a\n    and b"
    )
    match found:
        case model.Clause(statement=model.Duty() as said, lines=(model.Unless() as unless, _)):
            assert said.timing.span is not None
            assert said.timing.span.text == "by 31 July 2020"
            assert said.actor is not None
            assert said.actor.span is not None
            assert said.actor.span.text == "each practice"
            assert said.action.span is not None
            assert said.action.span.text == "aim to agree (a  plan)"
            assert said.action.text == "agree (a plan)"
            assert unless.span is not None
            assert unless.span.text == "unless a\n    and b"
        case other:
            raise AssertionError(other)


# --- any text at all --------------------------------------------------------------------------


def assert_told_well(text: str) -> tuple[Diagnostic, ...]:
    source = Source("example.pcn", text)
    file, faults = parse(source)
    assert file is not None or faults
    for fault in faults:
        assert_in_a_readers_words(fault)
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
        assert "\x1b" not in render(fault)
    return faults


@SLOW
@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    assert_told_well(text)
    parse_expression(Source("example.pcn", text))


@SLOW
@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(content: bytes) -> None:
    assert_told_well(content.decode("latin-1"))
    assert_told_well(content.decode("utf-8", errors="surrogateescape"))


@SLOW
@given(files, st.data())
def test_a_text_with_a_piece_cut_out_or_put_in_is_told_well(
    file: model.File, data: st.DataObject
) -> None:
    text = print_file(file)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    inserted = data.draw(
        st.sampled_from(
            ("", " ", "\n", "\n  ", '"', "(", ")", "#", ",", ":", "31 June 2020", "every ")
        )
        | st.text(max_size=5)
    )
    assert_told_well(text[:start] + inserted + text[end:])


@pytest.mark.parametrize(
    "text",
    [
        "\0" * 1000,
        "(" * 20_000,
        f'vocabulary "A"\nphrase "b"\n  means {"(" * 5000}a{")" * 5000}\n',
        f'vocabulary "A"\nphrase "b"\n  means {"(a + " * 3000}b{")" * 3000}\n',
        f'vocabulary "A"\nphrase "b"\n  means {"not " * 5000}b\n',
        f'vocabulary "A"\nphrase "b"\n  means {" + ".join("a" * 5000)}\n',
        f'vocabulary "A"\nphrase "b"\n  means {"every a has " * 2000}b\n',
        f'clause 1 "A"\n  by 1 May 2020 agree {"x " * 100_000}\n  cites SPEC, verified\n',
        f'clause {"1" * 100_000} "A"\n  every {"9" * 10_000} weeks agree\n  cites SPEC, verified\n',
        f'vocabulary "A"\nfact beds : {"b" * 100_000}\nphrase "b"\n  means beds > {"9" * 10_000}\n',
        f'clause 1 "{"a" * 100_000}\n',
        "x\n" * 3000,
        'clause 1 "A"\n' * 1000,
        "\t" * 10_000 + "clause",
        "# " * 10_000,
    ],
    ids=lambda text: f"{text[:20]!r}",
)
def test_no_text_is_too_much(text: str) -> None:
    assert_told_well(text)


def test_as_many_brackets_as_nobody_needs_are_read() -> None:
    assert print_expression(expression("(" * 500 + "a" + ")" * 500)) == "a"
