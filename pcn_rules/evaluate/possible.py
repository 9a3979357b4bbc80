"""What a formula can be: for every completion of the missing facts, its values over the worlds.

The definition is enumeration: pick a value for every missing fact, look at all worlds that are
left. Parts of a formula that share no variable are worked out apart and put together, which gives
the same answer for hundreds of missing facts. Where that cannot be done within `BUDGET`, shared
variables are taken for independent ones: more completions than there are, never fewer, so that a
verdict all of them agree on is right, and `exact` turns False.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from pcn_rules.evaluate.combining import Behaviour, Combine, Values, applying, folding
from pcn_rules.evaluate.inequalities import possible_truths
from pcn_rules.evaluate.nearness import Nearness
from pcn_rules.evaluate.one_world import value_in
from pcn_rules.evaluate.parting import Parted, grouped, shared_by
from pcn_rules.evaluate.representatives import representatives
from pcn_rules.evaluate.shapes import Shapes
from pcn_rules.evaluate.worlds import (
    Always,
    Applied,
    Assignment,
    AtLeastZero,
    Choices,
    Folded,
    Formula,
    Is,
    Spread,
    Value,
    Variable,
)

BUDGET = 65_536
"""How many completions are enumerated at most (semantics, section 2)."""

CONDITIONED = 256
"""How many are, one by one, where there are more than that to begin with."""

IN_ALL = 1_024
"""How many of these are over all questions about one duty; what is asked after that, is not."""

SMALL = 256
"""Below this many assignments a formula is simply enumerated."""

Slices = tuple[Assignment, ...]
"""Assignments of the same few variables: the answers that are looked at side by side."""

WHOLE: Slices = ({},)


class Possibilities:
    """Works out what formulas below one root can be, and remembers it."""

    def __init__(self, root: Formula) -> None:
        """For formulas that occur in `root`."""
        self._root = root
        self._known: dict[object, frozenset[Behaviour]] = {}
        self._values: dict[Variable, tuple[Value, ...] | None] = {}
        self._common: dict[tuple[Formula, ...], frozenset[Variable]] = {}
        self._groups: dict[object, Parted] = {}
        self._shapes = Shapes()
        self._nearness = Nearness(self._shapes)
        self._spent = 1
        self._tried = 0
        self.exact = True

    def of(self, formula: Formula, slices: Slices = WHOLE) -> frozenset[Behaviour]:
        """Every behaviour of a formula, with the same completion looked at in every slice."""
        if slices is WHOLE:
            return self._remembered(formula, WHOLE)
        apart, places = _apart(slices, formula.variables)
        return self._repeated((formula, _key(apart)), places, self._remembered(formula, apart))

    def _remembered(self, formula: Formula, slices: Slices) -> frozenset[Behaviour]:
        """Worked out once for all formulas of one shape: what they are called changes nothing."""
        memory = self._name(formula, slices)
        if memory not in self._known:
            self._known[memory] = self._work_out(formula, slices)
        return self._known[memory]

    def _name(self, formula: Formula, slices: Slices) -> object:
        """What a question is remembered by: the shape of what it is about, and the values given."""
        if not slices[0]:
            return self._shapes.of(formula).number
        given = tuple(slices[0])
        name = self._nearness.name(formula, given)
        if name is None:
            places = self._shapes.of(formula).places
            given = tuple(sorted(given, key=lambda variable: places[variable]))
            marks = tuple((variable, number) for number, variable in enumerate(given))
            name = self._shapes.of(formula, marks).number
        return name, tuple(tuple(one[variable] for variable in given) for one in slices)

    def _repeated(
        self, key: object, places: tuple[int, ...], behaviours: frozenset[Behaviour]
    ) -> frozenset[Behaviour]:
        """Behaviours over fewer slices, spread over all of them."""
        if places == _FIRST or len(places) == places[-1] + 1:
            return behaviours
        memory = (key, places)
        if memory not in self._known:
            self._known[memory] = frozenset(
                tuple(behaviour[place] for place in places) for behaviour in behaviours
            )
        return self._known[memory]

    def values_of(self, variable: Variable) -> tuple[Value, ...] | None:
        """Values of a variable that stand for all it can be, or None where there are none."""
        if variable not in self._values:
            self._values[variable] = representatives(variable, self._root)
        return self._values[variable]

    # --- one formula ---

    def _work_out(self, formula: Formula, slices: Slices) -> frozenset[Behaviour]:
        free = formula.variables.difference(slices[0])
        if self._is_small(free):
            return self._enumerated(formula, free, slices)
        match formula:
            case Always(value=value):
                return frozenset(((frozenset((value,)),) * len(slices),))
            case Is(variable=variable):
                return self._choice(variable, len(slices))
            case AtLeastZero() if len(free) == 1 and self.values_of(next(iter(free))) is not None:
                return self._enumerated(formula, free, slices)
            case AtLeastZero():
                found, exact = possible_truths(formula, slices, self._truths_of)
                self.exact = self.exact and (exact or len(found) == 1)
                return found
            case Applied(function=function, operands=operands):
                return self._put_together(operands, slices, applying(function))
            case Folded(function=function, neutral=neutral, operands=operands):
                return self._put_together(operands, slices, folding(function, neutral))

    def _truths_of(self, formula: Formula) -> frozenset[Values]:
        return frozenset(behaviour[0] for behaviour in self.of(formula))

    def _choice(self, variable: Variable, count: int) -> frozenset[Behaviour]:
        values = self.values_of(variable)
        assert values is not None, "a choice lists its values"
        if variable.sort == "world":
            return frozenset(((frozenset(values),) * count,))
        return frozenset((frozenset((value,)),) * count for value in values)

    def _is_small(self, free: Iterable[Variable]) -> bool:
        size = 1
        for variable in free:
            if not _listed(variable):
                return False
            size *= len(self.values_of(variable) or ())
            if size > SMALL:
                return False
        return True

    def _enumerated(
        self, formula: Formula, free: frozenset[Variable], slices: Slices
    ) -> frozenset[Behaviour]:
        missing = self._assignments(v for v in free if v.sort == "missing")
        worlds = list(self._assignments(v for v in free if v.sort == "world"))
        return frozenset(
            tuple(
                frozenset(value_in(formula, {**one, **completion, **world}) for world in worlds)
                for one in slices
            )
            for completion in missing
        )

    def _assignments(self, variables: Iterable[Variable]) -> Iterator[Assignment]:
        names = tuple(variables)
        for values in product(*(self.values_of(name) or () for name in names)):
            yield dict(zip(names, values, strict=True))

    # --- formulas of several parts ---

    def _put_together(
        self, operands: tuple[Formula, ...], slices: Slices, combine: Combine
    ) -> frozenset[Behaviour]:
        """Parts that share a variable are conditioned on it, until all are independent."""
        if combine.fold is not None:
            parted = self._parted(operands, slices[0], combine.fold)
            if len(parted.groups) > 1:
                return self._grouped(parted, slices, combine)
        limit = self._limit(operands, slices[0])
        for variable in shared_by(operands, slices[0]):
            values = self.values_of(variable)
            if values is not None and self._spent * len(values) <= limit:
                self._tried += len(values) if limit < BUDGET else 0
                return self._conditioned(operands, slices, combine, variable)
            self.exact = False
        return combine.over([self.of(operand, slices) for operand in operands], len(slices))

    def _limit(self, operands: tuple[Formula, ...], given: Assignment) -> int:
        """How many completions may be tried one by one."""
        if self._within_budget(operands, given):
            return BUDGET
        return min(BUDGET, CONDITIONED) if self._tried < IN_ALL else 1

    def _within_budget(self, operands: tuple[Formula, ...], given: Assignment) -> bool:
        """Whether all completions could be enumerated, however the variables are shared."""
        missing = {
            v for o in operands for v in o.variables if v.sort == "missing" and v not in given
        }
        size = 1
        for variable in missing:
            size *= len(self.values_of(variable) or range(BUDGET + 1))
            if size > BUDGET:
                return False
        return True

    def _parted(
        self,
        operands: tuple[Formula, ...],
        given: Assignment,
        fold: Callable[[tuple[Formula, ...]], Formula],
    ) -> Parted:
        """Operands in groups that share nothing but what is given."""
        if operands not in self._common:
            self._common[operands] = frozenset(shared_by(operands, {}))
        common = self._common[operands].intersection(given)
        memory = (operands, common)
        if memory not in self._groups:
            found = grouped(operands, common)
            groups = tuple(group[0] if len(group) == 1 else fold(group) for group in found)
            places = {v: place for place, group in enumerate(groups) for v in group.variables}
            self._groups[memory] = Parted(groups, places, common)
        return self._groups[memory]

    def _grouped(self, parted: Parted, slices: Slices, combine: Combine) -> frozenset[Behaviour]:
        """Groups that differ between slices, worked out; the others put together once for good."""
        own = {v for v in slices[0] if v in parted.places and v not in parted.common}
        groups = [parted.groups[place] for place in sorted({parted.places[v] for v in own})]
        apart, places = _apart(slices, parted.common)
        left_out = [self.of(group, apart) for group in groups]
        memory = (parted, _key(apart), frozenset(Counter(left_out).items()))
        if memory not in self._known:
            rest = Counter(self.of(group, apart) for group in parted.groups)
            rest.subtract(left_out)
            self._known[memory] = combine.over(list(rest.elements()), len(apart))
        others = self._repeated(memory, places, self._known[memory])
        parts = [self.of(group, slices) for group in groups]
        return combine.over([others, *parts], len(slices))

    def _conditioned(
        self, operands: tuple[Formula, ...], slices: Slices, combine: Combine, variable: Variable
    ) -> frozenset[Behaviour]:
        values = self.values_of(variable) or ()
        self._spent *= len(values)
        if variable.sort == "world":
            finer = tuple({**one, variable: value} for one in slices for value in values)
            found = self._put_together(operands, finer, combine)
            behaviours = {_coarser(behaviour, len(values)) for behaviour in found}
        else:
            behaviours = set()
            for value in values:
                finer = tuple({**one, variable: value} for one in slices)
                behaviours |= self._put_together(operands, finer, combine)
        self._spent //= len(values)
        return frozenset(behaviours)


_FIRST = (0,)


def _key(slices: Slices) -> tuple[frozenset[tuple[Variable, Value]], ...]:
    return tuple(frozenset(one.items()) for one in slices)


def _apart(slices: Slices, variables: frozenset[Variable]) -> tuple[Slices, tuple[int, ...]]:
    """The slices as far as some variables are concerned, each once, and where each slice went."""
    relevant = [v for v in slices[0] if v in variables]
    if not relevant:
        return WHOLE, (0,) * len(slices)
    found: dict[tuple[Value, ...], int] = {}
    places = tuple(found.setdefault(tuple(one[v] for v in relevant), len(found)) for one in slices)
    return tuple(dict(zip(relevant, values, strict=True)) for values in found), places


def _coarser(behaviour: Behaviour, worlds: int) -> Behaviour:
    """Put the slices that differ in world variables only back into one."""
    return tuple(
        frozenset().union(*behaviour[start : start + worlds])
        for start in range(0, len(behaviour), worlds)
    )


def _listed(variable: Variable) -> bool:
    """Whether all values of a variable can be listed."""
    match variable.domain:
        case Choices():
            return True
        case Spread(low=low, high=high, whole=whole):
            return whole and high is not None and high - low <= 64
