"""What an edition puts off of an earlier one: how it is read, kept, and told in a comparison."""

from __future__ import annotations

from datetime import date

import pytest
from small_contract import clause, faults, files, loaded, told
from test_compare_editions import difference, sides

from pcn_rules.compare.pairing import Pins, pairs
from pcn_rules.language import stored
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_text

PLAN = clause("by 30 June 2020 the PCN must write a plan", "1")
SUMMARY = clause("by 30 June 2020 the PCN must write a summary", "2")
DEFERS = "\ndefers draft 2 until 1 April 2021\n  cites SPEC 1, secondary source\n"


def draft(clauses: str) -> Specification:
    texts = files(clauses)
    texts["contract.pcn"] = texts["contract.pcn"].replace('edition "final"', 'edition "draft"')
    specification, found = load_text(texts)
    assert found == ()
    assert specification is not None
    return specification


def test_it_is_read_with_its_day_and_its_source() -> None:
    (found,) = loaded(PLAN + DEFERS).deferred
    assert (found.edition, found.clauses, found.until) == ("draft", ("2",), date(2021, 4, 1))
    assert [(c.source.id, c.place, c.standing) for c in found.citations] == [
        ("SPEC", "1", "secondary source")
    ]


def test_without_a_day_none_is_made_up() -> None:
    (found,) = loaded(PLAN + DEFERS.replace(" until 1 April 2021", ", 3")).deferred
    assert (found.clauses, found.until) == (("2", "3"), None)


def test_it_is_kept_with_the_specification() -> None:
    specification = loaded(PLAN + DEFERS)
    sources = list({c.span.source.path: c.span.source for c in specification.clauses}.values())
    kept = stored.read(stored.write(specification, sources), sources)
    assert kept is not None
    assert kept.deferred == specification.deferred


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DEFERS + DEFERS, [("E165", "2")]),
        (DEFERS.replace("draft 2", "draft 2, 2"), [("E165", "2")]),
        (DEFERS.replace("draft 2", "DRAFT 2") + DEFERS, [("E165", "2")]),
        (DEFERS.replace("draft 2", "pilot 2") + DEFERS, []),
        (DEFERS.replace("2021", "2020"), [("E166", "1 April 2020")]),
        (DEFERS.replace("SPEC 1", "SPECK 1"), [("E153", "SPECK")]),
        (DEFERS.replace("  cites SPEC 1, secondary source\n", ""), [("E108", "2")]),
        (DEFERS.replace("2 until", "until"), [("E100", "1")]),
        (DEFERS.replace("1 April 2021", "later"), [("E100", "later")]),
    ],
)
def test_what_cannot_be_is_a_fault(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(faults(PLAN + text)) == expected


def test_what_is_replaced_cannot_be_put_off_too() -> None:
    replacing = PLAN + "  replaces draft 2\n"
    assert told(faults(replacing + DEFERS)) == [("E165", "2")]


def test_a_variation_puts_nothing_off() -> None:
    texts = files(PLAN)
    texts["variation.pcn"] = f'variation "Of May"\n  amends "Example" from 1 May 2020\n{DEFERS}'
    _, found = load_text(texts)
    assert [fault.code for fault in found if fault.severity == "error"] == ["E119"]


def test_what_is_put_off_is_told_as_deferred_and_is_easier() -> None:
    found = difference(draft(PLAN + SUMMARY), loaded(PLAN + DEFERS))
    (only,) = found.changed
    assert sides(only) == (frozenset({"2"}), frozenset())
    assert [(change.kind, change.sentence) for change in only.changes] == [
        (
            "deferred",
            "it is put off until 1 April 2021 that by 30 June 2020 the PCN must write a summary",
        )
    ]
    assert [direction.way for direction in only.directions] == ["easier"]


def test_the_other_way_round_it_is_added() -> None:
    (only,) = difference(loaded(PLAN + DEFERS), draft(PLAN + SUMMARY)).changed
    assert [change.kind for change in only.changes] == ["added"]
    assert only.pair.why == "the old edition put it off"


def test_what_is_put_off_is_paired_by_no_likeness_but_by_a_pin() -> None:
    old, new = draft(PLAN + SUMMARY), loaded(PLAN + SUMMARY + DEFERS)
    apart = {(frozenset({"2"}), frozenset()), (frozenset(), frozenset({"2"}))}
    made = {sides_of(old, new)}
    assert made == {frozenset({(frozenset({"1"}), frozenset({"1"})), *apart})}
    pinned = sides_of(old, new, Pins(pairs=frozenset({("2", "2")})))
    assert (frozenset({"2"}), frozenset({"2"})) in pinned


def sides_of(
    old: Specification, new: Specification, pins: Pins | None = None
) -> frozenset[tuple[frozenset[str], frozenset[str]]]:
    found = pairs(old, new) if pins is None else pairs(old, new, pins)
    return frozenset(
        (frozenset(c.id for c in pair.old), frozenset(c.id for c in pair.new)) for pair in found
    )


def test_what_another_edition_puts_off_is_no_matter() -> None:
    new = loaded(PLAN + DEFERS.replace("draft", "pilot"))
    (only,) = difference(draft(PLAN + SUMMARY), new).changed
    assert [change.kind for change in only.changes] == ["removed"]
