"""Read what measures and phrases mean on their own, so that a fault is told once, at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pcn_rules.language import meaning, model
from pcn_rules.language.expressions import read, read_truth
from pcn_rules.language.faults import key
from pcn_rules.language.names import OWN, read_measure
from pcn_rules.language.scope import Context, Scope, Typed
from pcn_rules.language.symbols import phrase_in_words
from pcn_rules.language.vocabulary import blank_unit


def read_measures(context: Context) -> None:
    """Read every measure, in the scope of the network; one at fault is left out from then on."""
    for entry in context.symbols.measures.entries.values():
        read_measure(entry.value, entry.value, Scope(), context, read)


def check_phrases(context: Context) -> None:
    """Mark the phrases whose meaning is at fault, and report each fault where it is declared.

    A phrase may be meant for the network or for each entity of some kind: it is sound if it can
    be read for one of them. The second round leaves out what only follows from another's fault.
    """
    phrases = tuple(entry.value for entry in context.symbols.phrases.entries.values())
    for phrase in phrases:
        base = _base(phrase, context)
        if base is None or not all(_readable(part, base, context) for part in _parts(phrase)):
            context.unsound.add(phrase.words)
    for phrase in phrases:
        base = _base(phrase, context)
        if phrase.words in context.unsound and base is not None:
            for part in _parts(phrase):
                read_in_any_scope(part, base, context)


def _parts(phrase: model.PhraseDeclaration) -> Iterator[model.Expression]:
    for part in (phrase.meaning, phrase.shown_by):
        if part is not None:
            yield part


def _readable(part: model.Expression, base: Scope, context: Context) -> bool:
    """Whether something can be read in some scope; a circle is told at once, wherever it is."""
    for scope in scopes(base, context):
        trial = context.trial()
        if read_truth(part, scope, trial) is not None:
            return True
        own = [fault for fault in trial.faults.found if fault.code in OWN]
        if own:
            context.faults.found.extend(own)
            return False
    return False


def _base(phrase: model.PhraseDeclaration, context: Context) -> Scope | None:
    """The scope of a phrase before anyone uses it: blanks of their units, amounts not known.

    None where the unit of a blank is not known, which is told where the phrase is declared.
    """
    blanks: dict[str, Typed] = {}
    for word in phrase.words:
        match word:
            case model.Blank(name=name, unit=written):
                named = blank_unit(written, context.symbols)
                if named is None:
                    return None
                constant = meaning.Constant(Fraction(1), named.unit)
                blanks[key(name)] = Typed(constant, "open", named.unit)
            case str():
                pass
    return Scope(blanks=blanks).reads(f"phrase {phrase_in_words(phrase.words)}")


def scopes(base: Scope, context: Context) -> Iterator[Scope]:
    """The network's scope, then that of each kind of entity."""
    yield base
    for entry in context.symbols.entities.entries.values():
        yield replace(base, entity=entry.value, attests=entry.value.name)


def read_in_any_scope(
    expression: model.Expression, base: Scope, context: Context
) -> meaning.Expression | None:
    """A yes or no read where it fits best; faults only where it fits nowhere.

    It is for what stands where the scope is not known, because something else is at fault.
    """
    trials: list[Context] = []
    for scope in scopes(base, context):
        trial = context.trial()
        found = read_truth(expression, scope, trial)
        if not trial.faults.found:
            return found
        trials.append(trial)
    best = min(trials, key=lambda trial: len(trial.faults.found))
    context.faults.found.extend(best.faults.found)
    return None
