"""The command that writes files of the language in the one layout."""

from __future__ import annotations

from pathlib import Path

import click

from pcn_rules.cli import faults, options
from pcn_rules.cli.assessing import Work
from pcn_rules.cli.output import DONE, FOUND, listed, say, stop_on, write_whole
from pcn_rules.cli.reading import files_of_the_language, read_text


@click.command("format", short_help="Lay out specification files in the one way.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--check", "check", is_flag=True, help="Change nothing; list what would change.")
@options.no_colour
@click.pass_context
def format_command(
    context: click.Context, paths: tuple[str, ...], check: bool, no_colour: bool
) -> None:
    """Lay out specifications, vocabularies and assumptions (files that end in .pcn) in the one
    way. A PATH is a file, or a folder with everything in it. Comments are kept, and nothing but
    the layout changes. A file with faults is left as it is.

    \b
    Examples:
      pcn-rules format specs/
      pcn-rules format specs/ --check

    Exit status: 0 done; 1 with --check, if a file would change; 2 faults, which are all listed,
    and no file is changed.
    """
    work = Work(context.obj)
    found = _changes(paths, work)
    stop_on(work.faults, no_colour)
    changes = {path: text for path, text in found.items() if text is not None}
    if check:
        say(_would_change(changes, len(found)))
        context.exit(FOUND if changes else DONE)
    work.faults.clear()
    for path, text in changes.items():
        why = write_whole(path, text)
        if why is not None:
            work.keep([faults.cannot_write(work.line, path, why)])
    stop_on(work.faults, no_colour)
    say(_changed(changes, len(found)))


def _changes(paths: tuple[str, ...], work: Work) -> dict[Path, str | None]:
    """Every file, and its text in the one layout where that differs."""
    from pcn_rules.language.formatter import format_text  # noqa: PLC0415 - it brings the parser

    found: dict[Path, str | None] = {}
    for path in files_of_the_language(paths, work):
        source = read_text(path, work)
        if source is None:
            continue
        text, diagnostics = format_text(source)
        work.keep(diagnostics)
        found[path] = text if text != source.text else None
    return found


def _would_change(changes: dict[Path, str], files: int) -> str:
    if not changes:
        return f"{_counted(files)} laid out as they should be\n"
    return f"{_counted(len(changes))} would change:\n{listed(map(str, changes))}"


def _changed(changes: dict[Path, str], files: int) -> str:
    if not changes:
        return f"nothing to change in {_counted(files)}\n"
    return f"{_counted(len(changes))} of {files} changed:\n{listed(map(str, changes))}"


def _counted(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"
