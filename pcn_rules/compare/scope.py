"""What two editions have in common: the days on which both live, and their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pcn_rules.language.meaning import Kind, ResolvedClause, Specification, Vocabulary


@dataclass(frozen=True, slots=True)
class Common:
    """The days on which two editions are compared, and the vocabulary of each."""

    first: date
    last: date
    old: Vocabulary
    new: Vocabulary


def common_to(old: Specification, new: Specification) -> Common | None:
    """What two editions have in common; None where there is no day on which both live."""
    first, last = max(old.start, new.start), min(old.end, new.end)
    if first > last:
        return None
    return Common(first, last, old.vocabulary, new.vocabulary)


def at_odds(old: Vocabulary, new: Vocabulary) -> tuple[str, ...]:
    """Why two vocabularies are no ground to compare on, in a sentence each; nothing if they are.

    A fact that one of them has and the other has not is no hindrance: one that is of another kind
    is, and so is having none in common.
    """
    before, after = _facts(old), _facts(new)
    shared = before.keys() & after.keys()
    if (before or after) and not shared:
        return ("no word for a fact is the same in both",)
    return tuple(
        f"`{name}` is another kind of fact in each"
        for entity, name in sorted(shared, key=str)
        if before[entity, name] != after[entity, name]
    )


def _facts(vocabulary: Vocabulary) -> dict[tuple[str | None, str], Kind]:
    every = (*vocabulary.facts, *(f for entity in vocabulary.entities for f in entity.facts))
    return {(fact.entity, fact.name): fact.kind for fact in every}


def is_named(clause: ResolvedClause, names: frozenset[str]) -> bool:
    """Whether a clause, or the service that it stands in, is among some numbers."""
    return clause.service in names or clause.id in names


def numbered(heading: str, clauses: Iterable[ResolvedClause]) -> frozenset[str]:
    """The services and the ids of clauses whose number is a heading's or begins with it.

    `7.3.1` begins 7.3.1(a) and 7.3.1(a)-02, and not 7.3.10.
    """
    return frozenset(
        number
        for clause in clauses
        for number in (clause.service, clause.id)
        if _begins(heading.casefold(), number.casefold())
    )


def _begins(heading: str, number: str) -> bool:
    if not heading or not number.startswith(heading):
        return False
    last, following = heading[-1], number[len(heading) : len(heading) + 1]
    return not (last.isdigit() and following.isdigit()) and not (
        last.isalpha() and following.isalpha()
    )
