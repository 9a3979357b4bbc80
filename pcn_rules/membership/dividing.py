"""Give a part of a practice's list to a network, where the contract lets a list be divided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.result import ClauseResult, Outcome, Verdict
from pcn_rules.membership.merging import ASKED, asked_source
from pcn_rules.membership.refusal import Refusal
from pcn_rules.membership.sides import Judge
from pcn_rules.membership.totals import ends
from pcn_rules.networks.model import MEMBERS, Days, Known, Missing, Network, Record
from pcn_rules.values import written as figures

LIST = "list size"
ELSEWHERE = "member of another network"
"""The fact by which a clause tells whether a practice is in two networks."""


def apportioned(network: Network, practice: str, patients: Fraction, first: date) -> Network:
    """A practice with so many of its patients from a day on, and in another network besides.

    How its other amounts divide nobody said: each is anything up to what it was.
    """
    own = [r for r in network.records if (r.entity, r.subject) == (MEMBERS, practice)]
    others = [r for r in network.records if (r.entity, r.subject) != (MEMBERS, practice)]
    known = min((t.known for t in network.things if t.id == practice), default=first)
    days = Days(first, None)
    said = [
        Record(MEMBERS, practice, LIST, Known(patients), days, known, ASKED, "stated"),
        Record(MEMBERS, practice, ELSEWHERE, Known(True), days, known, ASKED, "stated"),
    ]
    kept = [_up_to(record) for record in own if record.fact not in {LIST, ELSEWHERE}]
    sources = network.sources
    if all(source.id != ASKED for source in sources):
        sources = (*sources, asked_source(first))
    return replace(network, records=(*others, *kept, *said), sources=sources)


def _up_to(record: Record) -> Record:
    match record.value:
        case Known(value=Fraction() as amount):
            return replace(record, value=Missing(Fraction(0), amount))
        case _:
            return record


def shares_refused(
    network: Network, shares: Mapping[str, Sequence[Fraction]], first: date, judge: Judge
) -> Iterator[Refusal]:
    """E581: parts of a list that do not come to the list."""
    facts = Facts(network, judge.known_by)
    for practice, parts in shares.items():
        whole = ends(facts.on((MEMBERS, practice, LIST), first).value)
        total = sum(parts, Fraction(0))
        if whole.low != whole.high or whole.low != total:
            has = "its list is not known"
            if whole.low is not None and whole.low == whole.high:
                has = f"it has {figures.number(whole.low)}"
            message = f"of `{practice}` {figures.number(total)} patients go somewhere, and {has}"
            help = "let the parts come to the whole list, or leave the numbers out"
            yield Refusal("E581", "whole", message, help)


def undivided(
    networks: Sequence[Network], shared: Sequence[str], day: date, judge: Judge
) -> Refusal | None:
    """E582: why the contract does not let a list be divided, if it does not.

    What it says of a practice in two networks is what its clauses say that look at that.
    """
    if not shared:
        return None
    for network in networks:
        looking = [c for c in judge.verdicts(network, day).clauses if _looks(c, shared)]
        if not looking:
            message = "no clause of the text in force lets a practice be in two networks"
            return Refusal("E582", "whole", message, "let each practice go to one network")
        for clause in looking:
            found = [s for s in clause.subjects if s.id in shared and not _allowed(s.possible)]
            for subject in found:
                return _forbidden(clause, subject.id, subject.possible)
    return None


def _looks(clause: ClauseResult, shared: Sequence[str]) -> bool:
    """Whether a duty looks at practices that are in another network too."""
    return clause.outcome is not None and any(
        reason.fact == ELSEWHERE and reason.subject in shared for reason in clause.reasons
    )


def _allowed(possible: Sequence[Outcome]) -> bool:
    good = {Verdict.MET, Verdict.NOT_APPLICABLE}
    return all(outcome.verdict in good for outcome in possible)


def _forbidden(clause: ClauseResult, practice: str, possible: Sequence[Outcome]) -> Refusal:
    sure = all(outcome.verdict is Verdict.IMPOSSIBLE for outcome in possible)
    why = "does not allow it" if sure else "allows it only with what nobody said yet"
    message = f"the list of `{practice}` cannot go to two networks: `{clause.id}` {why}"
    mine = [each.question for each in clause.deciding if each.subject == practice]
    asked = "; ".join(dict.fromkeys(mine))
    help = f"find out: {asked}" if asked and not sure else "let it go to one network"
    return Refusal("E582", "whole", message, help)
