"""L104: a deadline that was over, or as good as over, when it began to bind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pcn_rules.language import meaning, model
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.lint.wording import spoken
from pcn_rules.values.days import written


def look(contract: Contract) -> Iterator[Remark]:
    """Deadlines before the text that sets them was published or began, or on its first day."""
    if contract.specification is None:
        return
    for clause in contract.resolved:
        match clause.statement:
            case meaning.ResolvedDuty(timing=model.Achieve() as timing) if timing.span:
                last = timing.day if timing.included else timing.day - timedelta(days=1)
                why = _why(last, clause, contract.specification)
                if why is not None:
                    yield Remark(
                        RULE.code,
                        timing.span,
                        f"`{spoken(timing.span)}` {why}",
                        "set a later day, or `from` for what is to hold from the first day on",
                    )
            case _:
                pass


def _why(
    last: date, clause: meaning.ResolvedClause, specification: meaning.Specification
) -> str | None:
    """In what way a deadline comes too early, if so."""
    varied = clause.amended_by
    if varied is not None and last < varied.start:
        return f"was over before `{varied.name}` set it, on {written(varied.start)}"
    if last < specification.published:
        return f"is before the edition was published, on {written(specification.published)}"
    start = specification.start if varied is None else varied.start
    if last == start:
        return "leaves no day: it is the first on which the clause is in force"
    return None


RULE = Rule("L104", "late", "a deadline before its text is in force", look, whole=True)
