"""Hold what was found against what is expected on a day, and tell what moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pcn_rules.expectations.model import Expected, Found, Kind, Known, Moved
from pcn_rules.expectations.standing import change, is_better, is_worse
from pcn_rules.language.faults import Faults
from pcn_rules.source import Source
from pcn_rules.values.days import written


@dataclass(frozen=True, slots=True)
class Paired:
    """What was found of a clause and what is expected of it; one of them may be None."""

    expected: Expected | None
    found: Found | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What stands as expected (by id and title), what is known to be worse, and what moved."""

    held: tuple[tuple[str, str], ...]
    known: tuple[Known, ...]
    moved: tuple[Moved, ...]


def pairs(expected: Sequence[Expected], found: Sequence[Found]) -> tuple[Paired, ...]:
    """Each clause with what is expected of it: by its id, else by a title that only it has.

    Those that were found come first, in their order, then those that are gone.
    """
    rows = {row.clause: row for row in expected}
    there = {each.clause for each in found}
    gone = [row for row in expected if row.clause not in there]
    new = [each for each in found if each.clause not in rows]
    once = _once(row.title for row in gone) & _once(each.title for each in new)
    renamed = {row.title: row for row in gone if row.title in once}
    ends = {row.clause for row in renamed.values()}
    return (
        *(
            Paired(
                rows.get(each.clause) or (renamed.get(each.title) if each in new else None), each
            )
            for each in found
        ),
        *(Paired(row, None) for row in gone if row.clause not in ends),
    )


def _once(titles: Iterable[str]) -> set[str]:
    return {title for title, times in Counter(titles).items() if times == 1 and title}


def compare(
    expected: Sequence[Expected], found: Sequence[Found], today: date, faults: Faults
) -> Compared:
    """What moved; the faults of acknowledgements are kept: E605 (expired), E606 (of nothing)."""
    held: list[tuple[str, str]] = []
    known: list[Known] = []
    moved: list[Moved] = []
    for pair in pairs(expected, found):
        _check(pair, today, faults)
        kind = _kind(pair, today)
        row, now = pair.expected, pair.found
        if kind is not None:
            moved.append(_moved(kind, pair))
        elif row is not None and now is not None:
            held.append((now.clause, now.title))
            if row.was is not None and row.acknowledged is not None:
                known.append(Known(now.clause, now.title, row.was, now.standing, row.acknowledged))
    return Compared(tuple(held), tuple(known), tuple(moved))


def _kind(pair: Paired, today: date) -> Kind | None:
    """How a clause moved; None where it stands as expected, or as somebody still acknowledges."""
    row, found = pair.expected, pair.found
    if row is None:
        return "new"
    if found is None:
        return "gone"
    if row.standing != found.standing:
        if is_worse(row.standing, found.standing):
            return "worse"
        return "better" if is_better(row.standing, found.standing) else "changed"
    known = row.acknowledged
    if row.was is not None and (known is None or known.until < today):
        return "unacknowledged"
    if (row.clause, row.title) != (found.clause, found.title):
        return "renamed"
    return "reason" if row.because != found.because else None


def _moved(kind: Kind, pair: Paired) -> Moved:
    row, found = pair.expected, pair.found
    if found is None:
        assert row is not None, "one of both is there"
        ids = (row.clause, row.title, row.clause, row.title)
        return Moved(kind, *ids, row.standing, None, row.because, row.place)
    ids = (found.clause, found.title, *((row or found).clause, (row or found).title))
    was = row.standing if row is not None else None
    if row is not None and kind == "unacknowledged":
        was = row.was
    return Moved(kind, *ids, was, found.standing, found.because, found.place)


def _check(pair: Paired, today: date, faults: Faults) -> None:
    """The faults of an acknowledgement, and of what is said to have been before."""
    row = pair.expected
    if row is None:
        return
    for message in _matching_nothing(row, pair.found):
        place = row.acknowledged.place if row.acknowledged else row.place
        faults.add("E606", place, message, "take it out: empty `was` and what acknowledges it")
        return
    known = row.acknowledged
    if known is not None and known.until < today:
        faults.add(
            "E605",
            known.until_place,
            f"this acknowledgement ended on {written(known.until)}",
            "mend the clause or the network, or have somebody acknowledge it anew, up to a later "
            "day",
        )


def _matching_nothing(row: Expected, found: Found | None) -> Iterator[str]:
    """Why there is nothing that a row acknowledges, or says that it was before."""
    if row.was is None:
        if row.acknowledged is not None:
            yield f"nothing of `{row.clause}` is said to be worse than it was"
    elif not is_worse(row.was, row.standing):
        yield f"`{change(row.was, row.standing)}` is not worse"
    elif found is None:
        yield f"there is no clause `{row.clause}` any more"
    elif row.acknowledged is not None and row.standing != found.standing:
        yield f"`{row.clause}` is no longer `{row.standing}`, but `{found.standing}`"


def nothing_expected(path: str, as_at: date) -> Moved:
    """That nothing is expected of a network on a day; `path` is the file that should say it."""
    words = f"nothing is expected on {written(as_at)}"
    place = Source(path, "").span(0, 0)
    return Moved("missing", "", "", "", "", None, None, words, place)
