"""Turn the blocks of a variation into nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcn_rules.language import model
from pcn_rules.language.parsing.sources import read_cites
from pcn_rules.language.parsing.specification import read_clause
from pcn_rules.language.parsing.tree import Reading, branches, cut, tokens
from pcn_rules.language.parsing.values import read_date, read_quoted

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Branch


def read_header(reading: Reading, branch: Branch) -> model.VariationHeader:
    """Name of a variation, the specification it amends, and from which day."""
    name, amends = tokens(branch, "TITLE")
    (start,) = tokens(branch, "DATE")
    return model.VariationHeader(
        name=read_quoted(reading, name),
        amends=read_quoted(reading, amends),
        start=read_date(reading, start),
        span=reading.span(branch),
    )


def read_replacement(reading: Reading, branch: Branch) -> model.Replacement:
    """`replace clause 7.3.1(d) "..."`: a clause like any other."""
    (clause,) = branches(branch, "clause")
    return model.Replacement(read_clause(reading, clause), span=reading.span(branch))


def read_omission(reading: Reading, branch: Branch) -> model.Omission:
    """`omit clause 7.3.3`; it says who says so (E108)."""
    (clause,) = tokens(branch, "CLAUSE_ID")
    cited = branches(branch, "cites")
    if not cited:
        reading.fault(
            "E108",
            reading.span(clause),
            f"that clause `{cut(clause)}` is omitted rests on no source",
            "say where it is written: `cites SPEC 7.3.3, secondary source`",
        )
    return model.Omission(
        clause=str(clause),
        cites=tuple(read_cites(reading, each) for each in cited),
        span=reading.span(branch),
    )
