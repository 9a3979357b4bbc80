"""Resolve what an edition says that it puts off of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning, model
from pcn_rules.language.faults import Faults, key, span_of, words_within
from pcn_rules.language.sources import Sources, read_citation
from pcn_rules.language.timings import written
from pcn_rules.source import Span


@dataclass(slots=True)
class _Said:
    """What was said so far of the clauses of other editions, and where."""

    faults: Faults
    start: date
    places: dict[tuple[str, str], Span] = field(default_factory=dict)


def read_deferrals(
    items: Sequence[model.SpecificationItem], start: date, sources: Sources, faults: Faults
) -> tuple[meaning.Deferral, ...]:
    """What is put off, in the order of the files; `start` is the first day of the edition.

    Reports a clause of which it is said twice, or that a clause here replaces (E165), and a day
    on which nothing has begun that could be put off (E166).
    """
    said = _Said(faults, start, dict(_replaced(items)))
    found: list[meaning.Deferral] = []
    for item in items:
        match item:
            case model.Deferral():
                found.append(_read(item, sources, said))
            case model.SourceDeclaration() | model.Service() | model.Clause():
                pass
    return tuple(found)


def _replaced(items: Sequence[model.SpecificationItem]) -> Iterator[tuple[tuple[str, str], Span]]:
    for item in items:
        match item:
            case model.Clause(lines=lines):
                for line in lines:
                    match line:
                        case model.Replaces(edition=edition, clause=clause):
                            yield (key(edition), clause), span_of(line)
                        case _:
                            pass
            case _:
                pass


def _read(node: model.Deferral, sources: Sources, said: _Said) -> meaning.Deferral:
    for clause in node.clauses:
        _once(node.edition, clause, said)
    if node.until is not None and node.until <= said.start:
        said.faults.add(
            "E166",
            words_within(node, written(node.until)),
            f"nothing is put off until {written(node.until)}: the edition begins on "
            f"{written(said.start)}",
            help="write the day from which it may be asked again, or leave `until` out",
        )
    cited = (read_citation(each, sources, said.faults) for each in node.cites)
    return meaning.Deferral(
        node.edition,
        tuple(each.clause for each in node.clauses),
        node.until,
        tuple(each for each in cited if each is not None),
    )


def _once(edition: str, clause: model.PutOff, said: _Said) -> None:
    place = span_of(clause)
    before = said.places.setdefault((key(edition), clause.clause), place)
    if before is place:
        return
    replaced = before.text.casefold().startswith("replaces")
    other = "a clause here replaces it" if replaced else "that is said already"
    said.faults.add(
        "E165",
        place,
        f"clause `{clause.clause}` of `{edition}` cannot be put off: {other}",
        help="say once what became of it",
        related=(Related(before, "said here"),),
    )
