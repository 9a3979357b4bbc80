"""Turn findings into SARIF 2.1.0, the format in which pipelines keep what tools found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote

from pcn_rules import __version__
from pcn_rules.diagnostics import Related
from pcn_rules.report.clean import plain
from pcn_rules.report.findings import Finding, end_of, path_from_here
from pcn_rules.source import Span

Json = dict[str, object]


def sarif(findings: Sequence[Finding]) -> str:
    """One run with its rules and a result for each finding.

    Columns count characters. Paths are from the working folder; a path outside of it is whole.
    """
    rules = {finding.rule: plain(finding.title) for finding in findings}
    order = {rule: at for at, rule in enumerate(sorted(rules))}
    run: Json = {
        "tool": {
            "driver": {
                "name": "pcn-rules",
                "semanticVersion": __version__,
                "rules": [_rule(rule, rules[rule]) for rule in order],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, order[finding.rule]) for finding in findings],
    }
    whole = {"version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _rule(id: str, title: str) -> Json:
    return {"id": id, "shortDescription": {"text": title}}


def _result(finding: Finding, rule: int) -> Json:
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": finding.words},
        "locations": [_location(finding.place)],
    }
    if finding.related:
        result["relatedLocations"] = [_related(each) for each in finding.related]
    return result


def _related(related: Related) -> Json:
    return {**_location(related.span), "message": {"text": plain(related.label)}}


def _location(place: Span) -> Json:
    found: Json = {"artifactLocation": {"uri": _uri(place.source.path)}}
    if place.source.text:
        found["region"] = _region(place)
    return {"physicalLocation": found}


def _region(place: Span) -> Json:
    line, column = end_of(place)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": line,
        "endColumn": column,
    }


def _uri(path: str) -> str:
    """A path as a reference: relative, or of the scheme `file` where it is whole."""
    here = path_from_here(path)
    if PureWindowsPath(here).is_absolute():
        return PureWindowsPath(here).as_uri()
    if PurePosixPath(here).is_absolute():
        return PurePosixPath(here).as_uri()
    return quote(here)
