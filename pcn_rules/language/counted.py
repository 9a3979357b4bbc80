"""Find out what a sum is paid for each of: `per registered patient`, `per bed`, `per point`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.language import meaning, model
from pcn_rules.language.expressions import read, read_group
from pcn_rules.language.faults import did_you_mean, key, words_within
from pcn_rules.language.scope import Context, Scope
from pcn_rules.language.surroundings import Surroundings
from pcn_rules.language.symbols import EntityEntry, Table, plural_of, singulars_of
from pcn_rules.language.vocabulary import units_of, unknown_unit
from pcn_rules.values.units import Unit


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, and how many base units one of it is (60 for an hour)."""

    what: meaning.Expression | meaning.Earned
    each: Fraction = Fraction(1)


def what_is_counted(
    per: model.Per, group: meaning.Group | None, around: Surroundings
) -> Counted | None:
    """The amount that a `per` names, in the singular or the plural.

    With a group it is a fact of its entities: by name, or the one that is in that unit (`per WTE`).
    Without, it is a measure or a fact of the network, a kind of thing it has, or what incentives
    earn. Reports a unit in which nothing is counted (E220) or several things are (E221).
    """
    context = around.context
    if group is not None:
        entity = context.symbols.entities.get(group.entity)
        assert entity is not None
        return _of_each(per, entity, context)
    found = _of_network(per, context)
    if found is not None:
        return found
    if key(per.unit) in around.earned:
        return _earned(per, context)
    if context.symbols.group_noun(per.unit) is not None:
        return _things(per, context)
    _nothing_counted(per, context, _network_names(context))
    return None


def _forms(words: str) -> Iterator[str]:
    yield words
    yield plural_of(words)


def _of_network(per: model.Per, context: Context) -> Counted | None:
    symbols = context.symbols
    for name in _forms(per.unit):
        if symbols.measures.get(name) is None and _amount_of(symbols.facts, name) is None:
            continue
        typed = read(model.Name(name, span=per.span), Scope(), context)
        return None if typed is None or typed.sort != "amount" else Counted(typed.expression)
    return None


def _amount_of(table: Table[meaning.FactDefinition], name: str) -> meaning.FactDefinition | None:
    match table.get(name):
        case meaning.FactDefinition(kind=meaning.NumberKind()) as fact:
            return fact
        case _:
            return None


def _earned(per: model.Per, context: Context) -> Counted | None:
    named = context.symbols.counted(per.unit)
    if named is None:
        unknown_unit(per.unit, per, context.symbols, context.faults)
        return None
    return Counted(meaning.Earned(named.unit, per.unit), named.factor)


def _things(per: model.Per, context: Context) -> Counted | None:
    group = read_group(model.Group(per.unit, span=per.span), Scope(), context)
    if group is None:
        return None
    entity = context.symbols.entities.get(group.entity)
    assert entity is not None
    return Counted(meaning.NumberOf(group, Unit(((entity.plural, 1),))))


def _of_each(per: model.Per, entity: EntityEntry, context: Context) -> Counted | None:
    for name in _forms(per.unit):
        fact = _amount_of(entity.facts, name)
        if fact is not None:
            return Counted(meaning.FactValue(fact))
    named = context.symbols.counted(per.unit)
    alike = [
        known.value
        for known in entity.facts.entries.values()
        if named is not None and _unit_of(known.value) == named.unit
    ]
    if len(alike) == 1 and named is not None:
        return Counted(meaning.FactValue(alike[0]), named.factor)
    if alike:
        names = " or ".join(f"`per {_singular(fact.name)}`" for fact in alike[:3])
        context.faults.add(
            "E221",
            per,
            f"`{per.unit}` may be any of {len(alike)} facts of `{entity.name}`",
            help=f"name the one that is meant: {names}",
        )
        return None
    facts = [
        (known.name, known.place)
        for known in entity.facts.entries.values()
        if _unit_of(known.value) is not None
    ]
    _nothing_counted(per, context, facts, f" of each {entity.name}")
    return None


def _unit_of(fact: meaning.FactDefinition) -> Unit | None:
    match fact.kind:
        case meaning.NumberKind(unit=unit):
            return unit
        case _:
            return None


def _singular(name: str) -> str:
    return next(iter(singulars_of(name)), name)


def _network_names(context: Context) -> list[tuple[str, model.Node | None]]:
    symbols = context.symbols
    facts = [
        (known.name, known.place)
        for known in symbols.facts.entries.values()
        if _unit_of(known.value) is not None
    ]
    return [*symbols.measures.names(), *facts]


def _nothing_counted(
    per: model.Per, context: Context, known: list[tuple[str, model.Node | None]], of: str = ""
) -> None:
    """Report what is neither a unit (E152) nor anything that is counted (E220)."""
    named = [(_singular(name), place) for name, place in known]
    if context.symbols.counted(per.unit) is None:
        context.faults.add(
            "E152",
            words_within(per, per.unit),
            f"`{per.unit}` is not a unit, and nothing is counted that is called so",
            help=did_you_mean(per.unit, [*named, *units_of(context.symbols)])
            or "name what is counted, as in `per registered patient`; what is new is declared as a "
            "fact or a measure of the vocabulary",
        )
        return
    context.faults.add(
        "E220",
        per,
        f"nothing{of or ' of the network'} that is called `{per.unit}` is counted",
        help=did_you_mean(per.unit, named)
        or "name a measure, as in `per registered patient`, or say for each of whom it is paid",
    )
