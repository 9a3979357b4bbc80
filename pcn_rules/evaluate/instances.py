"""The instances of a duty, each for its subjects, and their statuses over its whole life."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

from pcn_rules.evaluate.statuses import (
    NOT_BINDING,
    NOTHING,
    as_current,
    as_later,
    as_occasion,
    as_past,
    each,
    each_part,
    over_life,
)
from pcn_rules.evaluate.worlds import Always, Applied, Folded, Formula
from pcn_rules.networks.model import Thing

UNBOUND = Always(NOT_BINDING)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a duty is owed for, and how it stands there; no thing for the network itself."""

    thing: Thing | None
    status: Formula


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of a duty: the only one, a week, an admission.

    `when` says where it stands: `past`, `current` (its days have begun), `later` (for all that are
    still to begin), or an `occasion` whose deadline is still to come. `unlisted` is what entities
    that nobody listed bring.
    """

    label: str
    first: date
    due: date | None
    when: OneOf["past", "current", "later", "occasion"]
    subjects: tuple[Subject, ...]
    unlisted: Formula = UNBOUND

    @property
    def past(self) -> bool:
        """Whether its last day is before the day asked about."""
        return self.when == "past"

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The statuses of which each must be done."""
        return (*(subject.status for subject in self.subjects), self.unlisted)

    @property
    def status(self) -> Formula:
        """Done where it is done for each subject, failed where it fails for one."""
        return together(self.parts)


_AS = {"past": as_past, "current": as_current, "later": as_later, "occasion": as_occasion}


@dataclass(frozen=True, slots=True)
class Judged:
    """A duty over its life: its instances, past and still to come, and when the next is due."""

    instances: tuple[Instance, ...]
    due: date | None
    day: date
    unlisted_past: Formula = UNBOUND

    @property
    def status(self) -> Formula:
        """The status of the whole duty."""
        parts = [(i.when, part) for i in self.instances for part in i.parts]
        return over_time([("past", self.unlisted_past), *parts])


def together(statuses: Iterable[Formula]) -> Formula:
    """Several statuses of which each must be done."""
    binding = tuple(s for s in statuses if s is not UNBOUND)
    return binding[0] if len(binding) == 1 else Folded(each, NOT_BINDING, binding)


def over_time(parts: Iterable[tuple[str, Formula]]) -> Formula:
    """Statuses past and still to come, as one (semantics, section 3).

    All of them stand side by side in one fold, so that what concerns one home, in whatever week,
    can be worked out apart from the others.
    """
    binding = [(when, status) for when, status in parts if status is not UNBOUND]
    kinds = {when for when, _ in binding}
    if len(kinds) < 2 and kinds != {"occasion"}:
        return together(status for _, status in binding)
    lives = tuple(Applied(_AS[when], (status,)) for when, status in binding)
    return Applied(over_life, (Folded(each_part, NOTHING, lives),))
