"""The command that judges networks."""

from __future__ import annotations

import click

from pcn_rules.cli import options, pages
from pcn_rules.cli.assessing import Wish, Work, assess, fails
from pcn_rules.cli.output import DONE, FOUND, stop_on
from pcn_rules.cli.pages import Look, Page, Question
from pcn_rules.cli.progress import Progress


@click.command("assess", short_help="Judge what networks can do of what the contract asks.")
@click.argument("networks", metavar="NETWORK...", nargs=-1, required=True)
@options.judging
@click.pass_context
def assess_command(context: click.Context, networks: tuple[str, ...], wish: Wish) -> None:
    """Judge each NETWORK against a specification: what can it do of what the contract
    asks, given what is known about it?

    A NETWORK is a folder that holds its network.toml, or the name of one that comes with
    the program. Without any option the day asked about is the one that the network's own file
    names, and the edition is the one in force on that day.

    \b
    Examples:
      pcn-rules assess skegness-and-coast
      pcn-rules assess my-network --as-at "31 July 2020" --output report.html
      pcn-rules assess my-network --format json --fail-on impossible

    Exit status: 0 done; 1 something that --fail-on names was found; 2 the input has faults,
    which are all listed, and nothing is written.
    """
    work = Work(context.obj)
    options.check_output(wish, work)
    look = options.look_of(wish, work)
    asked = pages.question(("assess",), networks, wish, look, work)
    page = pages.find(asked)
    if page is None:
        page = _judged(networks, wish, look, asked, work)
    options.deliver(page.text, wish, work)
    context.exit(FOUND if page.found else DONE)


def _judged(
    networks: tuple[str, ...], wish: Wish, look: Look, asked: Question | None, work: Work
) -> Page:
    """The page of networks that are judged now."""
    with Progress() as progress:
        assessments = assess(networks, wish, work, progress)
    stop_on(work.faults, wish.no_colour)
    from pcn_rules.report.render import render  # noqa: PLC0415 - it brings the templates

    text = render(assessments, look.format, colour=look.colour, theme=look.theme)
    results = [result for assessment in assessments for result in assessment.clauses]
    page = Page(text, fails(results, wish.fail_on))
    pages.keep(asked, page, assessments, work)
    return page
