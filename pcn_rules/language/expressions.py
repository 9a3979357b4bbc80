"""Turn written expressions into resolved ones: names looked up, units and kinds made to agree."""

from __future__ import annotations

from typing import assert_never

from pcn_rules.language import meaning, model
from pcn_rules.language.amounts import as_amount, read_arithmetic, read_compare, read_rounded
from pcn_rules.language.faults import spoken
from pcn_rules.language.groups import conjunction, read_group_words
from pcn_rules.language.names import read_name, read_series
from pcn_rules.language.quantities import read_amount
from pcn_rules.language.scope import Context, Scope, Typed
from pcn_rules.language.symbols import unit_in_words
from pcn_rules.values.units import Unit


def read(  # noqa: C901, PLR0911, PLR0912 -- one case for each kind of expression
    node: model.Expression, scope: Scope, context: Context
) -> Typed | None:
    """A written expression resolved, with what it comes to; None where it is at fault.

    Every part is read even where another is at fault, so that all faults are reported at once.
    """
    match node:
        case model.Amount():
            return read_amount(node, context)
        case model.DayAmount(day=day):
            return Typed(meaning.DayConstant(day), "day")
        case model.Name():
            return read_name(node, scope, context, read)
        case model.InEachPeriod():
            return read_series(node, scope, context)
        case model.Arithmetic():
            return read_arithmetic(node, scope, context, read)
        case model.Rounded():
            return read_rounded(node, scope, context, read)
        case model.Compare():
            return read_compare(node, scope, context, read)
        case model.NumberOf() | model.SumOf():
            return _total(node, scope, context)
        case model.Not() | model.And() | model.Or():
            return _joined(node, scope, context)
        case model.Every() | model.Some():
            return _quantified(node, scope, context)
        case _:
            assert_never(node)


def read_truth(node: model.Expression, scope: Scope, context: Context) -> meaning.Expression | None:
    """A written yes or no; what is an amount or a day instead is a fault (E205)."""
    typed = read(node, scope, context)
    if typed is None:
        return None
    if typed.sort == "truth":
        return typed.expression
    context.faults.add(
        "E205",
        node,
        f"`{spoken(node)}` is {_sort_in_words(typed)}, where a yes or no is needed",
        help="compare it with something, as in `beds >= 10`" if typed.sort != "range" else None,
    )
    return None


def _sort_in_words(typed: Typed) -> str:
    match typed.sort:
        case "day":
            return "a date"
        case "range":
            return "a range"
        case _:
            return f"an amount ({unit_in_words(typed.unit)})"


def _joined(node: model.Not | model.And | model.Or, scope: Scope, context: Context) -> Typed | None:
    match node:
        case model.Not(operand=operand):
            inner = read_truth(operand, scope, context)
            return None if inner is None else Typed(meaning.Not(inner), "truth")
        case model.And(operands=operands) | model.Or(operands=operands):
            parts = tuple(read_truth(operand, scope, context) for operand in operands)
            found = tuple(part for part in parts if part is not None)
            if len(found) < len(parts):
                return None
            make: type[meaning.And | meaning.Or] = meaning.Or
            match node:
                case model.And():
                    make = meaning.And
                case _:
                    pass
            return Typed(make(found), "truth")


def read_group(node: model.Group, scope: Scope, context: Context) -> meaning.Group | None:
    """The entities that a group is of, with its adjectives and its `where` as one condition."""
    words = read_group_words(node.text, node, context.symbols, context.faults)
    if words is None or node.where is None:
        return words
    entry = context.symbols.entities.get(words.entity)
    assert entry is not None
    where = read_truth(node.where, scope.inside(entry), context)
    if where is None:
        return None
    parts = (where,) if words.where is None else (words.where, where)
    text = f"{words.text} where {spoken(node.where)}"
    return meaning.Group(words.entity, conjunction(parts), text)


def _inner(group: meaning.Group, scope: Scope, context: Context) -> Scope:
    entry = context.symbols.entities.get(group.entity)
    assert entry is not None
    return scope.inside(entry)


def _quantified(node: model.Every | model.Some, scope: Scope, context: Context) -> Typed | None:
    group = read_group(node.group, scope, context)
    if group is None:
        return None
    body = read_truth(node.body, _inner(group, scope, context), context)
    if body is None:
        return None
    match node:
        case model.Every():
            return Typed(meaning.Every(group, body), "truth")
        case model.Some():
            return Typed(meaning.Some(group, body), "truth")


def _total(node: model.NumberOf | model.SumOf, scope: Scope, context: Context) -> Typed | None:
    group = read_group(node.group, scope, context)
    if group is None:
        return None
    match node:
        case model.NumberOf():
            entry = context.symbols.entities.get(group.entity)
            assert entry is not None
            unit = Unit(((entry.plural, 1),))
            return Typed(meaning.NumberOf(group, unit), "amount", unit)
        case model.SumOf(operand=operand):
            amount = _plain_amount(operand, _inner(group, scope, context), context)
            if amount is None:
                return None
            total = meaning.SumOf(amount.expression, group, amount.unit)
            return Typed(total, "amount", amount.unit)


def _plain_amount(node: model.Expression, scope: Scope, context: Context) -> Typed | None:
    """A written amount that is no range; anything else is a fault (E206, E207)."""
    typed = read(node, scope, context)
    return None if typed is None else as_amount(node, typed, context.faults)
