"""Reports as JSON, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from report_samples import HOSTILE, SAMPLE
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from pcn_rules import __version__
from pcn_rules.evaluate.result import Cause, Verdict
from pcn_rules.report.render import render, render_clause

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TOP = [
    "schema_version",
    "program",
    "specification",
    "network",
    "as_at",
    "known_by",
    "earlier",
    "summary",
    "clauses",
]
CLAUSE = {
    "id",
    "service",
    "title",
    "actor",
    "modality",
    "kind",
    "aim",
    "due",
    "state",
    "verdict",
    "cause",
    "possible",
    "deciding",
    "subjects",
    "instances",
    "citations",
    "reasons",
}


class JsonFile(SingleFileSnapshotExtension):
    """Snapshots as JSON files."""

    _write_mode = WriteMode.TEXT
    _file_extension = "json"
    file_extension = "json"


def data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render([SAMPLE], "json"))
    return loaded


def test_an_assessment_as_json(snapshot: SnapshotAssertion) -> None:
    page = render([SAMPLE], "json").replace(f'"{__version__}"', '"VERSION"')
    assert page == snapshot.use_extension(JsonFile)


def test_one_assessment_has_exactly_these_parts() -> None:
    assert list(data()) == TOP


def test_every_clause_has_these_parts() -> None:
    for clause in data()["clauses"]:
        assert set(clause) >= CLAUSE


def test_clauses_stand_in_natural_order() -> None:
    ids = [clause["id"] for clause in data()["clauses"]]
    assert ids[:5] == ["4.14", "5.1", "5.2", "5.3", "5.10"]
    assert ids.index("7.3.4(b)") < ids.index("7.3.10")


def test_the_summary_counts_the_own_duties_and_the_others_apart() -> None:
    summary = data()["summary"]
    assert summary["own"]["duties"] == 14
    assert summary["own"]["verdicts"] == {
        "met": 3,
        "at risk": 3,
        "impossible": 4,
        "not applicable": 1,
        "unknown": 3,
    }
    assert summary["own"]["causes"]["deliverable"] == 1
    assert summary["should"]["duties"] == 1
    assert summary["others"]["duties"] == 1
    assert summary["no_verdict"] == 2


def test_verdicts_and_causes_are_the_words_of_the_model() -> None:
    for clause in data()["clauses"]:
        assert clause["verdict"] in {None, *(verdict.value for verdict in Verdict)}
        assert clause["cause"] in {None, *(cause.value for cause in Cause)}


def test_several_assessments_are_a_list() -> None:
    several = json.loads(render([SAMPLE, HOSTILE], "json"))
    assert list(several) == ["schema_version", "program", "assessments"]
    assert [list(each) for each in several["assessments"]] == [TOP[2:], TOP[2:]]


def test_one_clause_stands_under_the_same_heading() -> None:
    explained = json.loads(render_clause(SAMPLE, "5.1", "json"))
    assert list(explained) == [*TOP[:7], "clause"]
    assert explained["clause"] == next(c for c in data()["clauses"] if c["id"] == "5.1")


def test_names_command_no_terminal() -> None:
    page = render([HOSTILE], "json")
    assert page.replace("\n", "").isprintable()
