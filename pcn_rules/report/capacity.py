"""Turn an outlook on work and people into what a page of it shows: words, tables, one drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.evaluate.capacity.outlook import DemandLine, HoursLine, Outlook
from pcn_rules.evaluate.capacity.remedies import Later, More
from pcn_rules.evaluate.capacity.supply import A_WEEK, days_words
from pcn_rules.evaluate.capacity.words import both, either
from pcn_rules.report.edition import in_force
from pcn_rules.report.words import capital, counted
from pcn_rules.values import written as figures
from pcn_rules.values.days import written

WIDTH = 760
_LEFT, _ROW, _BAR = 250, 46, 14

_LABELS = {
    "enough": "can be done together with all the rest",
    "enough for this alone": "can be done alone, but not beside others",
    "enough for the least": "can be done only if estimates are kind or plans come true",
    "too few": "cannot be done, not even alone",
}
_ANSWERS = {
    "in every world": "Yes: all that takes work can be done together, however estimates and plans "
    "turn out.",
    "in some worlds": "Perhaps: all that takes work can be done together only if estimates are "
    "kind or plans come true.",
    "in no world": "No: what takes work cannot all be done together.",
    "not known": "Not known: see what is missing.",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """Hours needed against hours there, as two bars below each other; words stand beside them."""

    y: float
    label: str
    days: str
    needed: float
    needed_more: float
    there: float
    there_more: float
    short: bool
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table that follows the drawing."""

    roles: str
    days: str
    needed: str
    there: str
    short: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What takes work, and how it stands with people for it."""

    name: str
    takes: str
    stands: str
    alone: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a page about work and people shows."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    answer: str
    notes: tuple[str, ...]
    conflicts: tuple[str, ...]
    conflicts_cut: bool
    bars: tuple[Bar, ...]
    height: float
    left: int
    width: int
    described: str
    rows: tuple[Row, ...]
    standings: tuple[Standing, ...]
    posts: tuple[tuple[str, str, str, str], ...]
    unknown: tuple[str, ...]
    not_counted: tuple[str, ...]
    enough: tuple[str, ...]
    enough_heading: str
    ways: tuple[str, ...]


def shown(outlook: Outlook) -> Shown:
    """An outlook in words and figures."""
    bars = tuple(_bars(outlook.hours))
    rows = tuple(_row(line) for line in outlook.hours)
    return Shown(
        title=f"{outlook.network_name}: work and people",
        lead=f"{outlook.specification}, {outlook.edition} edition",
        facts=(
            ("As at", written(outlook.as_at)),
            ("Known by", written(outlook.known_by) if outlook.known_by else "everything"),
            ("In force", in_force(outlook)),
            ("Assumptions", "; ".join(outlook.assumptions) or "none"),
        ),
        answer=_ANSWERS[outlook.answer],
        notes=tuple(_notes(outlook)),
        conflicts=tuple(
            capital(c.sentence) + ("." if c.always else ", where estimates and plans are hard.")
            for c in outlook.conflicts
        ),
        conflicts_cut=outlook.conflicts_cut,
        bars=bars,
        height=_ROW * len(bars) + 24,
        left=_LEFT,
        width=WIDTH,
        described="; ".join(
            f"{r.roles}, {r.days}: {r.needed} needed, {r.there} there" for r in rows
        ),
        rows=rows,
        standings=tuple(_standing(line, outlook) for line in outlook.demands),
        posts=tuple((p.role, p.name, p.words, days_words(p.first, p.last)) for p in outlook.posts),
        unknown=outlook.unknown,
        not_counted=tuple(f"{id} {title}" for id, title in outlook.not_counted),
        enough=tuple(_more_words(more, outlook) for more in outlook.enough),
        enough_heading=_enough_heading(outlook),
        ways=tuple(_ways(outlook)),
    )


def _notes(outlook: Outlook) -> Iterator[str]:
    if outlook.undecided is not None:
        yield f"Some of it was not worked out: {outlook.undecided}."
    if outlook.assumed_posts:
        yield "Nothing is known of the posts of this network: those that count here are assumed."
    if not outlook.demands:
        yield "Nothing that is still to be done has an estimate of how much work it is."
    yield "What is done each time accrues evenly over calendar days; a month is 365/12 of them."


# --- hours ------------------------------------------------------------------------------------


def tidy(amount: Fraction) -> str:
    """Hours to two places at most."""
    return figures.number(Fraction(round(amount * 100), 100))


def _at_least(amount: Fraction) -> str:
    """An amount that would do, rounded up to two places, so that what is written does too."""
    return figures.number(Fraction(-(-(amount * 100) // 1), 100))


def _range(ends: tuple[Fraction, Fraction | None]) -> str:
    low, high = ends
    if high is None:
        return f"{tidy(low)} or more" if low else "not known"
    return tidy(low) if low == high else f"{tidy(low)} to {tidy(high)}"


def _row(line: HoursLine) -> Row:
    more = ", and for those not listed" if line.unlisted else ""
    return Row(
        roles=either(line.roles),
        days=days_words(line.first, line.last),
        needed=_range(line.needed) + more,
        there=_range(line.there),
        short=_short(line),
    )


def _short(line: HoursLine) -> str:
    """What is lacking: nothing for certain, for certain, or perhaps."""
    most = None if line.needed[1] is None else line.needed[1] - line.there[0]
    least = None if line.there[1] is None else line.needed[0] - line.there[1]
    if most is not None and most <= 0:
        return "not known" if line.unlisted else "none"
    if least is not None and least > 0 and least == most:
        return tidy(least)
    up_to = "not known" if most is None else f"up to {tidy(most)}"
    return f"{tidy(least)} or more" if least is not None and least > 0 else up_to


def _bars(lines: Sequence[HoursLine]) -> Iterator[Bar]:
    ends = [end for line in lines for pair in (line.needed, line.there) for end in pair]
    longest = max((end for end in ends if end is not None), default=Fraction(0)) or Fraction(1)
    for number, line in enumerate(lines):
        needed, needed_more = _lengths(line.needed, longest)
        there, there_more = _lengths(line.there, longest)
        row = _row(line)
        yield Bar(
            y=_ROW * number + 12,
            label=row.roles,
            days=row.days,
            needed=needed,
            needed_more=needed_more,
            there=there,
            there_more=there_more,
            short=row.short != "none",
            words=f"needed {row.needed}, there {row.there}",
        )


def _lengths(ends: tuple[Fraction, Fraction | None], longest: Fraction) -> tuple[float, float]:
    """How long a bar is for sure, and how much longer it may be; the drawing alone is not exact."""
    low, high = ends
    most = low if high is None else high
    room = WIDTH - _LEFT - 10
    return round(float(room * low / longest), 1), round(float(room * (most - low) / longest), 1)


# --- clauses, and what it would take ----------------------------------------------------------


def _standing(line: DemandLine, outlook: Outlook) -> Standing:
    labels = [_LABELS[label] for label in line.labels]
    return Standing(
        name=_name(line.clauses, line.title),
        takes=line.text,
        stands=labels[0] if len(labels) == 1 else f"not known: {either(labels)}",
        alone=_alone_words(line),
    )


def _alone_words(line: DemandLine) -> str:
    """What would do for it alone: `4.25 to 17 hours a week of one of GP or nurse`."""
    alike: dict[str, list[str]] = {}
    for each in line.alone:
        enough = _at_least(each.enough)
        if each.least == each.enough:
            hours = f"{enough} hours a week"
        else:
            hours = f"{tidy(each.least)} to {enough} hours a week, as what is open turns out,"
        alike.setdefault(hours, []).append(each.role)
    more = ", and more for those not listed" if line.unlisted and alike else ""
    return either([f"{hours} of {_one_of(roles)}" for hours, roles in alike.items()]) + more


def _one_of(roles: Sequence[str]) -> str:
    return roles[0] if len(roles) == 1 else f"one of these: {either(roles)}"


def _enough_heading(outlook: Outlook) -> str:
    """What the alternatives are: a least, or what is enough at the most; and that one will do."""
    one = ": one of these" if len(outlook.enough) > 1 else ""
    if outlook.enough_is_least:
        return f"The least staff for all of it, were there nobody{one}"
    return f"Enough staff for all of it, were there nobody; less may do{one}"


def _name(clauses: Sequence[str], title: str) -> str:
    """A clause by its id and title; several that were estimated together by what names them."""
    if len(clauses) > 1:
        return f"{title} ({counted(len(clauses), 'clause')})"
    return f"{clauses[0]} {title}"


def _more_words(more: More, outlook: Outlook) -> str:
    parts = []
    for place, (role, minutes) in enumerate(more.minutes):
        words = f"{_at_least(minutes * A_WEEK)} hours a week of {role}"
        others = in_its_place(role, outlook) if len(more.minutes) > 1 else ()
        words += f" or, in its place, {either(others)}" if others else ""
        if more.wte is not None and more.tenths is not None:
            exact, tenths = _at_least(more.wte[place]), figures.number(more.tenths[place])
            words += f" ({exact} WTE; in whole tenths {tenths})"
        parts.append(words)
    return both(parts)


def in_its_place(role: str, outlook: Outlook) -> tuple[str, ...]:
    """The other roles that may do all the work that a role may do."""
    sets = [set(line.roles) for line in outlook.hours if role in line.roles]
    return tuple(sorted(set.intersection(*sets) - {role})) if sets else ()


def _ways(outlook: Outlook) -> Iterator[str]:
    remedies = outlook.remedies
    for more in remedies.more:
        tenths = f"; with whole tenths {more.proof_of_tenths}" if more.proof_of_tenths else ""
        proof = f"judged again, all can be done {more.proof}{tenths}"
        yield f"More staff: {_more_words(more, outlook)}; {proof}."
    for later in remedies.later:
        yield _later_words(later)
    if remedies.fewer is not None:
        fewer = remedies.fewer
        named = both([_name(d.clauses, d.title) for d in fewer.demands])
        hours = counted(round(fewer.minutes / 60), "hour")
        yield (
            f"Fewer clauses: without {named}, about {hours} of work, all the rest can be done "
            f"{fewer.proof}."
        )


def _later_words(later: Later) -> str:
    what = _name(later.demand.clauses, later.demand.title)
    when = f"begun on {written(later.day)}" if later.begins else f"due by {written(later.day)}"
    return f"Later: with {what} {when}, judged again, all can be done {later.proof}."
