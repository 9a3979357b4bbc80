"""The manual shows every construct of the language: no node that no page writes down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from language_pages import PAGES, examples
from test_language import files_of

from pcn_rules.language import model
from pcn_rules.language.parser import parse
from pcn_rules.source import Source

if TYPE_CHECKING:
    from language_pages import Example


def test_every_construct_of_the_language_is_on_a_page() -> None:
    shown = {name for example in examples() for name in _constructs(example)}
    assert _classes() - shown == set()


def test_a_construct_that_no_page_shows_would_be_noticed() -> None:
    without = [e for e in examples() if "NumberOf" not in set(_constructs(e))]
    shown = {name for example in without for name in _constructs(example)}
    assert "NumberOf" in _classes() - shown


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = (PAGES / "README.md").read_text(encoding="utf-8")
    missing = [page.name for page in PAGES.glob("*.md") if f"]({page.name})" not in contents]
    assert missing == ["README.md"]


def test_every_link_of_the_contents_leads_to_a_page() -> None:
    contents = (PAGES / "README.md").read_text(encoding="utf-8")
    linked = {part.split(")")[0] for part in contents.split("](")[1:]}
    assert [name for name in sorted(linked) if not Path(PAGES, name).is_file()] == []


def _classes() -> set[str]:
    return {
        name
        for name, value in vars(model).items()
        if isinstance(value, type) and issubclass(value, model.Node) and value is not model.Node
    }


def _constructs(example: Example) -> Iterator[str]:
    for path, text in files_of(example).items():
        file, _ = parse(Source(path, text))
        yield from _nodes(file)


def _nodes(value: Any) -> Iterator[str]:
    match value:
        case tuple():
            for each in value:
                yield from _nodes(each)
        case model.Node():
            assert is_dataclass(value)
            yield type(value).__name__
            for field in fields(value):
                if field.name != "span":
                    yield from _nodes(getattr(value, field.name))
        case _:
            return
