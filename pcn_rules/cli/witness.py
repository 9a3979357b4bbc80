"""The command that writes the small networks which tell two editions of a clause apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    default="witness",
    show_default=True,
    help="The folder that the networks are written into. It must be new or empty.",
)
@compared_options
@options.no_colour
@click.pass_context
def witness_command(  # noqa: PLR0913, PLR0917 -- one for each thing a person may say
    context: click.Context,
    clause: str,
    old: str,
    new: str,
    folder: str,
    as_at: str | None,
    pins: str | None,
    assumptions: tuple[str, ...],
    no_colour: bool,
) -> None:
    """Write the small networks that tell the editions OLD and NEW of a CLAUSE apart, each as a
    folder that anyone can judge by both: it keeps one text and breaks the other, and nothing can be
    left out of it. CLAUSE is an id of either edition.

    \b
    Example:
      pcn-rules witness "7.3.1(a)" 2020-21-draft 2020-21-final

    Exit status: 0 done; 1 no network was found, or none can be; 2 the input has faults.
    """
    from pcn_rules.cli.comparing import read_editions  # noqa: PLC0415 - seldom needed

    work = Work(context.obj)
    path = Path(folder)
    if choosing.there(path) and (not path.is_dir() or choosing.inside(path)):
        work.keep([faults.in_use(work.line, path)])
    wish = Wish(None, assumptions, as_at, None, None, None, None, (), no_colour)
    with Progress() as progress:
        progress.now("reading the editions")
        editions = read_editions((old, new), wish, pins, work)
        stop_on(work.faults, no_colour)
        assert editions is not None
        progress.now("looking for networks")
        found = _compared(editions, clause, work)
    stop_on(work.faults, no_colour)
    context.exit(_tell(found, editions, path, (old, new), work))


def _compared(editions: Editions, id: str, work: Work) -> Compared | None:
    """The pair of a clause with what changed in it; None where nothing did."""
    from pcn_rules.compare.compare import compare_pair  # noqa: PLC0415 - seldom needed
    from pcn_rules.compare.pairing import pairs  # noqa: PLC0415 - as above

    for pair in pairs(editions.old, editions.new, editions.pins):
        if any(clause.id == id for clause in (*pair.old, *pair.new)):
            return None if pair.old == pair.new else compare_pair(pair, editions.common)
    clauses = (*editions.old.clauses, *editions.new.clauses)
    work.keep([faults.no_clause(work.line, id, dict.fromkeys(c.id for c in clauses))])
    return None


def _tell(
    found: Compared | None, editions: Editions, path: Path, names: tuple[str, str], work: Work
) -> int:
    directions = () if found is None else found.directions
    pairs = [(d, w) for d in directions for w in d.witnesses]
    for direction in directions:
        say(f"{direction.way} for {direction.bearer}\n")
    if not pairs:
        say("no network tells the two texts apart\n")
        return FOUND
    for number, (direction, witness) in enumerate(pairs, start=1):
        place = path if len(pairs) == 1 else path / str(number)
        _one(direction, witness, editions, place, names, work)
    stop_on(work.faults, no_colour=True)
    return DONE


def _one(
    direction: Direction,
    witness: Witness,
    editions: Editions,
    place: Path,
    names: tuple[str, str],
    work: Work,
) -> None:
    kept, broken = names if witness.keeps == "old" else names[::-1]
    say(f"\n{place}: keeps {kept}, breaks {witness.clause} of {broken}, for {direction.bearer}\n")
    say(listed(witness.facts))
    for name, text in _files(witness, editions).items():
        target = place / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as failed:
            why = (failed.strerror or "it failed").lower()
        else:
            why = write_whole(target, text) or ""
        if why:
            work.keep([faults.cannot_write(work.line, target, why)])
            return
    day = witness.day.isoformat()
    shown = f'"{witness.clause}"' if set(witness.clause) & set("()") else witness.clause
    say(f"see it: pcn-rules explain {shown} {place} --spec {broken} --as-at {day}\n")


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
