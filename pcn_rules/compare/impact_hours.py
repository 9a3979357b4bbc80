"""What two editions ask of people in hours, clause by clause and role by role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pcn_rules.compare.impact_groups import Group, groups
from pcn_rules.compare.impact_model import NOTHING, Amount, HoursOfRoles, HoursRow
from pcn_rules.compare.impact_people import Side
from pcn_rules.compare.model import Pair
from pcn_rules.evaluate.capacity.demand import Asked, Demand, own_duty
from pcn_rules.evaluate.money.flows import Between, added
from pcn_rules.language.meaning import NotStated, ResolvedClause, Stated

HOUR = 60

Roles = tuple[str, ...]


def hours_rows(old: Side, new: Side, pairs: Sequence[Pair]) -> Iterator[HoursRow]:
    """Every clause, or clauses that were estimated as one, that takes work by either edition."""
    before, after = old.people.demands, new.people.demands
    together = groups(pairs, (d.clauses for d in before), (d.clauses for d in after))
    for group in together:
        gone = _of(before, group.old)
        come = _of(after, group.new)
        if gone or come:
            yield HoursRow(
                tuple(clause.id for clause in group.old),
                tuple(clause.id for clause in group.new),
                group.title,
                tuple(_by_roles(gone, come, group)),
            )


def not_estimated(side: Side, clauses: Sequence[ResolvedClause]) -> Iterator[str]:
    """Duties still to be done whose work nobody estimated, alone or as part of a total."""
    counted = {id for demand in side.people.demands for id in demand.clauses}
    for clause in clauses:
        duty = own_duty(clause)
        if duty is None or clause.id in counted or duty.end < side.as_at:
            continue
        match duty.effort.amount:
            case NotStated():
                yield clause.id
            case _:
                pass


def _of(demands: Sequence[Demand], clauses: Sequence[ResolvedClause]) -> list[Demand]:
    ids = {clause.id for clause in clauses}
    return [demand for demand in demands if not ids.isdisjoint(demand.clauses)]


def _by_roles(
    before: Sequence[Demand], after: Sequence[Demand], group: Group
) -> Iterator[HoursOfRoles]:
    old, new = (_works(demands) for demands in (before, after))
    shared = _one_estimate(before, after, group)
    for roles in sorted(old.keys() | new.keys()):
        gone, come = old.get(roles, []), new.get(roles, [])
        was, now = (added(_hours(work) for work in works) for works in (gone, come))
        change = _moved(gone, come) if shared else None
        yield HoursOfRoles(roles, Amount(was, now, now - was if change is None else change))


def _works(demands: Sequence[Demand]) -> dict[Roles, list[Asked]]:
    found: dict[Roles, list[Asked]] = {}
    for demand in demands:
        for work in demand.work:
            found.setdefault(tuple(sorted(work.roles)), []).append(work)
    return found


def _days(work: Asked) -> int:
    """How often the minutes of some work are counted."""
    return 1 if work.once else (work.last - work.first).days + 1


def _hours(work: Asked) -> Between:
    factor = Fraction(_days(work), HOUR)
    sure = [each * factor for each in work.minutes.each if each is not None]
    high = None if None in work.minutes.each else max(sure)
    return Between(min(sure, default=NOTHING.low), high)


def _one_estimate(before: Sequence[Demand], after: Sequence[Demand], group: Group) -> bool:
    """Whether both sides rest on one and the same estimate, so that it is the same in each world.

    A total is one estimate where its words are the same, too.
    """
    totals = [demand for demand in (*before, *after) if demand.total]
    if totals:
        return group.same and [d.text for d in before] == [d.text for d in after]
    amounts = [_estimates(clauses) for clauses in (group.old, group.new)]
    return len(amounts[0]) == 1 and amounts[0] == amounts[1]


def _estimates(clauses: Sequence[ResolvedClause]) -> list[Stated]:
    found = []
    for clause in clauses:
        duty = own_duty(clause)
        match duty and duty.effort.amount:
            case Stated() as stated:
                found.append(stated)
            case _:
                pass
    return found


def _moved(before: Sequence[Asked], after: Sequence[Asked]) -> Between | None:
    """What changes where the same minutes are asked for over other days; None where they differ."""
    if len(before) != len(after):
        return None
    total = NOTHING
    for gone, come in zip(before, after, strict=True):
        if (gone.minutes, gone.once) != (come.minutes, come.once):
            return None
        factor = Fraction(_days(come) - _days(gone), HOUR)
        ends = [None if each is None else each * factor for each in gone.minutes.each]
        total += _ends(ends) if factor else NOTHING
    return total


def _ends(ends: Sequence[Fraction | None]) -> Between:
    """The least and the most of some amounts that go one way."""
    sure = [each for each in ends if each is not None]
    if len(sure) == len(ends):
        return Between(min(sure), max(sure))
    return Between(None, None)
