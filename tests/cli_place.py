"""A small contract with its words, and networks, for the commands to work on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from pcn_rules.cli import choosing, editions
from pcn_rules.cli.main import program
from pcn_rules.shipped import folder

if TYPE_CHECKING:
    import pytest

CONTRACT = """\
specification "Small contract"
  edition "first", published 1 March 2020
  in force from 1 April 2020 to 31 March 2021
  uses "../vocabulary/words.pcn"

source SPEC "Small contract: the text", Somebody, 1 March 2020

service 1 "Homes"

clause 1.1(a) "A lead GP for each home"
  by 31 July 2020 the PCN must agree a lead GP for each aligned care home
  cites SPEC 1.1(a), verified

service 2 "Size"

clause 2.1 "List size"
  from 1 April 2020 the PCN must serve at least 30,000 registered patients
  cites SPEC 2.1, unverified
"""

WORDS = """\
vocabulary "Words"

unit patients, whole numbers

actor PCN, the network

entity care home
  fact aligned        : yes or no
  fact lead GP agreed : yes or no

entity practice
  fact list size : patients

measure registered patients : patients
  means sum of list size over practices

phrase "agree a lead GP for each aligned care home"
  means every aligned care home has lead GP agreed

state "serve at least (minimum: patients) registered patients"
  means registered patients >= minimum
"""

EFFORT = """\
assumptions "Effort"

to agree a lead GP for each aligned care home
  takes negligible effort
  needs nothing
"""

SETTINGS = """\
[network]
id = "{id}"
name = "{name}"
as_at = {as_at}

[lists]
"practice" = "complete"
"care home" = "complete"

[sources.us]
title = "What we know"
publisher = "The network"
day = "2020-05-01"
"""

HOMES = """\
id,name,from,to,known,source,standing,describes,aligned,lead GP agreed
{id}A,Ash,,,2020-05-01,us,stated,2020-04-01 onwards,yes,{lead}
"""

PRACTICES = """\
id,name,from,to,known,source,standing,planned,list size
{id}1,First,2020-04-01,,2020-05-01,us,stated,,{size}
"""

MAKE_SIZE_STAND = """
[[stands_for]]
fact = "list size"
entity = "practice"
from = 2020-04-01
reason = "lists change slowly"
"""


def put(place: Path, files: dict[str, str]) -> None:
    """Write files into a folder."""
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")


def network(
    id: str, *, as_at: str = "2020-06-01", lead: str = "no", size: str = "31000"
) -> dict[str, str]:
    settings = SETTINGS.format(id=id, name=f"Network {id}", as_at=as_at)
    return {
        "network.toml": settings + MAKE_SIZE_STAND,
        "care-homes.csv": HOMES.format(id=id, lead=lead),
        "practices.csv": PRACTICES.format(id=id, size=size),
    }


def contract_and_network(place: Path) -> None:
    """A contract in `specs/first`, and a network in `ours`."""
    put(place / "specs/first", {"contract.pcn": CONTRACT})
    put(place / "specs/vocabulary", {"words.pcn": WORDS})
    put(place / "specs/assumptions", {"effort.pcn": EFFORT})
    put(place / "ours", network("X1"))


def shipping(monkeypatch: pytest.MonkeyPatch, specs: Path) -> None:
    """Let the specifications of a folder be those that come with the program."""
    for module in (choosing, editions):
        monkeypatch.setattr(
            module, "folder", lambda name: specs if name == "specs" else folder(name)
        )


def run(*words: str) -> Result:
    """What a command does."""
    return CliRunner().invoke(program, words)


def assess(*words: str) -> Result:
    """What `assess` does with the small contract."""
    return run("assess", *words, "--spec", "specs/first")
