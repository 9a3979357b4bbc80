"""Read what a negotiator says of pairs: which to make, and which never to make.

# one to a line
pair EHCH-04 with 7.3.2(a)
never pair EHCH-01 with 7.3.1(d)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcn_rules.compare.pairing import Pins
from pcn_rules.language.meaning import Specification

_LINE = re.compile(r"(never )?pair (\S+) with (\S+)")


def read_pins(text: str, old: Specification, new: Specification) -> tuple[Pins, tuple[str, ...]]:
    """The pairs to make and those not to, and what is wrong with any line, in a sentence each.

    The first id of a line is of the old edition, the second of the new one.
    """
    pairs: set[tuple[str, str]] = set()
    never: set[tuple[str, str]] = set()
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = " ".join(line.partition("#")[0].split())
        if not words:
            continue
        match = _LINE.fullmatch(words)
        if match is None:
            wrong.append(f"line {number}: `{words}` is not `pair OLD with NEW` or `never pair …`")
            continue
        wrong += _unknown(number, match[2], old)
        wrong += _unknown(number, match[3], new)
        (never if match[1] else pairs).add((match[2], match[3]))
    wrong += [f"`{one}` and `{other}` are to be paired and never" for one, other in pairs & never]
    return Pins(frozenset(pairs), frozenset(never)), tuple(wrong)


def _unknown(number: int, id: str, specification: Specification) -> Iterator[str]:
    if all(clause.id != id for clause in specification.clauses):
        yield f"line {number}: the edition `{specification.edition}` has no clause `{id}`"
