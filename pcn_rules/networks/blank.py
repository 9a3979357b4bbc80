"""Write a folder for a network of one's own: blank files that explain themselves."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from pcn_rules.language.meaning import (
    ANOTHER_ROLE,
    DateKind,
    Entity,
    FactDefinition,
    Measure,
    NumberKind,
    RoleKind,
    SeriesKind,
    Vocabulary,
    YesNoKind,
)
from pcn_rules.networks.entities import columns_of
from pcn_rules.networks.evidence import COLUMNS
from pcn_rules.networks.evidence import FILE as EVIDENCE
from pcn_rules.networks.folder import SETTINGS
from pcn_rules.networks.names import Names, file_of, names_of

_A_DAY = date(2020, 10, 1)
"""The day a new network begins with: all services of the 2020/21 contract have started by then."""

_SETTINGS = """\
# {heading}
#
# Lines that begin with # are explanations. Text stands in double quotes, days as 2020-05-31.

[network]
id = {id}
name = {name}
as_at = {as_at}         # the day to ask about, where no other is asked for
# area = ["PE25", "LN12"]   # the first halves of the postcodes in its area

# Of each kind of thing: "complete" where its file lists all of them, else "open".
# Over an open list, what is asked for each of them is at best unknown.

[lists]
{lists}

# Where facts come from. With one source only, rows need not name it. A row without a day in
# `known` became known on the day of its source.

[sources.own]
title = "What the network says of itself"
publisher = {name}
day = {as_at}
standing = "stated"        # "published" where anybody can look it up

# A second source could look like this. A rank settles which of two values holds; `suppressed`
# says what a * stands for; `rounded_to` says to what step figures were rounded.
#
# [sources.nhs]
# title = "Patients registered at a GP practice"
# publisher = "NHS Digital"
# day = "October 2020"
# licence = "Open Government Licence v3.0"
# standing = "published"
# rank = 1
# suppressed = "1 to 4"
# rounded_to = 5

# A value counts for the days it describes. Where it stands for others too, say so and why:
#
# [[stands_for]]
# entity = "practice"
# fact = "list size"
# source = "nhs"
# from = 2020-04-01
# to = 2021-03-31
# reason = "the lists change little in a year"

# Amounts that are counted on days add up. Where everything that happened is on record, say so:
#
# [[complete_series]]
# entity = "care home"
# fact = "home rounds held"
# from = 2020-10-01
# to = 2020-10-31
"""

_README = """\
# {name}

These files say what is known of the network. A cell that nobody can fill stays blank: blank is
missing, never zero and never no. `pcn-rules check` looks for mistakes and says where they are.

## What a cell may hold

| write | for |
|---|---|
| nothing, or `unknown` | nobody said |
| `26`, `1234.5`, `2 hours` | an amount, in the unit of its fact where none is written |
| `yes`, `no` | a yes or no of the days it describes |
| `yes on 2020-07-02` | a yes, and the day it was done, which is what a deadline asks for |
| `2020-07-02` | a day |
| `clinical pharmacist`, `another role` | the role of a post |
| `between 13 and 17`, `at least 26`, `at most 4` | an amount one could find out, within bounds |
| `*` | a count that its source holds back |
| `likely yes`, `likely 30` | missing, with a guess to show beside the question; it never counts |
| `estimate 500 to 1500` | an amount that nobody can settle today |
| `planned yes from 2020-09-01`, `planned 1 from 2020-09-01` | what comes true, or does not |
| `40 per week` | an amount counted on days, spread evenly over them |
| `not applicable` | a fact that makes no sense here |

## Columns of every row

* `id`: a short name of your choosing, the ODS code where there is one; the same all through.
* `from` and `to`: the first and the last day it belongs to the network; blank where it always did,
  or still does. What happens on one day has `on` instead.
* `describes`: the days that the facts of the row are about: `2020-07-01`,
  `2020-07-01 to 2020-07-31` or `2020-07-01 onwards`. Blank, it is the day they became known.
  What is to be so on a day (a home that has its lead, a list of 30,000) takes days that reach it:
  `yes on 2020-07-02` says nothing of 1 October, `yes` with `2020-07-02 onwards` does.
* `known`: the day they became known. Blank, it is the day of the source.
* `source`: one that `{settings}` declares. `standing`: `published` or `stated`.
* `planned`: `yes` for one that may never come. A post may say how far it has come: `vacancy`,
  `advertised` or `offered`, which are planned, and `in post`, which is not.
* `practice`: whose it is (the id of a practice, or `network`); it goes with its practice when that
  leaves the network. Blank, nobody said. `postcode`: where it lies; the first half is enough.
* `person`: whoever holds a post, the same in every network it is shared with; of one person no more
  than 1 WTE can be counted.

`{evidence}` holds any fact on a row of its own: `about` is what it is about (`care home`, or
`network`), then come the id, the fact and its value.

## The facts

{facts}"""


def blank_network(name: str, vocabulary: Vocabulary, as_at: date = _A_DAY) -> dict[str, str]:
    """The files of a network of which nothing is known yet, by name, ready to be filled in.

    They load without a fault: every list is open and every fact missing. `as_at` is the day to
    ask about; without one it is a day on which every service of the contract has started.
    """
    names = names_of(vocabulary)
    entities = list(names.each_entity())
    spoken = _spoken(name)
    files = {SETTINGS: _settings(spoken, entities, as_at)}
    for entity in entities:
        files[file_of(entity)] = _heading(columns_of(entity, names.facts[entity.name]))
    files[EVIDENCE] = _heading(COLUMNS)
    files["README.md"] = _README.format(
        name=spoken,
        settings=SETTINGS,
        evidence=EVIDENCE,
        facts="\n".join(_sections(entities, names, vocabulary.measures)),
    )
    return files


def _settings(name: str, entities: Iterable[Entity], as_at: date) -> str:
    return _SETTINGS.format(
        heading=f"{name}: what is known of the network as one.",
        id=_quoted(_short(name)),
        name=_quoted(name),
        as_at=as_at.isoformat(),
        lists="\n".join(f'{_quoted(entity.name)} = "open"' for entity in entities),
    )


def _sections(
    entities: Iterable[Entity], names: Names, measures: Iterable[Measure]
) -> Iterator[str]:
    for entity in entities:
        yield f"### `{file_of(entity)}`: one row for each {entity.name}\n"
        yield from _table(names.facts[entity.name].values())
    yield f"### Of the network itself, in `{EVIDENCE}` about `network`\n"
    yield from _table(names.facts[None].values())
    if measures:
        yield "### What is worked out from these\n"
        yield "| measure | is |\n|---|---|"
        for each in measures:
            indicator = f" (NHS Digital indicator {each.indicator})" if each.indicator else ""
            yield f"| {each.name} | {each.written}{indicator} |"
        yield ""


def _table(facts: Iterable[FactDefinition]) -> Iterator[str]:
    yield "| fact | is |\n|---|---|"
    for fact in facts:
        indicator = f" (NHS Digital indicator {fact.indicator})" if fact.indicator else ""
        yield f"| {fact.name} | {_kind(fact)}{indicator} |"
    yield ""


def _kind(fact: FactDefinition) -> str:
    match fact.kind:
        case YesNoKind():
            return "yes or no"
        case DateKind():
            return "a day"
        case RoleKind(roles=roles):
            return f"one of: {', '.join((*roles, ANOTHER_ROLE))}"
        case NumberKind(written=unit):
            return unit
        case SeriesKind(written=unit):
            return f"{unit} on the days described; they add up"
        case _:
            assert_never(fact.kind)


def _heading(columns: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(columns)
    return text.getvalue()


def _spoken(name: str) -> str:
    """A name that can stand in a file: visible characters, and no formula of a spreadsheet."""
    visible = "".join(character for character in name if character.isprintable())
    return " ".join(visible.split()).lstrip("=+@- ")[:200] or "My network"


def _short(name: str) -> str:
    """A name as an id: lower case, with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "network"


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
