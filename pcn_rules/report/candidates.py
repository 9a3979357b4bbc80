"""Turn networks that could take a practice in into rows of a page, with what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.membership.candidates import Candidate
from pcn_rules.report.outcomes import badge
from pcn_rules.report.words import counted
from pcn_rules.values.days import written
from pcn_rules.values.written import spread


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A network that could take a practice in, and its reasons in plain sentences."""

    name: str
    reasons: tuple[str, ...]


def candidate_row(candidate: Candidate) -> CandidateRow:
    """One candidate, with what speaks for it and against it."""
    return CandidateRow(f"{candidate.name} ({candidate.id})", tuple(_reasons(candidate)))


def _reasons(candidate: Candidate) -> Iterator[str]:
    if candidate.since is not None:
        yield f"it has the practice from {written(candidate.since)}"
    yield f"area: {_area(candidate)}"
    if not candidate.members:
        yield "size: it has no members on that day"
    else:
        size, both = (
            spread(each.low or Fraction(0), each.high)
            for each in (candidate.patients, candidate.with_it)
        )
        least = "; it is the smallest of these" if candidate.smallest else ""
        yield f"size: {size} patients, {both} with the practice{least}"
    yield f"room: {_room(candidate)}"


def _area(candidate: Candidate) -> str:
    listed = ", ".join(candidate.area)
    match candidate.same_area:
        case True:
            return f"the same, {candidate.outward} is one of {listed}"
        case False:
            return f"another, {candidate.outward} is none of {listed}"
        case None:
            missing = "the practice" if not candidate.outward else "the network"
            return f"nobody said where {missing} lies"


def _room(candidate: Candidate) -> str:
    worse = "; ".join(_worse(candidate)) or "no duty of the network comes out worse with it"
    match candidate.room:
        case True:
            return f"yes, {worse}"
        case False:
            return f"no, {worse}"
        case None:
            unknown = counted(candidate.unknown, "duty")
            are = "is" if candidate.unknown == 1 else "are"
            return f"not known, {worse}; {unknown} {are} unknown with it"


def _worse(candidate: Candidate) -> Iterator[str]:
    for each in candidate.worse:
        before, after = badge(each.stayed).word, badge(each.after).word
        yield f"{each.clause.id} {each.clause.title} from {before} to {after}"
