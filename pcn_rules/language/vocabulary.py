"""Turn vocabulary files into symbols: what every declared word is, before any phrase is read."""

from __future__ import annotations

from collections.abc import Iterator

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning
from pcn_rules.language.faults import Faults, did_you_mean, key, span_of, words_within
from pcn_rules.language.groups import read_group_words
from pcn_rules.language.indicators import check_indicator
from pcn_rules.language.model import (
    ActorDeclaration,
    ADate,
    ARole,
    Blank,
    EntityDeclaration,
    FactDeclaration,
    Measured,
    MeasureDeclaration,
    Node,
    PhraseDeclaration,
    RoleDeclaration,
    UnitDeclaration,
    VocabularyFile,
    VocabularyItem,
    YesOrNo,
)
from pcn_rules.language.symbols import (
    ActorEntry,
    EntityEntry,
    Known,
    RoleEntry,
    Symbols,
    Table,
    built_in_units,
    phrase_in_words,
    phrase_key,
    phrase_pattern,
    plural_of,
    singulars_of,
)
from pcn_rules.values.units import Unit, UnitName

_BLANK_UNITS = {"time": "minutes", "money": "£", "percentage": "%"}
"""What a blank may be called by what it measures, and a unit of it."""


def read_vocabulary(files: tuple[VocabularyFile, ...], faults: Faults) -> Symbols:
    """Everything the vocabularies declare, whatever the order in which they declare it.

    Reports names declared twice (E159), and unknown units and entities (E152, E151).
    """
    symbols = Symbols(units=built_in_units())
    items = tuple(item for file in files for item in file.items)
    for item in items:
        _declare_unit_or_entity(item, symbols, faults)
    for item in items:
        _declare_role(item, symbols, faults)
    for item in items:
        _declare_facts(item, symbols, faults)
    for item in items:
        _declare_others(item, symbols, faults)
    _check_shared_names(symbols, faults)
    return symbols


def _check_shared_names(symbols: Symbols, faults: Faults) -> None:
    """Note measures, and phrases that make facts of their own, that have the name of a fact."""
    attested = {
        words: Known(phrase_in_words(phrase.words), phrase, None)
        for words, phrase in symbols.plain.items()
        if phrase.meaning is None
    }
    tables = [symbols.facts, *(known.value.facts for known in symbols.entities.entries.values())]
    for name, known in symbols.measures.entries.items():
        _note_shared(known.name, known.place, symbols.facts.entries.get(name), faults)
    for name, made in attested.items():
        for table in tables:
            _note_shared(made.name, made.place, table.entries.get(name), faults)


def _note_shared(
    name: str,
    place: Node | None,
    fact: Known[meaning.FactDefinition] | None,
    faults: Faults,
) -> None:
    if fact is not None and place is not None and fact.place is not None:
        faults.add(
            "E159",
            words_within(place, name),
            f"`{name}` is the name of a fact already",
            help="give one of them another name",
            related=(Related(span_of(fact.place), "declared here"),),
        )


def _declare_unit_or_entity(item: VocabularyItem, symbols: Symbols, faults: Faults) -> None:
    match item:
        case UnitDeclaration(name=name, whole=whole):
            unit = UnitName(name, Unit(((name, 1),)), whole=whole)
            symbols.units.declare(name, item, unit, faults)
            for singular in singulars_of(name):
                symbols.units.entries.setdefault(key(singular), Known(name, item, unit))
        case EntityDeclaration(name=name):
            plural = item.plural or plural_of(name)
            _check_unit(plural, item, symbols, faults)
            entry = EntityEntry(item, name, plural, Table("fact"))
            symbols.entities.declare(name, item, entry, faults)
            symbols.forms.setdefault(key(name), entry)
            symbols.forms.setdefault(key(plural), entry)
        case _:
            pass


def _check_unit(plural: str, place: Node, symbols: Symbols, faults: Faults) -> None:
    """An entity is a unit to count in, under its plural: it may not be one that is known (E159)."""
    known = symbols.units.entries.get(key(plural))
    if known is not None and known.place is None:
        faults.add(
            "E159",
            words_within(place, plural),
            f"the unit `{plural}` is known without being declared",
            help="give it another name or plural",
        )


def _declare_role(item: VocabularyItem, symbols: Symbols, faults: Faults) -> None:
    """A role, whose name and plural are no other thing's (E159)."""
    match item:
        case RoleDeclaration(name=name):
            plural = item.plural or plural_of(name)
            entry = RoleEntry(name, plural)
            symbols.roles.declare(name, item, entry, faults)
            if symbols.roles.get(name) is not entry:
                return
            _check_unit(plural, item, symbols, faults)
            for form in dict.fromkeys((key(name), key(plural))):
                other = symbols.forms.get(form) or symbols.role_forms.setdefault(form, entry)
                if other is not entry:
                    _name_is_taken(form, item, other.name, faults)
        case _:
            pass


def _name_is_taken(form: str, place: Node, other: str, faults: Faults) -> None:
    faults.add(
        "E159",
        words_within(place, form),
        f"`{form}` is a name of `{other}` already",
        help="give one of them another name or plural",
    )


def _declare_facts(item: VocabularyItem, symbols: Symbols, faults: Faults) -> None:
    match item:
        case EntityDeclaration(name=name, facts=facts):
            entry = symbols.entities.get(name)
            if entry is None or entry.declaration is not item:
                return
            for fact in facts:
                _declare_fact(fact, entry.facts, name, symbols, faults)
                _note_posts(fact, entry, symbols, faults)
        case FactDeclaration():
            _declare_fact(item, symbols.facts, None, symbols, faults)
            _note_posts(item, None, symbols, faults)
        case _:
            pass


def _note_posts(
    fact: FactDeclaration, entry: EntityEntry | None, symbols: Symbols, faults: Faults
) -> None:
    """The one fact that says which role something holds: of an entity that stands on days (E182).

    A role is named for those that hold it, so that there must be no doubt whose role it is.
    """
    match fact.kind:
        case ARole():
            pass
        case _:
            return
    if entry is None or entry.declaration.event:
        whose = "the network holds no role" if entry is None else "an event holds no role"
        help = "declare it of an entity, such as `entity post`"
        faults.add("E182", fact, f"`{fact.name}` is a role, and {whose}", help=help)
        return
    definition = entry.facts.get(fact.name)
    if definition is None:
        return
    if symbols.posts is None:
        symbols.posts = entry, definition
    elif symbols.posts[1] is not definition:
        faults.add(
            "E182",
            fact,
            f"`{fact.name}` is a second fact that is a role, beside `{symbols.posts[1].name}` "
            f"of `{symbols.posts[0].name}`",
            help="keep one of them, so that the name of a role says whose it is",
        )


def _declare_fact(
    fact: FactDeclaration,
    table: Table[meaning.FactDefinition],
    entity: str | None,
    symbols: Symbols,
    faults: Faults,
) -> None:
    kind = _kind(fact, symbols, faults)
    check_indicator(fact, faults)
    if kind is not None:
        definition = meaning.FactDefinition(entity, fact.name, kind, indicator=fact.indicator)
        table.declare(fact.name, fact, definition, faults)
    else:
        table.leave_out(fact.name)


def _kind(fact: FactDeclaration, symbols: Symbols, faults: Faults) -> meaning.Kind | None:
    match fact.kind:
        case YesOrNo():
            return meaning.YesNoKind()
        case ADate():
            return meaning.DateKind()
        case ARole():
            return meaning.RoleKind(
                tuple(sorted(known.value.name for known in symbols.roles.entries.values()))
            )
        case Measured(unit=written, on_a_day=on_a_day):
            unit = _known_unit(written, fact, symbols, faults)
            if unit is None:
                return None
            make = meaning.SeriesKind if on_a_day else meaning.NumberKind
            return make(unit.unit, unit.whole, written, unit.factor)


def _known_unit(written: str, place: Node, symbols: Symbols, faults: Faults) -> UnitName | None:
    unit = symbols.unit(written)
    if unit is None:
        unknown_unit(written, place, symbols, faults)
    return unit


def unknown_unit(written: str, place: Node, symbols: Symbols, faults: Faults) -> None:
    """Note a unit that nobody declared (E152), with the nearest known ones."""
    time = OTHER_TIMES.get(key(written))
    faults.add(
        "E152",
        words_within(place, written),
        f"`{written}` is not a unit",
        help=f"write `{time}`"
        if time
        else did_you_mean(written, units_of(symbols))
        or f"declare it in the vocabulary: `unit {written}`",
    )


OTHER_TIMES = {
    "annum": "year",
    "calendar month": "month",
    "calendar year": "year",
    "century": "100 years",
    "contract year": "year",
    "decade": "10 years",
    "financial year": "year",
    "fortnight": "2 weeks",
    "half-year": "6 months",
    "half year": "6 months",
    "working day": "day",
    "working week": "week",
}
"""Times that people count in and the language does not, and how it says about the same."""


def units_of(symbols: Symbols) -> Iterator[tuple[str, Node | None]]:
    """Every name that may be counted in, and where it was declared."""
    yield from symbols.units.names()
    for entry in symbols.entities.entries.values():
        yield entry.value.plural, entry.place


def _declare_others(item: VocabularyItem, symbols: Symbols, faults: Faults) -> None:
    match item:
        case MeasureDeclaration(name=name, unit=unit):
            check_indicator(item, faults)
            if _known_unit(unit, item, symbols, faults) is not None:
                symbols.measures.declare(name, item, item, faults)
            else:
                symbols.measures.leave_out(name)
        case ActorDeclaration():
            _declare_actor(item, symbols, faults)
        case PhraseDeclaration():
            _declare_phrase(item, symbols, faults)
        case _:
            pass


def _declare_actor(item: ActorDeclaration, symbols: Symbols, faults: Faults) -> None:
    group = None
    if item.entity is not None:
        found = read_group_words(item.entity, item, symbols, faults)
        if found is None:
            symbols.actors.leave_out(item.name)
            return
        group = found
    actor = meaning.Actor(item.name, item.role, group.entity if group else None)
    symbols.actors.declare(item.name, item, ActorEntry(actor, group), faults)


def _declare_phrase(item: PhraseDeclaration, symbols: Symbols, faults: Faults) -> None:
    plain = True
    for word in item.words:
        match word:
            case Blank(unit=unit):
                plain = False
                if blank_unit(unit, symbols) is None:
                    unknown_unit(unit, item, symbols, faults)
            case str():
                pass
    words = phrase_in_words(item.words)
    symbols.phrases.declare(words, item, item, faults, under=phrase_pattern(item.words))
    if plain:
        symbols.plain.setdefault(phrase_key(words), item)


def blank_unit(written: str, symbols: Symbols) -> UnitName | None:
    """The unit of a blank: any unit, or `time`, `money`, `percentage`, `number`."""
    return symbols.unit(_BLANK_UNITS.get(key(written), written))
