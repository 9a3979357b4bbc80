"""Run the steps of a composite action as GitHub's runner does, as far as that goes without it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]

_EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")


@dataclass
class Runner:
    """A job in a checkout: what its steps wrote, and how each ended."""

    checkout: Path
    temp: Path
    inputs: dict[str, str]
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    path: list[str] = field(default_factory=lambda: [str(Path(sys.executable).parent)])

    def run(self, *names: str) -> None:
        """Run the steps of these names, in the order of the action, up to one that fails."""
        for step in STEPS:
            if step["name"] in names and self._wanted(step) and self._step(step):
                return

    @property
    def summary(self) -> str:
        """What was written as the summary of the job."""
        file = self.temp / "summary"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def _wanted(self, step: dict[str, Any]) -> bool:
        if "if" not in step:
            return True
        condition = _EXPRESSION.fullmatch(step["if"])
        assert condition is not None
        compared = re.fullmatch(r"(\S+) (==|!=) '(.*)'", condition[1])
        assert compared is not None
        same = self._value(compared[1]) == compared[3]
        return same if compared[2] == "==" else not same

    def _value(self, name: str) -> str:
        """What an expression stands for; of what was never set, nothing, as with the runner."""
        of, *parts = name.split(".")
        match of:
            case "inputs":
                return self.inputs[parts[0]]
            case "steps":
                assert any(step.get("id") == parts[0] for step in STEPS)
                return self.outputs.get(parts[0], {}).get(parts[2], "")
            case _:
                raise AssertionError(name)

    def filled(self, text: str) -> str:
        """A text of the action with its expressions filled in."""
        return _EXPRESSION.sub(lambda found: self._value(found[1]), text)

    def _step(self, step: dict[str, Any]) -> int:
        assert step["shell"] == "bash"
        for name in ("path", "output", "summary"):
            (self.temp / name).touch()
        script = self.temp / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.checkout,
            env=self._environment(step),
            capture_output=True,
            text=True,
            check=False,
        )
        self.ended[step["name"]] = done.returncode
        self.printed[step["name"]] = done.stdout + done.stderr
        lines = (self.temp / "output").read_text(encoding="utf-8").splitlines()
        self.outputs[step.get("id", "")] = dict(line.split("=", 1) for line in lines)
        self.path = [*(self.temp / "path").read_text(encoding="utf-8").split(), *self.path]
        for name in ("path", "output"):
            (self.temp / name).unlink()
        return done.returncode

    def _environment(self, step: dict[str, Any]) -> dict[str, str]:
        return {
            "PATH": os.pathsep.join([*self.path, os.environ["PATH"]]),
            "HOME": str(self.temp),
            "PCN_RULES_CACHE": os.environ.get("PCN_RULES_CACHE", "off"),
            "GITHUB_PATH": str(self.temp / "path"),
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "GITHUB_ACTION_PATH": str(ROOT),
            "RUNNER_TEMP": str(self.temp),
            **{name: self.filled(value) for name, value in step.get("env", {}).items()},
        }
