"""Keep finished pages: the same question about the same files has the same answer.

A page is kept under everything that it depends on: the program, the words of the command, how it
is to look, and the bytes of every file that it is made from. Nothing else tells what is in it: it
names no clock, no machine and no width of a screen. What had any fault, a mere warning too, is
answered anew each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pcn_rules import files, kept
from pcn_rules.cli import choosing
from pcn_rules.cli.assessing import Wish, Work
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.files import Content, InputFile
from pcn_rules.shipped import folder

if TYPE_CHECKING:
    from pcn_rules.evaluate.result import Assessment
    from pcn_rules.report.render import Format

_DONE, _FOUND = "done", "found"


@dataclass(frozen=True)
class Look:
    """How a page is to look: its format, whether in colour, and a stylesheet that was checked."""

    format: Format
    colour: bool
    theme: str


@dataclass(frozen=True)
class Page:
    """A finished page, and whether something was found that `--fail-on` names."""

    text: str
    found: bool


@dataclass(frozen=True)
class Question:
    """What was asked, of which files: the key of its answer.

    `specifications` and `networks` hold the files of each that the answer may be made from.
    """

    key: str
    specifications: tuple[tuple[InputFile, ...], ...]
    networks: tuple[tuple[InputFile, ...], ...]


def question(
    command: Sequence[str], networks: Iterable[str], wish: Wish, look: Look, work: Work
) -> Question | None:
    """What a command asks, before anything is read in earnest; None where no answer may be kept.

    `command` holds every word that matters besides the networks and the wish. Where no
    specification is named, it may be any that comes with the program, as their files say.
    """
    if kept.cache_folder() is None or work.faults:
        return None
    folders = [choosing.network(work.line, name) for name in networks]
    judged_by = _specifications(wish, work)
    named = [Path(each) for each in wish.assumptions]
    read = [
        _read(each, lambda path: files.of_specification(path, named or None)) for each in judged_by
    ]
    known = [_read(each, files.of_network) for each in folders]
    specifications = tuple(each for each in read if each is not None)
    tables = tuple(each for each in known if each is not None)
    if len(specifications) < len(read) or len(tables) < len(known):
        return None
    contents = [file for group in (*specifications, *tables) for file in group]
    if _overwritten(wish.output, contents):
        return None
    asked = (
        *("page", os.getcwd(), *command, "networks", *map(str, folders)),  # noqa: PTH109
        *("spec", repr(wish.spec), *map(str, judged_by)),
        *("assumptions", *wish.assumptions, "fail on", *wish.fail_on),
        *("days", repr(wish.as_at), repr(wish.known_by)),
        *("look", look.format, repr(look.colour), look.theme, "files"),
        *(part for file in contents for part in (file.path, file.sha256)),
    )
    try:
        return Question(kept.key_of(asked), specifications, tables)
    except OSError:
        return None


def _specifications(wish: Wish, work: Work) -> list[Path | Diagnostic]:
    """The specifications that networks may be judged by."""
    if wish.spec is not None:
        return [choosing.specification(work.line, wish.spec)]
    return [choosing.shown(folder("specs") / name) for name in choosing.shipped("specs")]


def _read(
    found: Path | Diagnostic, read: Callable[[Path], tuple[Content, ...] | None]
) -> tuple[InputFile, ...] | None:
    """The files of a specification or a network; None where one cannot be told, or not be read."""
    match found:
        case Diagnostic():
            return None
        case _:
            contents = read(found)
            return None if contents is None else files.named(contents)


def _overwritten(output: str | None, inputs: Iterable[InputFile]) -> bool:
    """Whether the answer would be written over what it is made from."""
    taken = {os.path.realpath(file.path) for file in inputs}
    return output is not None and os.path.realpath(output) in taken


def find(asked: Question | None) -> Page | None:
    """The answer that was kept, if there is one."""
    text = None if asked is None else kept.find(asked.key)
    if text is None:
        return None
    how, _, page = text.partition("\n")
    return Page(page, how == _FOUND) if how in (_DONE, _FOUND) else None


def keep(asked: Question | None, page: Page, made_from: Sequence[Assessment], work: Work) -> None:
    """Keep an answer, if it was made from the very files that were asked about, without a fault."""
    if asked is None or work.faults:
        return
    told = {
        _known(specification) | _known(network)
        for specification in asked.specifications
        for network in asked.networks
    }
    read = {frozenset((file.path, file.sha256) for file in each.files) for each in made_from}
    if read <= told:
        kept.keep(asked.key, f"{_FOUND if page.found else _DONE}\n{page.text}")


def _known(inputs: Iterable[InputFile]) -> frozenset[tuple[str, str]]:
    return frozenset((choosing.known_as(file.path), file.sha256) for file in inputs)
