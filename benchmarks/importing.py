"""Measure an import of published files against bare reading of the same files by the same readers.

    python benchmarks/importing.py DATA_FOLDER [--rounds N]

The data folder holds `ods/` and `nhs-digital/`. Times are of the processor; each ratio is the
median of ratios taken in turn. Bare reading is calamine's of both sheets and csv's of the lists.
"""

from __future__ import annotations

import argparse
import csv
import gc
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from python_calamine import CalamineWorkbook

from pcn_rules.cli.folders import write_folder
from pcn_rules.imports.importing import Imported, Wanted, folders, read, settle, table_of_all
from pcn_rules.language.faults import Faults

TARGET = 3


def took(work: Callable[[], object]) -> float:
    """Seconds of the processor, of user and system."""
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


def bare(wanted: Wanted) -> int:
    """Read every cell of the workbook and of the lists, and nothing else."""
    assert wanted.lists is not None
    book = CalamineWorkbook.from_path(str(wanted.workbook))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    with wanted.lists.open(encoding="utf-8", newline="") as file:
        return sum(map(len, sheets)) + len(list(csv.reader(file)))


def settled(wanted: Wanted) -> Imported:
    """Read and check everything, settle membership, find what disagrees, make the table."""
    faults = Faults()
    published = read(wanted, faults)
    assert published is not None, faults.found
    found = settle(published, wanted.on)
    table_of_all(found)
    return found


def with_folders(wanted: Wanted) -> int:
    """The same, and the text of every file of every network."""
    return sum(len(texts) for _, texts in folders(settled(wanted), None, None))


def on_disk(wanted: Wanted, place: Path) -> None:
    """The same, written into a new folder of a place."""
    made = folders(settled(wanted), None, None)
    files = ((f"{name}/{file}", text) for name, texts in made for file, text in texts.items())
    assert write_folder(place / str(time.monotonic_ns()), files) is None


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=11)
    asked = parser.parse_args()
    wanted = Wanted(
        on=date(2020, 10, 1),
        workbook=asked.data / "ods" / "ePCN-2022-04-27.xlsx",
        lists=asked.data / "nhs-digital" / "gp-reg-pat-prac-all-2021-01.csv",
    )
    bare(wanted)
    with_folders(wanted)
    with tempfile.TemporaryDirectory() as place:
        measure(wanted, asked.rounds, Path(place))


def measure(wanted: Wanted, rounds: int, place: Path) -> None:
    """Print each figure, of so many rounds."""
    measured: tuple[tuple[str, Callable[[], object]], ...] = (
        (f"read, checked, settled, one table of all (target {TARGET})", lambda: settled(wanted)),
        ("and a folder for each network, in memory", lambda: with_folders(wanted)),
        ("and those written", lambda: on_disk(wanted, place)),
    )
    for words, work in measured:
        pairs = [(took(lambda: bare(wanted)), took(work)) for _ in range(rounds)]
        ratio = median(ours / theirs for theirs, ours in pairs)
        theirs, ours = (1000 * median(each) for each in zip(*pairs, strict=True))
        print(f"{words}: {ratio:.2f} of bare reading ({ours:.0f} ms against {theirs:.0f} ms)")


if __name__ == "__main__":
    main()
