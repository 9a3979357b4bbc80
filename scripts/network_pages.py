"""Write what a reference network says of itself: its settings, its sources and its README."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reference_networks import Plan

_OGL = "Open Government Licence v3.0"

_SOURCES = {
    "ods-2019": (
        "ePCN: primary care networks and their core partners, file of 4 December 2019",
        "Organisation Data Service, NHS Digital",
        "2019-12-04",
        _OGL,
        "",
    ),
    "ods": (
        "ePCN: primary care networks and their core partners, file of 27 April 2022",
        "Organisation Data Service, NHS Digital",
        "2022-04-27",
        _OGL,
        "",
    ),
    "lists": (
        "Patients Registered at a GP Practice, January 2021",
        "NHS Digital",
        '"January 2021"',
        _OGL,
        "rank = 1            # a count of its own day; QOF counts for another purpose\n",
    ),
    "qof": (
        "Quality and Outcomes Framework 2020-21: lists of March 2021",
        "NHS Digital",
        '"September 2021"',
        _OGL,
        "rank = 2\n",
    ),
    "payments": (
        "NHS Payments to General Practice, England, 2020-21",
        "NHS Digital",
        "2021-11-25",
        _OGL,
        "",
    ),
    "homes": (
        "Care directory of mid-2026: homes with their postcodes",
        "Care Quality Commission",
        '"June 2026"',
        _OGL,
        "",
    ),
    "beds": (
        "Care directory of mid-2020: names of homes and their beds, matched by name",
        "Care Quality Commission",
        '"July 2020"',
        _OGL,
        "",
    ),
    "workforce": (
        "Primary Care Network Workforce, December 2020, as published again in 2022",
        "NHS Digital",
        '"2022"',
        _OGL,
        "",
    ),
    "press": (
        "Primary care network serving 80,000 patients collapses due to DES concerns",
        "Pulse",
        '"June 2020"',
        "facts only",
        "",
    ),
}

_STANDS_FOR = """
# A value that describes another day counts only where it is said to, and is shown as an assumption.

[[stands_for]]
entity = "practice"
fact = "list size"
source = "lists"
from = 2020-01-01
to = 2021-03-31
reason = "the count of 1 January 2021 is taken from 1 January 2020 on: no other is at hand"

[[stands_for]]
entity = "practice"
fact = "weighted list size"
source = "payments"
from = 2020-01-01
to = 2020-03-31
reason = "the average of 2020-21 is taken for the count of 1 January 2020: no other is at hand"

[[stands_for]]
entity = "care home"
fact = "beds"
source = "beds"
from = 2020-04-01
to = 2021-03-31
reason = "the directory of mid-2020 is taken for the contract year: no other is at hand"
"""


def settings(plan: Plan, sources: Iterable[str]) -> str:
    """The text of network.toml."""
    notes = "".join(f"\n  {_quoted(note)}," for note in plan.notes)
    used = "".join(_source(name) for name in _SOURCES if name in set(sources))
    return (
        f"# {plan.name} from published data; see README.md.\n\n"
        "[network]\n"
        f"id = {_quoted(plan.code)}\n"
        f"name = {_quoted(plan.name)}\n"
        f"as_at = {plan.as_at}\n"
        f"notes = [{notes}\n]\n\n"
        "# Membership is published whole. Homes come from a directory of 2026, which lacks those\n"
        "# that closed since; of staff and of what happened on a day little was published.\n\n"
        "[lists]\n"
        'practice = "complete"\n'
        '"care home" = "open"\n'
        'post = "open"\n'
        'admission = "open"\n'
        'readmission = "open"\n'
        '"cancelled session" = "open"\n'
        '"outside practice" = "open"\n'
        '"sub-contract" = "open"\n'
        f"{used}{_STANDS_FOR}"
    )


def _source(name: str) -> str:
    title, publisher, day, licence, more = _SOURCES[name]
    return (
        f"\n[sources.{name}]\n"
        f"title = {_quoted(title)}\n"
        f"publisher = {_quoted(publisher)}\n"
        f"day = {day}\n"
        f"licence = {_quoted(licence)}\n"
        'standing = "published"\n'
        f"{more}"
    )


def readme(plan: Plan, practices: str, homes: str, sources: Iterable[str]) -> str:
    """The text of README.md: where each fact comes from, and what nobody published."""
    return "\n".join(_paragraphs(plan, practices, homes, set(sources))) + "\n"


def _paragraphs(plan: Plan, practices: str, homes: str, sources: set[str]) -> Iterator[str]:
    yield f"# {plan.name} ({plan.code})\n"
    yield "A reference network from published data, built by `scripts/build_networks.py`.\n"
    yield "| what | from |\n|---|---|"
    for name, (title, publisher, day, licence, _) in _SOURCES.items():
        if name in sources:
            yield f"| `{name}` | {title}, {publisher}, {day.strip(chr(34))}. {licence} |"
    yield "\nContains public sector information licensed under the Open Government Licence v3.0.\n"
    yield f"## The practices\n\n{practices}"
    yield (
        "The average list of the payment year is no count of any day, so it is shown here only.\n"
        "Where QOF's list of 31 March 2021 differs from the count that stands for the year, the\n"
        "count goes first (`rank`) and the other is shown beside it.\n"
    )
    if "ods-2019" in sources:
        yield (
            "Membership became known in steps: the file of December 2019 names the core partners\n"
            "of that day, with no end; what the file of April 2022 says goes first from then on.\n"
        )
    yield (
        "A practice that the register lists is taken to go on taking part, and to be in no other\n"
        "network than the one it is listed under. `likely` marks what published facts only\n"
        "suggest; the note beside it says which, and it never counts.\n"
    )
    yield f"## The homes\n\n{homes}"
    yield (
        "The day of the directory of 2020 is mid-2020; its beds are taken for 1 July 2020. A home\n"
        "that it does not name may have opened since, or changed its name or owner: its beds are\n"
        "missing, and so is whether it is aligned. Which home is aligned with which network was\n"
        "never published. `likely yes` is a guess from the outward code of its postcode; it is\n"
        "shown beside the question and never counts.\n"
    )
    yield "## What is missing\n"
    yield (
        "Alignments, residents, lead GPs, agreements, home rounds, plans, extended hours,\n"
        "approvals, most staff and what was sent to the commissioner were not published. They are\n"
        "missing here, not zero and not no.\n"
        "Whoever knows them can fill them in."
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
