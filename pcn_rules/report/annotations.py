"""Turn findings into the lines by which GitHub marks them in the files of a change."""

from __future__ import annotations

from collections.abc import Iterable

from pcn_rules.report.clean import plain
from pcn_rules.report.findings import Finding, end_of, path_from_here

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def annotated(findings: Iterable[Finding]) -> str:
    """A workflow command for each finding, one to a line.

    A place of several lines has no columns: GitHub takes them only within one line.
    """
    return "".join(f"{_annotation(finding)}\n" for finding in findings)


def _annotation(finding: Finding) -> str:
    where = ",".join(f"{name}={_property(value)}" for name, value in _place(finding).items())
    return f"::{_COMMANDS[finding.level]} {where}::{_data(finding.words)}"


def _place(finding: Finding) -> dict[str, str]:
    place = finding.place
    found = {"file": path_from_here(place.source.path)}
    if place.source.text:
        last, after = end_of(place)
        found["line"], found["endLine"] = str(place.line), str(last)
        if last == place.line:
            found["col"], found["endColumn"] = str(place.column), str(after - 1)
    found["title"] = f"{finding.title} [{finding.rule}]"
    return found


def _data(text: str) -> str:
    """A message as a command carries it: a per cent sign and ends of lines are spelt out."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value between commas: these and colons are spelt out too."""
    return _data(plain(text)).replace(":", "%3A").replace(",", "%2C")
