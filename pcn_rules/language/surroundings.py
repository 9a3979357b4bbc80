"""Hold what a clause is read against, and what is made of its statement."""

from __future__ import annotations

from dataclasses import dataclass

from pcn_rules.language import meaning
from pcn_rules.language.assumptions import Assumptions
from pcn_rules.language.scope import Context
from pcn_rules.language.sources import Sources
from pcn_rules.language.timings import Life


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a clause is read against: vocabulary, life of the edition, assumptions, sources."""

    context: Context
    life: Life
    assumptions: Assumptions
    sources: Sources
    earned: frozenset[str] = frozenset()
    """What incentives of the specification earn, by the units written there."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before other clauses qualify it.

    `applies` is when it binds (None: always), judged in the scope of `entity` where there is one.
    """

    statement: meaning.Resolved
    entity: str | None = None
    applies: meaning.Expression | None = None
