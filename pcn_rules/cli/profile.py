"""The command that tells what editions are like for those who live with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pcn_rules.cli import options
from pcn_rules.cli.assessing import Wish, Work, read_specification
from pcn_rules.cli.output import stop_on
from pcn_rules.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pcn_rules.language.meaning import Specification


def _options(command: Callable[..., None]) -> Callable[..., None]:
    wished = options.as_wish(
        command, spec=None, assumptions=None, as_at=None, known_by=None, fail_on=None
    )
    for option in (options.no_colour, options.shown, options.only):
        wished = option(wished)
    return wished


@click.command("profile", short_help="Tell how much is due when, and how closely prescribed.")
@click.argument("specs", metavar="SPEC...", nargs=-1, required=True)
@_options
@click.pass_context
def profile_command(
    context: click.Context, specs: tuple[str, ...], services: str | None, wish: Wish
) -> None:
    """Tell what each SPEC is like for a network that lives with it: how many duties are due in each
    quarter, how many fix who does it, how, how often and when, how many are measured by what is
    done and how many by what comes of it, how many have no money attached, and how many clauses
    are unverified. Several stand side by side.

    The texts are those published; quarters are those of the days on which all of them live.

    \b
    Examples:
      pcn-rules profile 2020-21-final
      pcn-rules profile 2020-21-draft 2020-21-final --only 3,7.3 --format html

    Exit status: 0 done; 2 the input has faults, which are all listed, and nothing is written.
    """
    from pcn_rules.compare.profile import profiles_of  # noqa: PLC0415 - seldom needed
    from pcn_rules.report.render import render_profile  # noqa: PLC0415 - it brings the templates

    work = Work(context.obj)
    options.check_output(wish, work)
    look = options.look_of(wish, work)
    with Progress() as progress:
        progress.now("reading the editions")
        found = _read(specs, work)
        named = _named(found, services, work)
    stop_on(work.faults, wish.no_colour)
    page = render_profile(
        profiles_of(found, named), look.format, colour=look.colour, theme=look.theme
    )
    options.deliver(page, wish, work)


def _read(names: Sequence[str], work: Work) -> list[Specification]:
    """Each edition by name; the faults that stand in the way are kept."""
    read = [read_specification(name, (), work).specification for name in names]
    return [each for each in read if each is not None]


def _named(
    found: Sequence[Specification], services: str | None, work: Work
) -> frozenset[str] | None:
    from pcn_rules.cli.comparing import numbers_of  # noqa: PLC0415 - seldom needed

    return numbers_of([clause for each in found for clause in each.clauses], services, work)
