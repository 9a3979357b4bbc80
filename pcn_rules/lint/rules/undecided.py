"""L107: a clause whose outcome hangs on no network."""

from __future__ import annotations

from collections.abc import Iterator

from pcn_rules.language import meaning
from pcn_rules.language.faults import id_within
from pcn_rules.language.overlap import never
from pcn_rules.lint.model import Contract, Remark, Rule


def look(contract: Contract) -> Iterator[Remark]:
    """Duties that ask for what is always so, or for what never can be.

    When they bind is left aside: `if not covered` may well ask for cover, later on.
    """
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
    """How a duty comes out wherever it applies, if that is certain."""
    if _never(body):
        return "what it asks can never be so"
    if _never(meaning.Not(body)):
        return "what it asks is always so"
    return None


def _never(body: meaning.Expression) -> bool:
    """Whether something certainly holds nowhere.

    Of a group it does not where it holds of nothing that could be in it.
    """
    match body:
        case meaning.Some(group=group, body=inner):
            return never(group.where, inner)
        case meaning.Not(operand=meaning.Every(group=group, body=inner)):
            return never(group.where, meaning.Not(inner))
        case meaning.Not(operand=meaning.Not(operand=inner)):
            return _never(inner)
        case _:
            return never(body)


RULE = Rule("L107", "undecided", "a clause that no network decides", look, whole=True)
