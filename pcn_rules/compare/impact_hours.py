"""What two editions ask of people in hours, clause by clause and role by role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from pcn_rules.compare.impact_groups import Group, groups
from pcn_rules.compare.impact_model import NOTHING, Amount, HoursOfRoles, HoursRow
from pcn_rules.compare.impact_people import Side
from pcn_rules.compare.model import Pair
from pcn_rules.evaluate.capacity.demand import Asked, Demand, own_duty
from pcn_rules.evaluate.money.flows import Between, added
from pcn_rules.language.meaning import NotStated, ResolvedClause, Stated

HOUR = 60
ZERO = Fraction(0)

Roles = tuple[str, ...]


def hours_rows(old: Side, new: Side, pairs: Sequence[Pair], until: date) -> Iterator[HoursRow]:
    """Every clause, or clauses that were estimated as one, that takes work by either edition.

    Hours are those up to a day: what is done once counts where it is due by then. Those of things
    that nobody listed come on top, as in what is said of capacity.
    """
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
                tuple(_by_roles(gone, come, group, until)),
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
    before: Sequence[Demand], after: Sequence[Demand], group: Group, until: date
) -> Iterator[HoursOfRoles]:
    old, new = (_works(demands) for demands in (before, after))
    shared = _one_estimate(before, after, group)
    for roles in sorted(old.keys() | new.keys()):
        gone, come = old.get(roles, []), new.get(roles, [])
        was, now = (added(_hours(work, until) for work in works) for works in (gone, come))
        change = _moved(gone, come, until) if shared else None
        amount = Amount(was, now, now - was if change is None else change)
        unlisted = any(work.minutes != work.listed for work in (*gone, *come))
        yield HoursOfRoles(roles, amount, unlisted)


def _works(demands: Sequence[Demand]) -> dict[Roles, list[Asked]]:
    found: dict[Roles, list[Asked]] = {}
    for demand in demands:
        for work in demand.work:
            found.setdefault(tuple(sorted(work.roles)), []).append(work)
    return found


def _times(work: Asked, until: date) -> int:
    """How often the minutes of some work are counted up to a day."""
    if work.once:
        return 1 if work.last <= until else 0
    return max((min(work.last, until) - work.first).days + 1, 0)


def _hours(work: Asked, until: date) -> Between:
    return _spread(work, Fraction(_times(work, until), HOUR))


def _spread(work: Asked, factor: Fraction) -> Between:
    """The minutes of some work times a factor, which may be below zero."""
    if not factor:
        return NOTHING
    sure = [each * factor for each in work.listed.each if each is not None]
    low, high = min(sure, default=None), max(sure, default=None)
    if None not in work.listed.each:
        return Between(low, high)
    return Between(low or ZERO, None) if factor > 0 else Between(None, high or ZERO)


def _one_estimate(before: Sequence[Demand], after: Sequence[Demand], group: Group) -> bool:
    """Whether both sides rest on one and the same estimate, so that it is the same in each world.

    A total is one estimate where its words and its clauses are the same, too.
    """
    if any(demand.total for demand in (*before, *after)):
        return group.same and [d.text for d in before] == [d.text for d in after]
    old, new = (_estimates(clauses) for clauses in (group.old, group.new))
    return len(old) == 1 and old == new


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


def _moved(before: Sequence[Asked], after: Sequence[Asked], until: date) -> Between | None:
    """What changes where the same minutes are asked for over other days; None where they differ."""
    if len(before) != len(after):
        return None
    total = NOTHING
    for gone, come in zip(before, after, strict=True):
        if (gone.listed, gone.once) != (come.listed, come.once):
            return None
        factor = Fraction(_times(come, until) - _times(gone, until), HOUR)
        total += _spread(gone, factor)
    return total
