"""Turn the files of a specification into its meaning, with every fault of every file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.language import meaning, model
from pcn_rules.language.assumptions import read_assumptions
from pcn_rules.language.clauses import ClauseDraft, heading_of, read_clause
from pcn_rules.language.declarations import check_phrases, read_measures
from pcn_rules.language.deferrals import read_deferrals
from pcn_rules.language.faults import Faults, span_of, words_within
from pcn_rules.language.incentives import earned_units
from pcn_rules.language.pay import read_pay
from pcn_rules.language.scope import Context
from pcn_rules.language.services import Services
from pcn_rules.language.sources import read_sources
from pcn_rules.language.surroundings import Surroundings
from pcn_rules.language.symbols import EntityEntry, phrase_in_words
from pcn_rules.language.texts import Texts
from pcn_rules.language.timings import Life
from pcn_rules.language.variations import Drafts, Varied, amend
from pcn_rules.language.vocabulary import read_vocabulary
from pcn_rules.language.workforce import read_workforce
from pcn_rules.source import Span


def resolve(
    specification_files: tuple[model.SpecificationFile, ...],
    variation_files: tuple[model.VariationFile, ...],
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
    cited = read_sources((*assumed, *items), faults)
    assumptions = read_assumptions(assumption_files, cited, context)
    amending = tuple(item for file in variation_files for item in file.items)
    around = Surroundings(
        context,
        _life(header),
        assumptions,
        read_sources(items, faults),
        earned_units((*items, *amending)),
    )
    services, texts = Services(), Texts(faults)
    published = _drafts(specification_files, around, services)
    clauses = texts.clauses(published, {})
    varied = Varied(header, services, around, items)
    amended = tuple(
        meaning.Text(each.start, each.variations, texts.clauses(each.drafts, each.omitted))
        for each in amend(published, variation_files, varied)
    )
    every = {c.id: c for text in ((clauses), *(a.clauses for a in amended)) for c in text}
    workforce = read_workforce(
        assumption_files,
        tuple(every.values()),
        "" if header is None else header.edition,
        conversions=assumptions.conversions,
        sources=cited,
        context=context,
    )
    deferred = read_deferrals(items, around.life.start, around.sources, faults)
    pay = read_pay(assumption_files, "" if header is None else header.edition, cited, context)
    if header is None:
        return None, faults.sorted()
    specification = meaning.Specification(
        name=header.name,
        edition=header.edition,
        published=header.published,
        proposed=header.proposed,
        start=header.start,
        end=header.end,
        clauses=clauses,
        vocabulary=_vocabulary(vocabulary_files, context),
        assumptions=tuple(sorted(file.name for file in assumption_files)),
        amended=amended,
        workforce=workforce,
        pay=pay,
        deferred=deferred,
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
        return Life(date.min, date.max, since=date.min)
    return Life(header.start, header.end, since=header.start)


def _first_line(files: tuple[model.SpecificationFile, ...]) -> Span:
    """The first line of what is there; nowhere where nothing is."""
    nodes = (part for file in files for part in (file.header, *file.items) if part is not None)
    whole = span_of(next(nodes, None))
    end = whole.text.find("\n")
    return whole if end < 0 else Span(whole.source, whole.start, whole.start + end)


# --- clauses ----------------------------------------------------------------------------------


def _drafts(
    files: tuple[model.SpecificationFile, ...], around: Surroundings, services: Services
) -> Drafts:
    """Every clause as published, resolved by itself, by its id; an id stands once (else E159)."""
    faults = around.context.faults
    drafts: dict[str, ClauseDraft] = {}
    for clause, service in _in_services(files, services, faults):
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
    files: tuple[model.SpecificationFile, ...], services: Services, faults: Faults
) -> Iterator[tuple[model.Clause, model.Service]]:
    """Every clause with the service that heads it in its file."""
    for file in files:
        service: model.Service | None = None
        for item in file.items:
            match item:
                case model.Service():
                    service = item
                case model.Clause():
                    yield item, services.heading(service, item, faults)
                case model.SourceDeclaration() | model.Deferral():
                    pass


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
