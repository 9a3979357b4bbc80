"""Say on which day a practice is a member for the last time (semantics, section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pcn_rules.evaluate.facts import Facts
from pcn_rules.language.carried import Achieve, Notice
from pcn_rules.language.meaning import (
    FactDefinition,
    FactValue,
    ResolvedClause,
    ResolvedDuty,
    ResolvedPower,
    Specification,
)
from pcn_rules.membership.merging import ASKED, asked_source
from pcn_rules.membership.refusal import About, Refusal
from pcn_rules.networks.facts import ALWAYS
from pcn_rules.networks.model import MEMBERS, Days, Known, Network, Record, Thing
from pcn_rules.values.days import notice_end, written


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """Notice as a clause asks for it: the day it was given, and the last day of membership by it.

    `until` is the last day on which the clause has it given, where it names one; `facts` are those
    of a practice that are so once it is given.
    """

    given: date
    effective: date
    term: str
    clause: str
    until: date | None
    facts: tuple[str, ...] = ()

    @property
    def late(self) -> bool:
        """Whether it was given after the last day for it."""
        return self.until is not None and self.given > self.until


@dataclass(frozen=True, slots=True)
class Departure:
    """The last day of a membership. `asked` is what notice or a given day would make of it.

    `by` is the row of membership that settles it otherwise: published, or ending before.
    """

    practice: str
    name: str
    last: date
    asked: date
    notice: NoticeGiven | None
    by: Thing | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks: the day notice was given, or the last day of membership."""

    notice: date | None
    leaves: date | None


def departure(
    network: Network,
    practice: str,
    wanted: Wanted,
    specification: Specification,
    known_by: date | None,
) -> Departure | Refusal:
    """The last day of a membership: by notice or as given; published membership overrides.

    Refuses with E570 to E575 and E583 (see docs/faults/command-line.md).
    """
    late = next((day for day in (wanted.notice, wanted.leaves) if day is not None), None)
    if late is not None and late > specification.end:
        return outside(late, specification, "day")
    rows = memberships(network, practice, known_by)
    if not rows:
        return _no_member(network, practice, known_by)
    notice = None
    match wanted:
        case Wanted(notice=date() as given, leaves=None):
            found = notice_given(specification, given)
            if isinstance(found, Refusal):
                return found
            notice, day, asked = found, given, found.effective
        case Wanted(notice=None, leaves=date() as leaves):
            day = asked = leaves
        case _:
            return _when(wanted)
    row = _membership_on(rows, day, notice is None)
    if isinstance(row, Refusal):
        return row
    ends = row.stands.last
    settled = ends is not None and (row.standing == "published" or ends < asked)
    last = ends if settled and ends is not None else asked
    by = row if last != asked or settled else None
    return Departure(practice, row.name, last, asked, notice, by)


def memberships(network: Network, practice: str, known_by: date | None) -> tuple[Thing, ...]:
    """The memberships of a practice in a network as known by a day, in the order of their days."""
    rows = (row for row in Facts(network, known_by).things(MEMBERS) if row.id == practice)
    return tuple(sorted(rows, key=lambda row: row.stands.first))


def outside(day: date, specification: Specification, about: About) -> Refusal:
    """E583: a day on which somebody moves that is not one of the edition's life."""
    life = f"{written(specification.start)} to {written(specification.end)}"
    message = f"{written(day)} is no day of this edition, which runs from {life}"
    help = "give a day within it, or name another edition with `--spec`"
    return Refusal("E583", about, message, help)


def _when(wanted: Wanted) -> Refusal:
    if wanted.notice is None:
        message = "nothing says when the practice leaves"
    else:
        message = "notice and a last day are both given, and each may mean another day"
    help = "write `--notice` with the day notice is given, or `--leaves` with the last day"
    return Refusal("E575", "whole", message, help)


def _no_member(network: Network, practice: str, known_by: date | None) -> Refusal:
    members = {row.id for row in network.things if row.entity == MEMBERS}
    if practice in members and known_by is not None:
        message = f"by {written(known_by)} nobody knew that `{practice}` is in {network.name}"
        return Refusal("E570", "practice", message, "ask by a later day with `--known-by`")
    listed = ", ".join(f"`{id}`" for id in sorted(members))
    message = f"`{practice}` is no practice of {network.name}"
    return Refusal("E570", "practice", message, f"its practices are {listed}")


def _membership_on(rows: Sequence[Thing], day: date, given: bool) -> Thing | Refusal:
    """The membership that stands on a day; where it was over, one that a day given would end."""
    before = [row for row in rows if row.stands.first <= day]
    if not before:
        first = rows[0].stands.first
        message = f"`{rows[0].id}` joined on {written(first)}, and cannot leave before"
        return Refusal("E571", "day", message, f"give a day from {written(first)} on")
    row = before[-1]
    if day in row.stands or (given and row is rows[-1] and row.standing == "published"):
        return row
    assert row.stands.last is not None  # or the day would be among them
    message = f"`{row.id}` had left by then: it was a member until {written(row.stands.last)}"
    help = f"give a day up to {written(row.stands.last)}, or correct `to` in practices.csv"
    return Refusal("E572", "day", message, help)


# --- notice -----------------------------------------------------------------------------------


def notice_given(specification: Specification, given: date) -> NoticeGiven | Refusal:
    """Notice given on a day, counted as the text of that day has practices give it.

    Refuses with E574 where no clause has them give notice, or where clauses disagree on how long.
    """
    found = list(_notices(specification.text_on(given).clauses))
    terms = {notice for _, notice, _, _ in found}
    if not found:
        message = f"no clause of {specification.name}, {specification.edition} edition, has a "
        message += "practice give notice"
        help = "give the last day of its membership with `--leaves`"
        return Refusal("E574", "day", message, help)
    if len(terms) > 1:
        ids = " and ".join(f"`{clause.id}`" for clause, _, _, _ in found)
        message = f"{ids} have a practice give notice of different lengths"
        return Refusal("E574", "day", message, "give the last day with `--leaves`")
    clause, notice, _, _ = found[0]
    until = max((day for _, _, day, _ in found if day is not None), default=None)
    unit = notice.unit if notice.count == 1 else f"{notice.unit}s"
    effective = notice_end(given, notice.count, notice.unit)
    facts = tuple(dict.fromkeys(fact.name for _, _, _, fact in found))
    return NoticeGiven(given, effective, f"{notice.count} {unit}", clause.id, until, facts)


def _notices(
    clauses: Iterable[ResolvedClause],
) -> Iterator[tuple[ResolvedClause, Notice, date | None, FactDefinition]]:
    """The clauses on a practice's own notice: how long, the last day for it, what it makes so."""
    for clause in clauses:
        match clause.statement:
            case (
                ResolvedDuty(notice=Notice() as notice, timing=timing)
                | ResolvedPower(notice=Notice() as notice, timing=timing) as statement
            ) if (fact := _of_a_member(statement)) is not None:
                match timing:
                    case Achieve(day=day):
                        yield clause, notice, day, fact
                    case _:
                        yield clause, notice, None, fact
            case _:
                pass


def _of_a_member(statement: ResolvedDuty | ResolvedPower) -> FactDefinition | None:
    """The fact of each practice that is so once it gives notice, if it does so for itself."""
    match statement:
        case ResolvedPower(fact=fact):
            found = fact
        case ResolvedDuty(body=FactValue(fact=fact)):
            found = fact
        case ResolvedDuty():
            return None
    return found if found is not None and found.entity == MEMBERS else None


def noticed(network: Network, going: Departure) -> Network:
    """The network once the practice has given notice: so the facts that the clauses look at say."""
    notice = going.notice
    if notice is None:
        return network
    day = notice.given
    records: list[Record] = []
    said: set[str] = set()
    for record in network.records:
        about = (record.entity, record.subject) == (MEMBERS, going.practice)
        if not about or record.fact not in notice.facts:
            records.append(record)
        elif record.value == Known(True) and day in record.describes:
            said.add(record.fact)
            records.append(record)
        elif record.describes != ALWAYS and record.describes.first < day:
            ends = record.describes.last
            last = day - timedelta(days=1)
            days = Days(record.describes.first, last if ends is None else min(ends, last))
            records.append(replace(record, describes=days))
    since = Known(True, done=day)
    records += [
        Record(MEMBERS, going.practice, fact, since, Days(day, None), day, ASKED, "stated")
        for fact in notice.facts
        if fact not in said
    ]
    sources = network.sources
    if len(said) < len(notice.facts) and all(source.id != ASKED for source in sources):
        sources = (*sources, asked_source(day))
    return replace(network, records=tuple(records), sources=sources)
