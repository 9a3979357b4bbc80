"""Which values a sum of missing amounts can take: exactly, wherever that can be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from pcn_rules.evaluate.bounds import ZERO
from pcn_rules.evaluate.worlds import Spread

LARGEST = 20_000
"""How many separate sums are kept before a reach is only bounded."""

Region = tuple[Fraction | None, Fraction | None]
"""An open stretch between two amounts (None: no end), or one point where both are equal."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Sums s + k × step + w: s one of `sums`, k whole from 0 to `count`, w from 0 to `width`.

    `count` or `width` is None where there is no upper bound, and `endless` where there is no lower
    bound either. `exact` is False where the sums are only known to lie among these.
    """

    sums: frozenset[Fraction] = frozenset((ZERO,))
    step: Fraction = ZERO
    count: int | None = 0
    width: Fraction | None = ZERO
    exact: bool = True
    endless: bool = False

    def plus_choice(self, choices: frozenset[Fraction]) -> Reach:
        """With one of a few amounts added."""
        sums = frozenset(s + c for s in self.sums for c in choices)
        if len(sums) <= LARGEST:
            return replace(self, sums=sums)
        low, high = min(sums), max(sums)
        width = None if self.width is None else self.width + high - low
        return replace(self, sums=frozenset((low,)), width=width, exact=False)

    def plus_spread(self, factor: Fraction, spread: Spread) -> Reach:
        """With a multiple of a spread added; what goes down without end is added last."""
        low, high = spread.low, spread.high
        if spread.whole:
            low = Fraction(ceil(low))
            high = None if high is None else Fraction(floor(high))
        extent = None if high is None else high - low
        if spread.whole and extent is not None and extent * len(self.sums) <= 64:
            return self.plus_choice(frozenset(factor * (low + n) for n in range(int(extent) + 1)))
        if high is None and factor < 0:
            return self._without_end(factor, spread)
        least = factor * low if factor > 0 or high is None else factor * high
        moved = frozenset(s + least for s in self.sums)
        if spread.whole and self.step in (ZERO, abs(factor)):
            return self._stepping(moved, abs(factor), extent)
        added = None if extent is None else abs(factor) * extent
        width = None if self.width is None or added is None else self.width + added
        exact = self.exact and not spread.whole
        return replace(self, sums=moved, width=width, exact=exact)

    def _stepping(
        self, sums: frozenset[Fraction], step: Fraction, extent: Fraction | None
    ) -> Reach:
        count = None if self.count is None or extent is None else self.count + int(extent)
        return replace(self, sums=sums, step=step, count=count)

    def _without_end(self, factor: Fraction, spread: Spread) -> Reach:
        """Steps or stretches that go down without end, beside those that go up without end."""
        sums = frozenset(s + factor * spread.low for s in self.sums)
        if spread.whole and self.width is not None:
            if self.step == -factor:
                return replace(self, sums=sums, endless=True)
            return replace(self, sums=sums, width=None, endless=True, exact=False)
        return replace(self, sums=sums, width=None, endless=True)

    def meets(self, region: Region) -> bool:
        """Whether some sum lies in a region."""
        low, high = region
        return any(self._meets(start, low, high) for start in self.sums)

    def _meets(self, start: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
        """Look for k with [start + k·step, start + k·step + width] in the region."""
        if self.endless:
            return self._meets_somewhere(start, low, high)
        point = low is not None and low == high
        first = 0
        if low is not None and self.width is not None and self.step:
            short = (low - self.width - start) / self.step
            first = max(0, ceil(short) if point else floor(short) + 1)
        if self.count is not None and first > self.count:
            return False
        begin = start + first * self.step
        if high is not None and (begin > high if point else begin >= high):
            return False
        if low is None or self.width is None:
            return True
        return begin + self.width >= low if point else begin + self.width > low

    def _meets_somewhere(
        self, start: Fraction, low: Fraction | None, high: Fraction | None
    ) -> bool:
        if self.width is None or low is None or high is None:
            return True
        steps = (low - self.width - start) / self.step
        begin = start + (ceil(steps) if low == high else floor(steps) + 1) * self.step
        return begin <= high if low == high else begin < high
