"""Collect the faults of a folder, where one cause that many rows share is one fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.faults import Faults, in_order
from pcn_rules.source import Span


@dataclass(slots=True)
class FolderFaults(Faults):
    """The faults of a folder found so far: of single places, and of causes met in many places."""

    _shared: dict[tuple[str, str], tuple[Diagnostic, int]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many faults there are so far, each shared cause counted once."""
        return len(self.found) + len(self._shared)

    def add_shared(
        self, code: str, place: Span, message: str, remedy: Callable[[], str | None]
    ) -> None:
        """Note a fault whose cause other rows may share: the same code and sentence are one.

        The remedy is looked for once, since looking for what was meant takes time.
        """
        known = self._shared.get((code, message))
        if known is None:
            self._shared[code, message] = Diagnostic(code, place, message, remedy()), 0
            return
        first, more = known
        if _order(place) < _order(first.span):
            first = replace(first, span=place)
        self._shared[code, message] = first, more + 1

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Every fault once, in order; one that rows share at its first place."""
        return in_order([*self.found, *(_once(*shared) for shared in self._shared.values())])


def _order(place: Span) -> tuple[str, int]:
    return place.source.path, place.start


def _once(first: Diagnostic, more: int) -> Diagnostic:
    if not more:
        return first
    places = "place" if more == 1 else "places"
    return replace(first, message=f"{first.message} (the same in {more:,} more {places})")
