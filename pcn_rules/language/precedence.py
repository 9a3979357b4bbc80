"""Attach to each clause what other clauses say goes before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning, model
from pcn_rules.language.clauses import ClauseDraft
from pcn_rules.language.faults import Faults, did_you_mean, spoken, words_within
from pcn_rules.language.order import natural
from pcn_rules.language.subjects import joined, narrowed
from pcn_rules.language.surroundings import Draft
from pcn_rules.language.timings import written
from pcn_rules.language.variations import Drafts, Omitted
from pcn_rules.language.walk import totals_a_period

ALWAYS = meaning.And(())


@dataclass(frozen=True, slots=True)
class Way:
    """One clause goes before another: where it applies, the other gives way."""

    yields: str
    before: str
    line: model.SubjectTo | model.Notwithstanding


def precedence(drafts: Drafts, omitted: Mapping[str, Omitted], faults: Faults) -> tuple[Way, ...]:
    """Every `subject to` and `notwithstanding`.

    A clause that is not there is a fault (E156), and so is one that was omitted (E325).
    """
    once: dict[tuple[str, str], Way] = {}
    for clause in sorted(drafts.values(), key=lambda draft: natural(draft.clause.id)):
        for way in _ways(clause, drafts, omitted, faults):
            once.setdefault((way.yields, way.before), way)
    return tuple(sorted(once.values(), key=lambda way: natural(way.before)))


def _ways(
    clause: ClauseDraft, drafts: Drafts, omitted: Mapping[str, Omitted], faults: Faults
) -> Iterator[Way]:
    for line in clause.clause.lines:
        match line:
            case model.SubjectTo(clause=other) | model.Notwithstanding(clause=other) if (
                other == clause.clause.id
            ):
                faults.add(
                    "E304",
                    line,
                    f"clause `{other}` gives way to itself",
                    help="name the other clause, or leave the line out",
                )
            case model.SubjectTo(clause=other):
                if other in omitted:
                    _gone(clause.clause.id, line, omitted[other], faults)
                elif _known(other, line, drafts, faults):
                    yield Way(clause.clause.id, other, line)
            case model.Notwithstanding(clause=other):
                if other in omitted:
                    _gone(clause.clause.id, line, omitted[other], faults)
                elif _known(other, line, drafts, faults):
                    yield Way(other, clause.clause.id, line)
            case _:
                pass


def _known(
    id: str, line: model.SubjectTo | model.Notwithstanding, drafts: Drafts, faults: Faults
) -> bool:
    if id in drafts:
        return True
    known = [(other, draft.clause) for other, draft in drafts.items()]
    faults.add(
        "E156",
        words_within(line, id),
        f"there is no clause `{id}` in this specification",
        help=did_you_mean(id, known) or "write the id as it stands after `clause`",
    )
    return False


def _gone(
    clause: str,
    line: model.SubjectTo | model.Notwithstanding,
    omitted: Omitted,
    faults: Faults,
) -> None:
    since = written(omitted.variation.start)
    faults.add(
        "E325",
        words_within(line, line.clause),
        f"clause `{line.clause}` is omitted from {since}, and clause `{clause}` still names it",
        help=f"let `{omitted.variation.name}` replace clause `{clause}` too, without this line",
        related=(Related(omitted.place, "omitted here"),),
    )


def given_way(
    draft: Draft, clause: str, ways: tuple[Way, ...], drafts: Drafts, faults: Faults
) -> Draft:
    """A statement with an exception for each clause that goes before it.

    Reports a clause that asks nothing and so goes before nothing (E305), and one that is counted
    in periods going before one that has none (E308).
    """
    match draft.statement:
        case meaning.ResolvedDuty() as duty:
            pass
        case _:
            return draft
    added: list[meaning.ExceptionOfText] = []
    for way in ways:
        other = drafts[way.before].draft
        if way.yields == clause and other is not None:
            exception = _exception(way, draft, other, faults)
            if exception is not None:
                added.append(exception)
    if not added:
        return draft
    return replace(draft, statement=replace(duty, exceptions=(*duty.exceptions, *added)))


def _exception(
    way: Way, draft: Draft, other: Draft, faults: Faults
) -> meaning.ExceptionOfText | None:
    instead: meaning.Expression | None = None
    match other.statement:
        case meaning.ResolvedDuty() as duty:
            condition, instead = _seen_from(draft, other, duty.subjects, duty.body)
            if not _judged_alike(draft, instead, way, faults):
                return None
        case meaning.ResolvedPower() as power:
            condition, _ = _seen_from(draft, other, power.subjects, ALWAYS)
        case meaning.ResolvedPayment() | meaning.ResolvedIncentive() | meaning.ResolvedDefinition():
            faults.add(
                "E305",
                way.line,
                f"clause `{way.before}` asks nothing, so nothing can give way to it",
                help="name a clause that asks or allows something",
            )
            return None
    return meaning.ExceptionOfText(condition, instead, way.before, spoken(way.line), way.line.span)


def _seen_from(
    draft: Draft, other: Draft, subjects: meaning.Group | None, body: meaning.Expression
) -> tuple[meaning.Expression, meaning.Expression]:
    """When another clause applies, and what it asks, in the scope of this one's subjects."""
    applies = other.applies
    if other.entity is None or other.entity == draft.entity:
        where = subjects.where if subjects else None
        return joined(where, applies) or ALWAYS, body
    group = narrowed(subjects or meaning.Group(other.entity, None, other.entity), applies)
    condition = ALWAYS if group.where is None else meaning.Some(group, ALWAYS)
    return condition, meaning.Every(group, body)


def _judged_alike(draft: Draft, instead: meaning.Expression, way: Way, faults: Faults) -> bool:
    match draft.statement:
        case meaning.ResolvedDuty(timing=model.Recur()):
            return True
        case _:
            pass
    if not totals_a_period(instead):
        return True
    faults.add(
        "E308",
        way.line,
        f"clause `{way.before}` is counted in each period, and clause `{way.yields}` has none",
        help="say how often it is owed, as in `every week`",
    )
    return False
