"""How alike two clauses are, and in what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.language.meaning import (
    Earned,
    Expression,
    FactDefinition,
    ResolvedClause,
    ResolvedDefinition,
    ResolvedDuty,
    ResolvedIncentive,
    ResolvedPayment,
    ResolvedPower,
)
from pcn_rules.language.walk import facts_in

_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "a an and any as at by each for from in is it must of on or that the their to with",
    )
)
_COMMON = 40
"""In how many clauses a word or fact may stand and still bring clauses together."""

_NEAREST = 8
"""How many clauses each is measured against: those that share the most with it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A share from 0 to 1, and what it rests on, in words."""

    score: Fraction
    why: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What a clause is known again by: its kind, its words and the facts it rests on."""

    kind: str
    words: frozenset[Hashable]
    facts: frozenset[Hashable]


def marks_of(clause: ResolvedClause) -> Marks:
    """What a clause is known again by; its number is not part of it."""
    words = re.findall(r"[^\W_]+", f"{clause.title} {clause.text}".lower())
    return Marks(_kind(clause), frozenset(words) - _LITTLE, _facts(clause))


def likeness(one: Marks, other: Marks) -> Likeness:
    """How alike two clauses are: half by the facts they speak of, half by their words.

    Clauses of different kinds (a duty and a payment) are not alike at all.
    """
    if one.kind != other.kind:
        return Likeness(Fraction(0), "they are of different kinds")
    words = _shared(one.words, other.words)
    said = f"{round(words * 100)}% of their words are the same"
    if not one.facts and not other.facts:
        return Likeness(words, said)
    facts = _shared(one.facts, other.facts)
    return Likeness((words + facts) / 2, f"{said}, and {round(facts * 100)}% of their facts")


def _shared(one: frozenset[Hashable], other: frozenset[Hashable]) -> Fraction:
    """The share of what either has that both have."""
    both = len(one | other)
    return Fraction(len(one & other), both) if both else Fraction(1)


def nearest(ones: Sequence[Marks], others: Sequence[Marks]) -> Iterator[tuple[int, int]]:
    """Which clauses are worth measuring against which, as places in the two lists.

    Those that share the most words and facts that few clauses have: so that the work grows with
    the number of clauses, and not with its square.
    """
    yield from _nearest(ones, others)
    for other, one in _nearest(others, ones):
        yield one, other


def _nearest(ones: Sequence[Marks], others: Sequence[Marks]) -> Iterator[tuple[int, int]]:
    holding: dict[Hashable, list[int]] = {}
    for at, other in enumerate(others):
        for mark in (*other.words, *other.facts):
            holding.setdefault(mark, []).append(at)
    for at, one in enumerate(ones):
        found = _counted(one, holding)
        for other_at in sorted(found, key=lambda o: (-found[o], o))[:_NEAREST]:
            yield at, other_at


def _counted(one: Marks, holding: Mapping[Hashable, Sequence[int]]) -> Counter[int]:
    found: Counter[int] = Counter()
    for mark in (*one.words, *one.facts):
        held = holding.get(mark, ())
        if len(held) <= _COMMON:
            found.update(held)
    return found


def _kind(clause: ResolvedClause) -> str:
    match clause.statement:
        case ResolvedDuty():
            return "duty"
        case ResolvedPower():
            return "power"
        case ResolvedPayment():
            return "payment"
        case ResolvedIncentive():
            return "incentive"
        case ResolvedDefinition():
            return "definition"


def _facts(clause: ResolvedClause) -> frozenset[Hashable]:
    match clause.statement:
        case ResolvedDuty(body=body):
            found: frozenset[FactDefinition] = facts_in(body)
            return frozenset(found)
        case ResolvedPower(fact=fact) if fact is not None:
            return frozenset((fact,))
        case ResolvedPayment(counted=counted):
            return frozenset() if counted is None else _facts_counted(counted)
        case _:
            return frozenset()


def _facts_counted(counted: Expression | Earned) -> frozenset[Hashable]:
    match counted:
        case Earned():
            return frozenset((counted,))
        case _:
            return frozenset(facts_in(counted))
