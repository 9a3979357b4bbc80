"""Read the comments that silence a rule on a line, and hold them to what they silence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pcn_rules.language.comments import comments_of
from pcn_rules.language.parsing.blocks import Block, split
from pcn_rules.lint.catalogue import IDLE, RULES, UNREASONED
from pcn_rules.lint.model import Edit, Remark
from pcn_rules.source import Source, Span

_BEGINS = re.compile(r"(?<![\w-])lint:", re.IGNORECASE)
_SILENCE = re.compile(
    r"lint:\s*allow\s+(?P<codes>L\d{3}(?:(?:\s*,\s*|\s+and\s+)L\d{3})*)"
    r"(?:\s*,?\s*because\s+(?P<reason>\S.*))?\s*",
    re.IGNORECASE,
)
_FORM = "write `# lint: allow L103, because ...`, with a reason that others can judge"


@dataclass(frozen=True, slots=True)
class Silence:
    """A comment that silences rules on the lines from `first` to `last`.

    `place` is the comment from `lint:` on; `codes` are empty where it cannot be read.
    """

    comment: Span
    place: Span
    codes: tuple[str, ...]
    reason: str | None
    first: int
    last: int

    @property
    def heeded(self) -> bool:
        """Whether it silences anything at all: only what has a reason does."""
        return bool(self.codes) and self.reason is not None


def silences_of(source: Source) -> tuple[Silence, ...]:
    """Every silence of a text, and the lines it stands for.

    It stands for its line with what carries that on, or for the next where it has a line of its
    own; where that line opens a block, for the whole block.
    """
    found = [
        (comment, begins)
        for comment in comments_of(source)
        if (begins := _BEGINS.search(comment.text)) is not None
    ]
    if not found:
        return ()
    lines = tuple(_lines(source))
    return tuple(_silence(comment, begins.start(), lines) for comment, begins in found)


def by_line(silences: Sequence[Silence]) -> dict[int, list[Silence]]:
    """The silences that are heeded, by each line for which they stand."""
    found: dict[int, list[Silence]] = {}
    for silence in silences:
        for line in range(silence.first, silence.last + 1) if silence.heeded else ():
            found.setdefault(line, []).append(silence)
    return found


def unreasoned(silences: Sequence[Silence]) -> Iterator[Remark]:
    """Silences without a reason, and those that cannot be read: neither is heeded (L120)."""
    for silence in silences:
        if silence.heeded:
            continue
        unread = not silence.codes
        why = "cannot be read" if unread else "has no reason, and silences nothing until it has one"
        yield Remark(UNREASONED, silence.place, f"this silence {why}", _FORM)


def idle(
    silences: Sequence[Silence], needed: Collection[tuple[int, str]], looked: Collection[str]
) -> Iterator[Remark]:
    """Silences of rules that were looked for, and found nothing there, or that nobody knows (L121).

    `needed` are the codes that were silenced, each with where the silence stands.
    """
    known = {rule.code for rule in RULES}
    for silence in silences:
        if not silence.heeded:
            continue
        unused = [
            code
            for code in silence.codes
            if code not in known or (code in looked and (silence.place.start, code) not in needed)
        ]
        if unused:
            kept = [code for code in silence.codes if code not in unused]
            yield Remark(
                IDLE,
                silence.place,
                _idle(unused, known),
                "leave it out",
                edits=(_without(silence, kept),),
            )


def _idle(unused: Sequence[str], known: Collection[str]) -> str:
    unknown = [code for code in unused if code not in known]
    if unknown:
        return f"no rule that can be silenced is called `{unknown[0]}`"
    return f"this silences nothing: there is no {' and no '.join(unused)} to silence here"


def _without(silence: Silence, kept: Sequence[str]) -> Edit:
    """The comment with only the codes that are kept; none at all where nothing else is in it."""
    source, comment, place = silence.comment.source, silence.comment, silence.place
    if kept:
        return Edit(place, f"lint: allow {', '.join(kept)}, because {silence.reason}")
    before = source.text[comment.start : place.start].rstrip(" \t;,.#")
    if before:
        return Edit(source.span(comment.start + len(before), comment.end), "")
    start = comment.start
    while start and source.text[start - 1] in " \t\xa0":
        start -= 1
    whole_line = not start or source.text[start - 1] == "\n"
    ends = source.text[comment.end : comment.end + 1] == "\n"
    return Edit(source.span(start, comment.end + (1 if whole_line and ends else 0)), "")


def _silence(comment: Span, at: int, lines: Sequence[tuple[int, int]]) -> Silence:
    source = comment.source
    place = source.span(comment.start + at, comment.start + len(comment.text.rstrip()))
    read = _SILENCE.fullmatch(place.text)
    codes = re.findall(r"L\d{3}", read["codes"], re.IGNORECASE) if read else []
    first, last = _covered(comment, lines)
    reason = read["reason"].strip() if read and read["reason"] else None
    unique = tuple(dict.fromkeys(code.upper() for code in codes))
    return Silence(comment, place, unique, reason, first, last)


def _covered(comment: Span, lines: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The lines that a comment stands for."""
    source, line = comment.source, comment.line
    if not source.line_text(line)[: comment.column - 1].strip("\ufeff \t\xa0"):
        line = _next_with_words(source, line)
    starts = [first for first, _ in lines]
    place = bisect_right(starts, line) - 1
    return lines[place] if place >= 0 and line <= lines[place][1] else (line, line)


def _next_with_words(source: Source, line: int) -> int:
    """The next line that holds more than a comment; the last one where there is none."""
    last = len(source.line_starts)
    while line < last:
        line += 1
        text = source.line_text(line).strip()
        if text and not text.startswith("#"):
            break
    return line


# --- lines with what carries them on ----------------------------------------------------------


def _lines(source: Source) -> Iterator[tuple[int, int]]:
    """The first and last line of everything that is said, in order of the first.

    What opens a block goes to the block's end. Inside, a line goes on over those indented deeper.
    """
    for block in split(source):
        written = list(_written(block))
        heading = block.opening.line
        yield heading, max((line for line, _ in written), default=heading)
        inside = [(line, indent) for line, indent in written if line > heading]
        level = min((indent for _, indent in inside), default=0)
        starts = [line for line, indent in inside if indent <= level]
        ends = [*(line - 1 for line in starts[1:]), max((line for line, _ in inside), default=0)]
        yield from zip(starts, ends, strict=False)


def _written(block: Block) -> Iterator[tuple[int, int]]:
    """The lines of a block that hold more than a comment, and how far each is indented."""
    source = block.source
    last = source.line_of(max(block.end - 1, block.opening.start))
    for line in range(block.opening.line, last + 1):
        text = source.line_text(line)
        words = text.lstrip("\ufeff \t\xa0")
        if words and not words.startswith("#"):
            yield line, len(text) - len(words)
