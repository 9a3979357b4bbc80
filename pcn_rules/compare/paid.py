"""Tell to which duties of an edition money is attached: by service, by thing, or by measure."""

from __future__ import annotations

from dataclasses import dataclass

from pcn_rules.language import meaning
from pcn_rules.language.meaning import (
    FactDefinition,
    Group,
    ResolvedClause,
    ResolvedDuty,
    ResolvedIncentive,
    ResolvedPayment,
    Specification,
)
from pcn_rules.language.walk import every_part, facts_in


@dataclass(frozen=True, slots=True)
class Money:
    """What the payments and incentives of an edition are attached to."""

    services: frozenset[str]
    groups: frozenset[Group]
    facts: frozenset[FactDefinition]


def money_of(specification: Specification) -> Money:
    """Services with money, what is paid for each of, and what incentives measure.

    What is paid for each of those who act themselves, such as practices, is for taking part.
    """
    services: set[str] = set()
    groups: set[Group] = set()
    facts: set[FactDefinition] = set()
    members = _members(specification)
    for clause in specification.clauses:
        match clause.statement:
            case ResolvedPayment(group=group):
                services.add(clause.service)
                if group is not None and group.entity not in members:
                    groups.add(group)
            case ResolvedIncentive(measure=measure):
                services.add(clause.service)
                facts |= facts_in(measure)
            case _:
                pass
    return Money(frozenset(services), frozenset(groups), frozenset(facts))


def is_paid(clause: ResolvedClause, duty: ResolvedDuty, money: Money) -> bool:
    """Whether a payment or an incentive of the edition is attached to a duty."""
    if clause.service in money.services:
        return True
    return bool(_groups(duty) & money.groups or facts_in(duty.body) & money.facts)


def _groups(duty: ResolvedDuty) -> frozenset[Group]:
    """The groups that a duty is owed for, or asks something of."""
    found = set() if duty.subjects is None else {duty.subjects}
    for part in every_part(duty.body):
        match part:
            case meaning.Every(group=group) | meaning.Some(group=group):
                found.add(group)
            case meaning.NumberOf(group=group) | meaning.SumOf(group=group):
                found.add(group)
            case _:
                pass
    return frozenset(found)


def _members(specification: Specification) -> frozenset[str]:
    """The kinds of things that act themselves, such as practices: they are paid for taking part."""
    found: set[str] = set()
    for clause in specification.clauses:
        match clause.statement:
            case ResolvedDuty(actor=meaning.Actor(entity=str() as entity)):
                found.add(entity)
            case _:
                pass
    return frozenset(found)
