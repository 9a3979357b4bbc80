"""What an edition said before the day of which its text is compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from pcn_rules.compare.model import Before
from pcn_rules.language.meaning import ResolvedClause, Specification, Text


def said_before(specification: Specification, day: date) -> tuple[Before, ...]:
    """Every text of a clause that a variation had replaced or omitted by a day, in order.

    What fell due under such a text fell due, though no text of the day says so any more.
    """
    texts = [text for text in specification.texts if text.start <= day]
    return tuple(found for one, other in pairwise(texts) for found in _gone(one, other, texts))


def _gone(one: Text, other: Text, texts: list[Text]) -> Iterator[Before]:
    after = {clause.id: clause for clause in other.clauses}
    for clause in one.clauses:
        then = after.get(clause.id)
        if then is not None and then.text == clause.text:
            continue
        begun = tuple(v for v in other.variations if v not in one.variations)
        yield Before(
            id=clause.id,
            title=clause.title,
            service=clause.service,
            text=clause.text,
            start=_since(clause, one, texts),
            end=other.start - timedelta(days=1),
            by=begun if then is None or then.amended_by is None else (then.amended_by,),
            omitted=then is None,
        )


def _since(clause: ResolvedClause, one: Text, texts: list[Text]) -> date:
    """The first day of the text that brought a clause as it stood last."""
    start = one.start
    for text in reversed([text for text in texts if text.start <= one.start]):
        if clause not in text.clauses:
            break
        start = text.start
    return start
