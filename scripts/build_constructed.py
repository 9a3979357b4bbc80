"""Build the constructed networks: made up, so that each clause comes out in every way it can.

    python scripts/build_constructed.py [NETWORKS_FOLDER]

A plan (`constructed_plans.py`) says what a network is made of, what is known of it and which way
it leans. Whatever the contract still asks is then answered that way, question by question, until
nothing is left to answer. The result is the same whenever and wherever it is built.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import assert_never

from constructed_networks import (
    FIRST,
    SOURCE,
    SOURCE_DAY,
    Leaning,
    Plan,
    page,
    value_of,
)
from constructed_plans import PLANS

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.result import Answer, Deciding, Verdict
from pcn_rules.language.meaning import (
    DateKind,
    FactDefinition,
    NumberKind,
    RoleKind,
    SeriesKind,
    Specification,
    Vocabulary,
    YesNoKind,
)
from pcn_rules.load import load_specification
from pcn_rules.networks.model import (
    Days,
    Estimate,
    Known,
    Network,
    Planned,
    Record,
    Value,
)
from pcn_rules.networks.writing import network_files

ROOT = Path(__file__).parent.parent
EDITIONS = ("2020-21-final", "2020-21-draft")
ROUNDS = 40
"""An answer may raise further questions; no network has needed more than a dozen rounds."""

WANTED: Mapping[Leaning, Verdict] = {
    "well": Verdict.MET,
    "badly": Verdict.IMPOSSIBLE,
    "planned": Verdict.AT_RISK,
    "idle": Verdict.NOT_APPLICABLE,
}
Key = tuple[str | None, str]


def main(arguments: list[str]) -> int:
    """Build every constructed network; returns the exit status."""
    if len(arguments) > 1:
        print(__doc__)
        return 2
    target = Path(arguments[0]) if arguments else ROOT / "networks" / "constructed"
    editions = tuple(edition(name) for name in EDITIONS)
    for plan in PLANS:
        folder = target / plan.folder
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files(plan, editions).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        print(f"{folder.as_posix()}: built")
    return 0


def edition(name: str) -> Specification:
    """An edition of the contract, which must have no faults."""
    specification, faults, _ = load_specification(ROOT / "specs" / name)
    if specification is None or faults:
        raise SystemExit(f"{name} has faults; pcn-rules check lists them")
    return specification


def files(plan: Plan, editions: tuple[Specification, ...]) -> dict[str, str]:
    """The files of one constructed network, by their names."""
    vocabulary = editions[0].vocabulary
    network = leant(plan, editions)
    return {**network_files(network, vocabulary), "README.md": page(plan)}


def leant(plan: Plan, editions: tuple[Specification, ...]) -> Network:
    """The network of a plan with every question answered the way it leans."""
    network = plan.network(facts_of(editions[0].vocabulary))
    if plan.leaning is None:
        return network
    known = [facts_of(each.vocabulary) for each in editions]
    # A folder is read under every edition, so that what only one has a word for cannot be in it.
    facts = {key: fact for key, fact in known[0].items() if all(key in each for each in known)}
    answered = {(each.entity, each.subject, each.fact) for each in network.records}
    for _ in range(ROUNDS):
        new: list[Record] = []
        for question in _questions(network, editions, plan.as_at):
            key = (question.entity, question.subject, question.group)
            fact = facts.get((question.entity, question.group))
            if fact is None or key in answered or question.group in plan.untold:
                continue
            value = _value(question, fact, plan)
            if value is not None:
                answered.add(key)
                new.append(_record(question, fact, value, plan.as_at))
        if not new:
            return network
        network = replace(network, records=(*network.records, *new))
    raise SystemExit(f"{plan.folder}: questions do not come to an end")


def facts_of(vocabulary: Vocabulary) -> dict[Key, FactDefinition]:
    """Every fact by its entity (None: the network) and name."""
    found: dict[Key, FactDefinition] = {(None, fact.name): fact for fact in vocabulary.facts}
    for entity in vocabulary.entities:
        found |= {(entity.name, fact.name): fact for fact in entity.facts}
    return found


def _questions(
    network: Network, editions: tuple[Specification, ...], day: date
) -> Iterator[Deciding]:
    for edition in editions:
        for clause in assess(edition, network, as_at=day).clauses:
            if clause.outcome is not None and clause.outcome.verdict is Verdict.UNKNOWN:
                yield from (each for each in clause.deciding if each.kind == "fact")


# --- answers ----------------------------------------------------------------------------------


def _value(question: Deciding, fact: FactDefinition, plan: Plan) -> Value | None:
    """What is said in answer; None where the question leaves nothing to choose."""
    assert plan.leaning is not None
    said = plan.usual.get(question.group)
    if said is not None:
        return value_of(said, fact, plan.as_at)
    if plan.leaning == "planned":
        return _planned(question, fact, plan.as_at)
    wanted, plainly = WANTED[plan.leaning], "no" if plan.leaning == "badly" else "yes"
    best = max(
        question.answers,
        key=lambda each: (
            _share(each, wanted),
            -_share(each, Verdict.NOT_APPLICABLE),
            each.words == plainly,
        ),
    )
    return _known(best, fact)


def _planned(question: Deciding, fact: FactDefinition, day: date) -> Value | None:
    """A plan or an estimate; but whether a duty applies at all is known, and it does."""
    shares = [_share(each, Verdict.NOT_APPLICABLE) for each in question.answers]
    if len(set(shares)) > 1:
        return _known(question.answers[shares.index(min(shares))], fact)
    match fact.kind:
        case YesNoKind():
            return Planned(value=True, start=day)
        case NumberKind(factor=factor) | SeriesKind(factor=factor):
            return Estimate(Fraction(0), 1000 * factor)
        case DateKind() | RoleKind():
            return _known(question.answers[0], fact)
        case _:
            assert_never(fact.kind)


def _share(answer: Answer, verdict: Verdict) -> Fraction:
    return Fraction(sum(o.verdict is verdict for o in answer.outcomes), len(answer.outcomes))


def _known(answer: Answer, fact: FactDefinition) -> Known | None:
    """The value an answer names: `yes`, `1,000 or more`, `another role`; None for any amount."""
    match fact.kind:
        case YesNoKind():
            return Known(answer.words == "yes")
        case NumberKind(factor=factor) | SeriesKind(factor=factor):
            number = re.search(r"\d[\d,]*(\.\d+)?", answer.words)
            return None if number is None else Known(Fraction(number[0].replace(",", "")) * factor)
        case RoleKind():
            return Known(answer.words)
        case DateKind():
            return None
        case _:
            assert_never(fact.kind)


def _record(question: Deciding, fact: FactDefinition, value: Value, day: date) -> Record:
    """What is said counts from the first day; of what goes on, up to the day asked about."""
    weekly = isinstance(fact.kind, SeriesKind)
    if weekly and isinstance(value, Known):
        value = replace(value, weekly=True)
    days = Days(FIRST, day) if weekly else Days(FIRST, None)
    subject = (question.entity, question.subject, question.group)
    return Record(*subject, value, days, day if weekly else SOURCE_DAY, SOURCE.id, "stated")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
