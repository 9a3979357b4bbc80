"""The catalogue of faults in a network's folder: every example of it comes out as it says."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_network import FILES, VOCABULARY, load

from pcn_rules.diagnostics import CODES, Diagnostic
from pcn_rules.networks.agreement import check_together
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Network
from pcn_rules.networks.reading import LARGEST_SETTINGS, LARGEST_TABLE
from pcn_rules.networks.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

PAGE = Path(__file__).parent.parent / "docs" / "faults" / "networks.md"
_HEADING = re.compile(r"^## (E[0-9]{3}) · (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```\w+ (wrong|right) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_UNDERLINED = re.compile(r"^underlined: `(.*)`$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fault of the catalogue: files that have it, the words underlined, files without it."""

    code: str
    title: str
    wrong: dict[str, str]
    right: dict[str, str]
    underlined: list[str]


def entries() -> list[Entry]:
    text = PAGE.read_text(encoding="utf-8")
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    found = []
    for heading, end in zip(headings, ends, strict=True):
        body = text[heading.end() : end]
        blocks = {"wrong": dict[str, str](), "right": dict[str, str]()}
        for kind, name, block in _BLOCK.findall(body):
            blocks[kind][name] = block
        underlined = _UNDERLINED.findall(body)
        found.append(Entry(heading[1], heading[2], blocks["wrong"], blocks["right"], underlined))
    return found


def load_with(folder: Path, files: dict[str, str]) -> tuple[Diagnostic, ...]:
    """Every fault of the small network with some files in place of its own."""
    folder.mkdir()
    for name, text in (FILES | files).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return load_network(folder, VOCABULARY)[1]


CATALOGUE = entries()
WITH_EXAMPLES = [entry for entry in CATALOGUE if entry.wrong]


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_the_example_has_this_fault_and_no_other(entry: Entry, tmp_path: Path) -> None:
    found = load_with(tmp_path / "wrong", entry.wrong)
    assert [(fault.code, fault.span.text) for fault in found] == [
        (entry.code, words) for words in entry.underlined
    ]


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_every_fault_has_a_remedy(entry: Entry, tmp_path: Path) -> None:
    assert all(fault.help for fault in load_with(tmp_path / "wrong", entry.wrong))


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_the_remedy_mends_it(entry: Entry, tmp_path: Path) -> None:
    files = {name: text for name, text in entry.wrong.items() if name not in FILES}
    assert load_with(tmp_path / "right", files | entry.right) == ()


# --- faults that no text can show ---------------------------------------------------------------


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [fault.code for fault in found]


def file_at_fault(found: tuple[Diagnostic, ...]) -> str:
    return Path(found[0].span.source.path).name


def test_e401_a_path_that_is_no_folder(tmp_path: Path) -> None:
    _, missing = load_network(tmp_path / "nowhere", VOCABULARY)
    assert codes(missing) == ["E401"]
    assert "no such file or directory" in missing[0].message
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert codes(load_network(tmp_path / "file", VOCABULARY)[1]) == ["E401"]


def test_e401_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert codes(load_network(tmp_path / "loop", VOCABULARY)[1]) == ["E401"]


def test_e402_without_settings_the_other_files_are_still_checked(tmp_path: Path) -> None:
    _, found = load(tmp_path / "n", network=None, practices="id,list size\nP1,-1\n")
    assert codes(found) == ["E402", "E433"]


def test_e403_a_link_to_itself_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    folder = tmp_path / "n"
    load(folder, practices=None, care_homes=None, evidence=None)
    (folder / "practices.csv").symlink_to(folder / "practices.csv")
    (folder / "care-homes.csv").mkdir()
    os.mkfifo(folder / "evidence.csv")
    _, found = load_network(folder, VOCABULARY)
    assert [(fault.code, fault.message) for fault in found] == [
        ("E403", "`care-homes.csv` is no plain file"),
        ("E403", "`evidence.csv` is no plain file"),
        ("E403", "`practices.csv` is a link that leads nowhere"),
    ]


def test_e403_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(tmp_path / "n")

    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    _, found = load_network(tmp_path / "n", VOCABULARY)
    assert set(codes(found)) == {"E403"}
    assert found[0].message == "`care-homes.csv` cannot be read: permission denied"


def test_e404_a_file_that_is_too_large(tmp_path: Path) -> None:
    huge = "id,name\n" + "A,Home\n" * (LARGEST_TABLE // 7)
    _, found = load(tmp_path / "n", care_homes=huge)
    assert (codes(found), file_at_fault(found)) == (["E404"], "care-homes.csv")
    _, found = load(tmp_path / "s", network="#" * (LARGEST_SETTINGS + 1))
    assert (codes(found), file_at_fault(found)) == (["E404"], "network.toml")


@pytest.mark.parametrize(
    ("data", "underlined"),
    [
        ("id,name,source\nA,Béatrice,own\n".encode("cp1252"), "\ufffd"),
        ("id,name,source\nA,Home A,own\n".encode("utf-16"), ""),
        (b"id,name,source\nA,Home\0A,own\n", "\0"),
        ("id,name,source\nA,Home \u202eA,own\n".encode(), "\u202e"),
    ],
)
def test_e405_a_file_in_another_alphabet(tmp_path: Path, data: bytes, underlined: str) -> None:
    load(tmp_path / "n")
    (tmp_path / "n" / "care-homes.csv").write_bytes(data)
    _, found = load_network(tmp_path / "n", VOCABULARY)
    assert [(fault.code, fault.span.text) for fault in found] == [("E405", underlined)]
    assert underlined != "\ufffd" or (found[0].span.line, found[0].span.column) == (2, 4)


def test_e405_settings_in_another_alphabet(tmp_path: Path) -> None:
    load(tmp_path / "n")
    (tmp_path / "n" / "network.toml").write_bytes(b"[network]\nname = 'B\xe9'\n")
    _, found = load_network(tmp_path / "n", VOCABULARY)
    assert (codes(found), found[0].help) == (["E405"], "save it as UTF-8")


def test_e406_files_that_nobody_would_read(tmp_path: Path) -> None:
    _, found = load(tmp_path / "n", care_home="id\nA\n")
    assert [(fault.code, fault.help) for fault in found] == [
        ("E406", "did you mean `care-homes.csv`?")
    ]
    (tmp_path / "n" / "care-home.csv").rename(tmp_path / "n" / "Budget.xlsx")
    assert codes(load_network(tmp_path / "n", VOCABULARY)[1]) == ["E406"]
    (tmp_path / "n" / "Budget.xlsx").rename(tmp_path / "n" / "~$Budget.xlsx")
    (tmp_path / "n" / "README.md").write_text("Words.", encoding="utf-8")
    assert load_network(tmp_path / "n", VOCABULARY)[1] == ()


def test_e418_more_rows_columns_or_words_than_a_network_has(tmp_path: Path) -> None:
    rows = "id,source\n" + "".join(f"{number},own\n" for number in range(MOST_ROWS + 1))
    assert codes(load(tmp_path / "rows", practices=rows)[1]) == ["E418"]
    columns = "id,source" + "," * MOST_COLUMNS + "\nA,own\n"
    assert codes(load(tmp_path / "columns", practices=columns)[1]) == ["E418"]
    word = f"id,name,source\nA,{'x' * (LONGEST_CELL + 1)},own\n"
    assert codes(load(tmp_path / "words", practices=word)[1]) == ["E418"]


def test_e418_so_many_faults_that_the_rest_is_not_read(tmp_path: Path) -> None:
    _, found = load(tmp_path / "n", practices="id,list size,source\n" + "P,-1,nhs\n" * 2_000)
    assert codes(found).count("E433") == 500
    assert codes(found)[-1] == "E418"


def test_e418_so_many_things_listed_twice_that_some_are_left_out(tmp_path: Path) -> None:
    _, found = load(tmp_path / "n", practices="id,source\n" + "P,nhs\n" * 2_000)
    assert (codes(found).count("E441"), codes(found).count("E418")) == (500, 1)


def test_e418_more_values_of_one_fact_than_anybody_has(tmp_path: Path) -> None:
    rows = "".join(
        f"care home,A,beds,{number},2020-05-01 onwards,own\n" for number in range(300, 500)
    )
    _, found = load(tmp_path / "n", evidence=f"about,id,fact,value,describes,source\n{rows}")
    assert codes(found)[-1] == "E418"


def test_e451_a_practice_in_two_networks(tmp_path: Path) -> None:
    one, _ = load(tmp_path / "one", care_homes=None, evidence=None)
    other, _ = load(
        tmp_path / "other",
        practices="id,name,from,source\nP2,Second practice,2020-08-31,nhs\nP9,Ninth,,nhs\n",
    )
    later, _ = load(
        tmp_path / "later",
        practices="id,name,from,source\nP2,Second practice,2020-09-01,nhs\n",
    )
    assert one is not None
    assert other is not None
    assert later is not None
    [fault] = check_together([one, other])
    assert (fault.code, fault.span.text) == ("E451", "P2")
    assert fault.message.endswith("from 31 August 2020")
    assert [related.span.text for related in fault.related] == ["P2"]
    assert check_together([one, later]) == ()


def test_e451_what_is_known_better_since_is_left_out(tmp_path: Path) -> None:
    rows = "id,from,to,known,source\nP1,2019-10-01,,2019-12-04,nhs\n"
    stayed, _ = load(tmp_path / "stayed", practices=rows, care_homes=None, evidence=None)
    left, _ = load(tmp_path / "left", practices=f"{rows}P1,2019-10-01,2020-05-31,2022-04-27,nhs\n")
    joined, _ = load(
        tmp_path / "joined",
        practices="id,from,source\nP1,2020-07-01,nhs\n",
        care_homes=None,
        evidence=None,
    )
    assert stayed is not None
    assert left is not None
    assert joined is not None
    assert [fault.code for fault in check_together([stayed, joined])] == ["E451"]
    assert check_together([left, joined]) == ()


ALIGNED = "id,source,describes,aligned\n"


def aligned(folder: Path, row: str, **more: str) -> Network:
    found, faults = load(folder, care_homes=ALIGNED + row, practices=None, **more)
    assert faults == ()
    assert found is not None
    return found


def test_e452_a_home_aligned_with_two_networks(tmp_path: Path) -> None:
    one = aligned(tmp_path / "one", "A,own,2020-05-01 to 2020-09-30,yes\n")
    late = aligned(tmp_path / "late", "A,own,2020-05-30 onwards,yes\n")
    [fault] = check_together([one, late])
    assert (fault.code, fault.span.text) == ("E452", "yes")
    assert fault.message == (
        "`aligned` of `A` is yes in `Small network` and in `Small network` on the same days"
    )
    [related] = fault.related
    assert [Path(place.source.path).parent.name for place in (related.span, fault.span)] == [
        "one",
        "late",
    ]
    [*twice] = check_together([one, late, aligned(tmp_path / "third", "A,own,2020-06-01,yes\n")])
    assert codes(tuple(twice)) == ["E452", "E452"]


# --- the catalogue as a whole -------------------------------------------------------------------


def test_the_catalogue_has_every_code_of_networks_in_order() -> None:
    listed = [(entry.code, entry.title) for entry in CATALOGUE]
    assert listed == [(code, title) for code, title in CODES.items() if "E400" < code < "E470"]


def test_every_code_has_an_example_or_a_test_of_its_own() -> None:
    tests = Path(__file__).read_text(encoding="utf-8")
    alone = {entry.code for entry in CATALOGUE if not entry.wrong}
    assert alone == {f"E{number}" for number in re.findall(r"def test_e(4[0-9]{2})_", tests)}


def test_every_example_underlines_something_and_has_a_remedy() -> None:
    assert [entry.code for entry in WITH_EXAMPLES if not entry.underlined or not entry.right] == []


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_every_fault_is_one_plain_sentence(entry: Entry, tmp_path: Path) -> None:
    for fault in load_with(tmp_path / "wrong", entry.wrong):
        for sentence in (fault.message, fault.help or ""):
            outside = re.sub(r"`[^`]*`", "`", sentence)
            assert re.fullmatch(r"[^\n]*[^.\n]", sentence)
            assert re.match(r"[a-z`0-9]", sentence)
            assert not re.search(r"pydantic|toml parser|token|Fraction|None|True|NoneType", outside)
