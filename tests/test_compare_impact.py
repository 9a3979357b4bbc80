"""What a change of editions does to networks: transitions, what brings them about, hours, money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from impacts import (
    AS_AT,
    CLINIC,
    LATER,
    LONG,
    NO_WORK,
    SURGERY,
    edition,
    impact,
    subject,
)
from test_compare_editions import NAMES
from test_compare_editions import edition as shipped

from pcn_rules.compare.compare import as_it_stood
from pcn_rules.compare.impact import Subject, impact_of
from pcn_rules.compare.impact_model import Course, Impact, NetworkImpact, Row, Stand
from pcn_rules.compare.impact_verdicts import asks_of, course_of
from pcn_rules.compare.model import Pair
from pcn_rules.compare.pairing import pairs
from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.capacity.people import People
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.money.budget import budget
from pcn_rules.evaluate.money.flows import Between
from pcn_rules.evaluate.result import Cause, ClauseResult, Outcome, Verdict
from pcn_rules.language.meaning import Specification, Vocabulary
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Network
from pcn_rules.ready import specification_of

ROOT = Path(__file__).parent.parent
REFERENCE = (
    *sorted(path.parent.name for path in ROOT.glob("networks/*/network.toml")),
    "constructed/plans-for-october",
    "constructed/well-run",
)
ONE_GP = {"The GP": "GP 2"}


def rows(found: NetworkImpact) -> dict[str, Row]:
    """The rows by the id of the clause, which is the same in both editions."""
    return {(row.new or row.old or nobody()).clause: row for row in found.rows}


def nobody() -> Stand:
    raise AssertionError("a row without a clause")


# --- what brings a transition about -----------------------------------------------------------


def test_what_comes_is_brought_about_by_itself_and_what_it_crowds_out_by_people(
    tmp_path: Path,
) -> None:
    old, new = edition({"1": CLINIC}), edition({"1": CLINIC, "2": SURGERY})
    found = rows(impact(tmp_path, ONE_GP, old, new))
    clinic, surgery = found["1"], found["2"]
    assert (clinic.by, clinic.course) == ("people", "worse")
    assert clinic.new is not None
    assert clinic.new.outcome == Outcome(Verdict.AT_RISK, Cause.COMPETING)
    (clash,) = clinic.clashes
    assert clash.clauses == ("1", "2")
    assert "need 4 GP or nurse hours a week; there are 2: 2 short" in clash.sentence
    assert (clash.whose, clash.at_worst) == ("new", False)
    assert (surgery.old, surgery.by, surgery.course) == (None, "own clause", "worse")


def test_what_goes_frees_people_and_the_conflict_that_is_gone_is_named(tmp_path: Path) -> None:
    old, new = edition({"1": CLINIC, "2": SURGERY}), edition({"1": CLINIC})
    found = rows(impact(tmp_path, ONE_GP, old, new))
    assert (found["1"].by, found["1"].course) == ("people", "better")
    assert [(clash.whose, clash.clauses) for clash in found["1"].clashes] == [("old", ("1", "2"))]
    assert (found["2"].new, found["2"].by, found["2"].course) == (None, "own clause", "better")


def test_a_clause_that_asks_for_too_much_is_impossible_by_itself(tmp_path: Path) -> None:
    old, new = edition({"1": CLINIC, "2": SURGERY}), edition({"1": CLINIC, "2": LONG})
    found = rows(impact(tmp_path, ONE_GP, old, new))
    assert (found["2"].by, found["2"].course) == ("own clause", "worse")
    assert (found["1"].by, found["1"].course) == ("people", "better")


def test_a_conflict_that_other_changes_keep_from_happening_is_named(tmp_path: Path) -> None:
    old, new = edition({"1": CLINIC}), edition({"2": SURGERY})
    found = rows(impact(tmp_path, ONE_GP, old, new))
    assert (found["2"].course, found["2"].by) == ("other", "people")
    assert [(clash.whose, clash.clauses) for clash in found["2"].clashes] == [("alone", ("1", "2"))]


def test_what_is_assumed_of_posts_is_told_from_what_people_are_asked_for(tmp_path: Path) -> None:
    old = edition({"1": SURGERY})
    short = old.workforce.full_time
    assert short is not None
    half = replace(short, low=short.low * Fraction(19, 20), high=short.high * Fraction(19, 20))
    new = replace(old, workforce=replace(old.workforce, full_time=half))
    found = rows(impact(tmp_path, ONE_GP, old, new))
    assert (found["1"].course, found["1"].by) == ("worse", "assumptions")


def test_a_total_that_nobody_splits_is_named_where_no_conflict_can_be() -> None:
    totals = [ROOT / "specs/assumptions/lmc-2020.pcn"]
    old, new = (specification_of(ROOT / "specs" / name, totals)[0] for name in NAMES)
    assert old is not None
    assert new is not None
    name = "skegness-and-coast"
    asked = Subject(read(name, old), read(name, new), read(name, new).as_at, None)
    (found,) = impact_of(old, new, [asked]).networks
    shared = [row for row in found.transitions if row.by == "people"]
    assert shared
    assert all(bool(row.clashes) != bool(row.note) for row in shared)
    assert any("a total that nobody splits: all of 7.2" in row.note for row in shared)


# --- the same a second way: really replace one clause, and judge everything --------------------

CHOICES: tuple[dict[str, str], ...] = tuple(
    {id: body for id, body in zip("123", chosen, strict=True) if body}
    for chosen in product(("", CLINIC), ("", SURGERY, LATER), ("", LONG, NO_WORK))
)
STAFF: tuple[Mapping[str, str], ...] = (
    ONE_GP,
    {"The GP": "GP 3", "A nurse": "nurse 1"},
    {"The GP": "GP 4", "A pharmacist": "pharmacist 1"},
)


def replaced(
    old: Specification, new: Specification, network: Network
) -> Iterator[tuple[str, bool]]:
    """Each clause of the new edition, and whether its change alone gives its verdict there."""
    after = verdicts(new, network)
    for pair in pairs(old, new):
        gone = {clause.id for clause in pair.old}
        kept = [clause for clause in old.clauses if clause.id not in gone]
        alone = verdicts(replace(old, clauses=(*kept, *pair.new)), network)
        for clause in pair.new:
            yield clause.id, alone[clause.id] == after[clause.id]


def verdicts(
    specification: Specification, network: Network
) -> dict[str, tuple[Verdict, frozenset[Verdict]]]:
    judged = assess(specification, network, as_at=AS_AT)
    return {each.id: verdict(each) for each in judged.clauses}


def verdict(result: ClauseResult) -> tuple[Verdict, frozenset[Verdict]]:
    assert result.outcome is not None
    return result.outcome.verdict, frozenset(each.verdict for each in result.possible)


@pytest.mark.parametrize("staff", STAFF)
def test_one_clause_alone_is_judged_as_if_it_were_really_replaced(
    staff: Mapping[str, str], tmp_path: Path
) -> None:
    editions = [edition(chosen) for chosen in CHOICES if chosen]
    seen = set()
    for old, new in product(editions, editions):
        asked = subject(tmp_path, staff, old, new)
        (network,) = impact_of(old, new, [asked]).networks
        found = rows(network)
        for id, alone in replaced(old, new, asked.new):
            row = found[id]
            if row.course == "stays":
                assert row.by is None
                continue
            seen.add(row.by)
            assert row.by == ("own clause" if alone else "people"), (id, row)
            assert (row.by == "people") == bool(row.clashes), row
            assert all(id in clash.clauses for clash in row.clashes)
    assert "own clause" in seen
    assert "people" in seen or staff is not ONE_GP


def both(old: Vocabulary, new: Vocabulary) -> Vocabulary:
    """The words of two editions together."""
    entities = {each.name: each for each in old.entities}
    for each in new.entities:
        before = entities.get(each.name, each).facts
        entities[each.name] = replace(each, facts=tuple(dict.fromkeys((*before, *each.facts))))
    facts = tuple(dict.fromkeys((*old.facts, *new.facts)))
    return replace(new, entities=tuple(entities.values()), facts=facts)


def mixed(old: Specification, new: Specification, pair: Pair) -> Specification:
    """The old edition with one pair changed: its clauses, its words, and the totals they are in."""
    gone, come = ({clause.id for clause in side} for side in (pair.old, pair.new))
    kept = (clause for clause in old.clauses if clause.id not in gone)
    totals = (
        replace(total, clauses=tuple(id for id in total.clauses if id in come))
        for total in new.workforce.totals
        if not come.isdisjoint(total.clauses)
    )
    return replace(
        old,
        clauses=(*kept, *pair.new),
        amended=(),
        vocabulary=both(old.vocabulary, new.vocabulary),
        workforce=replace(old.workforce, totals=(*old.workforce.totals, *totals)),
    )


@pytest.mark.parametrize(
    ("name", "assumptions", "every"),
    [("solas", ("effort-2020",), 30), ("skegness-and-coast", ("lmc-2020", "effort-2020"), 10)],
)
def test_clauses_of_the_contract_are_judged_as_if_really_replaced(
    name: str, assumptions: tuple[str, ...], every: int
) -> None:
    read_from = [ROOT / f"specs/assumptions/{each}.pcn" for each in assumptions]
    old, new = (specification_of(ROOT / "specs" / each, read_from)[0] for each in NAMES)
    assert old is not None
    assert new is not None
    asked = Subject(read(name, old), read(name, new), read(name, new).as_at, None)
    (found,) = impact_of(old, new, [asked]).networks
    told = {row.new.clause: row for row in found.transitions if row.new is not None}
    before, after = (as_it_stood(each, asked.as_at) for each in (old, new))
    where = {clause.id: pair for pair in pairs(before, after) for clause in pair.new}
    for id in list(told)[::every]:
        specification = mixed(before, after, where[id])
        network, _ = load_network(ROOT / "networks" / name, specification.vocabulary)
        assert network is not None
        judged = assess(specification, network, as_at=asked.as_at)
        (alone,) = (verdict(each) for each in judged.clauses if each.id == id)
        row = told[id]
        assert row.new is not None
        assert row.by == ("own clause" if alone == told_of(row.new) else "people"), id


def told_of(stand: Stand) -> tuple[Verdict, frozenset[Verdict]]:
    unknown = stand.outcome.verdict is Verdict.UNKNOWN
    possible = frozenset(each.verdict for each in stand.possible)
    return stand.outcome.verdict, possible if unknown else frozenset()


BACK: dict[Course, Course] = {"worse": "better", "better": "worse"}


def test_the_way_back_mirrors_the_way_there(tmp_path: Path) -> None:
    editions = [edition(chosen) for chosen in CHOICES[1::3] if chosen]
    for old, new in product(editions, editions):
        there, back = (impact(tmp_path, STAFF[1], *each) for each in ((old, new), (new, old)))
        assert {(r.old, r.new, r.course) for r in there.rows} == {
            (r.new, r.old, BACK.get(r.course, r.course)) for r in back.rows
        }
        ways = [{e.roles: e.hours.change for e in each.hours_by_roles} for each in (there, back)]
        assert ways[0] == {roles: reversed_(change) for roles, change in ways[1].items()}


def reversed_(change: Between) -> Between:
    assert change.low is not None
    assert change.high is not None
    return Between(-change.high, -change.low)


# --- verdicts that fared worse or better ------------------------------------------------------


def stand(*possible: Verdict) -> Stand | None:
    if not possible:
        return None
    outcomes = tuple(Outcome(each) for each in possible)
    one = outcomes[0] if len(outcomes) == 1 else Outcome(Verdict.UNKNOWN)
    return Stand("1", "A clause", one, outcomes)


MET, RISK, NO = Verdict.MET, Verdict.AT_RISK, Verdict.IMPOSSIBLE
NOT = Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("before", "after", "course"),
    [
        ((MET,), (MET,), "stays"),
        ((MET,), (RISK,), "worse"),
        ((MET,), (NO,), "worse"),
        ((RISK,), (NO,), "worse"),
        ((), (NO,), "worse"),
        ((), (RISK, NO), "worse"),
        ((NOT,), (RISK,), "worse"),
        ((MET,), (MET, NO), "other"),
        ((), (MET,), "other"),
        ((MET,), (), "other"),
        ((MET,), (NOT,), "other"),
        ((MET, NO), (MET, NO), "stays"),
        ((MET, NO), (MET, RISK), "other"),
        ((NO,), (), "better"),
        ((RISK, NO), (MET,), "better"),
        ((NO,), (RISK,), "better"),
    ],
)
def test_worse_and_better_hold_however_what_is_unknown_turns_out(
    before: tuple[Verdict, ...], after: tuple[Verdict, ...], course: Course
) -> None:
    assert course_of(stand(*before), stand(*after)) == course


# --- hours ------------------------------------------------------------------------------------


def test_hours_add_up_by_clause_and_what_only_moves_is_told_exactly(tmp_path: Path) -> None:
    old, new = edition({"1": CLINIC, "2": SURGERY}), edition({"1": CLINIC, "2": LATER})
    found = impact(tmp_path, ONE_GP, old, new)
    clinic, surgery = found.hours
    assert [row.new for row in found.hours] == [("1",), ("2",)]
    weeks = Fraction(182, 7)  # from 1 October to 31 March
    assert clinic.by_roles[0].hours.before == Between(2 * weeks, 2 * weeks)
    assert clinic.by_roles[0].hours.change == Between(Fraction(0), Fraction(0))
    lost = -2 * Fraction(92, 7)  # October to December
    assert surgery.by_roles[0].hours.change == Between(lost, lost)
    assert {each.roles: each.hours.change.high for each in found.hours_by_roles} == {
        ("GP",): lost,
        ("GP", "nurse"): Fraction(0),
    }


RANGE = """
to review medicines
  takes 1 to 3 hours each time
  of a pharmacist
  cites OWN, unverified
"""


def test_one_estimate_is_the_same_on_both_sides(tmp_path: Path) -> None:
    early = "from 1 October 2020 every week the PCN must review medicines"
    late = "from 1 January 2021 every week the PCN must review medicines"
    old, new = edition({"1": early}, RANGE), edition({"1": late}, RANGE)
    (row,) = impact(tmp_path, ONE_GP, old, new).hours
    (only,) = row.by_roles
    weeks = Fraction(92, 7)
    assert only.hours.change == Between(-3 * weeks, -weeks)


def test_work_that_nobody_estimated_is_named_and_not_counted(tmp_path: Path) -> None:
    old, new = edition({"1": CLINIC}), edition({"1": CLINIC, "3": NO_WORK})
    found = impact(tmp_path, ONE_GP, old, new)
    assert (found.old.not_estimated, found.new.not_estimated) == ((), ("3",))
    assert [row.new for row in found.hours] == [("1",)]


# --- the reference networks -------------------------------------------------------------------


def read(name: str, specification: Specification) -> Network:
    network, faults = load_network(ROOT / "networks" / name, specification.vocabulary)
    assert faults == ()
    assert network is not None
    return network


@cache
def reference() -> Impact:
    old, new = map(shipped, NAMES)
    subjects = []
    for name in REFERENCE:
        networks = [read(name, each) for each in (old, new)]
        subjects.append(Subject(networks[0], networks[1], networks[1].as_at, None))
    return impact_of(old, new, subjects)


@pytest.mark.parametrize("place", range(len(REFERENCE)))
def test_rows_agree_with_two_full_assessments(place: int) -> None:
    found = reference().networks[place]
    for name, side in zip(NAMES, ("old", "new"), strict=True):
        specification = shipped(name)
        network = read(REFERENCE[place], specification)
        judged = assess(specification, network, as_at=network.as_at)
        told = {
            (one.clause, row.asks, one.outcome, one.possible)
            for row in found.rows
            if (one := getattr(row, side)) is not None
        }
        assert told == {
            (each.id, asks_of(each), each.outcome, each.possible or (each.outcome,))
            for each in judged.clauses
            if each.outcome is not None
        }


@pytest.mark.parametrize("place", range(len(REFERENCE)))
def test_money_adds_up_to_two_full_budgets(place: int) -> None:
    found = reference().networks[place]
    for name, side in zip(NAMES, ("before", "after"), strict=True):
        specification = shipped(name)
        network = read(REFERENCE[place], specification)
        whole = budget(specification, network, as_at=network.as_at)
        assert getattr(found.money_of_network, side) == whole.income
        assert getattr(found.money_of_practices, side) == whole.practices


@pytest.mark.parametrize("place", range(len(REFERENCE)))
def test_hours_agree_with_all_the_work_of_either_edition(place: int) -> None:
    found = reference().networks[place]
    for name, side in zip(NAMES, ("before", "after"), strict=True):
        specification = shipped(name)
        network = read(REFERENCE[place], specification)
        names = {(thing.entity, thing.id): thing.name for thing in network.things}
        people = People(specification, Facts(network, None), names, network.as_at)
        most: dict[tuple[str, ...], Fraction] = {}
        for demand in people.demands:
            for work in demand.work:
                days = (min(work.last, found.until) - work.first).days + 1
                minutes = max(each for each in work.listed.each if each is not None)
                roles = tuple(sorted(work.roles))
                times = days if not work.once else int(work.last <= found.until)
                most[roles] = most.get(roles, Fraction(0)) + minutes * times / 60
        told = {each.roles: getattr(each.hours, side).high for each in found.hours_by_roles}
        assert {roles: hours for roles, hours in told.items() if hours} == most
    assert any(each.hours for each in reference().networks)


def test_an_edition_does_nothing_to_networks_against_itself() -> None:
    new = shipped(NAMES[1])
    network = read("boston", new)
    (found,) = impact_of(new, new, [Subject(network, network, network.as_at, None)]).networks
    assert found.transitions == ()
    nothing = Between(Fraction(0), Fraction(0))
    assert {each.hours.change for each in found.hours_by_roles} == {nothing}
    assert (found.money_of_network.change, found.money_of_practices.change) == (nothing, nothing)


def test_the_text_in_force_on_the_day_is_the_one_judged_by() -> None:
    boston = reference().networks[REFERENCE.index("boston")]
    skegness = reference().networks[REFERENCE.index("skegness-and-coast")]
    assert "Amendments of 17 September 2020" in boston.new.variations
    assert "Amendments of 17 September 2020" not in skegness.new.variations
