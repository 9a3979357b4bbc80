"""How it stands with people for a clause: what a duty needs to know of everybody's work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

from pcn_rules.evaluate.result import Reason

Label = OneOf["enough", "enough for this alone", "enough for the least", "too few"]
LABELS: tuple[Label, ...] = (
    "enough",
    "enough for this alone",
    "enough for the least",
    "too few",
)
"""How it can stand with people, from the best to the worst: all can be done; this can be done, but
not beside others; it can be done in some worlds only; it cannot be done."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with people for one clause: one label, or several where something is missing.

    `undecided` says why it could not be told, where it could not.
    """

    labels: tuple[Label, ...]
    reasons: tuple[Reason, ...]
    undecided: str | None = None
