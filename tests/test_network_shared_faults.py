"""A cause of faults that many rows share is one fault, at the first of them."""

from __future__ import annotations

from pathlib import Path

from small_network import FILES, load

from pcn_rules.diagnostics import Diagnostic

EVIDENCE = "about,id,fact,value,source\n"


def messages(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in found]


def test_a_file_that_is_not_there_is_one_fault_and_its_remedy_has_its_columns(
    tmp_path: Path,
) -> None:
    rows = "".join(f"practice,P{number},list size,9000,nhs\n" for number in range(600))
    text = FILES["network.toml"] + (
        '\n[[stands_for]]\nentity = "practice"\nfact = "list size"\nsubject = "P1"\n'
        'from = 2020-07-01\nreason = "no change"\n'
    )
    _, found = load(tmp_path / "n", practices=None, evidence=EVIDENCE + rows, network=text)
    message = "there is no `practices.csv`, so no practice is known here"
    assert messages(found) == [("E444", f"{message} (the same in 600 more places)")]
    assert Path(found[0].span.source.path).name == "evidence.csv"
    assert found[0].span.text == "P0"
    assert found[0].help == "add it with the headings `id,name,from,to,source` and a row for each"
    _, found = load(tmp_path / "a", evidence=f"{EVIDENCE}admission,1,care plan agreed,yes,own\n")
    assert found[0].help == "add it with the headings `id,name,on,source` and a row for each"


def test_a_file_without_rows_is_one_fault(tmp_path: Path) -> None:
    rows = "practice,P1,list size,9000,nhs\npractice,P2,list size,9000,nhs\n"
    _, found = load(tmp_path / "n", practices="id,source\n", evidence=EVIDENCE + rows)
    assert messages(found) == [
        ("E444", "`practices.csv` lists no practice (the same in 1 more place)")
    ]


def test_one_id_misspelt_in_many_rows_is_one_fault_at_the_first(tmp_path: Path) -> None:
    rows = "care home,Q,beds,26,own\ncare home,Q,aligned,yes,own\ncare home,R,beds,2,own\n"
    _, found = load(tmp_path / "n", evidence=EVIDENCE + rows)
    assert [(fault.span.line, fault.message) for fault in found] == [
        (2, "no care home here has the id `Q` (the same in 1 more place)"),
        (4, "no care home here has the id `R`"),
    ]


def test_one_source_misspelt_in_many_rows_is_one_fault(tmp_path: Path) -> None:
    rows = "id,source\n" + "".join(f"{number},council\n" for number in range(600))
    _, found = load(tmp_path / "n", care_homes=rows, evidence=None)
    message = "no source `council` is declared in network.toml"
    assert messages(found) == [("E445", f"{message} (the same in 599 more places)")]


def test_settings_without_any_source_are_one_fault(tmp_path: Path) -> None:
    text = FILES["network.toml"].split("[sources.own]", maxsplit=1)[0]
    _, found = load(tmp_path / "n", network=text, care_homes="id\nA\nB\n")
    message = "network.toml declares no source of what the rows hold"
    assert messages(found) == [("E445", f"{message} (the same in 4 more places)")]
    assert found[0].help == (
        "declare it there, below a heading `[sources.nhs]`, with title, publisher and day"
    )
    statement = (
        '\n[[stands_for]]\nentity = "practice"\nfact = "list size"\nsource = "nhs"\n'
        'from = 2020-07-01\nreason = "no change"\n'
    )
    _, found = load(tmp_path / "n", network=text + statement, care_homes="id\nA\nB\n")
    assert messages(found) == [("E445", f"{message} (the same in 5 more places)")]
    alone = {"practices": None, "care_homes": None, "evidence": None}
    assert load(tmp_path / "alone", network=text, **alone)[1] == ()


def test_very_many_different_causes_are_cut_short(tmp_path: Path) -> None:
    rows = "".join(f"care home,Q{number},beds,26,own\n" for number in range(2_000))
    _, found = load(tmp_path / "n", evidence=EVIDENCE + rows)
    codes = [fault.code for fault in found]
    assert (codes.count("E442"), codes[-1]) == (500, "E418")
