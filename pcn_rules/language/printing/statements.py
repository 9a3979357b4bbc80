"""Turn what a clause asks, and the lines that qualify it, into words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import assert_never

from pcn_rules.language import model
from pcn_rules.language.printing.expressions import amount, expression, group
from pcn_rules.language.printing.layout import WIDTH, text_of
from pcn_rules.language.printing.pieces import Line, Piece, after, day, line, number, quoted, said


def statement_lines(statement: model.Statement) -> Iterator[Line]:
    """The lines of a statement: one where it fits.

    A timing that ends in the name of an event has a line of its own where no actor ends that name,
    and where all of it is too long for one line.
    """
    words = tuple(statement_words(statement))
    match statement:
        case model.Duty(timing=model.React() as timing, actor=actor) if actor is None or not _fits(
            words
        ):
            yield line(2, timing_words(timing), timing)
            asked = line(2, _asked(statement), statement)
            yield replace(asked, start=_start(actor or statement.action))
        case model.Payment(timing=model.React() as timing) if not _fits(words):
            yield line(2, timing_words(timing), timing)
            paid = line(2, _paid(statement), statement)
            yield replace(paid, start=_start(statement.actor))
        case model.Incentive(timing=model.React() as timing) if not _fits(words):
            yield line(2, timing_words(timing), timing)
            earned = line(2, _earned(statement), statement)
            yield replace(earned, start=_start(statement.actor))
        case model.Definition():
            yield replace(line(2, words, statement), whole=True)
        case _:
            yield line(2, words, statement)


def _fits(words: tuple[Piece, ...]) -> bool:
    return len(text_of(words)) + 2 <= WIDTH


def _start(node: model.Node) -> int | None:
    return node.span.start if node.span is not None else None


def statement_words(statement: model.Statement) -> Iterator[Piece]:
    """The words of a statement in one run."""
    match statement:
        case model.Duty(timing=timing):
            yield from timing_words(timing)
            yield from _asked(statement)
        case model.Payment(timing=timing):
            yield from timing_words(timing)
            yield from _paid(statement)
        case model.Incentive(timing=timing):
            yield from timing_words(timing)
            yield from _earned(statement)
        case model.Definition(term=term, meaning=meaning):
            yield quoted(term)
            yield Piece("means")
            yield quoted(meaning)
        case _:
            assert_never(statement)


def _asked(duty: model.Duty) -> Iterator[Piece]:
    if duty.actor is not None:
        yield from _party(duty.actor)
    if duty.modality is not None:
        yield Piece(duty.modality)
    yield from action_words(duty.action)


def _paid(payment: model.Payment) -> Iterator[Piece]:
    yield from _party(payment.actor)
    yield Piece("pays")
    if payment.up_to:
        yield Piece("up to")
    yield from amount(payment.amount)
    if payment.payee is not None:
        yield Piece("to")
        yield from _party(payment.payee)
    if payment.group is not None:
        yield Piece("for each")
        yield from group(payment.group)


def _earned(incentive: model.Incentive) -> Iterator[Piece]:
    yield from _party(incentive.actor)
    yield Piece("earns")
    yield Piece("up to")
    yield Piece(number(incentive.most.amount))
    yield Piece(incentive.most.unit or "")
    yield Piece("as")
    yield Piece(incentive.measure)
    yield Piece(incentive.direction)
    yield Piece("from")
    yield from amount(incentive.first)
    yield Piece("to")
    yield from amount(incentive.last)


def _party(party: model.Party) -> Iterator[Piece]:
    article: str = party.article
    if article == "a" and party.name[:1] in "AEIOUaeiou":
        article = "an"
    yield Piece(article)
    yield Piece(party.name, party.span.end if party.span else None)


def action_words(action: model.Action) -> Iterator[Piece]:
    """The words of what is asked."""
    if action.effort is not None:
        yield Piece(action.effort)
        yield from said(action.text)
    else:
        yield from said(action.text, action)


# --- timings ----------------------------------------------------------------------------------


def timing_words(timing: model.Timing) -> Iterator[Piece]:
    """The words of a timing; none for what holds from the start of the edition."""
    pieces = list(_timing(timing))
    if pieces and timing.span is not None:
        pieces[-1] = Piece(pieces[-1].text, timing.span.end)
    yield from pieces


def _timing(timing: model.Timing) -> Iterator[Piece]:
    match timing:
        case model.Achieve(day=on, included=included):
            yield Piece("by" if included else "before")
            yield day(on)
        case model.Maintain(start=start, end=end) | model.Limit(start=start, end=end):
            yield from _period(start, end)
        case model.Recur(count=count, unit=unit, calendar=calendar):
            yield from _period(timing.start, timing.end)
            yield Piece("every")
            if count > 1:
                yield Piece(str(count))
            words = f"calendar {unit}" if calendar else unit
            yield Piece(words if count == 1 else f"{words}s")
        case model.React(count=count, unit=delay, events=events):
            yield from _period(timing.start, timing.end)
            yield Piece("within")
            yield Piece(str(count))
            yield Piece(delay if count == 1 else f"{delay}s")
            for number, event in enumerate(events):
                yield Piece("or" if number else "of each")
                yield Piece(event)
        case _:
            assert_never(timing)


def _period(start: date | None, end: date | None) -> Iterator[Piece]:
    if start is not None:
        yield Piece("from")
        yield day(start)
    if end is not None:
        yield Piece("to")
        yield day(end)


# --- the lines that qualify a clause ----------------------------------------------------------


def clause_line(node: model.ClauseLine) -> Iterator[Piece]:
    """The words of a line that qualifies a clause."""
    match node:
        case model.ForEach(group=each):
            yield Piece("for each")
            yield from group(each)
        case model.Condition(word=word, test=test):
            yield Piece(word)
            yield from expression(test)
        case model.Unless() | model.CountedOn() | model.AdjustedBy():
            yield from _term_of(node)
        case model.ExceptWhere():
            yield from _except_where(node)
        case model.SubjectTo() | model.Notwithstanding() | model.Suspended() | model.Notice():
            yield from _fixed(node)
        case model.Cites():
            yield from cites(node)
        case model.Replaces(edition=edition, clause=clause):
            yield from (Piece("replaces"), _named(edition), Piece(clause))
        case model.AnotherReading():
            yield from _another_reading(node)
        case _:
            assert_never(node)


def _term_of(node: model.Unless | model.CountedOn | model.AdjustedBy) -> Iterator[Piece]:
    match node:
        case model.Unless(test=test):
            yield Piece("unless")
            yield from expression(test)
        case model.CountedOn(day=on):
            yield Piece("counted on")
            yield day(on)
        case model.AdjustedBy(factor=factor):
            yield Piece("adjusted by")
            yield from expression(factor)
        case _:
            assert_never(node)


def _fixed(
    node: model.SubjectTo | model.Notwithstanding | model.Suspended | model.Notice,
) -> Iterator[Piece]:
    match node:
        case model.SubjectTo(clause=clause):
            yield Piece(f"subject to clause {clause}")
        case model.Notwithstanding(clause=clause):
            yield Piece(f"notwithstanding clause {clause}")
        case model.Suspended(start=start, end=end):
            yield Piece("suspended")
            yield from _period(start, end)
        case model.Notice(count=count, unit=unit):
            yield Piece(f"on one {unit}'s notice" if count == 1 else f"on {count} {unit}s' notice")
        case _:
            assert_never(node)


def _except_where(node: model.ExceptWhere) -> Iterator[Piece]:
    yield Piece("except where")
    if node.instead is None:
        yield from expression(node.test)
        return
    yield from after(expression(node.test), ":")
    yield from action_words(node.instead)


def cites(node: model.Cites) -> Iterator[Piece]:
    """The words of a citation."""
    yield Piece("cites")
    pieces = [Piece(node.source)]
    if node.place:
        pieces.append(Piece(node.place))
    if node.reported_by is not None:
        pieces += [Piece("as reported by"), Piece(node.reported_by)]
    yield from after(pieces, ",")
    yield Piece(node.standing)


def deferral(node: model.Deferral) -> Iterator[Piece]:
    """The words that say what is put off, and until when."""
    yield from (Piece("defers"), _named(node.edition))
    *first, last = node.clauses
    yield from (Piece(f"{each.clause},") for each in first)
    yield Piece(last.clause)
    if node.until is not None:
        yield from (Piece("until"), day(node.until))


def _named(edition: str) -> Piece:
    return Piece(edition) if _is_bare(edition) else quoted(edition)


def _is_bare(edition: str) -> bool:
    return edition.isascii() and edition.replace("-", "").replace(".", "").isalnum()


def _another_reading(node: model.AnotherReading) -> Iterator[Piece]:
    yield Piece("another reading:")
    if node.timing is not None:
        yield from timing_words(node.timing)
    if node.action is not None:
        yield from action_words(node.action)
