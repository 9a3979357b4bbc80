"""Turn a folder of files into a checked specification, with every fault of every file."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal as OneOf
from typing import TypeVar

from pcn_rules import files
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.check import check
from pcn_rules.language.consequences import without_consequences
from pcn_rules.language.faults import Faults, in_order, no_more_than_anybody_mends, words_within
from pcn_rules.language.garbage import no_collection
from pcn_rules.language.meaning import Specification, Vocabulary
from pcn_rules.language.model import (
    AssumptionsFile,
    File,
    SpecificationFile,
    Uses,
    VariationFile,
    VocabularyFile,
)
from pcn_rules.language.parser import parse
from pcn_rules.language.resolve import resolve
from pcn_rules.networks.model import InputFile
from pcn_rules.source import Source, Span

Kind = OneOf["a specification", "a variation", "a vocabulary", "assumptions"]
_Kept = TypeVar("_Kept", SpecificationFile, VariationFile, VocabularyFile, AssumptionsFile)
Loaded = tuple[Specification | None, tuple[Diagnostic, ...], tuple[InputFile, ...]]


def load_specification(path: Path, assumptions: Sequence[Path] | None = None) -> Loaded:
    """The checked specification of a folder (or of one file), every fault, and the files read.

    Reads the folder's files, the vocabularies they use, and assumptions: files or folders of
    them, by default the folder `assumptions` beside the specification's. There is a specification
    only where there is no fault that is more than a warning.
    """
    return load_with_syntax(path, assumptions)[0]


@no_collection()
def load_with_syntax(
    path: Path, assumptions: Sequence[Path] | None = None
) -> tuple[Loaded, tuple[File, ...]]:
    """As `load_specification`, and the syntax of every file of which anything could be read."""
    reading = _with_words(path)
    for each in files.assumed_by(path) if assumptions is None else assumptions:
        reading.read(_files_of(each, reading), wanted="assumptions")
    specification, faults = _meaning(reading, path.as_posix())
    return (specification, faults, tuple(reading.inputs)), tuple(reading.files)


def vocabulary_of(path: Path) -> Vocabulary | None:
    """The vocabulary that a specification uses, as far as a specification with faults gives it.

    Facts that only a faulty clause would bring (its attested phrases) are not in it.
    """
    reading = _with_words(path)
    specification, _ = resolve(
        reading.of(SpecificationFile),
        reading.of(VariationFile),
        reading.of(VocabularyFile),
        assumption_files=(),
    )
    return None if specification is None else specification.vocabulary


@no_collection()
def load_text(texts: Mapping[str, str]) -> tuple[Specification | None, tuple[Diagnostic, ...]]:
    """The checked specification of some texts by name, and every fault.

    What a file says makes it a specification, a variation or what else; its name does not, and
    `uses` looks up nothing: every vocabulary among the texts is used.
    """
    reading = _Reading()
    for name, text in texts.items():
        reading.take(Source(name, text))
    return _meaning(reading, next(iter(texts), ""))


def _meaning(reading: _Reading, name: str) -> tuple[Specification | None, tuple[Diagnostic, ...]]:
    """Resolve and check what was parsed; faults that only follow from what was not are left out.

    Where there is no specification, vocabularies are still read; assumptions are about nothing.
    """
    specifications = reading.of(SpecificationFile)
    if not specifications:
        _no_specification(name, reading)
    specification, unresolved = resolve(
        specifications,
        reading.of(VariationFile),
        reading.of(VocabularyFile),
        assumption_files=reading.of(AssumptionsFile) if specifications else (),
    )
    broken = tuple(reading.faults.found)
    unresolved = without_consequences(unresolved, broken)
    disagreeing = () if specification is None else check(specification)
    left_out = "{} faults of meaning stand above, and the others are left out"
    of_meaning = no_more_than_anybody_mends(in_order((*unresolved, *disagreeing)), left_out)
    faults = in_order((*broken, *of_meaning))
    sound = all(fault.severity == "warning" for fault in faults)
    return (specification if sound else None), faults


def _with_words(path: Path) -> _Reading:
    """The files of a folder, and the vocabularies that they use."""
    reading = _Reading()
    reading.read(_files_of(path, reading))
    for uses in tuple(reading.uses()):
        reading.read([_used(uses)], named_at=words_within(uses, uses.path), wanted="a vocabulary")
    return reading


# --- files ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reading:
    """What was read so far, each file once."""

    faults: Faults = field(default_factory=Faults)
    inputs: list[InputFile] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    files: list[File] = field(default_factory=list)

    def read(
        self, paths: Iterable[Path], named_at: Span | None = None, wanted: Kind | None = None
    ) -> None:
        """Read and parse files; one that cannot be read is a fault where it is named.

        One that is not of the kind that is wanted there is a fault too (E007).
        """
        for path in paths:
            if named_at is not None and path.suffix != files.ENDING:
                # A specification by somebody else shows no lines of files that are none of its own.
                _unreadable(path, f"its name does not end in `{files.ENDING}`", named_at, self)
                continue
            text = None if self._known(path) else _text(path, named_at, self)
            if text is not None:
                self.take(Source(path.as_posix(), text), named_at, wanted)

    def _known(self, path: Path) -> bool:
        """Whether a file was read already, under this name or another."""
        try:
            real = os.path.realpath(path)
        except (OSError, ValueError):
            return False
        known = real in self.seen
        self.seen.add(real)
        return known

    def take(
        self, source: Source, named_at: Span | None = None, wanted: Kind | None = None
    ) -> None:
        """Parse a file and keep what could be parsed of it."""
        file, faults = parse(source)
        self.faults.found.extend(faults)
        if file is None:
            return
        if wanted is None or _kind(file) == wanted:
            self.files.append(file)
        else:
            self.faults.add(
                "E007",
                named_at or source.span(0, 0),
                f"`{source.path}` is {_kind(file)}, where {wanted} belongs",
                help=f"name a file that begins with `{wanted.removeprefix('a ')}`",
            )

    def of(self, kind: type[_Kept]) -> tuple[_Kept, ...]:
        """The files of one kind, in the order in which they were read."""
        return tuple(file for file in self.files if isinstance(file, kind))

    def uses(self) -> Iterator[Uses]:
        """The vocabularies that the headers say they use."""
        for file in self.of(SpecificationFile):
            if file.header is not None:
                yield from file.header.uses


def _files_of(path: Path, reading: _Reading) -> list[Path]:
    """The files of a folder, in the order of their names; a file stands for itself."""
    if not path.is_dir():
        return [path]
    try:
        found = files.files_in(path)
    except OSError as error:
        _unreadable(path, _reason(error), None, reading)
        return []
    if not found:
        reading.faults.add(
            "E006",
            _whole(path),
            f"the folder `{path.as_posix()}` holds no file that ends in `{files.ENDING}`",
            help="name the folder that holds the files of one edition",
        )
    return found


def _used(uses: Uses) -> Path:
    """The file that a header uses: its path is written from the folder of the header's file."""
    return files.used_by(uses.span.source.path if uses.span else "", uses.path)


def _text(path: Path, named_at: Span | None, reading: _Reading) -> str | None:
    """The text of a file, its line ends as written; None where it cannot be read (E001 to E003)."""
    try:
        content = files.content_of(path)
    except files.NoTextError:
        _unreadable(path, "it is not a file of text", named_at, reading)
        return None
    except files.TooLargeError as error:
        _too_large(path, error.size, named_at, reading)
        return None
    except (OSError, ValueError) as error:
        _unreadable(path, _reason(error), named_at, reading)
        return None
    reading.inputs.append(InputFile(path.as_posix(), hashlib.sha256(content).hexdigest()))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reading.faults.add(
            "E002",
            named_at or _whole(path),
            f"`{path.as_posix()}` is not text in UTF-8: line {line} holds other bytes",
            help="save it as UTF-8",
        )
        return None


def _kind(file: File) -> Kind:
    match file:
        case SpecificationFile():
            return "a specification"
        case VariationFile():
            return "a variation"
        case VocabularyFile():
            return "a vocabulary"
        case AssumptionsFile():
            return "assumptions"


def _reason(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "it is not there"
        case PermissionError():
            return "it may not be read"
        case OSError(errno=errno.ELOOP):
            return "it is a link that leads back to itself"
        case _:
            return "it cannot be opened"


def _unreadable(path: Path, why: str, named_at: Span | None, reading: _Reading) -> None:
    reading.faults.add(
        "E001",
        named_at or _whole(path),
        f"`{path.as_posix()}` cannot be read: {why}",
        help="check the path",
    )


def _no_specification(name: str, reading: _Reading) -> None:
    if not reading.faults.found:
        reading.faults.add(
            "E004",
            Source(name, "").span(0, 0),
            f"`{name}` holds no specification" if name else "there is no specification",
            help="name the folder that holds the files of one edition",
        )


def _too_large(path: Path, size: int, named_at: Span | None, reading: _Reading) -> None:
    reading.faults.add(
        "E003",
        named_at or _whole(path),
        f"`{path.as_posix()}` has {size:,} bytes, more than the {files.LARGEST:,} a file may have",
        help="split it into several files of one folder",
    )


def _whole(path: Path) -> Span:
    """The place of a fault that concerns a file as one."""
    return Source(path.as_posix(), "").span(0, 0)
