"""Turn two editions as named on a command line into a comparison, or into every fault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pcn_rules.cli import faults
from pcn_rules.cli.assessing import Wish, Work, read_specification
from pcn_rules.compare.compare import as_it_stood, compare
from pcn_rules.compare.model import Comparison
from pcn_rules.compare.pairing import NO_PINS, Pins
from pcn_rules.compare.pins import read_pins
from pcn_rules.compare.scope import Common, at_odds, common_to
from pcn_rules.language.meaning import Specification


@dataclass(frozen=True, slots=True)
class Editions:
    """Two editions that can be compared, and what a reader says of their pairs."""

    old: Specification
    new: Specification
    common: Common
    pins: Pins


def read_editions(
    names: tuple[str, str], wish: Wish, pins: str | None, work: Work
) -> Editions | None:
    """Two editions by name; None where `work` holds faults afterwards.

    With a day in the wish, the texts in force on that day are compared, else those published.
    """
    day = work.day(wish.as_at)
    old, new = (_read(name, wish, day, work) for name in names)
    if old is None or new is None:
        return None
    common = common_to(old, new)
    if common is None:
        work.keep([faults.no_common_day(work.line, names[1], old, new)])
        return None
    odds = at_odds(old.vocabulary, new.vocabulary)
    work.keep(faults.other_words(work.line, names[1], why) for why in odds)
    said = NO_PINS if pins is None else _pins(pins, old, new, work)
    return None if work.stopped else Editions(old, new, common, said)


def _read(name: str, wish: Wish, day: date | None, work: Work) -> Specification | None:
    found = read_specification(name, wish.assumptions, work).specification
    return found if found is None or day is None else as_it_stood(found, day)


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
    """The services that are named (`7.2,7.3`), None where none are: E523 for what neither has."""
    if named is None:
        return None
    wanted = [part.strip() for part in named.split(",")]
    clauses = (*editions.old.clauses, *editions.new.clauses)
    known = sorted({clause.service for clause in clauses})
    unknown = [name for name in wanted if name not in known]
    work.keep(faults.no_service(work.line, named, name, known) for name in unknown)
    return frozenset(wanted)


def compared(editions: Editions, services: frozenset[str] | None, most: int) -> Comparison:
    """What changed, in some services where they are named, else in all."""
    return compare(
        editions.old,
        editions.new,
        editions.common,
        pins=editions.pins,
        most=most,
        services=services,
    )
