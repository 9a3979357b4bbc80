"""Turn what a command asks for into assessments, or into every fault that stands in the way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pcn_rules.cli import choosing, faults
from pcn_rules.cli.dates import read_day
from pcn_rules.cli.line import CommandLine
from pcn_rules.cli.progress import Progress
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.evaluate.result import Assessment, ClauseResult, Verdict
from pcn_rules.language.meaning import Specification, Vocabulary
from pcn_rules.networks.model import InputFile, Network

FAIL_ON = {
    "impossible": (Verdict.IMPOSSIBLE,),
    "at-risk": (Verdict.AT_RISK, Verdict.IMPOSSIBLE),
    "unknown": (Verdict.UNKNOWN,),
}
"""What `--fail-on` may name, and the verdicts it stands for."""


@dataclass(frozen=True)
class Wish:
    """What a person asks to have judged, and how to have it shown, in the words they typed."""

    spec: str | None
    assumptions: tuple[str, ...]
    as_at: str | None
    known_by: str | None
    style: str | None
    output: str | None
    theme: str | None
    fail_on: tuple[str, ...]
    no_colour: bool


@dataclass
class Work:
    """Everything read so far, and every fault found so far; a step does what it still can."""

    line: CommandLine
    faults: list[Diagnostic] = field(default_factory=list)
    specification: Specification | None = None
    words: Vocabulary | None = None
    """The vocabulary, also of an edition with faults: networks are checked all the same."""
    files: tuple[InputFile, ...] = ()

    def path(self, found: Path | Diagnostic) -> Path | None:
        """The path that was found; the fault is kept where there is none."""
        match found:
            case Diagnostic():
                self.faults.append(found)
                return None
            case _:
                return found

    def day(self, typed: str | None) -> date | None:
        """The day as typed; the fault is kept where it is none."""
        if typed is None:
            return None
        match read_day(typed):
            case str() as why:
                self.faults.append(faults.not_a_day(self.line, typed, why))
                return None
            case day:
                return day

    def keep(self, found: Iterable[Diagnostic]) -> None:
        """Keep faults that a room below found."""
        self.faults.extend(found)

    @property
    def stopped(self) -> bool:
        """Whether there is a fault that is more than a warning."""
        return any(fault.severity == "error" for fault in self.faults)


def assess(
    names: Sequence[str], wish: Wish, work: Work, progress: Progress
) -> tuple[Assessment, ...]:
    """Judge each network as asked; nothing where `work` holds faults afterwards."""
    as_at, known_by = work.day(wish.as_at), work.day(wish.known_by)
    progress.now("reading the specification")
    read_specification(wish.spec, wish.assumptions, work)
    networks = _networks(names, work, progress)
    inputs = [*work.files, *(file for _, network in networks for file in network.files)]
    work.keep(_overwriting(wish.output, inputs, work))
    specification = work.specification
    if specification is None:
        return ()
    if wish.spec is None:
        days = {wish.as_at or name: as_at or network.as_at for name, network in networks}
        work.keep(_not_in_force(days, specification, work))
    if work.stopped:
        return ()
    return tuple(
        _judge(network, specification, work.files, (as_at or network.as_at, known_by), progress)
        for _, network in networks
    )


def _overwriting(
    output: str | None, inputs: Iterable[InputFile], work: Work
) -> Iterator[Diagnostic]:
    """A report that would be written over a file it is made from."""
    taken = {os.path.realpath(file.path) for file in inputs}
    if output is not None and os.path.realpath(output) in taken:
        why = "the report is made from it"
        yield faults.cannot_write(work.line, Path(output), why)


def _not_in_force(
    days: dict[str, date], specification: Specification, work: Work
) -> Iterator[Diagnostic]:
    """The days, by the word that names them, on which the edition is not in force."""
    for word, day in days.items():
        if not specification.start <= day <= specification.end:
            yield faults.not_in_force(work.line, word, day, specification)


def read_specification(spec: str | None, assumptions: Sequence[str], work: Work) -> None:
    """Read the specification that is named, or the final edition, with its assumptions."""
    from pcn_rules.ready import specification_of  # noqa: PLC0415 - only where it is judged

    path = work.path(choosing.specification(work.line, spec))
    named = [Path(each) for each in assumptions]
    work.keep(faults.no_path(work.line, str(each)) for each in named if not choosing.there(each))
    if path is None or not all(choosing.there(each) for each in named):
        return
    loaded, found, files = specification_of(path, named or None)
    work.keep(found)
    work.specification, work.files = loaded, tuple(files)
    work.words = _partial_vocabulary(path) if loaded is None else loaded.vocabulary


def _partial_vocabulary(path: Path) -> Vocabulary | None:
    """What an edition with faults gives of its vocabulary."""
    from pcn_rules.load import vocabulary_of  # noqa: PLC0415 - it brings the parser

    return vocabulary_of(path)


def _networks(names: Sequence[str], work: Work, progress: Progress) -> list[tuple[str, Network]]:
    """The networks of these names that can be read, checked against each other."""
    from pcn_rules.networks.agreement import check_together  # noqa: PLC0415 - as below

    paths: dict[Path, tuple[str, Path]] = {}
    for name in names:
        path = work.path(choosing.network(work.line, name))
        if path is not None and path.resolve() in paths:
            work.keep([faults.twice(work.line, name)])
        elif path is not None:
            paths[path.resolve()] = (name, path)
    if work.words is None:
        return []
    found: list[tuple[str, Network]] = []
    for name, path in paths.values():
        progress.now(f"reading {path}")
        network = read_network(path, work.words, work)
        if network is not None:
            found.append((name, network))
    work.keep(check_together([network for _, network in found]))
    return found


MAY_FOLLOW = ("E411", "E412")
"""Faults of a network that may be no more than consequences of a clause that is at fault."""


def read_network(path: Path, vocabulary: Vocabulary, work: Work) -> Network | None:
    """A network from its folder, its faults kept; not those that may follow from an edition's."""
    from pcn_rules.networks.folder import load_network  # noqa: PLC0415 - it brings pydantic

    network, found = load_network(path, vocabulary)
    sure = work.specification is not None
    work.keep(fault for fault in found if sure or fault.code not in MAY_FOLLOW)
    return network


def _judge(
    network: Network,
    specification: Specification,
    files: tuple[InputFile, ...],
    days: tuple[date, date | None],
    progress: Progress,
) -> Assessment:
    from pcn_rules.evaluate.assess import assess as evaluated  # noqa: PLC0415 - only here

    as_at, known_by = days
    progress.now(f"judging {network.name}")
    judged = evaluated(specification, network, as_at=as_at, known_by=known_by, files=files)
    named = (replace(file, path=choosing.known_as(file.path)) for file in judged.files)
    return replace(judged, files=tuple(named))


def fails(results: Iterable[ClauseResult], names: Sequence[str]) -> bool:
    """Whether a duty that binds the network has a verdict that `--fail-on` names."""
    from pcn_rules.report.view import binding  # noqa: PLC0415 - the report is read late

    named = {verdict for name in names for verdict in FAIL_ON[name]}
    return any(
        result.outcome.verdict in named
        for result in results
        if result.outcome is not None and binding(result)
    )
