"""What an edition is like for those who live with it: how much is due when, and how closely.

Each figure is defined in docs/profile.md. All are counts of clauses, so that editions compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from pcn_rules.compare.paid import is_paid, money_of
from pcn_rules.compare.scope import is_named
from pcn_rules.language import meaning
from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur
from pcn_rules.language.meaning import (
    ResolvedClause,
    ResolvedDuty,
    RoleKind,
    Specification,
)
from pcn_rules.language.walk import every_part, facts_in


@dataclass(frozen=True, slots=True)
class Quarter:
    """What is due from `first` to `last`: days to meet, what begins, and what goes on from before.

    All three are None where the edition does not live on any day of it.
    """

    first: date
    last: date
    deadlines: int | None
    beginning: int | None
    going_on: int | None

    @property
    def due(self) -> int | None:
        """Everything that is due in it."""
        if self.deadlines is None or self.beginning is None or self.going_on is None:
            return None
        return self.deadlines + self.beginning + self.going_on


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts of the clauses of an edition, and of its duties that bind the network.

    `who`, `how`, `how_often` and `when` are the duties that fix these, `none` those that fix none.
    Each duty is measured by `process` (something is done, or tried) or by `outcome` (something is
    so, however that came about). `unpaid` duties have no money attached.
    `unverified` clauses have a citation that is; of those, `wholly` have no other.
    """

    name: str
    edition: str
    clauses: int
    duties: int
    who: int
    how: int
    how_often: int
    when: int
    none: int
    process: int
    outcome: int
    unpaid: int
    unverified: int
    wholly: int
    quarters: tuple[Quarter, ...]


def profile_of(
    specification: Specification,
    first: date,
    last: date,
    services: frozenset[str] | None = None,
) -> Profile:
    """The profile of an edition as published, with the quarters that lie between two days.

    With `services`, only clauses among these numbers are counted; money is looked for everywhere.
    """
    clauses = [c for c in specification.clauses if services is None or is_named(c, services)]
    duties = list(_duties(clauses))
    roles, money = _roles(specification), money_of(specification)
    fixed = [_fixed(duty, specification, roles) for _, duty in duties]
    paid = [is_paid(clause, duty, money) for clause, duty in duties]
    standings = [{each.standing for each in clause.citations} for clause in clauses]
    outcomes = sum(duty.state for _, duty in duties)
    return Profile(
        name=specification.name,
        edition=specification.edition,
        clauses=len(clauses),
        duties=len(duties),
        who=sum(each[0] for each in fixed),
        how=sum(each[1] for each in fixed),
        how_often=sum(each[2] for each in fixed),
        when=sum(each[3] for each in fixed),
        none=sum(not any(each) for each in fixed),
        process=len(duties) - outcomes,
        outcome=outcomes,
        unpaid=sum(not each for each in paid),
        unverified=sum("unverified" in each for each in standings),
        wholly=sum(each == {"unverified"} for each in standings),
        quarters=tuple(
            _quarter(start, end, [duty for _, duty in duties], specification)
            for start, end in quarters(first, last)
        ),
    )


def profiles_of(
    specifications: Sequence[Specification], services: frozenset[str] | None = None
) -> tuple[Profile, ...]:
    """The profiles of some editions over the same days.

    These are the days on which all of them live; where there are none, those from the beginning of
    the first to the end of the last.
    """
    first = max(each.start for each in specifications)
    last = min(each.end for each in specifications)
    if first > last:
        first = min(each.start for each in specifications)
        last = max(each.end for each in specifications)
    return tuple(profile_of(each, first, last, services) for each in specifications)


def _duties(clauses: Iterable[ResolvedClause]) -> Iterator[tuple[ResolvedClause, ResolvedDuty]]:
    """The duties that bind the network or those inside it."""
    for clause in clauses:
        match clause.statement:
            case ResolvedDuty(modality="must" | "must not") as duty:
                if duty.actor.role != "another party":
                    yield clause, duty
            case _:
                pass


# --- when it is due ---------------------------------------------------------------------------


def quarters(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The calendar quarters that have a day between two, cut to these days."""
    start = first
    while start <= last:
        month = (start.month - 1) // 3 * 3 + 4
        following = date(start.year + (month > 12), (month - 1) % 12 + 1, 1)
        yield start, min(following - timedelta(days=1), last)
        start = following


def _quarter(
    first: date, last: date, duties: Iterable[ResolvedDuty], specification: Specification
) -> Quarter:
    if specification.start > last or specification.end < first:
        return Quarter(first, last, None, None, None)
    deadlines = beginning = going_on = 0
    for duty in duties:
        start = max(duty.start, specification.start)
        match duty.timing:
            case Achieve(day=day, included=included):
                deadlines += first <= (day if included else day - timedelta(days=1)) <= last
            case Maintain() | Recur() | React() | Limit():
                asked = start <= last and duty.end >= first and not _rests(duty, first, last)
                beginning += asked and start >= first
                going_on += asked and start < first
            case _:
                assert_never(duty.timing)
    return Quarter(first, last, deadlines, beginning, going_on)


def _rests(duty: ResolvedDuty, first: date, last: date) -> bool:
    """Whether a duty is suspended on all of the days that it has between two."""
    start, end = max(first, duty.start), min(last, duty.end)
    return any(since <= start and end <= until for since, until in duty.suspended)


# --- what it fixes ----------------------------------------------------------------------------


def _fixed(
    duty: ResolvedDuty, specification: Specification, roles: re.Pattern[str] | None
) -> tuple[bool, bool, bool, bool]:
    """Whether a duty fixes who does it, how, how often, and when."""
    return (
        _names_a_role(duty, roles),
        not any(fact.attested for fact in facts_in(duty.body)),
        _is_repeated(duty),
        _has_a_day_of_its_own(duty, specification),
    )


def _names_a_role(duty: ResolvedDuty, roles: re.Pattern[str] | None) -> bool:
    where = None if duty.subjects is None else duty.subjects.where
    for expression in (duty.body,) if where is None else (duty.body, where):
        for part in every_part(expression):
            match part:
                case meaning.HasRole():
                    return True
                case _:
                    pass
    return roles is not None and roles.search(duty.action) is not None


def _roles(specification: Specification) -> re.Pattern[str] | None:
    """What finds the roles that the vocabulary declares, one or several; None where it has none."""
    vocabulary = specification.vocabulary
    found: set[str] = set()
    for fact in (*vocabulary.facts, *(f for e in vocabulary.entities for f in e.facts)):
        match fact.kind:
            case RoleKind(roles=roles):
                found.update(roles)
            case _:
                pass
    names = "|".join(re.escape(role) for role in sorted(found))
    return re.compile(rf"(?<!\w)(?:{names})s?(?!\w)", re.IGNORECASE) if names else None


def _is_repeated(duty: ResolvedDuty) -> bool:
    match duty.timing:
        case Recur() | React():
            return True
        case Achieve() | Maintain() | Limit():
            return False
        case _:
            assert_never(duty.timing)


def _has_a_day_of_its_own(duty: ResolvedDuty, specification: Specification) -> bool:
    """Whether a duty has a last day, a limit after each event, or days that the edition has not."""
    match duty.timing:
        case Achieve() | React():
            return True
        case Maintain() | Recur() | Limit():
            return duty.start > specification.start or duty.end < specification.end
        case _:
            assert_never(duty.timing)
