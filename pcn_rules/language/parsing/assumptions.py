"""Turn the blocks of a file of assumptions into nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from pcn_rules.language import model
from pcn_rules.language.parsing.expressions import read_amount
from pcn_rules.language.parsing.layout import check_carried_on
from pcn_rules.language.parsing.sources import read_cites
from pcn_rules.language.parsing.tree import (
    Reading,
    branch_of,
    branches,
    cut,
    joined,
    spaced,
    token,
    tokens,
)
from pcn_rules.language.parsing.values import read_quoted

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Branch


def read_heading(reading: Reading, branch: Branch) -> model.AssumptionsFile:
    """`assumptions "Effort, ..."`: assumptions by their name, as yet without items."""
    (name,) = tokens(branch, "TITLE")
    return model.AssumptionsFile(
        read_quoted(reading, name),
        (),
        only_where_named=token(branch, "ONLY_WHERE_NAMED") is not None,
        span=reading.span(branch),
    )


def read_assumption(reading: Reading, branch: Branch) -> model.Assumption:
    """`to hold a home round ...`, and what it takes, of whom, and needs; some of it once (E126).

    Lines that carry its words on are indented deeper than those of what it takes (E114).
    """
    words = tokens(branch, "TEXT", "CARRIED_ON")
    lines = branches(branch)
    check_carried_on(reading, (lines[0] if lines else branch).start, words)
    takes = branches(branch, "negligible_effort", "stated_effort")
    roles = branches(branch, "roles")
    for again in (*takes[1:], *roles[1:]):
        reading.fault(
            "E126",
            reading.span(again),
            f"`{cut(reading.span(again).text)}` is a second line of a kind that stands once",
            "keep one of the two",
        )
    return model.Assumption(
        action=joined(words),
        effort=_effort(reading, takes[0]) if takes else None,
        roles=_roles(roles[:1]),
        needs=tuple(_need(reading, each) for each in branches(branch, "needs")),
        cites=tuple(read_cites(reading, each) for each in branches(branch, "cites")),
        span=reading.span(branch),
    )


def _effort(reading: Reading, branch: Branch) -> model.NegligibleEffort | model.StatedEffort:
    span = reading.span(branch)
    amount = branch_of(branch, "amount")
    if amount is None:
        return model.NegligibleEffort(span=span)
    _check_unit(reading, amount)
    each_time = token(branch, "EACH_TIME") is not None
    return model.StatedEffort(read_amount(reading, amount), each_time, span=span)


def _check_unit(reading: Reading, amount: Branch) -> None:
    """E100: of whom it takes so much, on the same line, where it is read as a part of the unit."""
    words = reading.span(amount)
    found = re.search(r"\bof\s+an?\s(?!\s*hour)", words.text, re.IGNORECASE)
    if found:
        start = words.start + found.start()
        reading.fault(
            "E100",
            reading.source.span(start, start + len("of")),
            "`of` opens a line of its own",
            "begin a new line with it",
        )


def _roles(lines: Iterable[Branch]) -> tuple[str, ...]:
    named = (role for line in lines for role in branches(line, "role"))
    return tuple(joined(tokens(role, "NAME")) for role in named)


def _need(reading: Reading, branch: Branch) -> model.Need:
    words = tokens(branch, "TEXT", "CARRIED_ON")
    check_carried_on(reading, branch.start, words)
    return model.Need(joined(words) if words else None, span=reading.span(branch))


# --- totals, conversions, posts ---------------------------------------------------------------


def read_total(reading: Reading, branch: Branch) -> model.TotalEffort:
    """`all of 7.2, 7.3` with its parts: each `takes` line, and the `of` line after it."""
    edition = token(branch, "TITLE")
    return model.TotalEffort(
        clauses=tuple(str(each) for each in tokens(branch, "CLAUSE_ID")),
        edition=read_quoted(reading, edition) if edition else None,
        parts=tuple(_parts(reading, branch)),
        cites=_cites(reading, branch),
        span=reading.span(branch),
    )


def _parts(reading: Reading, branch: Branch) -> Iterator[model.EffortPart]:
    """Each effort with the roles on the next line; roles with no effort above are E126."""
    waiting: Branch | None = None
    for line in branches(branch, "negligible_effort", "stated_effort", "roles"):
        if line.kind != "roles":
            if waiting is not None:
                yield _part(reading, waiting, ())
            waiting = line
        elif waiting is None:
            reading.fault(
                "E126",
                reading.span(line),
                f"`{cut(reading.span(line).text)}` says who does a part, and no part is above it",
                "put a line with `takes` above it",
            )
        else:
            yield _part(reading, waiting, _roles([line]))
            waiting = None
    if waiting is not None:
        yield _part(reading, waiting, ())


def _part(reading: Reading, branch: Branch, roles: tuple[str, ...]) -> model.EffortPart:
    span = reading.span(branch)
    amount = branch_of(branch, "amount")
    if amount is None or token(branch, "EACH_TIME") is not None:
        reading.fault(
            "E100",
            span,
            "a total is an amount, once or per week, and not each time",
            "write how much it is, as in `takes 14 hours per week`",
        )
        return model.EffortPart(model.Amount(Fraction(0), None, None), roles, span=span)
    _check_unit(reading, amount)
    return model.EffortPart(read_amount(reading, amount), roles, span=span)


def read_conversion(reading: Reading, branch: Branch) -> model.Conversion:
    """`one session is 4 hours`."""
    (unit,) = tokens(branch, "CONVERTED")
    amount = branch_of(branch, "amount")
    assert amount is not None
    return model.Conversion(
        unit=spaced(unit),
        amount=read_amount(reading, amount),
        cites=_cites(reading, branch),
        span=reading.span(branch),
    )


def read_recruiting(reading: Reading, branch: Branch) -> model.Recruiting:
    """`recruiting a clinical pharmacist`, and how long it takes."""
    role = branch_of(branch, "role")
    assert role is not None
    takes = branches(branch, "negligible_effort", "stated_effort")
    amount = branch_of(takes[0], "amount") if takes else None
    for again in (*takes[1:], *(each for each in takes[:1] if amount is None)):
        reading.fault(
            "E126",
            reading.span(again),
            f"`{cut(reading.span(again).text)}` is not how long recruiting takes",
            "keep one line, as in `takes 3 to 6 months`",
        )
    return model.Recruiting(
        role=joined(tokens(role, "NAME")),
        amount=read_amount(reading, amount) if amount is not None else None,
        cites=_cites(reading, branch),
        span=reading.span(branch),
    )


def read_employing(reading: Reading, branch: Branch) -> model.Employing:
    """`employing a clinical pharmacist`: what it costs, and how much of that is paid back."""
    role = branch_of(branch, "role")
    assert role is not None
    reimbursed = tuple(_reimbursed(reading, each) for each in branches(branch, "reimbursed"))
    _check_once(reading, branch, reimbursed)
    costs, on_costs = (branch_of(branch, rule) for rule in ("costs", "on_costs"))
    return model.Employing(
        role=joined(tokens(role, "NAME")),
        costs=_amount_in(reading, costs),
        on_costs=_amount_in(reading, on_costs),
        reimbursed=reimbursed,
        cites=_cites(reading, branch),
        span=reading.span(branch),
    )


def _amount_in(reading: Reading, line: Branch | None) -> model.Amount | None:
    amount = None if line is None else branch_of(line, "amount", "share")
    return None if amount is None else read_amount(reading, amount)


def _reimbursed(reading: Reading, branch: Branch) -> model.Reimbursed:
    share, edition = _amount_in(reading, branch), token(branch, "TITLE")
    assert share is not None
    named = read_quoted(reading, edition) if edition else None
    return model.Reimbursed(share, named, span=reading.span(branch))


def _check_once(reading: Reading, branch: Branch, reimbursed: tuple[model.Reimbursed, ...]) -> None:
    """E126: costs or on-costs twice, or two shares for one edition."""
    again = [*branches(branch, "costs")[1:], *branches(branch, "on_costs")[1:]]
    for each, line in zip(reimbursed, branches(branch, "reimbursed"), strict=True):
        first = next(other for other in reimbursed if other.edition == each.edition)
        again += [line] if first is not each else []
    for line in again:
        reading.fault(
            "E126",
            reading.span(line),
            f"`{cut(reading.span(line).text)}` is a second line of a kind that stands once",
            "keep one of the two",
        )


def read_posts(reading: Reading, branch: Branch) -> model.AssumedPosts:
    """`assume 3 WTE`, and of which role."""
    amount = branch_of(branch, "amount")
    assert amount is not None
    return model.AssumedPosts(
        amount=read_amount(reading, amount),
        roles=_roles(branches(branch, "roles")),
        cites=_cites(reading, branch),
        span=reading.span(branch),
    )


def _cites(reading: Reading, branch: Branch) -> tuple[model.Cites, ...]:
    return tuple(read_cites(reading, each) for each in branches(branch, "cites"))
