"""Tell a day that is written another way from other words, and how it is written here."""

from __future__ import annotations

import re

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.faults import nearest
from pcn_rules.language.parsing.place import Place
from pcn_rules.language.parsing.tree import cut
from pcn_rules.language.parsing.values import MONTHS

_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_DAY_LIKE = re.compile(
    rf"\b(?P<day>{_DAY})\s+(?P<month>[a-z]{{3,12}})\.?(?:,?\s+(?P<year>[0-9]{{2,4}}))?(?![\w])"
    rf"|\b(?P<month2>[a-z]{{3,12}})\.?\s+(?P<day2>{_DAY}),?\s+(?P<year2>[0-9]{{4}})(?!\w)"
    r"|(?P<year3>[0-9]{4})-(?P<month3>[0-9]{2})-(?P<day3>[0-9]{2})(?!\w)"
    r"|(?P<day4>[0-9]{1,2})[/.-](?P<month4>[0-9]{1,2})[/.-](?P<year4>[0-9]{2,4})(?!\w)",
    re.IGNORECASE,
)


def day_written_otherwise(place: Place) -> Diagnostic | None:
    """E106: `31/07/2020`, `31st July 2020`, `31 July` or `31 Juli 2020`."""
    found = _day_around(place)
    if found is None:
        return None
    day, month, year = (_group(found, name) for name in ("day", "month", "year"))
    span = place.source.span(*found.span())
    months = _months(month, year)
    if not months or not 1 <= int(day.rstrip("stndrh")) <= 31:
        return None
    help = "a day is written `31 July 2020`"
    if year and len(year) == 4 and len(months) == 1:
        help = f"write `{int(day.rstrip('stndrh'))} {months[0]} {year}`"
    return Diagnostic("E106", span, f"`{cut(span.text)}` is not how a day is written", help)


def _day_around(place: Place) -> re.Match[str] | None:
    """What looks like a day and holds the place, or ends just before it."""
    text = place.source.text
    start = place.on_this_line.start
    near = "DATE" in place.accepts or "WHEN" in place.accepts
    for found in _DAY_LIKE.finditer(text, start, max(place.at, place.rest.end)):
        inside = found.start() < place.at < found.end()
        ends_source = place.ended and place.opener == "source" and found.end() == place.at
        if inside or ends_source or (near and found.start() == place.at):
            return found
    return None


def _group(found: re.Match[str], name: str) -> str:
    return next(
        (value for key, value in found.groupdict().items() if value and key.startswith(name)), ""
    )


def _months(written: str, year: str) -> list[str]:
    """The months that may be meant; a misspelt one is looked for only where a year follows it."""
    if written.isdecimal():
        return [MONTHS[int(written) - 1]] if 1 <= int(written) <= 12 else []
    begun = [month for month in MONTHS if month.casefold().startswith(written.casefold())]
    if begun or not year:
        return begun
    return [name for name, _ in nearest(written, [(month, None) for month in MONTHS], most=1)]
