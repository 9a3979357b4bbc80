"""Two editions and some networks into what the change does to them (semantics, section 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pcn_rules.compare.compare import as_it_stood, is_in
from pcn_rules.compare.impact_hours import hours_rows, not_estimated
from pcn_rules.compare.impact_model import Impact, Judged, NetworkImpact
from pcn_rules.compare.impact_money import money_rows
from pcn_rules.compare.impact_people import Side
from pcn_rules.compare.impact_verdicts import Transitions
from pcn_rules.compare.model import Pair
from pcn_rules.compare.pairing import NO_PINS, Pins, pairs
from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.money.budget import budget
from pcn_rules.evaluate.money.flows import Budget
from pcn_rules.language.meaning import ResolvedClause, Specification
from pcn_rules.networks.model import Network


@dataclass(frozen=True, slots=True)
class Subject:
    """One network, read in the words of each edition, and the day on which it is judged by both."""

    old: Network
    new: Network
    as_at: date
    known_by: date | None


def impact_of(
    old: Specification,
    new: Specification,
    subjects: Iterable[Subject],
    *,
    pins: Pins = NO_PINS,
    services: frozenset[str] | None = None,
    doing: Callable[[str], None] = lambda _: None,
) -> Impact:
    """What the change from one edition to another does to networks.

    Each is judged by the text of either edition that is in force on its day, as `assess` does.
    With `services`, only pairs are told that have a clause in one of them. `doing` is told what
    is being done.
    """
    paired: dict[date, tuple[Pair, ...]] = {}
    found = []
    for subject in subjects:
        doing(f"judging {subject.new.name} by both editions")
        day = subject.as_at
        before, after = as_it_stood(old, day), as_it_stood(new, day)
        if day not in paired:
            every = pairs(before, after, pins)
            paired[day] = tuple(p for p in every if services is None or is_in(p, services))
        sides = (
            Side(before, subject.old, day, subject.known_by),
            Side(after, subject.new, day, subject.known_by),
        )
        found.append(_impact_on((old, new), sides, paired[day]))
    return Impact(None if services is None else tuple(sorted(services)), tuple(found))


def _impact_on(
    editions: tuple[Specification, Specification], sides: tuple[Side, Side], told: Sequence[Pair]
) -> NetworkImpact:
    old, new = sides
    until = min(old.specification.end, new.specification.end)
    judged = [
        (side, assess(edition, side.network, as_at=side.as_at, known_by=side.known_by))
        for edition, side in zip(editions, sides, strict=True)
    ]
    budgets = [
        budget(side.specification, side.network, as_at=side.as_at, known_by=side.known_by)
        for side in sides
    ]
    variations = [tuple(each.name for each in one.variations) for _, one in judged]
    clauses = ([c for p in told for c in p.old], [c for p in told for c in p.new])
    before, after = (
        _judged(side, names, money, asked)
        for side, names, money, asked in zip(sides, variations, budgets, clauses, strict=True)
    )
    return NetworkImpact(
        network=new.network.id,
        name=new.network.name,
        as_at=new.as_at,
        known_by=new.known_by,
        until=until,
        old=before,
        new=after,
        rows=tuple(Transitions(judged[0], judged[1]).rows(told)),
        hours=tuple(hours_rows(old, new, told, until)),
        money=tuple(
            money_rows((old.specification, budgets[0]), (new.specification, budgets[1]), told)
        ),
    )


def _judged(
    side: Side, variations: tuple[str, ...], money: Budget, clauses: Sequence[ResolvedClause]
) -> Judged:
    unestimated = tuple(not_estimated(side, clauses))
    return Judged(variations, money.start, money.end, unestimated)
