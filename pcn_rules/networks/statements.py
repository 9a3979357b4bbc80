"""Turn the statements of network.toml about lists and days into the terms of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from pcn_rules.language.faults import Faults, did_you_mean, key, nearest
from pcn_rules.language.meaning import Entity, FactDefinition, SeriesKind
from pcn_rules.networks.dates import Unreadable, stretch
from pcn_rules.networks.evidence import Subjects
from pcn_rules.networks.model import CompleteSeries, Days, StandsFor
from pcn_rules.networks.names import NETWORK, Names, file_of
from pcn_rules.networks.origins import NO_SOURCE, declare
from pcn_rules.networks.settings import CompleteSeriesTable, Settings, StandsForTable
from pcn_rules.networks.shared_faults import FolderFaults
from pcn_rules.networks.toml_places import Path


def complete_lists(
    settings: Settings, names: Names, files: frozenset[str], faults: Faults
) -> frozenset[str]:
    """The entities whose lists are complete; every other list is open.

    Reports E411 for a list of nothing known, and E443 for a file whose list is not declared.
    """
    declared: dict[str, bool] = {}
    meant: set[str] = set()
    for name, complete in settings.lists.items():
        place = settings.places.key(("lists", name))
        entity = names.entity(name, place, faults)
        if entity is not None:
            declared[entity.name] = complete
        else:
            # A list that is nearly called so has been offered this name as its remedy.
            offers = ((known.name, None) for known in names.each_entity())
            meant |= {offer for offer, _ in nearest(name, offers)}
    for entity in names.each_entity():
        if file_of(entity) in files and entity.name not in {*declared, *meant}:
            message = f"the list of {entity.plural} is declared neither complete nor open"
            remedy = f'add `"{entity.name}" = "open"` below `[lists]`, or `"complete"`'
            faults.add("E443", settings.places.key(("lists",)), message, remedy)
    return frozenset(name for name, complete in declared.items() if complete)


def stands_for(
    settings: Settings, names: Names, subjects: Subjects, faults: FolderFaults
) -> Iterator[StandsFor]:
    """The statements that a value stands for other days.

    Reports E411, E412, E422, E442, E444 and E445.
    """
    for path, table in settings.stands_for:
        entity, fact = _fact(path, table, settings, names, faults)
        days = _days(path, table, settings, faults)
        if table.subject is not None and entity is not None:
            place = settings.places.value((*path, "subject"))
            subjects.check(entity, table.subject, place, faults)
        if table.source is not None:
            _check_source(path, table.source, settings, faults)
        if fact is not None and days is not None:
            subject = None if entity is None else table.subject
            yield StandsFor(fact.entity, subject, fact.name, table.source, days, table.reason)


def _check_source(path: Path, name: str, settings: Settings, faults: FolderFaults) -> None:
    place = settings.places.value((*path, "source"))
    if not settings.sources:
        faults.add_shared("E445", place, NO_SOURCE, lambda: declare(name))
    elif name not in settings.sources:
        meant = did_you_mean(name, ((other, None) for other in settings.sources))
        message = f"no source `{name}` is declared here"
        faults.add("E445", place, message, meant or "declare it, or leave this key out")


def complete_series(settings: Settings, names: Names, faults: Faults) -> Iterator[CompleteSeries]:
    """The statements that a series is all on record. Reports E411, E412, E422 and E430."""
    for path, table in settings.complete_series:
        _, fact = _fact(path, table, settings, names, faults)
        days = _days(path, table, settings, faults)
        if fact is None or days is None:
            continue
        match fact.kind:
            case SeriesKind():
                yield CompleteSeries(fact.entity, fact.name, days)
            case _:
                message = f"`{fact.name}` is not counted on days"
                remedy = "say with `[[stands_for]]` for which days a value stands"
                faults.add("E430", settings.places.value((*path, "fact")), message, remedy)


def _fact(
    path: Path,
    table: StandsForTable | CompleteSeriesTable,
    settings: Settings,
    names: Names,
    faults: Faults,
) -> tuple[Entity | None, FactDefinition | None]:
    """The entity (None for the network itself) and the fact that a statement is about."""
    entity = None
    if table.entity is not None and key(table.entity) != NETWORK:
        place = settings.places.value((*path, "entity"))
        entity = names.entity(table.entity, place, faults)
        if entity is None:
            return None, None
    place = settings.places.value((*path, "fact"))
    return entity, names.fact(entity, table.fact, place, faults)


def _days(
    path: Path,
    table: StandsForTable | CompleteSeriesTable,
    settings: Settings,
    faults: Faults,
) -> Days | None:
    days = stretch(table.first, table.last)
    match days:
        case Unreadable():
            faults.add(days.code, settings.places.value((*path, "to")), days.message, days.help)
            return None
        case Days():
            return days
