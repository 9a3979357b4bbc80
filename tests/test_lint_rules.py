"""Every rule of lint: its page, its examples, and what it leaves alone."""

from __future__ import annotations

import re

import pytest
from lint_pages import FOLDER, PAGES, Page, contract, everything, files_of, linted, told

from pcn_rules.language.formatter import format_text
from pcn_rules.lint.catalogue import RULES, TITLES
from pcn_rules.lint.lint import lint
from pcn_rules.lint.mend import mend
from pcn_rules.source import Source

EXAMPLES = [
    pytest.param(each, number, id=f"{each.code}-{number + 1}")
    for each in PAGES.values()
    for number in range(len(each.avoid))
]


def test_every_rule_has_its_page_and_its_row() -> None:
    assert {code: each.title for code, each in PAGES.items()} == dict(TITLES)
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[(L\d+)\]\(\1\.md\)", index, re.MULTILINE) == list(TITLES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


@pytest.mark.parametrize(("page", "number"), EXAMPLES)
def test_what_to_avoid_is_told_at_its_words(page: Page, number: int) -> None:
    avoid = page.avoid[number]
    assert avoid.underlined
    assert told(linted(files_of(avoid.texts))) == avoid.underlined


@pytest.mark.parametrize(("page", "number"), EXAMPLES)
def test_of_what_to_prefer_nothing_is_said(page: Page, number: int) -> None:
    prefer = page.prefer[number]
    assert prefer.texts
    assert told(linted(files_of(page.avoid[number].texts, prefer.texts))) == []


@pytest.mark.parametrize(("page", "number"), EXAMPLES)
def test_examples_are_laid_out(page: Page, number: int) -> None:
    for shown in (page.avoid[number], page.prefer[number]):
        for name, text in shown.texts.items():
            if not text.startswith(("unit", "entity", "event", "fact", "actor", "phrase", "state")):
                assert format_text(Source(name, text))[0] == text


@pytest.mark.parametrize(("page", "number"), EXAMPLES)
def test_messages_are_sentences_in_a_readers_words(page: Page, number: int) -> None:
    for remark in linted(files_of(page.avoid[number].texts)):
        for sentence in (remark.message, remark.help):
            outside = re.sub(r"`[^`]*`", "", sentence)
            assert "\n" not in sentence
            assert not sentence.endswith(".")
            assert not re.match(r"[A-Z]", sentence)
            assert not re.search(r"\b(token|node|parse|None|expression|syntax|regex)\b", outside)


@pytest.mark.parametrize("page", [each for each in PAGES.values() if each.fixed], ids=str)
def test_what_is_mended_is_what_to_prefer(page: Page) -> None:
    texts = files_of(page.avoid[0].texts)
    whole = contract(texts)
    mended = mend([whole], lint([whole], everything))
    wanted = files_of(page.avoid[0].texts, page.prefer[0].texts)
    assert {**texts, **mended.texts} == wanted
    assert mended.refused == ()


def test_no_other_rule_mends_anything() -> None:
    for page in PAGES.values():
        remarks = linted(files_of(page.avoid[0].texts))
        assert page.fixed == any(remark.edits for remark in remarks)
