"""Hold rows and clauses against each other: who names whom, how far to rely on it, every figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from audit.contract import STANDINGS, Edition, WrittenClause
from audit.figures import YEAR, Figure, Found, covers
from audit.rows import FOLDER, ClauseName, Excepted, Facts, Row

GRADES = {
    "V": "verified",
    "A": "secondary source",
    "B": "secondary source",
    "S": "secondary source",
    "C": "unverified",
    "M": "unverified",
    "S-": "unverified",
    "U+": "unverified",
}
"""The standing that each grade of a row gives to the clauses that encode it."""

NOT_ENCODED = ("U-", "D")
"""Grades of what is too weak, or merely computed, and so is no clause."""

_GRADE = re.compile(r"(?<![\w£])(?:S-|U\+|U-|[ABCDMSV])(?![\w+-])")
_PART = re.compile(r"(?P<grade>S-|U\+|U-|[ABCDMSV])\s*\((?P<of>[^)]*)\)")


@dataclass(frozen=True, slots=True)
class Audit:
    """What was read, what disagrees, and what the page must say of figures."""

    facts: Facts
    editions: dict[str, Edition]
    complaints: tuple[str, ...]
    left: tuple[tuple[Row, tuple[Figure, ...]], ...]
    """Rows that clauses encode, with those of their figures that stand in none of these."""
    defaults: dict[str, dict[Figure, tuple[str, ...]]] = field(default_factory=dict)
    """By edition: figures taken from it as they stand, and the ids of the clauses that do."""


def audit(facts: Facts, editions: dict[str, Edition]) -> Audit:
    """Every disagreement between the rows and the clauses of all editions."""
    named = _by_clause(facts)
    complaints = [*facts.complaints, *_nowhere(facts, editions), *_needless(facts, named)]
    complaints.extend(_sources(facts, editions))
    for edition in editions.values():
        complaints.extend(_header_days(edition, facts))
        for clause in edition.clauses:
            rows = named.get(ClauseName(edition.label, clause.id), ())
            complaints.extend(clause_complaints(clause, edition, rows, facts.excepted))
    return Audit(
        facts=facts,
        editions=editions,
        complaints=tuple(complaints),
        left=tuple(_left(facts, editions)),
        defaults={edition.label: _defaults(edition, named) for edition in editions.values()},
    )


def clause_complaints(
    clause: WrittenClause, edition: Edition, rows: Sequence[Row], excepted: Sequence[Excepted]
) -> Iterator[str]:
    """What is wrong with one clause, given the rows that name it."""
    place = f"{clause.file}, clause {clause.id}"
    if not rows:
        yield f"{place}: named by no row of {FOLDER}"
        return
    yield from (f"{place}: {why}" for why in _standing(clause, rows, excepted))
    told = "; ".join(f"{row.id}: {row.written or 'no figures'}" for row in rows)
    for found in clause.found:
        if not established(found, rows) and not edition.is_default(found):
            where = ", in what its words mean," if found.place == "meaning" else ""
            yield f"{place}: `{found.figure}`{where} is a figure of no row that names it ({told})"


def established(found: Found, rows: Sequence[Row]) -> bool:
    """Whether some row establishes a figure of a clause that it names."""
    return any(covers(each, found) for row in rows if row.establishes for each in row.figures)


# --- who names whom ---------------------------------------------------------------------------


def _by_clause(facts: Facts) -> dict[ClauseName, list[Row]]:
    named: dict[ClauseName, list[Row]] = {}
    for row in facts.rows.values():
        for name in row.clauses:
            named.setdefault(name, []).append(row)
    return named


def _nowhere(facts: Facts, editions: dict[str, Edition]) -> Iterator[str]:
    for row in facts.rows.values():
        for name in row.clauses:
            edition = editions.get(name.edition)
            if edition is None:
                yield f"{row.place}: there is no edition `{name.edition}`, for clause {name.id}"
            elif not edition.named(name.id):
                yield f"{row.place}: the {name.edition} edition has no clause {name.id}"
        found = grades(row.confidence)
        if row.clauses and found and set(found) <= set(NOT_ENCODED):
            yield f"{row.place}: graded {row.confidence}, which is not to be encoded"


def _header_days(edition: Edition, facts: Facts) -> Iterator[str]:
    rows = [row for row in facts.rows.values() if facts.edition_of(row.id) == edition.label]
    begin = (edition.start, *edition.amended)
    days = [Found(Figure(edition.published)), Found(Figure(edition.end), "end")]
    for found in (*days, *(Found(Figure(day), "start") for day in begin)):
        if not established(found, rows):
            yield (
                f"the {edition.label} edition: `{found.figure}`, of its heading, is a figure of "
                "none of its rows"
            )


def _sources(facts: Facts, editions: dict[str, Edition]) -> Iterator[str]:
    """Publications that are said to be cited under an id that no edition declares."""
    declared = {id for edition in editions.values() for id in edition.sources}
    for each in facts.publications:
        for id in each.cited:
            if id not in declared:
                yield f"{FOLDER}/sources.csv, row {each.row}: no edition has a source {id}"


# --- how far to rely on it --------------------------------------------------------------------


def grades(confidence: str, clause: str = "") -> tuple[str, ...]:
    """The grades a row gives: those of the part that names a clause by its id, else all.

    >>> grades("A (content), M (number)"), grades("A (5.7.3, plans), M (7.3.3)", "7.3.3")
    (('A', 'M'), ('M',))
    """
    for part in _PART.finditer(confidence):
        if clause and clause in re.split(r"[,;\s]+", part["of"]):
            return (part["grade"],)
    return tuple(_GRADE.findall(confidence))


def standing_of(confidence: str, clause: str = "") -> str | None:
    """The standing that a row gives to a clause: that of its weakest grade; None without one."""
    found = [GRADES[grade] for grade in grades(confidence, clause) if grade in GRADES]
    return min(found, key=STANDINGS.index) if found else None


def _standing(
    clause: WrittenClause, rows: Sequence[Row], excepted: Sequence[Excepted]
) -> Iterator[str]:
    given = {
        row: standing
        for row in rows
        if (standing := _excepted(row, clause, excepted) or standing_of(row.confidence, clause.id))
    }
    if not given:
        yield f"no row that names it has a grade ({', '.join(row.id for row in rows)})"
        return
    wanted = min(given.values(), key=STANDINGS.index)
    if clause.weakest != wanted:
        because = (f"{row.id}: {row.confidence}" for row, each in given.items() if each == wanted)
        yield (
            f"its weakest citation is `{clause.weakest}`, where the rows that name it make it "
            f"`{wanted}` ({'; '.join(because)})"
        )


def _excepted(row: Row, clause: WrittenClause, excepted: Sequence[Excepted]) -> str | None:
    found = (each for each in excepted if (each.row, each.clause) == (row.id, clause.id))
    return next((each.standing for each in found if each.standing in STANDINGS), None)


def _needless(facts: Facts, named: dict[ClauseName, list[Row]]) -> Iterator[str]:
    """Exceptions that are none: they speak of nothing, say nothing new, or say not why."""
    for each in facts.excepted:
        place = f"{FOLDER}/standings.csv, row {each.row}, clause {each.clause}"
        row = facts.rows.get(each.row)
        if each.standing not in STANDINGS:
            yield f"{place}: `{each.standing}` is no standing; they are {', '.join(STANDINGS)}"
        if not each.why:
            yield f"{place}: does not say why"
        if row is None or each.clause not in {name.id for name in row.clauses}:
            yield f"{place}: no such row names that clause"
        elif standing_of(row.confidence, each.clause) == each.standing:
            yield f"{place}: needless, since {row.confidence} means {each.standing}"


# --- figures ----------------------------------------------------------------------------------


_IN_WORDS = (Figure(Fraction(1)), Figure(Fraction(100), "%"))
"""What a clause writes as `a` and as `every`."""


def _left(facts: Facts, editions: dict[str, Edition]) -> Iterator[tuple[Row, tuple[Figure, ...]]]:
    for row in facts.rows.values():
        found = [each for name in row.clauses for each in _found(name, editions)]
        own = editions.get(facts.edition_of(row.id))
        left = tuple(
            figure
            for figure in row.figures
            if figure not in _IN_WORDS
            and not (own and figure.unit == YEAR and own.is_default(Found(figure)))
            and not any(covers(figure, each) for each in found)
        )
        if row.clauses and left:
            yield row, left


def _found(name: ClauseName, editions: dict[str, Edition]) -> Iterator[Found]:
    edition = editions.get(name.edition)
    for clause in edition.named(name.id) if edition else ():
        yield from clause.found


def _defaults(
    edition: Edition, named: dict[ClauseName, list[Row]]
) -> dict[Figure, tuple[str, ...]]:
    taken: dict[Figure, list[str]] = {}
    for clause in edition.clauses:
        rows = named.get(ClauseName(edition.label, clause.id), ())
        for found in clause.found:
            if edition.is_default(found) and not established(found, rows):
                taken.setdefault(found.figure, []).append(clause.id)
    return {figure: tuple(dict.fromkeys(ids)) for figure, ids in taken.items()}
