"""Turn the files of a specification into its meaning, with every fault of every file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.language import meaning, model
from pcn_rules.language.assumptions import read_assumptions
from pcn_rules.language.clauses import ClauseDraft, heading_of, read_clause
from pcn_rules.language.declarations import check_phrases, read_measures
from pcn_rules.language.faults import Faults, span_of, words_within
from pcn_rules.language.order import natural
from pcn_rules.language.precedence import Drafts, Way, given_way, precedence
from pcn_rules.language.printer import print_clause
from pcn_rules.language.scope import Context
from pcn_rules.language.sources import read_sources
from pcn_rules.language.surroundings import Surroundings
from pcn_rules.language.symbols import EntityEntry, phrase_in_words
from pcn_rules.language.timings import Life
from pcn_rules.language.vocabulary import read_vocabulary
from pcn_rules.source import Span


def resolve(
    specification_files: tuple[model.SpecificationFile, ...],
    vocabulary_files: tuple[model.VocabularyFile, ...],
    assumption_files: tuple[model.AssumptionsFile, ...],
) -> tuple[meaning.Specification | None, tuple[Diagnostic, ...]]:
    """The meaning of a specification, and every fault of its files in their order.

    What is at fault is left out of the specification, so one that comes with faults is a part
    only; there is none at all without a header that says which edition it is (E004, E005).
    """
    faults = Faults()
    context = Context(read_vocabulary(vocabulary_files, faults), faults)
    read_measures(context)
    check_phrases(context)
    header = _header(specification_files, faults)
    items = tuple(item for file in specification_files for item in file.items)
    assumed = tuple(item for file in assumption_files for item in file.items)
    assumptions = read_assumptions(
        assumption_files, read_sources((*assumed, *items), faults), context
    )
    around = Surroundings(context, _life(header), assumptions, read_sources(items, faults))
    drafts = _drafts(specification_files, around)
    ways = precedence(drafts, faults)
    clauses = tuple(c for d in drafts.values() for c in _resolved(d, ways, drafts, faults))
    if header is None:
        return None, faults.sorted()
    specification = meaning.Specification(
        name=header.name,
        edition=header.edition,
        published=header.published,
        start=header.start,
        end=header.end,
        clauses=tuple(sorted(clauses, key=lambda clause: natural(clause.id))),
        vocabulary=_vocabulary(vocabulary_files, context),
        assumptions=tuple(sorted(file.name for file in assumption_files)),
    )
    return specification, faults.sorted()


def _header(
    files: tuple[model.SpecificationFile, ...], faults: Faults
) -> model.SpecificationHeader | None:
    """The one header of a specification; none (E004) or two (E005) are faults."""
    headers = [file.header for file in files if file.header is not None]
    if not files:  # whoever looked for them tells where there are none
        return None
    if not headers:
        faults.add(
            "E004",
            _first_line(files),
            "no file says which specification this is",
            help='begin one file with `specification "name"`, its edition and its dates',
        )
        return None
    for other in headers[1:]:
        faults.add(
            "E005",
            words_within(other, "specification"),
            f"the specification is named twice, as `{headers[0].name}` and as `{other.name}`",
            help="keep one of the two, or keep the editions in folders of their own",
            related=(Related(span_of(headers[0]), "named here"),),
        )
    return headers[0]


def _life(header: model.SpecificationHeader | None) -> Life:
    """The life of the edition; where it is not known, any day is taken to be inside it."""
    if header is None or header.end < header.start:
        return Life(date.min, date.max)
    return Life(header.start, header.end)


def _first_line(files: tuple[model.SpecificationFile, ...]) -> Span:
    """The first line of what is there; nowhere where nothing is."""
    nodes = (part for file in files for part in (file.header, *file.items) if part is not None)
    whole = span_of(next(nodes, None))
    end = whole.text.find("\n")
    return whole if end < 0 else Span(whole.source, whole.start, whole.start + end)


# --- clauses ----------------------------------------------------------------------------------


def _drafts(files: tuple[model.SpecificationFile, ...], around: Surroundings) -> Drafts:
    """Every clause resolved by itself, by its id; an id may stand once only (E159)."""
    faults = around.context.faults
    drafts: dict[str, ClauseDraft] = {}
    services: dict[str, model.Service] = {}
    for clause, service in _in_services(files, faults):
        _check_service(service, services, faults)
        before = drafts.get(clause.id)
        if before is not None:
            faults.add(
                "E159",
                heading_of(clause),
                f"there are two clauses `{clause.id}`",
                help="give one of them another id",
                related=(Related(heading_of(before.clause), "the other one"),),
            )
            continue
        drafts[clause.id] = read_clause(clause, service, around)
    if files and not drafts:
        faults.add(
            "E307",
            _first_line(files),
            "the specification has no clause, so it asks nothing",
            help="write a clause, or check that all its files are there",
        )
    return drafts


def _in_services(
    files: tuple[model.SpecificationFile, ...], faults: Faults
) -> Iterator[tuple[model.Clause, model.Service]]:
    """Every clause with the service that heads it in its file; there must be one (E164)."""
    for file in files:
        service: model.Service | None = None
        for item in file.items:
            match item:
                case model.Service():
                    service = item
                case model.Clause():
                    if service is None:
                        _no_service(item, faults)
                    yield item, service or model.Service("", "", span=item.span)
                case model.SourceDeclaration():
                    pass


def _no_service(clause: model.Clause, faults: Faults) -> None:
    faults.add(
        "E164",
        heading_of(clause),
        f"clause `{clause.id}` stands under no service",
        help='head it with a line such as `service 7.3 "Care homes"`',
    )


def _check_service(
    service: model.Service, services: dict[str, model.Service], faults: Faults
) -> None:
    """One service may head clauses of several files, under one title (else E159)."""
    before = services.setdefault(service.id, service)
    if before.title != service.title:
        faults.add(
            "E159",
            service,
            f"service `{service.id}` has two titles, `{before.title}` and `{service.title}`",
            help="give both the same title",
            related=(Related(span_of(before), "the other one"),),
        )


def _resolved(
    clause: ClauseDraft, ways: tuple[Way, ...], drafts: Drafts, faults: Faults
) -> Iterator[meaning.ResolvedClause]:
    if clause.draft is None:
        return
    id = clause.clause.id
    statement = given_way(clause.draft, id, ways, drafts, faults).statement
    readings: list[meaning.OtherReading] = []
    for words, reading in clause.readings:
        match given_way(reading, id, ways, drafts, Faults()).statement:
            case meaning.ResolvedDuty() as duty:
                readings.append(meaning.OtherReading(words, duty))
            case _:
                pass
    yield meaning.ResolvedClause(
        id=id,
        title=clause.clause.title,
        service=clause.service.id,
        service_title=clause.service.title,
        statement=statement,
        text=print_clause(clause.clause),
        citations=clause.citations,
        replaces=_replaces(clause.clause),
        readings=tuple(readings),
        span=span_of(clause.clause),
    )


def _replaces(clause: model.Clause) -> tuple[model.Replaces, ...]:
    found: list[model.Replaces] = []
    for line in clause.lines:
        match line:
            case model.Replaces():
                found.append(line)
            case _:
                pass
    return tuple(found)


# --- vocabulary -------------------------------------------------------------------------------


def _vocabulary(files: tuple[model.VocabularyFile, ...], context: Context) -> meaning.Vocabulary:
    """Every entity and fact, with the facts that attested phrases made where they were used."""
    attested = (*context.attested, *_unused(context))
    entities = tuple(
        _entity(known.value, attested) for known in context.symbols.entities.entries.values()
    )
    facts = (known.value for known in context.symbols.facts.entries.values())
    return meaning.Vocabulary(
        name=min((file.name for file in files), default=""),
        entities=tuple(sorted(entities, key=lambda entity: entity.name)),
        facts=_sorted((*facts, *(fact for fact in attested if fact.entity is None))),
        measures=tuple(
            meaning.Measure(measure.name, measure.unit, measure.indicator)
            for _, measure in sorted(
                (name, known.value) for name, known in context.symbols.measures.entries.items()
            )
        ),
    )


def _unused(context: Context) -> Iterator[meaning.FactDefinition]:
    """Attested phrases that no clause uses: data written for another edition may hold them."""
    used = {fact.name for fact in context.attested}
    for phrase in context.symbols.plain.values():
        words = phrase_in_words(phrase.words)
        if phrase.meaning is None and words not in used:
            yield meaning.FactDefinition(None, words, meaning.YesNoKind(), attested=True)


def _entity(entry: EntityEntry, attested: tuple[meaning.FactDefinition, ...]) -> meaning.Entity:
    facts = (known.value for known in entry.facts.entries.values())
    added = (fact for fact in attested if fact.entity == entry.name)
    return meaning.Entity(
        entry.name, entry.plural, entry.declaration.event, _sorted((*facts, *added))
    )


def _sorted(facts: tuple[meaning.FactDefinition, ...]) -> tuple[meaning.FactDefinition, ...]:
    return tuple(sorted(facts, key=lambda fact: fact.name))
