"""Settle who is in which network on a day: the register with its dates decides."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from pcn_rules.imports.model import (
    Home,
    Membership,
    Published,
    Register,
    RegisteredNetwork,
    outward,
)
from pcn_rules.networks.model import Days

Row = tuple[Membership, str]
"""A membership, and the source that says so."""


Double = tuple[str, str, date, date]
"""Two networks that one practice is in, and the first and last day of it."""


@dataclass(frozen=True, slots=True)
class PlacedHome:
    """A care home near a network's practices; `alone` where it is near no other network's."""

    home: Home
    alone: bool


@dataclass(frozen=True, slots=True)
class NetworkOnDay:
    """A network with its members on a day, and every membership that is known of it."""

    registered: RegisteredNetwork
    folder: str
    members: tuple[Membership, ...]
    rows: tuple[Row, ...]
    homes: tuple[PlacedHome, ...]


@dataclass(frozen=True, slots=True)
class OnDay:
    """All networks that have members on a day, by their codes."""

    published: Published
    day: date
    networks: Mapping[str, NetworkOnDay]
    apart: tuple[Membership, ...]
    """Rows of the earlier workbook that the later one does not bear out: they do not count."""
    doubles: Mapping[str, tuple[Double, ...]]
    """Practices that are in two networks on a day of the year."""

    @property
    def year(self) -> tuple[date, date]:
        """The first and the last day of the financial year of the day."""
        return financial_year(self.day)

    @property
    def seen(self) -> tuple[date, date]:
        """As much of the year as the register saw: of later days it says nothing."""
        return _seen(self.published.register, self.day)

    def members(self) -> Iterator[Membership]:
        """Every membership on the day, network by network."""
        for network in self.networks.values():
            yield from network.members


def financial_year(day: date) -> tuple[date, date]:
    """The first and the last day of the financial year that holds a day."""
    first = day.year if day.month > 3 else day.year - 1
    return date(first, 4, 1), date(first + 1, 3, 31)


def _seen(register: Register, day: date) -> tuple[date, date]:
    first, last = financial_year(day)
    return first, min(last, register.day)


def on_day(published: Published, day: date) -> OnDay:
    """Settle membership on a day by the register's dates, whatever other files say."""
    register = published.register
    rows = _by_network(register)
    borne_out, apart = _earlier(published)
    members = {
        code: tuple(sorted((r for r in found if r.on(day)), key=lambda r: r.practice))
        for code, found in rows.items()
    }
    present = sorted(code for code, found in members.items() if found)
    folders = _folders([register.networks[code] for code in present])
    homes = _homes(published, {code: members[code] for code in present})
    networks = {
        code: NetworkOnDay(
            register.networks[code],
            folders[code],
            members[code],
            _rows(rows[code], borne_out.get(code, []), published),
            homes.get(code, ()),
        )
        for code in present
    }
    doubles = _doubles(register, _seen(register, day))
    return OnDay(published, day, networks, apart, doubles)


def _by_network(register: Register) -> dict[str, list[Membership]]:
    found: dict[str, list[Membership]] = defaultdict(list)
    for row in register.memberships:
        found[row.network].append(row)
    return found


def _earlier(published: Published) -> tuple[dict[str, list[Membership]], tuple[Membership, ...]]:
    """The rows of the earlier workbook by network; apart, those that the later one has not.

    The later workbook knows how a membership went on. A row that it does not have would otherwise
    stand for ever, since no end was known when it was written.
    """
    if published.previous is None:
        return {}, ()
    known = {(row.practice, row.network, row.first) for row in published.register.memberships}
    found: dict[str, list[Membership]] = defaultdict(list)
    apart = []
    for row in published.previous.memberships:
        if (row.practice, row.network, row.first) in known:
            found[row.network].append(row)
        else:
            apart.append(row)
    return found, tuple(apart)


def _rows(
    later: Sequence[Membership], earlier: Sequence[Membership], published: Published
) -> tuple[Row, ...]:
    """The memberships of a network by practice and first day, as they became known."""
    before = "" if published.previous is None else published.previous.source
    rows = [
        *((row, before) for row in earlier),
        *((row, published.register.source) for row in later),
    ]
    return tuple(sorted(rows, key=lambda each: (each[0].practice, each[0].first)))


def lasting(row: Membership, year: tuple[date, date]) -> Days | None:
    """The days of a year on which a membership holds, None where there are none."""
    first, last = max(row.first, year[0]), min(row.last or year[1], year[1])
    return Days(first, last) if first <= last else None


def _doubles(register: Register, year: tuple[date, date]) -> dict[str, tuple[Double, ...]]:
    """Practices in two networks on one day of a year: which two, from when to when."""
    often = Counter(row.practice for row in register.memberships)
    stays: dict[str, list[tuple[str, date, date]]] = defaultdict(list)
    for row in register.memberships:
        days = lasting(row, year) if often[row.practice] > 1 else None
        if days is not None and days.last is not None:
            stays[row.practice].append((row.network, days.first, days.last))
    double: dict[str, tuple[Double, ...]] = {}
    for code, found in stays.items():
        pairs = ((one, other) for one, other in combinations(found, 2) if one[0] != other[0])
        shared = (
            (a, b, max(first, start), min(last, end)) for (a, first, last), (b, start, end) in pairs
        )
        kept = tuple(each for each in shared if each[2] <= each[3])
        if kept:
            double[code] = kept
    return double


# --- names --------------------------------------------------------------------------------------


_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")


@cache
def spoken(shouted: str) -> str:
    """A name as people write it: `Dr Sinha & Partners`, `Skegness and Coast PCN`."""
    words = " ".join(_WORD.sub(_capital, shouted).split())
    return words[:1].upper() + words[1:]


def _capital(found: re.Match[str]) -> str:
    word = found[0].lower()
    if word in _SMALL:
        return word
    return word.upper() if word in _SHOUTED else word.capitalize()


_SMALL = frozenset({"and", "of", "the", "in", "on", "for"})
_SHOUTED = frozenset({"pcn", "nhs", "gp", "ccg"})


def _folders(networks: Sequence[RegisteredNetwork]) -> dict[str, str]:
    """The name of each folder: that of the network, with its code where two share a name."""
    short = {each.code: _short(each.name) for each in networks}
    often = Counter(short.values())
    return {
        code: name if name and often[name] == 1 else f"{name}-{code.lower()}".lstrip("-")
        for code, name in short.items()
    }


def _short(name: str) -> str:
    plain = name.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words.removesuffix("-pcn").removesuffix("-primary-care-network")[:60].strip("-")


# --- care homes ---------------------------------------------------------------------------------


def postcodes(published: Published) -> dict[str, str]:
    """The postcode of each practice, from the lists, else from the map."""
    found: dict[str, str] = {}
    if published.map is not None:
        found.update({code: entry.postcode for code, entry in published.map.entries.items()})
    if published.lists is not None:
        found.update(published.lists.postcodes)
    return {code: postcode for code, postcode in found.items() if postcode}


def _homes(
    published: Published, members: Mapping[str, Sequence[Membership]]
) -> dict[str, tuple[PlacedHome, ...]]:
    """The homes whose outward code is that of one of a network's practices, by network."""
    if published.care_homes is None:
        return {}
    known, near = postcodes(published), defaultdict[str, set[str]](set)
    for code, found in members.items():
        for row in found:
            if row.practice in known:
                near[outward(known[row.practice])].add(code)
    placed: dict[str, list[PlacedHome]] = defaultdict(list)
    for home in sorted(published.care_homes.homes, key=lambda home: home.code):
        around = near.get(home.outward, set()) if home.postcode else set()
        for code in around:
            placed[code].append(PlacedHome(home, alone=len(around) == 1))
    return {code: tuple(homes) for code, homes in placed.items()}
