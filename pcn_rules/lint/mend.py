"""Mend what can be mended without changing what is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pcn_rules.language.formatter import format_text
from pcn_rules.language.meaning import ResolvedClause, Specification, Text
from pcn_rules.lint.model import Contract, Edit, Remark
from pcn_rules.load import load_text
from pcn_rules.source import Source


@dataclass(frozen=True, slots=True)
class Mended:
    """The new text of each file that changes, by its path, and how many remarks are mended.

    `refused` are files that stay as they are, since their new text would not say the same.
    """

    texts: Mapping[str, str]
    remarks: int
    refused: tuple[str, ...]


def mend(contracts: Sequence[Contract], remarks: Iterable[Remark]) -> Mended:
    """Apply the edits of remarks to files, lay these out, and see that nothing else changed.

    A file changes as a whole or stays. Where a contract would mean something else with the new
    texts, none of its files changes.
    """
    by_path: dict[str, list[Remark]] = {}
    for remark in remarks:
        if remark.edits:
            by_path.setdefault(remark.span.source.path, []).append(remark)
    drafts = {path: _edited(found) for path, found in by_path.items()}
    texts = {path: text for path, text in drafts.items() if text is not None}
    refused = {path for path in drafts if path not in texts}
    for contract in contracts:
        changed = {source.path for source in contract.sources} & texts.keys()
        if changed and not _means_the_same(contract, texts):
            refused |= changed
    kept = {path: text for path, text in texts.items() if path not in refused}
    mended = sum(len(found) for path, found in by_path.items() if path in kept)
    return Mended(kept, mended, tuple(sorted(refused)))


def _edited(remarks: Sequence[Remark]) -> str | None:
    """A file's text with edits, laid out; None where it could not be read any more."""
    source = remarks[0].span.source
    text = source.text
    for edit in _from_the_end(edit for remark in remarks for edit in remark.edits):
        text = text[: edit.place.start] + edit.words + text[edit.place.end :]
    laid_out, faults = format_text(Source(source.path, text))
    return None if faults else laid_out


def _from_the_end(edits: Iterable[Edit]) -> Iterable[Edit]:
    """Edits by their places, the last first; of two that overlap only the later stays."""
    free = None
    for edit in sorted(set(edits), key=lambda each: (each.place.start, each.place.end))[::-1]:
        if free is None or edit.place.end <= free:
            free = edit.place.start
            yield edit


def _means_the_same(contract: Contract, texts: Mapping[str, str]) -> bool:
    """Whether a contract means with the new texts what it meant, but for how clauses are put.

    Files that stand alone have no meaning of their own: their syntax was read without fault.
    """
    if contract.specification is None:
        return True
    whole = {source.path: texts.get(source.path, source.text) for source in contract.sources}
    specification, _ = load_text(whole)
    return specification is not None and _bare(specification) == _bare(contract.specification)


def _bare(specification: Specification) -> Specification:
    """A specification without the words in which its clauses are put."""
    return replace(
        specification,
        clauses=tuple(map(_wordless, specification.clauses)),
        amended=tuple(
            Text(text.start, text.variations, tuple(map(_wordless, text.clauses)))
            for text in specification.amended
        ),
    )


def _wordless(clause: ResolvedClause) -> ResolvedClause:
    return replace(clause, text="")
