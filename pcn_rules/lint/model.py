"""What a rule looks at, and what it has to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.language import meaning, model
from pcn_rules.lint.clauses import clauses_of, fresh_clauses
from pcn_rules.source import Source, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Words put in place of others; the place may be empty, and so may the words."""

    place: Span
    words: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of some words; `edits` mend them where that changes no meaning.

    `message` and `help` are made as those of a fault are.
    """

    code: str
    span: Span
    message: str
    help: str
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def diagnostic(self) -> Diagnostic:
        """The remark as a warning, to be shown like one."""
        return Diagnostic(self.code, self.span, self.message, self.help, self.related, "warning")


@dataclass(frozen=True)
class Contract:
    """Files that were read together, and what they mean.

    There is no specification where files stand alone: a vocabulary, or assumptions.
    """

    files: tuple[model.File, ...]
    specification: meaning.Specification | None

    @cached_property
    def clauses(self) -> tuple[model.Clause, ...]:
        """Every clause as written: of the edition, added or replaced by a variation."""
        return tuple(clause for file in self.files for clause in clauses_of(file))

    @cached_property
    def resolved(self) -> tuple[meaning.ResolvedClause, ...]:
        """Every clause as understood, once each, whichever texts it stands in."""
        return () if self.specification is None else tuple(fresh_clauses(self.specification))

    @cached_property
    def words(self) -> tuple[model.VocabularyItem, ...]:
        """What the vocabularies declare, in the order of their files."""
        return tuple(
            item
            for file in self.files
            if isinstance(file, model.VocabularyFile)
            for item in file.items
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """The texts of the files."""
        return tuple(file.span.source for file in self.files if file.span is not None)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for; `name` is that of its module, `title` says what it looks for.

    A rule that needs the `whole` says nothing of files that stand alone.
    """

    code: str
    name: str
    title: str
    look: Callable[[Contract], Iterator[Remark]]
    whole: bool = False
