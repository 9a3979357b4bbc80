"""Lay a file out in the one way, with every comment where it belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language import model
from pcn_rules.language.comments import comments_of
from pcn_rules.language.parser import parse
from pcn_rules.language.parsing.blocks import Block, split
from pcn_rules.language.printing.declarations import printed
from pcn_rules.language.printing.pages import Comment, Entry, Noted, page
from pcn_rules.language.printing.pieces import Line
from pcn_rules.source import Source


def format_text(source: Source) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text in the one layout; a text with faults as it is, with its faults.

    Nothing but layout changes, and laying out again changes nothing.
    """
    file, faults = parse(source)
    if file is None or faults:
        return source.text, faults
    return page(_entries(source, file)), ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A comment where it stands in the text."""

    comment: Comment
    at: int
    column: int
    spaced: bool


@dataclass(slots=True)
class _Notes:
    """The lines of one block in the order of the text, and where its comments go."""

    source: Source
    lines: Sequence[Line]
    order: Sequence[int]
    """The numbers of the lines by where they start: the layout may put them in another order."""
    starts: Sequence[int]
    above: dict[int, list[Comment]] = field(default_factory=dict)
    inside: dict[int, dict[int, list[Comment]]] = field(default_factory=dict)
    at_end: dict[int, list[Comment]] = field(default_factory=dict)
    below: list[Comment] = field(default_factory=list)
    following: list[_Found] = field(default_factory=list)
    """What stands after the block, in the first column: it belongs to what comes next."""


def _entries(source: Source, file: model.File) -> Iterator[Entry]:
    """The blocks of a file and the comments between them, in order."""
    blocks = split(source)
    comments = list(_comments(source))
    at = 0
    while at < len(comments) and comments[at].at < blocks[0].opening.start:
        yield Entry(comment=comments[at].comment.text, spaced=comments[at].spaced)
        at += 1
    for block, what in zip(blocks, printed(file), strict=True):
        starts = _starts(block, what.lines)
        order = sorted(range(len(starts)), key=starts.__getitem__)
        notes = _Notes(source, what.lines, order, [starts[number] for number in order])
        while at < len(comments) and comments[at].at < block.end:
            _place(comments[at], notes)
            at += 1
        yield Entry(
            block=what,
            spaced=_spaced(source, block.opening.line),
            notes={number: _noted(notes, number) for number in range(len(what.lines))},
            below=tuple(notes.below),
        )
        for found in notes.following:
            yield Entry(comment=found.comment.text, spaced=found.spaced)


def _comments(source: Source) -> Iterator[_Found]:
    """Every comment of a text, in order."""
    for comment in comments_of(source):
        line = comment.line
        own_line = not source.line_text(line)[: comment.column - 1].strip("\ufeff \t\xa0")
        yield _Found(
            Comment(comment.text.rstrip(), own_line),
            comment.start,
            comment.column,
            _spaced(source, line),
        )


def _spaced(source: Source, line: int) -> bool:
    """Whether a line of a text has a blank line above it."""
    return line > 1 and not source.line_text(line - 1).strip()


def _starts(block: Block, lines: Sequence[Line]) -> list[int]:
    """Where each line of a block starts in the text, by its nodes or by the word that opens it."""
    starts: list[int] = []
    last = block.opening.start
    for line in lines:
        start = line.start
        if start is None:
            start = _start_of(block, line, last) if starts else block.opening.start
        starts.append(start)
        last = max(last, start)
    return starts


def _start_of(block: Block, line: Line, last: int) -> int:
    word = re.escape(line.pieces[0].text.split()[0])
    if word == "of":
        # It stands below what it is of, or else before that.
        pattern = r"^[ \t\xa0]*(of)(?![\w-])"
        below = re.compile(pattern, re.IGNORECASE | re.MULTILINE).search
        last = last if below(block.source.text, last, block.end) else block.opening.start
    else:
        pattern = rf"\"[^\"\n]*\"|#[^\n]*|(?<![\w-])({word})(?![\w-])"
    search = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    return next(
        (m.start(1) for m in search.finditer(block.source.text, last, block.end) if m.group(1)),
        last,
    )


def _place(found: _Found, notes: _Notes) -> None:
    """Give a comment to the line it stands in, above or after."""
    place = max(bisect_right(notes.starts, found.at) - 1, 0)
    owner = notes.order[place]
    inside = _inside(notes.source, notes.lines[owner], found.at)
    if notes.following:
        notes.following.append(found)
    elif inside is not None:
        notes.inside.setdefault(owner, {}).setdefault(inside, []).append(found.comment)
    elif not found.comment.own_line:
        notes.at_end.setdefault(owner, []).append(found.comment)
    elif place + 1 < len(notes.order):
        notes.above.setdefault(notes.order[place + 1], []).append(found.comment)
    elif found.column == 1:
        notes.following.append(found)
    else:
        notes.below.append(found.comment)


def _inside(source: Source, line: Line, at: int) -> int | None:
    """The last piece of a line that stands before a comment, where another stands after it."""
    ends = [
        (number, piece.end) for number, piece in enumerate(line.pieces) if piece.end is not None
    ]
    before = [(number, end) for number, end in ends if end <= at]
    if not before or all(end <= at for _, end in ends):
        return None
    last, end = before[-1]
    for number in range(last + 1, len(line.pieces)):
        words = r"\s+".join(map(re.escape, line.pieces[number].text.split()))
        found = re.compile(rf"[\s()]*{words}", re.IGNORECASE).match(source.text, end, at)
        if line.pieces[number].end is not None or found is None:
            break
        last, end = number, found.end()
    return last


def _noted(notes: _Notes, number: int) -> Noted:
    """The comments of one line; of several at its end, all but the last go above it."""
    *earlier, last = notes.at_end.get(number, ()) or (None,)
    inside = notes.inside.get(number, {})
    return Noted(
        above=(*notes.above.get(number, ()), *filter(None, earlier)),
        inside={after: tuple(comments) for after, comments in inside.items()},
        at_end=last,
    )
