"""How alike two clauses are, and in what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.language.meaning import (
    FactDefinition,
    ResolvedClause,
    ResolvedDuty,
)
from pcn_rules.language.walk import facts_in


@dataclass(frozen=True, slots=True)
class Likeness:
    """A share from 0 to 1, and what it rests on, in words."""

    score: Fraction
    why: str


def likeness(one: ResolvedClause, other: ResolvedClause) -> Likeness:
    """How alike two clauses are: half by the facts they speak of, half by their words.

    Clauses of different kinds (a duty and a payment) are not alike at all.
    """
    if type(one.statement) is not type(other.statement):
        return Likeness(Fraction(0), "they are of different kinds")
    words = _shared(_words(one), _words(other))
    facts = _shared(_facts(one), _facts(other))
    score = words if facts is None else (words or Fraction(0)) / 2 + facts / 2
    return Likeness(score or Fraction(0), _why(words or Fraction(0), facts))


def _why(words: Fraction, facts: Fraction | None) -> str:
    said = f"{round(words * 100)}% of their words are the same"
    return said if facts is None else f"{said}, and {round(facts * 100)}% of the facts they rest on"


def _shared(one: frozenset[object], other: frozenset[object]) -> Fraction | None:
    """The share of what either has that both have; None where neither has anything."""
    if not one and not other:
        return None
    return Fraction(len(one & other), len(one | other))


_LITTLE = frozenset("a an and any as at by each for from in is it must of on or that the their to with".split())


def _words(clause: ResolvedClause) -> frozenset[object]:
    found = re.findall(r"[^\W_]+", f"{clause.title} {clause.text}".lower())
    return frozenset(found) - _LITTLE


def _facts(clause: ResolvedClause) -> frozenset[object]:
    match clause.statement:
        case ResolvedDuty(body=body):
            found: frozenset[FactDefinition] = facts_in(body)
            return frozenset(found)
        case _:
            return frozenset()
