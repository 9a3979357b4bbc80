"""The command that begins a network of one's own."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import click

from pcn_rules.cli import choosing, faults, options
from pcn_rules.cli.assessing import Work, read_specification
from pcn_rules.cli.output import listed, say, stop_on, write_whole

SETTINGS = "network.toml"


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
    left = abandoned(path)
    if choosing.there(path) and (not path.is_dir() or set(choosing.inside(path)) - set(left)):
        work.keep([faults.in_use(work.line, path)])
    words = read_specification(spec, (), work).words
    stop_on(work.faults, no_colour)
    assert words is not None
    from pcn_rules.networks.blank import blank_network  # noqa: PLC0415 - only here

    files = blank_network(_name(path), words)
    for each in left:
        _clear(each, files)
    work.faults.clear()
    _write(path, files, work)
    stop_on(work.faults, no_colour)
    say(f"begun in {folder}:\n{listed(files)}")
    say(f"\nFill in what you know and leave the rest blank, then:\n  pcn-rules check {folder}\n")


def abandoned(folder: Path) -> tuple[Path, ...]:
    """The hidden folders that commands which were killed left behind for this folder.

    They stand where one is put; each bears the number of its process, which runs no more. Where
    the system does not tell whether a process runs, none is taken to be abandoned.
    """
    try:
        target = folder.resolve()
        place = target if target.is_dir() else target.parent
        like = re.compile(rf"\.{re.escape(target.name)}\.([0-9]{{1,9}})\.part")
        return tuple(
            folder / each.name if place == target else each
            for each in choosing.inside(place)
            if (found := like.fullmatch(each.name)) is not None
            and each.is_dir()
            and not each.is_symlink()
            and not _runs(int(found[1]))
        )
    except OSError:
        return ()


def _runs(process: int) -> bool:
    """Whether a process runs, as far as can be told without touching it."""
    if os.name != "posix":  # elsewhere the same question would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _clear(hidden: Path, files: Mapping[str, str]) -> None:
    """Remove an abandoned folder with the blank files in it; one that holds any other stays."""
    names = {*files, *(f".{name}.{hidden.suffixes[-2][1:]}.part" for name in files)}
    held = choosing.inside(hidden)
    if all(each.name in names and each.is_file() and not each.is_symlink() for each in held):
        shutil.rmtree(hidden, ignore_errors=True)


def _name(folder: Path) -> str:
    """The name of a network, from that of its folder."""
    return folder.resolve().name.replace("-", " ").replace("_", " ").strip() or "My network"


def _write(folder: Path, files: dict[str, str], work: Work) -> None:
    """Write the files into the folder: all of them or none, also where this is cut short.

    They are written into a hidden folder, which then takes its name. A folder that is there stays
    the one it is, since somebody may be in it; network.toml makes it a network, so it goes last.
    """
    try:
        target = folder.resolve()
        there = target.exists()
        name = f".{target.name}.{os.getpid()}.part"
        why = _put(files, target, target / name if there else target.with_name(name), there=there)
    except OSError as failed:
        why = (failed.strerror or "it failed").lower()
    if why is not None:
        work.keep([faults.cannot_write(work.line, folder, why)])


def _put(files: dict[str, str], target: Path, hidden: Path, *, there: bool) -> str | None:
    """Write the files into a hidden folder and put them in their place; why not, if it failed."""
    try:
        hidden.mkdir(parents=True)
        why = next(filter(None, (write_whole(hidden / n, t) for n, t in files.items())), None)
        if why is None and there:
            for each in sorted(files, key=lambda each: each == SETTINGS):
                (hidden / each).replace(target / each)
        elif why is None:
            hidden.rename(target)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    return why
