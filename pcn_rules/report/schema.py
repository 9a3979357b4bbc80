"""Turn the shapes of JSON reports into the JSON Schema that is published."""

from __future__ import annotations

import inspect
import json
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from typing import is_typeddict as is_object

from pcn_rules.report import (
    budget_data,
    capacity_data,
    coverage_data,
    differences_data,
    import_data,
    lint_data,
    moved_data,
    profile_data,
    shape,
    tested_data,
)

Schema = dict[str, Any]

_FORMATS: dict[str, Schema] = {
    "date": {"format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "sha256": {"pattern": "^[0-9a-f]{64}$"},
    "exact": {"pattern": r"^\d+(/[1-9]\d*)?$"},
    "signed": {"pattern": r"^-?\d+(/[1-9]\d*)?$"},
    "version": {"pattern": r"^1\.\d+$"},
    "second version": {"pattern": r"^2\.\d+$"},
}
_PLAIN = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


@dataclass(frozen=True, slots=True)
class Published:
    """A schema that is published: what it is called, and the shapes that a report may have."""

    title: str
    description: str
    shapes: tuple[Any, ...]

    def __call__(self) -> str:
        """The schema as JSON."""
        named: dict[str, Schema] = {}
        found = [_schema(each, named) for each in self.shapes]
        whole = {"anyOf": found} if len(found) > 1 else found[0]
        written = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.title,
            "description": self.description,
            **whole,
            "$defs": dict(sorted(named.items())),
        }
        return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def _schema(type_: Any, named: dict[str, Schema]) -> Schema:
    """The schema of a type; objects are kept under their names and referred to."""
    origin, parts = get_origin(type_), get_args(type_)
    if origin is Annotated:
        return _described(type_, named)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(part, named) for part in parts]}
    if origin is list:
        return {"type": "array", "items": _schema(parts[0], named)}
    if origin is dict:
        return _counted(parts, named)
    if is_object(type_):
        return _object(type_, named)
    return {"type": _PLAIN[type_]}


def _described(type_: Any, named: dict[str, Schema]) -> Schema:
    inner, description, *formats = get_args(type_)
    found = {**_schema(inner, named), "description": description}
    for format in formats:
        found.update(_FORMATS[format])
    return found


def _counted(parts: tuple[Any, ...], named: dict[str, Schema]) -> Schema:
    """A value for every one of some words."""
    words = get_args(parts[0])
    return {
        "type": "object",
        "properties": {word: _schema(parts[1], named) for word in words},
        "required": list(words),
    }


def _object(type_: Any, named: dict[str, Schema]) -> Schema:
    name = type_.__name__.removesuffix("Data")
    if name not in named:
        named[name] = {}
        hints = get_type_hints(type_, include_extras=True)
        named[name] = {
            "description": inspect.getdoc(type_) or "",
            "type": "object",
            "properties": {key: _schema(hint, named) for key, hint in hints.items()},
            "required": list(hints),
        }
    return {"$ref": f"#/$defs/{name}"}


SCHEMAS: dict[str, Published] = {
    "assessment": Published(
        "What pcn-rules says of networks",
        "One network (`assess`), several (`assess`), or one clause (`explain`).",
        (shape.OneAssessment, shape.Assessments, shape.Explained),
    ),
    "capacity": Published(
        "What pcn-rules says of work and people",
        "One network under one specification (`capacity`).",
        (capacity_data.CapacityData,),
    ),
    "coverage": Published(
        "What pcn-rules says of how clauses have come out",
        "Some editions over all networks and days (`coverage`).",
        (coverage_data.CoverageData,),
    ),
    "diff": Published(
        "What pcn-rules says of what changed between two editions",
        "Two editions (`diff`): every pair of clauses in which anything changed.",
        (differences_data.DiffData,),
    ),
    "membership": Published(
        "What pcn-rules says of practices that move",
        "Both sides of a move (`without`, `with`, `split`).",
        (moved_data.MovedData,),
    ),
    "lint": Published(
        "What pcn-rules says of how specifications are written",
        "Every remark of a rule on some files (`lint`).",
        (lint_data.LintData,),
    ),
    "money": Published(
        "What pcn-rules says of money",
        "One network by one edition or by several (`money`).",
        (budget_data.MoneyReport,),
    ),
    "import": Published(
        "What pcn-rules says of an import",
        "Networks from published files (`import`), written as import.json.",
        (import_data.ImportData,),
    ),
    "profile": Published(
        "What pcn-rules says of what editions are like",
        "Some editions side by side (`profile`).",
        (profile_data.ProfileReport,),
    ),
    "test": Published(
        "What pcn-rules says of what moved",
        "Networks held against what is expected of them (`test`).",
        (tested_data.TestData,),
    ),
}
"""The schemas there are, by name."""
