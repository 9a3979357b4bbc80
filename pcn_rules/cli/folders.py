"""Write a folder of many files: whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def write_folder(target: Path, files: Iterable[tuple[str, str]]) -> str | None:
    """Write files by their paths within a folder that is not there or empty; why not, if it failed.

    All are written beside it first, so that whoever looks at the folder sees nothing or all."""
    beside = target.absolute().with_name(f".{target.absolute().name}.{os.getpid()}.part")
    made = set[Path]()
    try:
        beside.mkdir(parents=True)
        for name, text in files:
            path = beside / name
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(text.encode("utf-8"))
        if target.is_dir():
            target.rmdir()
        beside.replace(target)
    except OSError as failed:
        shutil.rmtree(beside, ignore_errors=True)
        return (failed.strerror or "it failed").lower()
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return None
