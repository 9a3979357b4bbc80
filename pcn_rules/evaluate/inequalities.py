"""What an inequality can be: over completions and worlds, side by side for several answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal as OneOf

from pcn_rules.evaluate.bounds import ZERO, Term, assigned, bounds, spread_of, terms
from pcn_rules.evaluate.one_world import holds
from pcn_rules.evaluate.reach import Reach, Region
from pcn_rules.evaluate.worlds import (
    Amount,
    AmountOf,
    Assignment,
    AtLeastZero,
    Exactly,
    Formula,
    Spread,
    Value,
    Where,
)

Truths = frozenset[Value]
Behaviour = tuple[Truths, ...]
Relation = OneOf[">=", ">", "="]

BOTH: Truths = frozenset((True, False))


@dataclass(frozen=True, slots=True)
class Offset:
    """What is added to the missing sum: between `least` and `most`, as the world has it."""

    least: Fraction
    most: Fraction

    def __add__(self, other: Offset) -> Offset:
        return Offset(self.least + other.least, self.most + other.most)


Offsets = tuple[Offset, ...]
"""One offset for each slice."""


def possible_truths(
    inequality: AtLeastZero,
    slices: tuple[Assignment, ...],
    truths_of: Callable[[Formula], frozenset[Truths]],
) -> tuple[frozenset[Behaviour], bool]:
    """Every way an inequality can come out, one set of truths for each slice, and if that is exact.

    A slice gives some variables a value. A behaviour is what one completion leads to: for each
    slice, the truths over the worlds. `truths_of` says what a condition inside can be.
    """
    amounts = [assigned(inequality.amount, world) for world in slices]
    split = _split(amounts, truths_of)
    if split is None:
        return _bounded(amounts, inequality.relation)
    missing, options = split
    sign, reach = _turned(missing)
    found: set[Behaviour] = set()
    for offsets in options:
        found.update(_behaviours(reach, sign, offsets, inequality.relation))
    # Between its ends a world may skip the very amount that an equality asks for.
    skips = inequality.relation == "=" and any(o.least < o.most for one in options for o in one)
    return frozenset(found), reach.exact and not skips


def _bounded(amounts: list[Amount], relation: Relation) -> tuple[frozenset[Behaviour], bool]:
    """Each slice on its own, by the least and most its amount can be: never too few behaviours.

    Exact where only one slice is open, and its two ends can be reached.
    """
    ways: list[tuple[Truths, ...]] = []
    exact = True
    for amount in amounts:
        low, high = bounds(amount)
        truths = _truths_between(low, high, relation)
        parts: list[Truths] = [frozenset((truth,)) for truth in truths]
        if len(parts) > 1:
            worlds = any(v.sort == "world" for v in amount.variables)
            parts += [BOTH] if worlds else []
            reached = relation != "=" and terms(amount) is not None
            exact = exact and reached and not worlds and all(len(w) == 1 for w in ways)
        ways.append(tuple(parts))
    return frozenset(product(*ways)), exact


def _truths_between(low: Fraction | None, high: Fraction | None, relation: Relation) -> Truths:
    if low is not None and low == high:
        return frozenset((holds(low, relation),))
    match relation:
        case ">=":
            true, false = high is None or high >= 0, low is None or low < 0
        case ">":
            true, false = high is None or high > 0, low is None or low <= 0
        case "=":
            true = (low is None or low <= 0) and (high is None or high >= 0)
            false = True
    return frozenset(truth for truth, there in ((True, true), (False, false)) if there)


# --- taking the sum apart ---------------------------------------------------------------------

_Split = tuple[tuple[Term, ...], frozenset[Offsets]]


def _split(
    amounts: list[Amount], truths_of: Callable[[Formula], frozenset[Truths]]
) -> _Split | None:
    """The missing terms that all slices share, and the offsets that the rest can come to.

    None where that cannot be told apart exactly.
    """
    known: list[Fraction] = []
    parts: list[tuple[Term, ...]] = []
    for amount in amounts:
        found = terms(amount)
        if found is None:
            return None
        known.append(found[0])
        parts.append(found[1])
    shared = {_identity(t) for t in parts[0]}.intersection(
        *({_identity(t) for t in part} for part in parts[1:])
    )
    common = [t for t in parts[0] if _identity(t) in shared]
    missing = tuple(t for t in common if all(v.sort == "missing" for v in t.amount.variables))
    options = _options(known, missing, _other_terms(common, missing, parts, shared, truths_of))
    return None if options is None else (missing, options)


def _options(
    known: list[Fraction], missing: tuple[Term, ...], others: Iterable[set[Offsets] | None]
) -> frozenset[Offsets] | None:
    """Every offset that terms can add up to, one from each; None where there are too many.

    What decides is only on which side of nothing the whole comes out: sums that are sure to come
    out on one side, whatever is still added to them, are all one.
    """
    steps: list[set[Offsets]] = []
    for ways in others:
        if ways is None:
            return None
        steps.append(ways)
    rooms = _rooms(missing, steps, len(known))
    options: set[Offsets] = {tuple(Offset(k, k) for k in known)}
    for ways, room in zip(steps, rooms, strict=True):
        if len(options) * len(ways) > MOST_OPTIONS:
            return None
        options = {_settled(_added(one, way), room) for one in options for way in ways}
    return frozenset(options)


MOST_OPTIONS = 4096
"""How many sums of terms are told apart at most."""

_Ends = tuple[Fraction | None, Fraction | None]
"""What may still be added at the least and at the most; None where that has no end."""

_Room = tuple[tuple[_Ends, _Ends], ...]
"""For each slice, what may still be added to the lower and to the upper end of an offset."""


def _rooms(missing: tuple[Term, ...], steps: list[set[Offsets]], count: int) -> list[_Room]:
    """After each step, what is still to come: the steps that follow, and the missing terms."""
    low: Fraction | None = ZERO
    high: Fraction | None = ZERO
    for term in missing:
        ends = [None if end is None else term.factor * end for end in bounds(term.amount)]
        least, most = ends if term.factor > 0 else reversed(ends)
        low = None if low is None or least is None else low + least
        high = None if high is None or most is None else high + most
    room: _Room = (((low, high), (low, high)),) * count
    rooms = [room]
    for ways in reversed(steps[1:]):
        room = tuple(
            (
                _wider(lower, {way[place].least for way in ways}),
                _wider(upper, {way[place].most for way in ways}),
            )
            for place, (lower, upper) in enumerate(room)
        )
        rooms.append(room)
    return rooms[::-1] if steps else []


def _wider(ends: _Ends, more: set[Fraction]) -> _Ends:
    low, high = ends
    return (
        None if low is None else low + min(more),
        None if high is None else high + max(more),
    )


def _settled(offsets: Offsets, room: _Room) -> Offsets:
    return tuple(
        Offset(_side(offset.least, lower), _side(offset.most, upper))
        for offset, (lower, upper) in zip(offsets, room, strict=True)
    )


def _side(amount: Fraction, ends: _Ends) -> Fraction:
    """One amount for all that come out above nothing for sure, and one for all below."""
    low, high = ends
    if low is not None and amount + low > 0:
        return 1 - low
    if high is not None and amount + high < 0:
        return -1 - high
    return amount


def _identity(term: Term) -> tuple[object, Fraction]:
    match term.amount:
        case AmountOf(variable=variable):
            return variable, term.factor
        case Where() as where:
            return where, term.factor


def _added(one: Offsets, other: Offsets) -> Offsets:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _other_terms(
    common: list[Term],
    missing: tuple[Term, ...],
    parts: list[tuple[Term, ...]],
    shared: set[tuple[object, Fraction]],
    truths_of: Callable[[Formula], frozenset[Truths]],
) -> Iterator[set[Offsets] | None]:
    """Terms with a world variable, and terms that differ between slices: what each can come to."""
    count = len(parts)
    for term in common:
        if term not in missing:
            ways = _ways(term, truths_of)
            yield None if ways is None else {(way,) * count for way in ways}
    for place, part in enumerate(parts):
        for term in part:
            if _identity(term) not in shared:
                ways = _ways(term, truths_of)
                yield None if ways is None else {_only(way, place, count) for way in ways}


def _only(way: Offset, place: int, count: int) -> Offsets:
    return tuple(way if i == place else Offset(ZERO, ZERO) for i in range(count))


def _ways(term: Term, truths_of: Callable[[Formula], frozenset[Truths]]) -> set[Offset] | None:
    """The offsets one term can come to, one for each completion; None where there are too many."""
    match term.amount:
        case AmountOf(variable=variable):
            spread = spread_of(variable)
            if variable.sort == "missing" or spread.high is None:
                return None
            return {_scaled(term.factor, spread.low, spread.high)}
        case Where(condition=condition, operand=operand):
            low, high = bounds(operand)
            if low is None or high is None or any(v.sort == "missing" for v in operand.variables):
                return None
            whole = _scaled(term.factor, low, high)
            return {_under(truths, whole) for truths in truths_of(condition)}


def _under(truths: Truths, whole: Offset) -> Offset:
    ends = [whole] if True in truths else []
    ends += [Offset(ZERO, ZERO)] if False in truths else []
    return Offset(min(e.least for e in ends), max(e.most for e in ends))


def _scaled(factor: Fraction, low: Fraction, high: Fraction) -> Offset:
    ends = (factor * low, factor * high)
    return Offset(min(ends), max(ends))


def _turned(missing: tuple[Term, ...]) -> tuple[int, Reach]:
    """What the missing terms can add up to, with every sign turned where they only go down."""
    endless = [term.factor > 0 for term in missing if bounds(term.amount)[1] is None]
    sign = -1 if endless and not any(endless) else 1
    reach = Reach()
    for term in sorted(missing, key=lambda t: (bounds(t.amount)[1] is None, sign * t.factor < 0)):
        reach = _plus(reach, sign * term.factor, term)
    return sign, reach


def _plus(reach: Reach, factor: Fraction, term: Term) -> Reach:
    match term.amount:
        case AmountOf(variable=variable):
            return reach.plus_spread(factor, spread_of(variable))
        case Where(operand=operand) as where:
            low, high = bounds(where)
            match operand:
                case Exactly(amount=exact):
                    return reach.plus_choice(frozenset((ZERO, factor * exact)))
                case AmountOf(variable=variable) if spread_of(variable).low == 0:
                    return reach.plus_spread(factor, spread_of(variable))
                case _:
                    pass
            hull = reach.plus_spread(factor, _hull(low, high))
            return Reach(hull.sums, hull.step, hull.count, hull.width, exact=False)


def _hull(low: Fraction | None, high: Fraction | None) -> Spread:
    return Spread(low or ZERO, high, whole=False)


# --- regions ----------------------------------------------------------------------------------


def _behaviours(
    reach: Reach, sign: int, offsets: Offsets, relation: Relation
) -> Iterator[Behaviour]:
    """One behaviour for each region of the missing sum that it can reach."""
    critical = sorted({-sign * end for offset in offsets for end in (offset.least, offset.most)})
    for region in _regions(critical):
        if reach.meets(region):
            sample = sign * _sample(region)
            yield tuple(_truths(sample, offset, relation) for offset in offsets)


def _truths(sample: Fraction, offset: Offset, relation: Relation) -> Truths:
    return _truths_between(sample + offset.least, sample + offset.most, relation)


def _regions(critical: Iterable[Fraction]) -> Iterator[Region]:
    before: Fraction | None = None
    for point in critical:
        yield before, point
        yield point, point
        before = point
    yield before, None


def _sample(region: Region) -> Fraction:
    low, high = region
    if low is None:
        return ZERO if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2
