"""Turn the name of a network or a specification into a path: as a path first, then as shipped."""

from __future__ import annotations

from pathlib import Path

from pcn_rules.cli import faults
from pcn_rules.cli.line import CommandLine
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.shipped import folder

_HOLDS = {"networks": "network.toml", "specs": "*.pcn"}
"""What a folder of each kind holds."""


def network(line: CommandLine, name: str) -> Path | Diagnostic:
    """The folder of a network, or the fault that there is none of that name."""
    found = _found(name, "networks")
    if found is not None:
        return found
    return faults.no_network(line, name, _beside(name, "networks"), shipped("networks"))


def specification(line: CommandLine, name: str) -> Path | Diagnostic:
    """The path of a specification, or the fault that there is none of that name."""
    found = _found(name, "specs")
    if found is not None:
        return found
    return faults.no_specification(line, name, _beside(name, "specs"), shipped("specs"))


def anything(line: CommandLine, name: str) -> Path | Diagnostic:
    """A path, else a network or a specification that comes with the program, or the fault."""
    found = _found(name, "networks") or _found(name, "specs")
    known = (*_beside(name, *_HOLDS), *shipped("networks"), *shipped("specs"))
    return found if found is not None else faults.no_path(line, name, known)


def shipped(kind: str) -> tuple[str, ...]:
    """The names of the networks or of the editions that come with the program."""
    apart = ("vocabulary", "assumptions")
    names = (path.parent.name for path in folder(kind).glob(f"*/{_HOLDS[kind]}"))
    return tuple(sorted({name for name in names if name not in apart}))


def there(path: Path) -> bool:
    """Whether there is something at a path that one may look at."""
    try:
        return path.exists()
    except OSError:  # a name that is too long, a folder one may not enter
        return False


def inside(folder: Path) -> tuple[Path, ...]:
    """What a folder holds, in order; nothing where one may not look, or where it is no folder."""
    try:
        return tuple(sorted(folder.iterdir()))
    except OSError:
        return ()


def shown(path: Path) -> Path:
    """The path as it is shortest to read: from the working folder where it lies inside it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def known_as(path: str) -> str:
    """The path of a file as a report names it: what is shipped has the same name everywhere."""
    root = f"{folder('specs').parent.as_posix()}/"
    whole = Path(path).absolute().as_posix()
    return whole.removeprefix(root) if whole.startswith(root) else path


def _found(name: str, kind: str) -> Path | None:
    path = Path(name)
    if name and there(path):
        return path
    parts = path.parts[1:] if path.parts[:1] == (kind,) else path.parts
    if len(parts) == 1 and parts[0] in shipped(kind):
        return shown(folder(kind) / parts[0])
    return None


def _beside(name: str, *kinds: str) -> tuple[str, ...]:
    """What of these kinds lies where a path was looked for, written as it was typed."""
    folders = [path for path in inside(Path(name).parent) if path.is_dir()]
    return tuple(
        str(path) for path in folders if any(any(path.glob(_HOLDS[kind])) for kind in kinds)
    )
