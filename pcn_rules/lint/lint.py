"""Turn contracts into what lint has to say of their files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from pcn_rules.lint.catalogue import IDLE, RULES, UNREASONED
from pcn_rules.lint.model import Contract, Remark
from pcn_rules.lint.silences import by_line, idle, silences_of, unreasoned
from pcn_rules.source import Source

Wanted = Callable[[str], Collection[str]]
"""The codes that are wanted of a file, by its path."""


@dataclass(slots=True)
class _OfFile:
    """What was found in one file, and which rules looked at it."""

    source: Source
    remarks: dict[tuple[str, int, str], Remark] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)


def lint(contracts: Sequence[Contract], wanted: Wanted) -> tuple[Remark, ...]:
    """Every remark that no comment silences, in the order of the files and of the places in them.

    A file that several contracts share is looked at in each, and told of once. `wanted` says of a
    path which codes are asked for there; nothing is told of a file of which none is.
    """
    found: dict[str, _OfFile] = {}
    for contract in contracts:
        _look(contract, wanted, found)
    told = (remark for path in sorted(found) for remark in _told(found[path], wanted(path)))
    return tuple(sorted(told, key=lambda each: (each.span.source.path, each.span.start, each.code)))


def _look(contract: Contract, wanted: Wanted, found: dict[str, _OfFile]) -> None:
    """Let every rule look that is wanted in some file of a contract."""
    for source in contract.sources:
        found.setdefault(source.path, _OfFile(source))
    paths = [source.path for source in contract.sources]
    for rule in RULES:
        if rule.whole and contract.specification is None:
            continue
        asking = [path for path in paths if rule.code in wanted(path)]
        if not asking:
            continue
        for path in asking:
            found[path].looked.add(rule.code)
        for remark in rule.look(contract):
            of_file = found[remark.span.source.path]
            if rule.code in of_file.looked:
                of_file.remarks.setdefault((rule.code, remark.span.start, remark.message), remark)


def _told(of_file: _OfFile, codes: Collection[str]) -> Iterator[Remark]:
    """The remarks of a file that are not silenced, and those on its silences."""
    silences = silences_of(of_file.source) if codes else ()
    standing = by_line(silences)
    needed: set[tuple[int, str]] = set()
    for remark in of_file.remarks.values():
        silenced = [
            silence
            for silence in standing.get(remark.span.line, ())
            if remark.code in silence.codes
        ]
        needed.update((silence.place.start, remark.code) for silence in silenced)
        if not silenced:
            yield remark
    if UNREASONED in codes:
        yield from unreasoned(silences)
    if IDLE in codes:
        yield from idle(silences, needed, of_file.looked)
