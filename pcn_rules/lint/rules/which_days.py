"""L110: days of which nobody says whether they are working days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcn_rules.language import model
from pcn_rules.lint.clauses import actions_of
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.lint.wording import NUMBER, matches, spoken
from pcn_rules.source import Span

_DAYS = re.compile(
    rf"(?<![\w.])(?:{NUMBER}|one)[\s-]+days?\b(?!\s+(?:a|per|each)\b)", re.IGNORECASE
)
"""Where a kind of days is named, it stands between the number and the word: no match."""


def look(contract: Contract) -> Iterator[Remark]:
    """Days in the words of an action or of a definition: timings cannot leave it open (E107)."""
    for clause in contract.clauses:
        for said in _words(clause):
            for place in matches(_DAYS, said):
                number = spoken(place).split()[0].split("-")[0]
                yield Remark(
                    RULE.code,
                    place,
                    f"`{spoken(place)}` may be working days or calendar days",
                    f"write `{number} working days` or `{number} calendar days`",
                )


def _words(clause: model.Clause) -> Iterator[Span | None]:
    for action in actions_of(clause):
        yield action.span
    match clause.statement:
        case model.Definition(span=span):
            yield span
        case _:
            pass


RULE = Rule("L110", "which_days", "days neither working nor calendar", look)
