"""Tell what a small network holds, a sentence for each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcn_rules.compare.patterns import FIRST
from pcn_rules.language.meaning import FactDefinition, Vocabulary
from pcn_rules.networks.model import Days, Network, Record
from pcn_rules.networks.writing import value_text
from pcn_rules.values.days import written


def facts_of(network: Network, vocabularies: Iterable[Vocabulary]) -> Iterator[str]:
    """Everything that a network holds: its lists, what is on record, what is complete."""
    facts = _facts(vocabularies)
    names = {thing.id: thing.name for thing in network.things}
    for thing in network.things:
        when = f", on {written(thing.stands.first)}" if thing.stands.last else ""
        yield f"there is {thing.name}{when}"
    for record in network.records:
        yield _record(record, facts[record.entity, record.fact], names)
    for entity in sorted(network.complete):
        has = any(thing.entity == entity for thing in network.things)
        yield f"there is no {'other ' if has else ''}{entity}"
    for series in network.complete_series:
        yield f"nothing else of “{series.fact}” happened"


def _facts(
    vocabularies: Iterable[Vocabulary],
) -> dict[tuple[str | None, str], FactDefinition]:
    found: dict[tuple[str | None, str], FactDefinition] = {}
    for vocabulary in vocabularies:
        every = (*vocabulary.facts, *(f for entity in vocabulary.entities for f in entity.facts))
        found.update({(fact.entity, fact.name): fact for fact in every})
    return found


def _record(record: Record, fact: FactDefinition, names: dict[str, str]) -> str:
    whose = f"{names.get(record.subject, record.subject)}: " if record.subject else ""
    value = value_text(record.value, fact)
    return f"{whose}“{record.fact}” is {value}{_days(record.describes)}"


def _days(days: Days) -> str:
    if days.last is None:
        return f" from {written(days.first)}" if days.first > FIRST else ""
    if days.first == days.last:
        return f" on {written(days.first)}"
    if days.first > FIRST:
        return f" from {written(days.first)} to {written(days.last)}"
    return f" up to {written(days.last)}"
