"""Resolve the lines that qualify a duty: when it binds, what lifts it, when it is suspended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pcn_rules.language import meaning, model
from pcn_rules.language.declarations import read_in_any_scope
from pcn_rules.language.expressions import read_truth
from pcn_rules.language.faults import spoken
from pcn_rules.language.owed import Named, forbids, read_meaning
from pcn_rules.language.phrases import match_phrase
from pcn_rules.language.scope import Context, Scope
from pcn_rules.language.subjects import Owed, joined, judged_on, negated
from pcn_rules.language.surroundings import Surroundings
from pcn_rules.language.timings import inside_life


@dataclass(frozen=True, slots=True)
class Lines:
    """What the lines of a clause add to its statement."""

    condition: meaning.Expression | None
    exceptions: tuple[meaning.ExceptionOfText, ...]
    suspended: tuple[tuple[date, date], ...]
    notice: model.Notice | None

    @property
    def applies(self) -> meaning.Expression | None:
        """When the clause asks what its statement says."""
        lifted = (meaning.Not(e.condition) for e in self.exceptions if e.instead is None)
        return joined(self.condition, *lifted)


def read_lines(
    clause: model.Clause, duty: model.Duty, owed: Owed, around: Surroundings
) -> Lines | None:
    """The conditions, exceptions and suspensions of a clause, in the scope of its subjects."""
    context = around.context
    tests: list[meaning.Expression | None] = []
    exceptions: list[meaning.ExceptionOfText | None] = []
    suspended: list[tuple[date, date] | None] = []
    notice = None
    for line in clause.lines:
        match line:
            case model.Condition(test=test):
                tests.append(read_truth(test, owed.scope, context))
            case model.Unless() | model.ExceptWhere():
                exceptions.append(_exception(clause, line, duty, owed, context))
            case model.Suspended(start=start, end=end):
                sound = start <= end and inside_life(start, end, line, around.life, context.faults)
                suspended.append((start, end) if sound else None)
            case model.Notice():
                notice = line
            case _:
                pass
    if None in tests or None in exceptions or None in suspended:
        return None
    return Lines(
        joined(*tests),
        tuple(e for e in exceptions if e is not None),
        tuple(s for s in suspended if s is not None),
        notice,
    )


def _exception(
    clause: model.Clause,
    line: model.Unless | model.ExceptWhere,
    duty: model.Duty,
    owed: Owed,
    context: Context,
) -> meaning.ExceptionOfText | None:
    condition = read_truth(line.test, owed.scope, context)
    instead = None
    match line:
        case model.ExceptWhere(instead=model.Action() as action):
            instead = _instead(action, duty, owed, context)
            if instead is None:
                return None
        case _:
            pass
    if condition is None:
        return None
    return meaning.ExceptionOfText(condition, instead, clause.id, spoken(line), line.span)


def _instead(
    action: model.Action, duty: model.Duty, owed: Owed, context: Context
) -> meaning.Expression | None:
    matched = match_phrase(action.text, action, context)
    if matched is None:
        return None
    body = read_meaning(matched, replace(duty, action=action), owed.scope, context)
    if body is None:
        return None
    one = judged_on(body, owed.scope, owed.subjects)
    return negated(one) if forbids(duty) else one


def read_tests(clause: model.Clause, scope: Scope, context: Context) -> Lines | None:
    """When a permission applies: its conditions, and what lifts it."""
    tests: list[meaning.Expression | None] = []
    lifted: list[meaning.Expression | None] = []
    for line in clause.lines:
        match line:
            case model.Condition(test=test):
                tests.append(read_truth(test, scope, context))
            case model.Unless(test=test) | model.ExceptWhere(test=test):
                lifted.append(read_truth(test, scope, context))
            case _:
                pass
    if None in tests or None in lifted:
        return None
    exceptions = tuple(
        meaning.ExceptionOfText(test, None, clause.id, "") for test in lifted if test is not None
    )
    return Lines(joined(*tests), exceptions, (), None)


def read_lines_alone(clause: model.Clause, named: Named | None, context: Context) -> None:
    """Report the faults of the lines of a clause whose statement is at fault itself."""
    for line in clause.lines:
        match line:
            case (
                model.Condition(test=test) | model.Unless(test=test) | model.ExceptWhere(test=test)
            ):
                if named is not None and named.scopes:
                    read_truth(test, named.scopes[0], context)
                else:
                    read_in_any_scope(test, Scope(), context)
            case _:
                pass
