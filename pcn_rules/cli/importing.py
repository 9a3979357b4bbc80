"""The command that makes networks of the files that the NHS and the CQC publish."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pcn_rules.cli import choosing, faults, options
from pcn_rules.cli.assessing import Work
from pcn_rules.cli.folders import write_folder
from pcn_rules.cli.output import say, stop_on
from pcn_rules.cli.progress import Progress
from pcn_rules.diagnostics import Diagnostic

if TYPE_CHECKING:
    from pcn_rules.imports.importing import Imported, Wanted

_FINGERPRINT = "import.json"
_BOUNDS = re.compile(r"\d{1,6} to \d{1,6}")


@click.group("import", short_help="Make networks of files that the NHS and the CQC publish.")
def import_command() -> None:
    """Make networks of files that the NHS and the CQC publish. The files are given: nothing is
    fetched.

    \b
    Example:
      pcn-rules import ods ePCN.xlsx --on 2020-10-01 --to england
    """


def _files(command: Callable[..., None]) -> Callable[..., None]:
    """The options that name files, and what files do not say of themselves."""
    for name, metavar, words in reversed(
        (
            ("previous", "WORKBOOK", "An earlier workbook, for what was known by its day."),
            ("lists", "CSV", "Patients registered at each practice, in all."),
            ("map", "CSV", "The map of practices to networks; where it differs, it is reported."),
            ("prevalence", "CSV", "QOF prevalence, for the lists by age in it."),
            ("prevalence-on", "DAY", "The day of those lists, where no year is in its name."),
            ("care-homes", "CSV", "The CQC's directory of care homes with their postcodes."),
            ("care-homes-on", "DAY", "The day of its beds, where no heading says their year."),
            ("suppressed", "BOUNDS", "What a * stands for, as '1 to 4'. [default: unknown]"),
        )
    ):
        command = click.option(f"--{name}", metavar=metavar, help=words)(command)
    return command


@import_command.command("ods", short_help="From a workbook of core partners (ePCN) of the ODS.")
@click.argument("workbook", metavar="WORKBOOK")
@_files
@click.option("--on", "on", metavar="DAY", required=True, help="The day: who is a member then.")
@click.option("--to", "folder", metavar="FOLDER", required=True, help="A new or empty folder.")
@click.option(
    "--only",
    metavar="CODE,...",
    help="Make folders of these networks only; the table always holds all. [default: all]",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to say what was read, and where the sources disagree.",
)
@options.no_colour
@click.pass_context
def ods_command(context: click.Context, /, workbook: str, **typed: Any) -> None:
    """Make a folder for each network that has members on a day, from a WORKBOOK of networks and
    core partners (ePCN) as the Organisation Data Service publishes it, and from other published
    files. Whoever is a member on the day is settled by the workbook's dates, whatever others say.

    FOLDER then holds a folder for each network, `networks.csv` with all networks of the day, and
    `import.json`: what was read, by the hash of its bytes, and everything on which the sources
    disagree or which they lack.

    \b
    Example:
      pcn-rules import ods ePCN-2022-04-27.xlsx
          --lists gp-reg-pat-prac-all-2021-01.csv
          --on 2020-10-01 --to england --only U08229,U58435
      pcn-rules assess england/solas

    Exit status: 0 done; 2 the input has faults, which are all listed, and nothing is written.
    """
    work, no_colour = Work(context.obj), bool(typed["no_colour"])
    path = Path(typed["folder"])
    if choosing.there(path) and (not path.is_dir() or choosing.inside(path)):
        work.keep([faults.in_use(work.line, path)])
    only = _codes(typed["only"])
    wanted = _wanted(workbook, typed, work)
    with Progress() as progress:
        imported = None if wanted is None else _import(wanted, work, progress)
        if imported is not None:
            work.keep(_unknown(only, typed["only"], imported, work))
        stop_on(work.faults, no_colour)
        assert imported is not None
        assert wanted is not None
        page = _write(imported, wanted, only, path, progress)
        if page.why is not None:
            work.keep([faults.cannot_write(work.line, path, page.why)])
    stop_on(work.faults, no_colour)
    say(page.text if typed["style"] == "text" else page.json)
    click.echo(f"written to {path}: {page.counted}", err=True)


def _codes(typed: str | None) -> tuple[str, ...] | None:
    if typed is None:
        return None
    return tuple(dict.fromkeys(code.strip().upper() for code in typed.split(",") if code.strip()))


def _wanted(workbook: str, typed: dict[str, Any], work: Work) -> Wanted | None:
    """What is asked for; the faults of days that are none are kept."""
    from pcn_rules.imports.importing import Wanted  # noqa: PLC0415 - only here

    def file(name: str) -> Path | None:
        return None if typed[name] is None else Path(typed[name])

    on = work.day(typed["on"])
    days = work.day(typed["prevalence_on"]), work.day(typed["care_homes_on"])
    suppressed = typed["suppressed"]
    if suppressed is not None and not _BOUNDS.fullmatch(suppressed):
        work.keep([_no_bounds(suppressed, work)])
    if on is None:
        return None
    return Wanted(
        on=on,
        workbook=Path(workbook),
        previous=file("previous"),
        lists=file("lists"),
        map=file("map"),
        prevalence=file("prevalence"),
        prevalence_on=days[0],
        care_homes=file("care_homes"),
        care_homes_on=days[1],
        suppressed=suppressed,
    )


def _no_bounds(typed: str, work: Work) -> Diagnostic:
    message = f"`{typed}` does not say what a star stands for"
    return Diagnostic("E487", work.line.span(typed), message, "write two whole numbers: `1 to 4`")


def _import(wanted: Wanted, work: Work, progress: Progress) -> Imported | None:
    """What the files say of the day; their faults are kept."""
    from pcn_rules.imports.importing import read, settle  # noqa: PLC0415 - only here
    from pcn_rules.language.faults import Faults  # noqa: PLC0415 - as above

    found = Faults()
    published = read(wanted, found, progress.now)
    work.keep(found.sorted())
    if published is None:
        return None
    progress.now("settling who is a member")
    return settle(published, wanted.on)


def _unknown(
    only: tuple[str, ...] | None, typed: str, imported: Imported, work: Work
) -> Iterator[Diagnostic]:
    """E486: networks asked for that have no member on the day."""
    from pcn_rules.values.days import written  # noqa: PLC0415 - only here

    found = imported.found
    for code in () if only is None else only:
        if code in found.networks:
            continue
        known = found.published.register.networks.get(code)
        day = written(found.day)
        message = f"no network has the code `{code}` in this workbook"
        if known is not None:
            message = f"`{code}` has no members on {day}"
        help = f"the table of all networks, without `--only`, says which there are on {day}"
        yield Diagnostic("E486", work.line.span(typed), message, help)


@dataclass(frozen=True, slots=True)
class _Written:
    """What there is to say of an import once it is written; `why` it was not, if so."""

    text: str
    json: str
    counted: str
    why: str | None


def _write(
    imported: Imported,
    wanted: Wanted,
    only: tuple[str, ...] | None,
    path: Path,
    progress: Progress,
) -> _Written:
    from pcn_rules.imports.importing import TABLE, folders, table_of_all  # noqa: PLC0415
    from pcn_rules.report.import_data import import_data, import_json  # noqa: PLC0415
    from pcn_rules.report.imported import import_text  # noqa: PLC0415

    fingerprint = import_json(imported, wanted, only)
    many = len(imported.found.networks if only is None else only)

    def files() -> Iterator[tuple[str, str]]:
        yield TABLE, table_of_all(imported)
        yield _FINGERPRINT, fingerprint
        for number, (name, texts) in enumerate(folders(imported, only, wanted.suppressed), 1):
            progress.now(f"writing network {number:,} of {many:,}")
            yield from ((f"{name}/{file}", text) for file, text in texts.items())

    why = write_folder(path, files())
    text = import_text(imported, import_data(imported, wanted, only))
    counted = f"{many:,} folder{'' if many == 1 else 's'}, {TABLE} and {_FINGERPRINT}"
    return _Written(text, fingerprint, counted, why)
