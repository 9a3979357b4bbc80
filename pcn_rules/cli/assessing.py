"""Turn what a command asks for into assessments, or into every fault that stands in the way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pcn_rules.cli import choosing, faults
from pcn_rules.cli.line import CommandLine
from pcn_rules.cli.progress import Progress
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.files import InputFile

if TYPE_CHECKING:  # what is only handed on is not loaded here: a page may have been kept
    from pcn_rules.evaluate.result import Assessment, ClauseResult
    from pcn_rules.language.meaning import Specification, Vocabulary
    from pcn_rules.networks.model import Network
    from pcn_rules.report.render import Style

FAIL_ON = {
    "impossible": ("impossible",),
    "at-risk": ("at risk", "impossible"),
    "unknown": ("unknown",),
}
"""What `--fail-on` may name, and the verdicts it stands for."""


@dataclass(frozen=True)
class Wish:
    """What a person asks to have judged, and how to have it shown, in the words they typed."""

    spec: str | None
    assumptions: tuple[str, ...]
    as_at: str | None
    known_by: str | None
    style: Style | None
    output: str | None
    theme: str | None
    fail_on: tuple[str, ...]
    no_colour: bool


@dataclass(frozen=True, slots=True)
class Judging:
    """What networks are judged by: a specification, its vocabulary and the files of both.

    Of an edition with faults there is no specification, and as much of a vocabulary as it gives:
    networks are checked all the same.
    """

    specification: Specification | None
    words: Vocabulary | None
    files: tuple[InputFile, ...]


@dataclass
class Work:
    """Everything read so far, and every fault found so far; a step does what it still can."""

    line: CommandLine
    faults: list[Diagnostic] = field(default_factory=list)
    specification: Specification | None = None
    read: dict[Path, Judging] = field(default_factory=dict)
    """The specifications read so far, each once."""

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
        from pcn_rules.cli.dates import read_day  # noqa: PLC0415 - only where one was typed

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
    """Judge each network as asked; nothing where `work` holds faults afterwards.

    Where no specification is named, each is judged by the edition in force on the day asked about.
    """
    as_at, known_by = work.day(wish.as_at), work.day(wish.known_by)
    found = networks_to_judge(names, as_at, wish, work, progress)
    return tuple(
        judge(network, judging, (as_at or network.as_at, known_by), progress)
        for network, judging in found
    )


def networks_to_judge(
    names: Sequence[str], as_at: date | None, wish: Wish, work: Work, progress: Progress
) -> list[tuple[Network, Judging]]:
    """Each network with what it is judged by; nothing where `work` holds faults afterwards."""
    progress.now("reading the specification")
    named = None if wish.spec is None else read_specification(wish.spec, wish.assumptions, work)
    found: list[tuple[Network, Judging]] = []
    for name, path in network_paths(names, work).items():
        judging = named or in_force(wish.as_at or name, as_at or day_of(path), wish, work)
        progress.now(f"reading {path}")
        network = read_network(path, judging, work)
        if network is not None:
            found.append((network, judging))
    networks = [network for network, _ in found]
    work.keep(together(networks))
    inputs = [file for judging in work.read.values() for file in judging.files]
    inputs.extend(file for network in networks for file in network.files)
    work.keep(overwriting(wish.output, inputs, work))
    return [] if work.stopped else found


def in_force(word: str, day: date | None, wish: Wish, work: Work) -> Judging:
    """The edition in force on a day, which `word` names; E505 or E513 where there is not just one.

    Where there is not, or nobody knows the day, a network is still checked by the newest.
    """
    from pcn_rules.cli import editions  # noqa: PLC0415 - a page may have been kept

    found = editions.newest() if day is None else editions.edition_on(work.line, day, word)
    path = work.path(found)
    judging = _read(path or editions.newest(), wish.assumptions, work)
    what = judging.specification
    if path is not None and day is not None and what is not None:
        life = (what.start, what.end)
        if what.proposed or not what.start <= day <= what.end:  # its header looked otherwise
            edition = editions.Edition(path.name, path, what.proposed, life)
            work.keep([faults.none_in_force(work.line, word, day, [edition])])
    return judging


def judged_by(path: Path, work: Work) -> Judging:
    """What a network is checked by: the edition in force on its own day, else the newest."""
    from pcn_rules.cli import editions  # noqa: PLC0415 - a page may have been kept

    day = day_of(path)
    found = None if day is None else editions.edition_on(work.line, day, str(path))
    match found:
        case Path():
            return _read(found, (), work)
        case _:
            return _read(editions.newest(), (), work)


def day_of(path: Path) -> date | None:
    """The day that the own file of a network names, None where it names none."""
    from pcn_rules.networks import folder  # noqa: PLC0415 - it brings pydantic

    return folder.day_of(path)


def together(networks: Sequence[Network]) -> Iterable[Diagnostic]:
    """Where networks that are judged together contradict each other."""
    from pcn_rules.networks.agreement import check_together  # noqa: PLC0415 - it brings pydantic

    return check_together(networks)


def overwriting(
    output: str | None, inputs: Iterable[InputFile], work: Work
) -> Iterator[Diagnostic]:
    """A report that would be written over a file it is made from."""
    taken = {os.path.realpath(file.path) for file in inputs}
    if output is not None and os.path.realpath(output) in taken:
        why = "the report is made from it"
        yield faults.cannot_write(work.line, Path(output), why)


def read_specification(spec: str | None, assumptions: Sequence[str], work: Work) -> Judging:
    """Read the specification that is named, or the newest that came into force."""
    from pcn_rules.cli import editions  # noqa: PLC0415 - a page may have been kept

    if spec is None:
        return _read(editions.newest(), assumptions, work)
    path = work.path(choosing.specification(work.line, spec))
    return Judging(None, None, ()) if path is None else _read(path, assumptions, work)


def _read(path: Path, assumptions: Sequence[str], work: Work) -> Judging:
    """Read a specification with its assumptions, once, and keep its faults."""
    from pcn_rules.ready import specification_of  # noqa: PLC0415 - only where it is judged

    if path in work.read:
        return work.read[path]
    named = [Path(each) for each in assumptions]
    work.keep(faults.no_path(work.line, str(each)) for each in named if not choosing.there(each))
    if not all(choosing.there(each) for each in named):
        return work.read.setdefault(path, Judging(None, None, ()))
    loaded, found, files = specification_of(path, named or None)
    work.keep(found)
    work.specification = loaded
    words = _partial_vocabulary(path) if loaded is None else loaded.vocabulary
    work.read[path] = Judging(loaded, words, tuple(files))
    return work.read[path]


def _partial_vocabulary(path: Path) -> Vocabulary | None:
    """What an edition with faults gives of its vocabulary."""
    from pcn_rules.load import vocabulary_of  # noqa: PLC0415 - it brings the parser

    return vocabulary_of(path)


def network_paths(names: Sequence[str], work: Work) -> dict[str, Path]:
    """The folders of networks by the names they were asked for under, each once (else E509)."""
    found: dict[Path, tuple[str, Path]] = {}
    for name in names:
        path = work.path(choosing.network(work.line, name))
        if path is not None and path.resolve() in found:
            work.keep([faults.twice(work.line, name)])
        elif path is not None:
            found[path.resolve()] = (name, path)
    return dict(found.values())


MAY_FOLLOW = ("E411", "E412")
"""Faults of a network that may be no more than consequences of a clause that is at fault."""


def read_network(path: Path, judging: Judging, work: Work) -> Network | None:
    """A network from its folder, its faults kept; not those that may follow from an edition's."""
    from pcn_rules.networks.folder import load_network  # noqa: PLC0415 - it brings pydantic

    if judging.words is None:
        return None
    network, found = load_network(path, judging.words)
    sure = judging.specification is not None
    work.keep(fault for fault in found if sure or fault.code not in MAY_FOLLOW)
    return network


def judge(
    network: Network,
    judging: Judging,
    days: tuple[date, date | None],
    progress: Progress,
    only: str | None = None,
) -> Assessment:
    """One network judged as at a day, by what was known by another (None: everything).

    `only` is the id of the one clause to judge (None: all of them).
    """
    from pcn_rules.evaluate.assess import assess as evaluated  # noqa: PLC0415 - only here

    as_at, known_by = days
    assert judging.specification is not None  # without one there is a fault
    progress.now(f"judging {network.name}")
    judged = evaluated(
        judging.specification,
        network,
        as_at=as_at,
        known_by=known_by,
        files=judging.files,
        only=only,
    )
    named = (replace(file, path=choosing.known_as(file.path)) for file in judged.files)
    return replace(judged, files=tuple(named))


def fails(results: Iterable[ClauseResult], names: Sequence[str]) -> bool:
    """Whether a duty that binds the network has a verdict that `--fail-on` names."""
    from pcn_rules.report.view import binding  # noqa: PLC0415 - the report is read late

    named = {verdict for name in names for verdict in FAIL_ON[name]}
    return any(
        result.outcome.verdict.value in named
        for result in results
        if result.outcome is not None and binding(result)
    )
