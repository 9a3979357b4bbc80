"""The options that `assess` and `explain` share, in plain words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pcn_rules.cli import faults
from pcn_rules.cli.assessing import FAIL_ON, Wish, Work
from pcn_rules.cli.output import colourful, say, stop_on, why_not_writable, write_whole
from pcn_rules.cli.pages import Look

if TYPE_CHECKING:
    from pcn_rules.diagnostics import Diagnostic
    from pcn_rules.report.render import Format, Style

Command = TypeVar("Command", bound=Callable[..., Any])

_FORMATS = ("text", "html", "markdown", "json")
WITH_WORD = (*_FORMATS, "docx")
"""The formats of a command that also writes documents for Word."""

_ENDINGS: Mapping[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".txt": "text",
}
"""The formats that the ending of a file stands for."""


def no_colour(command: Command) -> Command:
    """The option that switches colour off; the other spelling is understood."""
    return click.option(
        "--no-colour",
        "--no-color",
        "no_colour",
        is_flag=True,
        help="Print without colour, as the variable NO_COLOR also does.",
    )(command)


def spec(default: str) -> Callable[[Command], Command]:
    """The option that names the specification; `default` says in words which it is otherwise."""
    return click.option(
        "--spec",
        "spec",
        metavar="PATH",
        help="The specification to judge by: its folder, or the name of one that comes "
        f"with the program. [default: {default}]",
    )


def as_wish(command: Callable[..., None], **settled: None) -> Callable[..., None]:
    """The command with its options gathered as a wish; `settled` are those it has not."""

    @wraps(command)
    def with_wish(*words: Any, **typed: Any) -> None:
        asked = {**typed, **settled}
        wish = Wish(**{part.name: asked.pop(part.name) for part in fields(Wish)})
        command(*words, wish=wish, **asked)

    return with_wish


def shown(command: Command) -> Command:
    """The options that say how and where to show what was found."""
    return shown_as(_FORMATS)(command)


def shown_as(formats: tuple[str, ...]) -> Callable[[Command], Command]:
    """As `shown`, in some formats."""

    def with_options(command: Command) -> Command:
        return _shown(command, formats)

    return with_options


def _shown(command: Command, formats: tuple[str, ...]) -> Command:
    for option in (
        output,
        click.option(
            "--format",
            "style",
            type=click.Choice(formats),
            help="How to write it. [default: by the ending of FILE (.txt, .html, .md or "
            f".json{' or .docx' if 'docx' in formats else ''}), else text]",
        ),
        click.option(
            "--theme-css",
            "theme",
            metavar="FILE",
            help="Copy this stylesheet into a page of HTML, after its own. It may fetch nothing.",
        ),
    ):
        command = option(command)
    return command


def output(command: Command) -> Command:
    """The option that names the file to write to."""
    return click.option(
        "--output",
        "output",
        metavar="FILE",
        help="Write to this file, whole or not at all, instead of to the screen.",
    )(command)


def only(command: Command) -> Command:
    """The option that names some services or clauses."""
    return click.option(
        "--only",
        "services",
        metavar="NUMBERS",
        help="Tell only of these services or clauses, by number or by how it begins: 7.2,7.3.1. "
        "[default: all]",
    )(command)


def known_by(command: Command) -> Command:
    """The option that leaves out what became known later."""
    return click.option(
        "--known-by",
        "known_by",
        metavar="DAY",
        help="Leave out what was not yet known on this day. [default: count everything]",
    )(command)


def assumptions(command: Command) -> Command:
    """The option that names assumptions of effort."""
    return click.option(
        "--assumptions",
        "assumptions",
        metavar="PATH",
        multiple=True,
        help="How much work things are and what they need of others: a file or a folder of "
        "them. May be given again for more. [default: those beside the specification]",
    )(command)


def as_at(command: Command) -> Command:
    """The option that names the day asked about."""
    return click.option(
        "--as-at",
        "as_at",
        metavar="DAY",
        help="The day asked about, as 2020-05-31 or '31 May 2020'. "
        "[default: the day that the network's own file names]",
    )(command)


IN_FORCE = "the edition in force on the day asked about"
"""The specification that is used where none is named."""


def judging(command: Callable[..., None]) -> Callable[..., None]:
    """Every option that says what to judge, and how and where to show it, gathered as a wish."""
    wished = as_wish(command)
    for option in (
        no_colour,
        click.option(
            "--fail-on",
            "fail_on",
            multiple=True,
            type=click.Choice(tuple(FAIL_ON)),
            help="End with status 1 if a duty of the network comes out so; `at-risk` includes "
            "impossible. May be given again for more.",
        ),
        shown,
        known_by,
        as_at,
        assumptions,
        spec(IN_FORCE),
    ):
        wished = option(wished)
    return wished


def look_of(wish: Wish, work: Work, *, word: bool = False) -> Look:
    """How a page is to look; the fault of a stylesheet that cannot be used is kept.

    The format is the one that is named, else by the ending of the file, else text; `word` is
    whether a document for Word may be asked for, which has no look of its own.
    """
    ending = "" if wish.output is None else Path(wish.output).suffix
    endings: Mapping[str, Style] = {**_ENDINGS, ".docx": "docx"} if word else _ENDINGS
    meant = endings.get(ending.lower())
    asked = wish.style or meant or "text"
    work.keep(_wrong_ending(wish.output or "", ending, meant, wish.style, work))
    format: Format = "text" if asked == "docx" else asked
    colour = wish.output is None and colourful(sys.stdout, wish.no_colour)
    if wish.theme is None:
        return Look(format, colour, "")
    stylesheet, why = _stylesheet(Path(wish.theme))
    if format != "html":
        why = "what is written is not a page of HTML"
    if why is not None:
        work.keep([faults.no_theme(work.line, wish.theme, why)])
    return Look(format, colour, stylesheet)


def _wrong_ending(
    output: str, ending: str, meant: Style | None, asked: Style | None, work: Work
) -> Iterator[Diagnostic]:
    """E514: an ending that stands for another format than the one asked for, or for none."""
    if not ending or (meant is not None and asked in (None, meant)):
        return
    if meant is not None:
        why = f"holds {_NAMES[meant]}, and {_NAMES[asked or meant]} is asked for"
        help = f"leave out `--format`, or name a file that ends in `{_ending_of(asked or meant)}`"
    else:
        why = "is none that is written here"
        help = "end it in `.txt`, `.html`, `.md` or `.json`"
        if ending.lower() == ".pdf":
            help = "write a page that ends in `.html`, and print it to a PDF from a browser"
    yield faults.wrong_ending(work.line, output, ending, why, help)


_NAMES: Mapping[Style, str] = {
    "docx": "a document for Word",
    "text": "plain text",
    "html": "HTML",
    "markdown": "Markdown",
    "json": "JSON",
}


def _ending_of(format: Style) -> str:
    """The first ending that stands for a format."""
    return next((ending for ending, meant in _ENDINGS.items() if meant == format), ".docx")


def _stylesheet(path: Path) -> tuple[str, str | None]:
    """The text of a stylesheet, and why it cannot be used, if so."""
    from pcn_rules.report.theme import LARGEST, why_not_usable  # noqa: PLC0415 - seldom needed

    try:
        if not path.is_file():
            return "", "there is no such file"
        with path.open("rb") as file:
            stylesheet = file.read(LARGEST + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", "it is not text in UTF-8"
    except (OSError, ValueError):
        return "", "it cannot be read"
    return stylesheet, why_not_usable(stylesheet)


def check_output(wish: Wish, work: Work) -> None:
    """Keep the fault of a file that could not be written, before any work is done for it."""
    if wish.output is None or wish.output == "-":
        return
    why = why_not_writable(Path(wish.output))
    if why is not None:
        work.keep([faults.cannot_write(work.line, Path(wish.output), why)])


def for_word(wish: Wish) -> bool:
    """Whether a document for Word is asked for: by name, else by the ending of the file."""
    return (wish.style or Path(wish.output or "").suffix.lower()) in ("docx", ".docx")


def deliver(page: str | bytes, wish: Wish, work: Work) -> None:
    """Print the page, or write it to its file; where that fails, say so and end with status 2."""
    if isinstance(page, str) and (wish.output is None or wish.output == "-"):
        say(page)
        return
    assert wish.output is not None
    why = write_whole(Path(wish.output), page)
    if why is not None:
        stop_on([faults.cannot_write(work.line, Path(wish.output), why)], wish.no_colour)
    click.echo(f"written to {wish.output}", err=True)
