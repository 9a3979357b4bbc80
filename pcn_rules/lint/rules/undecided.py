"""L107: a clause whose outcome hangs on no network."""

from __future__ import annotations

from collections.abc import Iterator

from pcn_rules.language import meaning
from pcn_rules.language.faults import id_within
from pcn_rules.language.overlap import never
from pcn_rules.lint.model import Contract, Remark, Rule


def look(contract: Contract) -> Iterator[Remark]:
    """Duties that every network meets, or that none can meet, whatever is so of it."""
    for clause in contract.resolved:
        match clause.statement:
            case meaning.ResolvedDuty(body=body):
                outcome = _outcome(body)
                if outcome is not None:
                    yield Remark(
                        RULE.code,
                        id_within(clause.span, clause.id),
                        f"no network decides clause `{clause.id}`: {outcome}",
                        "correct the figure, or what the phrase means",
                    )
            case _:
                pass


def _outcome(body: meaning.Expression) -> str | None:
    """How a duty always comes out, where that is certain."""
    if _always(meaning.Not(body)):
        return "what it asks can be so nowhere"
    if _always(body):
        return "what it asks is so everywhere"
    return None


def _always(body: meaning.Expression) -> bool:
    """Whether something holds of whatever network, as far as that can be told for certain.

    An amount is never less than nothing.
    """
    match body:
        case meaning.Every(group=group, body=inner):
            return never(group.where, meaning.Not(inner))
        case meaning.Not(operand=meaning.Some(group=group, body=inner)):
            return never(group.where, inner)
        case meaning.Not(operand=inner):
            return never(inner)
        case _:
            return never(meaning.Not(body))


RULE = Rule("L107", "undecided", "a clause that no network decides", look, whole=True)
