"""Turn missing facts into what somebody has to find out, counted and in a useful order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pcn_rules.evaluate.result import Answer, Deciding
from pcn_rules.report.model import Effect, Link, Named, Question, Questions
from pcn_rules.report.outcomes import answer
from pcn_rules.report.words import counted

Asked = tuple[Link, Deciding]

_WORK = {
    "assumption": "how much work it is: {duties}",
    "people": "who is there to do it, and for how many hours: {duties}",
}
"""Kinds that are asked of the duty itself; a report asks them of all duties at once."""


def grouped(asked: Sequence[Asked]) -> tuple[Question, ...]:
    """Questions about the same thing gathered into one, those a single answer settles first.

    The same fact of several subjects is one question ("lead GP agreed: 50 care homes"), for
    however many clauses it decides; any other question stands for itself.
    """
    return _grouped(asked, _by_fact)


def sections(
    own: Sequence[Asked], others: Sequence[Asked], due: Mapping[str, date]
) -> tuple[Questions, ...]:
    """Everything to find out, under headings: what settles at once, what only settles together.

    `due` gives the day of a clause, by its id: earlier ones are asked first.
    """

    def soonest(question: Question) -> date:
        clauses = (clause for effect in question.effects for clause in effect.clauses)
        return min(due.get(clause.id, date.max) for clause in clauses)

    facts = [(link, deciding) for link, deciding in own if deciding.kind not in _WORK]
    work = [(link, deciding) for link, deciding in own if deciding.kind in _WORK]
    questions = sorted(grouped(facts), key=soonest)
    found = (
        Questions(
            "One answer can settle these",
            "The answer that is enough for a verdict is given with each.",
            tuple(question for question in questions if question.settles),
        ),
        Questions(
            "How much work it is, and who is there",
            "To be assumed with a reason, or counted; nobody has stated it.",
            _grouped(work, _by_kind),
        ),
        Questions(
            "These settle it only together",
            "No single answer is enough for a verdict.",
            tuple(question for question in questions if not question.settles),
        ),
        Questions(
            "For what is recommended, or owed by others",
            "None of these bears on what the network itself must do.",
            tuple(sorted(grouped(others), key=soonest)),
        ),
    )
    return tuple(section for section in found if section.questions)


def _grouped(
    asked: Sequence[Asked], key: Callable[[Deciding], tuple[str, ...]]
) -> tuple[Question, ...]:
    groups: dict[tuple[str, ...], list[Asked]] = {}
    for link, deciding in asked:
        groups.setdefault(key(deciding), []).append((link, deciding))
    questions = [_question(group) for group in groups.values()]
    return tuple(sorted(questions, key=lambda question: not question.settles))


def _by_fact(deciding: Deciding) -> tuple[str, ...]:
    if deciding.subject is None:
        return (deciding.kind, deciding.question)
    return (deciding.kind, deciding.group, deciding.entity or "")


def _by_kind(deciding: Deciding) -> tuple[str, ...]:
    return (deciding.kind,)


def _question(group: Sequence[Asked]) -> Question:
    first = group[0][1]
    about = _about(group)
    many = len(about) > 1
    effects = _effects(group)
    indicator = f" ({first.indicator})" if first.indicator else ""
    return Question(
        heading=_heading(group, len(about)) + indicator,
        about=about if many else (),
        likely=_likely(about) if many else first.likely,
        hint=_hint(group, many=many),
        effects=effects,
        settles=any(effect.settles for effect in effects),
    )


def _heading(group: Sequence[Asked], subjects: int) -> str:
    first = group[0][1]
    if subjects > 1:
        return f"{first.group}: {counted(subjects, first.entity or 'subject')}"
    if len({deciding.question for _, deciding in group}) > 1:
        duties = counted(len({link for link, _ in group}), "duty")
        return _WORK.get(first.kind, first.group).format(duties=duties)
    return first.question


def _about(group: Sequence[Asked]) -> tuple[Named, ...]:
    named: dict[str, Named] = {}
    for _, deciding in group:
        if deciding.subject is not None:
            name = deciding.subject_name or deciding.subject
            named.setdefault(deciding.subject, Named(name, deciding.likely))
    return tuple(named.values())


def _likely(about: Sequence[Named]) -> str | None:
    """Guesses in one line: `yes for 44`."""
    guesses = Counter(each.likely for each in about if each.likely)
    return ", ".join(f"{guess} for {number}" for guess, number in guesses.items()) or None


def _hint(group: Sequence[Asked], *, many: bool) -> str:
    """How to write an answer; of several, that of the first, with how many it goes for."""
    hints = {
        deciding.subject_name or deciding.subject or "": deciding.hint
        for _, deciding in group
        if deciding.hint
    }
    if not hints:
        return ""
    name, hint = next(iter(hints.items()))
    whose = f"{name}: " if many and name else ""
    others = f"; likewise for {len(hints) - 1} more" if len(hints) > 1 else ""
    return f"{whose}{hint}{others}"


def _effects(group: Sequence[Asked]) -> tuple[Effect, ...]:
    """What the answers do; clauses that the same answers settle in the same way go together."""
    per_clause: dict[Link, list[Deciding]] = {}
    for link, deciding in group:
        per_clause.setdefault(link, []).append(deciding)
    alike: dict[tuple[str, ...], list[Link]] = {}
    for link, asked in per_clause.items():
        alike.setdefault(_settling(asked), []).append(link)
    effects = [
        Effect(tuple(links), _answers(per_clause[links[0]]), settling, bool(settling))
        for settling, links in alike.items()
    ]
    return tuple(sorted(effects, key=lambda effect: not effect.settles))


def _answers(asked: Sequence[Deciding]) -> tuple[str, ...]:
    """Every answer, where there is one subject, the settling ones first; else only those."""
    if len(asked) == 1:
        answers = sorted(asked[0].answers, key=lambda each: not each.settles)
        return tuple(_said(each) for each in answers)
    return _settling(asked)


def _settling(asked: Sequence[Deciding]) -> tuple[str, ...]:
    """The answers that settle it: of whichever subject, or of each by name where they differ."""
    names: dict[tuple[Answer, ...], list[str]] = {}
    for deciding in asked:
        settling = tuple(each for each in deciding.answers if each.settles)
        if settling:
            names.setdefault(settling, []).append(deciding.subject_name or deciding.question)
    any_one = " for any one of them" if len(asked) > 1 else ""
    if len(names) == 1:
        return tuple(_said(each, any_one) for each in next(iter(names)))
    return tuple(
        f"{', '.join(about)}: {_said(each)}" for answers, about in names.items() for each in answers
    )


def _said(given: Answer, of_whom: str = "") -> str:
    return answer(f"{given.words}{of_whom}", given.outcomes)
