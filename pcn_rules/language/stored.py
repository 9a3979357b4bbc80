"""Turn a checked specification into JSON and back, through a closed list of classes.

Equal parts are written once, as rows that point to earlier rows, and the place of a clause as a
file's number with two offsets. Reading makes nothing but the classes listed here, of values of the
types that they declare; anything else is refused as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from typing import Literal as OneOf

from pcn_rules.language import carried, meaning
from pcn_rules.source import Source, Span
from pcn_rules.values.units import Unit

CLASSES: tuple[type, ...] = (
    Unit,
    *(carried.Achieve, carried.Maintain, carried.Recur, carried.React, carried.Limit),
    *(carried.Notice, carried.Replaces),
    *(meaning.YesNoKind, meaning.NumberKind, meaning.SeriesKind, meaning.DateKind),
    *(meaning.RoleKind, meaning.Measure),
    *(meaning.FactDefinition, meaning.Entity, meaning.Vocabulary),
    *(meaning.Constant, meaning.RangeConstant, meaning.DayConstant, meaning.FactValue),
    *(meaning.PeriodTotal, meaning.Named, meaning.Arithmetic, meaning.Rounded),
    *(meaning.Group, meaning.NumberOf, meaning.SumOf, meaning.Compare, meaning.Within),
    meaning.HasRole,
    *(meaning.Not, meaning.And, meaning.Or, meaning.Every, meaning.Some),
    *(meaning.Actor, meaning.SourceText, meaning.Citation, meaning.ExceptionOfText),
    *(meaning.Negligible, meaning.Stated, meaning.NotStated, meaning.Effort),
    *(meaning.TotalEffort, meaning.FullTime, meaning.RecruitingTime, meaning.AssumedPosts),
    *(meaning.PostFacts, meaning.Workforce, meaning.Pay),
    *(meaning.ResolvedDuty, meaning.ResolvedPower, meaning.ResolvedPayment),
    *(meaning.ResolvedIncentive, meaning.Rate, meaning.Earned),
    *(meaning.ResolvedDefinition, meaning.OtherReading, meaning.ResolvedClause),
    *(meaning.Variation, meaning.Text, meaning.Deferral),
    meaning.Specification,
)
"""Every class that a checked specification is made of, and none besides."""

_BY_NAME = {each.__name__: each for each in CLASSES}

_Decoder = Callable[[object], Any]


def write(specification: meaning.Specification, sources: Sequence[Source]) -> str:
    """A specification as JSON; `sources` are the files that its clauses stand in."""
    writer = _Writer(sources)
    writer.value(specification)
    return json.dumps(writer.rows, ensure_ascii=False, separators=(",", ":"))


def read(text: str, sources: Sequence[Source]) -> meaning.Specification | None:
    """The specification that JSON holds; None where the JSON is not of one, whatever it is."""
    try:
        rows = json.loads(text)
        last = _Reader(sources).all(rows)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        return None
    match last:
        case meaning.Specification():
            return last
        case _:
            return None


# --- writing ----------------------------------------------------------------------------------


class _Writer:
    """Rows of what was written so far, each once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.rows: list[list[object]] = []
        self._sources = list(sources)
        self._places: dict[str, int] = {}
        self._known: dict[int, int] = {}

    def value(self, value: object) -> object:
        """A value as JSON has it; a part of a class of its own is the number of its row."""
        match value:
            case None | bool() | int() | str():
                return value
            case Fraction():
                return [value.numerator, value.denominator]
            case date():
                return value.isoformat()
            case tuple():
                return [self.value(each) for each in value]
            case Span():
                return [self._sources.index(value.source), value.start, value.end]
            case _:
                return self._row(value)

    def _row(self, part: object) -> int:
        if id(part) not in self._known:
            cls: type = type(part)
            if _BY_NAME.get(cls.__name__) is not cls:
                raise TypeError(f"{cls.__qualname__} is no part of a specification")
            row = [cls.__name__, *(self.value(getattr(part, name)) for name in _names(cls))]
            place = self._places.setdefault(json.dumps(row), len(self.rows))
            if place == len(self.rows):
                self.rows.append(row)
            self._known[id(part)] = place
        return self._known[id(part)]


@cache
def _names(cls: type) -> tuple[str, ...]:
    part: Any = cls
    return tuple(field.name for field in fields(part))


# --- reading ----------------------------------------------------------------------------------


class _Reader:
    """Parts read so far, by the numbers of their rows."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = tuple(sources)
        self._parts: list[object] = []
        self._known: dict[str, tuple[type, tuple[tuple[str, _Decoder], ...]]] = {}

    def all(self, rows: object) -> object:
        """The last of all rows, each made of those before it."""
        if type(rows) is not list:
            raise _refused(rows)
        for tag, *values in rows:
            if tag not in self._known:
                self._known[tag] = _BY_NAME[tag], self._fields(_BY_NAME[tag])
            cls, decoders = self._known[tag]
            named = zip(decoders, values, strict=True)
            self._parts.append(cls(**{name: decode(value) for (name, decode), value in named}))
        return self._parts[-1]

    def _fields(self, cls: type) -> tuple[tuple[str, _Decoder], ...]:
        hints = get_type_hints(cls)
        return tuple((name, self._decoder(hints[name])) for name in _names(cls))

    def _decoder(self, hint: Any) -> _Decoder:
        """What reads values of one type, and refuses all others."""
        origin = get_origin(hint)
        if origin in (Union, UnionType):
            return self._one_of(get_args(hint))
        if origin is OneOf:
            return _one_of_words(frozenset(get_args(hint)))
        if origin is tuple:
            return self._tuple(get_args(hint))
        if hint is Span:
            return self._span
        if is_dataclass(hint):
            return self._one_of((hint,))
        return _PLAIN[hint]

    def _one_of(self, hints: tuple[Any, ...]) -> _Decoder:
        """What reads a part of one of some classes, or None, or a value of the one type left."""
        classes = frozenset(each for each in hints if each in CLASSES)
        others = [each for each in hints if each is not NoneType and each not in classes]
        nothing = NoneType in hints
        otherwise = self._decoder(others[0]) if others else None
        parts = self._parts

        def decode(value: object) -> object:
            if value is None and nothing:
                return None
            if otherwise is not None:
                return otherwise(value)
            if type(value) is not int or value < 0 or type(parts[value]) not in classes:
                raise _refused(value)
            return parts[value]

        return decode

    def _tuple(self, hints: tuple[Any, ...]) -> _Decoder:
        if hints[1:] == (...,):
            each = self._decoder(hints[0])
            return lambda value: tuple([each(one) for one in _list(value)])
        several = tuple(self._decoder(hint) for hint in hints)
        return lambda value: tuple(
            decode(one) for decode, one in zip(several, _list(value), strict=True)
        )

    def _span(self, value: object) -> Span:
        file, start, end = (_whole(each) for each in _list(value))
        source = self._sources[file]
        if not 0 <= start <= end <= len(source.text):
            raise _refused(value)
        return Span(source, start, end)


def _one_of_words(words: frozenset[object]) -> _Decoder:
    def decode(value: object) -> object:
        if value not in words:
            raise _refused(value)
        return value

    return decode


def _list(value: object) -> list[object]:
    match value:
        case list():
            return value
        case _:
            raise _refused(value)


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise _refused(value)
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise _refused(value)
    return value


def _yes_or_no(value: object) -> bool:
    if type(value) is not bool:
        raise _refused(value)
    return value


def _text(value: object) -> str:
    if type(value) is not str:
        raise _refused(value)
    return value


def _amount(value: object) -> Fraction:
    above, below = (_number(each) for each in _list(value))
    return Fraction(above) if below == 1 else Fraction(above, below)


def _day(value: object) -> date:
    return date.fromisoformat(_text(value))


_PLAIN: dict[type, _Decoder] = {
    bool: _yes_or_no,
    int: _number,
    str: _text,
    Fraction: _amount,
    date: _day,
}


def _refused(value: object) -> ValueError:
    return ValueError(f"not what a specification holds here: {str(value)[:60]}")
