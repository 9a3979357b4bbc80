"""Turn missing facts into what somebody has to find out, counted and in a useful order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pcn_rules.evaluate.result import Deciding
from pcn_rules.report.model import Effect, Link, Named, Question, Questions
from pcn_rules.report.outcomes import answer
from pcn_rules.report.words import counted

Asked = tuple[Link, Deciding]


def grouped(asked: Sequence[Asked]) -> tuple[Question, ...]:
    """Questions about the same thing gathered into one, those a single answer settles first.

    The same fact of several subjects is one question ("lead GP agreed: 50 care homes"), for
    however many clauses it decides; any other question stands for itself.
    """
    groups: dict[tuple[str, ...], list[Asked]] = {}
    for link, deciding in asked:
        groups.setdefault(_key(deciding), []).append((link, deciding))
    questions = [_question(group) for group in groups.values()]
    return tuple(sorted(questions, key=lambda question: not question.settles))


def sections(
    own: Sequence[Asked], others: Sequence[Asked], due: Mapping[str, date]
) -> tuple[Questions, ...]:
    """Everything to find out, under headings: what settles at once, what only settles together.

    `due` gives the day of a clause, by its id: earlier ones are asked first.
    """

    def soonest(question: Question) -> date:
        return min(due.get(effect.clause.id, date.max) for effect in question.effects)

    questions = sorted(grouped(own), key=soonest)
    apart = sorted(grouped(others), key=soonest)
    found = (
        Questions(
            "One answer can settle these",
            "A single answer, as given, is enough for a verdict.",
            tuple(question for question in questions if question.settles),
        ),
        Questions(
            "These settle it together",
            "No single answer is enough; all of them together are.",
            tuple(question for question in questions if not question.settles),
        ),
        Questions(
            "For what is recommended, or owed by others",
            "None of these bears on what the network itself must do.",
            tuple(apart),
        ),
    )
    return tuple(section for section in found if section.questions)


def _key(deciding: Deciding) -> tuple[str, ...]:
    if deciding.subject is None:
        return (deciding.kind, deciding.question)
    return (deciding.kind, deciding.group, deciding.entity or "")


def _question(group: Sequence[Asked]) -> Question:
    first = group[0][1]
    about = _about(group)
    per_clause: dict[Link, list[Deciding]] = {}
    for link, deciding in group:
        per_clause.setdefault(link, []).append(deciding)
    effects = tuple(_effect(link, asked) for link, asked in per_clause.items())
    many = len(about) > 1
    return Question(
        heading=f"{first.group}: {counted(len(about), first.entity or 'subject')}"
        if many
        else first.question,
        about=about if many else (),
        likely=None if many else first.likely,
        effects=effects,
        settles=any(effect.settles for effect in effects),
    )


def _about(group: Sequence[Asked]) -> tuple[Named, ...]:
    named: dict[str, Named] = {}
    for _, deciding in group:
        if deciding.subject is not None:
            name = deciding.subject_name or deciding.subject
            named.setdefault(deciding.subject, Named(name, deciding.likely))
    return tuple(named.values())


def _effect(link: Link, asked: Sequence[Deciding]) -> Effect:
    settles = any(deciding.settles for deciding in asked)
    return Effect(link, _answers(asked) if settles else ("no single answer settles it",), settles)


def _answers(asked: Sequence[Deciding]) -> tuple[str, ...]:
    if len(asked) == 1:
        return tuple(answer(each.words, each.outcomes) for each in asked[0].answers)
    names: dict[tuple[str, ...], list[str]] = {}
    for deciding in asked:
        settling = tuple(
            answer(each.words, each.outcomes) for each in deciding.answers if each.settles
        )
        if settling:
            names.setdefault(settling, []).append(deciding.subject_name or deciding.question)
    if len(names) == 1:
        return tuple(f"{words} (any one of them)" for words in next(iter(names)))
    return tuple(
        f"{', '.join(about)}: {words}" for answers, about in names.items() for words in answers
    )
