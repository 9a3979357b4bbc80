"""The command that shows what networks have made of each clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from pcn_rules.cli import faults, options
from pcn_rules.cli.assessing import (
    Judging,
    Wish,
    Work,
    day_of,
    in_force,
    judge,
    network_paths,
    overwriting,
    read_network,
    read_specification,
    together,
)
from pcn_rules.cli.output import DONE, FOUND, stop_on
from pcn_rules.cli.progress import Progress
from pcn_rules.cli.sorting import sort
from pcn_rules.evaluate.result import Assessment
from pcn_rules.networks.model import Network

FAIL_ON = ("never-evaluated", "never-settled")
"""What `--fail-on` may name."""


@dataclass(slots=True)
class _Group:
    """What is judged by one edition: networks, each as at some days."""

    judging: Judging
    networks: dict[Path, Network | None] = field(default_factory=dict)
    asked: list[tuple[Network, date]] = field(default_factory=list)

    def network(self, path: Path, work: Work) -> Network | None:
        """The network of a folder, read once; None where that failed, its faults kept."""
        if path not in self.networks:
            self.networks[path] = read_network(path, self.judging, work)
        return self.networks[path]


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the command, those that say how to judge and to show gathered as a wish."""
    wished = options.as_wish(command, spec=None, as_at=None)
    for option in (
        options.no_colour,
        click.option(
            "--fail-on",
            "fail_on",
            multiple=True,
            type=click.Choice(FAIL_ON),
            help="End with status 1 if a duty was judged nowhere (`never-evaluated`), or came out "
            "as unknown or not applicable wherever it was (`never-settled`, which includes the "
            "first).",
        ),
        options.shown,
        options.known_by,
        options.assumptions,
        click.option(
            "--as-at",
            "days",
            metavar="DAY",
            multiple=True,
            help="A day asked about, as 2020-05-31 or '31 May 2020'. May be given again for "
            "more. [default: the day that each network's own file names]",
        ),
    ):
        wished = option(wished)
    return wished


@click.command("coverage", short_help="Show how each clause has come out for networks.")
@click.argument("paths", metavar="[SPEC...] NETWORK...", nargs=-1, required=True)
@_options
@click.pass_context
def coverage_command(
    context: click.Context, paths: tuple[str, ...], days: tuple[str, ...], wish: Wish
) -> None:
    """Show how each clause of each SPEC has come out over all NETWORKs and days: how often met,
    at risk, impossible, unknown or not applicable, and which clauses were judged nowhere.

    The verdicts are those of `assess`. A clause that was only ever unknown has not been put to the
    test: no network here shows what it asks. A SPEC or NETWORK is a folder, or the name of one
    that comes with the program; without any SPEC the edition in force on the day is used.

    \b
    Examples:
      pcn-rules coverage boston solas
      pcn-rules coverage specs/2020-21-final networks/boston \\
          --as-at "31 May 2020" --as-at "31 March 2021"
      pcn-rules coverage specs networks --fail-on never-evaluated

    Exit status: 0 done; 1 something that --fail-on names was found; 2 the input has faults,
    which are all listed, and nothing is written.
    """
    work = Work(context.obj)
    options.check_output(wish, work)
    look = options.look_of(wish, work)
    with Progress() as progress:
        groups = _groups(paths, days, wish, work, progress)
        work.faults[:] = dict.fromkeys(work.faults)
        judged = [] if work.stopped else [_judged(each, wish, work, progress) for each in groups]
    stop_on(work.faults, wish.no_colour)
    from pcn_rules.report.coverage import coverage_of  # noqa: PLC0415 - the report is read late
    from pcn_rules.report.render import render_coverage  # noqa: PLC0415 - as above

    found = [
        coverage_of(group.judging.specification, assessments)
        for group, assessments in zip(groups, judged, strict=True)
        if group.judging.specification is not None
    ]
    page = render_coverage(found, look.format, colour=look.colour, theme=look.theme)
    options.deliver(page, wish, work)
    short = {"never-evaluated": any(each.never_evaluated for each in found)}
    short["never-settled"] = short["never-evaluated"] or any(each.never_settled for each in found)
    context.exit(FOUND if any(short[name] for name in wish.fail_on) else DONE)


def _groups(
    paths: Sequence[str], days: Sequence[str], wish: Wish, work: Work, progress: Progress
) -> list[_Group]:
    """What is judged by which edition; the faults that stand in the way are kept."""
    found = sort(paths, work)
    if not found.networks and not work.stopped:
        work.keep([faults.no_networks(work.line)])
    as_at = {day: word for word in days if (day := work.day(word)) is not None}
    work.day(wish.known_by)
    groups: dict[int, _Group] = {}
    networks = network_paths([str(path) for path in found.networks], work)
    for judging, path, day in _asked(list(found.editions), networks, as_at, wish, work):
        progress.now(f"reading {path}")
        group = groups.setdefault(id(judging), _Group(judging))
        network = group.network(path, work)
        if network is not None:
            group.asked.append((network, day or network.as_at))
    for group in groups.values():
        read = [each for each in group.networks.values() if each is not None]
        work.keep(together(read))
        inputs = [*group.judging.files, *(file for each in read for file in each.files)]
        work.keep(overwriting(wish.output, inputs, work))
    return list(groups.values())


def _asked(
    editions: Sequence[Path],
    networks: dict[str, Path],
    as_at: dict[date, str],
    wish: Wish,
    work: Work,
) -> Iterator[tuple[Judging, Path, date | None]]:
    """Each network by each edition, or by that in force, as at each day; None is its own day."""
    for edition in editions:
        judging = read_specification(str(edition), wish.assumptions, work)
        for path in networks.values():
            yield from ((judging, path, day) for day in as_at or (None,))
    for name, path in () if editions else networks.items():
        for day, word in as_at.items() or ((day_of(path), name),):
            yield in_force(word, day, wish, work), path, day


def _judged(group: _Group, wish: Wish, work: Work, progress: Progress) -> tuple[Assessment, ...]:
    known_by = work.day(wish.known_by)
    return tuple(
        judge(network, group.judging, (day, known_by), progress) for network, day in group.asked
    )
