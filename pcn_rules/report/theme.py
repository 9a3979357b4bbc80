"""Say what speaks against a stylesheet of somebody else that is to stand in a page.

A page is one file that fetches nothing and runs nothing, whatever its stylesheet says. The words
are compared as a browser would read them: without comments, with escapes written out.
"""

from __future__ import annotations

import re

LARGEST = 100_000
"""How many bytes a stylesheet may have: it is copied into every page."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})[ \t\r\n\f]?|([^0-9a-f]))", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_FETCHES = re.compile(
    r"@(?:import|charset|namespace)|(?:url|src|image|image-set|-webkit-image-set|expression)\("
    r"|javascript:|(?:-moz-binding|behavior)\s*:",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"url\(\s*(['\"]?)#[\w-]+\1\s*\)", re.IGNORECASE)


def why_not_usable(stylesheet: str) -> str | None:
    """Why a stylesheet may not stand in a page, in words; None where nothing speaks against it."""
    if len(stylesheet.encode("utf-8", "surrogatepass")) > LARGEST:
        return f"it has more than {LARGEST:,} bytes"
    if _UNPRINTABLE.search(stylesheet):
        return "it holds characters that are no text"
    for text in (stylesheet, _read(stylesheet), _read(_COMMENT.sub("", stylesheet))):
        if "</" in text or "<!" in text:
            return "it holds mark-up, which would end the stylesheet"
        fetching = _FETCHES.search(_WITHIN.sub("", text))
        if fetching:
            return f"it would fetch or run something: `{fetching.group()}`"
    return None


def _read(stylesheet: str) -> str:
    """The stylesheet with every escape written out, as far as there is such a character."""

    def character(escape: re.Match[str]) -> str:
        digits, plain = escape.groups()
        if digits is None:
            return "" if plain in "\r\n\f" else str(plain)
        number = int(digits, 16)
        return chr(number) if 0 < number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"

    return _ESCAPE.sub(character, stylesheet)
