"""The command that holds networks against what is expected of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import Any
from typing import Literal as OneOf

import click

from pcn_rules.cli import options

Format = OneOf["text", "markdown", "json", "junit", "sarif", "github"]
FORMATS: tuple[Format, ...] = ("text", "markdown", "json", "junit", "sarif", "github")


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
        options.output,
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
    from pcn_rules.cli.tested import told  # noqa: PLC0415 - help needs none of it

    context.exit(told(paths, wish, context.obj))
