"""Turn budgets into what a page shows: sums to the penny, each with how it was reckoned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from pcn_rules.evaluate.money.flows import Between, Budget, Direction, Flow, Limit, Month
from pcn_rules.evaluate.money.words import rounded_between, signed
from pcn_rules.evaluate.result import Deciding, Reason
from pcn_rules.report.clauses import reference, steps
from pcn_rules.report.clean import cleaned
from pcn_rules.report.edition import in_force
from pcn_rules.report.model import Link, Question, Reference, Step
from pcn_rules.report.questions import grouped
from pcn_rules.values.days import written


@dataclass(frozen=True, slots=True)
class Row:
    """Money by one clause, or for the posts of one role: what it comes to, and why."""

    id: str
    title: str
    words: str
    note: str
    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under a heading, with what they come to together; `total` is empty where that is not."""

    heading: str
    rows: tuple[Row, ...]
    total: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Neighbouring months that come to the same, each."""

    days: str
    network: str
    practices: str
    costs: str


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One practice: what it is paid itself, and what the network is paid by counting it."""

    name: str
    itself: str
    network: str
    together: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sum of a summary, by name."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """One budget, ready to be laid out; `budget` is what it was made from."""

    network: str
    edition: str
    title: str
    dates: tuple[tuple[str, str], ...]
    summary: tuple[Line, ...]
    questions: tuple[Question, ...]
    parts: tuple[Part, ...]
    months: tuple[MonthRow, ...]
    practices: tuple[PracticeRow, ...]
    budget: Budget


@dataclass(frozen=True, slots=True)
class Compared:
    """A sum by each of two editions, and what it changes by from one to the other."""

    name: str
    before: str
    after: str
    change: str


def budget_page(budget: Budget) -> BudgetPage:
    """A budget, ready to be laid out."""
    budget = cleaned(budget)
    never = " (proposed, never in force)" if budget.proposed else ""
    missing = [(_LINK, each) for flow in budget.flows for each in flow.missing]
    return BudgetPage(
        network=f"{budget.network_name} ({budget.network})",
        edition=f"{budget.specification}, {budget.edition} edition{never}",
        title=f"{budget.edition} edition",
        dates=(
            ("As at", written(budget.as_at)),
            ("Known by", written(budget.known_by) if budget.known_by else "everything known"),
            ("In force", in_force(budget)),
            ("Days", f"{written(budget.start)} to {written(budget.end)}"),
            ("Assumptions", "; ".join(budget.assumptions) or "none"),
        ),
        summary=tuple(Line(name, signed(e.low, e.high)) for name, e in _sums(budget)),
        questions=grouped(list(dict.fromkeys(missing))),
        parts=tuple(_parts(budget)),
        months=tuple(_months(budget.months)),
        practices=tuple(
            PracticeRow(
                each.name,
                words(each.itself),
                words(each.network),
                words(each.itself + each.network),
            )
            for each in budget.by_practice
        ),
        budget=budget,
    )


def compared(before: Budget, after: Budget) -> tuple[Compared, ...]:
    """The sums of two budgets side by side; the change is that of one from the other."""
    rows = zip(_sums(cleaned(before)), _sums(cleaned(after)), strict=True)
    return tuple(
        Compared(name, signed(b.low, b.high), signed(a.low, a.high), _change(b, a))
        for (name, b), (_, a) in rows
    )


def _change(before: Between, after: Between) -> str:
    change = after - before
    return signed(change.low, change.high)


_LINK = Link("", "", "")


def _sums(budget: Budget) -> Iterator[tuple[str, Between]]:
    yield "What the network is paid", _low_at_zero(budget.income)
    yield "of it, paid back for posts", _low_at_zero(budget.paid_back)
    yield "What its practices are paid themselves", _low_at_zero(budget.practices)
    yield "What its posts cost", _low_at_zero(budget.costs)
    yield "Left over for the network", budget.difference


def _low_at_zero(amount: Between) -> Between:
    """What is known of a sum that cannot fall below zero: nothing, where it may be anything."""
    return Between(None, None) if not amount.low and amount.high is None else amount


def words(amount: Between) -> str:
    """A sum that cannot fall below zero, to the penny."""
    return rounded_between(amount.low or Fraction(0), amount.high, "£")


# --- rows -------------------------------------------------------------------------------------


def _parts(budget: Budget) -> Iterator[Part]:
    yield from _part("Paid to the network", budget, "to the network", words(budget.free))
    yield from _part("Paid back for posts", budget, "paid back", words(budget.paid_back))
    if budget.limits:
        yield Part("Within one sum", tuple(_limit(limit) for limit in budget.limits), "")
    own = words(budget.practices)
    yield from _part("Paid to its practices themselves", budget, "to practices", own)
    yield from _part("What posts cost", budget, "cost", words(budget.costs))


def _part(heading: str, budget: Budget, direction: Direction, total: str) -> Iterator[Part]:
    rows = tuple(_row(flow) for flow in budget.flows if flow.direction == direction)
    if rows:
        yield Part(heading, rows, total)


def _row(flow: Flow) -> Row:
    within = f"within {', '.join(flow.within)}" if flow.within else ""
    notes = [within, "a list is open" if flow.open else ""]
    return Row(
        id=flow.clause,
        title=flow.title,
        words=words(flow.amount),
        note="; ".join(note for note in notes if note),
        questions=_questions(flow.missing),
        steps=_arithmetic(flow.steps),
        references=tuple(reference(each) for each in flow.citations),
    )


def _limit(limit: Limit) -> Row:
    return Row(
        id=limit.clause,
        title=limit.title,
        words=words(limit.paid),
        note=f"up to {words(limit.most)}",
        questions=_questions(limit.missing),
        steps=_arithmetic(limit.steps),
        references=(),
    )


def _questions(missing: Sequence[Deciding]) -> tuple[Question, ...]:
    return grouped([(_LINK, each) for each in missing])


def _arithmetic(reasons: Sequence[Reason]) -> tuple[Step, ...]:
    """The steps of the reckoning, without the facts themselves."""
    return steps([reason for reason in reasons if reason.kind != "fact"])


def _months(months: Sequence[Month]) -> Iterator[MonthRow]:
    def cells(month: Month) -> tuple[str, str, str]:
        return words(month.network), words(month.practices), words(month.costs)

    for alike, run in groupby(months, key=cells):
        first, *others = run
        last = others[-1].last if others else first.last
        each = ", each month" if others else ""
        yield MonthRow(f"{written(first.first)} to {written(last)}{each}", *alike)
