"""What a payment comes to: its rate, times what is counted, month by month, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from pcn_rules.evaluate.amounts import unit_of
from pcn_rules.evaluate.expression_words import in_words
from pcn_rules.evaluate.money.accrual import Due, instalments
from pcn_rules.evaluate.money.incentives import incentive
from pcn_rules.evaluate.money.parts import ONE, Asked, Counter, Counting, Part, added
from pcn_rules.evaluate.money.words import (
    between,
    count_words,
    pounds,
    reckoned,
    rounded_between,
    times_words,
    to_the_penny,
)
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Deciding, Instalment, Money, Reason, Share
from pcn_rules.language.meaning import (
    Earned,
    Expression,
    ResolvedClause,
    ResolvedIncentive,
    ResolvedPayment,
)
from pcn_rules.values import written
from pcn_rules.values.days import written as day_written
from pcn_rules.values.units import Unit

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class _Paid:
    """One instalment: what was counted for it, what adjusts it, and what it comes to."""

    due: Due
    counting: Counting
    factor: Counting | None
    rate: Fraction
    low: Fraction = field(init=False, compare=False)
    high: Fraction | None = field(init=False, compare=False)

    def __post_init__(self) -> None:
        low, high = self.of(self.counting.low, self.counting.high)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    def of(self, low: Fraction, high: Fraction | None) -> tuple[Fraction, Fraction | None]:
        """What an amount that is counted comes to in money."""
        times = self.rate * self.due.times
        if self.factor is None:
            return low * times, None if high is None else high * times
        most = self.factor.high
        top = None if high is None or most is None else high * most * times
        return low * self.factor.low * times, ZERO if ZERO in (high, most) else top

    @property
    def alike(self) -> tuple[object, ...]:
        """What two instalments share that are reckoned in the same way."""
        return (self.counting, self.factor)


class Payments:
    """Reckons the payments and incentives of a contract for one network."""

    def __init__(self, clauses: Sequence[ResolvedClause], counter: Counter) -> None:
        """`clauses` are those of the text in force; `counter` counts for the network."""
        self._counter = counter
        self._incentives = tuple(_incentives(clauses))

    def notes(self) -> Notes:
        """Notes that call the things of the network by their names."""
        return self._counter.notes()

    def incentive(self, statement: ResolvedIncentive, notes: Notes) -> Money:
        """What an incentive earns."""
        return incentive(statement, self._counter, notes)

    def payment(self, statement: ResolvedPayment, notes: Notes) -> Money:
        """What a payment comes to; every step, and every fact consulted, is kept in `notes`."""
        paid = [self._instalment(statement, due, None) for due in instalments(statement)]
        runs = [list(run) for _, run in groupby(paid, key=lambda each: each.alike)]
        for run in runs:
            self._instalment(statement, run[0].due, notes)
            _say_run(statement, run, notes)
        low = sum((each.low for each in paid), ZERO)
        high = added(each.high for each in paid)
        _say_total(statement, runs, low, high, notes)
        return Money(
            unit="£",
            payer=statement.actor.name,
            payee=statement.payee.name if statement.payee else "",
            up_to=statement.up_to,
            start=statement.start,
            end=statement.end,
            low=low,
            high=high,
            instalments=tuple(Instalment(e.due.first, e.due.last, e.low, e.high) for e in paid),
            shares=_shares(paid),
            missing=_once(each for p in paid for c in (p.counting, p.factor) for each in _asked(c)),
            open=tuple(dict.fromkeys(each for p in paid for each in p.counting.open)),
        )

    def _instalment(self, statement: ResolvedPayment, due: Due, notes: Notes | None) -> _Paid:
        counting = self._counting(statement, due, notes)
        factor = None
        if statement.factor is not None:
            asked = Asked(statement.factor, None, None, statement.counted_on)
            factor = self._counter.count(asked, due.day, notes)
        return _Paid(due, counting, factor, statement.rate.exact)

    def _counting(self, statement: ResolvedPayment, due: Due, notes: Notes | None) -> Counting:
        what: Expression
        match statement.counted:
            case Earned(unit=unit):
                return self._earned(unit, statement, due, notes)
            case None:
                what = ONE
            case _:
                what = statement.counted
        asked = Asked(what, statement.group, statement.condition, statement.counted_on)
        return self._counter.count(asked, due.day, notes)

    def _earned(
        self, unit: Unit, statement: ResolvedPayment, due: Due, notes: Notes | None
    ) -> Counting:
        """What all incentives earn of a unit, by the day on which they are over."""
        gate = self._counter.count(Asked(ONE, None, statement.condition, None), due.day, notes)
        parts, missing = [], list(gate.missing)
        for clause, each in self._incentives:
            if each.unit != unit:
                continue
            earned = incentive(each, self._counter, notes or self.notes())
            high = None if earned.high is None else earned.high * (gate.high or ZERO)
            parts.append(Part(None, earned.low * gate.low, high))
            missing.extend(earned.missing)
            if notes is not None:
                words = between(earned.low, earned.high, each.unit_written)
                text = f"clause {clause.id}, {clause.title}: {words}"
                notes.say(Reason(kind="arithmetic", text=text))
        return Counting(tuple(parts), tuple(missing), gate.open)


def _incentives(
    clauses: Sequence[ResolvedClause],
) -> Iterator[tuple[ResolvedClause, ResolvedIncentive]]:
    for clause in clauses:
        match clause.statement:
            case ResolvedIncentive() as found:
                yield clause, found
            case _:
                pass


def _asked(counting: Counting | None) -> tuple[Deciding, ...]:
    return () if counting is None else counting.missing


def _once(missing: Iterator[Deciding]) -> tuple[Deciding, ...]:
    return tuple(dict.fromkeys(missing))


def _shares(paid: Sequence[_Paid]) -> tuple[Share, ...]:
    """What goes by each thing that is counted, over all instalments; none where it is one."""
    found: dict[tuple[str, str], Share] = {}
    for each in paid:
        for part in each.counting.parts:
            if part.thing is None:
                continue
            thing = part.thing
            low, high = each.of(part.low, part.high)
            before = found.get((thing.entity, thing.id))
            if before is not None:
                low, high = before.low + low, added((before.high, high))
            found[thing.entity, thing.id] = Share(thing.entity, thing.id, thing.name, low, high)
    return tuple(found[key] for key in sorted(found))


# --- words ------------------------------------------------------------------------------------


def _say_run(statement: ResolvedPayment, run: Sequence[_Paid], notes: Notes) -> None:
    """The arithmetic of instalments that go by the same figures, as one step."""
    first, last = run[0], run[-1]
    _say_parts(statement, first, notes)
    times = sum((each.due.times for each in run), ZERO)
    low = sum((each.low for each in run), ZERO)
    high = added(each.high for each in run)
    rate = statement.rate
    words = f"{pounds(rate.pounds)}{_counted_words(statement, first.counting)}"
    if first.factor is not None:
        words += f" × {written.spread(first.factor.low, first.factor.high)} (adjustment)"
    words += times_words(rate, times)
    days = f"{day_written(first.due.first)} to {day_written(last.due.last)}"
    if first.due.first == last.due.last:
        days = day_written(first.due.first)
    text = f"{words} = {reckoned(low, high)} ({days})"
    notes.say(Reason(kind="arithmetic", text=text))


def _counted_words(statement: ResolvedPayment, counting: Counting) -> str:
    each = statement.rate.each
    match statement.counted:
        case None if statement.group is None and statement.condition is None:
            return ""
        case None:
            text = statement.group.text if statement.group else ""
            return f" × {written.spread(counting.low, counting.high)} {text}".rstrip()
        case Earned(unit=unit):
            return count_words(counting.low, counting.high, unit, each)
        case what:
            return count_words(counting.low, counting.high, unit_of(what), each)


def _say_parts(statement: ResolvedPayment, paid: _Paid, notes: Notes) -> None:
    """What was counted, thing by thing, where there are several and not too many to read."""
    parts = paid.counting.parts
    match statement.counted:
        case Earned(written=unit):
            what, measured = f"{unit} earned", paid.counting
        case None:
            return
        case expression:
            what, measured = in_words(expression), paid.counting
    if not 1 < len(parts) <= _MOST_TERMS or not (measured.low or measured.high):
        return
    day = statement.counted_on or paid.due.day
    terms = " + ".join(
        "those not listed"
        if part.thing is None and part.high is None
        else written.spread(part.low, part.high)
        for part in parts
    )
    total = written.spread(measured.low, measured.high)
    group = f" of {statement.group.text}" if statement.group else ""
    text = f"{what}{group}, on {day_written(day)}: {terms} = {total}"
    notes.say(Reason(kind="arithmetic", text=text))


_MOST_TERMS = 12


def _say_total(
    statement: ResolvedPayment,
    runs: Sequence[Sequence[_Paid]],
    low: Fraction,
    high: Fraction | None,
    notes: Notes,
) -> None:
    if len(runs) > 1:
        total = reckoned(low, high)
        notes.say(Reason(kind="arithmetic", text=f"all instalments together: {total}"))
    if low != to_the_penny(low) or (high is not None and high != to_the_penny(high)):
        text = f"rounded to the nearest penny, half a penny up: {rounded_between(low, high, '£')}"
        notes.say(Reason(kind="arithmetic", text=text))
    if statement.up_to:
        text = "it is a most: what was spent is paid, up to this sum"
        notes.say(Reason(kind="note", text=text))
