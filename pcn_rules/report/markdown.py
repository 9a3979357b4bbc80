"""Escape words for Markdown, so that a name stays a name in a table, a heading or a list."""

from __future__ import annotations

import html
import re

from markupsafe import Markup

_ACTIVE = re.compile(r"([\\`*_{}\[\]|~$])")
_OPENING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+#=])")


def escaped(value: str) -> Markup:
    """The words with everything that Markdown or HTML would act on taken literally."""
    inside = _ACTIVE.sub(r"\\\1", html.escape(value, quote=False))
    return Markup(_OPENING.sub(_taken_literally, inside))


def _taken_literally(opening: re.Match[str]) -> str:
    number, stop, mark = opening.groups()
    return f"\\{mark}" if mark else f"{number}\\{stop}"
