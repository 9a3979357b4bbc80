"""Turn the branches of an expression into its nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from pcn_rules.language import model
from pcn_rules.language.parsing.layout import check_carried_on
from pcn_rules.language.parsing.tree import (
    Reading,
    branch_of,
    branches,
    cut,
    joined,
    token,
    tokens,
    with_all_below,
)
from pcn_rules.language.parsing.values import read_date, read_number

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Branch


def read_expression(reading: Reading, branch: Branch) -> model.Expression:
    """The node of an expression and of all below it."""
    return _EXPRESSIONS[branch.kind](reading, branch)


def check_runs(reading: Reading, branch: Branch, opening: int) -> None:
    """E114: a name goes on over a line that is not indented deeper than the one it belongs to.

    Such a line is more likely a line of its own, whose keyword is misspelt.
    """
    if "\n" not in reading.source.text[branch.start : branch.end]:
        return
    for below in with_all_below(branch):
        check_carried_on(reading, opening, tokens(below, "NAME", "UNIT"))


def expression_in(reading: Reading, branch: Branch) -> model.Expression:
    """The one expression directly below a branch."""
    (found,) = expressions_in(reading, branch)
    return found


def expressions_in(reading: Reading, branch: Branch) -> tuple[model.Expression, ...]:
    """The expressions directly below a branch, in order."""
    return tuple(read_expression(reading, each) for each in branches(branch, *_EXPRESSIONS))


def read_amount(reading: Reading, branch: Branch) -> model.Amount:
    """A quantity; a range whose end is below its start is a fault (E110)."""
    figures = tokens(branch, "NUMBER", "POUNDS", "PERCENT")
    numbers = [read_number(reading, figure, figure) for figure in figures]
    if len(numbers) > 1 and numbers[1] < numbers[0] and not _unread(numbers):
        at = reading.source.span(figures[0].start, figures[1].end)
        reading.fault(
            "E110",
            at,
            f"the range `{cut(at.text)}` ends below its start",
            "write the smaller number first",
        )
    return model.Amount(
        amount=numbers[0],
        upper=numbers[1] if len(numbers) > 1 else None,
        unit=_unit(branch),
        per=tuple(_per(reading, each) for each in branches(branch, "per")),
        span=reading.span(branch),
    )


def _unread(numbers: list[Fraction]) -> bool:
    """Whether a number was too long to be read, so that nothing follows from it."""
    return numbers[1] == 0


def _unit(branch: Branch) -> str | None:
    if token(branch, "POUNDS"):
        return "£"
    if token(branch, "PERCENT"):
        return "%"
    unit = branch_of(branch, "unit")
    return joined(tokens(unit, "UNIT")) if unit else None


def _per(reading: Reading, branch: Branch) -> model.Per:
    number = token(branch, "NUMBER")
    unit = branch_of(branch, "unit")
    return model.Per(
        amount=read_number(reading, number, number) if number else Fraction(1),
        unit=joined(tokens(unit, "UNIT")) if unit else "",
        span=reading.span(branch),
    )


def _one(reading: Reading, branch: Branch) -> model.Amount:
    """`quarter of an hour`, as a step to round to: one of it."""
    unit = joined(tokens(branch, "UNIT"))
    return model.Amount(Fraction(1), None, unit, span=reading.span(branch))


def _day_amount(reading: Reading, branch: Branch) -> model.DayAmount:
    (day,) = tokens(branch, "DATE")
    return model.DayAmount(read_date(reading, day), span=reading.span(branch))


def _name(reading: Reading, branch: Branch) -> model.Name:
    return model.Name(joined(tokens(branch, "NAME")), span=reading.span(branch))


def _in_each_period(reading: Reading, branch: Branch) -> model.InEachPeriod:
    (operand,) = branches(branch, "name")
    return model.InEachPeriod(_name(reading, operand), span=reading.span(branch))


def _arithmetic(reading: Reading, branch: Branch) -> model.Arithmetic:
    (sign,) = tokens(branch, "SIGN", "FACTOR")
    left, right = expressions_in(reading, branch)
    match sign:
        case "+":
            return model.Arithmetic("+", left, right, span=reading.span(branch))
        case "×" | "*":
            return model.Arithmetic("×", left, right, span=reading.span(branch))
        case "/" | "÷":
            return model.Arithmetic("/", left, right, span=reading.span(branch))
        case _:
            return model.Arithmetic("-", left, right, span=reading.span(branch))


def _rounded(reading: Reading, branch: Branch) -> model.Rounded:
    (words,) = tokens(branch, "ROUNDING")
    operand, step = expressions_in(reading, branch)
    match words.split()[0].casefold():
        case "up":
            return model.Rounded(operand, "up", step, span=reading.span(branch))
        case "down":
            return model.Rounded(operand, "down", step, span=reading.span(branch))
        case _:
            return model.Rounded(operand, "nearest", step, span=reading.span(branch))


def _compare(reading: Reading, branch: Branch) -> model.Compare:
    left, right = expressions_in(reading, branch)
    return model.Compare(_sign(branch), left, right, span=reading.span(branch))


def _compare_in_each_period(reading: Reading, branch: Branch) -> model.Compare:
    """`home rounds held >= 1 in each period`: what is counted in each period is on the left."""
    left, right = expressions_in(reading, branch)
    span = reading.span(branch)
    match left:
        case model.Name():
            left = model.InEachPeriod(left, span=left.span)
        case _:
            start = span.text.rindex(" in") if " in" in span.text else 0
            reading.fault(
                "E100",
                reading.source.span(span.start + start + 1, span.end),
                "`in each period` counts no one thing here",
                "write it after the name of what is counted: `home rounds held in each period`",
            )
    return model.Compare(_sign(branch), left, right, span=span)


def _sign(branch: Branch) -> OneOf[">=", "<=", ">", "<", "=", "within"]:
    (sign,) = tokens(branch, "COMPARISON")
    match sign:
        case ">=" | "≥":
            return ">="
        case "<=" | "≤":
            return "<="
        case ">":
            return ">"
        case "<":
            return "<"
        case "=":
            return "="
        case _:
            return "within"


def read_group(reading: Reading, branch: Branch) -> model.Group:
    """`aligned care homes where beds >= 10`."""
    where = expressions_in(reading, branch)
    text = joined(tokens(branch, "NAME"))
    return model.Group(text, where[0] if where else None, span=reading.span(branch))


def _number_of(reading: Reading, branch: Branch) -> model.NumberOf:
    return model.NumberOf(_group_in(reading, branch), span=reading.span(branch))


def _sum_of(reading: Reading, branch: Branch) -> model.SumOf:
    operand = expression_in(reading, branch)
    return model.SumOf(operand, _group_in(reading, branch), span=reading.span(branch))


def _every(reading: Reading, branch: Branch) -> model.Every:
    body = expression_in(reading, branch)
    return model.Every(_group_in(reading, branch), body, span=reading.span(branch))


def _some(reading: Reading, branch: Branch) -> model.Some:
    body = expression_in(reading, branch)
    return model.Some(_group_in(reading, branch), body, span=reading.span(branch))


def _group_in(reading: Reading, branch: Branch) -> model.Group:
    (group,) = branches(branch, "group")
    return read_group(reading, group)


def _not(reading: Reading, branch: Branch) -> model.Not:
    return model.Not(expression_in(reading, branch), span=reading.span(branch))


def _and(reading: Reading, branch: Branch) -> model.And:
    return model.And(expressions_in(reading, branch), span=reading.span(branch))


def _or(reading: Reading, branch: Branch) -> model.Or:
    return model.Or(expressions_in(reading, branch), span=reading.span(branch))


_EXPRESSIONS: Mapping[str, Callable[[Reading, Branch], model.Expression]] = {
    "amount": read_amount,
    "one": _one,
    "day_amount": _day_amount,
    "name": _name,
    "in_each_period": _in_each_period,
    "arithmetic": _arithmetic,
    "rounded": _rounded,
    "compare": _compare,
    "compare_in_each_period": _compare_in_each_period,
    "number_of": _number_of,
    "sum_of": _sum_of,
    "every": _every,
    "some": _some,
    "not": _not,
    "and": _and,
    "or": _or,
}
