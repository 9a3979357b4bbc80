"""Tell the case of Skegness and Coast from the reference networks, each figure worked out anew.

    python scripts/skegness.py            # writes docs/skegness.md
    python scripts/skegness.py --check    # writes nothing; fails where the page is stale

The exit status is 0 where all is well, 1 where the page is stale, and 2 where the specification or
a network cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.result import Assessment, ClauseResult
from pcn_rules.language.meaning import Specification
from pcn_rules.membership.area import LIST
from pcn_rules.membership.departure import Departure, Wanted, departure
from pcn_rules.membership.leaving import Asked
from pcn_rules.membership.result import Moved
from pcn_rules.membership.sides import Judge
from pcn_rules.membership.splitting import Going, NewNetwork, divided
from pcn_rules.membership.totals import ends
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import MEMBERS, Network
from pcn_rules.ready import specification_of
from pcn_rules.report.markdown import escaped
from pcn_rules.report.outcomes import VERDICTS, badge, verdict
from pcn_rules.report.view import binding
from pcn_rules.values.days import written
from pcn_rules.values.written import number, spread

ROOT = Path(__file__).resolve().parent.parent
PAGE = "docs/skegness.md"
MAY_31, JUNE_1 = date(2020, 5, 31), date(2020, 6, 1)
JULY_1, OCTOBER_1 = date(2020, 7, 1), date(2020, 10, 1)
TOGETHER, COAST, INLAND = "skegness-and-coast", "first-coastal", "solas"
STATIONS: tuple[tuple[str, date], ...] = (
    (TOGETHER, MAY_31),
    (TOGETHER, JUNE_1),
    (COAST, JULY_1),
    (INLAND, JULY_1),
    (COAST, OCTOBER_1),
    (INLAND, OCTOBER_1),
)
"""Which network is judged on which day."""
TOLD = ("5.1", "F-5-02", "4.14", "4.6", "7.3.1(d)", "7.3.4(a)", "F-3a-01", "F-3a-11")
"""The clauses whose verdicts are told: size, leaving, applying, care homes, and the area."""
MINIMUM = Fraction(30_000)


class FaultyError(Exception):
    """A specification or a network has faults."""


def read(root: Path) -> tuple[Specification, dict[str, Network]]:
    """The final edition and the three networks. Raises FaultyError."""
    specification, faults, _ = specification_of(root / "specs/2020-21-final", None)
    if specification is None:
        raise FaultyError("\n".join(fault.message for fault in faults))
    networks: dict[str, Network] = {}
    for name in (TOGETHER, COAST, INLAND):
        network, found = load_network(root / "networks" / name, specification.vocabulary)
        if network is None:
            raise FaultyError("\n".join(fault.message for fault in found))
        networks[name] = network
    return specification, networks


def page(specification: Specification, networks: dict[str, Network]) -> str:
    """The whole page."""
    judged = [
        (networks[name], assess(specification, networks[name], as_at=day)) for name, day in STATIONS
    ]
    parts = (
        _opening(networks),
        _members(networks),
        _notice(specification, networks[TOGETHER]),
        _verdicts(judged),
        _clauses([assessment for _, assessment in judged]),
        _division(specification, networks[TOGETHER]),
        _closing(networks),
    )
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def _patients(network: Network, day: date) -> Fraction:
    """The patients of the members of a network on a day; all their lists are published."""
    facts = Facts(network, None)
    amounts = [
        ends(facts.on((MEMBERS, thing.id, LIST), day).value).low or Fraction(0)
        for thing in facts.standing(MEMBERS, day)
    ]
    return sum(amounts, Fraction(0))


def _opening(networks: dict[str, Network]) -> Iterator[str]:
    whole = networks[TOGETHER]
    members = len(Facts(whole, None).standing(MEMBERS, MAY_31))
    yield "# Seven practices, a month in no network, two networks"
    yield ""
    yield "Written by `scripts/skegness.py` from `networks/`; a test holds it to what they make it."
    yield "Lists are those of 1 January 2021, which stand for the year: no other was at hand."
    yield ""
    yield (
        f"{whole.name} had {members} practices and {number(_patients(whole, MAY_31))} patients. "
        f"All of them left\nthe contract by {written(MAY_31)}; the care home service was said to "
        "be beyond their staff (Pulse, June 2020).\nWhat follows is what the program says of "
        "it, on the days that counted."
    )
    yield ""


def _members(networks: dict[str, Network]) -> Iterator[str]:
    yield "## Who was where"
    yield ""
    yield "By the published register, with the days on which it has each practice:"
    yield ""
    yield "| practice | patients | until 31 May 2020 | in June 2020 | from 1 July 2020 |"
    yield "| --- | ---: | --- | --- | --- |"
    facts = Facts(networks[TOGETHER], None)
    for thing in facts.standing(MEMBERS, MAY_31):
        size = spread(*_ends(facts, thing.id))
        cells = [_network_of(networks, thing.id, day) for day in (MAY_31, JUNE_1, JULY_1)]
        yield f"| {escaped(thing.name)} ({thing.id}) | {size} | {' | '.join(cells)} |"
    sizes = [number(_patients(networks[name], day)) for name, day in STATIONS[:4]]
    yield (
        f"| together | | {sizes[0]} patients | {sizes[1]} patients in any network | "
        f"{sizes[2]} and {sizes[3]} |"
    )
    yield ""


def _ends(facts: Facts, practice: str) -> tuple[Fraction | None, Fraction | None]:
    amount = ends(facts.on((MEMBERS, practice, LIST), MAY_31).value)
    return amount.low, amount.high


def _network_of(networks: dict[str, Network], practice: str, day: date) -> str:
    for network in networks.values():
        if any(t.id == practice for t in Facts(network, None).standing(MEMBERS, day)):
            return network.name
    return "none"


def _notice(specification: Specification, network: Network) -> Iterator[str]:
    yield "## When they left"
    yield ""
    first = Facts(network, None).standing(MEMBERS, MAY_31)[0]
    for known_by, words in ((MAY_31, "what was known that day"), (None, "all that is known now")):
        wanted = Wanted(MAY_31, None)
        going = departure(network, first.id, wanted, specification, known_by)
        assert isinstance(going, Departure)
        assert going.notice is not None
        settled = ""
        if going.by is not None:
            settled = f", for the register ends it then, and goes before {written(going.asked)}"
        yield (
            f"* By {words}, notice given on {written(going.notice.given)} makes "
            f"{written(going.last)} the last day of membership{settled}."
        )
    yield ""
    yield "Notice alone would have kept the seven in their network through June; the register has"
    yield "them in none. That month is the gap."
    yield ""


def _verdicts(judged: Sequence[tuple[Network, Assessment]]) -> Iterator[str]:
    yield "## How the networks' own duties come out"
    yield ""
    yield f"| network | as at | patients | {' | '.join(mark.word for mark in VERDICTS)} |"
    yield f"| --- | --- | ---: |{' ---: |' * len(VERDICTS)}"
    for network, assessment in judged:
        found = [badge(clause.outcome) for clause in assessment.clauses if binding(clause)]
        counts = " | ".join(str(found.count(mark)) for mark in VERDICTS)
        size = number(_patients(network, assessment.as_at))
        yield f"| {network.name} | {written(assessment.as_at)} | {size} | {counts} |"
    yield ""
    yield (
        "Most are unknown, for what happened in the homes, and who was in post, was never "
        "published. The\nprogram does not take that for nought: it asks."
    )
    yield ""


def _clauses(judged: Sequence[Assessment]) -> Iterator[str]:
    yield "## The clauses that mattered"
    yield ""
    yield "| clause | network | as at | verdict |"
    yield "| --- | --- | --- | --- |"
    for id in TOLD:
        for assessment in judged:
            clause = next((c for c in assessment.clauses if c.id == id), None)
            if clause is not None:
                told = escaped(_told(clause, assessment))
                name, day = assessment.network_name, written(assessment.as_at)
                yield f"| {escaped(f'{id} {clause.title}')} | {name} | {day} | {told} |"
    yield ""


def _told(clause: ClauseResult, assessment: Assessment) -> str:
    """The verdict, and what would settle it where one answer would."""
    settling = [each.question for each in clause.deciding if each.settles][:1]
    asks = f"; find out first: {settling[0]}" if settling else ""
    return f"{verdict(clause, assessment.as_at)}{asks}"


def _division(specification: Specification, network: Network) -> Iterator[str]:
    yield "## Divided by the program"
    yield ""
    yield (
        "The same division, asked of the program: `pcn-rules split skegness-and-coast --leaves "
        "2020-05-31\n--from 2020-07-01` with the three practices of the coast on one side and the "
        "other four on the other."
    )
    yield ""
    into = (
        NewNetwork("the coast", tuple(map(Going, ("C83019", "C83045", "C83064")))),
        NewNetwork("inland", tuple(map(Going, ("C83005", "C83032", "C83049", "C83055")))),
    )
    wanted, asked = Wanted(None, MAY_31), Asked(None, None)
    found = divided(network, into, wanted, JULY_1, asked, Judge(specification, None))
    assert isinstance(found, Moved)
    heads = ("before", *(side.network.name for side in found.sides), "nobody said whose")
    yield f"| what | {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * len(heads)}"
    for total in found.totals:
        amounts = (*total.before, *total.after, total.doubt)
        cells = (spread(each.low or Fraction(0), each.high) for each in amounts)
        yield f"| {total.words} | {' | '.join(cells)} |"
    yield ""
    yield (
        "Which home is whose, nobody published. So neither side has any for sure, and all of them "
        "are asked for."
    )
    yield ""


def _closing(networks: dict[str, Network]) -> Iterator[str]:
    short = MINIMUM - _patients(networks[INLAND], JULY_1)
    yield "## What it comes to"
    yield ""
    yield (
        f"* {networks[INLAND].name} is {number(short)} patients short of {number(MINIMUM)} (5.1). "
        "Only a waiver for a sparse rural area\n  lets it stand; whether it had one was not "
        "published, so the verdict is unknown, and says so."
    )
    yield (
        f"* {networks[COAST].name}, with {number(_patients(networks[COAST], JULY_1))} patients, "
        "has the size that 5.1 asks for, and more than it\n  should have without the "
        "commissioner's agreement (F-5-02)."
    )
    yield (
        "* In June nobody covered the area: that is the commissioner's to mend (F-3a-01, F-3a-11), "
        "and is held\n  against no practice."
    )


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Write the page, or check that it is current. The exit status."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    words.add_argument("--check", action="store_true", help="write nothing; fail on a stale page")
    wish = words.parse_args(arguments)
    try:
        text = page(*read(root))
    except FaultyError as faulty:
        print(faulty, file=sys.stderr)
        return 2
    path = root / PAGE
    if not wish.check:
        path.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE} is not what the networks make it: run scripts/skegness.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
