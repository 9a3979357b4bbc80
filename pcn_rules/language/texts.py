"""Turn the clauses that are in force together into one resolved text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcn_rules.language import meaning, model
from pcn_rules.language.clauses import ClauseDraft
from pcn_rules.language.faults import Faults, span_of
from pcn_rules.language.order import natural
from pcn_rules.language.precedence import Way, given_way, precedence
from pcn_rules.language.printer import print_clause
from pcn_rules.language.variations import Drafts, Omitted

_Key = tuple[int, tuple[tuple[Way, int], ...]]


class Texts:
    """Resolves texts one after the other; a clause that none of them changes is resolved once."""

    def __init__(self, faults: Faults) -> None:
        """With the place where faults are kept."""
        self._faults = faults
        self._known: dict[_Key, tuple[meaning.ResolvedClause, ...]] = {}
        self._read: list[Drafts] = []  # so that no two drafts ever have one identity

    def clauses(
        self, drafts: Drafts, omitted: Mapping[str, Omitted]
    ) -> tuple[meaning.ResolvedClause, ...]:
        """The clauses of one text, each with what goes before it there, in natural order."""
        self._read.append(drafts)
        ways = precedence(drafts, omitted, self._faults)
        own: dict[str, list[Way]] = {}
        for way in ways:
            own.setdefault(way.yields, []).append(way)
        found = [
            clause
            for draft in drafts.values()
            for clause in self._clause(draft, tuple(own.get(draft.clause.id, ())), drafts)
        ]
        return tuple(sorted(found, key=lambda clause: natural(clause.id)))

    def _clause(
        self, clause: ClauseDraft, ways: tuple[Way, ...], drafts: Drafts
    ) -> tuple[meaning.ResolvedClause, ...]:
        known = (id(clause), tuple((way, id(drafts[way.before])) for way in ways))
        if known not in self._known:
            self._known[known] = tuple(_resolved(clause, ways, drafts, self._faults))
        return self._known[known]


def _resolved(
    clause: ClauseDraft, ways: tuple[Way, ...], drafts: Drafts, faults: Faults
) -> Iterator[meaning.ResolvedClause]:
    if clause.draft is None:
        return
    id = clause.clause.id
    statement = given_way(clause.draft, id, ways, drafts, faults).statement
    readings: list[meaning.OtherReading] = []
    for words, reading in clause.readings:
        match given_way(reading, id, ways, drafts, Faults()).statement:
            case meaning.ResolvedDuty() as duty:
                readings.append(meaning.OtherReading(words, duty))
            case _:
                pass
    yield meaning.ResolvedClause(
        id=id,
        title=clause.clause.title,
        service=clause.service.id,
        service_title=clause.service.title,
        statement=statement,
        text=print_clause(clause.clause),
        citations=clause.citations,
        replaces=_replaces(clause.clause),
        readings=tuple(readings),
        amended_by=clause.variation,
        span=span_of(clause.clause),
    )


def _replaces(clause: model.Clause) -> tuple[model.Replaces, ...]:
    found: list[model.Replaces] = []
    for line in clause.lines:
        match line:
            case model.Replaces():
                found.append(line)
            case _:
                pass
    return tuple(found)
