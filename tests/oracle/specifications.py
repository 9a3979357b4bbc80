"""Specifications drawn at random, as text: every construct, close to one another in time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from oracle.dates import DAY
from oracle.formulas import Formulas, written_amount, written_day
from oracle.timings import END, START, Clock, Timed
from oracle.vocabulary import facts_of, vocabulary

ANCHORS = (
    date(2020, 5, 8),  # the bank holiday that moved
    date(2020, 4, 9),
    date(2020, 7, 31),
    date(2020, 8, 31),
    date(2020, 12, 29),
    date(2021, 2, 28),
    date(2021, 3, 29),
)
CODES = (
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet",
    "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango",
)  # fmt: skip


@dataclass
class Written:
    """The files of a specification, and the days on which something turns."""

    files: dict[str, str]
    anchor: date
    days: tuple[date, ...]


@dataclass
class Author:
    """Writes one specification."""

    random: Random
    anchor: date = START
    clock: Clock = field(init=False)
    phrases: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    codes: list[str] = field(default_factory=lambda: list(CODES))
    giving_way: list[str] = field(default_factory=list)
    """Clauses of the network as one, without periods, that have to do with no other clause yet."""

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def write(self) -> Written:
        self.anchor = self.random.choice((*ANCHORS, START + self.random.randint(5, 355) * DAY))
        self.clock = Clock(self.random, self.anchor)
        self.days |= {self.anchor + n * DAY for n in (-1, 0, 1)}
        for number in range(self.random.randint(2, 4)):
            self._duty(f"{number + 1}")
        self._others()
        contract = (
            'specification "Generated"\n  edition "first", published 31 March 2020\n'
            f"  in force from {written_day(START)} to {written_day(END)}\n"
            '  uses "vocabulary.pcn"\n\nsource SPEC "A contract", the publisher, 2020\n\n'
            'service 1 "A service"\n\n'
        )
        effort = 'assumptions "Assumed"\n\nsource OWN "Own estimates", the authors, 2020\n\n'
        files = {
            "contract.pcn": contract + "\n".join(self.clauses),
            "vocabulary.pcn": vocabulary(self.phrases),
            "assumptions.pcn": effort + "\n".join(self.assumptions),
        }
        around = {d + n * DAY for d in self.days for n in (-1, 0, 1)}
        return Written(files, self.anchor, tuple(sorted(around)))

    # --- one duty ---

    def _duty(self, number: str) -> None:
        timed = self.clock.timing()
        entity, subjects, actor, lines = self._subjects(timed)
        formulas = Formulas(self.random, entity, timed.kind == "recur", self._noted())
        modality = self._modality(timed)
        if subjects is not None and modality == "must not":  # not every is not none
            lines, subjects = [f"for each {subjects}"], None
        kind = "state" if timed.kind in ("achieve", "maintain") and self.chance(0.35) else "phrase"
        action, effort_shown = self._action(formulas, subjects, kind, timed, modality)
        if self.chance(0.2):
            lines.append(f"{self.random.choice(('if', 'where'))} {self._plain(entity).truth(1)}")
        lines += self._exceptions(number, entity, timed, instead=not effort_shown)
        if self.chance(0.1):
            first = self.clock.near(-9, -3, -1, 0, 1)
            last = min(first + self.random.choice((0, 1, 5)) * DAY, END)
            lines.append(f"suspended from {written_day(first)} to {written_day(last)}")
            self.days |= {first, last}
        lines.append("cites SPEC 1, unverified")
        words = " ".join(filter(None, (timed.words, actor, modality, action)))
        self.clauses.append(f'clause {number} "Duty {number}"\n  {words}\n' + _lines(lines))
        alone = not any("clause" in line for line in lines)
        if entity is None and alone and timed.kind != "recur":
            self.giving_way.append(number)
        self.days |= set(timed.days)

    def _plain(self, entity: str | None) -> Formulas:
        return Formulas(self.random, entity, False, self._noted())

    def _noted(self) -> tuple[date, ...]:
        return tuple(self.anchor + n * DAY for n in (-1, 0, 1))

    def _modality(self, timed: Timed) -> str:
        if timed.kind == "limit":
            return "must not"
        if timed.kind == "maintain" and self.chance(0.25):
            return "must not"
        return self.random.choice(("must", "must", "must", "should"))

    def _subjects(self, timed: Timed) -> tuple[str | None, str | None, str, list[str]]:
        """In whose scope it is judged, the group its meaning speaks of, who acts, and lines."""
        actor = self.random.choice(("the PCN", "the PCN", "the commissioner"))
        if timed.events:
            return timed.events[0], None, actor, []
        formulas = self._plain(None)
        match self.random.randrange(8):
            case 0 | 1:
                entity, group = formulas.group(1)
                return entity, None, actor, [f"for each {group}"]
            case 2:
                return "practice", None, "each core practice", []
            case 3 | 4:
                entity, group = formulas.group(1)
                return entity, group, actor, []
            case _:
                return None, None, actor, []

    # --- actions ---

    def _action(
        self, formulas: Formulas, group: str | None, kind: str, timed: Timed, modality: str
    ) -> tuple[str, bool]:
        """The words of what is asked, and whether evidence of effort is declared for them."""
        exceeding = timed.kind == "limit"
        code = self.codes.pop(0)
        stem = f"{'exceed' if exceeding else 'carry out'} {code}"
        if kind == "phrase" and self.chance(0.12):
            stem = f"support {code}"
        meaning, words, filled = self._meaning(formulas, stem, exceeding)
        if group is not None:
            meaning = f"every {group} has ({meaning})"
        attested = not exceeding and kind == "phrase" and group is None and self.chance(0.2)
        declared = "attested" if attested else f"means {meaning}"
        if attested:
            words = filled = stem
        shown = kind == "phrase" and group is None and self.chance(0.15)
        shown_by = f"\n  effort shown by {formulas.truth(0)}" if shown else ""
        self.phrases.append(f'{kind} "{words}"\n  {declared}{shown_by}\n')
        if kind == "phrase" and modality != "must not":
            self._assumption(filled, formulas.entity, timed)
        aim = self.chance(0.7 if shown else 0.08)
        effort = self.random.choice(("aim to ", "make reasonable efforts to ")) if aim else ""
        return effort + filled, shown

    def _meaning(self, formulas: Formulas, stem: str, exceeding: bool) -> tuple[str, str, str]:
        """What a phrase means, its words as declared, and its words with blanks filled."""
        if not exceeding and self.chance(0.6):
            return formulas.truth(2), stem, stem
        amount, unit = formulas.amount(1)
        sign = ">" if exceeding else ">="
        number = self.random.choice((0, 1, 2, 2, 3, 3, 4))
        if unit == "hours" and self.chance(0.5):
            return f"{amount} {sign} time", f"{stem} (time)", f"{stem} {number * 30} minutes"
        filled = f"{stem} {written_amount(number, unit)}"
        return f"{amount} {sign} minimum", f"{stem} (minimum: {unit})", filled

    def _assumption(self, words: str, entity: str | None, timed: Timed) -> None:
        if self.chance(0.06):
            return
        lines = list[str]()
        match self.random.randrange(14):
            case 0:
                pass
            case 1:
                lines += ["takes 15 to 60 minutes each time", "of a GP or a nurse"]
            case 2:
                lines += ["takes 2 hours", "of a nurse"]
            case _:
                lines.append("takes negligible effort")
        if self.chance(0.45):
            needed = self.random.choice(
                (facts_of(entity, "yes or no"), facts_of(None, "yes or no"))
            )
            lines.append(f"needs {self.random.choice(needed).name}")
            if entity == "care home" and self.chance(0.3):
                code = self.codes.pop(0)
                self.phrases.append(
                    f'phrase "{code} for each home"\n  means every care home has willing GP\n'
                )
                lines.append(f"needs {code} for each home")
        elif self.chance(0.3):
            lines.append("needs nothing")
        lines.append("cites OWN, unverified")
        self.assumptions.append(f"to {words}\n" + _lines(lines))

    # --- exceptions, and clauses that are no duties ---

    def _exceptions(
        self, number: str, entity: str | None, timed: Timed, *, instead: bool
    ) -> list[str]:
        def test() -> str:
            return self._plain(entity).truth(1)

        match self.random.randrange(20):
            case 0:
                return [f"unless {test()}"]
            case 1:
                return [f"unless {test()}", f"except where {test()}"]
            case 2 | 3 if instead:
                code = self.codes.pop(0)
                formulas = Formulas(self.random, entity, timed.kind == "recur", self._noted())
                self.phrases.append(f'phrase "see to {code}"\n  means {formulas.truth(1)}\n')
                return [f"except where {test()}: see to {code}"]
            case 4:
                self._permission(f"{number}.1", subject=True)
                return [f"subject to clause {number}.1"]
            case 5 if instead and entity is None and self.giving_way:
                return [f"subject to clause {self.random.choice(self.giving_way)}"]
            case 6 if entity is None and self.giving_way and timed.kind != "recur":
                return [f"notwithstanding clause {self.giving_way.pop()}"]
            case _:
                return []

    def _permission(self, number: str, *, subject: bool = False) -> None:
        code = self.codes.pop(0)
        self.phrases.append(f'phrase "do without {code}"\n  attested\n')
        lines = [f"if {self._plain(None).truth(1)}"] if subject or self.chance(0.5) else []
        if self.chance(0.3):
            lines.append("on one month's notice")
        lines.append("cites SPEC 2, unverified")
        self.clauses.append(
            f'clause {number} "Permission"\n  the PCN may do without {code}\n' + _lines(lines)
        )

    def _others(self) -> None:
        if self.chance(0.3):
            self._permission("7")
        if self.chance(0.2):
            self.clauses.append(
                'clause 8 "Payment"\n  the commissioner pays £7.50 per bed per month\n'
                "  for each care home\n  cites SPEC 8, unverified\n"
            )
        if self.chance(0.2):
            self.clauses.append(
                'clause 10 "Incentive"\n  the PCN earns up to 5 rounds as weighted list falls\n'
                "    from 9 weighted patients to 3 weighted patients\n"
                "  counted on 1 May 2020\n  cites SPEC 10, unverified\n"
                'clause 11 "For what was earned"\n  the commissioner pays £2 per round\n'
                f"  if {self._plain(None).truth(1)}\n  cites SPEC 11, unverified\n"
            )
        if self.chance(0.2):
            self.clauses.append(
                'clause 9 "Home"\n  "care home" means "a registered home"\n'
                "  cites SPEC 9, unverified\n"
            )


def _lines(lines: list[str]) -> str:
    return "".join(f"  {line}\n" for line in lines)


def written(random: Random) -> Written:
    """A specification with its vocabulary and assumptions."""
    return Author(random).write()
