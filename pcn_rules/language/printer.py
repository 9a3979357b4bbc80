"""Turn the syntax of a file back into text, in the one layout."""

from __future__ import annotations

from pcn_rules.language import model
from pcn_rules.language.printing.expressions import expression
from pcn_rules.language.printing.layout import text_of
from pcn_rules.language.printing.statements import clause_line, statement_words


def print_file(file: model.File) -> str:
    """The text of a file: reading it again gives an equal file, printing that the same text."""
    from pcn_rules.language.printing.declarations import printed  # noqa: PLC0415 - of whole files
    from pcn_rules.language.printing.pages import Entry, page  # noqa: PLC0415 - as above

    return page(Entry(block=block) for block in printed(file))


def print_statement(statement: model.Statement) -> str:
    """What a clause asks, on one line: `by 31 July 2020 support residents to register`."""
    return text_of(statement_words(statement))


def print_clause(clause: model.Clause) -> str:
    """What a clause asks and on what terms, on one line: its statement, then every line of it.

    Citations, what it replaces and other readings are no terms of it and are left out.
    """
    terms = [text_of(clause_line(line)) for line in clause.lines if _is_term(line)]
    return " ".join((print_statement(clause.statement), *terms))


def _is_term(line: model.ClauseLine) -> bool:
    match line:
        case model.Cites() | model.Replaces() | model.AnotherReading():
            return False
        case _:
            return True


def print_expression(node: model.Expression) -> str:
    """An expression on one line."""
    return text_of(expression(node))
