"""Duties into the work that is still to be done for them, as far as that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.amounts import unit_of
from pcn_rules.evaluate.bounds import added, bounds, calculated, counted_where
from pcn_rules.evaluate.capacity.ends import ZERO, Ends, missing
from pcn_rules.evaluate.duties import DutyGrounding
from pcn_rules.evaluate.grounding import Grounding
from pcn_rules.evaluate.instances import UNBOUND, Instance, Subject
from pcn_rules.evaluate.moments import Moment, Scopes
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Reason
from pcn_rules.evaluate.size import TooLargeError
from pcn_rules.evaluate.statuses import DELIVERABLE, NOT_BINDING
from pcn_rules.evaluate.timings import judged
from pcn_rules.evaluate.worlds import (
    Always,
    Amount,
    Applied,
    Exactly,
    Formula,
    is_same,
    negated,
    some,
)
from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur
from pcn_rules.language.meaning import (
    Negligible,
    NotStated,
    ResolvedClause,
    ResolvedDuty,
    Stated,
    TotalEffort,
    Workforce,
)
from pcn_rules.values.days import CalendarRangeError

YEAR = 365
_DAYS_OF = {
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(YEAR, 12),
    "quarter": Fraction(YEAR, 4),
    "year": Fraction(YEAR),
}
"""How many days a period has on average: an effort each time accrues evenly over them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Minutes of work between their ends, of some roles, in a window; each day where no `once`.

    `if_asked` is the same where it is known that anything is asked at all; `listed` is what takes
    those alone that are on a list that may not be complete.
    """

    roles: frozenset[str]
    first: date
    last: date
    minutes: Ends
    once: bool
    if_asked: Ends
    listed: Ends


@dataclass(frozen=True, slots=True)
class Demand:
    """The work of one clause, or of several that nobody splits, with the reasons for its amount.

    `text` says in words how much it takes; `is_range` whether that is estimated between two ends;
    `total` is whether it is a published total.
    """

    clauses: tuple[str, ...]
    title: str
    work: tuple[Asked, ...]
    text: str
    reasons: tuple[Reason, ...]
    is_range: bool
    total: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """Every role that can do some of it."""
        return frozenset().union(*(work.roles for work in self.work))


Ground = Callable[[Notes], Grounding]


def demands_of(
    clauses: Sequence[ResolvedClause],
    workforce: Workforce,
    ground: Ground,
    names: dict[tuple[str, str], str],
    as_at: date,
) -> tuple[Demand, ...]:
    """What everything still to be done takes, of duties that bind the network or its practices.

    A duty whose effort is not estimated, or negligible, asks for nobody here. A clause named by a
    total takes part in it, whatever is assumed of it alone.
    """
    totals = [total for total in workforce.totals if total.counted]
    covered = {clause for total in totals for clause in total.clauses}
    found = []
    for clause in clauses:
        duty = own_duty(clause)
        if duty is None or clause.id in covered:
            continue
        match duty.effort.amount:
            case Stated() as stated:
                found.append(_of_clause(clause, duty, stated, (ground, names, as_at)))
            case Negligible() | NotStated():
                pass
    by_id = {clause.id: clause for clause in clauses}
    found += [_of_total(total, by_id, (ground, names, as_at)) for total in totals]
    return tuple(demand for demand in found if demand is not None)


def own_duty(clause: ResolvedClause) -> ResolvedDuty | None:
    """The duty of a clause where it must be performed by the network or its practices."""
    match clause.statement:
        case ResolvedDuty() as duty:
            own = duty.actor.role != "another party" and duty.modality == "must"
            return duty if own and not duty.state else None
        case _:
            return None


_Around = tuple[Ground, dict[tuple[str, str], str], date]


class _Performed(DutyGrounding):
    """A duty judged as if people were no question: what is deliverable is what takes work."""

    def effort(self) -> Formula:
        """It can be performed, as far as the work goes."""
        return Always(DELIVERABLE)


def _of_clause(
    clause: ResolvedClause, duty: ResolvedDuty, stated: Stated, around: _Around
) -> Demand | None:
    ground, names, as_at = around
    notes = Notes(names)
    grounding = ground(notes)
    try:
        instances = judged(_Performed(duty, clause.id, ground(Notes(names)), as_at)).instances
    except (TooLargeError, CalendarRangeError):
        return None
    counter = _Counter(duty, stated, grounding, as_at)
    work = tuple(w for w in counter.work(instances) if any(m != 0 for m in w.minutes.each))
    if not work:
        return None
    ranges = stated.low < stated.high
    return Demand((clause.id,), clause.title, work, stated.written, notes.reasons, ranges)


def _of_total(
    total: TotalEffort, clauses: dict[str, ResolvedClause], around: _Around
) -> Demand | None:
    """One demand over all days on which any of its clauses is owed."""
    ground, names, as_at = around
    notes = Notes(names)
    named = [clauses[id] for id in total.clauses if id in clauses]
    duties = [duty for clause in named if (duty := own_duty(clause)) is not None]
    if not duties:
        return None
    first = max(as_at, min(duty.start for duty in duties))
    last = max(_end_of(duty) for duty in duties)
    if first > last:
        return None
    grounding = ground(notes)
    work = []
    for part in total.parts:
        units = _time_of(part)
        count = _product_of(part, (), grounding, as_at)
        minutes = _ends(part, Exactly(ZERO) if count is None else count)
        if units:
            minutes = _scaled(minutes, 1 / units)
        work.append(Asked(frozenset(part.roles), first, last, minutes, not units, minutes, minutes))
    text = "; ".join(f"{part.written} of {_either(part.roles)}" for part in total.parts)
    ranges = any(part.low < part.high for part in total.parts)
    return Demand(
        total.clauses, total.written, tuple(work), text, notes.reasons, ranges, total=True
    )


def _end_of(duty: ResolvedDuty) -> date:
    match duty.timing:
        case Achieve(day=day):
            return day
        case _:
            return duty.end


def _either(roles: Iterable[str]) -> str:
    return " or ".join(roles)


# --- how much, and when -----------------------------------------------------------------------


def _time_of(stated: Stated) -> Fraction | None:
    """How many days an effort is per, where it is a rate; None where it is not."""
    names = {
        name
        for unit in (stated.unit, *(unit_of(each) for each in stated.per))
        for name, power in unit.powers
        if power < 0
    }
    if "days" in names:
        return Fraction(1)
    return _DAYS_OF["month"] if "months" in names else None


def _product_of(stated: Stated, scopes: Scopes, grounding: Grounding, as_at: date) -> Amount | None:
    """How many there are of all that an effort is per, in a scope; None where it takes no part."""
    product: Amount = Exactly(Fraction(1))
    for each in stated.per:
        amount = grounding.amount(each, scopes, Moment(as_at))
        if amount is None:
            return None
        product = calculated("×", product, amount)
    return product


def _ends(stated: Stated, count: Amount) -> Ends:
    """An effort times a count: at its best where what is missing is little."""
    low, high = bounds(count)
    least = max(low or ZERO, ZERO)
    kind, hard = stated.low * least, None if high is None else stated.high * high
    if not any(v.sort == "missing" for v in count.variables):
        return Ends(kind, hard, kind, hard)
    return Ends(
        kind,
        stated.high * least,
        None if high is None else stated.low * high,
        hard,
    )


def _scaled(ends: Ends, factor: Fraction) -> Ends:
    return Ends(*(None if each is None else each * factor for each in ends.each))


class _Counter:
    """Counts the work of one duty over its instances still to come."""

    def __init__(
        self, duty: ResolvedDuty, stated: Stated, grounding: Grounding, as_at: date
    ) -> None:
        self._duty = duty
        self._stated = stated
        self._grounding = grounding
        self._as_at = as_at
        self._roles = frozenset(stated.roles)
        self._first = max(as_at, duty.start)

    def work(self, instances: tuple[Instance, ...]) -> Iterator[Asked]:
        """The work by how the duty is timed (semantics, sections 3 and 5)."""
        timing = self._duty.timing
        match timing:
            case Achieve():
                yield from self._single(instances)
            case Maintain() | Limit():
                yield from self._kept_up(instances)
            case Recur(count=count, unit=unit):
                yield from self._recurring(instances, count * _DAYS_OF[unit])
            case React():
                yield from self._reacting(instances)

    def _asked(self, counted: _Counted, last: date, first: date | None = None) -> Asked:
        """Work that is done once, by its last day."""
        begin = max(first or self._first, self._as_at)
        return Asked(
            self._roles,
            begin,
            max(last, begin),
            counted.minutes,
            True,
            counted.if_asked,
            counted.listed,
        )

    def _per_day(self, counted: _Counted, days: Fraction, last: date) -> Asked:
        """Work that comes again and again, evenly over the days of its window."""
        minutes, if_asked, listed = (
            _scaled(each, 1 / days) for each in (counted.minutes, counted.if_asked, counted.listed)
        )
        last = max(last, self._first)
        return Asked(self._roles, self._first, last, minutes, False, if_asked, listed)

    def _single(self, instances: tuple[Instance, ...]) -> Iterator[Asked]:
        for instance in instances:
            if instance.past or instance.due is None:
                continue
            minutes, days = self._minutes(instance), _time_of(self._stated)
            if days is None:
                yield self._asked(minutes, instance.due, self._as_at)
            else:
                yield self._per_day(minutes, days, instance.due)

    def _kept_up(self, instances: tuple[Instance, ...]) -> Iterator[Asked]:
        """A rate as long as it is owed; work done once is due when it begins."""
        days = _time_of(self._stated)
        for instance in instances:
            if days is not None:
                minutes = self._minutes(instance, owed=True)
                yield self._per_day(minutes, days, self._duty.end)
            elif not instance.past:
                due = instance.due or self._duty.start
                yield self._asked(self._minutes(instance), due, self._as_at)

    def _recurring(self, instances: tuple[Instance, ...], period: Fraction) -> Iterator[Asked]:
        """What is done each time accrues evenly; what is done once, by the end of the next time."""
        coming = [instance for instance in instances if not instance.past]
        if not coming:
            return
        days = _time_of(self._stated)
        if days is None and self._stated.each_time:
            days = period
        # The last stands for all that are still to begin.
        minutes = self._minutes(coming[-1])
        if days is not None:
            yield self._per_day(minutes, days, self._duty.end)
        else:
            due = coming[0].due or self._duty.end
            yield self._asked(minutes, due, self._as_at)

    def _reacting(self, instances: tuple[Instance, ...]) -> Iterator[Asked]:
        """Each occasion that waits; of those to come nobody knows how many, but for a rate."""
        days = _time_of(self._stated)
        if days is not None:
            later = [instance for instance in instances if instance.when == "later"]
            for instance in later:
                yield self._per_day(self._minutes(instance), days, self._duty.end)
            return
        for instance in instances:
            if instance.when == "occasion" and instance.due is not None:
                first = max(instance.first, self._as_at)
                yield self._asked(self._minutes(instance), instance.due, first)
            elif instance.when == "later":
                unknown = missing(ZERO, None)
                yield self._asked(_Counted(unknown, unknown, unknown), self._duty.end)

    # --- how much ---

    def _minutes(self, instance: Instance, *, owed: bool = False) -> _Counted:
        """The minutes an instance takes, as far as it is still to be done, or `owed` at all."""
        each = self._stated.each_subject
        parts = self._parts(instance, owed=owed) if each else self._in_total(instance, owed=owed)
        total = added(counted_where(asked, count) for asked, count in parts)
        minutes = _ends(self._stated, total)
        if_asked = _at_least(minutes, self._least(parts), self._stated)
        listed = minutes
        if instance.unlisted is not UNBOUND and each:
            minutes, if_asked = (
                Ends(m.best_kind, m.best_hard, None, None) for m in (minutes, if_asked)
            )
        return _Counted(minutes, if_asked, listed)

    def _parts(self, instance: Instance, *, owed: bool) -> list[tuple[Formula, Amount]]:
        """What is counted of each subject, and whether it is asked for it."""
        parts: list[tuple[Formula, Amount]] = []
        for subject in instance.subjects:
            scopes = () if subject.thing is None else (subject.thing,)
            count = _product_of(self._stated, scopes, self._grounding, self._as_at)
            if count is not None:
                parts.append((_is_asked(subject, owed=owed), count))
        return parts

    def _in_total(self, instance: Instance, *, owed: bool) -> list[tuple[Formula, Amount]]:
        """What is estimated in total, as long as it is to be done for anybody."""
        anybody = some(_is_asked(subject, owed=owed) for subject in instance.subjects)
        count = _product_of(self._stated, (), self._grounding, self._as_at)
        return [] if count is None else [(anybody, count)]

    def _least(self, parts: Sequence[tuple[Formula, Amount]]) -> Fraction:
        """The least count of those who are asked, where any of them is."""
        sure, doubtful = ZERO, list[Fraction]()
        for asked, count in parts:
            least = max(bounds(count)[0] or ZERO, ZERO)
            match asked:
                case Always(value=True):
                    sure += least
                case Always():
                    continue
                case _:
                    doubtful.append(least)
        return sure or min(doubtful, default=ZERO)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Minutes as they are, where anything is asked at all, and of those that are listed."""

    minutes: Ends
    if_asked: Ends
    listed: Ends


def _at_least(minutes: Ends, count: Fraction, stated: Stated) -> Ends:
    """Minutes with every end raised to those of a count."""
    kind, hard = stated.low * count, stated.high * count
    least = (kind, hard, kind, hard)
    return Ends(
        *(None if m is None else max(m, n) for m, n in zip(minutes.each, least, strict=True))
    )


def _is_asked(subject: Subject, *, owed: bool) -> Formula:
    """Whether something is still to be done for a subject; where `owed`, whether it is owed."""
    wanted = Always(NOT_BINDING if owed else DELIVERABLE)
    match subject.status:
        case Always(value=value):
            same = value is wanted.value
            return Always(not same if owed else same)
        case status:
            same_as = Applied(is_same, (status, wanted))
            return negated(same_as) if owed else same_as
