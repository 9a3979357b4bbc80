"""What is kept between runs: used where nothing changed, and never missed where it cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_place import CONTRACT, EFFORT, WORDS

from pcn_rules import kept, load, ready
from pcn_rules.language.meaning import Specification

Count = Callable[[], int]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(kept.VARIABLE, str(folder))
    return folder


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    for name, text in (
        ("specs/small/contract.pcn", CONTRACT),
        ("specs/vocabulary/words.pcn", WORDS),
        ("specs/assumptions/effort.pcn", EFFORT),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "specs" / "small"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Count:
    """How often a specification was read anew."""
    times = []
    anew = load.load_specification
    monkeypatch.setattr(
        load, "load_specification", lambda *given: times.append(given) or anew(*given)
    )
    return lambda: len(times)


def read(edition: Path, *assumptions: Path) -> Specification | None:
    specification, _, _ = ready.specification_of(edition, assumptions or None)
    return specification


def entries(cache: Path) -> list[Path]:
    """What is kept of specifications; tables of parsers may lie beside it."""
    return [path for path in cache.glob("*") if b'["Unit",' in path.read_bytes()]


def entry(cache: Path) -> Path:
    (found,) = entries(cache)
    return found


def test_the_second_time_it_is_as_it_was_kept(cache: Path, edition: Path, parsed: Count) -> None:
    first = ready.specification_of(edition)
    second = ready.specification_of(edition)
    assert parsed() == 1
    assert second == first
    assert repr(second) == repr(first)
    assert first[1] == ()
    assert [Path(file.path).name for file in first[2]] == [
        "contract.pcn",
        "words.pcn",
        "effort.pcn",
    ]


@pytest.mark.parametrize("name", ["small/contract", "vocabulary/words", "assumptions/effort"])
def test_a_change_of_any_file_is_seen(cache: Path, edition: Path, parsed: Count, name: str) -> None:
    read(edition)
    file = edition.parent / f"{name}.pcn"
    file.write_text(file.read_text(encoding="utf-8") + "\n# a note\n", encoding="utf-8")
    read(edition)
    assert parsed() == 2


def test_files_that_come_go_or_are_renamed_are_seen(
    cache: Path, edition: Path, parsed: Count
) -> None:
    read(edition)
    more = edition / "more.pcn"
    more.write_text("# nothing yet\n", encoding="utf-8")
    assert read(edition) is None
    more.unlink()
    (edition / "contract.pcn").rename(edition / "renamed.pcn")
    assert read(edition) is not None
    assert parsed() == 3


def test_assumptions_that_are_named_are_part_of_the_key(
    cache: Path, edition: Path, parsed: Count
) -> None:
    own = edition.parent / "own.pcn"
    own.write_text(EFFORT.replace('"Effort"', '"Own"'), encoding="utf-8")
    assert [each.assumptions for each in (read(edition), read(edition, own)) if each] == [
        ("Effort",),
        ("Own",),
    ]
    assert read(edition, own) == read(edition, own)
    assert parsed() == 2


def test_a_new_version_or_a_changed_program_reads_anew(
    cache: Path, edition: Path, parsed: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(edition)
    monkeypatch.setattr(kept, "__version__", "9.9.9")
    read(edition)
    monkeypatch.setattr(kept, "_program", lambda: "other files")
    read(edition)
    assert parsed() == 3


def test_only_what_has_no_fault_is_kept(cache: Path, edition: Path) -> None:
    contract = edition / "contract.pcn"
    contract.write_text(CONTRACT.replace("must agree", "must agre"), encoding="utf-8")
    specification, faults, _ = ready.specification_of(edition)
    assert specification is None
    assert faults
    assert entries(cache) == []


def test_a_line_that_only_looks_like_the_use_of_a_file_is_not_believed(
    cache: Path, edition: Path, parsed: Count
) -> None:
    contract = edition / "contract.pcn"
    (edition.parent / "vocabulary" / "other.pcn").write_text(WORDS, encoding="utf-8")
    text = CONTRACT.replace('uses "', 'uses # the words\n "')
    contract.write_text(text, encoding="utf-8")
    assert read(edition) is not None
    assert read(edition) is not None
    assert parsed() == 2
    assert entries(cache) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"30000", b"30001"),
        lambda content: b"\xff" + content,
        lambda content: content.split(b"\n", 1)[1],
        lambda content: b"\0" * 100_000,
    ],
    ids=["empty", "shorter", "half", "tampered", "other bytes", "no seal", "zeros"],
)
def test_an_entry_that_was_damaged_is_not_there_and_is_mended(
    cache: Path, edition: Path, parsed: Count, damage: Callable[[bytes], bytes]
) -> None:
    whole = read(edition)
    content = entry(cache).read_bytes()
    assert damage(content) != content
    entry(cache).write_bytes(damage(content))
    assert read(edition) == whole
    assert parsed() == 2
    assert entry(cache).read_bytes() == content


def test_an_entry_of_another_specification_does_not_pass_for_this_one(
    cache: Path, edition: Path, parsed: Count
) -> None:
    read(edition)
    other = entry(cache).read_bytes()
    entry(cache).unlink()
    contract = edition / "contract.pcn"
    contract.write_text(CONTRACT.replace("30,000", "50,000"), encoding="utf-8")
    changed = read(edition)
    entry(cache).write_bytes(other)
    assert read(edition) == changed
    assert parsed() == 3


def test_an_entry_sealed_anew_can_hold_no_more_than_a_specification(
    cache: Path, edition: Path, parsed: Count
) -> None:
    whole = read(edition)
    key = entry(cache).stem
    for rows in ([["Path", "/"]], [["Specification", "x"]], {"a": 1}, []):
        kept.keep(key, json.dumps(rows))
        assert read(edition) == whole


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_may_not_be_written_to_stands_in_no_way(cache: Path, edition: Path) -> None:
    cache.mkdir()
    cache.chmod(0o500)
    assert read(edition) is not None
    assert list(cache.iterdir()) == []


def test_a_folder_that_cannot_be_made_or_written_stands_in_no_way(
    cache: Path, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_text("a file stands here")
    assert read(edition) is not None
    monkeypatch.setenv(kept.VARIABLE, str(cache / "below"))
    assert read(edition) is not None


def test_a_folder_or_a_pipe_in_place_of_an_entry_stands_in_no_way(
    cache: Path, edition: Path
) -> None:
    read(edition)
    path = entry(cache)
    path.unlink()
    path.mkdir()
    assert read(edition) is not None
    if hasattr(os, "mkfifo"):
        path.rmdir()
        os.mkfifo(path)
        assert read(edition) is not None


def test_a_full_disk_leaves_nothing_half_written(
    cache: Path, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert read(edition) is not None
    assert list(cache.glob("*")) == []


def test_two_programs_at_once_do_not_disturb_each_other(cache: Path, edition: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from pcn_rules.ready import specification_of\n"
        "assert specification_of(Path(sys.argv[1]))[0] is not None"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(edition)]) for _ in range(4)]
    assert [each.wait() for each in running] == [0] * 4
    assert entry(cache).suffix == ".json"
    assert read(edition) is not None


def test_off_keeps_nothing(
    tmp_path: Path, edition: Path, parsed: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(kept.VARIABLE, "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    read(edition)
    read(edition)
    assert parsed() == 2
    assert kept.cache_folder() is None
    assert kept.find("0") is None
    assert not (tmp_path / "own").exists()


def test_each_system_has_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kept.VARIABLE, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    found = []
    for system in ("linux", "darwin", "win32"):
        monkeypatch.setattr(sys, "platform", system)
        found.append(kept.cache_folder())
    places = ("own", "Library/Caches", "local")
    assert found == [tmp_path / place / "pcn-rules" for place in places]
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert kept.cache_folder() == tmp_path / ".cache" / "pcn-rules"


def test_the_oldest_entries_go(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    for number in range(5):
        kept.keep(str(number), "[]")
        os.utime(cache / f"{number}.json", (number, number))
    assert {each.stem for each in cache.iterdir()} == {"2", "3", "4"}
    assert kept.find("4") == "[]"
    assert kept.find("0") is None
