"""Comments that silence a rule: on which lines, with what reason, and what is said of them."""

from __future__ import annotations

import pytest
from lint_pages import contract, everything, files_of, linted, told

from pcn_rules.language.formatter import format_text
from pcn_rules.lint.lint import lint
from pcn_rules.lint.mend import mend
from pcn_rules.lint.model import Contract
from pcn_rules.lint.silences import silences_of
from pcn_rules.source import Source

WHY = "because the contract names this Sunday"
ALLOW = f"# lint: allow L103, {WHY}"


def clause(*lines: str) -> dict[str, str]:
    """The files of a contract of one clause, as the lines say."""
    return files_of({"specification.pcn": "\n".join((*lines, ""))})


HEAD, DUTY, CITES = (
    'clause 1 "A plan"',
    "  by 31 May 2020 the PCN must write a plan",
    "  cites SPEC 1, verified",
)


@pytest.mark.parametrize(
    "lines",
    [
        (HEAD, f"{DUTY}  {ALLOW}", CITES),
        (HEAD, f"  {ALLOW}", DUTY, CITES),
        (HEAD, f"  {ALLOW}", "  # and a word on it", "", DUTY, CITES),
        (f"{HEAD}  {ALLOW}", DUTY, CITES),
        (ALLOW, "", HEAD, DUTY, CITES),
        (HEAD, "  by 31 May 2020 the PCN must", f"    write a plan  {ALLOW}", CITES),
        (HEAD, "  by 31 May 2020 the PCN must", f"    {ALLOW}", "    write a plan", CITES),
        (HEAD, f"{DUTY}  # a Sunday; lint: allow L103, {WHY}", CITES),
        (HEAD, f"{DUTY}  # LINT:  ALLOW l103 and L101, {WHY}".replace(" and L101", ""), CITES),
    ],
)
def test_a_silence_stands_for_its_line_the_next_or_the_block(lines: tuple[str, ...]) -> None:
    assert told(linted(clause(*lines))) == []


@pytest.mark.parametrize(
    "lines",
    [
        (HEAD, DUTY, f"{CITES}  {ALLOW}"),
        (HEAD, DUTY, f"  {ALLOW}", CITES),
        (HEAD, DUTY, CITES, f"  {ALLOW}"),
    ],
)
def test_a_silence_elsewhere_silences_nothing(lines: tuple[str, ...]) -> None:
    assert [code for code, _ in told(linted(clause(*lines)))] == ["L103", "L121"]


def test_a_silence_is_of_the_rules_that_it_names() -> None:
    lines = (HEAD, f"{DUTY}  # lint: allow L101, {WHY}", CITES)
    assert told(linted(clause(*lines))) == [
        ("L103", "by 31 May 2020"),
        ("L121", f"lint: allow L101, {WHY}"),
    ]


def test_several_rules_may_share_a_reason() -> None:
    action = "  by 31 May 2020 the PCN should write a plan"
    for codes in ("L101, L103", "L101 and L103", "L101,L103", "L101, L103 and L101"):
        lines = (HEAD, f"{action}  # lint: allow {codes}, {WHY}", CITES)
        assert told(linted(clause(*lines))) == []


@pytest.mark.parametrize(
    "comment",
    [
        "lint: allow L103",
        "lint: allow L103, because",
        "lint: allow L103: a Sunday",
        "lint: L103, because it is a Sunday",
        "lint: allow L13, because it is a Sunday",
        "lint: allow",
        "lint:",
    ],
)
def test_a_silence_without_a_reason_silences_nothing(comment: str) -> None:
    lines = (HEAD, f"{DUTY}  # {comment}", CITES)
    assert told(linted(clause(*lines))) == [("L103", "by 31 May 2020"), ("L120", comment)]


@pytest.mark.parametrize("code", ["L199", "L120", "L121"])
def test_no_more_can_be_silenced_than_there_are_rules(code: str) -> None:
    lines = (HEAD, DUTY.replace("31 May", "29 May"), f"{CITES}  # lint: allow {code}, {WHY}")
    (remark,) = linted(clause(*lines))
    assert (remark.code, code in remark.message) == ("L121", True)


def test_of_rules_that_were_not_wanted_no_silence_is_idle() -> None:
    whole = contract(clause(HEAD, DUTY.replace("31 May", "29 May") + f"  {ALLOW}", CITES))
    assert told(lint([whole], lambda _: {"L121"})) == []
    assert [code for code, _ in told(lint([whole], lambda _: {"L103", "L121"}))] == ["L121"]


def test_of_rules_that_need_the_whole_no_silence_is_idle_in_a_file_alone() -> None:
    text = 'vocabulary "Words"\n\nfact x : yes or no  # lint: allow L105, because y is another\n'
    whole = contract(files_of({"vocabulary.pcn": text}) | {"vocabulary.pcn": text})
    (words,) = (file for file in whole.files if file.span and file.span.source.text == text)
    assert [each.code for each in lint([whole], everything)] == ["L121"]
    assert lint([Contract((words,), None)], everything) == ()


def test_what_looks_like_a_silence_inside_quotation_marks_is_none() -> None:
    text = f'clause 1 "A plan {ALLOW}"\n{DUTY}\n{CITES}\n'
    assert silences_of(Source("x.pcn", text)) == ()
    assert [code for code, _ in told(linted(clause(*text.splitlines())))] == ["L103"]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ((HEAD, f"DUTY  {ALLOW}", CITES), (HEAD, "DUTY", CITES)),
        ((HEAD, f"  {ALLOW}", "DUTY", CITES), (HEAD, "DUTY", CITES)),
        ((HEAD, f"DUTY  # a day; lint: allow L103, {WHY}", CITES), (HEAD, "DUTY  # a day", CITES)),
        ((HEAD, "DUTY", CITES, "", ALLOW), (HEAD, "DUTY", CITES)),
        ((HEAD, "DUTY", CITES, "", ALLOW, "# a word"), (HEAD, "DUTY", CITES, "", "# a word")),
    ],
)
def test_an_idle_silence_is_taken_out(written: tuple[str, ...], left: tuple[str, ...]) -> None:
    duty = "  by 29 May 2020 the PCN must write a plan"
    texts = clause(*(line.replace("DUTY", duty) for line in written))
    mended = mend([contract(texts)], linted(texts))
    wanted = clause(*(line.replace("DUTY", duty) for line in left))
    assert {**texts, **mended.texts} == wanted


def test_of_a_silence_of_two_the_idle_one_is_taken_out() -> None:
    texts = clause(HEAD, f"{DUTY}  # lint: allow L101 and L103, {WHY}", CITES)
    mended = mend([contract(texts)], linted(texts))
    assert {**texts, **mended.texts} == clause(HEAD, f"{DUTY}  {ALLOW}", CITES)


def test_the_formatter_keeps_a_silence_with_what_it_silences() -> None:
    long = "write a plan" + " and another plan" * 9
    words = f'phrase "{long}"\n  attested\n'
    lines = (HEAD, f"{DUTY.replace('write a plan', long)}  {ALLOW}", CITES)
    text = "\n".join((*lines, ""))
    laid_out, faults = format_text(Source("specification.pcn", text))
    assert faults == ()
    assert laid_out != text
    for each in (text, laid_out):
        assert told(linted(files_of({"specification.pcn": each, "vocabulary.pcn": words}))) == []
