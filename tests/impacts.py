"""Small editions that ask for people's work, and networks of a few posts, to see one on the other.

The words, the assumptions and the network are those of the manual's page on people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from language_pages import PAGES, SPECIFICATION_HEADER, examples_of
from test_language import files_of, write_network

from pcn_rules.compare.impact import Subject, impact_of
from pcn_rules.compare.impact_model import NetworkImpact
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_text
from pcn_rules.networks.folder import load_network

PAGE = {example.heading: example for example in examples_of(PAGES / "people.md")}
PEOPLE = PAGE["Case 26: the nurse takes the clinic, the GP the surgery"]
AS_AT = date(2020, 6, 1)

STAFF_HEADER = "id,name,known,source,standing,describes,role,WTE in post,hours committed\n"

CLINIC = "from 1 October 2020 every week the PCN must hold a clinic"
SURGERY = "from 1 October 2020 every week the PCN must hold a surgery"
LONG = "from 1 October 2020 every week the PCN must hold a long surgery"
LATER = "from 1 January 2021 every week the PCN must hold a surgery"
NO_WORK = "from 1 October 2020 every week the PCN must review medicines"


def files(clauses: Mapping[str, str], assumptions: str = "") -> dict[str, str]:
    """The files of an edition of some clauses, by their ids."""
    texts = files_of(PEOPLE)
    written = "\n".join(
        f'clause {id} "Clause {id}"\n  {body}\n  cites SPEC {id}, verified\n'
        for id, body in clauses.items()
    )
    texts["specification.pcn"] = f"{SPECIFICATION_HEADER}\n{written}"
    texts["assumptions.pcn"] += f"\n{assumptions}"
    return texts


def edition(clauses: Mapping[str, str], assumptions: str = "") -> Specification:
    """An edition of some clauses, by their ids, with the effort that the manual assumes."""
    specification, faults = load_text(files(clauses, assumptions))
    errors = [fault for fault in faults if fault.severity == "error"]
    assert specification is not None, errors
    return specification


def write(folder: Path, posts: Mapping[str, str]) -> None:
    """A network of posts, each its role and the hours a week that are left of it."""
    folder.mkdir(exist_ok=True)
    write_network(PEOPLE, folder)
    rows = (
        f"{id},{id},2020-04-01,us,stated,2020-04-01 onwards,{role},1,{40 - int(left)}\n"
        for id, (role, left) in ((id, post.split()) for id, post in posts.items())
    )
    (folder / "staff.csv").write_text(STAFF_HEADER + "".join(rows), encoding="utf-8")


def subject(
    folder: Path, posts: Mapping[str, str], old: Specification, new: Specification
) -> Subject:
    """That network, read in the words of two editions."""
    write(folder, posts)
    networks = []
    for each in (old, new):
        network, faults = load_network(folder, each.vocabulary)
        assert faults == ()
        assert network is not None
        networks.append(network)
    return Subject(networks[0], networks[1], AS_AT, None)


def impact(
    folder: Path, posts: Mapping[str, str], old: Specification, new: Specification
) -> NetworkImpact:
    """What the change from one edition to another does to that network."""
    (found,) = impact_of(old, new, [subject(folder, posts, old, new)]).networks
    return found


def without(specification: Specification, id: str) -> Specification:
    """An edition without one clause."""
    kept = tuple(clause for clause in specification.clauses if clause.id != id)
    return replace(specification, clauses=kept)
