"""L109: a clause that nobody read, and no word on why it stands there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pcn_rules.language import model
from pcn_rules.language.comments import comments_of
from pcn_rules.language.faults import span_of
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.source import Source, Span

_HEADING = re.compile(r"#\s*-{2,}.*")
_SILENCE = re.compile(r"(?:^#\s*|[;.,]?\s+)lint:.*", re.DOTALL)


def look(contract: Contract) -> Iterator[Remark]:
    """Unverified clauses without a comment: in the clause, or above it up to what stands before.

    A heading (`# --- by 31 July ---`) and a silence are no notes.
    """
    notes: dict[str, list[Span]] = {}
    for source in contract.sources:
        said = (each for each in comments_of(source) if _says_something(each.text))
        notes[source.path] = list(said)
    for clause in contract.clauses:
        unread = [each for each in clause.lines if _unverified(each)]
        if unread and clause.span and not _noted(clause.span, notes[clause.span.source.path]):
            yield Remark(
                RULE.code,
                span_of(unread[0]),
                f"clause `{clause.id}` is unverified, and no note says what was not seen",
                "add a comment to it: `# the number was seen in no account`",
            )


def _noted(clause: Span, notes: Sequence[Span]) -> bool:
    """Whether one of the notes of a file, which stand in order, is about a clause."""
    at = bisect_left(notes, clause.start, key=lambda note: note.start)
    near = [*notes[max(at - 1, 0) : at], *notes[at : at + 1]]
    return any(_is_about(note, clause, clause.source) for note in near)


def _unverified(line: model.ClauseLine) -> bool:
    match line:
        case model.Cites(standing="unverified"):
            return True
        case _:
            return False


def _says_something(comment: str) -> bool:
    text = _SILENCE.sub("", comment).strip("# \t")
    return bool(text) and _HEADING.fullmatch(comment.strip()) is None


def _is_about(note: Span, clause: Span, source: Source) -> bool:
    """Whether a comment stands in a clause, at the end of its last line, or above it."""
    if clause.start <= note.start <= clause.end:
        return True
    before = note.start < clause.start
    if before != (note.column == 1):  # what is indented belongs to what stands above it
        return False
    apart = (note.end, clause.start) if before else (clause.end, note.start)
    between = source.text[slice(*apart)]
    return all(not line.strip() or line.lstrip().startswith("#") for line in between.splitlines())


RULE = Rule("L109", "no_note", "an unverified clause without a note", look)
