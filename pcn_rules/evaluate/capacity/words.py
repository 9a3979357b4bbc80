"""Hours, stretches and conflicts in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.capacity.cuts import Cut
from pcn_rules.evaluate.capacity.demand import Asked, Demand
from pcn_rules.evaluate.capacity.problem import Problem
from pcn_rules.evaluate.capacity.supply import A_WEEK, days_words, tidy
from pcn_rules.values.days import written

HOUR = 60


def asked_words(work: Asked) -> str:
    """How much work is asked, of whom and when: `61 hours a week of a GP from ... to ...`."""
    factor = Fraction(1, HOUR) if work.once else A_WEEK
    ends = [None if each is None else each * factor for each in work.minutes.each]
    sure = [each for each in ends if each is not None]
    low, high = min(sure, default=Fraction(0)), None if None in ends else max(sure)
    per = "hours" if work.once else "hours a week"
    if high is None:
        amount = f"{per} that are not known"
    elif low == high:
        amount = f"{tidy(low)} {per}"
    else:
        amount = f"{tidy(low)} to {tidy(high)} {per}"
    when = f"by {written(work.last)}" if work.once else days_words(work.first, work.last)
    return f"it takes {amount} of {either(sorted(work.roles))}, {when}"


def either(words: Sequence[str]) -> str:
    """Alternatives as one would say them: `a GP, a nurse or a pharmacist`."""
    return " or ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def both(words: Sequence[str]) -> str:
    """Things together, as one would say them."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def span_of(problem: Problem, cut: Cut) -> tuple[date, date]:
    """The first and the last day of the stretches in which hours are lacking."""
    places = sorted({place for _, place in cut.nodes})
    return problem.stretches[places[0]].first, problem.stretches[places[-1]].last


def days_of(problem: Problem, cut: Cut) -> int:
    """How many days those stretches are together."""
    return sum(problem.stretches[place].days for place in {place for _, place in cut.nodes})


def is_once(problem: Problem, cut: Cut, works: Iterable[Asked]) -> bool:
    """Whether a lack is one of hours until a day, and not of hours a week."""
    tasks = {item.roles for item in cut.items}
    return any(work.once and work.roles in tasks for work in works)


def lack_words(problem: Problem, cut: Cut, *, once: bool) -> str:
    """What is needed and what is there: `need 61 pharmacist hours a week; there are 48.8`."""
    minutes = Fraction(HOUR) if once else Fraction(HOUR * days_of(problem, cut), 7)
    need, there, short = (
        problem.minutes(units) / minutes for units in (cut.need, cut.there, cut.short)
    )
    roles = either(sorted({role for role, _ in cut.nodes}))
    per = "hours" if once else "hours a week"
    are = "is" if there == 1 else "are"
    return f"need {tidy(need)} {roles} {per}; there {are} {tidy(there)}: {tidy(short)} short"


def named(demands: Iterable[Demand]) -> str:
    """Demands by their clauses."""
    return both([d.title if d.total else f"{d.title} ({d.clauses[0]})" for d in demands])


def conflict_words(
    problem: Problem, cut: Cut, members: Sequence[Demand], full_time: Fraction | None
) -> str:
    """A conflict in a sentence, with how much of a post is lacking.

    `full_time` is the minutes a day of one WTE, where that is known.
    """
    first, last = span_of(problem, cut)
    once = is_once(problem, cut, (work for demand in members for work in demand.work))
    when = f"by {written(last)}" if once else f"from {written(first)}"
    lack = lack_words(problem, cut, once=once)
    if full_time:
        wte = problem.minutes(cut.short) / days_of(problem, cut) / full_time
        lack += f", {part_of_a_post(wte)}"
    return f"{when}, {named(members)} {lack}"


def part_of_a_post(wte: Fraction) -> str:
    """WTE as people speak of posts: `about a third of a post`, `about 1.3 posts`."""
    nearest = min(_PARTS, key=lambda part: abs(part - wte))
    if abs(nearest - wte) <= Fraction(1, 25):
        words = _PARTS[nearest]
        return words if nearest == wte else f"about {words}"
    places = 10 if wte >= Fraction(1, 5) else 100
    posts = tidy(Fraction(round(wte * places), places))
    return f"about {posts} of a post" if wte < 1 else f"about {posts} posts"


_PARTS = {
    Fraction(1, 4): "a quarter of a post",
    Fraction(1, 3): "a third of a post",
    Fraction(1, 2): "half a post",
    Fraction(2, 3): "two thirds of a post",
    Fraction(3, 4): "three quarters of a post",
    Fraction(1): "one post",
    Fraction(2): "two posts",
    Fraction(3): "three posts",
}
