"""Write what a reference network says of itself: its settings, its sources and its README."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reference_networks import ENGLAND_NETWORKS, Plan

from pcn_rules.imports.importing import Imported
from pcn_rules.imports.membership import spoken
from pcn_rules.imports.settings import (
    Assumed,
    Heading,
    SourceOfRows,
    lists_assumed,
    lists_source,
    prevalence_source,
    register_source,
)
from pcn_rules.imports.settings import settings as toml
from pcn_rules.values.days import written

_CQC, _NHS = "Care Quality Commission", "NHS Digital"
_SOURCES = (
    register_source("ods-2019", date(2019, 12, 4)),
    register_source("ods", date(2022, 4, 27)),
    lists_source(date(2021, 1, 1)),
    prevalence_source(date(2021, 3, 31)),
    SourceOfRows(
        "payments",
        "NHS Payments to General Practice, England, 2020-21",
        _NHS,
        "2021-11-25",
    ),
    SourceOfRows(
        "homes",
        "Care directory of mid-2026: homes with their postcodes",
        _CQC,
        '"June 2026"',
    ),
    SourceOfRows(
        "beds",
        "Care directory of mid-2020: names of homes and their beds, matched by name",
        _CQC,
        '"July 2020"',
    ),
    SourceOfRows(
        "workforce",
        "Primary Care Network Workforce, December 2020, as published again in 2022",
        _NHS,
        '"2022"',
    ),
    SourceOfRows(
        "press",
        "Primary care network serving 80,000 patients collapses due to DES concerns",
        "Pulse",
        '"June 2020"',
        "facts only",
    ),
)

_COMMENT = (
    "# Membership is published whole. Homes come from a directory of 2026, which lacks those\n"
    "# that closed since; of staff and of what happened on a day little was published.\n"
)

_STANDS_FOR = (
    lists_assumed(date(2021, 1, 1), date(2020, 1, 1), date(2021, 3, 31)),
    Assumed(
        "practice",
        "weighted list size",
        "payments",
        date(2020, 1, 1),
        date(2020, 3, 31),
        "the average of 2020-21 is taken for the count of 1 January 2020: no other is at hand",
    ),
    Assumed(
        "care home",
        "beds",
        "beds",
        date(2020, 4, 1),
        date(2021, 3, 31),
        "the directory of mid-2020 is taken for the contract year: no other is at hand",
    ),
)


def settings(plan: Plan, sources: Iterable[str]) -> str:
    """The text of network.toml."""
    heading = Heading(plan.code, plan.name, date.fromisoformat(plan.as_at), plan.notes, _COMMENT)
    used = set(sources)
    text = toml(heading, [each for each in _SOURCES if each.id in used], _STANDS_FOR)
    area = ", ".join(f'"{code}"' for code in plan.outward)
    day = f"as_at = {plan.as_at}\n"
    return text.replace(day, f"{day}area = [{area}]\n", 1)


def readme(plan: Plan, practices: str, homes: str, sources: Iterable[str]) -> str:
    """The text of README.md: where each fact comes from, and what nobody published."""
    return "\n".join(_paragraphs(plan, practices, homes, set(sources))) + "\n"


def _paragraphs(plan: Plan, practices: str, homes: str, sources: set[str]) -> Iterator[str]:
    yield f"# {plan.name} ({plan.code})\n"
    yield "A reference network from published data, built by `scripts/build_networks.py`.\n"
    yield "| what | from |\n|---|---|"
    for each in _SOURCES:
        if each.id in sources:
            day = each.day.strip('"')
            yield f"| `{each.id}` | {each.title}, {each.publisher}, {day}. {each.licence} |"
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
        "shown beside the question and never counts. The same codes stand for the area of the\n"
        "network, with no better account of it at hand.\n"
    )
    yield "## What is missing\n"
    yield (
        "Alignments, residents, lead GPs, agreements, home rounds, plans, extended hours,\n"
        "approvals, most staff and what was sent to the commissioner were not published. They are\n"
        "missing here, not zero and not no.\n"
        "Whoever knows them can fill them in."
    )


def england_readme(imported: Imported) -> str:
    """The text of README.md beside the table of all networks."""
    return "\n".join(_england_paragraphs(imported)) + "\n"


def _england_paragraphs(imported: Imported) -> Iterator[str]:
    found = imported.found
    yield f"# Networks of England on {written(found.day)}\n"
    yield (
        "What `pcn-rules import ods` makes of files that the ODS, NHS Digital and the CQC\n"
        "published; `scripts/build_networks.py` runs it.\n"
    )
    yield f"* `networks.csv`: all {len(found.networks):,} networks that had members on the day."
    yield (
        "* `import.json`: which files were read, by the hash of their bytes, what was asked for,\n"
        "  and all on which they disagree or which they lack.\n"
        "* a folder for each network below, chosen because they differ.\n"
    )
    yield (
        "They stand apart from the four of Lincolnshire, of which far more is known: here are\n"
        "published figures only, and nearly every verdict is *unknown*.\n"
    )
    yield "| folder | network | practices | patients counted | chosen for |\n|---|---|---|---|---|"
    for code, why in ENGLAND_NETWORKS.items():
        network = found.networks[code]
        counts = found.published.lists.patients if found.published.lists else {}
        patients = sum(counts.get(row.practice) or 0 for row in network.members)
        name = f"{spoken(network.registered.name)} ({code})"
        practices = len(network.members)
        yield f"| `{network.folder}` | {name} | {practices} | {patients:,} | {why} |"
    yield (
        "\nContains public sector information licensed under the Open Government Licence v3.0.\n"
        "Of each network its own README says where its facts come from."
    )
