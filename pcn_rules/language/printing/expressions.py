"""Turn expressions into words, with brackets where they are needed and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import assert_never

from pcn_rules.language import model
from pcn_rules.language.printing.pieces import Piece, after, before, day, ended, number, said

_OR, _AND, _NOT, _COMPARE, _ROUNDED, _SUM, _PRODUCT, _TERM = range(8)
"""How tightly each kind of expression holds together, the loosest first."""


def expression(
    node: model.Expression, level: int = _OR, *, last: bool = True, depth: int = 0
) -> Iterator[Piece]:
    """The words of an expression where one at least as tight as `level` belongs.

    Brackets stand where they are needed, around what is rounded, and around an `and` in an `or`:
    there they could be left out, but no reader should have to know that.

    `last` says that nothing follows which a `where`, an `every` or a `some` would take in.
    """
    if _tightness(node) < level or (_takes_in(node) and not last):
        inside = _expression(node, last=True, depth=depth + 1)
        yield from ended(after(before("(", inside), ")"), node)
    else:
        yield from ended(_expression(node, last=last, depth=depth), node)


def _tightness(node: model.Expression) -> int:
    match node:
        case model.Or():
            return _OR
        case model.And():
            return _AND
        case model.Not() | model.Every() | model.Some():
            return _NOT
        case model.Compare():
            return _COMPARE
        case model.Rounded():
            return _ROUNDED
        case model.Arithmetic(operator="+" | "-"):
            return _SUM
        case model.Arithmetic():
            return _PRODUCT
        case _:
            return _TERM


def _takes_in(node: model.Expression) -> bool:
    match node:
        case model.Every() | model.Some():
            return True
        case model.NumberOf(group=group) | model.SumOf(group=group):
            return group.where is not None
        case _:
            return False


def _expression(node: model.Expression, *, last: bool, depth: int) -> Iterator[Piece]:
    match node:
        case model.Or(operands=operands):
            return _joined("or", operands, _NOT, last=last, depth=depth)
        case model.And(operands=operands):
            return _joined("and", operands, _NOT, last=last, depth=depth)
        case model.Not(operand=operand):
            return _after_word("not", expression(operand, _NOT, last=last, depth=depth))
        case model.Every() | model.Some():
            return _quantified(node, depth)
        case model.Compare(operator=sign, left=left, right=right):
            return _binary(sign, (left, _ROUNDED), (right, _ROUNDED), last=last, depth=depth)
        case model.Arithmetic() | model.Rounded():
            return _arithmetic(node, last=last, depth=depth)
        case _:
            return _term(node, depth)


def _arithmetic(
    node: model.Arithmetic | model.Rounded, *, last: bool, depth: int
) -> Iterator[Piece]:
    match node:
        case model.Rounded(operand=operand, mode=mode, step=step):
            yield from expression(operand, _TERM, last=False, depth=depth + 1)
            yield Piece("rounded", weight=depth)
            yield Piece(_MODES[mode])
            yield from _step(step)
        case model.Arithmetic(operator="+" | "-" as sign, left=left, right=right):
            yield from _binary(sign, (left, _SUM), (right, _PRODUCT), last=last, depth=depth)
        case model.Arithmetic(operator=sign, left=left, right=right):
            yield from _binary(sign, (left, _PRODUCT), (right, _TERM), last=last, depth=depth)


_MODES = {"nearest": "to the nearest", "up": "up to the next", "down": "down to the last"}


def _step(step: model.Expression) -> Iterator[Piece]:
    match step:
        case model.Amount(amount=one, upper=None, unit=str(unit), per=()) if (
            one == Fraction(1) and unit not in "£%"
        ):
            yield from said(unit, step)
        case _:
            yield from expression(step, _TERM)


def _binary(
    sign: str,
    left: tuple[model.Expression, int],
    right: tuple[model.Expression, int],
    *,
    last: bool,
    depth: int,
) -> Iterator[Piece]:
    yield from expression(*left, last=False, depth=depth + 1)
    yield Piece(sign, weight=depth)
    yield from expression(*right, last=last, depth=depth + 1)


def _joined(
    word: str, operands: tuple[model.Expression, ...], level: int, *, last: bool, depth: int
) -> Iterator[Piece]:
    for number_, operand in enumerate(operands, start=1):
        if number_ > 1:
            yield Piece(word, weight=depth)
        final = last and number_ == len(operands)
        yield from expression(operand, level, last=final, depth=depth + 1)


def _quantified(node: model.Every | model.Some, depth: int) -> Iterator[Piece]:
    match node:
        case model.Every():
            yield Piece("every")
        case model.Some():
            yield Piece("some")
        case _:
            assert_never(node)
    yield from group(node.group, depth)
    yield Piece("has")
    first, *rest = expression(node.body, depth=depth + 1)
    yield Piece(first.text, first.end, depth)
    yield from rest


def _term(node: model.Expression, depth: int) -> Iterator[Piece]:
    match node:
        case model.Amount():
            yield from amount(node)
        case model.DayAmount(day=on):
            yield day(on)
        case model.Name(text=text):
            yield from said(text, node)
        case model.InEachPeriod(operand=operand):
            yield from said(operand.text, operand)
            yield Piece("in each period")
        case model.NumberOf(group=counted):
            yield Piece("number of")
            yield from group(counted, depth)
        case model.SumOf(operand=operand, group=over):
            yield Piece("sum of")
            yield from expression(operand, _ROUNDED, depth=depth + 1)
            yield Piece("over")
            yield from group(over, depth)
        case _:
            yield from expression(node, depth=depth)


def group(node: model.Group, depth: int = 0) -> Iterator[Piece]:
    """The words of a group, with its filter."""
    if node.where is None:
        yield from said(node.text, node)
        return
    yield from said(node.text)
    yield Piece("where")
    yield from expression(node.where, depth=depth + 1)


def amount(node: model.Amount) -> Iterator[Piece]:
    """The words of a quantity: `4 to 8 per 1,000 weighted patients`, `£7.50 per bed`."""
    figures = [node.amount] if node.upper is None else [node.amount, node.upper]
    yield Piece(" to ".join(_figure(each, node.unit) for each in figures))
    if node.unit is not None and node.unit not in "£%":
        yield from said(node.unit)
    for per in node.per:
        yield Piece("per")
        if per.amount != 1:
            yield Piece(number(per.amount))
        yield from said(per.unit)


def _figure(figure: Fraction, unit: str | None) -> str:
    match unit:
        case "£":
            pounds = number(figure)
            return f"£{pounds}0" if len(pounds.partition(".")[2]) == 1 else f"£{pounds}"
        case "%":
            return f"{number(figure)}%"
        case _:
            return number(figure)


def _after_word(word: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    yield Piece(word)
    yield from pieces
