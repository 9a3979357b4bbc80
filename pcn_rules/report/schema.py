"""Turn the shapes of JSON reports into the JSON Schema that is published."""

from __future__ import annotations

import inspect
import json
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
_WHOLE = (shape.OneAssessment, shape.Assessments, shape.Explained)


def assessment() -> str:
    """The schema of every JSON report: of one network, of several, of one clause."""
    named: dict[str, Schema] = {}
    whole = [_schema(each, named) for each in _WHOLE]
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of networks",
        "description": "One network (`assess`), several (`assess`), or one clause (`explain`).",
        "anyOf": whole,
        "$defs": dict(sorted(named.items())),
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def capacity() -> str:
    """The schema of what is said of work and people."""
    named: dict[str, Schema] = {}
    whole = _schema(capacity_data.CapacityData, named)
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of work and people",
        "description": "One network under one specification (`capacity`).",
        **whole,
        "$defs": dict(sorted(named.items())),
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def coverage() -> str:
    """The schema of what is said of how clauses have come out over networks and days."""
    named: dict[str, Schema] = {}
    whole = _schema(coverage_data.CoverageData, named)
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of how clauses have come out",
        "description": "Some editions over all networks and days (`coverage`).",
        **whole,
        "$defs": dict(sorted(named.items())),
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def diff() -> str:
    """The schema of what is said of two editions."""
    named: dict[str, Schema] = {}
    whole = _schema(differences_data.DiffData, named)
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of what changed between two editions",
        "description": "Two editions (`diff`): every pair of clauses in which anything changed.",
        **whole,
        "$defs": dict(sorted(named.items())),
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def membership() -> str:
    """The schema of what is said of practices that leave, join or are divided."""
    named: dict[str, Schema] = {}
    whole = _schema(moved_data.MovedData, named)
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of practices that move",
        "description": "Both sides of a move (`without`, `with`, `split`).",
        **whole,
        "$defs": dict(sorted(named.items())),
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def lint() -> str:
    """The schema of what is said of how specifications are written."""
    named: dict[str, Schema] = {}
    whole = _schema(lint_data.LintData, named)
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of how specifications are written",
        "description": "Every remark of a rule on some files (`lint`).",
        **whole,
        "$defs": dict(sorted(named.items())),
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def money() -> str:
    """The schema of what is said of money."""
    named: dict[str, Schema] = {}
    whole = _schema(budget_data.MoneyReport, named)
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of money",
        "description": "One network by one edition or by several (`money`).",
        **whole,
        "$defs": dict(sorted(named.items())),
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def imported() -> str:
    """The schema of what is said of an import."""
    named: dict[str, Schema] = {}
    whole = _schema(import_data.ImportData, named)
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of an import",
        "description": "Networks from published files (`import`), written as import.json.",
        **whole,
        "$defs": dict(sorted(named.items())),
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def profile() -> str:
    """The schema of what is said of what editions are like."""
    named: dict[str, Schema] = {}
    whole = _schema(profile_data.ProfileReport, named)
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of what editions are like",
        "description": "Some editions side by side (`profile`).",
        **whole,
        "$defs": dict(sorted(named.items())),
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def test() -> str:
    """The schema of what is said of networks held against what is expected of them."""
    named: dict[str, Schema] = {}
    whole = _schema(tested_data.TestData, named)
    written = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What pcn-rules says of what moved",
        "description": "Networks held against what is expected of them (`test`).",
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


SCHEMAS = {
    "assessment": assessment,
    "capacity": capacity,
    "coverage": coverage,
    "diff": diff,
    "import": imported,
    "lint": lint,
    "membership": membership,
    "money": money,
    "profile": profile,
    "test": test,
}
"""The schemas there are, by name."""
