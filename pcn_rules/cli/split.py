"""The command that divides a network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from pcn_rules.cli.assessing import Wish, Work
from pcn_rules.cli.moving import among, folders, moving, read, refused, settle, tell
from pcn_rules.cli.progress import Progress

if TYPE_CHECKING:
    from pcn_rules.membership.splitting import NewNetwork

_WHO = re.compile(r"([A-Za-z0-9_-]+)(?::([1-9][0-9,]{0,9}))?")
_CODE = re.compile(r"`([A-Za-z0-9_-]+)`")


@click.command("split", short_help="Divide a network, and show each new one beside it.")
@click.argument("network", metavar="NETWORK")
@click.option(
    "--to",
    "to",
    metavar="NAME=CODE,CODE",
    multiple=True,
    required=True,
    help="A new network and the practices that go there; once for each new network. "
    "`CODE:1200,...` lets so many patients of a list go there, where the contract allows it: "
    "separate with `;` where a number has a comma.",
)
@click.option(
    "--from",
    "opens",
    metavar="DAY",
    help="The first day of the new networks. [default: the day after the last]",
)
@among
@moving
@click.pass_context
def split_command(  # noqa: PLR0913, PLR0917 -- one for each thing a person may say
    context: click.Context,
    network: str,
    to: tuple[str, ...],
    opens: str | None,
    among: tuple[str, ...],
    notice: str | None,
    leaves: str | None,
    into: str | None,
    wish: Wish,
) -> None:
    """Divide NETWORK into new ones, and judge each beside the network that it was. Every practice
    goes to one of them; a list is divided between two only where the contract lets it be, with
    the agreement that it asks for on record.

    \b
    Example:
      pcn-rules split skegness-and-coast --leaves 2020-05-31 \\
          --from 2020-07-01 --to "Coast=C83019,C83045,C83064" \\
          --to "Inland=C83005,C83032,C83049,C83055"

    Exit status: 0 done; 1 something that --fail-on names was found; 2 the input has faults,
    which are all listed, and nothing is written.
    """
    work = Work(context.obj)
    days = work.day(notice), work.day(leaves), work.day(opens), work.day(wish.as_at)
    with Progress() as progress:
        progress.now("reading the networks")
        others = list(folders(among, network, work))
        day = next((each for each in (days[3], days[2], *days[:2]) if each), None)
        found = read([network, *others], day, wish, work)
        new = tuple(_new(to, work))
        moved = None
        if found is not None and not work.stopped:
            from pcn_rules.membership.departure import Wanted  # noqa: PLC0415 - read late
            from pcn_rules.membership.leaving import Asked  # noqa: PLC0415 - as above
            from pcn_rules.membership.refusal import Refusal  # noqa: PLC0415 - as above
            from pcn_rules.membership.splitting import divided  # noqa: PLC0415 - as above

            progress.now("judging every side")
            asked, wanted = Asked(days[3], found.networks[1:] or None), Wanted(*days[:2])
            whole = divided(found.networks[0], new, wanted, days[2], asked, found.judge)
            typed = {"network": network, "day": notice or leaves, "first": opens}
            typed |= {"as at": wish.as_at}
            if isinstance(whole, Refusal):
                typed["whole"] = _typed(whole.message, to)
            moved = settle(whole, typed, work)
    context.exit(tell(moved, into, wish, found, work))


def _new(to: Sequence[str], work: Work) -> Iterator[NewNetwork]:
    """The new networks as typed. Keeps E580 for what names none."""
    from pcn_rules.membership.splitting import Going, NewNetwork  # noqa: PLC0415 - only here

    for typed in to:
        name, _, codes = typed.partition("=")
        separator = ";" if ";" in codes else ","
        found = [_WHO.fullmatch(code.strip()) for code in codes.split(separator)]
        who = [match for match in found if match is not None]
        if not name.strip() or len(who) < len(found):
            message = f"`{typed}` does not say who goes where"
            help = "write `NAME=CODE,CODE`: a name, then the codes of practices"
            refused("E580", typed, message, help, work)
            continue
        members = tuple(Going(match[1], _number(match[2])) for match in who)
        yield NewNetwork(" ".join(name.split()), members)


def _number(digits: str | None) -> Fraction | None:
    return None if digits is None else Fraction(digits.replace(",", ""))


def _typed(message: str, to: Sequence[str]) -> str | None:
    """The word typed that a message is about: the first that names what the message names."""
    for code in _CODE.findall(message):
        for typed in to:
            if code in typed:
                return typed
    return None
