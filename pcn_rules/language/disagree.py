"""Find two clauses that cannot both be kept, and no word on which goes first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations_with_replacement, product

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.language import meaning, model
from pcn_rules.language.cases import case_in_words
from pcn_rules.language.faults import id_within
from pcn_rules.language.order import natural
from pcn_rules.language.overlap import agrees, example, never, together
from pcn_rules.language.reckon import Scalar
from pcn_rules.language.walk import facts_in, totals_a_period
from pcn_rules.language.ways import Ways, binds, duty_of, settled, subject_of, ways_of

Binding = tuple[meaning.ResolvedClause, meaning.ResolvedDuty]


def disagreeing_clauses(text: meaning.Text, fresh: Collection[str]) -> Iterator[Diagnostic]:
    """Two clauses, one of them fresh, that ask at once for what cannot be both (E303).

    Wrong: `must write a plan` and `must not write a plan`, on the same days and for the same
    network. Right: `subject to` says which goes first, or conditions keep them apart.
    """
    binding = [each for each in duties_of(text) if each[1].modality != "should"]
    for one, other, happens in contradictions(binding, fresh, ways_of(text)):
        yield _fault(one, other, happens)


def duties_of(text: meaning.Text) -> list[Binding]:
    """The clauses of a text that are duties, `should` among them."""
    found = ((clause, duty_of(clause)) for clause in text.clauses)
    return [(clause, duty) for clause, duty in found if duty is not None]


def contradictions(
    duties: Sequence[Binding], fresh: Collection[str], ways: Ways
) -> Iterator[tuple[Binding, Binding, str]]:
    """Two duties, one of them fresh, that cannot both be kept, and in which network it happens.

    The first is that with the lower id. Where it is written which goes first they are left out.
    """
    asking = _asking(duties, fresh)
    for body, against in _contrary(tuple(asking)):
        for first, second in product(asking[body], asking[against]):
            one, other = sorted((first, second), key=lambda each: natural(each[0].id))
            known = one[0].id not in fresh and other[0].id not in fresh
            if known or settled(one[0].id, other[0].id, ways) or not _meet(one[1], other[1]):
                continue
            happens = where_both_bind(one[1], other[1])
            if happens is not None:
                yield one, other, happens


def _asking(
    duties: Sequence[Binding], fresh: Collection[str]
) -> dict[meaning.Expression, list[Binding]]:
    """The clauses by what they ask: the fresh ones, and those that ask of like facts."""
    facts = {fact for clause, duty in duties if clause.id in fresh for fact in facts_in(duty.body)}
    asking: dict[meaning.Expression, list[Binding]] = {}
    for clause, duty in duties:
        if clause.id in fresh or not facts.isdisjoint(facts_in(duty.body)):
            asking.setdefault(duty.body, []).append((clause, duty))
    return asking


def _contrary(
    bodies: tuple[meaning.Expression, ...],
) -> Iterator[tuple[meaning.Expression, meaning.Expression]]:
    """The pairs of what is asked that no facts could be both of, though they could be each."""
    by_fact: dict[meaning.FactDefinition, list[int]] = {}
    possible = [index for index, body in enumerate(bodies) if not never(body)]
    for index in possible:
        for fact in facts_in(bodies[index]):
            by_fact.setdefault(fact, []).append(index)
    examples = {index: example(bodies[index]) for index in possible}
    pairs = {pair for alike in by_fact.values() for pair in _in_doubt(alike, bodies, examples)}
    for one, other in sorted(pairs):
        first, second = bodies[one], bodies[other]
        if agrees(second, examples[one]) or agrees(first, examples[other]):
            continue
        if never(first, second):
            yield first, second


_SHOWN = 8
"""How many examples all that is asked of one fact is held against, before it is taken in pairs."""


def _in_doubt(
    alike: Sequence[int],
    bodies: tuple[meaning.Expression, ...],
    examples: Mapping[int, Mapping[meaning.Expression, Scalar]],
) -> Iterator[tuple[int, int]]:
    """The pairs that no one example shows to be possible together; a long contract has few."""
    steps = range(min(len(alike), _SHOWN) if len(alike) > _SHOWN else 0)
    shown = [examples[alike[step * (len(alike) - 1) // (_SHOWN - 1)]] for step in steps]
    kept: dict[frozenset[int], list[int]] = {}
    for index in alike:
        agreed = (place for place, case in enumerate(shown) if agrees(bodies[index], case))
        kept.setdefault(frozenset(agreed), []).append(index)
    for one, other in combinations_with_replacement(kept, 2):
        if one.isdisjoint(other):
            for pair in product(kept[one], kept[other]):
                if pair[0] != pair[1]:
                    yield min(pair), max(pair)


def _fault(one: Binding, other: Binding, happens: str) -> Diagnostic:
    first, second = one[0], other[0]
    return Diagnostic(
        "E303",
        id_within(second.span, second.id),
        f"clauses `{first.id}` and `{second.id}` cannot both be kept: {_asked(one[1])} "
        f"and {_asked(other[1])}",
        help=f"it happens {happens}: say which goes first, as in `subject to clause {first.id}`",
        related=(Related(id_within(first.span, first.id), "the other clause"),),
    )


def _asked(duty: meaning.ResolvedDuty) -> str:
    return f"`{duty.actor.name} {duty.modality} {duty.action}`"


def where_both_bind(one: meaning.ResolvedDuty, other: meaning.ResolvedDuty) -> str | None:
    """In which network both bind; None where it is not certain that they do in any."""
    lifted = (meaning.Not(e.condition) for e in (*one.exceptions, *other.exceptions))
    case = together(*binds(one), *binds(other), *lifted).case
    return None if case is None else case_in_words(case, subject_of(one) or subject_of(other))


# --- at the same time and of the same thing ---------------------------------------------------


def _meet(one: meaning.ResolvedDuty, other: meaning.ResolvedDuty) -> bool:
    """Whether two duties are judged on a common fact, of the same subject, on a common day."""
    common = facts_in(one.body) & facts_in(other.body)
    if not common:
        return False
    same = subject_of(one) == subject_of(other)
    return (same or all(fact.entity is None for fact in common)) and _same_days(one, other)


def _same_days(one: meaning.ResolvedDuty, other: meaning.ResolvedDuty) -> bool:
    """Whether some day, or some period, is judged by both.

    What must be achieved by a day can be done on any day before it: it disagrees only with what
    stands in the way on all of them.
    """
    match one.timing, other.timing:
        case (model.Achieve() as first, model.Achieve() as second):
            return _deadline(first) == _deadline(second)
        case (model.Achieve() as first, _):
            return _covers(other, one.start, _deadline(first))
        case (_, model.Achieve() as second):
            return _covers(one, other.start, _deadline(second))
        case (model.React(), _) | (_, model.React()):
            return same_pace(one, other) and overlapping(one, other)
        case _:
            totals = totals_a_period(one.body) or totals_a_period(other.body)
            return overlapping(one, other) and (not totals or same_pace(one, other))


def _deadline(timing: model.Achieve) -> date:
    return timing.day if timing.included else timing.day - timedelta(days=1)


def _covers(duty: meaning.ResolvedDuty, first: date, last: date) -> bool:
    match duty.timing:
        case model.Maintain() | model.Limit():
            return duty.start <= first and last <= duty.end
        case _:
            return False


def overlapping(one: meaning.ResolvedDuty, other: meaning.ResolvedDuty) -> bool:
    """Whether two duties are owed on a common day."""
    return one.start <= other.end and other.start <= one.end


def same_pace(one: meaning.ResolvedDuty, other: meaning.ResolvedDuty) -> bool:
    """Whether two duties are judged over the same periods, or wait for the same events as long."""
    match one.timing, other.timing:
        case (model.Recur() as first, model.Recur() as second):
            same = (first.count, first.unit, first.calendar)
            return same == (second.count, second.unit, second.calendar) and one.start == other.start
        case (model.React() as first, model.React() as second):
            return (first.count, first.unit, first.events) == (
                second.count,
                second.unit,
                second.events,
            )
        case _:
            return False
