"""Find out what a phrase asks, and of whom, where a clause uses it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pcn_rules.language import meaning, model
from pcn_rules.language.expressions import read, read_group
from pcn_rules.language.faults import spoken
from pcn_rules.language.names import read_phrase
from pcn_rules.language.phrases import Matched
from pcn_rules.language.scope import Context, Scope
from pcn_rules.language.subjects import Owed, joined, owed_by_meaning, owed_to_named
from pcn_rules.language.symbols import ActorEntry
from pcn_rules.language.timings import Resolved
from pcn_rules.language.walk import facts_in


@dataclass(frozen=True, slots=True)
class Named:
    """For whom a clause itself says it is owed: `group`, or each of some events; or nobody."""

    scopes: tuple[Scope, ...]
    group: meaning.Group | None = None
    condition: meaning.Expression | None = None


def named_subjects(
    clause: model.Clause,
    actor: ActorEntry | None,
    timing: Resolved | None,
    context: Context,
) -> Named | None:
    """For whom the clause says its statement is owed: `for each`, an event, or each actor.

    None where that is at fault, or hangs on what is.
    """
    lines = for_each_lines(clause)
    groups = [read_group(line.group, Scope(), context) for line in lines]
    if timing is None or actor is None or None in groups:
        return None
    group = next((g for g in groups if g is not None), None)
    if timing.events:
        return _for_events(timing, group, lines, context)
    if group is None:
        group = actor.group
    if group is None:
        return Named(())
    entity = context.symbols.entities.get(group.entity)
    assert entity is not None
    return Named((Scope().inside(entity),), group)


def for_each_lines(clause: model.Clause) -> tuple[model.ForEach, ...]:
    """The lines that say for each of whom a clause holds."""
    found: list[model.ForEach] = []
    for line in clause.lines:
        match line:
            case model.ForEach():
                found.append(line)
            case _:
                pass
    return tuple(found)


def _for_events(
    timing: Resolved,
    group: meaning.Group | None,
    lines: tuple[model.ForEach, ...],
    context: Context,
) -> Named | None:
    """A reaction is owed for each event; `for each` of the same event says for which of them."""
    names = [event.name for event in timing.events]
    if group is not None and names != [group.entity]:
        context.faults.add(
            "E306",
            lines[0],
            f"`{spoken(lines[0])}` has no place here: the duty is owed for each {names[0]}",
            help="leave it out, or say with `where` for which of them",
        )
        return None
    scopes = tuple(Scope().inside(event) for event in timing.events)
    return Named(scopes, None, group.where if group else None)


def read_owed(duty: model.Duty, matched: Matched, named: Named, context: Context) -> Owed | None:
    """What the phrase means for those it is owed to; for several events it must mean the same."""
    negate = forbids(duty)
    if not named.scopes:
        body = read_meaning(matched, duty, Scope(), context)
        if body is None:
            return None
        return owed_by_meaning(body, Scope(), context.symbols, negate=negate)
    found: list[Owed] = []
    for scope in named.scopes:
        body = read_meaning(matched, duty, scope, context)
        if body is not None:
            found.append(owed_to_named(body, named.group, scope, negate=negate))
    if len(found) < len(named.scopes) or not _alike(found, duty, context):
        return None
    condition = joined(named.condition, found[0].condition)
    return replace(found[0], condition=condition, others=tuple(found[1:]))


def read_meaning(
    matched: Matched, duty: model.Duty, scope: Scope, context: Context
) -> meaning.Expression | None:
    """What a phrase with its blanks filled means in a scope; None where it is at fault (E162)."""
    typed = read_phrase(
        matched.phrase,
        matched.words,
        matched.blanks,
        duty.action,
        scope=scope,
        context=context,
        read=read,
    )
    return None if typed is None else typed.expression


def _alike(found: list[Owed], duty: model.Duty, context: Context) -> bool:
    """Whether a phrase names the same facts of every event that it is judged on."""
    names = [
        {(fact.name, fact.kind, fact.entity is None) for fact in facts_in(owed.body)}
        for owed in found
    ]
    if all(other == names[0] for other in names):
        return True
    context.faults.add(
        "E162",
        duty.action,
        f"`{spoken(duty.action)}` means different things for the events it is owed for",
        help="declare the same facts for each of the events",
    )
    return False


def forbids(duty: model.Duty) -> bool:
    """Whether a duty asks that something is not so."""
    match duty.timing:
        case model.Limit():
            return True
        case _:
            return duty.modality == "must not"
