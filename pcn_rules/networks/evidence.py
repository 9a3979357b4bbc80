"""Turn evidence.csv, one fact on each row, into records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pcn_rules.language.faults import did_you_mean, key
from pcn_rules.language.meaning import Entity, FactDefinition
from pcn_rules.networks.entities import columns_of, described
from pcn_rules.networks.facts import About, read_fact
from pcn_rules.networks.fields import looks_like_a_formula
from pcn_rules.networks.model import Record
from pcn_rules.networks.names import NETWORK, file_of
from pcn_rules.networks.origins import Reading, enough
from pcn_rules.networks.shared_faults import FolderFaults
from pcn_rules.networks.table import Row, read_rows
from pcn_rules.source import Source, Span

COLUMNS = ("about", "id", "fact", "value", "describes", "known", "source", "standing", "note")
FILE = "evidence.csv"
MOST_OFFERS = 500
"""Ids among which a nearly right one is looked for."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Of whom facts can be stated: the ids of the things on each list, and of the network.

    The ids are None for a list that could not be read to its end.
    """

    network: str | None
    ids: Mapping[str, frozenset[str] | None]

    def check(self, entity: Entity, subject: str, place: Span, faults: FolderFaults) -> None:
        """Report E442 for an id that is not on the list of an entity, E444 where none is there."""
        known = self.ids.get(entity.name)
        if not known:
            if entity.name not in self.ids or known is not None:
                message, remedy = _no_list(entity, entity.name in self.ids)
                faults.add_shared("E444", place, message, lambda: remedy)
            return
        if subject in known:
            return
        message = f"no {entity.name} here has the id `{subject}`"
        faults.add_shared("E442", place, message, lambda: _meant(subject, known, entity))


def _meant(subject: str, known: frozenset[str], entity: Entity) -> str:
    # Likeness to more names than anybody has would take minutes.
    offers = sorted(known) if len(known) <= MOST_OFFERS else []
    meant = did_you_mean(subject, ((other, None) for other in offers))
    return meant or f"add it to `{file_of(entity)}`"


def _no_list(entity: Entity, present: bool) -> tuple[str, str]:
    """The sentence and the remedy where nothing of a kind is listed."""
    if present:
        return f"`{file_of(entity)}` lists no {entity.name}", "add a row for each"
    columns = ",".join((*columns_of(entity, {})[: 3 if entity.event else 4], "source"))
    message = f"there is no `{file_of(entity)}`, so no {entity.name} is known here"
    return message, f"add it with the headings `{columns}` and a row for each"


def read_evidence(source: Source, subjects: Subjects, reading: Reading) -> Iterator[Record]:
    """The records of evidence.csv, in its order; a row with a blank value states nothing.

    Reports E411 and E412, E413 to E418, E420 to E422, E430 to E439, E442 and E444 to E449.
    """
    known = {key(name): name for name in COLUMNS}
    before = reading.faults.count
    for row in read_rows(source, known, ("about", "fact", "value"), reading.faults):
        if enough(reading.faults, before, row):
            return
        record = _record(row, subjects, reading)
        if record is not None:
            yield record


def _record(row: Row, subjects: Subjects, reading: Reading) -> Record | None:
    origin = reading.origin(row)
    days = described(row, reading)
    found = _about(row, reading)
    if found is None:
        return None
    entity, fact = found
    subject = _subject(row, entity, subjects, reading)
    if looks_like_a_formula(row.text("note")):
        message = f"`{row.text('note')}` begins like a formula"
        reading.faults.add("E438", row.place("note"), message, "begin with a letter or a figure")
    cell = row.cells.get("value")
    if fact is None or cell is None:
        return None
    name = None if entity is None else entity.name
    about = About(name, subject, days, shared=False, note=row.text("note"))
    return read_fact(cell, fact, about, origin, reading)


def _about(row: Row, reading: Reading) -> tuple[Entity | None, FactDefinition | None] | None:
    """The entity (None for the network) and the fact of a row; None without a known entity."""
    about, faults = row.text("about"), reading.faults
    entity = None
    if key(about) != NETWORK:
        if not about:
            message = "this row does not say what it is about"
            faults.add("E411", row.span, message, "write the name of an entity, or `network`")
            return None
        entity = reading.names.entity(about, row.place("about"), faults)
        if entity is None:
            return None
    word = row.text("fact")
    if word:
        return entity, reading.names.fact(entity, word, row.place("fact"), faults)
    faults.add("E412", row.span, "this row names no fact", "fill in the column `fact`")
    return entity, None


def _subject(row: Row, entity: Entity | None, subjects: Subjects, reading: Reading) -> str | None:
    subject, place, faults = row.text("id"), row.place("id"), reading.faults
    if entity is None:
        if subject and subjects.network and subject != subjects.network:
            message = f"`{subject}` is not the id of this network"
            remedy = f"leave it blank, or write `{subjects.network}`"
            faults.add("E442", place, message, remedy)
        return None
    if subject:
        subjects.check(entity, subject, place, faults)
        return subject
    message = f"this row does not say which {entity.name} it is about"
    faults.add("E442", place, message, "fill in the column `id`")
    return None
