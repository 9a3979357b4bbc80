"""Turn a folder of files into a network checked against a vocabulary, or into every fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.files import is_data
from pcn_rules.language.faults import Faults, did_you_mean
from pcn_rules.language.meaning import FactDefinition, SeriesKind, Vocabulary
from pcn_rules.networks.agreement import check_things
from pcn_rules.networks.contracts import check_contracts, wte_facts
from pcn_rules.networks.disagreements import check_facts
from pcn_rules.networks.entities import read_entities
from pcn_rules.networks.evidence import FILE as EVIDENCE
from pcn_rules.networks.evidence import Subjects, read_evidence
from pcn_rules.networks.model import MEMBERS, InputFile, Network, Record, Thing
from pcn_rules.networks.names import Names, file_of, names_of
from pcn_rules.networks.origins import MOST_FAULTS, Reading
from pcn_rules.networks.reading import LARGEST_SETTINGS, LARGEST_TABLE, TextFile, read_text
from pcn_rules.networks.settings import Settings, read_settings
from pcn_rules.networks.shared_faults import FolderFaults
from pcn_rules.networks.statements import complete_lists, complete_series, stands_for
from pcn_rules.networks.table import Cell
from pcn_rules.networks.toml_text import read_toml
from pcn_rules.source import Source

SETTINGS = "network.toml"


def load_network(
    path: Path, vocabulary: Vocabulary
) -> tuple[Network | None, tuple[Diagnostic, ...]]:
    """Read a folder: network.toml, one file for each entity, and evidence.csv.

    Every fault of every file is reported at once, in the order of the files; with any error there
    is no network. Reports E401 to E469 (see docs/faults/networks.md).
    """
    faults = FolderFaults()
    network = _load(path, names_of(vocabulary), faults)
    found = faults.sorted()
    wrong = any(fault.severity == "error" for fault in found)
    return (None if wrong else network), found


def day_of(path: Path) -> date | None:
    """The day that a network's own file names; None where it does not, as reading it will tell."""
    faults = FolderFaults()
    text = _read(path, SETTINGS, faults)
    settings = None if text is None else _settings({SETTINGS: text}, faults)
    return None if settings is None or settings.network is None else settings.network.as_at


@dataclass(frozen=True, slots=True)
class _Found:
    things: tuple[Thing, ...]
    records: tuple[Record, ...]
    subjects: Subjects


def _load(path: Path, names: Names, faults: FolderFaults) -> Network | None:
    listing = _files(path, names, faults)
    if listing is None:
        return None
    texts = {name: text for name in listing if (text := _read(path, name, faults)) is not None}
    settings = _settings(texts, faults)
    found = _contents(listing, texts, settings, names, faults)
    if settings is None:
        return None
    complete = complete_lists(settings, names, frozenset(listing), faults)
    standing = tuple(stands_for(settings, names, found.subjects, faults))
    on_record = tuple(complete_series(settings, names, faults))
    sources = tuple(s.source for s in settings.sources.values() if s is not None)
    events = frozenset(entity.name for entity in names.each_entity() if entity.event)
    _keep_some(check_things(found.things, events), faults)
    posts = wte_facts(names.each_entity())
    _keep_some(check_contracts(found.things, found.records, posts), faults)
    _keep_some(check_facts(found.records, standing, sources, _series(names)), faults)
    if settings.network is None:
        return None
    return Network(
        id=settings.network.id,
        name=settings.network.name,
        as_at=settings.network.as_at,
        things=found.things,
        records=found.records,
        complete=complete,
        stands_for=standing,
        complete_series=on_record,
        sources=sources,
        files=tuple(InputFile(text.source.path, text.sha256) for text in texts.values()),
        notes=settings.network.notes,
        posts=tuple(posts.items()),
        area=settings.network.area,
    )


def _keep_some(found: Iterator[Diagnostic], faults: Faults) -> None:
    """Keep so many of some faults as anybody can mend. Reports E418 where there are more."""
    faults.found.extend(islice(found, MOST_FAULTS))
    more = next(found, None)
    if more is not None:
        message = f"{MOST_FAULTS} faults of this kind stand above, and the others are left out"
        faults.add("E418", more.span, message, "mend those first")


def _files(path: Path, names: Names, faults: Faults) -> tuple[str, ...] | None:
    """The names of the files to read, sorted. Reports E401, E402 and E406."""
    shown = path.as_posix()
    nowhere = Source(shown, "").span(0, 0)
    try:
        present = sorted(entry.name for entry in path.iterdir())
    except OSError as error:
        reason = (error.strerror or "it is not there").lower()
        remedy = "give the folder that holds network.toml"
        faults.add("E401", nowhere, f"`{shown}` cannot be read as a folder: {reason}", remedy)
        return None
    known = {SETTINGS, EVIDENCE, *(file_of(entity) for entity in names.each_entity())}
    for name in present:
        if name in known or not is_data(name):
            continue
        meant = did_you_mean(name, ((other, None) for other in sorted(known)))
        place = Source((path / name).as_posix(), "").span(0, 0)
        message = f"`{name}` belongs to nothing in the vocabulary"
        listed = "the files are " + ", ".join(f"`{other}`" for other in sorted(known))
        faults.add("E406", place, message, meant or listed)
    if SETTINGS not in present:
        message = f"there is no `{SETTINGS}` in `{shown}`"
        faults.add("E402", nowhere, message, "`pcn-rules init` writes one to begin with")
    return tuple(name for name in present if name in known)


def _read(path: Path, name: str, faults: Faults) -> TextFile | None:
    largest = LARGEST_SETTINGS if name == SETTINGS else LARGEST_TABLE
    return read_text(path / name, (path / name).as_posix(), largest, faults)


def _settings(texts: dict[str, TextFile], faults: Faults) -> Settings | None:
    if SETTINGS not in texts:
        return None
    read = read_toml(texts[SETTINGS].source, faults)
    return None if read is None else read_settings(*read, faults)


def _contents(
    listing: tuple[str, ...],
    texts: dict[str, TextFile],
    settings: Settings | None,
    names: Names,
    faults: FolderFaults,
) -> _Found:
    reading = Reading(names, None if settings is None else settings.sources, faults)
    things: list[Thing] = []
    records: list[Record] = []
    ids: dict[str, frozenset[str] | None] = {}
    whose: list[Cell] = []
    for entity in names.each_entity():
        text = texts.get(file_of(entity))
        if text is not None:
            listed = read_entities(text.source, entity, reading)
            things.extend(listed.things)
            records.extend(listed.records)
            whose.extend(listed.whose)
            ids[entity.name] = listed.ids
        elif file_of(entity) in listing:
            ids[entity.name] = None
    network = None if settings is None or settings.network is None else settings.network.id
    subjects = Subjects(network, ids)
    for entity in names.each_entity():
        if entity.name == MEMBERS:
            for cell in whose:
                subjects.check(entity, cell.text, cell.span, faults)
    if EVIDENCE in texts:
        records.extend(read_evidence(texts[EVIDENCE].source, subjects, reading))
    return _Found(tuple(things), tuple(records), subjects)


def _series(names: Names) -> frozenset[tuple[str | None, str]]:
    facts = (fact for owned in names.facts.values() for fact in owned.values())
    return frozenset((fact.entity, fact.name) for fact in facts if _is_series(fact))


def _is_series(fact: FactDefinition) -> bool:
    match fact.kind:
        case SeriesKind():
            return True
        case _:
            return False
