"""L105: two names that stand for one fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pcn_rules.diagnostics import Related
from pcn_rules.language import model
from pcn_rules.language.faults import key, words_within
from pcn_rules.language.symbols import phrase_in_words
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.source import Span

_EMPTY = frozenset(("a", "an", "the", "of", "is", "are", "and"))
"""Words that two names of one thing may differ by."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name, what it is a name of, and where it stands.

    Names with an equal `sense` stand for one thing, or are so alike that nobody can tell.
    """

    name: str
    kind: str
    sense: object
    place: Span


def look(contract: Contract) -> Iterator[Remark]:
    """Names of facts that are the same words otherwise put, and measures with one meaning."""
    first: dict[object, _Named] = {}
    for named in _names(contract):
        other = first.setdefault(named.sense, named)
        if key(other.name) == key(named.name):
            continue
        yield Remark(
            RULE.code,
            named.place,
            f"the {named.kind} `{named.name}` is the {other.kind} `{other.name}` by another name",
            "use one name for both, or names that say how they differ",
            (Related(other.place, "the other name"),),
        )


def _names(contract: Contract) -> Iterator[_Named]:
    for item in contract.words:
        match item:
            case model.EntityDeclaration(name=owner, facts=facts):
                for fact in facts:
                    yield from _fact(fact, owner)
            case model.FactDeclaration():
                yield from _fact(item, "")
            case model.MeasureDeclaration(name=name, unit=unit, meaning=meant):
                place = words_within(item, name)
                yield _Named(name, "measure", ("measure", unit, meant), place)
                yield from _alias(item, place)
            case model.PhraseDeclaration(words=words, meaning=None):
                if all(isinstance(word, str) for word in words):
                    name = phrase_in_words(words)
                    sense = ("attested", _in_order(name))
                    yield _Named(name, "attested phrase", sense, words_within(item, name))
            case _:
                pass


def _fact(fact: model.FactDeclaration, owner: str) -> Iterator[_Named]:
    sense = ("fact", key(owner), fact.kind, tuple(sorted(_in_order(fact.name))))
    yield _Named(fact.name, "fact", sense, words_within(fact, fact.name))


def _alias(measure: model.MeasureDeclaration, place: Span) -> Iterator[_Named]:
    """A measure that means a single name: that one under another."""
    match measure.meaning:
        case model.Name(text=text):
            sense = ("alias", key(text))
            yield _Named(text, "fact", sense, words_within(measure.meaning, text))
            yield _Named(measure.name, "measure", sense, place)
        case _:
            pass


def _in_order(name: str) -> tuple[str, ...]:
    """The words of a name that say something, in their order, plurals as singulars."""
    words = re.findall(r"[^\W_]+(?:'s)?", name.casefold())
    return tuple(_singular(word) for word in words if word not in _EMPTY)


def _singular(word: str) -> str:
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word


RULE = Rule("L105", "two_names", "two names for one fact", look, whole=True)
