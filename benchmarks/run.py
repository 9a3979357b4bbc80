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
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from contracts import WORDS, contract
from editions import read_texts, repeated

ROOT = Path(__file__).resolve().parent.parent
FLOOR = "import click, lark, pydantic, jinja2"
PROGRAM = "from pcn_rules.cli.main import main; main()"
SIZES = (100, 300, 1_000, 3_000, 10_000)
LINES = (100, 1_000, 10_000)
EDITIONS = ("2020-21-final", "2020-21-draft")


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

DAY = ("--as-at", "2020-05-30")
"""The day asked about, where it is not the one that was asked about before."""


def cold(runs: int) -> list[tuple[str, str, str]]:
    """A cold `assess` of one network against the bare imports, by what changed since the last."""
    with tempfile.TemporaryDirectory() as place:
        cache, network = Path(place, "cache"), Path(place, "boston")
        shutil.copytree(ROOT / "networks" / "boston", network)
        settings = network / "network.toml"
        numbers = iter(range(10_000))

        def assess(*words: str) -> float:
            return child(PROGRAM, "assess", str(network), *words, cache=cache)

        def first_of_all() -> float:
            shutil.rmtree(cache, ignore_errors=True)
            return assess()

        def first_seen() -> float:
            for entry in cache.glob("*.json"):
                if not _is_table(entry.read_bytes()):
                    entry.unlink()
            return assess()

        def network_changed() -> float:
            with settings.open("a", encoding="utf-8") as file:
                file.write(f"# {next(numbers)}\n")
            return assess()

        def day_changed() -> float:
            for entry in cache.glob("*.json"):
                if _is_page(entry.read_bytes()):
                    entry.unlink()
            return assess(*DAY)

        measures = (first_of_all, first_seen, network_changed, day_changed, lambda: assess(*DAY))
        texts = read_texts(ROOT / "specs" / EDITIONS[0])
        bare = (lambda: child(FLOOR), lambda: _bare_all(texts))
        floor, parse, *changed = paired(runs, (*bare, *measures))
    least = [imports + parsing for imports, parsing in zip(floor, parse, strict=True)]
    names = (
        ("nothing kept at all", ""),
        ("specification first seen", "1.6"),
        ("network changed", ""),
        ("only the day asked about changed", ""),
        ("nothing changed", "1.0"),
    )
    return [
        ("bare imports", f"{median(floor) * 1000:.0f} ms", ""),
        (
            "bare imports, and a bare Lark parse of the specification",
            f"{ratio(least, floor):.2f}",
            "",
        ),
        *(
            (f"cold assess, {name}", f"{ratio(seconds, floor):.2f}", target)
            for (name, target), seconds in zip(names, changed, strict=True)
        ),
    ]


def _is_table(entry: bytes) -> bool:
    """Whether what is kept are the tables of a parser, which no specification is part of."""
    return b'"Specification"' not in entry and not _is_page(entry)


def _is_page(entry: bytes) -> bool:
    return entry.split(b"\n", 2)[1] in (b"done", b"found")


# --- parsing and checking ---------------------------------------------------------------------


def took(work: Callable[[], object]) -> float:
    """The processor seconds of a call, with nothing of what came before to clear away."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


@cache
def bare_parser(kind: Any) -> Any:
    """Lark's own parser of a kind of file, with its own lexer; only the ends of lines are ours."""
    from lark import Lark  # noqa: PLC0415 - the floor of a cold run is measured without it
    from lark.lexer import ContextualLexer  # noqa: PLC0415 - as above

    from pcn_rules.language.parsing import grammar  # noqa: PLC0415 - as above

    def lexer(conf: Any, states: Any, always_accept: Any = ()) -> Any:
        conf.skip_validation = True
        return ContextualLexer(conf, states, (*always_accept, *grammar._ENDS_A_LINE))

    return Lark(
        grammar.grammar_text(kind),
        parser="lalr",
        start=[*dict.fromkeys(grammar.RULES[kind].values())],
        propagate_positions=True,
        maybe_placeholders=True,
        _plugins=grammar._plugins(lexer),
    )


def bare_parse(text: str) -> None:
    """Lark alone, with positions, block by block as the language is read; the trees are dropped."""
    from lark import TextSlice  # noqa: PLC0415 - as above

    from pcn_rules.language.parsing.blocks import split  # noqa: PLC0415 - as above
    from pcn_rules.language.parsing.grammar import RULES  # noqa: PLC0415 - as above
    from pcn_rules.language.parsing.kinds import kind_of  # noqa: PLC0415 - as above
    from pcn_rules.source import Source  # noqa: PLC0415 - as above

    blocks = split(Source("contract.pcn", text))
    kind = kind_of(blocks)
    for block in blocks:
        slice = TextSlice(text, block.opening.start, block.end)
        bare_parser(kind).parse(slice, start=RULES[kind][block.word])


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


def editions(runs: int) -> list[tuple[str, str, str]]:
    """Each edition whole, its vocabulary and assumptions too, against a bare parse of all that."""
    rows = []
    for name in EDITIONS:
        texts = read_texts(ROOT / "specs" / name)
        whole, bare = paired(runs, (lambda: _whole(texts), lambda: _bare_all(texts)))  # noqa: B023
        lines = sum(text.count("\n") for text in texts.values())
        what = f"parse and check {name} ({lines:,} lines) against a bare Lark parse"
        rows.append((what, f"{ratio(whole, bare):.2f}", "2.0"))
    return rows


def linting(runs: int) -> list[tuple[str, str, str]]:
    """A cold `lint` of both editions with all they use, against a cold `check` of the same."""
    with tempfile.TemporaryDirectory() as cache:
        measures = [
            lambda command=command: child(PROGRAM, command, "specs", cache=cache)
            for command in ("lint", "check")
        ]
        linted, checked_only = paired(runs, measures)
    what = "`lint` of both editions against `check` of the same, cold"
    return [(what, f"{ratio(linted, checked_only):.2f}", "1.2")]


def flatness(runs: int, sizes: Sequence[int]) -> list[tuple[str, str, str]]:
    """The time for 1,000 lines of clauses where the final edition is repeated to some lengths.

    What an edition of a few clauses takes, mostly for its vocabulary, is taken off.
    """
    folder = ROOT / "specs" / EDITIONS[0]
    few = repeated(folder, 20)
    figures = []
    for lines in sizes:
        many = repeated(folder, lines)
        rounds = runs if lines > 1_000 else 5 * runs
        long, short = paired(rounds, (lambda: _whole(many), lambda: _whole(few)))  # noqa: B023
        more = median(one - other for one, other in zip(long, short, strict=True))
        figures.append(more / _more(many, few))
    shown = ", ".join(f"{n:,}: {f * 1e6:.0f} ms" for n, f in zip(sizes, figures, strict=True))
    what = f"1,000 lines of clauses among so many ({shown}), longest by shortest"
    return [(what, f"{max(figures) / min(figures):.2f}", "1.2")]


def _more(texts: Mapping[str, str], few: Mapping[str, str]) -> int:
    return sum(text.count("\n") - few[name].count("\n") for name, text in texts.items())


def _whole(texts: Mapping[str, str]) -> float:
    from pcn_rules.load import load_text  # noqa: PLC0415 - as above

    def load() -> None:
        specification, faults = load_text(texts)
        assert specification is not None, faults[:3]

    return took(load)


def _bare_all(texts: Mapping[str, str]) -> float:
    return took(lambda: [bare_parse(text) for text in texts.values()])


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
    lines = LINES[:2] if given.quick else LINES
    parts = (
        lambda: cold(runs),
        lambda: language(min(runs, 5)),
        lambda: editions(min(runs, 5)),
        lambda: linting(min(runs, 5)),
        lambda: flatness(min(runs, 3), lines),
        lambda: growth(sizes),
    )
    for part in parts:
        for row in part():
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
