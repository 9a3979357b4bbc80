"""What published files say, as read: who is in which network when, and what is counted of whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

Role = OneOf["workbook", "previous", "lists", "map", "prevalence", "care homes"]
"""What a file is given as."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that was read: what it was given as, its name without folders, its bytes' SHA-256."""

    role: Role
    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class RegisteredNetwork:
    """A network as the register of the ODS has it, with the days on which it opens and closes."""

    code: str
    name: str
    ccg: str
    opened: date
    closed: date | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A core partner of a network from a first to a last day, both included; None: no end."""

    practice: str
    name: str
    ccg: str
    network: str
    first: date
    last: date | None

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Register:
    """A workbook of core partners (ePCN), as of the day on which it was made."""

    file: PublishedFile
    source: str
    """The name of the source in the files of networks."""
    day: date
    networks: Mapping[str, RegisteredNetwork]
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """Patients registered at each practice on a day; None where the count is held back."""

    file: PublishedFile
    day: date
    patients: Mapping[str, int | None]
    postcodes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MapEntry:
    """Where the map of practices puts one: its network (None: unallocated), postcode and region."""

    network: str | None
    postcode: str
    region: str


@dataclass(frozen=True, slots=True)
class PracticeMap:
    """The map of practices to networks on a day."""

    file: PublishedFile
    day: date
    entries: Mapping[str, MapEntry]


@dataclass(frozen=True, slots=True)
class Prevalence:
    """List sizes of QOF by practice and group of ages; None where the count is held back."""

    file: PublishedFile
    day: date
    sizes: Mapping[tuple[str, str], int | None]


@dataclass(frozen=True, slots=True)
class Home:
    """A care home of the CQC's directory; `matched` says how its beds were found, if it does."""

    code: str
    name: str
    postcode: str
    beds: int | None
    matched: str

    @property
    def outward(self) -> str:
        """The first half of its postcode."""
        return outward(self.postcode)


@dataclass(frozen=True, slots=True)
class CareHomes:
    """A directory of care homes, with the day that its beds are counted on."""

    file: PublishedFile
    day: date
    homes: tuple[Home, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """Every file that was given."""

    register: Register
    previous: Register | None = None
    lists: Lists | None = None
    map: PracticeMap | None = None
    prevalence: Prevalence | None = None
    care_homes: CareHomes | None = None

    @property
    def files(self) -> tuple[PublishedFile, ...]:
        """The files in the order in which they are told."""
        parts = (self.previous, self.lists, self.map, self.prevalence, self.care_homes)
        return (self.register.file, *(part.file for part in parts if part is not None))


FindingKind = OneOf[
    "in two networks",
    "networks without members",
    "members of a closed network",
    "other network in the map",
    "unallocated in the map",
    "in the map only",
    "not in the map",
    "left since",
    "no list",
    "held back",
    "no network",
    "no prevalence",
    "other in the earlier workbook",
    "care homes of no network",
    "care homes of several networks",
]
"""Kinds of disagreements and gaps between the published files."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement or gap: of what kind, of which practice, network or home, in words."""

    kind: FindingKind
    about: str
    words: str
    network: str | None = None
    """The network on whose page it is told."""


def outward(postcode: str) -> str:
    """The first half of a postcode: `PE24` of `PE24 5XX`."""
    squeezed = "".join(postcode.split()).upper()
    return squeezed[:-3] if len(squeezed) > 4 else squeezed
