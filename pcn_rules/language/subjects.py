"""Find out for whom a duty is owed, and what is then asked of each of them."""

from __future__ import annotations

from dataclasses import dataclass

from pcn_rules.language import meaning
from pcn_rules.language.groups import conjunction
from pcn_rules.language.scope import Scope
from pcn_rules.language.symbols import Symbols


@dataclass(frozen=True, slots=True)
class Owed:
    """For whom something is owed, and what.

    `subjects` is None for the network as one, and for a reaction, whose event is the subject.
    `condition` is what the meaning says of whom it binds.
    """

    subjects: meaning.Group | None
    body: meaning.Expression
    condition: meaning.Expression | None
    scope: Scope
    others: tuple[Owed, ...] = ()
    """The same for the other events of a reaction, which must be readable for each of them."""


def negated(body: meaning.Expression) -> meaning.Expression:
    """What `must not` wants to hold; not for some is the same as for each not."""
    match body:
        case meaning.Some(group=group, body=inner):
            return meaning.Every(group, meaning.Not(inner))
        case meaning.Not(operand=operand):
            return operand
        case _:
            return meaning.Not(body)


def owed_to_named(
    body: meaning.Expression, subjects: meaning.Group | None, scope: Scope, *, negate: bool
) -> Owed:
    """What is owed where the clause says for whom: `for each`, `each practice must`, an event.

    A meaning that speaks of every one of the same kind says what is asked of each of them, and of
    which of them.
    """
    condition = None
    match body:
        case meaning.Every(group=group, body=inner) if (
            scope.entity is not None and group.entity == scope.entity.name
        ):
            body = inner
            if subjects is None:
                condition = group.where
            else:
                subjects = narrowed(subjects, group.where)
        case _:
            pass
    return Owed(subjects, negated(body) if negate else body, condition, scope)


def owed_by_meaning(
    body: meaning.Expression, scope: Scope, symbols: Symbols, *, negate: bool
) -> Owed:
    """What is owed where only the meaning says for whom: every one of a kind, or the network."""
    wanted = negated(body) if negate else body
    match wanted:
        case meaning.Every(group=group, body=inner):
            # What the network attests in such a clause it attests as one, not home by home.
            entity = symbols.entities.get(group.entity)
            return Owed(group, inner, None, Scope(entity=entity, attests=scope.attests))
        case _:
            return Owed(None, wanted, None, scope)


def narrowed(group: meaning.Group, where: meaning.Expression | None) -> meaning.Group:
    """A group with one more condition on who is of it."""
    if where is None or where == group.where:
        return group
    parts = (where,) if group.where is None else (group.where, where)
    return meaning.Group(group.entity, conjunction(parts), group.text)


def judged_on(
    expression: meaning.Expression, scope: Scope, subjects: meaning.Group | None
) -> meaning.Expression:
    """What is said of every one of the subjects' kind, as said of one subject."""
    match expression:
        case meaning.Every(group=group, body=body) if (
            scope.entity is not None and group.entity == scope.entity.name
        ):
            if group.where is None or (subjects and group.where == subjects.where):
                return body
            return meaning.Or((meaning.Not(group.where), body))
        case _:
            return expression


def joined(*parts: meaning.Expression | None) -> meaning.Expression | None:
    """All of some conditions as one, those that are None left out."""
    return conjunction(tuple(part for part in parts if part is not None))
