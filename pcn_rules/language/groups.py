"""Turn the words of a group, `aligned care homes`, into an entity and what singles it out."""

from __future__ import annotations

from pcn_rules.language import meaning
from pcn_rules.language.carried import Node
from pcn_rules.language.faults import Faults, did_you_mean, key, words_within
from pcn_rules.language.symbols import EntityEntry, RoleEntry, Symbols


def read_group_words(
    text: str, place: Node, symbols: Symbols, faults: Faults
) -> meaning.Group | None:
    """The group that some words name: an entity, before it facts of it that are yes or no.

    The name of a role is that of the posts that hold it. Reports an unknown entity (E151), words
    before it that are no such facts (E151), and a role where no entity says which it holds (E181).
    """
    noun = symbols.group_noun(text)
    if noun is None:
        _unknown_entity(text, place, symbols, faults)
        return None
    words = text.split()
    adjectives = words[: noun.start]
    facts = _adjectives(adjectives, noun.entry)
    if facts is None:
        _unknown_adjective(" ".join(adjectives), noun.entry, place, faults)
        return None
    singled_out: tuple[meaning.Expression, ...] = facts
    if noun.role is not None:
        singled_out = (noun.role, *facts)
    return meaning.Group(noun.entry.name, conjunction(singled_out), " ".join(words))


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
    role = _role_at_the_end(text, symbols)
    if role is not None:
        _nobody_holds_it(text, role, place, symbols, faults)
        return
    known = [
        (form, entry.place)
        for entry in symbols.entities.entries.values()
        for form in (entry.value.name, entry.value.plural)
    ]
    if symbols.posts is not None:
        known += [
            (form, entry.place)
            for entry in symbols.roles.entries.values()
            for form in (entry.value.name, entry.value.plural)
        ]
    faults.add(
        "E151",
        words_within(place, text),
        f"nothing in a network is called `{text}`",
        help=did_you_mean(text, known) or "declare it in the vocabulary as an `entity`",
    )


def _role_at_the_end(text: str, symbols: Symbols) -> RoleEntry | None:
    words = text.split()
    forms = (" ".join(words[start:]) for start in range(len(words)))
    return next((r for form in forms if (r := symbols.role_forms.get(key(form)))), None)


def _nobody_holds_it(
    text: str, role: RoleEntry, place: Node, symbols: Symbols, faults: Faults
) -> None:
    """E181: a role stands for the posts that hold it, and no fact says of posts which they hold."""
    if any(entry.value.facts.faulty for entry in symbols.entities.entries.values()):
        return
    faults.add(
        "E181",
        words_within(place, text),
        f"`{role.name}` is a role, and no entity has a fact that says which role it holds",
        help="declare one, as in `entity post` with `fact role : role`",
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
