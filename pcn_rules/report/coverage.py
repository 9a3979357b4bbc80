"""Turn assessments of one edition into how each of its clauses has come out over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import assert_never

from pcn_rules.evaluate.result import Assessment, ClauseResult
from pcn_rules.language.meaning import (
    ResolvedClause,
    ResolvedDefinition,
    ResolvedDuty,
    ResolvedIncentive,
    ResolvedPayment,
    ResolvedPower,
    Specification,
    Variation,
)
from pcn_rules.language.order import natural
from pcn_rules.report.clean import cleaned, plain
from pcn_rules.report.model import Badge, Count
from pcn_rules.report.outcomes import NOT_APPLICABLE, UNKNOWN, VERDICTS, badge
from pcn_rules.report.words import counted
from pcn_rules.values.days import written

Reach = OneOf["evaluated", "never evaluated", "no verdict"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One text of a clause: how often it came out as what, in the order of VERDICTS; and where.

    A clause that a variation replaced has two texts; `amended_by` is the variation that wrote this
    one, None for a clause as published.

    `reach` is whether it was judged anywhere; what gets no verdict by its nature (`kind` says what
    it is: a permission, a payment) is told apart from a duty that was judged nowhere.
    """

    id: str
    title: str
    service: str
    service_title: str
    amended_by: str | None
    kind: str
    reach: Reach
    counts: tuple[Count, ...]
    seen: tuple[tuple[Assessment, ClauseResult], ...]

    @property
    def heading(self) -> str:
        """Its title, and the variation that wrote this text of it."""
        return f"{self.title} (as amended by {self.amended_by})" if self.amended_by else self.title

    @property
    def settled(self) -> bool:
        """Whether it has ever come out as something else than unknown or not applicable."""
        return any(
            each.number for each in self.counts if each.badge not in (UNKNOWN, NOT_APPLICABLE)
        )

    @property
    def instead(self) -> str:
        """What is said where there is nothing to count."""
        match self.reach:
            case "evaluated":
                return ""
            case "never evaluated":
                return "never evaluated"
            case "no verdict":
                return f"no verdict ({self.kind})"
            case _:
                assert_never(self.reach)


@dataclass(frozen=True, slots=True)
class ServiceCoverage:
    """The clauses of one service, in natural order of their ids."""

    id: str
    title: str
    clauses: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class EditionCoverage:
    """One edition over all networks and days; `judged` says which ("Boston as at 31 May 2020").

    `seen` counts the clauses that were seen with each verdict at least once.
    """

    name: str
    edition: str
    assessments: tuple[Assessment, ...]
    judged: tuple[str, ...]
    seen: tuple[Count, ...]
    services: tuple[ServiceCoverage, ...]

    @property
    def title(self) -> str:
        """The edition as it is headed."""
        return f"{self.name}, {self.edition} edition"

    @property
    def clauses(self) -> tuple[Coverage, ...]:
        """Every clause, service by service."""
        return tuple(clause for service in self.services for clause in service.clauses)

    @property
    def duties(self) -> int:
        """How many clauses there are to be judged."""
        return sum(clause.reach != "no verdict" for clause in self.clauses)

    @property
    def apart(self) -> str:
        """The clauses that get no verdict, counted."""
        without = len(self.clauses) - self.duties
        return f"{counted(without, 'clause')} without a verdict (permission, payment, term)"

    @property
    def never_evaluated(self) -> tuple[Coverage, ...]:
        """Duties that were judged nowhere."""
        return tuple(clause for clause in self.clauses if clause.reach == "never evaluated")

    @property
    def never_settled(self) -> tuple[Coverage, ...]:
        """Duties that were judged, and came out as unknown or not applicable wherever they were."""
        return tuple(
            clause for clause in self.clauses if clause.reach == "evaluated" and not clause.settled
        )


def coverage_of(specification: Specification, assessments: Sequence[Assessment]) -> EditionCoverage:
    """How each clause of a specification has come out in some assessments by it."""
    shown = tuple(map(cleaned, assessments))
    results: dict[tuple[str, Variation | None], list[tuple[Assessment, ClauseResult]]] = {}
    for assessment in shown:
        for result in assessment.clauses:
            if result.outcome is not None:
                key = (result.id, result.amended_by)
                results.setdefault(key, []).append((assessment, result))
    clauses = [
        _clause(clause, results.get((plain(clause.id), cleaned(clause.amended_by)), ()))
        for clause in _texts(specification)
    ]
    services: dict[tuple[str, str], list[Coverage]] = {}
    for each in clauses:
        services.setdefault((each.service, each.service_title), []).append(each)
    return EditionCoverage(
        name=plain(specification.name),
        edition=plain(specification.edition),
        assessments=shown,
        judged=tuple(f"{each.network_name} as at {written(each.as_at)}" for each in shown),
        seen=tuple(
            Count(mark, sum(1 for clause in clauses if _times(clause, mark))) for mark in VERDICTS
        ),
        services=tuple(
            ServiceCoverage(id, title, tuple(found)) for (id, title), found in services.items()
        ),
    )


def _texts(specification: Specification) -> list[ResolvedClause]:
    """Every text of every clause that there has been, natural by id and then in order of time."""
    every = {
        (clause.id, clause.amended_by): clause
        for text in specification.texts
        for clause in text.clauses
    }
    return sorted(every.values(), key=lambda clause: natural(clause.id))


def _times(clause: Coverage, mark: Badge) -> int:
    return sum(each.number for each in clause.counts if each.badge == mark)


def _clause(clause: ResolvedClause, seen: Sequence[tuple[Assessment, ClauseResult]]) -> Coverage:
    tally = Counter(badge(result.outcome) for _, result in seen)
    kind = _kind(clause)
    return Coverage(
        id=plain(clause.id),
        title=plain(clause.title),
        service=plain(clause.service),
        service_title=plain(clause.service_title),
        amended_by=plain(clause.amended_by.name) if clause.amended_by else None,
        kind=kind,
        reach="evaluated" if seen else "never evaluated" if kind == "duty" else "no verdict",
        counts=tuple(Count(mark, tally[mark]) for mark in VERDICTS),
        seen=tuple(seen),
    )


def _kind(clause: ResolvedClause) -> str:
    match clause.statement:
        case ResolvedDuty():
            return "duty"
        case ResolvedPower():
            return "permission"
        case ResolvedPayment():
            return "payment"
        case ResolvedIncentive():
            return "incentive"
        case ResolvedDefinition():
            return "definition"
        case _:
            assert_never(clause.statement)
