"""Resolve a duty with everything its own clause says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from pcn_rules.language import meaning, model
from pcn_rules.language.assumptions import effort_of
from pcn_rules.language.expressions import read_truth
from pcn_rules.language.faults import spoken
from pcn_rules.language.owed import forbids, named_subjects, read_owed
from pcn_rules.language.parties import read_party
from pcn_rules.language.phrases import Matched, match_phrase
from pcn_rules.language.qualifiers import read_lines, read_lines_alone
from pcn_rules.language.scope import Context, Scope
from pcn_rules.language.subjects import Owed, joined, judged_on
from pcn_rules.language.surroundings import Draft, Surroundings
from pcn_rules.language.timings import Resolved, read_timing
from pcn_rules.language.walk import totals_a_period


@dataclass(frozen=True, slots=True)
class _Said:
    """What a statement says: when, who, which phrase, and what that asks of whom."""

    timing: Resolved
    actor: meaning.Actor
    matched: Matched
    owed: Owed


def read_duty(clause: model.Clause, duty: model.Duty, around: Surroundings) -> Draft | None:
    """A duty with everything its own clause says of it; None where any of it is at fault."""
    context = around.context
    said = _said(clause, duty, around)
    if said is None:
        return None
    timing, matched, owed = said.timing, said.matched, said.owed
    lines = read_lines(clause, duty, owed, around)
    sound, shown = _effort_shown(duty, matched, owed, context)
    effort = effort_of(matched, owed, around.assumptions, context)
    for other in owed.others:
        again = read_lines(clause, duty, other, around)
        needed = effort_of(matched, other, around.assumptions, context)
        sound = sound and again is not None and needed is not None
    if lines is None or not sound or effort is None:
        return None
    condition = joined(owed.condition, lines.condition)
    resolved = meaning.ResolvedDuty(
        actor=said.actor,
        modality=duty.modality or "must",
        aim=_aim(duty),
        timing=timing.timing,
        start=timing.start,
        end=timing.end,
        subjects=owed.subjects,
        condition=condition,
        body=owed.body,
        effort_shown=shown,
        state=matched.phrase.state,
        exceptions=lines.exceptions,
        suspended=lines.suspended,
        effort=effort,
        notice=lines.notice,
        action=_action(duty.action),
    )
    if not _periods_stand(resolved, duty, context):
        return None
    entity = owed.scope.entity.name if owed.scope.entity else None
    return Draft(resolved, entity, replace(lines, condition=condition).applies)


def _said(clause: model.Clause, duty: model.Duty, around: Surroundings) -> _Said | None:
    """What the statement says; where it is at fault, the lines are still read for theirs."""
    context = around.context
    timing = read_timing(duty.timing, duty, around.life, context)
    actor = read_party(duty.actor, context)
    matched = match_phrase(duty.action.text, duty.action, context)
    named = named_subjects(clause, actor, timing, context)
    owed = None
    if matched is not None and named is not None:
        owed = read_owed(duty, matched, named, context)
    if owed is None or matched is None or actor is None or timing is None:
        read_lines_alone(clause, named, context)
        return None
    return _Said(timing, actor.actor, matched, owed)


def _aim(duty: model.Duty) -> Literal["outcome", "effort"]:
    supports = duty.action.text.casefold().startswith("support ")
    return "effort" if duty.action.effort or supports else "outcome"


def _action(action: model.Action) -> str:
    words = " ".join(action.text.split())
    return f"{action.effort} {words}" if action.effort else words


def _effort_shown(
    duty: model.Duty, matched: Matched, owed: Owed, context: Context
) -> tuple[bool, meaning.Expression | None]:
    """Whether the evidence of effort is sound, and what fulfils an aim of effort, if anything."""
    shown = matched.phrase.shown_by
    if shown is None or _aim(duty) == "outcome" or forbids(duty):
        return True, None
    scope = replace(owed.scope, blanks=matched.blanks)
    for candidate in (scope, replace(Scope(), blanks=matched.blanks)):
        found = read_truth(shown, candidate, context.trial())
        if found is not None:
            read_truth(shown, candidate, context)
            return True, judged_on(found, owed.scope, owed.subjects)
    context.faults.add(
        "E162",
        duty.action,
        f"the evidence of effort for `{spoken(duty.action)}` does not fit this duty",
        help="say in the vocabulary what of this duty's facts shows the effort",
    )
    return False, None


def _periods_stand(duty: meaning.ResolvedDuty, written: model.Duty, context: Context) -> bool:
    """Whether everything that is added up over a period has periods to be added up over (E172)."""
    judged = [duty.body, duty.condition, duty.effort_shown]
    judged += [part for e in duty.exceptions for part in (e.condition, e.instead)]
    match duty.timing:
        case model.Recur():
            return True
        case _:
            pass
    if not any(part is not None and totals_a_period(part) for part in judged):
        return True
    context.faults.add(
        "E172",
        written.action,
        f"`{spoken(written.action)}` is counted in each period, and the duty has no periods",
        help="say how often it is owed, as in `every week`",
    )
    return False
