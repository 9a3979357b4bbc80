"""Turn the blocks of a specification into nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from pcn_rules.language import model
from pcn_rules.language.parsing.actions import (
    TIMINGS,
    days_of_which_kind,
    read_action,
    read_definition,
    read_duty,
    read_incentive,
    read_payment,
    read_timing,
)
from pcn_rules.language.parsing.expressions import check_runs, expression_in, read_group
from pcn_rules.language.parsing.sources import read_cites
from pcn_rules.language.parsing.tree import Reading, branch_of, branches, cut, token, tokens
from pcn_rules.language.parsing.values import read_count, read_date, read_period, read_quoted

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Branch, Word


def read_header(reading: Reading, branch: Branch) -> model.SpecificationHeader:
    """Name, edition and life of a specification."""
    name, edition = tokens(branch, "TITLE")
    published, start, end = tokens(branch, "DATE")
    first, last = read_period(reading, start, end)
    return model.SpecificationHeader(
        name=read_quoted(reading, name),
        edition=read_quoted(reading, edition),
        published=read_date(reading, published),
        proposed=token(branch, "PROPOSED") is not None,
        start=first,
        end=last or first,
        uses=tuple(_uses(reading, each) for each in branches(branch, "uses")),
        span=reading.span(branch),
    )


def _uses(reading: Reading, branch: Branch) -> model.Uses:
    (path,) = tokens(branch, "TITLE")
    return model.Uses(read_quoted(reading, path), span=reading.span(branch))


def read_service(reading: Reading, branch: Branch) -> model.Service:
    """`service 7.3 "Enhanced Health in Care Homes"`."""
    id, title = tokens(branch, "CLAUSE_ID", "TITLE")
    return model.Service(str(id), read_quoted(reading, title), span=reading.span(branch))


def read_clause(reading: Reading, branch: Branch) -> model.Clause:
    """A clause; it asks something (E115) and cites something (E108), and says once what is one."""
    id, title = tokens(branch, "CLAUSE_ID", "TITLE")
    lines = tuple(_line(reading, each) for each in branches(branch, *_LINES))
    _check_lines(reading, branch, id)
    statement = branch_of(branch, *_STATEMENTS)
    if statement is None:
        reading.fault(
            "E115",
            reading.span(title),
            f"clause `{cut(id)}` does not say what is asked",
            "write it below the title: `by 31 July 2020 the PCN must ...`",
        )
        statement_node: model.Statement = model.Definition("", "")
    else:
        statement_node = _STATEMENTS[statement.kind](reading, statement)
    return model.Clause(
        id=str(id),
        title=read_quoted(reading, title),
        statement=statement_node,
        lines=lines,
        span=reading.span(branch),
    )


def _check_lines(reading: Reading, branch: Branch, id: Word) -> None:
    if not branches(branch, "cites"):
        reading.fault(
            "E108",
            reading.span(id),
            f"clause `{cut(id)}` cites no source",
            "say where it is written: `cites SPEC 7.3.1(a), secondary source`",
        )
    for rule in ("for_each", "notice", "counted_on", "adjusted_by"):
        for again in branches(branch, rule)[1:]:
            reading.fault(
                "E126",
                reading.span(again),
                f"`{cut(reading.span(again).text)}` is a second line of a kind that stands once",
                "keep one of the two",
            )


_STATEMENTS: Mapping[str, Callable[[Reading, Branch], model.Statement]] = {
    "duty": read_duty,
    "payment": read_payment,
    "incentive": read_incentive,
    "definition": read_definition,
}


def read_deferral(reading: Reading, branch: Branch) -> model.Deferral:
    """`defers draft AC-01, AC-02 until 1 April 2021`; it says who says so (E108)."""
    clauses = tuple(_put_off(reading, each) for each in branches(branch, "put_off"))
    cited = branches(branch, "cites")
    until = token(branch, "DATE")
    if not cited:
        reading.fault(
            "E108",
            clauses[0].span or reading.span(branch),
            f"that clause `{cut(clauses[0].clause)}` is put off rests on no source",
            "say where it is written: `cites SPEC 7.5, secondary source`",
        )
    return model.Deferral(
        edition=_edition(reading, branch),
        clauses=clauses,
        until=None if until is None else read_date(reading, until),
        cites=tuple(read_cites(reading, each) for each in cited),
        span=reading.span(branch),
    )


def _put_off(reading: Reading, branch: Branch) -> model.PutOff:
    (clause,) = tokens(branch, "CLAUSE_ID")
    return model.PutOff(str(clause), span=reading.span(branch))


# --- the lines that qualify a clause ----------------------------------------------------------


def _line(reading: Reading, branch: Branch) -> model.ClauseLine:
    check_runs(reading, branch, branch.start)
    return _LINES[branch.kind](reading, branch)


def _for_each(reading: Reading, branch: Branch) -> model.ForEach:
    (group,) = branches(branch, "group")
    return model.ForEach(read_group(reading, group), span=reading.span(branch))


def _condition(reading: Reading, branch: Branch) -> model.Condition:
    word: OneOf["if", "where"] = "if" if token(branch, "IF") else "where"
    return model.Condition(word, expression_in(reading, branch), span=reading.span(branch))


def _unless(reading: Reading, branch: Branch) -> model.Unless:
    return model.Unless(expression_in(reading, branch), span=reading.span(branch))


def _except_where(reading: Reading, branch: Branch) -> model.ExceptWhere:
    action = branch_of(branch, "action")
    return model.ExceptWhere(
        expression_in(reading, branch),
        read_action(reading, action, branch) if action else None,
        span=reading.span(branch),
    )


def _subject_to(reading: Reading, branch: Branch) -> model.SubjectTo:
    (clause,) = tokens(branch, "CLAUSE_ID")
    return model.SubjectTo(str(clause), span=reading.span(branch))


def _notwithstanding(reading: Reading, branch: Branch) -> model.Notwithstanding:
    (clause,) = tokens(branch, "CLAUSE_ID")
    return model.Notwithstanding(str(clause), span=reading.span(branch))


def _suspended(reading: Reading, branch: Branch) -> model.Suspended:
    start, end = tokens(branch, "DATE")
    first, last = read_period(reading, start, end)
    return model.Suspended(first, last or first, span=reading.span(branch))


def _notice(reading: Reading, branch: Branch) -> model.Notice:
    (count,) = tokens(branch, "COUNT")
    (unit,) = tokens(branch, "NOTICE_UNIT")
    words = unit.casefold()
    if "month" in words:
        kind: OneOf["month", "calendar day", "working day"] = "month"
    else:
        kind = "working day" if "working" in words else "calendar day"
        if "working" not in words and "calendar" not in words:
            days_of_which_kind(reading, unit)
    return model.Notice(read_count(reading, count), kind, span=reading.span(branch))


def _counted_on(reading: Reading, branch: Branch) -> model.CountedOn:
    (day,) = tokens(branch, "DATE")
    return model.CountedOn(read_date(reading, day), span=reading.span(branch))


def _adjusted_by(reading: Reading, branch: Branch) -> model.AdjustedBy:
    return model.AdjustedBy(expression_in(reading, branch), span=reading.span(branch))


def _replaces(reading: Reading, branch: Branch) -> model.Replaces:
    (clause,) = tokens(branch, "CLAUSE_ID")
    return model.Replaces(_edition(reading, branch), str(clause), span=reading.span(branch))


def _edition(reading: Reading, branch: Branch) -> str:
    """The name of another edition, bare or quoted."""
    bare, quoted = token(branch, "EDITION"), token(branch, "TITLE")
    return str(bare) if bare else read_quoted(reading, quoted) if quoted else ""


def _another_reading(reading: Reading, branch: Branch) -> model.AnotherReading:
    timing = branch_of(branch, *TIMINGS)
    action = branch_of(branch, "action")
    return model.AnotherReading(
        read_timing(reading, timing) if timing else None,
        read_action(reading, action, branch) if action else None,
        span=reading.span(branch),
    )


_LINES: Mapping[str, Callable[[Reading, Branch], model.ClauseLine]] = {
    "for_each": _for_each,
    "condition": _condition,
    "unless": _unless,
    "except_where": _except_where,
    "subject_to": _subject_to,
    "notwithstanding": _notwithstanding,
    "suspended": _suspended,
    "notice": _notice,
    "counted_on": _counted_on,
    "adjusted_by": _adjusted_by,
    "cites": read_cites,
    "replaces": _replaces,
    "another_reading": _another_reading,
}
