"""Hold networks against what is expected of them, edition by edition; or write it anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pcn_rules.cli import faults
from pcn_rules.cli.assessing import Judging, Work, judge, read_network, read_specification
from pcn_rules.cli.output import write_whole
from pcn_rules.cli.progress import Progress
from pcn_rules.cli.sorting import sort
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.expectations.comparing import Compared, compare, nothing_expected
from pcn_rules.expectations.model import Expectations, Found, Tested
from pcn_rules.expectations.reading import file_for, read_expectations
from pcn_rules.expectations.updating import updated
from pcn_rules.language.faults import Faults
from pcn_rules.networks.model import Network
from pcn_rules.report.because import found_in


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a test: which days (none: those of each file), and what day it is today."""

    days: tuple[date, ...]
    today: date


@dataclass(slots=True)
class Pair:
    """A network under an edition: what is expected, and how each clause stands on each day."""

    judging: Judging
    edition: str
    edition_folder: str
    network: Network
    name: str
    file: Path
    expectations: Expectations
    found: dict[date, tuple[Found, ...]] = field(default_factory=dict)


def paired(specifications: Sequence[str], networks: Sequence[str], work: Work) -> Iterator[Pair]:
    """Each network under each edition; the faults of what cannot be read are kept."""
    editions = sort(specifications, work).editions
    if not editions and not work.stopped:
        work.keep([faults.no_editions(work.line)])
    named = _networks(networks, work)
    if not named and not work.stopped:
        work.keep([faults.no_networks(work.line)])
    for folder in editions:
        judging = read_specification(str(folder), (), work)
        if judging.specification is None:
            continue
        for path, name in named.items():
            pair = _pair(folder, judging, path, name, work)
            if pair is not None:
                yield pair


def _networks(paths: Sequence[str], work: Work) -> dict[Path, str]:
    """The networks under some paths, each by its name: its folder's, from the path that is named.

    Those of a folder that holds no edition and no network are found however deep they lie.
    """
    found: dict[Path, str] = {}
    for named in paths:
        below = sort([named], work).networks
        for path in below:
            inside = Path(named) in path.parents
            name = path.relative_to(named).as_posix() if inside else path.resolve().name
            found.setdefault(path, name)
    return found


def _pair(folder: Path, judging: Judging, path: Path, name: str, work: Work) -> Pair | None:
    specification = judging.specification
    assert specification is not None
    network = read_network(path, judging, work)
    edition = folder.resolve().name
    file = file_for(path, edition)
    wrong = Faults()
    expectations = read_expectations(file, wrong)
    work.keep(wrong.sorted())
    if network is None or (wrong.found and not expectations.rows):
        return None
    title = f"{specification.name}, {specification.edition} edition"
    return Pair(judging, title, edition, network, name, file, expectations)


def judge_days(pair: Pair, asked: Asked, updating: bool, progress: Progress) -> None:
    """Judge the network on each day that is asked about, or expected of, or else on its own."""
    expected = pair.expectations.days
    days = [day for day in asked.days if updating or day in expected] if asked.days else expected
    if not days and updating:
        days = (pair.network.as_at,)
    for day in days:
        assessment = judge(pair.network, pair.judging, (day, None), progress)
        assert pair.judging.specification is not None
        pair.found[day] = found_in(pair.judging.specification, assessment)


def held_against(pair: Pair, asked: Asked, wrong: Faults) -> Iterator[Tested]:
    """What moved on each day; where a day is asked about that nothing is expected of, so it is."""
    for day, found in pair.found.items():
        rows = [row for row in pair.expectations.rows if row.as_at == day]
        if rows:
            yield _tested(pair, day, compare(rows, found, asked.today, wrong))
    lacking = set(asked.days or (() if pair.expectations.rows else (pair.network.as_at,)))
    for day in sorted(lacking - set(pair.expectations.days)):
        nothing = nothing_expected(pair.file.as_posix(), day)
        yield _tested(pair, day, Compared((), (), (nothing,)))


def _tested(pair: Pair, day: date, compared: Compared) -> Tested:
    return Tested(
        edition=pair.edition,
        edition_folder=pair.edition_folder,
        network=pair.name,
        as_at=day,
        expectations=pair.file.as_posix(),
        held=compared.held,
        known=compared.known,
        moved=compared.moved,
    )


def write_anew(pairs: Sequence[Pair], work: Work) -> tuple[Path, ...]:
    """Write what was found into the files of expectations; those that changed."""
    written = []
    for pair in pairs:
        text = updated(pair.expectations, tuple(pair.found.items()))
        source = pair.expectations.source
        if source is not None and source.text == text:
            continue
        why = _write(pair.file, text)
        if why is None:
            written.append(pair.file)
        else:
            work.keep([_cannot_write(pair, why, work)])
        wrong = Faults()
        pair.expectations = read_expectations(pair.file, wrong)
        work.keep(wrong.sorted())
    return tuple(written)


def _write(file: Path, text: str) -> str | None:
    """Write a file and, if need be, its folder; why not, if it failed."""
    try:
        file.parent.mkdir(exist_ok=True)
    except OSError as failed:
        return (failed.strerror or "it failed").lower()
    return write_whole(file, text)


def _cannot_write(pair: Pair, why: str, work: Work) -> Diagnostic:
    return faults.cannot_write(work.line, pair.file, why)
