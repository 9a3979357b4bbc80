"""Read the editions of the contract: every clause with its figures and its standing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audit.clauses import figures_meant, figures_of
from audit.figures import YEAR, Figure, Found
from pcn_rules.language import model
from pcn_rules.language.parser import parse
from pcn_rules.load import load_specification
from pcn_rules.source import Source

STANDINGS = ("unverified", "secondary source", "verified")
"""How far a text may be relied on, the weakest first."""


@dataclass(frozen=True, slots=True)
class WrittenClause:
    """A clause as one file writes it; another file may amend it under the same id."""

    id: str
    title: str
    file: str
    found: tuple[Found, ...]
    standings: tuple[str, ...]
    replaces: tuple[str, ...]

    @property
    def weakest(self) -> str:
        """The standing of its weakest citation."""
        return min(self.standings, key=STANDINGS.index)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: its days and those of its variations, its sources, its clauses in order."""

    label: str
    name: str
    published: date
    start: date
    end: date
    amended: tuple[date, ...]
    sources: tuple[str, ...]
    clauses: tuple[WrittenClause, ...]
    deferred: tuple[str, ...] = ()
    """The clauses of an earlier edition that it says are put off."""

    def is_default(self, found: Found) -> bool:
        """Whether a figure says no more than that a clause is in force while its edition is.

        That is the edition's first day where a period begins, its last where one ends, and the
        name of its financial year.
        """
        match found.figure.value, found.place:
            case date() as day, "start":
                return day == self.start
            case date() as day, "end":
                return day == self.end
            case year, _:
                return found.figure.unit == YEAR and year in (self.start.year, self.end.year - 1)

    def named(self, id: str) -> tuple[WrittenClause, ...]:
        """The texts of the clause of this id: none, one, or more where it is amended."""
        return tuple(clause for clause in self.clauses if clause.id == id)


class FaultyError(Exception):
    """A specification has faults; the message says how to have them listed."""


def read_editions(root: Path) -> dict[str, Edition]:
    """Every edition under `specs` by its label, the latest first. Raises FaultyError."""
    found = (_edition(folder, root) for folder in sorted((root / "specs").glob("*")))
    editions = [edition for edition in found if edition is not None]
    editions.sort(key=lambda edition: edition.published, reverse=True)
    return {edition.label: edition for edition in editions}


def _edition(folder: Path, root: Path) -> Edition | None:
    files = [_parsed(path, root) for path in sorted(folder.glob("*.pcn"))]
    headers = [file.header for _, file in files]
    header = next((each for each in headers if isinstance(each, model.SpecificationHeader)), None)
    if header is None:
        return None
    amended = [each for each in headers if isinstance(each, model.VariationHeader)]
    meant = _meant(folder, root)
    return Edition(
        label=header.edition,
        name=header.name,
        published=header.published,
        start=header.start,
        end=header.end,
        amended=tuple(each.start for each in amended),
        sources=tuple(
            item.id
            for _, file in files
            for item in file.items
            if isinstance(item, model.SourceDeclaration)
        ),
        clauses=tuple(
            _written(clause, name, meant.get((clause.id, _variation(file)), ()))
            for name, file in files
            for clause in _clauses(file)
        ),
        deferred=tuple(
            each.clause
            for _, file in files
            for item in file.items
            if isinstance(item, model.Deferral)
            for each in item.clauses
        ),
    )


Parts = model.SpecificationFile | model.VariationFile
Meant = dict[tuple[str, str | None], tuple[Found, ...]]


def _parsed(path: Path, root: Path) -> tuple[str, Parts]:
    name = path.relative_to(root).as_posix()
    file, faults = parse(Source(name, path.read_text(encoding="utf-8")))
    match file:
        case model.SpecificationFile() | model.VariationFile() if not faults:
            return name, file
        case model.VocabularyFile() | model.AssumptionsFile():
            return name, model.SpecificationFile(None, ())
        case _:
            raise FaultyError(f"{name} has faults: pcn-rules check {path.parent.name} lists them")


def _meant(folder: Path, root: Path) -> Meant:
    """The figures of what clauses mean, by their ids and the variation with that text, if any."""
    specification, *_ = load_specification(folder)
    if specification is None:
        name = folder.relative_to(root).as_posix()
        raise FaultyError(f"{name} has faults: pcn-rules check {name} lists them")
    return {
        (clause.id, clause.amended_by.name if clause.amended_by else None): figures_meant(clause)
        for text in specification.texts
        for clause in text.clauses
    }


def _variation(file: Parts) -> str | None:
    match file.header:
        case model.VariationHeader(name=name):
            return name
        case _:
            return None


def _clauses(file: Parts) -> Iterator[model.Clause]:
    for item in file.items:
        match item:
            case model.Clause():
                yield item
            case model.Replacement(clause=clause):
                yield clause
            case _:
                pass


def _written(clause: model.Clause, file: str, meant: tuple[Found, ...]) -> WrittenClause:
    own = figures_of(clause)
    said: set[Figure] = {found.figure for found in own}
    cites = [line for line in clause.lines if isinstance(line, model.Cites)]
    replaced = [line for line in clause.lines if isinstance(line, model.Replaces)]
    return WrittenClause(
        id=clause.id,
        title=clause.title,
        file=file,
        found=(*own, *(found for found in meant if found.figure not in said)),
        standings=tuple(line.standing for line in cites),
        replaces=tuple(line.clause for line in replaced),
    )
