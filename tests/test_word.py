"""The Word document of a comparison: what accepting and rejecting its changes leaves."""

from __future__ import annotations

import builtins
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_place import run
from docx import Document
from docx.oxml.ns import qn
from small_contract import clause, loaded
from test_compare_editions import NAMES, between, difference

from pcn_rules.report.word import render_word

if TYPE_CHECKING:
    from pcn_rules.compare.model import Comparison
    from pcn_rules.language.meaning import ResolvedClause

SOME = ("--only", "7.2", "--output", "changes.docx")


def texts(document: bytes, gone: str) -> list[str]:
    """The paragraphs that are left where all changes of a kind are taken out, and others kept."""
    found, text = [], ""
    for paragraph in Document(BytesIO(document)).element.body.iter(qn("w:p")):
        for word in paragraph.iter(qn("w:t"), qn("w:delText")):
            if not any(above.tag == qn(gone) for above in word.iterancestors()):
                text += word.text or ""
        marks = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(gone)}")
        if marks is None:
            found.append(text)
            text = ""
    assert text == ""
    return found


def lines(clauses: list[ResolvedClause]) -> list[str]:
    return [line for c in clauses for line in (f"{c.id} {c.title}", " ".join(c.text.split()))]


def both(comparison: Comparison) -> tuple[list[str], list[str]]:
    same = list(comparison.unchanged)
    old = [*same, *(c for each in comparison.changed for c in each.pair.old)]
    new = [*same, *(c for each in comparison.changed for c in each.pair.new)]
    return lines(old), lines(new)


def check(comparison: Comparison) -> None:
    document = render_word(comparison)
    old, new = both(comparison)
    assert texts(document, "w:del") == new
    assert texts(document, "w:ins") == old


def test_accepting_gives_the_new_text_and_rejecting_the_old_one() -> None:
    check(between(*NAMES, 0))
    check(between(*reversed(NAMES), 0))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by 30 June 2020 the PCN must write a plan", "by 31 July 2020 the PCN must write a plan"),
        ("the PCN must write a plan", "the PCN must write a plan\nwhere rural"),
        ("the PCN must write a plan\nwhere rural", "the PCN must write a plan"),
        ("the PCN must write a plan", "by 31 July 2020 the PCN must write a plan"),
        ("by 31 July 2020 the PCN must write a plan", "the PCN must write a plan"),
        ("the PCN must write a plan", "each core network practice must leave"),
        ("the PCN must write a plan", "the PCN must write a plan"),
    ],
)
def test_words_that_come_and_go_anywhere_keep_their_spaces(old: str, new: str) -> None:
    stays = clause("by 30 June 2020 the PCN must write a summary", "1.2")
    check(difference(loaded(clause(old, "1.1") + stays), loaded(clause(new, "1.1") + stays), 0))


def test_what_is_said_of_a_change_stands_in_a_comment_and_not_in_the_text() -> None:
    document: Any = Document(BytesIO(render_word(between(*NAMES, 0))))
    notes = [comment.text for comment in document.comments]
    assert len(notes) == len(between(*NAMES, 0).changed)
    (found,) = [note for note in notes if "EHCH-03 is now 7.3.1(a)" in note]
    assert "Deadline: the deadline is 31 July 2020 and no longer 30 June 2020" in found
    assert {comment.author for comment in document.comments} == {"pcn-rules"}


def test_every_change_has_a_number_and_an_author() -> None:
    body = Document(BytesIO(render_word(between(*NAMES, 0)))).element.body
    changes = list(body.iter(qn("w:ins"), qn("w:del")))
    numbers = [change.get(qn("w:id")) for change in changes]
    assert len(numbers) == len(set(numbers)) > 100
    assert {change.get(qn("w:author")) for change in changes} == {"pcn-rules"}


# --- as a person asks for it ------------------------------------------------------------------


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_format_follows_from_the_name_of_the_file() -> None:
    said = run("diff", *NAMES, *SOME)
    assert said.exit_code == 0
    assert "written to changes.docx" in said.stderr
    assert "7.2.1(a)" in " ".join(texts(Path("changes.docx").read_bytes(), "w:del"))
    named = run("diff", *NAMES, "--only", "7.2", "--format", "docx", "--output", "other")
    assert named.exit_code == 0
    assert Path("other").read_bytes()[:2] == b"PK"


def test_an_ending_that_stands_for_another_format_is_a_fault() -> None:
    for words in (("docx", "a.html"), ("html", "a.docx")):
        said = run("diff", *NAMES, "--only", "7.2", "--format", words[0], "--output", words[1])
        assert said.exit_code == 2
        assert "error[E514]" in said.stderr
        assert "a document for Word" in said.stderr
        assert not Path(words[1]).exists()


@pytest.mark.parametrize("output", [(), ("--output", "-")])
def test_without_a_file_it_is_a_fault(output: tuple[str, ...]) -> None:
    said = run("diff", *NAMES, "--only", "7.2", "--format", "docx", *output)
    assert said.exit_code == 2
    assert "error[E524]: cannot write a document for Word: it is no text" in said.stderr
    assert said.stdout == ""


def test_impact_on_networks_is_refused_and_not_left_out() -> None:
    said = run("diff", *NAMES, *SOME, "--networks", "boston")
    assert said.exit_code == 2
    assert "it has no place for the impact on networks" in said.stderr
    assert not Path("changes.docx").exists()


def test_without_the_extra_it_is_a_fault_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "docx":
            raise ImportError(name)
        return real(name, *rest, **more)

    Path("changes.docx").write_text("as it was")
    monkeypatch.setattr(builtins, "__import__", without)
    said = run("diff", *NAMES, *SOME)
    assert said.exit_code == 2
    assert "python-docx is not installed" in said.stderr
    assert "pip install 'pcn-rules[word]'" in said.stderr
    assert Path("changes.docx").read_text() == "as it was"


def test_no_other_command_offers_it() -> None:
    said = run("assess", "boston", "--format", "docx", "--output", "a.docx")
    assert said.exit_code == 2
    assert not Path("a.docx").exists()


def test_a_stylesheet_is_for_pages_of_html() -> None:
    Path("own.css").write_text("body { color: black }")
    said = run("diff", *NAMES, *SOME, "--theme-css", "own.css")
    assert said.exit_code == 2
    assert "E512" in said.stderr
