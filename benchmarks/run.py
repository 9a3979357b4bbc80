"""Measure how long things take against yardsticks of the same run, and print a table.

Ratios are taken pair by pair and their median is shown, so that a busy machine moves both sides.
Times are of the processor (user and system), not of the clock on the wall.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from contracts import WORDS, contract

ROOT = Path(__file__).resolve().parent.parent
FLOOR = "import click, lark, pydantic, jinja2"
PROGRAM = "from pcn_rules.cli.main import main; main()"
SIZES = (100, 300, 1_000, 3_000, 10_000)


def child(code: str, *arguments: str, cache: Path | str = "off") -> float:
    """The processor seconds of a fresh Python that runs some code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PCN_RULES_CACHE": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = os.times()
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def paired(runs: int, measures: Sequence[Callable[[], float]]) -> list[list[float]]:
    """Each measure taken in turn, so many times, after one round that does not count."""
    rounds = [[measure() for measure in measures] for _ in range(runs + 1)][1:]
    return [list(column) for column in zip(*rounds, strict=True)]


def ratio(of: Sequence[float], to: Sequence[float]) -> float:
    return median(one / other for one, other in zip(of, to, strict=True))


# --- a cold run -------------------------------------------------------------------------------


def cold(runs: int) -> list[tuple[str, str, str]]:
    """A cold `assess` of one network against the bare imports."""
    with tempfile.TemporaryDirectory() as place:
        whole, tables = Path(place, "whole"), Path(place, "tables")

        def assess(cache: Path | str) -> float:
            return child(PROGRAM, "assess", "networks/boston", cache=cache)

        def first_of_all() -> float:
            shutil.rmtree(tables, ignore_errors=True)
            return assess(tables)

        def first_seen() -> float:
            for entry in tables.glob("*.json"):
                if b'"Specification"' in entry.read_bytes():
                    entry.unlink()
            return assess(tables)

        floor, fresh, first, unchanged = paired(
            runs, (lambda: child(FLOOR), first_of_all, first_seen, lambda: assess(whole))
        )
    return [
        ("bare imports", f"{median(floor) * 1000:.0f} ms", ""),
        ("cold assess, nothing kept at all", f"{ratio(fresh, floor):.2f}", ""),
        ("cold assess, specification first seen", f"{ratio(first, floor):.2f}", "1.6"),
        ("cold assess, specification unchanged", f"{ratio(unchanged, floor):.2f}", "1.0"),
    ]


# --- parsing and checking ---------------------------------------------------------------------


def took(work: Callable[[], object]) -> float:
    """The processor seconds of a call, with nothing of what came before to clear away."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def bare_parse(text: str) -> None:
    """Lark alone, with positions, block by block as the language is read; the trees are dropped."""
    from lark import TextSlice  # noqa: PLC0415 - the floor of a cold run is measured without it

    from pcn_rules.language.parsing.blocks import split  # noqa: PLC0415 - as above
    from pcn_rules.language.parsing.grammar import RULES, parser  # noqa: PLC0415 - as above
    from pcn_rules.source import Source  # noqa: PLC0415 - as above

    for block in split(Source("contract.pcn", text)):
        slice = TextSlice(text, block.opening.start, block.end)
        parser("specification").parse(slice, start=RULES["specification"][block.word])


def checked(text: str) -> None:
    """Everything from text to a checked specification."""
    from pcn_rules.load import load_text  # noqa: PLC0415 - as above

    specification, faults = load_text({"contract.pcn": text, "words.pcn": WORDS})
    assert specification is not None, faults[:3]


def language(runs: int) -> list[tuple[str, str, str]]:
    """Parsing and checking against a bare parse of the same text."""
    text = contract(1_000)
    whole, bare = paired(runs, (lambda: took(lambda: checked(text)), lambda: _bare(text)))
    lines = text.count("\n")
    return [
        ("parse and check against a bare Lark parse", f"{ratio(whole, bare):.2f}", "2.0"),
        ("lines a second, parsed and checked", f"{lines / median(whole):,.0f}", ""),
        ("lines a second, bare Lark parse", f"{lines / median(bare):,.0f}", ""),
        (f"peak memory, {lines:,} lines", peak(1_000), ""),
        (f"peak memory, {contract(10_000).count(chr(10)):,} lines", peak(10_000), ""),
    ]


def _bare(text: str) -> float:
    return took(lambda: bare_parse(text))


def peak(clauses: int) -> str:
    """The most memory that parsing and checking so many clauses takes, in a process of its own."""
    if sys.platform == "win32":
        return "not measured"
    code = (
        "import resource, run; from contracts import contract\n"
        f"run.checked(contract({clauses}))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    path = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    environment = {**os.environ, "PYTHONPATH": path, "PCN_RULES_CACHE": "off"}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    return f"{int(shown.stdout) * unit / 2**20:.0f} MiB"


def growth(sizes: Sequence[int]) -> list[tuple[str, str, str]]:
    """How time grows with the number of clauses: the exponent of the power that fits best."""
    texts = [contract(size) for size in sizes]
    checked(texts[0])
    seconds = [min(took(lambda: checked(text)) for _ in range(2)) for text in texts]  # noqa: B023
    shown = ", ".join(f"{n:,}: {s:.2f} s" for n, s in zip(sizes, seconds, strict=True))
    across = [math.log(size) for size in sizes]
    up = [math.log(second) for second in seconds]
    return [(f"exponent of growth ({shown})", f"{slope(across, up):.2f}", "")]


def slope(across: Sequence[float], up: Sequence[float]) -> float:
    """The slope of the line of least squares."""
    x, y = sum(across) / len(across), sum(up) / len(up)
    above = sum((a - x) * (b - y) for a, b in zip(across, up, strict=True))
    return above / sum((a - x) ** 2 for a in across)


def main() -> None:
    """Measure everything, and print it as a table of Markdown."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=11, help="rounds of each pair [default: 11]")
    asked.add_argument("--quick", action="store_true", help="few rounds, small contracts")
    given = asked.parse_args()
    runs, sizes = (3, SIZES[:3]) if given.quick else (given.runs, SIZES)
    os.environ["PCN_RULES_CACHE"] = "off"
    print("| what | measured | target, at most |\n|---|---|---|")
    parts = (lambda: cold(runs), lambda: language(min(runs, 5)), lambda: growth(sizes))
    for part in parts:
        for row in part():
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
