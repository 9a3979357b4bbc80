"""The page on Skegness and Coast is what the reference networks make it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import skegness

ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("specs", "networks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_the_page_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert skegness.main(["--check"]) == 0, capsys.readouterr().err


def test_its_figures_are_those_that_were_published() -> None:
    page = (ROOT / skegness.PAGE).read_text(encoding="utf-8")
    assert (
        "| together | | 80,188 patients | 0 patients in any network | 52,354 and 27,834 |" in page
    )
    assert "SOLAS PCN is 2,166 patients short of 30,000 (5.1)." in page


def test_it_is_told_anew_when_a_network_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = project / "networks/solas/evidence.csv"
    text = evidence.read_text(encoding="utf-8")
    evidence.write_text(text.replace("list size,7332,2021-01-01", "list size,7432,2021-01-01"))
    assert skegness.main(["--check"], project) == 1
    assert "run scripts/skegness.py" in capsys.readouterr().err
    assert skegness.main([], project) == 0
    assert "27,934" in (project / skegness.PAGE).read_text(encoding="utf-8")


def test_a_network_with_faults_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "networks/solas/network.toml").write_text("nonsense")
    assert skegness.main(["--check"], project) == 2
    assert capsys.readouterr().err.strip()
