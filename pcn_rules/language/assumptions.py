"""Resolve what duties take: how much work, of whom, and what they need of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning, model
from pcn_rules.language.efforts import (
    Conversion,
    counted,
    read_conversions,
    read_effort,
    read_roles,
)
from pcn_rules.language.expressions import read, read_truth
from pcn_rules.language.faults import span_of, spoken, words_within
from pcn_rules.language.names import read_phrase
from pcn_rules.language.phrases import Matched, match_phrase
from pcn_rules.language.scope import Context
from pcn_rules.language.sources import Sources, read_citation
from pcn_rules.language.subjects import Owed, joined, judged_on
from pcn_rules.language.symbols import phrase_in_words, phrase_key
from pcn_rules.language.walk import totals_a_period


@dataclass(frozen=True, slots=True)
class Assumed:
    """One assumption: what is said of a phrase, apart from needs, which depend on the subject."""

    written: model.Assumption
    amount: meaning.Negligible | meaning.Stated | meaning.NotStated
    citations: tuple[meaning.Citation, ...]
    set: str
    pers: tuple[model.Per, ...] = ()


@dataclass(slots=True)
class Assumptions:
    """Every assumption by the words it is about: a phrase with its blanks, or one filled."""

    by_words: dict[str, Assumed] = field(default_factory=dict)
    conversions: dict[str, Conversion] = field(default_factory=dict)

    def about(self, matched: Matched) -> Assumed | None:
        """What is assumed of a phrase: of it as filled, else of it whatever fills its blanks."""
        return self.by_words.get(phrase_key(matched.words)) or self.by_words.get(
            phrase_key(phrase_in_words(matched.phrase.words))
        )


def read_assumptions(
    files: tuple[model.AssumptionsFile, ...], sources: Sources, context: Context
) -> Assumptions:
    """Every assumption of some files.

    Reports words that no phrase has (E103), two assumptions about one phrase (E159), an effort
    that is no time (E210), unknown roles (E155), needs (E103) and sources (E153).
    """
    assumptions = Assumptions(conversions=read_conversions(files, sources, context))
    for file in files:
        for item in file.items:
            match item:
                case model.Assumption():
                    _read_assumption(item, file.name, assumptions, sources, context)
                case _:
                    pass
    return assumptions


def _read_assumption(
    item: model.Assumption,
    set: str,
    assumptions: Assumptions,
    sources: Sources,
    context: Context,
) -> None:
    words = _phrase_words(item, context)
    amount = _amount(item, assumptions.conversions, context)
    citations = tuple(read_citation(cites, sources, context.faults) for cites in item.cites)
    for need in item.needs:
        _check_need(need, context)
    if words is None or amount is None:
        return
    name = phrase_key(words)
    before = assumptions.by_words.get(name)
    if before is not None:
        context.faults.add(
            "E159",
            item,
            f"what it takes to `{words}` is assumed twice",
            help="leave one of them out, or read only one of the two sets",
            related=(Related(span_of(before.written), "assumed here"),),
        )
        return
    cited = tuple(citation for citation in citations if citation is not None)
    assumptions.by_words[name] = Assumed(item, amount, cited, set, _pers(item))


def _phrase_words(item: model.Assumption, context: Context) -> str | None:
    """The phrase that an assumption is about: with its blanks, or filled."""
    words = phrase_key(item.action)
    for entry in context.symbols.phrases.entries.values():
        declared = phrase_in_words(entry.value.words)
        if phrase_key(declared) == words:
            return declared
    matched = match_phrase(item.action, item, context)
    return matched.words if matched else None


def _pers(item: model.Assumption) -> tuple[model.Per, ...]:
    match item.effort:
        case model.StatedEffort(amount=amount):
            return amount.per
        case _:
            return ()


def _amount(
    item: model.Assumption, conversions: Mapping[str, Conversion], context: Context
) -> meaning.Negligible | meaning.Stated | meaning.NotStated | None:
    roles = read_roles(item.roles, item, context)
    match item.effort:
        case None:
            return meaning.NotStated()
        case model.NegligibleEffort():
            return meaning.Negligible()
        case model.StatedEffort(amount=written, each_time=each_time):
            found = read_effort(written, conversions, context)
            if found is None:
                return None
            words = spoken(item.effort)
            return replace(found, each_time=each_time, roles=roles, written=words)


# --- needs ------------------------------------------------------------------------------------


def _check_need(need: model.Need, context: Context) -> None:
    """Report a need that is neither a fact nor a phrase (E103), whatever clause asks for it."""
    if need.name is None or _is_fact(need.name, context):
        return
    match_phrase(need.name, need, context)


def _is_fact(name: str, context: Context) -> bool:
    tables = [context.symbols.facts]
    tables += [known.value.facts for known in context.symbols.entities.entries.values()]
    return any(table.get(name) is not None for table in tables)


def effort_of(
    matched: Matched, owed: Owed, assumptions: Assumptions, context: Context
) -> meaning.Effort | None:
    """What a duty takes, its needs judged on each subject; None where a need is at fault.

    Where nobody assumed anything the effort is missing, and nothing is known to be needed.
    """
    assumed = assumptions.about(matched)
    if assumed is None:
        return meaning.Effort(meaning.NotStated(), None, (), (), "")
    words = tuple(need.name for need in assumed.written.needs if need.name is not None)
    needs: list[meaning.Expression] = []
    for need in assumed.written.needs:
        if need.name is not None:
            found = _need(need, need.name, owed, context)
            if found is None:
                return None
            needs.append(found)
    amount = _counted(assumed, owed, context)
    if amount is None:
        return None
    return meaning.Effort(amount, joined(*needs), words, assumed.citations, assumed.set)


def _counted(
    assumed: Assumed, owed: Owed, context: Context
) -> meaning.Negligible | meaning.Stated | meaning.NotStated | None:
    """The effort with what it is per, as that is counted for this duty."""
    match assumed.amount:
        case meaning.Stated() as stated:
            return counted(stated, assumed.pers, assumed.written, owed=owed, context=context)
        case other:
            return other


def _need(need: model.Need, name: str, owed: Owed, context: Context) -> meaning.Expression | None:
    named = model.Name(name, span=words_within(need, name))
    if _is_fact(name, context):
        found = read_truth(named, owed.scope, context)
    else:
        matched = match_phrase(name, need, context)
        if matched is None:
            return None
        typed = read_phrase(
            matched.phrase,
            matched.words,
            matched.blanks,
            named,
            scope=owed.scope,
            context=context,
            read=read,
        )
        found = None if typed is None else typed.expression
    if found is None:
        return None
    if totals_a_period(found):
        context.faults.add(
            "E172",
            named,
            f"`{name}` is counted in each period, and what a duty needs is judged on one day",
            help="name what can be had or not on a day",
        )
        return None
    return judged_on(found, owed.scope, owed.subjects)
