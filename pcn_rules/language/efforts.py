"""Turn written efforts into minutes, of whom, and into what they are counted by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning, model
from pcn_rules.language.expressions import read, read_group
from pcn_rules.language.faults import did_you_mean, key, span_of, spoken, words_within
from pcn_rules.language.names import read_measure
from pcn_rules.language.quantities import read_amount
from pcn_rules.language.scope import Context, Scope
from pcn_rules.language.sources import Sources, read_citation
from pcn_rules.language.subjects import Owed
from pcn_rules.language.symbols import Known, singulars_of, unit_in_words
from pcn_rules.values.units import DAYS, MINUTES, MONTHS, WTE, Unit

PER_DAY = MINUTES / DAYS
_TIME = {name for unit in (MINUTES, DAYS, MONTHS) for name, _ in unit.powers}


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one of a unit is in minutes, or in minutes per day."""

    written: model.Conversion
    unit: Unit
    low: Fraction
    high: Fraction
    worth: Unit
    citations: tuple[meaning.Citation, ...]
    set: str


def read_conversions(
    files: tuple[model.AssumptionsFile, ...], sources: Sources, context: Context
) -> dict[str, Conversion]:
    """What units of work are in hours, by the base unit of each.

    Reports an unknown unit (E152), one converted twice (E159), and what is no time (E210).
    """
    found: dict[str, Conversion] = {}
    for file in files:
        for item in file.items:
            match item:
                case model.Conversion():
                    made = _conversion(item, file.name, sources, context)
                    if made is not None:
                        _keep(made, found, context)
                case _:
                    pass
    return found


def _keep(made: Conversion, found: dict[str, Conversion], context: Context) -> None:
    ((name, _),) = made.unit.powers
    before = found.setdefault(name, made)
    if (before.low, before.high) != (made.low, made.high):
        context.faults.add(
            "E159",
            made.written,
            f"what one {made.written.unit} is is assumed twice",
            help="leave one of them out, or read only one of the two sets",
            related=(Related(span_of(before.written), "assumed here"),),
        )


def _conversion(
    item: model.Conversion, set: str, sources: Sources, context: Context
) -> Conversion | None:
    cited = tuple(read_citation(each, sources, context.faults) for each in item.cites)
    unit = context.symbols.unit(item.unit)
    typed = read_amount(item.amount, context)
    if unit is None:
        context.faults.add(
            "E152",
            words_within(item, item.unit),
            f"`{item.unit}` is not a unit",
            help=did_you_mean(item.unit, context.symbols.units.names())
            or f"declare it in the vocabulary: `unit {item.unit}s`",
        )
    if unit is None or typed is None:
        return None
    wanted = PER_DAY if unit.unit == WTE else MINUTES
    if typed.unit != wanted or len(unit.unit.powers) != 1 or unit.unit == MINUTES:
        _no_time(
            item.amount, typed.unit, "hours per week" if wanted == PER_DAY else "hours", context
        )
        return None
    low, high = ends_of(typed.expression)
    kept = tuple(each for each in cited if each is not None)
    worth = (low / unit.factor, high / unit.factor)
    return Conversion(item, unit.unit, *worth, typed.unit, kept, set)


def _no_time(node: model.Node, unit: Unit, wanted: str, context: Context) -> None:
    context.faults.add(
        "E210",
        node,
        f"`{spoken(node)}` is in {unit_in_words(unit)}, and an effort is time",
        help=f"write {wanted}, as in `15 to 60 minutes per care home`"
        if wanted != "hours per week"
        else "write hours per week, as in `one WTE is 37.5 hours per week`",
    )


def read_effort(
    written: model.Amount, conversions: Mapping[str, Conversion], context: Context
) -> meaning.Stated | None:
    """An effort in minutes, once or per day or month; its roles are read apart.

    Reports what is no time (E210), and units whose time nobody assumed (E214).
    """
    typed = read_amount(written, context)
    if typed is None:
        return None
    low, high = ends_of(typed.expression)
    powers = dict(typed.unit.powers)
    for name, conversion in conversions.items():
        if powers.get(name) == 1:
            powers.pop(name)
            unit = Unit(tuple(sorted(powers.items()))) * conversion.worth
            per = _of_nobody(low * conversion.low, high * conversion.high, unit)
            return _checked(written, per, context)
    return _checked(written, _of_nobody(low, high, typed.unit), context)


def _of_nobody(low: Fraction, high: Fraction, unit: Unit) -> meaning.Stated:
    """An effort between two ends, of whom nobody knows yet."""
    return meaning.Stated(low, high, unit, each_time=False, roles=(), written="")


def _checked(
    written: model.Amount, found: meaning.Stated, context: Context
) -> meaning.Stated | None:
    powers = dict(found.unit.powers)
    if powers.get("minutes") == 1 and all(
        power < 0 for name, power in powers.items() if name != "minutes"
    ):
        if powers.get("days", 0) + powers.get("months", 0) >= -1:
            return found
        _no_time(written, found.unit, "hours", context)
        return None
    above = [name for name, power in powers.items() if power == 1 and name not in _TIME]
    if len(above) == 1 and (above[0] == "WTE" or not _is_listed(above[0], context)):
        context.faults.add(
            "E214",
            written,
            f"`{spoken(written)}` is in {above[0]}, and nobody assumed how long that is",
            help="assume it, as in `one WTE is 37.5 hours per week` or `one session is 4 hours`",
        )
        return None
    _no_time(written, found.unit, "minutes or hours", context)
    return None


def _is_listed(unit: str, context: Context) -> bool:
    """Whether a unit counts what a network lists or the money it has: it is no work."""
    plurals = {known.value.plural for known in context.symbols.entities.entries.values()}
    known = context.symbols.units.get(unit)
    return (
        unit in plurals
        or known is None
        or known.whole
        or known.unit != Unit(((unit, 1),))
        or (unit == "£")
    )


def ends_of(expression: meaning.Expression) -> tuple[Fraction, Fraction]:
    """Both ends of an amount or a range."""
    match expression:
        case meaning.Constant(amount=amount):
            return amount, amount
        case meaning.RangeConstant(low=low, high=high):
            return low, high
        case _:
            raise TypeError(expression)


def read_roles(names: tuple[str, ...], item: model.Node, context: Context) -> tuple[str, ...]:
    """The declared roles of some names, with or without an article; others are E155."""
    found = (read_role(name, item, context) for name in names)
    return tuple(role for role in found if role is not None)


def read_role(name: str, item: model.Node, context: Context) -> str | None:
    """The declared role of a name. Reports E155, with the nearest known ones."""
    first, _, rest = name.partition(" ")
    bare = rest if first.casefold() in ("a", "an", "the") else name
    found = context.symbols.roles.get(name) or context.symbols.roles.get(bare)
    if found is None:
        context.faults.add(
            "E155",
            words_within(item, bare),
            f"no role is called `{bare}`",
            help=did_you_mean(bare, context.symbols.roles.names())
            or f"declare it in the vocabulary: `role {bare}`",
        )
    return None if found is None else found.name


# --- what an effort is per --------------------------------------------------------------------


def counted(
    stated: meaning.Stated,
    pers: tuple[model.Per, ...],
    place: model.Node,
    *,
    owed: Owed | None,
    context: Context,
) -> meaning.Stated | None:
    """An effort with what it is per as expressions: what is counted of a network, or of a subject.

    `owed` is None for a total, which is of the network as one. Reports what nothing counts (E215).
    """
    found: list[meaning.Expression] = []
    each_subject = False
    for per in pers:
        unit = context.symbols.counted(per.unit)
        if unit is None or {name for name, _ in unit.unit.powers} <= _TIME:
            continue  # a time, or reported where the unit was read
        counts = _counts(per.unit, place, owed, context)
        if counts is None:
            context.faults.add(
                "E215",
                words_within(place, per.unit),
                f"nothing here says how many `{per.unit}` there are",
                help="name a group, a measure, a fact of the network or of whom the duty is owed",
            )
            return None
        expressions, of_subject = counts
        found += expressions
        each_subject = each_subject or of_subject
    return replace(stated, per=tuple(found), each_subject=each_subject)


_Counts = tuple[tuple[meaning.Expression, ...], bool]


def _counts(name: str, place: model.Node, owed: Owed | None, context: Context) -> _Counts | None:
    """What a name counts, and whether it is counted of each subject."""
    symbols = context.symbols
    inner = None if owed is None else owed.scope.entity
    noun = symbols.group_noun(name)
    if noun is not None and inner is not None and noun.entry is inner:
        return (), True
    if inner is not None:
        fact = _number_named(name, inner.facts.entries.values())
        if fact is not None:
            return (meaning.FactValue(fact),), True
    for known in symbols.measures.entries.values():
        if key(name) in _forms(known.name):
            typed = read_measure(known.value, place, Scope(), context, read)
            return None if typed is None else ((typed.expression,), False)
    fact = _number_named(name, symbols.facts.entries.values())
    if fact is not None:
        return (meaning.FactValue(fact),), False
    if noun is None:
        return None
    group = read_group(model.Group(name, span=place.span), Scope(), context)
    if group is None:
        return None
    return (meaning.NumberOf(group, Unit(((noun.entry.plural, 1),))),), False


def _forms(name: str) -> set[str]:
    """A name and the singular of its last word: `registered patients`, `registered patient`."""
    return {key(name), *(key(each) for each in singulars_of(name))}


def _number_named(
    name: str, known: Iterable[Known[meaning.FactDefinition]]
) -> meaning.FactDefinition | None:
    for entry in known:
        match entry.value:
            case meaning.FactDefinition(kind=meaning.NumberKind()) as fact if key(name) in _forms(
                fact.name
            ):
                return fact
            case _:
                pass
    return None
