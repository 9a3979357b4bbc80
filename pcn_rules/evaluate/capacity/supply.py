"""Posts of a network into the minutes a day that each role has, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise

from pcn_rules.evaluate.capacity.ends import ZERO, Ends, known, less, missing, ranging, times
from pcn_rules.evaluate.capacity.problem import ONE_DAY, Hands
from pcn_rules.evaluate.facts import Facts, Found
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Reason
from pcn_rules.language.meaning import (
    ANOTHER_ROLE,
    FactDefinition,
    FullTime,
    PostFacts,
    RecruitingTime,
    RoleKind,
    Workforce,
)
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Missing,
    NotApplicable,
    Planned,
    Thing,
)
from pcn_rules.values import written
from pcn_rules.values.days import add_months
from pcn_rules.values.days import written as written_day
from pcn_rules.values.units import MONTHS

NOTHING = known(ZERO)
A_WEEK = Fraction(7, 60)
"""Minutes a day times this are hours a week."""


@dataclass(frozen=True, slots=True)
class RoleHours:
    """Minutes a day that a role has from one day to another, by their ends."""

    role: str
    first: date
    last: date
    minutes: Ends


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post for a stretch of days, as a report shows it; `hours` are a week."""

    role: str
    name: str
    words: str
    first: date
    last: date
    stage: str = ""


@dataclass(slots=True)
class Staff:
    """The hours of every role, and what is not known of them.

    `unlimited` are roles of which there may be any number more (None among them: of any role).
    `unknown` says what nobody said, in words. `assumed` is whether the posts are assumed ones.
    """

    hours: list[RoleHours] = field(default_factory=list)
    unlimited: set[str | None] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    lines: list[PostLine] = field(default_factory=list)
    reasons: list[tuple[str | None, Reason]] = field(default_factory=list)
    assumed: bool = False

    def hands(self, side: int) -> Iterator[Hands]:
        """What there is on one side of all that is not known."""
        for each in self.hours:
            minutes = each.minutes.each[side]
            if minutes:
                yield Hands(each.role, each.first, each.last, minutes)

    def reasons_about(self, roles: Iterable[str]) -> Iterator[Reason]:
        """The reasons that concern some roles."""
        wanted = {None, *roles}
        for role, reason in self.reasons:
            if role in wanted:
                yield reason


def staff_of(
    workforce: Workforce, facts: Facts, names: dict[tuple[str, str], str], days: tuple[date, date]
) -> Staff:
    """The staff of a network from one day to another, by what is known of its posts.

    Hours of a post are its WTE times the hours of a full-time post, less those that are committed
    already; a planned one is there from its first day, or never (semantics, section 5).
    """
    return _Counter(workforce, facts, names, days).staff()


class _Counter:
    """Counts the posts of one network."""

    def __init__(
        self,
        workforce: Workforce,
        facts: Facts,
        names: dict[tuple[str, str], str],
        days: tuple[date, date],
    ) -> None:
        self._workforce = workforce
        self._facts = facts
        self._names = names
        self._notes = Notes(names)
        self._first, self._last = days
        self._staff = Staff()

    def staff(self) -> Staff:
        """Every post, else those that are assumed."""
        posts, full_time = self._workforce.facts, self._workforce.full_time
        if full_time is None:
            self._open(None, "how many hours a week one WTE works")
        things = () if posts is None else self._facts.things(posts.entity)
        complete = posts is not None and self._facts.is_complete(posts.entity)
        if not things and not complete and self._workforce.posts and full_time is not None:
            self._assume(full_time)
            return self._staff
        if posts is None:
            self._open(None, "who is in post")
            return self._staff
        if not complete:
            self._open(None, "whether these are all the posts")
        for thing in things:
            self._count(thing, posts, full_time)
        return self._staff

    def _open(self, role: str | None, what: str) -> None:
        """Note that more of a role, or of any, may be there than is known."""
        self._staff.unlimited.add(role)
        self._staff.unknown.append(what)

    def _assume(self, full_time: FullTime) -> None:
        self._staff.assumed = True
        for each in self._workforce.posts:
            # An estimate is kind where there are more.
            wte = ranging(each.high, each.low)
            minutes = times(wte, ranging(full_time.high, full_time.low))
            self._staff.hours.append(RoleHours(each.role, self._first, self._last, minutes))
            text = f"{each.written} of {each.role} are assumed ({each.set})"
            self._staff.reasons.append((each.role, Reason(kind="assumption", text=text)))
            days = (self._first, self._last)
            self._line(each.role, "assumed", f"{each.written}, assumed", days)

    def _line(
        self, role: str, name: str, words: str, days: tuple[date, date], stage: str = ""
    ) -> None:
        self._staff.lines.append(PostLine(role, name, words, *days, stage))

    # --- one post ---

    def _count(self, thing: Thing, posts: PostFacts, full_time: FullTime | None) -> None:
        stands = self._stands(thing, posts)
        first = max(self._first, stands.first)
        last = self._last if stands.last is None else min(self._last, stands.last)
        if first > last:
            return
        for begin, end in self._pieces(thing, posts, first, last):
            self._piece(thing, posts, full_time, (begin, end))

    def _stands(self, thing: Thing, posts: PostFacts) -> Days:
        """The days of a post; one that is planned without a day begins when it can be filled."""
        if not thing.planned or thing.stands.first > date.min:
            return thing.stands
        role = self._on(posts.role, thing, self._first).value
        match role:
            case Known(value=str() as name):
                lead = next((r for r in self._workforce.recruiting if r.role == name), None)
            case _:
                lead = None
        if lead is None:
            return thing.stands
        return Days(after(self._first, lead, lead.low), thing.stands.last)

    def _is_without_a_day(self, thing: Thing, posts: PostFacts) -> bool:
        return thing.planned and self._stands(thing, posts).first == date.min

    def _pieces(
        self, thing: Thing, posts: PostFacts, first: date, last: date
    ) -> Iterator[tuple[date, date]]:
        """Days on which nothing that is said of a post changes."""
        turns = {first, last + ONE_DAY}
        for fact in (posts.role, posts.wte, posts.committed):
            if fact is None:
                continue
            for record in self._facts.records((thing.entity, thing.id, fact.name)):
                for days in self._facts.extended(record):
                    turns |= {days.first} | ({days.last + ONE_DAY} if days.last else set())
                match record.value:
                    case Planned(start=start):
                        turns.add(start)
                    case _:
                        pass
        inside = sorted(turn for turn in turns if first <= turn <= last + ONE_DAY)
        for begin, following in pairwise(inside):
            yield begin, following - ONE_DAY

    def _piece(
        self,
        thing: Thing,
        posts: PostFacts,
        full_time: FullTime | None,
        days: tuple[date, date],
    ) -> None:
        roles = self._roles(thing, posts, days[0])
        if not roles:
            self._flush(None)
            return
        wte, wte_words = self._wte(thing, posts, days[0])
        committed, committed_words = self._committed(thing, posts, days[0])
        per_wte = missing(None, ZERO)
        if full_time is not None:
            per_wte = ranging(full_time.high, full_time.low)
        minutes = less(times(wte, per_wte), committed)
        if thing.planned:
            minutes = times(minutes, ranging(Fraction(1), ZERO))
        if len(roles) > 1 or self._is_without_a_day(thing, posts):
            minutes = Ends(minutes.best_kind, minutes.best_hard, ZERO, ZERO)
        for role in roles:
            if None in minutes.each:
                self._staff.unlimited.add(role)
            counted = Ends(*(ZERO if m is None else m for m in minutes.each))
            self._staff.hours.append(RoleHours(role, *days, counted))
        only = roles[0] if len(roles) == 1 else None
        words = self._words(wte_words, committed_words, thing, minutes, full_time)
        self._line(only or "role not known", thing.name, words, days, thing.stage)
        text = f"{thing.name}{f' ({only})' if only else ''}: {words}, {days_words(*days)}"
        self._flush(only)
        self._staff.reasons.append((only, Reason(kind="arithmetic", text=text)))

    def _flush(self, role: str | None) -> None:
        """Keep the reasons noted so far as those of a role."""
        self._staff.reasons += [(role, reason) for reason in self._notes.reasons]
        self._notes = Notes(self._names)

    def _words(
        self,
        wte: str,
        committed: str,
        thing: Thing,
        minutes: Ends,
        full_time: FullTime | None,
    ) -> str:
        week = "" if full_time is None else f" × {full_time.written}"
        taken = f" less {committed}" if committed else ""
        plan = f", if the post is filled{stage_words(thing)}" if thing.planned else ""
        return f"{wte}{week}{taken} = {hours_words(minutes)}{plan}"

    # --- what is said of a post ---

    def _on(self, fact: FactDefinition, thing: Thing, day: date) -> Found:
        return self._facts.on((thing.entity, thing.id, fact.name), day)

    def _consulted(self, fact: FactDefinition, thing: Thing, day: date) -> Found:
        found = self._on(fact, thing, day)
        self._notes.consulted(fact, (thing.entity, thing.id, fact.name), found, day)
        return found

    def _roles(self, thing: Thing, posts: PostFacts, day: date) -> Sequence[str]:
        """The role of a post; any that there is, where nobody said; none, where it is another."""
        match self._consulted(posts.role, thing, day).value:
            case Known(value=str() as role):
                return () if role == ANOTHER_ROLE else (role,)
            case NotApplicable():
                return ()
            case _:
                self._staff.unknown.append(f"the {posts.role.name} of {thing.name}")
                return self._every_role(posts)

    def _every_role(self, posts: PostFacts) -> Sequence[str]:
        match posts.role.kind:
            case RoleKind(roles=roles):
                return roles
            case other:
                raise TypeError(other)

    def _wte(self, thing: Thing, posts: PostFacts, day: date) -> tuple[Ends, str]:
        if posts.wte is None:
            self._staff.unknown.append(f"how much of a post {thing.name} is")
            return missing(None, ZERO), "WTE not known"
        found = self._consulted(posts.wte, thing, day)
        match found.value:
            case Known(value=Fraction() as amount):
                return known(amount), f"{written.number(amount)} WTE"
            case Estimate(low=low, high=high):
                return ranging(high, low), f"{written.spread(low, high)} WTE"
            case Planned(value=value, start=start):
                amount = Fraction(value) if start <= day else ZERO
                return ranging(amount, ZERO), f"{written.number(amount)} WTE, planned"
            case NotApplicable():
                return NOTHING, "no WTE"
            case Missing(low=low, high=high):
                self._staff.unknown.append(f"the {posts.wte.name} of {thing.name}")
                return missing(high, low or ZERO), "WTE not known"
            case Known():
                raise TypeError(found)

    def _committed(self, thing: Thing, posts: PostFacts, day: date) -> tuple[Ends, str]:
        """Minutes a day that other work has claimed; kind where they are few."""
        if posts.committed is None:
            return NOTHING, ""
        found = self._consulted(posts.committed, thing, day)
        match found.value:
            case Known(value=Fraction() as amount):
                return known(amount), f"{_hours(amount)} committed" if amount else ""
            case Estimate(low=low, high=high):
                return ranging(low, high), f"{_hours(low)} to {_hours(high)} committed"
            case Planned(value=value, start=start):
                amount = Fraction(value) if start <= day else ZERO
                return ranging(ZERO, amount), f"{_hours(amount)} committed, if planned"
            case NotApplicable():
                return NOTHING, ""
            case Missing(low=low, high=high):
                self._staff.unknown.append(f"the {posts.committed.name} of {thing.name}")
                return missing(low or ZERO, high), "hours committed that nobody said"
            case Known():
                raise TypeError(found)


def after(day: date, lead: RecruitingTime, amount: Fraction) -> date:
    """The day on which a post can be filled, some time after another (rounded up to whole days)."""
    whole = -(-amount.numerator // amount.denominator)
    return add_months(day, whole) if lead.unit == MONTHS else day + whole * ONE_DAY


def stage_words(thing: Thing) -> str:
    """How far a planned post has come, in brackets, where that was said."""
    now = "a vacancy" if thing.stage == "vacancy" else thing.stage
    return f" (it is {now})" if now else ""


def _hours(minutes_a_day: Fraction) -> str:
    return f"{tidy(minutes_a_day * A_WEEK)} hours a week"


def tidy(amount: Fraction) -> str:
    """An amount for people: exact where that is short (`22 1/7`), else to two places."""
    exact = amount.denominator < 10 or (amount * 100).denominator == 1
    return written.number(amount if exact else Fraction(round(amount * 100), 100))


def hours_words(minutes: Ends) -> str:
    """Minutes a day as hours a week, between the ends they can have."""
    ends = [None if each is None else each * A_WEEK for each in minutes.each]
    if None in ends:
        return "hours a week that are not known"
    shown = [each for each in ends if each is not None]
    low, high = min(shown), max(shown)
    if low == high:
        return f"{tidy(low)} hours a week"
    return f"{tidy(low)} to {tidy(high)} hours a week"


def days_words(first: date, last: date) -> str:
    """A stretch of days in words."""
    return f"from {written_day(first)} to {written_day(last)}"
