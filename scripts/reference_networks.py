"""What is said of each reference network beside the published figures: names, days and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """One fact of a network itself, as the tables write it, with what it rests on."""

    fact: str
    value: str
    describes: str
    source: str
    note: str = ""


_YEAR = "2020-04-01 to 2021-03-31"

_BEFORE = Told(
    "network approved the year before",
    "yes",
    "2019-10-01 onwards",
    "ods-2019",
    "in the register of networks since 1 October 2019",
)

_NEW = Told(
    "network approved the year before",
    "no",
    _YEAR,
    "ods",
    "the register opened it after the year had ended",
)

_APPROVED = Told(
    "network area approved",
    "likely yes",
    _YEAR,
    "ods",
    "the register lists it with its practices; its approval was not published",
)

_GOES_ON = Told("network dissolved", "no", _YEAR, "ods", "the register has not closed it")

_PAYEE = "all payments of the network were made to Greyfriars Surgery, which has a GMS contract"

_LINCOLNSHIRE = Told("area in London", "no", _YEAR, "ods", "all its practices are in Lincolnshire")


@dataclass(frozen=True)
class Plan:
    """One reference network: its code, the day to ask about, the area, and what else is known.

    `outward` holds the outward codes of the postcodes round its practices, `press` the report
    from which facts are taken, `told` what is known of the network itself.
    """

    folder: str
    code: str
    name: str
    as_at: str
    outward: tuple[str, ...]
    notes: tuple[str, ...]
    told: tuple[Told, ...]
    press: bool = False


NETWORKS = (
    Plan(
        "skegness-and-coast",
        "U94399",
        "Skegness and Coast PCN",
        "2020-05-31",
        ("PE24", "PE25", "LN12", "PE22", "PE23", "LN13"),
        (
            "All seven practices withdrew individually from the 2020/21 contract before the "
            "deadline of 31 May 2020; about 80,000 patients were then covered by no network "
            "(Pulse, June 2020).",
            "One practice and three others cover 26 care homes (Pulse, June 2020); how many the "
            "other three practices cover was not published.",
            "Recruitment and resources were said to make the care home service impossible to "
            "envisage (Pulse, June 2020).",
            "Two neighbouring networks said that they had no capacity for this population "
            "(Pulse, June 2020).",
            "The clinical director resigned; the day was not published (Pulse, June 2020).",
        ),
        (
            _BEFORE,
            _APPROVED,
            _LINCOLNSHIRE,
            Told("network dissolved", "no", "2020-04-01 to 2020-05-31", "ods"),
            Told(
                "network dissolved",
                "yes",
                "2020-06-01 to 2021-03-31",
                "ods",
                "the register closes it on 31 May 2020, with all its memberships",
            ),
            Told(
                "all patients of the area covered",
                "no",
                "2020-06-01 to 2020-06-30",
                "press",
                "about 80,000 patients were covered by no network",
            ),
            Told(
                "cover found for its patients",
                "no",
                "2020-06-01 to 2020-06-30",
                "ods",
                "none of the seven practices was in a network",
            ),
            Told(
                "cover found for its patients",
                "yes",
                "2020-07-01 to 2021-03-31",
                "ods",
                "the seven practices were in First Coastal PCN and SOLAS PCN",
            ),
            Told(
                "a neighbour with capacity",
                "likely no",
                "2020-05-31",
                "press",
                "two neighbouring networks said that they had none; of others nothing was reported",
            ),
            Told(
                "care homes covered",
                "at least 26",
                "2020-05-31",
                "press",
                "one practice and three others cover 26; the other three were not counted",
            ),
            Told(
                "clinical director in post",
                "likely no",
                "2020-05-31",
                "press",
                "resigned; the day was not published",
            ),
        ),
        press=True,
    ),
    Plan(
        "first-coastal",
        "U58435",
        "First Coastal PCN",
        "2020-10-01",
        ("PE24", "PE25", "LN12"),
        (
            "The register opens this network on 1 April 2020; it has had members since 1 July.",
            "Its three practices were in Skegness and Coast PCN until 31 May 2020, and in no "
            "network in June 2020.",
            "A network of the three was proposed while about 80,000 patients had none; the other "
            "four feared that staff would move to the coast (Pulse, June 2020).",
        ),
        (
            _NEW,
            _APPROVED,
            _LINCOLNSHIRE,
            _GOES_ON,
            Told(
                "application made",
                "likely yes",
                "2020-06-30",
                "press",
                "a network of three practices on the coast was proposed; when was not published",
            ),
        ),
    ),
    Plan(
        "solas",
        "U08229",
        "SOLAS PCN",
        "2020-10-01",
        ("PE22", "PE23", "LN13"),
        (
            "Its four practices were in Skegness and Coast PCN until 31 May 2020, and in no "
            "network in June 2020.",
        ),
        (_NEW, _APPROVED, _LINCOLNSHIRE, _GOES_ON),
    ),
    Plan(
        "boston",
        "U75268",
        "Boston PCN",
        "2020-10-01",
        ("PE20", "PE21"),
        (
            "Its practices were paid £39,930 of care home premium in 2020-21: 665.5 beds at £60 "
            "(NHS Payments to General Practice 2020-21). Which homes they are was not published.",
        ),
        (
            _BEFORE,
            _APPROVED,
            _LINCOLNSHIRE,
            _GOES_ON,
            Told(
                "change of members proposed",
                "likely no",
                "2020-05-31",
                "ods",
                "the same six practices from 1 October 2019 on",
            ),
            Told("nominated payee named", "yes", _YEAR, "payments", _PAYEE),
            Told("nominated payee holds a contract", "yes", _YEAR, "payments", _PAYEE),
            Told(
                "clinical director in post",
                "likely yes",
                _YEAR,
                "payments",
                "what is paid for a clinical director was paid",
            ),
        ),
    ),
)

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
from = 2020-04-01
to = 2021-03-31
reason = "the count of 1 January 2021 is taken for the contract year: no other is at hand"

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
