"""Say which estimates and plans a verdict stands on."""

from __future__ import annotations

from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Outcome, Reason, Verdict
from pcn_rules.evaluate.worlds import Formula, Variable


def say_worlds(notes: Notes, root: Formula, outcome: Outcome) -> None:
    """Name the estimates and plans in which worlds differ."""
    names = sorted({_name(notes, v) for v in root.variables if v.sort == "world"})
    if not names:
        return
    how = {
        Verdict.MET: "whatever comes of them, it is done",
        Verdict.IMPOSSIBLE: "whatever comes of them, it fails",
        Verdict.AT_RISK: "it is done in some worlds and fails in others",
        Verdict.UNKNOWN: "what comes of them adds to what is not known",
        Verdict.NOT_APPLICABLE: "whatever comes of them, nothing is asked",
    }
    text = f"nobody can settle today: {'; '.join(names)}; {how[outcome.verdict]}"
    notes.say(Reason(kind="worlds", text=text))


def _name(notes: Notes, variable: Variable) -> str:
    match variable.key:
        case ("kind effort", *_):
            return "how much work it turns out to be"
        case ("planned", str(entity), str(subject), *_):
            return f"whether {notes.name_of(entity, subject)} comes"
        case ("plan", entity, subject, fact, *_):
            return f"whether the plan comes true: {_fact(notes, entity, subject, fact)}"
        case (_, entity, subject, fact, *_):
            return f"the estimate of {_fact(notes, entity, subject, fact)}"
        case _:
            raise ValueError(variable)


def _fact(notes: Notes, entity: object, subject: object, fact: object) -> str:
    named = isinstance(entity, str) and isinstance(subject, str)
    return f"{notes.name_of(str(entity), str(subject))}, {fact}" if named else str(fact)
