"""Turn the paths of a command line into contracts to be linted, with the settings of each file."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pcn_rules.cli import choosing, editions, faults
from pcn_rules.cli.assessing import Work
from pcn_rules.cli.progress import Progress
from pcn_rules.cli.reading import below
from pcn_rules.cli.sorting import sort
from pcn_rules.diagnostics import Diagnostic

if TYPE_CHECKING:
    from pcn_rules.lint.model import Contract
    from pcn_rules.lint.settings import Settings


@dataclass(frozen=True, slots=True)
class Named:
    """The files that a command line names, by the place where each really lies."""

    real: frozenset[str]

    def __contains__(self, path: str) -> bool:
        """Whether a path leads to one of these files."""
        return os.path.realpath(path) in self.real


def named_by(paths: Sequence[str], work: Work) -> Named:
    """The files of the language at or below paths; what is not there is told elsewhere."""
    found: set[str] = set()
    for name in paths:
        match choosing.anything(work.line, name):
            case Diagnostic():
                pass
            case path:
                files = below(path) if path.is_dir() else iter([path])
                found.update(os.path.realpath(file) for file in files)
    return Named(frozenset(found))


def contracts_of(paths: Sequence[str], work: Work, progress: Progress) -> tuple[Contract, ...]:
    """Everything of the language at paths, read whole: editions with all they use.

    Vocabularies and assumptions that no edition among them uses stand alone. Every fault is kept,
    and E542 where there is nothing of the language.
    """
    found = sort(paths, work)
    if not (found.editions or found.vocabularies or found.assumptions) and not work.stopped:
        work.keep([faults.nothing_to_lint(work.line, name) for name in paths])
    contracts = [_edition(folder, work, progress) for folder in found.editions]
    done = {os.path.realpath(each.path) for one in contracts for each in one.sources}
    for path in found.vocabularies:
        if os.path.realpath(path) not in done:
            contracts.append(_alone(path, path, (), work))
    for path in found.assumptions:
        if os.path.realpath(path) not in done:
            edition = next(iter(found.editions), editions.newest())
            contracts.append(_alone(path, edition, (path,), work))
    return tuple(contracts)


def _edition(folder: Path, work: Work, progress: Progress) -> Contract:
    from pcn_rules.lint.model import Contract  # noqa: PLC0415 - as below
    from pcn_rules.load import load_with_syntax  # noqa: PLC0415 - it brings the parser

    progress.now(f"linting {folder}")
    (specification, found, _), files = load_with_syntax(folder)
    work.keep(found)
    return Contract(files, specification)


def _alone(path: Path, edition: Path, assumptions: Sequence[Path], work: Work) -> Contract:
    """One file, read with an edition where only that says what its words are about.

    Only its own faults are kept, without that of there being no specification.
    """
    from pcn_rules.lint.model import Contract  # noqa: PLC0415 - as below
    from pcn_rules.load import load_with_syntax  # noqa: PLC0415 - it brings the parser

    (_, found, _), files = load_with_syntax(edition, assumptions)
    real = os.path.realpath(path)
    work.keep(
        each
        for each in found
        if os.path.realpath(each.span.source.path) == real and each.code != "E004"
    )
    own = (each for each in files if each.span and os.path.realpath(each.span.source.path) == real)
    return Contract(tuple(own), None)


# --- which rules are wanted where -------------------------------------------------------------


@dataclass(slots=True)
class Asked:
    """Which rules are wanted of which file: as the command line says, else the project's settings.

    Rules that are selected on the command line take the place of those that the settings select
    or ignore; what they ignore in certain files stays ignored there.
    """

    named: Named
    select: frozenset[str]
    ignore: frozenset[str]
    settings: dict[Path, Settings] = field(default_factory=dict)
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    def wanted(self, path: str) -> Collection[str]:
        """The codes that are wanted of a file: none of one that is not named."""
        if path not in self.known:
            self.known[path] = self._wanted(path) if path in self.named else frozenset()
        return self.known[path]

    def _wanted(self, path: str) -> frozenset[str]:
        settings = self.settings[Path(path).parent]
        chosen = self.select or settings.select - settings.ignore
        return chosen - self.ignore - settings.left_out(path)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rules as typed after `--select` and `--ignore`."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]


def asked(paths: Sequence[str], contracts: Sequence[Contract], chosen: Chosen, work: Work) -> Asked:
    """What is wanted of each file that is named; the faults of settings are kept."""
    from pcn_rules.language.faults import Faults  # noqa: PLC0415 - as below
    from pcn_rules.lint.settings import settings_for  # noqa: PLC0415 - it brings pydantic

    named, wrong = named_by(paths, work), Faults()
    asking = Asked(named, _codes(chosen.select, work), _codes(chosen.ignore, work))
    for source in _sources(contracts):
        folder = Path(source).parent
        if source in named and folder not in asking.settings:
            asking.settings[folder] = settings_for(folder, wrong)
    work.keep(wrong.sorted())
    return asking


def _codes(typed: Sequence[str], work: Work) -> frozenset[str]:
    """The codes that words name, several of them between commas; unknown ones are faults (E541)."""
    from pcn_rules.lint.settings import unknown_codes  # noqa: PLC0415 - as above

    found: set[str] = set()
    for words in typed:
        codes = [code.strip().upper() for code in words.split(",") if code.strip()]
        work.keep(
            faults.no_rule(work.line, words, code, help) for code, help in unknown_codes(codes)
        )
        found.update(codes)
    return frozenset(found)


def _sources(contracts: Sequence[Contract]) -> Iterator[str]:
    for contract in contracts:
        yield from (source.path for source in contract.sources)


def looked_at(asking: Asked, contracts: Sequence[Contract]) -> int:
    """How many of the files that are named were looked at."""
    return len({os.path.realpath(path) for path in _sources(contracts) if path in asking.named})
