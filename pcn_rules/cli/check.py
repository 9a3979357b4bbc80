"""The command that lists what is wrong in files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from pcn_rules.cli import editions, options
from pcn_rules.cli.assessing import Judging, Work, judged_by, read_network
from pcn_rules.cli.output import say, stop_on
from pcn_rules.cli.progress import Progress
from pcn_rules.cli.sorting import Found, kind_of, sort
from pcn_rules.networks.model import InputFile, Network

_NOUNS = {
    "specification": "specification file",
    "part": "specification file",
    "variation": "variation file",
    "vocabulary": "vocabulary file",
    "assumptions": "assumptions file",
    "network": "network file",
}


@click.command("check", short_help="List what is wrong in specifications and networks.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@options.no_colour
@click.pass_context
def check_command(context: click.Context, paths: tuple[str, ...], no_colour: bool) -> None:
    """List everything that is wrong in specifications, vocabularies, assumptions and networks.
    A PATH is a file, a folder with everything in it, or the name of a network or specification
    that comes with the program.

    A network is checked against the vocabulary of the specification that is named with it, or of
    the edition in force on the day that its own file names. Networks that are named together are
    checked against each other too.

    \b
    Examples:
      pcn-rules check my-network
      pcn-rules check specs/2020-21-final networks/skegness-and-coast

    Exit status: 0 no faults; 2 faults, which are all listed.
    """
    work = Work(context.obj)
    found = sort(paths, work)
    with Progress() as progress:
        files = (
            *_check_language(found, work, progress),
            *_check_networks(found, work, progress),
        )
    work.faults[:] = dict.fromkeys(work.faults)
    stop_on(work.faults, no_colour)
    say(f"no faults: {_counted(files)}\n")


def _check_language(found: Found, work: Work, progress: Progress) -> list[InputFile]:
    """Check editions, and the vocabularies and assumptions that stand alone."""
    from pcn_rules.load import load_specification  # noqa: PLC0415 - it brings the parser

    files: list[InputFile] = []
    for folder in found.editions:
        progress.now(f"checking {folder}")
        specification, diagnostics, read = load_specification(folder)
        work.keep(diagnostics)
        files.extend(read)
        work.specification = work.specification or specification
    done = {os.path.realpath(file.path) for file in files}
    for path in found.vocabularies:
        if os.path.realpath(path) not in done:
            _, diagnostics, read = load_specification(path, ())
            work.keep(each for each in diagnostics if each.code != "E004")
            files.extend(read)
    for path in found.assumptions:
        if os.path.realpath(path) not in done:
            edition = next(iter(found.editions), editions.newest())
            files.extend(_check_assumptions(path, edition, work))
    return files


def _check_assumptions(path: Path, edition: Path, work: Work) -> list[InputFile]:
    """Check assumptions against the phrases of an edition; only their own faults are kept."""
    from pcn_rules.load import load_specification  # noqa: PLC0415 - it brings the parser

    _, diagnostics, read = load_specification(edition, [path])
    own = [file for file in read if os.path.realpath(file.path) == os.path.realpath(path)]
    names = {file.path for file in own}
    work.keep(each for each in diagnostics if each.span.source.path in names)
    return own


def _check_networks(found: Found, work: Work, progress: Progress) -> list[InputFile]:
    """Check networks against the vocabulary, and against each other.

    The vocabulary is that of the edition named with them, else of the one that is in force on the
    day that the network's own file names.
    """
    if not found.networks:
        return []
    from pcn_rules.networks.agreement import check_together  # noqa: PLC0415 - as below

    named = _named(found, work)
    networks: list[Network] = []
    for folder in found.networks:
        progress.now(f"checking {folder}")
        network = read_network(folder, named or judged_by(folder, work), work)
        if network is not None:
            networks.append(network)
    work.keep(check_together(networks))
    return [file for network in networks for file in network.files]


def _named(found: Found, work: Work) -> Judging | None:
    """The first edition that is named without faults, else what those give of a vocabulary."""
    if work.specification is not None:
        return Judging(work.specification, work.specification.vocabulary, ())
    if not found.editions:
        return None
    from pcn_rules.load import vocabulary_of  # noqa: PLC0415 - it brings the parser

    vocabularies = (vocabulary_of(folder) for folder in found.editions)
    return Judging(None, next((each for each in vocabularies if each is not None), None), ())


def _counted(files: Sequence[InputFile]) -> str:
    """How many files of which kind were checked: `3 specification files, 1 vocabulary file`."""
    distinct = {os.path.realpath(file.path): file.path for file in files}
    kinds = Counter(_NOUNS[_kind(Path(path))] for path in distinct.values())
    found = [(kinds[noun], noun) for noun in dict.fromkeys(_NOUNS.values()) if kinds[noun]]
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in found)


def _kind(path: Path) -> str:
    return kind_of(path) if path.suffix == ".pcn" else "network"
