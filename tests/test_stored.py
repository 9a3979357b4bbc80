"""A checked specification survives being written as JSON; nothing else can be read from it."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from pathlib import Path
from random import Random
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
from oracle.generator import sample

from pcn_rules.language import stored
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_specification
from pcn_rules.shipped import folder
from pcn_rules.source import Source, Span


def shipped(edition: str) -> tuple[Specification, list[Source]]:
    specification, _, inputs = load_specification(folder("specs") / edition)
    assert specification is not None
    texts = (Path(file.path).read_bytes().decode("utf-8-sig") for file in inputs)
    return specification, [Source(f.path, t) for f, t in zip(inputs, texts, strict=True)]


def final() -> tuple[Specification, list[Source]]:
    return shipped("2020-21-final")


def test_the_final_edition_is_the_same_afterwards_with_all_its_places() -> None:
    specification, sources = final()
    read = stored.read(stored.write(specification, sources), sources)
    assert read == specification
    assert repr(read) == repr(specification)
    assert [c.span for c in read.clauses] == [c.span for c in specification.clauses]
    assert stored.write(read, sources) == stored.write(specification, sources)


@pytest.mark.parametrize("seed", range(120))
def test_contracts_drawn_at_random_are_the_same_afterwards(seed: int) -> None:
    drawn = sample(seed, days=0)
    sources = [Source(name, text) for name, text in drawn.files.items()]
    read = stored.read(stored.write(drawn.specification, sources), sources)
    assert repr(read) == repr(drawn.specification)
    assert read == drawn.specification


def parts_of(hint: Any) -> set[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        return {hint}
    return {part for each in get_args(hint) for part in parts_of(each)}


def test_the_classes_are_those_a_specification_is_made_of() -> None:
    found: set[type] = set()
    open_ends: set[type] = {Specification}
    while open_ends:
        found |= open_ends
        hints = [hint for each in open_ends for hint in get_type_hints(each).values()]
        open_ends = {part for hint in hints for part in parts_of(hint)} - found
    assert found - {Span, Source} == set(stored.CLASSES)
    assert len({each.__name__ for each in stored.CLASSES}) == len(stored.CLASSES)


def test_what_is_no_part_of_a_specification_is_not_written() -> None:
    with pytest.raises(TypeError, match="no part"):
        stored.write(NoneType, [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "7",
        "[[]]",
        "[7]",
        '[["Path","/"]]',
        '[["eval","1"]]',
        '[["Unit",[["minutes",1]]]]',
        '[["Unit",[["minutes",true]]]]',
        '[["Unit",[["minutes",1,1]]]]',
        '[["Unit"]]',
        '[["YesNoKind"],["FactDefinition",null,"beds",-1,false]]',
        '[["YesNoKind"],["FactDefinition",null,"beds",9,false]]',
        '[["YesNoKind"],["Not",0]]',
        '[["Unit",[]],["Constant",[1,0],0,""]]',
        '[["DayConstant","2020-13-01"]]',
        "[" * 100_000,
    ],
)
def test_what_is_not_a_specification_is_nothing(text: str) -> None:
    assert stored.read(text, []) is None


def changed(value: Any, random: Random) -> Any:
    """The same JSON with one thing in it changed at random."""
    match value:
        case list() if value and random.random() < 0.9:
            place = random.randrange(len(value))
            return [*value[:place], changed(value[place], random), *value[place + 1 :]]
        case _:
            others = [None, True, -1, 0, 10**6, 1.5, "x", [], [0], {}, "Unit", "2020-01-01"]
            return random.choice(others)


@pytest.mark.parametrize("seed", range(200))
def test_a_change_of_any_part_gives_nothing_or_a_sound_specification(seed: int) -> None:
    specification, sources = final()
    rows = json.loads(stored.write(specification, sources))
    text = json.dumps(changed(rows, Random(seed)))
    read = stored.read(text, sources)
    assert read is None or repr(stored.read(stored.write(read, sources), sources)) == repr(read)


def test_places_outside_their_file_are_refused() -> None:
    specification, sources = final()
    text = stored.write(specification, sources)
    assert stored.read(text, [Source(each.path, "") for each in sources]) is None
    assert stored.read(text, sources[:1]) is None
