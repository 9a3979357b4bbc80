"""Find the figures of a text and of a clause: dates, counts, rates and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.language import meaning, model
from pcn_rules.language.meaning import ResolvedClause
from pcn_rules.values.days import last_of_month, month_number, written
from pcn_rules.values.written import number

Place = OneOf["", "start", "end", "meaning"]

MONTH, YEAR = "month of the calendar", "financial year"
"""Units of figures that are no amounts: `September 2020`, `2020/21`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A date, or an exact amount with what it counts where that is money, a share or time.

    `unit` is `£`, `%`, a unit of time in the singular, `every` or `per` and one, or nothing.
    """

    value: date | Fraction
    unit: str = ""

    def __str__(self) -> str:
        match self.value:
            case date() as day:
                return written(day).split(" ", 1)[1] if self.unit == MONTH else written(day)
            case amount:
                return _amount_written(amount, self.unit)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a clause, and whether it is the first or the last day of a period there.

    `meaning` marks what no word of the clause says, but the vocabulary that its words rest on.
    """

    figure: Figure
    place: Place = ""


def _amount_written(amount: Fraction, unit: str) -> str:
    figure = number(amount)
    if unit == YEAR:
        return f"{amount}/{(int(amount) + 1) % 100:02}"
    if unit == "£":
        return f"£{figure}0" if len(figure.partition(".")[2]) == 1 else f"£{figure}"
    if unit in ("", "%"):
        return f"{figure}{unit}"
    word, _, rest = unit.partition(" ")
    plural = "" if amount == 1 else "s"
    if word in ("every", "per"):
        return f"{word} {rest}" if amount == 1 else f"{word} {figure} {rest}{plural}"
    return f"{figure} {unit}{plural}"


def covers(established: Figure, figure: Figure) -> bool:
    """Whether what a row establishes is the figure of a clause.

    A month or a financial year in a row covers its own first and last day.
    """
    match established.value, established.unit:
        case date() as first, "month of the calendar":
            ends: tuple[date | Fraction, ...] = (first, last_of_month(first.year, first.month))
        case Fraction() as year, "financial year":
            ends = (date(int(year), 4, 1), date(int(year) + 1, 3, 31))
        case _:
            ends = ()
    return figure == established or (figure.value in ends and figure.unit == "")


# --- in a text --------------------------------------------------------------------------------

_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_TIME = r"(?:(?:working|calendar)\s+)?(?:minute|hour|day|week|month|quarter|year)"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?(?:m|bn|million|billion)(?!\w))?"
_ALONE = r"(?<![\w.,/-])"
_OVER = r"(?![\w/]|[.,]\d)"
_OFTEN = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (1, "quarter"),
    "yearly": (1, "year"),
}
_FIGURE = re.compile(
    rf"""
      {_ALONE}(?P<day>\d{{1,2}})\s+(?P<month>{_MONTHS})\s+(?P<year>\d{{4}})(?!\w)
    | (?<!\w)(?P<whole>{_MONTHS})\s+(?P<of>\d{{4}})(?!\w)
    | {_ALONE}(?P<from>20\d\d)/(?P<to>\d\d)(?!\w)
    | (?<!\w)(?:every|each)\s+(?:(?P<count>\d+|{"|".join(_WORDS)})\s+)?(?P<every>{_TIME})s?(?!\w)
    | (?<!\w)(?P<often>{"|".join(_OFTEN)})(?!\w)
    | (?<!\w)per\s+(?:(?P<pers>\d+)\s+)?(?P<per>{_TIME})s?(?!\w)
    | (?P<pounds>£\s*)?{_ALONE}(?P<low>{_NUMBER})(?P<share>\s*%|\s+per\ cent)?
      (?:\s+to\s+£?(?P<high>{_NUMBER}))?
      (?:(?P<percent>\s*%|\s+per\ cent)|(?:\s+|-)(?P<unit>{_TIME})s?(?!\w)|{_OVER})
    | (?<![\w-])(?P<word>{"|".join(_WORDS)})(?:(?:\s+|-)(?P<counted>{_TIME})s?)?(?![\w-])
    """,
    re.VERBOSE | re.IGNORECASE,
)


def figures_in(text: str) -> tuple[Figure, ...]:
    """Every figure of a text. `one` is no figure unless it counts time: `one month`.

    >>> [str(figure) for figure in figures_in("4 to 8 per 1,000 by 31 July 2020, NG27")]
    ['4', '8', '1,000', '31 July 2020']
    >>> [str(figure) for figure in figures_in("£7.50 per bed per month; seven working days")]
    ['£7.50', 'per month', '7 working days']
    >>> [str(figure) for figure in figures_in("every 2 weeks; weekly; 70% to 77%; 2020/21")]
    ['every 2 weeks', 'every week', '70%', '77%', '2020/21']
    """
    return tuple(figure for match in _FIGURE.finditer(text) for figure in _figures(match))


def _figures(match: re.Match[str]) -> Iterator[Figure]:
    if match["day"]:
        yield from _day(match)
    elif match["whole"]:
        yield Figure(date(int(match["of"]), month_number(match["whole"]) or 1, 1), MONTH)
    elif match["from"]:
        yield Figure(Fraction(match["from"]), YEAR)
    elif match["every"]:
        yield Figure(_count(match["count"]), f"every {_unit(match['every'])}")
    elif match["often"]:
        count, unit = _OFTEN[match["often"].casefold()]
        yield Figure(Fraction(count), f"every {unit}")
    elif match["per"]:
        yield Figure(_count(match["pers"]), f"per {_unit(match['per'])}")
    elif match["low"]:
        yield from _amounts(match)
    elif match["counted"] or match["word"].casefold() != "one":
        yield Figure(_count(match["word"]), _unit(match["counted"] or ""))


def _day(match: re.Match[str]) -> Iterator[Figure]:
    year, month = int(match["year"]), month_number(match["month"]) or 1
    if 1 <= int(match["day"]) <= last_of_month(year, month).day:
        yield Figure(date(year, month, int(match["day"])))


def _amounts(match: re.Match[str]) -> Iterator[Figure]:
    share = "%" if match["share"] or match["percent"] else ""
    unit = "£" if match["pounds"] else share or _unit(match["unit"] or "")
    for each in (match["low"], match["high"]):
        if each:
            yield Figure(_value(each), unit)


_LARGE = {"m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}


def _value(digits: str) -> Fraction:
    bare = digits.replace(",", "")
    plain = bare.rstrip("abcdefghijklmnopqrstuvwxyz ")
    return Fraction(plain) * _LARGE.get(bare[len(plain) :].strip(), 1)


def _count(word: str | None) -> Fraction:
    if not word:
        return Fraction(1)
    known = word.casefold()
    return Fraction(_WORDS.index(known) + 1 if known in _WORDS else int(known))


def _unit(word: str) -> str:
    """A unit of time in the singular; days that are not called working days are calendar days."""
    words = " ".join(word.casefold().split())
    return "calendar day" if words == "day" else words


# --- in a clause ------------------------------------------------------------------------------


def figures_of(clause: model.Clause) -> tuple[Found, ...]:
    """Every figure of a clause as it is written, its title and its other readings included."""
    return tuple(dict.fromkeys((*map(Found, figures_in(clause.title)), *_walked(clause))))


def _walked(part: object, place: Place = "") -> Iterator[Found]:
    match part:
        case model.Cites() | model.Replaces() | model.SubjectTo() | model.Notwithstanding():
            return
        case model.Action(text=text) | model.Definition(meaning=text):
            yield from map(Found, figures_in(text))
        case model.Amount():
            yield from map(Found, _amount(part))
        case model.Notice(count=count, unit=unit):
            yield Found(Figure(Fraction(count), unit))
        case model.React(count=count, unit=unit):
            yield Found(Figure(Fraction(count), unit))
            yield from _period(part)
        case model.Recur(count=count, unit=unit, calendar=calendar):
            every = f"every calendar {unit}" if calendar else f"every {unit}"
            yield Found(Figure(Fraction(count), "every calendar day" if unit == "day" else every))
            yield from _period(part)
        case model.Maintain() | model.Limit():
            yield from _period(part)
        case _:
            yield from _plain(part, place)


def _plain(part: object, place: Place) -> Iterator[Found]:
    match part:
        case bool() | str() | None:
            return
        case date():
            yield Found(Figure(part), place)
        case int() | Fraction():
            yield Found(Figure(Fraction(part)))
        case tuple():
            for each in part:
                yield from _walked(each)
        case model.Node():
            for name in _names(part):
                yield from _walked(getattr(part, name))


def _names(part: model.Node) -> Iterator[str]:
    return (field.name for field in fields(part) if field.name != "span")


def _period(timing: model.Maintain | model.Limit | model.Recur | model.React) -> Iterator[Found]:
    yield from _walked(timing.start, "start")
    yield from _walked(timing.end, "end")


def _amount(amount: model.Amount) -> Iterator[Figure]:
    """The figures of a quantity; a quarter of an hour is a unit, and its one is none."""
    unit = amount.unit or ""
    if not unit.startswith("quarter"):
        for each in (amount.amount, amount.upper):
            if each is not None:
                yield Figure(each, _measured(unit))
    for per in amount.per:
        time = _measured(per.unit)
        if time:
            yield Figure(per.amount, f"per {time}")
        elif per.amount != 1:
            yield Figure(per.amount)


def _measured(unit: str) -> str:
    if unit in ("£", "%"):
        return unit
    if unit.casefold() == "per cent":
        return "%"
    time = re.fullmatch(rf"({_TIME})s?", unit, re.IGNORECASE)
    return _unit(time[1]) if time else ""


# --- in what a clause means -------------------------------------------------------------------


def figures_meant(clause: ResolvedClause) -> tuple[Found, ...]:
    """The figures that the vocabulary brings to a clause; 0 and 1 are no more than none and some.

    How much work it is stands in the assumptions, which are no part of the contract.
    """
    found = (Found(each, "meaning") for each in _meant((clause.statement, clause.readings)))
    return tuple(dict.fromkeys(each for each in found if each.figure.value not in (0, 1)))


def _meant(part: object) -> Iterator[Figure]:
    match part:
        case meaning.Effort() | meaning.Actor():
            return
        case meaning.DayConstant(day=day):
            yield Figure(day)
        case meaning.Constant(written=words) | meaning.RangeConstant(written=words):
            yield from figures_in(words)
        case meaning.Rounded(operand=operand, written=words):
            yield from figures_in(words)
            yield from _meant(operand)
        case tuple():
            for each in part:
                yield from _meant(each)
        case _ if is_dataclass(part) and not isinstance(part, type):
            for field in fields(part):
                yield from _meant(getattr(part, field.name))
