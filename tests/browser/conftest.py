"""A browser for the tests that look at pages; where there is none they are skipped, and say so."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from report_samples import HOSTILE, SAMPLE
from test_compare_editions import NAMES as EDITIONS
from test_compare_editions import edition

from pcn_rules.compare.compare import compare
from pcn_rules.compare.profile import profiles_of
from pcn_rules.compare.scope import common_to
from pcn_rules.report.render import render, render_clause, render_diff, render_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NUMBERS = frozenset({"7.3", "4.3", "AC-01", "EHCH-08"})


def compared() -> str:
    """A part of the comparison of the real editions with a little of everything, as on a day."""
    old, new = (edition(name) for name in EDITIONS)
    common = common_to(old, new)
    assert common is not None
    found = compare(old, new, common, services=NUMBERS, as_at=date(2020, 10, 15))
    return render_diff(found, "html")


PAGES = {
    "diff": compared,
    "profile": lambda: render_profile(profiles_of([edition(name) for name in EDITIONS]), "html"),
    "one": lambda: render([SAMPLE], "html"),
    "several": lambda: render([SAMPLE, HOSTILE], "html"),
    "clause": lambda: render_clause(SAMPLE, "7.3.1(d)", "html"),
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"PAGES WERE NOT LOOKED AT: none of {', '.join(NAMES)} is on the path")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra may be missing
    except ImportError:
        pytest.skip("PAGES WERE NOT LOOKED AT: install the extra with pip install -e '.[browser]'")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every page."""
    place = tmp_path_factory.mktemp("pages")
    for name, make in PAGES.items():
        (place / f"{name}.html").write_text(make(), encoding="utf-8")
    return place


@dataclass
class Opener:
    """Opens pages in windows of a size, and keeps what they fetched and complained of."""

    browser: Browser
    folder: Path
    fetched: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    windows: list[Any] = field(default_factory=list)

    def __call__(self, name: str, width: int = 1280, height: int = 900, **window: Any) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": height}, **window)
        self.windows.append(context)
        page = context.new_page()
        page.on("requestfinished", lambda request: self.fetched.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto((self.folder / f"{name}.html").as_uri())
        return page


@pytest.fixture
def look(browser: Browser, folder: Path) -> Iterator[Opener]:
    opener = Opener(browser, folder)
    yield opener
    for window in opener.windows:
        window.close()
