"""Write what a command says: whole files, a terminal that may not know every character, faults."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, NoReturn

import click

from pcn_rules.diagnostics import Diagnostic

DONE, FOUND, FAULTS = 0, 1, 2
"""Exit statuses: done; what was asked to fail on was found; the input has faults."""

INTERRUPTED, READER_GONE = 130, 141
"""Exit statuses of a shell for a command that was interrupted, or whose reader went away."""


def prepare() -> None:
    """Let output carry any character: as UTF-8, or replaced where a console has none such."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def colourful(stream: IO[str], no_colour: bool) -> bool:
    """Whether colour is wanted there: on a terminal, unless `--no-colour` or NO_COLOR say not."""
    if no_colour or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def say(text: str) -> None:
    """Print to standard output; end quietly where nobody reads any more."""
    try:
        click.echo(text, nl=False, color=True)
        sys.stdout.flush()
    except OSError as failed:
        _abandon_output(failed)


def _abandon_output(failed: OSError) -> NoReturn:
    """Leave, without Python's own word when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if failed.errno in (errno.EPIPE, errno.EINVAL):
        raise click.exceptions.Exit(READER_GONE)
    click.echo(f"cannot print: {(failed.strerror or 'it failed').lower()}", err=True)
    raise click.exceptions.Exit(FAULTS)


def stop_on(faults: Sequence[Diagnostic], no_colour: bool) -> None:
    """List every fault on standard error; end with status 2 unless all are mere warnings."""
    from pcn_rules.diagnostics import render  # noqa: PLC0415 - only a fault needs it

    colour = colourful(sys.stderr, no_colour)
    for fault in faults:
        click.echo(render(fault, colour).rstrip("\n") + "\n", err=True, color=colour)
    errors = sum(1 for fault in faults if fault.severity == "error")
    if errors:
        click.echo("1 fault" if errors == 1 else f"{errors} faults", err=True)
        raise click.exceptions.Exit(FAULTS)


def why_not_writable(path: Path) -> str | None:
    """Why a file cannot be written there, None if nothing speaks against it."""
    try:
        if path.is_dir():
            return "it is a folder"
        if not path.parent.is_dir():
            return f"there is no folder `{path.parent}`"
        allowed = os.access(path if path.exists() else path.parent, os.W_OK)
    except OSError as failed:
        return (failed.strerror or "it failed").lower()
    return None if allowed else "you may not write there"


def write_whole(path: Path, text: str | bytes) -> str | None:
    """Write a file, text in UTF-8 with plain line ends, whole or not at all; why not, if it failed.

    What stands there stays as it is until the new text is complete; its permissions are kept.
    """
    target = path.resolve()
    content = text.encode("utf-8") if isinstance(text, str) else text
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as failed:
        return (failed.strerror or "it failed").lower()
    return None


def _replace(target: Path, content: bytes) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def listed(names: Iterable[str]) -> str:
    """Names one to a line, each indented."""
    return "".join(f"  {name}\n" for name in names)
