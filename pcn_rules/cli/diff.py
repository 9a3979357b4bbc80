"""The command that tells what changed from one edition to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from pcn_rules.cli import faults, options
from pcn_rules.cli.assessing import Wish, Work
from pcn_rules.cli.output import DONE, FOUND, stop_on
from pcn_rules.cli.progress import Progress

if TYPE_CHECKING:
    from pcn_rules.cli.pages import Look
    from pcn_rules.compare.impact_model import Impact
    from pcn_rules.compare.model import Comparison

WORSE = "worse"
"""A verdict on a network that got worse."""

FAIL_ON = (
    *("tighter", "easier", "different", "not-established"),
    *("new-subject", "subject-gone", WORSE),
)
"""What `--fail-on` may name."""


def compared_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which texts are compared, and how their clauses are paired."""
    for option in (
        options.assumptions,
        click.option(
            "--as-at",
            "as_at",
            metavar="DAY",
            help="Compare the texts in force on this day. [default: those published]",
        ),
        click.option(
            "--pins",
            "pins",
            metavar="FILE",
            help="Pairs to make and pairs not to, one to a line: `pair EHCH-04 with 7.3.2(a)`, "
            "`never pair EHCH-01 with 7.3.1(d)`.",
        ),
    ):
        command = option(command)
    return command


def _options(command: Callable[..., None]) -> Callable[..., None]:
    wished = options.as_wish(command, spec=None)
    for option in (
        options.no_colour,
        click.option(
            "--fail-on",
            "fail_on",
            multiple=True,
            type=click.Choice(FAIL_ON),
            metavar="WAY",
            help="End with status 1 if something goes that way for the network: `tighter`, "
            "`easier`, `different`, `not-established`. What one edition "
            "treats and the other does not at all is no tighter and no easier here, but a "
            "`new-subject` or a `subject-gone`. `worse`: if a "
            "duty of one of the --networks got a worse verdict, however what is unknown turns "
            "out (met to at risk, not asked to impossible). May be given again for more.",
        ),
        options.shown_as(options.WITH_WORD),
        options.known_by,
        click.option(
            "--networks",
            "networks",
            metavar="PATH",
            multiple=True,
            help="Tell also what changes for these networks: a folder of them, or the folder or "
            "name of one. Each is judged as at --as-at, else the day that its own file names. "
            "May be given again for more.",
        ),
        compared_options,
        options.only,
    ):
        wished = option(wished)
    return wished


@click.command("diff", short_help="Tell what changed between two editions, and for whom.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_options
@click.pass_context
def diff_command(
    context: click.Context,
    old: str,
    new: str,
    services: str | None,
    pins: str | None,
    networks: tuple[str, ...],
    wish: Wish,
) -> None:
    """Tell what changed from the edition OLD to the edition NEW, clause by clause, and which way
    it goes for whom: tighter, easier, different or the same. That is decided on what the clauses
    mean, never on their words, and it is proved, or said not to be established.

    Each such answer comes with a small network that shows it, which `witness` writes as a folder.

    With --networks it also tells the impact on each: which verdicts change and what brings that
    about (the clause itself, or the people it shares, naming the conflict), and the change in hours
    by role and in money, clause by clause.

    With --format docx it is a Word document with tracked changes: accept them for the new text,
    reject them for the old one. That needs the extra `word`.

    \b
    Examples:
      pcn-rules diff 2020-21-draft 2020-21-final
      pcn-rules diff 2020-21-draft 2020-21-final --only 3,7.3 --output homes.html
      pcn-rules diff 2020-21-draft 2020-21-final --output changes.docx
      pcn-rules diff mine theirs --fail-on tighter
      pcn-rules diff 2020-21-draft 2020-21-final --networks networks/ \\
          --output impact.html

    Exit status: 0 done; 1 something that --fail-on names was found; 2 the input has faults,
    which are all listed, and nothing is written.
    """
    from pcn_rules.cli.comparing import compared, read_editions, services_of  # noqa: PLC0415
    from pcn_rules.cli.impact import impact, read_networks  # noqa: PLC0415 - seldom needed
    from pcn_rules.compare.witness import MOST_TRIED  # noqa: PLC0415 - as above

    if not networks and (WORSE in wish.fail_on or wish.known_by is not None):
        raise click.UsageError("`--known-by` and `--fail-on worse` are about --networks: name some")
    work = Work(context.obj)
    options.check_output(wish, work)
    look = options.look_of(wish, work, word=True)
    _check_word(networks, wish, work)
    with Progress() as progress:
        progress.now("reading the editions")
        editions = read_editions((old, new), wish, pins, work)
        subjects = read_networks(networks, (old, new), wish, work, progress)
        wanted = None if editions is None else services_of(editions, services, work)
        stop_on(work.faults, wish.no_colour)
        assert editions is not None
        progress.now("comparing them")
        comparison = compared(editions, wanted, MOST_TRIED)
        found = impact(editions, subjects, wanted, progress) if networks else None
    page = _page(comparison, found, wish, work, look)
    options.deliver(page, wish, work)
    worse = WORSE in wish.fail_on and found is not None and found.got_worse
    context.exit(FOUND if worse or _fails(comparison, wish.fail_on) else DONE)


def _page(
    comparison: Comparison, found: Impact | None, wish: Wish, work: Work, look: Look
) -> str | bytes:
    """What is written: a page, or a document for Word."""
    if options.for_word(wish):
        return _document(comparison, wish, work)
    from pcn_rules.report.render import render_diff  # noqa: PLC0415 - it brings the templates

    return render_diff(comparison, look.format, impact=found, colour=look.colour, theme=look.theme)


def _check_word(networks: tuple[str, ...], wish: Wish, work: Work) -> None:
    """Keep the faults of a document for Word that has no file to go to, or is to tell of impact."""
    if options.for_word(wish) and networks:
        why = "it has no place for the impact on networks"
        work.keep([faults.no_word(work.line, why, "leave `--networks` out, or ask for a page")])
    if options.for_word(wish) and wish.output in (None, "-"):
        why = "it is no text for a screen"
        work.keep([faults.no_word(work.line, why, "name its file with `--output changes.docx`")])


def _document(comparison: Comparison, wish: Wish, work: Work) -> bytes:
    """The document for Word; where the extra that writes it is missing, the command ends so."""
    from pcn_rules.report.word import MissingExtraError, render_word  # noqa: PLC0415 - seldom

    try:
        return render_word(comparison)
    except MissingExtraError:
        why = "python-docx is not installed"
        help = "install the extra: `pip install 'pcn-rules[word]'`"
        stop_on([faults.no_word(work.line, why, help)], wish.no_colour)
        raise  # not reached: that is an error, and ends the command


def _fails(comparison: Comparison, names: tuple[str, ...]) -> bool:
    """Whether something goes, for the network, a way that `--fail-on` names."""
    from pcn_rules.compare.model import way_told  # noqa: PLC0415 - seldom needed

    wanted = {name.replace("-", " ") for name in names}
    return any(
        way_told(each, direction) in wanted
        for each in comparison.changed
        for direction in each.directions
        if direction.own
    )
