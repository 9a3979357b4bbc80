"""Turn the remarks of lint into JSON and into findings, and say in shapes what the JSON holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, TypedDict

from pcn_rules.diagnostics import Related
from pcn_rules.lint.catalogue import TITLES
from pcn_rules.lint.model import Remark
from pcn_rules.report import data
from pcn_rules.report.findings import Finding, end_of, path_from_here
from pcn_rules.report.shape import ProgramData
from pcn_rules.source import Span

SCHEMA_VERSION = "1.0"


class PlaceData(TypedDict):
    """A stretch of a file; lines and columns count from 1, columns in characters."""

    path: Annotated[str, "from the working folder where it lies inside it"]
    line: int
    column: int
    end_line: int
    end_column: Annotated[int, "the column after the last character"]
    words: Annotated[str, "what stands there, as written"]


class OtherPlaceData(TypedDict):
    """Another place that a remark has to do with."""

    label: str
    place: PlaceData


class RemarkData(TypedDict):
    """One remark of a rule on some words."""

    code: str
    title: Annotated[str, "what the rule looks for"]
    message: str
    help: str
    place: PlaceData
    related: list[OtherPlaceData]
    fixable: Annotated[bool, "whether `--fix` mends it"]


class LintData(TypedDict):
    """What `lint` says of some files."""

    schema_version: Annotated[str, "of this schema", "version"]
    program: ProgramData
    files: Annotated[int, "how many files were looked at"]
    mended: Annotated[int, "how many remarks `--fix` has just mended, which are not told here"]
    remarks: list[RemarkData]


def lint(remarks: Sequence[Remark], files: int, mended: int) -> str:
    """What was found in so many files, and how much of it was mended, as JSON."""
    whole: LintData = {
        "schema_version": SCHEMA_VERSION,
        "program": data.program(),
        "files": files,
        "mended": mended,
        "remarks": [_remark(remark) for remark in remarks],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def findings(remarks: Sequence[Remark]) -> tuple[Finding, ...]:
    """Remarks as findings, which pipelines mark."""
    return tuple(
        Finding(
            remark.code,
            TITLES[remark.code],
            "warning",
            remark.message,
            remark.help,
            remark.span,
            remark.related,
        )
        for remark in remarks
    )


def _remark(remark: Remark) -> RemarkData:
    return {
        "code": remark.code,
        "title": TITLES[remark.code],
        "message": remark.message,
        "help": remark.help,
        "place": _place(remark.span),
        "related": [_other(related) for related in remark.related],
        "fixable": bool(remark.edits),
    }


def _other(related: Related) -> OtherPlaceData:
    return {"label": related.label, "place": _place(related.span)}


def _place(span: Span) -> PlaceData:
    last, after = end_of(span)
    return {
        "path": path_from_here(span.source.path),
        "line": span.line,
        "column": span.column,
        "end_line": last,
        "end_column": after,
        "words": span.text,
    }
