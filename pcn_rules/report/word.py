"""Write what changed between two editions as a Word document with tracked changes.

Accepting every change gives the clauses of the new edition, rejecting every one those of the old.
What is said of a change stands in comments, so that it is in neither. python-docx is an extra.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Protocol, assert_never
from typing import Literal as OneOf

from pcn_rules.compare.model import Comparison
from pcn_rules.language.meaning import ResolvedClause
from pcn_rules.report.clean import cleaned
from pcn_rules.report.differences import Differences, Entry, Piece, differences, entry_of, marked
from pcn_rules.report.words import capital

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

AUTHOR = "pcn-rules"

How = OneOf["kept", "inserted", "deleted"]


class MissingExtraError(Exception):
    """The extra `word`, which writes such documents, is not installed."""


def render_word(comparison: Comparison) -> bytes:
    """The document as the bytes of a file. Raises MissingExtraError without python-docx."""
    try:
        from docx import Document  # noqa: PLC0415 - an extra may be missing
    except ImportError as missing:
        raise MissingExtraError from missing
    document = Document()
    shown = differences(comparison)
    _head(document, shown)
    writer = _Writer(document)
    for lines, note in _blocks(comparison):
        writer.block(lines, note)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _head(document: Document, shown: Differences) -> None:
    """The properties of the document: nothing of its body is outside of the tracked changes."""
    properties = document.core_properties
    properties.title = _plain(f"What changed from {shown.old} to {shown.new}")[:255]
    properties.author = AUTHOR
    properties.comments = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: its pieces, how its end came about, and the style it is set in."""

    pieces: tuple[tuple[How, str], ...]
    end: How
    style: str


_Block = tuple[tuple[_Line, ...], str]
"""Paragraphs of one pair, and what is said of it."""


def _blocks(comparison: Comparison) -> Iterator[_Block]:
    """Every clause of either edition, those that stayed as they are too, in the order of pairs."""
    for clause in comparison.unchanged:
        yield tuple(_pair(clause, clause)), ""
    for compared in comparison.changed:
        pair = compared.pair
        lines = tuple(
            line for old, new in zip_longest(pair.old, pair.new) for line in _pair(old, new)
        )
        yield lines, _note(entry_of(compared))


def _pair(old: ResolvedClause | None, new: ResolvedClause | None) -> Iterator[_Line]:
    """The heading and the words of a clause, with what changed in them."""
    yield _line(_heading(old), _heading(new), "Heading 3")
    yield _line(None if old is None else old.text, None if new is None else new.text, "Normal")


def _heading(clause: ResolvedClause | None) -> str | None:
    return None if clause is None else f"{clause.id} {clause.title}"


def _line(old: str | None, new: str | None, style: str) -> _Line:
    if old is None:
        return _Line((("inserted", _plain(new or "")),), "inserted", style)
    if new is None:
        return _Line((("deleted", _plain(old)),), "deleted", style)
    return _Line(tuple(_woven(_plain(old), _plain(new))), "kept", style)


def _plain(text: str) -> str:
    return " ".join(cleaned(text).split())


def _woven(old: str, new: str) -> Iterator[tuple[How, str]]:
    """Both texts as one: what both have, what only the old has, what only the new has, in order.

    Each piece but the last of its side ends with the space that follows it there.
    """
    before, after = marked(old, new)
    olds, news = list(_spaced(before)), list(_spaced(after))
    while olds or news:
        if olds and olds[0].changed:
            yield "deleted", olds.pop(0).text
        elif news and news[0].changed:
            yield "inserted", news.pop(0).text
        else:
            one, other = olds.pop(0), news.pop(0)
            yield from _both(one.text, other.text)


def _both(old: str, new: str) -> Iterator[tuple[How, str]]:
    """Words that both have; only one of them may go on, with a space, after these."""
    words = old.rstrip()
    yield "kept", words if old != new else old
    if old != new:
        yield ("deleted", " ") if old.endswith(" ") else ("inserted", " ")


def _spaced(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for number, piece in enumerate(pieces, start=1):
        space = " " if number < len(pieces) else ""
        yield Piece(piece.text + space, piece.changed)


def _note(entry: Entry) -> str:
    """Everything that is said of a pair, a line for each thing."""
    changes = [f"{capital(kind)}: {sentence}" for kind, sentence in entry.changes]
    aims = [
        f"{aim.mark.symbol} {'; '.join((f'{aim.mark.word} for {aim.bearer}', *aim.proved))}"
        for aim in entry.aims
    ]
    lines = [*(aims or [f"{entry.mark.symbol} {entry.mark.word}"]), *changes, f"Pair: {entry.why}"]
    return "\n".join(_plain(line) for line in lines)


# --- marks of Word ----------------------------------------------------------------------------


class _Element(Protocol):
    """As much of an element of the document as is used here."""

    def set(self, key: str, value: str) -> None: ...

    def append(self, element: Any) -> None: ...


@dataclass(slots=True)
class _Writer:
    """Puts paragraphs into a document; every tracked change has a number of its own."""

    document: Document
    number: int = 0
    texts: dict[How, str] = field(
        default_factory=lambda: {"kept": "w:t", "inserted": "w:t", "deleted": "w:delText"}
    )

    def block(self, lines: Sequence[_Line], note: str) -> None:
        """The paragraphs of one pair; the first has a comment with what is said of it."""
        for place, line in enumerate(lines):
            paragraph = self.document.add_paragraph(style=line.style)
            element: Any = paragraph._p
            if line.end != "kept":
                marks = self._element("w:rPr")
                marks.append(self._change(line.end))
                element.get_or_add_pPr().append(marks)
            for how, text in line.pieces:
                element.append(self._piece(how, text))
            if not place and note:
                self._comment(paragraph, line.end, note)

    def _comment(self, paragraph: Paragraph, end: How, note: str) -> None:
        """What is said of a paragraph, beside all of it; it comes and goes with the paragraph."""
        element: Any = paragraph._p
        anchor = paragraph.add_run()
        self.document.add_comment(anchor, text=note, author=AUTHOR, initials="pcn")
        start, empty, last, sign = list(element)[-4:]
        element.remove(empty)
        element.insert(list(element).index(element.pPr) + 1, start)
        if end != "kept":
            change = self._change(end)
            change.append(sign)
            element.append(change)
        assert last.tag.endswith("commentRangeEnd")

    def _piece(self, how: How, text: str) -> _Element:
        from docx.oxml.ns import qn  # noqa: PLC0415 - an extra may be missing

        run, words = self._element("w:r"), self._element(self.texts[how])
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        match how:
            case "kept":
                found: _Element = run
                return found
            case "inserted" | "deleted":
                change = self._change(how)
                change.append(run)
                return change
            case _:
                assert_never(how)

    def _change(self, how: OneOf["inserted", "deleted"]) -> _Element:
        from docx.oxml.ns import qn  # noqa: PLC0415 - an extra may be missing

        self.number += 1
        change: _Element = self._element("w:ins" if how == "inserted" else "w:del")
        change.set(qn("w:id"), str(self.number))
        change.set(qn("w:author"), AUTHOR)
        return change

    def _element(self, name: str) -> Any:
        from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra may be missing

        return OxmlElement(name)
