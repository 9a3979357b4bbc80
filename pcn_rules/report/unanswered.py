"""Turn clauses without an answer into a table: which, what is still possible, why, what to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pcn_rules.evaluate.result import Deciding
from pcn_rules.report.model import Begin, Clause, Question, Questions, Unanswered
from pcn_rules.report.outcomes import UNKNOWN, possible
from pcn_rules.report.words import counted


def unanswered(clauses: Sequence[Clause]) -> tuple[Unanswered, ...]:
    """Those of the clauses that are unknown, each in a line; what binds the network first."""
    found = [_line(each) for each in clauses if each.badge == UNKNOWN]
    return tuple(sorted(found, key=lambda line: bool(line.apart)))


def begin(sections: Sequence[Questions]) -> Begin | None:
    """The first question of which one answer settles a verdict, else the first of all."""
    questions = [question for section in sections for question in section.questions]
    found = next((each for each in questions if each.settles), next(iter(questions), None))
    if found is None:
        return None
    return Begin(found.heading, tuple(effect for effect in found.effects if effect.settles))


def _line(clause: Clause) -> Unanswered:
    result = clause.result
    first = next(iter(clause.questions), None)
    return Unanswered(
        clause=clause.link,
        apart=_apart(clause),
        possible=possible(result.possible),
        missing=missing(result.deciding) or "its reasons say",
        first=first.heading if first else "",
        answers=_answers(first),
        more=max(len(clause.questions) - 1, 0),
    )


def _apart(clause: Clause) -> str:
    if not clause.result.own:
        return "owed by others"
    return "" if clause.result.modality.startswith("must") else "recommended"


def _answers(question: Question | None) -> str:
    if question is None:
        return ""
    if not question.settles:
        return "settles it only together with the others"
    return "; ".join(question.effects[0].settling)


def missing(deciding: Sequence[Deciding]) -> str:
    """What is missing, kind by kind: `nobody has said: lead GP agreed (50 care homes)`."""
    return "; ".join(_missing(deciding))


def _missing(deciding: Sequence[Deciding]) -> Iterator[str]:
    facts: Counter[tuple[str, str]] = Counter()
    for each in deciding:
        if each.kind == "fact":
            facts[each.group, (each.entity or "") if each.subject is not None else ""] += 1
    if facts:
        named = (
            f"{group} ({counted(number, entity)})" if entity else group
            for (group, entity), number in facts.items()
        )
        yield f"nobody has said: {', '.join(named)}"
    kinds = [each.kind for each in deciding]
    for kind, words in _KINDS.items():
        if kind in kinds:
            yield words


_KINDS = {
    "day": "the day it was done is not known",
    "list": "a list may not be complete",
    "assumption": "nobody has estimated how much work it is",
    "people": "nobody has said who is there to do it",
}
