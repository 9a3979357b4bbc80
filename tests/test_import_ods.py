"""Networks from published files: who is in which on a day, by which source, and what they lack.

The excerpts in `tests/published` are rows of the files as published. What holds of the files whole
is tested where PCN_RULES_DATA names a folder that holds them.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from cli_place import run
from jsonschema import Draft202012Validator, FormatChecker
from published_files import (
    ALL,
    DETAILS,
    EARLIER,
    FOLDER,
    LATER,
    LISTS,
    MAP,
    PARTNERS,
    PREVALENCE,
    copied,
    edit,
    set_text,
)

from pcn_rules.imports.importing import Imported, Wanted, read, settle
from pcn_rules.imports.membership import spoken
from pcn_rules.language.faults import Faults
from pcn_rules.language.meaning import Vocabulary
from pcn_rules.load import vocabulary_of
from pcn_rules.networks.agreement import check_together
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Known, Missing, Network

ROOT = Path(__file__).parent.parent
WHOLE = os.environ.get("PCN_RULES_DATA")
needs_the_files = pytest.mark.skipif(
    WHOLE is None, reason="PCN_RULES_DATA does not name the folder of the published files"
)


def wanted(on: date, folder: Path = FOLDER) -> Wanted:
    return Wanted(
        on=on,
        workbook=folder / LATER,
        previous=folder / EARLIER,
        lists=folder / LISTS,
        map=folder / MAP,
        prevalence=folder / PREVALENCE,
    )


def imported(asked: Wanted) -> Imported:
    faults = Faults()
    published = read(asked, faults)
    assert [each.message for each in faults.found] == []
    assert published is not None
    return settle(published, asked.on)


def members(found: Imported) -> dict[str, list[str]]:
    return {
        code: [row.practice for row in network.members]
        for code, network in found.found.networks.items()
    }


@cache
def words() -> Vocabulary:
    vocabulary = vocabulary_of(ROOT / "specs" / "2020-21-final")
    assert vocabulary is not None
    return vocabulary


def loaded(folder: Path) -> Network:
    network, faults = load_network(folder, words())
    assert [(str(fault.span), fault.message) for fault in faults] == []
    assert network is not None
    return network


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copied(tmp_path)


def bring_in(*more: str, on: str = "2020-10-01") -> Path:
    """Import the excerpts into `out`."""
    done = run("import", "ods", LATER, *more, "--on", on, "--to", "out")
    assert done.exit_code == 0, done.stderr
    return Path("out")


SEVEN = ["C83005", "C83019", "C83032", "C83045", "C83049", "C83055", "C83064"]


# --- who is a member on a day -------------------------------------------------------------------


def test_seven_practices_on_31_may_none_on_15_june_three_and_four_on_1_july() -> None:
    last, between, after = (
        members(imported(wanted(day)))
        for day in (date(2020, 5, 31), date(2020, 6, 15), date(2020, 7, 1))
    )
    assert last["U94399"] == SEVEN
    assert {"U58435", "U08229"} & set(last) == set()
    assert {"U94399", "U58435", "U08229"} & set(between) == set()
    assert not set(SEVEN) & {code for each in between.values() for code in each}
    assert after["U58435"] == ["C83019", "C83045", "C83064"]
    assert after["U08229"] == ["C83005", "C83032", "C83049", "C83055"]
    assert "U94399" not in after


@pytest.mark.parametrize("day", [date(2019, 10, 1), date(2019, 12, 4)])
def test_both_vintages_tell_the_same_of_days_that_both_know(day: date) -> None:
    early, late = (imported(Wanted(day, FOLDER / name)).found.networks for name in (EARLIER, LATER))
    assert {code: [r.practice for r in n.members] for code, n in early.items()} == {
        code: [r.practice for r in n.members] for code, n in late.items()
    }


def test_an_open_network_without_members_is_told_and_left_out() -> None:
    found = imported(wanted(date(2020, 6, 15)))
    [empty] = [each for each in found.findings if each.kind == "networks without members"]
    assert (empty.about, empty.words) == ("U58435", "First Coastal PCN, open since 1 April 2020")


def test_the_members_of_a_day_are_those_of_the_workbook_read_a_second_way() -> None:
    """The rows as the XML has them, without the reader of workbooks."""
    for day in (date(2019, 10, 1), date(2020, 5, 31), date(2020, 10, 1), date(2021, 10, 1)):
        expected: dict[str, list[str]] = {}
        for row in xml_rows(FOLDER / LATER):
            first, last = row["I"], row.get("J") or "99999999"
            if first <= day.strftime("%Y%m%d") <= last:
                expected.setdefault(row["E"], []).append(row["A"])
        found = members(imported(wanted(day)))
        assert found == {code: sorted(each) for code, each in expected.items()}


def xml_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of the sheet of core partners, each by the letters of its columns."""
    from published_files import text_of  # noqa: PLC0415 - only here

    shared = text_of(path, "xl/sharedStrings.xml")
    texts = [re.sub(r"<[^>]*>", "", each) for each in re.findall(r"(?s)<si>.*?</si>", shared)]
    for row in re.findall(r"(?s)<row .*?</row>", text_of(path, PARTNERS))[1:]:
        cells = re.findall(r'<c r="([A-Z])\d+"([^>]*)><v>([^<]*)</v>', row)
        yield {
            column: texts[int(value)] if 't="s"' in more else value for column, more, value in cells
        }


# --- what other sources say ---------------------------------------------------------------------


def test_the_map_lags_and_the_register_decides() -> None:
    found = imported(wanted(date(2020, 10, 1)))
    differ = [each for each in found.findings if each.kind == "other network in the map"]
    assert [each.about for each in differ if "U94399" in each.words] == SEVEN
    assert members(found)["U08229"] == ["C83005", "C83032", "C83049", "C83055"]
    unallocated = [e.about for e in found.findings if e.kind == "unallocated in the map"]
    assert unallocated == ["E82048", "E82050", "E82070", "E82644"]
    assert set(unallocated) <= set(members(found)["U75382"])


def test_a_missing_list_is_told_and_is_not_zero(place: Path) -> None:
    found = imported(wanted(date(2020, 10, 1)))
    kinds = {
        each.about: each.kind for each in found.findings if each.kind in ("no list", "left since")
    }
    assert kinds["N81026"] == kinds["N81042"] == "no list"
    assert kinds["M92024"] == "left since"
    bring_in(*ALL, "--only", "U06000")
    sizes = [r for r in loaded(place / "out/knutsford").records if r.fact == "list size"]
    assert {r.subject for r in sizes} == {"N81049"}
    done = run("assess", "out/knutsford", "--format", "json")
    size = [c for c in json.loads(done.stdout)["clauses"] if "30,000" in json.dumps(c)]
    assert size
    assert "impossible" not in {clause["verdict"] for clause in size}


@pytest.mark.parametrize(
    ("options", "value"),
    [((), Missing()), (("--suppressed", "1 to 4"), Missing(Fraction(1), Fraction(4)))],
)
def test_a_count_that_is_held_back_is_missing(
    options: tuple[str, ...], value: Missing, place: Path
) -> None:
    text = (place / LISTS).read_text(encoding="utf-8").replace(",7467", ",*")
    (place / LISTS).write_text(text, encoding="utf-8")
    bring_in("--lists", LISTS, *options, "--only", "U08229")
    found = loaded(place / "out/solas")
    [record] = [r for r in found.records if (r.fact, r.subject) == ("list size", "C83032")]
    assert isinstance(record.value, Missing)
    assert (record.value.low, record.value.high) == (value.low, value.high)
    assert "holds the count back" in record.note
    [row] = table_rows("U08229")
    assert (row["practices without a count"], row["patients counted"]) == ("1", "20367")
    told = json.loads(Path("out/import.json").read_text(encoding="utf-8"))["findings"]
    assert [each["each"] for each in told if each["kind"] == "held back"] == [
        [["C83032", "the list of 1 January 2021"]]
    ]


def test_a_practice_in_two_networks_is_told_and_both_are_written(place: Path) -> None:
    edit(place / LATER, PARTNERS, lambda text: doubled(text, place / LATER))
    found = imported(Wanted(date(2020, 10, 1), place / LATER))
    [two] = [each for each in found.findings if each.kind == "in two networks"]
    assert two.about == "C83032"
    assert "U08229" in two.words
    assert "U75268" in two.words
    assert two.words.endswith("from 1 August 2020 to 31 March 2021")
    bring_in("--only", "U08229,U75268")
    solas, boston = (loaded(place / "out" / name) for name in ("solas", "boston"))
    for network in (solas, boston):
        said = [
            (r.value, r.describes.first)
            for r in network.records
            if (r.fact, r.subject) == ("member of another network", "C83032")
        ]
        assert said == [(Known(True), date(2020, 8, 1))]
    assert {fault.code for fault in check_together([solas, boston])} == {"E451"}


def doubled(text: str, path: Path) -> str:
    """The sheet with Merton Lodge in Boston's network as well, from August on."""
    rows = re.findall(r"(?s)<row .*?</row>", text)
    for number, row in enumerate(xml_rows(path), start=2):
        if row["A"] == "C83032" and row["E"] == "U08229":
            other = next(i for i, r in enumerate(xml_rows(path), start=2) if r["E"] == "U75268")
            code = re.search(r'<c r="E\d+".*?</c>', rows[other - 1])
            assert code is not None
            copy = re.sub(r'<c r="E\d+".*?</c>', code[0], rows[number - 1])
            copy = re.sub(
                r'<c r="I\d+".*?</c>', '<c r="I1" t="str"><v>20200801</v></c>', copy, count=1
            )
            copy = re.sub(r'(r="[A-Z]*)\d+"', r'\g<1>90"', copy)
            return text.replace("</sheetData>", f"{copy}</sheetData>")
    raise AssertionError


@pytest.mark.parametrize("closed", ["20200831", "20191231"])
def test_members_of_a_closed_network_are_told(closed: str, place: Path) -> None:
    index = index_of(place, "U08229")
    rows = re.findall(r"(?s)<row .*?</row>", details(place))
    row = next(n for n, line in enumerate(rows, 1) if f"<v>{index}</v>" in line)
    set_text(place / LATER, DETAILS, f"F{row}", closed)
    found = imported(Wanted(date(2020, 10, 1), place / LATER))
    told = [each for each in found.findings if each.kind == "members of a closed network"]
    assert [each.about for each in told] == ["C83005", "C83032", "C83049", "C83055"]
    bring_in("--only", "U08229")
    said = [
        (r.value, r.describes.first)
        for r in loaded(place / "out/solas").records
        if r.fact == "network dissolved"
    ]
    assert said[-1][0] == Missing(likely=True)
    assert said[-1][1] == max(date(2020, 4, 1), date(2020, 9, 1) if closed > "2020" else date.min)


def test_a_row_of_the_earlier_workbook_that_the_later_does_not_have_is_told(place: Path) -> None:
    """It would stand for ever, since its end was not known when it was written."""
    row = next(n for n, r in enumerate(xml_rows(place / EARLIER), 2) if r["A"] == "C83059")
    set_text(place / EARLIER, PARTNERS, f"I{row}", "20191101")
    found = imported(Wanted(date(2020, 10, 1), place / LATER, place / EARLIER))
    [apart] = [each for each in found.findings if each.kind == "other in the earlier workbook"]
    assert (apart.about, apart.words) == ("C83059", "U75268 Boston PCN from 1 November 2019")
    bring_in("--previous", EARLIER, "--only", "U75268")
    stays = [t for t in loaded(place / "out/boston").things if t.id == "C83059"]
    assert [(t.stands.first, t.source) for t in stays] == [(date(2019, 10, 1), "ods")]


def test_homes_are_near_practices_and_a_guess_is_for_one_network_alone(place: Path) -> None:
    bring_in(*ALL)
    near = {name: loaded(place / "out" / name) for name in ("solas", "first-coastal", "boston")}
    counts = {n: sum(t.entity == "care home" for t in x.things) for n, x in near.items()}
    assert counts == {"solas": 22, "first-coastal": 25, "boston": 17}
    for network in near.values():
        aligned = [r.value for r in network.records if r.fact == "aligned"]
        beds = [r for r in network.records if r.fact == "beds"]
        assert set(aligned) == {Missing(likely=True)}
        assert len(aligned) == len(beds)
    text = (place / LISTS).read_text(encoding="utf-8")
    (place / LISTS).write_text(text.replace("PE20 3JE", "PE22 3JE"), encoding="utf-8")
    run("import", "ods", LATER, *ALL, "--on", "2020-10-01", "--to", "shared")
    solas = loaded(place / "shared/solas")
    guessed = {r.subject for r in solas.records if r.fact == "aligned"}
    shared = {t.id for t in loaded(place / "shared/boston").things} & {t.id for t in solas.things}
    assert shared
    assert not shared & guessed


DIRECTORY = """\
Location ID,Location HSCA start date,Care home?,Location Name,Location ODS Code,Care homes beds,\
Location Postal Code
1-1,01/10/2010,Y,Ash,VLAAA,12,PE23 5AA
1-2,01/10/2010,Y,Birch,,,pe235ab
1-3,01/10/2010,N,A Dentist,,,PE23 5AC
1-4,01/10/2010,Y,Far Away,VLAAB,40,ZE1 0AA
"""


def test_the_directory_as_the_cqc_heads_it(place: Path) -> None:
    """Its headings as programs that read it name them; homes without a code have the CQC's id."""
    (place / "directory.csv").write_text(DIRECTORY, encoding="utf-8")
    more = ("--care-homes", "directory.csv", "--care-homes-on", "1 July 2020", "--lists", LISTS)
    bring_in(*more, "--only", "U08229")
    found = loaded(place / "out/solas")
    homes = {t.id: t.name for t in found.things if t.entity == "care home"}
    assert homes == {"VLAAA": "Ash", "1-2": "Birch"}
    beds = {r.subject: r.value for r in found.records if r.fact == "beds"}
    assert beds == {"VLAAA": Known(Fraction(12))}
    assert {r.subject for r in found.records if r.fact == "aligned"} == {"VLAAA"}


# --- what is written ----------------------------------------------------------------------------


def table_rows(*codes: str) -> list[dict[str, str]]:
    with Path("out/networks.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not codes or row["code"] in codes]


def test_every_folder_loads_and_every_fact_has_its_source_day_and_standing(place: Path) -> None:
    bring_in(*ALL)
    folders = sorted(path.parent for path in Path("out").glob("*/network.toml"))
    networks = [loaded(folder) for folder in folders]
    assert [network.id for network in networks].sort() == [r["code"] for r in table_rows()].sort()
    assert check_together(networks) == ()
    for network in networks:
        declared = {source.id for source in network.sources}
        assert network.complete == {"practice"}
        assert network.as_at == date(2020, 10, 1)
        assert network.records
        for record in network.records:
            assert record.source in declared
            assert record.standing == "published"
            assert record.known <= date(2022, 4, 27)


def test_facts_are_those_that_were_published(place: Path) -> None:
    bring_in(*ALL, "--only", "U58435")
    network = loaded(place / "out/first-coastal")
    sizes = {
        (r.subject, r.source): r.value.value
        for r in network.records
        if r.fact == "list size" and isinstance(r.value, Known)
    }
    assert sizes["C83019", "lists"] == 20885
    assert sizes["C83045", "lists"] == 17178
    assert sizes["C83064", "lists"] == 14291
    assert sizes["C83019", "qof"] == 20505
    said = {
        r.fact: r.value for r in network.records if r.entity is None and r.source in ("ods", "map")
    }
    assert said["area in London"] == Known(False)
    assert said["network approved the year before"] == Known(False)
    assert said["network dissolved"] == Known(False)
    assert said["network area approved"] == Missing(likely=True)


def test_what_was_known_when_is_kept(place: Path) -> None:
    bring_in(*ALL, "--only", "U94399", on="2020-05-31")
    things = loaded(place / "out/skegness-and-coast").things
    stays = [t for t in things if t.id == "C83019"]
    assert [(t.known, t.stands.last) for t in stays] == [
        (date(2019, 12, 4), None),
        (date(2022, 4, 27), date(2020, 5, 31)),
    ]
    closing = [
        (r.value, r.describes.first)
        for r in loaded(place / "out/skegness-and-coast").records
        if r.fact == "network dissolved"
    ]
    assert closing == [
        (Known(False), date(2020, 4, 1)),
        (Missing(likely=True), date(2020, 6, 1)),
    ]


def test_a_workbook_says_nothing_of_days_after_it_was_made(place: Path) -> None:
    """That of 4 December 2019 cannot know that a practice stays until March."""
    done = run("import", "ods", EARLIER, "--on", "2019-12-01", "--to", "early", "--only", "U75268")
    assert done.exit_code == 0, done.stderr
    found = loaded(place / "early/boston").records
    assert not [r for r in found if r.fact == "ending participation"]
    said = [r for r in found if r.fact in ("member of another network", "network dissolved")]
    assert len(said) == 7
    assert {r.describes.last for r in said} == {date(2019, 12, 4)}
    bring_in("--only", "U75268", on="2021-04-01")
    later = loaded(place / "out/boston").records
    stays = [r for r in later if r.fact == "ending participation"]
    assert {r.describes.last for r in stays} == {date(2022, 3, 31)}


def test_it_is_judged_as_any_network(place: Path) -> None:
    bring_in(*ALL, "--only", "U08229,U58435")
    done = run("assess", "out/solas", "out/first-coastal", "--format", "json")
    assert done.exit_code == 0, done.stderr
    assert run("check", "out").exit_code == 0


def test_only_some_have_folders_and_the_table_has_all(place: Path) -> None:
    bring_in(*ALL, "--only", "u08229, U75268")
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "boston",
        "import.json",
        "networks.csv",
        "solas",
    ]
    assert len(table_rows()) == 7
    [solas] = table_rows("U08229")
    assert solas["members"] == "C83005 C83032 C83049 C83055"
    assert solas["patients counted"] == "27834"


def test_an_empty_folder_that_is_there_may_be_written_into(place: Path) -> None:
    (place / "out").mkdir()
    assert bring_in("--only", "U08229").is_dir()


def test_two_networks_of_one_name_have_folders_with_their_codes(place: Path) -> None:
    row = next(
        n
        for n, line in enumerate(re.findall(r"(?s)<row .*?</row>", details(place)), 1)
        if f"<v>{index_of(place, 'U08229')}</v>" in line
    )
    set_text(place / LATER, DETAILS, f"B{row}", "Boston PCN")
    bring_in()
    assert {"boston-u08229", "boston-u75268"} <= {path.name for path in Path("out").iterdir()}


def details(place: Path) -> str:
    from published_files import text_of  # noqa: PLC0415 - only here

    return text_of(place / LATER, DETAILS)


def index_of(place: Path, text: str) -> int:
    from published_files import text_of  # noqa: PLC0415 - only here

    found = re.findall(r"(?s)<si>.*?</si>", text_of(place / LATER, "xl/sharedStrings.xml"))
    return next(i for i, each in enumerate(found) if re.sub(r"<[^>]*>", "", each) == text)


def test_long_work_says_what_it_is_doing() -> None:
    said: list[str] = []
    read(wanted(date(2020, 10, 1)), Faults(), said.append)
    assert said == [f"reading {name}" for name in (LATER, EARLIER, LISTS, MAP, PREVALENCE)]


def test_the_same_files_and_words_give_the_same_bytes(place: Path) -> None:
    bring_in(*ALL)
    run("import", "ods", LATER, *ALL, "--on", "1 October 2020", "--to", "again")
    one, other = (
        {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (Path("out"), Path("again"))
    )
    assert one == other


def test_the_fingerprint_is_as_its_schema_says_and_names_every_input(place: Path) -> None:
    done = run(
        "import", "ods", LATER, *ALL, "--on", "2020-10-01", "--to", "out", "--format", "json"
    )
    written = Path("out/import.json").read_text(encoding="utf-8")
    assert done.stdout == written
    schema = json.loads(run("schema", "import").stdout)
    Draft202012Validator.check_schema(schema)
    found = json.loads(written)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(found)] == []
    assert [each["name"] for each in found["inputs"]] == [LATER, *ALL[1::2]]
    assert found["totals"] == {
        "networks": 7,
        "practices": 30,
        "patients": 269933,
        "patients_in_file": 276581,
    }


def test_what_is_said_counts_every_finding_and_ends_with_them(place: Path) -> None:
    said = run("import", "ods", LATER, *ALL, "--on", "2020-10-01", "--to", "out").stdout
    assert "7 networks on 1 October 2020\n  30 practices, 269,933 patients registered" in said
    found = json.loads(Path("out/import.json").read_text(encoding="utf-8"))["findings"]
    assert found
    for each in found:
        assert f"  {each['what']}: {len(each['each']):,}\n    ({each['rule']})" in said
    assert "the register with its dates decides" in said.partition("Where the sources")[2]


def test_names_are_written_as_people_write_them() -> None:
    assert spoken("ST JOHN'S  MEDICAL CENTRE") == "St John's Medical Centre"
    assert spoken("SKEGNESS AND COAST PCN") == "Skegness and Coast PCN"
    assert spoken("THE SURGERY OF THE NHS") == "The Surgery of the NHS"


# --- the files whole ----------------------------------------------------------------------------


def whole(on: date) -> Wanted:
    data = Path(WHOLE or "")
    here = wanted(on)
    return replace(
        here,
        workbook=data / "ods" / LATER,
        previous=data / "ods" / EARLIER,
        lists=data / "nhs-digital" / LISTS,
        map=data / "nhs-digital" / MAP,
        prevalence=data / "nhs-digital" / PREVALENCE,
    )


@needs_the_files
def test_totals_are_those_that_were_published() -> None:
    asked = whole(date(2020, 10, 1))
    assert asked.previous is not None
    faults = Faults()
    published = read(asked, faults)
    assert published is not None
    assert published.previous is not None
    assert published.lists is not None
    assert published.map is not None
    assert (len(published.previous.networks), len(published.previous.memberships)) == (1250, 6757)
    assert (len(published.register.networks), len(published.register.memberships)) == (1318, 7359)
    counts = published.lists.patients.values()
    assert (len(counts), sum(count or 0 for count in counts)) == (6658, 60_606_345)
    assert (len(published.map.entries), unallocated(published.map.entries.values())) == (6708, 131)


def unallocated(entries: object) -> int:
    return sum(each.network is None for each in entries)  # type: ignore[attr-defined]


@needs_the_files
def test_the_networks_of_1_october_2020() -> None:
    found = imported(whole(date(2020, 10, 1)))
    assert len(found.found.networks) == 1254
    assert sum(len(each) for each in members(found).values()) == 6626


@needs_the_files
def test_of_all_networks_the_three_days_show_what_happened() -> None:
    last, between, after = (
        members(imported(whole(day)))
        for day in (date(2020, 5, 31), date(2020, 6, 15), date(2020, 7, 1))
    )
    assert last["U94399"] == SEVEN
    assert not set(SEVEN) & {code for each in between.values() for code in each}
    assert after["U58435"] + after["U08229"] == [
        "C83019",
        "C83045",
        "C83064",
        *SEVEN[:1],
        *("C83032", "C83049", "C83055"),
    ]


@needs_the_files
def test_the_excerpts_are_true() -> None:
    """The memberships of their networks are those of the workbooks whole, and all of them."""
    for name in (LATER, EARLIER):
        part = read(Wanted(date(2019, 12, 1), FOLDER / name), Faults())
        all = read(Wanted(date(2019, 12, 1), Path(WHOLE or "") / "ods" / name), Faults())
        assert part is not None
        assert all is not None
        kept = set(part.register.networks)
        expected = [r for r in all.register.memberships if r.network in kept]
        assert list(part.register.memberships) == expected
