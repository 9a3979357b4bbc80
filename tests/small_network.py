"""A small vocabulary and a small network without faults, for tests that change one file of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.meaning import (
    DateKind,
    Entity,
    FactDefinition,
    Kind,
    Measure,
    NumberKind,
    RoleKind,
    SeriesKind,
    Vocabulary,
    YesNoKind,
)
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Network
from pcn_rules.values.units import MINUTES, NUMBER, POUNDS, WTE, Unit

PATIENTS = NumberKind(Unit((("patients", 1),)), whole=True, written="patients")
WEIGHTED = NumberKind(Unit((("weighted patients", 1),)), whole=False, written="weighted patients")
BEDS = NumberKind(Unit((("beds", 1),)), whole=True, written="beds")
HOMES = NumberKind(Unit((("care homes", 1),)), whole=True, written="care homes")
POSTS = NumberKind(WTE, whole=False, written="WTE")
HOURS = NumberKind(MINUTES, whole=False, written="hours", factor=Fraction(60))
MONEY = NumberKind(POUNDS, whole=False, written="£")
ROLE = RoleKind(("clinical pharmacist", "nurse"))
SHARE = NumberKind(NUMBER, whole=False, written="%", factor=Fraction(1, 100))
ROUNDS = SeriesKind(Unit((("rounds", 1),)), whole=True, written="rounds")
HOURS_ON_A_DAY = SeriesKind(MINUTES, whole=False, written="hours", factor=Fraction(60))


def _entity(name: str, plural: str, facts: dict[str, Kind], *, event: bool = False) -> Entity:
    defined = tuple(FactDefinition(name, fact, kind) for fact, kind in facts.items())
    return Entity(name, plural, event, defined)


VOCABULARY = Vocabulary(
    "Small",
    (
        _entity(
            "practice",
            "practices",
            {"list size": PATIENTS, "weighted list size": WEIGHTED, "leaving": YesNoKind()},
        ),
        _entity(
            "care home",
            "care homes",
            {
                "aligned": YesNoKind(),
                "beds": BEDS,
                "lead GP agreed": YesNoKind(),
                "registered on": DateKind(),
                "home rounds held": ROUNDS,
            },
        ),
        _entity("post", "staff", {"WTE in post": POSTS, "hours a week": HOURS, "role": ROLE}),
        _entity("admission", "admissions", {"care plan agreed": YesNoKind()}, event=True),
    ),
    (
        FactDefinition(None, "care homes covered", HOMES),
        FactDefinition(None, "extended hours offered", HOURS_ON_A_DAY),
        FactDefinition(None, "the agreement of the commissioner", YesNoKind(), attested=True),
        FactDefinition("care home", "welcome its visitors", YesNoKind(), attested=True),
    ),
    (Measure("registered patients", "patients", "NCD001"),),
)

FILES = {
    "network.toml": """\
[network]
id = "N1"
name = "Small network"
as_at = 2020-06-01

[lists]
practice = "complete"
"care home" = "open"
post = "open"
admission = "complete"

[sources.own]
title = "What the network says"
publisher = "Small network"
day = 2020-06-01

[sources.nhs]
title = "Published lists"
publisher = "NHS"
day = "May 2020"
licence = "OGL v3.0"
standing = "published"
suppressed = "1 to 4"
""",
    "practices.csv": """\
id,name,from,to,known,source,list size
P1,First practice,2019-10-01,,2020-05-01,nhs,"20,000"
P2,Second practice,2019-10-01,2020-08-31,2020-05-01,nhs,9000
""",
    "care-homes.csv": """\
id,name,source,aligned,beds,lead GP agreed
A,Home A,own,yes,26,
B,Home B,own,likely yes,,unknown
""",
    "evidence.csv": """\
about,id,fact,value,describes,known,source,standing,note
care home,A,lead GP agreed,yes on 2020-05-05,,,own,,
""",
}
"""The files of the small network by name."""


def load(folder: Path, **changed: str | None) -> tuple[Network | None, tuple[Diagnostic, ...]]:
    """Load the small network with some files changed: names have `_` for `-`, and no ending."""
    folder.mkdir(exist_ok=True)
    files: dict[str, str | None] = dict(FILES)
    for name, text in changed.items():
        ending = "toml" if name == "network" else "csv"
        files[f"{name.replace('_', '-')}.{ending}"] = text
    for name, text in files.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8", newline="")
    return load_network(folder, VOCABULARY)
