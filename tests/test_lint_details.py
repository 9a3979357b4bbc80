"""What each rule of lint tells apart: the near misses that are left alone, and the odd cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lint_pages import contract, everything, files_of, linted, told

from pcn_rules.lint import catalogue
from pcn_rules.lint.lint import lint
from pcn_rules.lint.mend import mend
from pcn_rules.lint.model import Contract, Edit, Remark, Rule
from pcn_rules.load import load_text

WORDS = """unit patients, whole numbers
unit beds, whole numbers

actor commissioner, another party

entity practice
  fact list size : patients
  fact signed    : yes or no

entity care home
  fact beds : beds

event letter
  fact answered : yes or no

fact rural       : yes or no
fact calls taken : patients on a day

measure registered patients : patients
  means sum of list size over practices

state "serve at least (minimum: patients) registered patients"
  means registered patients >= minimum

state "serve at most (maximum: patients) registered patients"
  means registered patients <= maximum

phrase "write a plan"
  attested

phrase "write a summary"
  attested

phrase "sign"
  means signed

phrase "reply"
  means answered

phrase "take at least (minimum: patients) calls"
  means calls taken in each period >= minimum

phrase "be open to all"
  attested
"""


def codes(*bodies: str, words: str = "") -> list[str]:
    """What is said of clauses 1, 2 and so on, by the codes."""
    clauses = "\n".join(
        f'clause {number} "A clause"\n'
        + "".join(f"  {line}\n" for line in body.splitlines())
        + f"  cites SPEC {number}, verified\n"
        for number, body in enumerate(bodies, start=1)
    )
    texts = files_of({"specification.pcn": clauses, "vocabulary.pcn": f"{WORDS}\n{words}"})
    return [code for code, _ in told(linted(texts))]


@pytest.mark.parametrize(
    "body",
    [
        "by 31 July 2020 the PCN must aim to write a plan",
        "by 31 July 2020 the PCN may write a plan",
        "from 1 April 2020 the PCN must be open to all",
        "by 31 July 2020 the PCN must write a plan  # where possible, they should try to\nif rural",
        '"should" means "what one should do where possible"',
    ],
)
def test_plain_words_are_left_alone(body: str) -> None:
    assert codes(body) == []


def test_a_hedge_is_seen_over_the_end_of_a_line_and_past_a_comment() -> None:
    words = 'phrase "send letters where possible"\n  attested\n'
    body = "by 31 July 2020 the PCN must send letters where  # not always\n    possible"
    assert codes(body, words=words) == ["L101"]


def test_what_is_asked_instead_and_in_another_reading_is_looked_at_too() -> None:
    words = 'phrase "try to write it"\n  attested\n'
    one = "by 31 July 2020 the PCN must write a plan\nexcept where rural: try to write it"
    other = "by 31 July 2020 the PCN must write a summary\nanother reading: try to write it"
    assert codes(one, other, words=words) == ["L101", "L101"]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("by 31 July 2020 aim to write a plan", "by 31 July 2020 the PCN must aim to write a plan"),
        ("write a plan", "the PCN must write a plan"),
        (
            "from 1 May 2020 must not exceed 30 beds",
            "from 1 May 2020 the PCN must not exceed 30 beds",
        ),
    ],
)
def test_the_actor_is_written_where_it_belongs(body: str, named: str) -> None:
    words = 'phrase "exceed (limit: beds)"\n  means some care home has beds > limit\n'

    def texts(said: str) -> dict[str, str]:
        clause = f'clause 1 "A"\n  {said}\n  cites SPEC 1, verified\n'
        return files_of({"specification.pcn": clause, "vocabulary.pcn": f"{WORDS}\n{words}"})

    mended = mend([contract(texts(body))], linted(texts(body)))
    assert mended.texts["specification.pcn"] == texts(named)["specification.pcn"]
    assert linted(texts(body) | dict(mended.texts)) == ()


def test_where_nobody_is_declared_no_actor_is_written() -> None:
    texts = files_of(
        {"specification.pcn": 'clause 1 "A"\n  write a plan\n  cites SPEC 1, verified\n'}
    )
    texts["vocabulary.pcn"] = 'vocabulary "Example"\n\nphrase "write a plan"\n  attested\n'
    (remark,) = linted(texts)
    assert (remark.code, remark.edits) == ("L102", ())


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("by 29 May 2020", []),
        ("before 31 May 2020", ["L103"]),
        ("before 30 May 2020", []),
        ("by 25 May 2020", ["L103"]),
        ("from 31 May 2020", []),
        ("by 8 May 2020", ["L103"]),  # the holiday was moved to this Friday
        ("by 4 May 2020", []),
    ],
)
def test_the_last_day_counts(day: str, said: list[str]) -> None:
    assert codes(f"{day} the PCN must write a plan") == said


def test_of_years_without_bank_holidays_weekends_are_told() -> None:
    head = """specification "Far off"
  edition "final", published 31 March 2190
  in force from 1 April 2190 to 31 March 2191
  uses "vocabulary.pcn"

source SPEC "The contract", NHS England, 31 March 2190

service 1 "Plans"
"""
    clause = (
        '\nclause {0} "A"\n  by {1} 2190 the PCN must write a {2}\n  cites SPEC {0}, verified\n'
    )
    body = clause.format(1, "27 December", "plan") + clause.format(2, "26 December", "summary")
    texts = {
        "specification.pcn": head + body,
        "vocabulary.pcn": f'vocabulary "X"\n{WORDS}\nactor PCN, the network\n',
    }
    assert told(linted(texts)) == [("L103", "by 26 December 2190")]


def test_a_clause_kept_by_a_variation_is_late_for_nothing() -> None:
    clause = (
        'clause {0} "A"\n  by 30 June 2020 the PCN must write a {1}\n  cites SPEC {0}, verified\n'
    )
    varied = 'variation "July"\n  amends "Example" from 20 July 2020\n\nservice 1 "Plans"\n\n'
    texts = files_of(
        {
            "specification.pcn": clause.format(1, "plan"),
            "variation.pcn": varied + clause.format(2, "summary"),
            "vocabulary.pcn": WORDS,
        }
    )
    assert [(each.code, each.span.source.path) for each in linted(texts)] == [
        ("L104", "variation.pcn")
    ]


def test_an_edition_published_after_it_began_is_late() -> None:
    texts = files_of(
        {
            "specification.pcn": 'clause 1 "A"\n  by 30 June 2020 the PCN must write a plan\n'
            "  cites SPEC 1, verified\n"
        }
    )
    texts["specification.pcn"] = texts["specification.pcn"].replace(
        '"final", published 31 March 2020', '"final", published 1 July 2020'
    )
    assert told(linted(texts)) == [("L104", "by 30 June 2020")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("fact lead agreed : yes or no\nfact agreed leads : yes or no", ["L105"]),
        ("fact lead agreed : yes or no\nfact lead agreed elsewhere : yes or no", []),
        ("fact days of sickness : patients\nfact sickness days : beds", []),
        ("fact plan for homes : yes or no\nfact plan from homes : yes or no", []),
        ('phrase "write the plans"\n  attested', ["L105"]),
        ('phrase "plan a write"\n  attested', []),
        ('phrase "sign it"\n  means signed', []),
        (
            "measure everybody : patients\n  means sum of list size over practices",
            ["L105"],
        ),
        ("measure everybody : patients\n  means registered patients", ["L105"]),
    ],
)
def test_names_are_one_where_their_words_or_meanings_are(words: str, said: list[str]) -> None:
    assert codes("by 31 July 2020 the PCN must write a plan", words=words) == said


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ('"keep to the plan of 31 March 2019"\n  attested', []),
        ('"send plans for 2020/21 and 2021"\n  attested', []),
        ('"hold three meetings"\n  attested', ["L106"]),
        ('"hold (number: beds) meetings"\n  attested', ["L106"]),
        ('"keep (number: beds) for 2 patients"\n  means rural', ["L106"]),
        ('"take one call"\n  attested', []),
        ('"keep (number: beds)"\n  means some care home has beds >= number', []),
    ],
)
def test_only_what_nothing_is_compared_with_is_no_threshold(phrase: str, said: list[str]) -> None:
    body = "by 31 July 2020 the PCN must write a plan"
    assert codes(body, words=f"phrase {phrase}") == said


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("every care home has beds >= 10 and beds < 10", ["L107"]),
        ("some care home has beds >= 10 and beds < 10", ["L107"]),
        ("every care home has beds >= 10 or beds < 10", ["L107"]),
        ("rural or not rural", ["L107"]),
        ("registered patients >= 1", []),
    ],
)
def test_what_hangs_on_no_network_is_told_for_certain_only(phrase: str, said: list[str]) -> None:
    words = f'state "be so"\n  means {phrase}'
    assert codes("from 1 April 2020 the PCN must be so", words=words) == said


def test_what_is_asked_where_it_is_not_so_yet_is_no_contradiction() -> None:
    words = 'state "be rural"\n  means rural'
    body = "from 1 April 2020 the PCN must be rural"
    assert codes(f"{body}\nif not rural", words=words) == []


def test_what_may_not_be_so_anywhere_is_always_kept() -> None:
    words = 'state "be so"\n  means some care home has beds >= 10 and beds < 10'
    assert codes("from 1 April 2020 the PCN must not be so", words=words) == ["L107"]


MAY = "from 1 April 2020 the PCN may write a plan"
NOT = "from 1 April 2020 the PCN must not write a plan"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (MAY, NOT, ["L108"]),
        (MAY, NOT.replace("PCN", "commissioner"), []),
        (MAY, f"{NOT}\nif rural", []),
        (MAY.replace("1 April", "1 May"), NOT.replace("2020 the", "2020 to 30 April 2020 the"), []),
        (MAY, f"{NOT}\nsubject to clause 1", []),
        (MAY.replace("from 1 April", "by 29 May"), NOT, ["L108"]),
    ],
)
def test_a_permission_of_what_is_forbidden(one: str, other: str, said: list[str]) -> None:
    assert codes(one, other) == said


def test_two_duties_that_cannot_both_be_kept_stay_a_fault() -> None:
    clause = (
        'clause {0} "A"\n  from 1 April 2020 the PCN {1} write a plan\n  cites SPEC {0}, verified\n'
    )
    texts = files_of({"specification.pcn": clause.format(1, "must") + clause.format(2, "must not")})
    assert [fault.code for fault in load_text(texts)[1]] == ["E303"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('clause 1 "A"\n  write\n  cites SPEC 1, unverified  # not seen', []),
        ("# not seen\n\nCLAUSE", []),
        ("# not seen\n# --- heading ---\n\nCLAUSE", []),
        ("# --- heading ---\n\nCLAUSE", ["L109"]),
        ("CLAUSE\n\n# of the next", ["L109"]),
        ("CLAUSE\n  # not seen", []),
        (
            'clause 0 "A term"\n  "a term" means "x"\n  cites SPEC 0, verified  # read\n\nCLAUSE',
            ["L109"],
        ),
    ],
)
def test_a_note_is_about_the_clause_it_stands_at(lines: str, said: list[str]) -> None:
    text = lines.replace("CLAUSE", 'clause 1 "A"\n  write\n  cites SPEC 1, unverified')
    text = text.replace("  write\n", "  by 31 July 2020 the PCN must write a plan\n")
    assert [code for code, _ in told(linted(files_of({"specification.pcn": f"{text}\n"})))] == said


@pytest.mark.parametrize(
    ("meaning", "said"),
    [
        ("an answer in two days", ["L110"]),
        ("an answer in a 30-day period", ["L110"]),
        ("an answer in 2 working days", []),
        ("an answer in 2 calendar days", []),
        ("an answer on one of these days", []),
        ("being open 7 days a week", []),
        ("half a day each week", []),
    ],
)
def test_days_are_told_where_no_kind_is_named(meaning: str, said: list[str]) -> None:
    assert codes(f'"prompt" means "{meaning}"') == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("fact cost of rooms : £", []),
        ("fact cost of rooms : £ per month", []),
        ("fact cost of rooms : beds", ["L111"]),
        ("fact costly : yes or no", []),
        ("fact share of costs : %", []),
        ("unit pence, whole numbers", ["L111"]),
        ("entity room\n  fact rent : beds", ["L111"]),
        ("measure pay : patients\n  means sum of list size over practices where signed", ["L111"]),
    ],
)
def test_money_is_counted_in_pounds(words: str, said: list[str]) -> None:
    assert codes("by 31 July 2020 the PCN must write a plan", words=words) == said


AT_LEAST = "from 1 April 2020 the PCN must serve at least {} registered patients"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (AT_LEAST.format(30), AT_LEAST.format(30), ["L112"]),
        (AT_LEAST.format(30), AT_LEAST.format(20), ["L112"]),
        (AT_LEAST.format(20), AT_LEAST.format(30), ["L112"]),
        (
            AT_LEAST.format(20),
            "from 1 April 2020 the PCN must serve at most 30 registered patients",
            [],
        ),
        (AT_LEAST.format(30), f"{AT_LEAST.format(20)}\nsubject to clause 1", []),
        (f"{AT_LEAST.format(30)}\nif rural", f"{AT_LEAST.format(30)}\nif not rural", []),
        (AT_LEAST.format(30), AT_LEAST.format(30).replace("the PCN", "the commissioner"), []),
        (
            "by 30 April 2020 the PCN must write a plan",
            "from 1 May 2020 the PCN must write a plan",
            [],
        ),
        (
            "by 30 April 2020 the PCN must write a plan",
            "by 29 May 2020 the PCN must write a plan",
            ["L112"],
        ),
        (
            "from 1 April 2020 within 7 working days of each letter the PCN must reply",
            "from 1 April 2020 within 9 working days of each letter the PCN must reply",
            ["L112"],
        ),
        (
            "from 1 April 2020 every week the PCN must take at least 3 calls",
            "from 1 April 2020 every week the PCN must take at least 2 calls",
            ["L112"],
        ),
        (
            "from 1 April 2020 every week the PCN must take at least 3 calls",
            "from 1 April 2020 every month the PCN must take at least 3 calls",
            [],
        ),
        (
            "from 1 April 2020 the commissioner pays £1 per registered patient per year",
            "from 1 May 2020 the commissioner pays £1 per registered patient per year",
            ["L112"],
        ),
        (
            "from 1 April 2020 the commissioner pays £1 per registered patient per year",
            "from 1 April 2020 the commissioner pays £2 per registered patient per year",
            [],
        ),
        ('"a plan" means "a text"', '"A plan" means "a table"', ["L112"]),
        (
            "from 1 April 2020 the PCN may write a plan",
            "from 1 April 2020 the PCN may write a summary",
            [],
        ),
    ],
)
def test_what_is_said_twice(one: str, other: str, said: list[str]) -> None:
    assert codes(one, other) == said


def test_a_clause_shared_by_two_texts_is_told_of_once() -> None:
    texts = files_of(
        {
            "specification.pcn": 'clause 1 "A"\n  by 31 May 2020 the PCN must write a plan\n'
            "  cites SPEC 1, verified\n",
            "variation.pcn": 'variation "July"\n  amends "Example" from 20 July 2020\n',
        }
    )
    assert told(linted(texts)) == [("L103", "by 31 May 2020")]
    whole = contract(texts)
    assert told(lint([whole, contract(texts)], everything)) == [("L103", "by 31 May 2020")]


def test_an_edit_that_changes_what_is_said_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = files_of(
        {
            "specification.pcn": 'clause 1 "A"\n  by 29 May 2020 the PCN must write a plan\n'
            "  cites SPEC 1, verified\n"
        }
    )
    for wrong in ("28 May", "31 June"):

        def look(found: Contract, words: str = wrong) -> list[Remark]:
            span = found.clauses[0].statement.span
            assert span is not None
            at = span.source.text.index("29 May")
            place = span.source.span(at, at + 6)
            return [Remark("L103", place, "x", "y", edits=(Edit(place, words),))]

        rule = Rule("L103", "wrong", "a wrong rule", look)  # type: ignore[arg-type]
        monkeypatch.setattr("pcn_rules.lint.lint.RULES", (rule,))
        whole = contract(texts)
        mended = mend([whole], lint([whole], everything))
        assert mended.texts == {}
        assert mended.remarks == 0
        assert mended.refused == ("specification.pcn",)


def test_rules_look_at_nothing_that_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(_: Contract) -> None:
        raise AssertionError("it was not wanted")

    rules = tuple(replace(rule, look=look) for rule in catalogue.RULES)
    monkeypatch.setattr("pcn_rules.lint.lint.RULES", rules)
    assert lint([contract(files_of())], lambda _: frozenset()) == ()
