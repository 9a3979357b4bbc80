"""Stylesheets of others: used as they are, or refused where they would do more than look."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_place import assess, contract_and_network, run

from pcn_rules.report.theme import LARGEST, why_not_usable

FINE = """\
/* colours of ours */
:root { --link: #330072; }
@media (min-width: 40rem) { h1::after { content: "\\201C"; } }
.mark { fill: url(#shape-met); filter: url( '#soft' ); }
"""

HOSTILE = (
    "</style><script>alert(1)</script>",
    "a{}</STYLE >",
    "<!-- a{}",
    r"a { content: '\3c/style><script>alert(1)</script>' }",
    '@import "elsewhere.css";',
    "@IMPORT url(elsewhere.css);",
    r"@\69mport 'elsewhere.css';",
    "@im/**/port 'elsewhere.css';",
    "a { background: url(https://example.org/a.png) }",
    "a { background: URL( 'data:image/png;base64,AAAA') }",
    r"a { background: u\72l(//example.org) }",
    r"a { background: \000075rl(//example.org) }",
    "a { background: image-set('a.png' 1x) }",
    "a { background: -webkit-image-set('a.png' 1x) }",
    "@font-face { font-family: x; src: url(x.woff) }",
    "a { background: url(#a) url(b.png) }",
    "a { width: expression(alert(1)) }",
    "a { content: '\x00' }",
    "a" * (LARGEST + 1),
)


def test_a_plain_stylesheet_is_fine() -> None:
    assert why_not_usable(FINE) is None


@pytest.mark.parametrize("stylesheet", HOSTILE)
def test_one_that_does_more_than_look_is_not(stylesheet: str) -> None:
    assert why_not_usable(stylesheet) is not None


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    contract_and_network(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_theme_stands_in_the_page_after_its_own_style(place: Path) -> None:
    (place / "ours.css").write_text(FINE, encoding="utf-8")
    for command in (
        ("assess", "ours", "--spec", "specs/first"),
        ("explain", "2.1", "ours", "--spec", "specs/first"),
    ):
        page = run(*command, "--format", "html", "--theme-css", "ours.css").stdout
        assert f"<style>\n{FINE}" in page
        assert page.index(FINE) > page.index("@page")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (HOSTILE[0].encode(), "it holds mark-up"),
        (b"\xff\xfea", "it is not text in UTF-8"),
        (b"a" * (LARGEST + 1), "it has more than 100,000 bytes"),
        (None, "there is no such file"),
    ],
)
def test_one_that_cannot_be_used_is_a_fault(place: Path, content: bytes | None, why: str) -> None:
    if content is not None:
        (place / "theirs.css").write_bytes(content)
    result = assess("ours", "--format", "html", "--theme-css", "theirs.css")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "error[E512]" in result.stderr
    assert why in result.stderr


def test_a_theme_is_for_a_page(place: Path) -> None:
    (place / "ours.css").write_text(FINE, encoding="utf-8")
    result = assess("ours", "--theme-css", "ours.css")
    assert "what is written is not a page of HTML" in result.stderr
