"""Look up the entities, facts and units that a vocabulary declares, as people write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pcn_rules.language.faults import Faults, did_you_mean, key
from pcn_rules.language.meaning import (
    DateKind,
    Entity,
    FactDefinition,
    NumberKind,
    RoleKind,
    SeriesKind,
    Vocabulary,
    YesNoKind,
)
from pcn_rules.source import Span
from pcn_rules.values.units import BUILT_IN, Unit, UnitName

NETWORK = "network"
"""What stands for the network itself where an entity is named."""


@dataclass(frozen=True, slots=True)
class Names:
    """What each name stands for; every lookup takes any case and any white space."""

    entities: Mapping[str, Entity]
    facts: Mapping[str | None, Mapping[str, FactDefinition]]
    """By entity (None for the network itself), then by name."""
    units: Mapping[str, UnitName]

    def each_entity(self) -> Iterator[Entity]:
        """Every entity once, in the order of the vocabulary."""
        return iter({entity.name: entity for entity in self.entities.values()}.values())

    def entity(self, word: str, place: Span, faults: Faults) -> Entity | None:
        """The entity of that name, singular or plural. Reports E411."""
        entity = self.entities.get(key(word))
        if entity is None:
            known = [entity.name for entity in self.each_entity()]
            remedy = did_you_mean(word, ((name, None) for name in known)) or _one_of(known)
            faults.add("E411", place, f"there is no such thing as `{word}` here", remedy)
        return entity

    def fact(
        self, entity: Entity | None, word: str, place: Span, faults: Faults
    ) -> FactDefinition | None:
        """The fact of that name of an entity, or of the network itself. Reports E412."""
        owner = None if entity is None else entity.name
        fact = self.facts[owner].get(key(word))
        if fact is None:
            known = [(fact.name, None) for fact in self.facts[owner].values()]
            remedy = did_you_mean(word, known) or self._elsewhere(word)
            whose = "the network itself" if owner is None else f"`{owner}`"
            faults.add("E412", place, f"{whose} has no fact called `{word}`", remedy)
        return fact

    def _elsewhere(self, word: str) -> str:
        for owner, facts in self.facts.items():
            if key(word) in facts:
                return f"it is a fact of {'the network itself' if owner is None else f'`{owner}`'}"
        return "facts are declared in the vocabulary"


def names_of(vocabulary: Vocabulary) -> Names:
    """The names of a vocabulary. Its attested phrases are facts like any other."""
    entities: dict[str, Entity] = {}
    facts: dict[str | None, dict[str, FactDefinition]] = {None: {}}
    for entity in vocabulary.entities:
        entities[key(entity.plural)] = entity
        facts[entity.name] = {key(fact.name): fact for fact in entity.facts}
    # A name goes before a plural that happens to read the same.
    entities |= {key(entity.name): entity for entity in vocabulary.entities}
    for fact in vocabulary.facts:
        facts.setdefault(fact.entity, {}).setdefault(key(fact.name), fact)
    every = [fact for owned in facts.values() for fact in owned.values()]
    return Names(entities, facts, _units(every, vocabulary.entities))


def file_of(entity: Entity) -> str:
    """The name of the file that lists an entity: its plural with hyphens, `care-homes.csv`."""
    return "-".join(key(entity.plural).split()) + ".csv"


def _units(facts: list[FactDefinition], entities: tuple[Entity, ...]) -> dict[str, UnitName]:
    found = {key(unit.name): unit for unit in BUILT_IN}
    for entity in entities:
        for name in (entity.plural, entity.name):
            unit = Unit(((entity.plural, 1),))
            found.setdefault(key(name), UnitName(name, unit, whole=True))
    for fact in facts:
        match fact.kind:
            case NumberKind() | SeriesKind() as kind:
                declared = UnitName(kind.written, kind.unit, kind.factor, kind.whole)
                found.setdefault(key(kind.written), declared)
            case YesNoKind() | DateKind() | RoleKind():
                pass
    return found


def _one_of(names: list[str]) -> str:
    return "the vocabulary has " + ", ".join(f"`{name}`" for name in names)
