"""Every fault of what is expected: its page, its code, the words it underlines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from cli_place import contract_and_network, network, put, run

from pcn_rules.diagnostics import CODES
from pcn_rules.expectations.reading import read_expectations
from pcn_rules.language.faults import Faults
from pcn_rules.networks.table import LONGEST_CELL, MOST_ROWS

PAGE = Path(__file__).parent.parent / "docs/faults/expectations.md"
TEXT = PAGE.read_text(encoding="utf-8")
FILE = "networks/ours/expected/first.csv"
TODAY = "2021-03-01"
HEAD = "as at,clause,title,expected,because,was,acknowledged,by,until\n"
LEAD = (
    '2020-06-01,1.1(a),A lead GP for each home,PCN must: can be met,"not yet done, 60 days left",'
)
SIZE = "2020-06-01,2.1,List size,PCN must: met,it holds on 1 June 2020,,,,\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One fault of the page, with a file that has it and one that has not."""

    code: str
    title: str
    wrong: str
    underlined: str
    right: str


def entries() -> list[Entry]:
    found = re.findall(
        r"^## (E\d+) · (.+)\n(?s:.*?)```csv wrong\n((?s:.*?))```\n\nunderlined: `(.+)`\n\n"
        r"```csv right\n((?s:.*?))```",
        TEXT,
        re.MULTILINE,
    )
    return [Entry(*each) for each in found]


ENTRIES = entries()


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    contract_and_network(tmp_path)
    put(tmp_path / "networks/ours", network("X1"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(text: str) -> tuple[int, list[str], str]:
    """How `test` ends on a file of expectations: its status, codes and what it says of them."""
    put(Path(), {FILE: text})
    result = run("test", "specs", "--today", TODAY)
    return result.exit_code, re.findall(r"error\[(E\d+)\]", result.stderr), result.stderr


def test_the_page_has_every_code_in_order() -> None:
    told = {code: title for code, title in CODES.items() if code.startswith("E6")}
    assert {entry.code: entry.title for entry in ENTRIES} == told
    assert re.findall(r"^## (E\d+)", TEXT, re.MULTILINE) == sorted(told)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_the_wrong_example_is_told_at_its_words(entry: Entry) -> None:
    status, codes, said = told(entry.wrong)
    assert (status, codes) == (2, [entry.code])
    lines = said.splitlines()
    at = next(number for number, line in enumerate(lines) if "^" in line)
    start, end = lines[at].index("^"), lines[at].rindex("^") + 1
    assert lines[at - 1][start:end] == entry.underlined
    assert "= help:" in said


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_the_right_example_is_as_expected(entry: Entry) -> None:
    assert told(entry.right)[:2] == (0, [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["E416"]),
        ("as at,clause\n", ["E416"]),
        (HEAD.replace("title", "titel") + LEAD + ",,,\n" + SIZE, ["E414"]),
        (HEAD.replace("because", "by"), ["E415"]),
        (HEAD + LEAD + ",,,,,more\n" + SIZE, ["E417"]),
        (HEAD + LEAD.replace("2020-06-01", "31 May 2020") + ",,,\n" + SIZE, ["E421"]),
        (HEAD + LEAD.replace("06-01", "06-31") + ",,,\n" + SIZE, ["E420"]),
        (HEAD + LEAD + "PCN must: met,why,me,someday\n" + SIZE, ["E421"]),
        (HEAD + LEAD + "PCN must: good,why,me,2021-04-01\n" + SIZE, ["E603", "E606"]),
        (HEAD + LEAD + ",why,me,2021-04-01\n" + SIZE, ["E606"]),
        (HEAD + LEAD + ",,,2021-04-01\n" + SIZE, ["E604"]),
        (HEAD + '"never closed,1.1(a)', ["E413"]),
        (HEAD + "x" * (LONGEST_CELL + 1) + "\n", ["E418"]),
        (HEAD.replace(",", ";"), ["E414", "E416", "E416", "E416"]),
        (HEAD + LEAD + "\x1b[31m,,,\n", ["E405"]),
    ],
)
def test_a_hostile_file_is_told_at_its_cells(text: str, codes: list[str]) -> None:
    status, found, said = told(text)
    assert (status, found) == (2, codes)
    assert "Traceback" not in said
    assert FILE in said


@pytest.mark.parametrize(
    ("content", "code"), [(b"\xff\xfea\x00", "E405"), (b"as at\xff", "E405"), (b"\x00", "E405")]
)
def test_what_is_no_text_is_told(content: bytes, code: str) -> None:
    put(Path(), {FILE: ""})
    Path(FILE).write_bytes(content)
    result = run("test", "specs", "--today", TODAY)
    assert (result.exit_code, re.findall(r"error\[(E\d+)\]", result.stderr)) == (2, [code])


def test_a_folder_in_place_of_the_file_is_told() -> None:
    Path(FILE).mkdir(parents=True)
    result = run("test", "specs", "--today", TODAY)
    assert result.exit_code == 2
    assert "error[E403]" in result.stderr


def test_a_file_of_too_many_rows_is_read_no_further(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    rows = "".join(f"2020-06-01,{n},T,PCN may,,,,,\n" for n in range(MOST_ROWS + 1))
    path.write_text(HEAD + rows, encoding="utf-8")
    faults = Faults()
    assert len(read_expectations(path, faults).rows) == MOST_ROWS
    assert [fault.code for fault in faults.sorted()] == ["E418"]


@pytest.mark.parametrize(("today", "codes"), [("2021-03-31", []), ("2021-04-01", ["E605"])])
def test_an_acknowledgement_holds_up_to_its_last_day(today: str, codes: list[str]) -> None:
    put(Path(), {FILE: HEAD + LEAD + "PCN must: met,why,me,2021-03-31\n" + SIZE})
    result = run("test", "specs", "--today", today)
    assert re.findall(r"error\[(E\d+)\]", result.stderr) == codes
    assert result.exit_code == (2 if codes else 0)


def test_without_a_day_it_is_today_that_counts() -> None:
    until = date.today().isoformat()  # noqa: DTZ011 - the day of whoever runs this
    put(Path(), {FILE: HEAD + LEAD + f"PCN must: met,why,me,{until}\n" + SIZE})
    assert run("test", "specs").exit_code == 0
    put(Path(), {FILE: HEAD + LEAD + "PCN must: met,why,me,2020-12-31\n" + SIZE})
    assert run("test", "specs").exit_code == 2


def test_what_was_acknowledged_and_stands_otherwise_matches_nothing() -> None:
    row = SIZE.replace("PCN must: met", "PCN must: impossible").replace(
        ",,,,", ",PCN must: met,why,me,2021-04-01"
    )
    status, codes, said = told(HEAD + LEAD + ",,,\n" + row)
    assert (status, codes) == (2, ["E606"])
    assert "`2.1` is no longer `PCN must: impossible`, but `PCN must: met`" in said


def test_an_acknowledgement_of_a_clause_that_is_gone_matches_nothing() -> None:
    row = "2020-06-01,9.9,Gone,PCN must: impossible,,PCN must: met,why,me,2021-04-01\n"
    status, codes, said = told(HEAD + LEAD + ",,,\n" + SIZE + row)
    assert (status, codes) == (2, ["E606"])
    assert "there is no clause `9.9` any more" in said
