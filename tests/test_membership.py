"""Practices that leave, join and are divided: days, both sides, and who could take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.money.flows import added
from pcn_rules.evaluate.result import Assessment, Verdict
from pcn_rules.language.meaning import Specification
from pcn_rules.membership.departure import Departure, Wanted, departure, notice_given
from pcn_rules.membership.joining import joined
from pcn_rules.membership.leaving import Asked, left
from pcn_rules.membership.refusal import Refusal
from pcn_rules.membership.result import Moved
from pcn_rules.membership.sides import Judge, Side
from pcn_rules.membership.splitting import Going, NewNetwork, divided
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Days, Known, Network, Record
from pcn_rules.networks.writing import network_files
from pcn_rules.ready import specification_of
from pcn_rules.shipped import folder

MAY_31, JUNE_30, JULY_1 = date(2020, 5, 31), date(2020, 6, 30), date(2020, 7, 1)
COAST = ("C83019", "C83045", "C83064")
INLAND = ("C83005", "C83032", "C83049", "C83055")


@cache
def final() -> Specification:
    specification, faults, _ = specification_of(folder("specs") / "2020-21-final", None)
    assert specification is not None, faults
    return specification


@cache
def network(name: str) -> Network:
    read, faults = load_network(folder("networks") / name, final().vocabulary)
    assert read is not None, faults
    return read


def judge(known_by: date | None = None) -> Judge:
    return Judge(final(), known_by)


def moved(found: Moved | Refusal) -> Moved:
    assert isinstance(found, Moved), found
    return found


def by(name: str, practice: str, day: date, known_by: date | None = None) -> Departure:
    found = departure(network(name), practice, Wanted(day, None), final(), known_by)
    assert isinstance(found, Departure), found
    return found


def without_liquorpond() -> Moved:
    """Boston, where one practice gives notice on the last day for it."""
    wanted = Wanted(MAY_31, None)
    return moved(left(network("boston"), "C83004", wanted, Asked(None, None), judge()))


# --- days -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "effective"),
    [
        (MAY_31, JUNE_30),
        (date(2020, 4, 30), date(2020, 5, 30)),
        (date(2021, 1, 31), date(2021, 2, 28)),
    ],
)
def test_notice_takes_effect_as_the_contract_has_it(given: date, effective: date) -> None:
    found = notice_given(final(), given)
    assert not isinstance(found, Refusal)
    assert (found.effective, found.clause, found.until) == (effective, "4.14", MAY_31)
    assert found.late == (given > MAY_31)


def test_the_day_on_which_notice_takes_effect_is_the_last_of_membership() -> None:
    going = by("boston", "C83004", MAY_31)
    assert (going.last, going.by) == (JUNE_30, None)
    found = moved(
        left(network("boston"), "C83004", Wanted(MAY_31, None), Asked(None, None), judge())
    )
    assert (found.last, found.first, found.day) == (JUNE_30, JULY_1, JULY_1)


def test_published_membership_goes_before_notice_and_before_a_day_given() -> None:
    going = by("skegness-and-coast", "C83019", MAY_31)
    assert (going.last, going.asked) == (MAY_31, JUNE_30)
    assert going.by is not None
    assert going.by.source == "ods"
    given = departure(network("skegness-and-coast"), "C83019", Wanted(None, JUNE_30), final(), None)
    assert isinstance(given, Departure)
    assert given.last == MAY_31


def test_what_was_published_later_goes_before_nothing_yet() -> None:
    assert by("skegness-and-coast", "C83019", MAY_31, known_by=MAY_31).last == JUNE_30


def test_what_the_network_itself_says_of_an_end_is_no_day_to_go_beyond() -> None:
    boston = network("boston")
    ends = Days(date(2019, 10, 1), date(2020, 6, 15))
    own = replace(
        boston,
        things=tuple(
            replace(t, stands=ends, standing="stated") if t.id == "C83004" else t
            for t in boston.things
        ),
    )
    by_notice = departure(own, "C83004", Wanted(MAY_31, None), final(), None)
    assert isinstance(by_notice, Departure)
    assert by_notice.last == date(2020, 6, 15)
    given = departure(own, "C83004", Wanted(None, JUNE_30), final(), None)
    assert isinstance(given, Refusal)
    assert given.code == "E572"


def test_one_who_gives_notice_has_given_it_and_is_leaving() -> None:
    found = moved(
        left(network("boston"), "C83004", Wanted(MAY_31, None), Asked(None, None), judge())
    )
    remains = found.sides[0]
    changes = {each.clause.id: each for each in remains.transitions}
    assert changes["4.14"].after is not None
    assert changes["4.14"].after.verdict is Verdict.MET
    assert changes["4.4"].after is not None
    assert changes["4.4"].after.verdict is Verdict.NOT_APPLICABLE


# --- both sides -------------------------------------------------------------------------------


def outcomes(assessment: Assessment) -> list[object]:
    """Everything that a verdict is, clause by clause."""
    return [
        (c.id, c.outcome, c.possible, c.state, [d.question for d in c.deciding], c.subjects)
        for c in assessment.clauses
    ]


def written_and_judged(side: Network, day: date, place: Path) -> Assessment:
    """A network written as a folder, read from it and judged, apart from all that made it."""
    place.mkdir()
    for name, text in network_files(side, final().vocabulary).items():
        (place / name).write_text(text, encoding="utf-8", newline="")
    read, faults = load_network(place, final().vocabulary)
    assert read is not None, faults
    return assess(final(), read, as_at=day)


def agree(sides: Sequence[Side], day: date, place: Path) -> None:
    for number, side in enumerate(sides):
        apart = written_and_judged(side.network, day, place / str(number))
        assert outcomes(apart) == outcomes(side.after)


def test_both_sides_agree_with_assessments_of_written_folders(tmp_path: Path) -> None:
    found = moved(left(network("solas"), "C83055", Wanted(None, date(2020, 12, 31)),
                       Asked(None, None), judge()))  # fmt: skip
    assert outcomes(assess(final(), network("solas"), as_at=found.last)) == outcomes(
        found.sides[0].before
    )
    agree(found.sides, found.day, tmp_path)


def test_who_joins_and_whom_it_leaves_agree_with_written_folders(tmp_path: Path) -> None:
    found = moved(
        joined(
            network("solas"),
            "C83004",
            network("boston"),
            Wanted(date(2020, 8, 31), None),
            None,
            Asked(None, None),
            judge(),
        )
    )
    assert [each.role for each in found.sides] == ["takes", "gives"]
    assert (found.last, found.first) == (date(2020, 9, 30), date(2020, 10, 1))
    agree(found.sides, found.day, tmp_path)
    five = {c.id: c for c in found.sides[0].after.clauses}["5.1"]
    assert five.outcome is not None
    assert five.outcome.verdict is Verdict.MET


def test_lists_beds_and_money_add_up_over_both_sides() -> None:
    found = moved(
        left(network("boston"), "C83004", Wanted(MAY_31, None), Asked(None, None), judge())
    )
    for total in found.totals:
        assert added(total.before) == added((*total.after, total.doubt, total.gone)), total.words
    patients = next(t for t in found.totals if t.words == "registered patients")
    assert [each.low for each in patients.after] == [62_535, 11_612]
    for what, sums in found.money:
        assert sums.stayed == sums.together, what
        assert sums.after[1].low, what


def test_between_leaving_and_joining_nobody_is_paid() -> None:
    into = [parts("Coast", *COAST), parts("Inland", *INLAND)]
    skegness = network("skegness-and-coast")
    at_once = moved(divided(skegness, into, Wanted(None, MAY_31), None, Asked(None, None), judge()))
    later = moved(divided(skegness, into, Wanted(None, MAY_31), JULY_1, Asked(None, None), judge()))
    for (_, now), (_, then) in zip(at_once.money, later.money, strict=True):
        assert now.stayed == now.together
        assert then.together.low is not None
        assert now.together.low is not None
        assert then.together.low < now.together.low


def test_whose_homes_and_staff_are_is_asked() -> None:
    found = moved(left(network("solas"), "C83055", Wanted(None, date(2020, 12, 31)),
                       Asked(None, None), judge()))  # fmt: skip
    assert [(each.entity, len(each.names)) for each in found.unsaid] == [
        ("care home", 22),
        ("post", 3),
    ]


# --- dividing ---------------------------------------------------------------------------------


def parts(name: str, *practices: str) -> NewNetwork:
    return NewNetwork(name, tuple(Going(practice) for practice in practices))


def test_a_divided_network_has_the_lists_of_the_networks_that_were_published() -> None:
    into = [parts("First Coastal", *COAST), parts("SOLAS", *INLAND)]
    found = moved(
        divided(
            network("skegness-and-coast"),
            into,
            Wanted(None, MAY_31),
            JULY_1,
            Asked(None, None),
            judge(),
        )
    )
    for side, name in zip(found.sides, ("first-coastal", "solas"), strict=True):
        known = assess(final(), network(name), as_at=JULY_1)
        for id in ("5.1", "F-5-02"):
            mine = next(c for c in side.after.clauses if c.id == id)
            theirs = next(c for c in known.clauses if c.id == id)
            assert (mine.outcome, mine.possible) == (theirs.outcome, theirs.possible)
    patients = next(t for t in found.totals if t.words == "registered patients")
    assert [each.low for each in patients.after] == [52_354, 27_834]
    assert (found.area.covered.low, found.area.uncovered.low) == (80_188, 0)


def shared(agreed: bool) -> Moved | Refusal:
    """Boston divided, one list between both parts; the commissioner has agreed, or did not."""
    boston = network("boston")
    days = Days(date(2020, 4, 1), date(2021, 3, 31))
    said = Record("practice", "C83004", "division of its list agreed", Known(agreed), days,
                  date(2020, 4, 1), "ods", "published")  # fmt: skip
    own = replace(boston, records=(*boston.records, said))
    others = (parts("A", "C83010", "C83015"), parts("B", "C83057", "C83059", "C83060"))
    numbers = (Fraction(5_000), Fraction(6_612))
    into = [
        replace(new, members=(*new.members, Going("C83004", number)))
        for new, number in zip(others, numbers, strict=True)
    ]
    return divided(own, into, Wanted(None, JUNE_30), None, Asked(None, None), judge())


def test_a_list_is_divided_where_the_contract_lets_it_be() -> None:
    found = moved(shared(agreed=True))
    sizes = []
    for side in found.sides:
        (record,) = [
            r for r in side.network.records if (r.subject, r.fact) == ("C83004", "list size")
        ]
        match record.value:
            case Known(value=Fraction() as size):
                sizes.append(size)
        two = next(c for c in side.after.clauses if c.id == "F-3a-08")
        (mine,) = [s for s in two.subjects if s.id == "C83004"]
        assert all(o.verdict in {Verdict.MET, Verdict.NOT_APPLICABLE} for o in mine.possible)
    assert sizes == [5_000, 6_612]


def test_a_list_is_not_divided_without_the_agreement_that_a_clause_asks_for() -> None:
    found = shared(agreed=False)
    assert isinstance(found, Refusal)
    assert (found.code, "`F-3a-08` does not allow it" in found.message) == ("E582", True)


# --- the area, and who could take it ----------------------------------------------------------


def test_candidates_come_with_their_reasons_the_likeliest_first() -> None:
    others = [network(name) for name in ("solas", "first-coastal", "skegness-and-coast")]
    found = moved(
        left(network("boston"), "C83004", Wanted(MAY_31, None), Asked(None, others), judge())
    )
    assert found.candidates is not None
    assert [c.name for c in found.candidates] == ["SOLAS PCN", "First Coastal PCN"]
    first, second = found.candidates
    assert (first.same_area, first.smallest, first.room) == (False, True, None)
    assert (second.same_area, second.smallest, second.patients.low) == (False, False, 52_354)
    assert first.with_it.low == 27_834 + 11_612


def test_a_network_of_the_same_area_goes_before_a_smaller_one() -> None:
    near = replace(network("first-coastal"), area=("PE21",))
    found = moved(
        left(
            network("boston"),
            "C83004",
            Wanted(MAY_31, None),
            Asked(None, [network("solas"), near]),
            judge(),
        )
    )
    assert found.candidates is not None
    assert [(c.name, c.same_area) for c in found.candidates] == [
        ("First Coastal PCN", True),
        ("SOLAS PCN", False),
    ]


def test_who_has_a_practice_afterwards_is_found_among_the_networks_looked_at() -> None:
    others = [network(name) for name in ("solas", "first-coastal")]
    found = moved(
        left(
            network("skegness-and-coast"),
            "C83019",
            Wanted(MAY_31, None),
            Asked(None, others),
            judge(),
        )
    )
    assert (found.area.covered.low, found.area.uncovered.low) == (0, 80_188)
    names = {each.later for each in found.area.practices}
    assert names == {"First Coastal PCN", "SOLAS PCN"}
    assert {each.since for each in found.area.practices} == {JULY_1}
    assert found.candidates is not None
    assert [(c.name, c.since) for c in found.candidates] == [("First Coastal PCN", JULY_1)]
