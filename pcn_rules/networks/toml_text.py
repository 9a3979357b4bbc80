"""Turn the text of network.toml into values, with places, or into a fault a reader can mend."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal

from pcn_rules.language.faults import Faults
from pcn_rules.networks.dates import Unreadable, read_day
from pcn_rules.networks.toml_places import Places, places_of
from pcn_rules.source import Source, Span

_LINE = re.compile(r"at line ([0-9]+)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_DEEP_KEY = re.compile(r"(?<![\w.\-])(?:[\w\-]+[ \t]*\.[ \t]*){40}")
_REMEDY = "write `key = value`: text in double quotes, days as 2020-05-31, lists in square brackets"


def read_toml(source: Source, faults: Faults) -> tuple[Mapping[str, object], Places] | None:
    """The tables of a TOML text; numbers with a point come as Decimal, so that they stay exact.

    Reports E407, and E420 for a day that does not exist.
    """
    deep = _DEEP_KEY.search(source.text)
    if deep is not None:
        place = source.span(deep.start(), deep.start() + 1)
        faults.add("E407", place, "this name has more parts than anyone can read", _REMEDY)
        return None
    places = places_of(source)
    try:
        return tomllib.loads(source.text, parse_float=Decimal), places
    except RecursionError:
        faults.add("E407", source.span(0, 0), "this text nests lists too deep", _REMEDY)
    except ValueError as error:
        _report(str(error), places, faults)
    return None


def _report(error: str, places: Places, faults: Faults) -> None:
    if places.twice and error.startswith("Cannot"):
        second, first = places.twice[0]
        message = f"`{second.text}` is there twice"
        faults.add("E407", second, message, f"the first is on line {first.line}: leave one out")
        return
    line = _line(error, places.source)
    for match in _DAY.finditer(line.text):
        day = read_day(match[0])
        match day:
            case Unreadable():
                place = places.source.span(line.start + match.start(), line.start + match.end())
                faults.add(day.code, place, day.message, day.help)
                return
            case _:
                pass
    if '"' in line.text and re.search(r"[Ss]tring|quot|character", error):
        message = "the text in quotes on this line does not end as it should"
        remedy = "write a double quote inside a text, or a backslash, with a backslash before it"
        faults.add("E407", line, message, remedy)
    else:
        faults.add("E407", line, "this line cannot be read", _REMEDY)


def _line(error: str, source: Source) -> Span:
    """The words on the line that an error names, else on the last line that has any."""
    found = _LINE.search(error)
    end = len(source.text.rstrip())
    number = int(found[1]) if found else source.line_of(max(end - 1, 0))
    text = source.line_text(min(number, len(source.line_starts)))
    start = source.line_starts[min(number, len(source.line_starts)) - 1]
    blank = len(text) - len(text.lstrip())
    return source.span(start + blank, start + max(blank, len(text.rstrip())))
