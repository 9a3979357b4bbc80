"""Turn networks held against what is expected of them into lines in the manner of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.expectations.model import Kind, Known, Moved, Tested
from pcn_rules.expectations.standing import change
from pcn_rules.language.order import natural
from pcn_rules.report.clean import plain
from pcn_rules.report.findings import Finding, of_faults
from pcn_rules.report.model import BadgeCode
from pcn_rules.report.words import counted
from pcn_rules.values.days import written

SIGNS: dict[Kind, str] = {
    "worse": "!",
    "unacknowledged": "!",
    "better": "^",
    "changed": "~",
    "reason": "~",
    "renamed": "=",
    "new": "+",
    "gone": "-",
    "missing": "+",
}
"""The sign before a line, by how a clause moved."""

TITLES: dict[Kind, str] = {
    "worse": "worse than expected",
    "unacknowledged": "worse, and not acknowledged",
    "better": "better than expected",
    "changed": "other than expected",
    "reason": "as expected, for another reason",
    "renamed": "renamed",
    "new": "not expected yet",
    "gone": "gone",
    "missing": "nothing expected",
}
"""What each way of moving is called where it is counted, in the order in which it is."""

_COLOURS: dict[Kind, BadgeCode] = {
    "worse": "impossible",
    "unacknowledged": "impossible",
    "better": "met",
}

_TAKE_OVER = "if it is as it should be, take it over with `--update`"
_REMEDIES: dict[Kind, str] = {
    "worse": "mend it, or write it with `--update` and acknowledge it in the file",
    "unacknowledged": "mend it, or say in the file why it may be, who says so and until when",
    "missing": "`--update` writes what is found now, for people to review",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that moved: its sign, what moved in words, and the place in a file."""

    kind: Kind
    sign: str
    words: str
    place: str
    colour: BadgeCode


@dataclass(frozen=True, slots=True)
class Group:
    """What moved under one edition on one day; `known` are the worsenings acknowledged."""

    title: str
    held: str
    lines: tuple[Line, ...]
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that was tested, and its summary in a line."""

    groups: tuple[Group, ...]
    summary: str
    failed: bool


def page(tested: Sequence[Tested], faults: Sequence[Diagnostic]) -> Page:
    """What moved, edition by edition and day by day, clause by clause."""
    groups: dict[tuple[str, str, date], list[Tested]] = {}
    editions = list(dict.fromkeys(each.edition_folder for each in tested))
    for each in sorted(tested, key=lambda t: (editions.index(t.edition_folder), t.as_at)):
        groups.setdefault((each.edition, each.edition_folder, each.as_at), []).append(each)
    return Page(
        groups=tuple(_group(key, found) for key, found in groups.items()),
        summary=_summary(tested, faults),
        failed=failed(tested) or bool(faults),
    )


def failed(tested: Sequence[Tested]) -> bool:
    """Whether anything does not stand as expected and is not acknowledged."""
    return any(each.moved for each in tested)


def _group(key: tuple[str, str, date], tested: Sequence[Tested]) -> Group:
    edition, folder, as_at = key
    moved = [(each, moved) for each in tested for moved in each.moved]
    moved.sort(key=lambda pair: natural(pair[1].clause))
    held = sum(len(each.held) for each in tested)
    networks = sum(bool(each.held) for each in tested)
    return Group(
        title=plain(f"{edition} ({folder}), as at {written(as_at)}"),
        held=f"{counted(held, 'clause')} of {counted(networks, 'network')} as expected",
        lines=tuple(_line(each, moved) for each, moved in moved),
        known=tuple(plain(_known(each, known)) for each in tested for known in each.known),
    )


def _line(tested: Tested, moved: Moved) -> Line:
    place = moved.place
    shown = f"{place.source.path}:{place.line}" if place.source.text else place.source.path
    if moved.kind == "unacknowledged":
        shown = f"{shown}, waiting in {tested.expectations}"
    colour = _COLOURS.get(moved.kind, "unknown")
    return Line(moved.kind, SIGNS[moved.kind], words(tested, moved), plain(shown), colour)


def words(tested: Tested, moved: Moved) -> str:
    """What moved: `7.3.4(a) boston: met → impossible (no capacity: 9.6 hours a week of a GP)`."""
    if moved.kind == "missing":
        return plain(f"{tested.network}: {moved.because}")
    name = moved.clause
    if moved.id_before != moved.clause:
        name = f"{moved.id_before} → {moved.clause}"
    why = f" ({moved.because})" if moved.because and moved.kind != "gone" else ""
    return plain(f"{name} {tested.network}: {_what(moved)}{why}")


def _what(moved: Moved) -> str:
    match moved.kind:
        case "new":
            return f"new, {moved.now}"
        case "gone":
            return f"gone, it was {moved.was}"
        case "renamed" if moved.title_before != moved.title:
            return f"renamed from `{moved.title_before}` to `{moved.title}`"
        case "renamed":
            return f"renamed, {moved.now}"
        case "reason":
            return f"{moved.now} for another reason"
        case _:
            assert moved.was is not None
            assert moved.now is not None
            waits = ", not acknowledged" if moved.kind == "unacknowledged" else ""
            return f"{change(moved.was, moved.now)}{waits}"


def _known(tested: Tested, known: Known) -> str:
    who = known.acknowledged
    return (
        f"{known.clause} {tested.network}: {change(known.was, known.now)}, acknowledged by "
        f"{who.by} until {written(who.until)}: {who.reason}"
    )


def _summary(tested: Sequence[Tested], faults: Sequence[Diagnostic]) -> str:
    kinds = Counter(moved.kind for each in tested for moved in each.moved)
    found = [f"{kinds[kind]:,} {title}" for kind, title in TITLES.items() if kinds[kind]]
    if known := sum(len(each.known) for each in tested):
        found.append(f"{known:,} acknowledged")
    held = sum(len(each.held) for each in tested)
    parts = [*found, f"{held:,} as expected"]
    if faults:
        parts.append(counted(len(faults), "fault"))
    return ", ".join(parts)


def findings(tested: Sequence[Tested], faults: Sequence[Diagnostic]) -> tuple[Finding, ...]:
    """What moved and every fault, as pipelines mark them; what is not worse is only warned of."""
    return (*(_finding(each, moved) for each in tested for moved in each.moved), *of_faults(faults))


def _finding(tested: Tested, moved: Moved) -> Finding:
    missing = moved.kind == "missing"
    when = "" if missing else f", as at {written(tested.as_at)} by {tested.edition_folder}"
    return Finding(
        rule=f"test-{moved.kind}",
        title=TITLES[moved.kind],
        level="error" if moved.kind in ("worse", "unacknowledged", "missing") else "warning",
        message=f"{words(tested, moved)}{when}",
        help=remedy(moved.kind),
        place=moved.place,
    )


def remedy(kind: Kind) -> str:
    """What to do where something moved so."""
    return _REMEDIES.get(kind, _TAKE_OVER)


def remedies(tested: Sequence[Tested]) -> Iterator[str]:
    """What to do about all that moved, each once."""
    yield from dict.fromkeys(remedy(moved.kind) for each in tested for moved in each.moved)
