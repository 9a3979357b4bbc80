"""Change the shipped files at random, and keep every case that the program cannot answer.

    python scripts/mutate.py --seconds 600 [--seed 7] [--into tests/corpus/found]

A case is a specification or a network with a few bytes, words, lines or cells changed. It is read,
checked, laid out, judged and shown in a process of its own, within limits of time and memory.
Whatever ends otherwise than with faults or with a report is kept as a folder: the changed files
in the places of the shipped ones, and `about.txt` with what happened. Needs a system that forks.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from corpus_cases import EDITION, answer  # noqa: E402 - found beside the tests
from mutations import changed  # noqa: E402

from pcn_rules.language.meaning import Specification  # noqa: E402
from pcn_rules.load import load_specification  # noqa: E402

CORPUS = ROOT / "tests" / "corpus" / "found"
SECONDS = 30
MEGABYTES = 2_000


@dataclass(frozen=True)
class Case:
    """Some shipped files with other bytes, by their path in the project, beside one network."""

    network: str
    files: dict[str, bytes]


def main() -> int:
    """Try cases until the time is over; the exit status is 1 where some were kept."""
    wish = _wish()
    random = Random(wish.seed)
    ends, over = Counter[str](), time.monotonic() + wish.seconds
    networks = sorted(path.parent.name for path in ROOT.glob("networks/*/network.toml"))
    known, _, _ = load_specification(ROOT / EDITION)
    assert known is not None, "the shipped specification has no faults"
    answer(ROOT / EDITION, ROOT / "networks" / networks[0])  # so that children begin warm
    with TemporaryDirectory() as place:
        while time.monotonic() < over:
            case = draw(random, random.choice(networks))
            end, report = tried(case, Path(place) / "case", known)
            ends[end] += 1
            if end not in ("answered", "faults"):
                print(f"{end}: kept in {keep(case, end, report, wish.into)}", flush=True)
    print(", ".join(f"{count} {end}" for end, count in ends.most_common()), f"(seed {wish.seed})")
    return 0 if set(ends) <= {"answered", "faults"} else 1


def _wish() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    words.add_argument("--seconds", type=float, required=True, help="how long to go on")
    words.add_argument("--seed", type=int, default=time.time_ns() % 10**6, help="to go again")
    words.add_argument("--into", type=Path, default=CORPUS, help="where cases are kept")
    return words.parse_args()


def draw(random: Random, network: str) -> Case:
    """A case with one to three changed files, of the specification or of the network."""
    of_language = sorted(ROOT.glob("specs/*/*.pcn"))
    of_network = [path for path in sorted(ROOT.glob(f"networks/{network}/*")) if _is_data(path)]
    pool = random.choice((of_language, of_network, of_network))
    chosen = random.sample(pool, min(len(pool), random.choice((1, 1, 1, 2, 3))))
    return Case(
        network,
        {
            path.relative_to(ROOT).as_posix(): changed(path.read_bytes(), path.suffix, random)
            for path in chosen
        },
    )


def _is_data(path: Path) -> bool:
    return path.suffix in (".toml", ".csv")


def tried(case: Case, place: Path, known: Specification) -> tuple[str, str]:
    """How a case ends, in a word, and what the process had to say about it."""
    rmtree(place, ignore_errors=True)
    copytree(ROOT / "specs", place / "specs")
    copytree(ROOT / "networks" / case.network, place / "networks" / case.network)
    for name, content in case.files.items():
        (place / name).write_bytes(content)
    report = place / "report.txt"
    child = os.fork()
    if child == 0:
        _answer_alone(place, case, known, report)
    _, status = os.waitpid(child, 0)
    said = report.read_text(encoding="utf-8", errors="replace") if report.exists() else ""
    if os.WIFSIGNALED(status):
        return f"killed by signal {os.WTERMSIG(status)}", said
    code = os.waitstatus_to_exitcode(status)
    return {0: "answered", 2: "faults", 3: "traceback"}.get(code, "too long"), said


def _answer_alone(place: Path, case: Case, known: Specification, report: Path) -> None:
    """In the child: answer within the limits, and end without returning."""
    with report.open("w", encoding="utf-8") as file:
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS,) * 2)
        faulthandler.dump_traceback_later(SECONDS, exit=True, file=file)
        of_language = [place / name for name in case.files if name.endswith(".pcn")]
        try:
            sound = answer(
                place / EDITION,
                place / "networks" / case.network,
                of_language,
                None if of_language else known,
            )
        except BaseException:  # the very thing that is looked for
            import traceback  # noqa: PLC0415 - seldom needed

            traceback.print_exc(file=file)
            file.flush()
            os._exit(3)
        file.flush()
        os._exit(0 if sound else 2)


def keep(case: Case, end: str, report: str, into: Path) -> Path:
    """Write a case down where the tests find it; its name tells cases apart."""
    name = sha256(repr(sorted(case.files.items())).encode()).hexdigest()[:10]
    place = into / name
    for path, content in case.files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    lines = report.replace(str(ROOT), ".").splitlines()
    about = [f"Ended with: {end}.", f"Beside the network {case.network}.", "", *lines[-60:]]
    (place / "about.txt").write_text("\n".join(about) + "\n", encoding="utf-8")
    return place


if __name__ == "__main__":
    sys.exit(main())
