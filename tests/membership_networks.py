"""Generated networks of a few practices, with homes, staff and facts that are or are not theirs."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from pcn_rules.networks.model import (
    CompleteSeries,
    Days,
    Estimate,
    Known,
    Missing,
    Network,
    Planned,
    Record,
    SourceOfFacts,
    StandsFor,
    Thing,
    Value,
)

OWN = SourceOfFacts("own", "What the network says", "Small network", "1 May 2020", rank=1)
NHS = SourceOfFacts("nhs", "Published lists", "NHS", "1 May 2020", rank=2)
KNOWN = date(2020, 5, 1)
LAST = date(2020, 6, 30)
FIRST = LAST + timedelta(days=1)

_days = st.one_of(
    st.just(Days(date(2020, 4, 1), None)),
    st.just(Days(date.min, None)),
    st.just(Days(date(2020, 4, 1), date(2020, 5, 31))),
    st.just(Days(date(2020, 4, 1), date(2020, 9, 30))),
    st.just(Days(date(2020, 8, 1), None)),
)
_described = st.sampled_from(
    [Days(date(2020, 4, 1), None), Days(KNOWN, KNOWN), Days(date(2020, 4, 1), date(2020, 5, 31))]
)
_wte: st.SearchStrategy[Value] = st.sampled_from(
    [
        Known(Fraction(1)),
        Missing(Fraction(0), Fraction(1)),
        Missing(),
        Estimate(Fraction(1, 2), Fraction(1)),
        Planned(Fraction(1), date(2020, 9, 1)),
    ]
)
_yes: st.SearchStrategy[Value] = st.sampled_from(
    [Known(True), Known(True, done=date(2020, 4, 1)), Known(False), Missing(), Missing(likely=True)]
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """A network of two to four practices, all of them members after the last day."""
    practices = [f"P{n}" for n in range(1, draw(st.integers(2, 4)) + 1)]
    things = [
        Thing("practice", id, f"Practice {id}", Days(date(2019, 10, 1), None), KNOWN, "nhs")
        for id in practices
    ]
    if draw(st.booleans()):  # membership was learnt in steps
        row = things[0]
        things.append(Thing(*_of(row), date(2020, 5, 20), "own", "stated"))
    records = [
        Record(
            "practice", id, "list size", Known(Fraction(draw(st.integers(1, 40_000)))),
            Days(date(2020, 1, 1), date(2020, 1, 1)), KNOWN, "nhs", "published",
        )
        for id in practices
    ]  # fmt: skip
    whose = st.sampled_from(["", "network", *practices])
    for number in range(draw(st.integers(0, 3))):
        id = f"H{number}"
        things.append(Thing("care home", id, id, draw(_days), KNOWN, "own", practice=draw(whose)))
        records.append(_record("care home", id, "aligned", draw(_yes), draw(_described)))
        beds = Known(Fraction(draw(st.integers(1, 60))))
        records.append(_record("care home", id, "beds", beds, Days(date(2020, 4, 1), None)))
    for number in range(draw(st.integers(0, 3))):
        id = f"S{number}"
        stands = draw(_days)
        things.append(Thing("post", id, id, stands, KNOWN, "own", practice=draw(whose)))
        wte = draw(_wte) if stands.last is None else Known(Fraction(1))
        records.append(_record("post", id, "WTE in post", wte, draw(_described)))
    for number in range(draw(st.integers(0, 2))):
        day = draw(st.sampled_from([date(2020, 4, 20), date(2020, 7, 20)]))
        id = f"A{number}"
        planned = day > KNOWN
        event = Thing("admission", id, id, Days(day, day), KNOWN, "own", "stated", planned)
        things.append(event)
    lists = draw(st.sets(st.sampled_from(["practice", "care home", "post", "admission"])))
    year = Days(date(2020, 1, 1), date(2021, 3, 31))
    return Network(
        id="N1",
        name="Small network",
        as_at=date(2020, 6, 1),
        things=tuple(things),
        records=(*records, _record(None, None, "care homes covered", Known(Fraction(3)), year)),
        complete=frozenset(lists),
        stands_for=(
            StandsFor("practice", None, "list size", "nhs", year, "no other is at hand"),
            StandsFor("care home", None, "aligned", None, year, "it seldom changes"),
        )[: draw(st.integers(0, 2))],
        complete_series=(CompleteSeries("care home", "home rounds held", year),)[
            : draw(st.integers(0, 1))
        ],
        sources=(OWN, NHS),
        posts=(("post", "WTE in post"),),
    )


def _of(row: Thing) -> tuple[str, str, str, Days]:
    return row.entity, row.id, row.name, row.stands


def _record(entity: str | None, subject: str | None, fact: str, value: Value, days: Days) -> Record:
    return Record(entity, subject, fact, value, days, KNOWN, "own", "stated")
