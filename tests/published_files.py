"""True excerpts of published files (`scripts/excerpt_data.py` cut them), and ways to spoil them."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parent / "published"
LATER, EARLIER = "ePCN-2022-04-27.xlsx", "ePCN-2019-12-04.xlsx"
LISTS = "gp-reg-pat-prac-all-2021-01.csv"
MAP = "gp-reg-pat-prac-map-2020-09.csv"
PREVALENCE = "qof-2020-21-prevalence.csv"
CARE_HOMES = "care-homes-lincolnshire.csv"
ALL = (
    *("--previous", EARLIER, "--lists", LISTS, "--map", MAP),
    *("--prevalence", PREVALENCE, "--care-homes", CARE_HOMES),
)
DETAILS, PARTNERS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def copied(target: Path) -> Path:
    """The excerpts in a folder of their own, where they may be spoilt."""
    return Path(shutil.copytree(FOLDER, target, dirs_exist_ok=True))


def edit(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Change the text of one part of a workbook."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    before = parts[part].decode()
    after = change(before)
    assert after != before
    parts[part] = after.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)


def set_text(path: Path, part: str, cell: str, text: str) -> None:
    """Put words into a cell of a workbook."""
    written = rf'<c r="{cell}" t="str"><v>{text}</v></c>'
    change = re.compile(rf'<c r="{cell}"(?:[^>]*/>|.*?</c>)')
    edit(path, part, lambda before: change.sub(written, before, count=1))


def text_of(path: Path, part: str) -> str:
    """The text of one part of a workbook."""
    with zipfile.ZipFile(path) as source:
        return source.read(part).decode()
