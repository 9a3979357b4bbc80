"""Turn the text of a cell into a value of a fact, or say what is wrong with it.

`26`, `yes`, `yes on 2020-07-02`, `unknown`, `*`, `between 13 and 17`, `at least 26`, `likely yes`,
`estimate 500 to 1500`, `planned 1 from 2020-09-01`, `40 per week`, `not applicable`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import assert_never

from pcn_rules.language.faults import did_you_mean, key
from pcn_rules.language.meaning import (
    ANOTHER_ROLE,
    DateKind,
    FactDefinition,
    NumberKind,
    RoleKind,
    SeriesKind,
    YesNoKind,
)
from pcn_rules.networks.amounts import LIKE_A_NUMBER, LIKE_AN_AMOUNT, Scale
from pcn_rules.networks.dates import LIKE_A_DAY, Unreadable, read_day
from pcn_rules.networks.model import (
    Estimate,
    Known,
    Missing,
    NotApplicable,
    Planned,
    SourceOfFacts,
    Value,
)
from pcn_rules.networks.names import Names

_BETWEEN = re.compile(r"between (.+) and (.+)", re.IGNORECASE)
_AT_LEAST = re.compile(r"at least (.+)", re.IGNORECASE)
_AT_MOST = re.compile(r"at most (.+)", re.IGNORECASE)
_LIKELY = re.compile(r"likely (.+)", re.IGNORECASE)
_ESTIMATE = re.compile(r"estimate (.+) to (.+)", re.IGNORECASE)
_PLANNED = re.compile(r"planned (.+) from (\S+)", re.IGNORECASE)
_PLANNED_SOME_DAY = re.compile(r"planned (?!from\b)((?:(?! from ).)+?)(?: from)?", re.IGNORECASE)
_WEEKLY = re.compile(r"(.+) per week", re.IGNORECASE)
_DONE = re.compile(r"yes on (.+)", re.IGNORECASE)
_YES_OR_NO = re.compile(r"yes|no|yes on .+", re.IGNORECASE)
_UNSURE = re.compile(r"\*|(between|at least|at most|estimate) .+", re.IGNORECASE)


def read_value(
    text: str, fact: FactDefinition, names: Names, source: SourceOfFacts | None
) -> Value | Unreadable:
    """The value of a cell that is not blank; `source` is None where that itself is at fault.

    Amounts come out in base units. Gives E420, E421 and E430 to E437.
    """
    if text.casefold() == "unknown":
        return Missing()
    if text.casefold() == "not applicable":
        return NotApplicable()
    match fact.kind:
        case YesNoKind():
            return _YesOrNo(fact).read(text)
        case DateKind():
            return _Day(fact).read(text)
        case RoleKind(roles=roles):
            return _Role(fact, roles).read(text)
        case NumberKind() | SeriesKind() as kind:
            return _Amount(fact, Scale(fact.name, kind, names.units), source).read(text)
        case _:
            assert_never(fact.kind)


@dataclass(frozen=True, slots=True)
class _YesOrNo:
    fact: FactDefinition

    def read(self, text: str) -> Value | Unreadable:
        if match := _LIKELY.fullmatch(text):
            return _guess(self._plain(match[1]))
        if match := _PLANNED.fullmatch(text):
            return self._planned(match[1], match[2])
        if match := _PLANNED_SOME_DAY.fullmatch(text):
            return _some_day("yes") if match[1].casefold() == "yes" else _no_plan(match[1])
        return self._plain(text)

    def _plain(self, text: str) -> Value | Unreadable:
        words = text.casefold()
        if words in {"yes", "no"}:
            return Known(words == "yes")
        if match := _DONE.fullmatch(text):
            day = read_day(match[1])
            match day:
                case Unreadable():
                    return day
                case date():
                    return Known(True, done=day)
        if _UNSURE.fullmatch(text):
            message = f"`{text}` is a range, and `{self.fact.name}` is a yes or no"
            return Unreadable("E430", message, "a guess is written `likely yes` or `likely no`")
        return _other(text, self.fact, "a yes or no", "write `yes`, `no` or `yes on 2020-07-31`")

    def _planned(self, what: str, start: str) -> Value | Unreadable:
        day = read_day(start)
        if what.casefold() != "yes":
            return _no_plan(what)
        match day:
            case Unreadable():
                return day
            case date():
                return Planned(True, day)


@dataclass(frozen=True, slots=True)
class _Day:
    fact: FactDefinition

    def read(self, text: str) -> Value | Unreadable:
        match = _LIKELY.fullmatch(text)
        return self._plain(text) if match is None else _guess(self._plain(match[1]))

    def _plain(self, text: str) -> Value | Unreadable:
        day = read_day(text)
        match day:
            case date():
                return Known(day)
            case Unreadable(code="E421") if not LIKE_A_DAY.fullmatch(text):
                return _other(text, self.fact, "a day", "write a day, such as `2020-07-31`")
            case _:
                return day


@dataclass(frozen=True, slots=True)
class _Role:
    fact: FactDefinition
    roles: tuple[str, ...]

    def read(self, text: str) -> Value | Unreadable:
        match = _LIKELY.fullmatch(text)
        return self._plain(text) if match is None else _guess(self._plain(match[1]))

    def _plain(self, text: str) -> Value | Unreadable:
        known = {key(role): role for role in (*self.roles, ANOTHER_ROLE)}
        role = known.get(key(text))
        if role is not None:
            return Known(role)
        meant = did_you_mean(text, ((role, None) for role in self.roles))
        otherwise = f"write `{ANOTHER_ROLE}` for one that the vocabulary does not have"
        return Unreadable(
            "E461",
            f"no role is called `{text}`",
            f"{meant} Else {otherwise}" if meant else otherwise,
        )


@dataclass(frozen=True, slots=True)
class _Amount:
    fact: FactDefinition
    scale: Scale
    source: SourceOfFacts | None

    def read(self, text: str) -> Value | Unreadable:
        if text == "*":
            return self._suppressed()
        if match := _BETWEEN.fullmatch(text):
            return self._between(match[1], match[2])
        if match := _AT_LEAST.fullmatch(text):
            return self._bounded(match[1], low=True)
        if match := _AT_MOST.fullmatch(text):
            return self._bounded(match[1], low=False)
        if match := _LIKELY.fullmatch(text):
            return _guess(self._plain(match[1]))
        if match := _ESTIMATE.fullmatch(text):
            return self._estimate(match[1], match[2])
        if match := _PLANNED.fullmatch(text):
            return self._planned(match[1], match[2])
        return self._published(text)

    def _plain(self, text: str) -> Known | Unreadable:
        amount = self.scale.amount(text)
        match amount:
            case Fraction():
                return Known(amount)
            case Unreadable(code="E431") if not LIKE_A_NUMBER.match(text):
                what = f"an amount of {self.scale.kind.written}"
                return _other(text, self.fact, what, amount.help)
            case _:
                return amount

    def _published(self, text: str) -> Value | Unreadable:
        if match := _PLANNED_SOME_DAY.fullmatch(text):
            return _some_day(match[1])
        weekly = _WEEKLY.fullmatch(text)
        match self.scale.kind:
            case SeriesKind() if weekly is not None:
                plain = self._plain(weekly[1])
                return _weekly(plain)
            case _:
                return self._unrounded(self._plain(text))

    def _unrounded(self, plain: Known | Unreadable) -> Value | Unreadable:
        step = None if self.source is None else self.source.rounded_to
        match plain:
            case Known(value=Fraction() as amount) if step is not None:
                bounds = self.scale.rounded(amount, step)
                match bounds:
                    case Unreadable():
                        return bounds
                    case low, high:
                        return Missing(low, high, why="published as a rounded figure")
            case _:
                return plain

    def _suppressed(self) -> Value | Unreadable:
        if self.source is None:
            return Missing()
        if self.source.suppressed is None:
            message = f"the source `{self.source.id}` does not say what a `*` stands for"
            remedy = 'say it of the source, as in `suppressed = "1 to 4"`'
            return Unreadable("E436", message, remedy)
        low, high = (bound * self.scale.kind.factor for bound in self.source.suppressed)
        return Missing(low, high, why="published as `*`")

    def _between(self, low: str, high: str) -> Value | Unreadable:
        bounds = self.scale.range(low, high)
        match bounds:
            case Unreadable():
                return bounds
            case start, end:
                return Missing(start, end)

    def _bounded(self, text: str, *, low: bool) -> Value | Unreadable:
        amount = self.scale.amount(text)
        match amount:
            case Unreadable():
                return amount
            case Fraction():
                return Missing(low=amount) if low else Missing(Fraction(0), amount)

    def _estimate(self, low: str, high: str) -> Value | Unreadable:
        bounds = self.scale.range(low, high)
        match bounds:
            case Unreadable():
                return bounds
            case start, end:
                return Estimate(start, end)

    def _planned(self, what: str, start: str) -> Value | Unreadable:
        amount, day = self.scale.amount(what), read_day(start)
        match amount, day:
            case Unreadable(), _:
                return amount
            case _, Unreadable():
                return day
            case Fraction(), date():
                return Planned(amount, day)


def _no_plan(what: str) -> Unreadable:
    message = f"`{what}` cannot be planned: a plan is that a yes comes true"
    return Unreadable("E430", message, "write `planned yes from` and the day")


def _some_day(what: str) -> Unreadable:
    """A plan of which nobody said when it begins."""
    message = f"`planned {what}` does not say from which day"
    return Unreadable("E431", message, f"write `planned {what} from 2020-09-01`, with its own day")


def _guess(plain: Value | Unreadable) -> Value | Unreadable:
    match plain:
        case Known(value=value):
            return Missing(likely=value)
        case _:
            return plain


def _weekly(plain: Known | Unreadable) -> Value | Unreadable:
    match plain:
        case Known(value=value):
            return Known(value, weekly=True)
        case Unreadable():
            return plain


def _other(text: str, fact: FactDefinition, what: str, remedy: str) -> Unreadable:
    """Words that are a value of another kind (E430), or no value at all (E431)."""
    shapes = (
        (_YES_OR_NO, "a yes or no"),
        (LIKE_A_DAY, "a day"),
        (LIKE_AN_AMOUNT, "an amount"),
    )
    for shape, name in shapes:
        if shape.fullmatch(text):
            message = f"`{text}` is {name}, and `{fact.name}` is {what}"
            return Unreadable("E430", message, remedy)
    return Unreadable("E431", f"`{text}` is not {what}", remedy)
