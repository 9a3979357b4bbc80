"""The command that holds networks against what is expected of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, assert_never
from typing import Literal as OneOf

import click

from pcn_rules.cli import faults, options
from pcn_rules.cli.assessing import Work
from pcn_rules.cli.output import (
    DONE,
    FOUND,
    colourful,
    say,
    stop_on,
    why_not_writable,
    write_whole,
)
from pcn_rules.cli.progress import Progress
from pcn_rules.cli.testing import (
    Asked,
    Pair,
    held_against,
    judge_days,
    paired,
    write_anew,
)
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.expectations.model import Tested
from pcn_rules.language.faults import Faults

Format = OneOf["text", "markdown", "json", "junit", "sarif", "github"]
FORMATS: tuple[Format, ...] = ("text", "markdown", "json", "junit", "sarif", "github")

_ENDINGS: dict[str, Format] = {
    ".md": "markdown",
    ".json": "json",
    ".xml": "junit",
    ".sarif": "sarif",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks to have tested, and how to have it shown, in the words they typed."""

    networks: tuple[str, ...]
    update: bool
    days: tuple[str, ...]
    today: str | None
    style: Format | None
    output: str | None
    reports: tuple[str, ...]
    no_colour: bool


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with its options, gathered as a wish."""

    @wraps(command)
    def wished(*words: Any, **typed: Any) -> None:
        wish = Wish(**{part.name: typed.pop(part.name) for part in fields(Wish)})
        command(*words, wish=wish, **typed)

    for option in (
        options.no_colour,
        click.option(
            "--report",
            "reports",
            metavar="FILE",
            multiple=True,
            help="Write it to this file too, in the format of its ending. May be given again.",
        ),
        click.option(
            "--output",
            "output",
            metavar="FILE",
            help="Write to this file, whole or not at all, instead of to the screen.",
        ),
        click.option(
            "--format",
            "style",
            type=click.Choice(FORMATS),
            help="How to write it; `github` is annotations. [default: by the ending of FILE "
            "(.md, .json, .xml for JUnit, .sarif), else text]",
        ),
        click.option(
            "--today",
            "today",
            metavar="DAY",
            help="The day up to which acknowledgements have to hold. [default: today]",
        ),
        click.option(
            "--as-at",
            "days",
            metavar="DAY",
            multiple=True,
            help="Only this day, as 2020-05-31 or '31 May 2020'; with --update it is added. May be "
            "given again for more. [default: the days in the files; without one, the network's "
            "own]",
        ),
        click.option(
            "--update",
            "update",
            is_flag=True,
            help="Write the files of expectations anew. What is worse is written as something that "
            "waits to be acknowledged by an edit, and never otherwise.",
        ),
        click.option(
            "--networks",
            "networks",
            metavar="PATH",
            multiple=True,
            default=("networks",),
            help="The folder of a network, or a folder with networks in it, however deep. May be "
            "given again for more. [default: networks]",
        ),
    ):
        wished = option(wished)
    return wished


@click.command("test", short_help="Hold networks against what is expected of them.")
@click.argument("paths", metavar="SPEC...", nargs=-1, required=True)
@_options
@click.pass_context
def test_command(context: click.Context, paths: tuple[str, ...], wish: Wish) -> None:
    """Hold every network against what is expected of it by each SPEC, clause by clause, and tell
    what moved. What is expected stands in the network's folder, in a file for each edition:
    networks/boston/expected/2020-21-final.csv. Such a file is begun with --update, and reviewed.

    \b
    Signs:
      !  worse than expected      +  a clause that is new
      ^  better than expected     -  a clause that is gone
      ~  other than expected      =  a clause that was renamed

    \b
    Examples:
      pcn-rules test specs/2020-21-final
      pcn-rules test specs --networks networks --format junit --output tests.xml
      pcn-rules test specs --networks networks/boston --update

    Exit status: 0 all is as expected; 1 something moved, or is not acknowledged; 2 the input has
    faults, acknowledgements that have ended or match nothing among them. What could be tested is
    told all the same, and with faults of other kinds nothing is updated.
    """
    work = Work(context.obj)
    _check_outputs(wish, work)
    days = dict.fromkeys(day for word in wish.days if (day := work.day(word)))
    asked = Asked(tuple(days), work.day(wish.today) or _today())
    stop_on(work.faults, wish.no_colour)
    changed: tuple[Path, ...] = ()
    with Progress() as progress:
        pairs = tuple(paired(paths, wish.networks, work))
        for pair in pairs:
            judge_days(pair, asked, wish.update, progress)
    tested, wrong = _held(pairs, asked)
    after = tested
    if wish.update and not work.stopped:
        changed = write_anew(pairs, work)
        after, wrong = _held(pairs, asked)
    every = tuple(dict.fromkeys((*work.faults, *wrong)))
    _deliver_all(tested, every, wish, work)
    for path in changed:
        click.echo(f"written to {path}", err=True)
    if wish.update and (waiting := _waiting(after)):
        click.echo(f"waiting to be acknowledged: {waiting}", err=True)
    stop_on(every, wish.no_colour)
    context.exit(FOUND if any(each.moved for each in after) else DONE)


def _waiting(tested: Sequence[Tested]) -> int:
    """How many worsenings are written and not acknowledged."""
    kinds = [moved.kind for each in tested for moved in each.moved]
    return kinds.count("unacknowledged")


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day that whoever tests lives in


def _held(pairs: Sequence[Pair], asked: Asked) -> tuple[tuple[Tested, ...], tuple[Diagnostic, ...]]:
    """What moved, and the faults of acknowledgements."""
    wrong = Faults()
    tested = tuple(each for pair in pairs for each in held_against(pair, asked, wrong))
    return tested, wrong.sorted()


def _deliver_all(
    tested: Sequence[Tested], every: Sequence[Diagnostic], wish: Wish, work: Work
) -> None:
    """Write all that is wished; people are told nothing where nothing could be tested."""
    format = wish.style or _by_ending(wish.output)
    colour = wish.output is None and colourful(sys.stdout, wish.no_colour)
    if tested or format not in ("text", "markdown"):
        _deliver(_page(tested, every, format, colour), wish.output, wish, work)
    for report in wish.reports:
        _deliver(_page(tested, every, _by_ending(report), False), report, wish, work)


def _by_ending(output: str | None) -> Format:
    return _ENDINGS.get(Path(output or "").suffix.lower(), "text")


def _page(
    tested: Sequence[Tested], every: Sequence[Diagnostic], format: Format, colour: bool
) -> str:
    match format:
        case "text" | "markdown":
            from pcn_rules.report.render import render_test  # noqa: PLC0415 - it brings templates

            return render_test(tested, every, format, colour=colour)
        case "json":
            from pcn_rules.report.tested_data import tested_data  # noqa: PLC0415 - only here

            return tested_data(tested, every)
        case "junit":
            from pcn_rules.report.junit import junit  # noqa: PLC0415 - only here

            return junit(tested, every)
        case "sarif":
            from pcn_rules.report.sarif import sarif  # noqa: PLC0415 - only here
            from pcn_rules.report.tested import findings  # noqa: PLC0415 - only here

            return sarif(findings(tested, every))
        case "github":
            from pcn_rules.report.annotations import annotated  # noqa: PLC0415 - only here
            from pcn_rules.report.tested import findings  # noqa: PLC0415 - only here

            return annotated(findings(tested, every))
        case _:
            assert_never(format)


def _check_outputs(wish: Wish, work: Work) -> None:
    for output in (wish.output, *wish.reports):
        if output is None or output == "-":
            continue
        why = why_not_writable(Path(output))
        if why is not None:
            work.keep([faults.cannot_write(work.line, Path(output), why)])


def _deliver(page: str, output: str | None, wish: Wish, work: Work) -> None:
    if output is None or output == "-":
        say(page)
        return
    why = write_whole(Path(output), page)
    if why is not None:
        stop_on([faults.cannot_write(work.line, Path(output), why)], wish.no_colour)
    click.echo(f"written to {output}", err=True)
