"""L112: clauses that say again what another says."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, islice

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning, model
from pcn_rules.language.disagree import overlapping, same_pace, where_both_bind
from pcn_rules.language.faults import id_within, key
from pcn_rules.language.order import natural
from pcn_rules.language.overlap import never
from pcn_rules.language.walk import facts_in
from pcn_rules.language.ways import settled, subject_of, ways_of
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.lint.sameness import days_of, share_days

_MOST_PAIRS = 500
"""How many pairs of clauses on the same facts are compared: no contract has thirty such."""


def look(contract: Contract) -> Iterator[Remark]:
    """Clauses of one text that add nothing to an earlier one, each told once.

    Duties of one party that are the same, or of which one asks for more of the same facts;
    payments, incentives and permissions that stand there twice.
    """
    if contract.specification is None:
        return
    compared: set[tuple[int, int]] = set()
    for text in contract.specification.texts:
        ways = ways_of(text)
        for together in _alike(text):
            told: set[int] = set()
            for first, second in _pairs(together):
                pair = (id(first), id(second))
                if pair in compared or id(second) in told:
                    continue
                compared.add(pair)
                why = None if settled(first.id, second.id, ways) else _why(first, second, text)
                if why is not None:
                    told.add(id(second))
                    yield _remark(first, second, why)


def _pairs(
    together: Sequence[meaning.ResolvedClause],
) -> Iterator[tuple[meaning.ResolvedClause, meaning.ResolvedClause]]:
    """Pairs of clauses, first those that ask the very same, and so many of the others."""
    same: dict[Hashable, list[meaning.ResolvedClause]] = {}
    for clause in together:
        same.setdefault(_asked(clause.statement), []).append(clause)
    for equal in same.values():
        yield from islice(combinations(equal, 2), _MOST_PAIRS)
    if len(same) > 1:
        yield from islice(combinations(together, 2), _MOST_PAIRS)


def _asked(statement: meaning.Resolved) -> Hashable:
    match statement:
        case meaning.ResolvedDuty(body=body):
            return body
        case _:
            return None


def _alike(text: meaning.Text) -> Iterator[list[meaning.ResolvedClause]]:
    """The clauses of a text, those together that may say one thing, in the order of their ids."""
    found: dict[Hashable, list[meaning.ResolvedClause]] = {}
    for clause in text.clauses:
        kind = _kind(clause.statement)
        if kind is not None:
            found.setdefault(kind, []).append(clause)
    for together in found.values():
        if len(together) > 1:
            yield sorted(together, key=lambda each: natural(each.id))


def _kind(statement: meaning.Resolved) -> Hashable:
    """What statements have in common that may say one thing; None for what is never said twice."""
    match statement:
        case meaning.ResolvedDuty() as duty:
            kind = type(duty.timing).__name__
            return (duty.actor, kind, duty.aim, subject_of(duty), facts_in(duty.body))
        case meaning.ResolvedPower() as power:
            return (power.actor, key(power.action), power.subjects)
        case meaning.ResolvedPayment() as paid:
            where = (paid.group, paid.condition, paid.counted_on)
            return (paid.actor, paid.payee, paid.rate, paid.counted, paid.up_to, *where)
        case meaning.ResolvedIncentive() as earned:
            return (earned.actor, earned.measure, earned.condition)
        case meaning.ResolvedDefinition(term=term):
            return key(term)


def _why(
    first: meaning.ResolvedClause, second: meaning.ResolvedClause, text: meaning.Text
) -> str | None:
    """In what way one of two clauses adds nothing to the other; None where each says its own."""
    match first.statement, second.statement:
        case meaning.ResolvedDuty() as one, meaning.ResolvedDuty() as other:
            return _duties(first.id, one, second.id, other)
        case meaning.ResolvedDefinition(), meaning.ResolvedDefinition():
            return f"clauses `{first.id}` and `{second.id}` both say what a term means"
        case (
            meaning.ResolvedPower()
            | meaning.ResolvedPayment()
            | meaning.ResolvedIncentive() as one,
            meaning.ResolvedPower()
            | meaning.ResolvedPayment()
            | meaning.ResolvedIncentive() as other,
        ):
            if not share_days(days_of(one, text), days_of(other, text)):
                return None
            return f"clauses `{first.id}` and `{second.id}` say the same of the same days"
        case _:
            return None


def _duties(
    first: str, one: meaning.ResolvedDuty, second: str, other: meaning.ResolvedDuty
) -> str | None:
    if not _same_days(one, other):
        return None
    why = None
    if one.body == other.body:
        why = f"clauses `{first}` and `{second}` ask the same of `{one.actor.name}`"
    elif _implies(one.body, other.body):
        why = f"clause `{first}` asks for all that clause `{second}` asks for, and more"
    elif _implies(other.body, one.body):
        why = f"clause `{second}` asks for all that clause `{first}` asks for, and more"
    return None if why is None or where_both_bind(one, other) is None else why


def _implies(stronger: meaning.Expression, weaker: meaning.Expression) -> bool:
    """Whether one thing is certainly never so without another, though it can be so."""
    return never(stronger, meaning.Not(weaker)) and not never(stronger)


def _same_days(one: meaning.ResolvedDuty, other: meaning.ResolvedDuty) -> bool:
    """Whether two duties with timings of one kind are judged on common days."""
    match one.timing, other.timing:
        case model.Achieve(), model.Achieve():
            return True
        case model.React(events=some), model.React(events=others):
            return not set(some).isdisjoint(others) and overlapping(one, other)
        case model.Recur(), model.Recur():
            return same_pace(one, other)
        case _:
            return overlapping(one, other)


def _remark(first: meaning.ResolvedClause, second: meaning.ResolvedClause, why: str) -> Remark:
    return Remark(
        RULE.code,
        id_within(second.span, second.id),
        why,
        "leave one of them out, or say how they differ: other days, other conditions",
        (Related(id_within(first.span, first.id), "the other clause"),),
    )


RULE = Rule("L112", "overlapping", "clauses that say the same", look, whole=True)
