"""Resolve what clauses and assumptions cite."""

from __future__ import annotations

from collections.abc import Iterable

from pcn_rules.language import meaning, model
from pcn_rules.language.faults import Faults, did_you_mean, key, span_of, words_within
from pcn_rules.language.symbols import Table

Sources = Table[meaning.SourceText]


def read_sources(items: Iterable[model.Node], faults: Faults) -> Sources:
    """The sources among some items; another file may declare one again in the same words."""
    sources: Sources = Table("source")
    declared: set[tuple[str, str]] = set()
    for item in items:
        match item:
            case model.SourceDeclaration(id=id, title=title, publisher=publisher, when=when):
                text = meaning.SourceText(id, title, publisher, when)
                again = (span_of(item).source.path, key(id))
                if sources.get(id) != text or again in declared:
                    sources.declare(id, item, text, faults)
                declared.add(again)
            case _:
                pass
    return sources


def read_citation(cites: model.Cites, sources: Sources, faults: Faults) -> meaning.Citation | None:
    """A citation with its sources; an undeclared source is a fault (E153)."""
    source = _source(cites.source, cites, sources, faults)
    reported_by = None
    if cites.reported_by is not None:
        reported_by = _source(cites.reported_by, cites, sources, faults)
        if reported_by is None:
            return None
    if source is None:
        return None
    return meaning.Citation(source, cites.place, reported_by, cites.standing)


def _source(
    id: str, place: model.Node, sources: Sources, faults: Faults
) -> meaning.SourceText | None:
    found = sources.get(id)
    if found is None:
        faults.add(
            "E153",
            words_within(place, id),
            f"no source is called `{id}`",
            help=did_you_mean(id, sources.names())
            or f'declare it: `source {id} "title", publisher, year`',
        )
    return found
