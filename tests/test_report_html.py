"""Reports as a page: one file, accessible, every name escaped."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from report_samples import HOSTILE, SAMPLE
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from pcn_rules import __version__
from pcn_rules.report.render import render, render_clause

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

VOID = {"meta", "br", "use", "path", "circle", "rect"}


class Page(SingleFileSnapshotExtension):
    """Snapshots as pages one can open."""

    _write_mode = WriteMode.TEXT
    _file_extension = "html"
    file_extension = "html"


class Outline(HTMLParser):
    """The tags of a page: headings, ids, links, and whether every one is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.labels: list[str] = []
        self.headings: list[int] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs
        found = dict(attrs)
        self.ids += [found["id"]] if found.get("id") else []
        self.labels += (found.get("aria-labelledby") or "").split()
        href = found.get("href") or ""
        self.targets += [href] if href else []
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


PAGES = {
    "one": lambda: render([SAMPLE], "html"),
    "several": lambda: render([SAMPLE, SAMPLE], "html"),
    "hostile": lambda: render([HOSTILE], "html"),
    "clause": lambda: render_clause(SAMPLE, "7.3.1(d)", "html"),
    "hostile clause": lambda: render_clause(HOSTILE, "7.3.4(a)", "html"),
}


@pytest.fixture(params=PAGES, scope="module")
def page(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]()


def unversioned(page: str) -> str:
    """The page as any version would write it, so that a release changes no snapshot."""
    return page.replace(f"pcn-rules {__version__}", "pcn-rules VERSION")


def test_an_assessment_as_a_page(snapshot: SnapshotAssertion) -> None:
    assert unversioned(render([SAMPLE], "html")) == snapshot.use_extension(Page)


def test_several_assessments_as_a_page(snapshot: SnapshotAssertion) -> None:
    assert unversioned(render([SAMPLE, HOSTILE], "html")) == snapshot.use_extension(Page)


def test_one_clause_as_a_page(snapshot: SnapshotAssertion) -> None:
    page = unversioned(render_clause(SAMPLE, "7.3.1(d)", "html"))
    assert page == snapshot.use_extension(Page)


def test_every_tag_is_closed(page: str) -> None:
    assert Outline(page).open == []


def test_headings_go_down_one_step_at_a_time(page: str) -> None:
    headings = Outline(page).headings
    assert headings.count(1) == 1
    assert headings[0] == 1
    steps = [after - before for before, after in pairwise(headings)]
    assert max(steps) == 1


def test_ids_are_unique(page: str) -> None:
    ids = Outline(page).ids
    assert [id for id, times in Counter(ids).items() if times > 1] == []


def test_every_link_and_label_has_its_target(page: str) -> None:
    outline = Outline(page)
    assert {target[:1] for target in outline.targets} == {"#"}
    assert {target[1:] for target in outline.targets} <= set(outline.ids)
    assert set(outline.labels) <= set(outline.ids)


def test_every_clause_has_an_anchor() -> None:
    ids = Outline(PAGES["one"]()).ids
    for clause in SAMPLE.clauses:
        slug = clause.id.replace("(", "-").replace(")", "").replace(".", "-")
        assert f"clause-{slug}" in ids


def test_a_page_is_one_file_without_script(page: str) -> None:
    outline = Outline(page)
    for tag in ("script", "link", "img", "iframe", "object", "form"):
        assert outline.tags[tag] == 0
    assert not [name for name, _ in outline.attributes if name.startswith("on")]
    assert not [value for name, value in outline.attributes if name == "src"]
    assert "http://" not in page
    assert "https://" not in page
    assert "@import" not in page


def test_a_page_says_its_language_and_lets_one_skip_to_the_report(page: str) -> None:
    assert page.startswith("<!doctype html>\n")
    assert '<html lang="en-GB">' in page
    assert '<a class="skip" href="#content">' in page
    assert '<main id="content">' in page


def test_names_are_escaped() -> None:
    page = PAGES["hostile"]()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "<i>" not in page
    assert "<b>" not in page


def test_a_verdict_is_a_word_a_shape_and_a_colour() -> None:
    page = PAGES["one"]()
    for code in ("met", "can-be-met", "at-risk", "impossible", "unknown", "not-applicable"):
        word = code.replace("-", " ")
        shape = f'<use href="#shape-{code}"/></svg>{word}</span>'
        assert (
            f'<span class="badge {code}"><svg aria-hidden="true" focusable="false">{shape}' in page
        )


def test_there_is_a_style_for_paper_and_for_the_dark() -> None:
    page = PAGES["one"]()
    assert "@media print" in page
    assert "prefers-color-scheme: dark" in page


def test_a_page_says_its_version_and_the_hashes_of_its_inputs(page: str) -> None:
    assert f"Written by pcn-rules {__version__} from" in page
    assert len(re.findall(r"<code>[0-9a-f]{64}</code>", page)) >= 2
    assert re.search(rf'content: "pcn-rules {__version__}, inputs [0-9a-f]{{12}}', page)


def test_every_clause_has_a_visible_link_and_words_to_quote_it_by(page: str) -> None:
    quoted = re.findall(r'<q>.+</q></p>\n<p><a href="#(.+)">Link to clause .+</a>', page)
    assert quoted == re.findall(r'<article class="card [a-z-]+" id="([^"]+)"', page)


def test_a_timeline_is_followed_by_its_table_and_says_what_it_shows() -> None:
    page = PAGES["one"]()
    drawing = page.index('<svg role="img"')
    assert drawing < page.index("<title id=", drawing) < page.index("<desc id=", drawing)
    assert page.index("</svg>", drawing) < page.index('<table class="days">', drawing)
