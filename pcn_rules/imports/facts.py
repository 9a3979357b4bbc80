"""Turn published figures into rows of evidence, each with its days, source and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pcn_rules.imports.membership import NetworkOnDay, OnDay, PlacedHome, lasting
from pcn_rules.imports.model import Lists, Prevalence
from pcn_rules.values.days import written

EvidenceRow = tuple[str, str, str, str, str, str, str, str, str]
"""About, id, fact, value, describes, known, source, standing, note."""

HELD_BACK = "its source holds the count back (`*`)"

AGES = {
    "06OV": "patients aged six upwards",
    "16OV": "patients aged sixteen upwards",
    "17OV": "patients aged seventeen upwards",
    "18OV": "patients aged eighteen upwards",
    "50OV": "patients aged fifty upwards",
}
"""The facts of a practice by the group of patients that QOF counts."""

HOME_FACTS = (
    "aligned",
    "aligned elsewhere",
    "residents",
    "residents on a network list",
    "residents offered support",
    "lead GP agreed",
    "willing GP",
    "information protocols agreed",
)
"""What a network is asked of each home: the columns that wait for somebody to fill them in."""


def practice_row(
    code: str, fact: str, value: str, describes: str, source: str, note: str = ""
) -> EvidenceRow:
    """A fact of a practice."""
    return "practice", code, fact, value, describes, "", source, "", note


def network_row(fact: str, value: str, describes: str, source: str, note: str) -> EvidenceRow:
    """A fact of the network itself."""
    return "network", "", fact, value, describes, "", source, "", note


def stretch(first: date, last: date) -> str:
    """Days as a cell holds them."""
    return f"{first.isoformat()} to {last.isoformat()}"


# --- practices ----------------------------------------------------------------------------------


def list_rows(code: str, lists: Lists, suppressed: bool = False) -> Iterator[EvidenceRow]:
    """How many patients a practice has registered, where it is in the lists."""
    if code in lists.patients:
        value, note = _counted(lists.patients[code], suppressed)
        yield practice_row(code, "list size", value, lists.day.isoformat(), "lists", note)


def prevalence_rows(
    code: str, prevalence: Prevalence, suppressed: bool = False
) -> Iterator[EvidenceRow]:
    """The lists of a practice that QOF counts, whole and by age."""
    for group, fact in {"TOTAL": "list size", **AGES}.items():
        if (code, group) in prevalence.sizes:
            value, note = _counted(prevalence.sizes[code, group], suppressed)
            yield practice_row(code, fact, value, prevalence.day.isoformat(), "qof", note)


def _counted(count: int | None, suppressed: bool) -> tuple[str, str]:
    """A count as a cell holds it, with a note; one that is held back is missing, not zero."""
    if count is not None:
        return str(count), ""
    return ("*" if suppressed else "unknown"), HELD_BACK


def member_rows(network: NetworkOnDay, found: OnDay) -> Iterator[EvidenceRow]:
    """What the register says of members in a year: in no other network, and staying.

    Of days after it was made it says nothing, and of practices that it has in two networks on some
    day this does not either.
    """
    source = found.published.register.source
    for row, said_by in network.rows:
        days = lasting(row, found.seen) if said_by == source else None
        if days is None or days.last is None:
            continue
        describes = stretch(days.first, days.last)
        if row.practice not in found.doubles:
            alone = "the register lists it under one network at a time"
            yield practice_row(
                row.practice, "member of another network", "no", describes, source, alone
            )
        if days.last == found.year[1]:
            stays = "the register lists it to the end of the year"
            yield practice_row(row.practice, "ending participation", "no", describes, source, stays)


def double_rows(network: NetworkOnDay, found: OnDay) -> Iterator[EvidenceRow]:
    """That a member is in another network as well, on days on which the register says so."""
    source = found.published.register.source
    for code, days in found.doubles.items():
        for here, there, first, last in days:
            if network.registered.code in (here, there):
                other = there if network.registered.code == here else here
                note = f"the register lists it under {other} as well"
                describes = stretch(first, last)
                yield practice_row(
                    code, "member of another network", "yes", describes, source, note
                )


# --- care homes ---------------------------------------------------------------------------------


def home_rows(homes: Sequence[PlacedHome]) -> Iterator[tuple[str, ...]]:
    """The homes near a network, and a guess at which are its own.

    Whether a home stood then is sure enough for a guess only where its beds were found, and whose
    it is only where no other network is near.
    """
    blank = ("",) * (len(HOME_FACTS) - 1)
    for placed in homes:
        likely = "likely yes" if placed.home.beds is not None and placed.alone else ""
        yield placed.home.code, " ".join(placed.home.name.split()), "homes", likely, *blank


def bed_rows(homes: Sequence[PlacedHome], day: date, source: str) -> Iterator[EvidenceRow]:
    """The beds of each home of which they are known."""
    for placed in homes:
        home = placed.home
        if home.beds is not None:
            note = f"matched by name: {home.matched}" if home.matched else ""
            about = "care home", home.code, "beds", str(home.beds)
            yield (*about, day.isoformat(), "", source, "", note)


# --- the network itself -------------------------------------------------------------------------


def own_rows(network: NetworkOnDay, found: OnDay) -> Iterator[EvidenceRow]:
    """What the register says of the network itself in the year, and the map of its region."""
    seen, source = stretch(*found.seen), found.published.register.source
    yield from _year_before(network, found)
    listed = "the register lists it with its practices; its approval was not published"
    yield network_row("network area approved", "likely yes", seen, source, listed)
    yield from _closing(network, found)
    yield from _region(network, found)


def _year_before(network: NetworkOnDay, found: OnDay) -> Iterator[EvidenceRow]:
    fact, first = "network approved the year before", found.year[0]
    began = min(row.first for row, _ in network.rows)
    if network.registered.opened >= first:
        note = "the register opened it after the year had ended"
        yield network_row(fact, "no", stretch(*found.year), found.published.register.source, note)
    elif began < first:
        previous = found.published.previous
        known = previous is not None and any(said == previous.source for _, said in network.rows)
        source = previous.source if known and previous else found.published.register.source
        note = f"in the register of networks since {written(began)}"
        yield network_row(fact, "yes", f"{began.isoformat()} onwards", source, note)


def _closing(network: NetworkOnDay, found: OnDay) -> Iterator[EvidenceRow]:
    fact, (first, last) = "network dissolved", found.seen
    source, closed = found.published.register.source, network.registered.closed
    if closed is None or closed >= last:
        note = (
            "the register has not closed it" if closed is None else "the register closes it later"
        )
        yield network_row(fact, "no", stretch(first, last), source, note)
        return
    if closed >= first:
        yield network_row(fact, "no", stretch(first, closed), source, "")
    note = f"the register closes it on {written(closed)}; it may have merged"
    after = stretch(max(closed + timedelta(days=1), first), last)
    yield network_row(fact, "likely yes", after, source, note)


def _region(network: NetworkOnDay, found: OnDay) -> Iterator[EvidenceRow]:
    map = found.published.map
    if map is None:
        return
    entries = [map.entries.get(row.practice) for row in network.members]
    regions = {None if entry is None else entry.region or None for entry in entries}
    only = next(iter(regions)) if len(regions) == 1 else None
    if only is not None:
        value = "yes" if only.casefold() == "london" else "no"
        note = f"the map of practices has all of them in {only}"
        yield network_row("area in London", value, stretch(*found.seen), "map", note)
