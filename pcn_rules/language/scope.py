"""Hold what a name may mean at one place, and what has been made of names so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as OneOf

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language import meaning
from pcn_rules.language.faults import Faults
from pcn_rules.language.model import PhraseDeclaration
from pcn_rules.language.symbols import EntityEntry, Symbols
from pcn_rules.source import Span
from pcn_rules.values.units import NUMBER, Unit

Sort = OneOf["truth", "amount", "range", "day", "open"]


@dataclass(frozen=True, slots=True)
class Typed:
    """A resolved expression and what it comes to.

    `open` is a blank whose argument is not known yet: an amount or a range. A `bare` amount is a
    number of whatever it is compared with, as in `beds >= 10`. `place` is where an amount that
    fills a blank is written.
    """

    expression: meaning.Expression
    sort: Sort
    unit: Unit = NUMBER
    bare: bool = False
    place: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean at one place.

    Facts of `entity` come first, then those of the network. `attests` is the entity that an
    attested phrase is about here. `reading` holds the phrases and measures being read, so that
    one that means itself is found out.
    """

    entity: EntityEntry | None = None
    attests: str | None = None
    blanks: Mapping[str, Typed] = field(default_factory=dict)
    reading: tuple[str, ...] = ()

    def inside(self, entity: EntityEntry) -> Scope:
        """The scope of each entity of a kind."""
        return Scope(entity, entity.name, self.blanks, self.reading)

    def of_network(self) -> Scope:
        """The scope of the network itself, where measures are read."""
        return Scope(reading=self.reading)

    def reads(self, name: str) -> Scope:
        """The scope while a phrase or measure is being read."""
        return Scope(self.entity, self.attests, self.blanks, (*self.reading, name))


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a phrase in one kind of scope, so that it is read there once."""

    typed: Typed | None
    faults: tuple[Diagnostic, ...]
    attested: tuple[meaning.FactDefinition, ...]


@dataclass(slots=True)
class Context:
    """What is known of the vocabulary, and what came of reading it.

    `attested` collects the facts that attested phrases made; `measures` those read already (None:
    at fault); `readings` the phrases without blanks read already, by their words and where they
    were read; `unsound` the phrases whose own meaning is at fault, by their words.
    """

    symbols: Symbols
    faults: Faults
    attested: dict[meaning.FactDefinition, None] = field(default_factory=dict)
    measures: dict[str, Typed | None] = field(default_factory=dict)
    readings: dict[object, Reading] = field(default_factory=dict)
    unsound: set[tuple[object, ...]] = field(default_factory=set)

    def trial(self) -> Context:
        """The same knowledge with faults and facts of its own, to see whether something fits."""
        return Context(
            self.symbols,
            Faults(),
            measures=self.measures,
            readings=self.readings,
            unsound=self.unsound,
        )

    def is_unsound(self, phrase: PhraseDeclaration) -> bool:
        """Whether a phrase is at fault itself, which is reported once where it is declared."""
        return phrase.words in self.unsound
