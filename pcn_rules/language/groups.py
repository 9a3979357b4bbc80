"""Turn the words of a group, `aligned care homes`, into an entity and what singles it out."""

from __future__ import annotations

from pcn_rules.language import meaning
from pcn_rules.language.carried import Node
from pcn_rules.language.faults import Faults, did_you_mean, key, words_within
from pcn_rules.language.symbols import EntityEntry, Symbols


def read_group_words(
    text: str, place: Node, symbols: Symbols, faults: Faults
) -> meaning.Group | None:
    """The group that some words name: an entity, before it facts of it that are yes or no.

    Reports an unknown entity (E151) and words before it that are no such facts (E151).
    """
    entry = symbols.group_noun(text)
    if entry is None:
        _unknown_entity(text, place, symbols, faults)
        return None
    words = text.split()
    adjectives = words[: len(words) - _noun_length(words, symbols)]
    facts = _adjectives(adjectives, entry)
    if facts is None:
        _unknown_adjective(" ".join(adjectives), entry, place, faults)
        return None
    return meaning.Group(entry.name, conjunction(facts), " ".join(words))


def conjunction(parts: tuple[meaning.Expression, ...]) -> meaning.Expression | None:
    """All of some conditions as one, each once; None where there is none."""
    flat = tuple(dict.fromkeys(each for part in parts for each in _flat(part)))
    match flat:
        case ():
            return None
        case (only,):
            return only
        case _:
            return meaning.And(flat)


def _flat(part: meaning.Expression) -> tuple[meaning.Expression, ...]:
    match part:
        case meaning.And(operands=(_, *_) as operands):
            return operands
        case _:
            return (part,)


def _noun_length(words: list[str], symbols: Symbols) -> int:
    return next(
        len(words) - start
        for start in range(len(words))
        if symbols.forms.get(" ".join(words[start:]).casefold()) is not None
    )


def _adjectives(words: list[str], entry: EntityEntry) -> tuple[meaning.FactValue, ...] | None:
    """The yes or no facts that words are made of, longest names first; None if they are not."""
    if not words:
        return ()
    for end in range(len(words), 0, -1):
        match entry.facts.get(" ".join(words[:end])):
            case meaning.FactDefinition(kind=meaning.YesNoKind()) as fact:
                rest = _adjectives(words[end:], entry)
                if rest is not None:
                    return (meaning.FactValue(fact), *rest)
            case _:
                pass
    return None


def _unknown_entity(text: str, place: Node, symbols: Symbols, faults: Faults) -> None:
    known = [
        (form, entry.place)
        for entry in symbols.entities.entries.values()
        for form in (entry.value.name, entry.value.plural)
    ]
    faults.add(
        "E151",
        words_within(place, text),
        f"nothing in a network is called `{text}`",
        help=did_you_mean(text, known) or "declare it in the vocabulary as an `entity`",
    )


def _unknown_adjective(text: str, entry: EntityEntry, place: Node, faults: Faults) -> None:
    if any(name in key(text) for name in entry.facts.faulty):
        return
    known = [
        (known.name, known.place)
        for known in entry.facts.entries.values()
        if known.value.kind == meaning.YesNoKind()
    ]
    faults.add(
        "E151",
        words_within(place, text),
        f"`{text}` is not a yes or no fact of `{entry.name}`",
        help=did_you_mean(text, known)
        or f"declare it: `fact {text} : yes or no` of `entity {entry.name}`",
    )
