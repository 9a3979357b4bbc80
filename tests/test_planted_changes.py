"""A change planted in the contract itself is told for the networks it moves, and for no others."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from cli_place import run

ROOT = Path(__file__).parent.parent
NETWORKS = ("skegness-and-coast", "boston", "first-coastal", "solas")
"""In the order of the days on which they are tested: the first as at 31 May 2020."""

FINAL = "specs/2020-21-final"
ORGANISATION = f"{FINAL}/5-organisation.pcn"
HOMES = f"{FINAL}/7-3-care-homes.pcn"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the contract and of the reference networks with what is expected of them."""
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    for name in NETWORKS:
        shutil.copytree(ROOT / "networks" / name, tmp_path / "networks" / name)
    monkeypatch.chdir(tmp_path)


def plant(file: str, old: str, new: str) -> int:
    """Change one place of a file; the line on which the changed clause begins, from 1."""
    text = Path(file).read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    Path(file).write_text(text.replace(old, new), encoding="utf-8")
    before = text[: text.index(old)]
    return before.count("\n", 0, before.rindex("\nclause ") + 1) + 1


def moved(printed: str) -> list[tuple[str, str, str]]:
    """Sign, clause and network of each line that a command printed, and where."""
    lines = re.findall(r"^  ([!^~=+-]) (\S+(?: → \S+)?) (\S+):", printed, re.MULTILINE)
    return [(sign, clause, network) for sign, clause, network in lines]


def places(printed: str) -> set[str]:
    return set(re.findall(r"^      (\S+:\d+)$", printed, re.MULTILINE))


def held(printed: str) -> int:
    """How many clauses of networks stand as expected."""
    found = re.findall(r"([\d,]+) as expected", printed)
    return int(found[-1].replace(",", ""))


def final() -> str:
    """What `test` says of the final edition, which has moved."""
    result = run("test", FINAL)
    assert (result.exit_code, result.stderr) == (1, "")
    return result.stdout


def test_nothing_has_moved() -> None:
    result = run("test", FINAL, "specs/2020-21-draft")
    assert (result.exit_code, moved(result.stdout)) == (0, [])


def test_a_higher_threshold_moves_the_networks_below_it() -> None:
    before = run("test", FINAL).stdout
    line = plant(ORGANISATION, "serve at least 30,000", "serve at least 53,000")
    printed = final()
    assert moved(printed) == [("!", "5.1", "first-coastal")]
    assert "! 5.1 first-coastal: met → impossible (breached" in printed
    assert places(printed) == {f"{ORGANISATION}:{line}"}
    assert "1 worse than expected, " in printed
    assert held(printed) == held(before) - 1


def test_an_earlier_deadline_moves_those_whom_it_binds() -> None:
    at = "by 31 July 2020 the PCN must have a simple plan"
    line = plant(HOMES, at, at.replace("31 July", "30 June"))
    printed = final()
    assert moved(printed) == [("~", "7.3.1(b)", name) for name in NETWORKS]
    assert " ".join(printed.split()).count("(due 30 June 2020;") == 4
    assert places(printed) == {f"{HOMES}:{line}"}


def test_a_stronger_modality_moves_those_who_may_not_meet_it() -> None:
    line = plant(
        ORGANISATION, "the PCN should serve at most 50,000", "the PCN must serve at most 50,000"
    )
    printed = final()
    signs = dict(zip(NETWORKS, "!!!~", strict=True))
    assert moved(printed) == [(signs[name], "F-5-02", name) for name in NETWORKS]
    words = " ".join(printed.split())
    assert "boston: PCN should: unknown, impossible or not applicable → PCN must: unknown" in words
    assert "~ F-5-02 solas: PCN should: met → PCN must: met (it holds" in words
    assert places(printed) == {f"{ORGANISATION}:{line}"}


def test_a_clause_that_is_dropped_is_gone_for_all() -> None:
    text = Path(HOMES).read_text(encoding="utf-8")
    clause = re.search(r'clause 7\.3\.3 "(?s:.*?)(?=\nclause )', text)
    assert clause is not None
    Path(HOMES).write_text(text.replace(clause[0], ""), encoding="utf-8")
    printed = final()
    assert moved(printed) == [("-", "7.3.3", name) for name in NETWORKS]
    assert {place.rsplit(":", 1)[0] for place in places(printed)} == {
        f"networks/{name}/expected/2020-21-final.csv" for name in NETWORKS
    }


def test_a_fact_that_is_renamed_is_a_fault_where_a_network_states_it() -> None:
    others = [word for name in NETWORKS[:3] for word in ("--networks", f"networks/{name}")]
    before = held(run("test", FINAL, *others).stdout)
    for path in Path("specs").rglob("*.pcn"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bWTE in post\b", "WTE employed", text), encoding="utf-8")
    result = run("test", FINAL)
    assert result.exit_code == 2
    faults = re.findall(r"--> (\S+)", result.stderr)
    assert {place.rsplit(":", 2)[0] for place in faults} == {"networks/solas/staff.csv"}
    assert held(result.stdout) == before
    assert moved(result.stdout) == []


def test_a_fact_that_is_renamed_is_asked_under_its_new_name_elsewhere() -> None:
    for path in Path("specs").rglob("*.pcn"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bhome rounds held\b", "rounds made", text), encoding="utf-8")
    result = run("test", FINAL)
    assert result.exit_code == 1
    assert moved(result.stdout) == [("~", "7.3.4(a)", name) for name in NETWORKS[1:]]


def test_a_clause_under_another_id_is_renamed_and_nothing_else() -> None:
    plant(HOMES, "clause 7.3.3 ", "clause 7.3.9 ")
    printed = final()
    assert [each for each in moved(printed) if each[0] != "~"] == [
        ("=", "7.3.3 → 7.3.9", name) for name in NETWORKS
    ]


def test_the_other_edition_is_left_alone() -> None:
    plant(ORGANISATION, "serve at least 30,000", "serve at least 53,000")
    result = run("test", "specs/2020-21-draft", FINAL)
    draft, _, changed = result.stdout.partition("final edition")
    assert moved(draft) == []
    assert moved(changed) == [("!", "5.1", "first-coastal")]


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            "specs/2020-21-draft/5-personalised-care.pcn",
            "at least 5 care plans",
            "at least 9 care plans",
            ("!", "PC-02", "constructed/well-run"),
        ),
        (
            "specs/2020-21-draft/5-personalised-care.pcn",
            "at least 4 referrals",
            "at least 6 referrals",
            ("!", "PC-03", "constructed/well-run"),
        ),
        (
            f"{FINAL}/variation-2020-09-17.pcn",
            "from 70% to 77%",
            "from 70% to 95%",
            ("~", "F-D-01", "constructed/well-run"),
        ),
        (
            f"{FINAL}/7-1-extended-hours.pcn",
            "at least 30 minutes of extended hours per",
            "at least 60 minutes of extended hours per",
            ("!", "7.1.1(g)", "constructed/well-run"),
        ),
    ],
)
def test_a_threshold_that_nothing_is_published_of_moves_who_did_hardly_more(
    file: str, old: str, new: str, line: tuple[str, str, str]
) -> None:
    shutil.copytree(
        ROOT / "networks" / "constructed" / "well-run", Path("networks/constructed/well-run")
    )
    plant(file, old, new)
    printed = run("test", FINAL, "specs/2020-21-draft").stdout
    assert moved(printed) == [line]
