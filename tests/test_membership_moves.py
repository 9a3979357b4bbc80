"""Moving practices out of networks and into others: what goes along, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from membership_networks import FIRST, KNOWN, LAST, networks
from small_network import VOCABULARY

from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.money.flows import added
from pcn_rules.membership.moves import put_in, take_out
from pcn_rules.membership.totals import totals
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Days, Known, Missing, Network, Record, SourceOfFacts, Thing
from pcn_rules.networks.writing import network_files


@given(networks())
@settings(deadline=None)
def test_out_and_in_again_gives_the_network_back(network: Network) -> None:
    for practice in sorted(Facts(network, None).standing("practice", LAST), key=lambda t: t.id):
        remaining, part = take_out(network, practice.id, LAST)
        assert plain(put_in(remaining, part, FIRST)) == plain(network)


@given(networks())
@settings(deadline=None)
def test_what_leaves_and_what_remains_come_to_what_there_was(network: Network) -> None:
    remaining, part = take_out(network, "P1", LAST)
    afterwards = [(remaining, FIRST), (part.network, FIRST)]
    for total in totals([(network, FIRST)], afterwards, FIRST, None):
        assert added((*total.after, total.doubt)) == added(total.before), total.words
        assert added((total.gone,)) == added(())


@given(networks())
@settings(deadline=None)
def test_who_left_stands_on_one_side_only_on_any_day(network: Network) -> None:
    remaining, part = take_out(network, "P1", LAST)
    for day in (date(2020, 4, 1), LAST, FIRST, date(2020, 12, 31)):
        before = {t.id for t in Facts(network, None).standing("practice", day)}
        here = {t.id for t in Facts(remaining, None).standing("practice", day)}
        there = {t.id for t in Facts(part.network, None).standing("practice", day)}
        assert here | there == before
        assert not here & there
        assert ("P1" in there) == (day > LAST)


@given(networks())
@settings(deadline=None, max_examples=50)
def test_what_is_in_doubt_is_said_on_neither_side(network: Network) -> None:
    remaining, part = take_out(network, "P1", LAST)
    for side in (remaining, part.network):
        facts = Facts(side, None)
        for entity, id in part.doubt:
            if entity == "care home":
                value = facts.on((entity, id, "aligned"), FIRST).value
                assert value == Missing(likely=None)
            else:
                match facts.on((entity, id, "WTE in post"), FIRST).value:
                    case Missing(low=low):
                        assert not low
                    case other:
                        pytest.fail(f"{other} is known of a post in doubt")


@given(networks())
@settings(deadline=None, max_examples=30)
def test_each_side_written_as_a_folder_reads_as_itself(network: Network) -> None:
    for side in take_out(network, "P1", LAST)[0], take_out(network, "P1", LAST)[1].network:
        assert plain(read_back(side)) == plain(side)


def read_back(network: Network) -> Network:
    with TemporaryDirectory() as place:
        for name, text in network_files(network, VOCABULARY).items():
            (Path(place) / name).write_text(text, encoding="utf-8", newline="")
        read, faults = load_network(Path(place), VOCABULARY)
        assert read is not None, faults
        return read


def plain(network: Network) -> Network:
    """A network without what depends on the order of its files."""
    things = tuple(sorted(network.things, key=repr))
    records = tuple(sorted(network.records, key=repr))
    known = {thing.entity for thing in things} | network.complete
    return replace(
        network, things=things, records=records, files=(), complete=network.complete & known
    )


# --- one by one -------------------------------------------------------------------------------


def small(*things: Thing, records: tuple[Record, ...] = ()) -> Network:
    since = Days(date(2019, 10, 1), None)
    members = (
        Thing("practice", "P1", "First", since, KNOWN, "own"),
        Thing("practice", "P2", "Second", since, KNOWN, "own"),
    )
    return Network(
        id="N1",
        name="Small network",
        as_at=date(2020, 6, 1),
        things=(*members, *things),
        records=records,
        complete=frozenset(("practice", "care home", "post")),
        stands_for=(),
        complete_series=(),
        sources=(SourceOfFacts("own", "What we say", "We", "1 May 2020"),),
        posts=(("post", "WTE in post"),),
    )


def home(id: str, practice: str) -> Thing:
    return Thing("care home", id, id, Days(date.min, None), KNOWN, "own", practice=practice)


def says(entity: str, id: str, fact: str, value: bool | int) -> Record:
    known = Known(value if isinstance(value, bool) else Fraction(value))
    return Record(entity, id, fact, known, Days(KNOWN, None), KNOWN, "own", "stated")


def test_homes_go_where_they_are_said_to_be() -> None:
    records = tuple(says("care home", id, "aligned", True) for id in "ABCD")
    network = small(home("A", "P1"), home("B", "P2"), home("C", "network"), home("D", ""),
                    records=records)  # fmt: skip
    remaining, part = take_out(network, "P1", LAST)
    here = {t.id for t in Facts(remaining, None).standing("care home", FIRST)}
    there = {t.id for t in Facts(part.network, None).standing("care home", FIRST)}
    assert (here, there) == ({"B", "C", "D"}, {"A", "D"})
    assert part.doubt == {("care home", "D")}
    for side, sure in ((remaining, "B"), (part.network, "A")):
        facts = Facts(side, None)
        assert facts.on(("care home", sure, "aligned"), FIRST).value == Known(True)
        assert facts.on(("care home", "D", "aligned"), FIRST).value == Missing()


def test_a_post_in_doubt_may_be_there_in_part() -> None:
    post = Thing("post", "S", "S", Days(date.min, None), KNOWN, "own")
    network = small(post, records=(says("post", "S", "WTE in post", 1),))
    remaining, part = take_out(network, "P1", LAST)
    for side in (remaining, part.network):
        found = Facts(side, None).on(("post", "S", "WTE in post"), FIRST)
        assert found.value == Missing(Fraction(0), Fraction(1))


def test_what_was_known_of_a_home_up_to_the_last_day_stays_known() -> None:
    network = small(home("D", ""), records=(says("care home", "D", "aligned", True),))
    for side in (take_out(network, "P1", LAST)[0], take_out(network, "P1", LAST)[1].network):
        facts = Facts(side, None)
        assert facts.on(("care home", "D", "aligned"), LAST).value == Known(True)
        assert facts.on(("care home", "D", "aligned"), FIRST).value == Missing()


def test_a_practice_in_another_network_is_there_because_it_was_asked_about() -> None:
    _, part = take_out(small(home("A", "P1")), "P1", LAST)
    other = replace(small(), id="N2", name="Other", things=small().things[1:])
    other = replace(other, things=tuple(replace(t, id="Q") for t in other.things))
    whole = put_in(other, part, date(2020, 8, 1))
    (row,) = [t for t in whole.things if t.id == "P1"]
    assert (row.stands, row.source, row.standing) == (
        Days(date(2020, 8, 1), None), "asked", "stated",
    )  # fmt: skip
    assert [s.id for s in whole.sources] == ["own", "asked"]
    assert {t.id for t in whole.things} == {"Q", "P1", "A"}


def test_a_source_of_the_same_name_that_is_another_gets_another_name() -> None:
    _, part = take_out(small(records=(says("practice", "P1", "list size", 9),)), "P1", LAST)
    theirs = SourceOfFacts("own", "What they say", "They", "2 May 2020")
    other = replace(small(), id="N2", things=(), records=(), sources=(theirs,))
    whole = put_in(other, part, FIRST)
    assert [s.id for s in whole.sources] == ["own", "own-2", "asked"]
    assert [r.source for r in whole.records] == ["own-2"]


def test_a_home_that_both_list_is_listed_once_by_the_networks_own_account() -> None:
    beds = says("care home", "A", "beds", 20)
    _, part = take_out(small(home("A", "P1"), records=(beds,)), "P1", LAST)
    mine = says("care home", "A", "beds", 30)
    other = replace(small(home("A", ""), records=(mine,)), id="N2")
    whole = put_in(replace(other, things=other.things[1:]), part, FIRST)
    assert [t.id for t in whole.things if t.entity == "care home"] == ["A"]
    assert [r.value for r in whole.records if r.fact == "beds"] == [Known(Fraction(30))]


def test_a_list_is_complete_where_both_were() -> None:
    _, part = take_out(small(home("A", "P1")), "P1", LAST)
    other = replace(small(), id="N2", things=(), complete=frozenset(("practice", "post")))
    assert put_in(other, part, FIRST).complete == {"practice", "post"}
