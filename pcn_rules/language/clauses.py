"""Resolve a clause: its statement, its citations, and the other ways it may be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pcn_rules.language import meaning, model
from pcn_rules.language.duties import read_duty
from pcn_rules.language.faults import Faults, id_within, span_of, spoken
from pcn_rules.language.incentives import read_incentive
from pcn_rules.language.payments import read_payment
from pcn_rules.language.powers import read_power
from pcn_rules.language.sources import read_citation
from pcn_rules.language.surroundings import Draft, Surroundings
from pcn_rules.source import Span


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """A clause resolved by itself; `draft` is None where its statement is at fault.

    `variation` is what added it or replaced it; None for a clause as published.
    """

    clause: model.Clause
    service: model.Service
    draft: Draft | None
    readings: tuple[tuple[str, Draft], ...]
    citations: tuple[meaning.Citation, ...]
    variation: meaning.Variation | None = None


def heading_of(clause: model.Clause) -> Span:
    """The id that opens a clause, as the words to underline."""
    return id_within(span_of(clause), clause.id)


def read_clause(clause: model.Clause, service: model.Service, around: Surroundings) -> ClauseDraft:
    """A clause resolved by itself; every fault of any part of it is reported.

    Lines that mean nothing for its statement are faults (E306).
    """
    faults = around.context.faults
    _check_lines(clause, faults)
    draft = _statement(clause, around)
    readings = tuple(_readings(clause, around))
    return ClauseDraft(clause, service, draft, readings, _citations(clause, around))


def _statement(clause: model.Clause, around: Surroundings) -> Draft | None:
    match clause.statement:
        case model.Duty(modality="may") as power:
            return read_power(clause, power, around)
        case model.Duty() as duty:
            return read_duty(clause, duty, around)
        case model.Payment() as payment:
            return read_payment(clause, payment, around)
        case model.Incentive() as incentive:
            return read_incentive(clause, incentive, around)
        case model.Definition(term=term, meaning=words):
            return Draft(meaning.ResolvedDefinition(term, words))


def _citations(clause: model.Clause, around: Surroundings) -> tuple[meaning.Citation, ...]:
    faults = around.context.faults
    found = []
    for line in clause.lines:
        match line:
            case model.Cites():
                found.append(read_citation(line, around.sources, faults))
            case _:
                pass
    return tuple(citation for citation in found if citation is not None)


# --- another reading --------------------------------------------------------------------------


def _readings(clause: model.Clause, around: Surroundings) -> Iterator[tuple[str, Draft]]:
    for line in clause.lines:
        match line, clause.statement:
            case model.AnotherReading(), model.Duty() as duty if duty.modality != "may":
                read_again = _read_again(line, duty, around.context.faults)
                draft = read_duty(clause, read_again, around) if read_again else None
                if draft is not None:
                    yield _reading_words(line), draft
            case _:
                pass


def _reading_words(line: model.AnotherReading) -> str:
    words = spoken(line)
    return words.partition(":")[2].strip() or words


def _read_again(line: model.AnotherReading, duty: model.Duty, faults: Faults) -> model.Duty | None:
    """The duty with the timing or the action of another reading; what it leaves out stays."""
    if line.action is not None:
        return replace(duty, action=line.action)
    if line.timing is None:
        return duty
    timing = _with_days_of(line.timing, duty.timing)
    match timing, duty.timing:
        case model.React(events=()), model.React(events=events):
            timing = replace(timing, events=events)
        case model.React(events=()), _:
            faults.add(
                "E310",
                line,
                f"`{_reading_words(line)}` does not say of what",
                help="name the event, as in `within 7 calendar days of each admission`",
            )
            return None
        case _:
            pass
    return replace(duty, timing=timing)


def _with_days_of(timing: model.Timing, other: model.Timing) -> model.Timing:
    """A timing over the days of another, where it says none of its own."""
    match timing, other:
        case (
            model.Recur(start=None, end=None) | model.React(start=None, end=None) as mine,
            model.Maintain() | model.Recur() | model.React() | model.Limit() as theirs,
        ):
            return replace(mine, start=theirs.start, end=theirs.end)
        case _:
            return timing


# --- lines that have no place -----------------------------------------------------------------

_PLACES: dict[str, tuple[str, ...]] = {
    "a duty": ("counted on", "adjusted by"),
    "a permission": ("suspended", "another reading", "counted on", "adjusted by"),
    "a payment": (
        "except where",
        "notwithstanding",
        "suspended",
        "on notice",
        "another reading",
    ),
    "an incentive": (
        "for each",
        "where",
        "except where",
        "subject to",
        "notwithstanding",
        "suspended",
        "on notice",
        "adjusted by",
        "another reading",
    ),
}
"""Lines that would say nothing of a statement; a reader who writes one means something by it."""


def _check_lines(clause: model.Clause, faults: Faults) -> None:
    kind = _kind(clause)
    for line in clause.lines:
        word = _word(line)
        misplaced = word in _PLACES.get(kind, ())
        if kind == "a definition":
            misplaced = word not in ("cites", "replaces")
        if misplaced:
            faults.add(
                "E306",
                line,
                f"`{spoken(line)}` says nothing of {kind}",
                help="leave it out, or make a clause of its own of it",
            )


def _kind(clause: model.Clause) -> str:
    match clause.statement:
        case model.Duty(modality="may"):
            return "a permission"
        case model.Duty():
            return "a duty"
        case model.Payment():
            return "a payment"
        case model.Incentive():
            return "an incentive"
        case model.Definition():
            return "a definition"


def _word(line: model.ClauseLine) -> str:  # noqa: C901, PLR0911, PLR0912 -- each kind of line
    match line:
        case model.Condition(word=word):
            return word
        case model.ForEach():
            return "for each"
        case model.Unless():
            return "unless"
        case model.ExceptWhere():
            return "except where"
        case model.SubjectTo():
            return "subject to"
        case model.Notwithstanding():
            return "notwithstanding"
        case model.Suspended():
            return "suspended"
        case model.Notice():
            return "on notice"
        case model.CountedOn():
            return "counted on"
        case model.AdjustedBy():
            return "adjusted by"
        case model.Cites():
            return "cites"
        case model.Replaces():
            return "replaces"
        case model.AnotherReading():
            return "another reading"
