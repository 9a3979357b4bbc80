"""Resolve arithmetic, rounding and comparison, with exact analysis of dimensions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from pcn_rules.language import meaning, model
from pcn_rules.language.faults import Faults, spoken
from pcn_rules.language.quantities import fitted, wrong_units
from pcn_rules.language.scope import Context, Scope, Typed

Read = Callable[[model.Expression, Scope, Context], Typed | None]


def as_amount(node: model.Expression, typed: Typed, faults: Faults) -> Typed | None:
    """What was read, where it is an amount; a yes or no, a date (E206) or a range (E207) is not."""
    match typed.sort:
        case "amount" | "open":
            return typed
        case "truth":
            faults.add(
                "E206",
                node,
                f"`{spoken(node)}` is a yes or no, where an amount is needed",
                help="join what is yes or no with `and` or `or`",
            )
        case "day":
            faults.add(
                "E206",
                node,
                f"`{spoken(node)}` is a date, where an amount is needed",
                help="compare a date with a date, as in `registered on >= 1 July 2020`",
            )
        case "range":
            faults.add(
                "E207",
                node,
                f"the range `{spoken(node)}` stands where one amount is needed",
                help="a range stands only to the right of `within`",
            )
    return None


def read_arithmetic(
    node: model.Arithmetic, scope: Scope, context: Context, read: Read
) -> Typed | None:
    """A step of arithmetic: sums need one unit (E201), products and quotients make a new one."""
    left = _amount(node.left, scope, context, read)
    right = _amount(node.right, scope, context, read)
    if left is None or right is None:
        return None
    match node.operator:
        case "+" | "-":
            if left.unit != right.unit:
                sides = (node.left, left.unit), (node.right, right.unit)
                wrong_units(node, *sides, context.faults, code="E201")
                return None
            unit = left.unit
        case "×":
            unit = left.unit * right.unit
        case "/":
            if _is_zero(right.expression):
                context.faults.add(
                    "E213",
                    node,
                    f"`{spoken(node)}` divides by 0",
                    help="divide by another amount, or leave the division out",
                )
                return None
            unit = left.unit / right.unit
    made = meaning.Arithmetic(node.operator, left.expression, right.expression, unit)
    return Typed(made, "amount", unit)


def _amount(node: model.Expression, scope: Scope, context: Context, read: Read) -> Typed | None:
    typed = read(node, scope, context)
    return None if typed is None else as_amount(node, typed, context.faults)


def _is_zero(expression: meaning.Expression) -> bool:
    match expression:
        case meaning.Constant(amount=amount):
            return amount == 0
        case _:
            return False


def read_rounded(node: model.Rounded, scope: Scope, context: Context, read: Read) -> Typed | None:
    """Rounding to a multiple of a written step of the same unit (E202, E209)."""
    operand = _amount(node.operand, scope, context, read)
    step = _amount(node.step, scope, context, read)
    if operand is None or step is None:
        return None
    step = fitted(step, operand.unit)
    if operand.unit != step.unit:
        sides = (node.operand, operand.unit), (node.step, step.unit)
        wrong_units(node, *sides, context.faults, code="E202")
        return None
    exact = _constant(step.expression)
    if not exact:
        context.faults.add(
            "E209",
            node.step,
            f"`{spoken(node.step)}` is no step to round to",
            help="write an amount above 0, as in `rounded to the nearest 15 minutes`",
        )
        return None
    rounded = meaning.Rounded(operand.expression, node.mode, exact, operand.unit, spoken(node.step))
    return Typed(rounded, "amount", operand.unit)


def _constant(expression: meaning.Expression) -> Fraction | None:
    match expression:
        case meaning.Constant(amount=amount):
            return amount
        case _:
            return None


def read_compare(node: model.Compare, scope: Scope, context: Context, read: Read) -> Typed | None:
    """A comparison of two amounts of one unit (E202), of two dates (E212), or with a range."""
    if node.operator == "within":
        return _within(node, scope, context, read)
    left, right = read(node.left, scope, context), read(node.right, scope, context)
    if left is None or right is None:
        return None
    if left.sort == "day" and right.sort == "day":
        made = meaning.Compare(node.operator, left.expression, right.expression)
        return Typed(made, "truth")
    if "day" in (left.sort, right.sort):
        context.faults.add(
            "E212",
            node,
            f"one of `{spoken(node.left)}` and `{spoken(node.right)}` is a date, the other is not",
            help="compare a date with a date, as in `registered on >= 1 July 2020`",
        )
        return None
    one = as_amount(node.left, left, context.faults)
    other = as_amount(node.right, right, context.faults)
    if one is None or other is None:
        return None
    one, other = fitted(one, other.unit), fitted(other, one.unit)
    if one.unit != other.unit:
        sides = (node.left, one.unit), (node.right, other.unit)
        wrong_units(node, *sides, context.faults, code="E202")
        return None
    return Typed(meaning.Compare(node.operator, one.expression, other.expression), "truth")


def _within(node: model.Compare, scope: Scope, context: Context, read: Read) -> Typed | None:
    operand = _amount(node.left, scope, context, read)
    found = _range(node.right, scope, context, read)
    if operand is None or found is None:
        return None
    wanted, scale = found
    per = operand.unit if scale is None else operand.unit / scale.unit
    wanted = fitted(wanted, per)
    if wanted.unit != per:
        unit = wanted.unit if scale is None else wanted.unit * scale.unit
        sides = (node.left, operand.unit), (node.right, unit)
        wrong_units(node, *sides, context.faults, code="E202")
        return None
    match wanted.expression:
        case meaning.RangeConstant() as written:
            pass
        case _:  # a blank whose argument is not known yet
            written = meaning.RangeConstant(Fraction(1), Fraction(1), per)
    multiple = None if scale is None else scale.expression
    return Typed(meaning.Within(operand.expression, written, multiple), "truth")


def _range(
    node: model.Expression, scope: Scope, context: Context, read: Read
) -> tuple[Typed, Typed | None] | None:
    """The range to the right of `within`, and the amount that scales it, if any (else E207)."""
    match node:
        case model.Arithmetic(operator="×", left=left, right=right):
            one, other = read(left, scope, context), read(right, scope, context)
            if one is None or other is None:
                return None
            if one.sort != "range" and _is_range(other):
                right, one, other = left, other, one
            if _is_range(one):
                scale = as_amount(right, other, context.faults)
                return None if scale is None else (one, scale)
        case _:
            typed = read(node, scope, context)
            if typed is None:
                return None
            if _is_range(typed):
                return typed, None
    context.faults.add(
        "E207",
        node,
        f"`{spoken(node)}` is no range, where `within` needs one",
        help="write both ends, as in `within 4 to 8`",
    )
    return None


def _is_range(typed: Typed) -> bool:
    return typed.sort in ("range", "open")
