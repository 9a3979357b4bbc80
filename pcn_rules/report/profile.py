"""Turn the profiles of editions into rows of figures, and a curve of what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcn_rules.compare.profile import Profile, Quarter
from pcn_rules.values.days import written

WIDTH = 760
_LEFT, _RIGHT = 190, 250
_TOP, _ROW = 8, 26


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of every edition, with what it counts."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """What is due of one edition in one quarter: words for it, and where its parts stand."""

    y: float
    label: str
    quarter: str
    edition: str
    parts: tuple[tuple[str, float, float], ...]
    """Each part with its name, where it begins and how wide it is."""
    end: float
    counts: tuple[str, ...]
    """Days to meet, what begins, what goes on, and all of them; dashes where it does not live."""
    words: str


@dataclass(frozen=True, slots=True)
class Curve:
    """What is due in each quarter, as a drawing in units of its own."""

    width: int
    height: float
    left: int
    bars: tuple[Bar, ...]
    description: str


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """What a page shows of the profiles of some editions."""

    editions: tuple[str, ...]
    figures: tuple[Figure, ...]
    curve: Curve


def profile_page(profiles: Sequence[Profile]) -> ProfilePage:
    """The figures of each edition side by side, and what is due in each quarter."""
    names = _names(profiles)
    return ProfilePage(names, tuple(_figures(profiles)), _curve(profiles, names))


def _names(profiles: Sequence[Profile]) -> tuple[str, ...]:
    """The editions by name, and with their specification where one name stands twice."""
    short = [each.edition for each in profiles]
    return tuple(
        each.edition if short.count(each.edition) == 1 else f"{each.name}, {each.edition}"
        for each in profiles
    )


def _figures(profiles: Sequence[Profile]) -> list[Figure]:
    def of_duties(name: str, counts: Sequence[int]) -> Figure:
        pairs = zip(counts, profiles, strict=True)
        return Figure(name, tuple(_share(count, each.duties) for count, each in pairs))

    def of_clauses(name: str, counts: Sequence[int]) -> Figure:
        pairs = zip(counts, profiles, strict=True)
        return Figure(name, tuple(_share(count, each.clauses) for count, each in pairs))

    return [
        Figure("clauses", tuple(str(each.clauses) for each in profiles)),
        of_clauses("  with an unverified citation", [each.unverified for each in profiles]),
        of_clauses("  with none but unverified ones", [each.wholly for each in profiles]),
        Figure("duties that bind the network", tuple(str(each.duties) for each in profiles)),
        of_duties("  that fix who", [each.who for each in profiles]),
        of_duties("  that fix how", [each.how for each in profiles]),
        of_duties("  that fix how often", [each.how_often for each in profiles]),
        of_duties("  that fix when", [each.when for each in profiles]),
        of_duties("  that fix none of these", [each.none for each in profiles]),
        of_duties("  measured by process", [each.process for each in profiles]),
        of_duties("  measured by outcome", [each.outcome for each in profiles]),
        of_duties("  without money attached", [each.unpaid for each in profiles]),
    ]


def _share(count: int, of: int) -> str:
    return f"{count} ({round(100 * count / of)}%)" if of else str(count)


# --- what is due in each quarter --------------------------------------------------------------


def _curve(profiles: Sequence[Profile], names: tuple[str, ...]) -> Curve:
    most = max((q.due or 0 for each in profiles for q in each.quarters), default=0)
    bars: list[Bar] = []
    rows = list(zip(*(each.quarters for each in profiles), strict=True))
    for number, quarters in enumerate(rows):
        for place, (quarter, name) in enumerate(zip(quarters, names, strict=True)):
            y = _TOP + number * (len(names) * _ROW + 10) + place * _ROW
            bars.append(_bar(quarter, name, y, most, lone=len(names) == 1))
    height = _TOP + len(rows) * (len(names) * _ROW + 10)
    told = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    return Curve(WIDTH, height, _LEFT, tuple(bars), f"{told}.")


def _bar(quarter: Quarter, name: str, y: float, most: int, *, lone: bool) -> Bar:
    days = _days(quarter)
    label = days if lone else f"{days}, {name}"
    counts = (quarter.deadlines, quarter.beginning, quarter.going_on, quarter.due)
    if quarter.due is None:
        return Bar(y, label, days, name, (), _LEFT, ("–",) * 4, "not in force")
    at, parts = float(_LEFT), []
    for part, count in zip(("day", "begins", "goes-on"), counts[:3], strict=True):
        width = (WIDTH - _LEFT - _RIGHT) * (count or 0) / (most or 1)
        parts.append((part, round(at, 1), round(width, 1)))
        at += width
    words = (
        f"{quarter.due} due: {quarter.deadlines} by a day, {quarter.beginning} "
        f"{'begins' if quarter.beginning == 1 else 'begin'}, {quarter.going_on} "
        f"{'goes' if quarter.going_on == 1 else 'go'} on"
    )
    return Bar(y, label, days, name, tuple(parts), round(at, 1), tuple(map(str, counts)), words)


_MONTHS = ("January", "April", "July", "October")
_ENDS = ("March", "June", "September", "December")


def _days(quarter: Quarter) -> str:
    """A quarter as a reader says it; one that an edition's life cuts, by its days."""
    at = (quarter.first.month - 1) // 3
    whole = quarter.first.month == at * 3 + 1 and quarter.first.day == 1
    if whole and quarter.last.month == at * 3 + 3 and quarter.last.day >= 30:
        return f"{_MONTHS[at]} to {_ENDS[at]} {quarter.first.year}"
    return f"{written(quarter.first)} to {written(quarter.last)}"
