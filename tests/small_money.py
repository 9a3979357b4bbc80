"""Contracts of payments and networks of a few figures, for tests of what they come to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.result import ClauseResult, Money
from pcn_rules.load import load_text
from pcn_rules.networks.folder import load_network

HEADER = """specification "Example"
  edition "final", published 31 March 2020
  in force from 1 April 2020 to 31 March 2021
  uses "vocabulary.pcn"

source SPEC "The contract", NHS England, 31 March 2020

service 9 "Entitlements"
"""

VOCABULARY = """vocabulary "Example"

unit patients, whole numbers
unit weighted patients
unit beds
unit points

actor PCN, the network
actor nominated payee, the network
actor commissioner, another party

entity practice
  fact list size          : patients
  fact weighted list size : weighted patients

entity care home
  fact aligned : yes or no
  fact beds    : beds

fact director in post : yes or no
fact adjustment       : %

measure registered patients : patients
  means sum of list size over practices

measure weighted patients : weighted patients
  means sum of weighted list size over practices
"""

NETWORK = """[network]
id = "N"
name = "Example"
as_at = 2020-10-01

[lists]
practice = "{practices}"
"care home" = "{homes}"

[sources.us]
title = "Our own records"
publisher = "the network"
day = "2020"
licence = "none"
"""


def clauses(*bodies: str) -> str:
    """Clauses 1, 2 and so on, each with a citation."""
    written = []
    for number, body in enumerate(bodies, start=1):
        lines = "".join(f"  {line}\n" for line in body.splitlines())
        written.append(f'clause {number} "A clause"\n{lines}  cites SPEC {number}, verified\n')
    return "\n".join(written)


def results(
    folder: Path,
    contract: str,
    *,
    practices: str = "",
    homes: str = "",
    evidence: str = "",
    more: str = "",
    lists: tuple[str, str] = ("complete", "complete"),
) -> dict[str, ClauseResult]:
    """Every clause as it comes out; `more` are further lines of the vocabulary.

    Practices and homes are rows of id, name, first day, last day and their figures; everything was
    known from the start.
    """
    specification, faults = load_text(
        {"contract.pcn": f"{HEADER}\n{contract}", "vocabulary.pcn": f"{VOCABULARY}\n{more}"}
    )
    assert faults == ()
    assert specification is not None
    known = "2019-01-01,us,stated,2019-01-01 onwards"
    head = "id,name,from,to,known,source,standing,describes"
    texts = {
        "network.toml": NETWORK.format(practices=lists[0], homes=lists[1]),
        "practices.csv": _table(f"{head},list size,weighted list size", practices, known),
        "care-homes.csv": _table(f"{head},aligned,beds", homes, known),
        "evidence.csv": f"about,id,fact,value,describes,known,source,standing\n{evidence}",
    }
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    network, found = load_network(folder, specification.vocabulary)
    assert found == ()
    assert network is not None
    judged = assess(specification, network, as_at=date(2020, 10, 1))
    return {clause.id: clause for clause in judged.clauses}


def _table(head: str, rows: str, known: str) -> str:
    lines = [head]
    for row in rows.splitlines():
        cells = row.split(",")
        lines.append(",".join([*cells[:4], known, *cells[4:]]))
    return "\n".join(lines) + "\n"


def money(found: dict[str, ClauseResult], id: str = "1") -> Money:
    """What a clause comes to."""
    sum_ = found[id].money
    assert sum_ is not None
    return sum_


def exactly(sum_: Money) -> Fraction:
    """The one amount a sum comes to."""
    assert sum_.low == sum_.high
    return sum_.low
