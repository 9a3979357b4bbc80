"""Everything that is done with a specification and a network, from their folders to the pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pcn_rules.diagnostics import Diagnostic, render
from pcn_rules.evaluate.assess import assess
from pcn_rules.language.formatter import format_text
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_specification, vocabulary_of
from pcn_rules.networks.folder import load_network
from pcn_rules.report.render import FORMATS
from pcn_rules.report.render import render as render_page
from pcn_rules.source import Source

EDITION = "specs/2020-21-final"


def answer(
    edition: Path,
    network: Path,
    lay_out: Iterable[Path] = (),
    known: Specification | None = None,
) -> bool:
    """Read, check, judge and show; whether there was no fault that stood in the way.

    A specification that is known already is not read again.
    """
    for path in lay_out:
        laid_out(path.read_bytes())
    specification = known or _specification(edition)
    vocabulary = specification.vocabulary if specification else vocabulary_of(edition)
    if vocabulary is None:
        return False
    facts, more = load_network(network, vocabulary)
    told(more)
    if specification is None or facts is None:
        return False
    judged = assess(specification, facts, as_at=facts.as_at)
    for page in FORMATS:
        render_page((judged,), page).encode()
    return True


def _specification(edition: Path) -> Specification | None:
    specification, found, _ = load_specification(edition)
    told(found)
    return specification


def told(faults: tuple[Diagnostic, ...]) -> None:
    """Every fault can be shown, and what is shown can be written down."""
    for fault in faults:
        render(fault, False).encode("utf-8", errors="backslashreplace")


def laid_out(content: bytes) -> None:
    """What is laid out once is laid out; what has faults is left alone."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    tidy, faults = format_text(Source("a.pcn", text))
    told(faults)
    if not faults and tidy is not None:
        again, none = format_text(Source("a.pcn", tidy))
        assert (again, none) == (tidy, ())
