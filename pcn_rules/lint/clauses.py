"""Go through the clauses of files, as written and as understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from pcn_rules.language import meaning, model


def clauses_of(file: model.File) -> Iterator[model.Clause]:
    """The clauses that a file holds: its own, and those that it puts in place of others."""
    match file:
        case model.SpecificationFile(items=items) | model.VariationFile(items=items):
            for item in items:
                match item:
                    case model.Clause():
                        yield item
                    case model.Replacement(clause=clause):
                        yield clause
                    case model.SourceDeclaration() | model.Service():
                        pass
                    case model.Omission() | model.Deferral():
                        pass
                    case _:
                        assert_never(item)
        case model.VocabularyFile() | model.AssumptionsFile():
            pass
        case _:
            assert_never(file)


def fresh_clauses(specification: meaning.Specification) -> Iterator[meaning.ResolvedClause]:
    """The clauses of all texts, each once."""
    seen: set[int] = set()
    for text in specification.texts:
        for clause in text.clauses:
            if id(clause) not in seen:
                seen.add(id(clause))
                yield clause


def actions_of(clause: model.Clause) -> Iterator[model.Action]:
    """The actions that a clause asks for, instead of another where it says so too."""
    match clause.statement:
        case model.Duty(action=action):
            yield action
        case model.Payment() | model.Incentive() | model.Definition():
            pass
        case _:
            assert_never(clause.statement)
    for line in clause.lines:
        match line:
            case model.ExceptWhere(instead=model.Action() as instead):
                yield instead
            case model.AnotherReading(action=model.Action() as other):
                yield other
            case _:
                pass
