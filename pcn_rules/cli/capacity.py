"""The command that says who is needed when, what conflicts and what it would take."""

from __future__ import annotations

from collections.abc import Callable

import click

from pcn_rules.cli import options
from pcn_rules.cli.assessing import Wish, Work, networks_to_judge
from pcn_rules.cli.output import DONE, FOUND, stop_on
from pcn_rules.cli.progress import Progress

FAIL_ON = ("not-in-every-world", "in-no-world")
"""What `--fail-on` may name."""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the command, gathered as a wish."""
    wished = options.as_wish(command)
    for option in (
        options.no_colour,
        click.option(
            "--fail-on",
            "fail_on",
            multiple=True,
            type=click.Choice(FAIL_ON),
            help="End with status 1 if all that takes work can be done together in no world, or "
            "not in every one; what is not known is not in every one.",
        ),
        options.shown,
        options.known_by,
        options.as_at,
        options.assumptions,
        options.spec(options.IN_FORCE),
    ):
        wished = option(wished)
    return wished


@click.command("capacity", short_help="Say who is needed when, and what it would take.")
@click.argument("network", metavar="NETWORK")
@_options
@click.pass_context
def capacity_command(context: click.Context, network: str, wish: Wish) -> None:
    """Say whether a NETWORK has people enough for all that is asked of it: hours needed against
    hours there are, by role and by stretch of time; every smallest conflict; and what it would
    take: more staff, later days, or fewer clauses.

    How much work things are is assumed, with a source: see --assumptions for rival sets.

    \b
    Examples:
      pcn-rules capacity boston
      pcn-rules capacity boston --spec 2020-21-draft \\
          --assumptions specs/assumptions/lmc-2020.pcn

    Exit status: 0 done; 1 something that --fail-on names was found; 2 the input has faults,
    which are all listed, and nothing is written.
    """
    work = Work(context.obj)
    options.check_output(wish, work)
    look = options.look_of(wish, work)
    with Progress() as progress:
        as_at, known_by = work.day(wish.as_at), work.day(wish.known_by)
        found = networks_to_judge((network,), as_at, wish, work, progress)
    stop_on(work.faults, wish.no_colour)
    from pcn_rules.evaluate.capacity.outlook import outlook_of  # noqa: PLC0415 - only here
    from pcn_rules.report.render import render_capacity  # noqa: PLC0415 - it brings the templates

    ((known, judging),) = found
    assert judging.specification is not None  # without one there is a fault
    outlook = outlook_of(
        judging.specification, known, as_at=as_at or known.as_at, known_by=known_by
    )
    page = render_capacity(outlook, look.format, colour=look.colour, theme=look.theme)
    options.deliver(page, wish, work)
    short = {
        "in-no-world": outlook.answer == "in no world",
        "not-in-every-world": outlook.answer != "in every world",
    }
    context.exit(FOUND if any(short[name] for name in wish.fail_on) else DONE)
