"""Every kept case is answered, by the library and on the command line (see tests/corpus)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_place import run
from corpus_cases import EDITION, answer

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
CASES = sorted(path.parent for path in CORPUS.glob("*/*/about.txt"))


@pytest.fixture(params=CASES, ids=lambda case: case.relative_to(CORPUS).as_posix())
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, str]:
    """A copy of what is shipped with the files of a case in their places, and a network of it."""
    changed = [path for path in request.param.rglob("*") if path.is_file()]
    names = [path.relative_to(request.param).as_posix() for path in changed]
    networks = [name.split("/")[1] for name in names if name.startswith("networks/")]
    network = f"networks/{networks[0] if networks else 'boston'}"
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    shutil.copytree(ROOT / network, tmp_path / network)
    for path, name in zip(changed, names, strict=True):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path, network


def test_a_kept_case_is_answered(place: tuple[Path, str]) -> None:
    folder, network = place
    sound = answer(folder / EDITION, folder / network, sorted(folder.rglob("*.pcn")))
    result = run("assess", network, "--spec", EDITION)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == (0 if sound else 2), result.output


def test_each_case_says_what_it_holds() -> None:
    assert CASES
    for case in CASES:
        assert (case / "about.txt").read_text(encoding="utf-8").strip()
