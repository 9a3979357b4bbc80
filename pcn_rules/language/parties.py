"""Resolve who acts."""

from __future__ import annotations

from pcn_rules.language import meaning, model
from pcn_rules.language.faults import Faults, did_you_mean, spoken
from pcn_rules.language.groups import read_group_words
from pcn_rules.language.scope import Context
from pcn_rules.language.symbols import ActorEntry

_NETWORK = ActorEntry(meaning.Actor("PCN", "the network"), None)


def read_party(party: model.Party | None, context: Context) -> ActorEntry | None:
    """The actor of a statement; where none is written it is the PCN.

    `each practice` needs no declaration: an entity can act. Reports an unknown actor (E154), and
    `each` of an actor of which there is only one (E163).
    """
    if party is None:
        return _the_network(context)
    found = context.symbols.actors.get(party.name)
    if found is None and party.article != "the" and context.symbols.group_noun(party.name):
        group = read_group_words(party.name, party, context.symbols, context.faults)
        if group is None:
            return None
        return ActorEntry(meaning.Actor(party.name, "each", group.entity), group)
    if found is None:
        if not context.symbols.actors.is_faulty(party.name):
            _unknown(party, context)
        return None
    if party.article == "each" and found.group is None:
        _only_one(party, context.faults)
        return None
    return found


def _the_network(context: Context) -> ActorEntry:
    named = context.symbols.actors.get("PCN")
    if named is not None:
        return named
    networks = (
        known.value
        for known in context.symbols.actors.entries.values()
        if known.value.actor.role == "the network"
    )
    return next(networks, _NETWORK)


def _unknown(party: model.Party, context: Context) -> None:
    context.faults.add(
        "E154",
        party,
        f"nobody who acts is called `{party.name}`",
        help=did_you_mean(party.name, context.symbols.actors.names())
        or f"declare it in the vocabulary: `actor {party.name}, another party`",
    )


def _only_one(party: model.Party, faults: Faults) -> None:
    faults.add(
        "E163",
        party,
        f"`{spoken(party)}` asks for several, and the vocabulary names no entity it is each of",
        help=f"write `the {party.name}`",
    )
