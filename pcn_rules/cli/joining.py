"""The command that lets a practice join a network."""

from __future__ import annotations

import click

from pcn_rules.cli.assessing import Wish, Work
from pcn_rules.cli.moving import moving, read, settle, tell
from pcn_rules.cli.progress import Progress


@click.command("with", short_help="Show both sides when a practice joins a network.")
@click.argument("practice", metavar="PRACTICE")
@click.argument("network", metavar="NETWORK")
@click.option(
    "--from",
    "source",
    metavar="NETWORK",
    required=True,
    help="What has its data: the network it is or was in, or a folder of its own, whose id is that "
    "of the practice.",
)
@click.option("--joins", "joins", metavar="DAY", help="Its first day in NETWORK.")
@moving
@click.pass_context
def with_command(  # noqa: PLR0913, PLR0917 -- one for each thing a person may say
    context: click.Context,
    practice: str,
    network: str,
    source: str,
    joins: str | None,
    notice: str | None,
    leaves: str | None,
    into: str | None,
    wish: Wish,
) -> None:
    """Let PRACTICE join NETWORK, and judge both sides before and after: the network that takes it
    in, and the one that it leaves for it. A practice is in one network at a time: where it is still
    in another, say with --notice or --leaves how it leaves there.

    \b
    Examples:
      pcn-rules with C83004 solas --from boston --notice 2020-08-31
      pcn-rules with C83019 solas --from skegness-and-coast \\
          --joins "1 July 2020"

    Exit status: 0 done; 1 something that --fail-on names was found; 2 the input has faults,
    which are all listed, and nothing is written.
    """
    work = Work(context.obj)
    days = work.day(notice), work.day(leaves), work.day(joins), work.day(wish.as_at)
    with Progress() as progress:
        progress.now("reading the networks")
        day = next((each for each in (days[3], days[2], *days[:2]) if each), None)
        found = read([network, source], day, wish, work)
        moved = None
        if found is not None and not work.stopped:
            from pcn_rules.membership.departure import Wanted  # noqa: PLC0415 - read late
            from pcn_rules.membership.joining import joined  # noqa: PLC0415 - as above
            from pcn_rules.membership.leaving import Asked  # noqa: PLC0415 - as above

            progress.now("judging both sides")
            target, old = found.networks
            asked, wanted = Asked(days[3], None), Wanted(*days[:2])
            whole = joined(target, practice, old, wanted, days[2], asked, found.judge)
            typed = {"practice": practice, "network": network, "day": notice or leaves}
            typed |= {"first": joins, "as at": wish.as_at}
            moved = settle(whole, typed, work)
    context.exit(tell(moved, into, wish, found, work))
