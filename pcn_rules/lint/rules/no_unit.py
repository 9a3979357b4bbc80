"""L111: money that is not written as money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcn_rules.language import model
from pcn_rules.language.faults import words_within
from pcn_rules.lint.clauses import actions_of
from pcn_rules.lint.model import Contract, Remark, Rule
from pcn_rules.lint.wording import matches, spoken

_PAID = re.compile(
    r"\b(?:pay|pays|paid|paying|cost|costs|costing|spend|spends|spent|reimburse|fund|grant|"
    r"charge)\s+(?:(?:back|out|up\s+to|at\s+least|at\s+most|no\s+more\s+than)\s+)?"
    r"\d[\d,.]*(?!\s*(?:%|per\s+cent|WTE|hours?|minutes?|days?|posts?|patients?|practices?))\b",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"\b\d[\d,.]*\s+(?:pounds?|pence|GBP)\b", re.IGNORECASE)

_OF_MONEY = re.compile(
    r"\b(?:"
    + "|".join(
        (
            "costs?|prices?|fees?|funding|funds|spent|spend|expenditure|budget|income|money",
            "salary|salaries|wages?|pay|rent",
        )
    )
    + r")\b",
    re.IGNORECASE,
)
_CURRENCIES = frozenset(
    ("pound", "pounds", "gbp", "sterling", "pence", "penny", "euro", "euros", "dollars", "£")
)


def look(contract: Contract) -> Iterator[Remark]:
    """Sums without `£` in an action, currencies as units, and facts of money in another unit.

    What a payment pays cannot be anything but money (E211).
    """
    for clause in contract.clauses:
        for action in actions_of(clause):
            for pattern in (_PAID, _IN_WORDS):
                for place in matches(pattern, action.span):
                    yield Remark(
                        RULE.code,
                        place,
                        f"`{spoken(place)}` is money without its unit",
                        "write `£` before the figure",
                    )
    for item in contract.words:
        yield from _declared(item)


def _declared(item: model.VocabularyItem) -> Iterator[Remark]:
    match item:
        case model.UnitDeclaration(name=name) if _CURRENCIES & set(name.casefold().split()):
            yield Remark(
                RULE.code,
                words_within(item, name),
                f"`{name}` is a unit of its own, which does not add to money",
                "leave it out and write `£`",
            )
        case model.EntityDeclaration(facts=facts):
            for fact in facts:
                yield from _declared(fact)
        case model.FactDeclaration(name=name, kind=model.Measured(unit=unit)):
            yield from _fact(item, name, unit)
        case model.MeasureDeclaration(name=name, unit=unit):
            yield from _fact(item, name, unit)
        case _:
            pass


def _fact(item: model.Node, name: str, unit: str) -> Iterator[Remark]:
    if _OF_MONEY.search(name) and not unit.startswith(("£", "%", "per cent")):
        yield Remark(
            RULE.code,
            words_within(item, unit),
            f"`{name}` speaks of money, and is counted in `{unit}`",
            "count it in `£`, or give it a name that says what is counted",
        )


RULE = Rule("L111", "no_unit", "money without its unit", look)
