"""Build the reference networks from the files that NHS Digital, ODS and the CQC published.

    python scripts/build_networks.py DATA_FOLDER [NETWORKS_FOLDER]

The data folder holds `ods/`, `nhs-digital/`, `cqc/` and `lincolnshire/`. What published files say
is read and settled as `pcn-rules import ods` does; this adds what was typed from other publications
and what is told of each network. Then the networks of England on one day are imported, those that
are named with a folder each. The result is the same whenever and wherever it is built. Needs the
extra `import` (python-calamine).
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from network_pages import england_readme, readme, settings
from reference_networks import ENGLAND, ENGLAND_NETWORKS, ENGLAND_ON, NETWORKS, Plan

from pcn_rules.cli.folders import write_folder
from pcn_rules.imports.facts import (
    EvidenceRow,
    bed_rows,
    home_rows,
    list_rows,
    member_rows,
    own_rows,
    practice_row,
    prevalence_rows,
)
from pcn_rules.imports.folder import HOMES, MEMBERS, member_lines, table
from pcn_rules.imports.importing import TABLE, Wanted, folders, read, settle, table_of_all
from pcn_rules.imports.membership import NetworkOnDay, OnDay, PlacedHome, on_day
from pcn_rules.imports.model import Published
from pcn_rules.language.faults import Faults
from pcn_rules.networks.evidence import COLUMNS as EVIDENCE
from pcn_rules.report.import_data import import_json

YEAR = "2020-04-01 to 2021-03-31"
_OWN = ("network approved the year before", "network area approved")
"""Facts of a network that are taken as the import has them; others are told of it."""

Row = tuple[str, ...]
Practice = tuple[str, str]


@dataclass(frozen=True)
class Typed:
    """The published files as imported, and what was typed from other publications."""

    published: Published
    payments: dict[str, dict[str, str]]
    workforce: list[dict[str, str]]


def main(arguments: list[str]) -> int:
    """Build every reference network; returns the exit status."""
    if len(arguments) not in {1, 2}:
        print(__doc__)
        return 2
    data, target = Path(arguments[0]), Path(arguments[1] if len(arguments) == 2 else "networks")
    wanted = _wanted(data)
    published = _published(wanted)
    typed = Typed(
        published,
        {row["practice_code"]: row for row in _typed(data, "nhs-payments-2020-21-extract.csv")},
        list(_typed(data, "pcn-workforce-2020-12-partial.csv")),
    )
    for plan in NETWORKS:
        folder = target / plan.folder
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files(plan, typed).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        print(f"{folder.as_posix()}: built")
    _england(target / ENGLAND, published, wanted)
    return 0


def _wanted(data: Path) -> Wanted:
    published = data / "nhs-digital"
    return Wanted(
        on=ENGLAND_ON,
        workbook=data / "ods" / "ePCN-2022-04-27.xlsx",
        previous=data / "ods" / "ePCN-2019-12-04.xlsx",
        lists=published / "gp-reg-pat-prac-all-2021-01.csv",
        map=published / "gp-reg-pat-prac-map-2020-09.csv",
        prevalence=published / "qof-2020-21-prevalence.csv",
        care_homes=data / "cqc" / "care-homes-lincolnshire.csv",
    )


def _published(wanted: Wanted) -> Published:
    faults = Faults()
    published = read(wanted, faults)
    if published is None:
        raise SystemExit("\n".join(f"{each.span}: {each.message}" for each in faults.sorted()))
    return published


def _typed(data: Path, name: str) -> Iterator[dict[str, str]]:
    with (data / "lincolnshire" / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


# --- one network --------------------------------------------------------------------------------


def files(plan: Plan, typed: Typed) -> dict[str, str]:
    """The files of one network by name."""
    found = on_day(typed.published, date.fromisoformat(plan.as_at))
    network = found.networks[plan.code]
    practices = sorted({code: name for code, name, *_ in member_lines(network.rows)}.items())
    homes = _homes(plan, typed.published)
    staff = list(_staff(plan, typed))
    evidence = [*_practice_facts(practices, typed), *_register_facts(network, found, homes)]
    evidence.extend([*_press(plan, practices), *_own(network, found), *_told(plan)])
    sources = {"homes", *(source for _, source in network.rows), *(row[6] for row in evidence)}
    built = {
        "practices.csv": table((*MEMBERS, "postcode"), _placed(member_lines(network.rows), typed)),
        "care-homes.csv": table(HOMES, home_rows(homes)),
        "evidence.csv": table(EVIDENCE, evidence),
    }
    if staff:
        columns = ("id", "name", "from", "source", "describes", "WTE in post", "role")
        built["staff.csv"] = table(columns, staff)
        sources.add("workforce")
    built["network.toml"] = settings(plan, sources)
    built["README.md"] = readme(
        plan, _practice_table(practices, typed), _home_words(plan, homes), sources
    )
    return built


def _homes(plan: Plan, published: Published) -> list[PlacedHome]:
    """The homes in the outward codes that the plan names, which are more than its practices'."""
    assert published.care_homes is not None
    homes = sorted(published.care_homes.homes, key=lambda home: home.code)
    return [PlacedHome(home, alone=True) for home in homes if home.outward in plan.outward]


def _placed(rows: Iterable[Sequence[str]], typed: Typed) -> Iterator[tuple[str, ...]]:
    """The rows of practices, each with the postcode that payments were made to."""
    for row in rows:
        yield (*row, typed.payments[row[0]]["postcode"])


def _practice_facts(practices: list[Practice], typed: Typed) -> Iterator[EvidenceRow]:
    lists, prevalence = typed.published.lists, typed.published.prevalence
    assert lists is not None
    assert prevalence is not None
    for code, _ in practices:
        weighted = typed.payments[code]["weighted_patients"]
        yield from list_rows(code, lists)
        yield practice_row(code, "weighted list size", weighted, YEAR, "payments")
        yield from prevalence_rows(code, prevalence)
        contract = typed.payments[code]["contract_type"]
        held = "primary medical contract held"
        yield practice_row(code, held, "yes", YEAR, "payments", f"a contract of {contract}")


def _register_facts(
    network: NetworkOnDay, found: OnDay, homes: list[PlacedHome]
) -> Iterator[EvidenceRow]:
    published = found.published
    assert published.care_homes is not None
    yield from member_rows(network, found)
    yield from bed_rows(homes, published.care_homes.day, "beds")


def _own(network: NetworkOnDay, found: OnDay) -> Iterator[EvidenceRow]:
    yield from (row for row in own_rows(network, found) if row[2] in _OWN)


def _staff(plan: Plan, typed: Typed) -> Iterator[Row]:
    rows = [row for row in typed.workforce if row["pcn_code"] == plan.code]
    for number, row in enumerate(rows, start=1):
        detailed, day = row["detailed_staff_role"], "2020-12-31"
        name = row["staff_role"] if detailed == "Other" else detailed
        yield f"{plan.code}-{number}", name, day, "workforce", day, row["fte"], _ROLES[name]


_ROLES = {"Manager": "another role", "Other Admin/Non-clinical": "administrator"}
"""The roles of the vocabulary by what the workforce return calls them."""


def _press(plan: Plan, practices: list[Practice]) -> Iterator[Row]:
    if not plan.press:
        return
    told = "the press says that it withdrew in time, not how the commissioner was told"
    on, source = "2020-05-31", "press"
    for code, _ in practices:
        leaving = "ending participation"
        notice = "notice of leaving given"
        yield "practice", code, leaving, "yes", on, "", source, "", ""
        yield "practice", code, notice, "likely yes", on, "", source, "", told


def _told(plan: Plan) -> Iterator[Row]:
    for told in plan.told:
        yield "network", "", told.fact, told.value, told.describes, "", told.source, "", told.note


# --- words --------------------------------------------------------------------------------------


def _practice_table(practices: list[Practice], typed: Typed) -> str:
    assert typed.published.lists is not None
    lines = [
        "| practice | registered, 1 January 2021 | average of 2020-21 | weighted |",
        "|---|---|---|---|",
    ]
    total = 0
    for code, name in practices:
        paid, listed = typed.payments[code], typed.published.lists.patients[code] or 0
        total += listed
        average, weighted = paid["registered_patients"], paid["weighted_patients"]
        lines.append(f"| {code} {name} | {listed:,} | {average} | {weighted} |")
    lines.append(f"| together | {total:,} | | |")
    return "\n".join(lines) + "\n"


def _home_words(plan: Plan, homes: list[PlacedHome]) -> str:
    beds = [placed.home.beds for placed in homes if placed.home.beds is not None]
    outward = ", ".join(plan.outward)
    return (
        f"{len(homes)} homes with a postcode in {outward}, from a directory of 2026: the list is\n"
        f"open. {len(beds)} of them were found in the directory of 2020, with {sum(beds):,} beds.\n"
    )


# --- the networks of England --------------------------------------------------------------------


def _england(target: Path, published: Published, wanted: Wanted) -> None:
    """Write what `pcn-rules import ods` writes of one day, with a folder for those named."""
    imported = settle(published, ENGLAND_ON)
    only = tuple(sorted(ENGLAND_NETWORKS))
    built = [(TABLE, table_of_all(imported)), ("import.json", import_json(imported, wanted, only))]
    for name, texts in folders(imported, only, None):
        built.extend((f"{name}/{file}", text) for file, text in texts.items())
    built.append(("README.md", england_readme(imported)))
    if target.is_dir():
        shutil.rmtree(target)
    why = write_folder(target, built)
    print(f"{target.as_posix()}: {why or 'built'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
