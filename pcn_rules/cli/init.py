"""The command that begins a network of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from pcn_rules.cli import choosing, faults, options
from pcn_rules.cli.assessing import Work, read_specification
from pcn_rules.cli.output import listed, say, stop_on, write_whole


@click.command("init", short_help="Begin a folder for a network of your own.")
@click.argument("folder", metavar="FOLDER")
@options.spec("the newest that came into force")
@options.no_colour
@click.pass_context
def init_command(context: click.Context, folder: str, spec: str | None, no_colour: bool) -> None:
    """Begin a network of your own: a new FOLDER with blank files that explain themselves, one for
    each kind of thing the specification asks about. Nothing that is there is overwritten.

    \b
    Example:
      pcn-rules init my-network
      pcn-rules check my-network
      pcn-rules assess my-network
    """
    work = Work(context.obj)
    path = Path(folder)
    if choosing.there(path) and (not path.is_dir() or choosing.inside(path)):
        work.keep([faults.in_use(work.line, path)])
    words = read_specification(spec, (), work).words
    stop_on(work.faults, no_colour)
    assert words is not None
    from pcn_rules.networks.blank import blank_network  # noqa: PLC0415 - only here

    files = blank_network(_name(path), words)
    work.faults.clear()
    _write(path, files, work)
    stop_on(work.faults, no_colour)
    say(f"begun in {folder}:\n{listed(files)}")
    say(f"\nFill in what you know and leave the rest blank, then:\n  pcn-rules check {folder}\n")


def _name(folder: Path) -> str:
    """The name of a network, from that of its folder."""
    return folder.resolve().name.replace("-", " ").replace("_", " ").strip() or "My network"


def _write(folder: Path, files: dict[str, str], work: Work) -> None:
    """Write the files into the folder; one that cannot be written takes the others with it."""
    begun = not choosing.there(folder)
    written: list[Path] = []
    why: str | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failed:
        why = (failed.strerror or "it failed").lower()
    for name, text in files.items():
        if why is None:
            written.append(folder / name)
            why = write_whole(folder / name, text)
    if why is not None:
        work.keep([faults.cannot_write(work.line, folder, why)])
        for path in written:
            path.unlink(missing_ok=True)
        if begun and choosing.there(folder):
            folder.rmdir()
