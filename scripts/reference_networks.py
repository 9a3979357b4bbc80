"""What is told of each reference network beside the published tables: names, days and facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Told:
    """One fact of a network itself, as the tables write it, with what it rests on."""

    fact: str
    value: str
    describes: str
    source: str
    note: str = ""


_YEAR = "2020-04-01 to 2021-03-31"

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
        (_LINCOLNSHIRE, _GOES_ON),
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

ENGLAND = "england-2020"
"""The folder of the networks of England on one day, as imported."""

ENGLAND_ON = date(2020, 10, 1)

ENGLAND_NETWORKS = {
    "U82880": "the fewest patients of all, in two CCGs; closed half a year later",
    "U21547": "under 30,000 patients; opened on 1 April 2020",
    "U59980": "under 30,000 patients, in the Dales",
    "U16816": "one practice, just under 30,000 patients",
    "U07449": "one practice, and nearly twice 30,000 patients",
    "U50767": "one practice; opened a month before the day",
    "U16464": "the most patients and the most practices; some came and went",
    "U13557": "over 200,000 patients",
    "U58312": "in London; over 100,000 patients, practices came during the year",
    "U52997": "over 100,000 patients, from 16 practices that the map has elsewhere",
    "U75382": "practices that the map has in no network",
    "U34632": "in two CCGs, just under 30,000 patients",
    "U25294": "in two CCGs, and well above 30,000 patients",
    "U26715": "in two CCGs; half of its practices have no list in January",
    "U06000": "below 30,000 patients only because two of its three practices have no list",
    "U12413": "care homes that are near several networks",
}
"""Networks with a folder there by their codes, and the trait for which each was chosen."""
