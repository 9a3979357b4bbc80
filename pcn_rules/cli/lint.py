"""The command that remarks on how specifications are written, and mends what it safely can."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, assert_never
from typing import Literal as OneOf

import click

from pcn_rules.cli import faults, options
from pcn_rules.cli.assessing import Work
from pcn_rules.cli.linting import Asked, Chosen, asked, contracts_of, looked_at
from pcn_rules.cli.output import (
    DONE,
    FOUND,
    colourful,
    listed,
    say,
    stop_on,
    why_not_writable,
    write_whole,
)
from pcn_rules.cli.progress import Progress

if TYPE_CHECKING:
    from pcn_rules.lint.mend import Mended
    from pcn_rules.lint.model import Contract, Remark

Format = OneOf["text", "json", "sarif", "github"]
_FORMATS: tuple[Format, ...] = ("text", "json", "sarif", "github")
_ENDINGS: dict[str, Format] = {".json": "json", ".sarif": "sarif"}


@dataclass(frozen=True, slots=True)
class _Result:
    """What was found in so many files, and how much was mended before."""

    remarks: tuple[Remark, ...]
    files: int
    mended: int
    changed: tuple[str, ...]
    refused: tuple[str, ...]


@click.command("lint", short_help="Remark on how specifications are written.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what is said.")
@click.option(
    "--select",
    metavar="RULES",
    multiple=True,
    help="Look for these rules only, as L103,L109. [default: as pyproject.toml says, else all]",
)
@click.option(
    "--ignore", metavar="RULES", multiple=True, help="Leave these rules out. May be given again."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(_FORMATS),
    help="How to write it; `github` is annotations. [default: by the ending of FILE "
    "(.json, .sarif), else text]",
)
@options.output
@options.no_colour
@click.pass_context
def lint_command(  # noqa: PLR0913 - one for each option
    context: click.Context,
    paths: tuple[str, ...],
    *,
    fix: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    style: Format | None,
    output: str | None,
    no_colour: bool,
) -> None:
    """Remark on clauses that are free of faults and could still be read two ways: vague words, a
    deadline on a Sunday, a figure that nobody measures, two clauses that say the same. A PATH is a
    file, a folder with everything in it, or the name of a specification that comes with the
    program. Only files that are named are told of; what they use is read along with them.

    A comment silences a rule on its line, with a reason:

    \b
      by 31 May 2020 ...  # lint: allow L103, because the contract says so

    What a project wants stands in [tool.pcn-rules] of the nearest pyproject.toml: select, ignore,
    and per-file.

    \b
    Examples:
      pcn-rules lint specs/
      pcn-rules lint specs/2020-21-final --select L103 --format github
      pcn-rules lint my-contract --fix

    Exit status: 0 nothing to remark on; 1 remarks; 2 the input has faults, which are all listed.
    """
    work = Work(context.obj)
    if output is not None and output != "-":
        why = why_not_writable(Path(output))
        if why is not None:
            work.keep([faults.cannot_write(work.line, Path(output), why)])
    with Progress() as progress:
        result = _result(paths, Chosen(select, ignore), fix, work, progress, no_colour)
    wanted = style or _ENDINGS.get(Path(output or "").suffix.lower(), "text")
    colour = output is None and colourful(sys.stdout, no_colour)
    _deliver(_page(result, wanted, colour), output, work, no_colour)
    context.exit(FOUND if result.remarks else DONE)


def _result(
    paths: Sequence[str],
    chosen: Chosen,
    fix: bool,
    work: Work,
    progress: Progress,
    no_colour: bool,
) -> _Result:
    """What lint has to say of paths, after mending them where that is wished."""
    contracts, asking = _read(paths, chosen, work, progress, no_colour)
    remarks = _lint(contracts, asking)
    if not fix:
        return _Result(remarks, looked_at(asking, contracts), 0, (), ())
    from pcn_rules.lint.mend import mend  # noqa: PLC0415 - only where it is wished

    mended = mend(contracts, remarks)
    _write(mended, work, no_colour)
    if mended.texts:
        contracts, asking = _read(paths, chosen, work, progress, no_colour)
        remarks = _lint(contracts, asking)
    files = looked_at(asking, contracts)
    return _Result(remarks, files, mended.remarks, tuple(sorted(mended.texts)), mended.refused)


def _read(
    paths: Sequence[str], chosen: Chosen, work: Work, progress: Progress, no_colour: bool
) -> tuple[tuple[Contract, ...], Asked]:
    """What is to be linted, and which rules are wanted where; ends where there are faults."""
    contracts = contracts_of(paths, work, progress)
    asking = asked(paths, contracts, chosen, work)
    work.faults[:] = dict.fromkeys(work.faults)
    stop_on(work.faults, no_colour)
    work.faults.clear()
    return contracts, asking


def _lint(contracts: Sequence[Contract], asking: Asked) -> tuple[Remark, ...]:
    from pcn_rules.lint.lint import lint  # noqa: PLC0415 - it brings the parser

    return lint(contracts, asking.wanted)


def _write(mended: Mended, work: Work, no_colour: bool) -> None:
    """Write the new texts, once it is clear that every one of them can be written."""
    for path in mended.texts:
        why = why_not_writable(Path(path))
        if why is not None:
            work.keep([faults.cannot_write(work.line, Path(path), why)])
    stop_on(work.faults, no_colour)
    for path, text in mended.texts.items():
        why = write_whole(Path(path), text)
        if why is not None:
            work.keep([faults.cannot_write(work.line, Path(path), why)])
    stop_on(work.faults, no_colour)


# --- what is said -----------------------------------------------------------------------------


def _page(result: _Result, style: Format, colour: bool) -> str:
    if style == "text":
        return _text(result, colour)
    from pcn_rules.report import lint_data  # noqa: PLC0415 - text needs none of them
    from pcn_rules.report.annotations import annotated  # noqa: PLC0415
    from pcn_rules.report.sarif import sarif  # noqa: PLC0415

    match style:
        case "json":
            return lint_data.lint(result.remarks, result.files, result.mended)
        case "sarif":
            return sarif(lint_data.findings(result.remarks))
        case "github":
            return annotated(lint_data.findings(result.remarks))
        case _:
            assert_never(style)


def _text(result: _Result, colour: bool) -> str:
    """Every remark with its line, and how many there are."""
    from pcn_rules.diagnostics import render  # noqa: PLC0415 - only where there are remarks

    shown = "".join(f"{render(each.diagnostic, colour)}\n\n" for each in result.remarks)
    return f"{shown}{_mended(result)}{_counted(result)}\n"


def _mended(result: _Result) -> str:
    told = ""
    if result.changed:
        told += f"{_remarks(result.mended)} mended in:\n{listed(result.changed)}"
    if result.refused:
        told += f"left as they are, since they would not say the same:\n{listed(result.refused)}"
    return told


def _counted(result: _Result) -> str:
    files = "1 file" if result.files == 1 else f"{result.files} files"
    if not result.remarks:
        return f"nothing to remark on in {files}"
    fixable = sum(
        1 for each in result.remarks if each.edits and each.span.source.path not in result.refused
    )
    mends = f"; `--fix` mends {fixable} of them" if fixable else ""
    return f"{_remarks(len(result.remarks))} on {files}{mends}"


def _remarks(number: int) -> str:
    return "1 remark" if number == 1 else f"{number} remarks"


def _deliver(page: str, output: str | None, work: Work, no_colour: bool) -> None:
    if output is None or output == "-":
        say(page)
        return
    why = write_whole(Path(output), page)
    if why is not None:
        stop_on([faults.cannot_write(work.line, Path(output), why)], no_colour)
    click.echo(f"written to {output}", err=True)
