"""What is known of the contract and the clauses that encode it agree, figure by figure."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import fidelity
import pytest
from audit import checks, figures
from audit.checks import Audit, established, grades, standing_of
from audit.clauses import figures_of
from audit.figures import Figure, Found, covers, figures_in
from audit.page import page_of
from audit.rows import ClauseName
from fidelity_project import written

from pcn_rules.language import model
from pcn_rules.language.parser import parse
from pcn_rules.language.printer import print_clause
from pcn_rules.language.printing.layout import text_of
from pcn_rules.language.printing.statements import clause_line
from pcn_rules.source import Source

ROOT = Path(__file__).parent.parent
CONTRACT = "specs/first/contract.pcn"
WORDS = "specs/vocabulary/words.pcn"
ROWS = "docs/fidelity/rows.csv"
TABLES = "docs/fidelity/tables.csv"
CROSSWALK = "docs/fidelity/crosswalk.csv"
STANDINGS = "docs/fidelity/standings.csv"


def told(place: Path, *slips: tuple[str, str, str]) -> list[str]:
    """What is said of the small project with some slips."""
    return list(fidelity.complaints(fidelity.audited(written(place, *slips))))


# --- the contract -----------------------------------------------------------------------------


@cache
def real() -> Audit:
    return fidelity.audited(ROOT)


def test_rows_and_clauses_of_the_contract_agree() -> None:
    assert list(fidelity.complaints(real())) == []


def test_the_page_is_current() -> None:
    assert (ROOT / fidelity.PAGE).read_text(encoding="utf-8") == page_of(real())


def every_figure() -> list[tuple[ClauseName, Found]]:
    """Every figure of every clause that a row must establish."""
    return [
        (ClauseName(edition.label, clause.id), found)
        for edition in real().editions.values()
        for clause in edition.clauses
        for found in clause.found
        if not edition.is_default(found)
    ]


def slipped(figure: Figure) -> list[Figure]:
    """The figure as it would be after common slips: by one day, a digit more, one fewer."""
    match figure.value:
        case date() as day:
            return [replace(figure, value=day + timedelta(days)) for days in (-1, 1)]
        case Fraction() as amount:
            return [replace(figure, value=each) for each in (amount * 10, amount + 10, amount / 10)]


def test_a_slip_in_any_figure_of_the_contract_would_be_caught() -> None:
    """But for slips into another figure of the same rows: those are few, and are counted."""
    rows = real().facts.rows.values()
    planted = [
        established(replace(found, figure=wrong), [row for row in rows if name in row.clauses])
        for name, found in every_figure()
        for wrong in slipped(found.figure)
        if wrong != found.figure
    ]
    assert len(planted) > 50
    assert planted.count(True) * 100 <= len(planted)


# --- slips are caught -------------------------------------------------------------------------


def test_nothing_is_said_of_a_project_that_agrees(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("right", "wrong", "clause", "figure"),
    [
        ("at least 30,000", "at least 3,000", "1.1", "3,000"),
        ("< 28,000", "< 82,000", "1.1", "82,000"),
        ("by 31 July 2020", "by 30 July 2020", "1.2", "30 July 2020"),
        ("from 1 October 2020", "from 11 October 2020", "1.3", "11 October 2020"),
        ("within 7 working", "within 17 working", "1.3", "17 working days"),
        ("within 7 working days", "within 7 weeks", "1.3", "7 weeks"),
        ("within 7 calendar", "within 17 calendar", "1.3", "17 calendar days"),
        ("every week", "every 2 weeks", "1.4", "every 2 weeks"),
        ("30 minutes", "50 minutes", "1.4", "50 minutes"),
        ("30 minutes", "30 hours", "1.4", "30 hours"),
        ("28 calendar", "28 working", "1.4", "28 working days"),
        ("£7.50", "£7.05", "1.5", "£7.05"),
        ("per bed per month", "per bed per year", "1.5", "per year"),
        ("from 1 August 2020", "from 1 September 2020", "1.5", "1 September 2020"),
        (
            "to 31 March 2021 the commissioner",
            "to 28 February 2021 the commissioner",
            "1.5",
            "28 February 2021",
        ),
        ('"Care plans"', '"Care plans in 5 days"', "1.3", "5 calendar days"),
    ],
)
def test_a_planted_slip_is_caught(
    tmp_path: Path, right: str, wrong: str, clause: str, figure: str
) -> None:
    (said,) = told(tmp_path, (CONTRACT, right, wrong))
    assert said.startswith(f"{CONTRACT}, clause {clause}: `{figure}` is a figure of no row")
    assert f"F-1-0{clause[-1]}: " in said


def test_a_slip_in_the_vocabulary_is_caught(tmp_path: Path) -> None:
    (said,) = told(tmp_path, (WORDS, "/ 1,000 patients", "/ 100 patients"))
    assert "clause 1.4: `100`, in what its words mean, is a figure of no row" in said


def test_a_slip_in_the_heading_is_caught(tmp_path: Path) -> None:
    (said,) = told(tmp_path, (CONTRACT, "published 31 March", "published 13 March"))
    assert said == (
        "the final edition: `13 March 2020`, of its heading, is a figure of none of its rows"
    )


def test_the_days_of_the_edition_count_only_where_a_period_begins_or_ends(tmp_path: Path) -> None:
    (said,) = told(tmp_path, (CONTRACT, "by 31 July 2020", "by 31 March 2021"))
    assert "`31 March 2021` is a figure of no row" in said
    defaults = fidelity.audited(written(tmp_path)).defaults["final"]
    assert {str(figure): ids for figure, ids in defaults.items()} == {
        "1 April 2020": ("1.1",),
        "31 March 2021": ("1.1", "1.5"),
    }


# --- rows and clauses name each other ---------------------------------------------------------


def test_a_clause_that_no_row_names_is_told(tmp_path: Path) -> None:
    slip = (ROWS, '"A (content), M (number)",1.2,', "A,,it is left out")
    assert told(tmp_path, slip) == [f"{CONTRACT}, clause 1.2: named by no row of docs/fidelity"]


def test_a_clause_that_is_in_no_edition_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, (ROWS, "A,1.4,", "A,1.4 1.44,")) == [
        f"{ROWS}, row F-1-04: the final edition has no clause 1.44"
    ]
    said = told(tmp_path, (ROWS, "A,1.4,", "A,1.4 later:1.4,"))
    assert f"{ROWS}, row F-1-04: there is no edition `later`, for clause 1.4" in said


COMPARED = 'F-1-07,1,Size in both editions,"25,000; 30,000",Account,A,1.1 draft:A-01,\n'


def test_a_row_may_name_clauses_of_both_editions(tmp_path: Path) -> None:
    (said,) = told(tmp_path, (ROWS, "SMALL-1,", f"{COMPARED}SMALL-1,"), (TABLES, "06", "07"))
    assert "clause A-01: its weakest citation is `verified`, where" in said
    assert "`secondary source` (F-1-07: A)" in said


@pytest.mark.parametrize(
    "row", [COMPARED, 'F-1-07,1,A doubt,"25,000; 30,000",Account,,1.1,\n'], ids=["both", "no grade"]
)
def test_a_row_of_both_editions_or_without_a_grade_establishes_no_figure(
    tmp_path: Path, row: str
) -> None:
    slips = ((ROWS, "SMALL-1,", f"{row}SMALL-1,"), (TABLES, "06", "07"))
    said = told(tmp_path, *slips, (CONTRACT, "at least 30,000", "at least 25,000"))
    assert any("clause 1.1: `25,000` is a figure of no row" in each for each in said)


@pytest.mark.parametrize(
    ("right", "wrong", "why"),
    [
        ("A,1.4,", "A,1.4,it is not", "both clauses and a reason"),
        ("A,1.4,", "A,,", "neither a clause nor the reason"),
        ("A,1.4,", "A,1.4 1.4,", "names clause final 1.4 twice"),
        ("each week,", ",", "no statement"),
        ("A,1.4,", "U-,1.4,", "graded U-, which is not to be encoded"),
        ("25 hours", "twenty-five-ish", "`twenty-five-ish` is no figure"),
        ("F-1-04", "F-1-03", "stands twice"),
        ("F-1-04", "F-1-44", "stands in no table"),
        ("A,1.4,\n", "A,1.4,,\n", "line 5: 9 cells, where there are 8 columns"),
        ("F-1-04,", ",", "line 5: the row has no id"),
        ("Extra hours each week", '"Extra hours" each week', "line 5"),
    ],
)
def test_a_row_that_is_malformed_is_named(tmp_path: Path, right: str, wrong: str, why: str) -> None:
    slip = (ROWS, "Extra hours each week," if right == "each week," else right, wrong)
    said = [each for each in told(tmp_path, slip) if why in each]
    assert len(said) == 1
    assert said[0].startswith(ROWS)


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ((ROWS, "reason", "reasons"), f"{ROWS}: unknown column `reasons`; the columns are row,"),
        ((ROWS, "reason", "reasons"), f"{ROWS}: no column `reason`"),
        ((ROWS, "section,", "row,"), f"{ROWS}: more than one column `row`"),
        ((TABLES, "06", "07"), "row F-1-07 of table 1 (Requirements) is missing"),
        ((TABLES, "01..06", "06..01"), f"{TABLES}, line 2: `F-1-06..01` is an empty range"),
        ((TABLES, "01..06", "01..a"), f"{TABLES}, line 2: `F-1-01..a` is an empty range"),
        ((TABLES, "SMALL-2", "SMALL-1"), f"{TABLES}, line 3: row SMALL-1 is listed twice"),
    ],
)
def test_a_table_that_is_malformed_is_named(
    tmp_path: Path, slip: tuple[str, str, str], said: str
) -> None:
    assert [each for each in told(tmp_path, slip) if said in each] != []


def test_without_the_list_of_tables_no_row_can_be_missed(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / TABLES).unlink()
    said = fidelity.complaints(fidelity.audited(tmp_path))
    assert "docs/fidelity/tables.csv is not there: no row can be missed" in said


def test_rows_that_are_no_text_are_named(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / ROWS).write_bytes(b"row,\xff\n")
    said = fidelity.complaints(fidelity.audited(tmp_path))
    assert f"{ROWS} is not text in UTF-8" in said


# --- how far to rely on a clause --------------------------------------------------------------


@pytest.mark.parametrize(
    ("confidence", "standing"),
    [
        ("V", "verified"),
        ("V (year S)", "secondary source"),
        ("A", "secondary source"),
        ("A/B", "secondary source"),
        ("A (content), M (number)", "unverified"),
        ("A (£, cap), M (band)", "unverified"),
        ("S / U+", "unverified"),
        ("S- / U-", "unverified"),
        ("C/M", "unverified"),
        ("U-", None),
        ("D", None),
        ("", None),
    ],
)
def test_the_weakest_grade_counts(confidence: str, standing: str | None) -> None:
    assert standing_of(confidence) == standing


def test_a_grade_of_a_part_counts_for_the_clause_that_it_names() -> None:
    confidence = "A (5.7.3, plans), M (7.3.3)"
    assert [grades(confidence, id) for id in ("5.7.3", "7.3.3", "6.1")] == [
        ("A",),
        ("M",),
        ("A", "M"),
    ]


def test_a_standing_that_is_not_that_of_the_grade_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, (ROWS, "B,1.3,", "M,1.3,")) == [
        f"{CONTRACT}, clause 1.3: its weakest citation is `secondary source`, where the rows that "
        "name it make it `unverified` (F-1-03: M)"
    ]
    said = told(tmp_path, (ROWS, "B,1.3,", ",1.3,"))
    assert f"{CONTRACT}, clause 1.3: no row that names it has a grade (F-1-03)" in said


def test_an_exception_is_written_down_with_why(tmp_path: Path) -> None:
    head = "row,clause,standing,why\n"
    weaker = (ROWS, "B,1.3,", '"A (days), M (what days)",1.3,')
    excepted = (STANDINGS, "", f"{head}F-1-03,1.3,secondary source,the days are all it says\n")
    assert len(told(tmp_path, weaker)) == 1
    place = written(tmp_path, weaker)
    (place / STANDINGS).write_text(excepted[2])
    found = fidelity.audited(place)
    assert fidelity.complaints(found) == ()
    assert "the days are all it says" in page_of(found)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("F-1-03,1.3,secondary source,why", "needless, since B means secondary source"),
        ("F-1-03,1.3,certain,why", "`certain` is no standing"),
        ("F-1-03,1.3,unverified,", "does not say why"),
        ("F-1-03,1.4,unverified,why", "no such row names that clause"),
        ("F-1-33,1.3,unverified,why", "no such row names that clause"),
    ],
)
def test_an_exception_that_is_none_is_told(tmp_path: Path, line: str, why: str) -> None:
    written(tmp_path)
    (tmp_path / STANDINGS).write_text(f"row,clause,standing,why\n{line}\n")
    said = fidelity.complaints(fidelity.audited(tmp_path))
    assert [each for each in said if why in each] != []


# --- what replaces what -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (
            (CONTRACT, "  replaces draft A-01\n", ""),
            f"{CROSSWALK}: 1.1 replaces A-01, which the clause does not say",
        ),
        (
            (CROSSWALK, "1.1,A-01,tightened", "1.1,,new"),
            f"{CONTRACT}, clause 1.1: replaces A-01, which {CROSSWALK} does not list",
        ),
        ((CROSSWALK, "A-01", "A-01 A-03"), f"{CROSSWALK}: the draft edition has no clause A-03"),
        (
            (CONTRACT, "defers draft A-02", "defers draft A-03"),
            f"the final edition defers A-03, which {CROSSWALK} does not call deferred",
        ),
        (
            (CROSSWALK, "deferred to 2021/22", "dropped"),
            f"the final edition defers A-02, which {CROSSWALK} does not call deferred",
        ),
        (
            (CONTRACT, "defers draft A-02", "defers draft A-03"),
            f"{CROSSWALK}: A-02 is deferred, which the final edition does not say",
        ),
    ],
)
def test_what_replaces_what_is_as_listed(
    tmp_path: Path, slip: tuple[str, str, str], said: str
) -> None:
    assert said in told(tmp_path, slip)


# --- figures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("31 July 2020; 30,000; 7 working days", ["31 July 2020", "30,000", "7 working days"]),
        ("16 to 22 per 1,000 weighted patients", ["16", "22", "1,000"]),
        ("£1.761 per weighted patient per year", ["£1.761", "per year"]),
        ("£24.25m, 70% to 77%, 70 to 77%", ["£24,250,000", "70%", "77%", "70%", "77%"]),
        ("15 to 60 minutes", ["15 minutes", "60 minutes"]),
        ("every calendar month, fortnightly", ["every calendar month", "every 2 weeks"]),
        ("each week; September 2020; 2021/22", ["every week", "September 2020", "2021/22"]),
        ("one month's notice, one PCN, two leads", ["1 month", "2"]),
        ("within 7 days, a 30-minute block", ["7 calendar days", "30 minutes"]),
        ("in 2021, 2,021 patients; 2020.5", ["2021", "2,021", "2,020.5"]),
        ("NICE NG27, COVID-19, C1050, 7.3.1(d), 31 June 2020", []),
    ],
)
def test_figures_are_read_as_the_language_writes_them(text: str, read: list[str]) -> None:
    assert [str(figure) for figure in figures_in(text)] == read


def test_the_examples_beside_the_code_are_so() -> None:
    assert [doctest.testmod(module).failed for module in (figures, checks)] == [0, 0]


def test_a_month_and_a_year_cover_their_first_day_where_something_begins(tmp_path: Path) -> None:
    (month,), (year,) = figures_in("September 2020"), figures_in("2021/22")
    first, last = Figure(date(2020, 9, 1)), Figure(date(2020, 9, 30))
    within = Figure(date(2020, 9, 2))
    covered = [Found(first, "start"), Found(last, "end"), Found(last)]
    assert [covers(month, each) for each in covered] == [True, True, True]
    left = [Found(last, "start"), Found(first, "end"), Found(first), Found(within, "start")]
    assert [covers(month, each) for each in left] == [False, False, False, False]
    assert covers(year, Found(Figure(date(2021, 4, 1)), "start"))
    assert covers(year, Found(Figure(date(2022, 3, 31))))
    assert not covers(year, Found(Figure(date(2021, 4, 1))))


def test_figures_written_and_figures_walked_are_the_same_numbers() -> None:
    """A second way: the numbers in the printed words of every clause."""
    for path in sorted((ROOT / "specs").glob("2020-21-*/*.pcn")):
        file, _ = parse(Source(path.name, path.read_text(encoding="utf-8")))
        for clause in () if file is None else clauses_of(file):
            readings = " ".join(
                text_of(clause_line(line))
                for line in clause.lines
                if isinstance(line, model.AnotherReading)
            )
            words = f"{clause.title} {print_clause(clause)} {readings}"
            walked = {found.figure.value for found in figures_of(clause)}
            assert {figure.value for figure in figures_in(words)} == walked, clause.id


def clauses_of(file: model.File) -> list[model.Clause]:
    match file:
        case model.SpecificationFile() | model.VariationFile():
            parts = (i.clause if isinstance(i, model.Replacement) else i for i in file.items)
            return [part for part in parts if isinstance(part, model.Clause)]
        case _:
            return []


# --- sources ----------------------------------------------------------------------------------

LISTED = """\
edition,row,id,publication
final,S1,SPEC,The text
final,S2,PRESS,An account
draft,S1,SPEC,The text
draft,S2,,Something else
"""


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("", "", []),
        ("PRESS", "SPEC PRESS", []),
        ("PRESS", "PRES", ["docs/fidelity/sources.csv, row S2: no edition has a source PRES"]),
    ],
)
def test_publications_are_the_sources_that_clauses_cite(
    tmp_path: Path, right: str, wrong: str, said: list[str]
) -> None:
    listed = ("docs/fidelity/sources.csv", "", LISTED.replace(right, wrong))
    assert told(tmp_path, listed) == said
    assert "| S2 | Something else |  |" in page_of(fidelity.audited(tmp_path))


# --- the page ---------------------------------------------------------------------------------


def test_the_page_tells_rows_and_where_they_are_encoded(tmp_path: Path) -> None:
    page = page_of(fidelity.audited(written(tmp_path)))
    assert "| Small contract | final | 6 | 5 | 1 | 0 | 4 | 1 | 0 |" in page
    assert "| final | 5 | 0 | 4 | 1 |" in page
    assert "[1.2](../specs/first/contract.pcn) |" in page
    assert "| A | its heading |" in page
    assert "| F-1-04 | 25 hours | Extra hours each week |" in page
    assert "* 31 March 2021: 1.1, 1.5" in page


def test_the_page_is_the_same_every_time(tmp_path: Path) -> None:
    place = written(tmp_path)
    assert page_of(fidelity.audited(place)) == page_of(fidelity.audited(place))


def test_words_of_a_row_stay_words(tmp_path: Path) -> None:
    page = page_of(fidelity.audited(written(tmp_path, (ROWS, "each bed", "a|b <i>*c*"))))
    assert r"Money for a\|b &lt;i&gt;\*c\*" in page


# --- the script -------------------------------------------------------------------------------


def test_a_stale_page_fails_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = written(tmp_path)
    assert fidelity.main(["--check"], place) == 1
    assert "docs/fidelity.md is not what the rows and clauses make it" in capsys.readouterr().err
    assert fidelity.main([], place) == 0
    assert fidelity.main(["--check"], place) == 0
    assert capsys.readouterr().out.endswith("8 rows, 6 clauses: no disagreement\n")


def test_a_disagreement_fails_with_and_without_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = written(tmp_path, (CONTRACT, "£7.50", "£7.05"))
    assert [fidelity.main(each, place) for each in ([], ["--check"])] == [1, 1]
    assert "8 rows, 6 clauses: 1 to put right" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("right", "wrong"), [("must agree a plan", "must agree a plam"), ("by 31 July", "by 32 July")]
)
def test_a_faulty_specification_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], right: str, wrong: str
) -> None:
    assert fidelity.main(["--check"], written(tmp_path, (CONTRACT, right, wrong))) == 2
    assert "has faults: pcn-rules check " in capsys.readouterr().err
