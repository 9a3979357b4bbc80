"""Turn the files of variations into the clauses that are in force from each day on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning, model
from pcn_rules.language.clauses import ClauseDraft, heading_of, read_clause
from pcn_rules.language.faults import (
    Faults,
    did_you_mean,
    key,
    span_of,
    words_within,
)
from pcn_rules.language.services import Services
from pcn_rules.language.sources import read_citation, read_sources
from pcn_rules.language.surroundings import Surroundings
from pcn_rules.language.timings import written
from pcn_rules.source import Span

Drafts = Mapping[str, ClauseDraft]


@dataclass(frozen=True, slots=True)
class Omitted:
    """A clause that is in force no more: since which variation, and where that is written."""

    variation: meaning.Variation
    place: Span


@dataclass(frozen=True, slots=True)
class Amended:
    """The clauses from a day on, as all the variations that have begun by then leave them."""

    start: date
    variations: tuple[meaning.Variation, ...]
    drafts: Drafts
    omitted: Mapping[str, Omitted]


@dataclass(frozen=True, slots=True)
class Varied:
    """What variations are read against: the edition they amend and its services."""

    header: model.SpecificationHeader | None
    services: Services
    around: Surroundings
    items: tuple[model.Node, ...]
    """Those of the edition's own files, whose sources a variation may cite."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What a variation does to one clause; an omission has no draft."""

    variation: meaning.Variation
    id: str
    place: Span
    word: str
    draft: ClauseDraft | None


def amend(
    published: Drafts, files: Sequence[model.VariationFile], varied: Varied
) -> Iterator[Amended]:
    """What is in force from each day on which a variation begins, in the order of these days.

    Reports a variation of another specification (E320) or outside the edition's life (E321), what
    is changed and not there (E322), what is added and there already (E323), a clause changed twice
    on one day (E324), two variations of one name (E326), and every fault of their clauses.
    """
    faults = varied.around.context.faults
    drafts, omitted = dict(published), dict[str, Omitted]()
    begun: tuple[meaning.Variation, ...] = ()
    for start, together in groupby(_in_order(files, varied), key=lambda each: each[0].start):
        changes: dict[str, _Change] = {}
        for variation, file in together:
            begun = (*begun, variation)
            for change in _changes(variation, file, varied):
                _once(change, changes, faults)
        for change in changes.values():
            _apply(change, drafts, omitted, faults)
        yield Amended(start, begun, dict(drafts), dict(omitted))


def _in_order(
    files: Sequence[model.VariationFile], varied: Varied
) -> list[tuple[meaning.Variation, model.VariationFile]]:
    """Variations by the day on which they begin, then by the names of their files.

    The clauses of one whose beginning could not be read are still read for their faults.
    """
    found: list[tuple[meaning.Variation, model.VariationFile]] = []
    named: dict[str, model.VariationHeader] = {}
    for file in sorted(files, key=lambda each: span_of(each).source.path):
        header = file.header
        if header is None:
            start = varied.around.life.start
            for _ in _changes(meaning.Variation("", start), file, varied):
                pass
            continue
        _check_header(header, named, varied)
        found.append((meaning.Variation(header.name, header.start), file))
    return sorted(found, key=lambda each: each[0].start)


def _check_header(
    header: model.VariationHeader, named: dict[str, model.VariationHeader], varied: Varied
) -> None:
    faults, life, of = varied.around.context.faults, varied.around.life, varied.header
    if of is not None and key(of.name) != key(header.amends):
        faults.add(
            "E320",
            words_within(header, f'"{header.amends}"'),
            f"`{header.name}` amends `{header.amends}`, and this is `{of.name}`",
            help=f'write `amends "{of.name}"`, or move the file to the edition it amends',
            related=(Related(words_within(of, f'"{of.name}"'), "named here"),),
        )
    if not life.start <= header.start <= life.end:
        faults.add(
            "E321",
            words_within(header, written(header.start)),
            f"{written(header.start)} is outside the life of the edition, "
            f"which runs from {written(life.start)} to {written(life.end)}",
            help="correct the day, or the days of the edition",
        )
    before = named.setdefault(key(header.name), header)
    if before is not header:
        faults.add(
            "E326",
            words_within(header, f'"{header.name}"'),
            f"there are two variations called `{header.name}`",
            help="give each a name that a report can tell them apart by",
            related=(Related(words_within(before, f'"{before.name}"'), "the other one"),),
        )


# --- what one variation changes ---------------------------------------------------------------


def _changes(
    variation: meaning.Variation, file: model.VariationFile, varied: Varied
) -> Iterator[_Change]:
    """What a variation does, clause by clause; a clause is owed from its beginning if no date says.

    It may cite sources of its own and those of the edition.
    """
    around, faults = varied.around, varied.around.context.faults
    life = around.life
    within = replace(life, since=min(max(variation.start, life.start), life.end))
    sources = read_sources((*varied.items, *file.items), faults)
    around = replace(around, life=within, sources=sources)
    service: model.Service | None = None
    for item in file.items:
        match item:
            case model.Service():
                service = item
            case model.Clause():
                headed = varied.services.heading(service, item, faults)
                draft = replace(read_clause(item, headed, around), variation=variation)
                yield _Change(variation, item.id, heading_of(item), "add", draft)
            case model.Replacement(clause=clause):
                stands = model.Service("", "", span=clause.span)  # until that is known
                draft = replace(read_clause(clause, stands, around), variation=variation)
                yield _Change(variation, clause.id, heading_of(clause), "replace", draft)
            case model.Omission(clause=id):
                for cites in item.cites:
                    read_citation(cites, sources, faults)
                yield _Change(variation, id, words_within(item, id), "omit", None)
            case model.SourceDeclaration():
                pass


def _once(change: _Change, changes: dict[str, _Change], faults: Faults) -> None:
    """Keep a change of a clause, unless there is one on the same day already (E324)."""
    before = changes.setdefault(change.id, change)
    if before is change:
        return
    both = f"`{before.variation.name}` and `{change.variation.name}`"
    by = both if before.variation != change.variation else f"`{change.variation.name}`"
    faults.add(
        "E324",
        change.place,
        f"clause `{change.id}` is changed twice on {written(change.variation.start)}, by {by}",
        help="change it once, or let one of the two begin on another day",
        related=(Related(before.place, "the other change"),),
    )


def _apply(
    change: _Change, drafts: dict[str, ClauseDraft], omitted: dict[str, Omitted], faults: Faults
) -> None:
    """Let a change take effect; what cannot is a fault, and changes nothing."""
    before = drafts.get(change.id)
    if change.word == "add":
        if before is not None:
            _stands_already(change, before, faults)
            return
    elif before is None:
        _not_there(change, drafts, omitted, faults)
        return
    omitted.pop(change.id, None)
    if change.draft is None:
        del drafts[change.id]
        omitted[change.id] = Omitted(change.variation, change.place)
        return
    service = before.service if before is not None else change.draft.service
    drafts[change.id] = replace(change.draft, service=service)


def _stands_already(change: _Change, before: ClauseDraft, faults: Faults) -> None:
    faults.add(
        "E323",
        change.place,
        f"`{change.variation.name}` adds clause `{change.id}`, which stands already",
        help=f"write `replace clause {change.id}`, or give it an id that is not taken",
        related=(Related(heading_of(before.clause), "it stands here"),),
    )


def _not_there(
    change: _Change,
    drafts: Mapping[str, ClauseDraft],
    omitted: Mapping[str, Omitted],
    faults: Faults,
) -> None:
    gone = omitted.get(change.id)
    related: tuple[Related, ...] = ()
    if gone is not None:
        message = (
            f"there is no clause `{change.id}` to {change.word}: `{gone.variation.name}` "
            f"omitted it from {written(gone.variation.start)}"
        )
        help = "add it again, as `clause` and its id" if change.word == "replace" else None
        related = (Related(gone.place, "omitted here"),)
    else:
        message = f"there is no clause `{change.id}` to {change.word}"
        help = did_you_mean(change.id, ((id, each.clause) for id, each in drafts.items()))
    remedy = help or "write the id as it stands after `clause`, or leave the change out"
    faults.add("E322", change.place, message, help=remedy, related=related)
