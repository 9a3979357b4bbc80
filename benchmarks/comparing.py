"""Measure what a comparison of two editions takes against parsing them, and how that grows.

Times are of the processor, ratios medians of ratios taken in turn. Pairing, changes, directions by
intervals and profiles are measured together; the search for witnesses is timed apart.

    python benchmarks/comparing.py [--rounds N] [--renumbered]
"""

from __future__ import annotations

import argparse
import math
from statistics import median

from contracts import WORDS, contract
from editions import read_texts
from run import EDITIONS, ROOT, paired, ratio, slope, took

from pcn_rules.compare.compare import compare
from pcn_rules.compare.model import Comparison
from pcn_rules.compare.scope import common_to
from pcn_rules.compare.witness import MOST_TRIED
from pcn_rules.language.meaning import Specification
from pcn_rules.language.parser import parse
from pcn_rules.load import load_specification, load_text
from pcn_rules.source import Source

SIZES = (150, 300, 600, 1_200, 3_000)
TARGET = 1.5


def compared(old: Specification, new: Specification, most: int = 0) -> Comparison:
    """Everything that changed; with a `most` of 0 no witness is looked for."""
    common = common_to(old, new)
    assert common is not None
    return compare(old, new, common, most=most)


def read(name: str) -> Specification:
    specification, faults, _ = load_specification(ROOT / "specs" / name)
    assert specification is not None, faults
    return specification


def against_parsing(rounds: int) -> list[tuple[str, str, str]]:
    """The two editions: comparing them against parsing the files of both, and the witnesses."""
    final, draft = EDITIONS
    texts = [read_texts(ROOT / "specs" / name) for name in (draft, final)]
    sources = [Source(path, text) for files in texts for path, text in files.items()]
    old, new = read(draft), read(final)

    def parsing() -> float:
        return took(lambda: [parse(source) for source in sources])

    def comparing() -> float:
        return took(lambda: compared(old, new))

    ours, theirs = paired(rounds, (comparing, parsing))
    witnesses = took(lambda: compared(old, new, MOST_TRIED)) - median(ours)
    return [
        ("diff of the two editions against parsing them", f"{ratio(ours, theirs):.2f}", "1.5"),
        ("that diff", f"{median(ours) * 1000:.0f} ms", ""),
        ("parsing both editions", f"{median(theirs) * 1000:.0f} ms", ""),
        ("looking for its witnesses, apart", f"{witnesses:.1f} s", ""),
    ]


def made_up(clauses: int, *, renumbered: bool) -> tuple[Specification, Specification]:
    """A contract of so many clauses and the same a month later; with other ids, if wished."""
    text = contract(clauses)
    later = text.replace(" July 2020", " August 2020")
    if renumbered:
        later = later.replace("\nclause ", "\nclause N-")
    found = []
    for each in (text, later):
        specification, faults = load_text({"contract.pcn": each, "words.pcn": WORDS})
        assert specification is not None, faults
        found.append(specification)
    return found[0], found[1]


def growth(rounds: int, *, renumbered: bool) -> list[tuple[str, str, str]]:
    """The exponent of growth, fitted to times on a line of logarithms."""
    times = []
    for size in SIZES:
        old, new = made_up(size, renumbered=renumbered)
        times.append(min(took(lambda o=old, n=new: compared(o, n)) for _ in range(rounds)))
    said = ", ".join(f"{n:,}: {t * 1000:.0f} ms" for n, t in zip(SIZES, times, strict=True))
    ids = "other ids" if renumbered else "ids"
    power = slope([math.log(size) for size in SIZES], [math.log(time) for time in times])
    target = "" if renumbered else "1.1"
    return [(f"exponent of growth with {ids} ({said})", f"{power:.2f}", target)]


def main() -> None:
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--renumbered", action="store_true", help="also with other ids")
    wish = words.parse_args()
    rows = [*against_parsing(wish.rounds), *growth(min(wish.rounds, 3), renumbered=False)]
    if wish.renumbered:
        rows += growth(1, renumbered=True)
    for name, measured, target in rows:
        print(f"{name}: {measured}" + (f" (at most {target})" if target else ""))


if __name__ == "__main__":
    main()
