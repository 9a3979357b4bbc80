"""Turn written quantities into exact amounts in base units, and keep units apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.language import meaning
from pcn_rules.language.faults import Faults, spoken
from pcn_rules.language.model import Amount, Arithmetic, Node, Per, Rounded
from pcn_rules.language.scope import Context, Typed
from pcn_rules.language.symbols import unit_in_words
from pcn_rules.language.vocabulary import unknown_unit
from pcn_rules.source import Span
from pcn_rules.values.units import BUILT_IN, NUMBER, POUNDS, Unit

_NUMBER = re.compile(r"(£?)(\d+(?:,\d{3})*(?:\.\d+)?)(%?)")


def read_amount(node: Amount, context: Context) -> Typed | None:
    """A quantity as an exact amount, or a range, in base units; a rate divides by what it is per.

    Reports unknown units (E152) and a rate per nothing (E213).
    """
    factor, unit = Fraction(1), NUMBER
    if node.unit is not None:
        named = context.symbols.unit(node.unit)
        if named is None:
            unknown_unit(node.unit, node, context.symbols, context.faults)
            return None
        factor, unit = named.factor, named.unit
    for per in node.per:
        below = _below(per, node, context)
        if below is None:
            return None
        factor, unit = factor / below[0], unit / below[1]
    written, bare = spoken(node), node.unit is None
    if node.upper is None:
        constant = meaning.Constant(node.amount * factor, unit, written)
        return Typed(constant, "amount", unit, bare)
    if node.upper < node.amount:  # told where the range is read
        return None
    low, high = node.amount * factor, node.upper * factor
    return Typed(meaning.RangeConstant(low, high, unit, written), "range", unit, bare)


def _below(per: Per, node: Amount, context: Context) -> tuple[Fraction, Unit] | None:
    place = node if per.span is None else per
    named = context.symbols.counted(per.unit)
    if named is None:
        unknown_unit(per.unit, place, context.symbols, context.faults)
        return None
    if per.amount == 0:
        nothing_per(place, context)
        return None
    return per.amount * named.factor, named.unit


def nothing_per(place: Node, context: Context) -> bool:
    """Note a rate per nothing (E213); always true, for it is one."""
    context.faults.add(
        "E213",
        place,
        "nothing can be counted per 0",
        help="write how many it is per, as in `per 1,000 patients`",
    )
    return True


# --- quantities inside the words of a clause --------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a clause, and where it stands."""

    text: str
    span: Span | None


def read_quantity(words: tuple[Word, ...]) -> Amount | None:
    """The quantity that some words of a clause write, such as `4 to 8 per 1,000 weighted patients`.

    None where they begin with no number. Whether its units are known is not asked here.
    """
    texts = [word.text.rstrip(",") for word in words]
    if not texts or not texts[0]:
        return None
    span = _joined(words)
    head, *rates = _split(texts)
    if head[0].casefold() == "quarter":
        return Amount(Fraction(1), None, " ".join(head), _pers(rates, span), span=span)
    first = _NUMBER.fullmatch(head[0])
    if first is None:
        return None
    rest, upper = head[1:], None
    if len(rest) > 1 and rest[0].casefold() == "to":
        last = _NUMBER.fullmatch(rest[1])
        if last is None:
            return None
        upper, rest = last, rest[2:]
    # A further number that no `to` or `per` leads up to belongs to other words of the clause.
    if any(_NUMBER.match(word) for part in (rest, *(r[1:] for r in rates)) for word in part):
        return None
    unit = _written_unit(first, upper, rest)
    end = _number(upper[2]) if upper else None
    return Amount(_number(first[2]), end, unit, _pers(rates, span), span=span)


def _written_unit(first: re.Match[str], last: re.Match[str] | None, rest: list[str]) -> str | None:
    symbol = first[1] or first[3] or (last[3] if last else "")
    return " ".join([*([symbol] if symbol else []), *rest]) or None


def _number(digits: str) -> Fraction:
    return Fraction(digits.replace(",", ""))


def _split(texts: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for text in texts:
        if text.casefold() == "per" and parts[-1]:
            parts.append([])
        else:
            parts[-1].append(text)
    return parts


def _pers(rates: list[list[str]], span: Span | None) -> tuple[Per, ...]:
    pers = []
    for rate in rates:
        found = _NUMBER.fullmatch(rate[0]) if len(rate) > 1 else None
        amount = _number(found[2]) if found else Fraction(1)
        pers.append(Per(amount, " ".join(rate[1:] if found else rate), span=span))
    return tuple(pers)


def _joined(words: tuple[Word, ...]) -> Span | None:
    first, last = words[0].span, words[-1].span
    if first is None or last is None:
        return None
    trailing = len(words[-1].text) - len(words[-1].text.rstrip(","))
    return Span(first.source, first.start, last.end - trailing)


# --- units that must agree --------------------------------------------------------------------

_SAID = {name for unit in BUILT_IN for name, _ in unit.unit.powers}
"""Time, money and posts: a number of them always says of what."""


def counts_things(unit: Unit) -> bool:
    """Whether a unit counts things that a vocabulary declares, one at a time, such as beds."""
    match unit.powers:
        case ((name, 1),):
            return name not in _SAID
        case _:
            return False


def fitted(side: Typed, unit: Unit) -> Typed:
    """A bare number as a number of a unit, where a reader would take it so: `beds >= 10`."""
    if not side.bare or side.unit == unit:
        return side
    missing = unit / side.unit
    if not counts_things(missing):
        return side
    return Typed(_counted(side.expression, missing), side.sort, unit)


def _counted(expression: meaning.Expression, missing: Unit) -> meaning.Expression:
    match expression:
        case meaning.Constant(amount=amount, unit=unit, written=written):
            return meaning.Constant(amount, unit * missing, written)
        case meaning.RangeConstant(low=low, high=high, unit=unit, written=written):
            return meaning.RangeConstant(low, high, unit * missing, written)
        case _:
            raise TypeError(expression)


def wrong_units(
    node: Node, left: tuple[Node, Unit], right: tuple[Node, Unit], faults: Faults, *, code: str
) -> None:
    """Note that two amounts of different units meet (E201 in a sum, E202 in a comparison)."""
    what = "added" if code == "E201" else "compared"
    faults.add(
        code,
        node,
        f"{_in_unit(*left)} and {_in_unit(*right)}: they cannot be {what}",
        help=_unit_remedy(left, right),
    )


def _in_unit(node: Node, unit: Unit) -> str:
    return f"`{spoken(node)}` is {'' if unit == NUMBER else 'in '}{unit_in_words(unit)}"


def _unit_remedy(left: tuple[Node, Unit], right: tuple[Node, Unit]) -> str:
    """A remedy: what a number lacks (`30` for `30 minutes`), or else that one unit is wanted."""
    for (node, _), (_, other) in ((left, right), (right, left)):
        match node:
            case Amount(unit=None, per=()) if other == POUNDS:
                return f"say of what: `£{spoken(node)}`"
            case Amount(unit=None, per=()) if other != NUMBER:
                return f"say of what: `{spoken(node)} {other}`"
            case _:
                pass
    for (node, unit), (_, other) in ((left, right), (right, left)):
        divisor = _plain_divisor(node)
        if divisor is not None and counts_things(unit / other):
            return f"did you mean `/ {spoken(divisor)} {unit / other}`?"
    return "bring both to one unit, as a rate does: `30 minutes per bed × beds`"


def _plain_divisor(node: Node) -> Amount | None:
    """A number without a unit that something in a calculation is divided by."""
    match node:
        case Arithmetic(operator="/", right=Amount(unit=None, per=()) as divisor):
            return divisor
        case Arithmetic(left=left, right=right):
            return _plain_divisor(left) or _plain_divisor(right)
        case Rounded(operand=operand):
            return _plain_divisor(operand)
        case _:
            return None
