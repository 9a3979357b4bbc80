"""Write what the rows say, and where the contract encodes them, as a page of Markdown."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from audit.checks import GRADES, Audit, standing_of
from audit.contract import STANDINGS, Edition
from audit.rows import ClauseName, Row, Table

_HEAD = """\
# What the contract is known to say, and where it is encoded

Nobody read the whole text of either edition for this project. What is known of it was gathered
from published accounts, fact by fact; each fact is a row here, in our own words, with its source
and how far it may be relied on. A row is encoded by clauses, or there is a reason why not.

This page is made by `scripts/fidelity.py` from the tables in `docs/fidelity/` and from the
specifications, and the two are held against each other. Do not edit it: edit a table.
"""

_MEANING = {
    "V": "read in the document itself",
    "A": "seen in a published source that describes the document",
    "B": "the gist was seen in a published source; the number, or a detail, was not",
    "S": "read in a named published summary",
    "C": "inferred from several sources",
    "M": "plausible, seen in no source",
    "S-": "a published summary that is cut off there, or only implies the point",
    "U+": "seen in no source; likely, since the agreed specification has nearly the same",
    "U-": "seen in no source, and weak",
    "D": "computed from other rows",
}

_RULES = """\
## How the two are held against each other

* Every row of every table is there, and has a clause or a reason, never both; every clause is
  named by a row.
* A clause's weakest citation has the standing of the weakest grade among the rows that name it.
  Where a grade is of a part, as in `A (content), M (number)`, the weakest part counts, unless a
  part names the clause by its id.
* **Every figure of a clause stands in a row that names it**: days, how often and within how long,
  notice, amounts, rates, thresholds, numbers in conditions and exceptions, other readings, the
  title; and what the vocabulary brings in where the words of the clause do not say it (0 and 1
  apart, which are none and some).
* A figure counts with what it is of where that is money, a share or time: `7 working days` is not
  `7 calendar days`, `£1.50` is not `1.50`, and `per month` is not `per year`. Days that are not
  called working days are calendar days. In words, `two` to `twelve` are figures, and `one` is one
  only where it counts time. A month or a financial year in a row (`September 2020`, `2021/22`)
  covers its first day where a period begins in the clause, and its last day elsewhere.
* A row that names clauses of both editions compares them, and a row without a grade is a doubt or
  tells what happened somewhere: neither establishes a figure.
* **The days of the edition.** A period that begins on the first day of its edition, or ends on its
  last, says only that the clause is in force, and so does the name of the edition's financial
  year. These need not stand in a row that names the clause; a deadline on the same day must. The
  days themselves, and that of publication, must stand in some row of the edition. Below each
  edition it is told which clauses take them over.
"""


def page_of(audit: Audit) -> str:
    """The whole page."""
    parts = [_HEAD, *_summary(audit), *_grades(), _RULES]
    for edition in audit.editions.values():
        parts.extend(_edition(edition, audit))
    parts.extend((*_exceptions(audit), *_left(audit), *_publications(audit)))
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], right: int = 0) -> str:
    """A table; its last `right` columns hold numbers."""
    rule = ["---"] * (len(columns) - right) + ["---:"] * right
    lines = [columns, rule, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _plain(text: str) -> str:
    """Words that stay words in a cell of a table."""
    return re.sub(r"([\\`*_\[\]|~])", r"\\\1", html.escape(text, quote=False))


# --- summary ----------------------------------------------------------------------------------


def _summary(audit: Audit) -> Iterator[str]:
    yield "## Summary"
    counted = []
    for label, edition in audit.editions.items():
        rows = _rows(label, audit)
        standings = Counter(standing_of(row.confidence) for row in rows if row.clauses)
        encoded = sum(1 for row in rows if row.clauses)
        numbers = (len(rows), encoded, len(rows) - encoded)
        by = (*(standings[each] for each in reversed(STANDINGS)), standings[None])
        counted.append([_plain(edition.name), label, *map(str, (*numbers, *by))])
    columns = ("specification", "edition", "rows", "encoded", "with a reason instead")
    graded = (*reversed(STANDINGS), "without a grade")
    yield "Rows, and how far those that are encoded may be relied on (by their weakest grade):"
    yield _table((*columns, *graded), counted, 7)
    counted = [
        [label, str(len(edition.clauses)), *_standings(edition)]
        for label, edition in audit.editions.items()
    ]
    yield "Clauses, by the standing of their weakest citation:"
    yield _table(("edition", "clauses", *reversed(STANDINGS)), counted, 4)


def _standings(edition: Edition) -> list[str]:
    tally = Counter(clause.weakest for clause in edition.clauses)
    return [str(tally[each]) for each in reversed(STANDINGS)]


def _rows(edition: str, audit: Audit) -> list[Row]:
    tables = [table for table in audit.facts.tables if table.edition == edition]
    return [row for table in tables for row in _of_table(table, audit)]


def _of_table(table: Table, audit: Audit) -> list[Row]:
    return [audit.facts.rows[row] for row in table.rows if row in audit.facts.rows]


def _grades() -> Iterator[str]:
    yield "## What the grades mean"
    rows = [
        [f"**{code}**", words, GRADES.get(code, "not encoded")] for code, words in _MEANING.items()
    ]
    yield _table(("grade", "meaning", "standing of the clause"), rows)


# --- the rows ---------------------------------------------------------------------------------

_COLUMNS = (
    "row",
    "what it establishes",
    "figures",
    "source",
    "grade",
    "clause, or why there is none",
)


def _edition(edition: Edition, audit: Audit) -> Iterator[str]:
    yield f"## {_plain(edition.name)}: the {_plain(edition.label)} edition"
    for table in audit.facts.tables:
        if table.edition == edition.label:
            yield f"### {_plain(table.title)}"
            yield _table(_COLUMNS, [_cells(row, audit) for row in _of_table(table, audit)])
    taken = audit.defaults[edition.label]
    if taken:
        yield f"### Days of the {_plain(edition.label)} edition that clauses take over"
        yield "\n".join(
            f"* {figure}: {', '.join(map(_plain, ids))}" for figure, ids in taken.items()
        )


def _cells(row: Row, audit: Audit) -> list[str]:
    encoded = ", ".join(_linked(name, audit) for name in row.clauses)
    return [
        _plain(row.id),
        _plain(row.statement),
        _plain(row.written),
        _plain(row.source),
        _plain(row.confidence),
        encoded or _plain(row.reason),
    ]


def _linked(name: ClauseName, audit: Audit) -> str:
    edition = audit.editions.get(name.edition)
    files = dict.fromkeys(text.file for text in edition.named(name.id)) if edition else {}
    links = [f"[{_plain(name.id)}](../{file})" for file in files]
    return " and ".join(links) or _plain(name.id)


# --- what is apart ----------------------------------------------------------------------------


def _exceptions(audit: Audit) -> Iterator[str]:
    if audit.facts.excepted:
        yield "## Standings that differ from the grade"
        rows = [
            [*map(_plain, (each.row, each.clause, each.standing, each.why))]
            for each in audit.facts.excepted
        ]
        yield _table(("row", "clause", "standing of the clause", "why"), rows)


def _left(audit: Audit) -> Iterator[str]:
    yield "## Figures that stand in no clause"
    if not audit.left:
        yield "None: every figure of a row that is encoded stands in one of its clauses."
        return
    yield (
        "Figures of encoded rows that none of the row's clauses says, such as examples, sums\n"
        "already worked out, and what is said beside the contract. Left out are `1` and `100%`,\n"
        "which a clause writes as `a` and `every`, and the edition's own year."
    )
    rows = [
        [_plain(row.id), _plain("; ".join(map(str, figures))), _plain(row.statement)]
        for row, figures in audit.left
    ]
    yield _table(("row", "figures", "what it establishes"), rows)


def _publications(audit: Audit) -> Iterator[str]:
    if audit.facts.publications:
        yield "## Publications"
        yield "Those that clauses cite have an id; the others were read beside them."
    for label, edition in audit.editions.items():
        rows = [
            [*map(_plain, (each.row, each.publication, ", ".join(each.cited)))]
            for each in audit.facts.publications
            if each.edition == label
        ]
        if rows:
            yield f"### {_plain(edition.name)}"
            yield _table(("number", "publication", "cited as"), rows)
