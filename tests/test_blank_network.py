"""A network of one's own begins with files that explain themselves and load without a fault."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from small_network import VOCABULARY

from pcn_rules.language.meaning import Vocabulary
from pcn_rules.networks.blank import blank_network
from pcn_rules.networks.cells import read_value
from pcn_rules.networks.dates import Unreadable
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Network
from pcn_rules.networks.names import names_of


def begun(folder: Path, name: str, vocabulary: Vocabulary = VOCABULARY) -> Network:
    folder.mkdir()
    for file, text in blank_network(name, vocabulary).items():
        (folder / file).write_text(text, encoding="utf-8", newline="")
    network, found = load_network(folder, vocabulary)
    assert found == ()
    assert network is not None
    return network


@pytest.mark.parametrize(
    ("name", "id", "spoken"),
    [
        ("My network", "my-network", "My network"),
        ("St. Mary's & Côte", "st-mary-s-c-te", "St. Mary's & Côte"),
        ('The "Old" \\ network', "the-old-network", 'The "Old" \\ network'),
        ("=cmd", "cmd", "cmd"),
        ("two\nlines", "twolines", "twolines"),
        ("", "my-network", "My network"),
        ("渔", "network", "渔"),
        ("x" * 5_000, "x" * 200, "x" * 200),
    ],
)
def test_it_loads_under_any_name(tmp_path: Path, name: str, id: str, spoken: str) -> None:
    network = begun(tmp_path / "n", name)
    assert (network.id, network.name) == (id, spoken)


def test_every_list_is_open_and_every_fact_missing(tmp_path: Path) -> None:
    network = begun(tmp_path / "n", "My network")
    assert (network.things, network.records, network.complete) == ((), (), frozenset())
    assert network.as_at == date(2020, 10, 1)


def test_the_day_to_ask_about_can_be_given() -> None:
    files = blank_network("My network", VOCABULARY, date(2021, 3, 31))
    assert "as_at = 2021-03-31" in files["network.toml"]


def test_every_fact_has_a_column_and_a_line_in_the_words() -> None:
    files = blank_network("My network", VOCABULARY)
    [header] = csv.reader([files["care-homes.csv"]])
    assert header[:4] == ["id", "name", "from", "to"]
    assert header[-6:] == [
        *("aligned", "beds", "lead GP agreed", "registered on", "home rounds held"),
        "welcome its visitors",
    ]
    facts = [fact for entity in VOCABULARY.entities for fact in entity.facts]
    for fact in (*facts, *VOCABULARY.facts):
        assert f"| {fact.name} |" in files["README.md"]


def test_every_value_that_the_words_explain_can_be_read() -> None:
    words = blank_network("My network", VOCABULARY)["README.md"]
    table = words.split("| write | for |")[1].split("##")[0]
    examples = [part for line in table.splitlines() for part in line.split("|")[1:2]]
    found = [text for cell in examples for text in cell.split("`")[1::2]]
    names = names_of(VOCABULARY)
    facts = [fact for owned in names.facts.values() for fact in owned.values()]
    assert len(found) > 15
    for text in set(found) - {"*"}:
        values = [read_value(text, fact, names, None) for fact in facts]
        assert any(not isinstance(value, Unreadable) for value in values), text


def test_the_examples_in_the_settings_can_be_used_as_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "n"
    begun(folder, "My network")
    text = (folder / "network.toml").read_text(encoding="utf-8")
    lines = [
        line.removeprefix("# ") if line.startswith("# [") or " = " in line else line
        for line in text.splitlines()
    ]
    (folder / "network.toml").write_text("\n".join(lines), encoding="utf-8")
    network, found = load_network(folder, VOCABULARY)
    assert found == ()
    assert network is not None
    assert [source.id for source in network.sources] == ["own", "nhs"]
    assert (len(network.stands_for), len(network.complete_series)) == (1, 1)


def test_it_says_that_a_day_is_not_all_days_since() -> None:
    said = " ".join(blank_network("A", VOCABULARY)["README.md"].split())
    assert "`yes on 2020-07-02` says nothing of 1 October, `yes` with `2020-07-02 onwards`" in said
    assert "it counts from the day it became known" not in said
