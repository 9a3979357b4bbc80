"""Text and syntax say the same: what is printed reads back, and printing again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syntax_strategies import (
    assumed,
    changes,
    clauses,
    expressions,
    files,
    headers,
    lines,
    words_of_a_vocabulary,
    workforce,
)

from pcn_rules.language import model
from pcn_rules.language.formatter import format_text
from pcn_rules.language.parser import parse, parse_expression
from pcn_rules.language.printer import print_expression, print_file, print_statement
from pcn_rules.source import Source

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
NODES = {
    found
    for found in vars(model).values()
    if isinstance(found, type) and issubclass(found, model.Node) and found is not model.Node
}


def nodes(value: object) -> Iterator[model.Node]:
    """A node and all nodes in it."""
    if isinstance(value, tuple):
        for each in value:
            yield from nodes(each)
    if isinstance(value, model.Node) and is_dataclass(value):
        yield value
        for field in fields(value):
            yield from nodes(getattr(value, field.name))


def read(text: str) -> model.File | None:
    file, faults = parse(Source("printed.pcn", text))
    assert faults == ()
    return file


@settings(SLOW, max_examples=300)
@given(files)
def test_what_is_printed_reads_back_the_same(file: model.File) -> None:
    text = print_file(file)
    again = read(text)
    assert file == again
    assert text == print_file(again)


@settings(SLOW, max_examples=150)
@given(files)
def test_what_is_printed_is_laid_out_already(file: model.File) -> None:
    text = print_file(file)
    assert (text, ()) == format_text(Source("printed.pcn", text))


@settings(SLOW, max_examples=300)
@given(expressions)
def test_an_expression_reads_back_the_same(expression: model.Expression) -> None:
    text = print_expression(expression)
    assert (expression, ()) == parse_expression(Source("expression", text))


@settings(SLOW, max_examples=100)
@given(clauses())
def test_a_statement_is_printed_on_one_line(clause: model.Clause) -> None:
    assert "\n" not in print_statement(clause.statement)


def test_every_node_class_is_drawn_and_printed() -> None:
    seen: set[type] = set()

    @settings(SLOW, max_examples=400)
    @given(
        files,
        headers(),
        clauses(),
        lines,
        changes,
        st.lists(words_of_a_vocabulary, max_size=3),
        st.tuples(assumed, workforce),
    )
    def draw(
        file: model.File,
        header: model.SpecificationHeader,
        clause: model.Clause,
        line: model.ClauseLine,
        change: model.VariationItem,
        words: list[model.VocabularyItem],
        assumptions: tuple[model.AssumptionsItem, ...],
    ) -> None:
        drawn = (
            file,
            model.SpecificationFile(header, (replace(clause, lines=(*clause.lines, line)),)),
            model.VariationFile(None, (change,)),
            model.VocabularyFile("Words", tuple(words)),
            model.AssumptionsFile("Assumed", assumptions),
        )
        seen.update(type(node) for node in nodes(drawn))
        for each in drawn:
            print_file(each)

    draw()
    assert set() == NODES - seen


@settings(SLOW, max_examples=100)
@given(files)
def test_every_node_has_the_words_it_was_read_from(file: model.File) -> None:
    text = print_file(file)
    for node in nodes(getattr(read(text), "items", ())):
        assert node.span is not None
        words = node.span.text
        assert words == words.strip()
        match node:
            case model.Name(text=said):
                assert said == " ".join(words.split())
            case model.Cites(source=source):
                assert words.startswith(f"cites {source}")
            case _:
                pass
