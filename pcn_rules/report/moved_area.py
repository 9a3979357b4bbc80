"""Say whose patients are covered by whom after a move, as what a page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcn_rules.evaluate.money.flows import Between
from pcn_rules.membership.area import Area, Covered, Stated
from pcn_rules.networks.model import Known, Missing
from pcn_rules.values.days import written
from pcn_rules.values.written import spread


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of a row says what it is of."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def words(amount: Between) -> str:
    """An amount that cannot be less than nothing."""
    if not amount.low and amount.high is None:
        return "not known"
    return spread(amount.low or Fraction(0), amount.high)


def area_table(practices: Sequence[Covered], day: str) -> Table:
    """Each practice with its patients, and the network that has it on a day."""
    rows = tuple(
        (f"{each.name} ({each.id})", words(each.patients), _who(each)) for each in practices
    )
    heads = ("Practice", "Patients", f"Network on {day}")
    return Table("Whose patients are covered by whom", heads, rows)


def _who(practice: Covered) -> str:
    if practice.network is not None:
        return practice.network
    if practice.since is not None:
        return f"none; {practice.later} from {written(practice.since)}"
    return "none of those looked at"


def cover(area: Area) -> Iterator[str]:
    """What all of it comes to, and what is stated of the area."""
    yield f"{words(area.covered)} patients are with a practice that is in a network"
    yield (
        f"{words(area.uncovered)} patients are with a practice in none; whether an agreement "
        "covers them is for the commissioner to say"
    )
    for each in area.stated:
        yield f"{each.fact}: {_said(each)}"


def _said(stated: Stated) -> str:
    match stated.value:
        case Known(value=bool() as holds):
            return f"{'yes' if holds else 'no'} ({stated.source})"
        case Missing(likely=bool() as likely):
            return f"nobody said (likely {'yes' if likely else 'no'}, a guess that does not count)"
        case _:
            return "nobody said"
