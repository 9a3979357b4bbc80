"""The command that writes the small networks which tell two editions of a clause apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pcn_rules.cli import choosing, faults, options
from pcn_rules.cli.assessing import Wish, Work
from pcn_rules.cli.diff import compared_options
from pcn_rules.cli.output import DONE, FOUND, listed, say, stop_on, write_whole
from pcn_rules.cli.progress import Progress

if TYPE_CHECKING:
    from pcn_rules.cli.comparing import Editions
    from pcn_rules.compare.model import Compared, Direction, Witness


@click.command("witness", short_help="Write small networks that show how a clause changed.")
@click.argument("clause", metavar="CLAUSE")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--into",
    "folder",
    metavar="FOLDER",
    help="The folder that the networks are written into. It must be new or empty. "
    "[default: witness]",
)
@compared_options
@options.no_colour
@click.pass_context
def witness_command(context: click.Context, /, clause: str, **asked: Any) -> None:
    """Write the small networks that tell the editions OLD and NEW of a CLAUSE apart, each as a
    folder that anyone can judge by both: it keeps one text and breaks the other, and nothing can be
    left out of it. CLAUSE is an id of either edition.

    \b
    Example:
      pcn-rules witness "7.3.1(a)" 2020-21-draft 2020-21-final

    Exit status: 0 done; 1 no network was found, or none can be; 2 the input has faults.
    """
    work = Work(context.obj)
    names = asked["old"], asked["new"]
    wish = _wish(asked)
    place = _place(asked["folder"], work)
    with Progress() as progress:
        progress.now("reading the editions")
        editions = _read(names, wish, asked["pins"], work)
        progress.now("looking for networks")
        found = _compared(editions, clause, work)
    stop_on(work.faults, wish.no_colour)
    written = _Written(editions, place, names, work)
    context.exit(_tell(found, written))


DEFAULT = "witness"
"""The folder that is written into where none is named."""


def _wish(asked: dict[str, Any]) -> Wish:
    """What of a wish this command has: the day, assumptions, and whether there is colour."""
    return Wish(
        spec=None,
        assumptions=asked["assumptions"],
        as_at=asked["as_at"],
        known_by=None,
        style=None,
        output=None,
        theme=None,
        fail_on=(),
        no_colour=asked["no_colour"],
    )


def _place(folder: str | None, work: Work) -> Path:
    """The folder to write into; E508 is kept where it holds something."""
    path = Path(DEFAULT if folder is None else folder)
    if choosing.there(path) and (not path.is_dir() or choosing.inside(path)):
        work.keep([faults.in_use(work.line, path, typed=folder or "")])
    return path


def _read(names: tuple[str, str], wish: Wish, pins: str | None, work: Work) -> Editions:
    """Both editions; where there are faults, the command ends with them."""
    from pcn_rules.cli.comparing import read_editions  # noqa: PLC0415 - seldom needed

    editions = read_editions(names, wish, pins, work)
    stop_on(work.faults, wish.no_colour)
    assert editions is not None
    return editions


def _compared(editions: Editions, id: str, work: Work) -> Compared | None:
    """The pair of a clause with what changed in it; None where nothing did."""
    from pcn_rules.compare.compare import compare_pair  # noqa: PLC0415 - seldom needed
    from pcn_rules.compare.pairing import pairs  # noqa: PLC0415 - as above

    old, new = editions.texts
    for pair in pairs(old, new, editions.pins):
        if any(clause.id == id for clause in (*pair.old, *pair.new)):
            return None if pair.old == pair.new else compare_pair(pair, editions.common)
    clauses = (*old.clauses, *new.clauses)
    work.keep([faults.no_clause(work.line, id, dict.fromkeys(c.id for c in clauses))])
    return None


@dataclass(frozen=True, slots=True)
class _Written:
    """What networks are written by, and into which folder."""

    editions: Editions
    place: Path
    names: tuple[str, str]
    work: Work


def _tell(found: Compared | None, written: _Written) -> int:
    directions = () if found is None else found.directions
    pairs = [(d, w) for d in directions for w in d.witnesses]
    for way, bearer in _ways(found):
        say(f"{way} for {bearer}\n")
    if not pairs:
        say("no network tells the two texts apart\n")
        return FOUND
    for number, (direction, witness) in enumerate(pairs, start=1):
        place = written.place if len(pairs) == 1 else written.place / str(number)
        _one(direction, witness, place, written)
    stop_on(written.work.faults, no_colour=True)
    return DONE


def _ways(found: Compared | None) -> Iterator[tuple[str, str]]:
    """Which way the clause goes for whom."""
    from pcn_rules.compare.model import way_told  # noqa: PLC0415 - seldom needed

    if found is not None:
        yield from ((way_told(found, each), each.bearer) for each in found.directions)


def _one(direction: Direction, witness: Witness, place: Path, written: _Written) -> None:
    kept, broken = written.names if witness.keeps == "old" else written.names[::-1]
    say(f"\n{place}: keeps {kept}, breaks {witness.clause} of {broken}, for {direction.bearer}\n")
    say(listed(witness.facts))
    failed = _write(place, _files(witness, written.editions))
    if failed is not None:
        written.work.keep([faults.cannot_write(written.work.line, *failed)])
        return
    day = witness.day.isoformat()
    shown = f'"{witness.clause}"' if set(witness.clause) & set("()") else witness.clause
    say(f"see it: pcn-rules explain {shown} {place} --spec {broken} --as-at {day}\n")


def _write(place: Path, files: Mapping[str, str]) -> tuple[Path, str] | None:
    """Write every file into a folder; the first that could not be, and why."""
    for name, text in files.items():
        target = place / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as failed:
            return target, (failed.strerror or "it failed").lower()
        why = write_whole(target, text)
        if why is not None:
            return target, why
    return None


def _files(witness: Witness, editions: Editions) -> dict[str, str]:
    """The files of the network; in a folder for each edition where one lacks words of the other."""
    from pcn_rules.networks.writing import known_to, network_files  # noqa: PLC0415 - only here

    old, new = (
        network_files(known_to(witness.network, words), words)
        for words in (editions.old.vocabulary, editions.new.vocabulary)
    )
    if old == new:
        return old
    return {
        **{f"by the old words/{name}": text for name, text in old.items()},
        **{f"by the new words/{name}": text for name, text in new.items()},
    }
