"""Build the reference networks from the files that NHS Digital, ODS and the CQC published.

    python scripts/build_networks.py DATA_FOLDER [NETWORKS_FOLDER]

The data folder holds `ods/`, `nhs-digital/`, `cqc/` and `lincolnshire/`. The result is the same
whenever and wherever it is built. Needs the extra `data` (python-calamine).
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from network_pages import readme, settings
from python_calamine import CalamineWorkbook
from reference_networks import NETWORKS, Plan

PARTNERS = {"ods-2019": "ePCN-2019-12-04.xlsx", "ods": "ePCN-2022-04-27.xlsx"}
"""The files of core partners by source, earliest first: a later one goes before an earlier."""
YEAR = "2020-04-01 to 2021-03-31"
AGES = {
    "06OV": "patients aged six upwards",
    "16OV": "patients aged sixteen upwards",
    "17OV": "patients aged seventeen upwards",
    "18OV": "patients aged eighteen upwards",
    "50OV": "patients aged fifty upwards",
}
HOME_FACTS = (
    "aligned",
    "aligned elsewhere",
    "residents",
    "residents on a network list",
    "residents offered support",
    "lead GP agreed",
    "willing GP",
    "information protocols agreed",
)
EVIDENCE = ("about", "id", "fact", "value", "describes", "known", "source", "standing", "note")

Row = tuple[str, ...]
Practice = tuple[str, str]


@dataclass(frozen=True)
class Published:
    """The published files as read, by practice or as rows."""

    memberships: list[tuple[str, Row]]
    """Each row of a file of core partners, with the source that the file is."""
    lists: dict[str, str]
    qof: dict[tuple[str, str], str]
    payments: dict[str, dict[str, str]]
    homes: list[dict[str, str]]
    workforce: list[dict[str, str]]


def main(arguments: list[str]) -> int:
    """Build every reference network; returns the exit status."""
    if len(arguments) not in {1, 2}:
        print(__doc__)
        return 2
    published = read(Path(arguments[0]))
    target = Path(arguments[1] if len(arguments) == 2 else "networks")
    for plan in NETWORKS:
        folder = target / plan.folder
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files(plan, published).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        print(f"{folder.as_posix()}: built")
    return 0


def read(data: Path) -> Published:
    """Read the published files."""
    lists = _rows(data / "nhs-digital" / "gp-reg-pat-prac-all-2021-01.csv")
    qof = _rows(data / "nhs-digital" / "qof-2020-21-prevalence.csv")
    payments = _rows(data / "lincolnshire" / "nhs-payments-2020-21-extract.csv")
    return Published(
        memberships=list(_partners(data / "ods")),
        lists={row["CODE"]: row["NUMBER_OF_PATIENTS"] for row in lists},
        qof={
            (row["PRACTICE_CODE"], row["PATIENT_LIST_TYPE"]): row["PRACTICE_LIST_SIZE"]
            for row in qof
        },
        payments={row["practice_code"]: row for row in payments},
        homes=list(_rows(data / "cqc" / "care-homes-lincolnshire.csv")),
        workforce=list(_rows(data / "lincolnshire" / "pcn-workforce-2020-12-partial.csv")),
    )


def _partners(folder: Path) -> Iterator[tuple[str, Row]]:
    for source, name in PARTNERS.items():
        book = CalamineWorkbook.from_path(folder / name)
        rows = book.get_sheet_by_name("PCN Core Partner Details").to_python()
        yield from ((source, tuple(str(cell) for cell in row)) for row in rows[1:])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


# --- one network --------------------------------------------------------------------------------


def files(plan: Plan, published: Published) -> dict[str, str]:
    """The files of one network by name."""
    memberships = sorted(_memberships(plan, published), key=lambda row: (row[0], row[2]))
    practices = sorted({row[0]: row[1] for row in memberships}.items())
    homes = [home for home in published.homes if home["outward"] in plan.outward]
    homes.sort(key=lambda home: home["location_ods_code"])
    staff = list(_staff(plan, published))
    evidence = [*_practice_facts(practices, published), *_member_facts(plan, memberships)]
    evidence.extend([*_beds(homes), *_press(plan, practices), *_told(plan)])
    sources = {"homes", *(row[4] for row in memberships), *(row[6] for row in evidence)}
    built = {
        "practices.csv": _table(("id", "name", "from", "to", "source"), memberships),
        "care-homes.csv": _table(("id", "name", "source", *HOME_FACTS), _home_rows(homes)),
        "evidence.csv": _table(EVIDENCE, evidence),
    }
    if staff:
        columns = ("id", "name", "from", "source", "describes", "WTE in post", "role")
        built["staff.csv"] = _table(columns, staff)
        sources.add("workforce")
    built["network.toml"] = settings(plan, sources)
    built["README.md"] = readme(
        plan, _practice_table(practices, published), _home_words(plan, homes), sources
    )
    return built


def _memberships(plan: Plan, published: Published) -> Iterator[Row]:
    for source, row in published.memberships:
        if row[4] == plan.code:
            yield row[0], _name(row[1]), _day(row[8]), _day(row[9]), source


def _practice_facts(practices: list[Practice], published: Published) -> Iterator[Row]:
    for code, _ in practices:
        weighted = published.payments[code]["weighted_patients"]
        yield _practice_row(code, "list size", published.lists[code], "2021-01-01", "lists")
        yield _practice_row(code, "weighted list size", weighted, YEAR, "payments")
        counted = published.qof[code, "TOTAL"]
        yield _practice_row(code, "list size", counted, "2021-03-31", "qof")
        for group, fact in AGES.items():
            yield _practice_row(code, fact, published.qof[code, group], "2021-03-31", "qof")
        contract = published.payments[code]["contract_type"]
        held = "primary medical contract held"
        yield _practice_row(code, held, "yes", YEAR, "payments", f"a contract of {contract}")


def _member_facts(plan: Plan, memberships: list[Row]) -> Iterator[Row]:
    """What the register says of its members on the days of the contract year."""
    for code, _, start, end, source in memberships:
        if source == "ods":
            last = end or "2021-03-31"
            days = f"{max(start, '2020-04-01')} to {last}"
            alone = "the register lists it under one network at a time"
            yield _practice_row(code, "member of another network", "no", days, source, alone)
            if not plan.press:
                on = "the register lists it to the end of the year"
                yield _practice_row(code, "ending participation", "no", days, source, on)


def _practice_row(
    code: str, fact: str, value: str, describes: str, source: str, note: str = ""
) -> Row:
    return "practice", code, fact, value, describes, "", source, "", note


def _home_rows(homes: list[dict[str, str]]) -> Iterator[Row]:
    blank = ("",) * (len(HOME_FACTS) - 1)
    for home in homes:
        # Whether a home stood in 2020 is sure enough for a guess only where its beds were found.
        likely = "likely yes" if home["beds_2020"] else ""
        yield home["location_ods_code"], _spaced(home["location_name"]), "homes", likely, *blank


def _beds(homes: list[dict[str, str]]) -> Iterator[Row]:
    for home in homes:
        if home["beds_2020"]:
            beds = home["beds_2020"].removesuffix(".0")
            note = f"matched by name: {home['match']}"
            code = home["location_ods_code"]
            yield "care home", code, "beds", beds, "2020-07-01", "", "beds", "", note


def _staff(plan: Plan, published: Published) -> Iterator[Row]:
    rows = [row for row in published.workforce if row["pcn_code"] == plan.code]
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


def _practice_table(practices: list[Practice], published: Published) -> str:
    lines = [
        "| practice | registered, 1 January 2021 | average of 2020-21 | weighted |",
        "|---|---|---|---|",
    ]
    total = 0
    for code, name in practices:
        paid, listed = published.payments[code], int(published.lists[code])
        total += listed
        average, weighted = paid["registered_patients"], paid["weighted_patients"]
        lines.append(f"| {code} {name} | {listed:,} | {average} | {weighted} |")
    lines.append(f"| together | {total:,} | | |")
    return "\n".join(lines) + "\n"


def _home_words(plan: Plan, homes: list[dict[str, str]]) -> str:
    beds = [int(float(home["beds_2020"])) for home in homes if home["beds_2020"]]
    outward = ", ".join(plan.outward)
    return (
        f"{len(homes)} homes with a postcode in {outward}, from a directory of 2026: the list is\n"
        f"open. {len(beds)} of them were found in the directory of 2020, with {sum(beds):,} beds.\n"
    )


def _name(shouted: str) -> str:
    return _spaced(shouted.title())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _day(digits: str) -> str:
    digits = digits.removesuffix(".0")
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits else ""


def _table(columns: Row, rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
