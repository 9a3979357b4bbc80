"""Hold what is known of the contract against the clauses that encode it, and write the page of it.

    python scripts/fidelity.py            # writes docs/fidelity.md, and tells what disagrees
    python scripts/fidelity.py --check    # writes nothing; fails where the page is stale too

The rows stand in docs/fidelity/*.csv. The exit status is 0 where all is well, 1 where something
disagrees or the page is stale, and 2 where a specification cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from audit.checks import Audit, audit
from audit.contract import FaultyError, read_editions
from audit.crosswalk import crosswalk_complaints
from audit.page import page_of
from audit.rows import read_facts

ROOT = Path(__file__).resolve().parent.parent
PAGE = "docs/fidelity.md"


def audited(root: Path) -> Audit:
    """The rows and editions of a project, held against each other. Raises FaultyError."""
    return audit(read_facts(root), read_editions(root))


def complaints(found: Audit) -> tuple[str, ...]:
    """Every disagreement, those about what replaces what included."""
    return (*found.complaints, *crosswalk_complaints(found))


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Write the page, or check that it is current; say what disagrees. The exit status."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    words.add_argument("--check", action="store_true", help="write nothing; fail on a stale page")
    wish = words.parse_args(arguments)
    try:
        found = audited(root)
    except FaultyError as faulty:
        print(faulty, file=sys.stderr)
        return 2
    wrong = list(complaints(found))
    path, text = root / PAGE, page_of(found)
    if not wish.check:
        path.write_text(text, encoding="utf-8", newline="\n")
    elif not path.exists() or path.read_text(encoding="utf-8") != text:
        wrong.append(f"{PAGE} is not what the rows and clauses make it: run scripts/fidelity.py")
    for each in wrong:
        print(each, file=sys.stderr)
    said = "no disagreement" if not wrong else f"{len(wrong)} to put right"
    print(f"{len(found.facts.rows)} rows, {_clauses(found)} clauses: {said}")
    return 1 if wrong else 0


def _clauses(found: Audit) -> int:
    return sum(len(edition.clauses) for edition in found.editions.values())


if __name__ == "__main__":
    sys.exit(main())
