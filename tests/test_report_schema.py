"""The published JSON Schema, and every JSON report held to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from cli_place import run
from jsonschema import Draft202012Validator, FormatChecker
from report_samples import HOSTILE, SAMPLE

from pcn_rules.evaluate.result import Cause, State, Verdict
from pcn_rules.report import shape
from pcn_rules.report.data import SCHEMA_VERSION
from pcn_rules.report.render import render, render_clause

ROOT = Path(__file__).parent.parent
NETWORKS = sorted(str(folder.parent) for folder in (ROOT / "networks").glob("*/network.toml"))


def published() -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(run("schema", "assessment").stdout)
    return printed


def closed(schema: Any) -> Any:
    """The schema with nothing allowed that it does not name, so that a slip is seen.

    Shapes named in the schema are closed; the published one leaves room for later additions.
    """
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {"additionalProperties": False} if "properties" in schema else {}
    return {**{key: closed(value) for key, value in schema.items()}, **shut}


def faults(page: str) -> list[str]:
    validator = Draft202012Validator(closed(published()), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(page))]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(published())


@pytest.mark.parametrize("shown", [[SAMPLE], [HOSTILE], [SAMPLE, HOSTILE]])
def test_assessments_are_valid(shown: list[Any]) -> None:
    assert faults(render(shown, "json")) == []


@pytest.mark.parametrize("id", [clause.id for clause in SAMPLE.clauses])
def test_one_clause_is_valid(id: str) -> None:
    assert faults(render_clause(SAMPLE, id, "json")) == []


def test_what_the_commands_write_of_the_reference_networks_is_valid() -> None:
    several = run("assess", *NETWORKS, "--format", "json", "--as-at", "2020-06-01").stdout
    one = run("assess", NETWORKS[0], "--format", "json").stdout
    clause = run("explain", "7.3.1(d)", NETWORKS[0], "--format", "json").stdout
    assert [faults(page) for page in (several, one, clause)] == [[], [], []]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('"verdict": "met"', '"verdict": "fine"'), ('"as_at"', '"as_of"'), ('"1.3"', '"2.0"')],
)
def test_the_schema_refuses_what_is_not_a_report(right: str, wrong: str) -> None:
    page = render([SAMPLE], "json")
    assert right in page
    assert faults(page.replace(right, wrong, 1)) != []


def test_the_words_of_the_schema_are_those_of_the_model() -> None:
    for words, model in (
        (shape.VerdictWord, Verdict),
        (shape.CauseWord, Cause),
        (shape.StateWord, State),
    ):
        assert list(get_args(words)) == [each.value for each in model]  # type: ignore[attr-defined]


def test_the_schema_says_its_own_version_and_what_its_shapes_are() -> None:
    schema = published()
    assert schema["$defs"]["OneAssessment"]["properties"]["schema_version"]["pattern"] == (
        rf"^{SCHEMA_VERSION[0]}\.\d+$"
    )
    assert [name for name, each in schema["$defs"].items() if not each["description"]] == []


def test_an_unknown_schema_is_a_wrong_word() -> None:
    assert run("schema", "nothing").exit_code == 2
