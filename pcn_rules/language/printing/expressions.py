"""Turn expressions into words, with brackets where they are needed and nowhere else."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from pcn_rules.language import model
from pcn_rules.language.printing.pieces import Piece, after, before, day, ended, number, said

_OR, _AND, _NOT, _COMPARE, _ROUNDED, _SUM, _PRODUCT, _TERM = range(8)
"""How tightly each kind of expression holds together, the loosest first."""


def expression(
    node: model.Expression, level: int = _OR, *, last: bool = True, depth: int = 0
) -> list[Piece]:
    """The words of an expression where one at least as tight as `level` belongs.

    Brackets stand where they are needed, around what is rounded, and around an `and` in an `or`:
    there they could be left out, but no reader should have to know that.

    `last` says that nothing follows which a `where`, an `every` or a `some` would take in.
    """
    if _tightness(node) < level or (_takes_in(node) and not last):
        inside = _expression(node, last=True, depth=depth + 1)
        return ended(after(before("(", inside), ")"), node)
    return ended(_expression(node, last=last, depth=depth), node)


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


def _expression(node: model.Expression, *, last: bool, depth: int) -> list[Piece]:
    match node:
        case model.Or(operands=operands):
            return _joined("or", operands, _NOT, last=last, depth=depth)
        case model.And(operands=operands):
            return _joined("and", operands, _NOT, last=last, depth=depth)
        case model.Not(operand=operand):
            return [Piece("not"), *expression(operand, _NOT, last=last, depth=depth)]
        case model.Every() | model.Some():
            return _quantified(node, depth)
        case model.Compare(operator=sign, left=left, right=right):
            return _binary(sign, (left, _ROUNDED), (right, _ROUNDED), last=last, depth=depth)
        case model.Arithmetic() | model.Rounded():
            return _arithmetic(node, last=last, depth=depth)
        case _:
            return _term(node, depth)


def _arithmetic(node: model.Arithmetic | model.Rounded, *, last: bool, depth: int) -> list[Piece]:
    match node:
        case model.Rounded(operand=operand, mode=mode, step=step):
            return [
                *expression(operand, _TERM, last=False, depth=depth + 1),
                Piece("rounded", weight=depth),
                Piece(_MODES[mode]),
                *_step(step),
            ]
        case model.Arithmetic(operator="+" | "-" as sign, left=left, right=right):
            return _binary(sign, (left, _SUM), (right, _PRODUCT), last=last, depth=depth)
        case model.Arithmetic(operator=sign, left=left, right=right):
            return _binary(sign, (left, _PRODUCT), (right, _TERM), last=last, depth=depth)


_MODES = {"nearest": "to the nearest", "up": "up to the next", "down": "down to the last"}


def _step(step: model.Expression) -> list[Piece]:
    match step:
        case model.Amount(amount=one, upper=None, unit=str(unit), per=()) if (
            one == Fraction(1) and unit not in "£%"
        ):
            return said(unit, step)
        case _:
            return expression(step, _TERM)


def _binary(
    sign: str,
    left: tuple[model.Expression, int],
    right: tuple[model.Expression, int],
    *,
    last: bool,
    depth: int,
) -> list[Piece]:
    return [
        *expression(*left, last=False, depth=depth + 1),
        Piece(sign, weight=depth),
        *expression(*right, last=last, depth=depth + 1),
    ]


def _joined(
    word: str, operands: tuple[model.Expression, ...], level: int, *, last: bool, depth: int
) -> list[Piece]:
    pieces: list[Piece] = []
    for number_, operand in enumerate(operands, start=1):
        if number_ > 1:
            pieces.append(Piece(word, weight=depth))
        final = last and number_ == len(operands)
        pieces += expression(operand, level, last=final, depth=depth + 1)
    return pieces


def _quantified(node: model.Every | model.Some, depth: int) -> list[Piece]:
    match node:
        case model.Every():
            opening = Piece("every")
        case model.Some():
            opening = Piece("some")
        case _:
            assert_never(node)
    first, *rest = expression(node.body, depth=depth + 1)
    first = Piece(first.text, first.end, depth)
    return [opening, *group(node.group, depth), Piece("has"), first, *rest]


def _term(node: model.Expression, depth: int) -> list[Piece]:
    match node:
        case model.Amount():
            return amount(node)
        case model.DayAmount(day=on):
            return [day(on)]
        case model.Name(text=text):
            return said(text, node)
        case model.InEachPeriod(operand=operand):
            return [*said(operand.text, operand), Piece("in each period")]
        case model.NumberOf(group=counted):
            return [Piece("number of"), *group(counted, depth)]
        case model.SumOf(operand=operand, group=over):
            summed = expression(operand, _ROUNDED, depth=depth + 1)
            return [Piece("sum of"), *summed, Piece("over"), *group(over, depth)]
        case _:
            return expression(node, depth=depth)


def group(node: model.Group, depth: int = 0) -> list[Piece]:
    """The words of a group, with its filter."""
    if node.where is None:
        return said(node.text, node)
    return [*said(node.text), Piece("where"), *expression(node.where, depth=depth + 1)]


def amount(node: model.Amount) -> list[Piece]:
    """The words of a quantity: `4 to 8 per 1,000 weighted patients`, `£7.50 per bed`."""
    figures = [node.amount] if node.upper is None else [node.amount, node.upper]
    pieces = [Piece(" to ".join(_figure(each, node.unit) for each in figures))]
    if node.unit is not None and node.unit not in "£%":
        pieces += said(node.unit)
    for per in node.per:
        pieces.append(Piece("per"))
        if per.amount != 1:
            pieces.append(Piece(number(per.amount)))
        pieces += said(per.unit)
    return pieces


def _figure(figure: Fraction, unit: str | None) -> str:
    match unit:
        case "£":
            pounds = number(figure)
            return f"£{pounds}0" if len(pounds.partition(".")[2]) == 1 else f"£{pounds}"
        case "%":
            return f"{number(figure)}%"
        case _:
            return number(figure)
