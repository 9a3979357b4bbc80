"""Hold what the final edition says it replaces against the list of what became of the draft."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import Audit
from audit.rows import FOLDER

_FILE = f"{FOLDER}/crosswalk.csv"


def crosswalk_complaints(found: Audit, new: str = "final", old: str = "draft") -> Iterator[str]:
    """Where the `replaces` lines of one edition are not the links of the list, either way."""
    links = {(final, draft) for final, draft in _listed(found)}
    edition = found.editions.get(new)
    clauses = edition.clauses if edition else ()
    said = {(clause.id, draft) for clause in clauses for draft in clause.replaces}
    texts = {clause.id: clause.file for clause in clauses}
    for final, draft in sorted(said - links):
        yield f"{texts[final]}, clause {final}: replaces {draft}, which {_FILE} does not list"
    for final, draft in sorted(links - said):
        yield f"{_FILE}: {final} replaces {draft}, which the clause does not say"
    known = {clause.id for clause in found.editions[old].clauses} if old in found.editions else None
    yield from _deferred(found, edition.deferred if edition else (), new)
    for draft in sorted({draft for _, draft in links}):
        if known is not None and draft not in known:
            yield f"{_FILE}: the {old} edition has no clause {draft}"


def _deferred(found: Audit, said: tuple[str, ...], new: str) -> Iterator[str]:
    """Where what is put off is not what the list calls deferred and leaves without a clause."""
    listed = {
        draft
        for link in found.facts.links
        if not link.final and link.relation.startswith("deferred")
        for draft in link.draft.split()
    }
    for draft in sorted(set(said) - listed):
        yield f"the {new} edition defers {draft}, which {_FILE} does not call deferred"
    for draft in sorted(listed - set(said)):
        yield f"{_FILE}: {draft} is deferred, which the {new} edition does not say"


def _listed(found: Audit) -> Iterator[tuple[str, str]]:
    """Every pair that a line of the list links; a line may name several of either."""
    for link in found.facts.links:
        for final in link.final.split():
            for draft in link.draft.split():
                yield final, draft
