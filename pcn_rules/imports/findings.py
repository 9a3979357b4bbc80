"""Find where published files disagree, and what they lack, for a day. The register decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pcn_rules.imports.membership import OnDay, spoken
from pcn_rules.imports.model import Finding, FindingKind, Membership
from pcn_rules.values.days import written

RULES: Mapping[FindingKind, tuple[str, str]] = {
    "in two networks": (
        "practices in two networks on one day",
        "both memberships are written; no practice should be so",
    ),
    "networks without members": (
        "networks open on the day without members",
        "they are left out: a network is its practices",
    ),
    "members of a closed network": (
        "members on the day of a network that the register has closed by then",
        "the memberships are written as they stand",
    ),
    "other network in the map": (
        "practices that the map puts into another network",
        "the register with its dates decides",
    ),
    "unallocated in the map": (
        "practices without a network in the map that the register has in one",
        "the register with its dates decides",
    ),
    "in the map only": (
        "practices with a network in the map and none in the register",
        "the register with its dates decides: they are in none",
    ),
    "not in the map": (
        "members that are not in the map of practices",
        "they may have closed or opened; the register with its dates decides",
    ),
    "left since": (
        "members on the day that had left before the lists were counted, and have none",
        "their patients are missing, not zero",
    ),
    "no list": (
        "members without a list, though still members when the lists were counted",
        "their patients are missing, not zero",
    ),
    "held back": (
        "counts that their publisher holds back (`*`)",
        "they are missing, not zero",
    ),
    "no network": (
        "practices with patients that are in no network",
        "they are in no folder",
    ),
    "no prevalence": (
        "members that QOF does not have",
        "their lists by age are missing, not zero",
    ),
    "other in the earlier workbook": (
        "memberships of the earlier workbook that the later one does not have",
        "the later workbook decides: they are left out",
    ),
    "care homes of no network": (
        "care homes with no practice of a network in their outward code",
        "they are in no folder",
    ),
    "care homes of several networks": (
        "care homes near practices of several networks",
        "they are listed under each, with no guess at whose they are",
    ),
}
"""What each kind of finding is, and the rule that settles it, in the order of telling."""

_ALONE: Mapping[FindingKind, str] = {
    "not in the map": "it is not in the map of practices",
    "left since": "it had left before the lists were counted, and has none",
    "no list": "no list of it is published, though it was still a member when they were counted",
    "held back": "its publisher holds back {}",
    "no prevalence": "QOF does not have it",
    "other in the earlier workbook": "the earlier workbook has it in {}, and the later one not so",
}
"""What is said of one such finding beside others; of other kinds its own words say all."""


def findings(found: OnDay) -> tuple[Finding, ...]:
    """Every disagreement and gap, in the order of the rules, then of the codes."""
    all = [each for look in _LOOKS for each in look(found)]
    order = list(RULES)
    return tuple(sorted(all, key=lambda each: (order.index(each.kind), each.about, each.words)))


def sentence(finding: Finding) -> str:
    """A finding as one clause of a sentence, with the rule that settles it."""
    words = _ALONE.get(finding.kind, "{}").replace("{}", finding.words)
    return f"{finding.about}: {words}; {RULES[finding.kind][1]}"


def _named(found: OnDay, code: str | None) -> str:
    """A network by its code and its name."""
    known = None if code is None else found.published.register.networks.get(code)
    return (
        "no network" if code is None else code if known is None else f"{code} {spoken(known.name)}"
    )


def _members(found: OnDay) -> dict[str, Membership]:
    return {row.practice: row for row in found.members()}


def _in_two(found: OnDay) -> Iterator[Finding]:
    for code, days in found.doubles.items():
        for one, other, first, last in days:
            between = f"{_named(found, one)} and {_named(found, other)}"
            words = f"{between}, from {written(first)} to {written(last)}"
            yield Finding("in two networks", code, words, one)


def _without_members(found: OnDay) -> Iterator[Finding]:
    for network in found.published.register.networks.values():
        open = network.opened <= found.day and (
            network.closed is None or found.day <= network.closed
        )
        if open and network.code not in found.networks:
            words = f"{spoken(network.name)}, open since {written(network.opened)}"
            yield Finding("networks without members", network.code, words)


def _of_closed(found: OnDay) -> Iterator[Finding]:
    for code, network in found.networks.items():
        closed = network.registered.closed
        if closed is not None and closed < found.day:
            for row in network.members:
                words = f"{_named(found, code)}, closed on {written(closed)}"
                yield Finding("members of a closed network", row.practice, words, code)


def _map(found: OnDay) -> Iterator[Finding]:
    if found.published.map is None:
        return
    members, entries = _members(found), found.published.map.entries
    for code, row in members.items():
        if code not in entries:
            yield Finding("not in the map", code, _named(found, row.network), row.network)
            continue
        mapped = entries[code].network
        if mapped != row.network:
            kind: FindingKind = "other network in the map" if mapped else "unallocated in the map"
            words = (
                f"{_named(found, mapped)} in the map, {_named(found, row.network)} in the register"
            )
            yield Finding(kind, code, words, row.network)
    for code, entry in entries.items():
        if code not in members and entry.network is not None:
            yield Finding("in the map only", code, _named(found, entry.network))


def _lists(found: OnDay) -> Iterator[Finding]:
    lists = found.published.lists
    if lists is None:
        return
    members = _members(found)
    still = {row.practice for row in found.published.register.memberships if row.on(lists.day)}
    for code, row in members.items():
        if code not in lists.patients:
            kind: FindingKind = "no list" if code in still else "left since"
            yield Finding(kind, code, _named(found, row.network), row.network)
    for code, count in lists.patients.items():
        if code not in members:
            many = "a list that is held back" if count is None else f"{count:,} patients"
            yield Finding("no network", code, many)
        elif count is None:
            words = f"the list of {written(lists.day)}"
            yield Finding("held back", code, words, members[code].network)


def _prevalence(found: OnDay) -> Iterator[Finding]:
    prevalence = found.published.prevalence
    if prevalence is None:
        return
    counted = {code for code, _ in prevalence.sizes}
    members = _members(found)
    for code, row in members.items():
        if code not in counted:
            yield Finding("no prevalence", code, _named(found, row.network), row.network)
    for (code, group), size in prevalence.sizes.items():
        if size is None and code in members:
            yield Finding("held back", code, f"the group {group} of QOF", members[code].network)


def _earlier(found: OnDay) -> Iterator[Finding]:
    for row in found.apart:
        words = f"{_named(found, row.network)} from {written(row.first)}"
        here = row.network if row.network in found.networks else None
        yield Finding("other in the earlier workbook", row.practice, words, here)


def _care_homes(found: OnDay) -> Iterator[Finding]:
    if found.published.care_homes is None:
        return
    near: dict[str, list[str]] = {}
    for code, network in found.networks.items():
        for placed in network.homes:
            near.setdefault(placed.home.code, []).append(code)
    for home in found.published.care_homes.homes:
        around = near.get(home.code, [])
        if not around:
            yield Finding("care homes of no network", home.code, f"{home.name}, {home.postcode}")
        elif len(around) > 1:
            words = f"{home.name}: {', '.join(_named(found, code) for code in sorted(around))}"
            yield Finding("care homes of several networks", home.code, words)


_LOOKS: tuple[Callable[[OnDay], Iterator[Finding]], ...] = (
    *(_in_two, _without_members, _of_closed, _map, _lists),
    *(_prevalence, _earlier, _care_homes),
)
