"""The indicators of NHS Digital that a fact or a measure may say it corresponds to."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from pcn_rules.language.faults import Faults, words_within
from pcn_rules.language.model import FactDeclaration, MeasureDeclaration
from pcn_rules.shipped import folder

_DICTIONARY = "indicators-2022-23.csv"


@cache
def indicators() -> Mapping[str, str]:
    """What each indicator counts, by its id (the dictionary of the contract for 2022/23)."""
    path = folder("specs") / "vocabulary" / _DICTIONARY
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["description"] for row in csv.DictReader(file)}


def check_indicator(node: FactDeclaration | MeasureDeclaration, faults: Faults) -> None:
    """Report an indicator that the dictionary does not have (E184), with those nearest to it."""
    id = node.indicator
    if id is None or id in indicators():
        return
    known = list(indicators())
    faults.add(
        "E184",
        words_within(node, id),
        f"no indicator is called `{id}`",
        help=f"the dictionary has {known[0]} to {known[-1]}: {_beside(id)}",
    )


def _beside(id: str) -> str:
    """The indicators beside an id in the order of the dictionary, with what they count."""
    known = sorted((*indicators(), id))
    place = known.index(id)
    near = [each for each in known[max(place - 1, 0) : place + 2] if each != id]
    return "; ".join(f"`{each}` is: {indicators()[each].rstrip('.')}" for each in near)
