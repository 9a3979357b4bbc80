"""L101: words that leave open whether a clause binds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcn_rules.language import model
from pcn_rules.lint.clauses import actions_of
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.lint.wording import matches, phrase, spoken

_SHOULD = re.compile(r"\bshould\b", re.IGNORECASE)

_TRIES = re.compile(
    "^(?:"
    + "|".join(
        phrase(words)
        for words in (
            *("try to", "seek to", "endeavour to", "strive to", "look to", "work towards"),
            *("make every effort to", "use its best endeavours to", "do its best to"),
            *("consider", "be expected to"),
        )
    )
    + r")\b",
    re.IGNORECASE,
)

_HEDGES = re.compile(
    r"\b(?:"
    + "|".join(
        (
            phrase("(?:where|wherever|if|when) (?:possible|practicable|feasible|suitable)"),
            phrase("(?:where|if|as) appropriate"),
            phrase("(?:as|so) far as(?: is)? (?:possible|practicable|reasonable|it can)"),
            phrase("as far as capacity allows"),
            phrase("as soon as(?: is)? (?:possible|practicable)"),
            phrase("in a timely manner"),
            phrase("from time to time"),
        )
    )
    + r")\b",
    re.IGNORECASE,
)


def look(contract: Contract) -> Iterator[Remark]:
    """Words that leave open whether a clause binds, in its modality and in its action."""
    for clause in contract.clauses:
        match clause.statement:
            case model.Duty(modality="should", span=span, action=action) if span and action.span:
                before = span.source.span(span.start, action.span.start)
                for place in matches(_SHOULD, before):
                    yield Remark(
                        RULE.code,
                        place,
                        "`should` leaves open whether the clause binds",
                        "write `must`, `must aim to` or `may`: what happens where it is not done?",
                    )
            case _:
                pass
        for action in actions_of(clause):
            yield from _in_action(action)


def _in_action(action: model.Action) -> Iterator[Remark]:
    for place in matches(_TRIES, action.span):
        yield Remark(
            RULE.code,
            place,
            f"`{spoken(place)}` leaves open what is owed",
            "write `aim to`, and let the phrase say what evidence shows the effort",
        )
    for place in matches(_HEDGES, action.span):
        yield Remark(
            RULE.code,
            place,
            f"`{spoken(place)}` leaves open when it is owed",
            "say when it is not, as in `unless the home declines`, or write `aim to`",
        )


RULE = Rule("L101", "vague_modality", "vague modality", look)
