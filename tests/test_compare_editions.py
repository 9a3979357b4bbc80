"""Editions against themselves, against each other and back, and against cosmetic edits."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from small_contract import clause, files, loaded

from pcn_rules.compare.compare import applied, compare
from pcn_rules.compare.model import Compared, Comparison, Way, way_told
from pcn_rules.compare.pairing import Pins, pairs
from pcn_rules.compare.scope import at_odds, common_to
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_text
from pcn_rules.ready import specification_of

ROOT = Path(__file__).parent.parent
NAMES = ("2020-21-draft", "2020-21-final")
BACK: dict[Way, Way] = {"tighter": "easier", "easier": "tighter"}


@cache
def edition(name: str) -> Specification:
    specification, _, _ = specification_of(ROOT / "specs" / name)
    assert specification is not None
    return specification


def difference(old: Specification, new: Specification, most: int = 2_500) -> Comparison:
    common = common_to(old, new)
    assert common is not None
    return compare(old, new, common, most=most)


@cache
def between(old: str, new: str, most: int) -> Comparison:
    return difference(edition(old), edition(new), most)


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_does_not_differ_from_itself(name: str) -> None:
    found = difference(edition(name), edition(name))
    assert found.changed == ()
    assert len(found.unchanged) == len(edition(name).clauses)


def sides(compared: Compared) -> tuple[frozenset[str], frozenset[str]]:
    pair = compared.pair
    return frozenset(c.id for c in pair.old), frozenset(c.id for c in pair.new)


def test_a_difference_mirrors_the_one_the_other_way() -> None:
    forth, back = between(*NAMES, 2_500), between(*reversed(NAMES), 2_500)
    there = {sides(each): each for each in forth.changed}
    here = {sides(each)[::-1]: each for each in back.changed}
    assert there.keys() == here.keys()
    for key, one in there.items():
        other = here[key]
        assert (one.pair.how, one.pair.score) == (other.pair.how, other.pair.score)
        ways = {d.bearer: d.way for d in one.directions}
        back_ways = {d.bearer: BACK.get(d.way, d.way) for d in other.directions}
        assert sorted(ways.values()) == sorted(back_ways.values()), key


def test_applying_a_difference_gives_the_new_edition() -> None:
    for old, new in (NAMES, NAMES[::-1]):
        made = applied(between(old, new, 0), edition(old).clauses)
        assert sorted(made, key=lambda c: c.id) == sorted(edition(new).clauses, key=lambda c: c.id)


def test_every_clause_stands_in_one_pair() -> None:
    old, new = map(edition, NAMES)
    found = pairs(old, new)
    assert sorted(c.id for p in found for c in p.old) == sorted(c.id for c in old.clauses)
    assert sorted(c.id for p in found for c in p.new) == sorted(c.id for c in new.clauses)


def test_every_change_is_told_in_a_sentence() -> None:
    for each in between(*NAMES, 0).changed:
        assert each.changes, sides(each)
        for change in each.changes:
            assert change.sentence[:1] not in ("", " ")
            assert not change.sentence.endswith(".")


BASE = clause("by 30 June 2020 the PCN must write a plan", "1.1") + clause(
    "from 1 May 2020 the PCN must serve at least 30,000 registered patients", "1.2"
)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("  by", "      by"),
        lambda text: text.replace("\n", "  # a comment\n"),
        lambda text: "\n\n".join(text.splitlines()) + "\n",
        lambda text: text.replace("must write", "must\n      write"),
        lambda text: "".join(reversed(re.split(r"(?=^clause)", text, flags=re.MULTILINE))),
    ],
)
def test_cosmetic_edits_are_no_change(edit: object) -> None:
    assert callable(edit)
    found = difference(loaded(BASE), loaded(edit(BASE)))
    assert found.changed == ()


def test_the_order_of_files_is_no_change() -> None:
    texts = files(BASE)
    one, _ = load_text(texts)
    other, _ = load_text(dict(reversed(texts.items())))
    assert one is not None
    assert other is not None
    assert difference(one, other).changed == ()


def test_a_renumbered_clause_is_neither_removed_nor_added() -> None:
    new = loaded(BASE.replace("clause 1.1", "clause 1.7").replace("SPEC 1.1", "SPEC 1.7"))
    (only,) = difference(loaded(BASE), new).changed
    assert {change.kind for change in only.changes} == {"renumbered", "citation"}
    assert [d.way for d in only.directions] == ["same"]


def test_a_changed_and_renumbered_clause_is_found_by_its_likeness() -> None:
    plan = clause("by 30 June 2020 the PCN must write a plan", "1.1")
    later = clause("by 31 July 2020 the PCN must write a plan", "2.4")
    new = loaded(BASE.replace(plan, later))
    found = {sides(each): each for each in difference(loaded(BASE), new).changed}
    pair = found[frozenset({"1.1"}), frozenset({"2.4"})].pair
    assert pair.how == "likeness"
    assert pair.score is not None
    assert "of their words are the same" in pair.why


def of_services(first: str, second: str) -> str:
    """A clause in each of two services."""
    one = clause(f"by {first} the PCN must write a plan", "1.1")
    return f'{one}\nservice 2 "Summaries"\n\n' + clause(second, "2.1")


def test_a_subject_is_treated_where_any_of_its_clauses_has_a_partner() -> None:
    summary = "by 30 June 2020 the PCN must write a summary"
    old = loaded(clause("by 30 June 2020 the PCN must write a plan", "1.1"))
    new = loaded(of_services("31 July 2020", summary))
    found = {sides(each): each for each in difference(old, new).changed}
    alone = found[frozenset(), frozenset({"2.1"})]
    assert alone.pair.untreated
    assert [way_told(alone, d) for d in alone.directions] == ["new subject"]
    assert [d.way for d in alone.directions] == ["tighter"]
    changed = found[frozenset({"1.1"}), frozenset({"1.1"})]
    assert not changed.pair.untreated
    (gone,) = [each for each in difference(new, old).changed if each.pair.untreated]
    assert [way_told(gone, d) for d in gone.directions] == ["subject gone"]
    more = loaded(of_services("30 June 2020", summary) + clause(summary, "2.2"))
    (added,) = difference(loaded(of_services("30 June 2020", summary)), more).changed
    assert not added.pair.untreated
    assert [way_told(added, d) for d in added.directions] == ["tighter"]


def test_pins_make_pairs_and_keep_them_apart() -> None:
    old, new = loaded(BASE), loaded(BASE)
    apart = pairs(old, new, Pins(never=frozenset({("1.1", "1.1")})))
    assert [(p.how, len(p.old), len(p.new)) for p in apart if p.how == "alone"] == [
        ("alone", 0, 1),
        ("alone", 1, 0),
    ]
    (joined,) = pairs(old, new, Pins(pairs=frozenset({("1.1", "1.2"), ("1.2", "1.1")})))[:1]
    assert joined.how == "pinned"


def test_editions_of_other_years_have_no_day_in_common() -> None:
    old = loaded(BASE)
    later = replace(old, start=old.start.replace(year=2022), end=old.end.replace(year=2023))
    assert common_to(old, later) is None


def test_words_that_mean_other_things_are_told() -> None:
    old, new = loaded(BASE), loaded(BASE, vocabulary="fact moved : yes or no")
    assert at_odds(old.vocabulary, new.vocabulary) == ()
    other = loaded(BASE, vocabulary="fact moved : £")
    (told,) = at_odds(new.vocabulary, other.vocabulary)
    assert "`moved`" in told
