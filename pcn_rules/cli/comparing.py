"""Turn two editions as named on a command line into a comparison, or into every fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pcn_rules.cli import faults
from pcn_rules.cli.assessing import Wish, Work, read_specification
from pcn_rules.compare.compare import as_it_stood, compare
from pcn_rules.compare.model import Comparison
from pcn_rules.compare.pairing import NO_PINS, Pins
from pcn_rules.compare.pins import read_pins
from pcn_rules.compare.scope import Common, at_odds, common_to, numbered
from pcn_rules.language.meaning import ResolvedClause, Specification


@dataclass(frozen=True, slots=True)
class Editions:
    """Two editions that can be compared, and what a reader says of their pairs.

    Their texts are those in force on `as_at`, or where that is None those published.
    """

    old: Specification
    new: Specification
    common: Common
    pins: Pins
    as_at: date | None

    @property
    def texts(self) -> tuple[Specification, Specification]:
        """Both with the text that is compared, as if that had been published."""
        return as_it_stood(self.old, self.as_at), as_it_stood(self.new, self.as_at)


def read_editions(
    names: tuple[str, str], wish: Wish, pins: str | None, work: Work
) -> Editions | None:
    """Two editions by name; None where `work` holds faults afterwards.

    With a day in the wish, the texts in force on that day are compared, else those published; on a
    day on which either does not live there is none (E505).
    """
    day = work.day(wish.as_at)
    old, new = (read_specification(name, wish.assumptions, work).specification for name in names)
    if old is None or new is None:
        return None
    common = common_to(old, new)
    if common is None:
        work.keep([faults.no_common_day(work.line, names[1], old, new)])
        return None
    for name, each in zip(names, (old, new), strict=True):
        if day is not None and not each.start <= day <= each.end:
            work.keep([faults.not_in_force_then(work.line, wish.as_at or "", day, name, each)])
    odds = at_odds(old.vocabulary, new.vocabulary)
    work.keep(faults.other_words(work.line, names[1], why) for why in odds)
    texts = as_it_stood(old, day), as_it_stood(new, day)
    said = NO_PINS if pins is None else _pins(pins, *texts, work)
    return None if work.stopped else Editions(old, new, common, said, day)


def _pins(path: str, old: Specification, new: Specification, work: Work) -> Pins:
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        work.keep([faults.no_pins(work.line, path, "it is not text in UTF-8")])
        return NO_PINS
    except (OSError, ValueError):
        work.keep([faults.no_path(work.line, path)])
        return NO_PINS
    pins, wrong = read_pins(text, old, new)
    work.keep(faults.no_pins(work.line, path, why) for why in wrong)
    return pins


def services_of(editions: Editions, named: str | None, work: Work) -> frozenset[str] | None:
    """The numbers of services and clauses of both that some headings name, None for all."""
    return numbers_of([c for each in editions.texts for c in each.clauses], named, work)


def numbers_of(
    clauses: Sequence[ResolvedClause], named: str | None, work: Work
) -> frozenset[str] | None:
    """The numbers of services and clauses that some headings name (`7.2,7.3.1`), None for all.

    A heading that begins no number is a fault (E523).
    """
    if named is None:
        return None
    found: set[str] = set()
    for heading in (part.strip() for part in named.split(",")):
        numbers = numbered(heading, clauses)
        if not numbers:
            known = sorted({number for c in clauses for number in (c.service, c.id)})
            work.keep([faults.no_service(work.line, named, heading, known)])
        found |= numbers
    return frozenset(found)


def compared(editions: Editions, services: frozenset[str] | None, most: int) -> Comparison:
    """What changed, in some services or clauses where they are named, else in all."""
    return compare(
        editions.old,
        editions.new,
        editions.common,
        pins=editions.pins,
        most=most,
        services=services,
        as_at=editions.as_at,
    )
