"""Pages as a browser shows them: to eyes, fingers, keyboards, screen readers and printers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import PAGES
from report_samples import SAMPLE

from pcn_rules.report.render import render

if TYPE_CHECKING:
    from conftest import Opener
    from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def focused(page: Page) -> str:
    """The words of what the keyboard is at."""
    return str(page.evaluate("document.activeElement.innerText"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_rule_of_accessibility_is_broken(look: Opener, name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = look(name, width=390 if scheme == "dark" else 1280, color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    options = {"runOnly": {"type": "tag", "values": RULES}}
    found = axe.Axe().run(page, options=options).response
    assert len(found["passes"]) > 20
    broken = [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
    assert broken == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(look: Opener, name: str, width: int) -> None:
    page = look(name, width=width)
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate(OPEN_ALL)
    assert page.evaluate(TOO_WIDE) == 0


@pytest.mark.parametrize("name", PAGES)
def test_text_may_be_twice_as_large(look: Opener, name: str) -> None:
    page = look(name)
    page.evaluate(OPEN_ALL)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == 0


def test_a_page_fetches_nothing_and_complains_of_nothing(look: Opener) -> None:
    for name in PAGES:
        look(name).wait_for_load_state("networkidle")
    assert [url.rsplit("/", 1)[-1] for url in look.fetched] == [f"{name}.html" for name in PAGES]
    assert look.complaints == []


def test_even_a_stylesheet_nobody_checked_could_fetch_nothing(look: Opener) -> None:
    beside = look.folder / "beside.png"
    style = f"body {{ background: url({beside.as_uri()}) }} :root {{ --link: #330072 }}"
    (look.folder / "themed.html").write_text(
        render([SAMPLE], "html", theme=style), encoding="utf-8"
    )
    beside.write_bytes(b"")
    page = look("themed")
    page.wait_for_load_state("networkidle")
    colour = page.evaluate("getComputedStyle(document.querySelector('main a')).color")
    assert colour == "rgb(51, 0, 114)"
    assert [words for words in look.complaints if "Content Security Policy" in words] != []
    assert [url.rsplit("/", 1)[-1] for url in look.fetched] == ["themed.html"]


def test_a_keyboard_can_skip_follow_and_unfold(look: Opener) -> None:
    page = look("one")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the report"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.locator("#clause-7-3-1-d summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#clause-7-3-1-d details").first.get_attribute("open") is not None


def test_what_the_keyboard_is_at_can_be_seen(look: Opener) -> None:
    page = look("one")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert "3px" in style, focused(page)


def test_a_screen_reader_is_told_what_the_timeline_shows(look: Opener) -> None:
    page = look("one")
    drawing = page.get_by_role("img", name="What is due when, as at 31 May 2020")
    assert drawing.count() == 1
    assert "31 July 2020 (61 days left)" in drawing.locator("desc").text_content()
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("article", name="7.3.1(d) A lead GP for each home").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_what_could_not_be_answered_is_a_table_also_on_a_phone(look: Opener, width: int) -> None:
    page = look("one", width=width)
    table = page.get_by_role("table", name="Clauses that could not be answered")
    row = table.get_by_role("row").filter(has_text="7.3.1(d)")
    assert row.get_by_role("cell").count() == 3
    assert "Nobody has said: lead GP agreed (26 care homes)" in row.inner_text()


def test_a_link_to_a_clause_leads_there(look: Opener) -> None:
    page = look("one", height=600)
    page.get_by_role("link", name="Link to clause 7.3.4(b)").click()
    assert page.url.endswith("#clause-7-3-4-b")
    assert page.locator("#clause-7-3-4-b").bounding_box()["y"] < 100
    quoted = page.locator("#clause-7-3-4-b q")
    quoted.click()
    assert page.evaluate("getSelection().toString()").strip() == quoted.inner_text().strip()


def test_paper_shows_what_is_folded_and_no_more_than_fits(look: Opener) -> None:
    page = look("one", width=680)
    steps = page.locator("#clause-5-1 .steps li").first
    seen = "each => each.checkVisibility({contentVisibilityAuto: true})"
    assert not steps.evaluate(seen)
    page.emulate_media(media="print")
    assert steps.evaluate(seen)
    assert not page.locator("nav").is_visible()
    assert page.evaluate(TOO_WIDE) == 0
    printed = page.pdf(prefer_css_page_size=True, tagged=True)
    assert printed.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594" in printed or b"/MediaBox [0 0 595" in printed


@pytest.mark.parametrize("width", [390, 1280])
def test_both_texts_of_a_clause_stand_side_by_side_with_what_changed_marked(
    look: Opener, width: int
) -> None:
    page = look("diff", width=width)
    card = page.get_by_role("article").filter(has_text="EHCH-03 → 7.3.1(a)").first
    old, new = (card.locator("td").nth(number).bounding_box() for number in (0, 1))
    assert old is not None
    assert new is not None
    assert old["y"] == new["y"]
    assert abs(old["width"] - new["width"]) < 2
    assert card.locator("del").first.inner_text() == "30 June"
    assert card.locator("ins").first.inner_text() == "31 July"
    assert "▼ easier" in " ".join(card.inner_text().split())


def test_a_screen_reader_is_told_what_the_curve_shows(look: Opener) -> None:
    for name in ("diff", "profile"):
        page = look(name)
        drawing = page.get_by_role("img", name="Duties due in each quarter")
        assert drawing.count() == 1
        told = drawing.locator("desc").text_content()
        table = page.get_by_role("table", name="Duties due in each quarter").inner_text()
        assert "April to June 2020, final: " in told
        assert "April to June 2020" in table


def test_the_contents_of_a_comparison_lead_to_its_sections(look: Opener) -> None:
    page = look("diff", height=600)
    page.get_by_role("link", name="Said before that day").click()
    assert page.locator("#earlier").bounding_box()["y"] < 100
    earlier = page.locator("section[aria-labelledby=earlier]").inner_text()
    assert "by 31 July 2020 the PCN must agree a lead GP" in earlier
