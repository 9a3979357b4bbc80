"""Duties that differ in one way or another, and every small network that could tell them apart.

What is enumerated here knows nothing of how the program looks for networks: it is the second way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations_with_replacement, product

from small_contract import as_duty

from pcn_rules.compare.demand import within
from pcn_rules.compare.witness import Binding
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_text
from pcn_rules.networks.model import (
    CompleteSeries,
    Days,
    Known,
    Network,
    Record,
    SourceOfFacts,
    Thing,
)

FIRST, LAST = date(2020, 6, 1), date(2020, 7, 26)  # eight weeks
LONG_AGO = date(2019, 1, 1)
OWN = SourceOfFacts("own", "Made up", "nobody", "2019-01-01")

HEADER = """specification "Eight weeks"
  edition "first", published 1 May 2020
  in force from 1 June 2020 to 26 July 2020
  uses "words.pcn"

source SPEC "The contract", Somebody, 1 May 2020

service 1 "A service"
"""

WORDS = """vocabulary "Words"

unit patients, whole numbers

actor PCN, the network
actor practice, each practice
actor commissioner, another party

entity practice
  fact list size        : patients

entity care home
  fact aligned          : yes or no
  fact lead GP agreed   : yes or no
  fact beds             : number
  fact home rounds held : number on a day

event admission
  fact care plan agreed : yes or no
  fact care plan tried  : yes or no
  fact good reason      : yes or no

event readmission
  fact care plan agreed : yes or no
  fact care plan tried  : yes or no
  fact good reason      : yes or no

fact rural : yes or no

measure registered patients : patients
  means sum of list size over practices

phrase "agree a lead GP" means lead GP agreed

phrase "hold (least: number) home rounds" means home rounds held in each period >= least

phrase "hold at most (most: number) home rounds" means home rounds held in each period <= most

state "serve at least (least: patients) registered patients" means registered patients >= least

state "serve at most (most: patients) registered patients" means registered patients <= most

phrase "write a plan"
  attested

phrase "agree a care plan"
  means care plan agreed
  effort shown by care plan tried
"""

DAYS = ("10 June 2020", "30 June 2020", "15 July 2020")
GROUPS = ("for each care home", "for each aligned care home", "for each care home where beds >= 10")


def leads() -> Iterator[str]:
    for when, day, group in product(("by", "from"), DAYS, GROUPS):
        yield f"{when} {day} the PCN must agree a lead GP\n  {group}"
    for day, line in product(DAYS, ("if rural", "unless rural")):
        yield f"by {day} the PCN must agree a lead GP\n  for each aligned care home\n  {line}"


def sizes() -> Iterator[str]:
    for start, least in product((*DAYS, None), (100, 200, 300)):
        yield f"{_from(start)}the PCN must serve at least {least} registered patients"
    for start, most in product((*DAYS, None), (150, 250)):
        yield f"{_from(start)}the PCN must serve at most {most} registered patients"
    for when, day in product(("by", "before"), DAYS):
        yield f"{when} {day} the PCN must write a plan"
    for day in DAYS:
        yield f"from {day} the PCN must write a plan"
        yield f"from {day} the PCN must write a plan\n  unless registered patients >= 200"


def _from(day: str | None) -> str:
    return "" if day is None else f"from {day} "


def rounds() -> Iterator[str]:
    every = ("every week", "every 2 weeks", "from 15 June 2020 every week", "every 4 weeks")
    for often, least, group in product(every, (1, 2), GROUPS[:2]):
        yield f"{often} the PCN must hold {least} home rounds\n  {group}"
    for often, most in product(every, (1, 2)):
        yield f"{often} the PCN must hold at most {most} home rounds\n  for each care home"


def reactions() -> Iterator[str]:
    counted = ("7 working days", "7 calendar days", "2 weeks", "9 calendar days")
    events = ("admission", "admission or readmission")
    for count, event, aim in product(counted, events, ("must", "must aim to")):
        yield f"within {count} of each {event} the PCN {aim} agree a care plan"
    for count, event in product(counted, events):
        yield (
            f"within {count} of each {event} the PCN must agree a care plan\n  unless good reason"
        )


@dataclass(frozen=True)
class Family:
    """Duties that speak of the same things, and networks of those."""

    name: str
    bindings: tuple[Binding, ...]
    networks: tuple[Network, ...]


def families() -> list[Family]:
    return [
        Family("leads", _bindings(leads()), tuple(_lead_networks())),
        Family("sizes", _bindings(sizes()), tuple(_size_networks())),
        Family("rounds", _bindings(rounds()), tuple(_round_networks())),
        Family("reactions", _bindings(reactions()), tuple(_reaction_networks())),
    ]


def contract(bodies: Sequence[str]) -> Specification:
    clauses = "\n".join(
        f'clause 1.{number} "A clause"\n  {body}\n  cites SPEC 1.{number}, verified\n'
        for number, body in enumerate(bodies, start=1)
    )
    specification, faults = load_text({"contract.pcn": HEADER + clauses, "words.pcn": WORDS})
    errors = [fault for fault in faults if fault.severity == "error"]
    assert specification is not None, errors
    return specification


def _bindings(bodies: Iterator[str]) -> tuple[Binding, ...]:
    found = []
    for body in bodies:  # one at a time: together some would contradict each other
        specification = contract([body])
        (clause,) = specification.clauses
        duty = within(as_duty(clause), specification.end)
        found.append(Binding(body, duty, specification.vocabulary))
    return tuple(found)


# --- every network ----------------------------------------------------------------------------

Said = list[tuple[Days, Known]]


def _always(value: bool | Fraction) -> Said:
    return [(Days(LONG_AGO, None), Known(value))]


def _from_day(day: date) -> Said:
    before = Days(LONG_AGO, day - timedelta(1))
    return [(before, Known(False)), (Days(day, None), Known(True, done=day))]


def _done() -> list[Said]:
    days = [date(2020, 6, 10), date(2020, 6, 11), date(2020, 6, 30), date(2020, 7, 15)]
    return [_always(True), *map(_from_day, days), _always(False)]


def _network(things: Sequence[Thing], said: Sequence[tuple[Thing | None, str, Said]]) -> Network:
    records = tuple(
        Record(
            None if thing is None else thing.entity,
            None if thing is None else thing.id,
            fact,
            known,
            days,
            days.first,
            "own",
            "stated",
        )
        for thing, fact, statements in said
        for days, known in statements
    )
    return Network(
        "N1",
        "Small",
        LAST,
        tuple(things),
        records,
        frozenset({"practice", "care home", "admission", "readmission"}),
        (),
        (CompleteSeries("care home", "home rounds held", Days(LONG_AGO, None)),),
        (OWN,),
    )


def _thing(entity: str, id: str, days: Days = Days(LONG_AGO, None)) -> Thing:  # noqa: B008
    return Thing(entity, id, id, days, days.first, "own", "stated")


def _lead_networks() -> Iterator[Network]:
    kinds = list(product((True, False), _done(), (Fraction(5), Fraction(10))))
    for rural in (True, False):
        for many in range(3):
            for homes in combinations_with_replacement(range(len(kinds)), many):
                things = [_thing("care home", f"H{number}") for number in range(many)]
                said: list[tuple[Thing | None, str, Said]] = [(None, "rural", _always(rural))]
                for thing, kind in zip(things, homes, strict=True):
                    aligned, lead, beds = kinds[kind]
                    said += [
                        (thing, "aligned", _always(aligned)),
                        (thing, "lead GP agreed", lead),
                        (thing, "beds", _always(beds)),
                    ]
                yield _network(things, said)


def _size_networks() -> Iterator[Network]:
    amounts = [Fraction(n) for n in (0, 99, 100, 150, 151, 199, 200, 249, 250, 251, 300)]
    turns = (date(2020, 6, 10), date(2020, 6, 11), date(2020, 6, 30), date(2020, 7, 15))
    practice = _thing("practice", "P1")
    for amount, plan in product(amounts, _done()):
        said = [(practice, "list size", _always(amount)), (None, "write a plan", plan)]
        yield _network([practice], said)
    for low, high, turn in product(amounts, amounts, turns):
        before, after = Days(LONG_AGO, turn - timedelta(1)), Days(turn, None)
        size = [(before, Known(low)), (after, Known(high))]
        if low != high:
            yield _network([practice], [(practice, "list size", size)])
    yield _network([], [(None, "write a plan", _always(True))])


def _round_networks() -> Iterator[Network]:
    weeks = [FIRST + timedelta(7 * number) for number in range(8)]
    patterns: list[list[date]] = [
        [],
        weeks,
        weeks[1:],
        weeks[:-1],
        weeks[2:],
        weeks[::2],
        weeks[1::2],
        weeks[::4],
        [week + timedelta(6) for week in weeks],
        [week + timedelta(6 if number % 2 else 0) for number, week in enumerate(weeks)],
        weeks[:3] + weeks[4:],
        [weeks[0], weeks[3], weeks[4], weeks[7]],
    ]
    for pattern, amount, aligned in product(patterns, (1, 2, 3), (True, False)):
        home = _thing("care home", "H1")
        held = [(Days(day, day), Known(Fraction(amount))) for day in pattern]
        said = [(home, "aligned", _always(aligned)), (home, "home rounds held", held)]
        yield _network([home], said)
    yield _network([], [])


def _reaction_networks() -> Iterator[Network]:
    yield _network([], [])
    starts = (date(2020, 6, 1), date(2020, 6, 5), date(2020, 7, 24))
    for entity, start, tried, reason in product(
        ("admission", "readmission"), starts, (True, False), (True, False)
    ):
        event = _thing(entity, "E1", Days(start, start))
        for late in (0, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, None):
            agreed = _always(False) if late is None else _from_day(start + timedelta(late))
            yield _network(
                [event],
                [
                    (event, "care plan agreed", agreed),
                    (event, "care plan tried", _always(tried)),
                    (event, "good reason", _always(reason)),
                ],
            )
