"""The command that lets a practice leave its network."""

from __future__ import annotations

import click

from pcn_rules.cli.assessing import Wish, Work
from pcn_rules.cli.moving import among, folders, moving, read, settle, tell
from pcn_rules.cli.progress import Progress


@click.command("without", short_help="Show both sides when a practice leaves a network.")
@click.argument("practice", metavar="PRACTICE")
@click.argument("network", metavar="NETWORK")
@among
@moving
@click.pass_context
def without_command(  # noqa: PLR0913, PLR0917 -- one for each thing a person may say
    context: click.Context,
    practice: str,
    network: str,
    among: tuple[str, ...],
    notice: str | None,
    leaves: str | None,
    into: str | None,
    wish: Wish,
) -> None:
    """Let PRACTICE leave NETWORK, and judge what remains and what leaves, before and after: who has
    which patients, homes, staff and money, which duties come out otherwise, whether all patients
    of the area are covered, and with --among which networks could take the practice, and why.

    Notice counts as the contract has it; membership as it was published goes before. The list, the
    homes and the staff of the practice go with it. Whose homes and staff are, their files say in
    the column `practice`; what they do not say is asked, and is on neither side for sure.

    \b
    Examples:
      pcn-rules without C83004 boston --notice 2020-05-31
      pcn-rules without C83019 skegness-and-coast --notice 2020-05-31 \\
          --among networks
      pcn-rules without C83004 boston --leaves "31 August 2020" \\
          --output leaving.html

    Exit status: 0 done; 1 something that --fail-on names was found; 2 the input has faults,
    which are all listed, and nothing is written.
    """
    work = Work(context.obj)
    days = work.day(notice), work.day(leaves), work.day(wish.as_at)
    with Progress() as progress:
        progress.now("reading the networks")
        others = list(folders(among, network, work))
        found = read([network, *others], days[2] or days[0] or days[1], wish, work)
        moved = None
        if found is not None and not work.stopped:
            from pcn_rules.membership.departure import Wanted  # noqa: PLC0415 - read late
            from pcn_rules.membership.leaving import Asked, left  # noqa: PLC0415 - as above

            progress.now("judging both sides")
            asked = Asked(days[2], found.networks[1:] if among else None)
            whole = left(found.networks[0], practice, Wanted(*days[:2]), asked, found.judge)
            typed = {"practice": practice, "network": network, "day": notice or leaves}
            moved = settle(whole, {**typed, "as at": wish.as_at}, work)
    context.exit(tell(moved, into, wish, found, work))
