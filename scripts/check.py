"""Run every check of the project, one after the other, and say which of them failed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("code", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("imports", ("lint-imports",)),
    ("specifications", ("pcn-rules", "check", "specs/2020-21-final", "specs/2020-21-draft")),
    ("lint", ("pcn-rules", "lint", "specs")),
    ("layout", ("pcn-rules", "format", "specs", "--check")),
    ("expectations", ("pcn-rules", "test", "specs", "--networks", "networks")),
    ("fidelity", ("python", "scripts/fidelity.py", "--check")),
    ("skegness", ("python", "scripts/skegness.py", "--check")),
    ("tests", ("pytest",)),
)


def run(command: tuple[str, ...]) -> bool:
    """Run a tool of this environment in the project's folder; whether it found nothing."""
    tool = Path(sys.executable).with_name(command[0])
    return subprocess.run([str(tool), *command[1:]], cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """Run every check, also after one has failed; the exit status is 0 if all passed."""
    failed = []
    for name, command in CHECKS:
        print(f"== {name}: {' '.join(command)}", flush=True)
        if not run(command):
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
