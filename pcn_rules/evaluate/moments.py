"""When, and of what, an expression is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pcn_rules.networks.model import Thing

Scopes = tuple[Thing, ...]
"""The entities an expression speaks of, the innermost last."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When an expression is judged.

    `day` is the day on which values count. Where `achieved`, what is judged is whether it was
    done by that day: in time for a deadline, or so far; from `first` where only a stretch counts
    (a period). Plans count that come true by `plans_until` (None: by the day). Amounts are those of
    `counted_on`, where a payment goes by the figures of another day.
    """

    day: date
    achieved: bool = False
    first: date | None = None
    plans_until: date | None = None
    counted_on: date | None = None

    @property
    def figures(self) -> date:
        """The day whose amounts count."""
        return self.counted_on or self.day

    def in_plan(self, start: date) -> bool:
        """Whether a plan that comes true on a day counts."""
        return start <= (self.plans_until or self.day)
