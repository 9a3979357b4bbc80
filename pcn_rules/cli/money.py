"""The command that reckons what comes in and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcn_rules.cli import options
from pcn_rules.cli.assessing import (
    Judging,
    Wish,
    Work,
    day_of,
    in_force,
    network_paths,
    overwriting,
    read_network,
    read_specification,
)
from pcn_rules.cli.output import DONE, stop_on
from pcn_rules.cli.progress import Progress

if TYPE_CHECKING:
    from pcn_rules.evaluate.money.flows import Budget


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the command, those that say how to reckon and to show gathered as a wish."""
    wished = options.as_wish(command, fail_on=None)
    for option in (
        options.no_colour,
        options.shown,
        options.known_by,
        click.option(
            "--as-at",
            "as_at",
            metavar="DAY",
            help="The day whose text counts, and whose financial year is reckoned, as "
            "2020-05-31 or '31 May 2020'. [default: the day that the network's own file names]",
        ),
        options.assumptions,
        click.option(
            "--compare",
            "editions",
            metavar="SPEC SPEC",
            nargs=2,
            help="Reckon by two editions, and say what changes from the first to the second.",
        ),
        options.spec("the edition in force on the day"),
    ):
        wished = option(wished)
    return wished


@click.command("money", short_help="Reckon what a network is paid, and what it costs.")
@click.argument("network", metavar="NETWORK")
@_options
@click.pass_context
def money_command(
    context: click.Context, network: str, editions: tuple[str, str] | None, wish: Wish
) -> None:
    """Reckon what NETWORK and its practices are paid in a financial year by an edition, what its
    posts cost and how much of that is paid back, month by month and practice by practice.

    Every sum is exact between the ends of what is known, and rounded to the penny once. What
    nobody said is missing, and named; it is never taken to be zero. What posts cost stands in a
    file of assumptions: `employing a clinical pharmacist`, `costs £50,000 per WTE per year`.

    \b
    Examples:
      pcn-rules money boston
      pcn-rules money boston --compare 2020-21-draft 2020-21-final
      pcn-rules money my-network --assumptions specs/assumptions/pay-at-caps.pcn \\
          --output money.html

    Exit status: 0 done; 2 the input has faults, which are all listed, and nothing is written.
    """
    work = Work(context.obj)
    options.check_output(wish, work)
    look = options.look_of(wish, work)
    if editions and wish.spec is not None:
        raise click.UsageError("--compare names both editions, so --spec is not needed")
    with Progress() as progress:
        found = _budgets(network, editions or (), wish, work, progress)
    stop_on(work.faults, wish.no_colour)
    from pcn_rules.report.render import render_money  # noqa: PLC0415 - it brings the templates

    page = render_money(found, look.format, colour=look.colour, theme=look.theme)
    options.deliver(page, wish, work)
    context.exit(DONE)


def _budgets(
    name: str, editions: tuple[str, ...], wish: Wish, work: Work, progress: Progress
) -> list[Budget]:
    """A budget by each edition; nothing where `work` holds faults afterwards."""
    as_at, known_by = work.day(wish.as_at), work.day(wish.known_by)
    progress.now("reading the specification")
    found: list[tuple[Judging, Path]] = []
    for path in network_paths([name], work).values():
        if editions or wish.spec is not None:
            named = editions or (wish.spec,)
            judged = [read_specification(each, wish.assumptions, work) for each in named]
        else:
            judged = [in_force(wish.as_at or name, as_at or day_of(path), wish, work)]
        found.extend((judging, path) for judging in judged)
    read = [(judging, read_network(path, judging, work)) for judging, path in found]
    inputs = [file for judging, _ in read for file in judging.files]
    inputs.extend(file for _, network in read if network for file in network.files)
    work.keep(overwriting(wish.output, inputs, work))
    work.faults[:] = dict.fromkeys(work.faults)
    if work.stopped:
        return []
    from pcn_rules.evaluate.money.budget import budget  # noqa: PLC0415 - only here

    progress.now(f"reckoning for {name}")
    return [
        budget(judging.specification, network, as_at=as_at or network.as_at, known_by=known_by)
        for judging, network in read
        if judging.specification is not None and network is not None
    ]
