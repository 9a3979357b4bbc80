"""What variations make of an edition, worked out a second way, and what their faults hide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from oracle.generator import sample
from oracle.specifications import START
from small_contract import HEADER

from pcn_rules.evaluate.assess import assess
from pcn_rules.language import model
from pcn_rules.language.check import check
from pcn_rules.language.meaning import (
    Not,
    ResolvedClause,
    ResolvedDuty,
    Specification,
    Text,
    Variation,
)
from pcn_rules.language.parser import parse
from pcn_rules.language.printer import print_file
from pcn_rules.load import load_text
from pcn_rules.source import Source

CITES = (model.Cites("SPEC", "", None, "verified"),)
LEAST = 25
"""How many of the contracts drawn can be told apart into what is published and what is varied."""


def varied(seed: int) -> tuple[dict[str, str], Specification] | None:
    """A contract as an edition and a variation of its first day, and the contract as one text.

    Clauses of the contract are left out of the edition and added, or stand there with the words
    of another and are replaced; a clause too many is omitted. None where the edition has faults.
    """
    random, drawn = Random(seed), sample(seed, days=0)
    whole, _ = parse(Source("contract.pcn", drawn.files["contract.pcn"]))
    assert isinstance(whole, model.SpecificationFile)
    clauses = [item for item in whole.items if isinstance(item, model.Clause)]
    heads = [item for item in whole.items if not isinstance(item, model.Clause)]
    published: list[model.Clause] = []
    changes: list[model.VariationItem] = [i for i in heads if isinstance(i, model.Service)]
    for clause in clauses:
        match random.choice(("keep", "add", "replace")):
            case "add":
                changes.append(clause)
            case "replace":
                published.append(replace(random.choice(clauses), id=clause.id))
                changes.append(model.Replacement(clause))
            case _:
                published.append(clause)
    published.append(replace(random.choice(clauses), id="too-much"))
    changes.append(model.Omission("too-much", CITES))
    header = model.VariationHeader("All at once", "Generated", START)
    edition = {
        **drawn.files,
        "contract.pcn": print_file(replace(whole, items=(*heads, *published))),
    }
    if load_text(edition)[0] is None:
        return None
    variation = model.VariationFile(header, tuple(changes))
    as_one, _ = load_text({**drawn.files, "contract.pcn": print_file(whole)})
    assert as_one is not None
    return {**edition, "all-at-once.pcn": print_file(variation)}, as_one


def as_published(clause: ResolvedClause) -> ResolvedClause:
    return replace(clause, amended_by=None)


VARIED = [found for found in map(varied, range(150)) if found is not None]


def test_enough_contracts_are_varied() -> None:
    assert len(VARIED) >= LEAST


@pytest.mark.parametrize("number", range(LEAST))
def test_the_text_is_what_would_have_been_published_as_one(number: int) -> None:
    files, whole = VARIED[number]
    specification, faults = load_text(files)
    assert faults == ()
    assert specification is not None
    (text,) = specification.amended
    assert tuple(map(as_published, text.clauses)) == whole.clauses
    by = {clause.id: clause.amended_by for clause in text.clauses}
    changed = {id for id, variation in by.items() if variation is not None}
    same = {c.id for c in specification.clauses if c in whole.clauses}
    assert changed >= set(by) - same


@pytest.mark.parametrize("number", range(5))
def test_the_order_of_files_changes_nothing(number: int) -> None:
    files, _ = VARIED[number]
    assert load_text(files)[0] == load_text(dict(reversed(files.items())))[0]


@pytest.mark.parametrize("seed", range(8))
def test_an_assessment_is_that_of_the_text_in_force(seed: int) -> None:
    drawn = sample(seed)
    whole, variation = drawn.specification, Variation("Shorter", drawn.days[-1])
    text = Text(variation.start, (variation,), whole.clauses[:1])
    for day in drawn.days:
        plain, found = (
            assess(each, drawn.network, as_at=day, known_by=drawn.known_by)
            for each in (whole, replace(whole, amended=(text,)))
        )
        begun = day >= variation.start
        assert found.clauses == (plain.clauses[:1] if begun else plain.clauses)
        assert found.variations == ((variation,) if begun else ())


# --- which text, from when --------------------------------------------------------------------

WORDS = {
    "vocabulary.pcn": """vocabulary "Words"

actor PCN, the network

phrase "write a plan"
  attested

phrase "publish a plan"
  attested
"""
}
BASE = (
    HEADER
    + """
clause 1 "A plan"
  the PCN must write a plan
  cites SPEC 1, verified

clause 2 "A public plan"
  by 31 December 2020 the PCN must publish a plan
  subject to clause 1
  cites SPEC 2, verified
"""
)


def varying(day: str, changes: str, name: str = "Varied") -> str:
    return f'variation "{name}"\n  amends "Example" from {day}\n\n{changes}'


ADD = """service 1 "A service"

clause 3 "Once more"
  {} the PCN must write a plan
  cites SPEC 3, verified
"""


def loaded(*variations: str) -> Specification:
    files = {f"{number}.pcn": text for number, text in enumerate(variations)}
    specification, faults = load_text({"contract.pcn": BASE, **WORDS, **files})
    assert faults == ()
    assert specification is not None
    return specification


def codes(*variations: str, base: str = BASE) -> list[str]:
    files = {f"{number}.pcn": text for number, text in enumerate(variations)}
    return [f.code for f in load_text({"contract.pcn": base, **WORDS, **files})[1]]


def test_the_text_of_a_day_is_the_last_that_began() -> None:
    found = loaded(
        varying("1 November 2020", ADD.format("").replace("clause 3", "clause 4"), "Later"),
        varying("1 October 2020", ADD.format(""), "Sooner"),
    )
    names = {
        day: [each.name for each in found.text_on(day).variations]
        for day in (
            date(2019, 1, 1),
            date(2020, 9, 30),
            date(2020, 10, 1),
            date(2020, 10, 31),
            date(2020, 11, 1),
            date(2030, 1, 1),
        )
    }
    assert list(names.values()) == [
        [],
        [],
        ["Sooner"],
        ["Sooner"],
        ["Sooner", "Later"],
        ["Sooner", "Later"],
    ]


@pytest.mark.parametrize(
    ("timing", "start"),
    [
        ("", date(2020, 10, 1)),
        ("by 31 December 2020", date(2020, 10, 1)),
        ("by 31 July 2020", date(2020, 4, 1)),
        ("from 1 May 2020", date(2020, 5, 1)),
        ("every month", date(2020, 10, 1)),
    ],
)
def test_what_a_variation_asks_begins_with_it_unless_a_date_says_otherwise(
    timing: str, start: date
) -> None:
    (text,) = loaded(varying("1 October 2020", ADD.format(timing))).amended
    statement = next(clause for clause in text.clauses if clause.id == "3").statement
    assert isinstance(statement, ResolvedDuty)
    assert statement.start == start


def test_a_clause_that_nothing_touches_is_resolved_once() -> None:
    found = loaded(varying("1 October 2020", ADD.format("")))
    (text,) = found.amended
    assert text.clauses[0] is found.clauses[0]
    assert text.clauses[1] is found.clauses[1]


def test_a_clause_is_resolved_anew_where_one_that_goes_before_it_changes() -> None:
    change = 'replace clause 1 "A plan"\n  the PCN must publish a plan\n  cites SPEC 1, verified\n'
    found = loaded(varying("1 October 2020", change))
    before, after = (next(c.statement for c in text.clauses if c.id == "2") for text in found.texts)
    assert isinstance(before, ResolvedDuty)
    assert isinstance(after, ResolvedDuty)
    assert before.exceptions[0].instead != after.exceptions[0].instead


def test_what_was_omitted_may_be_added_again() -> None:
    omitted = varying("1 October 2020", "omit clause 2\n  cites SPEC, verified\n", "Out")
    again = ADD.format("").replace("clause 3", "clause 2")
    found = loaded(omitted, varying("1 November 2020", again, "In"))
    assert [[c.id for c in text.clauses] for text in found.texts] == [["1", "2"], ["1"], ["1", "2"]]


# --- faults -----------------------------------------------------------------------------------


def test_what_was_omitted_can_be_neither_omitted_nor_replaced_again() -> None:
    omit = "omit clause 2\n  cites SPEC, verified\n"
    change = 'replace clause 2 "A"\n  the PCN must write a plan\n  cites SPEC 1, verified\n'
    for again in (omit, change):
        found = codes(varying("1 October 2020", omit, "Out"), varying("1 May 2020", omit, "First"))
        assert found == ["E322"]
        assert codes(varying("1 May 2020", omit, "A"), varying("1 June 2020", again, "B")) == [
            "E322"
        ]


def test_one_variation_changes_a_clause_once() -> None:
    omit = "omit clause 2\n  cites SPEC, verified\n"
    assert codes(varying("1 October 2020", omit + "\n" + omit)) == ["E324"]


def test_a_variation_without_a_heading_is_told() -> None:
    assert codes("omit clause 2\n  cites SPEC, verified\n") == ["E120"]


def test_the_clauses_of_a_variation_whose_heading_cannot_be_read_are_read() -> None:
    text = varying("1 Oktober 2020", ADD.format("").replace("write a plan", "write a pan"))
    assert codes(text) == ["E106", "E103"]


def test_a_change_of_what_could_not_be_read_is_not_called_unknown() -> None:
    change = 'replace clause 1 "A"\n  the PCN must write a plan\n  cites SPEC 1, verified\n'
    broken = BASE.replace("the PCN must write", "the PCN shall write")
    assert codes(varying("1 October 2020", change), base=broken) == ["E124"]
    lost = ADD.format("").replace("must", "shall")
    later = change.replace("clause 1", "clause 3")
    found = codes(varying("1 October 2020", lost, "A"), varying("1 November 2020", later, "B"))
    assert found == ["E124"]


def test_a_variation_cites_its_own_sources_and_those_of_the_edition() -> None:
    letter = 'source LETTER "A letter", NHS England, 2020\n\n'
    cited = ADD.format("").replace("cites SPEC 3", "cites SPEC 3 as reported by LETTER")
    assert codes(varying("1 October 2020", letter + cited)) == []
    assert codes(varying("1 October 2020", cited)) == ["E153"]
    other = varying("1 November 2020", cited.replace("clause 3", "clause 4"), "Other")
    assert codes(varying("1 October 2020", letter + cited), other) == ["E153"]


def test_a_folder_of_variations_alone_holds_no_specification() -> None:
    found = load_text({"a.pcn": varying("1 October 2020", ADD.format("")), **WORDS})[1]
    assert [fault.code for fault in found][:1] == ["E004"]


# --- checks over the texts --------------------------------------------------------------------


@pytest.mark.parametrize("number", range(LEAST))
def test_what_is_found_is_what_each_text_alone_would_show(number: int) -> None:
    files, _ = VARIED[number]
    specification, _ = load_text(files)
    assert specification is not None
    doubled = _against_themselves(specification)
    alone = {
        (fault.code, fault.span.source.path, fault.span.start, fault.message)
        for text in doubled.texts
        for fault in check(replace(doubled, clauses=text.clauses, amended=()))
    }
    together = check(doubled)
    assert {(f.code, f.span.source.path, f.span.start, f.message) for f in together} == alone
    assert len(together) == len(alone)


def _against_themselves(specification: Specification) -> Specification:
    """A specification in whose last text the first duty is also forbidden, under another id."""
    texts = list(specification.texts)
    duty = next(c for c in texts[-1].clauses if isinstance(c.statement, ResolvedDuty))
    assert isinstance(duty.statement, ResolvedDuty)
    against = replace(
        duty, id="z", statement=replace(duty.statement, body=Not(duty.statement.body))
    )
    texts.append(replace(texts[-1], clauses=(*texts[-1].clauses, against)))
    return replace(specification, amended=tuple(texts[1:]))
