"""The wheel alone: built, installed into a fresh environment, and used from an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
SHIPPED = ("grammar", "templates", "specs", "networks")

Ended = subprocess.CompletedProcess[bytes]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="the wheel is built with hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    build = (
        "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))",
        str(folder),
    )
    done = subprocess.run(
        [sys.executable, "-c", *build], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that has the wheel, and sees the libraries it rests on."""
    place = tmp_path_factory.mktemp("fresh")
    venv.create(place, with_pip=False)
    scheme = {"base": str(place), "platbase": str(place)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
    with ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    scripts = Path(sysconfig.get_path("scripts", "venv", vars=scheme))
    return scripts / ("python.exe" if os.name == "nt" else "python")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path


def ran(python: Path, folder: Path, *words: str, env: Mapping[str, str] = {}) -> Ended:
    """What the installed program does with a command, as its entry point starts it."""
    start = "import sys; from pcn_rules.cli.main import main; sys.argv[0] = 'pcn-rules'; main()"
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV"))}
    return subprocess.run(
        [str(python), "-W", "error", "-c", start, *words],
        cwd=folder,
        env={**plain, **env},
        capture_output=True,
        check=False,
    )


def done(python: Path, folder: Path, *words: str) -> str:
    """What a command prints that must end well."""
    ended = ran(python, folder, *words)
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout.decode()


def test_the_wheel_carries_what_the_program_reads_and_nothing_else(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    for kind in SHIPPED:
        there = {path.relative_to(ROOT).as_posix() for path in (ROOT / kind).rglob("*.*")}
        there = {name for name in there if (ROOT / name).is_file()}
        carried = {
            name.removeprefix("pcn_rules/_data/")
            for name in names
            if name.startswith(f"pcn_rules/_data/{kind}/")
        }
        assert carried == there
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pcn_rules"}
    assert "pcn_rules/values/bank-holidays.csv" in names
    assert not [name for name in names if re.search(r"(^|/)(tests/|test_|conftest)|\.pyc$", name)]


def test_the_wheel_names_the_program_and_its_licence(wheel: Path) -> None:
    archive = ZipFile(wheel)
    (entry,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
    assert "pcn-rules = pcn_rules.cli.main:main" in archive.read(entry).decode()
    assert [name for name in archive.namelist() if name.endswith("LICENSE")]


def test_the_installed_program_is_not_the_one_of_the_checkout(python: Path, empty: Path) -> None:
    code = "import pcn_rules, pcn_rules.shipped as s; print(pcn_rules.__file__, s.folder('specs'))"
    plain = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    said = subprocess.run(
        [str(python), "-c", code], cwd=empty, env=plain, capture_output=True, text=True, check=True
    ).stdout
    fresh = str(python.parent.parent)
    assert [word.startswith(fresh) for word in said.split()] == [True, True]


def test_a_network_that_comes_with_it_is_judged_from_an_empty_folder(
    python: Path, empty: Path
) -> None:
    assert "Skegness and Coast PCN" in done(python, empty, "assess", "skegness-and-coast")
    for name in ("report.html", "report.md", "report.json"):
        done(python, empty, "assess", "first-coastal", "--output", name)
        assert (empty / name).read_text(encoding="utf-8")


def test_a_clause_is_explained(python: Path, empty: Path) -> None:
    assert "7.3.1(c)" in done(python, empty, "explain", "7.3.1(c)", "skegness-and-coast")


def test_what_comes_with_it_is_checked(python: Path, empty: Path) -> None:
    said = done(python, empty, "check", "2020-21-final", "skegness-and-coast", "boston")
    assert said.startswith("no faults: ")


def test_a_network_is_begun_checked_and_judged(python: Path, empty: Path) -> None:
    done(python, empty, "init", "my-network")
    assert done(python, empty, "check", "my-network").startswith("no faults: ")
    assert done(python, empty, "assess", "my-network")


def test_the_shipped_files_are_laid_out(python: Path, empty: Path) -> None:
    specs = next(python.parent.parent.rglob("_data/specs"))
    assert "laid out as they should be" in done(python, empty, "format", str(specs), "--check")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_output_is_utf8_whatever_the_console_says(python: Path, empty: Path, encoding: str) -> None:
    plain = done(python, empty, "assess", "skegness-and-coast")
    env = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    ended = ran(python, empty, "assess", "skegness-and-coast", env=env)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode("utf-8") == plain
