"""How a clause stands in the words of a file of expectations, and which standing is worse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ORDER = ("met", "can be met", "at risk", "impossible", "not applicable")
"""Verdicts as alternatives are listed."""

_RANKS = {"met": 0, "not applicable": 0, "can be met": 1, "at risk": 2, "impossible": 3}
_WORST = max(_RANKS.values())
_STRENGTHS = {"may": 0, "should": 1, "must": 2}
_WITHOUT = ("payment", "incentive", "definition", "nothing")
_ALTERNATIVE = "|".join(ORDER)
_VERDICT = re.compile(
    rf"({_ALTERNATIVE})|unknown(?:, ((?:{_ALTERNATIVE})(?:, (?:{_ALTERNATIVE}))*"
    rf"(?: or (?:{_ALTERNATIVE}))?))?"
)
_ASKS = re.compile(r"(\S.*) (must|must not|should|may)")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a clause asks of whom (`PCN must`), and its verdict: `met`, or `unknown`.

    `verdict` is None for what gets none: a permission, or a `payment`, `incentive`, `definition`;
    `nothing` is asked before a clause is there. `possible` are the verdicts that an unknown one
    may still come to, in the order of ORDER; none where that is not said.
    """

    asks: str
    verdict: str | None = None
    possible: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.asks if self.verdict is None else f"{self.asks}: {self.outcome}"

    @property
    def outcome(self) -> str:
        """The verdict in words: `unknown, met or impossible`."""
        if self.verdict is None:
            return "no verdict"
        return f"{self.verdict}, {_either(self.possible)}" if self.possible else self.verdict

    @property
    def best(self) -> int:
        """The rank of the best that may be, 0 to 3: what is met, or asks nothing, is 0."""
        return min(self._ranks)

    @property
    def worst(self) -> int:
        """The rank of the worst that may be; impossible is 3."""
        return max(self._ranks)

    @property
    def _ranks(self) -> tuple[int, ...]:
        if self.verdict is None:
            return (0,)
        if self.verdict == "unknown":
            return tuple(_RANKS[each] for each in self.possible) or (0, _WORST)
        return (_RANKS[self.verdict],)


NOTHING = Standing("nothing")
"""How a clause stood that was not there."""


def read_standing(text: str) -> Standing | None:
    """The standing that some words say, None where they say none.

    >>> read_standing("PCN must: unknown, met or impossible").possible
    ('met', 'impossible')
    """
    asks, colon, verdict = text.rpartition(": ")
    if not colon:
        known = text in _WITHOUT or bool(re.fullmatch(r"\S.* may", text))
        return Standing(text) if known else None
    match = _VERDICT.fullmatch(verdict)
    if match is None or not _ASKS.fullmatch(asks):
        return None
    if match[1]:
        return Standing(asks, match[1])
    possible = tuple(re.split(", | or ", match[2])) if match[2] else ()
    return Standing(asks, "unknown", possible)


def is_worse(before: Standing, after: Standing) -> bool:
    """Whether a clause stands worse than before: the rule that `--update` goes by.

    It does where its worst is worse than before, where its best is, and where it asks more or asks
    it of somebody else without being sure to be met.
    """
    if after.best > before.best or after.worst > before.worst:
        return True
    return after.worst > _RANKS["can be met"] and _asks_more(before.asks, after.asks)


def is_better(before: Standing, after: Standing) -> bool:
    """Whether a clause stands better than before, and in nothing worse."""
    if is_worse(before, after):
        return False
    return after.best < before.best or after.worst < before.worst


def change(before: Standing, after: Standing) -> str:
    """A change in words: `met → impossible`; what is asked is said where that changed."""
    if before.asks == after.asks:
        return f"{before.outcome} → {after.outcome}"
    return f"{before} → {after}"


def _asks_more(before: str, after: str) -> bool:
    """Whether other words ask for more; only the same of the same party in a softer word do not."""
    if before == after:
        return False
    old, new = _ASKS.fullmatch(before), _ASKS.fullmatch(after)
    if old is None or new is None or old[1] != new[1]:
        return True
    known = old[2] in _STRENGTHS and new[2] in _STRENGTHS
    return not (known and _STRENGTHS[new[2]] < _STRENGTHS[old[2]])


def _either(words: Sequence[str]) -> str:
    return " or ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
