"""A folder becomes a checked specification, and whatever is wrong with its files is told."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from small_contract import clause, faults, files, told

from pcn_rules import files as reading
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.load import load_specification, load_text

CONTRACT = clause("by 31 July 2020 the PCN must write a plan")
EFFORT = 'assumptions "{}"\n\nto write a plan\n  takes negligible effort\n'


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A folder `specs` with an edition, a vocabulary and assumptions."""
    specs = tmp_path / "specs"
    texts = files(CONTRACT)
    write(specs / "vocabulary" / "words.pcn", texts["vocabulary.pcn"])
    contract = texts["contract.pcn"].replace("vocabulary.pcn", "../vocabulary/words.pcn")
    write(specs / "2020" / "contract.pcn", contract)
    write(specs / "assumptions" / "effort.pcn", EFFORT.format("Effort"))
    return specs / "2020"


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults_in(path: Path, assumptions: list[Path] | None = None) -> tuple[Diagnostic, ...]:
    return load_specification(path, assumptions)[1]


def test_a_day_that_does_not_exist_hides_no_other_fault_of_its_clause() -> None:
    text = clause("by 31 June 2020 the PCN must write a plam\nsubject to clause 9")
    codes = {fault.code for fault in load_text(files(text))[1]}
    assert {"E105", "E103", "E156"} <= codes


def test_a_folder_is_read_with_its_vocabulary_and_the_assumptions_beside_it(edition: Path) -> None:
    specification, found, inputs = load_specification(edition)
    assert found == ()
    assert specification is not None
    assert specification.assumptions == ("Effort",)
    root = edition.parent.as_posix()
    assert [file.path.removeprefix(f"{root}/") for file in inputs] == [
        "2020/contract.pcn",
        "vocabulary/words.pcn",
        "assumptions/effort.pcn",
    ]
    read = (edition / "contract.pcn").read_bytes()
    assert inputs[0].sha256 == hashlib.sha256(read).hexdigest()


def test_one_file_may_stand_for_a_folder(edition: Path) -> None:
    assert load_specification(edition / "contract.pcn") == load_specification(edition)


def test_assumptions_may_be_named_or_left_out(edition: Path) -> None:
    other = write(edition / ".." / "other" / "kind.pcn", EFFORT.format("Kind"))
    for named in ([other], [other.parent]):
        specification, found, _ = load_specification(edition, named)
        assert found == ()
        assert specification is not None
        assert specification.assumptions == ("Kind",)
    specification, _, inputs = load_specification(edition, ())
    assert specification is not None
    assert specification.assumptions == ()
    assert len(inputs) == 2


def test_a_file_is_read_once_whatever_it_is_called(edition: Path) -> None:
    (edition / "again.pcn").symlink_to(edition / "contract.pcn")
    header = (edition / "contract.pcn").read_text()
    twice = header.replace(
        '"../vocabulary/words.pcn"', '"../vocabulary/words.pcn"\n  uses "../vocabulary/./words.pcn"'
    )
    write(edition / "contract.pcn", twice)
    assert faults_in(edition) == ()


def test_several_files_make_one_specification(edition: Path) -> None:
    write(edition / "more.pcn", 'service 2 "More"\n\n' + clause("write a summary", "2"))
    specification, found, _ = load_specification(edition)
    assert found == ()
    assert specification is not None
    assert [(c.id, c.service, c.service_title) for c in specification.clauses] == [
        ("1", "1", "A service"),
        ("2", "2", "More"),
    ]


def test_windows_line_ends_and_a_byte_order_mark_are_read(edition: Path) -> None:
    text = (edition / "contract.pcn").read_text().replace("\n", "\r\n")
    write(edition / "contract.pcn", b"\xef\xbb\xbf" + text.encode())
    assert faults_in(edition) == ()


def test_a_source_is_declared_once_in_a_file_and_once_more_in_another(edition: Path) -> None:
    text = (edition / "contract.pcn").read_text()
    (declared,) = [line for line in text.splitlines() if line.startswith("source SPEC")]
    more = f'{declared}\n\nservice 2 "More"\n\n' + clause("write a summary", "2")
    write(edition / "more.pcn", more)
    assert faults_in(edition) == ()
    write(edition / "more.pcn", f"{declared}\n{more}")
    _, found, _ = load_specification(edition)
    assert [(fault.code, fault.span.text) for fault in found] == [("E159", "SPEC")]
    assert found[0].message == "the source `SPEC` is declared twice"


# --- files that cannot be read ----------------------------------------------------------------


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    specification, (fault,), inputs = load_specification(tmp_path / "nowhere")
    assert (specification, inputs) == (None, ())
    assert fault.code == "E001"
    assert fault.span.source.path == (tmp_path / "nowhere").as_posix()
    assert "it is not there" in fault.message


def test_a_vocabulary_that_is_not_there_is_told_where_it_is_named(edition: Path) -> None:
    (edition / ".." / "vocabulary" / "words.pcn").unlink()
    (fault,) = faults_in(edition)
    assert (fault.code, fault.span.text) == ("E001", "../vocabulary/words.pcn")


def test_a_folder_without_files_of_the_language_is_told(edition: Path) -> None:
    empty = edition / ".." / "empty"
    empty.mkdir()
    assert [f.code for f in faults_in(empty)] == ["E006"]


def test_a_folder_without_a_specification_is_told(edition: Path) -> None:
    (fault,) = faults_in(edition / ".." / "vocabulary")
    assert fault.code == "E004"
    assert "holds no specification" in fault.message


def test_bytes_that_are_no_text_are_told_with_their_line(edition: Path) -> None:
    write(edition / "more.pcn", b'service 2 "More"\n\n# caf\xe9\n')
    (fault,) = faults_in(edition)
    assert fault.code == "E002"
    assert "line 3" in fault.message


def test_links_that_lead_back_to_themselves_are_told(edition: Path) -> None:
    (edition / "loop.pcn").symlink_to(edition / "loop.pcn")
    (fault,) = faults_in(edition)
    assert fault.code == "E001"
    assert "leads back to itself" in fault.message


def test_folders_and_pipes_are_no_files(edition: Path) -> None:
    (edition / "folder.pcn").mkdir()
    os.mkfifo(edition / "pipe.pcn")
    assert [(f.code, "not a file" in f.message) for f in faults_in(edition)] == [
        ("E001", True),
        ("E001", True),
    ]


def test_a_file_that_is_too_large_is_told(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 100)
    assert {f.code for f in faults_in(edition)} == {"E003"}


def test_a_file_of_another_kind_is_told_where_it_is_named(edition: Path) -> None:
    text = (edition / "contract.pcn").read_text()
    write(edition / "contract.pcn", text.replace("vocabulary/words", "assumptions/effort"))
    found = faults_in(edition)
    assert told(found)[0] == ("E007", "../assumptions/effort.pcn")
    (fault,) = faults_in(edition, [edition / ".." / "vocabulary" / "words.pcn"])[1:] or found[:1]
    assert fault.code == "E007"


def test_a_file_or_a_folder_that_may_not_be_read_is_told(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_: str) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert {f.code for f in faults_in(edition)} == {"E001"}
    monkeypatch.setattr(Path, "iterdir", refuse)
    (fault,) = faults_in(edition, [])
    assert fault.code == "E001"
    assert "it may not be read" in fault.message


def test_a_name_that_no_system_takes_is_told(edition: Path) -> None:
    (fault,) = faults_in(Path("no\0name.pcn"))
    assert fault.code == "E001"
    assert "it cannot be opened" in fault.message
    (fault,) = faults_in(edition, [Path("no\0name.pcn")])
    assert fault.code == "E001"


def test_a_file_of_nothing_is_told(edition: Path) -> None:
    write(edition / "empty.pcn", "")
    assert len(faults_in(edition)) == 1


def test_a_specification_is_no_set_of_assumptions(edition: Path) -> None:
    (fault,) = faults_in(edition, [write(edition / ".." / "x" / "more.pcn", 'service 2 "More"\n')])
    assert fault.code == "E007"
    assert "is a specification, where assumptions belongs" in fault.message


# --- what the files say together --------------------------------------------------------------


def test_a_specification_is_named_once() -> None:
    texts = files(CONTRACT)
    texts["more.pcn"] = texts["contract.pcn"].partition("source")[0]
    specification, found = load_text(texts)
    assert specification is None
    assert told(found) == [("E005", "specification")]


def test_without_a_header_everything_else_is_still_read() -> None:
    texts = files(clause("by 31 July 2020 the PCN must rite a plan"))
    texts["contract.pcn"] = "source" + texts["contract.pcn"].partition("source")[2]
    assert [code for code, _ in told(load_text(texts)[1])] == ["E004", "E103"]


def test_what_a_text_says_decides_what_it_is() -> None:
    texts = files(CONTRACT)
    renamed = {"b": texts["contract.pcn"], "a": texts["vocabulary.pcn"]}
    assert load_text(renamed) == load_text(texts)
    assert load_text({})[0] is None


@pytest.mark.parametrize(
    ("correct", "broken", "code"),
    [
        ("in force from", "in farce from", "E004"),
        ('service 1 "A service"', "service 1 A service", "E164"),
        ('service 1 "A service"', 'servace 1 "A service"', "E164"),
        ('clause 1 "A clause"', "clause 1 A clause", "E307"),
        ('source SPEC "The', "source SPEC The", "E153"),
    ],
)
def test_what_is_missing_only_because_its_block_is_broken_is_not_told(
    correct: str, broken: str, code: str
) -> None:
    texts = files(CONTRACT)
    assert correct in texts["contract.pcn"]
    texts["contract.pcn"] = texts["contract.pcn"].replace(correct, broken)
    found = load_text(texts)[1]
    assert len(found) == 1
    assert found[0].code != code


@pytest.mark.parametrize(
    ("block", "body"),
    [
        ("entity shop\n  fact open : yes or\n", "write a plan\nfor each open shop"),
        ("fact sunny : yes or", "write a plan\nif sunny"),
        ("fact rooms : beds\nunit rooms, all of them", "write a plan\nif number of rooms > 3"),
        ("actor council another party", "the council must write a plan"),
        ('phrase "keep (n: beds) clean"\n  means every', "keep 30 beds clean"),
        ("event storm\n  fact heavy :", "within 2 weeks of each storm the PCN must write a plan"),
    ],
)
def test_what_a_broken_block_declares_is_not_called_unknown(block: str, body: str) -> None:
    unknown = {"E103", "E150", "E151", "E154", "E157"}
    assert {f.code for f in faults(clause(body))} & unknown
    assert not {f.code for f in faults(clause(body), block)} & unknown


def test_where_a_vocabulary_cannot_be_read_its_words_are_not_called_unknown(edition: Path) -> None:
    write(edition / ".." / "vocabulary" / "words.pcn", b"\xff")
    assert [f.code for f in faults_in(edition)] == ["E002"]


def test_a_specification_without_clauses_asks_nothing() -> None:
    assert told(load_text(files(""))[1]) == [("E307", 'specification "Example"')]
