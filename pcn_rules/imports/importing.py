"""Turn published files into folders of networks and one table of all: the whole of an import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pcn_rules.imports.counts import read_care_homes, read_lists, read_map, read_prevalence
from pcn_rules.imports.findings import findings
from pcn_rules.imports.folder import network_folder, table
from pcn_rules.imports.membership import NetworkOnDay, OnDay, on_day, postcodes, spoken
from pcn_rules.imports.model import Finding, Published, Register
from pcn_rules.imports.placing import nowhere
from pcn_rules.imports.register import read_register
from pcn_rules.imports.settings import origins_of
from pcn_rules.language.faults import Faults
from pcn_rules.values.days import written

TABLE = "networks.csv"
"""The name of the table of all networks."""

_COLUMNS = (
    *("code", "name", "ccg", "ccgs of practices", "opened", "closed", "practices"),
    *("practices without a count", "patients counted", "members"),
)

Say = Callable[[str], None]
"""Where to say what is being done."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to import: the files by what they are, the day, and days that files do not say."""

    on: date
    workbook: Path
    previous: Path | None = None
    lists: Path | None = None
    map: Path | None = None
    prevalence: Path | None = None
    prevalence_on: date | None = None
    care_homes: Path | None = None
    care_homes_on: date | None = None
    suppressed: str | None = None
    """What a star stands for, as the files of networks write it, such as `1 to 4`."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What published files say of a day: networks with their members, disagreements and gaps."""

    found: OnDay
    findings: tuple[Finding, ...]

    def about(self, network: str) -> tuple[Finding, ...]:
        """What is told on the page of one network."""
        return tuple(each for each in self.findings if each.network == network)


def read(wanted: Wanted, faults: Faults, say: Say = lambda doing: None) -> Published | None:
    """Read every file that is given, so that all their faults are told at once."""
    say(f"reading {wanted.workbook.name}")
    register = read_register(wanted.workbook, "workbook", faults)
    previous = lists = map = prevalence = care_homes = None
    if wanted.previous is not None:
        say(f"reading {wanted.previous.name}")
        previous = read_register(wanted.previous, "previous", faults)
    if wanted.lists is not None:
        say(f"reading {wanted.lists.name}")
        lists = read_lists(wanted.lists, faults)
    if wanted.map is not None:
        say(f"reading {wanted.map.name}")
        map = read_map(wanted.map, faults)
    if wanted.prevalence is not None:
        say(f"reading {wanted.prevalence.name}")
        prevalence = read_prevalence(wanted.prevalence, wanted.prevalence_on, faults)
    if wanted.care_homes is not None:
        say(f"reading {wanted.care_homes.name}")
        care_homes = read_care_homes(wanted.care_homes, wanted.care_homes_on, faults)
    if register is None or faults.found:
        return None
    published = Published(register, previous, lists, map, prevalence, care_homes)
    _check(published, wanted, faults)
    return None if faults.found else published


def _check(published: Published, wanted: Wanted, faults: Faults) -> None:
    """Report E481, E484 and E485: files that do not fit the day, or one another."""
    register, previous = published.register, published.previous
    if wanted.on > register.day:
        message = f"this workbook is of {written(register.day)}, and knows nothing of later days"
        remedy = f"ask about a day up to then, or give a workbook made after {written(wanted.on)}"
        faults.add("E484", nowhere(wanted.workbook.as_posix()), message, remedy)
    elif not any(row.on(wanted.on) for row in register.memberships):
        message = f"no network has a member on {written(wanted.on)} in this workbook"
        remedy = f"its memberships begin on {written(_first(register))}"
        faults.add("E481", nowhere(wanted.workbook.as_posix()), message, remedy)
    if previous is not None and wanted.previous is not None and previous.day >= register.day:
        message = f"this workbook is of {written(previous.day)}, no earlier than the other"
        remedy = "give the later workbook first, and the earlier with `--previous`"
        faults.add("E484", nowhere(wanted.previous.as_posix()), message, remedy)
    if wanted.care_homes is not None and not postcodes(published):
        message = "homes are placed by the postcodes of practices, and none are known"
        remedy = "give `--lists` or `--map` with its column of postcodes"
        faults.add("E485", nowhere(wanted.care_homes.as_posix()), message, remedy)


def _first(register: Register) -> date:
    return min(row.first for row in register.memberships)


def settle(published: Published, on: date) -> Imported:
    """Settle membership on a day, with everything that speaks against it or is lacking."""
    found = on_day(published, on)
    return Imported(found, findings(found))


def folders(
    imported: Imported, only: Sequence[str] | None, suppressed: str | None
) -> Iterator[tuple[str, dict[str, str]]]:
    """The name of the folder of each network, or of those of some codes, with its files."""
    about: dict[str | None, list[Finding]] = defaultdict(list)
    for each in imported.findings:
        about[each.network].append(each)
    found = imported.found
    origins = origins_of(found.published, found.day, suppressed)
    for code, network in found.networks.items():
        if only is None or code in only:
            yield network.folder, network_folder(network, found, about[code], origins)


def table_of_all(imported: Imported) -> str:
    """The table of all networks on the day, one to a row, with their members."""
    rows = (_row(network, imported) for network in imported.found.networks.values())
    return table(_COLUMNS, rows)


def _row(network: NetworkOnDay, imported: Imported) -> tuple[str, ...]:
    lists, registered = imported.found.published.lists, network.registered
    codes = [row.practice for row in network.members]
    counts = [] if lists is None else [lists.patients.get(code) for code in codes]
    known = [count for count in counts if count is not None]
    closed = "" if registered.closed is None else registered.closed.isoformat()
    return (
        *(registered.code, spoken(registered.name), registered.ccg),
        " ".join(sorted({row.ccg for row in network.members})),
        *(registered.opened.isoformat(), closed, str(len(codes))),
        *("" if lists is None else str(len(codes) - len(known)), str(sum(known)) if known else ""),
        " ".join(codes),
    )
