"""Write the README of an imported network: where its facts come from, and what nobody published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pcn_rules.imports.findings import sentence
from pcn_rules.imports.membership import NetworkOnDay, OnDay, spoken
from pcn_rules.imports.model import Finding
from pcn_rules.imports.settings import SourceOfRows
from pcn_rules.values.days import written


def readme(
    network: NetworkOnDay,
    found: OnDay,
    sources: Iterable[SourceOfRows],
    findings: Sequence[Finding],
) -> str:
    """The text of README.md."""
    return "\n".join(_paragraphs(network, found, sources, findings)) + "\n"


def _paragraphs(
    network: NetworkOnDay,
    found: OnDay,
    sources: Iterable[SourceOfRows],
    findings: Sequence[Finding],
) -> Iterator[str]:
    registered = network.registered
    yield f"# {_plain(spoken(registered.name))} ({registered.code})\n"
    yield f"Imported from published files as of {written(found.day)}.\n"
    yield "| what | from |\n|---|---|"
    for each in sources:
        day = each.day.strip('"')
        yield f"| `{each.id}` | {each.title}, {each.publisher}, {day}. {each.licence} |"
    yield "\nContains public sector information licensed under the Open Government Licence v3.0.\n"
    yield from _practices(network, found)
    yield (
        "The register with its dates decides who is a member on a day. A practice that it lists\n"
        "is taken to go on taking part, and to be in no other network than the one it is under.\n"
    )
    if findings:
        yield "## What the sources disagree on, or lack\n"
        yield from (f"* {_plain(sentence(each))}." for each in findings)
        yield ""
    if network.homes:
        yield from _homes(network)
    yield "## What is missing\n"
    yield (
        "What was not published is missing here, not zero and not no: alignments, residents,\n"
        "leads, agreements, home rounds, plans, extended hours, staff, and what was sent to the\n"
        "commissioner. Whoever knows them can fill them in."
    )


def _practices(network: NetworkOnDay, found: OnDay) -> Iterator[str]:
    lists = found.published.lists
    yield f"## The practices on {written(found.day)}\n"
    if lists is None:
        yield "| practice | since |\n|---|---|"
    else:
        yield f"| practice | since | registered, {written(lists.day)} |\n|---|---|---|"
    total = 0
    for row in network.members:
        cells = [f"{row.practice} {_plain(spoken(row.name))}", written(row.first)]
        if lists is not None:
            count = lists.patients.get(row.practice)
            cells.append("missing" if count is None else f"{count:,}")
            total += count or 0
        yield f"| {' | '.join(cells)} |"
    if lists is not None:
        yield f"| together, of those that are known | | {total:,} |"
    yield ""


def _homes(network: NetworkOnDay) -> Iterator[str]:
    beds = [placed.home.beds for placed in network.homes if placed.home.beds is not None]
    yield "## The homes\n"
    yield (
        f"{len(network.homes)} homes whose outward code is that of one of its practices; of "
        f"{len(beds)} the beds are\nknown, {sum(beds):,} in all. "
        "The list is open, and a home whose beds are "
        "not known may have opened since.\nWhich home is aligned with which network was never "
        "published: `likely yes` is a guess from the\npostcode, shown beside the question, and "
        "never counts.\n"
    )


def _plain(text: str) -> str:
    """Words that Markdown leaves as they are."""
    return text.translate(_ESCAPED)


_ESCAPED = str.maketrans({each: f"\\{each}" for each in "\\`*_[]<>|#"})
