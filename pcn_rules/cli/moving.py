"""What the commands share that move practices: their options, what they read, how they end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcn_rules.cli import choosing, faults, options
from pcn_rules.cli.assessing import (
    FAIL_ON,
    Judging,
    Wish,
    Work,
    day_of,
    fails,
    in_force,
    network_paths,
    overwriting,
    read_network,
    read_specification,
    together,
)
from pcn_rules.cli.output import DONE, FOUND, listed, say, stop_on, write_whole
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.shipped import folder

if TYPE_CHECKING:
    from pcn_rules.membership.result import Moved
    from pcn_rules.membership.sides import Judge
    from pcn_rules.networks.model import Network

Command = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Read:
    """Networks as they were read, by the words they were named with, and what judges them."""

    networks: tuple[Network, ...]
    judging: Judging
    judge: Judge


def moving(command: Command) -> Command:
    """The options of every command that moves practices, gathered as a wish."""
    wished = options.as_wish(command)
    for option in (
        options.no_colour,
        click.option(
            "--fail-on",
            "fail_on",
            multiple=True,
            type=click.Choice(tuple(FAIL_ON)),
            help="End with status 1 if a duty of a network comes out so afterwards; `at-risk` "
            "includes impossible. May be given again for more.",
        ),
        click.option(
            "--into",
            "into",
            metavar="FOLDER",
            help="Write the networks afterwards as folders into this one, which must be new or "
            "empty.",
        ),
        options.shown,
        options.known_by,
        click.option(
            "--as-at",
            "as_at",
            metavar="DAY",
            help="The day asked about afterwards. [default: the first day after]",
        ),
        options.assumptions,
        options.spec("the edition in force on the day"),
        click.option(
            "--leaves",
            "leaves",
            metavar="DAY",
            help="The last day of membership, if not by notice.",
        ),
        click.option(
            "--notice",
            "notice",
            metavar="DAY",
            help="The day notice is given; the contract says when it takes effect. Published "
            "membership goes before.",
        ),
    ):
        wished = option(wished)
    return wished


def among(command: Command) -> Command:
    """The option that names networks to look at besides."""
    return click.option(
        "--among",
        "among",
        metavar="PATH",
        multiple=True,
        help="Networks that could take a practice, or that have it: a network, or a folder of "
        "them such as `networks`. May be given again for more.",
    )(command)


def read(names: Sequence[str], day: date | None, wish: Wish, work: Work) -> Read | None:
    """Networks and what they are judged by; None where `work` holds faults afterwards.

    Where no specification is named, it is the edition in force on the day, else on the own day of
    the first network.
    """
    paths = network_paths(names, work)
    if not paths:
        return None
    first = next(iter(paths))
    if wish.spec is not None:
        judging = read_specification(wish.spec, wish.assumptions, work)
    else:
        judging = in_force(wish.as_at or first, day or day_of(paths[first]), wish, work)
    networks = [read_network(path, judging, work) for path in paths.values()]
    found = tuple(network for network in networks if network is not None)
    work.keep(together(found))
    inputs = [*judging.files, *(file for network in found for file in network.files)]
    work.keep(overwriting(wish.output, inputs, work))
    work.faults[:] = dict.fromkeys(work.faults)
    known_by = work.day(wish.known_by)
    if work.stopped or judging.specification is None or len(found) < len(names):
        return None
    from pcn_rules.membership.sides import Judge  # noqa: PLC0415 - only where it is judged

    return Read(found, judging, Judge(judging.specification, known_by, judging.files))


def folders(names: Iterable[str], but: str, work: Work) -> Iterator[str]:
    """The networks that are named, or that lie in folders that are named, each once.

    The network `but` is left out: it is what the others are looked at for.
    """
    left_out = choosing.network(work.line, but)
    seen = set() if isinstance(left_out, Diagnostic) else {left_out.resolve()}
    for name in names:
        for path in _networks_at(name, work):
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield str(path)


def _networks_at(name: str, work: Work) -> Iterator[Path]:
    shipped = name.rstrip("/") == "networks" and not choosing.there(Path(name))
    found = folder("networks") if shipped else work.path(choosing.network(work.line, name))
    if found is None:
        return
    if choosing.there(found / "network.toml"):
        yield found
        return
    inside = [p for p in choosing.inside(found) if choosing.there(p / "network.toml")]
    if not inside:
        work.keep([faults.nothing_here(work.line, name)])
    yield from inside


def refused(code: str, typed: str, message: str, help: str, work: Work) -> None:
    """Keep the fault of a move that cannot be made, at the words it is about."""
    work.keep([Diagnostic(code, work.line.span(typed), message, help)])


def settle(found: object, typed: Mapping[str, str | None], work: Work) -> Moved | None:
    """What came of a move; where it is refused, the fault is kept at the words it is about."""
    from pcn_rules.membership.refusal import Refusal  # noqa: PLC0415 - only after judging
    from pcn_rules.membership.result import Moved  # noqa: PLC0415 - as above

    match found:
        case Moved():
            return found
        case Refusal(code=code, about=about, message=message, help=help):
            refused(code, typed.get(about) or "", message, help, work)
        case _:
            pass
    return None


def tell(found: Moved | None, into: str | None, wish: Wish, read: Read | None, work: Work) -> int:
    """Write the page, and the networks where that is wished; the exit status."""
    look = options.look_of(wish, work)
    options.check_output(wish, work)
    if into is not None and choosing.there(Path(into)):
        path = Path(into)
        if not path.is_dir() or choosing.inside(path):
            work.keep([faults.in_use(work.line, path)])
    stop_on(work.faults, wish.no_colour)
    assert found is not None  # or there would be a fault
    assert read is not None
    from pcn_rules.report.render import render_moved  # noqa: PLC0415 - it brings the templates

    page = render_moved(found, look.format, colour=look.colour, theme=look.theme)
    options.deliver(page, wish, work)
    if into is not None:
        _write(found, Path(into), read, work, wish)
    after = [side.after for side in found.sides if side.role != "leaves"]
    bad = any(fails(assessment.clauses, wish.fail_on) for assessment in after)
    return FOUND if bad else DONE


def _write(found: Moved, into: Path, read: Read, work: Work, wish: Wish) -> None:
    """Write the networks afterwards, each as a folder."""
    from pcn_rules.networks.writing import network_files  # noqa: PLC0415 - only here

    words = read.judge.specification.vocabulary
    written: list[str] = []
    for side in found.sides:
        place = into / _slug(side.network.name)
        for name, text in network_files(side.network, words).items():
            target = place / name
            try:
                place.mkdir(parents=True, exist_ok=True)
            except OSError as failed:
                why: str | None = (failed.strerror or "it failed").lower()
            else:
                why = write_whole(target, text)
            if why is not None:
                stop_on([faults.cannot_write(work.line, target, why)], wish.no_colour)
        written.append(str(place))
    if wish.output is not None:
        say(listed(written))


def _slug(name: str) -> str:
    """A name as a folder can have it."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "network"
