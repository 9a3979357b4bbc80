"""Turn the blocks of a file, and the comments among them, into its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from pcn_rules.language.printing.layout import filled, further, text_of
from pcn_rules.language.printing.pieces import Line, Printed

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, on a line of its own or at the end of what it follows."""

    text: str
    own_line: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """The comments of one line of a block."""

    above: tuple[Comment, ...] = ()
    inside: Mapping[int, tuple[Comment, ...]] = field(default_factory=dict)
    """Comments after a piece that is not the last, by its place in the line."""
    at_end: Comment | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A block, or a comment between blocks, and whether a blank line stood above it."""

    block: Printed | None = None
    comment: str = ""
    spaced: bool = False
    notes: Mapping[int, Noted] = field(default_factory=dict)
    """The comments of a block's lines, by their number."""
    below: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of text that may have to stand in columns with its neighbours."""

    text: str
    comment: str = ""
    stop: int | None = None
    """Where in the text the column of a fact's kind begins."""
    columns: int | None = None
    """Which rows stand in columns together; None for a row that stands alone."""


def page(entries: Iterable[Entry]) -> str:
    """The text of a file: a blank line between blocks, columns where like lines follow each other.

    Blocks of one line and one kind follow each other without a blank line, unless there was one.
    """
    rows: list[_Row] = []
    run = 0
    found = list(entries)
    for at, entry in enumerate(found):
        if at and _parted(found, at):
            rows.append(_Row(""))
            run += 1
        if entry.block is None:
            rows.append(_Row(entry.comment, columns=run))
        else:
            rows.extend(_block_rows(entry, run))
    return "".join(f"{line}\n" for line in _in_columns(rows))


def _parted(entries: Sequence[Entry], at: int) -> bool:
    """Whether a blank line stands above an entry.

    A comment right below a block and apart from the next one stays with the block above it.
    """
    above = entries[at - 1].block
    if entries[at].spaced or above is None:
        return entries[at].spaced
    while entries[at].block is None and at + 1 < len(entries) and not entries[at + 1].spaced:
        at += 1
    below = entries[at].block
    return below is not None and not _alike(above, below)


def _alike(one: Printed, other: Printed) -> bool:
    """Whether two blocks are of one line and one kind, so that they need no line between them."""
    return one.kind == other.kind and len(one.lines) == len(other.lines) == 1


def _block_rows(entry: Entry, run: int) -> Iterator[_Row]:
    block = entry.block
    if block is None:
        return
    lone = len(block.lines) == 1
    for number, line in enumerate(block.lines):
        noted = entry.notes.get(number, Noted())
        columns = run if lone or line.stop is not None else None
        yield from (_Row(" " * line.indent + each.text, columns=columns) for each in noted.above)
        yield from _line_rows(line, noted, columns)
    for comment in entry.below:
        yield _Row(f"  {comment.text}")


def _line_rows(line: Line, noted: Noted, columns: int | None) -> Iterator[_Row]:
    """The rows of one line, broken after each comment inside it."""
    start = 0
    indent = line.indent
    for at, comments in sorted(noted.inside.items()):
        chunk = replace(line, indent=indent, pieces=line.pieces[start : at + 1], stop=None)
        indent = further(line)
        yield from _rows(chunk, comments, indent, None)
        start = at + 1
    stop = None if start else line.stop
    rest = replace(line, indent=indent, pieces=line.pieces[start:], stop=stop)
    yield from _rows(rest, (noted.at_end,) if noted.at_end else (), indent, columns)


def _rows(
    line: Line, comments: Sequence[Comment], further: int, columns: int | None
) -> Iterator[_Row]:
    """The rows of a line, the first comment at its end if it may be, others on lines below."""
    *texts, last = filled(line)
    yield from (_Row(text) for text in texts)
    ending = next((each for each in comments[:1] if not each.own_line), None)
    stop = None
    if line.stop is not None and not texts:
        stop = line.indent + len(text_of(line.pieces[: line.stop]))
    yield _Row(last, ending.text if ending else "", stop, columns if not texts else None)
    for comment in comments[1:] if ending else comments:
        yield _Row(" " * further + comment.text)


def _in_columns(rows: Iterable[_Row]) -> Iterator[str]:
    """The text of rows, with the kinds of facts below each other, and their comments too."""
    for columns, group in groupby(rows, key=lambda row: row.columns):
        found = list(group)
        if columns is None:
            yield from (
                f"{row.text}{_GAP}{row.comment}" if row.comment else row.text for row in found
            )
        else:
            yield from _columns(found)


def _columns(rows: Sequence[_Row]) -> Iterator[str]:
    widest = max((row.stop for row in rows if row.stop is not None), default=0)
    texts = [
        row.text if row.stop is None else f"{row.text[: row.stop]:<{widest}}{row.text[row.stop :]}"
        for row in rows
    ]
    edge = max((len(t) for t, row in zip(texts, rows, strict=True) if row.comment), default=0)
    for text, row in zip(texts, rows, strict=True):
        yield f"{text:<{edge}}{_GAP}{row.comment}" if row.comment else text
