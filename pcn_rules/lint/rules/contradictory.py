"""L108: clauses of which one lets or wants what the other rules out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning
from pcn_rules.language.disagree import contradictions, duties_of
from pcn_rules.language.faults import id_within, key
from pcn_rules.language.order import natural
from pcn_rules.language.ways import settled, ways_of
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.lint.sameness import days_of, share_days

_OF_TWO = "say which goes first, as in `subject to clause {}`, or keep them apart with `if`"


def look(contract: Contract) -> Iterator[Remark]:
    """What `should` be done against what must; what one `may` do against what one must not.

    Two duties that must both be kept and cannot are a fault (E303), and are not told again.
    """
    if contract.specification is None:
        return
    for text in contract.specification.texts:
        yield from _wanted(text)
        yield from _allowed(text)


def _wanted(text: meaning.Text) -> Iterator[Remark]:
    duties = duties_of(text)
    weak = {clause.id for clause, duty in duties if duty.modality == "should"}
    if not weak:
        return
    for (first, one), (second, other), happens in contradictions(duties, weak, ways_of(text)):
        yield _remark(
            first,
            second,
            f"clauses `{first.id}` and `{second.id}` cannot both be done: "
            f"`{one.modality} {one.action}` and `{other.modality} {other.action}`, {happens}",
        )


def _allowed(text: meaning.Text) -> Iterator[Remark]:
    """Permissions of what the same party must not do, in the same words and on the same days."""
    allowed: dict[str, list[meaning.ResolvedClause]] = {}
    forbidden: dict[str, list[meaning.ResolvedClause]] = {}
    for clause in text.clauses:
        match clause.statement:
            case meaning.ResolvedPower(action=action):
                allowed.setdefault(key(action), []).append(clause)
            case meaning.ResolvedDuty(action=action, modality="must not"):
                forbidden.setdefault(key(action), []).append(clause)
            case _:
                pass
    ways = ways_of(text)
    for words in allowed.keys() & forbidden.keys():
        for may, must_not in product(allowed[words], forbidden[words]):
            apart = settled(may.id, must_not.id, ways) or not _meet(may, must_not, text)
            if not apart:
                one, other = sorted((may, must_not), key=lambda each: natural(each.id))
                message = f"clause `{may.id}` allows what clause `{must_not.id}` forbids"
                yield _remark(one, other, message)


def _meet(
    may: meaning.ResolvedClause, must_not: meaning.ResolvedClause, text: meaning.Text
) -> bool:
    """Whether both speak to one party on a common day, without a condition that keeps them apart.

    A permission has no condition that is kept; a duty with one may well mean the rest.
    """
    match may.statement, must_not.statement:
        case meaning.ResolvedPower() as power, meaning.ResolvedDuty() as duty:
            bound = duty.condition is None and not duty.exceptions
            same = power.actor == duty.actor and power.subjects == duty.subjects
            return bound and same and share_days(days_of(power, text), days_of(duty, text))
        case _:
            return False


def _remark(first: meaning.ResolvedClause, second: meaning.ResolvedClause, message: str) -> Remark:
    return Remark(
        RULE.code,
        id_within(second.span, second.id),
        message,
        _OF_TWO.format(first.id),
        (Related(id_within(first.span, first.id), "the other clause"),),
    )


RULE = Rule("L108", "contradictory", "clauses that contradict each other", look, whole=True)
