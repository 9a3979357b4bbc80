"""Keep what a vocabulary declares under the names a reader may use for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Generic, TypeVar

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning
from pcn_rules.language.faults import Faults, key, span_of, words_within
from pcn_rules.language.model import (
    Blank,
    EntityDeclaration,
    MeasureDeclaration,
    Node,
    PhraseDeclaration,
)
from pcn_rules.values.units import BUILT_IN, DAYS, MONTHS, NUMBER, Unit, UnitName

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """A declared thing: its name as declared, where, and what it is."""

    name: str
    place: Node | None
    value: T


@dataclass(slots=True)
class Table(Generic[T]):
    """Declared things of one kind by name; `noun` is what a reader calls that kind."""

    noun: str
    entries: dict[str, Known[T]] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    """Names whose declaration is at fault, so that nobody calls them unknown."""

    def leave_out(self, name: str) -> None:
        """Note that a name is declared, but not so that anything can be made of it."""
        self.faulty.add(key(name))

    def is_faulty(self, name: str) -> bool:
        """Whether the declaration of a name is at fault."""
        return key(name) in self.faulty

    def get(self, name: str) -> T | None:
        """What a name stands for, whatever its case and white space; None where nothing."""
        found = self.entries.get(key(name))
        return found.value if found else None

    def names(self) -> Iterator[tuple[str, Node | None]]:
        """Every name with where it is declared."""
        for known in self.entries.values():
            yield known.name, known.place

    def declare(
        self, name: str, place: Node, value: T, faults: Faults, *, under: str | None = None
    ) -> None:
        """Add a name, or note that it is declared already (E159).

        `under` is what stands for the name where two names may come to the same.
        """
        index = key(under or name)
        before = self.entries.get(index)
        if before is None:
            self.entries[index] = Known(name, place, value)
            return
        related = (Related(span_of(before.place), "declared here"),) if before.place else ()
        faults.add(
            "E159",
            words_within(place, name),
            f"the {self.noun} `{name}` is declared twice"
            if before.place
            else f"the {self.noun} `{name}` is known without being declared",
            help="give one of them another name, or leave it out",
            related=related,
        )


@dataclass(slots=True)
class EntityEntry:
    """An entity with its facts by name, as they are being declared."""

    declaration: EntityDeclaration
    name: str
    plural: str
    facts: Table[meaning.FactDefinition]


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A role by its name and its plural, either of which names the posts that hold it."""

    name: str
    plural: str


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor; `group` is the entities it stands for where it is each of a kind."""

    actor: meaning.Actor
    group: meaning.Group | None


@dataclass(frozen=True, slots=True)
class Noun:
    """What a group is called by: an entity, or the posts that hold a role.

    `start` is at which of its words it begins; those before single it out.
    """

    entry: EntityEntry
    start: int
    role: meaning.HasRole | None = None


@dataclass(slots=True)
class Symbols:
    """Everything the vocabularies declare."""

    units: Table[UnitName] = field(default_factory=lambda: Table("unit"))
    entities: Table[EntityEntry] = field(default_factory=lambda: Table("entity"))
    forms: dict[str, EntityEntry] = field(default_factory=dict)
    facts: Table[meaning.FactDefinition] = field(default_factory=lambda: Table("fact"))
    measures: Table[MeasureDeclaration] = field(default_factory=lambda: Table("measure"))
    actors: Table[ActorEntry] = field(default_factory=lambda: Table("actor"))
    roles: Table[RoleEntry] = field(default_factory=lambda: Table("role"))
    role_forms: dict[str, RoleEntry] = field(default_factory=dict)
    """Roles by name and by plural."""
    posts: tuple[EntityEntry, meaning.FactDefinition] | None = None
    """The entity whose fact says which role it holds, and that fact."""
    phrases: Table[PhraseDeclaration] = field(default_factory=lambda: Table("phrase"))
    plain: dict[str, PhraseDeclaration] = field(default_factory=dict)
    """The phrases without blanks, which may be named in expressions, by `phrase_key`."""
    openings: dict[str | None, list[PhraseDeclaration]] = field(default_factory=dict)
    """The phrases by their first word, under None those that begin with a blank; filled once."""

    def unit(self, written: str) -> UnitName | None:
        """The unit that a written name stands for, `per` and all; None where it is unknown."""
        return self._plain_unit(written) or self._rate(written)

    def counted(self, written: str) -> UnitName | None:
        """The unit after a `per`: a unit, a group of entities, or what a measure counts in."""
        found = self._plain_unit(written)
        if found is not None:
            return found
        noun = self.group_noun(written)
        if noun is not None:
            return entity_unit(noun.entry)
        measure = self.measures.get(written) or self.measures.get(plural_of(written))
        if measure is not None:
            return self.unit(measure.unit)
        fact = self.facts.get(written) or self.facts.get(plural_of(written))
        match fact:
            case meaning.FactDefinition(kind=meaning.NumberKind(unit=unit, factor=factor)):
                things = Unit(tuple(power for power in unit.powers if power[0] not in _TIMES))
                # Of patients per month, it is patients that are counted.
                return UnitName(written, things, factor if things == unit else Fraction(1))
            case _:
                return None

    def group_noun(self, text: str) -> Noun | None:
        """What some words end with: an entity, or a role, singular or plural."""
        words = text.split()
        for start in range(len(words)):
            found = self.noun(" ".join(words[start:]), start)
            if found is not None:
                return found
        return None

    def noun(self, name: str, start: int = 0) -> Noun | None:
        """The entity of that name, or that of the posts that hold the role of that name."""
        entry = self.forms.get(key(name))
        if entry is not None:
            return Noun(entry, start)
        role = self.role_forms.get(key(name))
        if role is None or self.posts is None:
            return None
        entry, fact = self.posts
        return Noun(entry, start, meaning.HasRole(fact, role.name))

    def _plain_unit(self, written: str) -> UnitName | None:
        found = self.units.get(written)
        if found is not None:
            return found
        noun = self.noun(written)
        return entity_unit(noun.entry) if noun else None

    def _rate(self, written: str) -> UnitName | None:
        numerator, *below = key(written).split(" per ")
        if not below:
            return None
        top = self._plain_unit(numerator)
        if top is None:
            return None
        unit, factor = top.unit, top.factor
        for part in below:
            amount, name = leading_amount(part)
            bottom = self.counted(name)
            if bottom is None or amount == 0:
                return None
            unit, factor = unit / bottom.unit, factor / (amount * bottom.factor)
        return UnitName(written, unit, factor)


_TIMES = frozenset(name for unit in (DAYS, MONTHS) for name, _ in unit.powers)


def leading_amount(words: str) -> tuple[Fraction, str]:
    """`1,000 weighted patients` as 1,000 and the rest; 1 where no number is written."""
    first, _, rest = words.partition(" ")
    digits = first.replace(",", "")
    if rest and digits.isdigit():
        return Fraction(digits), rest
    return Fraction(1), words


def entity_unit(entry: EntityEntry) -> UnitName:
    """Entities of a kind as a unit to count in: `26 care homes`."""
    return UnitName(entry.plural, Unit(((entry.plural, 1),)), whole=True)


def built_in_units() -> Table[UnitName]:
    """The units that mean the same in every contract, by name."""
    table: Table[UnitName] = Table("unit")
    for unit in BUILT_IN:
        table.entries[key(unit.name)] = Known(unit.name, None, unit)
    return table


def plural_of(name: str) -> str:
    """The regular plural of a name: `practice`, `practices`; `nursing body`, `nursing bodies`."""
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    if name.endswith(("s", "x", "ch", "sh")):
        return f"{name}es"
    return f"{name}s"


def singulars_of(name: str) -> tuple[str, ...]:
    """The names whose regular plural a name is: `beds`, `bed`; `bodies`, `body`."""
    stems = (name[:-1], name[:-2], f"{name[:-3]}y")
    return tuple(stem for stem in stems if stem and plural_of(stem) == name)


def unit_in_words(unit: Unit) -> str:
    """A unit as a reader would call it."""
    if unit == NUMBER:
        return "a plain number"
    above = [_power(name, power) for name, power in unit.powers if power > 0]
    below = [_power((*singulars_of(name), name)[0], -p) for name, p in unit.powers if p < 0]
    return " per ".join((" × ".join(above) or "1", *below))


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


@lru_cache(maxsize=1024)
def phrase_in_words(words: tuple[str | Blank, ...]) -> str:
    """A phrase as its declaration writes it, blanks and all."""
    parts: list[str] = []
    for word in words:
        match word:
            case Blank(name=name, unit=unit):
                parts.append(f"({name})" if key(name) == key(unit) else f"({name}: {unit})")
            case str():
                parts.append(word.strip())
    return " ".join(" ".join(parts).split()).replace(" ,", ",")


def phrase_pattern(words: tuple[str | Blank, ...]) -> str:
    """What a phrase is told apart by: its words, and the units of its blanks."""
    parts: list[str] = []
    for word in words:
        match word:
            case Blank(unit=unit):
                parts.append(f" ({unit}) ")
            case str():
                parts.append(word)
    return phrase_key("".join(parts))


def phrase_key(text: str) -> str:
    """What two spellings of a phrase have in common: case, white space, commas do not matter."""
    return " ".join(word.rstrip(",") for word in text.casefold().split())
