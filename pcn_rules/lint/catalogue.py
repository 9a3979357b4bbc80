"""Every rule of lint, and what is said of silences."""

from __future__ import annotations

from collections.abc import Mapping

from pcn_rules.lint.model import Rule
from pcn_rules.lint.rules import (
    contradictory,
    day_off,
    late,
    no_actor,
    no_note,
    no_unit,
    overlapping,
    two_names,
    undecided,
    unmeasured,
    vague_modality,
    which_days,
)

RULES: tuple[Rule, ...] = (
    vague_modality.RULE,
    no_actor.RULE,
    day_off.RULE,
    late.RULE,
    two_names.RULE,
    unmeasured.RULE,
    undecided.RULE,
    contradictory.RULE,
    no_note.RULE,
    which_days.RULE,
    no_unit.RULE,
    overlapping.RULE,
)

UNREASONED, IDLE = "L120", "L121"

TITLES: Mapping[str, str] = {
    **{rule.code: rule.title for rule in RULES},
    UNREASONED: "a silence without a reason",
    IDLE: "a silence that silences nothing",
}
"""What each code stands for; each has a page in docs/lint."""
