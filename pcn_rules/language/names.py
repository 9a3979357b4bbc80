"""Look names up where they stand: blanks, facts, measures, phrases, innermost first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.language import meaning, model
from pcn_rules.language.faults import Faults, did_you_mean, key, spoken, words_within
from pcn_rules.language.scope import Context, Reading, Scope, Typed
from pcn_rules.language.symbols import phrase_in_words, phrase_key, unit_in_words
from pcn_rules.language.walk import too_large

Read = Callable[[model.Expression, Scope, Context], Typed | None]


def read_name(node: model.Name, scope: Scope, context: Context, read: Read) -> Typed | None:
    """What a name stands for: a blank, a fact, a measure, or a phrase without blanks.

    Reports a name that is unknown here (E150), a series without a period (E174), circles (E161).
    """
    blank = scope.blanks.get(key(node.text))
    if blank is not None:
        return blank
    fact = _fact(node.text, scope, context)
    if fact is not None:
        return _fact_value(fact, node, context.faults)
    measure = context.symbols.measures.get(node.text)
    if measure is not None:
        return read_measure(measure, node, scope, context, read)
    phrase = context.symbols.plain.get(phrase_key(node.text))
    if phrase is not None:
        words = phrase_in_words(phrase.words)
        return read_phrase(phrase, words, {}, node, scope=scope, context=context, read=read)
    _unknown(node, scope, context)
    return None


def _fact(name: str, scope: Scope, context: Context) -> meaning.FactDefinition | None:
    inner = scope.entity.facts.get(name) if scope.entity else None
    return inner or context.symbols.facts.get(name)


def _fact_value(fact: meaning.FactDefinition, node: model.Node, faults: Faults) -> Typed | None:
    value = meaning.FactValue(fact)
    match fact.kind:
        case meaning.YesNoKind():
            return Typed(value, "truth")
        case meaning.NumberKind(unit=unit):
            return Typed(value, "amount", unit)
        case meaning.DateKind():
            return Typed(value, "day")
        case meaning.RoleKind():
            faults.add(
                "E183",
                node,
                f"`{spoken(node)}` is a role, and a role stands for those that hold it",
                help="name the role as a group, as in `number of nurses` or `every nurse has ...`",
            )
            return None
        case meaning.SeriesKind():
            faults.add(
                "E174",
                node,
                f"`{spoken(node)}` is on a day, and it is not said over which days it is added up",
                help=f"write `{spoken(node)} in each period`",
            )
            return None


def read_series(node: model.InEachPeriod, scope: Scope, context: Context) -> Typed | None:
    """A dated series added up over one period; what is no series is a fault (E173)."""
    name = node.operand
    fact = _fact(name.text, scope, context)
    match fact:
        case meaning.FactDefinition(kind=meaning.SeriesKind(unit=unit)):
            return Typed(meaning.PeriodTotal(fact), "amount", unit)
        case None if context.symbols.measures.get(name.text) is None:
            _unknown(name, scope, context)
        case _:
            context.faults.add(
                "E173",
                node,
                f"`{spoken(name)}` is not on a day, so it cannot be added up in each period",
                help="leave out `in each period`, or declare the fact with `on a day`",
            )
    return None


def read_measure(
    measure: model.MeasureDeclaration,
    node: model.Node,
    scope: Scope,
    context: Context,
    read: Read,
) -> Typed | None:
    """A measure under its name, read once: its unit must be the one declared (E208)."""
    name = key(measure.name)
    if name in context.measures:
        return context.measures[name]
    if not _can_go_on(f"measure {name}", measure.name, node, scope, context.faults):
        return None
    typed = read(measure.meaning, scope.of_network().reads(f"measure {name}"), context)
    if typed is not None and too_large(typed.expression):
        _too_much(measure.name, measure, context.faults)
        typed = None
    made = None if typed is None else _declared_as(measure, typed, context)
    context.measures[name] = made
    return made


def _declared_as(measure: model.MeasureDeclaration, typed: Typed, context: Context) -> Typed | None:
    declared = context.symbols.unit(measure.unit)
    assert declared is not None
    if typed.sort != "amount" or typed.unit != declared.unit:
        what = unit_in_words(typed.unit) if typed.sort == "amount" else f"a {_SORTS[typed.sort]}"
        context.faults.add(
            "E208",
            measure.meaning,
            f"the measure `{measure.name}` is declared in {measure.unit}, "
            f"but `{spoken(measure.meaning)}` is {what}",
            help=f"let it mean an amount of {measure.unit}, or declare it in another unit",
        )
        return None
    named = meaning.Named(measure.name, typed.unit, typed.expression)
    return Typed(named, "amount", typed.unit)


_SORTS = {"truth": "yes or no", "day": "date", "range": "range", "open": "range"}


_MOST_INSIDE = 40
"""How many phrases and measures may be said in terms of each other, one inside the next."""

OWN = ("E118", "E161")
"""Faults of the vocabulary itself, whichever clause comes upon them."""


def _can_go_on(reading: str, name: str, node: model.Node, scope: Scope, faults: Faults) -> bool:
    """Whether a name may be read inside those being read: no circle (E161), not too deep (E118)."""
    if reading in scope.reading:
        faults.add(
            "E161",
            node,
            f"`{name}` is used to say what `{name}` means",
            help="say what it means in terms of facts",
        )
        return False
    if len(scope.reading) >= _MOST_INSIDE:
        _too_much(name, node, faults)
        return False
    return True


def _too_much(name: str, place: model.Node, faults: Faults) -> None:
    faults.add(
        "E118",
        words_within(place, name),
        f"what `{name}` means goes on for longer than anyone can read",
        help="say it in fewer words, in terms of facts",
    )


def read_phrase(
    phrase: model.PhraseDeclaration,
    words: str,
    blanks: Mapping[str, Typed],
    node: model.Node,
    *,
    scope: Scope,
    context: Context,
    read: Read,
) -> Typed | None:
    """What a phrase means in a scope, its blanks filled; an attested one is a fact of its own.

    `words` are the phrase with its blanks filled as written. Reports a phrase that speaks of
    what is not known here (E162); one that is at fault itself is reported where it is declared.
    """
    if phrase.meaning is None:
        entity = scope.attests
        fact = meaning.FactDefinition(entity, words, meaning.YesNoKind(), attested=True)
        context.attested[fact] = None
        return Typed(meaning.FactValue(fact), "truth")
    if context.is_unsound(phrase):
        return None
    name = f"phrase {phrase_in_words(phrase.words)}"
    if not _can_go_on(name, words, node, scope, context.faults):
        return None
    inner = Scope(scope.entity, scope.attests, blanks, (*scope.reading, name))
    return _fitting(_reading(phrase, phrase.meaning, inner, context, read), inner, node, context)


def _reading(
    phrase: model.PhraseDeclaration,
    expression: model.Expression,
    scope: Scope,
    context: Context,
    read: Read,
) -> Reading:
    """What a phrase means in a scope; one without blanks is read there once."""
    entity = scope.entity.name if scope.entity else None
    index = (phrase.words, entity, scope.attests)
    known = context.readings.get(index)
    if known is not None:
        return known
    trial = context.trial()
    typed = read(expression, scope, trial)
    if typed is not None and too_large(typed.expression):
        _too_much(phrase_in_words(phrase.words), phrase, trial.faults)
        typed = None
    made = Reading(typed, trial.faults.sorted(), tuple(trial.attested))
    if not scope.blanks:
        context.readings[index] = made
    return made


def _fitting(reading: Reading, scope: Scope, node: model.Node, context: Context) -> Typed | None:
    """What a phrase of the vocabulary means where it is used, which is to blame (E162)."""
    if reading.typed is not None:
        context.attested.update(dict.fromkeys(reading.attested))
        return reading.typed
    for fault in reading.faults[:1]:
        if fault.code in OWN:
            context.faults.found.append(fault)
            break
        blank = scope.blanks.get(key(fault.span.text))
        if fault.code == "E207" and blank is not None and blank.place is not None:
            message = fault.message.replace(fault.span.text, blank.place.text)
            context.faults.add("E207", blank.place, message, fault.help, _where_said(fault))
            break
        about = f"each {scope.entity.name}" if scope.entity else "the network as one"
        owners = _owners(fault.span.text, context)
        context.faults.add(
            "E162",
            node,
            f"`{spoken(node)}` does not fit a duty about {about}: {fault.message}",
            help=f"say for whom it is owed, as in `for each {owners[0]}`"
            if owners and not scope.entity
            else "change for whom it is owed, or what the phrase means",
            related=_where_said(fault),
        )
    return None


def _where_said(fault: Diagnostic) -> tuple[Related, ...]:
    return (Related(fault.span, "what the vocabulary says of it"),)


def _unknown(node: model.Name, scope: Scope, context: Context) -> None:
    tables = [context.symbols.facts, *([scope.entity.facts] if scope.entity else [])]
    if context.symbols.measures.is_faulty(node.text):
        return
    if any(table.is_faulty(node.text) for table in tables):
        return
    owners = _owners(node.text, context)
    if owners:
        remedy = f"it is a fact of `{owners[0]}`: say of which, as in `every {owners[0]} has ...`"
    else:
        remedy = did_you_mean(node.text, _names(scope, context)) or (
            "declare it in the vocabulary, as a `fact` or a `phrase`"
        )
    here = f" of `{scope.entity.name}` or" if scope.entity else ""
    context.faults.add(
        "E150", node, f"`{spoken(node)}` is not a fact{here} of the network", help=remedy
    )


def _owners(name: str, context: Context) -> list[str]:
    """The entities that have a fact of a name."""
    return [
        known.value.name
        for known in context.symbols.entities.entries.values()
        if known.value.facts.get(name) is not None
    ]


def _names(scope: Scope, context: Context) -> Iterator[tuple[str, model.Node | None]]:
    symbols = context.symbols
    if scope.entity is not None:
        yield from scope.entity.facts.names()
    yield from symbols.facts.names()
    yield from symbols.measures.names()
    for blank in scope.blanks:
        yield blank, None
    for phrase in symbols.plain.values():
        yield phrase_in_words(phrase.words), phrase
