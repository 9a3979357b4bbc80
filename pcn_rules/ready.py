"""Turn a folder into a checked specification: as it was kept, else read anew.

Where nothing in the files has changed since they were found free of faults, the parser and the
checks are not even loaded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pcn_rules import kept
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.files import NoTextError, TooLargeError, assumed_by, content_of, files_in, used_by
from pcn_rules.language import stored
from pcn_rules.language.meaning import Specification
from pcn_rules.networks.model import InputFile
from pcn_rules.source import Source

_USES = re.compile(r'^[ \t]*uses[ \t]+["“]([^"”\n]*)["”]', re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a specification, as far as one can tell without parsing them."""

    key: str
    inputs: tuple[InputFile, ...]
    sources: tuple[Source, ...]


def specification_of(
    path: Path, assumptions: Sequence[Path] | None = None
) -> tuple[Specification | None, tuple[Diagnostic, ...], tuple[InputFile, ...]]:
    """The checked specification of a folder (or of one file), every fault, and the files read.

    The same as `load_specification`. Only what is free of faults, mere warnings too, is kept.
    """
    files = _files(path, assumptions)
    text = None if files is None else kept.find(files.key)
    if files is not None and text is not None:
        specification = stored.read(text, files.sources)
        if specification is not None:
            return specification, (), files.inputs
    from pcn_rules.load import load_specification  # noqa: PLC0415 - it brings the parser

    specification, faults, inputs = load_specification(path, assumptions)
    if files is not None and specification is not None and not faults and inputs == files.inputs:
        kept.keep(files.key, stored.write(specification, files.sources))
    return specification, faults, inputs


def _files(path: Path, assumptions: Sequence[Path] | None) -> _Files | None:
    """The files that parsing would read; None where one of them cannot be.

    Which vocabularies are used is told by the look of a line. Where that is mistaken, parsing has
    read other files than these, and nothing is kept.
    """
    if kept.cache_folder() is None:
        return None
    try:
        sources: list[Source] = []
        inputs: list[InputFile] = []
        for each in _paths(path, assumptions, sources):
            content = content_of(each)
            inputs.append(InputFile(each.as_posix(), hashlib.sha256(content).hexdigest()))
            sources.append(Source(each.as_posix(), content.decode("utf-8-sig")))
        key = kept.key_of(part for file in inputs for part in (file.path, file.sha256))
    except (OSError, ValueError, NoTextError, TooLargeError):
        return None
    return _Files(key, tuple(inputs), tuple(sources))


def _paths(
    path: Path, assumptions: Sequence[Path] | None, read: Sequence[Source]
) -> Iterator[Path]:
    """The paths in the order in which they are read; `read` holds what came before."""
    yield from _here(path)
    for source in tuple(read):
        for uses in _USES.finditer(source.text):
            yield used_by(source.path, uses[1])
    for each in assumed_by(path) if assumptions is None else assumptions:
        yield from [each] if assumptions is None else _here(each)


def _here(path: Path) -> list[Path]:
    return files_in(path) if path.is_dir() else [path]
