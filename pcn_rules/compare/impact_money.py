"""What two editions pay a network and its practices, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pcn_rules.compare.impact_groups import Group, groups
from pcn_rules.compare.impact_model import NOTHING, Amount, MoneyRow
from pcn_rules.compare.model import Pair
from pcn_rules.evaluate.money.flows import Between, Budget, added
from pcn_rules.language.meaning import ResolvedClause, Specification


@dataclass(slots=True)
class _Paid:
    """What each clause pays, by its id; what is within one sum is counted where that sum is."""

    network: dict[str, Between] = field(default_factory=dict)
    practices: dict[str, Between] = field(default_factory=dict)


def money_rows(
    old: tuple[Specification, Budget], new: tuple[Specification, Budget], pairs: Sequence[Pair]
) -> Iterator[MoneyRow]:
    """Every clause that pays by either edition, those within one sum together.

    The rows add up to what `money` says that the network and its practices are paid.
    """
    (before_by, before), (after_by, after) = old, new
    was, now = _paid(before), _paid(after)
    same_pay = before_by.pay == after_by.pay and (before.start, before.end) == (
        after.start,
        after.end,
    )
    together = groups(pairs, _within(before), _within(after))
    for group in together:
        if not _pays(was, group.old) and not _pays(now, group.new):
            continue
        same = group.same and same_pay
        yield MoneyRow(
            tuple(clause.id for clause in group.old),
            tuple(clause.id for clause in group.new),
            group.title,
            _amount(was.network, now.network, group, same=same),
            _amount(was.practices, now.practices, group, same=same),
        )


def _within(budget: Budget) -> Iterator[tuple[str, ...]]:
    for flow in budget.flows:
        if flow.within:
            yield (flow.clause, *flow.within)


def _paid(budget: Budget) -> _Paid:
    """What each clause pays; a sum pays for all that is within it."""
    paid = _Paid()
    held = {limit.clause for limit in budget.limits}
    for flow in budget.flows:
        if flow.direction == "to practices":
            paid.practices[flow.clause] = flow.amount
        elif flow.direction != "cost":
            within = not held.isdisjoint(flow.within)
            paid.network[flow.clause] = NOTHING if within else flow.amount
    for limit in budget.limits:
        paid.network[limit.clause] = limit.paid
    return paid


def _pays(paid: _Paid, clauses: Sequence[ResolvedClause]) -> bool:
    return any(clause.id in paid.network or clause.id in paid.practices for clause in clauses)


def _amount(
    before: dict[str, Between], after: dict[str, Between], group: Group, *, same: bool
) -> Amount:
    was = added(before.get(clause.id, NOTHING) for clause in group.old)
    now = added(after.get(clause.id, NOTHING) for clause in group.new)
    return Amount(was, now, NOTHING if same and was == now else now - was)
