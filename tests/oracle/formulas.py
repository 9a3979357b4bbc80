"""Formulas of the language, drawn at random and written as a reader would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from oracle.vocabulary import PLURALS, ROLES, KindOfFact, Word, facts_of

THRESHOLDS = (0, 1, 1, 2, 2, 2, 3, 3, 4, 5)
SIGNS = (">=", ">=", "<=", ">", "<", "=")
HIGHEST = {
    "hours": 4, "WTE": 3, "£": 6, "weighted patients": 6, "practices": 2, "care homes": 2,
    "sessions": 3, "rounds": 3, "staff": 2,
}  # fmt: skip


def written_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def written_amount(amount: int | str, unit: str) -> str:
    return f"£{amount}" if unit == "£" else f"{amount} {unit}"


@dataclass
class Formulas:
    """Writes formulas about one entity, or about the network as one (None).

    `series` is whether the duty has periods to add a series up over; `days` are the days of note.
    """

    random: Random
    entity: str | None
    series: bool
    days: tuple[date, ...]

    def truth(self, depth: int) -> str:
        """A yes or no."""
        makers = [self._simple] * 3 + [self._comparison] * 3
        if depth:
            makers += [self._joined] * 2 + [self._denied]
            makers += [self._of_group] * 3 if self.entity is None else []
        return self.random.choice(makers)(depth)

    def _here(self, *kinds: KindOfFact) -> list[Word]:
        """Facts that can be named here: those of the entity are likelier."""
        inner = facts_of(self.entity, *kinds)
        return inner * 3 + (facts_of(None, *kinds) if self.entity else [])

    def _simple(self, depth: int) -> str:
        return self.random.choice(self._here("yes or no")).name

    def _denied(self, depth: int) -> str:
        return f"not ({self.truth(depth - 1)})"

    def _joined(self, depth: int) -> str:
        word = self.random.choice(("and", "or"))
        if self.random.random() < 0.2:  # a case split that three values cannot see through
            one, other = self._simple(0), self._simple(0)
            return f"(({one} and {other}) or ((not {one}) and {other}))"
        parts = [self.truth(depth - 1) for _ in range(self.random.choice((2, 2, 3)))]
        return "(" + f" {word} ".join(parts) + ")"

    def _of_group(self, depth: int) -> str:
        which = self.random.choice(("every", "some"))
        entity, group = self.group(depth)
        inner = Formulas(self.random, entity, self.series, self.days)
        return f"({which} {group} has {inner.truth(depth - 1)})"

    def group(self, depth: int, *, plural: bool = False) -> tuple[str, str]:
        """A kind of entity, and the words for some of them."""
        entity = self.random.choice(tuple(PLURALS))
        noun = PLURALS[entity] if plural else entity
        if entity == "care home" and self.random.random() < 0.3:
            return entity, f"aligned {noun}"
        if entity == "post" and self.random.random() < 0.7:
            role, several = self.random.choice(tuple(ROLES.items()))
            funded = "funded " if self.random.random() < 0.2 else ""
            return entity, funded + (several if plural else role)
        if depth and self.random.random() < 0.2:
            inner = Formulas(self.random, entity, False, self.days)
            return entity, f"{noun} where ({inner.truth(0)})"
        return entity, noun

    # --- comparisons ---

    def _comparison(self, depth: int) -> str:
        if self.random.random() < 0.15:
            return self._comparison_of_days()
        amount, unit = self.amount(depth)
        if self.random.random() < 0.2:
            return f"({amount} within {self._range(unit)})"
        return f"({amount} {self.random.choice(SIGNS)} {self.threshold(unit)})"

    def _comparison_of_days(self) -> str:
        named = self.random.choice(self._here("date")).name
        sign = self.random.choice(SIGNS)
        return f"({named} {sign} {written_day(self.random.choice(self.days))})"

    def threshold(self, unit: str) -> str:
        highest = HIGHEST.get(unit, 5)
        return written_amount(min(self.random.choice(THRESHOLDS), highest), unit)

    def _range(self, unit: str) -> str:
        low = self.random.randint(0, 3)
        ends = f"{low} to {low + self.random.randint(0, 2)}"
        if unit == "patients" and self.entity is None and self.random.random() < 0.5:
            ends = f"{low} to {low + self.random.randint(1, 2)}"  # wide enough to be hit exactly
            return f"({ends} patients per 2 weighted patients) × weighted list"
        return f"£{ends.replace('to ', 'to £')}" if unit == "£" else f"{ends} {unit}"

    def amount(self, depth: int) -> tuple[str, str]:
        """An amount, and its unit."""
        if not depth:
            return self._plain_amount()
        match self.random.randrange(8):
            case 0:
                (left, unit), sign = self.amount(depth - 1), self.random.choice("+-")
                return f"({left} {sign} {self._another(unit)})", unit
            case 1:
                left, unit = self.amount(depth - 1)
                return f"({left} {self.random.choice('×/')} 2)", unit
            case 2:
                left, unit = self.amount(depth - 1)
                return f"({left} rounded {self._step(unit)})", unit
            case 3 | 4 if self.entity is None:
                return self._amount_of_group(depth)
            case 5 if self.entity is None and self.random.random() < 0.5:
                left, unit = self.amount(0)
                return f"({left} / late practices × 1 practices)", unit
            case _:
                return self._plain_amount()

    def _another(self, unit: str) -> str:
        same = [w for w in self._here("number") if w.unit == unit]
        if same and self.random.random() < 0.6:
            return self.random.choice(same).name
        return self.threshold(unit)

    def _step(self, unit: str) -> str:
        step = "quarter of an hour" if unit == "hours" else written_amount(2, unit)
        ways = ("to the nearest", "up to the next", "down to the last")
        return f"{self.random.choice(ways)} {step}"

    def _plain_amount(self) -> tuple[str, str]:
        kinds: tuple[KindOfFact, ...] = ("series",) * self.series + ("number",)
        if self.entity is None and self.random.random() < 0.3:
            return self.random.choice(
                (("registered patients", "patients"), ("late practices", "practices"))
            )
        words = self._here(*kinds)
        series = [w for w in words if w.kind == "series"]
        word = self.random.choice(series if series and self.random.random() < 0.7 else words)
        name = f"{word.name} in each period" if word.kind == "series" else word.name
        return name, word.unit

    def _amount_of_group(self, depth: int) -> tuple[str, str]:
        entity, group = self.group(depth, plural=True)
        if self.random.random() < 0.5:
            return f"(number of {group})", PLURALS[entity]
        inner = Formulas(self.random, entity, self.series, self.days)
        amount, unit = inner.amount(depth - 1)
        return f"(sum of {amount} over {group})", unit
