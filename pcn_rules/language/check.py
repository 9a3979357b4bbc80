"""Look for clauses and exceptions that do not go together, before any network is judged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import combinations, islice

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.language import meaning
from pcn_rules.language.cases import case_in_words
from pcn_rules.language.disagree import disagreeing_clauses
from pcn_rules.language.faults import id_within, in_order, words_within
from pcn_rules.language.order import natural
from pcn_rules.language.overlap import never, together
from pcn_rules.language.ways import (
    binds,
    duty_of,
    path_between,
    place_of,
    settled,
    subject_of,
    ways_of,
)

_MOST_PAIRS = 5_000
"""How many pairs of exceptions of one clause are compared: no clause has a hundred."""

Check = Callable[[meaning.Text, Collection[str]], Iterator[Diagnostic]]
"""What looks at a text for faults of some of its clauses, by their ids."""


def check(specification: meaning.Specification) -> tuple[Diagnostic, ...]:
    """Every fault that clauses make together in some text, in the order of the files, once each.

    In a later text only clauses that it does not share with an earlier one are looked at, and
    these against all others.
    """
    return in_order(
        fault
        for text, fresh in _fresh(specification)
        for one in CHECKS
        for fault in one(text, fresh)
    )


def _fresh(
    specification: meaning.Specification,
) -> Iterator[tuple[meaning.Text, frozenset[str]]]:
    seen: set[int] = set()
    for text in specification.texts:
        yield text, frozenset(each.id for each in text.clauses if id(each) not in seen)
        seen.update(map(id, text.clauses))


def never_binding(text: meaning.Text, fresh: Collection[str]) -> Iterator[Diagnostic]:
    """A clause whose condition can never be true asks nothing of anybody (E311).

    Wrong: `if beds >= 10 and beds < 10`. Right: `if beds >= 10`.
    """
    for clause in text.clauses:
        duty = duty_of(clause)
        if clause.id in fresh and duty is not None and never(*binds(duty)):
            yield Diagnostic(
                "E311",
                id_within(clause.span, clause.id),
                f"clause `{clause.id}` can never apply: its condition cannot be true",
                help="correct the condition, or leave the clause out",
            )


def unreachable_exceptions(text: meaning.Text, fresh: Collection[str]) -> Iterator[Diagnostic]:
    """An exception whose condition can never be true while its clause applies (E301).

    Wrong: `if rural` and `unless not rural`. Right: one of the two.
    """
    for clause in text.clauses:
        duty = duty_of(clause)
        if clause.id not in fresh or duty is None:
            continue
        for exception in duty.exceptions:
            own = exception.clause == clause.id
            if own and never(*binds(duty), exception.condition) and not never(*binds(duty)):
                yield Diagnostic(
                    "E301",
                    place_of(exception, clause),
                    f"`{exception.words}` can never apply to clause `{clause.id}`: "
                    "its condition cannot be true where the clause applies",
                    help="correct the condition, or leave the exception out",
                )


def disagreeing_exceptions(text: meaning.Text, fresh: Collection[str]) -> Iterator[Diagnostic]:
    """Two exceptions of one clause that can apply at once and say different things (E302).

    Wrong: `except where rural: A` and `except where small: B`, for a network that is both.
    Right: `except where small and not rural: B`. If they say the same there is no fault.
    """
    ways = ways_of(text)
    for clause in text.clauses:
        duty = duty_of(clause)
        if clause.id not in fresh or duty is None:
            continue
        for one, other in islice(combinations(duty.exceptions, 2), _MOST_PAIRS):
            if one.instead == other.instead or settled(one.clause, other.clause, ways):
                continue
            case = together(*binds(duty), one.condition, other.condition).case
            if case is not None:
                happens = case_in_words(case, subject_of(duty))
                yield Diagnostic(
                    "E302",
                    place_of(other, clause),
                    f"two exceptions to clause `{clause.id}` apply at once and say different "
                    f"things, {_named(one, clause)} and {_named(other, clause)}",
                    help=f"it happens {happens}: {_remedy(one, other, clause)}",
                    related=(Related(place_of(one, clause), "the other exception"),),
                )


def _remedy(
    one: meaning.ExceptionOfText,
    other: meaning.ExceptionOfText,
    clause: meaning.ResolvedClause,
) -> str:
    if clause.id in (one.clause, other.clause):
        return "keep one of them from applying there, with `and not`"
    return f"say which goes first, as in `subject to clause {other.clause}`"


def _named(exception: meaning.ExceptionOfText, clause: meaning.ResolvedClause) -> str:
    if exception.clause == clause.id:
        return f"`{exception.words}`"
    return f"`{exception.words}` (clause `{exception.clause}`)"


def circles(text: meaning.Text, fresh: Collection[str]) -> Iterator[Diagnostic]:
    """Clauses that give way to each other in a circle, so that none of them goes first (E304).

    Wrong: clause 1 `subject to clause 2`, clause 2 `subject to clause 1`.
    """
    ways = ways_of(text)
    told: set[frozenset[str]] = set()
    for yields in (id for id in ways if id in fresh):
        for before in ways[yields]:
            circle = path_between(before, yields, ways)
            if circle is None or frozenset(circle) in told:
                continue
            told.add(frozenset(circle))
            steps = zip(circle, (*circle[1:], circle[0]), strict=True)
            places = [ways[one][other] for one, other in steps]
            names = " and ".join(f"`{id}`" for id in sorted(circle, key=natural))
            yield Diagnostic(
                "E304",
                places[-1],
                f"clauses {names} give way to each other in a circle",
                help="leave one of the lines out, so that one of the clauses goes first",
                related=tuple(Related(place, "and here") for place in places[:-1]),
            )


def limits_of_payments(text: meaning.Text, fresh: Collection[str]) -> Iterator[Diagnostic]:
    """A payment subject to a clause that pays no `up to` sum to the network as one (E230).

    Wrong: `subject to clause 5.1`, a duty. Right: `subject to clause 9.6`, which pays up to a sum.
    """
    by_id = {clause.id: clause.statement for clause in text.clauses}
    for clause in text.clauses:
        for limit in _limits(clause) if clause.id in fresh else ():
            if limit in by_id and not _is_a_most(by_id[limit]):
                yield Diagnostic(
                    "E230",
                    words_within(clause.span, f"subject to clause {limit}"),
                    f"clause `{limit}` pays no sum to the network that this payment is within",
                    help="name a clause that pays `up to` a sum, without `for each`",
                )


def _limits(clause: meaning.ResolvedClause) -> tuple[str, ...]:
    match clause.statement:
        case meaning.ResolvedPayment(limits=limits):
            return limits
        case _:
            return ()


def _is_a_most(statement: meaning.Resolved) -> bool:
    match statement:
        case meaning.ResolvedPayment(up_to=True, group=None, limits=()):
            return True
        case _:
            return False


CHECKS: tuple[Check, ...] = (
    never_binding,
    unreachable_exceptions,
    disagreeing_exceptions,
    disagreeing_clauses,
    circles,
    limits_of_payments,
)
