"""Turn a folder into a checked specification: as it was kept, else read anew.

Where nothing in the files has changed since they were found free of faults, the parser and the
checks are not even loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pcn_rules import files, kept
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.files import Content, InputFile
from pcn_rules.language import stored
from pcn_rules.language.meaning import Specification
from pcn_rules.source import Source


def specification_of(
    path: Path, assumptions: Sequence[Path] | None = None
) -> tuple[Specification | None, tuple[Diagnostic, ...], tuple[InputFile, ...]]:
    """The checked specification of a folder (or of one file), every fault, and the files read.

    The same as `load_specification`. Only what is free of faults, mere warnings too, is kept.
    """
    contents = None if kept.cache_folder() is None else files.of_specification(path, assumptions)
    inputs = files.named(contents or ())
    key = _key(inputs)
    sources = None if contents is None else _sources(contents)
    text = None if key is None or sources is None else kept.find(key)
    if sources is not None and text is not None:
        specification = stored.read(text, sources)
        if specification is not None:
            return specification, (), inputs
    from pcn_rules.load import load_specification  # noqa: PLC0415 - it brings the parser

    specification, faults, read = load_specification(path, assumptions)
    sound = specification is not None and not faults
    if sound and key is not None and sources is not None and read == inputs:
        assert specification is not None
        kept.keep(key, stored.write(specification, sources))
    return specification, faults, read


def _key(inputs: Sequence[InputFile]) -> str | None:
    try:
        return kept.key_of(part for file in inputs for part in ("file", file.path, file.sha256))
    except OSError:
        return None


def _sources(contents: Sequence[Content]) -> tuple[Source, ...] | None:
    try:
        return tuple(Source(content.path, content.text) for content in contents)
    except ValueError:  # not UTF-8, which reading says as it should be said
        return None
