"""Find and read the files that are named on a command line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pcn_rules.cli import faults
from pcn_rules.cli.assessing import Work
from pcn_rules.cli.choosing import there
from pcn_rules.source import Source


def files_of_the_language(names: Iterable[str], work: Work) -> tuple[Path, ...]:
    """Every file that ends in `.pcn` under these paths, each once, in order."""
    found: dict[Path, None] = {}
    for name in names:
        path = Path(name)
        if not there(path):
            work.keep([faults.no_path(work.line, name)])
            continue
        inside = sorted(path.rglob("*.pcn")) if path.is_dir() else [path]
        if not inside:
            work.keep([faults.nothing_here(work.line, name)])
        found.update(dict.fromkeys(inside))
    return tuple(found)


def read_text(path: Path, work: Work) -> Source | None:
    """The text of a file; the fault is kept where it cannot be read or is not UTF-8."""
    try:
        return Source(path.as_posix(), path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        work.keep([faults.cannot_read(work.line, str(path), "it is not text in UTF-8")])
    except OSError as failed:
        why = (failed.strerror or "it failed").lower()
        work.keep([faults.cannot_read(work.line, str(path), why)])
    return None
