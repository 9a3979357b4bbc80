"""How a fault is shown: its line, its exact words underlined, its remedy."""

from __future__ import annotations

import pytest

from pcn_rules.diagnostics import Diagnostic, Related, render
from pcn_rules.excerpt import columns, excerpt, shown
from pcn_rules.source import Source, Span


def words(text: str, wanted: str, path: str = "contract.pcn") -> Span:
    start = text.index(wanted)
    return Source(path, text).span(start, start + len(wanted))


def test_a_fault_shows_its_words_and_its_remedy() -> None:
    text = "\n" * 8 + "  by 31 July 2020 support residents to regster\n"
    span = words(text, "support residents to regster", "specs/homes.pcn")
    fault = Diagnostic(
        "E103", span, "no meaning for the phrase `support residents to regster`", "did you mean it?"
    )
    assert render(fault).split("\n") == [
        "error[E103]: no meaning for the phrase `support residents to regster`",
        "  --> specs/homes.pcn:9:19",
        "   |",
        " 9 |   by 31 July 2020 support residents to regster",
        "   |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "   = help: did you mean it?",
    ]


def test_another_place_is_shown_with_what_it_is() -> None:
    text = "\n" * 9 + "unit beds\n" + "\n" * 89 + "unit beds\n"
    span = Source("words.pcn", text).span(len(text) - 10, len(text) - 1)
    related = Related(words(text, "unit beds", "words.pcn"), "declared here")
    fault = Diagnostic("E159", span, "`beds` is declared twice", None, (related,), "warning")
    assert render(fault).split("\n") == [
        "warning[E159]: `beds` is declared twice",
        "    --> words.pcn:100:1",
        "     |",
        " 100 | unit beds",
        "     | ^^^^^^^^^",
        "    ::: words.pcn:10:1",
        "     |",
        "  10 | unit beds",
        "     | --------- declared here",
    ]


@pytest.mark.parametrize(
    ("line", "wanted", "marks"),
    [
        ("a 世界 x", "x", "       ^"),
        ("a 世界 x", "世界", "  ^^^^"),
        ("e\u0301te\u0301 x", "x", "    ^"),
        ("\tby x", "x", "       ^"),
        ("a\x1b[31m x", "x", "       ^"),
        ("a\u202eb x", "x", "   ^"),
    ],
)
def test_marks_stand_below_their_words_on_a_screen(line: str, wanted: str, marks: str) -> None:
    found = excerpt(words(line, wanted))
    assert found.marks("^") == marks
    assert columns(found.text[: found.text.index(wanted)]) == len(marks) - marks.count("^")


def test_nothing_of_the_input_steers_a_screen() -> None:
    text = "x \x1b]0;title\x07\u2028\u202e y"
    fault = Diagnostic("E100", words(text, "y", "a\x1b.pcn"), f"`{text}` \x1b[2J", text)
    assert not {"\x1b", "\x07", "\u2028", "\u202e"} & set(render(fault))
    assert shown("\x00\ud800") == "\ufffd\ufffd"


def test_a_long_line_is_cut_around_its_words() -> None:
    found = excerpt(words("a" * 500 + " here " + "b" * 500, "here"))
    assert found.text.startswith("…aaa")
    assert found.text.endswith("bbb…")
    assert len(found.text) <= 162
    assert found.text[found.indent : found.indent + found.width] == "here"


def test_words_over_several_lines_are_underlined_on_the_first() -> None:
    text = "unless a\n    and b\n"
    fault = Diagnostic("E301", words(text, "a\n    and b"), "it never holds")
    assert "   |        ^…" in render(fault).split("\n")


def test_the_end_of_a_file_is_shown_by_one_mark() -> None:
    span = Source("empty.pcn", "# nothing\n").span(10, 10)
    assert render(Diagnostic("E121", span, "the file says nothing")).endswith(" 2 |\n   | ^")


def test_a_file_without_text_is_named_only() -> None:
    fault = Diagnostic("E001", Source("gone.pcn", "").span(0, 0), "it is not there")
    assert render(fault) == "error[E001]: it is not there\n  --> gone.pcn:1:1"


def test_colour_changes_nothing_but_colour() -> None:
    fault = Diagnostic("E100", words("by by", "by"), "`by` does not fit", "leave it out")
    coloured = render(fault, colour=True)
    plain = coloured
    for code in ("1;31", "1;33", "34", "36", "1", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == render(fault)
    assert coloured != plain
