"""Write expectations anew from what was found, so that nothing that is worse passes unseen.

A row takes over whatever was found, unless that is worse. What is worse is written with how it
`was`, and waits: only an edit of the file, with a reason, a name and a last day, acknowledges it,
and no update ever fills those cells. What once was accepted stays in `was` through any number of
updates, so that small steps cannot add up to what was never acknowledged.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pcn_rules.expectations.comparing import pairs
from pcn_rules.expectations.model import Acknowledged, Expectations, Expected, Found
from pcn_rules.expectations.reading import COLUMNS
from pcn_rules.expectations.standing import NOTHING, Standing, is_worse

_AT_LEAST = 2
"""The rank from which a new clause has to be acknowledged: at risk or impossible, however it is."""

Row = tuple[str, ...]


def updated(expectations: Expectations, found: Sequence[tuple[date, Sequence[Found]]]) -> str:
    """The file as it should be after what was found on some days; other days stay as they are."""
    fresh = dict(found)
    rows: list[Row] = []
    for day in sorted({*expectations.days, *fresh}):
        expected = [row for row in expectations.rows if row.as_at == day]
        if day in fresh:
            rows.extend(_fresh(day, expected, fresh[day]))
        else:
            rows.extend(_kept(expected))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue()


def _fresh(day: date, expected: Sequence[Expected], found: Sequence[Found]) -> Iterator[Row]:
    """The rows of a day; where nothing was expected before, everything is taken as it is."""
    for pair in pairs(expected, found):
        now, row = pair.found, pair.expected
        if now is None:
            continue
        if row is None:
            was = NOTHING if expected and now.standing.best >= _AT_LEAST else None
            yield _row(day, now, was, None)
        elif row.standing == now.standing:
            yield _row(day, now, row.was, row.acknowledged)
        else:
            before = row.was or row.standing
            yield _row(day, now, before if is_worse(before, now.standing) else None, None)


def _row(day: date, now: Found, was: Standing | None, known: Acknowledged | None) -> Row:
    return (
        day.isoformat(),
        now.clause,
        now.title,
        str(now.standing),
        now.because,
        "" if was is None else str(was),
        *_acknowledgement(known),
    )


def _kept(expected: Iterable[Expected]) -> Iterator[Row]:
    for row in expected:
        found = Found(row.clause, row.title, row.standing, row.because, row.place)
        yield _row(row.as_at, found, row.was, row.acknowledged)


def _acknowledgement(known: Acknowledged | None) -> Row:
    if known is None:
        return "", "", ""
    return known.reason, known.by, known.until.isoformat()
