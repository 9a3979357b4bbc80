"""Resolve permissions and powers: what may be done, and the fact of its being done."""

from __future__ import annotations

from pcn_rules.language import meaning, model
from pcn_rules.language.owed import named_subjects, read_meaning
from pcn_rules.language.parties import read_party
from pcn_rules.language.phrases import match_phrase
from pcn_rules.language.qualifiers import read_lines_alone, read_tests
from pcn_rules.language.scope import Scope
from pcn_rules.language.surroundings import Draft, Surroundings
from pcn_rules.language.timings import read_timing


def read_power(clause: model.Clause, power: model.Duty, around: Surroundings) -> Draft | None:
    """A permission, or a power where the clause has a notice. It gets no verdict.

    When it applies is kept: another clause may be subject to it.
    """
    context = around.context
    timing = read_timing(power.timing, power, around.life, context)
    actor = read_party(power.actor, context)
    matched = match_phrase(power.action.text, power.action, context)
    named = named_subjects(clause, actor, timing, context)
    if matched is None or named is None or actor is None or timing is None:
        read_lines_alone(clause, named, context)
        return None
    scope = named.scopes[0] if named.scopes else Scope()
    body = read_meaning(matched, power, scope, context)
    lines = read_tests(clause, scope, context)
    if body is None or lines is None:
        return None
    resolved = meaning.ResolvedPower(
        actor=actor.actor,
        timing=timing.timing,
        subjects=named.group,
        fact=_exercise(body),
        notice=_notice(clause),
        action=" ".join(power.action.text.split()),
    )
    return Draft(resolved, scope.entity.name if scope.entity else None, lines.applies)


def _exercise(body: meaning.Expression) -> meaning.FactDefinition | None:
    match body:
        case meaning.FactValue(fact=fact):
            return fact
        case _:
            return None


def _notice(clause: model.Clause) -> model.Notice | None:
    for line in clause.lines:
        match line:
            case model.Notice():
                return line
            case _:
                pass
    return None
