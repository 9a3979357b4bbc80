"""Test networks as a person wishes, and tell them, or a pipeline, what moved."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import assert_never

import click

from pcn_rules.cli import faults
from pcn_rules.cli.assessing import Work, overwriting
from pcn_rules.cli.line import CommandLine
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
from pcn_rules.cli.test import Format, Wish
from pcn_rules.cli.testing import Asked, Pair, held_against, judge_days, paired, write_anew
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.expectations.model import Tested
from pcn_rules.files import InputFile
from pcn_rules.language.faults import Faults

_ENDINGS: dict[str, Format] = {
    ".md": "markdown",
    ".json": "json",
    ".xml": "junit",
    ".sarif": "sarif",
}


def told(paths: Sequence[str], wish: Wish, line: CommandLine) -> int:
    """Test, write what is wished, and give the exit status."""
    work = Work(line)
    _check_outputs(wish, work)
    days = dict.fromkeys(day for word in wish.days if (day := work.day(word)))
    asked = Asked(tuple(days), work.day(wish.today) or _today())
    stop_on(work.faults, wish.no_colour)
    changed: tuple[Path, ...] = ()
    with Progress() as progress:
        pairs = tuple(paired(paths, wish.networks, work))
        stop_on(tuple(_over_inputs(pairs, wish, work)), wish.no_colour)
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
    return FOUND if any(each.moved for each in after) else DONE


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


def _over_inputs(pairs: Sequence[Pair], wish: Wish, work: Work) -> Iterator[Diagnostic]:
    """Reports that would be written over what they are made from."""
    inputs = [
        file
        for pair in pairs
        for file in (*pair.judging.files, *pair.network.files, InputFile(pair.file.as_posix(), ""))
    ]
    for output in dict.fromkeys((wish.output, *wish.reports)):
        yield from overwriting(output, inputs, work)


def _deliver(page: str, output: str | None, wish: Wish, work: Work) -> None:
    if output is None or output == "-":
        say(page)
        return
    why = write_whole(Path(output), page)
    if why is not None:
        stop_on([faults.cannot_write(work.line, Path(output), why)], wish.no_colour)
    click.echo(f"written to {output}", err=True)
