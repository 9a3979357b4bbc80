"""Tell which edition that comes with the program is in force on a day.

An edition is known by the look of its header, so that none needs to be parsed to be passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pcn_rules.cli import choosing, faults
from pcn_rules.cli.dates import read_day
from pcn_rules.cli.line import CommandLine
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.files import LARGEST, files_in
from pcn_rules.shipped import folder

_DAY = r"[0-9]{1,2}\s+[a-z]+\s+[0-9]{4}"
_LIFE = re.compile(
    r"^specification\s(?:.*\n){1,20}?"
    rf"[ \t]*(in\s+force|proposed)\s+from\s+({_DAY})\s+to\s+({_DAY})",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that comes with the program: its life, None where its header cannot be told.

    A `proposed` one never came into force: it is never chosen, only named.
    """

    name: str
    path: Path
    proposed: bool
    life: tuple[date, date] | None

    def in_force_on(self, day: date) -> bool:
        """Whether the edition is in force on a day, as far as one can tell."""
        return not self.proposed and self.life is not None and self.life[0] <= day <= self.life[1]


def editions() -> tuple[Edition, ...]:
    """Every edition that comes with the program, in the order of their names."""
    return tuple(_edition(name) for name in choosing.shipped("specs"))


def edition_on(line: CommandLine, day: date, word: str) -> Path | Diagnostic:
    """The path of the one edition in force on a day, which `word` names; else E505 or E513.

    Where none seems to be, and the header of one cannot be told, it is that one: it has faults.
    """
    known = editions()
    found = [each for each in known if each.in_force_on(day)]
    found = found or [each for each in known if each.life is None][:1]
    if len(found) > 1:
        return faults.several_in_force(line, word, day, [each.name for each in found])
    return found[0].path if found else faults.none_in_force(line, word, day, known)


def newest() -> Path:
    """The path of the last edition that came into force: where no day says which is asked about."""
    known = editions()
    came = [each for each in known if each.life is not None and not each.proposed]
    return max(came, key=lambda each: each.life or (date.min,)).path if came else known[-1].path


def _edition(name: str) -> Edition:
    path = folder("specs") / name
    for file in files_in(path):
        found = _LIFE.search(_text(file))
        if found is not None:
            first, last = read_day(found[2]), read_day(found[3])
            proposed = found[1].casefold() == "proposed"
            return Edition(name, choosing.shown(path), proposed, _life(first, last))
    return Edition(name, choosing.shown(path), proposed=False, life=None)


def _life(first: date | str, last: date | str) -> tuple[date, date] | None:
    match first, last:
        case date(), date():
            return first, last
        case _:
            return None


def _text(file: Path) -> str:
    """The text of a file; none of one that cannot be read: reading it in earnest says why."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST).decode("utf-8", errors="replace")
    except OSError:
        return ""
