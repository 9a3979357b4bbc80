"""Which missing facts decide a verdict, and what each answer to them would settle."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache

from pcn_rules.evaluate.combining import Behaviour
from pcn_rules.evaluate.notes import Question
from pcn_rules.evaluate.possible import Possibilities
from pcn_rules.evaluate.record_words import factor_of
from pcn_rules.evaluate.representatives import answers_of
from pcn_rules.evaluate.result import Answer, Deciding, Outcome
from pcn_rules.evaluate.statuses import outcome_over, overall
from pcn_rules.evaluate.worlds import Choices, Formula, Spread, Value, Variable
from pcn_rules.language.meaning import DateKind, Kind
from pcn_rules.values import written
from pcn_rules.values.days import written as written_day


def deciding(
    root: Formula, questions: dict[Variable, Question], possibilities: Possibilities
) -> tuple[Deciding, ...]:
    """The missing facts that decide a status, those first of which one answer settles it.

    A fact decides when two completions that differ only in it give different verdicts
    (semantics, section 2).
    """
    found = []
    for variable, question in questions.items():
        if variable in root.variables:
            one = _decides(variable, question, root, possibilities)
            if one is not None:
                found.append(one)
    return tuple(sorted(found, key=lambda one: not one.settles))


def _decides(
    variable: Variable, question: Question, root: Formula, possibilities: Possibilities
) -> Deciding | None:
    values = answers_of(variable, root)
    after = _outcomes_after(possibilities.of(root, tuple({variable: value} for value in values)))
    if after is None and (possibilities.exact or possibilities.values_of(variable) is not None):
        return None
    if after is None:
        # The values tried may miss the one that matters: better name a fact too many than one less.
        after = (overall(outcome_over(b[0]) for b in possibilities.of(root))[1],) * len(values)
    return Deciding(
        question=question.text,
        kind=question.kind,
        group=question.group,
        entity=question.entity,
        subject=question.subject,
        subject_name=question.subject_name,
        answers=_answers(variable, question, values, after),
        likely=question.likely,
        indicator=question.indicator,
        hint=question.hint,
    )


@lru_cache(maxsize=4_096)
def _outcomes_after(
    completions: frozenset[Behaviour],
) -> tuple[tuple[Outcome, ...], ...] | None:
    """The outcomes possible after each answer; None where no answer changes a verdict.

    Remembered, since the answers about many homes come to the same.
    """
    outcomes = [tuple(outcome_over(worlds) for worlds in one) for one in completions]
    if all(len({outcome.verdict for outcome in one}) == 1 for one in outcomes):
        return None
    return tuple(overall(set(after))[1] for after in zip(*outcomes, strict=True))


def _answers(
    variable: Variable,
    question: Question,
    values: tuple[Value, ...],
    after: tuple[tuple[Outcome, ...], ...],
) -> tuple[Answer, ...]:
    match variable.domain:
        case Choices():
            return tuple(
                Answer(_choice_words(value, question), outcomes)
                for value, outcomes in zip(values, after, strict=True)
            )
        case Spread() as spread:
            amounts = tuple(v for v in values if isinstance(v, Fraction))
            return _stretches(amounts, after, spread, question.measured)


def _choice_words(value: Value, question: Question) -> str:
    yes, no = question.answers
    if value is True:
        return yes
    return no if value is False else str(value)


def _stretches(
    amounts: tuple[Fraction, ...],
    after: tuple[tuple[Outcome, ...], ...],
    spread: Spread,
    kind: Kind | None,
) -> tuple[Answer, ...]:
    """Neighbouring amounts with the same consequence, as one answer."""
    starts = [0] + [i for i in range(1, len(amounts)) if after[i] != after[i - 1]]
    answers = []
    for place, start in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else None
        low = None if start == 0 else _boundary(amounts, start, spread)
        high = None if following is None else _boundary(amounts, following, spread)
        words = _stretch_words(*_ends(low, high, spread), kind, whole=spread.whole)
        answers.append(Answer(words, after[start]))
    return tuple(answers)


Boundary = tuple[Fraction, bool]
"""An amount at which the consequence turns, and whether it itself belongs to the upper side."""


def _boundary(amounts: tuple[Fraction, ...], place: int, spread: Spread) -> Boundary:
    """Every second amount of a spread that is not whole lies between two points."""
    if spread.whole or place % 2 == 0:
        return amounts[place], True
    return amounts[place - 1], False


def _ends(
    low: Boundary | None, high: Boundary | None, spread: Spread
) -> tuple[Boundary | None, Boundary | None]:
    """The ends of a stretch, with the end of the spread where it holds one number only."""
    if not spread.whole:
        return low, high
    if high is None and low is not None and low[0] == spread.high:
        return low, (low[0] + 1, True)
    if low is None and high is not None and high[0] == spread.low + 1:
        return (spread.low, True), high
    return low, high


def _stretch_words(
    low: Boundary | None, high: Boundary | None, kind: Kind | None, *, whole: bool
) -> str:
    if low is None and high is None:
        return "any amount"
    if high is None:
        assert low is not None
        return _or_more(low, kind)
    if low is None:
        return _less_than(high, kind, whole=whole)
    if whole and high[0] - low[0] == 1:
        return _one(low[0], kind)
    return f"{_or_more(low, kind)}, {_less_than(high, kind, whole=whole)}"


def _or_more(boundary: Boundary, kind: Kind | None) -> str:
    amount, included = boundary
    match kind:
        case DateKind():
            return f"{_one(amount, kind)} or later"
        case _:
            return (
                f"{_one(amount, kind)} or more" if included else f"more than {_one(amount, kind)}"
            )


def _less_than(boundary: Boundary, kind: Kind | None, *, whole: bool) -> str:
    amount, above = boundary
    match kind:
        case DateKind():
            return f"before {_one(amount, kind)}"
        case _:
            if not above:
                return f"{_one(amount, kind)} or less"
            return f"{'fewer' if whole else 'less'} than {_one(amount, kind)}"


def _one(amount: Fraction, kind: Kind | None) -> str:
    match kind:
        case DateKind():
            return written_day(date.fromordinal(int(amount)))
        case None:
            return written.number(amount)
        case _:
            return written.number(amount / factor_of(kind))
