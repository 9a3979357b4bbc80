"""Turn what two editions do to networks into what a page of it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pcn_rules.compare.impact_model import Asks, Impact, NetworkImpact, Row, Stand, Whose
from pcn_rules.report import outcomes
from pcn_rules.report.clean import cleaned
from pcn_rules.report.impact_figures import NetworkPage, network_page
from pcn_rules.report.model import Badge
from pcn_rules.report.words import counted

SHOWN = 3
"""Conflicts of one transition that are told."""

MOST_COLUMNS = 8
"""Networks that are counted apart; more are counted together."""

NOT_ASKED = Badge("no-verdict", "not asked", ".")

_ASKS: dict[Asks, str] = {
    "network": "",
    "recommended": "only recommended",
    "others": "asked of another party",
}


_WHOSE: dict[Whose, str] = {
    "new": "",
    "old": "no longer: ",
    "alone": "without the other changes: ",
}


@dataclass(frozen=True, slots=True)
class Fared:
    """What became of one clause for some networks: both verdicts, and what brought it about."""

    networks: str
    before: Badge
    before_words: str
    after: Badge
    after_words: str
    course: str
    by: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause, or an old one and the new one that it became, with all networks it changed for.

    `note` says where it does not bind the network.
    """

    heading: str
    note: str
    fared: tuple[Fared, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The clauses of one service."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many clauses went from one verdict to another, for each column."""

    before: Badge
    after: Badge
    counts: tuple[int, ...]

    @property
    def same(self) -> bool:
        """Whether only what is still possible changed."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class ImpactPage:
    """The impact on networks, ready to be laid out.

    What is counted is counted in `columns`: for each network, or for many of them together.
    """

    only: str
    columns: tuple[str, ...]
    networks: tuple[NetworkPage, ...]
    tallies: tuple[Tally, ...]
    stays: tuple[int, ...]
    worse: tuple[int, ...]
    sections: tuple[Section, ...]


def impact_page(impact: Impact) -> ImpactPage:
    """Everything that a page shows of an impact."""
    impact = cleaned(impact)
    every = impact.networks
    worse = (
        sum(row.course == "worse" and row.asks == "network" for row in each.rows) for each in every
    )
    together = len(every) > MOST_COLUMNS
    return ImpactPage(
        only=_only(impact),
        columns=(f"all {len(every)} networks",)
        if together
        else tuple(f"{each.name} ({each.network})" for each in every),
        networks=tuple(network_page(each) for each in every),
        tallies=tuple(_tallies(every)),
        stays=_counts([len(each.rows) - len(each.transitions) for each in every]),
        worse=_counts(list(worse)),
        sections=tuple(_sections(every)),
    )


def _counts(counts: Sequence[int]) -> tuple[int, ...]:
    """A count for each network as they stand in columns: together, where they are many."""
    return (sum(counts),) if len(counts) > MOST_COLUMNS else tuple(counts)


def _only(impact: Impact) -> str:
    if impact.services is None:
        return ""
    within = {f"{each}{mark}" for each in impact.services for mark in ".(-"}
    heads = (n for n in impact.services if not any(n.startswith(each) for each in within))
    named = ", ".join(heads)
    return f"Only clauses of {named} are told and added up; verdicts take account of all others."


# --- transitions ------------------------------------------------------------------------------


def _tallies(every: Sequence[NetworkImpact]) -> Iterator[Tally]:
    """Every transition there is, from the one seen most."""
    found: dict[tuple[Badge, Badge], list[int]] = {}
    for place, network in enumerate(every):
        for row in network.transitions:
            counts = found.setdefault((_badge(row.old), _badge(row.new)), [0] * len(every))
            counts[place] += 1
    for (before, after), counts in sorted(found.items(), key=lambda one: -sum(one[1])):
        yield Tally(before, after, _counts(counts))


def _badge(stand: Stand | None) -> Badge:
    return NOT_ASKED if stand is None else outcomes.badge(stand.outcome)


def _words(stand: Stand | None) -> str:
    """A verdict, with what is still possible where it is unknown."""
    badge = _badge(stand)
    if stand is None or len(stand.possible) < 2:
        return badge.word
    return f"{badge.word} ({outcomes.possible(stand.possible)})"


_Key = tuple[Asks, str | None, str | None]


def _sections(every: Sequence[NetworkImpact]) -> Iterator[Section]:
    """The transitions by service, and of each clause those of all networks together."""
    rows: dict[str, dict[_Key, list[tuple[str, Row]]]] = {}
    for network in every:
        for row in network.transitions:
            key = (row.asks, _id(row.old), _id(row.new))
            entries = rows.setdefault(f"{row.service} {row.service_title}", {})
            entries.setdefault(key, []).append((network.name, row))
    for title, entries in rows.items():
        yield Section(title, tuple(_entry(found, every) for found in entries.values()))


def _id(stand: Stand | None) -> str | None:
    return None if stand is None else stand.clause


def _entry(found: Sequence[tuple[str, Row]], every: Sequence[NetworkImpact]) -> Entry:
    _, first = found[0]
    ids = [stand.clause for stand in (first.old, first.new) if stand is not None]
    title = next(stand.title for stand in (first.new, first.old) if stand is not None)
    alike: dict[Fared, list[str]] = {}
    for name, row in found:
        alike.setdefault(_fared(row), []).append(name)
    fared = (_of_networks(each, names, every) for each, names in alike.items())
    heading = f"{' → '.join(dict.fromkeys(ids))} {title}"
    return Entry(heading, _ASKS[first.asks], tuple(fared))


def _of_networks(fared: Fared, names: Sequence[str], every: Sequence[NetworkImpact]) -> Fared:
    whole = len(names) == len(every) > 1
    many = f"{counted(len(names), 'network')}: " if len(names) > SHOWN else ""
    who = f"all {len(names)} networks" if whole else f"{many}{', '.join(names)}"
    return replace(fared, networks=who)


def _fared(row: Row) -> Fared:
    return Fared(
        networks="",
        before=_badge(row.old),
        before_words=_words(row.old),
        after=_badge(row.new),
        after_words=_words(row.new),
        course=row.course if row.course in ("worse", "better") else "",
        by=_by(row),
        because=tuple(_because(row)),
    )


def _by(row: Row) -> str:
    match row.by:
        case "own clause":
            return "by the change of this clause alone"
        case "assumptions":
            return "by what is assumed of posts in the new edition"
        case "people":
            return "by the people it shares"
        case None:
            return ""


def _because(row: Row) -> Iterator[str]:
    for clash in row.clashes[:SHOWN]:
        worst = "if what is not known turns out at its worst: " if clash.at_worst else ""
        yield f"{_WHOSE[clash.whose]}{worst}{clash.sentence}"
    if len(row.clashes) > SHOWN:
        yield f"and {counted(len(row.clashes) - SHOWN, 'more conflict')} about people"
    if row.note:
        yield row.note
