"""Turn a practice that left or joined, or a network that was divided, into what a page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.money.flows import Between
from pcn_rules.evaluate.money.words import rounded_between
from pcn_rules.evaluate.result import Assessment, ClauseResult
from pcn_rules.membership.area import LIST
from pcn_rules.membership.departure import Departure
from pcn_rules.membership.result import Moved, Sums
from pcn_rules.membership.sides import Role, Side, Transition
from pcn_rules.membership.totals import Total
from pcn_rules.networks.model import MEMBERS
from pcn_rules.report.candidates import CandidateRow, candidate_row
from pcn_rules.report.clean import cleaned
from pcn_rules.report.model import Badge
from pcn_rules.report.moved_area import Table, area_table, cover, words
from pcn_rules.report.outcomes import VERDICTS, badge, verdict
from pcn_rules.report.view import binding
from pcn_rules.report.words import plural
from pcn_rules.values.days import written


@dataclass(frozen=True, slots=True)
class Sized:
    """A clause that looks at lists of patients: how it stood before, and how it stands after."""

    id: str
    title: str
    modality: str
    before: str
    after: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Change:
    """A clause that comes out otherwise: before, had nobody moved, and after."""

    id: str
    title: str
    before: Badge | None
    stayed: Badge | None
    after: Badge | None


@dataclass(frozen=True, slots=True)
class SideShown:
    """One side of a move: how its duties stand, clauses on its size, and what changed.

    `moved` are changes that the move brings about, those of others apart (`others`); `dated` come
    with the day, and would have come had nobody moved.
    """

    heading: str
    lead: str
    counts: Table
    sized: tuple[Sized, ...]
    moved: tuple[Change, ...]
    others: tuple[Change, ...]
    dated: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A move, ready to be laid out; `candidates` None: nobody asked who could take it."""

    title: str
    specification: str
    dates: tuple[tuple[str, str], ...]
    why: tuple[str, ...]
    totals: Table
    money: Table
    sides: tuple[SideShown, ...]
    area: Table
    cover: tuple[str, ...]
    questions: tuple[tuple[str, tuple[str, ...]], ...]
    candidates: tuple[CandidateRow, ...] | None


def moved_page(found: Moved) -> MovedPage:
    """A move, ready to be laid out."""
    move = cleaned(found)
    judged = move.sides[0].after
    names = tuple(each.network.name for each in move.sides)
    return MovedPage(
        title=move.title,
        specification=f"{judged.specification}, {judged.edition} edition",
        dates=(
            ("Last day before", written(move.last)),
            ("First day after", written(move.first)),
            ("As at", written(move.day)),
            ("Known by", written(judged.known_by) if judged.known_by else "everything known"),
        ),
        why=tuple(dict.fromkeys(why for each in move.departures for why in _why(each))),
        totals=_totals(move.totals, move.before, names),
        money=_money(move.money, names),
        sides=tuple(_side(each) for each in move.sides),
        area=area_table(move.area.practices, written(move.day)),
        cover=tuple(cover(move.area)),
        questions=tuple(
            (f"whose {plural(each.entity)} are these, {len(each.names)} of them?", each.names)
            for each in move.unsaid
        ),
        candidates=None if move.candidates is None else tuple(map(candidate_row, move.candidates)),
    )


# --- days -------------------------------------------------------------------------------------


def _why(going: Departure) -> Iterator[str]:
    notice = going.notice
    if notice is not None:
        last = ": that is the last day of membership" if notice.effective == going.last else ""
        yield (
            f"notice given on {written(notice.given)} takes effect on {written(notice.effective)}, "
            f"{notice.term} later ({notice.clause}){last}"
        )
        if notice.late and notice.until is not None:
            yield (
                f"it was given after {written(notice.until)}, the last day on which "
                f"{notice.clause} has it given"
            )
    row = going.by
    if row is None:
        return
    who = f"{going.name} ({going.practice})"
    if row.standing == "published":
        yield (
            f"published membership (`{row.source}`) ends for {who} on {written(going.last)}, and "
            f"{'goes before' if going.last != going.asked else 'says the same'}"
        )
    else:
        yield f"the network's own file ends the membership of {who} on {written(going.last)}"


# --- sums -------------------------------------------------------------------------------------


def pounds(amount: Between) -> str:
    """A sum to the penny."""
    if not amount.low and amount.high is None:
        return "not known"
    return rounded_between(amount.low or Fraction(0), amount.high, "£")


def _totals(totals: Sequence[Total], before: Sequence[str], after: Sequence[str]) -> Table:
    heads = (
        "What",
        *(f"before: {name}" for name in before),
        *(f"after: {name}" for name in after),
        "nobody said whose",
        "in none of these",
    )
    rows = tuple(
        (
            each.words,
            *map(words, each.before),
            *map(words, each.after),
            words(each.doubt),
            words(each.gone),
        )
        for each in totals
    )
    return Table("Who has what, before and after", heads, rows)


def _money(money: Sequence[tuple[str, Sums]], names: Sequence[str]) -> Table:
    heads = ("Paid in the year", "had nobody moved", *names, "to what has ended", "together")
    rows = tuple(
        (
            what,
            pounds(sums.stayed),
            *map(pounds, sums.after),
            pounds(sums.ended),
            pounds(sums.together),
        )
        for what, sums in money
    )
    return Table("What is paid in the financial year, with the move and without", heads, rows)


# --- sides ------------------------------------------------------------------------------------


def _side(side: Side) -> SideShown:
    changes = [each for each in side.transitions if each.moved]
    return SideShown(
        heading=f"{side.network.name}: {_role(side.role)}",
        lead=_lead(side),
        counts=_counts(side),
        sized=tuple(_sized(side)),
        moved=tuple(_change(each) for each in changes if each.clause.own),
        others=tuple(_change(each) for each in changes if not each.clause.own),
        dated=tuple(_change(each) for each in side.transitions if not each.moved),
    )


def _role(role: Role) -> str:
    match role:
        case "remains":
            return "what remains"
        case "leaves":
            return "what leaves, as if it were a network of its own"
        case "takes":
            return "with the practice in it"
        case "gives":
            return "what remains of it"
        case "new":
            return "a new network"
        case _:
            assert_never(role)


def _lead(side: Side) -> str:
    before, after = side.before, side.after
    members = Facts(side.network, after.known_by).standing(MEMBERS, after.as_at)
    nobody = "" if members else "; on that day nobody is a member of it"
    return (
        f"before: {before.network_name} as at {written(before.as_at)}; "
        f"after: {after.network_name} as at {written(after.as_at)}{nobody}"
    )


def _counts(side: Side) -> Table:
    heads = ("Duties of its own", *(mark.word for mark in VERDICTS))
    judged = (("before", side.before), ("had nobody moved", side.stayed), ("after", side.after))
    rows = tuple((name, *_tally(each)) for name, each in judged)
    return Table("How many duties of the network come out as what", heads, rows)


def _tally(assessment: Assessment) -> Iterator[str]:
    found = [badge(clause.outcome) for clause in assessment.clauses if binding(clause)]
    return (str(found.count(mark)) for mark in VERDICTS)


def looks_at_lists(clause: ClauseResult) -> bool:
    """Whether a duty of the network is one on the size of its lists."""
    judged = clause.own and clause.outcome is not None
    return judged and any(reason.fact == LIST for reason in clause.reasons)


def _sized(side: Side) -> Iterator[Sized]:
    was = {clause.id: clause for clause in side.before.clauses}
    for clause in side.after.clauses:
        before = was.get(clause.id)
        if not (looks_at_lists(clause) or (before is not None and looks_at_lists(before))):
            continue
        yield Sized(
            id=clause.id,
            title=clause.title,
            modality=clause.modality,
            before="not in the text" if before is None else verdict(before, side.before.as_at),
            after=verdict(clause, side.after.as_at),
            badge=badge(clause.outcome),
        )


def _change(found: Transition) -> Change:
    outcomes = (found.before, found.stayed, found.after)
    before, stayed, after = (None if each is None else badge(each) for each in outcomes)
    return Change(found.clause.id, found.clause.title, before, stayed, after)
