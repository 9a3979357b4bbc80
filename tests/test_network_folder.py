"""A folder becomes a network: what stands on which days, what is known of it, and since when."""

from __future__ import annotations

import hashlib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_network import FILES, VOCABULARY, load

from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import (
    CompleteSeries,
    Days,
    Known,
    Missing,
    Network,
    NotApplicable,
    Planned,
    Record,
    SourceOfFacts,
    StandsFor,
    Thing,
)

ALWAYS = Days(date.min, None)
JUNE = date(2020, 6, 1)


def sound(folder: Path, **changed: str | None) -> Network:
    network, found = load(folder, **changed)
    assert [(fault.code, fault.message) for fault in found] == []
    assert network is not None
    return network


def one_record(folder: Path, value: str, describes: str = "", known: str = "") -> Record:
    row = f"care home,B,lead GP agreed,{value},{describes},{known},own"
    evidence = f"about,id,fact,value,describes,known,source\n{row}\n"
    network = sound(folder, evidence=evidence)
    return network.records[-1]


def test_a_network_has_what_its_file_says(tmp_path: Path) -> None:
    network = sound(tmp_path / "n")
    assert (network.id, network.name, network.as_at) == ("N1", "Small network", JUNE)
    assert network.complete == {"practice", "admission"}
    assert network.sources == (
        SourceOfFacts("own", "What the network says", "Small network", "1 June 2020"),
        SourceOfFacts(
            "nhs",
            "Published lists",
            "NHS",
            "May 2020",
            licence="OGL v3.0",
            suppressed=(Fraction(1), Fraction(4)),
        ),
    )


def test_every_file_that_was_read_is_listed_with_its_hash(tmp_path: Path) -> None:
    network = sound(tmp_path / "n")
    folder = (tmp_path / "n").as_posix()
    assert {file.path: file.sha256 for file in network.files} == {
        f"{folder}/{name}": hashlib.sha256(text.encode()).hexdigest()
        for name, text in FILES.items()
    }


def test_practices_stand_on_the_days_of_their_membership(tmp_path: Path) -> None:
    first, second, *_ = sound(tmp_path / "n").things
    known = date(2020, 5, 1)
    assert first == Thing(
        "practice", "P1", "First practice", Days(date(2019, 10, 1), None), known, "nhs", "published"
    )
    assert second.stands == Days(date(2019, 10, 1), date(2020, 8, 31))
    assert first.place is not None
    assert first.place.text == "P1"


def test_a_home_without_days_stands_always_and_without_a_name_goes_by_its_id(
    tmp_path: Path,
) -> None:
    homes = "id,source,planned\nA,own,\nB,own,yes\n"
    things = sound(tmp_path / "n", care_homes=homes).things
    assert [(thing.name, thing.stands, thing.planned) for thing in things[2:]] == [
        ("A", ALWAYS, False),
        ("B", ALWAYS, True),
    ]


def test_an_event_stands_on_its_day(tmp_path: Path) -> None:
    text = "id,name,on,source,care plan agreed\n1,One,2020-05-01,own,yes on 2020-05-13\n"
    network = sound(tmp_path / "n", admissions=text)
    assert network.things[-1].stands == Days(date(2020, 5, 1), date(2020, 5, 1))
    assert network.things[-1].standing == "stated"


def test_an_event_known_before_it_happened_has_to_be_planned(tmp_path: Path) -> None:
    header = "id,on,known,source,planned\n"
    _, found = load(tmp_path / "a", admissions=f"{header}1,2020-07-01,2020-06-01,own,\n")
    assert [(fault.code, fault.span.text) for fault in found] == [("E448", "2020-06-01")]
    network = sound(tmp_path / "b", admissions=f"{header}1,2020-07-01,2020-06-01,own,yes\n")
    assert network.things[-1].planned


def test_a_blank_cell_states_nothing(tmp_path: Path) -> None:
    records = sound(tmp_path / "n").records
    assert [(r.subject, r.fact) for r in records if r.entity == "care home"] == [
        ("A", "aligned"),
        ("A", "beds"),
        ("B", "aligned"),
        ("B", "lead GP agreed"),
        ("A", "lead GP agreed"),
    ]


@pytest.mark.parametrize(
    ("value", "describes", "value_read", "days"),
    [
        ("yes", "", Known(True), Days(JUNE, JUNE)),
        ("no", "2020-05-31", Known(False), Days(date(2020, 5, 31), date(2020, 5, 31))),
        (
            "yes on 2020-05-05",
            "",
            Known(True, done=date(2020, 5, 5)),
            Days(date(2020, 5, 5), date(2020, 5, 5)),
        ),
        (
            "yes on 2020-05-05",
            "2020-04-01 onwards",
            Known(True, done=date(2020, 5, 5)),
            Days(date(2020, 5, 5), None),
        ),
        (
            "yes on 2020-05-05",
            "2020-04-01 to 2020-04-30",
            Known(True, done=date(2020, 5, 5)),
            Days(date(2020, 5, 5), date(2020, 5, 5)),
        ),
        (
            "planned yes from 2020-09-01",
            "",
            Planned(True, date(2020, 9, 1)),
            Days(JUNE, None),
        ),
        ("likely yes", "", Missing(likely=True), ALWAYS),
        (
            "likely yes",
            "2020-05-31",
            Missing(likely=True),
            Days(date(2020, 5, 31), date(2020, 5, 31)),
        ),
        ("not applicable", "", NotApplicable(), ALWAYS),
        ("unknown", "", Missing(), ALWAYS),
    ],
)
def test_the_days_that_a_value_describes(
    tmp_path: Path, value: str, describes: str, value_read: object, days: Days
) -> None:
    record = one_record(tmp_path / "n", value, describes)
    assert (record.value, record.describes) == (value_read, days)


def test_a_date_holds_from_itself_once_known(tmp_path: Path) -> None:
    rows = "A,own,2020-05-01\nB,own,2020-09-01\n"
    records = sound(tmp_path / "n", care_homes=f"id,source,registered on\n{rows}").records
    assert [r.describes for r in records if r.fact == "registered on"] == [
        Days(date(2020, 5, 1), None),
        Days(JUNE, None),
    ]


def test_a_row_of_many_facts_gives_its_days_to_those_that_have_a_day(tmp_path: Path) -> None:
    homes = "id,source,describes,aligned,beds\nA,own,2020-05-01 onwards,likely yes,26\nB,own,,,\n"
    records = sound(tmp_path / "n", care_homes=homes).records
    found = {
        r.fact: r.describes for r in records if r.subject == "A" and r.fact != "lead GP agreed"
    }
    assert found == {"aligned": ALWAYS, "beds": Days(date(2020, 5, 1), None)}


def test_what_is_known_since_when_and_how_it_stands(tmp_path: Path) -> None:
    assert one_record(tmp_path / "a", "yes").known == JUNE
    record = one_record(tmp_path / "b", "yes", "", "2020-05-20")
    assert (record.known, record.standing, record.source) == (date(2020, 5, 20), "stated", "own")


def test_the_standing_of_a_row_goes_before_that_of_its_source(tmp_path: Path) -> None:
    homes = "id,source,standing\nA,nhs,\nB,nhs,stated\nC,own,Published\n"
    things = sound(tmp_path / "n", care_homes=homes).things[2:]
    assert [thing.standing for thing in things] == ["published", "stated", "published"]
    assert things[0].known == date(2020, 5, 31)


def test_with_one_source_rows_need_not_name_it(tmp_path: Path) -> None:
    one = FILES["network.toml"].split("[sources.nhs]", maxsplit=1)[0]
    practices = "id,list size\nP1,20000\n"
    network = sound(
        tmp_path / "n", network=one, practices=practices, care_homes=None, evidence=None
    )
    assert network.records[0].source == "own"


def test_evidence_of_the_network_and_of_phrases_it_attests(tmp_path: Path) -> None:
    network = sound(
        tmp_path / "n",
        evidence="About,ID,Fact,Value,source,note\n"
        "network,N1,care homes covered,at least 26,own,four practices\n"
        "network,,The agreement of  the commissioner,yes on 2020-05-05,own,\n"
        "care homes,A,welcome its visitors,yes,own,\n"
        "network,,extended hours offered,,own,nobody counted\n",
    )
    found = [(r.entity, r.subject, r.fact, r.note) for r in network.records[-3:]]
    assert found == [
        (None, None, "care homes covered", "four practices"),
        (None, None, "the agreement of the commissioner", ""),
        ("care home", "A", "welcome its visitors", ""),
    ]


def test_columns_in_any_order_and_case_with_marks_of_spreadsheets(tmp_path: Path) -> None:
    homes = "\ufeffBeds, Source ,ID,,\r\n26,own,A\r\n,,,,\r\n\r\n12,own,B,,"
    network = sound(tmp_path / "n", care_homes=homes)
    beds = [r.value for r in network.records if r.fact == "beds"]
    assert beds == [Known(Fraction(26)), Known(Fraction(12))]
    assert network.records[-2].place is not None
    assert (network.records[-2].place.line, network.records[-2].place.text) == (5, "12")


def test_quoted_cells_and_old_line_ends(tmp_path: Path) -> None:
    homes = 'id,name,source\rA,"The ""Old""\nRectory, Main Street" , "own" \r'
    network = sound(tmp_path / "n", care_homes=homes)
    assert network.things[-1].name == 'The "Old" Rectory, Main Street'


def test_no_headings_is_a_fault_and_headings_alone_are_an_empty_list(tmp_path: Path) -> None:
    _, found = load(tmp_path / "a", care_homes="\n\n", evidence=None)
    assert [fault.code for fault in found] == ["E416"]
    assert sound(tmp_path / "b", care_homes="id,beds\n", evidence=None).things[2:] == ()


def test_headings_at_fault_are_one_fault(tmp_path: Path) -> None:
    _, found = load(tmp_path / "a", care_homes='id,"name\nA,Home A\n', evidence=None)
    assert [fault.code for fault in found] == ["E413"]
    _, found = load(tmp_path / "b", care_homes="id,colour,source\n,red,\nA,,own\n")
    assert [fault.code for fault in found] == ["E414"]


def test_semicolons_between_cells_are_told_apart(tmp_path: Path) -> None:
    _, found = load(tmp_path / "n", care_homes="id;beds\nA;26\n")
    assert [(f.code, f.help) for f in found] == [
        ("E414", "save it with commas between cells"),
        ("E416", "add it to the headings"),
    ]


def test_a_misspelt_id_is_one_fault(tmp_path: Path) -> None:
    _, found = load(tmp_path / "n", care_homes="ids,beds\nA,26\n")
    assert [(f.code, f.help) for f in found] == [("E414", "did you mean `id`?")]


STATEMENTS = """
[[stands_for]]
entity = "practices"
fact = "List size"
source = "nhs"
subject = "P1"
from = 2020-04-01
to = "2021-03-31"
reason = "the lists change little"

[[stands_for]]
fact = "care homes covered"
entity = "network"
from = 2020-04-01
reason = "nothing changed"

[[complete_series]]
entity = "care home"
fact = "home rounds held"
from = 2020-05-01
to = 2020-05-31

[[complete_series]]
fact = "extended hours offered"
from = 2020-05-01
"""


def test_statements_about_days(tmp_path: Path) -> None:
    network = sound(tmp_path / "n", network=FILES["network.toml"] + STATEMENTS)
    year = Days(date(2020, 4, 1), date(2021, 3, 31))
    assert network.stands_for == (
        StandsFor("practice", "P1", "list size", "nhs", year, "the lists change little"),
        StandsFor(
            None, None, "care homes covered", None, Days(date(2020, 4, 1), None), "nothing changed"
        ),
    )
    assert network.complete_series == (
        CompleteSeries("care home", "home rounds held", Days(date(2020, 5, 1), date(2020, 5, 31))),
        CompleteSeries(None, "extended hours offered", Days(date(2020, 5, 1), None)),
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "underlined"),
    [
        ('entity = "practices"', 'entity = "dentist"', "E411", '"dentist"'),
        ('fact = "List size"', 'fact = "list sise"', "E412", '"list sise"'),
        ('subject = "P1"', 'subject = "P7"', "E442", '"P7"'),
        ('source = "nhs"\nsubject', 'source = "nsh"\nsubject', "E445", '"nsh"'),
        ('to = "2021-03-31"', 'to = "2019-03-31"', "E422", '"2019-03-31"'),
        ('to = "2021-03-31"', 'to = "2021-02-29"', "E420", '"2021-02-29"'),
        ('to = "2021-03-31"', "to = 2021-03-31T10:00:00", "E410", "2021-03-31T10:00:00"),
        ('to = "2021-03-31"', "to = 3", "E410", "3"),
        ('to = "2021-03-31"', "to = 2021-03-32", "E420", "2021-03-32"),
        ('fact = "home rounds held"', 'fact = "beds"', "E430", '"beds"'),
        ('fact = "home rounds held"', 'fact = "rounds"', "E412", '"rounds"'),
        ("[[complete_series]]\nfact", "[stands_for.more]\nfact", "E408", "stands_for.more"),
        ('reason = "nothing changed"', 'reason = ""', "E410", '""'),
        ('reason = "nothing changed"', "", "E409", "stands_for"),
        ("[[stands_for]]\nfact", "[stands_for]\nfact", "E407", "[stands_for]"),
    ],
)
def test_statements_at_fault(
    tmp_path: Path, old: str, new: str, code: str, underlined: str
) -> None:
    text = (FILES["network.toml"] + STATEMENTS).replace(old, new)
    _, found = load(tmp_path / "n", network=text)
    assert [(fault.code, fault.span.text) for fault in found] == [(code, underlined)]


@pytest.mark.parametrize(
    ("old", "new", "code", "underlined"),
    [
        ("[network]", "network = 3\n[x]", "E410", "network"),
        ("[lists]", "lists = 3\n[x]", "E408", "x"),
        ('"care home" = "open"', '"car home" = "open"', "E411", '"car home"'),
        ('practice = "complete"', 'practice = ["complete"]', "E410", '["complete"]'),
        ("day = 2020-06-01", 'day = "one day"', "E421", '"one day"'),
        ("day = 2020-06-01", "day = 5", "E410", "5"),
        ('suppressed = "1 to 4"', 'suppressed = "4 to 1"', "E434", '"4 to 1"'),
        ('suppressed = "1 to 4"', "rounded_to = 0", "E410", "0"),
        ('suppressed = "1 to 4"', "rounded_to = true", "E410", "true"),
        ('suppressed = "1 to 4"', "rounded_to = inf", "E410", "inf"),
        ('suppressed = "1 to 4"', "rounded_to = 1e-99999999", "E410", "1e-99999999"),
        ('suppressed = "1 to 4"', "rank = true", "E410", "true"),
        ('standing = "published"', 'standing = ["stated"]', "E410", '["stated"]'),
        ('standing = "published"', 'standing = "official"', "E410", '"official"'),
        ('id = "N1"', 'id = "@N1"', "E438", '"@N1"'),
        ('name = "Small network"', "name = ''''''", "E410", "''''''"),
        ("as_at = 2020-06-01", "as_at = 2020-06-31", "E420", "2020-06-31"),
        ("as_at = 2020-06-01", 'as_at = 2020-06-01\nnotes = ["a", 5]', "E410", '["a", 5]'),
        ("as_at = 2020-06-01", "as_at = 2020-06-01\nas_at = 2020-06-02", "E407", "as_at"),
        ('name = "Small network"', 'name = "Small network', "E407", 'name = "Small network'),
        ('name = "Small network"', "name = " + "9" * 5000, "E407", ""),
        ('name = "Small network"', "name = " + "[" * 3000, "E407", ""),
        ("[lists]", "[lists]\n[lists]", "E407", "lists"),
        ("[network]", "stands_for = 3\n[network]", "E410", "stands_for"),
        ("[network]", "sources = 3\n[network]", "E407", "[sources.own]"),
        ("[network]", "lists.practice = 3\n[network]", "E407", "practice"),
        (
            "as_at = 2020-06-01",
            "as_at = 2020-06-01 and later",
            "E407",
            "as_at = 2020-06-01 and later",
        ),
    ],
)
def test_settings_at_fault(tmp_path: Path, old: str, new: str, code: str, underlined: str) -> None:
    text = FILES["network.toml"].replace(old, new, 1)
    _, found = load(tmp_path / "n", network=text)
    assert (code, underlined) in [(fault.code, fault.span.text) for fault in found] or (
        not underlined and code in [fault.code for fault in found]
    )


def test_the_places_of_settings_are_found_past_comments_and_long_texts(tmp_path: Path) -> None:
    text = FILES["network.toml"].replace(
        "as_at = 2020-06-01",
        'as_at = "soon"   # not yet = "decided"\nnotes = [ # [lists]\n  "a]",\n'
        '  """b\n[sources.own]\nday = 3""",\n]',
    )
    _, found = load(tmp_path / "n", network=text)
    assert [(fault.code, fault.span.text) for fault in found] == [("E421", '"soon"')]


def test_a_rounded_step_may_be_a_decimal_and_stays_exact(tmp_path: Path) -> None:
    text = FILES["network.toml"].replace('suppressed = "1 to 4"', "rounded_to = 0.1")
    assert sound(tmp_path / "n", network=text, practices=None).sources[1].rounded_to == Fraction(
        1, 10
    )


def test_sources_that_are_no_table(tmp_path: Path) -> None:
    text = FILES["network.toml"].split("[sources.own]")[0] + "[[stands_for]]\n"
    _, found = load(
        tmp_path / "n",
        network="sources = 3\n" + text,
        practices=None,
        care_homes=None,
        evidence=None,
    )
    assert [(fault.code, fault.span.text) for fault in found] == [
        ("E410", "sources"),
        *[("E409", "stands_for")] * 3,
    ]


def test_settings_at_fault_hide_no_fault_of_a_table(tmp_path: Path) -> None:
    _, found = load(tmp_path / "n", network="[network\n", care_homes="id,beds,source\nA,-1,who\n")
    assert [fault.code for fault in found] == ["E433", "E407"]


def test_a_list_that_could_not_be_read_makes_no_faults_elsewhere(tmp_path: Path) -> None:
    load(tmp_path / "n")
    (tmp_path / "n" / "care-homes.csv").write_bytes(b"id\nB\xe9\n")
    _, found = load_network(tmp_path / "n", VOCABULARY)
    assert [fault.code for fault in found] == ["E405"]


@pytest.mark.parametrize(
    ("row", "code", "underlined"),
    [
        ("care home,A,,26,own,", "E412", "care home,A,,26,own,"),
        ("care home,A,beds,26,own,=1+1", "E438", "=1+1"),
        ("network,,beds,26,own,", "E412", "beds"),
    ],
)
def test_evidence_at_fault(tmp_path: Path, row: str, code: str, underlined: str) -> None:
    evidence = f"about,id,fact,value,source,note\n{row}\n"
    _, found = load(tmp_path / "n", evidence=evidence)
    assert [(fault.code, fault.span.text) for fault in found] == [(code, underlined)]


def test_evidence_of_many_faults_is_not_read_to_its_end(tmp_path: Path) -> None:
    evidence = "about,id,fact,value,source\n" + "care home,A,beds,-1,own\n" * 600
    _, found = load(tmp_path / "n", evidence=evidence)
    assert [fault.code for fault in found] == [*["E433"] * 500, "E418"]


def test_an_event_with_a_day_nobody_can_read_is_one_fault(tmp_path: Path) -> None:
    _, found = load(tmp_path / "n", admissions="id,on,source\n1,May,own\n")
    assert [(fault.code, fault.span.text) for fault in found] == [("E421", "May")]


def test_a_fact_may_have_the_name_of_a_column_which_goes_first(tmp_path: Path) -> None:
    network = sound(tmp_path / "n", care_homes="id,name,source\nA,from,own\n")
    assert network.things[-1].name == "from"


TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet='",\r\n\t ;=[]abidfrom0123456789-*', max_size=200),
    st.sampled_from(sorted(FILES.values())).flatmap(
        lambda text: st.tuples(
            st.just(text), st.integers(0, len(text)), st.text(max_size=5), st.integers(0, 20)
        ).map(lambda t: t[0][: t[1]] + t[2] + t[0][t[1] + t[3] :])
    ),
)


def test_a_line_of_white_space_alone_is_told_where_it_stands(tmp_path: Path) -> None:
    load(tmp_path)
    (tmp_path / "network.toml").write_text("\xa0", encoding="utf-8")
    _, (fault,) = load_network(tmp_path, VOCABULARY)
    assert fault.code == "E407"
    assert fault.span.start == fault.span.end == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(sorted(FILES)), TEXTS)
def test_no_text_is_too_strange_to_be_read_or_reported(
    tmp_path: Path, name: str, text: str
) -> None:
    folder = tmp_path / "n"
    load(folder)
    (folder / name).write_bytes(text.encode("utf-8", errors="surrogatepass"))
    network, found = load_network(folder, VOCABULARY)
    assert (network is None) == bool(found)
    for fault in found:
        assert fault.span.start <= fault.span.end <= len(fault.span.source.text)
        assert "\n" not in fault.message
