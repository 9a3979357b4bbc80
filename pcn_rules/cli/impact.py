"""Turn networks as named on a command line into the impact of two editions, or into every fault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pcn_rules.cli import faults
from pcn_rules.cli.assessing import (
    Wish,
    Work,
    overwriting,
    read_network,
    read_specification,
    together,
)
from pcn_rules.cli.comparing import Editions
from pcn_rules.cli.progress import Progress
from pcn_rules.cli.sorting import sort

if TYPE_CHECKING:
    from pcn_rules.compare.impact import Subject
    from pcn_rules.compare.impact_model import Impact


def read_networks(
    names: tuple[str, ...], editions: tuple[str, str], wish: Wish, work: Work, progress: Progress
) -> tuple[Subject, ...]:
    """Every network in some folders, in the words of two editions; all faults are kept.

    The day asked about is the one in the wish, else that which the network's own file names.
    """
    from pcn_rules.compare.impact import Subject  # noqa: PLC0415 - it brings the evaluator

    if not names:
        return ()
    as_at, known_by = work.day(wish.as_at), work.day(wish.known_by)
    judged_by = [read_specification(name, wish.assumptions, work) for name in editions]
    found: list[Subject] = []
    for path in _folders(names, work):
        progress.now(f"reading {path}")
        old, new = (read_network(path, judging, work) for judging in judged_by)
        if old is not None and new is not None:
            found.append(Subject(old, new, as_at or new.as_at, known_by))
    work.keep(together([subject.new for subject in found]))
    inputs = [file for judging in judged_by for file in judging.files]
    inputs.extend(file for subject in found for file in subject.new.files)
    work.keep(overwriting(wish.output, inputs, work))
    work.faults[:] = dict.fromkeys(work.faults)
    return () if work.stopped else tuple(found)


def _folders(names: tuple[str, ...], work: Work) -> tuple[Path, ...]:
    """The folders of networks among some paths, each once."""
    folders = {path.resolve(): path for path in sort(names, work).networks}
    if not folders and not work.stopped:
        work.keep([faults.no_networks(work.line)])
    return tuple(folders.values())


def impact(
    editions: Editions,
    subjects: tuple[Subject, ...],
    services: frozenset[str] | None,
    progress: Progress,
) -> Impact:
    """What the change from one edition to the other does to networks."""
    from pcn_rules.compare.impact import impact_of  # noqa: PLC0415 - only where it is asked for

    return impact_of(
        *editions.texts,
        subjects,
        pins=editions.pins,
        services=services,
        doing=progress.now,
    )
