"""Where a network says one thing twice and differently, and when a rank settles it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_network import FILES, load

from pcn_rules.networks.agreement import check_things, latest
from pcn_rules.networks.disagreements import check_facts
from pcn_rules.networks.model import (
    Days,
    Known,
    Missing,
    Record,
    SourceOfFacts,
    StandsFor,
    Thing,
    Value,
)

HEADER = "about,id,fact,value,describes,known,source\n"
RANKED = FILES["network.toml"].replace("day = 2020-06-01", "day = 2020-06-01\nrank = 1")


def found(
    folder: Path, rows: str, settings: str = FILES["network.toml"]
) -> list[tuple[str, str, str]]:
    _, faults = load(folder, network=settings, evidence=HEADER + rows)
    return [(f.code, f.related[0].span.text, f.span.text) for f in faults]


@pytest.mark.parametrize(
    ("rows", "disagreeing"),
    [
        # The same day, other values.
        ("care home,A,beds,24,2020-06-01,,own\n", ("26", "24")),
        ("care home,A,beds,24,2020-05-01 onwards,,nhs\n", ("26", "24")),
        ("care home,A,beds,estimate 20 to 30,2020-06-01,,own\n", ("26", "estimate 20 to 30")),
        ("care home,A,beds,between 20 and 30,2020-06-01,,own\n", ("26", "between 20 and 30")),
        ("care home,A,aligned,no,2020-06-01,,own\n", ("yes", "no")),
        ("care home,A,aligned,not applicable,,,own\n", ("yes", "not applicable")),
        # The same value, other days, or nothing claimed.
        ("care home,A,beds,26,2020-06-01,2020-06-01,nhs\n", None),
        ("care home,A,beds,24,2020-05-31,,own\n", None),
        ("care home,A,beds,unknown,2020-06-01,,own\n", None),
        ("care home,A,beds,likely 24,,,own\n", None),
        ("care home,B,beds,24,2020-06-01,,own\n", None),
        # Amounts of a series add up.
        ("care home,A,home rounds held,1,2020-05-01,,own\n" * 2, None),
        (
            "care home,A,home rounds held,1,2020-05-01,,own\n"
            "care home,A,home rounds held,2,2020-05-01,,own\n",
            None,
        ),
        # Something done on two days was done.
        (
            "care home,A,lead GP agreed,yes on 2020-05-05,2020-05-05 onwards,,own\n"
            "care home,A,lead GP agreed,yes on 2020-05-09,2020-05-05 onwards,,own\n",
            None,
        ),
    ],
)
def test_two_values_disagree_where_they_hold_on_one_day(
    tmp_path: Path, rows: str, disagreeing: tuple[str, str] | None
) -> None:
    expected = [] if disagreeing is None else [("E450", *disagreeing)]
    assert found(tmp_path / "n", rows) == expected


def test_a_ranked_source_goes_before_one_without_a_rank(tmp_path: Path) -> None:
    rows = "care home,A,beds,24,2020-05-01 onwards,2020-06-02,nhs\n"
    assert found(tmp_path / "n", rows, RANKED) == []


def test_a_rank_does_not_settle_what_one_source_says_twice(tmp_path: Path) -> None:
    rows = "care home,A,beds,24,2020-06-01,,own\n"
    assert found(tmp_path / "n", rows, RANKED) == [("E450", "26", "24")]


def test_the_better_source_has_to_be_known_as_early(tmp_path: Path) -> None:
    # Whoever asks what was known on 20 May sees 24 and 25, and nothing to choose by.
    rows = (
        "care home,B,beds,24,2020-05-01 onwards,2020-05-01,nhs\n"
        "care home,B,beds,25,2020-05-01 onwards,2020-05-02,nhs\n"
        "care home,B,beds,26,2020-05-01 onwards,{known},own\n"
    )
    late, early = rows.format(known="2020-06-01"), rows.format(known="2020-05-02")
    assert found(tmp_path / "late", late, RANKED) == [("E450", "24", "25")]
    assert found(tmp_path / "early", early, RANKED) == []


def test_a_better_source_settles_only_the_days_it_speaks_of(tmp_path: Path) -> None:
    rows = (
        "care home,B,beds,24,2020-05-01 onwards,2020-05-01,nhs\n"
        "care home,B,beds,25,2020-05-01 onwards,2020-05-01,nhs\n"
        "care home,B,beds,26,2020-05-01 to 2020-05-31,2020-05-01,own\n"
    )
    assert found(tmp_path / "n", rows, RANKED) == [("E450", "24", "25")]


def test_a_value_that_stands_for_other_days_may_disagree_there(tmp_path: Path) -> None:
    statement = (
        '\n[[stands_for]]\nentity = "care home"\nfact = "beds"\nsource = "own"\nsubject = "A"\n'
        'from = 2020-07-01\nto = 2020-07-31\nreason = "no change"\n'
    )
    rows = "care home,A,beds,24,2020-07-15,2020-07-15,nhs\n"
    assert found(tmp_path / "a", rows) == []
    assert found(tmp_path / "b", rows, FILES["network.toml"] + statement) == [("E450", "26", "24")]


def test_the_remedy_names_the_sources_to_rank(tmp_path: Path) -> None:
    rows = "care home,A,beds,24,2020-05-01 onwards,,nhs\n"
    _, [fault] = load(tmp_path / "a", evidence=HEADER + rows)
    assert fault.help == "rank the sources `nhs` and `own` in network.toml"
    _, [fault] = load(tmp_path / "b", evidence=HEADER + rows.replace("nhs", "own"))
    assert fault.help == "leave one of them out, or say which days each describes"


def test_a_network_fact_said_twice(tmp_path: Path) -> None:
    rows = "network,,care homes covered,26,,,own\nnetwork,,care homes covered,27,,,own\n"
    _, [fault] = load(tmp_path / "n", evidence=HEADER + rows)
    assert fault.message == "`care homes covered` is `26` and `27` on the same days"


def test_one_id_twice_on_a_list(tmp_path: Path) -> None:
    rows = "id,name,from,to,source\nA,Home A,,,own\nA,Home A,2020-05-01,,own\nB,Home B,,,own\n"
    _, [fault] = load(tmp_path / "n", care_homes=rows)
    assert (fault.code, fault.message) == ("E441", "`A` is listed twice from 1 May 2020")


MEMBERS = "id,from,to,known,source\n"


def test_a_membership_may_be_learnt_in_steps(tmp_path: Path) -> None:
    steps = "P1,2019-10-01,,2019-12-04,nhs\nP1,2019-10-01,2020-05-31,2022-04-27,nhs\n"
    network, found = load(tmp_path / "a", practices=MEMBERS + steps)
    assert found == ()
    assert network is not None
    [practice] = [thing for thing in latest(network.things) if thing.entity == "practice"]
    assert (practice.stands.last, practice.known) == (date(2020, 5, 31), date(2022, 4, 27))
    back = "P1,2020-07-01,,{known},nhs\n"
    again = MEMBERS + steps + back
    assert load(tmp_path / "b", practices=again.format(known="2022-04-27"))[1] == ()
    # In 2021 nobody knew yet that the first membership had ended.
    _, [fault] = load(tmp_path / "c", practices=again.format(known="2021-01-01"))
    assert (fault.code, fault.message) == ("E441", "`P1` is listed twice from 1 July 2020")


def test_two_rows_known_on_one_day_are_no_steps(tmp_path: Path) -> None:
    rows = "P1,2019-10-01,,2019-12-04,nhs\nP1,2019-10-01,2020-05-31,2019-12-04,nhs\n"
    _, [fault] = load(tmp_path / "n", practices=MEMBERS + rows)
    assert fault.code == "E441"
    assert fault.help == "leave one of them out, or say in `known` when the other became known"


def test_two_events_never_share_an_id(tmp_path: Path) -> None:
    rows = "id,on,source\n1,2020-05-01,own\n1,2020-05-02,own\n"
    _, [fault] = load(tmp_path / "n", admissions=rows)
    assert (fault.code, fault.message) == ("E441", "`1` is listed twice")


def test_many_disagreements_of_one_fact_are_cut_short(tmp_path: Path) -> None:
    days = [date(2020, 1, 1) + timedelta(days=ahead) for ahead in range(60)]
    rows = "".join(
        f"care home,B,beds,{beds},{day},2020-06-01,own\n" for day in days for beds in (1, 2)
    )
    _, faults = load(tmp_path / "n", evidence=HEADER + rows)
    assert {fault.code for fault in faults} == {"E450"}
    assert 20 < len(faults) < 30


# --- against the plain definition ---------------------------------------------------------------

START = date(2020, 1, 1)
DAYS = st.tuples(st.integers(0, 6), st.one_of(st.none(), st.integers(0, 6))).map(
    lambda ends: Days(
        START + timedelta(days=ends[0]),
        None if ends[1] is None else START + timedelta(days=sum(ends)),
    )
)
BOUNDED = Missing(Fraction(0), Fraction(1))
VALUES: st.SearchStrategy[Value] = st.sampled_from(
    [Known(True), Known(False), Missing(), Missing(likely=True), BOUNDED]
)
RECORDS = st.lists(
    st.builds(
        lambda value, days, known, source: Record(
            "care home",
            "A",
            "aligned",
            value,
            days,
            START + timedelta(days=known),
            source,
            "stated",
        ),
        VALUES,
        DAYS,
        st.integers(0, 3),
        st.sampled_from(["first", "second", "unranked", "other"]),
    ),
    max_size=5,
)
STANDS = st.lists(
    st.builds(
        lambda source, days: StandsFor("care home", None, "aligned", source, days, "so"),
        st.sampled_from([None, "first", "other"]),
        DAYS,
    ),
    max_size=2,
)
SOURCES = (
    SourceOfFacts("first", "First", "Us", "2020", rank=1),
    SourceOfFacts("second", "Second", "Us", "2020", rank=2),
    SourceOfFacts("unranked", "Unranked", "Us", "2020"),
    SourceOfFacts("other", "Other", "Us", "2020"),
)


def disagree(records: list[Record], stands: list[StandsFor]) -> bool:
    """Whether on some day, of what was known by some day, the best sources differ."""
    ranks = {source.id: source.rank or 99 for source in SOURCES}
    for day in (START + timedelta(days=ahead) for ahead in range(20)):
        for known_by in (START + timedelta(days=ahead) for ahead in range(4)):
            holding = [
                record
                for record in records
                if record.known <= known_by
                and record.value not in (Missing(), Missing(likely=True))
                and any(
                    day in days
                    for days in (
                        record.describes,
                        *(s.days for s in stands if s.source in {None, record.source}),
                    )
                )
            ]
            best = min((ranks[record.source] for record in holding), default=0)
            if len({r.value for r in holding if ranks[r.source] == best}) > 1:
                return True
    return False


@given(RECORDS, STANDS)
def test_disagreement_is_what_it_is_defined_to_be(
    records: list[Record], stands: list[StandsFor]
) -> None:
    reported = list(check_facts(records, stands, SOURCES, frozenset()))
    assert bool(reported) == disagree(records, stands)


STEPS = st.lists(st.tuples(DAYS, st.integers(0, 3)), max_size=4)


def twice_on_one_day(steps: list[tuple[Days, int]]) -> bool:
    """Whether by what some day knows two rows share a day, the later known going first."""
    for known_by in range(4):
        visible = [(days, known) for days, known in steps if known <= known_by]
        last = [
            (days, known)
            for days, known in visible
            if not any(d.first == days.first and k > known for d, k in visible)
        ]
        for (one, _), (other, _) in combinations(last, 2):
            first = max(one.first, other.first)
            if first in one and first in other:
                return True
    return False


@given(STEPS, st.booleans())
def test_listed_twice_is_what_it_is_defined_to_be(
    steps: list[tuple[Days, int]], event: bool
) -> None:
    things = [
        Thing("care home", "A", "A", days, START + timedelta(days=known), "own")
        for days, known in steps
    ]
    reported = list(check_things(things, frozenset({"care home"} if event else ())))
    assert bool(reported) == (len(steps) > 1 if event else twice_on_one_day(steps))
