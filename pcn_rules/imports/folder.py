"""Turn a network on a day into the files of its folder, as every network's folder is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pcn_rules.imports.facts import (
    HOME_FACTS,
    EvidenceRow,
    bed_rows,
    double_rows,
    home_rows,
    list_rows,
    member_rows,
    own_rows,
    prevalence_rows,
)
from pcn_rules.imports.findings import sentence
from pcn_rules.imports.membership import NetworkOnDay, OnDay, Row, lasting, spoken
from pcn_rules.imports.model import Finding
from pcn_rules.imports.readme import readme
from pcn_rules.imports.settings import Heading, Origins, settings
from pcn_rules.networks.evidence import COLUMNS

MEMBERS: Final = ("id", "name", "from", "to", "source")
HOMES: Final = ("id", "name", "source", *HOME_FACTS)

_COMMENT = (
    "# Membership is published whole. Of homes only some lists are, and of staff and of what\n"
    "# happened on a day little was published.\n"
)
_MOST_NOTES = 20


def network_folder(
    network: NetworkOnDay, found: OnDay, findings: Sequence[Finding], origins: Origins
) -> dict[str, str]:
    """The text of each file of a network by its name."""
    published = found.published
    evidence = list(_evidence(network, found, origins.suppressed is not None))
    used = {*(said for _, said in network.rows), *(row[6] for row in evidence)}
    if network.homes:
        used.add("homes")
    if published.map is not None:
        used.add("map")
    sources = [each for each in origins.sources if each.id in used]
    notes = [f"{sentence(each)}." for each in findings[:_MOST_NOTES]]
    heading = Heading(
        network.registered.code, spoken(network.registered.name), found.day, tuple(notes), _COMMENT
    )
    assumed = [each for each in origins.assumed if each.source in used]
    files = {
        "network.toml": settings(heading, sources, assumed),
        "practices.csv": table(MEMBERS, member_lines(network.rows)),
        "evidence.csv": table(COLUMNS, evidence),
        "README.md": readme(network, found, sources, findings),
    }
    if network.homes:
        files["care-homes.csv"] = table(HOMES, home_rows(network.homes))
    return files


def _evidence(network: NetworkOnDay, found: OnDay, suppressed: bool) -> Iterator[EvidenceRow]:
    published, year = found.published, found.year
    codes = sorted({row.practice for row, _ in network.rows if lasting(row, year) is not None})
    for code in codes:
        if published.lists is not None:
            yield from list_rows(code, published.lists, suppressed)
        if published.prevalence is not None:
            yield from prevalence_rows(code, published.prevalence, suppressed)
    yield from member_rows(network, found)
    yield from double_rows(network, found)
    if published.care_homes is not None:
        yield from bed_rows(network.homes, published.care_homes.day, "homes")
    yield from own_rows(network, found)


def member_lines(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """Memberships as lines of practices.csv."""
    for row, source in rows:
        last = "" if row.last is None else row.last.isoformat()
        yield row.practice, spoken(row.name), row.first.isoformat(), last, source


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV with plain line ends."""
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(columns)
    written.writerows(rows)
    return text.getvalue()
