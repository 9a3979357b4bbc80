"""Say in words for which network something happens."""

from __future__ import annotations

from fractions import Fraction

from pcn_rules.language import meaning
from pcn_rules.language.meaning import Expression
from pcn_rules.language.overlap import Case
from pcn_rules.language.reckon import Scalar
from pcn_rules.language.symbols import unit_in_words
from pcn_rules.language.timings import written as written_day


def case_in_words(case: Case, subject: str | None) -> str:
    """`in a network where `rural` is yes and `registered patients` is 20,000`."""
    about = "a network" if subject is None else f"a network with `{subject}`"
    if not case.values:
        return "in every network" if subject is None else f"in {about}"
    parts = [
        f"`{name_of(variable)}` is {_value(variable, value)}" for variable, value in case.values
    ]
    return f"in {about} where {' and '.join(parts)}"


def name_of(  # noqa: C901, PLR0911, PLR0912 -- one case for each kind of variable
    variable: Expression,
) -> str:
    """What a reader would call a fact, a measure or a count."""
    match variable:
        case meaning.FactValue(fact=fact):
            return fact.name
        case meaning.PeriodTotal(fact=fact):
            return f"{fact.name} in each period"
        case meaning.Named(name=name):
            return name
        case meaning.NumberOf(group=group):
            return f"number of {group.text}"
        case meaning.SumOf(operand=operand, group=group):
            return f"sum of {name_of(operand)} over {group.text}"
        case meaning.Every(group=group, body=body):
            return f"every {group.text} has {name_of(body)}"
        case meaning.Some(group=group, body=body):
            return f"some {group.text} has {name_of(body)}"
        case meaning.Not(operand=operand):
            return f"not {name_of(operand)}"
        case meaning.Constant(written=words) | meaning.RangeConstant(written=words):
            return words
        case meaning.Compare(operator=operator, left=left, right=right):
            return f"{name_of(left)} {operator} {name_of(right)}"
        case _:
            return "what it asks"


def _value(variable: Expression, value: Scalar) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return _amount(variable, value)
        case str():
            return f"`{value}`"
        case day:
            return written_day(day)


def _amount(variable: Expression, value: Fraction) -> str:
    match variable:
        case (
            meaning.FactValue(fact=meaning.FactDefinition(kind=kind))
            | meaning.PeriodTotal(fact=meaning.FactDefinition(kind=kind))
        ):
            pass
        case _:
            return _number(value)
    match kind:
        case meaning.NumberKind(whole=False) | meaning.SeriesKind(whole=False):
            written = value / kind.factor
            if written.denominator == 1:
                return f"{_number(written)} {kind.written}"
            return f"{_number(value)} {unit_in_words(kind.unit)}"
        case _:
            return _number(value)


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    decimal = float(value)
    return f"{decimal:,}" if Fraction(str(decimal)) == value else str(value)
