"""Write what the folder of a network says of itself: network.toml, its sources, its assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from pcn_rules.imports.membership import financial_year
from pcn_rules.imports.model import Published
from pcn_rules.values.days import written

_OGL = "Open Government Licence v3.0"
_ODS = "Organisation Data Service, NHS Digital"
_ENTITIES = (
    *("care home", "post", "admission", "readmission"),
    *("cancelled session", "outside practice", "sub-contract"),
)
"""Kinds of things that nobody published a whole list of."""


@dataclass(frozen=True, slots=True)
class SourceOfRows:
    """A source as network.toml declares it; `day` is when it was published, as TOML writes it."""

    id: str
    title: str
    publisher: str
    day: str
    licence: str = _OGL
    more: str = ""
    """Further lines: a rank, what a star stands for."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """That the values of a source stand for other days than those they describe, and why."""

    entity: str
    fact: str
    source: str
    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True)
class Origins:
    """The sources of an import, what a star stands for in them, and what is assumed of them."""

    sources: tuple[SourceOfRows, ...]
    assumed: tuple[Assumed, ...]
    suppressed: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """Who a network is, the day to ask about, and what its report says beside it."""

    code: str
    name: str
    as_at: date
    notes: tuple[str, ...]
    comment: str
    """Why lists are complete or open, as lines of a comment."""


def settings(heading: Heading, sources: Iterable[SourceOfRows], assumed: Sequence[Assumed]) -> str:
    """The text of network.toml: membership is complete, every other list is open."""
    notes = "".join(f"\n  {quoted(note)}," for note in heading.notes)
    notes += "\n" if notes else ""
    lists = "".join(f'{_key(name)} = "open"\n' for name in _ENTITIES)
    return (
        f"# {heading.name} from published data; see README.md.\n\n"
        "[network]\n"
        f"id = {quoted(heading.code)}\n"
        f"name = {quoted(heading.name)}\n"
        f"as_at = {heading.as_at.isoformat()}\n"
        f"notes = [{notes}]\n\n"
        f"{heading.comment}\n"
        '[lists]\npractice = "complete"\n'
        f"{lists}"
        f"{''.join(map(_source, sources))}"
        f"{_ASSUMED if assumed else ''}{''.join(map(_stands_for, assumed))}"
    )


_ASSUMED = (
    "\n# A value that describes another day counts only where it is said to, and is shown as an "
    "assumption.\n"
)


@cache
def _source(source: SourceOfRows) -> str:
    return (
        f"\n[sources.{source.id}]\n"
        f"title = {quoted(source.title)}\n"
        f"publisher = {quoted(source.publisher)}\n"
        f"day = {source.day}\n"
        f"licence = {quoted(source.licence)}\n"
        'standing = "published"\n'
        f"{source.more}"
    )


@cache
def _stands_for(assumed: Assumed) -> str:
    return (
        "\n[[stands_for]]\n"
        f"entity = {quoted(assumed.entity)}\n"
        f"fact = {quoted(assumed.fact)}\n"
        f"source = {quoted(assumed.source)}\n"
        f"from = {assumed.first.isoformat()}\n"
        f"to = {assumed.last.isoformat()}\n"
        f"reason = {quoted(assumed.reason)}\n"
    )


def _key(name: str) -> str:
    return name if name.isalpha() else quoted(name)


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- the sources that are imported --------------------------------------------------------------


def origins_of(published: Published, on: date, suppressed: str | None) -> Origins:
    """What the files of every network of an import rest on."""
    return Origins(_sources_of(published, suppressed), _assumed_of(published, on), suppressed)


def _sources_of(published: Published, suppressed: str | None) -> tuple[SourceOfRows, ...]:
    """The sources that published files are, in the order in which they are declared.

    Of lists the month they were published in is that of their day; QOF comes out in September.
    """
    star = "" if suppressed is None else f"suppressed = {quoted(suppressed)}\n"
    registers = (published.previous, published.register)
    found = [register_source(each.source, each.day) for each in registers if each is not None]
    if published.lists is not None:
        found.append(lists_source(published.lists.day, star))
    if published.map is not None:
        title = (
            f"Patients Registered at a GP Practice, map of practices of {_month(published.map.day)}"
        )
        month = quoted(_month(published.map.day))
        found.append(SourceOfRows("map", title, "NHS Digital", month))
    if published.prevalence is not None:
        found.append(prevalence_source(published.prevalence.day, star))
    if published.care_homes is not None:
        day = published.care_homes.day
        title = f"Care directory: homes with their postcodes, and beds of {written(day)}"
        found.append(SourceOfRows("homes", title, "Care Quality Commission", day.isoformat()))
    return tuple(found)


def register_source(id: str, day: date) -> SourceOfRows:
    """A workbook of the ODS as a source."""
    title = f"ePCN: primary care networks and their core partners, file of {written(day)}"
    return SourceOfRows(id, title, _ODS, day.isoformat())


def lists_source(day: date, more: str = "") -> SourceOfRows:
    """The lists as a source. They go before those of QOF."""
    title, month = f"Patients Registered at a GP Practice, {_month(day)}", quoted(_month(day))
    rank = "rank = 1            # a count of its own day; QOF counts for another purpose\n"
    return SourceOfRows("lists", title, "NHS Digital", month, more=f"{rank}{more}")


def prevalence_source(day: date, more: str = "") -> SourceOfRows:
    """QOF as a source."""
    first, last = financial_year(day)
    year = f"{first.year}-{last.year % 100:02}"
    title = f"Quality and Outcomes Framework {year}: lists of {_month(day)}"
    out = quoted(f"September {last.year}")
    return SourceOfRows("qof", title, "NHS Digital", out, more=f"rank = 2\n{more}")


def _month(day: date) -> str:
    return written(day).partition(" ")[2]


def _assumed_of(published: Published, on: date) -> tuple[Assumed, ...]:
    """What an import takes to stand for the financial year of its day, and from its 1 January."""
    first, last = financial_year(on)
    found = []
    if published.lists is not None:
        found.append(lists_assumed(published.lists.day, date(first.year, 1, 1), last))
    if published.care_homes is not None:
        day = published.care_homes.day
        reason = (
            f"the beds of {written(day)} are taken for the contract year: no others are at hand"
        )
        found.append(Assumed("care home", "beds", "homes", first, last, reason))
    return tuple(found)


def lists_assumed(counted: date, first: date, last: date) -> Assumed:
    """That a count of one day is taken for others."""
    reason = (
        f"the count of {written(counted)} is taken from {written(first)} on: no other is at hand"
    )
    return Assumed("practice", "list size", "lists", first, last, reason)
